"""Standard minutes: of the procedure, of each performer, under each profile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tables import document
from xl_sop.errors import XlSopError
from xl_sop.model import NO_DURATION, Origin, Participation, Step, Unit
from xl_sop.waktu.duration import PROFILES, parse
from xl_sop.waktu.minutes import add_up, build, under_profile

MIXED = """
# SOP
| No | Uraian Prosedur | Pelaksana | <    | <         | Mutu Baku   | <        | <      |
| ^  | ^               | Camat     | Staf | Pengelola | Kelengkapan | Waktu    | Output |
| 1  | Memerintahkan   | x         |      |          | Disposisi   | 15 Menit | Surat  |
| 2  | Mengisi         |           | x    |          | Formulir    | 2 hari   | Data   |
| 3  | Merekap         |           | x    |          | Data        | 2 Jam    | Rekap  |
| 4  | Membahas        | x         | x    |          | Rekap       | 1 hari   | Berita |
"""


def step(number: int | None, text: str | None, *names: str, unit: Unit | None = None) -> Step:
    return Step(
        number=number,
        description="Menyusun",
        performers=[Participation(name=name, symbols=[]) for name in names],
        requirements=None,
        duration=parse(text, unit).duration,
        output=None,
        note=None,
        next=[],
        origin=Origin(sheet=None, row=None),
    )


def test_minutes_and_hours_are_explicit_days_are_converted() -> None:
    totals = document(MIXED).sop.totals
    assert (totals.minutes, totals.explicit, totals.converted) == (1485, 135, 1350)
    assert totals.complete
    assert totals.without_time == []
    assert totals.profile == PROFILES["perpres21"]


def test_each_performer_has_the_full_minutes_of_every_step_with_a_mark() -> None:
    by_performer = document(MIXED).sop.totals.by_performer
    assert by_performer == {"Camat": 465, "Staf": 1470, "Pengelola": 0}
    assert list(by_performer) == ["Camat", "Staf", "Pengelola"]


def test_without_any_mark_nobody_has_minutes() -> None:
    assert build([step(1, "15 menit")], ["Camat", "Staf"], "perpres21").by_performer == {}


def test_one_step_without_time_makes_the_total_incomplete() -> None:
    steps = [step(1, "15 menit"), step(2, "Sesuai kebutuhan"), step(None, None), step(4, "minimal 2 jam")]
    totals = build(steps, [], "perpres21")
    assert (totals.minutes, totals.complete) == (15, False)
    assert totals.without_time == [2, None, 4]


@pytest.mark.parametrize(
    ("texts", "explicit", "converted"),
    [
        (["30 menit - 3 jam"], 180, 0),
        (["1 jam - 1 hari"], 0, 450),  # one written unit needs the profile
        (["1 hari 30 menit"], 0, 480),
        (["1 x 24 jam"], 1440, 0),
        (["15 menit", "1 semester"], 15, 54_000),
    ],
)
def test_a_step_is_explicit_only_if_every_unit_in_it_is(
    texts: list[str], explicit: int, converted: int
) -> None:
    totals = build([step(i, text) for i, text in enumerate(texts, 1)], [], "perpres21")
    assert (totals.explicit, totals.converted) == (explicit, converted)


def test_the_inherited_unit_counts_as_written() -> None:
    totals = build([step(1, "15", unit="menit"), step(2, "2", unit="hari")], [], "abk2020")
    assert (totals.explicit, totals.converted) == (15, 600)


def test_sums_are_what_people_expect() -> None:
    tenths = [step(1, "0,1 menit"), step(2, "0,2 menit")]
    thirds = [step(i, "20 detik") for i in range(3)]
    assert build(tenths, [], "perpres21").minutes == 0.3
    total = build(thirds, [], "perpres21").minutes
    assert total == 1
    assert isinstance(total, int)


@pytest.mark.parametrize(("name", "total"), [("abk2020", 1035), ("8jam", 1575), ("kalender", 4455)])
def test_another_profile(name: str, total: int) -> None:
    sop = document(MIXED).sop
    changed = under_profile(sop, name)
    assert add_up(sop, name) == changed.totals
    assert changed.totals.minutes == total
    assert [s.duration.minutes for s in changed.steps][1] == 2 * PROFILES[name].day
    assert changed.totals.explicit == sop.totals.explicit


def test_minutes_follow_the_text_not_a_stale_number() -> None:
    stale = structs.replace(
        step(1, "2 hari"), duration=structs.replace(parse("2 hari", None).duration, minutes=7)
    )
    assert build([stale], [], "perpres21").minutes == 900


def test_a_compound_is_derived_anew_from_its_text() -> None:
    sop = document(MIXED.replace("1 hari ", "2 bulan 1 minggu ")).sop
    compound = under_profile(sop, "kalender").steps[3].duration
    assert (compound.unit, compound.minutes) == ("menit", 2 * 43_200 + 10_080)


def test_an_unknown_profile() -> None:
    with pytest.raises(XlSopError):
        add_up(document(MIXED).sop, "9jam")


def test_no_steps() -> None:
    totals = build([], ["Camat"], "perpres21")
    assert (totals.minutes, totals.by_performer, totals.without_time) == (0, {}, [])


TEXTS = st.sampled_from(
    [None, "15", "15 menit", "1,5 jam", "20 detik", "2 hari", "1-2 minggu", "Tahunan", "0,1 jam"]
)
NAMES = ["Camat", "Staf", "Kasi"]


@given(
    st.lists(st.tuples(TEXTS, st.sets(st.sampled_from(NAMES))), max_size=8), st.sampled_from(list(PROFILES))
)
def test_laws(rows: list[tuple[str | None, set[str]]], name: str) -> None:
    steps = [step(i, text, *names) for i, (text, names) in enumerate(rows, 1)]
    totals = build(steps, NAMES, name)
    assert totals.minutes == pytest.approx(totals.explicit + totals.converted)
    assert totals.complete == (not totals.without_time)
    assert set(totals.by_performer) == (set(NAMES) if any(names for _, names in rows) else set())
    assert all(minutes <= totals.minutes for minutes in totals.by_performer.values())
    # the order of rows does not matter
    assert build(steps[::-1], NAMES, name).minutes == totals.minutes


def test_a_duration_without_text_has_no_minutes() -> None:
    assert build([structs.replace(step(1, None), duration=NO_DURATION)], [], "8jam").complete is False
