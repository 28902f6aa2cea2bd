"""Headers without end are read, or refused, in time that grows with their size only."""

import time

import pytest

from xl_sop.book.grid import Book, Grid
from xl_sop.errors import BookError
from xl_sop.limits import PERFORMERS
from xl_sop.reading.documents import read_book

SECONDS = 5.0
"""Processor time; each case took three to seven times as long while the work grew with the square."""


def book(lines: list[list[object]]) -> Book:
    return Book("panjang", [Grid("Prosedur", lines)])  # type: ignore[arg-type]


def test_thousands_of_headers() -> None:
    header = ["No", "Uraian Prosedur", "Camat", "Kelengkapan", "Waktu", "Output"]
    lines: list[list[object]] = []
    for _ in range(16_000):
        lines += [header, [1, "Menyusun", "v", "a", "15 menit", "b"]]
    start = time.process_time()
    [document] = read_book(book(lines))
    assert time.process_time() - start < SECONDS
    assert len(document.sop.steps) == 16_000


def test_a_header_of_thousands_of_cells_with_names_below() -> None:
    wide = 16_000
    words = ["Waktu", "Output", "Mutu Baku", "Mutu Baku"]
    lines: list[list[object]] = [["No", "Uraian Prosedur", *(words[i % 4] for i in range(wide))]]
    lines += [[None, None, *(["nama"] * wide)] for _ in range(7)]
    lines += [[1, "Menyusun", *(["15 menit"] * wide)]]
    start = time.process_time()
    with pytest.raises(BookError) as caught:
        read_book(book(lines))
    assert time.process_time() - start < SECONDS
    assert caught.value.english == PERFORMERS.exceeded().english
