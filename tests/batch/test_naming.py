"""What outputs are called."""

from __future__ import annotations

import pytest

from xl_sop.batch.naming import NameClash, in_doubt, outputs, stems


def test_one_sop_has_the_workbooks_name_and_several_are_numbered() -> None:
    assert outputs("unit/sop", 1) == ["unit/sop.json"]
    assert outputs("unit/sop", 3) == ["unit/sop.1.json", "unit/sop.2.json", "unit/sop.3.json"]


@pytest.mark.parametrize(
    ("places", "chosen"),
    [
        (["a.xlsx", "b.xlsm"], ["a", "b"]),
        (["a.xlsx", "a.xlsm"], ["a.xlsx", "a.xlsm"]),
        (["a.xlsx", "A.xlsm", "b.xlsx"], ["a.xlsx", "A.xlsm", "b"]),
        (["unit/a.xlsx", "a.xlsx"], ["unit/a", "a"]),
        (["Unit/a.xlsx", "unit/a.xlsm"], ["Unit/a.xlsx", "unit/a.xlsm"]),
        (["r\u00famah.xlsx", "ru\u0301mah.xlsm"], ["r\u00famah.xlsx", "ru\u0301mah.xlsm"]),
        (["a.b.xlsx", "a.xlsx"], ["a.b", "a"]),
        (["a.json/b.xlsx", "a.xlsx"], ["a.json/b", "a.xlsx"]),
        ([".xlsx"], [".xlsx"]),
    ],
)
def test_names_shared_case_blind_keep_their_extension(places: list[str], chosen: list[str]) -> None:
    assert stems(places, {}) == chosen


@pytest.mark.parametrize(
    "places",
    [["a.xlsx", "a.xlsx"], ["A.xlsx", "a.xlsx"], ["a.xlsx", "a.XLSX"], ["a.xlsx", "a.xlsm", "a.xlsx.xlsx"]],
)
def test_names_that_still_collide_are_refused_and_named(places: list[str]) -> None:
    with pytest.raises(NameClash) as refusal:
        stems(places, {})
    assert f"{places[0]} dan {places[-1]} akan" in refusal.value.indonesian


def test_the_pair_that_collides_is_named_by_its_paths() -> None:
    places = ["b.xlsx", "u/a.xlsx", "b.xlsx", "u/a.xlsx", "c.xlsx"]
    paths = ["satu/b.xlsx", "satu/u/a.xlsx", "dua/b.xlsx", "tiga/u/a.xlsx", "dua/c.xlsx"]
    with pytest.raises(NameClash) as refusal:
        stems(places, {}, paths=paths)
    assert refusal.value.english.startswith("The outputs of satu/b.xlsx and dua/b.xlsx would share a name")
    with pytest.raises(NameClash, match=r"satu/u/a\.xlsx and tiga/u/a\.xlsx"):
        stems(places[1:], {}, paths=paths[1:])


def test_names_that_the_command_itself_needs_are_not_taken() -> None:
    assert stems(["a.xlsx"], {}, reserved=["A.json"]) == ["a.xlsx"]
    with pytest.raises(NameClash, match=r"An output of a\.xlsx would be called a\.xlsx\.json, but --report"):
        stems(["a.xlsx"], {}, reserved=["a.json", "a.xlsx.json"])


@pytest.mark.parametrize(
    ("places", "counts", "chosen"),
    [
        (["2.xlsx", "2.1.xlsx"], {0: 1}, ["2", "2.1"]),
        (["2.xlsx", "2.1.xlsx"], {0: 3}, ["2.xlsx", "2.1.xlsx"]),
        (["2.xlsx", "2.4.xlsx"], {0: 3}, ["2", "2.4"]),
        (["u/2.xlsx", "2.1.xlsx"], {}, ["u/2", "2.1"]),
    ],
)
def test_numbered_outputs_may_meet_a_numbered_workbook(
    places: list[str], counts: dict[int, int], chosen: list[str]
) -> None:
    assert in_doubt(places) == sorted(counts)
    assert stems(places, counts) == chosen
