"""Rows of files that grow for their texts, in print copies too."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.worksheet.test_growing import filled, heights
from xl_sop.address import Merge
from xl_sop.book.file import read_grids
from xl_sop.book.fitted_rows import fit_rows
from xl_sop.measure.rows import Growth, Text, growths
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import Package
from xl_sop.printing.print_copy import print_copies

RECORDS = "\n".join(f"{i}. Buku agenda {i}" for i in range(1, 21))


def typed(path: Path, cells: dict[tuple[str, str], str]) -> Path:
    """The template with steps and more, typed by a program that fits no rows."""
    filled(path, 3)
    book = openpyxl.load_workbook(path)
    for (sheet, cell), text in cells.items():
        book[sheet][cell].value = text
    book.save(path)
    return path


def fitted(data: bytes, sheet: str) -> Package:
    package = Package(data)
    grid = next(grid for grid in read_grids(data) if grid.name == sheet)
    fit_rows(SheetEditor(package, sheet), grid)
    return package


def test_merged_boxes_and_fixed_rows_grow_and_the_second_time_nothing_does(tmp_path: Path) -> None:
    path = typed(
        tmp_path / "a.xlsx", {("Identitas", "B16"): RECORDS, ("Identitas", "C10"): "Nama panjang " * 12}
    )
    before = heights(path, 2)
    package = fitted(path.read_bytes(), "Identitas")
    assert package.changed == ["xl/worksheets/sheet2.xml"]
    path.write_bytes(package.to_bytes())
    after = heights(path, 2)
    assert {row for row in after if after[row] != before[row]} == {10, 16}
    assert after[16][0] >= 20 * 12.75 > before[16][0]
    assert after[10][0] >= 3 * 12.75 > before[10][0]
    assert fitted(path.read_bytes(), "Identitas").changed == []


def test_a_print_shows_what_was_never_fitted_on_screen(tmp_path: Path) -> None:
    title = "SOP " + "PENGUMPULAN DATA KINERJA DAN PENYUSUNAN LAPORAN " * 4
    path = typed(tmp_path / "a.xlsx", {("Identitas", "B16"): RECORDS, ("Prosedur", "A1"): title})
    (copy,) = print_copies(path.read_bytes())
    path.write_bytes(copy)
    assert heights(path, 2)[16][0] >= 20 * 12.75
    assert heights(path, 3)[1][0] >= 2 * 16.5


@pytest.mark.parametrize(
    ("texts", "merges", "grown"),
    [
        ([Text(1, 1, "satu")], [], {}),
        ([Text(1, 1, "satu\ndua")], [], {1: Growth(29, False)}),
        ([Text(1, 1, "satu\ndua")], [Merge(1, 1, 1, 2)], {1: Growth(29, True)}),
        # the higher of two decides, and whether an application would see to it
        ([Text(1, 1, "a\nb"), Text(1, 3, "a\nb\nc")], [Merge(1, 3, 1, 4)], {1: Growth(42, True)}),
        ([Text(1, 1, "a\nb\nc"), Text(1, 3, "a\nb")], [Merge(1, 3, 1, 4)], {1: Growth(42, False)}),
        # over several rows the lack is shared, and what a row has got already counts
        ([Text(1, 1, "a\nb\nc\nd")], [Merge(1, 1, 2, 1)], {1: Growth(27, True), 2: Growth(27, True)}),
        ([Text(1, 1, "a\nb\nc\nd"), Text(1, 2, "a\nb\nc")], [Merge(1, 1, 2, 1)], {1: Growth(42, False)}),
        ([Text(1, 9, "a\nb")], [], {}),  # a hidden column
        ([Text(1, 1, "a\n" * 99)], [], {1: Growth(409, False)}),
    ],
)  # fmt: skip
def test_growths(texts: list[Text], merges: list[Merge], grown: dict[int, Growth]) -> None:
    found = growths(
        texts, merges, lambda first, last: 0 if first == 9 else 100.0 * (last - first + 1), lambda _: 15
    )
    assert found == grown
