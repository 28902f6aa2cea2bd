"""Columns of a table that no heading claims: kept out of their neighbours, and named by a finding."""

from __future__ import annotations

from msgspec.structs import replace

from xl_sop.address import column_letters
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Column
from xl_sop.findings import Finding
from xl_sop.reading.marks import is_branch_label, read_mark
from xl_sop.reading.row_kinds import is_column_numbers
from xl_sop.reading.table_rows import Line, text_of
from xl_sop.text import read_number

SAMPLE = 200
"""Rows of a body that are looked at."""


def without_unheaded(
    grid: Grid, columns: list[Column], unclaimed: list[Column], top: int, bottom: int
) -> tuple[list[Column], list[Column]]:
    """Take sheet columns without a heading, but with contents of their own, out of the columns that reach over them.

    A body cell may stand anywhere between two headings, so most such cells belong to the heading on their left. They
    do not where the heading's own column is filled in the same rows, where marks are expected and texts stand, or where
    bare numbers stand right of the table.
    """
    result: list[Column] = []
    apart: list[Column] = []
    rows = range(top, min(bottom, grid.bottom, top + SAMPLE) + 1)
    for column in columns:
        own = _own_last(grid, column)
        first = next(
            (c for c in range(own + 1, column.last + 1) if _is_apart(grid, column, own, c, rows)), None
        )
        if first is None:
            result.append(column)
            continue
        result.append(replace(column, last=first - 1))
        apart += [
            Column("other", "", None, c, c) for c in range(first, column.last + 1) if _filled(grid, c, rows)
        ]
    return result, [*unclaimed, *apart]


def _own_last(grid: Grid, column: Column) -> int:
    """The last sheet column of a heading's own cell."""
    if column.address is None or column.last == column.index:
        return column.last
    return max(
        (
            m.right
            for m in grid.merges
            if m.top <= column.address.row <= m.bottom and m.left <= column.index <= m.right
        ),
        default=column.index,
    )


def _filled(grid: Grid, column: int, rows: range) -> dict[int, CellValue]:
    """Row → value of the filled cells of a column that say something; rows of column numbers left out."""
    found: dict[int, CellValue] = {}
    for row in rows:
        value = grid.value(row, column)
        if value is None or text_of(value) is None:
            continue
        if read_number(value) is not None and is_column_numbers(grid.rows[row - grid.top]):
            continue
        found[row] = value
    return found


def _is_apart(grid: Grid, column: Column, own: int, index: int, rows: range) -> bool:
    cells = _filled(grid, index, rows)
    if not cells or column.role in ("number", "description", "performers", "yes", "no"):
        return False
    if column.role == "performer":
        texts = [text_of(value) or "" for value in cells.values()]
        if all(read_mark(t) is None and not is_branch_label(t) for t in texts):
            return len(texts) > 1
        # marks below a name that is missing: its neighbour has marks of its own
        marks = _filled(grid, column.index, rows).values()
        return any(read_mark(text_of(value) or "") is not None for value in marks)
    shared = sum(
        any(text_of(grid.value(row, c)) is not None for c in range(column.index, own + 1)) for row in cells
    )
    if shared * 2 >= len(cells) and len(cells) > 1:
        return True
    bare = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in cells.values())
    return bare and column.role == "note"


def left_out(grid: Grid, unclaimed: list[Column], lines: list[Line]) -> list[Finding]:
    """What there is to say of columns that no word claims and that are filled beside the table's rows."""
    rows = [line.row for line in lines if line.number is not None or "description" in line.cells]
    problems: list[Finding] = []
    for column in unclaimed:
        places = [
            (row, index)
            for row in rows
            for index in range(column.index, column.last + 1)
            if text_of(grid.value(row, index)) is not None
        ]
        if not places:
            continue
        if column.name and column.address is not None:
            words = {"judul": column.name}
            problems.append(Finding("kolom-tidak-dikenal", column.address, words=words))
        else:
            words = {"kolom": column_letters(column.index)}
            problems.append(Finding("kolom-tanpa-judul", grid.address(*places[0]), words=words))
    return problems
