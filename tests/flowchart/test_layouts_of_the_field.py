"""Tables as offices lay them out: on two sheets, two SOPs on one, with headings, continued rows, hidden rows."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.pagebreak import Break

from tests.flowchart.painted import Painted, painted
from tests.tables import save, workbook
from xl_sop.errors import BookError
from xl_sop.flowchart.in_file import DrawnBook, draw
from xl_sop.printing.print_copy import print_copies

HEAD = "| No | Uraian Prosedur | Camat | Sekcam | Kelengkapan | Waktu (menit) | Output |"


def step(number: int, marks: str, text: str = "Menyusun") -> str:
    return f"| {number} | {text} {number} | {marks} | Data | 15 | Surat |"


def drawn(text: str, folder: Path, change=None) -> tuple[DrawnBook, bytes]:
    path = save(workbook(text), folder / "uji.xlsx")
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    data = path.read_bytes()
    return draw(data), data


def names(seen: Painted, word: str) -> list[str]:
    return [one.name for one in (*seen.shapes, *seen.lines) if one.name.startswith(f"xl_sop {word}")]


def test_a_table_on_two_sheets_goes_on_with_a_letter(tmp_path: Path) -> None:
    made, _ = drawn(
        "\n".join(
            [
                "# Prosedur", HEAD, step(1, "mulai | "), step(2, " | proses"),
                "# Lanjutan", HEAD, step(3, "proses | "), step(4, " | selesai"),
            ]
        ),
        tmp_path,
    )  # fmt: skip
    first, second = (painted(made.data, sheet) for sheet in ("Prosedur", "Lanjutan"))
    assert names(first, "sambungan") == ["xl_sop sambungan A keluar 2 3"]
    assert names(second, "sambungan") == ["xl_sop sambungan A masuk 2 3"]
    assert names(first, "alur") == ["xl_sop alur 1 2", "xl_sop alur 2 3"]
    assert names(second, "alur") == ["xl_sop alur 2 3", "xl_sop alur 3 4"]
    assert made.flowcharts[0].sheets == ["Prosedur", "Lanjutan"]
    assert draw(made.data).parts == []


def test_two_sops_on_one_sheet_are_drawn_both_and_each_begins_a_page(tmp_path: Path) -> None:
    made, _ = drawn(
        "\n".join(
            [
                "# Prosedur",
                "| SOP SURAT MASUK |", HEAD, step(1, "mulai | "), step(2, " | selesai"), "| |",
                "| SOP SURAT KELUAR |", HEAD, step(1, " | mulai"), step(2, "selesai | "),
            ]
        ),
        tmp_path,
    )  # fmt: skip
    assert len(made.flowcharts) == 2
    seen = painted(made.data, "Prosedur")
    assert len(names(seen, "langkah")) == 4
    assert len(names(seen, "alur")) == 2
    assert len({shape.id for shape in seen.shapes}) == len(seen.shapes)
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Prosedur"]
    assert [one.id for one in sheet.row_breaks.brk] == [5]
    assert sheet.print_title_rows is None  # one header cannot stand for both
    assert draw(made.data).parts == []


def test_a_hidden_row_has_no_symbol_and_its_ways_are_told(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Prosedur"].row_dimensions[3].hidden = True

    made, _ = drawn(
        "\n".join(["# Prosedur", HEAD, step(1, "mulai | "), step(2, " | proses"), step(3, "selesai | ")]),
        tmp_path,
        hide,
    )
    assert names(painted(made.data, "Prosedur"), "langkah") == [
        "xl_sop langkah 1 Camat",
        "xl_sop langkah 3 Camat",
    ]
    assert made.flowcharts[0].undrawn == [(1, None), (2, None)]
    assert openpyxl.load_workbook(io.BytesIO(made.data))["Prosedur"].row_dimensions[3].hidden


def test_a_heading_goes_to_the_next_page_with_its_step(tmp_path: Path) -> None:
    def tall(book: openpyxl.Workbook) -> None:
        sheet = book["Prosedur"]
        for row in range(2, 12):
            sheet.row_dimensions[row].height = 60
        sheet.merge_cells("A9:G9")
        sheet.page_setup.orientation = "landscape"

    rows = [step(n, "proses | ") for n in range(1, 8)]
    rows += ["| B. PEMERIKSAAN |", step(8, " | proses"), step(9, "selesai | ")]
    made, _ = drawn("\n".join(["# Prosedur", HEAD, *rows]), tmp_path, tall)
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Prosedur"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert sheet["A9"].value == "B. PEMERIKSAAN"
    assert 9 not in breaks, "the heading alone at the foot of a page"


def test_a_persons_breaks_outside_the_table_stay(tmp_path: Path) -> None:
    def cut(book: openpyxl.Workbook) -> None:
        sheet = book["Prosedur"]
        sheet.row_breaks.append(Break(id=2))
        sheet.row_breaks.append(Break(id=5))

    text = [
        "# Prosedur",
        "| Instansi |",
        "| Alamat |",
        HEAD,
        step(1, "mulai | "),
        step(2, " | proses"),
        step(3, "selesai | "),
    ]
    made, _ = drawn("\n".join(text), tmp_path, cut)
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Prosedur"]
    assert [one.id for one in sheet.row_breaks.brk] == [2]


def test_names_in_one_column_cannot_be_drawn_and_print_all_the_same(tmp_path: Path) -> None:
    text = "\n".join(
        [
            "# Prosedur",
            "| No | Uraian Prosedur | Pelaksana | Kelengkapan | Waktu (menit) | Output |",
            "| 1 | Menyusun | Camat | Data | 15 | Surat |",
            "| 2 | Memeriksa | Sekcam | Data | 15 | Surat |",
        ]
    )
    path = save(workbook(text), tmp_path / "uji.xlsx")
    with pytest.raises(BookError, match="performer"):
        draw(path.read_bytes())
    (copy,) = print_copies(path.read_bytes())
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["Prosedur"]
