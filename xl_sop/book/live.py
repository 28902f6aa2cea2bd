"""An open workbook (Excel or LibreOffice, through xlwings) as a `Book` of grids, by whole-range reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import time
from typing import TYPE_CHECKING, Any

from xl_sop import limits
from xl_sop.address import Address, Merge
from xl_sop.book.grid import Book, CellValue, Grid

if TYPE_CHECKING:
    import xlwings as xw

# What Excel shows for its error values; a cell that holds one has no text.
_ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
# Formatting alone may stretch the used range to the last row and column. Values are read a block at a time, up
# to the first block in which nothing stands; nothing of an SOP lies so far right.
BLOCK, WIDEST = 2_000, 400

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PLAIN_FORMATS = frozenset(("general", "standard", "@"))


def read_live(book: xw.Book, *, without: Collection[str] = ()) -> Book:
    """The grids of an open workbook: one read of values per sheet, and its merged areas.

    Args:
        book: The workbook. without: Names of sheets to leave out (those the buttons made themselves).
    """
    return Book(book.name, [read_sheet(sheet) for sheet in book.sheets if sheet.name not in without], None)


def read_sheet(sheet: xw.Sheet) -> Grid:
    """The grid of one open sheet, as `xl_sop.book.file` would read it from the file.

    Two differences remain: whole numbers and dates come as the application gives them (floats, `datetime`).
    """
    used = sheet.used_range
    grid = Grid(sheet.name, [], top=used.row, left=used.column, hidden=not sheet.visible)
    for line in _values(sheet, used):
        row = grid.top + len(grid.rows)
        grid.rows.append([_value(grid, row, c, value) for c, value in enumerate(line, start=grid.left)])
    _trim(grid)
    if grid.rows:
        _times_of_day(sheet, grid)
        grid.merges = _within(merged_areas(sheet, grid), grid)
    return grid


def _values(sheet: xw.Sheet, used: xw.Range) -> list[list[Any]]:
    rows, columns = used.shape
    top, left, right = used.row, used.column, used.column + min(columns, WIDEST) - 1
    values: list[list[Any]] = []
    for start in range(top, top + rows, BLOCK):
        block = sheet.range((start, left), (min(start + BLOCK, top + rows) - 1, right))
        read = block.options(ndim=2, err_to_str=True).value
        if values and all(value is None for line in read for value in line):
            break
        values += read
    return values


def _value(grid: Grid, row: int, column: int, value: Any) -> CellValue:
    if isinstance(value, str):
        if value in _ERRORS:
            grid.errors.append(Address(grid.name, row, column))
            return None
        return value or None
    return value


def _trim(grid: Grid) -> None:
    """Take off empty rows and columns at the far ends, as for files."""
    rows = grid.rows
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    filled = [c for row in rows for c in range(len(row) - 1, -1, -1) if row[c] is not None]
    width = max(filled, default=-1) + 1
    for row in rows:
        del row[width:]


def _times_of_day(sheet: xw.Sheet, grid: Grid) -> None:
    """Turn fractions of a day into times of day where the cell is formatted as one.

    An application gives `0:30` as the number 0.0208; only the cell's format tells it from a real fraction.
    """
    cells = [
        grid.address(r, c)
        for r, row in enumerate(grid.rows, start=grid.top)
        for c, value in enumerate(row, start=grid.left)
        if isinstance(value, float) and 0 < value < 1
    ]
    for first, last in _columns_of(cells):
        code = sheet.range((first.row, first.column), (last.row, first.column)).number_format
        for row in range(first.row, last.row + 1):
            # None: the formats of the run differ.
            own = sheet.range((row, first.column)).number_format if code is None else code
            value = grid.value(row, first.column)
            if isinstance(value, float) and is_time_format(own):
                seconds = min(round(value * 86_400), 86_399)
                grid.rows[row - grid.top][first.column - grid.left] = time(
                    seconds // 3600, seconds // 60 % 60, seconds % 60
                )


def _columns_of(cells: Iterable[Address]) -> list[tuple[Address, Address]]:
    """Cells as runs down a column: first and last."""
    found: list[tuple[Address, Address]] = []
    for cell in sorted(cells, key=lambda a: (a.column, a.row)):
        if found and found[-1][1].column == cell.column and found[-1][1].row + 1 == cell.row:
            found[-1] = (found[-1][0], cell)
        else:
            found.append((cell, cell))
    return found


def is_time_format(code: str | None) -> bool:
    """True for a number format that shows hours or seconds, such as `hh:mm` or `[m]:ss`."""
    if code is None or code.casefold() in _PLAIN_FORMATS:
        return False
    return re.search(r"[hs]", _LITERAL.sub("", code), re.IGNORECASE) is not None


# ---- merged areas -----------------------------------------------------------------------------------------------


def merged_areas(sheet: xw.Sheet, grid: Grid) -> list[Merge]:
    """The merged areas that touch a grid, in reading order.

    xlwings cannot list them. The LibreOffice engine can; Excel tells of a whole range whether all, none or some of
    its cells are merged, so the rectangle is halved until the answer is plain: a few calls for each merged area.
    """
    listed = getattr(sheet.impl, "merged_areas", None)
    if listed is not None:
        return [Merge(r, c, r + h - 1, c + w - 1) for r, c, h, w in listed()]
    found: dict[tuple[int, int], Merge] = {}
    width = max(len(row) for row in grid.rows)
    _halve(sheet, Merge(grid.top, grid.left, grid.bottom, grid.left + width - 1), found)
    return sorted(found.values())


def _halve(sheet: xw.Sheet, block: Merge, found: dict[tuple[int, int], Merge]) -> None:
    if any(_holds(area, block) for area in found.values()):
        return
    top, left, bottom, right = block
    merged = sheet.range((top, left), (bottom, right)).merge_cells  # True: all, False: none, None: some
    if merged is False:
        return
    if merged:
        area = sheet.range((top, left)).merge_area
        r, c, (h, w) = area.row, area.column, area.shape
        found[r, c] = Merge(r, c, r + h - 1, c + w - 1)
        if _holds(found[r, c], block):
            return
    if bottom - top >= right - left:
        middle = (top + bottom) // 2
        halves = Merge(top, left, middle, right), Merge(middle + 1, left, bottom, right)
    else:
        middle = (left + right) // 2
        halves = Merge(top, left, bottom, middle), Merge(top, middle + 1, bottom, right)
    if top == bottom and left == right:
        return
    for half in halves:
        _halve(sheet, half, found)


def _holds(area: Merge, block: Merge) -> bool:
    return (
        area.top <= block.top
        and area.left <= block.left
        and area.bottom >= block.bottom
        and area.right >= block.right
    )


def _within(merges: list[Merge], grid: Grid) -> list[Merge]:
    """Merged areas that begin within the contents or a little beyond them, cut there, as for files."""
    over = limits.MERGE_OVERHANG.value
    bottom = grid.bottom + over
    right = grid.left + max(len(row) for row in grid.rows) - 1 + over
    return [
        Merge(m.top, m.left, min(m.bottom, bottom), min(m.right, right))
        for m in merges
        if m.top <= bottom and m.left <= right
    ]
