"""Book and Sheets: one workbook, and the sheets in it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import uno_bridge as uno
from .common import complete, require_structure
from .names import Names
from .sheet import Sheet

if TYPE_CHECKING:
    from .app import App

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
# LibreOffice's errors of reading a formula, as against those of calculating it
_UNREADABLE = frozenset({501, 507, 508, 509, 510, 511, 512, 516, 517, 520})
_XL_A1 = 1  # com.sun.star.sheet.AddressConvention


@complete
class Book(base_classes.Book):
    """One open workbook. ``doc`` is the UNO document."""

    def __init__(self, app: App, document: Any) -> None:
        self._app, self.doc = app, document
        self._types: dict[int, int] = {}
        self._keys: dict[str, int] = {}
        self._epoch: dt.datetime | None = None

    @property
    def api(self) -> Any:
        return self.doc

    @property
    def app(self) -> App:
        return self._app

    @property
    def fullname(self) -> str:
        """The path, the URL of a book that is not on a local disk, or the title of one never saved."""
        url = self.doc.URL
        if not url:
            return self.doc.Title
        return uno.from_url(url) if url.startswith("file:") else url

    @property
    def name(self) -> str:
        return os.path.basename(self.fullname)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.doc.CurrentController.Frame.activate()

    def close(self) -> None:
        self.doc.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Saves in place, or under a new name in the format of its ending.

        Raises:
            ValueError: the ending is none that the engine writes (.xlsx, .xlsm, .ods).
            OSError: LibreOffice could not write the file.
        """
        try:
            if path is None and self.doc.URL:
                self.doc.store()
                return
            target = Path(path or f"{self.name}.xlsx").absolute()
            if target.suffix.lower() not in FILTERS:
                raise ValueError(f"{target.suffix or target.name}: not one of {', '.join(FILTERS)}")
            if not target.parent.is_dir():  # LibreOffice would make it
                raise FileNotFoundError(f"could not save {target}: no such folder")
            secret = {"Password": password} if password else {}
            arguments = uno.properties(FilterName=FILTERS[target.suffix.lower()], Overwrite=True, **secret)
            self.doc.storeAsURL(uno.to_url(str(target)), arguments)
        except uno.UnoException as error:
            raise OSError(f"LibreOffice could not save {path or self.fullname}: {error}") from error

    def save_copy(self, path: str) -> None:
        """Saves a copy as .xlsx; the workbook keeps its name and whether it counts as saved.

        Raises:
            OSError: LibreOffice could not write the file.
        """
        try:
            arguments = uno.properties(FilterName=FILTERS[".xlsx"], Overwrite=True)
            self.doc.storeToURL(uno.to_url(path), arguments)
        except uno.UnoException as error:
            raise OSError(f"LibreOffice could not save a copy of {self.name}: {error}") from error

    # What the ranges need to know of the workbook

    @property
    def protected(self) -> bool:
        """Whether the workbook's structure (its sheets) is protected."""
        return self.doc.isProtected()

    def sheet_index(self, sheet: Any) -> int:
        """Returns a UNO sheet's position, from 0."""
        return sheet.RangeAddress.Sheet

    def format_type(self, key: int) -> int:
        """Returns the kind of a number format (com.sun.star.util.NumberFormat) by its key."""
        if key not in self._types:
            self._types[key] = self.doc.NumberFormats.getByKey(key).Type
        return self._types[key]

    def format_code(self, key: int) -> str:
        """Returns the code of a number format by its key."""
        return self.doc.NumberFormats.getByKey(key).FormatString

    def format_key(self, code: str) -> int:
        """Returns the key of a number format by its (English) code, adding it where needed."""
        if code not in self._keys:
            formats = self.doc.NumberFormats
            locale = uno.struct("lang.Locale", Language="en", Country="US")
            key = formats.queryKey(code, locale, False)
            self._keys[code] = formats.addNew(code, locale) if key == -1 else key
        return self._keys[code]

    def _zero(self) -> dt.datetime:
        if self._epoch is None:
            day = self.doc.NullDate  # 1899-12-30, or 1904-01-01 in workbooks that began on a Mac
            self._epoch = dt.datetime(day.Year, day.Month, day.Day)
        return self._epoch

    def date(self, serial: float) -> dt.datetime:
        """Returns the moment that a serial number of days stands for, to the millisecond."""
        return self._zero() + dt.timedelta(milliseconds=round(serial * 86_400_000))

    def serial(self, moment: dt.date) -> float:
        """Returns the serial number of days for a date or a moment."""
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime(moment.year, moment.month, moment.day)
        return (moment.replace(tzinfo=None) - self._zero()) / dt.timedelta(days=1)

    def parser(self) -> Any:
        """Returns a reader and writer of formulas in Excel's English notation."""
        parser = self.doc.createInstance("com.sun.star.sheet.FormulaParser")
        parser.OpCodeMap = self._app.excel_words
        parser.FormulaConvention = _XL_A1
        return parser

    def set_formula(self, cell: Any, text: str) -> None:
        """Writes a formula given in Excel's English notation ("=SUM(A1:A3)") into one cell.

        Raises:
            ValueError: the formula cannot be read (the cell is left empty).
        """
        cell.setTokens(self.parser().parseFormula(text.removeprefix("="), cell.CellAddress))
        if cell.getError() in _UNREADABLE:
            cell.setString("")
            raise ValueError(f"not a formula: {text}")


@complete
class Sheets(base_classes.Sheets):
    """The sheets of one workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.doc.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.doc.CurrentController.ActiveSheet)

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            if not 1 <= key <= len(self):
                raise KeyError(key)
            return Sheet(self.book, self.api.getByIndex(key - 1))
        if not self.api.hasByName(key):  # blind to case, as in Excel
            raise KeyError(key)
        return Sheet(self.book, self.api.getByName(key))

    def __len__(self) -> int:
        return self.api.Count

    def __iter__(self) -> Iterator[Sheet]:
        sheets = self.api
        return (Sheet(self.book, sheets.getByIndex(index)) for index in range(sheets.Count))

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        require_structure(self.book.doc)
        taken = {known.lower() for known in self.api.ElementNames}
        if name is None:
            name = next(f"Sheet{n}" for n in range(1, len(taken) + 2) if f"sheet{n}" not in taken)
        if before is not None:
            position = before.index - 1
        else:
            position = after.index if after is not None else self.active.index - 1
        self.api.insertNewByName(name, position)
        added = Sheet(self.book, self.api.getByName(name))
        added.activate()
        return added
