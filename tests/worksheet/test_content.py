"""The identification worksheet: what it says after regenerating, and how one on a sheet is changed in place."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tables import workbook
from xl_sop.book.grid import Book, Grid
from xl_sop.document import Document
from xl_sop.model import (
    NO_DURATION,
    NO_RESPONSIBLE,
    Group,
    Identification,
    IdentifiedStep,
    Origin,
    Step,
)
from xl_sop.reading.documents import read_book
from xl_sop.worksheet.content import build, new_sheet, regenerate
from xl_sop.worksheet.plan import WorksheetPlan, plan

TABLE = """
# SOP
| No | Uraian Prosedur   | Camat | Kelengkapan | Waktu (menit) | Output |
| 1  | Memerintahkan     | x     | Disposisi   | 15            | Surat  |
| 2  | Mengundang Sekcam | x     | Undangan    | 15            | Surat  |
| 3  | Melaksanakan rapat| x     | Bahan       | 15            | Notula |
| 4  | Mengarsipkan      | x     | Notula      | 15            | Arsip  |
"""
SHEET = """
# LK
| LEMBAR KERJA IDENTIFIKASI KEGIATAN |      |                   |
| A. Data Kegiatan                   |      |                   |
| 1. Judul SOP                       | :    | Rapat             |
| 2. Jenis Kegiatan                  | :    | Rutin             |
| 3. Penanggung Jawab                |      |                   |
| a. Produk                          | :    | Camat             |
| b. Kegiatan                        | :    | Sekcam            |
| 4. Scope (Ruang Lingkup)           | :    | Kecamatan         |
| B. Identifikasi Kegiatan           |      |                   |
| Judul Kegiatan                     | :    | Rapat             |
| Langkah Awal                       | :    | Memerintahkan     |
| Langkah Utama                      | :    | {main}            |
| Langkah Akhir                      | :    | Mengarsipkan      |
| C. Identifikasi Langkah            |      |                   |
"""
SAME = """
| Langkah Awal                       | "1." | Memerintahkan     |
|                                    | "2." | Mengundang Sekcam |
|                                    | "3." | Melaksanakan rapat|
| Langkah Akhir                      | "4." | Mengarsipkan      |
"""
DRIFTED = """
| Langkah Awal                       | "1." | memerintahkan.    |
|                                    | "2." | Mengundang Camat  |
|                                    | "3." | Melaksanakan rapat|
| Langkah Akhir                      | "4." | Mengarsipkan      |
"""
SHORT = """
| Langkah Awal                       | 1    | Memerintahkan     |
| Langkah Akhir                      | 2    | Mengarsipkan      |
"""
LONG = """
| Langkah Awal                       | "1." | Memerintahkan     |
|                                    | "2." | Mengundang Sekcam |
|                                    | "3." | Melaksanakan rapat|
|                                    | "4." | Menyusun notula   |
| Langkah Akhir                      | "5." | Mengarsipkan      |
"""
JOINED = "Mengundang Sekcam; Melaksanakan rapat"


def book_of(lines: str, main: str = "", table: str = TABLE) -> Book:
    return workbook(table + SHEET.format(main=main).rstrip("\n") + lines)


def document_of(book: Book) -> Document:
    (found,) = read_book(book)
    return found


def planned(book: Book) -> WorksheetPlan:
    result = plan(document_of(book), book.grids[-1])
    assert result is not None
    return result


def carried_out(book: Book, result: WorksheetPlan) -> Book:
    """The workbook after the plan's writes."""
    changed = deepcopy(book)
    grid = changed.grids[-1]
    for write in result.writes:
        row, column = write.address.row - grid.top, write.address.column - grid.left
        grid.rows.extend([] for _ in range(row + 1 - len(grid.rows)))
        grid.rows[row].extend([None] * (column + 1 - len(grid.rows[row])))
        grid.rows[row][column] = write.value
    return changed


def written(result: WorksheetPlan) -> dict[str, str | int | None]:
    return {write.address.a1: write.value for write in result.writes}


def step(number: int | None, description: str | None) -> Step:
    return Step(
        number=number,
        description=description,
        performers=[],
        requirements=None,
        duration=NO_DURATION,
        output=None,
        note=None,
        next=[],
        origin=Origin(sheet=None, row=None),
    )


def identification(main: str | None, *lines: str) -> Identification:
    return Identification(
        sop_title=None,
        kind=None,
        responsible=NO_RESPONSIBLE,
        scope=None,
        activity_title=None,
        first=None,
        main=main,
        last=None,
        steps=[IdentifiedStep(group="utama", number=i, description=line) for i, line in enumerate(lines, 1)],
    )


# --- what it says


@pytest.mark.parametrize(
    ("count", "groups"),
    [(0, []), (1, ["awal"]), (2, ["awal", "akhir"]), (4, ["awal", "utama", "utama", "akhir"])],
)
def test_groups(count: int, groups: list[Group]) -> None:
    made = build([step(i, f"Langkah {i}") for i in range(1, count + 1)], None, None)
    assert [line.group for line in made.steps] == groups
    assert made.first == ("Langkah 1" if count else None)
    assert made.last == (f"Langkah {count}" if count > 1 else None)


def test_steps_are_copied_verbatim_with_their_numbers() -> None:
    made = build([step(1, "A."), step(3, "b"), step(3, None), step(None, "d")], None, None)
    assert [(line.number, line.description) for line in made.steps] == [
        (1, "A."),
        (3, "b"),
        (3, None),
        (None, "d"),
    ]
    assert made.main == "b"


def test_authored_fields_are_kept_and_titles_fall_back_on_the_name() -> None:
    made = document_of(book_of(SAME)).sop.identification
    assert made.kind == "Rutin"
    assert (made.responsible.product, made.responsible.activity) == ("Camat", "Sekcam")
    assert made.scope == "Kecamatan"
    assert made.sop_title == "Rapat"
    assert build([], "Nama SOP ini", None).sop_title == "Nama SOP ini"
    assert build([], "Nama SOP ini", None).activity_title == "Nama SOP ini"


@pytest.mark.parametrize(
    ("written_main", "lines", "main"),
    [
        ("", SAME, JOINED),  # empty: generated
        ("Rapat dan notula", DRIFTED, "Rapat dan notula"),  # authored: kept
        ("Mengundang Camat; Melaksanakan rapat", DRIFTED, JOINED),  # generated from its own lines: anew
        ("Mengundang Camat; melaksanakan rapat", DRIFTED, "Mengundang Camat; melaksanakan rapat"),
        ("Mengundang Camat; Melaksanakan rapat", SAME, "Mengundang Camat; Melaksanakan rapat"),
    ],
)
def test_langkah_utama(written_main: str, lines: str, main: str) -> None:
    assert document_of(book_of(lines, written_main)).sop.identification.main == main


def test_from_json_the_document_itself_says_what_was_there() -> None:
    steps = [step(1, "a"), step(2, "baru"), step(3, "c")]
    assert build(steps, None, None, identification("lama", "a", "lama", "c")).main == "baru"
    assert build(steps, None, None, identification("tulisan", "a", "lama", "c")).main == "tulisan"


TEXT = st.sampled_from(["a", "b", "A", "a; b", "b; a", "c", None])


@given(st.lists(TEXT, max_size=5), st.lists(TEXT, max_size=5), TEXT)
def test_regenerating_twice_changes_nothing(
    new: list[str | None], old: list[str | None], main: str | None
) -> None:
    base = document_of(book_of(SAME)).sop
    as_is = identification(main, *[text or "" for text in old])
    sop = structs.replace(base, steps=[step(1, text) for text in new], identification=as_is)
    once = regenerate(Document(sop))
    assert regenerate(Document(structs.replace(sop, identification=once))) == once


# --- in place


def test_nothing_to_do() -> None:
    result = planned(book_of(SAME, JOINED))
    assert (result.writes, result.changes, result.added, result.cleared) == ([], [], [], [])


def test_only_cells_that_differ_are_written_and_only_words_are_told() -> None:
    result = planned(book_of(DRIFTED, JOINED))
    assert written(result) == {"C15": "Memerintahkan", "C16": "Mengundang Sekcam"}
    assert [tuple(change) for change in result.changes] == [
        ("Langkah 2", "Mengundang Camat", "Mengundang Sekcam")
    ]


def test_an_empty_field_is_written_beside_the_others() -> None:
    result = planned(book_of(SAME))
    assert written(result) == {"C12": JOINED}
    assert [change.where for change in result.changes] == ["Langkah Utama"]


def test_fewer_steps_clear_the_rows_left_over() -> None:
    result = planned(book_of(LONG, JOINED))
    assert written(result) == {
        "A18": "Langkah Akhir", "C18": "Mengarsipkan", "A19": None, "B19": None, "C19": None,
    }  # fmt: skip
    assert result.cleared == [19]
    assert result.changes[-1] == ("Langkah 5", "Mengarsipkan", None)


def test_more_steps_take_the_free_rows_below_in_the_format_of_the_last() -> None:
    result = planned(book_of(SHORT, JOINED))
    assert result.added == [17, 18]
    assert written(result) == {
        "A16": None, "C16": "Mengundang Sekcam",
        "B17": 3, "C17": "Melaksanakan rapat",
        "A18": "Langkah Akhir", "B18": 4, "C18": "Mengarsipkan",
    }  # fmt: skip
    formats = {write.address.a1: write.like and write.like.a1 for write in result.writes}
    assert (formats["A18"], formats["B18"], formats["C18"], formats["C16"]) == ("A16", "B16", "C16", None)


def test_numbers_are_written_as_the_sheet_writes_them() -> None:
    table = TABLE + "| 5  | Melaporkan | x | Notula | 15 | Arsip  |\n"
    assert written(planned(book_of(SAME, JOINED, table)))["B19"] == "5."
    assert written(planned(book_of(SAME.replace('"', "").replace(".", ""), JOINED, table)))["B19"] == 5


def test_taken_rows_block_the_plan_and_say_what_to_do() -> None:
    book = book_of(SHORT, JOINED)
    refused = plan(document_of(book), book.grids[-1], lambda row, _first, _last: row < 18)
    assert refused is not None
    assert refused.writes == []
    assert refused.blocked is not None
    assert "baris 18 tidak kosong" in refused.blocked.text("id")
    assert "Sisipkan 2 baris kosong di bawah baris 16" in refused.blocked.text("id")


def test_is_free_is_asked_for_the_columns_of_part_c() -> None:
    book = book_of(SHORT, JOINED)
    asked: list[tuple[int, int, int]] = []
    plan(document_of(book), book.grids[-1], lambda *where: not asked.append(where))
    assert asked == [(17, 1, 3), (18, 1, 3)]


def test_a_signature_below_is_left_alone() -> None:
    lines = (
        DRIFTED
        + "|                      |      |                   |\n|  |  | Kecamatan, 2 Januari |\n|  | Camat | |\n"
    )
    result = planned(book_of(lines, "Mengundang Camat; Melaksanakan rapat"))
    assert written(result) == {"C12": JOINED, "C15": "Memerintahkan", "C16": "Mengundang Sekcam"}


def test_a_signature_right_below_blocks_more_steps() -> None:
    result = planned(book_of(SHORT + "| Dibuat oleh Camat | | |\n", JOINED))
    assert result.blocked is not None
    assert "baris 17 tidak kosong" in result.blocked.text("id")


def test_a_merge_in_the_way_blocks_the_plan() -> None:
    lines = LONG.replace("|                                    |", "| ^ |")
    result = planned(book_of(lines, JOINED))
    assert result.writes == []
    assert result.blocked is not None
    assert "Sel A18" in result.blocked.text("id")


def test_number_and_text_in_one_cell() -> None:
    lines = """
| Langkah Awal                       | 1. Memerintahkan    |  |
|                                    | 2. Mengundang Camat |  |
| Langkah Akhir                      | 3. Mengarsipkan     |  |
"""
    book = book_of(lines, JOINED)
    result = planned(book)
    assert written(result) == {
        "B16": "2. Mengundang Sekcam", "A17": None, "B17": "3. Melaksanakan rapat",
        "A18": "Langkah Akhir", "B18": "4. Mengarsipkan",
    }  # fmt: skip
    assert planned(carried_out(book, result)).writes == []


def test_a_colon_before_a_value_stays() -> None:
    book = book_of(SAME, JOINED)
    grid = book.grids[-1]
    grid.rows[12] = ["Langkah Akhir", ": Pengarsipan", None]
    assert written(planned(book)) == {"B13": ": Mengarsipkan"}
    grid.rows[12] = ["Langkah Akhir : Pengarsipan", None, None]
    assert written(planned(book)) == {"A13": "Langkah Akhir : Mengarsipkan"}


@pytest.mark.parametrize("rows", [2, 4, 9])
def test_an_empty_form_is_filled(rows: int) -> None:
    blank = "| | | |\n"
    lines = "\n| Langkah Awal | | |\n| Langkah Utama | | |\n" + blank * (rows - 2) + "| Langkah Akhir | | |\n"
    book = book_of(lines)
    after = carried_out(book, planned(book))
    assert document_of(after).sop.identification == document_of(book).sop.identification
    worksheet = document_of(after).as_found.worksheet
    assert worksheet is not None
    assert [(line.group, line.number, line.text.text) for line in worksheet.lines] == [
        ("awal", 1, "Memerintahkan"), ("utama", 2, "Mengundang Sekcam"),
        ("utama", 3, "Melaksanakan rapat"), ("akhir", 4, "Mengarsipkan"),
    ]  # fmt: skip
    assert planned(after).writes == []


def test_without_part_c_one_is_added_below() -> None:
    text = SHEET.format(main="").split("| C.", maxsplit=1)[0]
    book = workbook(TABLE + text)
    result = planned(book)
    assert written(result)["A15"] == "C. Identifikasi Langkah"
    after = carried_out(book, result)
    worksheet = document_of(after).as_found.worksheet
    assert worksheet is not None
    assert [line.group for line in worksheet.lines] == ["awal", "utama", "utama", "akhir"]
    assert planned(after).writes == []


def test_no_worksheet_no_plan() -> None:
    book = workbook(TABLE)
    assert plan(document_of(book), book.grids[0]) is None


LINES = st.lists(
    st.sampled_from(["Menyusun draf", "Memeriksa draf", "Rapat 2 hari", "Menandatangani", "Mengarsip"])
)


@given(
    LINES.filter(bool),
    LINES,
    st.booleans(),
    st.sampled_from(["", "Ringkasan", "Memeriksa draf"]),
    st.booleans(),
)
def test_a_carried_out_plan_leaves_nothing_to_do(
    steps: list[str], lines: list[str], labelled: bool, main: str, dotted: bool
) -> None:
    table = TABLE.split("| 1  |", maxsplit=1)[0] + "".join(
        f"| {i} | {text} | x | Data | 15 | Arsip |\n" for i, text in enumerate(steps, 1)
    )
    part_c = "\n"
    for i, text in enumerate(lines, 1):
        label = "Langkah Awal" if i == 1 else "Langkah Akhir" if i == len(lines) else ""
        part_c += f"| {label if labelled else ''} | " + (f'"{i}."' if dotted else str(i)) + f" | {text} |\n"
    book = book_of(part_c, main, table)
    before = document_of(book)
    result = planned(book)
    assert result.blocked is None
    after = carried_out(book, result)
    assert document_of(after).sop.identification == before.sop.identification
    assert planned(after).writes == []
    worksheet = document_of(after).as_found.worksheet
    assert worksheet is not None
    assert [line.text.text for line in worksheet.lines] == steps


# --- a new sheet


def test_a_new_sheet_reads_back_as_the_same_worksheet() -> None:
    book = book_of(SAME)
    wanted = document_of(book).sop.identification
    sheet = new_sheet(wanted)
    rows = [[cell.value for cell in row] for row in sheet.rows]
    made = Book("uji.xlsx", [book.grids[0], Grid("Identifikasi", rows, merges=list(sheet.merges))])
    assert document_of(made).sop.identification == wanted
    assert planned(made).writes == []
    assert [row[0].value for row in sheet.rows if row and row[0].value] == [
        "LEMBAR KERJA IDENTIFIKASI KEGIATAN",
        "A. Data Kegiatan", "1. Judul SOP", "2. Jenis Kegiatan", "3. Penanggung Jawab", "    a. Produk",
        "    b. Kegiatan", "4. Scope (Ruang Lingkup)",
        "B. Identifikasi Kegiatan", "Judul Kegiatan", "Langkah Awal", "Langkah Utama", "Langkah Akhir",
        "C. Identifikasi Langkah", "Langkah Awal", "Langkah Utama", "Langkah Akhir",
    ]  # fmt: skip
