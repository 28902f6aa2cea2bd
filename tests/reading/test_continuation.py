"""Tables that go on: on the next sheet, with another header, without one."""

from __future__ import annotations

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
