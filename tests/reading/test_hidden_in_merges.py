"""What merged areas hide: named cell by cell, but a file made to harm costs no more than another."""

from __future__ import annotations

import time

from tests.tables import workbook
from xl_sop.address import Merge
from xl_sop.book.grid import CellValue
from xl_sop.reading.documents import read_book

TABLE = """
# Prosedur
| No | Uraian Prosedur | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menyusun draf   | x         | Data        | 5 menit | Draf   |
| 2  | Mengirim draf   | x         | Draf        | 9 menit | Resi   |
"""


def test_areas_that_overlap_by_the_thousand_are_no_flood() -> None:
    book = workbook(TABLE)
    (grid,) = book.grids
    filled: list[list[CellValue]] = [[f"isi {row}.{column}" for column in range(40)] for row in range(40)]
    grid.rows += filled
    grid.merges += [Merge(4, 1, 43, 40)] * 20_000
    begun = time.process_time()
    (document,) = read_book(book)
    assert time.process_time() - begun < 10
    codes = [problem.code for problem in document.as_found.problems]
    assert codes.count("isi-tertutup-sel-gabungan") == 100


def test_what_is_hidden_does_not_count() -> None:
    """A Waktu that LibreOffice kept under a merged cell: the sheet shows one time for two steps."""
    book = workbook(TABLE)
    (grid,) = book.grids
    before = [list(row) for row in grid.rows]
    grid.merges.append(Merge(2, 5, 3, 5))
    (document,) = read_book(book)
    assert [step.duration.minutes for step in document.sop.steps] == [5, None]
    assert (document.sop.totals.minutes, document.sop.totals.complete) == (5, False)
    found = {problem.code: str(problem.address) for problem in document.as_found.problems}
    assert found["isi-tertutup-sel-gabungan"] == found["waktu-digabung"] == "Prosedur!E3"
    assert grid.rows == before  # the workbook itself is not touched
