"""Tambah Pelaksana: a performer column before the marked one, with its header, drop-downs and width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_sop.addin import marks, sentences
from xl_sop.addin.session import Outcome, Session
from xl_sop.address import Merge, column_letters
from xl_sop.book.live import cells
from xl_sop.document import Column, Document, Page
from xl_sop.text import fold

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.book.grid import Grid

_GROUP_REACH = 3
_EMPTY_REACH = 60
MOST = 15
"""Performer columns that a table is known to have (FIELD: an application of the ministry allows 15)."""


def add_performer(session: Session) -> Outcome:
    """Insert a column before the performer column in which a cell is selected; its name is typed afterwards."""
    place = _marked(session)
    if place is None:
        raise sentences.no_performer_marked()
    document, page, marked = place
    if len(document.sop.performers) >= MOST:
        raise sentences.enough_performers(MOST)
    sheets = session.sheets
    sheet = sheets.by_name[page.sheet]
    sheets.require_open(sheet)
    assert marked.address is not None
    name = _free_name(document)
    grid = session.grid(page.sheet)
    marks.remove(marks.find(sheet, sheets.used(page.sheet)))  # a copied column would carry them twice
    _insert(sheet, grid, page, marked)
    sheet.range(cells(marked.address.row, marked.index, marked.address.row, marked.index)).raw_value = name
    sheet.range(cells(marked.address.row, marked.index, marked.address.row, marked.index)).select()
    return Outcome(
        f"Kolom pelaksana baru ada di {column_letters(marked.index)}, sebelum “{marked.name}”. Ketik nama "
        f"pelaksananya di {marked.address.a1} (sekarang “{name}”)."
    )


def _marked(session: Session) -> tuple[Document, Page, Column] | None:
    """The performer column in which a cell is selected, if there is one."""
    chosen = session.selected
    if chosen is None:
        return None
    name, row, column = session.book.sheets.active.name, chosen.row, chosen.column
    for document in session.documents:
        for page in document.as_found.pages:
            if page.sheet != name:
                continue
            top = page.header.row if page.header is not None else page.top
            if not top <= row <= _body_end(session.grid(name), page) + 1:
                continue
            for one in page.columns:
                if one.role == "performer" and one.address is not None and one.index <= column <= one.last:
                    return document, page, one
    return None


def _body_end(grid: Grid, page: Page) -> int:
    """The last row of a table; of one without steps, the last before what stands below its empty rows."""
    header = max((c.address.row for c in page.columns if c.address is not None), default=page.top)
    if page.bottom > header:
        return page.bottom
    below = range(header + 1, min(grid.bottom, header + _EMPTY_REACH) + 1)
    left, right = page.columns[0].index, page.columns[-1].last
    filled = (r for r in below if any(grid.value(r, c) is not None for c in range(left, right + 1)))
    return next(filled, header + 1) - 1


def _insert(sheet: xw.Sheet, grid: Grid, page: Page, marked: Column) -> None:
    """A column of the same look, empty, before a performer column."""
    assert marked.address is not None
    left, header = marked.index, marked.address.row
    width = sheet.range(cells(header, left, header, left)).column_width
    letters = column_letters(left)
    sheet.range(f"{letters}:{letters}").insert("right")
    # Header and body: their borders, drop-downs and merged rows come with a copy, their contents do not stay.
    last = max(_body_end(grid, page), header)
    old = sheet.range(cells(header, left + 1, last, left + 1))
    old.copy(sheet.range(cells(header, left, last, left)))
    if last > header:
        sheet.range(cells(header + 1, left, last, left)).clear_contents()
    if width is not None:
        sheet.range(cells(header, left, header, left)).column_width = width
    group = _group_from(grid, header, left)
    if group is not None:
        _widen(sheet, group)


def _group_from(grid: Grid, header: int, left: int) -> Merge | None:
    """The merged group header ("Pelaksana") above the names that begins at a column: the new one stands before it."""
    above = (m for m in grid.merges if header - _GROUP_REACH <= m.bottom < header)
    return next((m for m in above if m.left == left and m.right > m.left), None)


def _widen(sheet: xw.Sheet, group: Merge) -> None:
    """Begin a merged area one column further left than where inserting pushed it."""
    moved = sheet.range(cells(group.top, group.left + 1, group.bottom, group.right + 1))
    head = sheet.range(cells(group.top, group.left + 1, group.top, group.left + 1))
    text = head.raw_value
    moved.unmerge()
    head.copy(sheet.range(cells(group.top, group.left, group.top, group.left)))
    head.clear_contents()
    sheet.range(cells(group.top, group.left, group.bottom, group.right + 1)).merge()
    sheet.range(cells(group.top, group.left, group.top, group.left)).raw_value = text


def _free_name(document: Document) -> str:
    taken = {fold(name) for name in document.sop.performers}
    number = len(taken) + 1
    while fold(f"Pelaksana {number}") in taken:
        number += 1
    return f"Pelaksana {number}"
