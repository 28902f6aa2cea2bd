"""Validasi, Temuan Berikutnya and Hapus Tanda in a real LibreOffice; the saved file is read by openpyxl."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side

import xl_sop
from macros import contoh
from tests.e2e import seen
from tests.e2e.sound import NEAR_MISSES, PLANTED, planted, sound, typed
from xl_sop import addin
from xl_sop.address import column_letters
from xl_sop.catalogue import CATALOGUE
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS, Finding
from xl_sop.presentation import counts, lines

EXAMPLES = sorted((contoh.WORKBOOKS / contoh.EXAMPLES).glob("*.xlsx"))
OpenBook = Callable[..., xw.Book]


def told(app: xw.App) -> list[str]:
    """The sentences since the last look."""
    alerts = app.impl.alerts.recorded
    sentences = [alert["prompt"] for alert in alerts]
    alerts.clear()
    return sentences


def findings(path: Path) -> list[Finding]:
    return xl_sop.check(xl_sop.read(path))


def at(found: Sequence[Finding]) -> dict[seen.Place, list[Finding]]:
    places: dict[seen.Place, list[Finding]] = {}
    for finding in found:
        if finding.address is not None:
            places.setdefault((finding.address.sheet, finding.address.a1), []).append(finding)
    return places


def saved(book: xw.Book, path: Path) -> Path:
    """A copy of the workbook as LibreOffice saves it."""
    book.save(path)
    return path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:3])
def test_an_example_is_marked_and_cleared(example: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(example)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    expected = findings(example)
    addin.validate()

    told_lines = lines([finding.entry() for finding in expected])
    text = counts([line.severity for line in told_lines])
    assert told(xw_app) == [f"{text}: lihat lembar Temuan."]
    marked = saved(book, tmp_path / "ditandai.xlsx")
    places = at(expected)
    worst = {place: min((f.severity for f in said), key=SEVERITIES.index) for place, said in places.items()}
    assert seen.marks(marked) == worst
    notes = seen.our_notes(marked)
    assert notes.keys() == places.keys()
    for place, said in places.items():
        for finding in said:
            assert finding.message() in notes[place]
            assert finding.fix() in notes[place]

    listed = seen.rows(marked, "Temuan")
    assert listed[1][0] == text
    assert listed[2][:9] == [
        "No",
        "Tingkat",
        "Lembar",
        "Sel",
        "Langkah",
        "Pesan",
        "Saran",
        "Kode",
        "Sel lainnya",
    ]
    assert [row[1] for row in listed[3:]] == [SEVERITY_WORDS["id"][line.severity] for line in told_lines]
    assert [row[5:8] for row in listed[3:]] == [[line.message, line.fix, line.code] for line in told_lines]
    links = seen.links(marked, "Temuan")
    for row, line in enumerate(told_lines, start=4):
        led_to = [
            tuple(links[cell].replace("'", "").split("!"))
            for cell in (f"D{row}", *(f"{column_letters(c)}{row}" for c in range(9, 90)))
            if cell in links
        ]
        assert led_to == [place for place in line.cells if place[1] is not None]

    addin.clear_marks()
    assert told(xw_app) == ["Semua tanda dan lembar Temuan sudah dihapus."]
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}
    addin.clear_marks()
    assert told(xw_app) == ["Tidak ada tanda yang perlu dihapus."]


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_twelve_spoilt_cells_are_marked_and_no_other(
    ending: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = planted(tmp_path / "rusak.xlsx")
    if ending == "xlsm":
        path = _with_buttons(path)
    book = open_book(path)
    addin.validate()
    marked = saved(book, tmp_path / f"ditandai.{ending}")
    assert set(seen.marks(marked)) == set(PLANTED)
    assert len(PLANTED) == 12
    assert not set(seen.marks(marked)) & set(NEAR_MISSES)
    codes = {(row[2], row[3]): row[7] for row in seen.rows(marked, "Temuan")[3:]}
    assert codes == {place: code for place, (_, code) in PLANTED.items()}
    assert seen.our_notes(marked).keys() == PLANTED.keys()
    assert told(xw_app) == ["10 kesalahan, 2 peringatan: lihat lembar Temuan."]


def _with_buttons(path: Path) -> Path:
    from macros.template import template

    made = path.with_suffix(".xlsm")
    made.write_bytes(template(path))
    return made


def test_a_sound_workbook_gets_no_list(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(sound(tmp_path / "baik.xlsx"))
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.validate()
    assert told(xw_app) == ["Tidak ada temuan. SOP ini siap."]
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}


def test_what_was_put_right_is_unmarked(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    addin.validate()
    book.sheets["Prosedur"]["G5"].value = "15"
    addin.validate()
    marked = saved(book, tmp_path / "lagi.xlsx")
    assert set(seen.marks(marked)) == set(PLANTED) - {("Prosedur", "G5")}
    assert seen.our_notes(marked).keys() == PLANTED.keys() - {("Prosedur", "G5")}
    for (sheet, cell), value in _repairs(tmp_path).items():
        book.sheets[sheet][cell].value = value
    told(xw_app)
    addin.validate()
    assert told(xw_app) == ["Tidak ada temuan. SOP ini siap."]
    assert book.sheet_names == ["Petunjuk", "Identitas", "Prosedur", "Identifikasi", "Pengaturan"]
    assert seen.marks(saved(book, tmp_path / "bersih.xlsx")) == {}


def _repairs(folder: Path) -> dict[seen.Place, Any]:
    right = openpyxl.load_workbook(sound(folder / "benar.xlsx"))
    values = {(sheet, cell): right[sheet][cell].value for sheet, cell in PLANTED}
    values["Prosedur", "G18"] = 405  # the sum, with the times of the near misses
    return {place: f"'{v}" if isinstance(v, str) else v for place, v in values.items()}


def test_three_presses_leave_what_one_leaves(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    kept = []
    for number in range(3):
        addin.validate()
        kept.append(seen.everything(saved(book, tmp_path / f"{number}.xlsx")))
    assert seen.changes(kept[0], kept[1]) == {}
    assert seen.changes(kept[0], kept[2]) == {}
    assert [name for name, _ in kept[0]["sheets"]].count("Temuan") == 1


def test_marks_survive_saving_and_are_known_again(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.validate()
    marked = saved(book, tmp_path / "ditandai.xlsx")
    book.close()
    again = open_book(marked)
    addin.validate()
    assert set(seen.marks(saved(again, tmp_path / "lagi.xlsx"))) == set(PLANTED)
    addin.clear_marks()
    assert seen.changes(before, seen.everything(saved(again, tmp_path / "sesudah.xlsx"))) == {}


@pytest.fixture
def clerks(tmp_path: Path) -> Path:
    """The spoilt workbook with colours, notes and rules of a clerk's own, on marked cells and beside them."""
    path = planted(tmp_path / "milik.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Prosedur"]
    for cell in ("G5", "H6", "B7"):
        sheet[cell].fill = PatternFill("solid", fgColor="FF00B050")
        sheet[cell].font = Font(name="Arial", bold=True, italic=True, color="FFC00000", size=11)
        sheet[cell].border = Border(left=Side("double", color="FF0000FF"), bottom=Side("thick"))
    sheet["G8"].number_format = "0.00"
    sheet["G5"].comment = Comment("Tanya Bu Kasi dulu.\nBaris kedua.", "Pegawai")
    sheet["B6"].comment = Comment("Temuan audit tahun lalu", "Pegawai")
    red, blue = PatternFill(bgColor="FFFF0000"), PatternFill(bgColor="FF0000FF")
    sheet.conditional_formatting.add("G5:G17", CellIsRule("equal", ['"60"'], fill=red))
    sheet.conditional_formatting.add("G5", FormulaRule(['$A5="x"'], fill=blue))  # the very area of a mark
    sheet.conditional_formatting.add("G8:G9", FormulaRule(['$A8="y"'], fill=blue))
    sheet.column_dimensions["I"].width = 33.5
    book.active = book.index(book["Identifikasi"])
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is book.active
    book.save(path)
    return path


@pytest.mark.parametrize("reopened", [False, True], ids=["at once", "after saving"])
def test_a_clerks_own_looks_and_notes_come_back(
    reopened: bool, clerks: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    book = open_book(clerks)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    assert before["active"] == "Identifikasi"
    addin.validate()
    marked = saved(book, tmp_path / "ditandai.xlsx")
    assert set(seen.marks(marked)) == set(PLANTED)
    notes = seen.notes(marked)
    assert notes["Prosedur", "G5"].startswith("Tanya Bu Kasi dulu.\nBaris kedua.\n")
    assert "Waktu langkah ini belum diisi." in notes["Prosedur", "G5"]
    assert notes["Prosedur", "B6"] == "Temuan audit tahun lalu"
    if reopened:
        book.close()
        book = open_book(marked)
    addin.validate()
    addin.clear_marks()
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}


def test_a_note_of_the_clerks_keeps_its_bold_author(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    note = book.sheets["Prosedur"]["G5"].add_note("Pegawai: tanya dulu")
    cursor = note.api.createTextCursorByRange(note.api.getStart())
    cursor.goRight(8, True)
    cursor.CharWeight = 150.0
    addin.validate()
    addin.clear_marks()
    text = book.sheets["Prosedur"]["G5"].note.api
    looks = []
    for start, length in ((0, 8), (8, 11)):
        cursor = text.createTextCursorByRange(text.getStart())
        cursor.goRight(start, False)
        cursor.goRight(length, True)
        looks.append((cursor.getString(), cursor.CharWeight))
    assert looks == [("Pegawai:", 150.0), (" tanya dulu", 100.0)]


def painted(book: xw.Book, folder: Path) -> set[str]:
    """Which of our colours LibreOffice shows, told by a page it prints of sheet Prosedur."""
    from xl_sop.addin.marks import COLOURS
    from xl_sop.libreoffice import uno_bridge as uno

    target = folder / "layar.pdf"
    area = uno.struct("beans.PropertyValue", Name="FilterName", Value="calc_pdf_Export")
    book.api.storeToURL(target.as_uri(), (area,))
    command = ["pdftoppm", "-r", "50", str(target), str(folder / "layar")]
    subprocess.run(command, check=True)
    pictures = b"".join(path.read_bytes() for path in sorted(folder.glob("layar*.ppm")))
    for path in folder.glob("layar*.ppm"):
        path.unlink()
    return {level for level, colour in COLOURS.items() if bytes(colour) * 6 in pictures}


def test_marks_are_seen_at_once_and_gone_at_once(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    """LibreOffice may keep a rule in the file and paint nothing: only a picture tells."""
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    assert painted(book, tmp_path) == set()
    addin.validate()
    assert painted(book, tmp_path) == {"galat", "peringatan"}
    addin.clear_marks()
    assert painted(book, tmp_path) == set()
    for (sheet, cell), value in _repairs(tmp_path).items():
        book.sheets[sheet][cell].value = value
    book.sheets["Prosedur"][
        "F17"
    ].value = "2 hari"  # a time as kelengkapan: a warning in a cell without one before
    addin.validate()
    assert painted(book, tmp_path) == {"peringatan"}


def test_a_finding_inside_a_merged_area_is_shown_on_it(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = typed(sound(tmp_path / "a.xlsx"), {("Prosedur", "G7"): None})
    book = openpyxl.load_workbook(path)
    book["Prosedur"].merge_cells("G6:G7")
    book.save(path)
    opened = open_book(path)
    addin.validate()
    marked = saved(opened, tmp_path / "b.xlsx")
    assert [row[3] for row in seen.rows(marked, "Temuan")[3:]] == ["G7"]
    assert list(seen.our_notes(marked)) == [("Prosedur", "G6")]
    assert list(seen.marks(marked)) == [("Prosedur", "G6")]


def test_next_finding_walks_all_cells_in_order_and_begins_again(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    book = open_book(planted(tmp_path / "rusak.xlsx"))
    addin.next_finding()
    assert told(xw_app) == ["Belum ada daftar temuan. Tekan Validasi dulu."]
    book.sheets["Petunjuk"]["A1"].select()
    addin.validate()
    told(xw_app)
    walked = []
    for number in range(1, 14):
        addin.next_finding()
        cell = xw_app.selection
        walked.append((cell.sheet.name, cell.get_address(False, False)))
        sheet, address = walked[-1]
        assert xw_app.status_bar.startswith(f"Temuan {(number - 1) % 12 + 1} dari 12, {sheet}!{address}: ")
        if number == 4:  # Enter after a correction moves the selection on
            book.sheets[sheet].range((cell.row + 1, cell.column)).select()
        assert book.sheets.active.name == sheet
    assert told(xw_app) == []
    sheets = ["Identitas", "Prosedur", "Identifikasi"]
    warnings = {place for place, (_, code) in PLANTED.items() if CATALOGUE[code].severity == "peringatan"}
    assert len(warnings) == 2
    by_hand = sorted(PLANTED, key=lambda p: (p in warnings, sheets.index(p[0]), int(p[1][1:]), p[1][0]))
    assert walked == [*by_hand, by_hand[0]]
    book.sheets["Prosedur"]["H6"].select()  # somewhere else on the list: on from there
    addin.next_finding()
    assert xw_app.selection.address == "$L$7"


def test_a_sheet_of_the_clerks_called_temuan_is_left_alone(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = planted(tmp_path / "rusak.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Temuan")["A1"] = "Temuan Inspektorat 2023"
    book.save(path)
    book = open_book(path)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.validate()
    addin.validate()
    assert told(xw_app) == ["10 kesalahan, 2 peringatan: lihat lembar Temuan (xl_sop)."] * 2
    assert book.sheet_names[-2:] == ["Temuan", "Temuan (xl_sop)"]
    addin.clear_marks()
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}


def test_two_open_workbooks_only_the_caller_is_touched(xw_app: xw.App, tmp_path: Path):
    first = xw_app.books.open(planted(tmp_path / "satu.xlsx"))
    second = xw_app.books.open(shutil.copy(tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"))
    before = seen.everything(saved(second, tmp_path / "dua-sebelum.xlsx"))
    first.set_mock_caller()
    second.activate()
    addin.validate()
    addin.totals()
    addin.next_finding()
    assert seen.changes(before, seen.everything(saved(second, tmp_path / "dua-sesudah.xlsx"))) == {}
    assert set(seen.marks(saved(first, tmp_path / "satu-ditandai.xlsx"))) == set(PLANTED)
