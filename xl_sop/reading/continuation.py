"""Pages without a header: their columns are told by what stands in them.

73 of 348 real SOPs continue on a page without a header, and the grid of columns is another on every page: neither
fixed positions nor counting from the right works. The number column is the first one that holds numbers, the
description follows it, the Waktu column is the one whose cells read as durations, and the others stand beside it in
the order of the page before. Numbers on such pages go on, skip, repeat, start again or are missing, so they alone
decide nothing: a page is taken where its columns can be told, and named where it only looks like a part of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Column
from xl_sop.model import Unit
from xl_sop.reading.marks import is_branch_label, read_mark
from xl_sop.reading.row_kinds import is_column_numbers
from xl_sop.reading.table_rows import text_of
from xl_sop.recognition import label
from xl_sop.text import clean, fold, read_number
from xl_sop.vocabulary import TITLE
from xl_sop.waktu.duration import parse

ENOUGH = 0.5
"""Share of a column's cells that must read as durations."""

NUMBERS_WITHIN = 4
"""The number column is among so many first columns of the page."""

SHORTEST_ROW = 4
"""Filled cells of a row that looks like a step: number, description, Waktu, and one more."""

LONGEST_NUMBER = 4
"""Characters of a number that nobody can read (`l.`, `IV`, `4a`)."""

_BODY = ("requirements", "duration", "output", "note")


class Continuation(NamedTuple):
    """A page without a header.

    Attributes:
        row: The first row that belongs to the table. numbers: Its number column, None if it has none.
        columns: Its columns; empty where they cannot be trusted.
        performers_known: True where the page keeps the grid of the page before.
    """

    row: int
    numbers: int | None
    columns: list[Column]
    performers_known: bool


def continuation(
    grid: Grid,
    top: int,
    bottom: int,
    before: list[Column],
    last_number: int | None,
    *,
    unit: Unit | None,
    headed: bool = False,
) -> Continuation | None:
    """What rows without a header are to the table before them; None if they are another matter.

    Args:
        grid: The sheet. top: first row. bottom: last row.
        before: The columns of the page before. last_number: The table's last step number.
        unit: The unit that bare numbers under Waktu have there, None if they have none.
        headed: True where headings stand above that are not those of a procedure.
    """
    counted = None if last_number is None else goes_on(grid, top, bottom, last_number)
    numbers = counted if counted is not None else _number_column(grid, top, bottom)
    rows = [row for row in range(top, bottom + 1) if _is_step(grid, row, numbers)]
    if not rows:
        return None
    mapped = _map_columns(grid, rows, numbers, before, unit=unit)
    headed = headed or _is_headed(grid, top, rows[-1])
    if counted is None and headed and mapped is not None and not mapped[1]:
        # a table with headings of its own: its bare numbers are no times
        mapped = _map_columns(grid, rows, numbers, before, unit=None)
    if counted is None and mapped is not None and not _has_times(grid, rows, mapped[0]):
        mapped = None
    first = next((n for row in rows if (n := _number(grid, row, numbers)) is not None), None)
    later = first is not None and last_number is not None and first > last_number
    if headed and counted is None and not later and not (mapped is not None and mapped[1]):
        return None  # a list with headings and numbers of its own
    titled = any(TITLE.match(fold(t)) for row in range(top, rows[0]) for t in _texts(grid, row))
    if counted is None and (titled or mapped is None or not _complete(mapped[0], before)):
        widest = max(len(_texts(grid, row)) for row in rows)
        bare = None if headed else unit
        timed = any(_is_time(text, bare) for row in rows for text in _texts(grid, row)[1:])
        if widest < SHORTEST_ROW or not (timed or later):
            return None
        return Continuation(rows[0], numbers, [], False)
    if mapped is None:
        return Continuation(rows[0], numbers, [], False)
    return Continuation(rows[0], numbers, *mapped)


def goes_on(grid: Grid, top: int, bottom: int, last_number: int) -> int | None:
    """The number column of rows that count on from `last_number`; None if the rows do not continue the table."""
    for column in range(grid.left, grid.left + NUMBERS_WITHIN):
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


def looks_like_steps(values: Sequence[CellValue]) -> bool:
    """True for a row as wide as a step, with a time of its own."""
    if len(values) - values.count(None) < SHORTEST_ROW:
        return False
    texts = [text for value in values if (text := text_of(value)) is not None]
    return len(texts) >= SHORTEST_ROW and any(_is_definite(text) for text in texts)


def _number(grid: Grid, row: int, numbers: int | None) -> int | None:
    return None if numbers is None else read_number(grid.value(row, numbers))


def _texts(grid: Grid, row: int) -> list[str]:
    return [text for value in grid.rows[row - grid.top] if (text := text_of(value)) is not None]


def _number_column(grid: Grid, top: int, bottom: int) -> int | None:
    """The first filled column, if it holds numbers or what may have been numbers."""
    for column in range(grid.left, grid.left + NUMBERS_WITHIN):
        texts = [t for row in range(top, bottom + 1) if (t := text_of(grid.value(row, column))) is not None]
        if not texts:
            continue
        if any(read_number(text) is not None for text in texts):
            return column
        if all(len(text) <= LONGEST_NUMBER for text in texts):
            return column
        if len(texts) > 1:
            return None
    return None


def _is_step(grid: Grid, row: int, numbers: int | None) -> bool:
    """True for a row with a number, or with as many cells as a step has at least."""
    values = grid.rows[row - grid.top]
    wanted = 2 if _number(grid, row, numbers) is not None else SHORTEST_ROW - 1
    filled = 0
    for value in values:
        if value is not None and text_of(value) is not None:
            filled += 1
            if filled == wanted:
                return not is_column_numbers(values)
    return False


def _has_times(grid: Grid, rows: list[int], columns: list[Column]) -> bool:
    duration = next((c for c in columns if c.role == "duration"), None)
    return duration is not None and any(
        grid.value(row, column) is not None
        for row in rows
        for column in range(duration.index, duration.last + 1)
    )


def _complete(columns: list[Column], before: list[Column]) -> bool:
    """True where a page has all that a step needs, if the page before had it: Waktu, and Kelengkapan or Output."""
    wanted = {c.role for c in before} & {"requirements", "output"}
    found = {c.role for c in columns}
    return "duration" in found and (not wanted or bool(wanted & found))


def _map_columns(
    grid: Grid, rows: list[int], numbers: int | None, before: list[Column], *, unit: Unit | None
) -> tuple[list[Column], bool] | None:
    """The columns of a page without a header.

    Returns:
        The columns, and whether the performers' are known too (only where the page keeps the grid of the page
        before); None if no column reads as durations, so that nothing can be trusted.
    """
    filled: dict[int, list[str]] = {}
    numbered = [row for row in rows if _number(grid, row, numbers) is not None]
    for row in numbered or rows:
        for column, value in enumerate(grid.rows[row - grid.top], start=grid.left):
            text = text_of(value)
            if text is not None and (numbers is None or column > numbers):
                filled.setdefault(column, []).append(text)
    if not filled:
        return None
    description = min(filled)
    if not any(character.isalpha() for text in filled[description] for character in text):
        return None
    scores = {c: _durations(texts, unit) for c, texts in filled.items() if c > description}
    duration = max(scores, key=lambda c: (scores[c], -c), default=None)
    if duration is None or scores[duration] < ENOUGH:
        return (before, True) if _keeps_marks(before, numbers, description, filled, unit) else None
    if _same_grid(before, numbers, description, duration):
        return before, True
    order = [c.role for c in before if c.role in _BODY or c.role == "performers"]
    if "duration" not in order:
        order = list(_BODY)
    place = order.index("duration")
    columns = {"description": description, "duration": duration}
    if numbers is not None:
        columns["number"] = numbers
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
    """The share of texts that read as durations, 0 where none is definite: `Sesuai jadwal` may be a remark.

    Of columns that read equally well, the one with more texts wins.
    """
    problems = [parse(text, unit).problem for text in texts]
    if None not in problems:
        return 0
    good = sum(problem in (None, "waktu-terbuka") for problem in problems)
    return good / len(texts) + good / 1000


def _is_definite(text: str) -> bool:
    """True for a duration with a unit of its own: bare numbers stand anywhere."""
    return parse(text, None).problem is None


def _is_time(text: str, unit: Unit | None) -> bool:
    return parse(text, unit).problem is None


def _is_headed(grid: Grid, top: int, bottom: int) -> bool:
    """True where a row begins with `No`: the table has headings, if unknown ones."""
    for row in range(top, bottom + 1):
        first = next((v for v in grid.rows[row - grid.top] if v is not None), None)
        if isinstance(first, str) and (found := label(clean(first), "table")) and found.role == "number":
            return True
    return False


def _same_grid(before: list[Column], numbers: int | None, description: int, duration: int | None) -> bool:
    at = {c.role: c for c in before if c.role != "performer"}
    places = {"number": numbers, "description": description, "duration": duration}
    return {"description", "duration"} <= at.keys() and all(
        column is None or (role in at and at[role].index <= column <= at[role].last)
        for role, column in places.items()
    )


def _keeps_marks(
    before: list[Column],
    numbers: int | None,
    description: int,
    filled: dict[int, list[str]],
    unit: Unit | None,
) -> bool:
    """True where no time is written, or only open ones, and all other columns are those of the page before."""
    if not _same_grid(before, numbers, description, None):
        return False
    at: dict[str, list[str]] = {}
    for column in before:
        texts = [t for index in range(column.index, column.last + 1) for t in filled.get(index, ())]
        at.setdefault(column.role, []).extend(texts)
    return (
        all(parse(text, unit).problem in (None, "waktu-terbuka") for text in at["duration"])
        and all(is_branch_label(text) or read_mark(text) is not None for text in at.get("performer", ()))
        and bool(at.get("requirements") or at.get("output"))
    )
