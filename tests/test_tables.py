"""The notation in which tests write workbooks."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.tables import save, workbook
from xl_sop.address import Address, Merge


def test_cells_have_the_type_they_are_written_in() -> None:
    (grid,) = workbook(
        """
        # Isi
        | 15 | 1.5 | 2021-01-18 | 10:30 | "15" | 15 Menit | satu\\ndua | a\\|b | |
        """
    ).grids
    assert grid.rows == [
        [15, 1.5, date(2021, 1, 18), time(10, 30), "15", "15 Menit", "satu\ndua", "a|b", None]
    ]


def test_sheets_have_names_places_and_rows_that_stay_true() -> None:
    first, second = workbook(
        """
        # Hal 1
        | a |

        | b |

        # Hal 2 @C5 (tersembunyi)
        | c | #N/A | = |
        """
    ).grids
    assert (first.name, first.value(1, 1), first.value(3, 1), first.bottom) == ("Hal 1", "a", "b", 3)
    assert (second.name, second.value(5, 3), second.hidden) == ("Hal 2", "c", True)
    assert (second.errors, second.uncached) == ([Address("Hal 2", 5, 4)], [Address("Hal 2", 5, 5)])


def test_merges_take_the_marks_on_the_right_and_below() -> None:
    (grid,) = workbook(
        """
        # Prosedur
        | No | Pelaksana | <    |
        | ^  | Camat     | Staf |
        | x  | besar     | <    |
        |    | ^         | ^    |
        """
    ).grids
    assert grid.merges == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3), Merge(3, 2, 4, 3)]


@pytest.mark.parametrize("text", ["| a |", "# Isi\nbukan baris"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        workbook(text)


def test_a_saved_book_reads_back(tmp_path) -> None:
    from openpyxl import load_workbook

    book = workbook(
        """
        # Isi @B2
        | a | < | 3 |
        """
    )
    sheet = load_workbook(save(book, tmp_path / "uji.xlsx"))["Isi"]
    assert (sheet["B2"].value, sheet["D2"].value, str(next(iter(sheet.merged_cells)))) == ("a", 3, "B2:C2")
