"""Book → [Document]: which blocks make one SOP, and the document they make."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from xl_sop import limits
from xl_sop.book.drawings import Drawing
from xl_sop.book.grid import Book, Grid
from xl_sop.document import AsFound, Cell, Document
from xl_sop.errors import BookError
from xl_sop.findings import Finding
from xl_sop.model import NO_IDENTITY, SCHEMA_VERSION, Profile, SheetNames, Sop, Source, Unit
from xl_sop.own_sheets import is_own
from xl_sop.reading.blocks import Block, Scan, find_blocks, scan
from xl_sop.reading.coverage import uncovered, unread_rows
from xl_sop.reading.identity import FoundIdentity, read_identity, with_rest
from xl_sop.reading.steps import join_pages
from xl_sop.reading.table import RawPage, read_headless, read_pages
from xl_sop.reading.table_rows import text_of
from xl_sop.reading.worksheet import read_worksheet
from xl_sop.text import clean, fold, squeeze
from xl_sop.vocabulary import BOX_FIELDS, FOOTER, FOREIGN_HEADINGS, OUR_SHEET, TITLE
from xl_sop.waktu.duration import DEFAULT_PROFILE, PROFILES
from xl_sop.waktu.minutes import build as add_up
from xl_sop.worksheet.content import build as regenerate

TITLE_REACH = 5
"""Rows above a table's header in which its title is looked for."""


@dataclass(slots=True)
class _Draft:
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


def read_book(book: Book) -> list[Document]:
    """All SOPs of a workbook, in reading order.

    Raises:
        BookError: No sheet holds the header of a procedure table.
    """
    every = [g for g in book.grids if not is_own(g)]
    grids = [g for g in every if not g.hidden]
    drafts, settings = _gather(grids)
    if not any(d.pages for d in drafts) and len(grids) < len(every):
        drafts, settings = _gather(every)
    if not any(d.pages for d in drafts):
        drafts, settings = _gather(book.grids, poor=True)
    if not any(d.pages for d in drafts):
        raise _no_sop(book)
    if len(drafts) > limits.SOPS.value:
        raise limits.SOPS.exceeded()
    if any(sum(len(page.lines) for page in d.pages) > limits.STEPS.value for d in drafts):
        raise limits.STEPS.exceeded()
    drawings: dict[str, Drawing] = {}
    documents = [_document(book, draft, settings, drawings) for draft in drafts]
    for document, problems in zip(documents, _broken_cells(book, drafts), strict=True):
        document.as_found.problems += problems
    return documents


def _no_sop(book: Book) -> BookError:
    if not any(any(v is not None for row in g.rows for v in row) for g in book.grids):
        return BookError(
            "Buku kerja ini kosong. Isi templat dari `xl-sop new`, lalu coba lagi.",
            "This workbook is empty. Fill in the template made by `xl-sop new` and try again.",
        )
    return BookError(
        "Tidak ada tabel prosedur: tidak ditemukan baris judul kolom seperti No, Uraian Prosedur, Pelaksana, Waktu, "
        "Output. Tulis judul kolom itu di atas langkah-langkahnya, atau salin isinya ke templat dari `xl-sop new`.",
        "No procedure table: no header row such as No, Uraian Prosedur, Pelaksana, Waktu, Output was found. "
        "Write those headings above the steps, or copy the text into the template made by `xl-sop new`.",
    )


# ---- blocks → SOPs ----------------------------------------------------------------------------------------------


def _gather(grids: list[Grid], *, poor: bool = False) -> tuple[list[_Draft], dict[str, Cell]]:
    drafts: list[_Draft] = []
    settings: dict[str, Cell] = {}
    unread: list[Finding] = []
    for grid in grids:
        if not grid.rows or _is_ours(grid):
            continue
        seen = scan(grid)
        _settings(grid, seen, settings)
        if seen.settings and not seen.table_words:
            continue
        blocks = find_blocks(grid, seen, poor=poor)
        above = blocks[0].top - 1 if blocks else grid.bottom
        if drafts and drafts[-1].pages:
            _continue(grid, grid.top, above, drafts)
        elif (lost := unread_rows(grid, grid.top, above)) is not None:
            unread.append(lost)
        for i, block in enumerate(blocks):
            title = _title(block, blocks[i - 1] if i else None) if block.kind == "table" else None
            _place(block, title, drafts)
            if block.kind == "other" and not _is_workload(block):
                _continue(grid, block.top + 1, block.bottom, drafts)
            elif _is_page_head(block):
                _continue(grid, max(hit.row for hit in block.hits) + 1, block.bottom, drafts)
            elif block.kind != "table" and (lost := unread_rows(grid, block.top, block.bottom)) is not None:
                drafts[-1].unread.append(lost)
    for draft in drafts:
        if draft.pages:
            draft.unread = unread + draft.unread
            unread = []
    return drafts, settings


def _is_ours(grid: Grid) -> bool:
    """True for a sheet of findings or minutes that a button has written, whatever it is called by now."""
    return any(isinstance(value, str) and value.rstrip().endswith(OUR_SHEET) for value in grid.rows[0])


def _settings(grid: Grid, seen: Scan, settings: dict[str, Cell]) -> None:
    for role, (row, column) in seen.settings.items():
        value = grid.value(row, column + 1)
        settings.setdefault(role, Cell(grid.address(row, column + 1), value, text_of(value)))


def _continue(grid: Grid, top: int, bottom: int, drafts: list[_Draft]) -> None:
    """Rows that no block claims may go on with the table before them, without a header."""
    if not drafts or not drafts[-1].pages or bottom < top:
        return
    draft = drafts[-1]
    before = next((page for page in reversed(draft.pages) if page.columns), None)
    if before is None:
        return
    page = read_headless(grid, top, bottom, before, draft.last_number, unit=draft.unit)
    if page is not None:
        draft.pages.append(page)


def _is_page_head(block: Block) -> bool:
    """True for an identity block of single lines: what follows it may be rows of the table."""
    return block.kind == "identity" and not any(hit.role in BOX_FIELDS for hit in block.hits)


def _place(block: Block, title: list[Cell] | None, drafts: list[_Draft]) -> None:
    """Put a block into the current SOP, or open the next one."""
    current = drafts[-1] if drafts else None
    if block.kind == "other":
        return
    if block.kind == "identity":
        if current is not None and current.identity is not None and _says_the_same(block, current):
            current.repeats.append(block)
        elif current is not None and _goes_on(block, current):
            current.identity_rest.append(block)
        elif current is None or current.identity is not None:
            drafts.append(_Draft(identity=block, identity_since_page=True))
        else:
            current.identity = block
            current.identity_since_page = True
        return
    if block.kind == "worksheet":
        if current is None or current.worksheet is not None:
            drafts.append(_Draft(worksheet=block))
        else:
            current.worksheet = block
        return
    pages = read_pages(block)
    if current is not None and current.pages and _is_schedule(pages[0], current):
        return
    if current is None or (current.pages and not _same_table(pages[0], title, current)):
        current = _Draft()
        drafts.append(current)
    current.pages += pages
    current.identity_since_page = False
    if title and not current.titles:
        current.titles = title


def _goes_on(block: Block, current: _Draft) -> bool:
    """True for boxes that the page before had no room for: an identity page printed on two sheets."""
    if current.identity is None or not (current.identity_since_page or not current.pages):
        return False
    seen = {hit.role for part in (current.identity, *current.identity_rest) for hit in part.hits}
    roles = {hit.role for hit in block.hits}
    return roles <= set(BOX_FIELDS) and not roles & seen


def _is_workload(block: Block) -> bool:
    """True for a workload analysis, whose rows have times too."""
    return any(
        fold(text) in FOREIGN_HEADINGS
        for text in block.grid.rows[block.top - block.grid.top]
        if isinstance(text, str)
    )


def _is_schedule(page: RawPage, current: _Draft) -> bool:
    """True for a table of tasks and times only, beside a procedure that has more and does not go on in it."""
    more = {"requirements", "output", "performer", "performers"}
    first, last = page.first_number, current.last_number
    return (
        not any(c.role in more for c in page.columns)
        and any(c.role in more for c in current.pages[0].columns)
        and not (first is not None and last is not None and first > last)
    )


def _says_the_same(block: Block, current: _Draft) -> bool:
    """True for a page head that repeats the identity: an equal Nomor SOP, or no Nomor and an equal Nama.

    Two names under one Nomor are two SOPs, one of which took its page from the other.
    """
    assert current.identity is not None
    first, again = read_identity(current.identity).identity, read_identity(block).identity
    named = first.name is not None and again.name is not None
    same_name = named and squeeze(first.name or "") == squeeze(again.name or "")
    if again.number is None:
        return same_name
    same_number = first.number is not None and squeeze(first.number) == squeeze(again.number)
    return same_number and (same_name or not named)


def _same_table(page: RawPage, title: list[Cell] | None, current: _Draft) -> bool:
    """True where a table goes on: its numbers do, or it starts again without a title or identity of its own."""
    first, last = page.first_number, current.last_number
    if first is not None and last is not None and first > last:
        return True
    if current.identity_since_page:
        return False
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


# ---- one SOP ----------------------------------------------------------------------------------------------------


def _document(book: Book, draft: _Draft, settings: dict[str, Cell], drawings: dict[str, Drawing]) -> Document:
    found = AsFound(sheets=[g.name for g in book.grids])
    version = settings["version"].text if "version" in settings else None
    profile = _profile(settings, found)
    identity = read_identity(draft.identity) if draft.identity else FoundIdentity(NO_IDENTITY)
    for rest in draft.identity_rest:
        identity = with_rest(identity, read_identity(rest))
    title = clean(" ".join(c.text or "" for c in draft.titles)) or None
    written = identity.identity
    table = join_pages(draft.pages, profile)
    if any(page.grid.draw for page in draft.pages):
        from xl_sop.reading.drawn.join import read_drawn

        found.flow = read_drawn(draft.pages, table, drawings)
    worksheet = read_worksheet(draft.worksheet) if draft.worksheet else None
    # the upper half of an identity page is often lost or empty; the worksheet's Judul SOP says the same.
    # In our template an empty Nama SOP is an empty Nama SOP, or JSON would not come back as it went in.
    judul = worksheet.fields.get("sop_title") if worksheet and version is None else None
    name = written.name or (judul.text if judul else None)

    found.identity, found.labels, found.blanks = identity.cells, identity.labels, identity.blanks
    found.title = msgspec.structs.replace(draft.titles[0], text=title) if draft.titles else None
    found.pages, found.steps, found.sums = table.pages, table.found, table.sums
    found.worksheet = worksheet
    found.paper = settings.get("paper")
    found.problems += identity.problems + table.problems

    procedure = list(dict.fromkeys(p.sheet for p in table.pages))
    sheets = SheetNames(
        identity=list(dict.fromkeys(b.grid.name for b in (draft.identity, *draft.identity_rest) if b)),
        procedure=procedure,
        identification=[draft.worksheet.grid.name] if draft.worksheet else [],
    )
    sop = Sop(
        schema_version=SCHEMA_VERSION,
        source=Source(file=book.name, sha256=book.sha256, template_version=version, sheets=sheets),
        identity=msgspec.structs.replace(written, procedure_title=title, name=name),
        performers=table.performers,
        steps=table.steps,
        totals=add_up(table.steps, table.performers, profile, all_read=not table.unread),
        identification=regenerate(table.steps, name, worksheet, None),
        findings=[],
    )
    if lost := draft.unread + uncovered(draft.pages, table, sop):
        found.problems += lost
        if any(problem.severity == "galat" for problem in lost):
            sop = msgspec.structs.replace(
                sop, totals=add_up(table.steps, table.performers, profile, all_read=False)
            )
    return Document(sop, found)


def _profile(settings: dict[str, Cell], found: AsFound) -> Profile:
    cell = settings.get("profile")
    if cell is None or cell.text is None:
        return DEFAULT_PROFILE
    name = fold(cell.text)
    if name not in PROFILES:
        words = {"teks": cell.text, "pilihan": ", ".join(PROFILES)}
        found.problems.append(Finding("profil-tidak-dikenal", cell.address, words=words))
        return DEFAULT_PROFILE
    found.profile = name
    return PROFILES[name]


_WIDEST_MERGE = 2_000
"""Cells of a merged area that are looked into; larger ones are page decoration."""


def _hidden_in_merges(grid: Grid) -> list[Finding]:
    """Cells with contents that a merged area covers: nobody sees them, and they count all the same."""
    hidden: list[Finding] = []
    for merge in grid.merges:
        bottom = min(merge.bottom, grid.bottom)
        if (bottom - merge.top + 1) * (merge.right - merge.left + 1) > _WIDEST_MERGE:
            continue
        for row in range(max(merge.top, grid.top), bottom + 1):
            first = merge.left + (row == merge.top)
            for column in range(first, merge.right + 1):
                text = text_of(grid.value(row, column))
                if text is not None:
                    words = {"sel": grid.address(merge.top, merge.left).a1, "teks": text}
                    hidden.append(
                        Finding("isi-tertutup-sel-gabungan", grid.address(row, column), words=words)
                    )
    return hidden


def _broken_cells(book: Book, drafts: list[_Draft]) -> list[list[Finding]]:
    """For each SOP, its cells whose value is an Excel error, or a formula nobody has computed yet.

    On a sheet of several SOPs a cell belongs to the last block that begins above it, else to the sheet's first.
    """
    problems: list[list[Finding]] = [[] for _ in drafts]
    begins: dict[str, list[tuple[int, int]]] = {}
    for grid in book.grids:
        broken = [Finding("sel-bernilai-kesalahan", address) for address in grid.errors]
        broken += [Finding("rumus-belum-dihitung", address) for address in grid.uncached]
        broken += [Finding("sel-terlalu-jauh", address) for address in grid.stray]
        broken += _hidden_in_merges(grid)
        if not broken:
            continue
        begins = begins or _begins(drafts)
        tops = begins.get(grid.name)
        if tops is None:
            continue
        for finding in broken:
            row = finding.address.row if finding.address else 0
            owner = max((top for top in tops if top[0] <= row), default=tops[0])
            problems[owner[1]].append(finding)
    return problems


def _begins(drafts: list[_Draft]) -> dict[str, list[tuple[int, int]]]:
    """The first rows of all blocks and pages by sheet, each with the position of its SOP, from top to bottom."""
    tops: dict[str, list[tuple[int, int]]] = {}
    for i, draft in enumerate(drafts):
        for block in (draft.identity, *draft.identity_rest, draft.worksheet):
            if block is not None:
                tops.setdefault(block.grid.name, []).append((block.top, i))
        for page in draft.pages:
            tops.setdefault(page.grid.name, []).append((page.row, i))
    return {name: sorted(rows) for name, rows in tops.items()}
