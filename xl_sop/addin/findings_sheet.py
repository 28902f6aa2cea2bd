"""Sheet Temuan: one line per rule and SOP, errors first, with a link to each of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.addin import marks
from xl_sop.addin.host import host_of
from xl_sop.addin.sheets import Formula, write_block
from xl_sop.address import Address, column_number
from xl_sop.book.live import box_of, cells
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS
from xl_sop.model import Severity
from xl_sop.own_sheets import FINDINGS, TITLES
from xl_sop.presentation import Line, counts

if TYPE_CHECKING:
    import xlwings as xw

HEADER = ("No", "Tingkat", "Lembar", "Sel", "Langkah", "Pesan", "Saran", "Kode", "Sel lainnya")
FIRST_ROW = 4
LAST_SEEN = "G2"
"""The cell that Temuan Berikutnya showed last."""
_CELL, _OTHERS = 4, 9
_MOST_OTHERS = 60
"""So many further cells are linked; the message names the steps anyway."""
_WIDTHS = (("B1:C1", 12), ("F1:G1", 56), ("H1", 27))
_A1 = re.compile(r"(?:(.+)!)?([A-Z]{1,3})([0-9]{1,7})")


class ListedLine(NamedTuple):
    """One line as it stands on the sheet.

    Attributes:
        number: Its number. message: What it says. places: The cells it names, in order.
    """

    number: int
    message: str
    places: list[Address]


class Listed(NamedTuple):
    """What the sheet says.

    Attributes:
        lines: Its lines. last_seen: The cell that was shown last, as `Lembar!A1`.
    """

    lines: list[ListedLine]
    last_seen: str | None


class Link(NamedTuple):
    """A cell of the list that leads to another one."""

    sheet: str
    cell: str
    text: str


Row = list[object]


def rows_of(told: Sequence[tuple[int, Line]], names: Sequence[str | None]) -> list[Row]:
    """Everything that stands on the sheet, title and header first.

    Args:
        told: The lines in order, with the position of their SOP. names: The SOPs' names.
    """
    several = len(names) > 1
    rows: list[Row] = [[TITLES[FINDINGS]], [counts([line.severity for _, line in told])], list(HEADER)]
    for number, (document, line) in enumerate(told, start=1):
        message = f"[{names[document]}] {line.message}" if several and names[document] else line.message
        home = line.cells[0][0] if line.cells else None
        links: list[Link | None] = [
            Link(name, cell, cell if name == home else f"{name}!{cell}")
            for name, cell in line.cells
            if cell is not None
        ]
        steps = ", ".join(map(str, line.steps)) if len(line.steps) != 1 else line.steps[0]
        severity = SEVERITY_WORDS["id"][line.severity]
        first, *others = links or [None]
        row: Row = [number, severity, home, first, steps or None, message, line.fix, line.code]
        rows.append([*row, *others[:_MOST_OTHERS]])
    return rows


def says(sheet: xw.Sheet, rows: Sequence[Row]) -> bool:
    """True if the sheet says just this already."""
    box = box_of(sheet.used_range.address)
    if box.top != 1 or box.left != 1 or box.bottom != len(rows):
        return False
    raw = sheet.range(cells(1, 1, box.bottom, box.right)).raw_value
    wanted = [[cell.text if isinstance(cell, Link) else cell for cell in row] for row in rows]
    seen = box_of(LAST_SEEN)
    return all(
        (was or None) == (is_wanted[column] if column < len(is_wanted) else None)
        for row, (found, is_wanted) in enumerate(zip(raw, wanted, strict=True), start=1)
        for column, was in enumerate(found)
        if (row, column + 1) != (seen.top, seen.left)
    ) and all(len(row) <= box.right for row in wanted)


def write(sheet: xw.Sheet, rows: Sequence[Row], severities: Sequence[Severity]) -> None:
    """Fill an empty sheet.

    Args:
        sheet: The sheet. rows: What it is to say. severities: Those of its lines.
    """
    host = host_of(sheet)
    values = [[Formula(host.link(*cell)) if isinstance(cell, Link) else cell for cell in row] for row in rows]
    write_block(sheet, 1, 1, values)
    _look(sheet, len(rows), max(len(row) for row in rows), severities)
    host.add_links(
        sheet,
        [
            (r, c, cell.sheet, cell.cell, cell.text)
            for r, row in enumerate(rows, start=1)
            for c, cell in enumerate(row, start=1)
            if isinstance(cell, Link)
        ],
    )


def _look(sheet: xw.Sheet, bottom: int, right: int, severities: Sequence[Severity]) -> None:
    for columns, width in _WIDTHS:
        sheet.range(columns).column_width = width
    sheet.range(cells(FIRST_ROW - 1, 1, FIRST_ROW - 1, len(HEADER))).font.bold = True
    body = sheet.range(cells(FIRST_ROW, 1, bottom, right))
    body.wrap_text = True
    body.vertical_alignment = "top"
    row = FIRST_ROW
    for severity in SEVERITIES:  # the list is sorted by it, so each severity is one block
        count = severities.count(severity)
        if count:
            sheet.range(cells(row, 2, row + count - 1, 2)).color = marks.COLOURS[severity]
            row += count
    body.rows.autofit()


def read(sheet: xw.Sheet) -> Listed:
    """What stands on the sheet now; a clerk may have deleted lines."""
    box = box_of(sheet.used_range.address)
    if box.bottom < FIRST_ROW:
        return Listed([], None)
    raw: Any = sheet.range(cells(1, 1, box.bottom, max(box.right, len(HEADER)))).raw_value
    found: list[ListedLine] = []
    for row in raw[FIRST_ROW - 1 :]:
        number, home, message = row[0], row[2], row[5]
        if isinstance(number, int | float) and isinstance(message, str) and message:
            texts = [row[_CELL - 1], *row[_OTHERS - 1 :]]
            places = [place for text in texts if (place := _place(text, home)) is not None]
            found.append(ListedLine(int(number), message, places))
    seen = box_of(LAST_SEEN)
    last = raw[seen.top - 1][seen.left - 1]
    return Listed(found, last if isinstance(last, str) and last else None)


def _place(text: object, home: object) -> Address | None:
    found = _A1.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    return Address(found[1] or str(home), int(found[3]), column_number(found[2]))
