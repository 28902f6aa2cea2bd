"""Which cells belong to a label of the identity page: in its own cell, beside it, below it; and the letterhead."""

from __future__ import annotations

from xl_sop.address import Address
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Cell
from xl_sop.reading.blocks import Block, Hit
from xl_sop.reading.table_rows import text_of
from xl_sop.text import fold, read_number
from xl_sop.vocabulary import BOX_FIELDS, FOOTER, LETTERHEAD

_ANYWHERE = 10**6
"""A column right of all others."""


class IdentityPage:
    """An identity block, its rows looked through once.

    Attributes:
        grid: Its sheet. top: its first row.
        hits: Its labels, from top to bottom and from left to right.
        rows: Column and value of the cells with contents, row by row.
    """

    def __init__(self, block: Block) -> None:
        self.grid, self.hits, self.top = block.grid, block.hits, block.top
        self._bottom = block.bottom
        grid, last = block.grid, max(block.bottom, block.hits[-1].row)
        self.rows = [_filled(grid, values) for values in grid.rows[self.top - grid.top : last - grid.top + 1]]

    def values_of(self, position: int) -> list[Cell]:
        """The cells that hold a label's value: in its own cell, beside it, or below it; or where its arrow points."""
        hit = self.hits[position]
        if self._points_left(hit):
            return self._left_of(hit)
        boxed = hit.role in BOX_FIELDS
        if hit.inline is not None and hit.inline.strip(" :.-\n"):
            return [Cell(self.grid.address(hit.row, hit.column), hit.inline, text_of(hit.inline))]
        if hit.inline is not None and not boxed:
            return []
        right, bottom, unlabelled = self._reach(position)
        beside = self._beside(hit, right, bottom, unlabelled) if hit.inline is None else []
        if beside:
            return beside
        return (
            self._below(hit, right, bottom)
            if boxed or hit.role == "approved_by"
            else self._below_one(hit, bottom)
        )

    def blank_of(self, position: int) -> Address | None:
        """The empty cell right of a label in a column of labels, past a colon.

        None where values stand below labels, or an arrow points to them.
        """
        hit, grid = self.hits[position], self.grid
        if hit.role in BOX_FIELDS or hit.inline is not None or self._points_left(hit):
            return None
        if not any(abs(h.row - hit.row) == 1 and h.column == hit.column for h in self.hits):
            return None
        column = grid.last_column(hit.row, hit.column) + 1
        while only_colon(grid.value(hit.row, column)):
            column += 1
        return grid.address(hit.row, column) if grid.value(hit.row, column) is None else None

    def letterhead(self, taken: set[tuple[int, int]]) -> list[Cell]:
        """The texts left of the upper half's labels, or else above them."""
        lead = [h for h in self.hits if h.role not in BOX_FIELDS]
        if not lead:
            return []
        left = min([h.column for h in lead])
        boxes = next((h.row for h in self.hits if h.role in BOX_FIELDS), lead[-1].row + 1)
        cells = [c for row in range(lead[0].row, boxes) for c in self._cells(row, 0, left - 1)]
        return [
            c
            for c in cells or _heading(self.grid, lead[0].row)
            if c.text and c.address.place not in taken and not only_colon(c.value)
        ]

    def _cells(self, row: int, left: int, right: int) -> list[Cell]:
        """The cells with contents in some columns of a row."""
        return [
            Cell(self.grid.address(row, column), value, text_of(value))
            for column, value in self.rows[row - self.top]
            if left <= column <= right
        ]

    def _reach(self, position: int) -> tuple[int, int, int]:
        """How far a label's value may reach, up to the next label.

        Returns:
            The last column; the last row in its columns; the last row before one with a label in any column.
        """
        hit = self.hits[position]
        right, following = _ANYWHERE, self._bottom + 1
        for other in self.hits[position + 1 :]:
            if other.row == hit.row:
                if hit.column < other.column < right:
                    right = other.column
                continue
            following = min(following, other.row)
            if hit.column <= other.column < right:
                return right - 1, min(other.row - 1, self._bottom), following - 1
        return right - 1, self._bottom, following - 1

    def _points_left(self, hit: Hit) -> bool:
        """True for `← Jabatan`, which the standard template has beside the cell it speaks of."""
        value = self.grid.value(hit.row, hit.column)
        return isinstance(value, str) and value.lstrip().startswith("←")

    def _left_of(self, hit: Hit) -> list[Cell]:
        """The nearest cell with contents on the left of an arrow, as far as the labels of the page."""
        labels = max([h.column for h in self.hits if h.column < hit.column], default=0)
        return self._cells(hit.row, labels + 1, hit.column - 1)[-1:]

    def _beside(self, hit: Hit, right: int, bottom: int, unlabelled: int) -> list[Cell]:
        cells = self._without_colon(hit.row, hit.column + 1, right)
        if not cells and not (hit.role == "approved_by" and bottom > hit.row):
            return []
        # a value may go on below in its own columns, beside empty label cells (Disahkan oleh, long titles)
        start = cells[0].address.column if cells else hit.column + 1
        left = self.grid.left
        for row in range(hit.row + 1, unlabelled + 1):
            beneath = self.grid.rows[row - self.grid.top][hit.column - left : start - left]
            if beneath.count(None) < len(beneath):
                break
            more = self._without_colon(row, start, right)
            if not more and hit.role != "approved_by":
                break
            cells += more
        return cells

    def _without_colon(self, row: int, left: int, right: int) -> list[Cell]:
        return [c for c in self._cells(row, left, right) if c.text or not only_colon(c.value)]

    def _below_one(self, hit: Hit, bottom: int) -> list[Cell]:
        """Label above content, for a field of one line."""
        for row in range(hit.row + 1, min(hit.row + 2, bottom) + 1):
            cells = self._cells(row, hit.column, hit.column)
            if not cells:
                continue
            labels = sum(h.row == hit.row for h in self.hits)
            if len(self.rows[row - self.top]) > labels and read_number(cells[0].value) is not None:
                return []  # a row of something else, such as a step below a page head
            return cells if not any(h.row == row for h in self.hits if h.column != hit.column) else []
        return []

    def _below(self, hit: Hit, right: int, bottom: int) -> list[Cell]:
        """The box below a label: its columns, down to the next label there."""
        # the label to the right in any row bounds the box: `Kualifikasi` may stand one row lower than `Dasar Hukum`
        cells: list[Cell] = []
        gap = 0
        for row in range(hit.row + 1, bottom + 1):
            line = self._cells(row, hit.column, right)
            gap = 0 if line else gap + 1
            if gap >= 4 and cells:
                break
            cells += line
        return cells


def _filled(grid: Grid, values: list[CellValue]) -> list[tuple[int, CellValue]]:
    return [
        (column, value)
        for column, value in enumerate(values, start=grid.left)
        if value is not None and (not isinstance(value, str) or value.strip())
    ]


def only_colon(value: CellValue) -> bool:
    return isinstance(value, str) and value.strip() in (":", "")


def _heading(grid: Grid, top: int) -> list[Cell]:
    """The letterhead above an identity page: lines of one cell each, from the first that names an agency.

    The end of a letter, of a table or a signature may stand there too.
    """
    cells: list[Cell] = []
    for row in range(top - 1, max(grid.top, top - 8) - 1, -1):
        line = _filled(grid, grid.rows[row - grid.top])
        if not line and cells:
            break
        if not line:
            continue
        column, value = line[0]
        text = text_of(value)
        if len(line) > 1 or not isinstance(value, str) or _ends_matter(text or ""):
            break
        cells.insert(0, Cell(grid.address(row, column), value, text))
    start = next((i for i, cell in enumerate(cells) if LETTERHEAD.match(fold(cell.text or ""))), len(cells))
    return cells[start:]


def _ends_matter(text: str) -> bool:
    return FOOTER.match(fold(text)) is not None or text.endswith(".")
