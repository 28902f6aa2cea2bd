"""A1 references against openpyxl's reading of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string, get_column_letter

from xl_sop.address import MAX_COLUMN, MAX_ROW, Address, Merge, area, column_letters, column_number, place_of


@given(st.integers(1, MAX_COLUMN))
def test_columns_and_their_letters(column):
    letters = column_letters(column)
    assert letters == get_column_letter(column)
    assert (
        column_number(letters)
        == column_number(letters.lower())
        == column_index_from_string(letters)
        == column
    )


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_an_address_names_its_place(row, column):
    a1 = Address("Prosedur", row, column).a1
    assert place_of(a1) == (row, column)
    assert area(a1) == Merge(row, column, row, column)


@pytest.mark.parametrize(
    ("reference", "corners"),
    [
        ("A1:B2", (1, 1, 2, 2)),
        ("$C$3:$A$1", (1, 1, 3, 3)),
        ("b2:a3", (2, 1, 3, 2)),
        ("XFD1048576", (1048576, 16384, 1048576, 16384)),
        ("XFE1:A1", None),
        ("A0:A1", None),
        ("A1048577:A1", None),
        ("A1:B2:C3", None),
        ("", None),
    ],
)
def test_areas(reference, corners):
    assert area(reference) == (None if corners is None else Merge(*corners))
