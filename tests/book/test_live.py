"""Reading an open workbook: merged areas found as Excel tells of them, times of day, errors, far formatting.

The sheet here answers as Excel does (a range's MergeCells is True, False or None for "some"); the same reading of
a real application is compared with the file in tests/e2e.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.address import Address, Merge
from xl_sop.book.live import BLOCK, box_of, cells, is_time_format, is_visible, read_sheet


class FakeRange:
    """A rectangle of a fake sheet."""

    def __init__(self, sheet: FakeSheet, box: Merge) -> None:
        self.sheet, self.box = sheet, box
        self.address = cells(*box)

    def _cells(self) -> list[tuple[int, int]]:
        top, left, bottom, right = self.box
        return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]

    @property
    def raw_value(self) -> Any:
        self.sheet.reads += 1
        top, left, bottom, right = self.box
        rows = tuple(
            tuple(self.sheet.values.get((r, c)) for c in range(left, right + 1))
            for r in range(top, bottom + 1)
        )
        return rows if len(self._cells()) > 1 else rows[0][0]

    @property
    def merge_cells(self) -> Any:
        self.sheet.questions += 1
        states = {self.sheet.area(*cell) is not None for cell in self._cells()}
        return states.pop() if len(states) == 1 else self.sheet.some

    @property
    def merge_area(self) -> FakeRange:
        self.sheet.questions += 1
        return FakeRange(self.sheet, self.sheet.area(*self.box[:2]) or self.box)

    @property
    def number_format(self) -> Any:
        formats = {self.sheet.formats.get(cell, "General") for cell in self._cells()}
        return formats.pop() if len(formats) == 1 else self.sheet.some


class MissingValue:
    """What Excel on macOS answers where Windows answers None; it counts as true (appscript: k.missing_value)."""


class FakeSheet:
    """A sheet that answers like Excel's."""

    name, visible = "S", True

    def __init__(
        self, values: dict[tuple[int, int], Any], merges: Any = (), used: Any = None, some: Any = None
    ) -> None:
        self.values, self.merges, self.some = values, [Merge(*m) for m in merges], some
        self.formats: dict[tuple[int, int], str] = {}
        self.impl, self.reads, self.questions = SimpleNamespace(), 0, 0
        rows, columns = zip(*(values or {(1, 1): None}), strict=True)
        self._used = Merge(*(used or (min(rows), min(columns), max(rows), max(columns))))

    def area(self, row: int, column: int) -> Merge | None:
        return next(
            (m for m in self.merges if m.top <= row <= m.bottom and m.left <= column <= m.right), None
        )

    @property
    def used_range(self) -> FakeRange:
        return FakeRange(self, self._used)

    def range(self, address: str) -> FakeRange:
        return FakeRange(self, box_of(address))


@st.composite
def merged_sheets(draw: st.DrawFn) -> FakeSheet:
    """Up to 14 by 10 cells with any disjoint merged areas; some reach beyond the contents."""
    taken: set[tuple[int, int]] = set()
    merges = []
    for _ in range(draw(st.integers(0, 6))):
        top, left = draw(st.integers(2, 14)), draw(st.integers(3, 10))
        bottom, right = top + draw(st.integers(0, 4)), left + draw(st.integers(0, 4))
        cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            merges.append((top, left, bottom, right))
    some = draw(st.sampled_from([None, MissingValue()]))
    return FakeSheet({(2, 3): "kiri atas", (14, 10): "kanan bawah"}, merges, some=some)


@given(merged_sheets())
def test_halving_finds_exactly_the_merged_areas(sheet: FakeSheet):
    assert read_sheet(sheet).merges == sorted(sheet.merges)


def test_a_table_costs_a_few_questions_for_each_merged_area():
    header = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 6), (1, 7, 1, 9), (1, 10, 2, 10)]
    for rows in (20, 200, 2000):
        sheet = FakeSheet({(r, c): "x" for r in range(1, rows + 1) for c in range(1, 11)}, header)
        assert len(read_sheet(sheet).merges) == 5
        assert sheet.questions <= 12 * len(header) + 24


def test_a_sheet_is_read_at_once():
    sheet = FakeSheet({(r, c): f"{r},{c}" for r in range(3, 60) for c in range(2, 12)})
    grid = read_sheet(sheet)
    assert sheet.reads == 1
    assert (grid.top, grid.left, grid.bottom) == (3, 2, 59)
    assert grid.value(59, 11) == "59,11"


def test_formatting_down_to_the_last_row_costs_two_reads():
    sheet = FakeSheet({(1, 1): "a", (5, 3): "b"}, used=(1, 1, 1_048_576, 16_384))
    grid = read_sheet(sheet)
    assert sheet.reads == 2
    assert (len(grid.rows), len(grid.rows[0])) == (5, 3)


def test_what_stands_below_an_empty_beginning_is_read():
    grid = read_sheet(FakeSheet({(1, 1): None, (BLOCK + 5, 1): "jauh"}))
    assert grid.value(BLOCK + 5, 1) == "jauh"


# Microsoft, "XlCVError": 2000 #NULL!, 2007 #DIV/0!, 2042 #N/A, 2043 #GETTING_DATA, 2045 #SPILL!, 2050 #CALC!
@pytest.mark.parametrize(
    "number", [2000, 2007, 2015, 2023, 2029, 2036, 2042, 2043, 2045, 2046, 2047, 2050, 2051]
)
def test_every_error_value_is_an_error_and_no_number(number: int):
    grid = read_sheet(FakeSheet({(1, 1): number - 2146828288, (1, 2): 5.0, (1, 3): "#N/A", (2, 1): ""}))
    assert grid.rows == [[None, 5.0, "#N/A"]]
    assert grid.errors == [Address("S", 1, 1)]


def test_currency_and_dates_with_a_time_zone_become_plain_values():
    """pywin32 gives a cell formatted as currency as Decimal, and every date in UTC."""
    moment = datetime(2024, 1, 6, 7, 8, 9, tzinfo=UTC)
    grid = read_sheet(FakeSheet({(1, 1): Decimal("15000.0000"), (1, 2): moment, (1, 3): True}))
    assert grid.rows == [[15000.0, datetime(2024, 1, 6, 7, 8, 9), True]]
    assert [type(value) for value in grid.rows[0]] == [float, datetime, bool]


@pytest.mark.parametrize(
    ("state", "shown"), [(-1, True), (0, False), (2, False), (True, True), (False, False)]
)
def test_very_hidden_is_hidden(state: Any, shown: bool):
    sheet = FakeSheet({(1, 1): "x"})
    sheet.visible = state
    assert is_visible(sheet) is shown
    assert read_sheet(sheet).hidden is not shown


def test_a_fraction_of_a_day_is_a_time_only_where_the_cell_says_so():
    sheet = FakeSheet({(r, 1): 0.5 for r in range(1, 6)} | {(6, 1): 1.5, (7, 1): 1 / 48, (8, 1): 0.999999})
    sheet.formats = {(1, 1): "h:mm", (2, 1): "0.00", (3, 1): "[h]:mm", (6, 1): "h:mm", (7, 1): "hh:mm:ss"}
    sheet.formats |= {(8, 1): "h:mm"}
    assert [row[0] for row in read_sheet(sheet).rows] == [
        time(12), 0.5, time(12), 0.5, 0.5, 1.5, time(0, 30), time(23, 59, 59)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "shows_time"),
    [
        ("h:mm", True), ("HH:MM:SS", True), ("[h]:mm", True), ("mm:ss", True), ("dd/mm/yyyy hh:mm", True),
        ("General", False), ("Standard", False), ("0.00", False), ("@", False), ("0%", False), ("# ?/?", False),
        ('0" jam"', False), ("0\\h", False), ("[$-421]dd mmmm yyyy", False), (None, False),
    ],
)  # fmt: skip
def test_formats_that_show_a_time(code: str | None, shows_time: bool):
    assert is_time_format(code) is shows_time


def test_the_words_that_a_number_format_shows_are_asked_for_only_where_needed() -> None:
    sheet = FakeSheet({(1, 1): "Waktu", (2, 1): 15.0, (3, 1): 20.0})
    sheet.formats[2, 1] = '0" menit"'
    grid = read_sheet(sheet)  # type: ignore[arg-type]
    assert grid.suffix is not None
    assert [grid.suffix(2, 1), grid.suffix(3, 1)] == [" menit", None]
