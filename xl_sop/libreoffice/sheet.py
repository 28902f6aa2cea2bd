"""Sheet: one sheet of a workbook."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes, utils

from .common import (
    CONTENT,
    EVERYTHING,
    FORMATS,
    MAX_COLUMNS,
    MAX_ROWS,
    complete,
    require_content,
    require_format,
    require_structure,
)
from .names import Names
from .notes import Note
from .range import Range
from .shapes import Shapes

if TYPE_CHECKING:
    from .book import Book


@complete
class Sheet(base_classes.Sheet):
    """One sheet. ``api`` is the UNO sheet."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self._api = book, sheet

    @property
    def api(self) -> Any:
        return self._api

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return self._api.Name

    @name.setter
    def name(self, value: str) -> None:
        require_structure(self._book.doc)
        self._api.Name = value

    @property
    def index(self) -> int:
        return self._api.RangeAddress.Sheet + 1

    @property
    def visible(self) -> bool:
        return self._api.IsVisible

    @visible.setter
    def visible(self, value: bool) -> None:
        require_structure(self._book.doc)
        self._api.IsVisible = bool(value)

    @property
    def protected(self) -> bool:
        """Whether the sheet is protected (Excel's ``ProtectContents``)."""
        return self._api.isProtected()

    @property
    def names(self) -> Names:
        return Names(self._book, self._api)

    @property
    def shapes(self) -> Shapes:
        return Shapes(self)

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, MAX_ROWS, MAX_COLUMNS)

    @property
    def notes(self) -> list[Note]:
        annotations = self._api.Annotations
        return [Note(self, annotations.getByIndex(index)) for index in range(annotations.Count)]

    def activate(self) -> None:
        self._book.doc.CurrentController.setActiveSheet(self._api)

    def select(self) -> None:
        self.activate()

    def range(self, first: Any, second: Any = None) -> Range:
        """Returns the range between two corners, each an address or name, (row, column) from 1, or a Range.

        One tuple of four is (row, column, rows, columns), as xlwings' own slices ask for it.
        """
        if isinstance(first, tuple) and len(first) == 4:
            return Range(self, *first)
        start = self._corner(first)
        end = start if second is None else self._corner(second)
        row, column = min(start.row, end.row), min(start.column, end.column)
        last_row = max(start.row + start.shape[0], end.row + end.shape[0])
        last_column = max(start.column + start.shape[1], end.column + end.shape[1])
        return Range(start.sheet, row, column, last_row - row, last_column - column)

    def _corner(self, corner: Any) -> Range:
        if isinstance(corner, Range):
            return corner
        if isinstance(corner, tuple):
            return Range(self, *corner)
        for names in (self._api.NamedRanges, self._book.doc.NamedRanges):
            if names.hasByName(corner):
                box = names.getByName(corner).ReferredCells.RangeAddress
                return Range.from_box(Sheet(self._book, self._book.doc.Sheets.getByIndex(box.Sheet)), box)
        try:
            start, end = utils.a1_to_tuples(corner.replace("$", ""))
        except (ValueError, AttributeError, TypeError) as error:
            raise NoSuchObjectError(f"The address/named range '{corner}' doesn't exist.") from error
        if start is None:
            raise NoSuchObjectError(f"The address/named range '{corner}' doesn't exist.")
        end = end or start
        return Range(self, start[0], start[1], end[0] - start[0] + 1, end[1] - start[1] + 1)

    @property
    def used_range(self) -> Range:
        cursor = self._api.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range.from_box(self, cursor.RangeAddress)

    def merged_areas(self) -> list[tuple[int, int, int, int]]:
        """Returns every merged area as (row, column, rows, columns), row and column from 1, in reading order.

        xlwings has no such list. LibreOffice neither: but the cells of one format are kept together, a merge
        is part of the format, and so one cell of each group tells for all of it.
        """
        if not self._api.getIsMerged():
            return []
        areas: list[tuple[int, int, int, int]] = []
        groups = self._api.UniqueCellFormatRanges
        for number in range(groups.Count):
            boxes = groups.getByIndex(number).RangeAddresses
            cell = self._api.getCellByPosition(boxes[0].StartColumn, boxes[0].StartRow)
            if not cell.getIsMerged():
                continue
            cursor = self._api.createCursorByRange(cell)
            cursor.collapseToMergedArea()
            span = cursor.RangeAddress
            rows, columns = span.EndRow - span.StartRow + 1, span.EndColumn - span.StartColumn + 1
            areas += [
                (row + 1, column + 1, rows, columns)
                for box in boxes
                for row in range(box.StartRow, box.EndRow + 1)
                for column in range(box.StartColumn, box.EndColumn + 1)
            ]
        return sorted(areas)

    def clear_contents(self) -> None:
        require_content(self._api, self._api)
        self._api.clearContents(CONTENT)

    def clear_formats(self) -> None:
        require_format(self._api)
        self._api.clearContents(FORMATS)

    def clear(self) -> None:
        require_format(self._api)
        self._api.clearContents(EVERYTHING)

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        require_structure(self._book.doc)
        if self._book.doc.Sheets.Count == 1:
            raise ValueError("A workbook needs at least one sheet.")
        self._book.doc.Sheets.removeByName(self.name)
