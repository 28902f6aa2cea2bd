"""Sheets that the buttons make, and cautious writing to those they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from xl_sop.addin import sentences
from xl_sop.address import Address

if TYPE_CHECKING:
    import xlwings as xw

FINDINGS, FINDINGS_TITLE = "Temuan", "TEMUAN PEMERIKSAAN SOP (xl_sop)"
MINUTES, MINUTES_TITLE = "Waktu Pelaksana", "WAKTU BAKU PER PELAKSANA (xl_sop)"
_OURS = {FINDINGS: FINDINGS_TITLE, MINUTES: MINUTES_TITLE}
_SPARE = " (xl_sop)"

# Text that Excel takes as typed: a letter first, and nothing that could be a date, a number or a logical value.
_SAFE = re.compile(r"[^\W\d_](?!.*\d.{0,12}$)|[^\W\d_].{24,}", re.DOTALL)
_LOGICAL = frozenset(("TRUE", "FALSE", "BENAR", "SALAH"))


def find_own(book: xw.Book, name: str) -> xw.Sheet | None:
    """The sheet of ours with that purpose, told by its title and not by its name alone."""
    for candidate in (name, name + _SPARE):
        if candidate in book.sheets:
            sheet = book.sheets[candidate]
            if sheet.range("A1").value == _OURS[name]:
                return sheet
    return None


def ours(book: xw.Book) -> set[str]:
    """Names of the sheets that the buttons made in this workbook."""
    return {sheet.name for name in _OURS if (sheet := find_own(book, name)) is not None}


def renew(book: xw.Book, name: str) -> xw.Sheet:
    """An empty sheet of ours as the last one; a clerk's own sheet of that name is left alone."""
    require_open_book(book)
    active = book.sheets.active
    old = find_own(book, name)
    if old is not None:
        sheet = old
        require_open(sheet)
        sheet.clear()
    else:
        sheet = book.sheets.add(free_name(book, name), after=book.sheets[-1])
    sheet.range("A1").value = _OURS[name]
    active.activate()
    return sheet


def free_name(book: xw.Book, name: str) -> str:
    """The name for a new sheet: `name`, or the spare one where a clerk's own sheet is called so."""
    return name + _SPARE if name in book.sheets else name


def require_open(sheet: xw.Sheet) -> None:
    """Raise the sentence for a protected sheet, before anything is written."""
    if is_protected(sheet):
        raise sentences.locked_sheet(sheet.name)


def require_open_book(book: xw.Book) -> None:
    """Raise the sentence for a workbook whose structure is protected."""
    impl: Any = book.impl
    structure = getattr(impl, "protected", None)
    if structure is None:
        structure = _com(impl.api, "ProtectStructure", "protect_structure")
    if structure:
        raise sentences.locked_book()


def is_protected(sheet: xw.Sheet) -> bool:
    """True for a protected sheet. xlwings has no such property, so the application is asked directly."""
    impl: Any = sheet.impl
    protected = getattr(impl, "protected", None)
    if protected is None:
        protected = _com(impl.api, "ProtectContents", "protect_contents")
    return bool(protected)


def _com(api: Any, windows: str, mac: str) -> bool:
    """A property of Excel's own object: COM on Windows, Apple events on macOS (read from their documentation)."""
    import sys

    return bool(getattr(api, mac).get() if sys.platform == "darwin" else getattr(api, windows))


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
    block = sheet.range((row, column), (row + len(rows) - 1, column + width - 1))
    block.value = [[as_typed(v) for v in (*r, *[None] * (width - len(r)))] for r in rows]
    return block


def write_cells(sheet: xw.Sheet, cells: Iterable[tuple[Address, Any]]) -> None:
    """Write single cells, gathered into vertical runs of one call each; cells between are never touched."""
    for start, values in runs(cells):
        block = sheet.range((start.row, start.column), (start.row + len(values) - 1, start.column))
        block.value = [[as_typed(value)] for value in values]


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
