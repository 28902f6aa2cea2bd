"""Whole ranges of values in and out, with the types that Excel gives them.

UNO's fast pair ``getDataArray`` / ``setDataArray`` knows only floats and texts: dates and booleans are floats
with a format, errors are None, and a text that looks like a number changes the cell's format. The cells
concerned are found with a handful of calls per range, never with one per cell.
"""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import uno_bridge as uno
from .common import is_mixed
from .typed import Reading, reading_of

if TYPE_CHECKING:
    from .book import Book

# com.sun.star.util.NumberFormat
DATE, LOGICAL, TEXT = 2, 1024, 256
_DATETIME_CELLS, _NUMBER_RESULT = 2, 1  # CellFlags.DATETIME, FormulaResult.VALUE

NOT_AVAILABLE = -2146826246
WRONG_VALUE = -2146826273
# LibreOffice's error numbers → the numbers that Excel's COM interface returns
ERRORS = {
    532: -2146826281,
    32767: NOT_AVAILABLE,
    519: WRONG_VALUE,
    524: -2146826265,
    525: -2146826259,
    503: -2146826252,
    521: -2146826288,
}
ERROR_TEXTS = {
    -2146826281: "#DIV/0!",
    NOT_AVAILABLE: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    WRONG_VALUE: "#VALUE!",
}
_DATE_FORMATS = {Reading.DATE: "YYYY-MM-DD", Reading.TIME: "HH:MM:SS"}

Cell = tuple[int, int]  # offset of a row and a column within the range, from 0


class Area:
    """A rectangle of cells on its way in or out.

    Args:
        book: the workbook, which knows formats and formulas.
        sheet: the UNO sheet.
        cells: the UNO range.
        row: first row, from 0.
        column: first column, from 0.
    """

    def __init__(self, book: Book, sheet: Any, cells: Any, row: int, column: int) -> None:
        self.book, self.sheet, self.cells, self.row, self.column = book, sheet, cells, row, column

    def cell(self, at: Cell) -> Any:
        return self.sheet.getCellByPosition(self.column + at[1], self.row + at[0])

    def offsets(self, addresses: Iterable[Any]) -> Iterable[tuple[Any, list[Cell]]]:
        for box in addresses:
            yield (
                box,
                [
                    (row - self.row, column - self.column)
                    for row in range(box.StartRow, box.EndRow + 1)
                    for column in range(box.StartColumn, box.EndColumn + 1)
                ],
            )

    def format_types(self, wanted: Sequence[Cell]) -> Iterable[tuple[int, Sequence[Cell]]]:
        """Yields number format types with the cells that have them: one question if all are alike, else
        halves."""
        if not wanted:
            return
        if len(wanted) == 1:
            yield self.book.format_type(self.cell(wanted[0]).NumberFormat), wanted
            return
        bag = self.book.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
        index = self.book.sheet_index(self.sheet)
        bag.addRangeAddresses(
            tuple(
                uno.struct(
                    "table.CellRangeAddress",
                    Sheet=index,
                    StartRow=self.row + row,
                    EndRow=self.row + row,
                    StartColumn=self.column + column,
                    EndColumn=self.column + column,
                )
                for row, column in wanted
            ),
            False,
        )
        if is_mixed(bag, "NumberFormat"):
            middle = len(wanted) // 2
            yield from self.format_types(wanted[:middle])
            yield from self.format_types(wanted[middle:])
        else:
            yield self.book.format_type(bag.NumberFormat), wanted


def read(area: Area) -> list[list[Any]]:
    """Returns the values: float, str ("" where empty), bool, datetime, or an int for one of Excel's errors.

    A time of day without a date stays a float, as it does in Excel.
    """
    rows = [list(row) for row in area.cells.getDataArray()]
    found = [
        (i, j, value) for i, row in enumerate(rows) for j, value in enumerate(row) if type(value) is not str
    ]
    if not found:
        return rows
    flags = [(i, j) for i, j, value in found if value in {0.0, 1.0}]
    results: list[Cell] = []
    formulas = area.cells.queryFormulaCells(_NUMBER_RESULT).RangeAddresses
    for _, cells in area.offsets(formulas):
        results += cells
    for kind, cells in area.format_types(sorted({*flags, *results})):
        for i, j in cells:
            if kind & LOGICAL:
                rows[i][j] = bool(rows[i][j])
            elif kind & DATE:
                rows[i][j] = area.book.date(rows[i][j])
    for box, cells in area.offsets(area.cells.queryContentCells(_DATETIME_CELLS).RangeAddresses):
        block = area.sheet.getCellRangeByPosition(box.StartColumn, box.StartRow, box.EndColumn, box.EndRow)
        kinds = area.format_types(cells) if is_mixed(block, "NumberFormat") else None
        for kind, alike in kinds or [(area.book.format_type(block.NumberFormat), cells)]:
            for i, j in alike if kind & DATE else ():
                if type(rows[i][j]) is float:
                    rows[i][j] = area.book.date(rows[i][j])
    for i, j, value in found:
        if value is None:
            rows[i][j] = ERRORS.get(area.cell((i, j)).getError(), WRONG_VALUE)
    return rows


def _plain(value: Any) -> Any:
    """Returns what setDataArray takes for a value that needs nothing else, or the value itself."""
    if value is None:
        return ""
    if isinstance(value, str | bool | dt.date):
        return value
    return float(value) if isinstance(value, numbers.Real) else str(value)


def write(area: Area, data: Sequence[Sequence[Any]]) -> None:
    """Writes a rectangle of values of exactly the area's size, as Excel would take them (see ``typed``).

    Raises:
        ValueError: a text that Excel would take for a formula and could not read.
    """
    rows = [[_plain(value) for value in row] for row in data]
    special: list[tuple[Cell, Any, Reading]] = []
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if type(value) is float:
                continue
            if isinstance(value, str):
                reading = reading_of(value.removeprefix("'")) if value else Reading.TEXT
                if reading is not Reading.TEXT:
                    special.append(((i, j), value, reading))
                elif value.startswith("'"):
                    row[j] = value[1:]
            else:
                special.append(
                    ((i, j), value, Reading.DATE if isinstance(value, dt.date) else Reading.BOOLEAN)
                )
                row[j] = area.book.serial(value) if isinstance(value, dt.date) else float(value)
    # Text cells keep every text, as typed. Ask for their formats only where the answer matters.
    doubtful = [at for at, value, _ in special if isinstance(value, str) and not value.startswith("'")]
    text_cells = {at for kind, cells in area.format_types(doubtful) if kind & TEXT for at in cells}
    special = [item for item in special if item[0] not in text_cells]
    for (i, j), value, reading in special:
        if isinstance(value, str):
            rows[i][j] = ""
            _refuse_unreadable(value, reading)
    area.cells.setDataArray(tuple(map(tuple, rows)))
    for at, value, reading in special:
        _write_special(area, area.cell(at), value, reading)


def _refuse_unreadable(value: str, reading: Reading) -> None:
    if reading is Reading.FORMULA and not value.startswith(("'", "=")):
        raise ValueError(
            f"Excel takes the text {value[:40]!r} for a formula: write it with a leading apostrophe, "
            "or into a cell with the number format '@'."
        )


def _write_special(area: Area, cell: Any, value: Any, reading: Reading) -> None:
    if isinstance(value, bool):
        cell.NumberFormat = area.book.format_key("BOOLEAN")
    elif isinstance(value, dt.date):
        if not area.book.format_type(cell.NumberFormat) & DATE:
            timed = isinstance(value, dt.datetime) and value.time() != dt.time()
            cell.NumberFormat = area.book.format_key("YYYY-MM-DD HH:MM:SS" if timed else "YYYY-MM-DD")
    elif value.startswith("'"):
        cell.String = value[1:]
    elif reading is Reading.FORMULA:
        area.book.set_formula(cell, value)
    else:
        # LibreOffice's English dates have slashes; Excel takes the hyphen too.
        slashed = value.replace("-", "/") if reading is Reading.DATE and value[:4].count("-") else value
        cell.setFormula(slashed)
        if reading is Reading.BOOLEAN:
            cell.NumberFormat = area.book.format_key("BOOLEAN")
        elif reading in _DATE_FORMATS and cell.Type.value == "VALUE":
            cell.NumberFormat = area.book.format_key(_DATE_FORMATS[reading])
