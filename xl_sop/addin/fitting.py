"""Rows that grow with merged texts in an open workbook: no application fits a row to merged cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xl_sop import measure
from xl_sop.address import Address, Merge
from xl_sop.book.live import cells
from xl_sop.measure.rows import ENOUGH

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.addin.session import Session
    from xl_sop.book.grid import Grid
    from xl_sop.document import Document

_PIXEL = 0.75  # points
_USUAL_SIZE = 11
_IDENTITY, _PROCEDURE = (50, 5), (90, 1)
"""Letters in a line and lines that any merged area of these sheets has room for, at the least height that the template
gives its rows: asking the application for the sizes of a shorter text costs more than it is worth."""


_NEVER_WIDER, _LOWEST_LINE = 50, 11.0
"""Letters in a line and points of a line, to tell at once that a text fits the highest row."""
_WIDEST = 20.0
"""Digits that a column is made wide for the longest word of a name."""


def fit_template(session: Session) -> str | None:
    """Let the boxes, letterhead and titles of SOPs in the standard template grow; other sheets have their own ways.

    Returns:
        A sentence about cells that hold more than Excel's highest row can show.
    """
    rooms: dict[str, tuple[int, int]] = {}
    for document in session.documents:
        if document.sop.source.template_version is not None:
            _widen_performers(document, session)
            sheets = document.sop.source.sheets
            rooms |= dict.fromkeys(sheets.procedure, _PROCEDURE) | dict.fromkeys(sheets.identity, _IDENTITY)
    endless: list[Address] = []
    for grid in session.source.grids:
        if grid.name not in rooms or not session.sheets.is_shown(grid.name):
            continue
        sheet, (letters, lines) = session.sheets.by_name[grid.name], rooms[grid.name]
        fit_merged(sheet, _long_texts(grid, letters, lines), session)
        endless += [grid.address(*cell) for cell in _endless(sheet, grid)]
    if not endless:
        return None
    named = ", ".join(f"{address.sheet}!{address.a1}" for address in endless)
    return f"Isi {named} lebih panjang daripada yang dapat ditampilkan satu baris Excel; ringkas isinya."


def _endless(sheet: xw.Sheet, grid: Grid) -> list[tuple[int, int]]:
    """Cells whose text is higher than their rows can ever be."""
    corners = {(merge.top, merge.left): merge for merge in grid.merges}
    found: list[tuple[int, int]] = []
    for row, values in enumerate(grid.rows, grid.top):
        for column, text in enumerate(values, grid.left):
            if (
                not isinstance(text, str)
                or _quick_lines(text, _NEVER_WIDER) * _LOWEST_LINE < measure.MAX_HEIGHT
            ):
                continue
            area = corners.get((row, column), Merge(row, column, row, column))
            width = sheet.range(cells(*area)).width / _PIXEL
            if measure.height(text, width, indent=1) > measure.MAX_HEIGHT * (area.bottom - area.top + 1):
                found.append((row, column))
    return found


def _quick_lines(text: str, letters: int) -> int:
    return sum(1 + len(line) // letters for line in text.split("\n"))


def _widen_performers(document: Document, session: Session) -> None:
    """Make the columns of performers wide enough for the longest word of their names."""
    usual = measure.performer_width(len(document.sop.performers))
    for page in document.as_found.pages:
        for column in page.columns:
            wanted = min(measure.unbroken(column.name, bold=True), _WIDEST)
            if column.role != "performer" or column.address is None or wanted <= usual:
                continue
            sheet = session.sheets.by_name[page.sheet]
            head = sheet.range(cells(column.address.row, column.index, column.address.row, column.index))
            width = head.column_width
            if width is not None and width < wanted - 0.1 and not session.sheets.host.is_protected(sheet):
                head.column_width = wanted


def _long_texts(grid: Grid, letters: int, lines: int) -> list[tuple[Merge, str]]:
    """The merged areas with more text than so many lines of so many letters."""
    found: list[tuple[Merge, str]] = []
    for merge in grid.merges:
        text = grid.value(merge.top, merge.left)
        if isinstance(text, str) and _quick_lines(text, letters) > lines:
            found.append((merge, text))
    return found


def fit_merged(sheet: xw.Sheet, texts: Iterable[tuple[Merge, str]], session: Session) -> None:
    """Make the rows of merged areas higher where their texts need it; a protected sheet stays as it is."""
    for merge, text in texts:
        area = sheet.range(cells(*merge))
        font = sheet.range(cells(merge.top, merge.left, merge.top, merge.left)).font
        size, bold = font.size or _USUAL_SIZE, bool(font.bold)
        missing = measure.height(text, area.width / _PIXEL, size=size, bold=bold, indent=1) - area.height
        if missing <= ENOUGH:
            continue
        if session.sheets.host.is_protected(sheet):
            return
        count = merge.bottom - merge.top + 1
        for row in range(merge.top, merge.bottom + 1):
            line = sheet.range(cells(row, merge.left, row, merge.left))
            line.row_height = min((line.row_height or 0) + missing / count, measure.MAX_HEIGHT)
