"""The identification worksheet as found: parts A, B and C of Lembar Kerja Identifikasi Kegiatan."""

from __future__ import annotations

import re

from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Cell, FoundWorksheet, WorksheetLine
from xl_sop.model import Group
from xl_sop.reading.blocks import LONGEST_LABEL, Block
from xl_sop.reading.table_rows import text_of
from xl_sop.recognition import Label, label, may_be_label
from xl_sop.text import clean, is_blank, read_number

Filled = list[tuple[int, CellValue]]
"""The cells of a row that say something: column and value."""

_GROUPS: dict[str, Group] = {"first": "awal", "main": "utama", "last": "akhir"}
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[.,)]\s*(?=\S)")
_ENUMERATOR = re.compile(r"\s*(?:[A-Za-z]|\d{1,2})\s*[.)]?\s*")
_COLON = re.compile(r"^[:.]\s+|^:")
_FIELDS = frozenset(
    ("sop_title", "kind", "product", "activity", "scope", "activity_title", "first", "main", "last")
)


def read_worksheet(block: Block) -> FoundWorksheet:
    """Read one worksheet block.

    Values stand right of their labels, or after a colon in the label's cell; a value written as `: Rutin` loses its
    colon. In part C a row holds the group's label, a number and the step; number and step may share a cell.
    """
    grid = block.grid
    found: FoundWorksheet | None = None
    in_steps = False
    group: Group | None = None
    bottom = block.top
    rows = grid.rows[block.top - grid.top : block.bottom - grid.top + 1]
    for row, values in enumerate(rows, start=block.top):
        cells = _filled(values, grid.left)
        if not cells:
            continue
        if found is None:
            found = FoundWorksheet(grid.name, grid.address(row, cells[0][0]))
            continue
        if in_steps and (number := read_number(cells[0][1])) is not None:
            # without a look for labels: a numbered step may begin like one, `Kegiatan: …`
            found.lines.append(_numbered(grid, row, cells, number, group))
            bottom = row
            continue
        name, rest = _label(cells)
        if name is not None and name.role.startswith("part_"):
            in_steps = name.role == "part_c"
            bottom = row
            if not in_steps or not rest:
                continue
            cells = rest
            name, rest = _label(cells)
        if in_steps:
            if name is not None and name.role not in _GROUPS:
                continue
            if name is not None:
                group = _GROUPS[name.role]
                cells = rest
            line = _line(grid, row, cells, group)
            if line is not None:
                found.lines.append(line)
                bottom = row
            elif group is not None and not cells:
                bottom = row
        elif name is not None and name.role in _FIELDS:
            bottom = row
            found.fields[name.role] = _value(grid, row, cells[0][0], rest)
    assert found is not None  # a block begins with its title
    found.bottom = bottom
    return found


def _filled(values: list[CellValue], left: int) -> Filled:
    return [
        (column, value)
        for column, value in enumerate(values, start=left)
        if value is not None and (not isinstance(value, str) or value.strip(" :\n\t\xa0"))
    ]


def _label(cells: Filled) -> tuple[Label | None, Filled]:
    """The label a row begins with and the cells after it; an enumerator may stand in a cell before the label."""
    for i, (column, text) in enumerate(cells[:2]):
        if not isinstance(text, str):
            continue
        if len(text) <= LONGEST_LABEL and may_be_label(text) and (name := label(clean(text), "worksheet")):
            return name, cells[i + 1 :]
        head, colon, tail = text.partition(":")
        if (
            colon
            and tail.strip()
            and len(head) <= LONGEST_LABEL
            and (name := label(clean(head), "worksheet"))
        ):
            return name, [(column, tail), *cells[i + 1 :]]
        if not _ENUMERATOR.fullmatch(text):
            break
    return None, cells


def _value(grid: Grid, row: int, label_column: int, rest: Filled) -> Cell:
    """The value cell of a field; where it is empty, the cell a value would stand in."""
    if not rest:
        return Cell(grid.address(row, grid.last_column(row, label_column) + 1), None, None)
    column, value = rest[0]
    return Cell(grid.address(row, column), value, _joined(rest))


def _joined(cells: Filled) -> str | None:
    return " ".join([text for _, value in cells if (text := _bare(value))]) or None


def _bare(value: CellValue) -> str | None:
    """A value's text without the colon (scans read it as `. ` too) that offices put before it."""
    if not isinstance(value, str):
        return text_of(value)
    text = clean(value)
    if text[:1].isalnum():
        return text  # as nearly all
    text = _COLON.sub("", text)
    return None if is_blank(text) else text


def _line(grid: Grid, row: int, cells: Filled, group: Group | None) -> WorksheetLine | None:
    if not cells:
        return None
    column, value = cells[0]
    number = read_number(value)
    if number is not None:
        return _numbered(grid, row, cells, number, group)
    text = _bare(value)
    if text is None:
        return None
    if found := _NUMBERED.match(text):
        number, text = int(found[1]), text[found.end() :]
    return WorksheetLine(group, number, None, Cell(grid.address(row, column), value, text))


def _numbered(grid: Grid, row: int, cells: Filled, number: int, group: Group | None) -> WorksheetLine:
    """A line whose number has a cell of its own."""
    at = grid.address(row, cells[0][0])
    text = _joined(cells[1:])
    if text is None:
        # a step without description keeps its place, or the lines below would be taken for others
        return WorksheetLine(group, number, at, Cell(grid.address(row, at.column + 1), None, None))
    column, value = cells[1]
    return WorksheetLine(group, number, at, Cell(grid.address(row, column), value, text))
