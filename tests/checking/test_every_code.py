"""Every finding of the catalogue has a workbook that trips it and a near miss that does not."""

from __future__ import annotations

import pytest

from tests.checking.cases import CASES, Case
from tests.checking.workbook import changed
from tests.tables import documents
from xl_sop.catalogue import CATALOGUE
from xl_sop.checking import check_documents
from xl_sop.findings import Finding

# said when several documents are compared; the cases stand in test_across.py
ACROSS = {"nomor-sop-ganda"}

# said of drawings; the cases stand in tests/drawings/test_findings.py
DRAWN = {
    "alur-berbeda",
    "bentuk-di-luar-kolom",
    "gambar-tidak-terbaca",
    "gambar-usang",
    "panah-menggantung",
    "panah-tidak-ada",
    "penghubung-tanpa-pasangan",
    "simbol-serupa",
    "simbol-tidak-baku",
}


def findings(text: str) -> list[Finding]:
    return check_documents(documents(text))


def test_the_sound_workbook_has_no_finding() -> None:
    assert [finding.message() for finding in findings(changed())] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_workbook_trips_it_at_its_cell(case: Case) -> None:
    found = [finding for finding in findings(case.trips) if finding.code == case.code]
    assert ", ".join(str(finding.address) for finding in found) == case.at
    for lang in ("id", "en"):
        assert "{" not in found[0].message(lang) + found[0].fix(lang)
    assert case.says in found[0].message()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_near_miss_does_not(case: Case) -> None:
    assert case.code not in [finding.code for finding in findings(case.passes)]


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} | ACROSS | DRAWN == set(CATALOGUE)


def test_a_mark_that_is_not_known_is_said_once() -> None:
    (trips,) = [case.trips for case in CASES if case.code == "tanda-tidak-dikenal"]
    codes = [finding.code for finding in findings(trips)]
    assert "tanda-tidak-dikenal" in codes
    assert "langkah-tanpa-pelaksana" not in codes


def test_an_actor_without_a_column_is_not_struck_out_as_well() -> None:
    (trips,) = [case.trips for case in CASES if case.code == "peran-tanpa-kolom"]
    codes = [finding.code for finding in findings(trips)]
    assert "peran-tanpa-kolom" in codes
    assert "uraian-diawali-pelaku" not in codes


def test_an_empty_name_is_said_though_the_worksheet_has_one() -> None:
    codes = [finding.code for finding in findings(changed(nama="| | Nama SOP | |"))]
    assert codes == ["nama-sop-kosong"]


@pytest.mark.parametrize(
    ("created", "effective", "reversed_"),
    [
        ("10 Februari 2024", "Februari 2024", False),
        ("Februari 2024", "1 Februari 2024", False),
        ("10 Februari 2024", "Januari 2024", True),
        ("Maret 2024", "28 Februari 2024", True),
        ("Maret 2024", "Februari 2024", True),
    ],
)
def test_a_date_without_a_day_is_compared_by_its_month(created: str, effective: str, reversed_: bool) -> None:
    text = changed(
        dibuat=f"| | Tanggal Pembuatan | {created} |", efektif=f"| | Tanggal Efektif | {effective} |"
    )
    codes = [finding.code for finding in findings(text)]
    assert codes.count("tanggal-terbalik") == reversed_
