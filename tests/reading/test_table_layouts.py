"""Layouts of procedure tables as agencies draw them; each case is one workbook in small."""

from __future__ import annotations

import xl_sop
from tests.tables import document, documents


def steps(text: str) -> list[tuple[int | None, str | None, str | None, str | None]]:
    """(number, description, waktu, output) of each step of the only SOP."""
    return [(s.number, s.description, s.duration.text, s.output) for s in document(text).sop.steps]


def codes(text: str) -> list[str]:
    return [problem.code for problem in document(text).as_found.problems]


def test_standard_header_of_two_rows():
    found = document("""
# Prosedur
| SOP PENGUKURAN KINERJA |        |           |      |             |               |          |            |
| No | Uraian Prosedur            | Pelaksana | <    | Mutu Baku   | <             | <        | Keterangan |
| ^  | ^                          | Camat     | Staf | Kelengkapan | Waktu (menit) | Output   | ^          |
| 1  | Menyusun laporan           | mulai     |      | Data        | 15            | Draf     |            |
| 2  | Menyerahkan laporan        |           | x    | Draf        | 30            | Laporan  | SOP Arsip  |
""")
    assert found.sop.performers == ["Camat", "Staf"]
    assert found.sop.identity.procedure_title == "SOP PENGUKURAN KINERJA"
    first, second = found.sop.steps
    assert [(p.name, p.symbols) for p in first.performers] == [("Camat", ["terminator"])]
    assert [(p.name, p.symbols) for p in second.performers] == [("Staf", [])]
    assert (first.duration.minutes, second.duration.minutes) == (15, 30)
    assert (first.origin.sheet, first.origin.row, second.origin.row) == ("Prosedur", 4, 5)
    assert [w.step for w in first.next] == [2]
    assert second.next == []
    assert second.note == "SOP Arsip"


def test_columns_are_found_by_header_and_not_by_position():
    # Output before Waktu: 4-6 of 348 SOPs
    assert steps("""
# SOP
| No | Kegiatan  | Pelaksana | Mutu Baku | <       | <        | Ket |
| ^  | ^         | Staf      | Input     | Keluaran | Waktu   | ^   |
| 1. | Mencatat  |           | Surat     | Agenda   | 5 menit |     |
""") == [(1, "Mencatat", "5 menit", "Agenda")]


def test_column_numbers_are_no_step():
    assert steps("""
# SOP
| NO  | AKTIVITAS | PELAKSANA | <     | MUTU BAKU   | <      | <      |
|     |           | Kepala    | Staf  | Kelengkapan | Waktu  | Output |
| (1) | (2)       | (3)       | (4)   | (5)         | (6)    | (7)    |
| 1   | Mencatat  |           |       | Surat       | 2 jam  | Agenda |
""") == [(1, "Mencatat", "2 jam", "Agenda")]


def test_header_row_said_twice_and_names_stacked():
    found = document("""
# SOP
| No. | Aktivitas/Kegiatan | PPK | Pejabat   | Mutu Baku   | <            | <      | Keterangan |
| No. | Aktivitas/Kegiatan | PPK | Pengadaan | Kelengkapan | Waktu        | Output |            |
| (1) | (2)                | (3) | (4)       | (5)         | (6)          | (7)    | (8)        |
| 1.  | Memesan barang     |     |           | Dokumen     | 1 hari kerja | Pesanan |           |
""")
    assert found.sop.performers == ["PPK", "Pejabat Pengadaan"]
    assert found.sop.steps[0].output == "Pesanan"


def test_name_stacked_over_four_cells_with_repeated_lines():
    found = document(r"""
# SOP
| No  | Uraian  | Pelaksana | <                  | Mutu Baku | <        | <      |
|     |         | Tim Kerja | Tim\nPerencanaan,  | Sumber Data | Waktu  | Output |
|     |         |           | Perencanaan,       |           |          |        |
|     |         |           | dan\nPemantauan    |           |          |        |
|     |         |           | Pemantauan         |           |          |        |
| 1   | Menyusun |          |                    | Data      | 3 hari   | Draf   |
""")
    assert found.sop.performers == ["Tim Kerja", "Tim Perencanaan, dan Pemantauan"]


def test_no_group_header_over_the_performers():
    found = document("""
# SOP
| No | Kegiatan | Ketua Tim | Anggota | Mutu Baku   | <       | <      | Keterangan |
| ^  | ^        | ^         | ^       | Kelengkapan | Waktu   | Output | ^          |
| 1  | Menyusun |           | √       | Data        | 1 bulan | Tabel  |            |
""")
    assert found.sop.performers == ["Ketua Tim", "Anggota"]
    assert [p.name for p in found.sop.steps[0].performers] == ["Anggota"]


def test_group_header_covers_only_some_performers():
    found = document("""
# SOP
| No | Kegiatan |           | Pelaksana      | <       | Mutu Baku   | <       | <      |
|    |          | Ketua Tim | Tim Penyusunan | Tim DLS | Kelengkapan | Waktu   | Output |
| 1  | Menyusun |           |                |         | Memo        | 1 jam   | Memo   |
""")
    assert found.sop.performers == ["Ketua Tim", "Tim Penyusunan", "Tim DLS"]


def test_wrong_group_header_over_the_performers():
    found = document("""
# SOP
| No | Kegiatan | Kelengkapan | <    | Mutu Baku   | <       | <      |
|    |          | Kepala      | Staf | Kelengkapan | Waktu   | Output |
| 1  | Menyusun |             |      | Memo        | 1 jam   | Memo   |
""")
    assert found.sop.performers == ["Kepala", "Staf"]
    assert found.sop.steps[0].requirements == "Memo"


def test_group_word_that_is_half_of_a_name():
    found = document("""
# SOP
| No | Kegiatan | PPK | Tim       | Mutu Baku   | <       | <      |
|    |          |     | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menyusun |     |           | Memo        | 1 jam   | Memo   |
""")
    assert found.sop.performers == ["PPK", "Tim Pelaksana"]


def test_header_over_number_and_description_together():
    assert steps("""
# SOP
| Uraian Prosedur | <        | Pelaksana | Mutu Buku   | <       | <      |
| ^               | ^        | Petugas   | Kelengkapan | Waktu   | Output |
| 1               | Mendaftar |          | KTP         | 5 menit | Nomor  |
| 2               | Melayani  |          | Nomor       | 3 jam   |        |
""") == [(1, "Mendaftar", "5 menit", "Nomor"), (2, "Melayani", "3 jam", None)]


def test_three_excel_columns_per_performer():
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | <  | <  | <    | <  | <  | Mutu Baku   | <       | <      |
| ^  | ^        | Kepala    | <  | <  | Staf | <  | <  | Kelengkapan | Waktu   | Output |
| 1  | Menyusun |           | x  |    |      |    |    | Memo        | 1 jam   | Memo   |
| 2  | Mencetak |           |    |    |      |    | x  | Memo        | 1 jam   | Cetak  |
""")
    assert [[p.name for p in s.performers] for s in found.sop.steps] == [["Kepala"], ["Staf"]]


def test_misread_headers_are_understood_and_told():
    text = """
# SOP
| No | Uraian Prosedr | Pelaksana | MUTU BUKU   | <       | <      | Keteranqan |
| ^  | ^              | Staf      | Kelengkapn  | Waktu   | Ouput  | ^          |
| 1  | Menyusun       |           | Memo        | 1 jam   | Draf   | SOP Rapat  |
"""
    assert steps(text) == [(1, "Menyusun", "1 jam", "Draf")]
    assert document(text).sop.steps[0].note == "SOP Rapat"
    assert codes(text).count("judul-kolom-salah-ketik") == 5


def test_words_that_only_resemble_a_header_are_names():
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | <          | Mutu Baku   | <       | <      |
| ^  | ^        | Pelaksana | Keterkaitan | Kelengkapan | Waktu   | Output |
| 1  | Menyusun |           | x          | Memo        | 1 jam   | Memo   |
""")
    assert "Keterkaitan" in found.sop.performers


def test_branch_labels_and_digits_are_no_marks():
    found = document(r"""
# SOP
| No | Kegiatan  | Pelaksana | <      | Mutu Baku   | <       | <      |
| ^  | ^         | Kepala    | Staf   | Kelengkapan | Waktu   | Output |
| 1  | Memeriksa | T\nY      | 2      | Memo        | 1 jam   | Memo   |
|    |           | Ya        |        |             |         |        |
| 2  | Mencetak  | keputusan+proses | ✓ | Memo      | 1 jam   | Cetak  |
""")
    assert [[(p.name, p.symbols) for p in s.performers] for s in found.sop.steps] == [
        [],
        [("Kepala", ["keputusan", "proses"]), ("Staf", [])],
    ]


def test_a_column_name_used_twice():
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | <    | Mutu Baku   | <       | <      |
| ^  | ^        | Staf      | Staf | Kelengkapan | Waktu   | Output |
| 1  | Mencetak |           | x    | Memo        | 1 jam   | Cetak  |
""")
    assert found.sop.performers == ["Staf", "Staf (2)"]
    assert [p.name for p in found.sop.steps[0].performers] == ["Staf (2)"]


def test_a_needed_column_is_missing():
    text = """
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Output |
| 1  | Mencetak |           | Memo        | Cetak  |
"""
    assert codes(text) == ["kolom-tidak-ada"]
    assert steps(text) == [(1, "Mencetak", None, "Cetak")]


def test_header_without_rows_is_a_document():
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output |
""")
    assert found.sop.steps == []


def test_table_away_from_the_corner():
    found = document("""
# SOP @C7
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mencetak |           | Memo        | 5 menit | Cetak  |
""")
    assert str(found.as_found.steps[0].cells["duration"].address) == "SOP!G8"
    assert found.sop.steps[0].origin.row == 8


def test_several_sops_on_one_sheet_by_their_titles():
    first, second = documents("""
# Semua
| SOP SURAT MASUK | | | | | |
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menerima |           | Surat       | 5 menit | Agenda |
| 2  | Mencatat |           | Surat       | 5 menit | Agenda |

| SOP SURAT KELUAR | | | | | |
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mengetik |           | Konsep      | 9 menit | Surat  |
""")
    assert [s.description for s in first.sop.steps] == ["Menerima", "Mencatat"]
    assert [s.description for s in second.sop.steps] == ["Mengetik"]
    assert second.sop.identity.procedure_title == "SOP SURAT KELUAR"


def test_numbers_that_start_again_without_a_title_are_the_same_sop():
    text = """
# Hal 1
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menerima |           | Surat       | 5 menit | Agenda |
| 2  | Mencatat |           | Surat       | 5 menit | Agenda |
# Hal 2
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Mengetik |           | Konsep      | 9 menit | Surat  |
"""
    assert [n for n, *_ in steps(text)] == [1, 2, 1]
    assert codes(text) == ["nomor-mulai-lagi"]


def test_numbers_as_written():
    rows = "\n".join(
        f"| {n} | Langkah {i} | | Data | 5 menit | Draf |"
        for i, n in enumerate(["1.", '"01"', "14,", "2.0", "(7)", "9"])
    )
    header = "| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output |"
    assert [n for n, *_ in steps(f"# SOP\n{header}\n{rows}")] == [1, 1, 14, 2, 7, 9]


def test_a_table_without_numbers_misses_the_column_once():
    text = """
# SOP
| Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| Mencetak | x         | Memo        | 5 menit | Cetak  |
| Mengirim | x         | Cetak       | 5 menit | Tanda  |
"""
    found = documents(text)
    assert [(p.code, p.words) for p in found[0].as_found.problems] == [("kolom-tidak-ada", {"kolom": "No"})]
    assert "nomor-langkah-kosong" not in [f.code for f in xl_sop.check(found)]


def test_a_missing_column_is_said_at_the_header_not_in_every_row():
    found = documents("""
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Output |
| 1  | Mencetak | x         | Memo        | Cetak  |
| 2  | Mengirim | x         | Cetak       | Tanda  |
""")
    said = [f for f in xl_sop.check(found) if f.severity == "galat"]
    assert [(f.code, str(f.address), f.words) for f in said] == [
        ("kolom-tidak-ada", "SOP!A1", {"kolom": "Waktu"})
    ]


def test_one_column_with_typed_names():
    found = document(r"""
# SOP
| No | Kegiatan | Pelaksana       | Kelengkapan | Waktu   | Output |
| 1  | Menerima | Resepsionis     | Surat       | 5 menit | Agenda |
| 2  | Mengirim | 1. Staf\n2. Kasi | Surat       | 5 menit | Resi   |
| 3  | Menutup  | Ya              | Resi        | 5 menit | Resi   |
""")
    assert found.sop.performers == ["Resepsionis", "Staf", "Kasi"]
    assert [[(p.name, p.symbols) for p in s.performers] for s in found.sop.steps] == [
        [("Resepsionis", [])],
        [("Staf", []), ("Kasi", [])],
        [],
    ]
    assert found.sop.totals.by_performer == {"Resepsionis": 5, "Staf": 5, "Kasi": 5}


def test_one_column_with_marks():
    found = document("""
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menerima | x         | Surat       | 5 menit | Agenda |
""")
    assert [(p.name, p.symbols) for p in found.sop.steps[0].performers] == [("Pelaksana", [])]
