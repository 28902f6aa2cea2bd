"""One press of a button: find the workbook, keep the screen still, do the work, tell the outcome in one sentence."""

from __future__ import annotations

import atexit
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_sop.addin import sentences
from xl_sop.errors import XlSopError
from xl_sop.setup.machine import user_folder

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.addin.sheets import Sheets
    from xl_sop.book.grid import Book, Grid
    from xl_sop.document import Document

TITLE = "SOP"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a button tells: a sentence, in a message box or (`quiet`) in the status bar."""

    text: str
    quiet: bool = False


class Session:
    """The workbook a button was pressed in, read when something asks for it.

    Attributes:
        book: The xlwings book.
    """

    def __init__(self, book: xw.Book) -> None:
        self.book = book

    @cached_property
    def app(self) -> xw.App:
        """The application it is open in."""
        return self.book.app

    @cached_property
    def sheets(self) -> Sheets:
        """The worksheets; sheets of ours are made and taken away through it."""
        from xl_sop.addin.sheets import Sheets

        return Sheets(self.book)

    @cached_property
    def source(self) -> Book:
        """The workbook's grids, without the sheets the buttons made."""
        from xl_sop.book.grid import Book
        from xl_sop.book.live import read_sheet
        from xl_sop.book.live_drawings import OpenDrawings

        sheets, own = self.sheets, self.sheets.names_of_own
        drawings = OpenDrawings(self.book)
        grids: list[Grid] = []
        for name, sheet in sheets.by_name.items():
            if name not in own:
                grid = read_sheet(sheet, name=name, used=sheets.used(name), shown=sheets.is_shown(name))
                grid.draw = drawings.of(sheet, grid)
                grids.append(grid)
        return Book(self.book.name, grids, None)

    @cached_property
    def documents(self) -> list[Document]:
        """Every SOP of the workbook.

        Raises:
            BookError: There is none.
        """
        from xl_sop.reading.documents import read_book

        return read_book(self.source)

    @cached_property
    def document(self) -> Document:
        """The SOP of the active sheet (of several on it, the one around the selected cell), else the first."""
        if len(self.documents) == 1:
            return self.documents[0]
        name, row = self.book.sheets.active.name, 1
        if self.selected is not None:
            row = self.selected.row
        here: list[tuple[int, Document]] = []
        for document in self.documents:
            sheets = document.sop.source.sheets
            if name not in (*sheets.identity, *sheets.procedure, *sheets.identification):
                continue
            tops = [page.top for page in document.as_found.pages if page.sheet == name]
            here.append((min(tops, default=1), document))
        above = [document for top, document in here if top <= row + 6]
        return above[-1] if above else here[0][1] if here else self.documents[0]

    def grid(self, sheet: str) -> Grid:
        """The grid of one sheet."""
        return next(grid for grid in self.source.grids if grid.name == sheet)

    @property
    def selected(self) -> xw.Range | None:
        """The selected cells; None where something else is selected, or nothing: a chart sheet may be shown."""
        try:
            return self.app.selection
        except AttributeError:  # xlwings asks for the address of nothing
            return None

    def named(self, document: Document) -> str:
        """`SOP “name”: ` where the workbook holds several SOPs, so that the clerk sees which one is meant."""
        if len(self.documents) == 1:
            return ""
        identity = document.sop.identity
        return f"SOP “{identity.name or identity.procedure_title or '-'}”: "

    def ask(self, question: str) -> bool:
        """True if the clerk answers yes. The screen is shown while the question stands."""
        self.app.screen_updating = True
        try:
            return self.app.alert(question, TITLE, buttons="yes_no") == "yes"
        finally:
            self.app.screen_updating = False


def press(find_action: Callable[[], Callable[[Session], Outcome]], name: str) -> None:
    """Run a button's action. Whatever happens, the clerk gets one sentence and the application its settings back."""

    app: xw.App | None = None
    try:
        if os.environ.get("XL_SOP_OFFICE_PIPE"):
            from xl_sop.libreoffice import register_if_called

            register_if_called()
        from xl_sop.addin.fitting import fit_template

        book = caller()
        app = book.app
        app.status_bar = False  # what an earlier button said there; on macOS xlwings' own "Running…"
        with still(app):
            session = Session(book)
            outcome = find_action()(session)
            if "documents" in session.__dict__:  # the button looked at the SOPs
                note = fit_template(session)
                outcome = Outcome(f"{outcome.text} {note}", outcome.quiet) if note else outcome
    except XlSopError as error:
        _tell(app, Outcome(error.indonesian), critical=True)
    except Exception as error:  # noqa: BLE001 - a clerk never sees a traceback; it goes to the log
        log = write_log(name, error)
        _tell(app, Outcome(sentences.for_exception(error, log)), critical=True)
    else:
        _tell(app, outcome)


def _tell(app: xw.App | None, outcome: Outcome, *, critical: bool = False) -> None:
    import xlwings as xw

    try:
        app = app or xw.apps.active
        if outcome.quiet and app is not None:
            app.status_bar = outcome.text
            if sys.platform == "darwin" and (mac := sys.modules.get("xlwings._xlmac")) is not None:
                atexit.unregister(mac.cleanup)  # it would empty the status bar again when this Python ends
        elif app is not None:
            app.alert(outcome.text, TITLE, mode="critical" if critical else "info")
    except Exception as error:
        raise RuntimeError(outcome.text) from error  # xlwings' macro shows what Python raises
    if app is None:
        raise RuntimeError(outcome.text)


def caller() -> xw.Book:
    """The workbook whose button was pressed.

    Where every press starts a Python of its own, the name of the workbook comes as an argument, which xlwings cuts at
    the first `=` and, on macOS, at a `|`. It is always the name of the active workbook, and Excel waits meanwhile.
    """
    import xlwings as xw

    windows = sys.modules.get("xlwings._xlwindows") if sys.platform == "win32" else None
    if windows is not None:
        # At its end xlwings would end every Excel without a window (tasklist, taskkill /F), whoever started it.
        atexit.unregister(windows.cleanup)
    arguments = dict(part.removeprefix("--").split("=", 1) for part in sys.argv[1:] if "=" in part)
    if arguments.get("from_xl") != "1" or hasattr(xw.Book, "_mock_caller"):
        return xw.Book.caller()
    app = xw.App(impl=windows.App(xl=int(arguments["hwnd"]))) if windows is not None else xw.apps.active
    assert app is not None
    name = arguments["wb"].strip().casefold()
    active = app.books.active
    if active.name.casefold() == name:
        return active
    return next((book for book in app.books if book.name.casefold() == name), active)


# What a press changes about the application while it works, and the value meanwhile: no redrawing, no recalculation,
# and none of the workbook's own macros woken by our writing.
_MEANWHILE = {"screen_updating": False, "enable_events": False, "calculation": "manual"}


@contextmanager
def still(app: xw.App) -> Iterator[None]:
    """Quiet the application; every setting is restored, even after a failure, and even if another cannot be."""
    with ExitStack() as restored:
        for name, value in _MEANWHILE.items():
            before = getattr(app, name)
            if before != value:
                setattr(app, name, value)
                restored.callback(setattr, app, name, before)
        yield


# ---- log --------------------------------------------------------------------------------------------------------


def write_log(name: str, error: BaseException) -> Path | None:
    """Write an exception with its traceback to the user's log; the log's path, or None if it cannot be written."""
    path = user_folder() / "xl_sop.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError:
        return None  # the sentence then says nothing of a log
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record: Any = logging.LogRecord(
        "xl_sop",
        logging.ERROR,
        name,
        0,
        f"tombol {name}: {error}",
        None,
        (type(error), error, error.__traceback__),
    )
    try:
        handler.emit(record)
    finally:
        handler.close()
    return path
