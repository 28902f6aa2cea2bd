"""Pages without a header: their columns are told by what stands in them.

73 of 348 real SOPs continue on a page without a header, and the grid of columns is another on every page: neither
fixed positions nor counting from the right works. The number column counts on, the description follows it, the Waktu
column is the one whose cells read as durations, and the others stand beside it in the order of the page before.
"""

from __future__ import annotations

from xl_sop.book.grid import Grid
from xl_sop.document import Column
from xl_sop.model import Unit
from xl_sop.reading.marks import is_branch_label, read_mark, read_number
from xl_sop.reading.table_rows import text_of
from xl_sop.waktu.duration import parse

ENOUGH = 0.5
"""Share of a column's cells that must read as durations."""

_BODY = ("requirements", "duration", "output", "note")


def goes_on(grid: Grid, top: int, bottom: int, last_number: int) -> int | None:
    """The number column of rows that count on from `last_number`; None if the rows do not continue the table."""
    for column in range(grid.left, grid.left + 4):
        before = last_number
        for row in range(top, bottom + 1):
            number = read_number(grid.value(row, column))
            if number is None:
                continue
            if before == last_number and number != last_number + 1:
                break
            if number < before:
                break
            before = number
        else:
            if before > last_number:
                return column
    return None


def map_columns(
    grid: Grid, top: int, bottom: int, numbers: int, before: list[Column], *, unit: Unit | None
) -> tuple[list[Column], bool] | None:
    """The columns of a page without a header.

    Args:
        grid: The sheet. top: first row. bottom: last row. numbers: its number column.
        before: The columns of the page before.
        unit: The unit that bare numbers under Waktu have there, None if they have none.

    Returns:
        The columns, and whether the performers' are known too (only where the page keeps the grid of the page
        before); None if no column reads as durations, so that nothing can be trusted.
    """
    filled: dict[int, list[str]] = {}
    for row in range(top, bottom + 1):
        if read_number(grid.value(row, numbers)) is None:
            continue
        line = grid.rows[row - grid.top]
        for offset, value in enumerate(line):
            text = text_of(value)
            if text is not None and offset + grid.left > numbers:
                filled.setdefault(offset + grid.left, []).append(text)
    if not filled:
        return None
    description = min(filled)
    scores = {c: _durations(texts, unit) for c, texts in filled.items() if c > description}
    duration = max(scores, key=lambda c: (scores[c], -c), default=None)
    if duration is None or scores[duration] < ENOUGH:
        return None
    if _same_grid(before, numbers, description, duration):
        return before, True
    order = [c.role for c in before if c.role in _BODY]
    if "duration" not in order:
        order = list(_BODY)
    place = order.index("duration")
    columns = {"number": numbers, "description": description, "duration": duration}
    right = [c for c in sorted(filled) if c > duration]
    for role, column in zip(order[place + 1 :], right, strict=False):
        columns[role] = column
    left = [
        c
        for c in sorted(filled, reverse=True)
        if description < c < duration
        and not all(is_branch_label(t) or read_mark(t) is not None for t in filled[c])
    ]
    for role, column in zip(reversed(order[:place]), left, strict=False):
        columns[role] = column
    placed = sorted(columns.items(), key=lambda item: item[1])
    result: list[Column] = []
    for i, (role, column) in enumerate(placed):
        last = placed[i + 1][1] - 1 if i + 1 < len(placed) else max(filled)
        if role == "description":
            last = column  # right of it stand performers that nobody can name
        result.append(Column(role, role, None, column, last))
    return result, False


def _durations(texts: list[str], unit: Unit | None) -> float:
    good = sum(parse(text, unit).problem in (None, "waktu-terbuka") for text in texts)
    return good / len(texts) + good / 1000


def _same_grid(before: list[Column], numbers: int, description: int, duration: int) -> bool:
    at = {c.role: c for c in before if c.role != "performer"}
    return all(
        role in at and at[role].index <= column <= at[role].last
        for role, column in (("number", numbers), ("description", description), ("duration", duration))
    )
