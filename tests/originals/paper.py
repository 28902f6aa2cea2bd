"""What the layouts of the originals share: a sheet written from top to bottom, and breaks as typists set them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | None


class Paper:
    """One sheet, with the row to write next."""

    def __init__(self, book: Workbook, name: str, row: int = 1):
        self.sheet: Worksheet = book.create_sheet(name)
        self.row = row

    def line(self, values: Iterable[Value], column: int = 1) -> int:
        """Write one row and go to the next; the row written."""
        row = self.row
        for offset, value in enumerate(values):
            if value is not None:
                self.put(row, column + offset, value)
        self.row += 1
        return row

    def put(self, row: int, column: int, value: Value, to: tuple[int, int] | None = None) -> None:
        """Write a cell; `to` is the last cell of a merged area."""
        cell: Any = self.sheet.cell(row, column)
        cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if to:
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=to[0], end_column=to[1])

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows


def empty_book() -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    return book


def broken(text: str, width: int = 28) -> str:
    """A text with the line breaks of a typist who filled a narrow column by hand."""
    lines: list[str] = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def enumerated(items: Sequence[str], marker: str = "1.") -> list[str]:
    """Items with their numbers (`1.`) or letters (`a.`)."""
    first, style = marker[0], marker[1:]
    return [f"{i + 1 if first == '1' else chr(ord('a') + i)}{style} {item}" for i, item in enumerate(items)]
