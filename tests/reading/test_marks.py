"""Marks of performer cells, numbers, and the ways of the flow columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import document
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
V                      |
(x)                    |
ü                      |
þ                      |
l                      |
O                      |
o                      |
●                      |
TRUE                   |
x Ya                   |
Ya x Tidak             |
keputusan Ya           | keputusan
proses 2               | proses
"""
NO_MARKS = [
    "Ya",
    "T",
    "Y T",
    "2",
    "←",
    "→",
    "Tidak Ada",
    "Berjalan Normal",
    "",
    "proces",
    "n",
    "↓",
    "FALSE",
    "Kasi",
]


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


TABLE = """
# SOP
| No | Kegiatan | Pelaksana | <          | Mutu Baku   | <       | <      |
| ^  | ^        | Camat     | Kasi Umum  | Kelengkapan | Waktu   | Output |
| 1  | Menerima | {a}       | {b}        | Surat       | 5 menit | Agenda |
| 2  | Mencatat |           | x          | Agenda      | 1 jam   | Buku   |
"""


@pytest.mark.parametrize(
    ("a", "b", "who", "said"),
    [
        ("ü", "", ["Camat"], []),
        ("", "l", ["Kasi Umum"], []),
        ("O", "●", ["Camat", "Kasi Umum"], []),
        # an office's own name in its column, in full or in part
        ("Camat", "", ["Camat"], []),
        ("CAMAT", "kasi", ["Camat", "Kasi Umum"], []),
        ("Camat Contoh", "", ["Camat"], []),
        # labels of branches, lines that pass by, cells that are not ticked
        ("Ya", "Tidak Lengkap", [], []),
        ("→", "↓", [], []),
        ("FALSE", "TRUE", ["Kasi Umum"], []),
        # what nobody knows is said
        ("bulat", "x", ["Kasi Umum"], ["SOP!C3"]),
        ("Kasi Umum", "", [], ["SOP!C3"]),
        ("menandatangani", "disposisi", [], ["SOP!C3", "SOP!D3"]),
    ],
)
def test_marks_that_people_type_outside_the_template(a: str, b: str, who: list[str], said: list[str]) -> None:
    found = document(TABLE.format(a=a, b=b))
    assert [p.name for p in found.sop.steps[0].performers] == who
    assert [(p.code, str(p.address)) for p in found.as_found.problems] == [
        ("tanda-tidak-dikenal", address) for address in said
    ]


def test_a_mark_and_the_label_in_the_row_below_it() -> None:
    text = TABLE.format(a="x", b="").replace("| 2 ", "|   |  | Ya |  |  |  |  |\n| 2 ")
    assert [p.name for p in document(text).sop.steps[0].performers] == ["Camat"]
