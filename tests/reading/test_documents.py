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


def said(text: str) -> list[tuple[str, str]]:
    return [(p.code, str(p.address)) for d in documents(text) for p in d.as_found.problems]


def test_a_hidden_sheet_counts_where_no_visible_one_exists_and_that_is_said():
    hidden = TABLE.format(n=1).replace("# Prosedur 1", "# Prosedur 1 (tersembunyi)")
    assert said(hidden) == [("lembar-tersembunyi", "Prosedur 1!A1")]
    page = IDENTITY.format(n=1).replace("# Identitas 1", "# Identitas 1 (tersembunyi)")
    assert said(page + TABLE.format(n=1)) == [("lembar-tersembunyi", "Identitas 1!A1")]
    assert document(page + TABLE.format(n=1)).sop.identity.number == "1/2024"
    # a visible page beside it is the page
    text = page + IDENTITY.format(n=2) + TABLE.format(n=1)
    assert document(text).sop.identity.number == "2/2024"
    assert said(text) == []


def test_settings_and_worksheet_are_read_from_hidden_sheets():
    worksheet = WORKSHEET.format(n=1).replace("# Identifikasi 1", "# Identifikasi 1 (tersembunyi)")
    settings = "# Pengaturan (tersembunyi)\n| Profil waktu kerja | abk2020 |\n"
    found = document(TABLE.format(n=1).replace("5 menit", "1 hari") + worksheet + settings)
    assert found.as_found.worksheet is not None
    assert found.sop.totals.minutes == 309
    assert found.as_found.problems == []


def titled(n: int, title: str) -> str:
    return (
        TABLE.format(n=n)
        .replace("| No |", f"| SOP {title} |\n| No |", 1)
        .replace("Mencatat", f"Mencatat {n}")
    )


@pytest.mark.parametrize("tables_first", [False, True])
def test_identity_pages_apart_from_tables_pair_by_title(tables_first: bool):
    pages = IDENTITY.format(n=1) + IDENTITY.format(n=2)
    tables = titled(2, "ke-2") + titled(1, "SOP ke-1")
    sheets = WORKSHEET.format(n=2) + WORKSHEET.format(n=1)
    found = documents((tables + pages if tables_first else pages + tables) + sheets)
    assert [(d.sop.identity.number, d.sop.steps[0].description) for d in found] == [
        ("1/2024", "Mencatat 1"),
        ("2/2024", "Mencatat 2"),
    ]
    assert [d.as_found.worksheet and d.as_found.worksheet.sheet for d in found] == [
        "Identifikasi 1",
        "Identifikasi 2",
    ]
    assert [p.code for d in found for p in d.as_found.problems] == []


def test_identity_pages_apart_from_tables_pair_by_order_without_titles():
    tables = "".join(TABLE.format(n=n).replace("Mencatat", f"Mencatat {n}") for n in (1, 2))
    found = documents(IDENTITY.format(n=1) + IDENTITY.format(n=2) + tables)
    assert [(d.sop.identity.number, d.sop.steps[0].description) for d in found] == [
        ("1/2024", "Mencatat 1"),
        ("2/2024", "Mencatat 2"),
    ]


def test_what_did_not_pair_is_named():
    pages = "".join(IDENTITY.format(n=n) for n in (1, 2, 3))
    assert said(pages + titled(3, "ke-3") + titled(1, "ke-1")) == [
        ("bagian-tanpa-pasangan", "Identitas 2!A1")
    ]
    pages = "".join(IDENTITY.format(n=n) for n in (1, 2))
    text = pages + "".join(titled(n, f"ke-{n}") for n in (1, 2, 3))
    assert said(text) == [("bagian-tanpa-pasangan", "Prosedur 3!A2")]
    assert len(documents(text)) == 3


def test_one_page_and_one_table_are_one_sop_though_a_cover_names_it_too():
    cover = "# Sampul\n| Nomor SOP | 1/2024 |\n| Nama SOP | SOP ke-1 |\n"
    assert len(documents(cover + IDENTITY.format(n=1) + TABLE.format(n=1))) == 1


OTHERS = [
    "# Formulir\n| No | Nama Formulir | Kode | Keterangan |\n| 1 | Formulir masuk | F1 | ada |",
    "# Riwayat\n| No | Tanggal | Uraian Perubahan | Paraf |\n| 1 | 2 Januari 2024 | Awal | |",
    "# Ceklis\n| No | Uraian | Kelengkapan | Ada | Tidak | Keterangan |\n| 1 | KTP | asli | v | | |",
    "# Daftar SOP\n| No | Kegiatan | Pelaksana | Keterangan |\n| 1 | Surat masuk | Staf | |\n| 2 | Surat keluar | Staf | |",
    "# ABK\n| No | Uraian Tugas | Satuan Hasil | Waktu Penyelesaian (menit) | Waktu Efektif | Beban Kerja | Kebutuhan Pegawai |\n"
    "| 1 | Mencatat | berkas | 30 menit | 72000 menit | 240 | 0.1 |",
    "# Jadwal\n| No | Kegiatan | Waktu | Keterangan |\n| 1 | Rapat | 2 jam | |\n| 2 | Sidang | 1 hari | |",
    "# Temuan\n| TEMUAN PEMERIKSAAN SOP (xl_sop) |\n| No | Kegiatan | Waktu | Output |\n| 1 | a | 5 menit | b |",
]


@pytest.mark.parametrize("sheet", OTHERS, ids=lambda sheet: sheet.split("\n", 1)[0])
@pytest.mark.parametrize("first", [False, True])
def test_other_tables_of_the_workbook_are_left_alone(sheet: str, first: bool):
    if "Jadwal" in sheet and first:
        sheet = sheet.replace(
            "Waktu", "Jam"
        )  # before the procedure nothing tells a schedule from a procedure
    text = f"{sheet}\n{TABLE.format(n=1)}" if first else f"{TABLE.format(n=1)}\n{sheet}\n"
    found = document(text)
    assert [s.description for s in found.sop.steps] == ["Mencatat", "Mengirim"]
    assert found.as_found.problems == []
    assert found.sop.totals.complete


@pytest.mark.parametrize("sheet", OTHERS[:4], ids=lambda sheet: sheet.split("\n", 1)[0])
def test_a_workbook_of_other_tables_only_is_no_sop(sheet: str):
    with pytest.raises(BookError, match="No procedure table"):
        read_book(workbook(sheet))


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


def test_copies_beside_each_other_on_one_sheet_are_sops_of_their_own():
    head = "| Nomor SOP | {a} | | | | | | Nomor SOP | {b} | | | | |\n| Nama SOP | {a} | | | | | | Nama SOP | {b} | | | | |\n"
    columns = "| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output |"
    rows = "| 1 | Mencatat {0} | x | Surat | 5 menit | Agenda |"
    text = (
        "# Semua\n"
        + head.format(a="A/1", b="B/1")
        + f"{columns} {columns}\n".replace("| |", "|  |")
        + f"{rows.format('A')} {rows.format('B')}\n".replace("| |", "|  |")
    )
    found = documents(text)
    assert [(d.sop.identity.number, [s.description for s in d.sop.steps]) for d in found] == [
        ("A/1", ["Mencatat A"]),
        ("B/1", ["Mencatat B"]),
    ]
    assert str(found[1].as_found.steps[0].cells["output"].address) == "Semua!M4"
    assert [p.code for d in found for p in d.as_found.problems] == []


def test_copies_of_a_table_alone_beside_each_other():
    columns = "| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output |"
    text = f"""
# Semua
{columns[:-1]} | No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output |
| 1 | Mencatat | x | Surat | 5 menit | Agenda | 1 | Menyalin | x | Surat | 6 menit | Buku |
"""
    found = documents(text)
    assert sorted(s.description or "" for d in found for s in d.sop.steps) == ["Mencatat", "Menyalin"]


COVERS = [
    "| Nama SOP : SOP ke-1 |\n| Tanggal Efektif : 2 Januari 2024 |",
    "| Nomor SOP : 1/2024 |\n| Nama SOP : ke-1 |",
    "| Nomor SOP : 1/2024 |\n| Tanggal Efektif : 2 Januari 2024 |",
]


@pytest.mark.parametrize("cover", COVERS)
def test_a_cover_and_its_identity_page_are_one_sop_and_say_more_together(cover: str):
    page = (
        IDENTITY.format(n=1) + "| Tanggal Pembuatan | 1 Januari 2024 |\n| Dasar Hukum |\n| 1. Peraturan |\n"
    )
    found = document(f"# Sampul\n{cover}\n{page}{TABLE.format(n=1)}")
    assert found.sop.identity.number == "1/2024"
    assert found.sop.identity.created == "2024-01-01"
    assert found.sop.identity.legal_basis == ["Peraturan"]
    if "Efektif" in cover:
        assert found.sop.identity.effective == "2024-01-02"
    assert str(found.as_found.labels["legal_basis"]) == "Identitas 1!A4"
    assert found.as_found.problems == []


def test_page_heads_with_page_numbers_are_no_part_of_a_step():
    head = "| Nomor SOP | 1/2024 | | | | |\n| Halaman | {n} dari 3 | | | | |\n"
    table = TABLE.format(n=1).replace("| No |", head.format(n=2) + "| No |", 1)
    more = "# Hal 3\n" + head.format(n=3) + "| 3 | Menyimpan | | Surat | 5 menit | Agenda |\n"
    found = document(IDENTITY.format(n=1) + table + more)
    assert [s.description for s in found.sop.steps] == ["Mencatat", "Mengirim", "Menyimpan"]
