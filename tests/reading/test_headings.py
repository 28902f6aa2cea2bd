"""Headings of the field, both ways: those that name a column of the contract, and those that no word claims.

Each heading stands in a whole table, so that a column which is not understood would show in its neighbour.
"""

from __future__ import annotations

import pytest

from tests.tables import document
from xl_sop.document import Document
from xl_sop.recognition import is_other_heading

CLAIMED = """
number       | No
number       | No.
number       | NO. URUT
number       | Nomor
number       | No. Langkah
description  | Uraian Prosedur
description  | Kegiatan
description  | URAIAN KEGIATAN
description  | Aktivitas/Kegiatan
description  | Aktifitas
description  | Langkah-langkah Kegiatan
description  | Uraian Pekerjaan
description  | Tahapan Proses
description  | Prosedur/Kegiatan
description  | Deskripsi Kegiatan
description  | Uraian Tugas
requirements | Kelengkapan
requirements | Kelengkapan Dokumen
requirements | Persyaratan / Kelengkapan
requirements | Syarat dan Kelengkapan
requirements | Input/Kelengkapan
requirements | Bahan/Kelengkapan
requirements | Dokumen Kelengkapan
requirements | Kelengkapan Berkas
requirements | Perlengkapan
requirements | Masukan (Input)
requirements | Syarat/Dokumen
requirements | Kelengkapan/Berkas
duration     | Waktu
duration     | WAKTU (MENIT)
duration     | Waktu Pelaksanaan (menit)
duration     | Waktu Penyelesaian
duration     | Jangka Waktu Penyelesaian
duration     | Lama Waktu
duration     | Durasi
duration     | Durasi (Jam)
duration     | Waktu yang dibutuhkan
duration     | Standar Waktu
duration     | Waktu/Durasi
output       | Output
output       | Output/Hasil
output       | Hasil/Output
output       | Keluaran (Output)
output       | Hasil Kegiatan
output       | Output Kegiatan
output       | Hasil Akhir
output       | Luaran
output       | Produk
output       | Output/Dokumen
output       | Output dan Hasil
output       | Out put
note         | Keterangan
note         | KET.
note         | Keterangan/Catatan
note         | Catatan
note         | Keterangan Lain
"""

UNCLAIMED = """
Biaya (Rp)
Biaya
Dokumen/Rekaman
Rekaman
Risiko
Dasar Hukum
Formulir
Formulir yang Digunakan
Tarif (Rp)
Referensi
Lampiran
Indikator Kinerja
Menit
Lokasi
Target
Produk Layanan Unggulan
Pengendalian Risiko
Bukti Dukung
Waktu Tunggu Pelanggan
Hasil Survei Kepuasan
Kegiatan Pendukung Lain
"""

HEADINGS = {
    "number": "No",
    "description": "Kegiatan",
    "requirements": "Kelengkapan",
    "duration": "Waktu",
    "output": "Output",
    "note": "Keterangan",
}


def table(**headings: str) -> Document:
    h = HEADINGS | headings
    return document(f"""
# SOP
| {h["number"]} | {h["description"]} | Pelaksana | <    | {h["requirements"]} | {h["duration"]} | {h["output"]} | {h["note"]} |
| ^             | ^                  | Camat     | Staf | ^                   | ^               | ^             | ^           |
| 1             | Menerima           | x         |      | Surat               | 5 menit         | Agenda        | Segera      |
| 2             | Mencatat           |           | x    | Agenda              | 10 menit        | Buku          |             |
""")


@pytest.mark.parametrize("case", CLAIMED.strip().splitlines())
def test_a_heading_that_names_a_column(case: str) -> None:
    role, heading = (part.strip() for part in case.split("|"))
    found = table(**{role: heading})
    first = found.sop.steps[0]
    assert (first.number, first.description, first.requirements, first.duration.text, first.output, first.note) == (
        1, "Menerima", "Surat", "5 menit", "Agenda", "Segera",
    )  # fmt: skip
    assert found.sop.performers == ["Camat", "Staf"]
    assert "kolom-tidak-dikenal" not in [p.code for p in found.as_found.problems]


# between the performers an unknown text is a performer's name, unless it is known to be none
PLACES = [
    (heading, place)
    for heading in UNCLAIMED.strip().splitlines()
    for place in ("after Output", "before Kelengkapan", "after Keterangan", "before No")
    if place != "before Kelengkapan" or is_other_heading(heading)
]


@pytest.mark.parametrize(("heading", "place"), PLACES)
def test_a_column_that_no_word_claims_is_itself(heading: str, place: str) -> None:
    rows = [
        ["No", "Kegiatan", "Camat", "Staf", "Kelengkapan", "Waktu", "Output", "Keterangan"],
        ["1", "Menerima", "x", "", "Surat", "5 menit", "Agenda", "Segera"],
        ["2", "Mencatat", "", "x", "Agenda", "10 menit", "Buku", ""],
    ]
    at = {"after Output": 7, "before Kelengkapan": 4, "after Keterangan": 8, "before No": 0}[place]
    for row, text in zip(rows, (heading, "isi lain", "isi lagi"), strict=True):
        row.insert(at, text)
    found = document("# SOP\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert found.sop.performers == ["Camat", "Staf"]
    assert [
        (
            s.number,
            s.description,
            [p.name for p in s.performers],
            s.requirements,
            s.duration.text,
            s.output,
            s.note,
        )
        for s in found.sop.steps
    ] == [
        (1, "Menerima", ["Camat"], "Surat", "5 menit", "Agenda", "Segera"),
        (2, "Mencatat", ["Staf"], "Agenda", "10 menit", "Buku", None),
    ]
    said = [p for p in found.as_found.problems if p.code == "kolom-tidak-dikenal"]
    assert [p.words["judul"] for p in said] == [heading]
    assert [str(p.address) for p in said] == [f"SOP!{'ABCDEFGHI'[at]}1"]


def test_there_are_at_least_sixty_headings() -> None:
    assert len(CLAIMED.strip().splitlines()) + len(UNCLAIMED.strip().splitlines()) >= 60


def test_an_unclaimed_heading_over_an_empty_column_is_not_said() -> None:
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output | Biaya |
| 1  | Menerima | x         | Surat       | 5 menit | Agenda |       |
""")
    assert found.as_found.problems == []


def test_a_heading_split_over_two_rows() -> None:
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | Mutu Baku   | <       | <      | Dasar | Ket |
|    |          | Staf      | Kelengkapan | Waktu   | Output | Hukum |     |
| 1  | Menerima | x         | Surat       | 5 menit | Agenda | UU 1  | -   |
""")
    assert [p.words for p in found.as_found.problems] == [{"judul": "Dasar Hukum"}]
    assert found.sop.steps[0].output == "Agenda"


def test_a_column_under_mutu_baku_that_is_not_known() -> None:
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | Mutu Baku   | <        | <       | <      | Ket |
| ^  | ^        | Staf      | Kelengkapan | Peralatan Kerja | Waktu | Output | ^ |
| 1  | Menerima | x         | Surat       | Komputer | 5 menit | Agenda | -   |
""")
    assert [p.words for p in found.as_found.problems] == [{"judul": "Peralatan Kerja"}]
    assert found.sop.steps[0].requirements == "Surat"


@pytest.mark.parametrize("unit", ["(menit)", "Menit", "( Menit )"])
@pytest.mark.parametrize("numbers", [True, False], ids=["column numbers", "no column numbers"])
def test_the_unit_in_a_row_of_its_own_under_waktu(unit: str, numbers: bool) -> None:
    counted = "| 1 | 2 | 3 | 4 | 5 | 6 |" if numbers else ""
    found = document(f"""
# SOP
| No | Kegiatan | Pelaksana | Mutu Baku   | <       | <      |
|    |          | Staf      | Kelengkapan | Waktu   | Output |
|    |          |           |             | {unit}  |        |
{counted}
| 1  | Menerima | x         | Surat       | 5       | Agenda |
| 2  | Mencatat | x         | Surat       | 15      | Agenda |
""")
    assert found.sop.totals.minutes == 20
    assert found.as_found.pages[0].own_unit
    assert found.sop.performers == ["Staf"]


def test_an_empty_heading_over_a_filled_column() -> None:
    found = document("""
# SOP
| No | Kegiatan | Camat | Staf |        | Waktu   | Output | Ket |
| 1  | Menerima | x     |      | Surat  | 5 menit | Agenda |     |
| 2  | Mencatat |       | x    | Agenda | 5 menit | Buku   |     |
""")
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [("kolom-tanpa-judul", "SOP!E2")]
    assert [[p.name for p in s.performers] for s in found.sop.steps] == [["Camat"], ["Staf"]]
    found = document("""
# SOP
| No | Kegiatan | Staf | Kelengkapan |        | Waktu   | Output | Ket |
| 1  | Menerima | x    | Surat       | Rak    | 5 menit | Agenda |     |
| 2  | Mencatat | x    | Agenda      | Lemari | 5 menit | Buku   |     |
""")
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [("kolom-tanpa-judul", "SOP!E2")]
    assert [s.requirements for s in found.sop.steps] == ["Surat", "Agenda"]


def test_helper_columns_right_of_the_table() -> None:
    found = document("""
# SOP
| No | Kegiatan | Staf | Kelengkapan | Waktu   | Output | Ket    |   |    |
| 1  | Menerima | x    | Surat       | 5 menit | Agenda | Segera |   | 5  |
| 2  | Mencatat | x    | Agenda      | 1 jam   | Buku   |        |   | 60 |
""")
    assert [s.note for s in found.sop.steps] == ["Segera", None]
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [("kolom-tanpa-judul", "SOP!I2")]


def test_numbers_without_a_heading_are_numbers() -> None:
    found = document("""
# SOP
|    | Kegiatan | Staf | Kelengkapan | Waktu   | Output | Ket    |
| 1  | Menerima | x    | Surat       | 5 menit | Agenda | Segera |
| 2  | Mencatat | x    | Agenda      | 1 jam   | Buku   |        |
""")
    assert [s.number for s in found.sop.steps] == [1, 2]


def test_values_beside_the_heading_belong_to_it_where_it_has_none_of_its_own() -> None:
    found = document("""
# SOP
| No | Kegiatan | Staf | Kelengkapan |        | Waktu   | Output | Ket |
| 1  | Menerima | x    |             | Surat  | 5 menit | Agenda |     |
| 2  | Mencatat | x    |             | Agenda | 5 menit | Buku   |     |
""")
    assert [s.requirements for s in found.sop.steps] == ["Surat", "Agenda"]
    assert found.as_found.problems == []


def test_headings_below_waktu() -> None:
    found = document("""
# SOP
| No | Kegiatan | Staf | Kelengkapan | Waktu | <      | Output |
|    |          |      |             | Lama  | Satuan |        |
| 1  | Menerima | x    | Surat       | 15    | menit  | Agenda |
| 2  | Mencatat | x    | Surat       | 1     | jam    | Buku   |
""")
    assert [s.duration.text for s in found.sop.steps] == ["15 menit", "1 jam"]
    assert found.as_found.problems == []


def test_a_performer_without_a_name() -> None:
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | < | <    | Kelengkapan | Waktu   | Output |
| ^  | ^        | Camat     |   | Staf | ^           | ^       | ^      |
| 1  | Menerima | x         |   |      | Surat       | 5 menit | Agenda |
| 2  | Mencatat |           | x |      | Surat       | 5 menit | Agenda |
| 3  | Mengirim |           |   | x    | Surat       | 5 menit | Agenda |
""")
    assert [[p.name for p in s.performers] for s in found.sop.steps] == [["Camat"], [], ["Staf"]]
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [("kolom-tanpa-judul", "SOP!D4")]
