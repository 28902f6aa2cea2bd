"""An open workbook reads as its file does, and a press of a button touches ranges, never one cell after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from msgspec import structs

import xl_sop
from tests import originals
from tests.checking.workbook import changed
from tests.e2e.sound import planted, sound
from tests.e2e.test_buttons_marks import EXAMPLES, told
from tests.tables import document
from xl_sop import addin
from xl_sop.book.file import open_book as read_file
from xl_sop.book.grid import Book
from xl_sop.book.live import read_live
from xl_sop.model import NO_SOURCE
from xl_sop.reading.documents import read_book

OpenBook = Callable[..., xw.Book]


def same(value: Any) -> Any:
    """A date without a time of day is a `datetime` in an application, and may be a `date` in a file."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def contents(book: Book) -> list[Any]:
    """Every cell with a value, and every merged area."""
    return [
        (
            grid.name,
            grid.hidden,
            {
                grid.address(r, c).a1: same(value)
                for r, row in enumerate(grid.rows, start=grid.top)
                for c, value in enumerate(row, start=grid.left)
                if value is not None
            },
            sorted(grid.merges),
            sorted(grid.errors),
        )
        for grid in book.grids
        if grid.rows
    ]


def compare(path: Path, open_book: OpenBook) -> Book:
    live = read_live(open_book(path))
    assert contents(live) == contents(read_file(path))
    opened, filed = read_book(live), xl_sop.read(path)
    assert [structs.replace(d.sop, source=NO_SOURCE) for d in opened] == [
        structs.replace(d.sop, source=NO_SOURCE) for d in filed
    ]
    assert [d.sop.source.sheets for d in opened] == [d.sop.source.sheets for d in filed]
    assert xl_sop.check(opened) == xl_sop.check(filed)
    return live


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem[:3])
def test_an_example(example: Path, open_book: OpenBook):
    compare(example, open_book)


@pytest.mark.parametrize("name", originals.LAYOUTS, ids=lambda name: name[:3])
def test_an_agencys_own_layout(name: str, open_book: OpenBook, tmp_path: Path):
    compare(originals.build(name, tmp_path), open_book)


def test_the_spoilt_workbook(open_book: OpenBook, tmp_path: Path):
    compare(planted(tmp_path / "a.xlsx"), open_book)


def test_values_of_every_kind(open_book: OpenBook, tmp_path: Path):
    path = sound(tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("Lain")
    values = [
        "teks", 1, 2.5, -3, True, False, datetime(2024, 5, 6), datetime(2024, 5, 6, 7, 8, 9), time(0, 30),
        time(13, 45, 30), 0.5, "#N/A", " tepi ", "dua\nbaris", "01",
    ]  # fmt: skip
    for column, value in enumerate(values, start=3):
        cell = sheet.cell(5, column, value)
        if isinstance(value, time):
            cell.number_format = "h:mm:ss"
    sheet.merge_cells("C7:E9")
    sheet["C7"] = "gabung"
    workbook.create_sheet("Kosong")
    workbook["Petunjuk"].sheet_state = "hidden"
    workbook.save(path)
    live = compare(path, open_book)
    grid = next(grid for grid in live.grids if grid.name == "Lain")
    assert [same(v) for v in grid.rows[0]] == [same(v if v != "#N/A" else None) for v in values]
    assert grid.value(5, 11) == time(0, 30)


# ---- whole ranges -----------------------------------------------------------------------------------------------


def tall(path: Path, steps: int) -> Path:
    """A sound SOP with that many steps and its worksheet."""
    rows = [
        f"| {n} | Menyusun bahan {n} | | | proses | Data {n} | 20 | Naskah {n} | | | |"
        for n in range(4, steps)
    ]
    lines = [f"| | {n}. | Menyusun bahan {n} |" for n in range(4, steps)]
    text = changed(
        langkah4="\n".join(
            [*rows, f"| {steps} | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"]
        ),
        baris4="\n".join([*lines, f"| Langkah Akhir | {steps}. | Menetapkan laporan |"]),
    )
    xl_sop.write_template(path, document(text))
    return path


@pytest.fixture
def traffic(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts reads and writes of values by xlwings, and the ranges asked for."""
    from xl_sop.libreoffice.range import Range

    counted: Counter[str] = Counter()
    raw = Range.raw_value
    assert isinstance(raw, property)

    def read(self: Range) -> Any:
        counted["reads"] += 1
        return raw.fget(self)  # type: ignore[misc]

    def write(self: Range, value: Any) -> None:
        counted["writes"] += 1
        raw.fset(self, value)  # type: ignore[misc]

    monkeypatch.setattr(Range, "raw_value", property(read, write))
    api = Range.api
    assert isinstance(api, property)

    def ask(self: Range) -> Any:
        counted["ranges"] += 1
        return api.fget(self)  # type: ignore[misc]

    monkeypatch.setattr(Range, "api", property(ask))
    return counted


@pytest.mark.parametrize(
    "button", ["validate", "totals", "identification", "export_json", "next_finding", "clear_marks"]
)
def test_a_taller_table_costs_no_more_calls(
    button: str, traffic: Counter[str], open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    spent = []
    for steps in (10, 60):
        open_book(tall(tmp_path / f"{steps}.xlsx", steps))
        traffic.clear()
        getattr(addin, button)()
        spent.append(dict(traffic))
        assert "tidak terduga" not in " ".join(told(xw_app))
    assert spent[0] == spent[1]
    assert spent[0].get("reads", 0) <= 12


def test_an_outdated_worksheet_is_written_in_runs(
    traffic: Counter[str], open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = tall(tmp_path / "a.xlsx", 60)
    workbook = openpyxl.load_workbook(path)
    for row in range(19, 70):
        workbook["Identifikasi"][f"C{row}"].value = f"Naskah lama nomor {row} yang panjang sekali"
    workbook.save(path)
    open_book(path)
    traffic.clear()
    addin.identification()
    assert "disusun ulang" in told(xw_app)[-1]
    assert traffic["writes"] <= 3
    assert traffic["reads"] <= 12


def test_marks_and_notes_are_all_that_grows_with_the_findings(
    traffic: Counter[str], open_book: OpenBook, xw_app: xw.App, tmp_path: Path
):
    path = tall(tmp_path / "a.xlsx", 60)
    workbook = openpyxl.load_workbook(path)
    for row in range(5, 65):
        workbook["Prosedur"][f"G{row}"].value = None
    workbook.save(path)
    open_book(path)
    traffic.clear()
    addin.validate()
    assert told(xw_app) == ["1 kesalahan: lihat lembar Temuan."]
    assert traffic["reads"] <= 12
    assert traffic["writes"] <= 6
