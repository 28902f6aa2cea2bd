"""Book → [Document]: which blocks make one SOP, and the document they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from xl_sop import limits
from xl_sop.book.drawings import Drawing
from xl_sop.book.grid import Book, Grid
from xl_sop.document import AsFound, Cell, Document, FoundFlow
from xl_sop.errors import BookError
from xl_sop.findings import Finding
from xl_sop.model import NO_IDENTITY, SCHEMA_VERSION, Profile, SheetNames, Sop, Source
from xl_sop.own_sheets import is_own
from xl_sop.reading.coverage import uncovered
from xl_sop.reading.gathering import Draft, gather
from xl_sop.reading.identity import FoundIdentity, read_identity, with_repeat, with_rest
from xl_sop.reading.steps import ReadTable, join_pages
from xl_sop.reading.table_rows import text_of
from xl_sop.reading.worksheet import read_worksheet
from xl_sop.text import clean, fold
from xl_sop.waktu.duration import DEFAULT_PROFILE, PROFILES
from xl_sop.waktu.minutes import build as add_up
from xl_sop.worksheet.content import build as regenerate


def read_book(book: Book) -> list[Document]:
    """All SOPs of a workbook, in reading order.

    Raises:
        BookError: No sheet holds the header of a procedure table.
    """
    hidden = {g.name: _hidden_in_merges(g) for g in book.grids if not is_own(g)}
    every = [_as_seen(g, hidden[g.name]) for g in book.grids if g.name in hidden]
    drafts, settings = gather(every)
    if not any(d.pages for d in drafts):
        drafts, settings = gather(every, poor=True)
    if not any(d.pages for d in drafts):
        raise _no_sop(book)
    if len(drafts) > limits.SOPS.value:
        raise limits.SOPS.exceeded()
    if any(sum(len(page.lines) for page in d.pages) > limits.STEPS.value for d in drafts):
        raise limits.STEPS.exceeded()
    drawings: dict[str, Drawing] = {}
    documents = [_document(book, draft, settings, drawings) for draft in drafts]
    for document, problems in zip(documents, _broken_cells(book, drafts, hidden), strict=True):
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


# ---- one SOP ----------------------------------------------------------------------------------------------------


def _document(book: Book, draft: Draft, settings: dict[str, Cell], drawings: dict[str, Drawing]) -> Document:
    found = AsFound(sheets=[g.name for g in book.grids])
    version = settings["version"].text if "version" in settings else None
    profile = _profile(settings, found)
    identity = read_identity(draft.identity) if draft.identity else FoundIdentity(NO_IDENTITY)
    for rest in draft.identity_rest:
        identity = with_rest(identity, read_identity(rest))
    for again in draft.repeats:
        identity = with_repeat(identity, read_identity(again))
    title = clean(" ".join(c.text or "" for c in draft.titles)) or None
    written = identity.identity
    table = join_pages(draft.pages, profile)
    if any(page.grid.draw for page in draft.pages):
        from xl_sop.reading.drawn.join import read_drawn

        found.flow = read_drawn(draft.pages, table, drawings)
    _rows_of_ends(table, found)
    worksheet = read_worksheet(draft.worksheet) if draft.worksheet else None
    # the upper half of an identity page is often lost or empty; the worksheet's Judul SOP says the same.
    # In our template an empty Nama SOP is an empty Nama SOP, or JSON would not come back as it went in.
    told = worksheet.fields.get("sop_title") if worksheet and version is None else None
    name = written.name or (told.text if told else None)

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


def _rows_of_ends(table: ReadTable, found: AsFound) -> None:
    """Rows of their own for Mulai and Selesai, above the first step and below the last, are a start and an end."""
    if not table.found:
        return
    first, last = table.found[0], table.found[-1]
    starts, ends = (
        any(
            kind == "symbol" and (row - step.row) * side > 0 for row, kind in table.foreign[step.page].items()
        )
        for step, side in ((first, -1), (last, 1))
    )
    if starts or ends:
        found.flow = found.flow or FoundFlow()
        found.flow.starts |= starts
        found.flow.ends |= ends


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


_MOST_HIDDEN = 100
"""So many hidden cells of a sheet are named; a hostile file may overlap merged areas by the thousand."""


def _hidden_in_merges(grid: Grid) -> list[Finding]:
    """Cells with contents that a merged area covers: LibreOffice keeps them when it merges, and nobody sees them."""
    hidden: list[Finding] = []
    rows, top, left = grid.rows, grid.top, grid.left
    for merge in grid.merges:
        if len(hidden) >= _MOST_HIDDEN:
            break
        if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) > _WIDEST_MERGE:
            continue
        first, start = merge.top - top, merge.left - left
        if first < 0 or start < 0:
            continue  # above or left of all contents
        stop = merge.right - left + 1
        if merge.top == merge.bottom and first < len(rows):
            beside = rows[first][start + 1 : stop]
            if beside.count(None) == len(beside):
                continue  # as nearly all
        area = [row[start:stop] for row in rows[first : merge.bottom - top + 1]]
        filled = sum([len(line) - line.count(None) for line in area])
        if not filled or (filled == 1 and area[0] and area[0][0] is not None):
            continue  # as nearly all
        for r, line in enumerate(area):
            for c, value in enumerate(line):
                if len(hidden) < _MOST_HIDDEN and (r or c) and (text := text_of(value)) is not None:
                    words = {"sel": grid.address(merge.top, merge.left).a1, "teks": text}
                    address = grid.address(merge.top + r, merge.left + c)
                    hidden.append(Finding("isi-tertutup-sel-gabungan", address, words=words))
    return hidden


def _as_seen(grid: Grid, hidden: list[Finding]) -> Grid:
    """The sheet as a reader of it sees it: what a merged area covers does not count, and a finding names it."""
    if not hidden:
        return grid
    rows = [*grid.rows]
    for address in (finding.address for finding in hidden if finding.address):
        row = address.row - grid.top
        if rows[row] is grid.rows[row]:
            rows[row] = [*grid.rows[row]]
        rows[row][address.column - grid.left] = None
    return replace(grid, rows=rows)


def _broken_cells(
    book: Book, drafts: list[Draft], hidden: Mapping[str, list[Finding]]
) -> list[list[Finding]]:
    """For each SOP, its cells whose value is an Excel error, or a formula nobody has computed yet.

    On a sheet of several SOPs a cell belongs to the last block that begins above it, else to the sheet's first.
    """
    problems: list[list[Finding]] = [[] for _ in drafts]
    begins: dict[str, list[tuple[int, int]]] = {}
    for grid in book.grids:
        broken = [Finding("sel-bernilai-kesalahan", address) for address in grid.errors]
        broken += [Finding("rumus-belum-dihitung", address) for address in grid.uncached]
        broken += [Finding("sel-terlalu-jauh", address) for address in grid.stray]
        broken += hidden.get(grid.name, ())
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


def _begins(drafts: list[Draft]) -> dict[str, list[tuple[int, int]]]:
    """The first rows of all blocks and pages by sheet, each with the position of its SOP, from top to bottom."""
    tops: dict[str, list[tuple[int, int]]] = {}
    for i, draft in enumerate(drafts):
        for block in (draft.identity, *draft.identity_rest, draft.worksheet):
            if block is not None:
                tops.setdefault(block.grid.name, []).append((block.top, i))
        for page in draft.pages:
            tops.setdefault(page.grid.name, []).append((page.row, i))
    return {name: sorted(rows) for name, rows in tops.items()}
