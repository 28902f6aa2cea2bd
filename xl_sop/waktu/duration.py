"""A Waktu cell → `Duration`; the working-time profiles.

What the grammar (`xl_sop.waktu.grammar`) does not cover is either a phrase of the open list
(`xl_sop.waktu.words`) or unreadable; nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from xl_sop.errors import XlSopError
from xl_sop.model import NO_DURATION, Duration, Number, Profile, Unit
from xl_sop.text import clean, is_blank, is_placeholder
from xl_sop.waktu import words as vocabulary
from xl_sop.waktu.grammar import WORD, Reading, normalise, read

if TYPE_CHECKING:
    from xl_sop.book.grid import CellValue


class Parsed(NamedTuple):
    """A Waktu as read.

    Attributes:
        duration: The contract's object.
        problem: Code of the finding it deserves, or None.
        units: The units its text writes, or inherits from the header; empty if none.
        is_range: True for a range such as `5-10 menit`.
    """

    duration: Duration
    problem: str | None
    units: tuple[Unit, ...]
    is_range: bool


_FIGURES = {
    # Perpres 21/2023: 37 h 30 min in five days; month and year of 20 and 240 days by custom.
    "perpres21": (450, 2_250, 9_000, 108_000),
    # PermenPANRB 1/2020 (workload analysis): effective minutes.
    "abk2020": (300, 1_500, 6_250, 75_000),
    # Perka BKN 19/2011.
    "bkn2011": (300, 1_500, 6_000, 72_000),
    # Eight full hours, 20 days a month, 240 a year.
    "8jam": (480, 2_400, 9_600, 115_200),
    # Clock time: 30 days a month, 365 a year.
    "kalender": (1_440, 10_080, 43_200, 525_600),
}
PROFILES: dict[str, Profile] = {
    name: Profile(name=name, day=day, week=week, month=month, year=year)
    for name, (day, week, month, year) in _FIGURES.items()
}
"""The working-time profiles by name: minutes in a day, week, month, year."""
DEFAULT_PROFILE = PROFILES["perpres21"]


def profile(name: str) -> Profile:
    """The working-time profile with a name.

    Raises:
        XlSopError: There is none; the sentence lists the names.
    """
    found = PROFILES.get(name.strip().casefold())
    if found is None:
        names = ", ".join(PROFILES)
        raise XlSopError(
            f"Profil waktu kerja “{name}” tidak dikenal. Pilih salah satu: {names}.",
            f"There is no working-time profile “{name}”. Choose one of: {names}.",
        )
    return found


def number_text(value: float) -> str:
    """A number as an Indonesian cell shows it: `15.0 → "15"`, `1.5 → "1,5"`.

    `parse` reads the same value back: three decimals get a fourth, as `1,125` might be English for 1125.
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    text = format(value, ".15g")
    return (text + "0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text).replace(".", ",")


def parse_cell(value: CellValue, header_unit: Unit | None, profile: Profile = DEFAULT_PROFILE) -> Parsed:
    """A raw Waktu cell as read; never raises.

    Dates, times and spans of time are what Excel makes of `1-2` or `0:30`: nobody knows what was typed.
    """
    if value is None or isinstance(value, str):
        return parse(value, header_unit, profile)
    if isinstance(value, bool):
        return _nothing("TRUE" if value else "FALSE", "waktu-tidak-terbaca")
    if isinstance(value, int | float):
        return parse(number_text(value), header_unit, profile)
    return _nothing(span_text(value) if isinstance(value, timedelta) else str(value), "waktu-jadi-tanggal")


def span_text(value: timedelta) -> str:
    """A span of time as Excel shows it: `36:00:00`."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


@lru_cache(maxsize=16384)
def parse(text: str | None, header_unit: Unit | None, profile: Profile = DEFAULT_PROFILE) -> Parsed:
    """The text of a Waktu cell as read; never raises. Spellings are read once and remembered.

    Args:
        text: What the cell says.
        header_unit: The unit its column header names; bare numbers take it.
        profile: What a day, a week, a month, a year count.
    """
    said, reading, problem = _as_said(text or "")
    return _nothing(said, problem) if reading is None else _derive(said or "", reading, header_unit, profile)


@lru_cache(maxsize=8192)
def _as_said(text: str) -> tuple[str | None, Reading | None, str]:
    """What the cell says, and the quantities in it or else the problem with it."""
    said = clean(text)
    if is_blank(said) or is_placeholder(said):
        return None, None, "waktu-kosong"
    if len(said) > _LONGEST:
        return said, None, "waktu-tidak-terbaca"
    plain = normalise(said)
    reading = read(plain)
    return said, reading, "waktu-terbuka" if vocabulary.is_open(plain) else "waktu-tidak-terbaca"


@lru_cache(maxsize=1024)
def unit_of_header(text: str | None) -> Unit | None:
    """The one unit a Waktu header names, such as `Waktu (menit)`; None if it names none, or more than one."""
    found: set[Unit] = {
        vocabulary.UNITS[word].unit
        for word in WORD.findall(normalise(clean(text or "")))
        if word in vocabulary.UNITS
    }
    return found.pop() if len(found) == 1 else None


# What a sentence about a time needs at most; longer texts are something else.
_LONGEST = 200


def _nothing(text: str | None, problem: str) -> Parsed:
    return Parsed(structs.replace(NO_DURATION, text=text), problem, (), False)


def _derive(said: str, reading: Reading, header_unit: Unit | None, profile: Profile) -> Parsed:
    """The contract's object for what the grammar found."""
    quantities = [reading.low] if reading.high is None else [reading.low, reading.high]
    inherited = vocabulary.UNITS.get(header_unit or "")
    with_unit = [quantity for quantity in quantities if not quantity.bare]
    if with_unit:
        # In `1 - 20 hari` the first number shares the unit; `1 - 1 jam 30 menit` does not say which.
        if len(with_unit) < len(quantities) and len(with_unit[0].parts) > 1:
            return _nothing(said, "waktu-tidak-terbaca")
        shared = with_unit[0].parts[0][1]
    else:
        shared = inherited
    if reading.negative or not any(value for value, _ in quantities[-1].parts):
        return _nothing(said, "waktu-tidak-positif")
    if shared is None:
        return _nothing(said, "waktu-tanpa-satuan")
    amounts: list[list[tuple[Fraction, Unit]]] = [
        [(value * (term or shared).factor, (term or shared).unit) for value, term in quantity.parts]
        for quantity in quantities
    ]
    written: dict[Unit, None] = {u: None for amount in amounts for _, u in amount}
    units = tuple(written)
    size = _minutes_per(profile)
    # Several units in one text: given in minutes.
    unit: Unit = units[0] if len(units) == 1 else "menit"
    ends = [sum((value * size[u] for value, u in amount), Fraction(0)) / size[unit] for amount in amounts]
    if ends[0] > ends[-1]:
        return _nothing(said, "waktu-tidak-terbaca")
    only_low, only_high = reading.bound == ">", reading.bound == "<" and len(ends) == 1
    duration = Duration(
        text=said,
        minimum=None if only_high else _number(ends[0]),
        maximum=None if only_low else _number(ends[-1]),
        unit=unit,
        minutes=None if only_low else _number(ends[-1] * size[unit]),
    )
    return Parsed(duration, "waktu-terbuka" if only_low else None, units, len(ends) == 2)


def _minutes_per(profile: Profile) -> dict[Unit, int]:
    longer: dict[Unit, int] = {
        "hari": profile.day,
        "minggu": profile.week,
        "bulan": profile.month,
        "tahun": profile.year,
    }
    return {"menit": 1, "jam": 60, **longer}


def _number(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else float(value)
