"""The workbook that has everything other writers lose, with a procedure table that can be drawn.

A sheet gets a performer column and its marks; the logo, the text boxes, the chart and the connector that lie on it,
and all other sheets, are as `tests.package.rich_workbook` makes them.
"""

from __future__ import annotations

import re

from tests.package.rich_workbook import _zip, rich_workbook
from tests.package.zip_facts import contents

SHEET = "Prosedur"
PART = "xl/worksheets/sheet1.xml"
DRAWING = "xl/drawings/drawing1.xml"
MARKS = ("mulai", "keputusan", "proses", "selesai")


def rich_procedure(marks: tuple[str, ...] = MARKS) -> bytes:
    """The .xlsm as bytes."""
    parts = contents(rich_workbook())
    text = parts[PART].decode()
    for row, words in enumerate(
        (("Camat", "Waktu (menit)", "Output"), *((mark, "15", "Surat") for mark in marks)), 1
    ):
        cells = "".join(
            f'<c r="{column}{row}" t="inlineStr"><is><t>{word}</t></is></c>'
            for column, word in zip("CDE", words, strict=True)
        )
        text, count = re.subn(rf'<c r="C{row}"[^>]*>.*?</c>', cells, text, count=1)
        assert count == 1, row
    total = '<row r="6" spans="1:3"><c r="A6" t="inlineStr"><is><t>Jumlah</t></is></c><c r="C6">'
    parts[PART] = text.replace('<row r="6" spans="1:3"><c r="C6">', total).encode()
    return _zip(parts)
