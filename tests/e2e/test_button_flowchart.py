"""Diagram Alir in a real LibreOffice: what the button drew, saved by LibreOffice, read by others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

import xl_sop
from tests.e2e.test_buttons_marks import saved, told
from tests.e2e.test_print_in_office import pages
from tests.flowchart.painted import Painted, painted
from tests.flowchart.test_draw_and_read import told as says
from tests.flowchart.test_draw_and_read import without_cells
from tests.flowchart.test_in_file import EXAMPLES, branching
from xl_sop import addin
from xl_sop.document import Document
from xl_sop.model import Sop

OpenBook = Callable[..., xw.Book]


@pytest.fixture
def branched(tmp_path: Path) -> Path:
    path = tmp_path / "bercabang.xlsx"
    xl_sop.write_template(path, Document(branching()))
    return path


def ours(path: Path) -> Painted:
    seen = painted(path.read_bytes(), "Prosedur")
    return Painted(
        [shape for shape in seen.shapes if shape.name.startswith("xl_sop ")],
        [line for line in seen.lines if line.name.startswith("xl_sop ")],
    )


def reads_back(sop: Sop, path: Path, folder: Path) -> None:
    """The saved file without its marks says what was typed."""
    bare = folder / "tanpa_tanda.xlsx"
    bare.write_bytes(without_cells(path.read_bytes(), len(sop.performers), len(sop.steps)))
    assert says(list(xl_sop.read(bare)[0].sop.steps)) == says(list(sop.steps))


def test_the_button_draws_and_draws_anew(
    branched: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
) -> None:
    book = open_book(branched)
    addin.flowchart()
    first = saved(book, tmp_path / "sekali.xlsx")
    addin.flowchart()
    second = saved(book, tmp_path / "dua_kali.xlsx")
    sentences = told(xw_app)
    assert sentences[0] == sentences[1]
    assert sentences[0] == "Diagram alir 13 langkah digambar di lembar Prosedur; dicetak di 2 halaman A4."
    once, again = ours(first), ours(second)
    assert sorted(shape.name for shape in once.shapes) == sorted(shape.name for shape in again.shapes)
    assert sorted(line.name for line in once.lines) == sorted(line.name for line in again.lines)
    assert len({shape.name for shape in once.shapes}) == len(once.shapes)
    sheet = openpyxl.load_workbook(second)["Prosedur"]
    marked = [cell for row in sheet["C5:F17"] for cell in row if cell.value]
    assert {cell.number_format for cell in marked} == {";;;"}
    assert [5 < one.id < 17 for one in sheet.row_breaks.brk] == [True]
    assert sheet.page_setup.scale is not None
    assert 60 < sheet.page_setup.scale < 90
    assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    assert sheet.print_title_rows == "$3:$4"


def test_what_libreoffice_saved_reads_back(
    branched: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
) -> None:
    book = open_book(branched)
    addin.flowchart()
    reads_back(branching(), saved(book, tmp_path / "tersimpan.xlsx"), tmp_path)
    assert len(told(xw_app)) == 1


def test_an_example_drawn_by_the_button_reads_back(
    open_book: OpenBook, xw_app: xw.App, tmp_path: Path
) -> None:
    sop = xl_sop.read(EXAMPLES[2])[0].sop
    book = open_book(EXAMPLES[2])
    addin.flowchart()
    reads_back(sop, saved(book, tmp_path / "tersimpan.xlsx"), tmp_path)
    assert len(told(xw_app)) == 1


@pytest.mark.parametrize("lines", ["connectors", "freeforms"])
def test_a_drawn_file_that_libreoffice_saved_reads_back(
    lines: str, branched: Path, open_book: OpenBook, tmp_path: Path
) -> None:
    from xl_sop.flowchart.in_file import draw

    branched.write_bytes(draw(branched.read_bytes(), lines=lines).data)  # type: ignore[arg-type]
    book = open_book(branched)
    reads_back(branching(), saved(book, tmp_path / "tersimpan.xlsx"), tmp_path)


def test_what_a_person_drew_is_left_alone_and_said(
    branched: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
) -> None:
    from xl_sop.libreoffice import uno_bridge as uno

    book = open_book(branched)
    sheet, document = book.sheets["Prosedur"].api, book.api
    page = sheet.DrawPage

    def box(cell: str, name: str) -> None:
        shape = document.createInstance("com.sun.star.drawing.RectangleShape")
        place = sheet.getCellRangeByName(cell)
        shape.Position, shape.Size = place.Position, uno.struct("awt.Size", Width=800, Height=400)
        page.add(shape)
        shape.Name = name

    box("A1", "logo")
    addin.flowchart()
    assert "digambar di lembar Prosedur" in told(xw_app)[-1]
    assert "logo" in [page.getByIndex(i).Name for i in range(page.Count)]
    count = page.Count
    box("D9", "kotak saya")
    addin.flowchart()
    assert "sudah ada gambar buatan sendiri" in told(xw_app)[-1]
    assert page.Count == count + 1


def test_siap_cetak_writes_the_sop_alone_beside_the_workbook(
    branched: Path, open_book: OpenBook, xw_app: xw.App, tmp_path: Path
) -> None:
    book = open_book(branched)
    before = [sheet.name for sheet in book.sheets]
    addin.print_ready()
    pdf = branched.with_suffix(".pdf")
    assert told(xw_app) == [
        f"bercabang.pdf ditulis di folder {tmp_path}: identitas, prosedur, dan identifikasi, siap dicetak."
    ]
    seen = pages(pdf.read_bytes(), tmp_path)
    table = [page for page in seen if "Mutu Baku" in page]
    assert len(table) == 2
    assert "keputusan" not in " ".join(table).split()
    assert {"Lengkap", "Ditolak", "Selesai"} <= set(table[0].split())
    assert all(f"Halaman {n} dari {len(seen)}" in page for n, page in enumerate(seen, 1))
    assert [sheet.name for sheet in book.sheets] == before
    assert not [shape for shape in book.sheets["Prosedur"].shapes if shape.name.startswith("xl_sop ")]


def test_siap_cetak_asks_before_it_replaces_a_pdf(
    branched: Path, open_book: OpenBook, xw_app: xw.App
) -> None:
    open_book(branched)
    pdf = branched.with_suffix(".pdf")
    pdf.write_bytes(b"penting")
    xw_app.impl.alerts.answers.append("no")
    addin.print_ready()
    question, answer = told(xw_app)
    assert "bercabang.pdf sudah ada" in question
    assert answer == "Tidak ada PDF yang diganti."
    assert pdf.read_bytes() == b"penting"
