"""Notes of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .common import ANNOTATION, complete, require_format

if TYPE_CHECKING:
    from .range import Range
    from .sheet import Sheet


@complete
class Note(base_classes.Note):
    """One note. ``api`` is the UNO annotation."""

    def __init__(self, sheet: Sheet, annotation: Any) -> None:
        self._sheet, self._api = sheet, annotation

    @property
    def api(self) -> Any:
        return self._api

    @property
    def text(self) -> str:
        return self._api.getString()

    @text.setter
    def text(self, value: str) -> None:
        require_format(self._sheet.api)
        self._api.setString(value)

    def append(self, text: str) -> None:
        """Adds text at the end; what is there keeps its looks."""
        require_format(self._sheet.api)
        self._api.insertString(self._api.getEnd(), text, False)

    def cut(self, start: int, stop: int) -> None:
        """Takes the characters from ``start`` up to ``stop`` out; the others keep their looks."""
        require_format(self._sheet.api)
        cursor = self._api.createTextCursorByRange(self._api.getStart())
        cursor.goRight(start, False)
        cursor.goRight(stop - start, True)
        cursor.setString("")

    @property
    def author(self) -> str:
        return self._api.Author

    @property
    def location(self) -> Range:
        from .range import Range

        position = self._api.Position
        return Range(self._sheet, position.Row + 1, position.Column + 1)

    def delete(self) -> None:
        require_format(self._sheet.api)
        position = self._api.Position
        self._sheet.api.getCellByPosition(position.Column, position.Row).clearContents(ANNOTATION)
