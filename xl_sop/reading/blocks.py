"""Where the blocks of SOPs stand in a workbook: identity pages, procedure tables, identification worksheets.

Blocks are found by their words, never by fixed positions, sheet by sheet from top to bottom. A block reaches to the
next one on its sheet.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal

from msgspec import Struct

from xl_sop.address import Merge
from xl_sop.book.grid import Grid
from xl_sop.reading.header import Header, find_header
from xl_sop.recognition import OPENING, OPENINGS, label, labels, may_be_label
from xl_sop.text import clean
from xl_sop.vocabulary import BOX_FIELDS, LEAD_FIELDS

Kind = Literal["identity", "table", "worksheet", "other"]
"""`other`: a table of something else (forms, revisions, a checklist), which ends the block above it."""

LONGEST_LABEL = 70
"""Characters; longer texts are content (the longest label of the field has 44)."""

PAGE_HEAD = 8
"""Rows within which a page has another label of its upper half."""
FEWEST_WORDS = 4
"""Headings of a table of which copies may stand beside each other."""
MOST_COPIES = 20
SMALLEST_TABLE = 3
"""Texts in the header row of a table that is no procedure."""

_INLINE = re.compile(r"^\s*((?:nama|judul|nomor|no\.?)\s+sop(?:\s+ap)?)\s+(?=\S)", re.IGNORECASE)
_FIRST_LETTERS = frozenset("NnJj")
"""What `_INLINE` begins with."""
_STRONG = frozenset(LEAD_FIELDS + BOX_FIELDS)


class Hit(Struct):
    """A label of the identity block: its cell, its role, and the text after it in the same cell (None: none)."""

    row: int
    column: int
    role: str
    inline: str | None = None


@dataclass(slots=True)
class Block:
    """One block: its kind, sheet, first and last row, and what finding it already learnt."""

    kind: Kind
    grid: Grid
    top: int
    bottom: int
    header: Header | None = None
    hits: list[Hit] = field(default_factory=list[Hit])


@dataclass(slots=True)
class Scan:
    """What one pass over a sheet's cells saw."""

    table_words: dict[int, int] = field(default_factory=dict[int, int])
    number_rows: list[int] = field(default_factory=list[int])
    identity: list[Hit] = field(default_factory=list[Hit])
    worksheet: list[int] = field(default_factory=list[int])
    settings: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])


def merges_by_corner(grid: Grid) -> dict[tuple[int, int], Merge]:
    """The merged areas of a sheet by (row, column) of their top-left cell."""
    return {(m.top, m.left): m for m in grid.merges}


def scan(grid: Grid) -> Scan:
    """Look at every text of a sheet once and note the labels."""
    seen = Scan()
    for row, values in enumerate(grid.rows, start=grid.top):
        for column, value in enumerate(values, start=grid.left):
            # first the look into a dict that settles most cells
            if isinstance(value, str) and OPENINGS[value[:OPENING]] is not False and may_be_label(value):
                _note(seen, row, column, value)
    return seen


def _note(seen: Scan, row: int, column: int, value: str) -> None:
    """Note what labels a text is or begins with."""
    if len(value) <= LONGEST_LABEL and (found := labels(value if "\n" not in value else clean(value))):
        for block, named in found.items():
            if block == "table":
                seen.table_words[row] = seen.table_words.get(row, 0) + 1
                if named.role == "number":
                    seen.number_rows.append(row)
            elif block == "identity":
                seen.identity.append(Hit(row, column, named.role))
            elif block == "settings" and "identity" not in found:
                seen.settings[named.role] = (row, column)
            elif named.role == "title":
                seen.worksheet.append(row)
        if "identity" in found:
            return
    if ":" in value or "\n" in value or value.lstrip()[:1] in _FIRST_LETTERS:
        seen.identity += _inline_hits(row, column, value)


def _inline_hits(row: int, column: int, value: str) -> list[Hit]:
    """Labels that share their cell with what they name: `Nomor SOP : 12/2024`, several lines of such, a boxed list."""
    head, colon, rest = value.partition(":")
    newline = value.find("\n")
    if not colon and newline < 0:
        if len(value) <= 300 and (found := _INLINE.match(value)):
            named = label(found[1], "identity")
            return [Hit(row, column, named.role, value[found.end() :])] if named else []
        return []
    hits: list[Hit] = []
    if (
        colon
        and len(head) <= LONGEST_LABEL
        and "\n" not in head.strip()
        and (found := label(head, "identity"))
    ):
        hits.append(Hit(row, column, found.role, rest))
    elif newline > 0 and newline <= LONGEST_LABEL and (found := label(value[:newline], "identity")):
        hits.append(Hit(row, column, found.role, value[newline + 1 :]))
    if not hits or hits[0].role in BOX_FIELDS or newline < 0:
        return hits
    # `label : value` lines in one cell; a line without a label belongs to the value above
    result: list[Hit] = []
    for line in value.split("\n"):
        before, mark, after = line.partition(":")
        found = label(before, "identity") if mark and len(before) <= LONGEST_LABEL else None
        if found is not None:
            result.append(Hit(row, column, found.role, after))
        elif result:
            result[-1].inline = f"{result[-1].inline}\n{line}"
    return result


def side_by_side(grid: Grid, seen: Scan) -> list[Grid]:
    """The parts of a sheet that holds copies beside each other: one for each `No` in the same header row."""
    for row in seen.number_rows:
        if seen.table_words[row] < 2 * FEWEST_WORDS:
            continue
        starts = [
            column
            for column, value in enumerate(grid.rows[row - grid.top], start=grid.left)
            if isinstance(value, str) and (found := label(clean(value), "table")) and found.role == "number"
        ]
        if 1 < len(starts) <= MOST_COPIES and all(
            b - a > FEWEST_WORDS for a, b in itertools.pairwise(starts)
        ):
            edges = [grid.left, *starts[1:], 10**6]
            return [_columns_of(grid, a, b - 1) for a, b in itertools.pairwise(edges)]
    return [grid]


def _columns_of(grid: Grid, first: int, last: int) -> Grid:
    """Some columns of a sheet."""
    rows = [row[first - grid.left : last - grid.left + 1] for row in grid.rows]
    merges = [m for m in grid.merges if first <= m.left <= last]
    return replace(grid, rows=rows, left=first, merges=merges)


def find_blocks(grid: Grid, seen: Scan, *, poor: bool = False) -> list[Block]:
    """The blocks of one sheet, top to bottom.

    A table without Waktu and Mutu Baku is one of something else, unless `poor`: then Output is enough.
    """
    blocks: list[Block] = []
    row_limit = 0
    merges: dict[tuple[int, int], Merge] | None = None
    right = 0
    for row in sorted(seen.table_words):
        if row <= row_limit or seen.table_words[row] < 2:
            continue
        if merges is None:
            merges = merges_by_corner(grid)
            right = grid.left - 1 + max(map(len, grid.rows))
        header = find_header(grid, row, seen.table_words, merges, right)
        if header is not None:
            usable = not header.poor or (poor and "output" not in header.missing)
            usable = usable and not header.workload
            blocks.append(Block("table" if usable else "other", grid, header.top, grid.bottom, header=header))
            row_limit = header.bottom
    blocks += [Block("worksheet", grid, row, grid.bottom) for row in dict.fromkeys(seen.worksheet)]
    blocks.sort(key=lambda b: b.top)
    blocks += _other_tables(seen, grid, blocks)
    blocks.sort(key=lambda b: b.top)
    blocks += _identities(grid, seen.identity, blocks)
    blocks.sort(key=lambda b: b.top)
    for block, following in itertools.pairwise(blocks):
        block.bottom = following.top - 1
    return blocks


def _other_tables(seen: Scan, grid: Grid, blocks: list[Block]) -> list[Block]:
    """Tables of something else below a procedure: rows that begin with `No`, hold texts only, and are no header."""
    tops = [block.top for block in blocks]
    header_rows = {row for b in blocks if b.header for row in range(b.header.top, b.header.bottom + 1)}
    found: list[Block] = []
    for row in seen.number_rows:
        above = bisect_right(tops, row) - 1
        if row in header_rows or above < 0 or blocks[above].kind != "table":
            continue
        filled = [v for v in grid.rows[row - grid.top] if v is not None]
        texts = [v for v in filled if isinstance(v, str)]
        first = label(clean(texts[0]), "table") if texts else None
        if len(texts) == len(filled) >= SMALLEST_TABLE and first is not None and first.role == "number":
            found.append(Block("other", grid, row, grid.bottom))
    return found


def _opens_page(hits: list[Hit], i: int) -> bool:
    """True where a label that was seen before opens another page: of two labels of the upper half, or more."""
    if hits[i].role not in LEAD_FIELDS:
        return False
    following = itertools.takewhile(lambda h: h.row <= hits[i].row + PAGE_HEAD, hits[i + 1 :])
    return any(hit.role in LEAD_FIELDS and hit.role != hits[i].role for hit in following)


def _identities(grid: Grid, hits: list[Hit], others: list[Block]) -> list[Block]:
    """Clusters of identity labels; a label seen twice opens another page."""
    clusters: list[list[Hit]] = []
    roles: set[str] = set()
    fence: int | None = None
    for i, hit in enumerate(hits):
        above = next((b for b in reversed(others) if b.top <= hit.row), None)
        if above is not None and above.kind == "worksheet" and hit.role not in BOX_FIELDS and hit.role not in (
            "number", "created", "revised", "effective", "approved_by",
        ):  # fmt: skip
            continue  # the worksheet has a Judul SOP and names of its own
        this_fence = above.top if above else None
        again = hit.role in roles and this_fence == fence
        if again and clusters and not _opens_page(hits, i):
            continue  # content: `Peralatan : komputer` within the box Peralatan/Perlengkapan
        if hit.role in _STRONG and (not clusters or again or this_fence != fence):
            clusters.append([])
            roles = set()
            fence = this_fence
        elif not clusters or this_fence != fence:
            continue
        clusters[-1].append(hit)
        if hit.role in _STRONG:
            roles.add(hit.role)
    blocks: list[Block] = []
    for cluster in clusters:
        if len({hit.role for hit in cluster} & _STRONG) >= 2:
            top = min(hit.row for hit in cluster)
            blocks.append(Block("identity", grid, top, grid.bottom, hits=cluster))
    return blocks
