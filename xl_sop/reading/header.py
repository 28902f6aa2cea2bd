"""The header of a procedure table: where it stands and what its columns are.

A header is found by its words. Real ones have two to seven rows: group headings (`Pelaksana`, `Mutu Baku`) that may be
missing, wrong, or stand over some columns only; names stacked over several cells; a row of column numbers.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass, field

from msgspec.structs import replace

from xl_sop import limits
from xl_sop.address import Address, Merge
from xl_sop.book.grid import Grid
from xl_sop.document import Column
from xl_sop.reading.marks import read_number
from xl_sop.reading.row_kinds import is_column_numbers
from xl_sop.text import clean, fold
from xl_sop.vocabulary import Label, label, like_label

TALLEST = 9
"""Rows a header may have: group row, up to six stacked rows of one name, column numbers, one to spare."""

LEAVES = ("number", "description", "requirements", "duration", "output", "note", "yes", "no")
_STANDARD = ("requirements", "duration", "output")


@dataclass(slots=True, eq=False)
class HeaderCell:
    """One text of the header: sheet row, first and last column, text, and what it stands for."""

    row: int
    column: int
    last: int
    text: str
    label: Label | None


@dataclass(slots=True)
class Header:
    """A header as found.

    Attributes:
        top: Its first row. bottom: Its last one (column numbers included).
        columns: The columns, left to right; performer names as written (not yet unique).
        duration_text: The text of the Waktu header, for its unit.
        typos: Cells whose spelling was accepted though wrong, with the proper word.
        missing: Roles of needed columns that are not there.
    """

    top: int
    bottom: int
    columns: list[Column]
    duration_text: str | None = None
    typos: list[tuple[Address, str, str]] = field(default_factory=list[tuple[Address, str, str]])
    missing: list[str] = field(default_factory=list[str])


def find_header(
    grid: Grid, row: int, hits: dict[int, int], merges: dict[tuple[int, int], Merge], right: int
) -> Header | None:
    """The header that begins at a sheet row, if one does.

    Args:
        grid: The sheet. row: Sheet row of the first candidate, from 1.
        hits: How many table words stand in each sheet row.
        merges: The sheet's merged areas by their top-left cell.
        right: The last column of the sheet's contents.
    """
    cells, bottom = _header_cells(grid, row, hits, merges)
    roles = {c.label.role for c in cells if c.label}
    if not roles & {"number", "description"} or len(roles) < 3:
        return None
    if not roles & {"standard", "requirements", "duration", "output", "performers"}:
        return None
    return _columns(grid, cells, row, bottom, right)


def _header_cells(
    grid: Grid, top: int, hits: dict[int, int], merges: dict[tuple[int, int], Merge]
) -> tuple[list[HeaderCell], int]:
    cells: list[HeaderCell] = []
    bottom = top
    pending: list[HeaderCell] = []  # rows that belong to the header only if a header row follows them
    number_column: int | None = None
    for row in range(top, min(top + TALLEST, grid.bottom + 1)):
        values = grid.rows[row - grid.top]
        if is_column_numbers(values):
            cells += pending
            return cells, row
        line: list[HeaderCell] = []
        numbered = False
        for offset, value in enumerate(values):
            if not isinstance(value, str) or not (text := clean(value)):
                if (
                    value is not None
                    and row > top
                    and (number_column is None or offset + grid.left <= number_column + 1)
                ):
                    numbered = numbered or read_number(value) is not None
                continue
            column = offset + grid.left
            if (
                row > top
                and read_number(text) is not None
                and (number_column is None or column <= number_column + 1)
            ):
                numbered = True
            merge = merges.get((row, column))
            found = label(text, "table")
            line.append(HeaderCell(row, column, merge.right if merge else column, text, found))
            if found and found.role == "number" and number_column is None:
                number_column = column
        if numbered:
            # stacked names just above the first step still belong to the header
            return cells + _rest_of_names(pending, cells), row - 1
        if hits.get(row):
            cells += pending
            pending = []
            cells += line
            bottom = row
        else:
            pending += line
    return cells, bottom


def _rest_of_names(below: list[HeaderCell], header: list[HeaderCell]) -> list[HeaderCell]:
    """The texts that stand below some performer column's text and so may be the rest of a name."""
    above = sorted((c.column, c.last) for c in header if c.label is None)
    starts = [column for column, _ in above]
    # How far the texts that begin up to here reach: a header may be thousands of cells wide.
    reach = list(itertools.accumulate((last for _, last in above), max))
    return [
        c
        for c in below
        if len(c.text) <= 60 and (at := bisect_right(starts, c.column)) and c.column <= reach[at - 1]
    ]


def _columns(grid: Grid, cells: list[HeaderCell], top: int, bottom: int, edge: int) -> Header:
    leaves = _leaves(cells)
    start = leaves.get("description") or leaves.get("number")
    standard = [c for c in cells if c.label and c.label.role == "standard"]
    group = _group(cells)
    names = [c for c in cells if c not in leaves.values() and c not in standard and c is not group]
    if len(names) > limits.PERFORMERS.value:
        raise limits.PERFORMERS.exceeded()
    # misread words outside the performers: `Keteranqan`
    left_end = min(
        [c.column for role in _STANDARD if (c := leaves.get(role))] + [c.column for c in standard],
        default=None,
    )
    for cell in list(names):
        if cell.label is not None or (group and group.column <= cell.column <= group.last):
            continue
        close = like_label(cell.text, "table")
        among_performers = start and left_end is not None and start.column < cell.column < left_end
        if among_performers and (close is None or close.role != "description"):
            continue
        if close and close.role in LEAVES and close.role not in leaves:
            cell.label = close
            leaves[close.role] = cell
            names.remove(cell)
        elif close and close.role in ("standard", "performers"):
            names.remove(cell)
            cell.label = close
            standard += [cell] if close.role == "standard" else []
    first = (leaves.get("description") or start).column if start else 0
    right = min(
        [c.column for role in _STANDARD if (c := leaves.get(role))] + [c.column for c in standard],
        default=10**6,
    )
    performers = [
        c
        for c in names
        if (first < c.column < right and (c.label is None or c.label.role == "performers"))
        or (group and c.row > group.row and group.column <= c.column <= group.last)
    ]
    heads = dict(leaves)
    if not performers and group is not None:
        heads["performers"] = group  # one column for whoever performs: names are typed into its cells
    columns = [
        Column(role, c.text, grid.address(c.row, c.column), c.column, c.last) for role, c in heads.items()
    ] + _performer_columns(grid, performers)
    columns.sort(key=lambda c: c.index)
    duration = leaves.get("duration")
    typos = [
        (grid.address(c.row, c.column), c.text, c.label.role)
        for c in [*leaves.values(), *standard]
        if c.label and c.label.typo
    ]
    missing = [role for role in ("description", "duration", "output") if role not in leaves]
    return Header(
        top,
        bottom,
        _spread(columns, edge, group.column if group else None),
        duration.text if duration else None,
        typos,
        missing,
    )


def _leaves(cells: list[HeaderCell]) -> dict[str, HeaderCell]:
    """The cell that heads each column of its own: of several with one word, the lowest that is not a group."""
    leaves: dict[str, HeaderCell] = {}
    for cell in cells:
        if cell.label is None or cell.label.role not in LEAVES:
            continue
        if (
            cell.last > cell.column
            and any(
                other.row > cell.row
                and cell.column <= other.column <= cell.last
                and fold(other.text) != fold(cell.text)
                for other in cells
            )
            and cell.label.role in _STANDARD
        ):
            continue  # a wrong group heading, such as `Kelengkapan` over the performers
        kept = leaves.get(cell.label.role)
        if kept is None or (
            kept.column != cell.column and cell.row > kept.row and cell.label.role in _STANDARD
        ):
            leaves[cell.label.role] = cell
    return leaves


def _group(cells: list[HeaderCell]) -> HeaderCell | None:
    """The `Pelaksana` heading: not one that stands below another text, since it is then half of a name."""
    for cell in cells:
        if cell.label and cell.label.role == "performers":
            above = any(o.row < cell.row and o.column == cell.column and o.label is None for o in cells)
            if not above:
                return cell
    return None


def _performer_columns(grid: Grid, cells: list[HeaderCell]) -> list[Column]:
    """One column per place where a name begins; names stacked over several cells are joined."""
    stacks: dict[int, list[HeaderCell]] = {}
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        home = next(
            (s for s, stack in stacks.items() if s <= cell.column <= max(c.last for c in stack)), None
        )
        if home is not None and not any(c.row == cell.row for c in stacks[home]):
            stacks[home].append(cell)
        else:
            stacks[cell.column] = [cell]
    columns: list[Column] = []
    for column, stack in stacks.items():
        name = ""
        for cell in sorted(stack, key=lambda c: c.row):
            if not fold(name).endswith(fold(cell.text)):  # merged names are sometimes repeated in each cell
                name = f"{name} {cell.text}".strip()
        head = min(stack, key=lambda c: c.row)
        columns.append(
            Column("performer", name, grid.address(head.row, column), column, max(c.last for c in stack))
        )
    return columns


def _spread(columns: list[Column], edge: int, group: int | None) -> list[Column]:
    """Each column reaches to the next one, since a body cell may stand anywhere below its merged heading."""
    result: list[Column] = []
    flow = any(c.role == "yes" for c in columns)
    for i, column in enumerate(columns):
        if i + 1 < len(columns):
            last = columns[i + 1].index - 1
            if column.role == "note" and flow:
                last = (
                    column.last
                )  # the gap before the flow columns is room for remarks, not part of the table
            elif column.role == "description" and group is not None and column.index < group <= last:
                last = group - 1  # below `Pelaksana`, though no name stands there
        else:
            last = column.last if flow else max(edge, column.last)
        result.append(replace(column, last=max(last, column.index)))
    return result
