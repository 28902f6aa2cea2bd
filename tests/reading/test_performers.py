"""Performers as headers name them: in rows of their own, above and below the words, and posts called Pelaksana."""

from __future__ import annotations

from tests.tables import document


def performers(text: str) -> list[str]:
    return document(text).sop.performers


BODY = """
| 1  | Menerima | x  |   | Surat  | 5 menit | Agenda |
| 2  | Mencatat |    | x | Agenda | 1 jam   | Buku   |
"""


def test_names_alone_in_the_second_header_row() -> None:
    for row in ("|    |  | Camat | Staf | | | |", "| ^ | ^ | Camat | Staf | ^ | ^ | ^ |"):
        text = f"# SOP\n| No | Kegiatan | Pelaksana | < | Kelengkapan | Waktu | Output |\n{row}{BODY}"
        found = document(text).sop
        assert found.performers == ["Camat", "Staf"]
        assert [[p.name for p in s.performers] for s in found.steps] == [["Camat"], ["Staf"]]


def test_names_alone_below_a_group_that_is_not_merged() -> None:
    text = f"# SOP\n| No | Kegiatan | Pelaksana |  | Kelengkapan | Waktu | Output |\n| | | Camat | Staf | | | |{BODY}"
    assert performers(text) == ["Camat", "Staf"]


def test_pelaksanaan_as_the_group_heading() -> None:
    text = f"""
# SOP
| No | Kegiatan | Pelaksanaan | <    | Mutu Baku   | <     | <      |
| ^  | ^        | Camat       | Staf | Kelengkapan | Waktu | Output |{BODY}"""
    assert performers(text) == ["Camat", "Staf"]


def test_a_post_that_is_called_pelaksana() -> None:
    below = f"""
# SOP
| No | Kegiatan | Pelaksana | <         | Mutu Baku   | <     | <      |
| ^  | ^        | Camat     | Pelaksana | Kelengkapan | Waktu | Output |{BODY}"""
    assert performers(below) == ["Camat", "Pelaksana"]
    beside = f"""
# SOP
| No | Kegiatan | Camat | Pelaksana | Mutu Baku   | <     | <      |
| ^  | ^        | ^     | ^         | Kelengkapan | Waktu | Output |{BODY}"""
    found = document(beside).sop
    assert found.performers == ["Camat", "Pelaksana"]
    assert [[p.name for p in s.performers] for s in found.steps] == [["Camat"], ["Pelaksana"]]


def test_names_that_start_above_the_row_of_the_words() -> None:
    text = f"""
# SOP
| SOP SURAT MASUK |
|    |          | Kepala | Tim   |             |       |        |
| No | Kegiatan | Bidang | Kerja | Kelengkapan | Waktu | Output |{BODY}"""
    found = document(text).sop
    assert found.performers == ["Kepala Bidang", "Tim Kerja"]
    assert found.identity.procedure_title == "SOP SURAT MASUK"


def test_a_title_above_the_performers_is_no_name() -> None:
    text = f"""
# SOP
|    |          | SOP SURAT | <     |             |       |        |
| No | Kegiatan | Bidang    | Kerja | Kelengkapan | Waktu | Output |{BODY}"""
    assert performers(text) == ["Bidang", "Kerja"]
    text = text.replace("SOP SURAT", "Pengelolaan Surat")
    assert performers(text) == ["Bidang", "Kerja"]


def test_what_stands_above_step_1_is_no_part_of_a_name() -> None:
    head = """
# SOP
| No | Kegiatan | Pelaksana | <    | Mutu Baku   | <     | <      |
| ^  | ^        | Camat     | Staf | Kelengkapan | Waktu | Output |
"""
    for row in (
        "| A. PERSIAPAN | | | | | | |",
        "| A | PERSIAPAN | | | | | |",
        "| | Mulai | | | | | |",
        "| | Mulai | mulai | | | | |",
        "| | | Mulai | | | | |",
        "| | | catatan awal | | | | |",
    ):
        found = document(f"{head}{row}{BODY}").sop
        assert found.performers == ["Camat", "Staf"], row
        assert [s.description for s in found.steps] == ["Menerima", "Mencatat"], row


def test_marks_below_names_without_merges_are_no_names() -> None:
    text = f"# SOP\n| No | Kegiatan | Camat | Staf | Kelengkapan | Waktu | Output |\n| | | Mulai | x | | | |{BODY}"
    assert performers(text) == ["Camat", "Staf"]


def test_a_tall_header_of_mostly_empty_rows() -> None:
    empty = "| | | | | | | |\n" * 10
    text = f"# SOP\n| No | Kegiatan | Pelaksana | | Mutu Baku | | |\n{empty}| | | Camat | Staf | Kelengkapan | Waktu | Output |{BODY}"
    found = document(text).sop
    assert found.performers == ["Camat", "Staf"]
    assert len(found.steps) == 2


def test_fifteen_performers() -> None:
    names = [f"Petugas {chr(65 + i)}" for i in range(15)]
    text = f"""
# SOP
| No | Kegiatan | Pelaksana {"| <" * 14} | Mutu Baku | < | < |
| ^ | ^ | {" | ".join(names)} | Kelengkapan | Waktu | Output |
| 1 | Menerima {"| " * 14} | x | | Surat | 5 menit | Agenda |
"""
    assert performers(text) == names


def test_a_table_without_numbers_whose_texts_are_words_of_headers() -> None:
    text = """
# SOP
| Kegiatan | Camat | Kelengkapan | Waktu   | Output | Ket |
| Menerima | x     | Input       | 5 menit | Hasil  | Ket |
| Mencatat | x     | Syarat      | 1 jam   | Output |     |
"""
    assert [s.description for s in document(text).sop.steps] == ["Menerima", "Mencatat"]
