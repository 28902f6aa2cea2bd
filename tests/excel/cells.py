"""What a cell of Excel holds, what it takes when a value is assigned, and what it hands out.

Sources, by behaviour:

- Which types `Range.Value` has: Microsoft, "Range.Value property (Excel)": currency and dates are types of their own
  there (`Value2` knows neither); a cell formatted as a time of day is a Double. Currency arrives through pywin32 as
  `decimal.Decimal` (pywin32, "Python objects and VT_CY"), a date as `pywintypes.TimeType`.
- Error values are 0x800A0000 + the numbers of Microsoft's `XlCVError` enumeration: xlErrNA 2042, …, xlErrSpill 2045,
  xlErrCalc 2050, xlErrGettingData 2043.
- Text that is assigned is read as if typed: Microsoft, "Range.PrefixCharacter": a leading apostrophe makes it text and
  is no part of it; "NumberFormat '@'" keeps every text; what begins with = is a formula, and one that cannot be read
  raises error 1004. Numbers and dates are read in the notation of the office *and* in the American one: through COM
  either may win, and a text that one of them would take must be protected.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

ERRORS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
    "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CALC!": 2050,
}  # fmt: skip


class CellError(str):
    """An error value, by the text that Excel shows for it."""

    __slots__ = ()

    @property
    def hresult(self) -> int:
        """The integer that COM hands out."""
        return ERRORS[self] - 2146828288


class ExcelError(Exception):
    """Error 1004 and its like: Excel refuses.

    Attributes:
        scode: The number within the exception that COM hands out.
    """

    def __init__(self, text: str, scode: int = -2146827284) -> None:
        super().__init__(text)
        self.scode = scode


class Entry(NamedTuple):
    """What a cell holds after something was assigned to it: a value, and the formula it comes from."""

    value: Any
    formula: str | None = None
    number_format: str | None = None


_NUMBER = re.compile(
    r"[-+]?\s?(Rp|\$)?\s?(\d{1,3}([.,]\d{3})+|\d+)?([.,]\d+)?(E[-+]?\d+)?\s?%?", re.IGNORECASE
)
_MONTHS = "jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des"
_DATE = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}([-/.]\d{{1,4}})?|\d{{1,2}}[- /]({_MONTHS})\w*([- /,]+\d{{2,4}})?"
    rf"|({_MONTHS})\w*[- /]\d{{1,4}}([- /,]+\d{{2,4}})?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,4}:\d{1,2}(:\d{1,2}([.,]\d+)?)?( ?[AP]M?)?", re.IGNORECASE)
_LOGICAL = {"TRUE": True, "BENAR": True, "FALSE": False, "SALAH": False}
_HYPERLINK = re.compile(r'=HYPERLINK\("((?:[^"]|"")*)","((?:[^"]|"")*)"\)')


def entered(value: Any, number_format: str) -> Entry:
    """What a cell of that format holds after `Range.Value = value`.

    Raises:
        ExcelError: The text begins like a formula and is none that Excel can read.
    """
    if value is None or value == "":
        return Entry(None)
    if isinstance(value, bool):
        return Entry(value)
    if isinstance(value, int | float | Decimal):
        return Entry(float(value))
    if isinstance(value, datetime | date):
        return Entry(value.replace(tzinfo=None) if isinstance(value, datetime) else value, None, "dd/mm/yyyy")
    if not isinstance(value, str):
        raise TypeError(f"COM cannot pass {type(value).__name__}")
    if value.startswith("'"):
        return Entry(value[1:])
    if number_format == "@":
        return Entry(value)
    if link := _HYPERLINK.fullmatch(value):
        return Entry(link[2].replace('""', '"'), value)
    if value[0] in "=+-@" and not _NUMBER.fullmatch(value):
        raise ExcelError(f"There's a problem with this formula: {value[:40]}")
    if value.upper() in _LOGICAL:
        return Entry(_LOGICAL[value.upper()])
    if value.upper() in ERRORS:
        return Entry(CellError(value.upper()))
    for pattern, number_format_then in ((_TIME, "h:mm"), (_DATE, "dd/mm/yyyy"), (_NUMBER, None)):
        if pattern.fullmatch(value.strip()) and any(c.isdigit() for c in value):
            return Entry(1.0, None, number_format_then)  # the value does not matter: it is the text no more
    return Entry(value)


def is_date_format(code: str) -> bool:
    """A number format that shows a day, month or year (and not just a time of day)."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
    return re.search(r"[dy]|mmm", bare, re.IGNORECASE) is not None


def is_currency_format(code: str) -> bool:
    """A number format of the groups Currency and Accounting."""
    return re.search(r"\$|Rp", code) is not None and not is_date_format(code)


def handed_out(value: Any, number_format: str) -> Any:
    """A cell's value as `Range.Value` has it, before COM packs it: float, text, bool, datetime, Decimal, CellError."""
    if isinstance(value, bool | CellError) or value is None:
        return value
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, int | float):
        if is_currency_format(number_format):
            return Decimal(str(round(value, 4)))
        return float(value)
    return value
