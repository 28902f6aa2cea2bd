"""The texts of a header → the columns of a table: known headings, performers, and columns that no word claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from xl_sop import limits
from xl_sop.address import Address
from xl_sop.book.grid import Grid
from xl_sop.document import Column
from xl_sop.recognition import Label, is_other_heading, like_label, lone_heading
from xl_sop.text import fold

LEAVES = ("number", "description", "requirements", "duration", "output", "note", "yes", "no")
_STANDARD = ("requirements", "duration", "output")
_FAR_RIGHT = 10**6


@dataclass(slots=True, eq=False)
class HeaderCell:
    """One text of the header: sheet row, first and last column, text, what it stands for, and its last row."""

    row: int
    column: int
    last: int
    text: str
    label: Label | None
    bottom: int


class Columns(NamedTuple):
    """What a header's texts make: columns, those that no word claims, accepted typos, roles that are missing."""

    columns: list[Column]
    unclaimed: list[Column]
    typos: list[tuple[Address, str, str]]
    missing: list[str]


def zone_of(cells: list[HeaderCell]) -> tuple[int, int]:
    """The columns between which performers stand: that of the description, and the first of Mutu Baku."""
    first = [c.column for c in cells if c.label and c.label.role == "description"]
    first = first or [c.column for c in cells if c.label and c.label.role == "number"]
    right = [c.column for c in cells if c.label and c.label.role in (*_STANDARD, "standard")]
    right = [column for column in right if not first or column > first[0]]
    return (first[0] if first else 0, min(right, default=_FAR_RIGHT))


def columns_of(grid: Grid, cells: list[HeaderCell], edge: int) -> Columns:
    """The columns that a header's texts name; `edge` is the last column of the sheet's contents.

    Raises:
        BookError: There are more performers than a table can have.
    """
    leaves = _leaves(cells)
    start = leaves.get("description") or leaves.get("number")
    standard = [c for c in cells if c.label and c.label.role == "standard"]
    group = _group(cells)
    names = [c for c in cells if c not in leaves.values() and c not in standard and c is not group]
    if len(names) > limits.PERFORMERS.value:
        raise limits.PERFORMERS.exceeded()
    _misread(names, leaves, standard, group, start)
    first = (leaves.get("description") or start).column if start else 0
    right = min(
        [c.column for role in _STANDARD if (c := leaves.get(role))] + [c.column for c in standard],
        default=_FAR_RIGHT,
    )
    performers = [
        c
        for c in names
        if (first < c.column < right and (c.label is None or c.label.role == "performers"))
        or (group and c.row > group.row and group.column <= c.column <= group.last)
    ]
    if group is not None and performers and not _heads(group, performers, right):
        performers.append(group)  # a post that is called Pelaksana, beside others
        group = None
    performers, others = _parted(performers, group)
    heads = dict(leaves)
    if not performers and group is not None:
        heads["performers"] = group  # one column for whoever performs: names are typed into its cells
    columns = [
        Column(role, c.text, grid.address(c.row, c.column), c.column, c.last) for role, c in heads.items()
    ] + [_column(grid, "performer", stack) for stack in _stacks(performers)]
    others += [c for c in names if c not in performers and c not in others]
    claimed = [c for c in cells if c not in others] if others else []
    unclaimed = [
        _column(grid, "other", stack)
        for stack in _stacks(others)
        if not any(_overlap(c, other) for c in stack for other in claimed if other not in standard)
        and not any(_overlap(c, other) and other.row > c.row for c in stack for other in standard)
    ]
    columns.sort(key=lambda c: c.index)
    unclaimed.sort(key=lambda c: c.index)
    typos = [
        (grid.address(c.row, c.column), c.text, c.label.role)
        for c in [*leaves.values(), *standard]
        if c.label and c.label.typo
    ]
    missing = [role for role in ("description", "duration", "output") if role not in leaves]
    columns = _spread(columns, unclaimed, edge, group.column if group else None)
    return Columns(columns, unclaimed, typos, missing)


def _misread(
    names: list[HeaderCell],
    leaves: dict[str, HeaderCell],
    standard: list[HeaderCell],
    group: HeaderCell | None,
    start: HeaderCell | None,
) -> None:
    """Take misread words outside the performers for what they are like (`Keteranqan`), out of `names`."""
    left_end = min(
        [c.column for role in _STANDARD if (c := leaves.get(role))] + [c.column for c in standard],
        default=None,
    )
    for cell in list(names):
        if cell.label is not None or (group and group.column <= cell.column <= group.last):
            continue
        close = like_label(cell.text, "table") or lone_heading(cell.text)
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


def _heads(group: HeaderCell, performers: list[HeaderCell], right: int) -> bool:
    """True where `Pelaksana` stands over names: a name stands lower, in its columns or right of it."""
    return group.last > group.column or any(
        c.row > group.row and group.column <= c.column < right for c in performers
    )


def _parted(
    performers: list[HeaderCell], group: HeaderCell | None
) -> tuple[list[HeaderCell], list[HeaderCell]]:
    """Performers, and headings among them that name none (`Risiko`): not where they stand below `Pelaksana`."""
    if not any(is_other_heading(cell.text) for cell in performers):
        return performers, []
    others = [
        stack
        for stack in _stacks(performers)
        if is_other_heading(stack[0].text)
        and not (group and group.column <= stack[0].column <= group.last and stack[0].row > group.row)
    ]
    apart = [cell for stack in others for cell in stack]
    return [cell for cell in performers if cell not in apart], apart


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
            and not (cell.label.role == "duration" and _parts_only(cell, cells))
        ):
            continue  # a wrong group heading, such as `Kelengkapan` over the performers
        kept = leaves.get(cell.label.role)
        if kept is None or (
            kept.column != cell.column and cell.row > kept.row and cell.label.role in _STANDARD
        ):
            leaves[cell.label.role] = cell
    return leaves


def _parts_only(heading: HeaderCell, cells: list[HeaderCell]) -> bool:
    """True where no known heading stands below: `Lama` and `Satuan` are parts of Waktu."""
    return not any(
        c.label is not None and c.row > heading.row and heading.column <= c.column <= heading.last
        for c in cells
    )


def _group(cells: list[HeaderCell]) -> HeaderCell | None:
    """The `Pelaksana` heading: not one that stands below another text, since it is then half of a name."""
    for cell in cells:
        if cell.label and cell.label.role == "performers":
            above = any(o.row < cell.row and o.column == cell.column and o.label is None for o in cells)
            if not above:
                return cell
    return None


def _overlap(one: HeaderCell, other: HeaderCell) -> bool:
    return one.column <= other.last and other.column <= one.last


def _stacks(cells: list[HeaderCell]) -> list[list[HeaderCell]]:
    """Cells that stand over one another, from the top; one stack for each place where a name begins."""
    stacks: dict[int, list[HeaderCell]] = {}
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        home = next(
            (s for s, stack in stacks.items() if s <= cell.column <= max(c.last for c in stack)), None
        )
        if home is not None and not any(c.row == cell.row for c in stacks[home]):
            stacks[home].append(cell)
        else:
            stacks[cell.column] = [cell]
    return [sorted(stack, key=lambda c: c.row) for stack in stacks.values()]


def _column(grid: Grid, role: str, stack: list[HeaderCell]) -> Column:
    """One column from the texts stacked over it; they are joined."""
    name = ""
    for cell in stack:
        if not fold(name).endswith(fold(cell.text)):  # merged names are sometimes repeated in each cell
            name = f"{name} {cell.text}".strip()
    first = min(c.column for c in stack)
    return Column(role, name, grid.address(stack[0].row, first), first, max(c.last for c in stack))


def _spread(columns: list[Column], unclaimed: list[Column], edge: int, group: int | None) -> list[Column]:
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
        fence = next((c.index - 1 for c in unclaimed if c.index > column.index), last)
        result.append(replace(column, last=max(min(last, fence), column.index)))
    return result
