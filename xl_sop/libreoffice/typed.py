"""What Excel makes of a text that a program writes into a cell.

Excel reads such a text as if it had been typed (in US English): ``01`` becomes the number 1, ``=x`` a
formula, ``April 2024`` a date. A leading apostrophe, or the cell's number format ``@``, keeps it a text. An
engine that kept every text would hide these faults until a clerk meets them in Excel, so this one does the
same.
"""

from __future__ import annotations

import re
from enum import Enum, auto

# English months only: "Januari 2024" stays a text, "April 2024" does not
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
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
