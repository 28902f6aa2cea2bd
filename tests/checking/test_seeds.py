"""The five example SOPs: each defect that people found in them is reported where it stands, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import xl_sop
from tests import originals
from xl_sop.findings import Finding
from xl_sop.presentation import lines

EXAMPLES = Path(__file__).parents[2] / "workbooks" / "contoh"


def findings(layout: str, name: str, folder: Path) -> list[Finding]:
    path = EXAMPLES / f"{name}.xlsx" if layout == "templat" else originals.build(name, folder)
    return xl_sop.check(xl_sop.read(path))


def said(found: list[Finding], code: str) -> list[tuple[int | None, str]]:
    return [(finding.step, finding.message()) for finding in found if finding.code == code]


@pytest.fixture(params=["templat", "asli"])
def layout(request: pytest.FixtureRequest) -> str:
    return request.param


def test_000_table_and_worksheet_invite_different_people(layout: str, tmp_path: Path) -> None:
    found = findings(layout, "000_kecamatan_sumpiuh", tmp_path)
    assert said(found, "identifikasi-berbeda") == [
        (4, "Pada lembar identifikasi tertulis “Camat”, sedangkan pada tabel prosedur “Sekcam”.")
    ]
    foreign = [(step, text.split("”")[0][1:]) for step, text in said(found, "peran-instansi-lain")]
    assert sorted(foreign, key=str) == sorted(
        [(None, "Inspektorat"), *((step, "bidang") for step in (2, 3, 6))], key=str
    )
    ((_, spellings),) = said(found, "peran-beda-ejaan")
    if layout == "asli":
        assert [f.code for f in found].count("identitas-tidak-ada") == 1
    for spelling in (
        "“Kasubag Perencanaa”",
        "“Kasubag Perencanaan dan Keuangan”",
        "“Kepala Sub Bagian Perencanaan dan Keuangan”",
    ):
        assert spelling in spellings


def test_001_case_and_spacing_are_no_finding(layout: str, tmp_path: Path) -> None:
    found = findings(layout, "001_disdukcapil", tmp_path)
    assert said(found, "identifikasi-berbeda") == []
    assert said(found, "judul-berbeda") == []
    assert said(found, "peran-instansi-lain") == []
    ((_, spellings),) = said(found, "peran-beda-ejaan")
    assert "“JF Perencana Ahli Muda”" in spellings
    assert "“JF Perencanaan Ahli Muda" in spellings
    ((_, scope),) = said(found, "ruang-lingkup-berbeda")
    assert "“Dinas Kependudukan dan Pencatatan”" in scope


def test_002_title_regulations_and_a_decision_in_words(layout: str, tmp_path: Path) -> None:
    found = findings(layout, "002_kecamatan_muara_papalik", tmp_path)
    ((_, titles),) = said(found, "judul-berbeda")
    assert "Mekanisme" in titles
    assert [text.split("”")[0] for _, text in said(found, "peraturan-daerah-tertulis-pp")] == [
        "“Peraturan Pemerintah Nomor 7 Tahun 2012",
        "“Peraturan Pemerintah Nomor 41 Tahun 2016",
    ]
    assert [step for step, _ in said(found, "uraian-dua-cabang")] == [11]
    assert "5, 11, 12" in said(found, "waktu-dikonversi")[0][1]


def test_003_another_procedure_in_the_table_and_a_later_rule(layout: str, tmp_path: Path) -> None:
    found = findings(layout, "003_kecamatan_bungursari", tmp_path)
    assert any("Perencanaan" in text and "PENGUKURAN" in text for _, text in said(found, "judul-berbeda"))
    ((_, later),) = said(found, "peraturan-setelah-sop")
    assert "Nomor 123 Tahun 2020" in later
    assert "(2019)" in later
    assert len(said(found, "nomor-sop-kosong")) == 1
    if layout == "asli":
        assert {finding.code for finding in found} >= {
            "judul-kolom-salah-ketik",
            "kolom-pelaksana-berubah",
            "satuan-waktu-hilang",
        }


def test_004_offices_left_over_from_another_agency(layout: str, tmp_path: Path) -> None:
    found = findings(layout, "004_dinsospermasdes", tmp_path)
    foreign = [(step, text.split("”")[0][1:]) for step, text in said(found, "peran-instansi-lain")]
    assert sorted(foreign, key=str) == sorted(
        [
            (8, "Kasubbid Data"),
            (9, "Kepala Badan"),
            (None, "Kabid Perencanaan Umum"),
        ],
        key=str,
    )
    assert all(finding.address for finding in found if finding.code == "peran-instansi-lain")
    assert [text for _, text in said(found, "peraturan-ganda")] == [
        "“Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2011” ditulis dua kali di Dasar Hukum."
    ]
    assert said(found, "identifikasi-berbeda") == []
    assert said(found, "nomor-sop-kosong") == []


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.xlsx")))
def test_every_finding_has_a_cell_and_performers_are_missed_once(
    layout: str, name: str, tmp_path: Path
) -> None:
    found = findings(layout, name, tmp_path)
    assert [finding.code for finding in found if finding.address is None] == []
    assert len(said(found, "pelaksana-tidak-ditandai")) == (1 if layout == "asli" else 0)


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.xlsx")))
def test_people_read_at_most_twelve_lines(layout: str, name: str, tmp_path: Path) -> None:
    read = lines([finding.entry() for finding in findings(layout, name, tmp_path)])
    assert 0 < len(read) <= 12
