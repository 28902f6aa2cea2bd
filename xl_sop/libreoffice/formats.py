"""How cells look: colours, font, number format, sizes."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import uno_bridge as uno
from .common import POINT, color_from_office, color_to_office, complete, is_mixed, require_format

if TYPE_CHECKING:
    from .sheet import Sheet

_BOLD, _NORMAL = 150.0, 100.0
_VERTICAL = {1: "top", 2: "center", 3: "bottom"}  # com.sun.star.table.CellVertJustify2
# Excel counts column widths in digits of the standard font: 7 pixels each and 5 of margin, at 96 to the inch.
_DIGIT, _MARGIN = 7 * 0.75, 5 * 0.75


def _uniform(cells: Any, prop: str) -> Any:
    """Returns a property of a range, or None where the cells differ."""
    return None if is_mixed(cells, prop) else getattr(cells, prop)


class FormattedRange(base_classes.Range):
    """The half of Range that deals with looks. Every change raises on a protected sheet, as in Excel."""

    _sheet: Sheet

    def _set(self, prop: str, value: Any) -> None:
        require_format(self._sheet.api)
        setattr(self.api, prop, value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        return color_from_office(_uniform(self.api, "CellBackColor"))

    @color.setter
    def color(self, value: Any) -> None:
        self._set("CellBackColor", color_to_office(value))

    def set_colors(self, colors: Sequence[Sequence[tuple[int, int, int] | EllipsisType | None]]) -> None:
        """Sets the fill of each cell; ``...`` leaves one as it is. A few calls per colour, not per cell."""
        require_format(self._sheet.api)
        book, index = self._sheet.book, self._sheet.index - 1
        places: dict[int, list[Any]] = defaultdict(list)
        for i, row in enumerate(colors, self.row - 1):
            for j, color in enumerate(row, self.column - 1):
                if not isinstance(color, EllipsisType):
                    box = uno.struct(
                        "table.CellRangeAddress",
                        Sheet=index,
                        StartRow=i,
                        EndRow=i,
                        StartColumn=j,
                        EndColumn=j,
                    )
                    places[color_to_office(color)].append(box)
        for color, boxes in places.items():
            bag = book.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
            bag.addRangeAddresses(tuple(boxes), False)
            bag.CellBackColor = color

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        return _uniform(self.api, "IsTextWrapped")

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._set("IsTextWrapped", bool(value))

    @property
    def vertical_alignment(self) -> str | None:
        place = _uniform(self.api, "VertJustify")
        return None if place is None else _VERTICAL.get(place, "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        numbers = {name: number for number, name in _VERTICAL.items()}
        if value not in numbers:
            raise NotImplementedError(
                f"Range.vertical_alignment = {value!r}: not part of the LibreOffice engine"
            )
        self._set("VertJustify", numbers[value])

    @property
    def number_format(self) -> str | None:
        key = _uniform(self.api, "NumberFormat")
        return None if key is None else self._sheet.book.format_code(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._set("NumberFormat", self._sheet.book.format_key(value))

    @property
    def row_height(self) -> float | None:
        rows = self.api.Rows
        heights = {rows.getByIndex(index).Height for index in range(rows.Count)}
        return heights.pop() / POINT if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        require_format(self._sheet.api)
        self.api.Rows.Height = round(value * POINT)

    @property
    def column_width(self) -> float | None:
        columns = self.api.Columns
        widths = {columns.getByIndex(index).Width for index in range(columns.Count)}
        return (widths.pop() / POINT - _MARGIN) / _DIGIT if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        require_format(self._sheet.api)
        self.api.Columns.Width = round((value * _DIGIT + _MARGIN) * POINT)

    @property
    def left(self) -> float:
        return self.api.Position.X / POINT

    @property
    def top(self) -> float:
        return self.api.Position.Y / POINT

    @property
    def width(self) -> float:
        return self.api.Size.Width / POINT

    @property
    def height(self) -> float:
        return self.api.Size.Height / POINT

    def autofit(self, axis: str | None = None) -> None:
        require_format(self._sheet.api)
        if axis in {None, "c", "columns"}:
            self.api.Columns.OptimalWidth = True
        if axis in {None, "r", "rows"}:
            self.api.Rows.OptimalHeight = True


@complete
class Font(base_classes.Font):
    """The font of a range; None where the cells differ."""

    def __init__(self, cells: FormattedRange) -> None:
        self._range = cells

    @property
    def api(self) -> Any:
        return self._range.api

    @property
    def bold(self) -> bool | None:
        weight = _uniform(self.api, "CharWeight")
        return None if weight is None else weight >= _BOLD

    @bold.setter
    def bold(self, value: bool) -> None:
        self._range._set("CharWeight", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool | None:
        slant = _uniform(self.api, "CharPosture")
        return None if slant is None else slant.value == "ITALIC"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._range._set("CharPosture", uno.enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        return _uniform(self.api, "CharHeight")

    @size.setter
    def size(self, value: float) -> None:
        self._range._set("CharHeight", float(value))

    @property
    def name(self) -> str | None:
        return _uniform(self.api, "CharFontName")

    @name.setter
    def name(self, value: str) -> None:
        self._range._set("CharFontName", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        return color_from_office(_uniform(self.api, "CharColor"))

    @color.setter
    def color(self, value: Any) -> None:
        self._range._set("CharColor", color_to_office(value))
