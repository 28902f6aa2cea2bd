"""The net under all reading: texts of the sheets that stand in no document, though they look like a part of it.

Every text that was read is in the document; so what is not there was not read. Texts that are known to be no part of a
step (column numbers, totals, section heads, feet, labels of branches) are left alone, as are columns that have their
own finding. What is left is named at its cell; a row that looks like a step makes the totals incomplete.
"""

from __future__ import annotations

from collections.abc import Iterable

from xl_sop.book.grid import CellValue, Grid
from xl_sop.findings import Finding
from xl_sop.model import Sop
from xl_sop.reading.continuation import SHORTEST_ROW, looks_like_steps
from xl_sop.reading.marks import is_branch_label, read_mark
from xl_sop.reading.row_kinds import is_column_numbers
from xl_sop.reading.steps import ReadTable
from xl_sop.reading.table import RawPage
from xl_sop.reading.table_rows import text_of
from xl_sop.text import clean, read_number, squeeze
from xl_sop.waktu.duration import parse

SHORTEST = 3
"""Letters and digits of a text worth a finding."""
STEP_CELLS = 3
"""Filled cells of a row that looks like a step: a description, a time, and one more."""


def uncovered(pages: list[RawPage], table: ReadTable, sop: Sop) -> list[Finding]:
    """What stands in the rows of a table's pages and is in no step; galat where it looks like a step of its own."""
    used = _used(table)
    haystack: str | None = None
    problems: list[Finding] = []
    steps = {(step.page, step.row) for step in table.found}
    for i, (page, foreign) in enumerate(zip(pages, table.foreign, strict=True)):
        if not page.lines:
            continue
        grid = page.grid
        first = page.lines[0].row
        rows = grid.rows[first - grid.top : page.lines[-1].row - grid.top + 1]
        for row, values in enumerate(rows, start=first):
            if used.issuperset(values):
                continue  # as nearly all rows
            unused = [value for value in values if type(value) is str and value not in used]
            if not unused:
                continue
            left = [
                (c, v) for c, v in enumerate(values, start=grid.left) if isinstance(v, str) and v in unused
            ]
            kind = foreign.get(row)
            if kind is not None:
                if kind in {"footer", "head"} and _is_step(grid, row):
                    problems.append(_finding("langkah-tidak-dibaca", grid, row, left[0]))
                continue
            haystack = haystack if haystack is not None else _haystack(sop)
            lost = next((cell for cell in left if _is_lost(cell, page, haystack)), None)
            if lost is None or is_column_numbers(values):
                continue
            own = (i, row) not in steps and _is_step(grid, row)
            code = "langkah-tidak-dibaca" if own else "isi-tidak-dibaca"
            problems.append(_finding(code, grid, row, lost))
    return problems


def unread_rows(grid: Grid, top: int, bottom: int) -> Finding | None:
    """What there is to say of rows outside all tables that look like steps: no header stands above them."""
    first = max(top, grid.top)
    for row, values in enumerate(grid.rows[first - grid.top : max(bottom - grid.top + 1, 0)], start=first):
        if len(values) >= SHORTEST_ROW and looks_like_steps(values):
            column = next(c for c, v in enumerate(values, start=grid.left) if v is not None)
            return Finding("tabel-tidak-terbaca", grid.address(row, column), words={"lembar": grid.name})
    return None


def _used(table: ReadTable) -> set[CellValue]:
    """The values of all cells that steps are made of, and the empty one."""
    return {None}.union(
        [
            cell.value
            for step in table.found
            for cells in (step.cells, step.performers)
            for cell in cells.values()
        ]
    )


def _haystack(sop: Sop) -> str:
    """All texts of the steps in one, without spaces: a text is looked up in it as it is."""
    texts: Iterable[str | None] = (
        text
        for step in sop.steps
        for text in (step.description, step.requirements, step.duration.text, step.output, step.note)
    )
    return "\n".join(squeeze(text) for text in texts if text)


def _is_lost(cell: tuple[int, str], page: RawPage, haystack: str) -> bool:
    """True for a text that says something, has no finding of its own, and is in no step."""
    column, value = cell
    said = squeeze(value)
    if len(said) < SHORTEST or said in haystack or text_of(value) is None:
        return False
    if column in page.left_out or is_branch_label(value) or read_mark(value) is not None:
        return False
    home = next((c for c in page.columns if c.index <= column <= c.last), None)
    if home is None:
        return column < min(c.index for c in page.columns) or not page.performers_known
    return home.role not in ("performer", "performers") and read_number(value) is None


def _is_step(grid: Grid, row: int) -> bool:
    """True for a row with a time of its own and enough beside it."""
    texts = [text for value in grid.rows[row - grid.top] if (text := text_of(value)) is not None]
    return len(texts) >= STEP_CELLS and any(parse(text, None).problem is None for text in texts)


def _finding(code: str, grid: Grid, row: int, cell: tuple[int, str]) -> Finding:
    column, value = cell
    text = clean(value)
    words = {"teks": text if len(text) <= 60 else f"{text[:57]}…"}
    return Finding(code, grid.address(row, column), words=words)
