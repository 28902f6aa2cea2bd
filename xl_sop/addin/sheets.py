"""Sheets that the buttons make, and cautious writing to those they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from xl_sop.addin import sentences
from xl_sop.addin.host import host_of
from xl_sop.address import Address
from xl_sop.book.live import cells, is_visible
from xl_sop.own_sheets import TITLES

if TYPE_CHECKING:
    import xlwings as xw

_SPARE = " (xl_sop)"

# Text that Excel takes as typed: a letter first, and nothing that could be a date, a number or a logical value.
_SAFE = re.compile(r"[^\W\d_](?!.*\d.{0,12}$)|[^\W\d_].{24,}", re.DOTALL)
_LOGICAL = frozenset(("TRUE", "FALSE", "BENAR", "SALAH"))


class Sheets:
    """The worksheets of an open workbook. What is known of them is asked once; adding and deleting goes through here.

    Attributes:
        by_name: Every worksheet by its name, in order.
    """

    def __init__(self, book: xw.Book) -> None:
        self.book, self.host = book, host_of(book)
        self.by_name: dict[str, xw.Sheet] = {sheet.name: sheet for sheet in book.sheets}
        self._own: dict[str, xw.Sheet | None] = {}
        self._is_open = False
        self._shown: dict[str, bool] = {}
        self._used: dict[str, xw.Range] = {}

    def is_shown(self, name: str) -> bool:
        """True for a sheet that is neither hidden nor very hidden."""
        if name not in self._shown:
            self._shown[name] = is_visible(self.by_name[name])
        return self._shown[name]

    def used(self, name: str) -> xw.Range:
        """The cells that hold or look like something, before a button wrote anything."""
        if name not in self._used:
            self._used[name] = self.by_name[name].used_range
        return self._used[name]

    def find(self, name: str) -> xw.Sheet | None:
        """The sheet of that name, as Excel finds it: in capitals or not."""
        if name in self.by_name:
            return self.by_name[name]
        return next((s for n, s in self.by_name.items() if n.casefold() == name.casefold()), None)

    def own(self, name: str) -> xw.Sheet | None:
        """The sheet of ours with that purpose, told by its title and not by its name alone."""
        if name not in self._own:
            named = (self.find(candidate) for candidate in (name, name + _SPARE))
            self._own[name] = next((s for s in named if s is not None and _title(s) == TITLES[name]), None)
        return self._own[name]

    @property
    def names_of_own(self) -> set[str]:
        """Names of the sheets that the buttons made in this workbook."""
        own = [self.own(purpose) for purpose in TITLES]
        return {name for name, sheet in self.by_name.items() if any(sheet is one for one in own)}

    def name_of(self, sheet: xw.Sheet) -> str:
        """The name of one of these sheets."""
        return next(name for name, one in self.by_name.items() if one is sheet)

    def renew(self, name: str) -> xw.Sheet:
        """An empty sheet of ours as the last one shown; a clerk's own sheet of that name is left alone.

        Whoever fills it writes its title into A1.
        """
        self.require_structure()
        sheet = self.own(name)
        if sheet is not None:
            self.require_open(sheet)
            sheet.clear()
        else:
            sheet = self._own[name] = self.add(self.free_name(name))
        return sheet

    def add(self, name: str) -> xw.Sheet:
        """A new sheet behind the last one that is shown (nothing can be added behind a very hidden one)."""
        last = [other for other in self.by_name if self.is_shown(other)][-1]
        show_again = self.host.keep_active(self.book)
        sheet = self.host.add_after(self.book, self.by_name[last], name)
        show_again()
        before, after = list(self.by_name.items()), []
        while before[-1][0] != last:
            after.insert(0, before.pop())
        self.by_name = dict([*before, (name, sheet), *after])
        return sheet

    def delete(self, sheet: xw.Sheet) -> None:
        """Take a sheet of ours away."""
        name = self.name_of(sheet)
        sheet.delete()
        del self.by_name[name]
        self._own = {purpose: one for purpose, one in self._own.items() if one is not sheet}

    def free_name(self, name: str) -> str:
        """The name for a new sheet: `name`, or the spare one where a clerk's own sheet is called so."""
        return name + _SPARE if self.find(name) is not None else name

    def require_open(self, sheet: xw.Sheet) -> None:
        """Raise the sentence for a protected sheet, before anything is written."""
        if self.host.is_protected(sheet):
            raise sentences.locked_sheet(sheet.name)

    def require_structure(self) -> None:
        """Raise the sentence for a workbook whose structure is protected."""
        if not self._is_open and self.host.is_structure_protected(self.book):
            raise sentences.locked_book()
        self._is_open = True


def _title(sheet: xw.Sheet) -> Any:
    return sheet.range("A1").raw_value


def as_typed(value: Any) -> Any:
    """A value as Excel must be given it so that text stays text: with a leading apostrophe where it matters."""
    if not isinstance(value, str) or not value:
        return value
    if _SAFE.match(value) and value.upper() not in _LOGICAL:
        return value
    return "'" + value


def write_block(sheet: xw.Sheet, row: int, column: int, rows: Sequence[Sequence[Any]]) -> xw.Range:
    """Write a rectangle in one call; the range."""
    width = max(len(r) for r in rows)
    block = sheet.range(cells(row, column, row + len(rows) - 1, column + width - 1))
    values = [[_passed(v) for v in (*r, *[None] * (width - len(r)))] for r in rows]
    block.raw_value = values if (len(rows), width) != (1, 1) else values[0][0]
    return block


class Formula(str):
    """A text that is meant to be a formula (or, where the application has another way, what it shows)."""

    __slots__ = ()


def _passed(value: Any) -> Any:
    """A value as it goes through COM or an Apple event (large whole numbers get lost in the latter)."""
    if value is None:
        return ""
    if isinstance(value, Formula) and value.startswith("=HYPERLINK("):
        return str(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else as_typed(value)


def write_cells(sheet: xw.Sheet, values: Iterable[tuple[Address, Any]]) -> None:
    """Write single cells, gathered into vertical runs of one call each; cells between are never touched."""
    for start, run in runs(values):
        write_block(sheet, start.row, start.column, [[value] for value in run])


def runs(cells: Iterable[tuple[Address, Any]]) -> list[tuple[Address, list[Any]]]:
    """Cells as vertical runs: (first address, values downwards)."""
    found: list[tuple[Address, list[Any]]] = []
    for address, value in sorted(cells, key=lambda cell: (cell[0].column, cell[0].row)):
        if found:
            start, values = found[-1]
            if start.column == address.column and start.row + len(values) == address.row:
                values.append(value)
                continue
        found.append((address, [value]))
    return found
