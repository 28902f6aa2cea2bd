"""Where things stand on an identification worksheet as found: the heading of part C, its labels, numbers and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from xl_sop.address import Address, Merge
from xl_sop.book.grid import Grid
from xl_sop.document import FoundWorksheet, WorksheetLine
from xl_sop.model import Group
from xl_sop.recognition import label
from xl_sop.text import clean, read_number
from xl_sop.worksheet.content import lines_of

_ROLES: dict[str, Group] = {"first": "awal", "main": "utama", "last": "akhir"}


class Slot(NamedTuple):
    """A row of part C: what stands there now, and where number and text go."""

    row: int
    line: WorksheetLine | None


class Layout:
    """The places of a worksheet.

    Attributes:
        lines: The lines of part C that belong to it.
        heading: The cell of its heading; without one, the last row of the worksheet takes its place.
        has_part_c: Whether there is a heading.
        labels: The labels `Langkah Awal` … in part C, from top to bottom.
        label_column, number_column, text_column: Where they stand; None where no numbers are written.
        slots: The rows of part C in order: lines, and rows that have a number but no text.
    """

    def __init__(self, found: FoundWorksheet, grid: Grid) -> None:
        self._found, self._grid = found, grid
        self.lines = lines_of(found)
        part_c = self._part_c()
        self.has_part_c = part_c is not None
        self.heading = part_c or Address(found.sheet, found.bottom, found.title.column)
        self.labels = list(self._group_labels())
        texts = [line.text.address.column for line in self.lines]
        numbers = [line.number_at.column for line in self.lines if line.number_at]
        self.label_column = min([a.column for _, a in self.labels], default=self.heading.column)
        self.number_column = most(numbers)
        if not texts:
            self.number_column = self.right_of(self.heading.row + 1, self.label_column)
        self.text_column = most(texts) or self.right_of(
            self.heading.row + 1, self.number_column or self.label_column
        )
        self.slots = self._slots()

    def _part_c(self) -> Address | None:
        """The heading of part C."""
        for row in range(self._found.title.row, self._found.bottom + 1):
            for address, text in self._texts(row):
                if (name := label(text, "worksheet")) and name.role == "part_c":
                    return address
        return None

    def _group_labels(self) -> Iterator[tuple[Group, Address]]:
        """The labels `Langkah Awal` … in part C."""
        for row in range(self.heading.row + 1, self._found.bottom + 1):
            for address, text in self._texts(row):
                name = label(text, "worksheet")
                if name is not None and name.role in _ROLES:
                    yield _ROLES[name.role], address
                if name is not None or read_number(text) is not None or len(text) > 3:
                    break

    def _texts(self, row: int) -> Iterator[tuple[Address, str]]:
        for column in range(self._grid.left, self.right_edge(row) + 1):
            value = self._grid.value(row, column)
            if isinstance(value, str) and value.strip():
                yield self._grid.address(row, column), clean(value)

    def right_edge(self, row: int) -> int:
        """The last column of a row that the grid knows."""
        offset = row - self._grid.top
        return self._grid.left + len(self._grid.rows[offset]) - 1 if 0 <= offset < len(self._grid.rows) else 0

    def right_of(self, row: int, column: int) -> int:
        """The first column after a cell and what is merged with it."""
        return self._grid.last_column(row, column) + 1

    def merge(self, row: int, column: int) -> Merge | None:
        """The merged area that a cell belongs to."""
        return next(
            (m for m in self._grid.merges if m.top <= row <= m.bottom and m.left <= column <= m.right), None
        )

    def _slots(self) -> list[Slot]:
        lines = {line.text.address.row: line for line in self.lines}
        if not lines:
            # An empty form: the rows from the first group label to the last.
            top = min([a.row for _, a in self.labels], default=0)
            return [Slot(row, None) for row in range(top, self._found.bottom + 1)] if top else []
        rows = list(range(min(lines), max(lines) + 1))
        while self.has_only_number(rows[-1] + 1):
            rows.append(rows[-1] + 1)
        return [Slot(row, lines.get(row)) for row in rows if row in lines or self.has_only_number(row)]

    def is_covered(self, address: Address) -> bool:
        """Whether a cell is hidden by the first one of its merged area."""
        merge = self.merge(address.row, address.column)
        return merge is not None and (merge.top, merge.left) != address.place

    def has_only_number(self, row: int) -> bool:
        """Whether a row has the number of a step and no text."""
        if self.number_column is None or self._grid.value(row, self.text_column) is not None:
            return False
        return read_number(self._grid.value(row, self.number_column)) is not None


def most(columns: list[int]) -> int | None:
    """The most frequent column."""
    return Counter(columns).most_common(1)[0][0] if columns else None
