"""Marks in a clerk's workbook: colour by a conditional format of ours, and a note; both can be taken away again.

A conditional format lies over the cell's own format and never changes it, so the clerk's colours come back when the
rule goes. Ours is told by its formula, which is always true and says our name: no function name or separator in it
that another language of Excel would write differently. A cell with a note of the clerk's keeps it: ours is added
below a line, and cut off again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from xl_sop.book.grid import Address
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS, Finding
from xl_sop.model import Severity

if TYPE_CHECKING:
    import xlwings as xw

FORMULA = '="xl_sop"="xl_sop"'
COLOURS: dict[Severity, tuple[int, int, int]] = {
    "galat": (255, 199, 206),
    "peringatan": (255, 235, 156),
    "info": (221, 235, 247),
}
HEAD = "Temuan xl_sop:"
_LINE = "\n----------\n"

Rectangle = tuple[int, int, int, int]


def mark(sheet: xw.Sheet, findings: Sequence[Finding]) -> None:
    """Colour and annotate the cells of one sheet that have findings."""
    by_cell: dict[Address, list[Finding]] = {}
    for finding in findings:
        if finding.address is not None:
            by_cell.setdefault(finding.address, []).append(finding)
    worst: dict[Severity, list[Address]] = {}
    for address, said in by_cell.items():
        worst.setdefault(min((f.severity for f in said), key=SEVERITIES.index), []).append(address)
    for severity, cells in worst.items():
        for top, left, bottom, right in rectangles(cells):
            block = sheet.range((top, left), (bottom, right))
            block.conditional_formats.add_custom(FORMULA, fill_color=COLOURS[severity])
    noted = {note.location.address: note for note in sheet.notes}
    for address, said in by_cell.items():
        _note(sheet.range((address.row, address.column)), said, noted)


def _note(cell: xw.Range, said: Sequence[Finding], noted: dict[str, Any]) -> None:
    text = note_text(said)
    own = noted.get(cell.address)
    if own is not None:
        own.text = f"{own.text}{_LINE}{text}"
    elif not _has_thread(
        cell
    ):  # Excel allows a cell either a thread or a note; the list on Temuan has it anyway
        cell.add_note(text)


def note_text(said: Sequence[Finding]) -> str:
    """One note for all findings of a cell: message and fix of each."""
    lines = [HEAD]
    for finding in said:
        word = SEVERITY_WORDS["id"][finding.severity].capitalize()
        lines.append(f"{word}: {finding.message()}\n→ {finding.fix()}")
    return "\n".join(lines)


def _has_thread(cell: xw.Range) -> bool:
    """True for a cell with a threaded comment (Excel 365 on Windows; elsewhere there is no such property)."""
    api: Any = cell.api
    return getattr(api, "CommentThreaded", None) is not None


def unmark(sheet: xw.Sheet) -> int:
    """Take every mark of ours off a sheet; how many rules and notes there were."""
    count = 0
    rules = [rule for rule in sheet.cells.conditional_formats if is_ours(rule.formula)]
    for rule in rules:
        rule.delete()
        count += 1
    for note in list(sheet.notes):
        text = note.text
        if text.startswith(HEAD):
            note.delete()
            count += 1
        elif _LINE + HEAD in text:
            note.text = text.split(_LINE + HEAD, 1)[0]
            count += 1
    return count


def is_marked(sheet: xw.Sheet) -> bool:
    """True if a sheet carries a mark of ours."""
    return any(is_ours(rule.formula) for rule in sheet.cells.conditional_formats) or any(
        HEAD in note.text for note in sheet.notes
    )


def is_ours(formula: str | None) -> bool:
    """True for the formula of a rule of ours, however the application writes it back."""
    return formula is not None and formula.replace(" ", "").lstrip("=") == FORMULA.lstrip("=")


def rectangles(cells: Iterable[Address]) -> list[Rectangle]:
    """Cells as few rectangles: runs down a column, then equal runs of neighbouring columns."""
    runs: list[list[int]] = []  # column, top, bottom
    for address in sorted(cells, key=lambda a: (a.column, a.row)):
        if runs and runs[-1][0] == address.column and runs[-1][2] + 1 == address.row:
            runs[-1][2] = address.row
        else:
            runs.append([address.column, address.row, address.row])
    found: list[Rectangle] = []
    for column, top, bottom in sorted(runs, key=lambda r: (r[1], r[2], r[0])):
        if found and found[-1][0] == top and found[-1][2] == bottom and found[-1][3] + 1 == column:
            found[-1] = (top, found[-1][1], bottom, column)
        else:
            found.append((top, column, bottom, column))
    return found
