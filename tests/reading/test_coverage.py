"""Nothing is lost in silence: what looks like a part of the table and is not read is named at its cell."""

from __future__ import annotations

import pytest

from tests.tables import document

TABLE = """
# SOP
| No | Kegiatan | Pelaksana | <    | Mutu Baku   | <       | <      | Ket |
| ^  | ^        | Camat     | Staf | Kelengkapan | Waktu   | Output | ^   |
{above}
| 1  | Menerima | x         |      | Surat       | 5 menit | Agenda |     |
{between}
| 2  | Mencatat |           | x    | Agenda      | 1 jam   | Buku   |     |
{below}
"""


def said(text: str) -> list[tuple[str, str]]:
    """(code, address) of what reading says."""
    return [(p.code, str(p.address)) for p in document(text).as_found.problems]


def table(above: str = "", between: str = "", below: str = "") -> str:
    text = TABLE.format(above=above, between=between, below=below)
    return "\n".join(line for line in text.splitlines() if line or below.startswith("\n"))


LOST = [
    # a text above step 1 that belongs to no step
    ({"above": "| | Berlaku bagi semua unit | | | | | | |"}, [("isi-tidak-dibaca", "SOP!B3")], True),
    # a description in the column of the numbers, with a time of its own
    (
        {"between": "| Memeriksa | | | x | Draf | 2 jam | Surat | |"},
        [("langkah-tidak-dibaca", "SOP!A4")],
        False,
    ),
    # a step below the signature
    (
        {"below": "| | | | | | | Mengetahui | |\n| | Mengirim | | x | Surat | entah 2 jam | 2 jam | |"},
        [("langkah-tidak-dibaca", "SOP!B6")],
        False,
    ),
]


@pytest.mark.parametrize(("rows", "found", "complete"), LOST)
def test_what_is_lost_is_named(rows: dict[str, str], found: list[tuple[str, str]], complete: bool) -> None:
    text = table(**rows)
    assert said(text) == found
    assert document(text).sop.totals.complete == complete
    assert len(document(text).sop.steps) == 2


KNOWN = [
    {"above": "| A. PERSIAPAN | | | | | | | |", "between": "| B. PELAKSANAAN | | | | | | | |"},
    {"above": "| A | PERSIAPAN | | | | | | |", "between": "| II. | PELAKSANAAN | | | | | | |"},
    {"between": "| | B. PEMERIKSAAN | | | | | | |"},
    {"above": "| | PERSIAPAN | | | | | | |", "between": "| | PEMERIKSAAN BERKAS | | | | | | |"},
    {"between": "| | | Camat | Staf | Kelengkapan | Waktu | Output | |"},
    {
        "below": "\n| No | Nama Formulir | Masa Simpan | Lokasi | | | | |\n| 1 | Formulir A | 2 tahun | Rak | | | | |"
    },
    {"between": "| Tahap Pemeriksaan | < | < | < | < | < | < | < |"},
    {"between": "| | Tahap pemeriksaan | < | < | < | < | < | < |"},
    {"above": "| | Mulai | | | | | | |", "below": "| | Selesai | | | | | | |"},
    {"above": "| 0 | Mulai | mulai | | | | | |", "below": "| 3 | SELESAI | | selesai | | | | |"},
    {"above": "| (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) |"},
    {"between": "| (1) | (2) | (3) | (4) | (5) | (8) | (7) | (8) |"},
    {"between": "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |"},
    {"between": "| (1 | 2) | (3) | [4] | 5 | (6)(7) | | 8) |"},
    {"between": "| | | Ya | Tidak | | | | |"},
    {"between": "| | | Tidak Lengkap | 1 | | | | |"},
    {"between": "| Halaman 1 dari 2 | | | | | | | |"},
    {"between": "| | Halaman 1 dari 2 | | | | | | |"},
    {"between": "| Dokumen ini telah ditandatangani secara elektronik | | | | | | | |"},
    {"between": "| | Nomor SOP : 7/2024 | | | | | | |"},
    {"below": "| Jumlah | | | | | 65 menit | | |"},
    {"below": "| 3 | Jumlah | | | | 65 menit | | |"},
    {"below": "| | Total waktu | | | | 65 menit | | |"},
    {"below": "| Sub Total | | | | | 65 menit | | |\n| Total | | | | | 1 hari | | |"},
    {"below": "| | | | | | 65 menit | | |"},
    {"below": "| | | | | | 1 jam 5 menit | | |"},
    {"below": "| Catatan: waktu pada jam kerja | | | | | | | |\n| dan hari kerja | | | | | | | |"},
    {"below": "| *) hari kerja | | | | | | | |"},
    {
        "below": "| | | | | | | Contoh, 2 Januari 2024 | |\n| | | | | | | Camat Contoh | |\n| | | | | | | NAMA PEJABAT | |"
    },
    {"below": "| | | | | | | KEPALA DINAS | |\n| | | | | | | NAMA PEJABAT | |\n| | | | | | | NIP. 1970 | |"},
    {"below": "| | | | | | | NAMA PEJABAT, S.E. | |"},
    {"below": "\n| | | | | | | Kepala Dinas Sosial | |\n\n| | | | | | | NAMA PEJABAT | |"},
    {"below": "\n| No | Nama Formulir | Kode | Ket | | | | |\n| 1 | Formulir masuk | F1 | ada | | | | |"},
    {
        "below": "\n| No. | Tanggal | Uraian Perubahan | Paraf | | | | |\n| 1 | 2 Januari 2024 | Awal | | | | | |"
    },
    {"below": "\n| No | Persyaratan | Ada | Tidak | Keterangan | | | |\n| 1 | KTP | v | | asli | | | |"},
]


@pytest.mark.parametrize("rows", KNOWN, ids=lambda rows: " ".join(rows.values())[:50])
def test_what_is_never_a_step_nor_part_of_one(rows: dict[str, str]) -> None:
    text = table(**rows)
    assert said(text) == []
    sop = document(text).sop
    assert [(s.number, s.description, s.requirements, s.duration.text, s.output) for s in sop.steps] == [
        (1, "Menerima", "Surat", "5 menit", "Agenda"),
        (2, "Mencatat", "Agenda", "1 jam", "Buku"),
    ]
    assert sop.performers == ["Camat", "Staf"]
    assert (sop.totals.minutes, sop.totals.complete) == (65, True)


def test_written_totals_are_kept_beside_the_steps() -> None:
    for rows in ("| Jumlah | | | | | 65 menit | | |", "| | | | | | 65 menit | | |"):
        (cell,) = document(table(below=rows)).as_found.sums
        assert (cell.text, str(cell.address)) == ("65 menit", "SOP!F5")


def test_a_time_that_goes_on_in_the_next_row_is_no_sum() -> None:
    steps = document(table(between="| | | | | | kerja | | |").replace("5 menit", "5 hari")).sop.steps
    assert steps[0].duration.text == "5 hari kerja"


def test_a_step_without_number_below_empty_rows_is_read() -> None:
    found = document(table(below="\n\n\n| | Mengirim | | x | Surat | 2 jam | Resi | |"))
    assert [s.description for s in found.sop.steps] == ["Menerima", "Mencatat", "Mengirim"]
    assert found.sop.totals.minutes == 185


def test_a_number_and_its_description_in_one_cell() -> None:
    found = document(table(between="| 2. Memeriksa surat | | | x | Draf | 2 jam | Surat | |"))
    assert [(s.number, s.description) for s in found.sop.steps] == [
        (1, "Menerima"),
        (2, "Memeriksa surat"),
        (2, "Mencatat"),
    ]


ROWS = "| 1 | Menyalin | x | | Surat | 2 jam | Salinan |\n| 2 | Membagi | x | | Salinan | 1 jam | Tanda |\n"


def test_rows_of_steps_on_a_sheet_before_the_first_table() -> None:
    text = f"# Depan\n{ROWS}{table()}"
    assert said(text) == [("tabel-tidak-terbaca", "Depan!A1")]
    assert not document(text).sop.totals.complete


def test_rows_of_steps_within_an_identity_page() -> None:
    page = "# Identitas\n| Nomor SOP | 7/2024 |\n| Dasar Hukum | |\n| 1. Peraturan | |\n| Nmr | Krj | Orang | | Syrt | Lma | Jadi |\n"
    text = f"{page}{ROWS}{table()}"
    assert ("tabel-tidak-terbaca", "Identitas!A5") in said(text) or (
        "tabel-tidak-terbaca",
        "Identitas!A6",
    ) in said(text)
    assert not document(text).sop.totals.complete


def test_names_typed_on_a_page_whose_performers_nobody_can_name() -> None:
    text = table() + "\n# Hal 2\n| 3 | Mengarsip | | Sekretaris | | | Surat | 2 jam | Arsip |\n"
    assert ("isi-tidak-dibaca", "Hal 2!D1") in said(text)


def test_capitals_that_go_on_with_a_text_in_capitals_are_part_of_it() -> None:
    text = table(between="| | DAN LAMPIRANNYA | | | | | | |").replace("Menerima", "MENERIMA SURAT")
    assert document(text).sop.steps[0].description == "MENERIMA SURAT DAN LAMPIRANNYA"
    assert document(table(between="| | ATK | | | | | | |")).sop.steps[0].description == "Menerima ATK"


def test_a_header_that_nobody_can_read_is_no_part_of_a_step() -> None:
    for text in (
        table(between="| No | Kgtn | Cmt | Stf | Klgkpn | Wkt | Otpt | Kt |"),
        table(between="# Hal 2\n| No | Kgtn | Cmt | Stf | Klgkpn | Wkt | Otpt | Kt |"),
    ):
        found = document(text)
        assert [(s.description, s.duration.text) for s in found.sop.steps] == [
            ("Menerima", "5 menit"),
            ("Mencatat", "1 jam"),
        ]
        assert [p.code for p in found.as_found.problems] == ["halaman-tanpa-judul-kolom"]
        assert found.sop.totals.complete
