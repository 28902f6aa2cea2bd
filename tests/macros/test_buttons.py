"""Where buttons stand: XlsxWriter, whose buttons Excel takes, is the measure."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from xl_sop.package.xml import Xml
from xl_sop.template.buttons import Button, Cells

# Column widths by letter, row heights by number, then x, y, width, height of the button in pixels.
CASES = [
    ({}, {}, (0, 0, 140, 36)),
    ({}, {}, (100, 30, 64, 20)),
    ({"A": 5.71, "B": 38.71, "C": 12.71}, {1: 30, 2: 36}, (6, 46, 140, 36)),
    ({"A": 5.71, "B": 38.71, "C": 12.71}, {1: 30, 2: 36}, (298, 46, 140, 36)),
    ({"B": 0.5, "D": 100}, {3: 409, 4: 0.75}, (200, 70, 500, 600)),
]


@pytest.mark.parametrize(("widths", "heights", "place"), CASES)
def test_anchor_is_that_of_xlsxwriter(
    widths: dict[str, float], heights: dict[int, float], place: tuple[int, ...], tmp_path: Path
):
    x, y, width, height = place
    path = tmp_path / "buttons.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, value in widths.items():
            sheet.set_column(f"{column}:{column}", value)
        for row, value in heights.items():
            sheet.set_row(row - 1, value)
        options = {"x_offset": x, "y_offset": y, "width": width, "height": height, "caption": "B"}
        sheet.insert_button("A1", options)
    with zipfile.ZipFile(path) as archive:
        xml = Xml(archive.read("xl/worksheets/sheet1.xml"), "sheet1")
        expected = re.search(
            r"<x:Anchor>(.*?)</x:Anchor>", archive.read("xl/drawings/vmlDrawing1.vml").decode()
        )
    assert expected
    ours = Cells(xml.root).anchor(Button("B", "M.B", x, y, width, height))
    assert ours == expected[1]
