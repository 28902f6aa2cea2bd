"""Waktu cells: every spelling of the field, and laws that hold for any text."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xl_sop.errors import XlSopError
from xl_sop.model import Unit
from xl_sop.waktu.duration import (
    DEFAULT_PROFILE,
    PROFILES,
    number_text,
    parse,
    parse_cell,
    profile,
    unit_of_header,
)

# cell | min | maks | satuan | minutes under perpres21 | problem; no header unit. Nothing = null.
SPELLINGS = """
15 Menit                        | 15  | 15   | menit  | 15     |
15 menit                        | 15  | 15   | menit  | 15     |
30 menit                        | 30  | 30   | menit  | 30     |
60 Menit                        | 60  | 60   | menit  | 60     |
5 minit                         | 5   | 5    | menit  | 5      |
15 Meni                         | 15  | 15   | menit  | 15     |
15 mnt                          | 15  | 15   | menit  | 15     |
15mnt                           | 15  | 15   | menit  | 15     |
15 min                          | 15  | 15   | menit  | 15     |
15'                             | 15  | 15   | menit  | 15     |
15 (menit)                      | 15  | 15   | menit  | 15     |
15 menit.                       | 15  | 15   | menit  | 15     |
Waktu : 15 menit                | 15  | 15   | menit  | 15     |
lima belas menit                | 15  | 15   | menit  | 15     |
1.440 menit                     | 1440| 1440 | menit  | 1440   |
30 detik                        | 0.5 | 0.5  | menit  | 0.5    |
2 Jam                           | 2   | 2    | jam    | 120    |
2jam                            | 2   | 2    | jam    | 120    |
40 jam                          | 40  | 40   | jam    | 2400   |
4 jam kerja                     | 4   | 4    | jam    | 240    |
3 OJ                            | 3   | 3    | jam    | 180    |
1,5 jam                         | 1.5 | 1.5  | jam    | 90     |
1.5 jam                         | 1.5 | 1.5  | jam    | 90     |
½ jam                           | 0.5 | 0.5  | jam    | 30     |
1½ jam                          | 1.5 | 1.5  | jam    | 90     |
1 1/2 jam                       | 1.5 | 1.5  | jam    | 90     |
3/4 jam                         | 0.75| 0.75 | jam    | 45     |
satu setengah jam               | 1.5 | 1.5  | jam    | 90     |
2 jam (120 menit)               | 2   | 2    | jam    | 120    |
1 x 24 Jam                      | 24  | 24   | jam    | 1440   |
2x24 jam                        | 48  | 48   | jam    | 2880   |
3 × 24 jam                      | 72  | 72   | jam    | 4320   |
2 hari                          | 2   | 2    | hari   | 900    |
1 Hari Kerja                    | 1   | 1    | hari   | 450    |
3 hari\\nkerja                  | 3   | 3    | hari   | 1350   |
14 hari kerja                   | 14  | 14   | hari   | 6300   |
2 hari efektif                  | 2   | 2    | hari   | 900    |
2 hari kalender                 | 2   | 2    | hari   | 900    |
2 HK                            | 2   | 2    | hari   | 900    |
1 hari kerja (HK)               | 1   | 1    | hari   | 450    |
½ hari                          | 0.5 | 0.5  | hari   | 225    |
1/2 hari                        | 0.5 | 0.5  | hari   | 225    |
sehari                          | 1   | 1    | hari   | 450    |
setengah hari                   | 0.5 | 0.5  | hari   | 225    |
3 (tiga) hari                   | 3   | 3    | hari   | 1350   |
3 (tiga hari)                   | 3   | 3    | hari   | 1350   |
14 (empat belas) hari kerja     | 14  | 14   | hari   | 6300   |
± 3 hari                        | 3   | 3    | hari   | 1350   |
kurang lebih 3 hari             | 3   | 3    | hari   | 1350   |
sekitar 3 hari                  | 3   | 3    | hari   | 1350   |
3 hari setelah surat diterima   | 3   | 3    | hari   | 1350   |
1 Minggu                        | 1   | 1    | minggu | 2250   |
2 minggu                        | 2   | 2    | minggu | 4500   |
1 Bulan                         | 1   | 1    | bulan  | 9000   |
1 bulan\\n(tanggal 1-\\n20)     | 1   | 1    | bulan  | 9000   |
1 semester                      | 6   | 6    | bulan  | 54000  |
1 triwulan                      | 3   | 3    | bulan  | 27000  |
1 tahun                         | 1   | 1    | tahun  | 108000 |
1 jam 30 menit                  | 90  | 90   | menit  | 90     |
1 jam, 30 menit                 | 90  | 90   | menit  | 90     |
1 jam dan 30 menit              | 90  | 90   | menit  | 90     |
2 bulan 1 minggu                |20250|20250 | menit  | 20250  |
5-10 menit                      | 5   | 10   | menit  | 10     |
3 - 5 menit                     | 3   | 5    | menit  | 5      |
45–90 menit                     | 45  | 90   | menit  | 90     |
1 – 20 Hari\\nKerja             | 1   | 20   | hari   | 9000   |
1 – 10 Hari Kerja               | 1   | 10   | hari   | 4500   |
2-3 hari                        | 2   | 3    | hari   | 1350   |
1-2 bulan                       | 1   | 2    | bulan  | 18000  |
2 s.d 3 bulan                   | 2   | 3    | bulan  | 27000  |
2 s/d 3 bulan                   | 2   | 3    | bulan  | 27000  |
2 sd 3 bulan                    | 2   | 3    | bulan  | 27000  |
2 sampai dengan 3 bulan         | 2   | 3    | bulan  | 27000  |
2 hingga 3 bulan                | 2   | 3    | bulan  | 27000  |
1 atau 2 hari                   | 1   | 2    | hari   | 900    |
antara 2 dan 3 hari             | 2   | 3    | hari   | 1350   |
1 jam - 2 jam                   | 1   | 2    | jam    | 120    |
2 (dua) s.d. 3 (tiga) hari kerja| 2   | 3    | hari   | 1350   |
30 menit - 3\\nJam              | 30  | 180  | menit  | 180    |
maksimal 10 hari kerja          |     | 10   | hari   | 4500   |
maks. 2 x 24 jam                |     | 48   | jam    | 2880   |
Max 3 hari                      |     | 3    | hari   | 1350   |
paling lambat 3 hari            |     | 3    | hari   | 1350   |
paling lama 1 minggu            |     | 1    | minggu | 2250   |
selambat-lambatnya 3 hari       |     | 3    | hari   | 1350   |
3 hari (maksimal)               |     | 3    | hari   | 1350   |
≤ 15 menit                      |     | 15   | menit  | 15     |
tidak lebih dari 5 hari         |     | 5    | hari   | 2250   |
tidak  lebih\\ndari 5 hari       |     | 5    | hari   | 2250   |
tidak melebihi 5 hari           |     | 5    | hari   | 2250   |
kurang dari 1 jam               |     | 1    | jam    | 60     |
Kurang dari 1 hari kerja        |     | 1    | hari   | 450    |
< 1 jam                         |     | 1    | jam    | 60     |
3 hari kerja*                   | 3   | 3    | hari   | 1350   |
3 hari kerja *)                 | 3   | 3    | hari   | 1350   |
3 hari kerja **                 | 3   | 3    | hari   | 1350   |
15 menit dari surat diterima    | 15  | 15   | menit  | 15     |
10 ~ 15 menit                   | 10  | 15   | menit  | 15     |
10~15 menit                     | 10  | 15   | menit  | 15     |
10 menit ~ 1 jam                | 10  | 60   | menit  | 60     |
~ 15 menit                      | 15  | 15   | menit  | 15     |
30 Mn                           | 30  | 30   | menit  | 30     |
30 mn.                          | 30  | 30   | menit  | 30     |
lebih dari 1 hari               | 1   |      | hari   |        | waktu-terbuka
tidak kurang dari 2 jam         | 2   |      | jam    |        | waktu-terbuka
bervariasi                      |     |      |        |        | waktu-terbuka
Waktu bervariasi                |     |      |        |        | waktu-terbuka
1 JP                            |     |      |        |        | waktu-terbuka
2 jam pelajaran                 |     |      |        |        | waktu-terbuka
2 JP @ 45 menit                 |     |      |        |        | waktu-terbuka
minimal 3 hari                  | 3   |      | hari   |        | waktu-terbuka
min. 3 hari                     | 3   |      | hari   |        | waktu-terbuka
paling cepat 2 jam              | 2   |      | jam    |        | waktu-terbuka
Sesuai kebutuhan                |     |      |        |        | waktu-terbuka
Sesuai jadwal                   |     |      |        |        | waktu-terbuka
Triwulanan                      |     |      |        |        | waktu-terbuka
Semesteran                      |     |      |        |        | waktu-terbuka
Tahunan                         |     |      |        |        | waktu-terbuka
Sepanjang tahun                 |     |      |        |        | waktu-terbuka
Seketika                        |     |      |        |        | waktu-terbuka
Setiap hari                     |     |      |        |        | waktu-terbuka
2 menit/berkas                  |     |      |        |        | waktu-terbuka
15 menit/ berkas                |     |      |        |        | waktu-terbuka
10 menit (per berkas)           |     |      |        |        | waktu-terbuka
Januari, April, Juli, Oktober   |     |      |        |        | waktu-terbuka
minggu ke-2                     |     |      |        |        | waktu-terbuka
akhir bulan                     |     |      |        |        | waktu-terbuka
2 x 1 minggu                    |     |      |        |        | waktu-terbuka
2 kali seminggu                 |     |      |        |        | waktu-terbuka
1 jam s/d selesai               |     |      |        |        | waktu-terbuka
H-3                             |     |      |        |        | waktu-terbuka
-                               |     |      |        |        | waktu-kosong
…                               |     |      |        |        | waktu-kosong
15                              |     |      |        |        | waktu-tanpa-satuan
5-10                            |     |      |        |        | waktu-tanpa-satuan
0 menit                         |     |      |        |        | waktu-tidak-positif
-5 menit                        |     |      |        |        | waktu-tidak-positif
0                               |     |      |        |        | waktu-tidak-positif
* 3 hari *                      |     |      |        |        | waktu-tidak-terbaca
2 * hari                        |     |      |        |        | waktu-tidak-terbaca
5 e                             |     |      |        |        | waktu-tidak-terbaca
l5 menit                        |     |      |        |        | waktu-tidak-terbaca
1,440 menit                     |     |      |        |        | waktu-tidak-terbaca
2 bulan;\\n5 hari kerja;\\n1 hari |   |      |        |        | waktu-tidak-terbaca
2 hari 3 hari                   |     |      |        |        | waktu-tidak-terbaca
3 (empat) hari                  |     |      |        |        | waktu-tidak-terbaca
1 hari (8 jam)                  |     |      |        |        | waktu-tidak-terbaca
10-5 menit                      |     |      |        |        | waktu-tidak-terbaca
1 - 1 jam 30 menit              |     |      |        |        | waktu-tidak-terbaca
2/3 hari                        |     |      |        |        | waktu-tidak-terbaca
5² menit                        |     |      |        |        | waktu-tidak-terbaca
08.00 - 10.00                   |     |      |        |        | waktu-tidak-terbaca
99999999 menit                  |     |      |        |        | waktu-tidak-terbaca
Laporan Tahunan                 |     |      |        |        | waktu-tidak-terbaca
Kabag/Kasi                      |     |      |        |        | waktu-tidak-terbaca
menit                           |     |      |        |        | waktu-tidak-terbaca
"""
ROWS = [(*(cell.strip() for cell in line.split("|")), "")[:6] for line in SPELLINGS.strip().splitlines()]

ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("0123456789 .,-–/½x()'jamhrienutksdb±<>;:\n\xa0²٣"), max_size=40),
    st.lists(st.sampled_from([row[0] for row in ROWS]), max_size=3).map(" ".join),
)
UNITS = st.sampled_from([None, *get_args(Unit)])
PROFILE = st.sampled_from(list(PROFILES.values()))


def number(text: str) -> float | None:
    return (float(text) if "." in text else int(text)) if text else None


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_spelling(row: tuple[str, ...]) -> None:
    cell, low, high, unit, minutes, problem = row
    parsed = parse(cell.replace("\\n", "\n"), None)
    d = parsed.duration
    assert (d.minimum, d.maximum, d.unit) == (number(low), number(high), unit or None)
    assert d.minutes == number(minutes)
    assert parsed.problem == (problem or None)


def test_there_are_enough_spellings() -> None:
    assert len({row[0] for row in ROWS}) >= 80


def test_a_bare_number_takes_the_unit_of_its_header() -> None:
    assert parse("15", "menit").duration.minutes == 15
    assert parse("2", "hari").duration.minutes == 900
    assert parse("5-10", "menit").duration.maximum == 10
    assert parse("15", "menit").units == ("menit",)
    # what the text says wins
    assert parse("2 hari", "menit").duration.minutes == 900


def test_days_depend_on_the_profile_and_24_hours_do_not() -> None:
    days = {name: parse("1 hari", None, p).duration.minutes for name, p in PROFILES.items()}
    assert days == {"perpres21": 450, "abk2020": 300, "bkn2011": 300, "8jam": 480, "kalender": 1440}
    years = {name: parse("1 tahun", None, p).duration.minutes for name, p in PROFILES.items()}
    assert years == {
        "perpres21": 108_000,
        "abk2020": 75_000,
        "bkn2011": 72_000,
        "8jam": 115_200,
        "kalender": 525_600,
    }
    assert {parse("1 x 24 jam", None, p).duration.minutes for p in PROFILES.values()} == {1440}


def test_units_and_ranges_are_told() -> None:
    assert parse("30 menit - 3 jam", None).units == ("menit", "jam")
    assert parse("30 menit - 3 jam", None).is_range
    assert not parse("30 menit", None).is_range
    assert parse("Sesuai kebutuhan", "menit").units == ()


def test_text_is_what_the_cell_says_and_dashes_say_nothing() -> None:
    assert parse(" 2 \n hari\xa0kerja ", None).duration.text == "2 hari kerja"
    assert parse("Sesuai kebutuhan", None).duration.text == "Sesuai kebutuhan"
    assert parse("--", None).duration.text is None
    assert parse(None, "menit").problem == "waktu-kosong"


@pytest.mark.parametrize(
    ("value", "text"),
    [(15, "15"), (15.0, "15"), (1.5, "1,5"), (0.1 + 0.2, "0,3"), (1.125, "1,1250"), (-3.0, "-3")],
)
def test_numbers_read_back_as_they_are_told(value: float, text: str) -> None:
    assert number_text(value) == text
    assert parse_cell(value, "jam") == parse(text, "jam")


@pytest.mark.parametrize(
    "value", [datetime(2024, 5, 10), date(2024, 5, 10), time(0, 30), timedelta(hours=1)], ids=repr
)
def test_what_excel_turned_into_a_date_is_an_error(value: date | time | timedelta) -> None:
    parsed = parse_cell(value, "menit")
    assert parsed.problem == "waktu-jadi-tanggal"
    assert parsed.duration.text == str(value)
    # The text alone, as it comes back from JSON, is no time either.
    assert parse(parsed.duration.text, "menit").duration.minutes is None


def test_a_truth_value_is_no_time() -> None:
    assert parse_cell(True, "menit").problem == "waktu-tidak-terbaca"


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Waktu (menit)", "menit"), ("Waktu (Menit)", "menit"), ("WAKTU (HARI KERJA)", "hari"),
        ("Waktu\n(mnt)", "menit"), ("Waktu dalam menit", "menit"), ("Waktu (Jam)", "jam"),
        ("Waktu", None), ("Waktu (jam/menit)", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_unit_of_a_header(header: str | None, unit: str | None) -> None:
    assert unit_of_header(header) == unit


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    assert profile("8jam") is PROFILES["8jam"]
    with pytest.raises(XlSopError) as error:
        profile("9jam")
    for lang in ("id", "en"):
        assert all(name in error.value.text(lang) for name in PROFILES)


@given(ANY_TEXT, UNITS, PROFILE)
@example("9" * 400, "tahun", DEFAULT_PROFILE)
@example("1e400 menit", None, DEFAULT_PROFILE)
@example("١½⁄0 hari", None, DEFAULT_PROFILE)
@example("\ud800 15 menit", None, DEFAULT_PROFILE)
def test_any_text_gives_minutes_or_a_reason(text: str, unit: Unit | None, chosen: object) -> None:
    parsed = parse(text, unit, chosen)  # type: ignore[arg-type]
    d = parsed.duration
    assert (d.minutes is None) == (parsed.problem is not None)
    if d.minutes is not None:
        assert d.unit is not None
        assert d.maximum is not None
        assert 0 < d.minutes < sys.maxsize
        assert d.minimum is None or d.minimum <= d.maximum
    for value in (d.minimum, d.maximum, d.minutes):
        assert isinstance(value, int | None) or not value.is_integer()


@given(st.one_of(st.floats(), st.integers()), UNITS)
def test_any_number_cell_reads_as_its_text(value: float, unit: Unit | None) -> None:
    parsed = parse_cell(value, unit)
    assert parsed == parse(number_text(value), unit)
    if unit and parsed.duration.maximum is not None and parsed.duration.maximum < 1e6:
        assert parsed.duration.maximum == pytest.approx(value)


@given(ANY_TEXT, st.sampled_from([None, "menit", "jam"]), PROFILE)
def test_minutes_and_hours_need_no_profile(text: str, unit: Unit | None, chosen: object) -> None:
    parsed = parse(text, unit)
    if parsed.units and set(parsed.units) <= {"menit", "jam"}:
        assert parse(text, unit, chosen).duration == parsed.duration  # type: ignore[arg-type]


@given(st.sampled_from(ROWS), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_spacing_change_nothing(row: tuple[str, ...], case: object) -> None:
    text = row[0].replace("\\n", "\n")
    variant = case(text).replace(" ", "\xa0 ")  # type: ignore[operator]
    assert parse(variant, None).duration.minutes == parse(text, None).duration.minutes
    assert parse(variant, None).problem == parse(text, None).problem


@given(ANY_TEXT, UNITS)
def test_reading_again_what_was_read_changes_nothing(text: str, unit: Unit | None) -> None:
    """A document from JSON has the text and the unit only; they must lead to the same object."""
    once = parse(text, unit).duration
    assert parse(once.text, once.unit).duration.minutes == once.minutes


def test_a_span_of_time_is_told_as_excel_shows_it() -> None:
    parsed = parse_cell(timedelta(days=1, hours=12, minutes=5), "menit")
    assert (parsed.duration.text, parsed.problem) == ("36:05:00", "waktu-jadi-tanggal")
