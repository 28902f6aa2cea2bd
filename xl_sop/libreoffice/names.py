"""Defined names of a workbook and of its sheets."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from . import uno_bridge as uno
from .common import complete

if TYPE_CHECKING:
    from .book import Book
    from .range import Range


@complete
class Names(base_classes.Names):
    """The names of a workbook with those of its sheets, or of one sheet alone.

    As in Excel, a name that belongs to a sheet is shown as ``Sheet!Name``.
    """

    def __init__(self, book: Book, sheet: Any = None) -> None:
        self._book, self._sheet = book, sheet

    @property
    def api(self) -> Any:
        return (self._book.doc if self._sheet is None else self._sheet).NamedRanges

    def _all(self) -> Iterator[Name]:
        if self._sheet is None:
            for label in self.api.ElementNames:
                yield Name(self._book, self.api, label)
        sheets = list(self._book.sheets) if self._sheet is None else []
        for sheet in [item.api for item in sheets] or ([self._sheet] if self._sheet is not None else []):
            for label in sheet.NamedRanges.ElementNames:
                yield Name(self._book, sheet.NamedRanges, label, sheet.Name)

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def __len__(self) -> int:
        return sum(1 for _ in self._all())

    def _find(self, label: str) -> Name | None:
        wanted = label.lower()
        return next((name for name in self._all() if wanted in {name.name.lower(), name.label.lower()}), None)

    def contains(self, label: str) -> bool:
        return self._find(label) is not None

    def __call__(self, label: str) -> Name:
        name = self._find(label)
        if name is None:
            raise KeyError(label)
        return name

    def add(self, label: str, refers_to: str) -> Name:
        origin = uno.struct("table.CellAddress")
        if self.api.hasByName(label):
            self.api.removeByName(label)  # Excel replaces
        self.api.addNewByName(label, "0", origin, 0)
        tokens = self._book.parser().parseFormula(refers_to.removeprefix("="), origin)
        self.api.getByName(label).setTokens(tokens)
        return Name(self._book, self.api, label, None if self._sheet is None else self._sheet.Name)


@complete
class Name(base_classes.Name):
    """One defined name; ``label`` is the name without its sheet."""

    def __init__(self, book: Book, collection: Any, label: str, sheet: str | None = None) -> None:
        self._book, self._collection, self.label, self._sheet = book, collection, label, sheet

    @property
    def api(self) -> Any:
        return self._collection.getByName(self.label)

    @property
    def name(self) -> str:
        return self.label if self._sheet is None else f"{self._sheet}!{self.label}"

    @property
    def refers_to(self) -> str:
        named = self.api
        return "=" + self._book.parser().printFormula(named.getTokens(), named.ReferencePosition)

    @property
    def refers_to_range(self) -> Range:
        from .range import Range
        from .sheet import Sheet

        cells = self.api.ReferredCells
        if cells is None:
            raise NoSuchObjectError(f"The name '{self.name}' refers to no range: {self.refers_to}")
        box = cells.RangeAddress
        return Range.from_box(Sheet(self._book, self._book.doc.Sheets.getByIndex(box.Sheet)), box)

    def delete(self) -> None:
        self._collection.removeByName(self.label)
