"""Hitung Waktu, Lembar Identifikasi, Ekspor JSON, Bantuan in a real LibreOffice; openpyxl reads the saved file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.comments import Comment

import xl_sop
from tests import originals
from tests.e2e import seen
from tests.e2e.sound import sound, typed
from tests.e2e.test_buttons_marks import EXAMPLES, saved, told
from tests.identify import identify_file
from tests.worksheet.test_growing import filled
from xl_sop import addin
from xl_sop.addin.outputs import TOTAL_LABEL
from xl_sop.presentation import lines

OpenBook = Callable[..., xw.Book]
WORKBOOKS = EXAMPLES[0].parent.parent


def read(path: Path) -> Any:
    (document,) = xl_sop.read(path)
    return document


# ---- Hitung Waktu -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:3])
def test_totals_of_an_example(example: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(example)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    totals = read(example).sop.totals
    cell = next(
        key
        for key, value in before.items()
        if key.startswith("Prosedur") and value[0] == "Jumlah waktu (menit)"
    )
    row = int(cell.rsplit("A", 1)[1])
    column = next(c for c in "GHIJKL" if str(before[f"Prosedur: cells {c}4"][0]).startswith("Waktu"))
    book.sheets["Prosedur"][f"{column}{row}"].value = None
    addin.totals()
    addin.totals()
    after = saved(book, tmp_path / "sesudah.xlsx")
    (sentence, again) = told(xw_app)
    assert sentence == again
    assert f"{totals.minutes:,}".replace(",", ".") + " menit" in sentence
    assert "di lembar Waktu Pelaksana" in sentence
    assert openpyxl.load_workbook(after)["Prosedur"][f"{column}{row}"].value == totals.minutes
    # nothing else changed but the new sheet
    changes = seen.changes(before, seen.everything(after))
    assert {key for key in changes if not key.startswith("Waktu Pelaksana: ")} == {"sheets"}
    listed = seen.rows(after, "Waktu Pelaksana")
    assert [row[1] for row in listed[2:6]] == [
        totals_name(example), totals.minutes, totals.explicit, totals.converted
    ]  # fmt: skip
    assert [tuple(row) for row in listed[9:] if any(row)] == [
        ("Pelaksana", "Menit"),
        *totals.by_performer.items(),
    ]


def totals_name(example: Path) -> str:
    identity = read(example).sop.identity
    return identity.name or identity.procedure_title


@pytest.mark.parametrize("name", originals.LAYOUTS, ids=lambda name: name[:3])
def test_totals_on_a_layout_of_an_agencys_own(name: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = originals.build(name, tmp_path)
    document = read(path)
    page = document.as_found.pages[-1]
    book = open_book(path)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.totals()
    addin.totals()
    after = saved(book, tmp_path / "sesudah.xlsx")
    changes = seen.changes(before, seen.everything(after))
    written = {
        key: new[0]
        for key, (_, new) in changes.items()
        if key.startswith(f"{page.sheet}: cells ") and new[0] is not None
    }
    column = page.column("duration")
    description = page.column("description")
    row = page.bottom + 1
    assert written == {
        f"{page.sheet}: cells {openpyxl.utils.get_column_letter(description.index)}{row}": TOTAL_LABEL,
        f"{page.sheet}: cells {openpyxl.utils.get_column_letter(column.index)}{row}": document.sop.totals.minutes,
    }
    assert read(after).sop.steps == document.sop.steps  # the new row is no step
    assert read(after).sop.totals == document.sop.totals


def _without_total_row(path: Path, below: object = None) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["Prosedur"]
    assert sheet["A18"].value == TOTAL_LABEL
    for area in list(sheet.merged_cells.ranges):
        if area.min_row == 18:
            sheet.unmerge_cells(str(area))
    sheet["A18"].value, sheet["G18"].value = None, None
    sheet["B18"].value = below
    book.save(path)
    return path


def test_an_empty_row_below_becomes_the_total_row(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(_without_total_row(sound(tmp_path / "a.xlsx")))
    addin.totals()
    sheet = book.sheets["Prosedur"]
    assert sheet["A18:I18"].value == [None, TOTAL_LABEL, None, None, None, None, 300.0, None, None]


def test_a_row_with_something_else_is_left_alone(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(_without_total_row(sound(tmp_path / "a.xlsx"), "Catatan: lihat lampiran"))
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.totals()
    assert told(xw_app)[0].endswith(
        "Baris jumlah tidak ditulis karena di bawah tabel tidak ada tempat kosong."
    )
    changes = seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx")))
    assert {key.split(":")[0] for key in changes} == {"sheets", "Waktu Pelaksana"}


@pytest.mark.parametrize(
    ("label", "header", "written"),
    [
        ("Jumlah waktu (menit)", "Waktu", 300.0),
        ("Total", "Waktu (menit)", 300.0),
        ("JUMLAH", "Waktu", "300 menit"),
    ],
)
def test_a_total_says_its_unit_where_nothing_else_does(
    label: str, header: str, written: object, open_book: OpenBook, tmp_path: Path
):
    path = sound(tmp_path / "a.xlsx")
    values: dict[tuple[str, str], Any] = {("Prosedur", "A18"): label, ("Prosedur", "G4"): header}
    if header == "Waktu":
        sheet = openpyxl.load_workbook(path)["Prosedur"]
        values |= {("Prosedur", f"G{row}"): f"{sheet[f'G{row}'].value} menit" for row in range(5, 18)}
    book = open_book(typed(path, values))
    addin.totals()
    assert book.sheets["Prosedur"]["G18"].value == written


def test_a_formula_that_adds_up_rightly_stays(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = sound(tmp_path / "a.xlsx")
    numbers = {("Prosedur", f"G{row}"): 10 for row in range(5, 18)}
    book = open_book(typed(path, numbers | {("Prosedur", "G18"): "=SUM(G5:G17)"}))
    xw_app.calculate()  # the file has no computed value
    addin.totals()
    assert book.sheets["Prosedur"]["G18"].formula == "=SUM(G5:G17)"
    book.sheets["Prosedur"]["G18"].formula = "=SUM(G5:G16)"
    addin.totals()
    assert book.sheets["Prosedur"]["G18"].formula in {130.0, "130"}


def test_steps_without_minutes_are_named(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = typed(sound(tmp_path / "a.xlsx"), {("Prosedur", "G6"): None, ("Prosedur", "G9"): "Tahunan"})
    open_book(path)
    addin.totals()
    assert told(xw_app) == [
        "Jumlah waktu baku 220 menit; rincian per pelaksana di lembar Waktu Pelaksana. "
        "Belum lengkap: langkah 2, 5 tidak mempunyai waktu yang dapat dihitung."
    ]


@pytest.mark.parametrize("button", ["totals", "identification"])
@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_an_empty_template_has_nothing_to_work_on(
    button: str, ending: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    book = open_book(WORKBOOKS / f"templat_sop.{ending}")
    before = seen.everything(saved(book, tmp_path / f"sebelum.{ending}"))
    getattr(addin, button)()
    assert told(xw_app) == ["Tabel prosedur belum berisi langkah. Isi dulu, lalu tekan tombol ini lagi."]
    assert seen.changes(before, seen.everything(saved(book, tmp_path / f"sesudah.{ending}"))) == {}


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_the_empty_template_is_validated(ending: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    book = open_book(WORKBOOKS / f"templat_sop.{ending}")
    addin.validate()
    assert "kesalahan" in told(xw_app)[0]
    listed = seen.rows(saved(book, tmp_path / f"a.{ending}"), "Temuan")
    assert "langkah-tidak-ada" in [row[7] for row in listed]
    for name in ("next_finding", "help", "export_json", "clear_marks"):
        getattr(addin, name)()
    assert "tidak terduga" not in " ".join(told(xw_app))


# ---- Lembar Identifikasi ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:3])
def test_the_worksheet_of_an_example_is_made_anew(
    example: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    book = open_book(example)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    addin.identification()
    once = saved(book, tmp_path / "sekali.xlsx")
    document = read(once)
    assert document.sop.identification == xl_sop.identification(read(example))
    worksheet = document.as_found.worksheet
    assert [line.text.text for line in worksheet.lines] == [step.description for step in document.sop.steps]
    changes = seen.changes(before, seen.everything(once))
    assert {key.split(":")[0] for key in changes} <= {"Identifikasi"}
    assert {key.split(" ")[1] for key in changes} <= {"cells", "rows"}
    for kind, (old, new) in changes.items():
        if "cells" in kind:
            assert old[1:] == new[1:]  # formats, notes, links
    told(xw_app)
    addin.identification()
    assert told(xw_app) == ["Lembar Identifikasi sudah sesuai dengan tabel prosedur."]
    assert seen.changes(seen.everything(once), seen.everything(saved(book, tmp_path / "dua.xlsx"))) == {}


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_edited_lines_are_only_replaced_with_leave(
    answer: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = typed(sound(tmp_path / "a.xlsx"), {("Identifikasi", "C20"): "Memeriksa surat masuk"})
    book = open_book(path)
    before = seen.everything(saved(book, tmp_path / "sebelum.xlsx"))
    xw_app.impl.alerts.answers.append(answer)
    addin.identification()
    question, outcome = xw_app.impl.alerts.recorded
    assert question["buttons"] == "yes_no"
    assert "• Langkah 3: “Memeriksa surat masuk” → “Memeriksa draf laporan”" in question["prompt"]
    changes = seen.changes(before, seen.everything(saved(book, tmp_path / "sesudah.xlsx")))
    if answer == "no":
        assert outcome["prompt"] == "Lembar Identifikasi dibiarkan seperti semula."
        assert changes == {}
    else:
        assert "yang berubah: Langkah 3" in outcome["prompt"]
        assert {key: new[0] for key, (_, new) in changes.items()} == {
            "Identifikasi: cells C20": "Memeriksa draf laporan"
        }


TYPED_TEXTS = [
    "=1+1",
    "- Buku agenda",
    "01",
    "April 2024",
    "1/2",
    "+62 811",
    "TRUE",
    "@semua",
    "'dikutip'",
    "10%",
]


def test_texts_stay_texts(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    """A step may begin with anything; written into the worksheet it must not become a formula or a date."""
    values: dict[tuple[str, str], Any] = {
        ("Prosedur", f"B{row}"): text for row, text in enumerate(TYPED_TEXTS, start=6)
    }
    path = sound(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    for (sheet, cell), text in values.items():
        book[sheet][cell].value = text
        book[sheet][cell].data_type = "s"
    book.save(path)
    opened = open_book(path)
    addin.identification()
    saved(opened, tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Identifikasi"]
    got = [(sheet[f"C{row}"].value, sheet[f"C{row}"].data_type) for row in range(19, 19 + len(TYPED_TEXTS))]
    assert got == [(text, "s") for text in TYPED_TEXTS]


def test_more_steps_get_rows_that_look_like_the_others(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = sound(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Identifikasi"]
    for row in range(26, 31):  # the last five lines go, with their looks
        for column in "ABC":
            sheet[f"{column}{row}"].value = None
            sheet[f"{column}{row}"].style = "Normal"
    sheet["C25"].comment = Comment("Lihat notulen", "Pegawai")
    book.save(path)
    opened = open_book(path)
    addin.validate()  # so that there are marks that could be copied along
    addin.identification()
    after = saved(opened, tmp_path / "b.xlsx")
    document = read(after)
    lines = document.as_found.worksheet.lines
    assert [line.text.text for line in lines] == [step.description for step in document.sop.steps]
    assert [line.number for line in lines] == list(range(1, 14))
    result = openpyxl.load_workbook(after)["Identifikasi"]
    for row in range(26, 31):
        for column in "BC":
            new, model = result[f"{column}{row}"], result[f"{column}25"]
            assert (repr(new.font), repr(new.alignment)) == (repr(model.font), repr(model.alignment))
            assert new.border.left.style == model.border.left.style
    assert {place for place in seen.notes(after) if place[0] == "Identifikasi"} == {("Identifikasi", "C25")}
    assert not [place for place in seen.marks(after) if place[0] == "Identifikasi"]
    told(xw_app)
    addin.identification()
    assert told(xw_app) == ["Lembar Identifikasi sudah sesuai dengan tabel prosedur."]


def test_a_workbook_without_a_worksheet_gets_one(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    path = sound(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    del book["Identifikasi"]
    book.save(path)
    opened = open_book(path)
    active = opened.sheets.active.name
    addin.identification()
    assert told(xw_app) == [
        "Lembar Identifikasi dibuat dari 13 langkah. Tekan Diagram Alir untuk menggambar alurnya."
    ]
    assert opened.sheets.active.name == active
    document = read(saved(opened, tmp_path / "b.xlsx"))
    assert document.as_found.worksheet.sheet == "Identifikasi"
    assert [step.description for step in document.sop.identification.steps] == [
        step.description for step in document.sop.steps
    ]
    addin.identification()
    assert told(xw_app) == ["Lembar Identifikasi sudah sesuai dengan tabel prosedur."]


def test_the_template_with_more_steps_than_lines(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    """The same print area, names and lines that `xl-sop identify` gives."""
    path = filled(tmp_path / "a.xlsx", 14)
    by_command = tmp_path / "perintah.xlsx"
    identify_file(path, by_command)
    opened = open_book(path)
    addin.identification()
    after = saved(opened, tmp_path / "b.xlsx")
    wanted, made = openpyxl.load_workbook(by_command), openpyxl.load_workbook(after)
    assert made["Identifikasi"].print_area.replace("'", "") == wanted["Identifikasi"].print_area.replace(
        "'", ""
    )
    names = [
        {name: value.attr_text.replace("'", "") for name, value in book.defined_names.items()}
        for book in (wanted, made)
    ]
    assert {name: area for name, area in names[1].items() if name.startswith("xl_sop")} == names[0]
    for row in range(18, 32):
        for column in "ABC":
            old, new = (book["Identifikasi"][f"{column}{row}"] for book in (wanted, made))
            assert (new.value, sides(new)) == (old.value, sides(old)), f"{column}{row}"


def sides(cell: Any) -> str:
    """The sides of a cell that have a line."""
    pairs = zip("lrtb", ("left", "right", "top", "bottom"), strict=True)
    lines = ((letter, getattr(cell.border, name)) for letter, name in pairs)
    return "".join(letter for letter, line in lines if line is not None and line.style)


def test_a_new_worksheet_has_lines_and_prints_on_its_side(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = sound(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    del book["Identifikasi"]
    book.save(path)
    opened = open_book(path)
    addin.identification()
    book = openpyxl.load_workbook(saved(opened, tmp_path / "b.xlsx"))
    sheet = book["Identifikasi"]
    texts = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 3).value is not None]
    assert len(texts) >= 13
    assert {"".join(sides(sheet.cell(row, column)) for column in (1, 2, 3)) for row in texts} <= {
        "lrtb" * 3,
        "lrtb" + "rtb" + "lrtb",  # label and empty cell merged
    }
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert book["Petunjuk"].page_setup.orientation == "portrait"


def test_boxes_grow_on_a_press_and_stay(open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    """No application fits a row to merged cells."""
    opened = open_book(sound(tmp_path / "a.xlsx"))
    sheet = opened.sheets["Identitas"]
    before = sheet.range("B16").row_height
    sheet.range("B16").value = "\n".join(f"{i}. Buku agenda {i}" for i in range(1, 21))
    addin.validate()
    grown = sheet.range("B16").row_height
    assert grown >= 20 * 11 > before
    sheet.range("B16").value = "1. Buku agenda"
    addin.validate()
    assert sheet.range("B16").row_height == grown


@pytest.mark.parametrize("cell", ["A12", "B16"])
def test_more_than_a_row_can_show_is_told(cell: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path):
    opened = open_book(sound(tmp_path / "a.xlsx"))
    opened.sheets["Identitas"].range(cell).value = "\n".join(
        f"{i}. Peraturan Daerah {i}" for i in range(1, 41)
    )
    addin.totals()
    assert told(xw_app)[-1].endswith(
        f" Isi Identitas!{cell} lebih panjang daripada yang dapat ditampilkan satu baris Excel; ringkas isinya."
    )


# ---- Ekspor JSON, Bantuan ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:3])
def test_the_json_is_that_of_the_command_line(
    example: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    open_book(example)
    addin.validate()
    told(xw_app)
    addin.export_json()
    (sentence,) = told(xw_app)
    assert sentence.startswith(f"{example.stem}.json ditulis di folder {tmp_path}.")
    told_lines = lines(xl_sop.from_json((tmp_path / f"{example.stem}.json").read_bytes()).sop.findings)
    errors = sum(line.severity == "galat" for line in told_lines)
    assert sentence.endswith(f" Masih ada {errors} kesalahan: tekan Validasi untuk melihatnya.") is (
        errors > 0
    )
    exported = json.loads((tmp_path / f"{example.stem}.json").read_bytes())
    expected = json.loads(xl_sop.to_json(read(example)))
    assert exported.pop("sumber") == expected.pop("sumber") | {"sha256": None}
    assert exported == expected


def test_help_shows_the_guide(open_book: OpenBook, xw_app: xw.App):
    book = open_book(EXAMPLES[0])
    addin.help()
    assert book.sheets.active.name == "Petunjuk"
    book.sheets["Petunjuk"].delete()
    addin.help()
    assert told(xw_app)[0].startswith("Validasi: ")


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_json_file_of_somebody_else_is_replaced_only_by_consent(
    answer: str, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    example = EXAMPLES[0]
    book = tmp_path / example.name
    book.write_bytes(example.read_bytes())
    theirs = book.with_suffix(".json")
    theirs.write_text("catatan saya")
    open_book(book)
    xw_app.impl.alerts.answers.append(answer)
    addin.export_json()
    question, outcome = xw_app.impl.alerts.recorded
    assert question["prompt"].endswith(f"bukan hasil dari {book.name}, jadi belum diganti. Ganti?")
    if answer == "no":
        assert outcome["prompt"] == "Tidak ada berkas JSON yang diganti."
        assert theirs.read_text() == "catatan saya"
    else:
        assert json.loads(theirs.read_bytes())["sumber"]["berkas"] == book.name
