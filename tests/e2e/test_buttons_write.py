"""SOP Baru, Tambah Pelaksana, Nomori Ulang in a real LibreOffice; openpyxl and our reader read the saved file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

import xl_sop
from tests.e2e import seen
from tests.e2e.sound import sound
from tests.e2e.test_buttons_marks import EXAMPLES, saved, told
from xl_sop import addin
from xl_sop.shipped import TEMPLATE, packaged

OpenBook = Callable[..., xw.Book]


# ---- SOP Baru


def test_a_new_book_is_the_template_and_open(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    open_book(EXAMPLES[0])
    place = tmp_path / "SOP ½ baru.xlsm"
    xw_app.impl.alerts.answers.append(str(place))
    addin.new_sop()
    assert place.read_bytes() == packaged(TEMPLATE).read_bytes()
    assert told(xw_app) == [f"{place.name} dibuat di folder {tmp_path}. Mulailah dari lembar Identitas."]
    assert xw_app.books.active.name == place.name


@pytest.mark.parametrize("name", ["ada.xlsm", "ada"])
def test_a_file_that_is_there_is_never_replaced(
    name: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    open_book(EXAMPLES[0])
    (tmp_path / "ada.xlsm").write_bytes(b"milik orang")
    xw_app.impl.alerts.answers.append(str(tmp_path / name))
    addin.new_sop()
    assert (tmp_path / "ada.xlsm").read_bytes() == b"milik orang"
    assert told(xw_app)[0].endswith("sudah ada dan tidak diubah. Tekan SOP Baru lagi dan beri nama lain.")
    assert len(xw_app.books) == 1


def test_cancelled_and_a_folder_that_is_not_there(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    open_book(EXAMPLES[0])
    before = sorted(tmp_path.iterdir())
    addin.new_sop()
    assert xw_app.status_bar == "Tidak ada berkas yang dibuat."
    xw_app.impl.alerts.answers.append(str(tmp_path / "tidak ada" / "a.xlsm"))
    addin.new_sop()
    assert "tidak dapat ditulis" in told(xw_app)[0]
    assert sorted(tmp_path.iterdir()) == before


# ---- Tambah Pelaksana


def performers(path: Path) -> list[str]:
    (document,) = xl_sop.read(path)
    return document.sop.performers


@pytest.mark.parametrize("which", ["first", "middle", "last"])
def test_a_column_before_the_marked_one(which: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(sound(tmp_path / "sop.xlsx"))
    before = saved(book, tmp_path / "sebelum.xlsx")
    names, (old,) = performers(before), xl_sop.read(before)
    at = {"first": 0, "middle": 1, "last": len(names) - 1}[which]
    sheet = book.sheets["Prosedur"]
    sheet.activate()
    sheet.range((7, 3 + at)).select()
    addin.add_performer()
    (said,) = told(xw_app)
    assert f"sebelum “{names[at]}”" in said
    after = saved(book, tmp_path / "sesudah.xlsx")
    assert performers(after) == [*names[:at], f"Pelaksana {len(names) + 1}", *names[at:]]
    (new,) = xl_sop.read(after)
    # nobody's part changed, and the table is the same in all else
    for mine, theirs in zip(new.sop.steps, old.sop.steps, strict=True):
        assert (mine.performers, mine.next, mine.description) == (
            theirs.performers,
            theirs.next,
            theirs.description,
        )
    page = openpyxl.load_workbook(after)["Prosedur"]
    head = page.cell(4, 3 + at)
    assert head.font.b
    assert head.border.left.style == head.border.right.style == "thin"
    merged = [
        str(area) for area in page.merged_cells.ranges if area.min_row == 3 and area.max_col > area.min_col
    ]
    right = openpyxl.utils.get_column_letter(3 + len(names))
    assert f"C3:{right}3" in merged  # "Pelaksana" stands over all of them
    assert page["C3"].value == "Pelaksana"
    choices = [
        rule for rule in page.data_validations.dataValidation if page.cell(6, 3 + at).coordinate in rule.sqref
    ]
    assert [rule.type for rule in choices] == ["list"]
    widths = [page.column_dimensions[openpyxl.utils.get_column_letter(3 + n)].width for n in (at, at + 1)]
    assert widths[0] == pytest.approx(widths[1], abs=0.5)


def test_marks_are_taken_off_first(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(sound(tmp_path / "sop.xlsx"))
    sheet = book.sheets["Prosedur"]
    sheet["D7"].value = "lingkaran"
    addin.validate()
    sheet.activate()
    sheet["D7"].select()
    addin.add_performer()
    assert seen.marks(saved(book, tmp_path / "sesudah.xlsx")) == {}


@pytest.mark.parametrize("cell", ["Prosedur!B7", "Prosedur!C21", "Identitas!A1"])
def test_without_a_performer_cell_nothing_changes(
    cell: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    book = open_book(sound(tmp_path / "sop.xlsx"))
    sheet, _, address = cell.partition("!")
    book.sheets[sheet].activate()
    book.sheets[sheet][address].select()
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.add_performer()
    assert told(xw_app)[0].startswith("Pilih dulu satu sel di kolom pelaksana")
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}


# ---- Nomori Ulang


def test_numbers_and_ways_after_a_row_was_inserted(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(sound(tmp_path / "sop.xlsx"))
    (old,) = xl_sop.read(saved(book, tmp_path / "sebelum.xlsx"))
    sheet = book.sheets["Prosedur"]
    sheet["6:6"].insert("down")
    sheet["B6"].value = "Menyalin surat"
    sheet["G6:H6"].value = ["5", "Salinan"]
    addin.renumber()
    question, said = told(xw_app)
    assert question.startswith("Yang akan diubah:\n• A6: kosong → 2\n• A7: 2 → 3\n")
    assert question.endswith("Nomori ulang?")
    assert said.startswith("Langkah dinomori 1 sampai 14; ")
    (new,) = xl_sop.read(saved(book, tmp_path / "sesudah.xlsx"))
    assert [step.number for step in new.sop.steps] == list(range(1, 15))

    def moved(number: int | None) -> int | None:
        return number if number is None or number < 2 else number + 1

    kept = [step for step in new.sop.steps if step.number != 2]
    for mine, theirs in zip(kept[1:], old.sop.steps[1:], strict=True):
        assert [(way.step, way.label) for way in mine.next] == [
            (moved(way.step), way.label) for way in theirs.next
        ]
    addin.renumber()
    assert told(xw_app)[-1] == "Nomor langkah sudah urut dari 1 sampai 14."


def test_a_no_changes_nothing(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(sound(tmp_path / "sop.xlsx"))
    book.sheets["Prosedur"]["A7"].value = 9
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    xw_app.impl.alerts.answers.append("no")
    addin.renumber()
    assert told(xw_app)[-1] == "Tidak ada nomor yang diubah."
    assert seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx"))) == {}
