"""Workbooks written as tables in the body of a test, so that a reviewer sees the spreadsheet.

    >>> book = workbook('''
    ... # Prosedur
    ... | No | Uraian Prosedur  | Pelaksana | <    | Mutu Baku   | <             | <      |
    ... | ^  | ^                | Camat     | Staf | Kelengkapan | Waktu (menit) | Output |
    ... | 1  | Menyusun laporan | x         |      | Data        | 15            | Draf   |
    ... ''')
    >>> book.grids[0].value(3, 6)
    15

`# Name` starts a sheet at A1; `# Name @C5` starts it there; `# Name (tersembunyi)` hides it; `# Name (jauh: XFD9)`
has a filled cell there, too far away to be read. Each line `| … |` is one row, a blank line between two rows is an empty row. In a cell:

| written        | means                                                                        |
| -------------- | ---------------------------------------------------------------------------- |
| `15`, `1.5`    | a number                                                                     |
| `2021-01-18`   | a date                                                                       |
| `10:30`        | a time of day                                                                |
| `"15"`         | text, exactly what is between the quotes                                     |
| `<`, `^`       | merged with the cell on the left, with the cell above                        |
| `< 15`, `^ 15` | the same, and still holding what the merged cell hides                       |
| `#N/A`         | an Excel error value                                                         |
| `=`            | a formula that was never computed                                            |
| backslash, `n` | a line break; backslash, bar is a bar                                        |
| nothing        | an empty cell                                                                |
"""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from xl_sop.address import Address, Merge
from xl_sop.book.grid import Book, CellValue, Grid

if TYPE_CHECKING:
    from xl_sop.document import Document

_HEADING = re.compile(
    r"# (?P<name>.*?)(?: @(?P<column>[A-Z]+)(?P<row>\d+))?(?P<hidden> \(tersembunyi\))?(?: \(jauh: (?P<far>[A-Z]+)(?P<far_row>\d+)\))?$"
)
_HIDDEN = re.compile(r"([<^]) (\S.*)")
_NOTATION: list[tuple[re.Pattern[str], type | object]] = [
    (re.compile(r"-?\d+"), int),
    (re.compile(r"-?\d+\.\d+"), float),
    (re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    (re.compile(r"\d\d:\d\d(:\d\d)?"), time.fromisoformat),
]


def workbook(text: str, *, name: str = "uji.xlsx") -> Book:
    """The workbook that a text describes; see the module for the notation."""
    sheets: list[tuple[re.Match[str], list[str]]] = []
    for line in text.strip("\n").splitlines():
        stripped = line.strip()
        if heading := _HEADING.match(stripped):
            sheets.append((heading, []))
        elif not sheets:
            raise ValueError(f"a row before the first '# sheet' heading: {line}")
        elif stripped and not (stripped.startswith("|") and stripped.endswith("|")):
            raise ValueError(f"neither a heading nor a row: {line}")
        else:
            sheets[-1][1].append(stripped)
    return Book(name, [_grid(heading, lines) for heading, lines in sheets], None)


def documents(text: str, *, name: str = "uji.xlsx") -> list[Document]:
    """The SOPs read from a workbook written as text."""
    from xl_sop.reading.documents import read_book

    return read_book(workbook(text, name=name))


def document(text: str, *, name: str = "uji.xlsx") -> Document:
    """The only SOP of a workbook written as text."""
    (found,) = documents(text, name=name)
    return found


def save(book: Book, path: Path) -> Path:
    """The same workbook as a file; formulas never computed and errors are written as such."""
    from openpyxl import Workbook

    target = Workbook()
    del target["Sheet"]
    for grid in book.grids:
        sheet = target.create_sheet(grid.name)
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
        for r, row in enumerate(grid.rows, start=grid.top):
            for c, value in enumerate(row, start=grid.left):
                sheet.cell(r, c, value)
        for where in grid.errors:
            sheet.cell(where.row, where.column, "#N/A")
        for where in grid.uncached:
            sheet.cell(where.row, where.column, "=1+1")
        for merge in grid.merges:
            sheet.merge_cells(
                start_row=merge.top, start_column=merge.left, end_row=merge.bottom, end_column=merge.right
            )
    target.save(path)
    return path


def _grid(heading: re.Match[str], lines: list[str]) -> Grid:
    while lines and not lines[-1]:
        lines.pop()
    top = int(heading["row"] or 1)
    left = _column_number(heading["column"] or "A")
    grid = Grid(heading["name"], [], top=top, left=left, hidden=heading["hidden"] is not None)
    if heading["far"]:
        grid.stray.append(Address(grid.name, int(heading["far_row"]), _column_number(heading["far"])))
    cells = [_split(line) if line else [] for line in lines]
    for r, row in enumerate(cells, start=top):
        values: list[CellValue] = []
        for c, cell in enumerate(row, start=left):
            if cell == "#N/A":
                grid.errors.append(Address(grid.name, r, c))
            if cell == "=":
                grid.uncached.append(Address(grid.name, r, c))
            hidden = _HIDDEN.fullmatch(cell)
            values.append(
                None if cell in {"", "<", "^", "#N/A", "="} else _value(hidden[2] if hidden else cell)
            )
        grid.rows.append(values)
    marks = [[found[1] if (found := _HIDDEN.fullmatch(cell)) else cell for cell in row] for row in cells]
    grid.merges.extend(_merges(marks, top, left))
    return grid


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _split(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _value(cell: str) -> CellValue:
    if len(cell) >= 2 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace("\\n", "\n")
    for shape, make in _NOTATION:
        if shape.fullmatch(cell):
            return make(cell)  # type: ignore[operator]
    return cell.replace("\\n", "\n")


def _merges(cells: list[list[str]], top: int, left: int) -> list[Merge]:
    """The merged areas: each takes the marks on the right of a cell, then those below."""
    found: list[Merge] = []
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            if cell in {"<", "^"}:
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = r
            while bottom + 1 < len(cells) and c < len(cells[bottom + 1]) and cells[bottom + 1][c] == "^":
                bottom += 1
            if (right, bottom) != (c, r):
                found.append(Merge(top + r, left + c, top + bottom, left + right))
    return found
