"""An open workbook (Excel or LibreOffice, through xlwings) as a `Book` of grids, by whole-range reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xl_sop import limits
from xl_sop.address import Address, Merge, column_letters, column_number
from xl_sop.book.grid import Book, CellValue, Grid
from xl_sop.book.live_drawings import OpenDrawings
from xl_sop.book.suffixes import suffix_of
from xl_sop.book.xml_spreadsheet import looks

if TYPE_CHECKING:
    import xlwings as xw

# Formatting alone may stretch the used range to the last row and column. Values are read a block at a time, up
# to the first block in which nothing stands; nothing of an SOP lies so far right.
BLOCK, WIDEST = 2_000, 400

# Error values come as 0x800A0000 + Excel's own number, 2000 (#NULL!) and up: Microsoft, "XlCVError". xlwings knows
# seven of them; #SPILL!, #CALC! and #GETTING_DATA would pass for numbers.
ERROR_NUMBERS = range(-2146828288 + 2000, -2146828288 + 2100)
_ERROR_TEXTS = frozenset(
    ("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
_RANGE_VALUE, _XML_SPREADSHEET = (
    6,
    11,
)  # number of Range.Value in Excel's type library; "XlRangeValueDataType"
_PROPERTY_GET = 2  # DISPATCH_PROPERTYGET, pythoncom

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PLAIN_FORMATS = frozenset(("general", "standard", "@"))
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


def read_live(book: xw.Book, *, without: Collection[str] = ()) -> Book:
    """The grids of an open workbook: one read of values per sheet, and its merged areas.

    Args:
        book: The workbook. without: Names of sheets to leave out (those the buttons made themselves).
    """
    named = [(sheet, sheet.name) for sheet in book.sheets]
    drawings = OpenDrawings(book)
    grids: list[Grid] = []
    for sheet, name in named:
        if name not in without:
            grids.append(read_sheet(sheet, name=name))
            grids[-1].draw = drawings.of(sheet, grids[-1])
    return Book(book.name, grids, None)


def read_sheet(
    sheet: xw.Sheet, *, name: str | None = None, used: xw.Range | None = None, shown: bool | None = None
) -> Grid:
    """The grid of one open sheet, as `xl_sop.book.file` would read it from the file.

    Two differences remain: whole numbers and dates come as the application gives them (floats, `datetime`).

    Args:
        sheet: The sheet.
        name, used, shown: What is known already; every question is a message to another program.
    """
    used = used if used is not None else sheet.used_range
    box = box_of(used.address)
    name = name if name is not None else sheet.name
    grid = Grid(
        name, [], top=box.top, left=box.left, hidden=not (is_visible(sheet) if shown is None else shown)
    )
    for line in _values(sheet, used, box):
        row = grid.top + len(grid.rows)
        grid.rows.append([_value(grid, row, c, value) for c, value in enumerate(line, start=grid.left)])
    _trim(grid)
    if grid.rows:
        merges, formats = _looks(sheet, grid, used, box)
        _times_of_day(sheet, grid, formats)
        grid.merges = _within(merges, grid)

        def suffix(row: int, column: int) -> str | None:
            code = _format(sheet, row, row, column) if formats is None else formats.get((row, column))
            return None if code is None else suffix_of(code)

        grid.suffix = suffix
    return grid


def is_visible(sheet: xw.Sheet) -> bool:
    """True for a sheet that is shown. Excel says 2 of a very hidden one, and -1 of a visible one."""
    state = sheet.visible
    return state is True or state == -1


def box_of(address: str) -> Merge:
    """The rectangle of an address such as `$A$1:$L$17`."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(f"no address of a rectangle: {address!r}")
    left, top, right, bottom = found.groups()
    first = column_number(left)
    return Merge(int(top), first, int(bottom or top), column_number(right) if right else first)


def cells(top: int, left: int, bottom: int, right: int) -> str:
    """A rectangle as an address. Asked for by address, a range costs one question; by corners it costs five."""
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def _values(sheet: xw.Sheet, used: xw.Range, box: Merge) -> list[list[Any]]:
    right = min(box.right, box.left + WIDEST - 1)
    values: list[list[Any]] = []
    for start in range(box.top, box.bottom + 1, BLOCK):
        part = Merge(start, box.left, min(start + BLOCK - 1, box.bottom), right)
        block = used if part == box else sheet.range(cells(*part))
        read = _rows(block.raw_value, part)
        if any(not _is_plain(value) for line in read for value in line):
            read = _with_errors(block, read, part)
        if values and all(value is None or value == "" for line in read for value in line):
            break
        values += read
    return values


def _rows(raw: Any, box: Merge) -> list[list[Any]]:
    """A raw value as rows: one cell comes as itself, a single row or column in some applications as a flat list."""
    if not isinstance(raw, list | tuple):
        return [[raw]]
    if raw and isinstance(raw[0], list | tuple):
        return [list(line) for line in raw]
    return [list(raw)] if box.top == box.bottom else [[value] for value in raw]


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | Decimal | date)


def _with_errors(block: xw.Range, read: list[list[Any]], box: Merge) -> list[list[Any]]:
    """Excel on macOS gives "missing value" for an error; only the text that the cell shows tells which."""
    api: Any = block.api
    shown = _rows(api.string_value.get(), box)
    return [
        [
            value if _is_plain(value) else _Error() if str(shown[i][j]).strip() in _ERROR_TEXTS else None
            for j, value in enumerate(line)
        ]
        for i, line in enumerate(read)
    ]


class _Error:
    """Stands for an error value."""


def _value(grid: Grid, row: int, column: int, value: Any) -> CellValue:
    if isinstance(value, _Error) or (type(value) is int and value in ERROR_NUMBERS):
        grid.errors.append(Address(grid.name, row, column))
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, Decimal):  # a cell formatted as currency
        return float(value)
    if isinstance(value, datetime):
        return datetime(
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond
        )
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


def _times_of_day(sheet: xw.Sheet, grid: Grid, formats: Formats | None) -> None:
    """Turn fractions of a day into times of day where the cell is formatted as one.

    An application gives `0:30` as the number 0.0208; only the cell's format tells it from a real fraction.
    """
    fractions = [
        grid.address(r, c)
        for r, row in enumerate(grid.rows, start=grid.top)
        for c, value in enumerate(row, start=grid.left)
        if isinstance(value, float) and 0 < value < 1
    ]
    for first, last in _columns_of(fractions):
        column = first.column
        code = None if formats is not None else _format(sheet, first.row, last.row, column)
        for row in range(first.row, last.row + 1):
            if formats is not None:
                own = formats.get((row, column))
            else:  # None: the formats of the run differ
                own = _format(sheet, row, row, column) if code is None else code
            value = grid.value(row, first.column)
            if isinstance(value, float) and is_time_format(own):
                seconds = min(round(value * 86_400), 86_399)
                grid.rows[row - grid.top][first.column - grid.left] = time(
                    seconds // 3600, seconds // 60 % 60, seconds % 60
                )


def _format(sheet: xw.Sheet, first: int, last: int, column: int) -> str | None:
    code = sheet.range(cells(first, column, last, column)).number_format
    return code if isinstance(code, str) else None


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

Formats = Mapping[tuple[int, int], str]


def _looks(
    sheet: xw.Sheet, grid: Grid, used: xw.Range, all_used: Merge
) -> tuple[list[Merge], Formats | None]:
    """The merged areas that touch a grid, in reading order, and number formats where they came along.

    xlwings cannot list merged areas. The LibreOffice engine can; Excel on Windows tells all of them, and the formats
    too, in the XML of a range; Excel on macOS only answers whether all, none or some cells of a range are merged.
    """
    listed = getattr(sheet.impl, "merged_areas", None)
    if listed is not None:
        return [Merge(r, c, r + h - 1, c + w - 1) for r, c, h, w in listed()], None
    box = Merge(grid.top, grid.left, grid.bottom, grid.left + max(len(row) for row in grid.rows) - 1)
    if type(sheet.impl).__module__ == "xlwings._xlwindows":
        far = all_used.bottom - box.bottom > BLOCK or all_used.right - box.left > WIDEST
        block, top, left = (sheet.range(cells(*box)), *box[:2]) if far else (used, *all_used[:2])
        try:
            merges, formats = looks(_xml(block), top, left)
        except Exception:  # noqa: BLE001 - no Excel has been seen; whatever this one answers, asking cell by cell works
            return merged_areas(sheet, box), None
        if _holds_true(sheet, block, merges, at_origin=(top, left) == (1, 1)):
            return merges, formats
    return merged_areas(sheet, box), None


def _holds_true(sheet: xw.Sheet, block: xw.Range, merges: list[Merge], *, at_origin: bool) -> bool:
    """Ask Excel for one fact that the XML should agree with: that nothing is merged, or where one area is.

    Places in the XML count from the range's first cell; where that is A1 there is nothing to be wrong about.
    """
    if not merges:
        return block.merge_cells is False
    last = merges[-1]
    return at_origin or box_of(sheet.range(cells(*last[:2], *last[:2])).merge_area.address) == last


def _xml(block: xw.Range) -> str:
    """`Range.Value(xlRangeValueXMLSpreadsheet)`: a property with an argument, for which pywin32 has no notation."""
    api: Any = block.api
    return api._oleobj_.Invoke(_RANGE_VALUE, 0, _PROPERTY_GET, True, _XML_SPREADSHEET)


def merged_areas(sheet: xw.Sheet, box: Merge) -> list[Merge]:
    """The merged areas within a rectangle, in reading order.

    The rectangle is halved until Excel's answer (all, none or some cells are merged) is plain: a few questions for
    each merged area.
    """
    found: dict[tuple[int, int], Merge] = {}
    _halve(sheet, box, found)
    return sorted(found.values())


def _halve(sheet: xw.Sheet, block: Merge, found: dict[tuple[int, int], Merge]) -> None:
    if any(_holds(area, block) for area in found.values()):
        return
    top, left, bottom, right = block
    merged = sheet.range(
        cells(*block)
    ).merge_cells  # True: all, False: none, else some (macOS: "missing value")
    if merged is False:
        return
    if merged is True:
        area = box_of(sheet.range(cells(top, left, top, left)).merge_area.address)
        found[area.top, area.left] = area
        if _holds(area, block):
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
