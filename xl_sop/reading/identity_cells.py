"""Which cells belong to a label of the identity page: in its own cell, beside it, below it; and the letterhead."""

from __future__ import annotations

from xl_sop.address import Address
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Cell
from xl_sop.reading.blocks import Block, Hit
from xl_sop.reading.table_rows import text_of
from xl_sop.text import fold, read_number
from xl_sop.vocabulary import BOX_FIELDS, FOOTER, LETTERHEAD


def values_of(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The cells that hold a label's value: in the label's cell, beside it, or below it; or where its arrow points."""
    if points_left(grid, hit):
        return _left_of(grid, block, hit)
    if hit.inline is not None:
        address = grid.address(hit.row, hit.column)
        own = [Cell(address, hit.inline, text_of(hit.inline))] if hit.inline.strip(" :.-\n") else []
        return own or _below(grid, block, hit) if hit.role in BOX_FIELDS else own
    beside = _beside(grid, block, hit)
    if not beside and hit.role == "approved_by":
        return _below(grid, block, hit)
    if beside or hit.role not in BOX_FIELDS:
        return beside or _below_one(grid, block, hit)
    return _below(grid, block, hit)


def points_left(grid: Grid, hit: Hit) -> bool:
    """True for `← Jabatan`, which the standard template has beside the cell it speaks of."""
    value = grid.value(hit.row, hit.column)
    return isinstance(value, str) and value.lstrip().startswith("←")


def _left_of(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The nearest filled cell on the left of an arrow, as far as the labels of the page."""
    labels = max((h.column for h in block.hits if h.column < hit.column), default=grid.left - 1)
    return _row(grid, hit.row, labels + 1, hit.column - 1)[-1:]


def _limits(block: Block, hit: Hit) -> tuple[int, int]:
    """The last column and row a label's value may reach: up to the next label to the right, and below."""
    right, below = 10**6, block.bottom + 1
    for other in block.hits:
        if other.row == hit.row and hit.column < other.column < right:
            right = other.column
    for other in block.hits:
        if hit.row < other.row < below and hit.column <= other.column < right:
            below = other.row
    return right - 1, below - 1


def _beside(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    right, bottom = _limits(block, hit)
    first = [c for c in _row(grid, hit.row, hit.column + 1, right) if not only_colon(c.value)]
    if not first and not (hit.role == "approved_by" and bottom > hit.row):
        return []
    # a value may go on below in its own columns, beside empty label cells (Disahkan oleh, long titles)
    next_label = min((h.row for h in block.hits if h.row > hit.row), default=block.bottom + 1)
    cells = first
    start = min((c.address.column for c in first), default=hit.column + 1)
    for row in range(hit.row + 1, min(bottom, next_label - 1) + 1):
        if any(grid.value(row, c) is not None for c in range(hit.column, start)):
            break
        more = [c for c in _row(grid, row, start, right) if not only_colon(c.value)]
        if not more and hit.role != "approved_by":
            break
        cells = cells + more
    return cells


def blank_of(grid: Grid, block: Block, hit: Hit) -> Address | None:
    """The empty cell right of a label in a column of labels, past a colon; None where values stand below labels."""
    if hit.role in BOX_FIELDS or hit.inline is not None:
        return None
    if not any(abs(h.row - hit.row) == 1 and h.column == hit.column for h in block.hits):
        return None
    column = grid.last_column(hit.row, hit.column) + 1
    while only_colon(grid.value(hit.row, column)):
        column += 1
    return grid.address(hit.row, column) if grid.value(hit.row, column) is None else None


def _below_one(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """Label above content, for a field of one line."""
    _, bottom = _limits(block, hit)
    for row in range(hit.row + 1, min(hit.row + 2, bottom) + 1):
        cells = _row(grid, row, hit.column, hit.column)
        labels = sum(h.row == hit.row for h in block.hits)
        if (
            cells
            and len(_row(grid, row, grid.left, 10**6)) > labels
            and read_number(cells[0].value) is not None
        ):
            return []  # a row of something else, such as a step below a page head
        if cells:
            return cells if not any(h.row == row for h in block.hits if h.column != hit.column) else []
    return []


def _below(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The box below a label: its columns, down to the next label there."""
    right, bottom = _limits(block, hit)
    # the label to the right in any row bounds the box: `Kualifikasi` may stand one row lower than `Dasar Hukum`
    cells: list[Cell] = []
    gap = 0
    for row in range(hit.row + 1, bottom + 1):
        line = _row(grid, row, hit.column, right)
        if not line:
            gap += 1
            if gap >= 4 and cells:
                break
            continue
        gap = 0
        cells += line
    return cells


def _row(grid: Grid, row: int, left: int, right: int) -> list[Cell]:
    offset = row - grid.top
    if not 0 <= offset < len(grid.rows):
        return []
    values = grid.rows[offset]
    cells: list[Cell] = []
    for column in range(max(left, grid.left), min(right, grid.left + len(values) - 1) + 1):
        value = values[column - grid.left]
        if value is not None and not (isinstance(value, str) and not value.strip()):
            cells.append(Cell(grid.address(row, column), value, text_of(value)))
    return cells


def only_colon(value: CellValue) -> bool:
    return isinstance(value, str) and value.strip() in (":", "")


def letterhead_of(grid: Grid, block: Block, taken: set[tuple[int, int]]) -> list[Cell]:
    """The texts left of the upper half's labels, or else above them."""
    lead = [h for h in block.hits if h.role not in BOX_FIELDS]
    if not lead:
        return []
    left = min(h.column for h in lead)
    top = min(h.row for h in lead)
    bottom = (
        min((h.row for h in block.hits if h.role in BOX_FIELDS), default=max(h.row for h in lead) + 1) - 1
    )
    cells = [c for r in range(top, bottom + 1) for c in _row(grid, r, grid.left, left - 1)]
    if not cells:
        cells = _heading(grid, top)
    return [
        c
        for c in cells
        if (c.address.row, c.address.column) not in taken and c.text and not only_colon(c.value)
    ]


def _heading(grid: Grid, top: int) -> list[Cell]:
    """The letterhead above an identity page: lines of one cell each, from the first that names an agency.

    The end of a letter, of a table or a signature may stand there too.
    """
    cells: list[Cell] = []
    for row in range(top - 1, max(grid.top, top - 8) - 1, -1):
        line = _row(grid, row, grid.left, 10**6)
        if not line and cells:
            break
        if line and (len(line) > 1 or not isinstance(line[0].value, str) or _ends_matter(line[0].text or "")):
            break
        cells = line + cells
    start = next((i for i, cell in enumerate(cells) if LETTERHEAD.match(fold(cell.text or ""))), len(cells))
    return cells[start:]


def _ends_matter(text: str) -> bool:
    return FOOTER.match(fold(text)) is not None or text.endswith(".")
