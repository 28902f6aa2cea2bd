"""Blocks → the SOPs they belong to: in reading order, or paired by title where identities stand apart from tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from xl_sop.book.grid import Grid
from xl_sop.document import Cell
from xl_sop.findings import Finding
from xl_sop.model import Identity, Unit
from xl_sop.reading.blocks import Block, Scan, find_blocks, scan, side_by_side
from xl_sop.reading.coverage import unread_rows
from xl_sop.reading.identity import read_identity
from xl_sop.reading.pairing import bare_title, pair
from xl_sop.reading.table import RawPage, read_headless, read_pages
from xl_sop.reading.table_rows import text_of
from xl_sop.sentence import Sentence
from xl_sop.text import clean, fold, squeeze
from xl_sop.vocabulary import BOX_FIELDS, FOOTER, LEAD_FIELDS, TITLE

TITLE_REACH = 5
"""Rows above a table's header in which its title is looked for."""


@dataclass(slots=True)
class Draft:
    """The blocks of one SOP while they are gathered; `repeats`: page heads that say the identity again.

    `unread`: what there is to say of rows that look like steps and stand in no table.
    """

    identity: Block | None = None
    identity_rest: list[Block] = field(default_factory=list[Block])
    repeats: list[Block] = field(default_factory=list[Block])
    pages: list[RawPage] = field(default_factory=list[RawPage])
    worksheet: Block | None = None
    unread: list[Finding] = field(default_factory=list[Finding])
    titles: list[Cell] = field(default_factory=list[Cell])
    identity_since_page: bool = False

    @property
    def unit(self) -> Unit | None:
        return next((p.unit for p in reversed(self.pages) if p.unit), None)

    @property
    def last_number(self) -> int | None:
        return next((n for p in reversed(self.pages) if (n := p.last_number) is not None), None)


SMALLEST_APART = 3
"""Two identity pages and a table."""


class _Sheet(NamedTuple):
    """A sheet, its blocks that count, and whether rows without a header may be a part of the table."""

    grid: Grid
    blocks: list[Block]
    has_rows: bool


@dataclass(slots=True)
class _Lists:
    """The SOPs so far, by kind of block: one list for all kinds, or one for each where they are paired afterwards."""

    identity: list[Draft]
    table: list[Draft]
    worksheet: list[Draft]

    @property
    def apart(self) -> bool:
        return self.identity is not self.table


def gather(grids: list[Grid], *, poor: bool = False) -> tuple[list[Draft], dict[str, Cell]]:
    """The SOPs of a workbook, not yet read, and the cells of its settings.

    Args:
        grids: The sheets, hidden ones too: an identity page or a table on one counts only where no visible one exists.
        poor: Take tables that have neither Waktu nor Mutu Baku.
    """
    settings: dict[str, Cell] = {}
    sheets = _sheets(grids, settings, poor=poor)
    drafts: list[Draft] = []
    lists = _Lists([], [], []) if _are_apart(sheets) else _Lists(drafts, drafts, drafts)
    unread: list[Finding] = []
    for grid, blocks, has_rows in sheets:
        if has_rows:
            lost = _outside(grid, grid.top, blocks[0].top - 1 if blocks else grid.bottom, lists.table)
            unread += [lost] if lost else []
        for i, block in enumerate(blocks):
            title = _title(block, blocks[i - 1] if i else None) if block.kind == "table" else None
            _place(block, title, lists)
            if block.kind == "table" or not has_rows or (block.header is not None and block.header.workload):
                continue
            if block.kind == "other":
                _continue(grid, block.top + 1, block.bottom, lists.table, headed=True)
            elif _is_page_head(block):
                _continue(grid, max(hit.row for hit in block.hits) + 1, block.bottom, lists.table)
            elif (lost := unread_rows(grid, block.top, block.bottom)) is not None:
                (lists.table[-1].unread if lists.table else unread).append(lost)
    if lists.apart:
        drafts = pair(lists.identity, lists.table, lists.worksheet)
    for draft in drafts:
        if draft.pages:
            draft.unread = unread + draft.unread + _hidden(draft)
            unread = []
    return drafts, settings


def _sheets(grids: list[Grid], settings: dict[str, Cell], *, poor: bool) -> list[_Sheet]:
    """The sheets with their blocks; of hidden ones only what no visible sheet has."""
    found: list[tuple[Grid, list[Block]]] = []
    for grid in grids:
        if not grid.rows:
            continue
        seen = scan(grid)
        _settings(grid, seen, settings)
        if seen.settings and not seen.table_words:
            continue
        parts = side_by_side(grid, seen)
        found += [
            (part, find_blocks(part, scan(part) if len(parts) > 1 else seen, poor=poor)) for part in parts
        ]
    visible = {block.kind for grid, blocks in found if not grid.hidden for block in blocks}
    return [
        _Sheet(
            grid,
            [b for b in blocks if not grid.hidden or b.kind == "worksheet" or b.kind not in visible],
            not grid.hidden or "table" not in visible,
        )
        for grid, blocks in found
    ]


def _hidden(draft: Draft) -> list[Finding]:
    """What there is to say of hidden sheets that were read for want of visible ones."""
    tables = Sentence("tabel prosedur", "procedure table")
    pages = Sentence("halaman identitas", "identity page")
    grids = {page.grid.name: (page.grid, tables) for page in draft.pages if page.grid.hidden}
    for block in (draft.identity, *draft.identity_rest):
        if block is not None and block.grid.hidden:
            grids.setdefault(block.grid.name, (block.grid, pages))
    return [
        Finding(
            "lembar-tersembunyi", grid.address(grid.top, grid.left), words={"lembar": name, "bagian": part}
        )
        for name, (grid, part) in grids.items()
    ]


def _are_apart(sheets: list[_Sheet]) -> bool:
    """True where several identity pages stand before all tables, or behind them: sheets that were copied by kind."""
    order = [block for sheet in sheets for block in sheet.blocks if block.kind in {"identity", "table"}]
    if len(order) < SMALLEST_APART:
        return False
    tables = [i for i, block in enumerate(order) if block.kind == "table"]
    pages = [i for i, block in enumerate(order) if block.kind == "identity" and _has_lead(block)]
    if not tables or len(pages) < 2 or not (pages[-1] < tables[0] or tables[-1] < pages[0]):
        return False
    identities = [read_identity(order[i]).identity for i in pages]
    return not all(_is_same(identities[0], other) for other in identities[1:])


def _has_lead(block: Block) -> bool:
    return len({hit.role for hit in block.hits if hit.role in LEAD_FIELDS}) > 1


def _settings(grid: Grid, seen: Scan, settings: dict[str, Cell]) -> None:
    for role, (row, column) in seen.settings.items():
        value = grid.value(row, column + 1)
        settings.setdefault(role, Cell(grid.address(row, column + 1), value, text_of(value)))


def _is_page_head(block: Block) -> bool:
    """True for an identity block of single lines: what follows it may be rows of the table."""
    return block.kind == "identity" and not any(hit.role in BOX_FIELDS for hit in block.hits)


def _outside(grid: Grid, top: int, bottom: int, drafts: list[Draft]) -> Finding | None:
    """Rows above a sheet's blocks: they go on with the table before them, or there is something to say of them."""
    if drafts and drafts[-1].pages:
        _continue(grid, top, bottom, drafts)
        return None
    return unread_rows(grid, top, bottom)


def _continue(grid: Grid, top: int, bottom: int, drafts: list[Draft], *, headed: bool = False) -> None:
    """Rows that no block claims may go on with the table before them, without a header."""
    if not drafts or not drafts[-1].pages or bottom < top:
        return
    draft = drafts[-1]
    before = next((page for page in reversed(draft.pages) if page.columns), None)
    if before is None:
        return
    page = read_headless(grid, top, bottom, before, draft.last_number, unit=draft.unit, headed=headed)
    if page is not None:
        draft.pages.append(page)


def _place(block: Block, title: list[Cell] | None, lists: _Lists) -> None:
    """Put a block into the current SOP, or open the next one."""
    if block.kind == "identity":
        _place_identity(block, lists.identity)
    elif block.kind == "worksheet":
        if not lists.worksheet or lists.worksheet[-1].worksheet is not None:
            lists.worksheet.append(Draft())
        lists.worksheet[-1].worksheet = block
    elif block.kind == "table":
        pages = read_pages(block)
        current = lists.table[-1] if lists.table else None
        if current is not None and current.pages and _is_schedule(pages[0], current):
            return
        if current is None or (
            current.pages and not _same_table(pages[0], title, current, apart=lists.apart)
        ):
            current = Draft()
            lists.table.append(current)
        current.pages += pages
        current.identity_since_page = False
        if title and not current.titles:
            current.titles = title


def _place_identity(block: Block, drafts: list[Draft]) -> None:
    current = drafts[-1] if drafts else None
    if current is not None and current.identity is not None and _says_the_same(block, current):
        current.repeats.append(block)
    elif current is not None and _goes_on(block, current):
        current.identity_rest.append(block)
    elif current is None or current.identity is not None:
        drafts.append(Draft(identity=block, identity_since_page=True))
    else:
        current.identity = block
        current.identity_since_page = True


def _goes_on(block: Block, current: Draft) -> bool:
    """True for boxes that the page before had no room for: an identity page printed on two sheets."""
    if current.identity is None or not (current.identity_since_page or not current.pages):
        return False
    seen = {hit.role for part in (current.identity, *current.identity_rest) for hit in part.hits}
    roles = {hit.role for hit in block.hits}
    return roles <= set(BOX_FIELDS) and not roles & seen


def _is_schedule(page: RawPage, current: Draft) -> bool:
    """True for a table of tasks and times only, beside a procedure that has more and does not go on in it."""
    more = {"requirements", "output", "performer", "performers"}
    first, last = page.first_number, current.last_number
    return (
        not any(c.role in more for c in page.columns)
        and any(c.role in more for c in current.pages[0].columns)
        and not (first is not None and last is not None and first > last)
    )


def _says_the_same(block: Block, current: Draft) -> bool:
    """True for a page head that repeats the identity."""
    assert current.identity is not None
    return _is_same(read_identity(current.identity).identity, read_identity(block).identity)


def _is_same(first: Identity, again: Identity) -> bool:
    """True for an equal Nomor SOP, or none on one of them and an equal Nama.

    Two names under one Nomor are two SOPs, one of which took its page from the other.
    """
    named = first.name is not None and again.name is not None
    same_name = named and bare_title(first.name) == bare_title(again.name)
    if first.number is None or again.number is None:
        return same_name
    return squeeze(first.number) == squeeze(again.number) and (same_name or not named)


def _same_table(page: RawPage, title: list[Cell] | None, current: Draft, *, apart: bool) -> bool:
    """True where a table goes on: its numbers do, or it starts again without a title or identity of its own."""
    first, last = page.first_number, current.last_number
    if first is not None and last is not None and first > last:
        return True
    if current.identity_since_page:
        return False
    if apart and first == 1 and page.grid is not current.pages[-1].grid:
        return False  # there are as many tables as identity pages, one a sheet
    return not title or _words(title) == _words(current.titles)


def _words(cells: list[Cell]) -> str:
    return fold(" ".join(c.text or "" for c in cells))


def _title(block: Block, above: Block | None) -> list[Cell] | None:
    """The title above a table's header; it is taken out of the block it follows."""
    grid = block.grid
    first = max(grid.top, block.top - TITLE_REACH, above.top + 1 if above else 0)
    rows: list[tuple[int, Cell]] = []
    for row in range(first, block.top):
        cells = [
            Cell(grid.address(row, c), v, clean(v))
            for c, v in enumerate(grid.rows[row - grid.top], start=grid.left)
            if isinstance(v, str) and v.strip()
        ]
        if len(cells) == 1 and len(cells[0].text or "") <= 250:
            rows.append((row, cells[0]))
        elif cells:
            rows.clear()
    start = next((i for i, (_, cell) in enumerate(rows) if TITLE.match(fold(cell.text or ""))), None)
    if start is None:
        if above is not None or not rows:
            return None
        start = len(rows) - 1
        while start and rows[start][0] - rows[start - 1][0] == 1:
            start -= 1
        texts = [cell.text or "" for _, cell in rows[start:]]
        if any(FOOTER.match(fold(text)) or text.endswith(".") for text in texts):
            return None
    elif above is not None:
        above.bottom = min(above.bottom, rows[start][0] - 1)
    return [cell for _, cell in rows[start:] if text_of(cell.value)] or None
