"""What Excel makes of a text that a program writes into a cell.

Excel reads such a text as if it had been typed (in US English): ``01`` becomes the number 1, ``=x`` a formula, ``April
2024`` a date. A leading apostrophe, or the cell's number format ``@``, keeps it a text. An engine that kept every text
would hide these faults until a clerk meets them in Excel, so this one does the same.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_AMOUNT = rf"(?:{_DIGITS}(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?"


class Reading(Enum):
    """What Excel takes a text for."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    BOOLEAN = auto()
    FORMULA = auto()


_FORMS = (
    (Reading.BOOLEAN, r"true|false"),
    (Reading.NUMBER, rf"[-+]?\s*\$?\s*{_AMOUNT}\s*%?"),
    (Reading.NUMBER, rf"\(\s*\$?\s*{_AMOUNT}\s*\)"),
    (Reading.NUMBER, r"[-+]?\d+ \d+/\d+"),
    (Reading.TIME, r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m?)?"),
    (Reading.DATE, r"\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?"),
    (Reading.DATE, r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?"),
    (Reading.DATE, rf"\d{{1,2}}[-/ ]{_MONTH}(?:[-/ ,]+\d{{2,4}})?"),
    (Reading.DATE, rf"{_MONTH}[-/ ]\d{{1,4}}(?:,? \d{{2,4}})?"),
    (Reading.FORMULA, r"[=+@-].+"),
)
_READINGS = tuple((reading, re.compile(form, re.IGNORECASE | re.DOTALL)) for reading, form in _FORMS)
_FIRST = re.compile(r"[\s\d=+@.$(-]|true$|false$|" + _MONTH, re.IGNORECASE)


def reading_of(text: str) -> Reading:
    """Returns what Excel takes a text for when a program writes it into a cell of no particular format."""
    if not _FIRST.match(text):
        return Reading.TEXT
    body = text.strip()
    return next((reading for reading, form in _READINGS if form.fullmatch(body)), Reading.TEXT)
