"""Which blocks make one SOP."""

from __future__ import annotations

import pytest

from tests.tables import document, documents, workbook
from xl_sop.errors import BookError
from xl_sop.reading.documents import read_book

IDENTITY = """
# Identitas {n}
| Nomor SOP | {n}/2024 |
| Nama SOP  | SOP ke-{n} |
"""
TABLE = """
# Prosedur {n}
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mencatat |           | Surat       | 5 menit | Agenda |
| 2  | Mengirim |           | Surat       | 9 menit | Resi   |
"""
WORKSHEET = """
# Identifikasi {n}
| LEMBAR KERJA IDENTIFIKASI KEGIATAN | | |
| 1. Judul SOP | SOP ke-{n} | |
| C. Identifikasi Langkah | | |
| Langkah Awal  | 1. | Mencatat |
| Langkah Akhir | 2. | Mengirim |
"""


def names(text: str) -> list[tuple[str | None, int, str | None]]:
    """(nama SOP, number of steps, title on the worksheet as found) of each SOP."""
    found = []
    for item in documents(text):
        sheet = item.as_found.worksheet
        title = sheet.fields["sop_title"].text if sheet else None
        found.append((item.sop.identity.name, len(item.sop.steps), title))
    return found


@pytest.mark.parametrize(
    "order",
    [(IDENTITY, TABLE, WORKSHEET), (IDENTITY, WORKSHEET, TABLE), (TABLE, IDENTITY, WORKSHEET)],
)
def test_the_blocks_of_two_sops_in_any_order_of_the_field(order: tuple[str, ...]):
    text = "".join(block.format(n=n) for n in (1, 2) for block in order)
    assert names(text) == [("SOP ke-1", 2, "SOP ke-1"), ("SOP ke-2", 2, "SOP ke-2")]


def test_a_letter_is_no_block():
    text = "# Surat\n| SURAT PERNYATAAN |\n| NOMOR : 700/2022 |\n" + TABLE.format(n=1)
    assert names(text) == [(None, 2, None)]


def test_hidden_sheets_are_left_out_unless_there_is_nothing_else():
    hidden = TABLE.format(n=2).replace("# Prosedur 2", "# Lama (tersembunyi)")
    assert len(documents(TABLE.format(n=1) + hidden)) == 1
    assert len(documents(hidden)) == 1


def test_a_hidden_table_adds_no_step_to_the_visible_one():
    old = TABLE.format(n=2).replace("# Prosedur 2", "# Lama (tersembunyi)").replace("Mencatat", "Cara lama")
    for text in (TABLE.format(n=1) + old, old + TABLE.format(n=1)):
        sop = document(text).sop
        assert [step.description for step in sop.steps] == ["Mencatat", "Mengirim"]
        assert sop.source.sheets.procedure == ["Prosedur 1"]


@pytest.mark.parametrize(("empty_rows", "title"), [(0, "SOP MENCATAT"), (4, "SOP MENCATAT"), (5, None)])
def test_a_title_stands_at_most_five_rows_above_its_table(empty_rows: int, title: str | None):
    rows = "| SOP MENCATAT |\n" + "| |\n" * empty_rows
    text = TABLE.format(n=1).replace("| No |", rows + "| No |", 1)
    assert document(text).sop.identity.procedure_title == title


def test_a_workbook_without_a_table_is_not_an_sop():
    with pytest.raises(BookError, match="No procedure table"):
        read_book(workbook(IDENTITY.format(n=1)))
    with pytest.raises(BookError, match="empty"):
        read_book(workbook("# Sheet1"))


def test_settings_choose_the_profile_and_tell_the_version():
    text = TABLE.format(n=1).replace("5 menit", "1 hari")
    settings = '# Pengaturan\n| Profil waktu kerja | {profile} |\n| Versi templat | "1" |\n'
    found = document(text + settings.format(profile="abk2020"))
    assert found.sop.totals.minutes == 309
    assert found.sop.source.template_version == "1"
    unknown = document(text + settings.format(profile="abk2099"))
    assert unknown.sop.totals.minutes == 459
    assert [p.code for p in unknown.as_found.problems] == ["profil-tidak-dikenal"]


def test_errors_and_formulas_without_values_are_told():
    found = document(TABLE.format(n=1).replace("| Resi ", "| #N/A ").replace("| Agenda ", "| = "))
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [
        ("sel-bernilai-kesalahan", "Prosedur 1!F3"),
        ("rumus-belum-dihitung", "Prosedur 1!F2"),
    ]


def test_worksheet_values_with_colons_and_numbers_in_the_text():
    found = document(
        TABLE.format(n=1)
        + """
# Identifikasi
| LEMBAR KERJA IDENTIFIKASI KEGIATAN | | |
| A. | Data Kegiatan | |
| 1. | Judul SOP | : Pengukuran |
| 2. | Jenis Kegiatan | . Rutin |
| 3. | Penanggung Jawab | |
|    | a. Produk | : Camat Contoh |
|    | b. Kegiatan | : Kasi Umum |
| 4. | Scope (Ruang Lingkup) | : Kecamatan Contoh |
| C. | Identifikasi Langkah | |
| Langkah Awal | 1. Mencatat | |
| Langkah Akhir | 2. Mengirim | |
"""
    ).as_found.worksheet
    assert found is not None
    assert {name: cell.text for name, cell in found.fields.items()} == {
        "sop_title": "Pengukuran",
        "kind": "Rutin",
        "product": "Camat Contoh",
        "activity": "Kasi Umum",
        "scope": "Kecamatan Contoh",
    }
    assert [(line.group, line.number, line.text.text) for line in found.lines] == [
        ("awal", 1, "Mencatat"),
        ("akhir", 2, "Mengirim"),
    ]


def test_the_worksheet_knows_the_name_that_the_identity_page_lost():
    assert names(TABLE.format(n=1) + WORKSHEET.format(n=1)) == [("SOP ke-1", 2, "SOP ke-1")]
