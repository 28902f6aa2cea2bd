"""A workbook file as a `Book`: its bytes are read once, checked, and handed to calamine.

Nothing is followed, run or unpacked: no external link, no macro, no formula, no name from the file as a path.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from python_calamine import CalamineWorkbook

from xl_sop import limits
from xl_sop.address import Address, Merge
from xl_sop.book.any_sheet import rewritten
from xl_sop.book.drawings import Draw, Drawing
from xl_sop.book.grid import Book, CellValue, Grid
from xl_sop.book.plain_sheet import (
    CheckedSheet,
    Place,
    plain_sheet,
    shared_strings,
    text_part,
    without_empty_cells,
)
from xl_sop.book.suffixes import suffixes_of
from xl_sop.package.container import Container, stored
from xl_sop.package.outline import Outline, Sheet, may_be_drawn_on, read_outline
from xl_sop.refusals import refusal

_REDUCE_FROM = 8 << 20
_FORMAT_NUMBER = re.compile(rb"""numFmtId=["']([^"']*)["']""")
# ECMA-376-1 section 18.8.30: general, numbers, money, percent, fractions, text.
_NO_DATES = frozenset(b"%d" % number for number in (*range(14), *range(37, 45), 48, 49))
_SHORTEST_CELL = len('<c t="s"><v>0</v></c>')
_NAME_ERRORS = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_SHARED_INDEX = re.compile(rb"<(?:\w+:)?v[^<>]*>\s*([0-9]{1,9})")


def open_book(path: str | os.PathLike[str], *, name: str | None = None) -> Book:
    """Read a workbook file.

    Args:
        path: An .xlsx, .xlsm, .xltx or .xltm file.
        name: What the book is called in outputs; the bare file name by default.

    Returns:
        The sheets that hold anything, in workbook order, hidden ones too.

    Raises:
        BookError: The file cannot be read; the sentence says why and what to do, without the path.
    """
    return book_of(read_bytes(path), name=name if name is not None else os.path.basename(os.fspath(path)))


def book_of(data: bytes, *, name: str) -> Book:
    """The same from the bytes of a workbook file. Raises BookError."""
    return Book(name=name, grids=read_grids(data), sha256=hashlib.sha256(data).hexdigest())


def contents_size(path: str | os.PathLike[str]) -> int:
    """The bytes in the XML parts of a workbook file, as declared. Raises BookError."""
    package = Container(read_bytes(path))
    return sum(package.size(name) for name in package.names if name.lower().endswith(".xml"))


def read_grids(data: bytes) -> list[Grid]:
    """The grids in the bytes of a workbook file. Raises BookError."""
    package = Container(data)
    outline = read_outline(package)
    sheets = [sheet for sheet in outline.sheets if sheet.kind == "worksheet"]
    contents = _Contents(package, outline, sheets)
    try:
        return _grids(sheets, contents)
    except _CalamineFailed:
        # calamine is stricter than Excel in places; the same sheets, written anew, may please it.
        contents.sheets = [replace(sheet, xml=rewritten(sheet.xml).xml) for sheet in contents.sheets]
    try:
        return _grids(sheets, contents)
    except _CalamineFailed as error:
        raise refusal("damaged") from error


class _CalamineFailed(Exception):
    """calamine gave an error or panicked."""


class _Contents:
    """The parts that calamine needs, checked, within one budget of bytes."""

    def __init__(self, package: Container, outline: Outline, sheets: Sequence[Sheet]) -> None:
        self.package = package
        self.since_1904 = outline.since_1904
        self._left = limits.READ_BYTES.value
        self.strings = self._strings(outline.shared_strings)
        self.styles, self._dates = b"", False
        if outline.styles:
            self.styles, self._dates = _number_formats(self._read(outline.styles, repeated=True))
        self.sheets = [self._sheet(sheet.part) for sheet in sheets]
        self._refuse_swollen()

    def _read(self, name: str, *, repeated: bool = False) -> bytes:
        if self.package.size(name) > self._left:
            raise limits.READ_BYTES.exceeded()
        content = text_part(self.package.read(name, repeated=repeated))
        self._spend(len(content))
        return content

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise limits.READ_BYTES.exceeded()

    def _strings(self, name: str | None) -> bytes:
        if name is None:
            return b""
        return shared_strings(self._read(name))

    def _sheet(self, name: str) -> CheckedSheet:
        reduced = self.package.size(name) > _REDUCE_FROM
        if reduced:
            content = text_part(without_empty_cells(self.package.chunks(name)))
            self._spend(len(content))
        else:
            content = self._read(name)
        return plain_sheet(content, dates=self._dates) or rewritten(content, reduced=reduced)

    def _refuse_swollen(self) -> None:
        """A long shared text may be named by any number of cells, each of which gets a copy of it."""
        most = limits.TEXT_BYTES.value
        cells = sum(len(sheet.xml) for sheet in self.sheets) // _SHORTEST_CELL
        if cells * len(self.strings) <= most:
            return
        sizes = [len(text) for text in _SHARED_TEXT.split(self.strings)[1:]]
        if cells * max(sizes, default=0) <= most:
            return
        uses = (int(index) for sheet in self.sheets for index in _SHARED_INDEX.findall(sheet.xml))
        if sum(sizes[index] for index in uses if index < len(sizes)) > most:
            raise limits.TEXT_BYTES.exceeded()


@lru_cache(maxsize=16)
def _number_formats(styles: bytes) -> tuple[bytes, bool]:
    """Only what tells dates from numbers, and whether any cell may be a date.

    Fonts, borders, alignments and named styles are most of this part.
    """
    formats, uses = (_element(styles, tag) for tag in (b"numFmts", b"cellXfs"))
    if not uses or b"<!" in styles:
        return styles, True
    numbers = _FORMAT_NUMBER.findall(uses)
    if len(numbers) == uses.count(b"<xf"):
        uses = b"<cellXfs>%b</cellXfs>" % b"".join(b'<xf numFmtId="%b"/>' % number for number in numbers)
    dates = any(number not in _NO_DATES for number in numbers)
    return b"<styleSheet>%b%b</styleSheet>" % (formats, uses), dates


def _element(xml: bytes, tag: bytes) -> bytes:
    start = xml.find(b"<" + tag)
    stop = xml.find(b"</%b>" % tag, start)
    return xml[start : stop + len(tag) + 3] if 0 <= start < stop else b""


_PACKAGE_RELS = b"""<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/\
2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


@lru_cache(maxsize=64)
def _frame(sheets: int, since_1904: bool) -> list[tuple[bytes, bytes]]:
    """The parts of a workbook around its sheets, which are called 1, 2, …: names in a file may repeat."""
    numbers = range(1, sheets + 1)
    workbook = "".join(f'<sheet name="{i}" sheetId="{i}" r:id="rId{i}"/>' for i in numbers)
    dates = '<workbookPr date1904="1"/>' if since_1904 else ""
    rels = "".join(
        f'<Relationship Id="rId{i}" Type="{_WORKSHEET}" Target="worksheets/{i}.xml"/>' for i in numbers
    )
    return [
        (b"_rels/.rels", _PACKAGE_RELS),
        (b"xl/workbook.xml", f"<workbook>{dates}<sheets>{workbook}</sheets></workbook>".encode()),
        (b"xl/_rels/workbook.xml.rels", f"<Relationships>{rels}</Relationships>".encode()),
    ]


def _grids(sheets: Sequence[Sheet], contents: _Contents) -> list[Grid]:
    parts = list(_frame(len(sheets), contents.since_1904))
    if contents.strings:
        parts.append((b"xl/sharedStrings.xml", contents.strings))
    if contents.styles:
        parts.append((b"xl/styles.xml", contents.styles))
    parts += ((b"xl/worksheets/%d.xml" % i, sheet.xml) for i, sheet in enumerate(contents.sheets, 1))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(stored(parts)))
        read = [book.get_sheet_by_index(i) for i in range(len(contents.sheets))]
        values = [(sheet.start, sheet.to_python()) for sheet in read]
    except (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        raise _CalamineFailed(str(error)) from error
    grids = (
        _grid(part, sheet, start, rows, contents)
        for part, sheet, (start, rows) in zip(sheets, contents.sheets, values, strict=True)
    )
    return [grid for grid in grids if grid.rows or grid.errors or grid.uncached]


def _grid(
    part: Sheet,
    sheet: CheckedSheet,
    start: tuple[int, int] | None,
    values: list[list[Any]],
    contents: _Contents,
) -> Grid:
    top, left = (start[0] + 1, start[1] + 1) if start else (1, 1)
    rows: list[list[CellValue]] = [[None if value == "" else value for value in row] for row in values]
    for row, column in sheet.errors:
        r, c = row - top, column - left
        if 0 <= r < len(rows) and 0 <= c < len(rows[r]):
            rows[r][c] = None
    _trim(rows)

    def places(found: list[Place]) -> list[Address]:
        return [Address(part.name, row, column) for row, column in found]

    bottom, right = top + len(rows) - 1, left + (len(rows[0]) if rows else 0) - 1
    suffixes = suffixes_of(sheet.xml, contents.styles) if contents.styles else {}
    suffix = (lambda row, column: suffixes.get((row, column))) if suffixes else None
    return Grid(
        part.name,
        rows,
        top,
        left,
        _within(sheet.merges, bottom, right) if sheet.merges else [],
        places(sheet.errors),
        places(sheet.uncached),
        part.hidden,
        places(sheet.stray),
        _draw(part, contents.package, bottom),
        suffix,
    )


def _draw(part: Sheet, package: Container, bottom: int) -> Draw | None:
    """What reads the drawing of a sheet, if the sheet names one."""
    if not may_be_drawn_on(package, part.part):
        return None

    def draw() -> Drawing:
        from xl_sop.book.drawingml import read_drawing  # an XML tree costs time to import

        return read_drawing(package, part.part, part.name, bottom)

    return draw


def _trim(rows: list[list[CellValue]]) -> None:
    """Take off empty rows and columns at the far ends: formulas that give '' reach further than the table."""
    while rows and rows[-1].count(None) == len(rows[-1]):
        rows.pop()
    while rows and all(row[-1] is None for row in rows):
        for row in rows:
            row.pop()


def _within(merges: list[Merge], bottom: int, right: int) -> list[Merge]:
    """Merged areas that begin within the contents, cut a little beyond them (see `limits.MERGE_OVERHANG`)."""
    over = limits.MERGE_OVERHANG.value
    last_row, last_column = bottom + over, right + over
    return [
        merge
        if merge.bottom <= last_row and merge.right <= last_column
        else Merge(merge.top, merge.left, min(merge.bottom, last_row), min(merge.right, last_column))
        for merge in merges
        if merge.top <= last_row and merge.left <= last_column
    ]


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a plain file of bearable size. Raises BookError."""
    try:
        mode = os.stat(path)
        if stat.S_ISDIR(mode.st_mode):
            raise refusal("folder")
        if not stat.S_ISREG(mode.st_mode):
            raise refusal("special")  # reading a pipe or a device may never end
        if mode.st_size > limits.FILE_BYTES.value:
            raise limits.FILE_BYTES.exceeded()
        with open(path, "rb", buffering=0) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise refusal("missing") from error
    except PermissionError as error:
        raise refusal("permission") from error
    except NotADirectoryError as error:
        raise refusal("missing") from error
    except (OSError, ValueError) as error:
        raise refusal("name" if _is_about_the_name(error) else "unreadable") from error
    return data


def _is_about_the_name(error: OSError | ValueError) -> bool:
    # ValueError: a NUL in the path, or letters the file system cannot write.
    return isinstance(error, ValueError) or error.errno in _NAME_ERRORS
