"""Tables that go on: on the next sheet, with another header, without one."""

from __future__ import annotations

import pytest

import xl_sop
from tests.tables import document


def steps(text: str) -> list[tuple[int | None, str | None, str | None, str | None, str | None]]:
    found = document(text).sop.steps
    return [(s.number, s.requirements, s.duration.text, s.output, s.note) for s in found]


FIRST = """
# Hal 1
| No | Kegiatan  | Pelaksana | <    | <      | Mutu Baku   | <       | <      | Ket |
| ^  | ^         | Camat     | Staf | Sekcam | Kelengkapan | Waktu   | Output | ^   |
| 1  | Menerima  |           |      |        | Surat       | 5 menit | Agenda |     |
| 2  | Mencatat  |           |      |        | Agenda      | 1 jam   | Surat  |     |
"""


def test_a_repeated_header_that_gains_a_performer():
    found = document(
        FIRST
        + """
# Hal 2
| No | Kegiatan  | Pelaksana | <    | <       | <   | Mutu Baku   | <       | <      | Ket |
| ^  | ^         | camat     | Staf | Sek cam | TIM | Kelengkapan | Waktu   | Output | ^   |
| 1  | 2         | 3         | 4    | 5       | 6   | 7           | 8       | 9      | 10  |
| 3  | Mengarsip |           |      |         | x   | Surat       | 2 jam   | Arsip  |     |
"""
    )
    assert found.sop.performers == ["Camat", "Staf", "Sekcam", "TIM"]
    assert [p.name for p in found.sop.steps[2].performers] == ["TIM"]
    assert found.sop.source.sheets.procedure == ["Hal 1", "Hal 2"]


def test_a_page_without_header_on_the_same_grid():
    text = (
        FIRST
        + """
# Hal 2
| 3  | Mengarsip |           | x    |        | Surat       | 2 jam   | Arsip  | SOP Arsip |
"""
    )
    found = document(text)
    assert steps(text)[-1] == (3, "Surat", "2 jam", "Arsip", "SOP Arsip")
    assert [p.name for p in found.sop.steps[2].performers] == ["Staf"]


def test_a_page_without_header_on_another_grid():
    text = (
        FIRST
        + """
# Hal 2
| 3  | Mengarsip |   | Tidak |  |  |  | Surat       | 2 jam        | Arsip  |
| 4  | Mengirim  |   |       |  |  |  | Arsip       | Semesteran   | Resi   |
"""
    )
    assert steps(text)[2:] == [
        (3, "Surat", "2 jam", "Arsip", None),
        (4, "Arsip", "Semesteran", "Resi", None),
    ]
    assert [p.code for p in document(text).as_found.problems] == ["halaman-tanpa-judul-kolom"]


def test_a_second_page_one_column_short_below_on_the_same_sheet():
    text = (
        FIRST
        + """


| 3  | Mengarsip |           |      | Surat       | 2 jam   | Arsip  |     |
| 4  | Mengirim  |           |      | Arsip       | 3 jam   | Resi   |     |
"""
    )
    assert steps(text)[2:] == [(3, "Surat", "2 jam", "Arsip", None), (4, "Arsip", "3 jam", "Resi", None)]


def test_no_column_reads_as_waktu_so_nothing_is_invented():
    text = (
        FIRST
        + """
# Hal 2
| 3  | Mengarsip | berkas lama | di gudang |
"""
    )
    found = document(text)
    assert len(found.sop.steps) == 2
    assert [p.code for p in found.as_found.problems] == ["tabel-tidak-terbaca"]


def test_a_sheet_whose_numbers_do_not_go_on_is_another_matter():
    text = (
        FIRST
        + """
# Lampiran
| 1  | Surat masuk  | 5 menit |
| 2  | Surat keluar | 1 jam   |
"""
    )
    assert len(document(text).sop.steps) == 2


def test_output_before_waktu_stays_so_on_a_page_without_header():
    text = """
# Hal 1
| No | Kegiatan  | Staf | Kelengkapan | Output | Waktu   |
| 1  | Menerima  |      | Surat       | Agenda | 5 menit |
# Hal 2
| 2  | Mencatat  |      |   | Agenda  | Surat  | 1 jam   |
"""
    assert steps(text)[1] == (2, "Agenda", "1 jam", "Surat", None)


def test_a_page_that_gains_a_performer_and_loses_the_unit_is_told():
    text = """
# Hal 1
| No | Kegiatan  | Camat | Staf | Kelengkapan | Waktu (menit) | Output |
| 1  | Menerima  |       |      | Surat       | 5             | Agenda |
# Hal 2
| No | Kegiatan  | Camat | TIM | Staf | Kelengkapan | Waktu   | Output |
| 2  | Mencatat  |       |     |      | Agenda      | 9       | Surat  |
"""
    found = [(p.code, str(p.address)) for p in document(text).as_found.problems]
    assert found == [("kolom-pelaksana-berubah", "Hal 2!D1"), ("satuan-waktu-hilang", "Hal 2!G1")]


def test_the_same_columns_spelt_with_other_spaces_are_no_change():
    text = """
# Hal 1
| No | Kegiatan  | Sek. Tim Sakip | Kelengkapan | Waktu (menit) | Output |
| 1  | Menerima  |                | Surat       | 5             | Agenda |
# Hal 2
| No | Kegiatan  | Sek.Tim.Sa kip | Kelengkapan | Waktu (menit) | Output |
| 2  | Mencatat  |                | Agenda      | 9             | Surat  |
"""
    assert document(text).as_found.problems == []


def test_a_page_without_header_that_is_one_performer_short_is_told():
    text = (
        FIRST
        + """
# Hal 2
| 3  | Mengarsip |   |  | Surat       | 2 jam        | Arsip  |
"""
    )
    assert [p.code for p in document(text).as_found.problems] == [
        "halaman-tanpa-judul-kolom",
        "kolom-pelaksana-berubah",
    ]


# ---- numbers of a page without header prove nothing

SECOND = """
# Hal 2
| {a} | Mengarsip |           | x    |        | Surat       | 2 jam   | Arsip  |     |
| {b} | Mengirim  |           | x    |        | Arsip       | 3 jam   | Resi   |     |
"""


def numbers(text: str) -> list[int | None]:
    return [s.number for s in document(text).sop.steps]


@pytest.mark.parametrize(
    ("a", "b", "read"),
    [
        ("3", "4", [3, 4]),
        ("4", "5", [4, 5]),
        ("2", "3", [2, 3]),
        ("1", "2", [1, 2]),
        ("", "4", [None, 4]),
        ("3", "", [3, None]),
        ("", "", [None, None]),
        ("l.", "IV", [None, None]),
        ("3.0", "4.0", [3, 4]),
        ('"3.0"', '"4.0"', [3, 4]),
        ("9", "3", [9, 3]),
    ],
)
@pytest.mark.parametrize("moved", [False, True], ids=["same grid", "another grid"])
def test_a_page_without_header_is_read_whatever_its_numbers(
    a: str, b: str, read: list[int | None], moved: bool
) -> None:
    page = SECOND.format(a=a, b=b)
    if moved:
        page = page.replace("|           | x    |        |", "|   |  | Ya |  |")
    found = document(FIRST + page)
    assert [s.number for s in found.sop.steps] == [1, 2, *read]
    assert [(s.description, s.duration.text, s.output) for s in found.sop.steps[2:]] == [
        ("Mengarsip", "2 jam", "Arsip"),
        ("Mengirim", "3 jam", "Resi"),
    ]
    assert found.sop.totals.minutes == 365
    assert found.sop.totals.complete
    assert "halaman-tanpa-judul-kolom" in [p.code for p in found.as_found.problems]


def test_a_page_whose_numbers_start_again_is_told_once() -> None:
    found = document(FIRST + SECOND.format(a="1", b="2"))
    assert [p.code for p in found.as_found.problems] == ["halaman-tanpa-judul-kolom", "nomor-mulai-lagi"]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_page_without_header_after_a_page_without_numbers(numbered: bool) -> None:
    first = FIRST.replace("| 1  | Men", "|    | Men").replace("| 2  | Men", "|    | Men")
    page = SECOND.format(a="3" if numbered else "", b="4" if numbered else "")
    found = document(first + page)
    assert [s.description for s in found.sop.steps] == ["Menerima", "Mencatat", "Mengarsip", "Mengirim"]
    assert found.sop.totals.minutes == 365


def test_a_table_without_a_number_column_goes_on() -> None:
    text = """
# Hal 1
| Kegiatan  | Staf | Kelengkapan | Waktu   | Output |
| Menerima  | x    | Surat       | 5 menit | Agenda |
# Hal 2
| Mencatat  | x    | Agenda      | 1 jam   | Surat  |
| Mengirim  | x    | Surat       | 1 jam   | Resi   |
"""
    assert [s.description for s in document(text).sop.steps] == ["Menerima", "Mencatat", "Mengirim"]


def test_the_gravest_case_a_later_page_that_skips_a_number() -> None:
    page = """
# Hal {n}
| {a} | Langkah {a} |  |  |  | Data | 10 jam | Draf |  |
| {b} | Langkah {b} |  |  |  | Data | 10 jam | Draf |  |
"""
    found = document(FIRST + page.format(n=2, a=4, b=5) + page.format(n=3, a=7, b=8))
    assert numbers(FIRST + page.format(n=2, a=4, b=5) + page.format(n=3, a=7, b=8)) == [1, 2, 4, 5, 7, 8]
    assert found.sop.totals.minutes == 65 + 40 * 60


@pytest.mark.parametrize(
    "page",
    [
        # numbers go on, nothing reads as Waktu
        "| 3  | Mengarsip | berkas lama | di gudang |",
        # numbers skip, and the columns are not those of a step
        "| 5  | Mengarsip | berkas | di gudang | lama |",
        # a Waktu, but neither Kelengkapan nor Output beside it
        "| 1  | Mengarsip | Ya | Tidak | 2 jam |",
    ],
)
def test_what_looks_like_a_page_and_cannot_be_trusted_is_an_error(page: str) -> None:
    found = document(f"{FIRST}\n# Hal 2\n{page}\n")
    assert [s.number for s in found.sop.steps] == [1, 2]
    said = [p for p in found.as_found.problems if p.code == "tabel-tidak-terbaca"]
    assert [(p.severity, str(p.address)) for p in said] == [("galat", "Hal 2!A1")]
    assert not found.sop.totals.complete
    assert not xl_sop.totals(found.sop, "abk2020").complete
    assert not xl_sop.from_json(xl_sop.to_json(found)).sop.totals.complete


@pytest.mark.parametrize(
    "sheet",
    [
        "# Riwayat\n| 1 | 2 Januari 2024 | Penyusunan awal | Kasi |\n| 2 | 3 Maret 2024 | Perubahan format | Kasi |",
        "# Formulir\n| 1 | Formulir permohonan | Lampiran 1 | ada |\n| 2 | Formulir keluar | Lampiran 2 | ada |",
        "# Surat\n| SURAT PERNYATAAN |\n| Yang bertanda tangan di bawah ini |\n| Nama | NAMA PEJABAT |",
        "# Lampiran\n| 1  | Surat masuk  | 5 menit |\n| 2  | Surat keluar | 1 jam   |",
        "# Kode\n| 1 | 2 | 3 | 4 | 5 |\n| 2 | 3 | 4 | 5 | 6 |",
    ],
)
def test_another_matter_on_a_later_sheet_is_left_alone(sheet: str) -> None:
    found = document(f"{FIRST}\n{sheet}\n")
    assert [s.number for s in found.sop.steps] == [1, 2]
    assert found.as_found.problems == []
    assert found.sop.totals.complete


def test_another_title_above_rows_without_header_is_not_this_table() -> None:
    rows = "\n".join(SECOND.format(a=1, b=2).strip().splitlines()[1:])
    found = document(f"{FIRST}\n# Lain\n| SOP Peminjaman Arsip |\n{rows}\n")
    assert [p.code for p in found.as_found.problems] == ["tabel-tidak-terbaca"]
    assert len(found.sop.steps) == 2


def test_the_end_of_a_step_on_the_next_page() -> None:
    page = """
# Hal 2
|    | surat dari warga |  |  |  |             |         |        |     |
| 3  | Mengarsip        |  |  |  | Surat       | 2 jam   | Arsip  |     |
"""
    found = document(FIRST + page).sop.steps
    assert (found[1].description, found[1].output) == ("Mencatat surat dari warga", "Surat")


@pytest.mark.parametrize(
    "head",
    ["| Nomor SOP | 7/2024 |\n| Nama SOP | Surat Masuk |\n", "| Nama SOP | SURAT MASUK |\n| Nomor SOP | |\n"],
)
@pytest.mark.parametrize("header", [False, True])
def test_a_page_head_on_every_page_is_one_sop(head: str, header: bool) -> None:
    identity = "# Identitas\n| Nomor SOP | 7/2024 |\n| Nama SOP  | Surat Masuk |\n| Dasar Hukum |\n| 1. Peraturan |\n"
    header_rows = "\n".join(FIRST.strip().splitlines()[1:3]) if header else ""
    rows = "\n".join(SECOND.format(a=3, b=4).strip().splitlines()[1:])
    found = document(f"{identity}{FIRST}\n# Hal 2\n{head}{header_rows}\n{rows}\n")
    assert [s.number for s in found.sop.steps] == [1, 2, 3, 4]
    assert found.sop.identity.number == "7/2024"


def test_a_page_head_within_the_sheet_does_not_end_the_table() -> None:
    rows = "\n".join(SECOND.format(a=3, b=4).strip().splitlines()[1:])
    identity = "# Identitas\n| Nomor SOP | 7/2024 |\n| Nama SOP  | Surat Masuk |\n"
    found = document(f"{identity}{FIRST}\n| Nomor SOP | 7/2024 |\n| Nama SOP | Surat Masuk |\n{rows}\n")
    assert [s.number for s in found.sop.steps] == [1, 2, 3, 4]


BARE = FIRST.replace("| Waktu   |", "| Waktu (menit) |").replace("5 menit", "5").replace("1 jam", "60")


@pytest.mark.parametrize(("a", "b"), [("3", "4"), ("5", "6"), ("1", "2"), ("", "")])
@pytest.mark.parametrize("moved", [False, True], ids=["same grid", "another grid"])
def test_bare_numbers_on_a_page_without_header_have_the_unit_of_the_page_before(
    a: str, b: str, moved: bool
) -> None:
    page = SECOND.format(a=a, b=b).replace("2 jam", "20").replace("3 jam", "30")
    if moved:
        page = page.replace("|           | x    |        |", "|   |  | Ya |  |")
    found = document(BARE + page).sop
    assert [s.description for s in found.steps] == ["Menerima", "Mencatat", "Mengarsip", "Mengirim"]
    assert found.totals.minutes == 115


def test_a_list_with_headings_of_its_own_and_bare_numbers_is_another_matter() -> None:
    sheet = "# Daftar\n| No | Nama Arsip | Lokasi | Rak | Jumlah |\n| 1 | Surat | Gudang | A | 5 |\n| 2 | Buku | Gudang | B | 7 |"
    found = document(f"{BARE}\n{sheet}\n")
    assert len(found.sop.steps) == 2
    assert found.as_found.problems == []


def test_names_typed_in_one_column_on_a_page_without_header() -> None:
    text = """
# Hal 1
| No | Kegiatan | Pelaksana   | Kelengkapan | Waktu   | Output |
| 1  | Menerima | Resepsionis | Surat       | 5 menit | Agenda |
# Hal 2
| 2  | Mengirim |   | Staf | Surat       | 5 menit | Resi   |
| 4  | Menutup  |   | Kasi | Surat       | 5 menit | Resi   |
"""
    found = document(text)
    assert [[p.name for p in s.performers] for s in found.sop.steps] == [["Resepsionis"], ["Staf"], ["Kasi"]]
    assert [s.requirements for s in found.sop.steps] == ["Surat"] * 3


def test_open_phrases_make_no_column_the_waktu_column() -> None:
    page = """
# Hal 2
| 3 | Mengarsip |   | Ya |  | Sesuai kebutuhan | 2 jam | Arsip | Setiap hari |
| 4 | Mengirim  |   |    |  | Sesuai jadwal    | entah | Resi  | Setiap hari |
"""
    found = document(FIRST + page).sop.steps[2:]
    assert [(s.requirements, s.duration.text, s.output, s.note) for s in found] == [
        ("Sesuai kebutuhan", "2 jam", "Arsip", "Setiap hari"),
        ("Sesuai jadwal", "entah", "Resi", "Setiap hari"),
    ]
