"""A button pressed in LibreOffice: the add-in's function, run inside LibreOffice on the document at hand."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings as xw

from xl_sop.setup.buttons import BUTTONS

from .app import App
from .book import Book
from .engine import engine, register
from .office import Office


def _app_here(context: Any) -> App:
    """Returns the App of the office that this process is, kept from one press to the next."""
    known = next((app for app in engine.apps if app.pid == os.getpid()), None)
    return known or engine.apps.add(xl=Office(context, pid=os.getpid(), shows_dialogs=True))


def run(name: str, script_context: Any) -> None:
    """Runs ``xl_sop.addin.<name>`` with the current document as ``xw.Book.caller()``.

    Args:
        name: the button's function.
        script_context: LibreOffice's ``XSCRIPTCONTEXT``.

    Raises:
        RuntimeError: the document at hand is no spreadsheet.
    """
    register()
    app = _app_here(script_context.getComponentContext())
    app.activate()
    document = script_context.getDocument()
    if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        raise RuntimeError("Buka dahulu buku kerja SOP. / Open the SOP workbook first.")
    xw.Book(impl=Book(app, document)).set_mock_caller()
    try:
        with _one_undo_step(document, name):
            getattr(importlib.import_module("xl_sop.addin"), name)()
    finally:
        del xw.Book._mock_caller
        _focus_the_grid(document)


@contextmanager
def _one_undo_step(document: Any, name: str) -> Iterator[None]:
    """Makes all that a press changes one entry of the undo list (LibreOffice keeps a hundred)."""
    button = next((button for button in BUTTONS if button.function == name), None)
    if button is None or not button.writes:
        yield
        return
    undo = document.UndoManager
    undo.enterUndoContext(f"SOP: {button.label}")
    try:
        yield
    finally:
        undo.leaveUndoContext()


def _focus_the_grid(document: Any) -> None:
    """Takes the keyboard from the button that was clicked, or Space and Enter would press it again."""
    controller = document.CurrentController
    if controller is not None:
        controller.Frame.ComponentWindow.setFocus()
