"""Marks of performer cells, numbers, and the ways of the flow columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.model import Way
from xl_sop.reading.marks import read_mark, read_ways
from xl_sop.text import read_number

MARKS = """
mulai                  | terminator
SELESAI                | terminator
proses                 | proses
keputusan + proses     | keputusan proses
mulai+proses           | terminator proses
Penghubung             | penghubung
x                      |
√                      |
✓                      |
v                      |
"""
NO_MARKS = ["Ya", "T", "Y T", "2", "←", "→", "Tidak Ada", "Berjalan Normal", "", "proces"]


@pytest.mark.parametrize("case", MARKS.strip().splitlines())
def test_marks(case: str):
    text, symbols = (part.strip() for part in case.split("|"))
    assert read_mark(text) == symbols.split()


@pytest.mark.parametrize("text", NO_MARKS)
def test_labels_and_other_words_are_no_marks(text: str):
    assert read_mark(text) is None


NUMBERS = [("1", 1), ("1.", 1), ("14,", 14), ("01", 1), ("(3)", 3), (2.0, 2), (7, 7), (" 5 ", 5)]


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_numbers(value: object, number: int):
    assert read_number(value) == number


@pytest.mark.parametrize("value", ["1a", "a.", "1.2", 1.5, True, None, "", "-1", -1, "12345"])
def test_what_is_no_number(value: object):
    assert read_number(value) is None


def ways(yes: str | None, no: str | None = None) -> list[tuple[int | None, str | None]] | None:
    found, bad = read_ways(yes, no)
    assert bad == []
    return None if found is None else [(way.step, way.label) for way in found]


def test_ways():
    assert ways(None) is None
    assert ways("5", "3") == [(5, "Ya"), (3, "Tidak")]
    assert ways("selesai", "3.") == [(None, "Ya"), (3, "Tidak")]
    assert ways(None, "3") == [(3, "Tidak")]
    assert ways("Lengkap: 5; Kurang: 3") == [(5, "Lengkap"), (3, "Kurang")]
    assert ways(": 7") == [(7, None)]
    assert ways(": selesai") == []
    assert ways('"a;b: ""c""": 4; d: selesai') == [(4, 'a;b: "c"'), (None, "d")]


def test_ways_that_cannot_be_read_are_told_and_the_others_kept():
    found, bad = read_ways("Lengkap: 5; Kurang: ke sana", "entah")
    assert found == [Way(step=5, label="Lengkap")]
    assert bad == ["Kurang: ke sana", "entah"]


@given(st.text(), st.text())
def test_no_text_raises(yes: str, no: str):
    read_ways(yes, no)
    read_mark(yes)
    read_number(no)
