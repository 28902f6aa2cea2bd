"""Rules for the identification worksheet: it repeats the table, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from xl_sop.checking.subject import Subject, numbers_of
from xl_sop.document import Cell, FoundWorksheet
from xl_sop.findings import Finding
from xl_sop.text import squeeze, words


def worksheet_empty(subject: Subject) -> Iterator[Finding]:
    """A worksheet that nobody filled in: one finding instead of one for each of its fields."""
    if (sheet := subject.found.worksheet) is not None and _is_empty(sheet):
        yield subject.finding("identifikasi-kosong", sheet.title)


def _is_empty(sheet: FoundWorksheet) -> bool:
    return not any(cell.text for cell in sheet.fields.values()) and not any(
        line.text.text for line in sheet.lines
    )


def worksheet_differs(subject: Subject) -> Iterator[Finding]:
    """A line of part C, or Langkah Awal or Akhir, says other words than the table.

    Compared by letters and digits: case, spacing and full stops never count, a changed name always does.
    """
    sheet = subject.found.worksheet
    steps = subject.sop.steps
    if sheet is None or not steps:
        return
    for position, line in _pairs(subject, sheet):
        step = steps[position]
        if line.text and step.description and not _says_the_same(line.text, step.description):
            yield _differs(subject, line, step.description, step.number)
    for name, position in (("first", 0), ("last", -1)):
        cell, step = sheet.fields.get(name), steps[position]
        if cell and cell.text and step.description and not _says_the_same(cell.text, step.description):
            yield _differs(subject, cell, step.description, step.number)


def worksheet_incomplete(subject: Subject) -> Iterator[Finding]:
    """Part C lists every step of the table and no others."""
    sheet = subject.found.worksheet
    steps = subject.sop.steps
    if sheet is None or not steps or _is_empty(sheet):
        return
    written = [line for line in sheet.lines if line.text.text]
    matched = {position for position, line in _pairs(subject, sheet) if line.text}
    missing = [step for i, step in enumerate(steps) if i not in matched and step.description]
    if missing:
        shown = numbers_of(missing)
        place = written[-1].text.address if written else sheet.title
        yield subject.finding("identifikasi-kurang", place, langkah=shown)
    if len(written) > len(matched):
        paired = {line.address for _, line in _pairs(subject, sheet)}
        for line in written:
            if line.text.address not in paired:
                yield subject.finding(
                    "identifikasi-lebih", line.text.address, step=line.number, teks=line.text.text or ""
                )


def main_step_empty(subject: Subject) -> Iterator[Finding]:
    """Langkah Utama is part B of the worksheet and is left empty by almost everybody."""
    sheet = subject.found.worksheet
    cell = sheet.fields.get("main") if sheet and not _is_empty(sheet) else None
    if cell is not None and cell.text is None:
        yield subject.finding("langkah-utama-kosong", cell.address)


def _pairs(subject: Subject, sheet: FoundWorksheet) -> list[tuple[int, Cell]]:
    """Lines of part C with the positions of their steps: by number where numbers are unique, else by order."""
    steps = subject.sop.steps
    lines = [line for line in sheet.lines if line.text.text]
    numbers = [step.number for step in steps]
    said = [line.number for line in lines]
    by_number = None not in numbers and None not in said
    if by_number and len(set(numbers)) == len(numbers) and len(set(said)) == len(said):
        positions = {number: i for i, number in enumerate(numbers)}
        return [(positions[line.number], line.text) for line in lines if line.number in positions]
    return [(i, line.text) for i, line in enumerate(lines[: len(steps)])]


def _says_the_same(one: str, other: str) -> bool:
    return one == other or squeeze(one) == squeeze(other)


def _differs(subject: Subject, cell: Cell, table: str, step: int | None) -> Finding:
    here, there = _changed(cell.text or "", table)
    return subject.finding("identifikasi-berbeda", cell.address, step=step, lembar=here, tabel=there)


def _changed(one: str, other: str) -> tuple[str, str]:
    """The words in which two texts differ, from the first changed word to the last; a whole text if most of it is."""
    a, b = one.split(), other.split()
    folded = [["".join(words(word)) for word in side] for side in (a, b)]
    changes = [op for op in SequenceMatcher(None, *folded, autojunk=False).get_opcodes() if op[0] != "equal"]
    if not changes:
        return one, other
    here = " ".join(a[changes[0][1] : changes[-1][2]])
    there = " ".join(b[changes[0][3] : changes[-1][4]])
    return here or "…", there or "…"
