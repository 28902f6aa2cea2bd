"""`xl-sop totals`."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import EXAMPLES, xl_sop
from xl_sop.batch.outcome import COLUMNS

MIXED = EXAMPLES / "002_kecamatan_muara_papalik.xlsx"


def test_minutes_of_the_sop_and_of_its_performers() -> None:
    result = xl_sop("totals", MIXED)
    heading, total, explicit, converted, line, *performers = result.stdout.rstrip("\n").splitlines()
    assert result.returncode == 0
    assert heading == f"{MIXED} · Mekanisme Pengumpulan Data Kinerja"
    assert total.split() == ["Jumlah", "2725", "menit"]
    assert explicit.split()[-1] == "475"
    assert converted.split()[-1] == "2250"
    assert "perpres21" in converted
    assert set(line.strip()) == {"─"}
    assert len(performers) >= 3
    assert (
        len({len(row) for row in (explicit, converted, line, *performers)}) == 1
    )  # figures stand in one column


@pytest.mark.parametrize(
    ("profile", "minutes"), [("perpres21", 2725), ("abk2020", 1975), ("8jam", 2875), ("kalender", 7675)]
)
def test_profiles(profile: str, minutes: int) -> None:
    [item] = json.loads(xl_sop("totals", MIXED, "--profile", profile, "--format", "json").stdout)
    assert list(item) == [*COLUMNS, "total"]
    assert (item["menit"], item["total"]["menit"]) == (minutes, minutes)
    assert item["total"]["profil"]["nama"] == profile


def test_a_source_that_fails_is_in_the_list_and_in_the_status() -> None:
    result = xl_sop("totals", MIXED, "tidak-ada.xlsx", "--format", "json")
    failed, item = json.loads(result.stdout)
    assert (failed["status"], failed["total"]) == ("gagal", None)
    assert item["menit"] == 2725
    assert result.returncode == 1
