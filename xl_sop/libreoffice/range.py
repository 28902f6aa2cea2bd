"""Range: a rectangle of cells. Content and structure here, looks in ``formats``."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlwings import utils

from . import uno_bridge as uno
from . import values
from .common import (
    CONTENT,
    EVERYTHING,
    FORMATS,
    MAX_COLUMNS,
    MAX_ROWS,
    complete,
    require_content,
    require_format,
)
from .conditional import ConditionalFormats
from .formats import FormattedRange
from .links import read_link, write_link
from .notes import Note

if TYPE_CHECKING:
    from .sheet import Sheet


@complete
class Range(FormattedRange):
    """A rectangle of cells; row and column count from 1.

    ``options`` is set by xlwings for its converters. A rectangle without cells has no ``api``.
    """

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        self._sheet, self._row, self._column, self._rows, self._columns = sheet, row, column, rows, columns
        self._api: Any = None
        self.options: dict[str, Any] = {}

    @classmethod
    def from_box(cls, sheet: Sheet, box: Any) -> Range:
        """Returns the range of a UNO CellRangeAddress."""
        rows, columns = box.EndRow - box.StartRow + 1, box.EndColumn - box.StartColumn + 1
        return cls(sheet, box.StartRow + 1, box.StartColumn + 1, rows, columns)

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self._row

    @property
    def column(self) -> int:
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        return self._rows, self._columns

    def __len__(self) -> int:
        return self._rows * self._columns

    @property
    def api(self) -> Any:
        if self._api is None and len(self):
            left, top = self._column - 1, self._row - 1
            if len(self) == 1:
                self._api = self._sheet.api.getCellByPosition(left, top)
            else:
                right, bottom = left + self._columns - 1, top + self._rows - 1
                self._api = self._sheet.api.getCellRangeByPosition(left, top, right, bottom)
        return self._api

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            down, right = divmod(row - 1, self._columns)
        else:
            down, right = row - 1, column - 1
        return Range(self._sheet, self._row + down, self._column + right)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        def corner(row: int, column: int) -> str:
            return f"{'$' * col_absolute}{utils.col_name(column)}{'$' * row_absolute}{row}"

        address = corner(self._row, self._column)
        if len(self) > 1:
            address += ":" + corner(self._row + self._rows - 1, self._column + self._columns - 1)
        if not external:
            return address
        sheet = self._sheet.name.replace("'", "''")
        return f"'[{self._sheet.book.name}]{sheet}'!{address}"

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    # Content

    def _area(self) -> values.Area:
        return values.Area(self._sheet.book, self._sheet.api, self.api, self._row - 1, self._column - 1)

    @property
    def raw_value(self) -> Any:
        if self.api is None:
            return None
        rows = values.read(self._area())
        if len(self) == 1:
            return None if rows[0][0] == "" else rows[0][0]
        return rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.api is None:
            return
        require_content(self._sheet.api, self.api)
        if data is None or data == "":
            self.api.clearContents(CONTENT)
        elif isinstance(data, str) and data.startswith("=") and len(self) > 1:
            self._fill_formula(data)
        else:
            values.write(self._area(), self._matrix(data))

    def _matrix(self, data: Any) -> Sequence[Sequence[Any]]:
        if not isinstance(data, list | tuple):
            return [[data] * self._columns] * self._rows
        rows = data if isinstance(data[0], list | tuple) else [data]
        if {(len(rows), len(row)) for row in rows} != {self.shape}:
            raise ValueError(f"{len(rows)} × {len(rows[0])} values do not fit the range {self.address}")
        return rows

    @property
    def formula(self) -> Any:
        """Formulas in Excel's English notation, constants as typed; one text, or a tuple of rows."""
        rows = [list(row) for row in self.api.getFormulaArray()] if len(self) > 1 else [[self.api.Formula]]
        parser = None
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text.startswith("="):
                    parser = parser or self._sheet.book.parser()
                    cell = self(i + 1, j + 1).api
                    if cell.Type.value == "FORMULA":
                        row[j] = "=" + parser.printFormula(cell.getTokens(), cell.CellAddress)
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def _fill_formula(self, text: str) -> None:
        # Tokens carry relative references, so that each cell gets its own, as in Excel.
        first = self(1, 1).api
        tokens = self._sheet.book.parser().parseFormula(text.removeprefix("="), first.CellAddress)
        for number in range(1, len(self) + 1):
            self(number).api.setTokens(tokens)

    def clear_contents(self) -> None:
        require_content(self._sheet.api, self.api)
        self.api.clearContents(CONTENT)

    def clear_formats(self) -> None:
        require_format(self._sheet.api)
        self.api.clearContents(FORMATS)

    def clear(self) -> None:
        require_format(self._sheet.api)
        self.api.clearContents(EVERYTHING)

    def copy(self, destination: Any = None) -> None:
        """Copies values, formats, merges and notes to where another range begins.

        Raises:
            NotImplementedError: no destination was given; there is no clipboard here.
        """
        if destination is None:
            raise NotImplementedError(
                "Range.copy() without a destination: not part of the LibreOffice engine"
            )
        target: Range = destination.impl  # xlwings hands its own wrapper on
        require_format(target.sheet.api)
        target.sheet.api.copyRange(target(1, 1).api.CellAddress, self.api.RangeAddress)

    # Structure

    def _shift(self, whole: tuple[str, str], sideways: bool, names: tuple[str, str]) -> str:
        if self._columns >= MAX_COLUMNS:
            return whole[0]
        if self._rows >= MAX_ROWS:
            return whole[1]
        return names[1] if sideways else names[0]

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        require_format(self._sheet.api)
        mode = self._shift(("ROWS", "COLUMNS"), shift == "right", ("DOWN", "RIGHT"))
        self._sheet.api.insertCells(self.api.RangeAddress, uno.enum("sheet.CellInsertMode", mode))

    def delete(self, shift: str | None = None) -> None:
        require_format(self._sheet.api)
        mode = self._shift(("ROWS", "COLUMNS"), shift == "left", ("UP", "LEFT"))
        if mode == "UP":
            # Removing with this mode leaves every UNO object of the sheet with wrong borders.
            below = Range(
                self._sheet, self._row + self._rows, self._column, 1, self._columns
            ).api.RangeAddress
            below.EndRow = MAX_ROWS - 1
            self._sheet.api.moveRange(self(1, 1).api.CellAddress, below)
        else:
            self._sheet.api.removeRange(self.api.RangeAddress, uno.enum("sheet.CellDeleteMode", mode))

    def merge(self, across: bool) -> None:
        """Merges the cells (row by row if ``across``); as in Excel, only the first cell's content stays."""
        require_format(self._sheet.api)
        lines = range(self._rows) if across else [0]
        height = 1 if across else self._rows
        for line in lines:
            block = Range(self._sheet, self._row + line, self._column, height, self._columns)
            block.api.merge(True)
            rest = (
                Range(self._sheet, block.row, block.column + 1, 1, self._columns - 1),
                Range(self._sheet, block.row + 1, block.column, height - 1, self._columns),
            )
            for covered in rest:
                if covered.api is not None:
                    covered.api.clearContents(CONTENT)

    def unmerge(self) -> None:
        require_format(self._sheet.api)
        self.api.merge(False)

    @property
    def merge_cells(self) -> bool:
        return len(self.merge_area) > 1 or (len(self) > 1 and self.api.getIsMerged())

    @property
    def merge_area(self) -> Range:
        cursor = self._sheet.api.createCursorByRange(self(1, 1).api)
        cursor.collapseToMergedArea()
        return Range.from_box(self._sheet, cursor.RangeAddress)

    def select(self) -> None:
        self._sheet.activate()
        self._sheet.book.doc.CurrentController.select(self.api)

    # What hangs on a cell

    @property
    def note(self) -> Note | None:
        annotation = self(1, 1).api.getAnnotation()
        return Note(self._sheet, annotation) if annotation is not None and annotation.getString() else None

    def add_note(self, text: str) -> Note:
        require_format(self._sheet.api)
        cell = self(1, 1).api
        self._sheet.api.Annotations.insertNew(cell.CellAddress, text)
        return Note(self._sheet, cell.getAnnotation())

    @property
    def hyperlink(self) -> str:
        return read_link(self(1, 1).api)

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        require_format(self._sheet.api)
        write_link(self._sheet.book.doc, self(1, 1).api, address, text_to_display or address)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self)
