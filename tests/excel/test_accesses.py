"""How often a press asks Excel something: each of these is a message to another process.

Before, counted in the same way: Validasi 3,657, Hitung Waktu 3,340, Lembar Identifikasi 3,157, Ekspor JSON 2,921.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import xl_sop
from tests.checking.workbook import changed
from tests.e2e.sound import PLANTED
from tests.excel.application import Profile
from tests.excel.conftest import OpenDesk
from tests.tables import document

EXCEL = Profile("Excel 365")


def template(path: Path, steps: int, spoil: Callable[[openpyxl.Workbook], None] | None = None) -> Path:
    """The standard template with that many steps."""
    rows = [
        f"| {n} | Menyusun bahan {n} | | | proses | Data {n} | 20 | Naskah {n} | | | |"
        for n in range(4, steps)
    ]
    lines = [f"| | {n}. | Menyusun bahan {n} |" for n in range(4, steps)]
    last = f"| {steps} | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"
    text = changed(
        langkah4="\n".join([*rows, last]),
        baris4="\n".join([*lines, f"| Langkah Akhir | {steps}. | Menetapkan laporan |"]),
    )
    xl_sop.write_template(path, document(text))
    if spoil is not None:
        book = openpyxl.load_workbook(path)
        spoil(book)
        book.save(path)
    return path


def ten(book: openpyxl.Workbook) -> None:
    """Ten findings, each in a cell of its own, on two sheets, errors and warnings."""
    sheet = book["Prosedur"]
    for cell in ("G6", "G8", "G9", "H10", "H11"):
        sheet[cell].value = None
    sheet["G12"].value, sheet["L7"].value, sheet["D13"].value = "secepatnya ya", "99", "lingkaran"
    for (name, cell), (value, code) in PLANTED.items():
        if code in ("tanggal-mustahil", "nip-mustahil"):
            book[name][cell].value = value


def test_fifteen_steps_and_ten_findings(open_desk: OpenDesk, tmp_path: Path):
    path = template(tmp_path / "sop.xlsx", 15, ten)
    assert len(xl_sop.check(xl_sop.read(path))) == 10
    desk = open_desk(EXCEL, path)
    desk.press("validate")
    assert desk.accesses <= 150
    desk.press("validate")
    assert desk.accesses <= 150


@pytest.mark.parametrize(
    ("button", "most"),
    [
        ("validate", 150), ("next_finding", 70), ("totals", 90), ("identification", 70), ("export_json", 70),
        ("clear_marks", 130), ("help", 40),
    ],
)  # fmt: skip
def test_a_taller_table_costs_no_more(button: str, most: int, open_desk: OpenDesk, tmp_path: Path):
    spent = []
    for steps in (15, 90):
        desk = open_desk(EXCEL, template(tmp_path / f"{steps}.xlsx", steps, ten))
        if button in ("clear_marks", "next_finding"):
            desk.press("validate")
        desk.press(button)
        spent.append(desk.accesses)
    assert spent[0] == spent[1]
    assert spent[0] <= most
