"""App and Books: one office and the workbooks open in it."""

# Read-only here is a refusing setter there (see common.complete).
# pyright: reportIncompatibleMethodOverride=false
from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import uno_bridge as uno
from .alerts import Alerts
from .book import Book
from .common import complete
from .office import Office
from .range import Range
from .sheet import Sheet

if TYPE_CHECKING:
    from .engine import Apps, Engine

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_XL_ENGLISH, _ALL_GROUPS = 4, 0x7FFFFFFF  # FormulaLanguage, FormulaMapGroup
_NEVER_RUN, _ALWAYS_RUN = 0, 4  # com.sun.star.document.MacroExecMode


@complete
class App(base_classes.App):
    """One office. ``alerts`` holds the message boxes that nobody was there to see."""

    def __init__(self, apps: Apps, office: Office) -> None:
        self._apps, self.office = apps, office
        self.alerts = Alerts(office)
        self._excel_words: Any = None
        self._screen_updating = True
        self._status: str | bool = False
        self._flags = {"display_alerts": True, "enable_events": True, "interactive": True}

    @property
    def engine(self) -> Engine:
        from .engine import engine

        return engine

    @property
    def api(self) -> Any:
        return self.office.desktop

    @property
    def pid(self) -> int:
        return self.office.pid

    @property
    def version(self) -> str:
        # Book.caller() garbles file names outside ASCII for an "Excel" older than 15.
        return "16.0"

    @property
    def visible(self) -> bool:
        return self.office.shows_dialogs

    @visible.setter
    def visible(self, visible: bool) -> None:
        """An office shows itself, or not, from its start on."""

    @property
    def display_alerts(self) -> bool:
        return self._flags["display_alerts"]

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._flags["display_alerts"] = value

    @property
    def enable_events(self) -> bool:
        return self._flags["enable_events"]

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self._flags["enable_events"] = value

    @property
    def screen_updating(self) -> bool:
        return self._screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self.books:
            locked = book.doc.hasControllersLocked()
            if not value and not locked:
                book.doc.lockControllers()
            while value and book.doc.hasControllersLocked():
                book.doc.unlockControllers()
        self._screen_updating = value

    @property
    def calculation(self) -> str:
        book = self.books.active
        automatic = book is None or book.doc.isAutomaticCalculationEnabled()
        return "automatic" if automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in {"automatic", "manual"}:
            raise ValueError(f"calculation: {value!r}")
        for book in self.books:
            book.doc.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        for book in self.books:
            book.doc.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        book = self.books.active
        if book is not None:
            indicator = book.doc.CurrentController.StatusIndicator
            if isinstance(value, str):
                indicator.start(value, 0)
            else:
                indicator.end()
        self._status = value if isinstance(value, str) else False

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def excel_words(self) -> Any:
        """The words and signs of formulas as Excel writes them in English; costs 7 ms once."""
        if self._excel_words is None:
            mapper = self.office.service("sheet.FormulaOpCodeMapper")
            self._excel_words = mapper.getAvailableMappings(_XL_ENGLISH, _ALL_GROUPS)
        return self._excel_words

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        if book is None:
            return None
        chosen = book.doc.CurrentSelection
        if chosen is not None and chosen.supportsService(
            "com.sun.star.sheet.SheetCellRanges"
        ):  # several areas: the first counts
            chosen = chosen.getByIndex(0) if chosen.Count else None
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        box = chosen.RangeAddress
        sheet = Sheet(book, book.doc.Sheets.getByIndex(box.Sheet))
        return Range.from_box(sheet, box)

    def activate(self, steal_focus: bool = False) -> None:
        self._apps.activate(self)

    def quit(self) -> None:
        self._apps.remove(self)
        for book in list(self.books):
            book.close()
        self.office.close()

    def kill(self) -> None:
        self._apps.remove(self)
        self.office.close()

    def alert(
        self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: str | None
    ) -> str:
        return self.alerts.ask(prompt, title, buttons, mode)


@complete
class Books(base_classes.Books):
    """The workbooks open in one office; texts and drawings are passed over."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.api.Components

    def _documents(self) -> Iterator[Any]:
        components = self.api.createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService(_SPREADSHEET):
                yield document

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, document) for document in self._documents())

    def __len__(self) -> int:
        return sum(1 for _ in self._documents())

    def __call__(self, key: int | str) -> Book:
        books = list(self)
        if isinstance(key, int):
            return books[key - 1]
        for book in books:
            if key in {book.name, book.fullname} or book.name.lower() == key.lower():
                return book
        raise KeyError(key)

    @property
    def active(self) -> Book | None:
        current = self.app.api.CurrentComponent
        if current is not None and current.supportsService(_SPREADSHEET):
            return Book(self.app, current)
        return next(iter(self), None)

    def add(self) -> Book:
        return self._load("private:factory/scalc", macros=False)

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: Any = None,
        password: str | None = None,
        *unused: Any,
    ) -> Book:
        """Opens a workbook; its macros stay off (see ``load``)."""
        return self.load(fullname, read_only=bool(read_only), password=password)

    def load(
        self, path: str, *, macros: bool = False, read_only: bool = False, password: str | None = None
    ) -> Book:
        """Opens a workbook, with its macros switched on if the caller says so."""
        secret = {"Password": password} if password else {}
        return self._load(uno.to_url(os.path.abspath(path)), macros=macros, ReadOnly=read_only, **secret)

    def _load(self, url: str, *, macros: bool, **options: Any) -> Book:
        mode = _ALWAYS_RUN if macros else _NEVER_RUN
        # A hidden document loses its freeze panes when it is saved.
        arguments = uno.properties(Hidden=False, MacroExecutionMode=mode, UpdateDocMode=0, **options)
        try:
            document = self.app.api.loadComponentFromURL(url, "_blank", 0, arguments)
        except uno.UnoException as error:
            raise OSError(f"LibreOffice could not open {url}: {error}") from error
        if document is None or not document.supportsService(_SPREADSHEET):
            raise OSError(f"LibreOffice could not open {url} as a workbook")
        return Book(self.app, document)
