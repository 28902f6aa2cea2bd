"""The estimate of how high a text is, against LibreOffice's own fitting of rows: never lower, and not much higher."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlwings as xw
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tests.e2e.test_fill_in import ADDED, IDENTITY, NAME, NOTE, RECORDS, REGULATIONS, STEPS
from xl_sop import measure

TEXTS = [
    REGULATIONS, RECORDS, NAME, NAME.upper(), NOTE, ADDED, *IDENTITY.values(), *(step[0] for step in STEPS[:3]),
    "½ hari – paling lambat 3 × 24 jam", "“Surat Perintah Membayar” (SPM) & lampiran: 5 %", "Ya", "iiiiiiiiii " * 20,
    "WWWW MMMM " * 20, "SIPD/e-Office/" * 12,
]  # fmt: skip
WIDTHS = (9, 12, 21, 38, 72, 110)
LOOKS = ((10, False), (10, True), (12, True), (9, False), (13, True))


def test_the_estimate_is_enough_and_not_too_much(
    open_book: Callable[..., xw.Book], xw_app: xw.App, tmp_path: Path
) -> None:
    picked = random.Random(35)
    cases = [(text, width, *picked.choice(LOOKS)) for text in TEXTS for width in WIDTHS]
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 0.71
    for row, (text, width, size, bold) in enumerate(cases, 1):
        cell = sheet.cell(row, WIDTHS.index(width) + 1)
        cell.value, cell.font, cell.alignment = (
            text,
            Font("Arial", size, bold=bold),
            Alignment(wrap_text=True),
        )
    made.save(tmp_path / "teks.xlsx")
    book = open_book(tmp_path / "teks.xlsx")
    columns, rows = book.sheets[0].api.Columns, book.sheets[0].api.Rows
    # LibreOffice makes a column a little wider than Excel does; here the text is judged, not the column
    pixels = {w: columns.getByIndex(c).Width / 2540 * 96 for c, w in enumerate(WIDTHS)}
    too_low, ratios = [], []
    for row, (text, width, size, bold) in enumerate(cases, 1):
        native = rows.getByIndex(row - 1)
        native.OptimalHeight = True
        needed = native.Height / 2540 * 72  # hundredths of a millimetre → points
        guess = measure.height(text, pixels[width], size=size, bold=bold)
        if max(needed, guess) >= measure.MAX_HEIGHT:  # more than a row can be
            continue
        ratios.append(guess / needed)
        if guess < needed:
            too_low.append((round(guess, 1), round(needed, 1), width, size, bold, text[:30]))
    assert too_low == []
    assert len(ratios) > 150
    # Excel's lines are an eighth higher than LibreOffice's, and letters get a little more room than they need.
    assert sorted(ratios)[len(ratios) // 2] < 1.25
    assert max(ratios) < 2.4
