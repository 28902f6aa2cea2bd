"""Where an SOP's table stands on its sheets: the rows of each step and the columns of each performer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from xl_sop.address import Merge
from xl_sop.book.grid import Grid
from xl_sop.document import Document, Page


class Lines(Protocol):
    """Where the rows and columns of a sheet begin, in EMU; a row or column may have no length."""

    def x(self, column: int) -> float:
        """The left edge of a column, counted from 1."""
        ...

    def y(self, row: int) -> float:
        """The top edge of a row, counted from 1."""
        ...


class Band(NamedTuple):
    """The rows of one step.

    Attributes:
        step: Its position in the SOP.
        top, bottom: First and last sheet row: its own row, and those that continue it or are merged with it.
        lead: Rows between the step before and this one that go with this one, such as a section's heading.
    """

    step: int
    top: int
    bottom: int
    lead: int


@dataclass(frozen=True, slots=True)
class TablePage:
    """One stretch of the table with a header of its own.

    Attributes:
        sheet: Its sheet.
        header: Its first header row; None without one.
        top: Its first body row.
        columns: First and last sheet column of each performer; None where this page has none.
        left, right: The first and last column of the table itself, without the columns that state the flow.
        bands: Its steps.
    """

    sheet: str
    header: int | None
    top: int
    columns: Sequence[tuple[int, int] | None]
    left: int
    right: int
    bands: Sequence[Band]

    def edges(self, lines: Lines) -> list[tuple[int, int] | None]:
        """Left and right edge of each performer's column."""
        return [
            None if column is None else (round(lines.x(column[0])), round(lines.x(column[1] + 1)))
            for column in self.columns
        ]


_FLOW_ROLES = frozenset(("yes", "no"))


def table_pages(document: Document, grids: Mapping[str, Grid]) -> list[TablePage]:
    """The pages of an SOP's table, in order."""
    found, performers = document.as_found, document.sop.performers
    result: list[TablePage] = []
    for number, page in enumerate(found.pages):
        rows = [(step, one.row) for step, one in enumerate(found.steps) if one.page == number]
        inside = [column for column in page.columns if column.role not in _FLOW_ROLES]
        if not rows or not inside:
            continue
        by_name = {c.name: (c.index, c.last) for c in page.columns if c.role == "performer"}
        left = min(column.index for column in inside)
        right = max(column.last for column in inside)
        result.append(
            TablePage(
                page.sheet,
                page.header.row if page.header else None,
                page.top,
                [by_name.get(name) for name in performers],
                left,
                right,
                _bands(page, rows, grids[page.sheet].merges, left, right),
            )
        )
    return result


def _bands(
    page: Page, rows: Sequence[tuple[int, int]], merges: Sequence[Merge], left: int, right: int
) -> list[Band]:
    bands: list[Band] = []
    for at, (step, row) in enumerate(rows):
        following = rows[at + 1][1] if at + 1 < len(rows) else None
        end = _end(row, merges, left, right)
        if following is not None:
            # rows up to the next step go on with this one, from a heading across the table on with the next
            heading = next(
                (r for r in range(row + 1, following) if _is_heading(r, merges, left, right)), following
            )
            end = min(max(end, heading - 1), following - 1)
        lead = row - bands[-1].bottom - 1 if bands else max(row - page.top, 0)
        bands.append(Band(step, row, end, lead))
    return bands


def _end(row: int, merges: Sequence[Merge], left: int, right: int) -> int:
    """The last row of the merged areas that begin in a row of the table."""
    return max((m.bottom for m in merges if m.top == row and left <= m.left <= right), default=row)


def _is_heading(row: int, merges: Sequence[Merge], left: int, right: int) -> bool:
    return any(
        m.top == row and m.left <= left + 1 and m.right - m.left >= (right - left) // 2 for m in merges
    )


class Grown:
    """A sheet's lines after some of its rows have grown."""

    def __init__(self, lines: Lines, growth: Mapping[int, int]):
        """`growth` says by how much, in EMU, for the rows that grow."""
        self._lines = lines
        self._growth = sorted(growth.items())

    def x(self, column: int) -> float:
        return self._lines.x(column)

    def y(self, row: int) -> float:
        return self._lines.y(row) + sum(more for grown, more in self._growth if grown < row)


def cell_at(lines: Lines, last: tuple[int, int]) -> Callable[[int, int], tuple[int, int, int, int]]:
    """A function from a place to its cell as anchors name it: column, offset, row, offset, counted from 0.

    Args:
        lines: The sheet's lines.
        last: The last row and column that are looked at: those of the table.
    """
    xs = [round(lines.x(column)) for column in range(1, last[1] + 2)]
    ys = [round(lines.y(row)) for row in range(1, last[0] + 2)]

    def place(x: int, y: int) -> tuple[int, int, int, int]:
        column, row = _before(xs, x), _before(ys, y)
        return column, x - xs[column], row, y - ys[row]

    return place


def _before(edges: Sequence[int], at: int) -> int:
    """Position of the last track that begins at or before a place and has a length."""
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)
