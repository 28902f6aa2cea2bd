"""Marks in a clerk's workbook: colour by a conditional format of ours, and a note; both can be taken away again.

A conditional format lies over the cell's own format and never changes it, so the clerk's colours come back when the
rule goes. Ours is told by its formula, which is always true and says our name: no function name or separator in it
that another language of Excel would write differently. A cell with a note of the clerk's keeps it: ours is added
below a line, and cut off again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.address import Address
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
# Excel's note box holds about four short lines unless it is told otherwise. Points.
_BOX_WIDTH, _LINE_HEIGHT, _LETTERS = 280, 12.5, 52

Rectangle = tuple[int, int, int, int]


class Marks(NamedTuple):
    """What a sheet carries of ours.

    Attributes:
        rules: Conditional formats. notes: Notes that are ours, or a clerk's with ours below.
    """

    rules: list[Any]
    notes: list[Any]


def find(sheet: xw.Sheet) -> Marks:
    """The marks on a sheet."""
    return Marks(
        [rule for rule in sheet.cells.conditional_formats if is_ours(rule.formula)],
        [note for note in sheet.notes if _is_ours_in(note.text)],
    )


def mark(sheet: xw.Sheet, findings: Sequence[Finding]) -> None:
    """Colour and annotate the cells of one sheet that have findings."""
    by_cell: dict[Address, list[Finding]] = {}
    for finding in findings:
        if finding.address is not None:
            by_cell.setdefault(finding.address, []).append(finding)
    worst: dict[Severity, list[Address]] = {}
    for address, said in by_cell.items():
        gravest: Severity = next(s for s in SEVERITIES if any(f.severity == s for f in said))
        worst.setdefault(gravest, []).append(address)
    for severity, cells in worst.items():
        for top, left, bottom, right in rectangles(cells):
            block = sheet.range((top, left), (bottom, right))
            block.conditional_formats.add_custom(FORMULA, fill_color=COLOURS[severity])
    noted = {(note.location.row, note.location.column): note for note in sheet.notes}
    for address, said in by_cell.items():
        own = noted.get((address.row, address.column))
        if own is not None:
            _append(own, _LINE + note_text(said))
        else:
            _add_note(sheet.range((address.row, address.column)), note_text(said))


def _add_note(cell: xw.Range, text: str) -> None:
    # Excel allows a cell either a thread or a note; the list on Temuan has the finding anyway.
    if sys.platform == "win32" and cell.api.CommentThreaded is not None:
        return
    note = cell.add_note(text)
    if sys.platform == "win32":
        shape: Any = note.api.Shape
        lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
        shape.Width, shape.Height = _BOX_WIDTH, _LINE_HEIGHT * (lines + 1)


def note_text(said: Sequence[Finding]) -> str:
    """One note for all findings of a cell: message and fix of each."""
    lines = [HEAD]
    for finding in said:
        word = SEVERITY_WORDS["id"][finding.severity].capitalize()
        lines.append(f"{word}: {finding.message()}\n→ {finding.fix()}")
    return "\n".join(lines)


def remove(marks: Marks) -> None:
    """Take marks off again; a clerk's own note loses what was added below it."""
    for rule in reversed(marks.rules):  # the last first: Excel counts the others anew
        rule.delete()
    for note in reversed(marks.notes):
        text = note.text
        if text.startswith(HEAD):
            note.delete()
        else:
            _cut(note, text.index(_LINE + HEAD), len(text))


# xlwings can only replace the whole text of a note, which takes the bold off the author's name. Excel on Windows:
# read from the documentation of Comment.Text and Characters.Delete, not run.


def _append(note: Any, text: str) -> None:
    if hasattr(note.impl, "append"):  # LibreOffice
        note.impl.append(text)
    elif sys.platform == "win32":
        note.api.Text(text, len(note.text) + 1, False)
    else:
        note.text += text


def _cut(note: Any, start: int, stop: int) -> None:
    if hasattr(note.impl, "cut"):
        note.impl.cut(start, stop)
    elif sys.platform == "win32":
        note.api.Shape.TextFrame.Characters(start + 1, stop - start).Delete()
    else:
        note.text = note.text[:start]


def is_ours(formula: str | None) -> bool:
    """True for the formula of a rule of ours, however the application writes it back."""
    return formula is not None and formula.replace(" ", "").lstrip("=") == FORMULA.lstrip("=")


def _is_ours_in(text: str) -> bool:
    return text.startswith(HEAD) or _LINE + HEAD in text


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
