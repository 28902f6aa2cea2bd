"""Rows of a table's body: continued texts, lost numbers, merged cells, footers."""

from __future__ import annotations

from tests.tables import document

HEADER = """
# SOP
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Output | Keterangan |
"""


def steps(rows: str) -> list[tuple[int | None, str | None, str | None, str | None]]:
    found = document(HEADER + rows)
    return [(s.number, s.description, s.duration.text, s.output) for s in found.sop.steps]


def codes(rows: str) -> list[str]:
    return [problem.code for problem in document(HEADER + rows).as_found.problems]


def test_text_that_spills_into_the_next_row():
    assert steps("""
| 1 | Menyusun draf laporan | | Data | 1 - 20 Hari | Draf    | |
|   | triwulan              | |      | Kerja       | laporan | |
| 2 | Mencetak              | | Draf | 5 menit     | Laporan | |
""") == [
        (1, "Menyusun draf laporan triwulan", "1 - 20 Hari Kerja", "Draf laporan"),
        (2, "Mencetak", "5 menit", "Laporan"),
    ]


def test_a_step_that_lost_its_number():
    assert steps("""
| 1 | Menyusun   | | Data    | 1 jam   | Draf  | |
|   | Memeriksa  | | Draf    | 2 jam   | Draf  | |
| 2 | Mencetak   | | Draf    | 5 menit | Cetak | |
""") == [
        (1, "Menyusun", "1 jam", "Draf"),
        (None, "Memeriksa", "2 jam", "Draf"),
        (2, "Mencetak", "5 menit", "Cetak"),
    ]


def test_empty_rows_between_steps():
    assert [
        n
        for n, *_ in steps("""
| 1 | Menyusun   | | Data    | 1 jam   | Draf  | |

| 2 | Memeriksa  | | Draf    | 2 jam   | Draf  | |


| 3 | Mencetak   | | Draf    | 5 menit | Cetak | |
""")
    ] == [1, 2, 3]


def test_waktu_merged_over_two_steps_counts_once():
    rows = """
| 1 | Menyusun   | | Data    | 3 hari | Draf  | |
| 2 | Memeriksa  | | Draf    | ^      | Draf  | |
| 3 | Mencetak   | | Draf    | 1 jam  | Cetak | |
"""
    found = document(HEADER + rows)
    assert [s.duration.minutes for s in found.sop.steps] == [1350, None, 60]
    assert found.sop.totals.minutes == 1410
    assert found.sop.totals.without_time == [2]
    (problem,) = found.as_found.problems
    assert (problem.code, str(problem.address), problem.step) == ("waktu-digabung", "SOP!E4", 2)
    assert problem.words["sel"] == "E3"


def test_values_that_stand_above_their_number():
    # the mutu baku of step 2 is merged over the row above its number
    assert steps("""
| 1 | Mendata      | | Kuesioner | 1 bulan | Data entri | |
|   |              | | Data      | 2 bulan | Data harga | |
| 2 | Memonitoring | | ^         | ^       | ^          | |
| 3 | Memeriksa    | | Data      | 3 hari  | Data       | |
""") == [
        (1, "Mendata", "1 bulan", "Data entri"),
        (2, "Memonitoring", "2 bulan", "Data harga"),
        (3, "Memeriksa", "3 hari", "Data"),
    ]


def test_total_row_is_no_step():
    assert steps("""
| 1      | Menyusun | | Data | 1 jam  | Draf | |
| Jumlah |          | |      | 1 jam  |      | |
""") == [(1, "Menyusun", "1 jam", "Draf")]
    assert steps("""
| 1 | Menyusun            | | Data | 1 jam  | Draf | |
|   | Total waktu (menit) | |      | 60     |      | |
""") == [(1, "Menyusun", "1 jam", "Draf")]


def test_notes_and_signatures_below_the_table():
    assert steps("""
| 1 | Menyusun | | Data | 1 jam  | Draf | |
| Catatan: waktu dihitung pada jam kerja | | | | | | |
""") == [(1, "Menyusun", "1 jam", "Draf")]
    assert steps("""
| 1 | Menyusun | | Data | 1 jam  | Draf | |


|   |          | |      |        | CAMAT CONTOH | |
|   |          | |      |        | NAMA PEJABAT, S.Sos | |
|   |          | |      |        | NIP. 19700101 199501 1 001 | |
""") == [(1, "Menyusun", "1 jam", "Draf")]
    assert steps("""
| 1 | Menyusun | | Data | 1 jam  | Draf | |
|   |          | |      |        | Mengetahui, | |
|   |          | |      |        | NAMA PEJABAT, S.Sos | |
""") == [(1, "Menyusun", "1 jam", "Draf")]


def test_a_numbered_step_may_be_about_a_total():
    assert [
        d
        for _, d, *_ in steps("""
| 1 | Jumlah berkas dihitung | | Berkas | 1 jam | Catatan jumlah | |
| 2 | Mencatat               | | Berkas | 1 jam | Agenda         | |
""")
    ] == ["Jumlah berkas dihitung", "Mencatat"]


def test_waktu_turned_into_a_date_by_excel():
    found = document(HEADER + "| 1 | Menyusun | | Data | 2024-02-01 | Draf | |")
    assert found.as_found.steps[0].parsed.problem == "waktu-jadi-tanggal"
    assert found.sop.steps[0].duration.minutes is None


def test_unit_comes_from_the_header_or_an_earlier_page():
    found = document("""
# Hal 1
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu (Menit) | Output |
| 1  | Menerima |           | Surat       | 15            | Agenda |
# Hal 2
| No | Kegiatan | Pelaksana | Kelengkapan | Waktu         | Output |
| 2  | Mencatat |           | Surat       | 20            | Agenda |
""")
    assert [s.duration.minutes for s in found.sop.steps] == [15, 20]
    assert [p.own_unit for p in found.as_found.pages] == [True, False]


def test_a_bare_number_without_any_unit_is_not_guessed():
    found = document(HEADER + "| 1 | Menyusun | | Data | 15 | Draf | |")
    assert found.sop.steps[0].duration.minutes is None
    assert found.as_found.steps[0].parsed.problem == "waktu-tanpa-satuan"


def test_a_row_between_steps_whose_output_reads_like_a_footer():
    assert steps("""
| 1 | Menyusun | | Data | 1 jam | Draf | |
|   | Membahas | | Draf | 2 jam | Catatan rapat | Keterangan: tertutup |
| 2 | Mencetak | | Draf | 1 jam | Laporan | |
""")[1] == (None, "Membahas", "2 jam", "Catatan rapat")


def test_text_beside_a_number_merged_over_its_row_continues_the_step():
    assert steps("""
| 1 | Menyusun laporan | | Data | 1 jam | Draf      | |
| ^ | dan lampiran     | |      |       | dan arsip | |
| 2 | Mencetak         | | Draf | 1 jam | Laporan   | |
""")[0] == (1, "Menyusun laporan dan lampiran", "1 jam", "Draf dan arsip")


def test_a_waktu_merged_over_a_step_that_lost_its_number():
    rows = """
| 1 | Menyusun | | Data | 1 jam | Draf        | |
|   | Mengirim | | Draf | ^     | Tanda kirim | |
| 3 | Mencetak | | Draf | 1 jam | Laporan     | |
"""
    assert steps(rows)[1] == (None, "Mengirim", None, "Tanda kirim")
    assert "waktu-digabung" in codes(rows)
