"""Marks: few rectangles that cover exactly the cells, notes that say everything, a rule that is known again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.addin.marks import FORMULA, HEAD, is_ours, note_text, rectangles
from xl_sop.address import Address
from xl_sop.catalogue import CATALOGUE
from xl_sop.findings import Finding


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], []),
        ([(5, 7)], [(5, 7, 5, 7)]),
        ([(5, 7), (6, 7), (7, 7)], [(5, 7, 7, 7)]),
        ([(5, 7), (5, 8), (5, 9)], [(5, 7, 5, 9)]),
        ([(5, 7), (5, 8), (6, 7), (6, 8)], [(5, 7, 6, 8)]),
        ([(5, 7), (7, 7)], [(5, 7, 5, 7), (7, 7, 7, 7)]),
        ([(5, 7), (6, 7), (6, 8)], [(5, 7, 6, 7), (6, 8, 6, 8)]),
    ],
)
def test_cells_as_rectangles(cells: list[tuple[int, int]], expected: list[tuple[int, int, int, int]]):
    assert rectangles(Address("S", *cell) for cell in cells) == expected


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 8))))
def test_rectangles_cover_each_cell_once_and_no_other(cells: set[tuple[int, int]]):
    found = rectangles(Address("S", *cell) for cell in cells)
    covered = [
        (row, column)
        for top, left, bottom, right in found
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(cells)


def test_one_note_says_each_finding_and_what_to_type():
    at = Address("Prosedur", 5, 7)
    empty, open_word = Finding("waktu-kosong", at), Finding("waktu-terbuka", at, words={"teks": "Tahunan"})
    text = note_text([empty, open_word])
    assert text.split("\n") == [
        HEAD,
        f"Kesalahan: {empty.message()}",
        f"→ {empty.fix()}",
        f"Peringatan: {open_word.message()}",
        f"→ {open_word.fix()}",
    ]
    assert CATALOGUE["waktu-kosong"].message.indonesian in text


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        (FORMULA, True),
        (FORMULA.removeprefix("="), True),  # as the file has it
        ('= "xl_sop" = "xl_sop"', True),
        (None, False),
        ("=TRUE", False),
        ('=$A1="xl_sop"', False),
        ('="xl_sop"="xl_sop2"', False),
    ],
)
def test_our_rule_is_told_by_its_formula(formula: str | None, ours: bool):
    assert is_ours(formula) is ours
