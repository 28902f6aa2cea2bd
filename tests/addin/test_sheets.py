"""Writing to a clerk's cells: text stays text, runs touch the named cells only."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xl_sop.addin.sheets import as_typed, runs
from xl_sop.address import Address
from xl_sop.libreoffice.typed import Reading, reading_of

TYPED = [
    "=1+1", "+62 811", "- Buku agenda", "@semua", "01", "1.", "1,5", "10%", "1/2", "1-2", "April 2024", "4 April",
    "Mei-24", "12:30", "0:30", "TRUE", "false", "'kutip", "1e5", "$5", "(3)", " 5", "#N/A", "2024-01-05",
]  # fmt: skip
PLAIN = ["Jan", "Menyusun laporan", "SOP AP", "Kepala Dinas", "½ hari", "Nota dinas.", "a"]


@pytest.mark.parametrize("text", TYPED)
def test_what_excel_would_take_for_something_else_gets_an_apostrophe(text: str):
    assert as_typed(text) == "'" + text


@pytest.mark.parametrize("value", [*PLAIN, "", None, 5, 2.5, True])
def test_all_else_is_written_as_it_is(value: Any):
    assert as_typed(value) == value


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
doubtful = st.from_regex(r"\A\s?[=+@.$(#'-]?[0-9A-Za-z,./:% -]{0,14}\Z")
dates = st.tuples(
    st.sampled_from(["", "1 ", "02-", "3/"]),
    st.sampled_from(
        [
            "jan",
            "january",
            "feb",
            "mar",
            "march",
            "april",
            "may",
            "june",
            "july",
            "aug",
            "september",
            "dec",
            "des",
            "mei",
        ]
    ),
    st.sampled_from(["", " 5", "-24", "/2024", " 5, 2024", ", 24"]),
).map("".join)


@given(st.one_of(words, doubtful, dates))
@example("Mayor 5")
@example("1.000.000")
def test_any_text_written_as_typed_is_the_text_again(text: str):
    """Excel, as the LibreOffice engine plays it: an apostrophe is taken off, anything else may be read anew."""
    written = as_typed(text)
    if written.startswith("'"):
        assert written[1:] == text
    else:
        assert written == text
        assert reading_of(text) is Reading.TEXT


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], []),
        ([((3, 2), "a")], [((3, 2), ["a"])]),
        ([((4, 2), "b"), ((3, 2), "a"), ((6, 2), "c")], [((3, 2), ["a", "b"]), ((6, 2), ["c"])]),
        ([((3, 2), "a"), ((4, 3), "b")], [((3, 2), ["a"]), ((4, 3), ["b"])]),
    ],
)
def test_cells_as_vertical_runs(cells: list[Any], expected: list[Any]):
    found = runs((Address("S", *at), value) for at, value in cells)
    assert found == [(Address("S", *at), values) for at, values in expected]


@given(st.dictionaries(st.tuples(st.integers(1, 20), st.integers(1, 5)), st.integers()))
def test_runs_hold_every_cell_once(cells: dict[tuple[int, int], int]):
    found = runs((Address("S", *at), value) for at, value in cells.items())
    spread = {(start.row + i, start.column): v for start, values in found for i, v in enumerate(values)}
    assert spread == cells
    assert sum(len(values) for _, values in found) == len(cells)
