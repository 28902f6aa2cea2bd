"""The procedure table: its pages, each with its columns and body lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.book.grid import Grid
from xl_sop.document import Column
from xl_sop.findings import Finding
from xl_sop.model import Unit
from xl_sop.reading.blocks import Block
from xl_sop.reading.continuation import continuation
from xl_sop.reading.table_rows import Line, lift_merged, read_lines
from xl_sop.reading.unclaimed import left_out, without_unheaded
from xl_sop.text import read_number
from xl_sop.waktu.duration import parse_cell, unit_of_header

HEADINGS = {
    "number": "No",
    "description": "Uraian Prosedur",
    "performers": "Pelaksana",
    "standard": "Mutu Baku",
    "requirements": "Kelengkapan",
    "duration": "Waktu",
    "output": "Output",
    "note": "Keterangan",
    "yes": "Ya → No.",
    "no": "Tidak → No.",
}
"""The regulation's heading of each column role."""


@dataclass(slots=True)
class RawPage:
    """One stretch of a table: its sheet, columns and body lines, before names are made unique.

    Attributes:
        header: Top-left cell of its header; None without one.
        unit: The unit its own Waktu header names.
        performers_known: False on a page without header whose performer columns nobody can name.
        row: Its first sheet row (the header's where it has one).
        left_out: Sheet columns that no word claims; they have a finding of their own.
        unread: True where the page looks like a part of the table but its steps could not be read.
    """

    grid: Grid
    columns: list[Column]
    lines: list[Line]
    header: Address | None
    unit: Unit | None
    row: int
    performers_known: bool = True
    unread: bool = False
    left_out: frozenset[int] = frozenset()
    problems: list[Finding] = field(default_factory=list[Finding])

    @property
    def first_number(self) -> int | None:
        return next((line.number for line in self.lines if line.number is not None), None)

    @property
    def last_number(self) -> int | None:
        return next((line.number for line in reversed(self.lines) if line.number is not None), None)


def read_pages(block: Block) -> list[RawPage]:
    """The pages of one table block: the one under its header, and stretches below it whose columns are others."""
    header = block.header
    assert header is not None
    grid = block.grid
    columns = _with_numbers(grid, header.columns, header.bottom + 1, block.bottom)
    columns, unclaimed = without_unheaded(grid, columns, header.unclaimed, header.bottom + 1, block.bottom)
    lines = _lines(grid, columns, header.bottom + 1, block.bottom)
    page = RawPage(
        grid,
        columns,
        lines,
        grid.address(header.top, min(c.index for c in columns)),
        unit_of_header(header.duration_text) if header.duration_text else None,
        header.top,
    )
    for address, written, role in header.typos:
        words = {"tertulis": written, "seharusnya": HEADINGS[role]}
        page.problems.append(Finding("judul-kolom-salah-ketik", address, words=words))
    unnumbered = () if any(column.role == "number" for column in columns) else ("number",)
    for role in (*unnumbered, *header.missing):
        page.problems.append(Finding("kolom-tidak-ada", page.header, words={"kolom": HEADINGS[role]}))
    page.problems += left_out(grid, unclaimed, lines)
    page.left_out = frozenset(index for c in unclaimed for index in range(c.index, c.last + 1))
    return _split_shifted(page)


def read_headless(
    grid: Grid,
    top: int,
    bottom: int,
    before: RawPage,
    last_number: int | None,
    *,
    unit: Unit | None,
    headed: bool = False,
) -> RawPage | None:
    """A page without header that continues a table; None if these rows do not.

    `unit` is what bare numbers under Waktu have on the pages before; `headed`: headings of something else stand above.
    """
    found = continuation(grid, top, bottom, before.columns, last_number, unit=unit, headed=headed)
    if found is None:
        return None
    address = grid.address(found.row, grid.left if found.numbers is None else found.numbers)
    if not found.columns:
        page = RawPage(grid, [], [], None, None, top, performers_known=False, unread=True)
        page.problems.append(Finding("tabel-tidak-terbaca", address, words={"lembar": grid.name}))
        return page
    columns, known = found.columns, found.performers_known
    page = RawPage(grid, columns, _lines(grid, columns, top, bottom), None, None, top, performers_known=known)
    page.problems.append(Finding("halaman-tanpa-judul-kolom", address, words={"lembar": grid.name}))
    return page


def _lines(grid: Grid, columns: list[Column], top: int, bottom: int) -> list[Line]:
    lines = read_lines(grid, columns, top, bottom)
    if grid.merges and lines:
        lift_merged(lines, grid.merges, columns)
    return lines


def _with_numbers(grid: Grid, columns: list[Column], top: int, bottom: int) -> list[Column]:
    """Where `Uraian Prosedur` also heads the numbers (merged over both), the number column is its first one."""
    if any(c.role == "number" for c in columns):
        return columns
    description = next((c for c in columns if c.role == "description"), None)
    if description is None:
        return columns
    if description.index > grid.left and _numbered(grid, description.index - 1, top, bottom):
        # no word stands over the numbers
        numbers = Column("number", "", None, description.index - 1, description.index - 1)
        return [numbers, *columns]
    if description.last == description.index or not _numbered(grid, description.index, top, bottom):
        return columns
    split = [
        replace(description, role="number", last=description.index),
        replace(description, index=description.index + 1),
    ]
    return sorted([c for c in columns if c is not description] + split, key=lambda c: c.index)


def _numbered(grid: Grid, column: int, top: int, bottom: int) -> bool:
    return any(
        read_number(grid.value(row, column)) is not None for row in range(top, min(bottom, top + 60) + 1)
    )


def _split_shifted(page: RawPage) -> list[RawPage]:
    """A page and what follows it after empty rows with other columns: the next page of a print, without header."""
    lines = page.lines
    numbered = [i for i, line in enumerate(lines) if line.number is not None]
    if not any(i - above > 1 for above, i in pairwise(numbered)):
        return [page]
    readable = [_reads(lines[i]) for i in numbered]
    below = sum(readable)
    for k, (above, i) in enumerate(pairwise(numbered), start=1):
        below -= readable[k - 1]
        gap = next((g for g in range(above + 1, i) if lines[g].empty), None)
        before, number = lines[above].number, lines[i].number
        if gap is None or before is None or number != before + 1 or below * 2 >= len(numbered) - k:
            continue
        shifted = read_headless(page.grid, lines[gap].row, lines[-1].row, page, before, unit=page.unit)
        if shifted is None:
            continue
        steps = [_reads(line) for line in shifted.lines if line.number is not None]
        if not steps or sum(steps) * 2 < len(steps):
            continue
        page.lines = lines[:gap]
        return [page, shifted]
    return [page]


def _reads(line: Line) -> bool:
    """True where a line has a Waktu that reads (or shares one) under the page's columns."""
    cell = line.cells.get("duration")
    if line.shared:
        return True
    return cell is not None and parse_cell(cell.value, "menit").problem in (None, "waktu-terbuka")
