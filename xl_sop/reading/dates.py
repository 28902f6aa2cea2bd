"""A date cell → ISO text, as Indonesian offices write dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from xl_sop.book.grid import CellValue
from xl_sop.text import clean, fold, is_blank

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february pebruari feb peb", "maret march mar", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agu agt aug agst",
            "september sept sep", "oktober october okt oct", "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WORDS = re.compile(r"^(?:[a-z' ]+,\s*)?(\d{1,2})\s*[- ./]?\s*([a-z]+)\.?\s*[- ./,]?\s*(\d{4})$")
_MONTH = re.compile(r"^([a-z]+)\.?\s*(\d{4})$")
_FIGURES = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
# `……2022`, `__ Januari 2024`: the author left room for what nobody has filled in yet
_OPEN = re.compile(r"(?:\.{2}|…|_{2})")


class ReadDate(NamedTuple):
    """A date as read: `iso` is yyyy-mm-dd, yyyy-mm or None; `problem` the finding it deserves, or None."""

    iso: str | None
    problem: str | None


NO_DATE = ReadDate(None, None)


def read_date(value: CellValue) -> ReadDate:
    """The date in a cell.

    An Excel date is taken as it is. Text may be `02 Januari 2019`, `10 June 2025`, `2/1/2019` (day first),
    `2019-01-02`, `Januari 2024` (without a day: yyyy-mm and a warning), dashes or a half-filled form (None).
    """
    if isinstance(value, datetime):
        return ReadDate(value.date().isoformat(), None)
    if isinstance(value, date):
        return ReadDate(value.isoformat(), None)
    if value is None or isinstance(value, bool):
        return NO_DATE
    written = clean(str(value))
    text = fold(written)
    if not text or is_blank(text) or _OPEN.search(written):
        return NO_DATE
    if found := _WORDS.match(text):
        return _date(found[3], _MONTHS.get(found[2]), found[1])
    if found := _FIGURES.match(text):
        return _date(found[3], int(found[2]), found[1])
    if found := _ISO.match(text):
        return _date(found[1], int(found[2]), found[3])
    if (found := _MONTH.match(text)) and found[1] in _MONTHS:
        return _date(found[2], _MONTHS[found[1]], None)
    return ReadDate(None, "tanggal-tidak-terbaca")


def _date(year: str, month: int | None, day: str | None) -> ReadDate:
    if month is None:
        return ReadDate(None, "tanggal-tidak-terbaca")
    try:
        whole = date(int(year), month, int(day) if day else 1)
    except ValueError:
        return ReadDate(None, "tanggal-mustahil")
    if day is None:
        return ReadDate(f"{whole:%Y-%m}", "tanggal-tanpa-hari")
    return ReadDate(whole.isoformat(), None)
