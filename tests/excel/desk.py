"""A desk with Excel on it: a workbook is open, somebody presses buttons."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import xlwings as xw

from tests.excel import apple, pywin32
from tests.excel.apple_events import ACCESSES
from tests.excel.application import Excel, Profile, Workbook
from tests.excel.com import Book, Com
from xl_sop import addin
from xl_sop.addin import session

PROFILES = [
    Profile("Excel 365"),
    Profile("Excel 2016", threads=False, server=False),
    Profile("Indonesia", comma=True),
    Profile("macOS", mac=True),
]
BUTTONS = sorted(addin.__all__)


@cache
def windows_engine() -> ModuleType:
    """xlwings' own module for Windows, loaded once, after everything that would look at the platform."""
    import importlib

    for name in (
        "xl_sop.reading.documents",
        "xl_sop.checking",
        "xl_sop.addin.checking",
        "xl_sop.addin.outputs",
        "xl_sop.addin.numbering",
        "xl_sop.addin.performers",
        "xl_sop.addin.new_book",
    ):
        importlib.import_module(name)
    module, _ = pywin32.load()
    return module


@cache
def mac_engine() -> ModuleType:
    """xlwings' own module for macOS, loaded once."""
    windows_engine()
    return apple.load()


class Desk:
    """An Excel with workbooks, and hands.

    Attributes:
        failures: Errors nobody foresaw, as the log would have them.
    """

    def __init__(self, profile: Profile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.excel = Excel(profile)
        self.folder = folder
        self.failures: list[BaseException] = []
        self._patch = monkeypatch
        monkeypatch.setattr(session, "write_log", self._log)

    def _log(self, _name: str, error: BaseException) -> None:
        self.failures.append(error)

    def open(self, path: Path, **options: Any) -> Workbook:
        return self.excel.open(path, **options)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """xlwings is on this Excel: its engine, the workbook that called, the platform."""
        mac = self.excel.profile.mac
        module = mac_engine() if mac else windows_engine()
        Com.excel = self.excel
        engines = xw.engines.engines, dict(xw.engines.engines_by_name), xw.engines.active
        engine = xw.Engine(impl=module.engine)
        xw.engines.engines, xw.engines.active = [engine], engine
        xw.engines.engines_by_name = {engine.name: engine}
        assert self.excel.active_book is not None
        arguments = sys.argv
        if mac:  # xlwings' Main.bas, ExecuteMac: its AppleScript gets everything in one text, divided by bars
            name, _, rest = self.excel.active_book.name.partition("|")
            sys.argv = ["-c", f"--wb={name}", "--from_xl=1", f"--app={rest or '/Applications/Excel.app'}"]
        elif self.excel.profile.server:
            module.BOOK_CALLER = Book(self.excel.active_book)
        else:  # xlwings' Main.bas, ExecuteWindows
            name = self.excel.active_book.name
            sys.argv = ["-c", f"--wb={name}", "--from_xl=1", "--app=Excel", f"--hwnd={pywin32.HWND}"]
        try:
            with apple.macos(self.excel) if mac else pywin32.windows():
                yield
        finally:
            module.BOOK_CALLER, sys.argv = None, arguments  # the Mac module never asks for it
            xw.engines.engines, xw.engines.engines_by_name, xw.engines.active = engines

    def press(self, button: str) -> list[str]:
        """Press a button of the active workbook; the sentences that were told. An error nobody foresaw is raised."""
        assert sys.platform == "linux"
        self.excel.told.clear()
        self.excel.events.clear()
        Com.accesses.clear()
        ACCESSES.clear()
        with self.at_work():
            getattr(addin, button)()
        if self.failures:
            raise AssertionError(f"{button}: {self.failures[0]!r}") from self.failures[0]
        return list(self.excel.told)

    def saved(self) -> Path:
        """The active workbook as a file."""
        assert self.excel.active_book is not None
        return self.excel.active_book.save(self.folder / "tersimpan.xlsx")

    @property
    def accesses(self) -> int:
        """Reads, writes and calls of the object model in the last press."""
        return sum(Com.accesses.values()) + sum(ACCESSES.values())


def book_of(desk: Desk) -> Workbook:
    """The active workbook."""
    assert desk.excel.active_book is not None
    return desk.excel.active_book
