"""A button pressed in LibreOffice: the add-in's function, run inside LibreOffice on the document at hand."""

from __future__ import annotations

import importlib
import os
from typing import Any

import xlwings as xw

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
        getattr(importlib.import_module("xl_sop.addin"), name)()
    finally:
        del xw.Book._mock_caller
