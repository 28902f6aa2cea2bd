"""The identification worksheet as found: parts A, B and C of Lembar Kerja Identifikasi Kegiatan."""

from __future__ import annotations

import re

from xl_sop.address import Address
from xl_sop.book.grid import Grid
from xl_sop.document import Cell, FoundWorksheet, WorksheetLine
from xl_sop.model import Group
from xl_sop.reading.blocks import LONGEST_LABEL, Block
from xl_sop.reading.table_rows import text_of
from xl_sop.text import clean, is_blank, read_number
from xl_sop.vocabulary import Label, label, may_be_label

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
    for row in range(block.top, min(block.bottom, grid.bottom) + 1):
        cells = _cells(grid, row)
        if not cells:
            continue
        name, rest = _label(cells)
        if in_steps and read_number(cells[0].value) is not None:
            name = None  # a numbered step may begin like a label: `Kegiatan: …`
        if found is None:
            found = FoundWorksheet(grid.name, cells[0].address)
            continue
        if name is not None and name.role.startswith("part_"):
            in_steps = name.role == "part_c"
            bottom = row
            if not in_steps or not rest:
                continue
            cells = rest
            name, rest = _label(cells)
        if in_steps:
            if name is not None and name.role in _GROUPS:
                group = _GROUPS[name.role]
                cells = rest
            elif name is not None:
                continue
            line = _line(cells, group)
            if line is not None:
                found.lines.append(line)
                bottom = row
            elif group is not None and not cells:
                bottom = row
            continue
        if name is None or name.role not in _FIELDS:
            continue
        bottom = row
        found.fields[name.role] = _value(grid, row, cells[0], rest)
    assert found is not None  # a block begins with its title
    found.bottom = bottom
    return found


def _cells(grid: Grid, row: int) -> list[Cell]:
    cells: list[Cell] = []
    for column, value in enumerate(grid.rows[row - grid.top], start=grid.left):
        if value is None or (isinstance(value, str) and not value.strip(" :\n\t\xa0")):
            continue
        cells.append(Cell(grid.address(row, column), value, text_of(value)))
    return cells


def _label(cells: list[Cell]) -> tuple[Label | None, list[Cell]]:
    """The label a row begins with and the cells after it; an enumerator may stand in a cell before the label."""
    for i, cell in enumerate(cells[:2]):
        if not isinstance(cell.value, str):
            continue
        text = cell.value
        if len(text) <= LONGEST_LABEL and may_be_label(text) and (name := label(clean(text), "worksheet")):
            return name, cells[i + 1 :]
        head, colon, tail = text.partition(":")
        if (
            colon
            and tail.strip()
            and len(head) <= LONGEST_LABEL
            and (name := label(clean(head), "worksheet"))
        ):
            return name, [Cell(cell.address, tail, text_of(tail)), *cells[i + 1 :]]
        if not _ENUMERATOR.fullmatch(text):
            break
    return None, cells


def _value(grid: Grid, row: int, label_cell: Cell, rest: list[Cell]) -> Cell:
    """The value cell of a field; where it is empty, the cell a value would stand in."""
    if rest:
        first = rest[0]
        texts = [t for cell in rest if (t := _bare(cell))]
        text = clean(" ".join(texts)) or None
        return Cell(first.address, first.value, text)
    column = label_cell.address.column
    merged = (m.right for m in grid.merges if m.top <= row <= m.bottom and m.left <= column <= m.right)
    return Cell(grid.address(row, max(merged, default=column) + 1), None, None)


def _bare(cell: Cell) -> str | None:
    """A value's text without the colon (scans read it as `. ` too) that offices put before it."""
    if not isinstance(cell.value, str):
        return cell.text
    text = clean(cell.value)
    text = _COLON.sub("", text) if text[:1] in (":", ".") else text
    return None if not text or is_blank(text) else text


def _line(cells: list[Cell], group: Group | None) -> WorksheetLine | None:
    if not cells:
        return None
    number = read_number(cells[0].value)
    if number is not None:
        texts = [t for cell in cells[1:] if (t := _bare(cell))]
        if not texts:
            # a step without description keeps its place, or the lines below would be taken for others
            where = cells[0].address
            empty = Cell(Address(where.sheet, where.row, where.column + 1), None, None)
            return WorksheetLine(group, number, cells[0], empty)
        return WorksheetLine(
            group, number, cells[0], Cell(cells[1].address, cells[1].value, clean(" ".join(texts)))
        )
    text = _bare(cells[0])
    if text is None:
        return None
    if found := _NUMBERED.match(text):
        cell = Cell(cells[0].address, cells[0].value, clean(text[found.end() :]))
        return WorksheetLine(group, int(found[1]), None, cell)
    return WorksheetLine(group, None, None, Cell(cells[0].address, cells[0].value, text))
