"""The copy that is printed: the SOP's sheets only, without marks, buttons and unused rows."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
from msgspec import structs
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

import xl_sop
from tests.flowchart.drawn_sops import sop_of
from tests.flowchart.painted import painted
from tests.flowchart.test_in_file import branching
from tests.package.zip_facts import contents
from xl_sop.document import Document
from xl_sop.printing.print_copy import print_copies

EXAMPLE = Path(__file__).parents[2] / "workbooks" / "contoh" / "002_kecamatan_muara_papalik.xlsx"
MACROS = Path(__file__).parents[2] / "workbooks" / "templat_sop.xlsm"


def test_only_the_sheets_of_the_sop_show_and_print() -> None:
    (copy,) = print_copies(EXAMPLE.read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(copy))
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown == ["Identitas", "Prosedur", "Identifikasi"]
    assert book.active is not None
    assert book.active.title in shown
    for sheet in book:
        if sheet.title not in shown:
            assert sheet.print_area == f"'{sheet.title}'!$XFD$1048576"
        else:
            assert "&P" in (sheet.oddFooter.right.text or "")


def test_lines_are_freeforms_and_marks_are_gone() -> None:
    (copy,) = print_copies(EXAMPLE.read_bytes())
    drawing = contents(copy)["xl/drawings/drawing1.xml"]
    assert b"cxnSp>" not in drawing
    assert len(painted(copy, "Prosedur").lines) == 17
    book = openpyxl.load_workbook(io.BytesIO(copy))
    marks = [cell for row in book["Prosedur"]["C5:G18"] for cell in row if cell.value]
    assert {cell.number_format for cell in marks} == {";;;"}


def test_colours_of_findings_go_and_a_clerks_own_stay(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLE)
    sheet = book["Prosedur"]
    fill = PatternFill("solid", bgColor="FFFFC7CE")
    sheet.conditional_formatting.add("B5:B6", FormulaRule(['"xl_sop"="xl_sop"'], fill=fill))
    sheet.conditional_formatting.add("H5:H9", FormulaRule(["$H5>3"], fill=fill))
    book.save(tmp_path / "bertanda.xlsx")
    (copy,) = print_copies((tmp_path / "bertanda.xlsx").read_bytes())
    left = openpyxl.load_workbook(io.BytesIO(copy))["Prosedur"].conditional_formatting
    assert [str(area.sqref) for area in left] == ["H5:H9"]


def _filled(text: bytes, values: dict[str, str]) -> bytes:
    sheet = text.decode()
    for cell, value in values.items():
        sheet, count = re.subn(
            rf'<c r="{cell}"( s="\d+")[^>]*/>',
            rf'<c r="{cell}"\1 t="inlineStr"><is><t>{value}</t></is></c>',
            sheet,
        )
        assert count == 1, cell
    return sheet.encode()


def test_unused_rows_are_hidden_the_total_is_not_and_buttons_go(tmp_path: Path) -> None:
    from tests.flowchart.test_in_file import _rezipped

    parts = contents(MACROS.read_bytes())
    name = "xl/worksheets/sheet3.xml"
    rows = {
        f"{column}{row}": value
        for row, number in ((5, "1"), (6, "2"))
        for column, value in (
            ("A", number),
            ("B", "Menyusun laporan"),
            ("C", "proses"),
            ("H", "15"),
            ("I", "Laporan"),
        )
    }
    assert b"<legacyDrawing" in parts[name]
    (copy,) = print_copies(_rezipped(parts | {name: _filled(parts[name], rows)}))
    assert b"<legacyDrawing" not in contents(copy)[name]
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["Prosedur"]
    hidden = [row for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].hidden]
    assert hidden == list(range(7, 20))
    assert sheet["A20"].value == "Jumlah waktu (menit)"


def test_each_sop_gets_pages_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLE)
    for title in ("Identitas", "Prosedur", "Identifikasi"):
        copy = book.copy_worksheet(book[title])
        copy.title = f"{title} 2"
    for name, value in (("xl_sop_nomor_sop", "061/999"), ("xl_sop_nama_sop", "Pengarsipan Surat")):
        cell = book.defined_names[name].attr_text.partition("!")[2].replace("$", "")
        book["Identitas 2"][cell] = value
    order = ["Identitas", "Prosedur", "Identifikasi", "Identitas 2", "Prosedur 2", "Identifikasi 2"]
    book._sheets = [book["Petunjuk"], *(book[name] for name in order), book["Pengaturan"]]
    path = tmp_path / "dua.xlsx"
    book.save(path)
    assert len(xl_sop.read(path)) == 2
    copies = print_copies(path.read_bytes())
    shown = [
        [sheet.title for sheet in openpyxl.load_workbook(io.BytesIO(copy)) if sheet.sheet_state == "visible"]
        for copy in copies
    ]
    assert shown == [order[:3], order[3:]]


def test_one_paper_for_the_whole_sop(tmp_path: Path) -> None:
    sop = branching()
    path = tmp_path / "f4.xlsx"
    xl_sop.write_template(path, Document(sop_of(sop.performers, [structs.replace(s) for s in sop.steps])))
    (copy,) = print_copies(path.read_bytes(), paper="F4")
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert {sheet.page_setup.paperSize for sheet in book if sheet.sheet_state == "visible"} == {14}
