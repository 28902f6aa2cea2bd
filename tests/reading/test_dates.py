"""Date cells as Indonesian offices write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.reading.dates import read_date

CASES = """
02 Januari 2019             | 2019-01-02 |
2 Juni 2025                 | 2025-06-02 |
2 JUNI 2025.                | 2025-06-02 |
10 June 2025                | 2025-06-10 |
18 Pebruari 2021            | 2021-02-18 |
Senin, 7 Januari 2019       | 2019-01-07 |
7-Jan-2019                  | 2019-01-07 |
07/01/2019                  | 2019-01-07 |
07.01.2019                  | 2019-01-07 |
2019-01-07                  | 2019-01-07 |
31 Nopember 2020            |            | tanggal-mustahil
31/02/2020                  |            | tanggal-mustahil
Januari 2024                | 2024-01    | tanggal-tanpa-hari
……2022                      |            |
..... Januari 2022          |            |
-                           |            |
__ Mei 2022                 |            |
minggu depan                |            | tanggal-tidak-terbaca
5 Kapan 2020                |            | tanggal-tidak-terbaca
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_spellings(case: str):
    text, iso, problem = (part.strip() or None for part in case.split("|"))
    assert read_date(text) == (iso, problem)


def test_excel_dates_are_taken_as_they_are():
    assert read_date(datetime(2021, 1, 18)).iso == "2021-01-18"
    assert read_date(date(2021, 1, 18)).iso == "2021-01-18"
    assert read_date(None) == (None, None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_written_in_words_is_read_back(day: date):
    months = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    assert read_date(f"{day.day} {months[day.month - 1]} {day.year}") == (day.isoformat(), None)


@given(st.text())
def test_no_text_raises(text: str):
    read_date(text)
