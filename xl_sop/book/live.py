"""An open workbook (Excel or LibreOffice, through xlwings) as a `Book` of grids, by whole-range reads."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from xl_sop.book.grid import Address, Book, CellValue, Grid, Merge

if TYPE_CHECKING:
    import xlwings as xw

# What Excel shows for its error values; a cell that holds one has no text.
_ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
# Formatting alone may stretch the used range to the last row; nothing of an SOP lies beyond these.
TALLEST, WIDEST = 20_000, 400


def read_live(book: xw.Book, *, without: Collection[str] = ()) -> Book:
    """The grids of an open workbook: one read of values per sheet, and its merged areas.

    Args:
        book: The workbook. without: Names of sheets to leave out (those the buttons made themselves).
    """
    return Book(book.name, [read_sheet(sheet) for sheet in book.sheets if sheet.name not in without], None)


def read_sheet(sheet: xw.Sheet) -> Grid:
    """The grid of one open sheet; at most `TALLEST` rows and `WIDEST` columns of its used range."""
    used = sheet.used_range
    top, left = used.row, used.column
    rows, columns = used.shape
    if rows > TALLEST or columns > WIDEST:
        rows, columns = min(rows, TALLEST), min(columns, WIDEST)
        used = sheet.range((top, left), (top + rows - 1, left + columns - 1))
    values: list[list[Any]] = used.options(ndim=2, err_to_str=True).value
    grid = Grid(sheet.name, [], top=top, left=left, hidden=not sheet.visible)
    for r, line in enumerate(values, start=top):
        grid.rows.append([_value(grid, r, c, value) for c, value in enumerate(line, start=left)])
    grid.merges = merged_areas(sheet, top, left, rows, columns)
    return grid


def _value(grid: Grid, row: int, column: int, value: Any) -> CellValue:
    if isinstance(value, str):
        if value in _ERRORS:
            grid.errors.append(Address(grid.name, row, column))
            return None
        return value or None
    return value


def merged_areas(sheet: xw.Sheet, top: int, left: int, rows: int, columns: int) -> list[Merge]:
    """The merged areas of a rectangle.

    xlwings cannot list them. The LibreOffice engine can; Excel tells of a whole range whether all, none or some of
    its cells are merged, so the rectangle is halved until the answer is plain: a few calls for each merged area.
    """
    listed = getattr(sheet.impl, "merged_areas", None)
    if listed is not None:
        return [Merge(r, c, r + h - 1, c + w - 1) for r, c, h, w in listed()]
    found: dict[tuple[int, int], Merge] = {}
    _halve(sheet, top, left, top + rows - 1, left + columns - 1, found)
    return list(found.values())


def _halve(
    sheet: xw.Sheet, top: int, left: int, bottom: int, right: int, found: dict[tuple[int, int], Merge]
) -> None:
    if any(
        m.top <= top and m.left <= left and m.bottom >= bottom and m.right >= right for m in found.values()
    ):
        return
    block = sheet.range((top, left), (bottom, right))
    merged = block.merge_cells  # True: all, False: none, None: some
    if merged is False:
        return
    if merged is True:
        area = sheet.range((top, left)).merge_area
        r, c, (h, w) = area.row, area.column, area.shape
        found[r, c] = Merge(r, c, r + h - 1, c + w - 1)
        if r + h - 1 >= bottom and c + w - 1 >= right:
            return
    if bottom - top >= right - left and bottom > top:
        middle = (top + bottom) // 2
        _halve(sheet, top, left, middle, right, found)
        _halve(sheet, middle + 1, left, bottom, right, found)
    elif right > left:
        middle = (left + right) // 2
        _halve(sheet, top, left, bottom, middle, found)
        _halve(sheet, top, middle + 1, bottom, right, found)
