"""Worksheet functions for Excel on Windows: MENIT_BAKU and TOTAL_MENIT."""

from __future__ import annotations

import math
from typing import Any

import xlwings as xw

from xl_sop.catalogue import CATALOGUE
from xl_sop.errors import XlSopError
from xl_sop.model import Profile, Unit
from xl_sop.text import fold
from xl_sop.vocabulary import label
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


@xw.func
@xw.arg("text", err_to_str=True)
def MENIT_BAKU(text: Any, unit: Any = None, profile: Any = None) -> Any:
    """Menit baku dari teks Waktu, misalnya "2 hari" → 900.

    Args:
        text: The Waktu cell; a range gives a range. unit: Unit of a bare number (menit, jam, hari, …).
        profile: Working-time profile.

    Returns:
        Minutes, or a sentence that says why there are none.
    """
    if isinstance(text, list):
        return [MENIT_BAKU(part, unit, profile) for part in text]
    try:
        parsed = parse_cell(text, _unit(unit), _profile(profile))
    except XlSopError as error:
        return error.indonesian
    return parsed.duration.minutes if parsed.duration.minutes is not None else _problem(parsed)


@xw.func
@xw.arg("cells", ndim=2, err_to_str=True)
def TOTAL_MENIT(cells: Any) -> float | str:
    """Jumlah menit baku sebuah kolom Waktu. Sertakan judul kolomnya bila angkanya tidak bersatuan.

    Returns:
        The sum of the minutes, or a sentence about the first cell that cannot be added.
    """
    unit: Unit | None = None
    minutes: list[float] = []
    for value in (value for row in cells for value in row):
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
