"""Shared by the tests of cell editing: the sheet under test, and what two other readers make of a file."""

from __future__ import annotations

import io
import re
import warnings

import openpyxl
from python_calamine import CalamineWorkbook

from tests.package.rich_workbook import MAIN, rich_workbook
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import Package

RICH = rich_workbook()
SHEET = "xl/worksheets/sheet2.xml"
CHAIN = "xl/calcChain.xml"
HEAD = b'<?xml version="1.0"?>\n<worksheet xmlns="%s">' % MAIN.encode()


def editor(package: Package | None = None) -> SheetEditor:
    return SheetEditor(package or Package(RICH), "Identifikasi")


def sheet_of(body: bytes, root: bytes = HEAD, end: bytes = b"</worksheet>") -> SheetEditor:
    """An editor on a sheet that reads as given."""
    package = Package(RICH)
    package.replace(SHEET, root + body + end)
    return SheetEditor(package, "Identifikasi")


def body(sheet: SheetEditor) -> bytes:
    text = sheet.package.read(sheet.part)
    return text[len(HEAD) : -len(b"</worksheet>")]


def openpyxl_values(data: bytes, *, formulas: bool = False) -> dict[str, dict[tuple[int, int], object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells what it would delete on saving
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
    return {
        sheet.title: {
            (cell.row, cell.column): getattr(cell.value, "text", cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def calamine_values(data: bytes) -> dict[str, dict[tuple[int, int], object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: {
            (row, column): value
            for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }
        for name in book.sheet_names
    }


def without_cells(text: bytes, *references: str) -> bytes:
    """A sheet part with these cells cut out; each must be there once."""
    for reference in references:
        pattern = rb'<c r="%s"(?: [^>]*?)?(?:/>|>.*?</c>)' % reference.encode()
        text, hits = re.subn(pattern, b"", text, flags=re.DOTALL)
        assert hits == 1, reference
    return text
