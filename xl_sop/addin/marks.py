"""Marks in a clerk's workbook: colour by a conditional format of ours, and a note; both can be taken away again.

A conditional format lies over the cell's own format and never changes it, so the clerk's colours come back when the
rule goes. Ours is told by its formula, which is always true and says our name: no function name or separator in it
that another language of Excel would write differently. A cell with a note of the clerk's keeps it: ours is added
below a line, and cut off again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xl_sop.addin.host import Colour, Note, host_of
from xl_sop.address import Address, Merge
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS, Finding
from xl_sop.model import Severity

if TYPE_CHECKING:
    import xlwings as xw

FORMULA = '="xl_sop"="xl_sop"'
COLOURS: dict[Severity, Colour] = {
    "galat": (255, 199, 206),
    "peringatan": (255, 235, 156),
    "info": (221, 235, 247),
}
HEAD = "Temuan pemeriksaan SOP:"
_HEADS = (HEAD, "Temuan xl_sop:")  # the second on notes of earlier versions
_LINE = "\n----------\n"


@dataclass(frozen=True)
class Marks:
    """What a sheet carries.

    Attributes:
        rules: Conditional formats of ours. others: Whether there are others.
        notes: Every note: ours, a clerk's with ours below it, and a clerk's.
    """

    sheet: xw.Sheet
    rules: list[Any]
    others: bool
    notes: list[Note]

    def __bool__(self) -> bool:
        return bool(self.rules) or any(_start_of_ours(note.text) is not None for note in self.notes)


def find(sheet: xw.Sheet, used: xw.Range | None = None) -> Marks:
    """The marks on a sheet; `used` if its used range is known, which holds every cell with a format."""
    host = host_of(sheet)
    return Marks(sheet, *host.rules(used if used is not None else sheet.cells, is_ours), host.notes(sheet))


def mark(found: Marks, findings: Sequence[Finding]) -> None:
    """Colour and annotate the cells of one sheet that have findings, and no others; a note that is right stays."""
    by_cell: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        if finding.address is not None:
            by_cell.setdefault(finding.address.place, []).append(finding)
    worst: dict[Severity, list[Address]] = {}
    for said in by_cell.values():
        gravest: Severity = next(s for s in SEVERITIES if any(f.severity == s for f in said))
        address = said[0].address
        assert address is not None
        worst.setdefault(gravest, []).append(address)
    host = host_of(found.sheet)
    host.delete_rules(found.rules)
    for severity, cells in worst.items():
        host.paint(found.sheet, rectangles(cells), FORMULA, COLOURS[severity], alone=not found.others)
    missing = {place: note_text(said) for place, said in by_cell.items()}
    for note in reversed(found.notes):
        _renew(found.sheet, note, missing)
    for (row, column), text in missing.items():
        host.add_note(found.sheet, row, column, text)


def _renew(sheet: xw.Sheet, note: Note, missing: dict[tuple[int, int], str]) -> None:
    """Bring a note up to date; `missing` loses what it says now."""
    host, place = host_of(sheet), (note.row, note.column)
    start = _start_of_ours(note.text)
    if start == 0:
        if missing.get(place) == note.text:
            del missing[place]
        else:
            host.delete(note)
        return
    ours = note.text[start:] if start is not None else ""
    wanted = _LINE + missing[place] if place in missing else ""
    if ours != wanted:
        if ours:
            host.cut(note, len(note.text) - len(ours), len(note.text))
        if wanted:
            own = note.text[: len(note.text) - len(ours)]
            host.append(sheet, note._replace(text=own), wanted)
    missing.pop(place, None)


def note_text(said: Sequence[Finding]) -> str:
    """One note for all findings of a cell: message and fix of each."""
    lines = [HEAD]
    for finding in said:
        word = SEVERITY_WORDS["id"][finding.severity].capitalize()
        lines.append(f"{word}: {finding.message()}\n→ {finding.fix()}")
    return "\n".join(lines)


def remove(found: Marks) -> None:
    """Take marks off again; a clerk's own note loses what was added below it."""
    host_of(found.sheet).delete_rules(found.rules)
    for note in reversed(found.notes):
        _renew(found.sheet, note, {})


def is_ours(formula: str | None) -> bool:
    """True for the formula of a rule of ours, however the application writes it back."""
    return formula is not None and formula.replace(" ", "").lstrip("=") == FORMULA.lstrip("=")


def _start_of_ours(text: str) -> int | None:
    """Where our part of a note begins; None in a note of the clerk's alone."""
    if text.startswith(_HEADS):
        return 0
    return min((start for head in _HEADS if (start := text.find(_LINE + head)) >= 0), default=None)


def rectangles(cells: Iterable[Address]) -> list[Merge]:
    """Cells as few rectangles: runs down a column, then equal runs of neighbouring columns."""
    runs: list[list[int]] = []  # column, top, bottom
    for address in sorted(cells, key=lambda a: (a.column, a.row)):
        if runs and runs[-1][0] == address.column and runs[-1][2] + 1 == address.row:
            runs[-1][2] = address.row
        else:
            runs.append([address.column, address.row, address.row])
    found: list[Merge] = []
    for column, top, bottom in sorted(runs, key=lambda r: (r[1], r[2], r[0])):
        if found and found[-1][0] == top and found[-1][2] == bottom and found[-1][3] + 1 == column:
            found[-1] = Merge(top, found[-1][1], bottom, column)
        else:
            found.append(Merge(top, column, bottom, column))
    return found
