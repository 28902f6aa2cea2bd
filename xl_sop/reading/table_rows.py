"""The rows below a header: which are steps, which continue one, which belong to the page and not to the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from msgspec import Struct

from xl_sop.address import Address, Merge
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Cell, Column
from xl_sop.reading.row_kinds import Kind, is_column_numbers, is_signature, is_sum, kind_of
from xl_sop.text import clean, is_blank, is_placeholder, read_number
from xl_sop.waktu.duration import number_text, parse_cell, span_text

_NUMBER_AND_TEXT = re.compile(r"(\d{1,3})\s*[.)]\s+(?=[^\W\d_]{3})")

GAP_ENDS = 2
"""So many empty rows after the last numbered one end the table: below stand notes and signatures."""


class Line(Struct):
    """One sheet row of a table's body, its cells sorted into columns.

    Attributes:
        row: Sheet row. number: The number in its No. cell, if any.
        cells: Filled cells by role. performers: Filled performer cells by column index.
        stray: Text in the No. column that is no number.
        shared: Waktu cells of earlier lines whose merge covers this line too.
        under: True where the number of the line above is merged over this one.
        wide: True where its description, or what stands under No, is merged into the columns right of the description.
    """

    row: int
    number: int | None = None
    cells: dict[str, Cell] = {}
    performers: dict[int, Cell] = {}
    stray: str | None = None
    shared: Cell | None = None
    under: bool = False
    wide: bool = False

    @property
    def empty(self) -> bool:
        return not self.cells and not self.performers and self.number is None and self.stray is None


def text_of(value: CellValue) -> str | None:
    """A cell's text, cleaned; None where it says nothing (empty, only dashes or dots)."""
    if value is None:
        return None
    if isinstance(value, str):
        text = clean(value)
        if text[:1].isalnum() and "/" not in text:
            return text  # as nearly all
        return None if not text or is_blank(text) or is_placeholder(text) else text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return span_text(value)
    return str(value)


def read_lines(grid: Grid, columns: list[Column], top: int, bottom: int) -> list[Line]:
    """The lines of a body, empty ones included, so that gaps can be told."""
    owner: dict[int, Column] = {}
    for column in columns:
        for index in range(column.index, column.last + 1):
            owner[index] = column
    first = min(c.index for c in columns)
    numbers = next((c for c in columns if c.role == "number"), None)
    lines: list[Line] = []
    for row in range(top, min(bottom, grid.bottom) + 1):
        line = Line(row)
        lines.append(line)
        values = grid.rows[row - grid.top]
        for offset, stored in enumerate(values):
            if stored is None:
                continue
            value = stored
            index = offset + grid.left
            column = owner.get(index) or (numbers if index < first else None)
            if column is None:
                continue
            if column.role == "duration" and grid.suffix is not None and type(value) in {int, float}:
                value = _shown(grid, row, index, value)
            text = text_of(value)
            if column.role == "number":
                number = read_number(value)
                if (
                    number is None
                    and isinstance(value, str)
                    and (both := _NUMBER_AND_TEXT.match(value.strip()))
                ):
                    # `3. Menyusun laporan`: the description stands in the cell of its number
                    number, text = int(both[1]), both[1]
                    rest = clean(value.strip()[both.end() :])
                    line.cells["description"] = Cell(Address(grid.name, row, index), rest, rest)
                if number is not None and line.number is None:
                    line.number = number
                    line.cells["number"] = Cell(Address(grid.name, row, index), value, text)
                elif text is not None:
                    line.stray = text
                continue
            if text is None and column.role != "duration":
                continue
            cell = Cell(Address(grid.name, row, index), value, text)
            if column.role == "performer":
                before = line.performers.get(column.index)
                line.performers[column.index] = cell if before is None else joined(before, cell)
            elif text is not None or not isinstance(value, str):
                before = line.cells.get(column.role)
                line.cells[column.role] = cell if before is None else joined(before, cell)
        if _may_number_columns(line) and is_column_numbers(values):
            lines[-1] = Line(row)
    return lines


def _shown(grid: Grid, row: int, column: int, value: CellValue) -> CellValue:
    """A number as the cell shows it, where its format adds a word: `15 menit`."""
    suffix = grid.suffix(row, column) if grid.suffix is not None else None
    return value if suffix is None or not isinstance(value, (int, float)) else f"{number_text(value)}{suffix}"


def _may_number_columns(line: Line) -> bool:
    """A quick look: below a step's number stands a text that is no number."""
    description = line.cells.get("description")
    text = description.text if description else None
    return text is None or text[:1].isdigit() or text[:1] in "(["


def joined(first: Cell | None, more: Cell) -> Cell:
    """Two cells of one value: the first one's address, both texts."""
    if first is None or first.text is None:
        return more
    if more.text is None:
        return first
    text = f"{first.text} {more.text}"
    return Cell(first.address, text, text)


def lift_merged(lines: list[Line], merges: Iterable[Merge], columns: list[Column]) -> None:
    """Settle values whose merged cell covers several rows.

    A value above its number (the cell reaches down to the numbered row) moves to that row. A Waktu over several
    steps stays with the first; the others remember it in `shared`.
    """
    by_row = {line.row: line for line in lines}
    role_of = {i: c for c in columns for i in range(c.index, c.last + 1)}
    beyond = next((c.last for c in columns if c.role == "description"), None)
    for merge in merges:
        line = by_row.get(merge.top)
        column = role_of.get(merge.left)
        if line is None or column is None:
            continue
        if beyond is not None and merge.left <= beyond < merge.right:
            line.wide = True
        if merge.bottom == merge.top:
            continue
        covered = [by_row[r] for r in range(merge.top, min(merge.bottom, lines[-1].row) + 1) if r in by_row]
        numbered = [other for other in covered if other.number is not None]
        if column.role == "number" and numbered == covered[:1]:
            for other in covered[1:]:
                other.under = True
        if column.role in ("number", "performer") or not numbered:
            continue
        cell = line.cells.get(column.role)
        if cell is None or cell.address.column != merge.left:
            continue
        home = numbered[0]
        if home is not line and line.number is None and column.role not in home.cells:
            home.cells[column.role] = line.cells.pop(column.role)
        if column.role == "duration":
            for other in covered[covered.index(home) + 1 :]:
                other.shared = cell


class Body(NamedTuple):
    """The lines of a table; `sums`: the cells of written totals; `foreign`: rows that are no step, with their kinds."""

    lines: list[Line]
    sums: list[Cell]
    foreign: dict[int, Kind]


def body_of(lines: list[Line]) -> Body:
    """The lines that belong to the table: up to its last step and what continues it, without totals and footers."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if _is_step(lines[i])), -1)
    end = _signature(lines, last)
    loud: bool | None = None
    body = Body([], [], {})
    gap = 0
    for i, line in enumerate(lines):
        if line.empty:
            gap += 1
            continue
        if line.number is not None and i <= last and "output" in line.cells:
            body.lines.append(line)  # as nearly all rows
            gap = 0
            continue
        if loud is None:
            loud = any(_is_loud(line) for line in lines)
        kind = kind_of(line, below_last=i > last, loud=loud)
        if kind is None and i > last and is_sum(line, body.lines[-1] if body.lines else None):
            kind = "total"
        if kind == "total" and (cell := line.cells.get("duration")) is not None:
            body.sums.append(cell)
        if kind is not None:
            body.foreign[line.row] = kind
        ends = i >= end or kind not in (None, "total") or (gap >= GAP_ENDS and last >= 0)
        if i > last and ends:
            below_it = [below for below in lines[i:] if not below.empty and below.row not in body.foreign]
            body.foreign.update({below.row: "footer" for below in below_it})
            break
        if kind is None:
            body.lines.append(line)
        gap = 0
    return body


def _is_loud(line: Line) -> bool:
    """True for a step whose description is written in capitals."""
    cell = line.cells.get("description")
    return (
        cell is not None
        and cell.text is not None
        and cell.text.isupper()
        and not line.cells.keys().isdisjoint({"number", "duration", "output"})
    )


def _is_step(line: Line) -> bool:
    """True for a numbered row, and for one that lost its number but has its own description and time."""
    if line.number is not None:
        return kind_of(line, below_last=False) is None
    if not {"description", "duration"} <= line.cells.keys() or kind_of(line, below_last=False) is not None:
        return False
    return parse_cell(line.cells["duration"].value, "menit").problem in (None, "waktu-terbuka")


def _signature(lines: list[Line], last: int) -> int:
    """Where the signature below the last step begins: above its NIP, the lines of one text in the same column."""
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if line.empty:
            continue
        places = {cell.address.column for cell in (*line.cells.values(), *line.performers.values())}
        if is_signature(line) and (
            lines[i - 1].empty or (i + 1 < len(lines) and _alone_in(lines[i + 1], places))
        ):
            return i
        if last >= 0 and _is_name(line, lines[last]):
            return i
        if kind_of(line, below_last=True) == "footer":
            first = i
            while first - 1 > last and _alone_in(lines[first - 1], places):
                first -= 1
            return first
    return len(lines)


def _is_name(line: Line, step: Line) -> bool:
    """True for a row of one text in capitals, where the step has none: the name below a signature."""
    cells = [(role, cell) for role, cell in line.cells.items() if role != "description"]
    if (
        len(cells) != 1
        or line.performers
        or line.stray
        or line.number is not None
        or "description" in line.cells
    ):
        return False
    role, text = cells[0][0], cells[0][1].text or ""
    above = step.cells.get(role)
    return (
        text.isupper()
        and " " in text
        and not (above is not None and above.text is not None and above.text.isupper())
    )


def _alone_in(line: Line, columns: set[int]) -> bool:
    cells = [*line.cells.values(), *line.performers.values()]
    return line.empty or (len(cells) == 1 and cells[0].address.column in columns)


def is_own_step(line: Line, above: Line | None) -> bool:
    """True for an unnumbered row with its own description and its own time or output: a step that lost its number.

    A Waktu cell that is only the rest of the one above (`1 - 20 Hari` / `Kerja`) is not its own, nor is an output
    beside a number that is merged over the row.
    """
    if "description" not in line.cells:
        return False
    duration = line.cells.get("duration")
    if duration is None:
        return "output" in line.cells and not line.under
    rest = parse_cell(duration.value, "menit").problem == "waktu-tidak-terbaca"
    return not (rest and above is not None and "duration" in above.cells)
