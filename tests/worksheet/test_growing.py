"""A worksheet that needs more rows, or higher ones: borders, print area and names follow; nothing is cut off."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment

import xl_sop
from tests.identify import identify_file
from tests.tables import save, workbook
from tests.worksheet.test_in_file import sop
from xl_sop.worksheet.content import FOOTER

LONG = "Memeriksa kelengkapan berkas pemohon, mencatatnya dalam buku agenda, dan meneruskannya kepada " * 3


def filled(path: Path, steps: int) -> Path:
    """The empty template with some steps typed into it."""
    xl_sop.write_template(path)
    book = openpyxl.load_workbook(path)
    for number in range(1, steps + 1):
        for column, value in ((1, number), (2, f"Mengerjakan langkah {number}"), (8, "15"), (9, "Naskah")):
            book["Prosedur"].cell(4 + number, column).value = value
    book.save(path)
    return path


def lined(sheet: Any, row: int) -> str:
    """The lines around a label cell: any of t, b."""
    border = sheet.cell(row, 1).border
    return "".join(
        letter for letter, side in (("t", border.top), ("b", border.bottom)) if side and side.style
    )


@pytest.mark.parametrize("steps", [11, 12, 14, 15])
def test_the_template_with_more_steps_than_lines(steps: int, tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", steps)
    assert identify_file(path).changed
    book = openpyxl.load_workbook(path)
    sheet = book["Identifikasi"]
    numbers = [cell.row for cell in sheet["B"] if isinstance(cell.value, int)]
    first, last = numbers[0], numbers[-1]
    assert len(numbers) == steps
    assert sheet.print_area == f"'Identifikasi'!$A$1:$C${last}"
    named = {name: value.attr_text for name, value in book.defined_names.items()}
    assert named["xl_sop_identifikasi"] == f"'Identifikasi'!$A$1:$C${last}"
    assert named["xl_sop_identifikasi_langkah"] == f"'Identifikasi'!$A${first}:$C${last}"
    assert named["xl_sop_prosedur"] == "'Prosedur'!$A$3:$J$20"  # another sheet's
    # the groups of labels stay framed, and every line of the list
    assert [sheet.cell(row, 1).value for row in (first, first + 1, last)] == [
        "Langkah Awal", "Langkah Utama", "Langkah Akhir",
    ]  # fmt: skip
    assert [lined(sheet, row) for row in numbers] == ["tb", "t", *[""] * (steps - 4), "b", "tb"]
    for row in numbers:
        assert sheet.cell(row, 1).border.left.style
        for cell in (sheet.cell(row, 2), sheet.cell(row, 3)):
            sides = cell.border
            assert all(side.style for side in (sides.left, sides.right, sides.top, sides.bottom)), cell
    assert not identify_file(path).changed


def test_fewer_steps_change_no_name(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", 5)
    made = identify_file(path)
    assert made.parts == ["xl/worksheets/sheet4.xml"]
    assert openpyxl.load_workbook(path)["Identifikasi"].print_area == "'Identifikasi'!$A$1:$C$27"


def heights(path: Path, sheet: int) -> dict[int, tuple[float, bool]]:
    """Row → points, and whether that is fixed."""
    with zipfile.ZipFile(path) as package:
        text = package.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', text)
    found = {int(row): re.search(r' ht="([\d.]+)"', rest) for row, rest in rows}
    return {
        int(row): (float(match[1]), 'customHeight="1"' in rest)
        for row, rest in rows
        if (match := found[int(row)])
    }


@pytest.mark.parametrize(("merged", "fixed"), [(False, None), (False, 15.0), (True, 15.0), (True, None)])
def test_a_row_grows_with_its_text(merged: bool, fixed: float | None, tmp_path: Path) -> None:
    path = save(workbook(sop(1).replace("Mengundang Sekcam | x", f"{LONG} | x")), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["LK 1"]
    row = next(cell.row for cell in sheet["B"] if str(cell.value) == "2")
    for column in "CDE":
        sheet.column_dimensions[column].width = 30.71
    sheet.cell(row, 3).alignment = Alignment(wrap_text=True)
    if merged:
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=5)
    if fixed:
        sheet.row_dimensions[row].height = fixed
    book.save(path)
    assert identify_file(path).changed
    points, is_fixed = heights(path, 2)[row]
    width = 30 * 7 * (3 if merged else 1)
    assert points >= len(LONG) * 5 / width * 13  # 5 pixels a letter, 13 points a line, at the very least
    assert points < 409
    # an application fits a row to its cells, but not to merged ones, and not where a person fixed it
    assert is_fixed == (merged or fixed is not None)


def test_a_row_never_shrinks(tmp_path: Path) -> None:
    path = save(workbook(sop(1, worksheet="Menelepon")), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    row = next(cell.row for cell in book["LK 1"]["B"] if str(cell.value) == "2")
    book["LK 1"].row_dimensions[row].height = 200
    book.save(path)
    assert identify_file(path).changed
    assert heights(path, 2)[row] == (200, True)


def test_a_new_worksheet_prints_on_its_side_with_page_numbers_and_rows_for_its_texts(tmp_path: Path) -> None:
    path = save(
        workbook(sop(1, worksheet=None).replace("Mengundang Sekcam | x", f"{LONG} | x")), tmp_path / "a.xlsx"
    )
    assert identify_file(path).worksheets[0].added
    sheet = openpyxl.load_workbook(path)["Identifikasi"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert FOOTER == "&R&8Halaman &P"
    assert sheet.oddFooter.right.text == "Halaman &P"
    row = next(cell.row for cell in sheet["B"] if cell.value == 2)
    points, is_fixed = heights(path, 2)[row]
    assert points >= 2 * 14
    assert not is_fixed
