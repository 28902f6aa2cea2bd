"""Worksheet functions for Excel on Windows: MENIT_BAKU and TOTAL_MENIT."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import xlwings as xw

from xl_sop.book.live import ERROR_NUMBERS
from xl_sop.catalogue import CATALOGUE
from xl_sop.errors import XlSopError
from xl_sop.model import Profile, Unit
from xl_sop.recognition import label
from xl_sop.text import fold
from xl_sop.waktu.duration import DEFAULT_PROFILE, Parsed, parse_cell, profile, unit_of_header


def _profile(name: Any) -> Profile:
    return profile(str(name)) if name else DEFAULT_PROFILE


def _unit(name: Any) -> Unit | None:
    if not name:
        return None
    unit = unit_of_header(str(name))
    if unit is None:
        raise XlSopError(
            f"Satuan “{name}” tidak dikenal. Pakai menit, jam, hari, minggu, bulan, atau tahun.",
            f"There is no unit “{name}”. Use menit, jam, hari, minggu, bulan or tahun.",
        )
    return unit


def _problem(parsed: Parsed) -> str:
    entry = CATALOGUE[parsed.problem or "waktu-tidak-terbaca"]
    return entry.message.indonesian.replace("{teks}", parsed.duration.text or "")


def _value(value: Any) -> Any:
    """What a cell holds. xlwings leaves currency as Decimal, and the younger error values (#SPILL!) as integers."""
    if isinstance(value, Decimal):
        return float(value)
    if type(value) is int and value in ERROR_NUMBERS:
        return "#N/A"  # as unreadable as any other error
    return value


# A text that these functions return is a reason, never a result: the macro (XlSop.Answer) makes an error value of it,
# which SUM does not pass over in silence, and shows the sentence beside the cell. Annotations of several types break
# xlwings' conversion; `Any` does not.


@xw.func
@xw.arg("text", ndim=2, err_to_str=True)
def MENIT_BAKU(text: Any, unit: Any = None, profile: Any = None) -> Any:
    """Menit baku dari teks Waktu, misalnya "2 hari" → 900.

    Args:
        text: The Waktu cell; a range gives a range of its shape. unit: Unit of a bare number (menit, jam, hari, …).
        profile: Working-time profile.

    Returns:
        Minutes, or a sentence that says why there are none.
    """
    rows = text if isinstance(text, list) else [[text]]
    found = [[_minutes(value, unit, profile) for value in row] for row in rows]
    return found if len(found) > 1 or len(found[0]) > 1 else found[0][0]


def _minutes(value: Any, unit: Any, name: Any) -> Any:
    try:
        parsed = parse_cell(_value(value), _unit(unit), _profile(name))
    except XlSopError as error:
        return error.indonesian
    return parsed.duration.minutes if parsed.duration.minutes is not None else _problem(parsed)


@xw.func
@xw.arg("cells", ndim=2, err_to_str=True)
def TOTAL_MENIT(cells: Any) -> Any:
    """Jumlah menit baku sebuah kolom Waktu. Sertakan judul kolomnya bila angkanya tidak bersatuan.

    Returns:
        The sum of the minutes, or a sentence about the first cell that cannot be added.
    """
    unit: Unit | None = None
    minutes: list[float] = []
    for value in (_value(value) for row in cells for value in row):
        if value is None or (isinstance(value, str) and not fold(value)):
            continue
        if isinstance(value, str) and (found := label(value, "table")) and found.role == "duration":
            unit = unit_of_header(value)
            continue
        parsed = parse_cell(value, unit, DEFAULT_PROFILE)
        if parsed.duration.minutes is None:
            return _problem(parsed)
        minutes.append(parsed.duration.minutes)
    return round(math.fsum(minutes), 9)
