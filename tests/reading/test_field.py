"""Additional: where real SOPs lie beside the repository (`../shared/field`), none of their rows is lost.

Without that folder the tests have nothing to look at, and count nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import xl_sop
from xl_sop.book.file import open_book
from xl_sop.book.grid import Book, CellValue
from xl_sop.document import Document
from xl_sop.errors import BookError
from xl_sop.reading.documents import read_book
from xl_sop.reading.marks import is_branch_label
from xl_sop.recognition import label
from xl_sop.text import read_number, squeeze

FIELD = Path(__file__).parents[3] / "shared" / "field"


def test_every_text_of_the_field_is_read_or_known() -> None:
    """Additional: where the real SOPs lie beside the repository, each text of their tables is in the document."""
    steps = 0
    for path in sorted(FIELD.glob("*.xlsx")):
        try:
            (found,) = xl_sop.read(path)
        except BookError:
            continue  # an identity page only
        steps += len(found.sop.steps)
        assert not {p.code for p in found.as_found.problems} & {"isi-tidak-dibaca", "langkah-tidak-dibaca"}
        texts = [column.name for page in found.as_found.pages for column in page.columns]
        for step in found.sop.steps:
            parts = (step.description, step.requirements, step.duration.text, step.output, step.note)
            texts += [text for text in parts if text]
        known = "\n".join(map(squeeze, texts))
        identity = {cell.address for cells in found.as_found.identity.values() for cell in cells}
        if found.as_found.title:
            identity.add(found.as_found.title.address)
        for grid in open_book(path).grids:
            if grid.name not in found.sop.source.sheets.procedure:
                continue
            for number, row in enumerate(grid.rows, grid.top):
                for column, value in enumerate(row, grid.left):
                    address = grid.address(number, column)
                    if isinstance(value, str) and address not in identity and squeeze(value) not in known:
                        assert _is_furniture(value), (path.name, str(address), value)
    assert steps == (308 if FIELD.exists() else 0)


def _is_furniture(text: str) -> bool:
    """Labels, column numbers, and the words beside arrows: no text of the SOP's own."""
    labels = (label(text, "table"), label(text, "identity"))
    return any(labels) or read_number(text) is not None or is_branch_label(text)


def headless() -> Iterator[tuple[Book, Document]]:
    """The workbooks whose table goes on without a header, read and unread."""
    for path in sorted(FIELD.glob("*.xlsx")):
        book = open_book(path)
        try:
            (found,) = read_book(book)
        except BookError:
            continue
        if any(page.header is None for page in found.as_found.pages):
            yield book, found


def rows(document: Document) -> list[tuple[str | None, str | None, str | None]]:
    return [(s.description, s.duration.text, s.output) for s in document.sop.steps]


NUMBERS: dict[str, Callable[[int, int], CellValue]] = {
    "a gap": lambda number, _: number + 1,
    "many gaps": lambda number, i: number + 2 * i,
    "a repeat": lambda number, _: number - 1,
    "a restart": lambda _, i: i + 1,
    "floats": lambda number, _: float(number),
    "1.0": lambda number, _: f"{number}.0",
}


@pytest.mark.parametrize("change", NUMBERS.values(), ids=NUMBERS)
def test_no_row_is_lost_whatever_the_numbers_of_pages_without_header(
    change: Callable[[int, int], CellValue],
) -> None:
    steps = 0
    for book, before in headless():
        grids = {grid.name: grid for grid in book.grids}
        for page in before.as_found.pages:
            column = page.column("number")
            if page.header is not None or column is None:
                continue
            grid, i = grids[page.sheet], 0
            for row in range(page.top, page.bottom + 1):
                if (number := read_number(grid.value(row, column.index))) is not None:
                    grid.rows[row - grid.top][column.index - grid.left] = change(number, i)
                    i += 1
        (after,) = read_book(book)
        assert rows(after) == rows(before)
        steps += len(rows(after))
    assert steps == (139 if FIELD.exists() else 0)
