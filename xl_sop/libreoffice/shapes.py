"""What floats over the cells, as far as it can be told without drawing: what it is, where, and its text."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .common import POINT, complete, require_format

if TYPE_CHECKING:
    from .sheet import Sheet

# the last part of UNO's ShapeType → xlwings' type; anything else is "unknown"
_TYPES = {
    "CustomShape": "auto_shape",
    "ConnectorShape": "auto_shape",
    "GraphicObjectShape": "picture",
    "ControlShape": "form_control",
    "OLE2Shape": "embedded_ole_object",
    "GroupShape": "group",
    "TextShape": "text_box",
    "LineShape": "line",
    "CaptionShape": "comment",
}


@complete
class Shapes(base_classes.Collection):
    """The shapes of one sheet. ``api`` is the UNO draw page."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> Any:
        return self._sheet.api.DrawPage

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def __iter__(self) -> Iterator[Shape]:
        page = self.api
        return iter([Shape(self._sheet, page.getByIndex(index)) for index in range(page.Count)])

    def __len__(self) -> int:
        return self.api.Count

    def __call__(self, key: int | str) -> Shape:
        if isinstance(key, int):
            return Shape(self._sheet, self.api.getByIndex(key - 1))
        for shape in self:
            if shape.name == key:
                return shape
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(shape.name == key for shape in self)


@complete
class Shape(base_classes.Shape):
    """One shape; lengths in points."""

    def __init__(self, sheet: Sheet, shape: Any) -> None:
        self._sheet, self._api = sheet, shape

    @property
    def api(self) -> Any:
        return self._api

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return self._api.Name

    @property
    def type(self) -> str:
        return _TYPES.get(self._api.ShapeType.rsplit(".", 1)[-1], "unknown")

    @property
    def left(self) -> float:
        return self._api.Position.X / POINT

    @property
    def top(self) -> float:
        return self._api.Position.Y / POINT

    @property
    def width(self) -> float:
        return self._api.Size.Width / POINT

    @property
    def height(self) -> float:
        return self._api.Size.Height / POINT

    @property
    def text(self) -> str | None:
        return self._api.getString() or None

    def delete(self) -> None:
        require_format(self._sheet.api)
        self._sheet.api.DrawPage.remove(self._api)
