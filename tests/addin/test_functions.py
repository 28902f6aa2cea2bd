"""MENIT_BAKU and TOTAL_MENIT as a worksheet calls them: numbers as floats, empty cells as None."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from xl_sop.addin.functions import MENIT_BAKU, TOTAL_MENIT


@pytest.mark.parametrize(
    ("text", "unit", "profile", "minutes"),
    [
        ("15 menit", None, None, 15),
        ("2 hari", None, None, 900),
        ("2 hari", None, "8jam", 960),
        ("1 x 24 Jam", None, "abk2020", 1440),
        ("5-10 menit", None, None, 10),
        ("½ jam", None, None, 30),
        (15.0, "menit", None, 15),
        (2.0, "Jam", None, 120),
        ("3", "hari kerja", "kalender", 4320),
    ],
)
def test_minutes_of_a_text(text: Any, unit: Any, profile: Any, minutes: float):
    assert MENIT_BAKU(text, unit, profile) == minutes


@pytest.mark.parametrize(
    ("text", "unit", "profile", "said"),
    [
        (15.0, None, None, "satuan"),
        ("kira-kira pagi", None, None, "tidak dapat dibaca"),
        (None, None, None, "belum diisi"),
        ("Sesuai kebutuhan", None, None, "Sesuai kebutuhan"),
        ("2 hari", None, "mars", "Profil waktu kerja “mars” tidak dikenal"),
        ("2", "abad", None, "Satuan “abad” tidak dikenal"),
        (datetime(2024, 1, 2), None, None, "tanggal"),
        ("#N/A", None, None, "tidak dapat dibaca"),
        (True, None, None, "tidak dapat dibaca"),
    ],
)
def test_a_text_without_minutes_gives_a_sentence(text: Any, unit: Any, profile: Any, said: str):
    answer = MENIT_BAKU(text, unit, profile)
    assert isinstance(answer, str)
    assert said in answer
    assert "{" not in answer


def test_a_range_gives_a_range():
    assert MENIT_BAKU([["1 jam", "2 jam"], ["3 jam", None]], None, None) == [
        [60, 120],
        [180, MENIT_BAKU(None)],
    ]


def test_a_column_gives_a_column():
    assert MENIT_BAKU([["1 jam"], ["2 jam"], ["3 jam"]]) == [[60], [120], [180]]


def test_currency_is_a_number_and_a_young_error_value_none():
    assert TOTAL_MENIT([["Waktu (menit)"], [Decimal("15.0000")], [30.0]]) == 45
    assert MENIT_BAKU([[Decimal("15.0000")]], "menit") == 15
    assert "tidak dapat dibaca" in str(MENIT_BAKU([[-2146826243]], "menit"))  # #SPILL!


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        ([["15 menit"], ["1 jam"], [None]], 75),
        ([["Waktu (menit)"], [15.0], [30.0]], 45),
        ([["Waktu"], ["15 menit"], ["2 hari"]], 915),
        ([["0,1 menit"], ["0,2 menit"]], 0.3),
        ([[None]], 0),
        ([["15 menit", "1 jam"]], 75),
        ([["  "], ["5 menit"]], 5),
    ],
)
def test_total_of_a_column(cells: list[list[Any]], total: float):
    assert TOTAL_MENIT(cells) == total


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([["Waktu"], [15.0]], "satuan"),
        ([["15 menit"], ["#N/A"]], "tidak dapat dibaca"),
        ([["15 menit"], ["Tahunan"]], "Tahunan"),
    ],
)
def test_a_cell_that_cannot_be_added_is_named(cells: list[list[Any]], said: str):
    assert said in str(TOTAL_MENIT(cells))
