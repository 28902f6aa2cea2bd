"""Hyperlinks of cells: in LibreOffice a text field inside the cell, in the file an ordinary link."""

from __future__ import annotations

import re
from typing import Any

# '#Lembar!A1' and "#'Lembar Kerja'!A1" in Excel; a dot instead of the mark in LibreOffice
_EXCEL = re.compile(r"#((?:'(?:[^']|'')+')|[^'!]+)!(.+)")
_OFFICE = re.compile(r"#\$?((?:'(?:[^']|'')+')|[^'.]+)\.(.+)")


def _within(pattern: re.Pattern[str], link: str, mark: str) -> str:
    found = pattern.fullmatch(link)
    return f"#{found.group(1)}{mark}{found.group(2)}" if found else link


def write_link(document: Any, cell: Any, address: str, text: str) -> None:
    """Replaces a cell's content with a link; an address within the workbook is written as ``#Sheet!A1``."""
    field = document.createInstance("com.sun.star.text.TextField.URL")
    field.URL = _within(_EXCEL, address, ".")
    field.Representation = text
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)


def read_link(cell: Any) -> str:
    """Returns the address of a cell's link as Excel writes it.

    Raises:
        ValueError: the cell has no link.
    """
    fields = cell.getTextFields()
    if not fields.Count:
        raise ValueError("The cell doesn't seem to contain a hyperlink!")
    return _within(_OFFICE, fields.getByIndex(0).URL, "!")
