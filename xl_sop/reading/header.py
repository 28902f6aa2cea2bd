"""The header of a procedure table: where it stands, and which texts belong to it.

A header is found by its words. Real ones have two to seven rows: group headings (`Pelaksana`, `Mutu Baku`) that may be
missing, wrong, or stand over some columns only; names stacked over several cells, some of them in rows of their own
above or below the row of the words; a unit below Waktu; a row of column numbers; empty rows between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xl_sop import limits
from xl_sop.address import Address, Merge
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Column
from xl_sop.reading.columns import HeaderCell, columns_of, zone_of
from xl_sop.reading.marks import is_branch_label, read_mark
from xl_sop.reading.row_kinds import is_column_numbers
from xl_sop.recognition import label
from xl_sop.text import clean, fold, read_number
from xl_sop.vocabulary import FOREIGN_HEADINGS, TITLE
from xl_sop.waktu.duration import parse, unit_of_header
from xl_sop.waktu.grammar import WORD
from xl_sop.waktu.words import FILLERS, UNITS

TALLEST = 9
"""Filled rows a header may have: group row, up to six stacked rows of one name, column numbers, one to spare."""
REACH = 30
"""Rows a header may have, empty ones included."""
ABOVE = 3
"""Rows above the first row of words in which a performer's name may begin."""
LONGEST_PART = 20
"""Characters of a heading below another one."""
LONGEST_NAME = 60
"""Characters of one line of a performer's name."""


@dataclass(slots=True)
class Header:
    """A header as found.

    Attributes:
        top: Its first row. bottom: Its last one (column numbers included).
        columns: The columns, left to right; performer names as written (not yet unique).
        unclaimed: Columns whose heading no word claims; they are no part of the table.
        duration_text: The text of the Waktu header, for its unit.
        typos: Cells whose spelling was accepted though wrong, with the proper word.
        missing: Roles of needed columns that are not there.
        poor: True where neither Waktu nor Mutu Baku is there: a list of something else, as a rule.
        workload: True for the table of a workload analysis (ABK), whose rows have times too.
    """

    top: int
    bottom: int
    columns: list[Column]
    unclaimed: list[Column] = field(default_factory=list[Column])
    duration_text: str | None = None
    typos: list[tuple[Address, str, str]] = field(default_factory=list[tuple[Address, str, str]])
    missing: list[str] = field(default_factory=list[str])
    poor: bool = False
    workload: bool = False


def find_header(
    grid: Grid, row: int, hits: dict[int, int], merges: dict[tuple[int, int], Merge], right: int
) -> Header | None:
    """The header that begins at a sheet row, if one does.

    Args:
        grid: The sheet. row: Sheet row of the first candidate, from 1.
        hits: How many table words stand in each sheet row.
        merges: The sheet's merged areas by their top-left cell.
        right: The last column of the sheet's contents.

    Raises:
        BookError: It has more performers than a table can have.
    """
    cells, pending, bottom = _header_cells(grid, row, hits, merges)
    roles = {c.label.role for c in cells if c.label}
    if not roles & {"number", "description"} or len(roles) < 3:
        return None
    if not roles & {"standard", "requirements", "duration", "output", "performers"}:
        return None
    if len(cells) > 2 * limits.PERFORMERS.value:
        raise limits.PERFORMERS.exceeded()
    if any(cell.text.casefold().strip(" .:") in FOREIGN_HEADINGS for cell in cells):
        return Header(row, bottom, [], workload=True)
    below, bottom = _names_below(pending, cells, bottom)
    cells += below
    above = _names_above(grid, row, cells, merges)
    found = columns_of(grid, above + cells, right)
    return Header(
        min((cell.row for cell in above), default=row),
        bottom,
        found.columns,
        found.unclaimed,
        _duration_text(cells),
        found.typos,
        found.missing,
        not roles & {"standard", "duration"},
    )


def _header_cells(
    grid: Grid, top: int, hits: dict[int, int], merges: dict[tuple[int, int], Merge]
) -> tuple[list[HeaderCell], list[list[HeaderCell]], int]:
    """The texts in the header's rows of words; those of the rows below, down to step 1; the last row of words."""
    cells: list[HeaderCell] = []
    bottom = top
    pending: list[list[HeaderCell]] = []  # rows that belong to the header only if a header row follows them
    number_column: int | None = None
    filled = 0
    for row in range(top, min(top + REACH, grid.bottom + 1)):
        values = grid.rows[row - grid.top]
        if is_column_numbers(values):
            return cells + [c for line in pending for c in line], [], row
        if all(value is None for value in values):
            continue
        filled += 1
        if filled > TALLEST or (row > top and _is_body(values, grid.left, number_column, cells)):
            break
        line = _line(grid, row, values, merges)
        number_column = next(
            (c.column for c in line if c.label and c.label.role == "number" and number_column is None),
            number_column,
        )
        if hits.get(row):
            cells += [c for before in pending for c in before] + line
            pending = []
            bottom = row
        else:
            pending.append(line)
    return cells, pending, bottom


def _line(
    grid: Grid, row: int, values: list[CellValue], merges: dict[tuple[int, int], Merge]
) -> list[HeaderCell]:
    line: list[HeaderCell] = []
    for column, value in enumerate(values, start=grid.left):
        if isinstance(value, str) and (text := clean(value)):
            merge = merges.get((row, column))
            last, bottom = (merge.right, merge.bottom) if merge else (column, row)
            line.append(HeaderCell(row, column, last, text, label(text, "table"), bottom))
    return line


def _is_body(values: list[CellValue], left: int, number_column: int | None, cells: list[HeaderCell]) -> bool:
    """True for the first row below a header: it has a number in its place, or a time below Waktu."""
    duration = next((c for c in cells if c.label and c.label.role == "duration"), None)
    for column, value in enumerate(values, start=left):
        if value is None:
            continue
        if (number_column is None or column <= number_column + 1) and read_number(value) is not None:
            return True
        if duration is not None and duration.column <= column <= duration.last and isinstance(value, str):
            parsed = parse(value, None)
            if parsed.problem is None and parsed.duration.minutes is not None:
                return True
    return False


def _names_below(
    pending: list[list[HeaderCell]], cells: list[HeaderCell], bottom: int
) -> tuple[list[HeaderCell], int]:
    """The rows below the words that hold names or a unit and so belong to the header still, and its last row."""
    # headings merged over all rows of the header tell its last one
    floor = max(
        (
            c.bottom
            for c in cells
            if c.label and c.label.role in ("number", "description") and c.bottom > c.row
        ),
        default=0,
    )
    zone = zone_of(cells)
    over = [c for c in cells if c.label is None or c.label.role == "performers"]
    names: list[HeaderCell] = []
    for line in pending:
        if not line:
            continue
        if line[0].row > floor and not all(is_unit(c.text) or _is_below_wide(c, cells) for c in line):
            if floor or not all(_may_be_name(c, zone, over) for c in line):
                break
            over += line
        names += line
        bottom = line[0].row
    return names, bottom


def _is_below_wide(cell: HeaderCell, header: list[HeaderCell]) -> bool:
    """True for a short text below a known heading of several columns: `Lama` and `Satuan` below Waktu."""
    return len(cell.text) <= LONGEST_PART and any(
        other.label is not None
        and other.label.role not in ("performers", "standard")
        and other.last > other.column
        and other.column <= cell.column <= other.last
        for other in header
    )


def _may_be_name(cell: HeaderCell, zone: tuple[int, int], over: list[HeaderCell]) -> bool:
    """True for a text among the performers that is no mark, where a name or `Pelaksana` stands higher."""
    if len(cell.text) > LONGEST_NAME or is_branch_label(cell.text) or read_mark(cell.text) is not None:
        return False
    return zone[0] < cell.column < zone[1] and any(
        other.row < cell.row and (other.label is not None or other.column <= cell.column <= other.last)
        for other in over
    )


def _names_above(
    grid: Grid, top: int, cells: list[HeaderCell], merges: dict[tuple[int, int], Merge]
) -> list[HeaderCell]:
    """Names of performers that begin above the row of the words: rows with nothing but short texts over names."""
    left, right = zone_of(cells)
    found: list[HeaderCell] = []
    for row in range(top - 1, max(grid.top, top - ABOVE) - 1, -1):
        line = _line(grid, row, grid.rows[row - grid.top], merges)
        if not line or not all(
            left < c.column
            and c.last < right
            and len(c.text) <= LONGEST_NAME
            and not TITLE.match(fold(c.text))
            and any(
                o.label is None
                and o.column <= c.last
                and c.column <= o.last
                and o.last - o.column >= c.last - c.column
                for o in cells + found
            )
            for c in line
        ):
            break
        found += line
    return found


def is_unit(text: str) -> bool:
    """True for a text that is nothing but a unit of time: `(menit)`, `Hari Kerja`."""
    said = WORD.findall(fold(text))
    return (
        bool(said)
        and all(word in UNITS or word in FILLERS or word == "dalam" for word in said)
        and any(word in UNITS for word in said)
        and not any(character.isdigit() for character in text)
    )


def _duration_text(cells: list[HeaderCell]) -> str | None:
    """The text of the Waktu heading, with the unit that stands in a row of its own below it."""
    heading = next((c for c in cells if c.label and c.label.role == "duration"), None)
    if heading is None:
        return None
    if unit_of_header(heading.text) is not None:
        return heading.text
    below = [
        c.text
        for c in cells
        if c.row > heading.row and heading.column <= c.column <= heading.last and is_unit(c.text)
    ]
    return " ".join([heading.text, *below])
