"""What a workbook is to us, wherever it lives: named grids of cell values, with addresses made once.

A `Grid` holds plain Python values (text, numbers, booleans, dates; `None` for an empty cell) and the merged
areas of one sheet. Rows and columns are counted from 1, as Excel shows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from xl_sop.address import Address, Merge
from xl_sop.book.drawings import Draw

CellValue = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(slots=True)
class Grid:
    """The values of one sheet.

    Attributes:
        name: The sheet's name.
        rows: Row-major values; `rows[0][0]` is the cell at (`top`, `left`). Rows may differ in length.
        top: Sheet row of `rows[0]`, from 1.
        left: Sheet column of `rows[r][0]`, from 1.
        merges: The merged areas in sheet coordinates.
        errors: Cells that hold an Excel error value such as `#N/A`; their value in `rows` is None.
        uncached: Cells with a formula whose value was never computed; their value in `rows` is None.
        hidden: True for a hidden sheet.
        stray: Cells with contents too far from all others to be held in `rows`, such as a note at XFD1048576.
        draw: Reads what is drawn over the sheet; None where nothing is.
        suffix: Tells the words that a cell's number format shows behind its number (` menit`); None if none does.
    """

    name: str
    rows: list[list[CellValue]]
    top: int = 1
    left: int = 1
    merges: list[Merge] = field(default_factory=list[Merge])
    errors: list[Address] = field(default_factory=list[Address])
    uncached: list[Address] = field(default_factory=list[Address])
    hidden: bool = False
    stray: list[Address] = field(default_factory=list[Address])
    draw: Draw | None = field(default=None, compare=False, repr=False)
    suffix: Callable[[int, int], str | None] | None = field(default=None, compare=False, repr=False)

    def value(self, row: int, column: int) -> CellValue:
        """The value at a sheet position; None outside the grid."""
        r, c = row - self.top, column - self.left
        if r < 0 or c < 0 or r >= len(self.rows):
            return None
        line = self.rows[r]
        return line[c] if c < len(line) else None

    def address(self, row: int, column: int) -> Address:
        """The address of a sheet position."""
        return Address(self.name, row, column)

    def last_column(self, row: int, column: int) -> int:
        """The last column of a cell: its own, or that of the merged area it stands in."""
        return max(
            [m.right for m in self.merges if m.top <= row <= m.bottom and m.left <= column <= m.right],
            default=column,
        )

    @property
    def bottom(self) -> int:
        """The last sheet row of the grid."""
        return self.top + len(self.rows) - 1


@dataclass(slots=True)
class Book:
    """One workbook: its grids in sheet order and where it came from.

    Attributes:
        name: The path a reader of the output sees (relative to its source folder, with `/`).
        grids: The sheets that hold cells, in workbook order.
        sha256: Hex digest of the file's bytes; None for an open workbook.
    """

    name: str
    grids: list[Grid]
    sha256: str | None = None
