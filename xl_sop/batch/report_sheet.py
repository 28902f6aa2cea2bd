"""The report as a workbook that a clerk can filter and print; the same bytes for the same lists.

A sheet with a row per document, and a sheet with every finding of the batch, as people read them: a line per rule
and SOP, which names its steps and cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import astuple

from xl_sop.address import MAX_ROW
from xl_sop.batch.outcome import Row
from xl_sop.errors import XlSopError
from xl_sop.findings import SEVERITY_WORDS
from xl_sop.measure import height, stored_pixels
from xl_sop.model import FindingEntry
from xl_sop.presentation import lines

if TYPE_CHECKING:
    from xl_sop.book.grid import Grid

MOST_ROWS = MAX_ROW
MOST_LINKS = 65_530  # per worksheet, in Excel; further rows stay without
LONGEST = 32_767  # characters in a cell
_HIGHEST = 409  # points: the highest row
_FONT, _SIZE = "Arial", 10


class _Column(NamedTuple):
    """A heading in both languages, and a width in characters at which the sheet prints in a readable size."""

    indonesian: str
    english: str
    width: int


class _Sheet(NamedTuple):
    """A sheet's name in both languages, and its columns."""

    indonesian: str
    english: str
    columns: tuple[_Column, ...]


_DOCUMENTS = _Sheet(
    "Laporan",
    "Report",
    (
        _Column("Berkas", "File", 25),
        _Column("Dokumen JSON", "JSON document", 25),
        _Column("Status", "Status", 10),
        _Column("Alasan", "Reason", 24),
        _Column("Nomor SOP", "Number", 15),
        _Column("Nama SOP", "Name", 24),
        _Column("Langkah", "Steps", 10),
        _Column("Menit", "Minutes", 9),
        _Column("Lengkap", "Complete", 10),
        _Column("Kesalahan", "Errors", 11),
        _Column("Peringatan", "Warnings", 12),
        _Column("Temuan pertama", "First finding", 34),
    ),
)
_FINDINGS = _Sheet(
    "Temuan",
    "Findings",
    (
        _Column("Berkas", "File", 25),
        _Column("Nomor SOP", "Number", 15),
        _Column("Nama SOP", "Name", 24),
        _Column("Tingkat", "Severity", 12),
        _Column("Temuan", "Finding", 48),
        _Column("Perbaikan", "What to do", 38),
        _Column("Sel", "Cells", 18),
        _Column("Kode", "Code", 18),
    ),
)
_TRUTH = {"id": ("tidak", "ya"), "en": ("no", "yes")}
_STATUS = {"id": {}, "en": {"berhasil": "converted", "gagal": "failed"}}


def write_report(
    path: str,
    documents: Iterable[tuple[Row, str, str | None]],
    findings: Iterable[tuple[Row, Sequence[FindingEntry]]],
    lang: str,
) -> None:
    """Write the report, whole or not at all.

    Args:
        path: An .xlsx file; an existing one is replaced.
        documents: Rows, each with the link targets of its workbook and of its document.
        findings: The findings of each document that has some, with its row.
        lang: Language of the headings, "id" or "en".

    Raises:
        XlSopError: It cannot be written, or there are more documents than rows in a sheet.
    """
    from openpyxl import Workbook

    from xl_sop.package.saving import WriteError, save
    from xl_sop.template.saving import packed

    book = Workbook(write_only=True)
    try:
        _fill(book, _DOCUMENTS, _document_rows(documents, lang), lang)
        _fill(book, _FINDINGS, _finding_rows(findings, lang), lang)
        save(path, packed(book, digits_as_text={}))
    except OSError as error:  # openpyxl parks its rows in temporary files
        raise WriteError.at(path, error) from error


def is_ours(grids: Sequence[Grid]) -> bool:
    """True for the sheets of a report."""
    if not grids or not grids[0].rows:
        return False
    first = grids[0]
    return (first.name, first.rows[0]) in [
        (_named(_DOCUMENTS, lang), _headings(_DOCUMENTS, lang)) for lang in ("id", "en")
    ]


def _named(sheet: _Sheet, lang: str) -> str:
    return sheet.english if lang == "en" else sheet.indonesian


def _headings(sheet: _Sheet, lang: str) -> list[str]:
    return [column.english if lang == "en" else column.indonesian for column in sheet.columns]


Cells = tuple[list[object], tuple[str | None, ...]]
"""The values of a row, and the link targets of its first columns."""


def _document_rows(documents: Iterable[tuple[Row, str, str | None]], lang: str) -> Iterator[Cells]:
    for number, (row, workbook, document) in enumerate(documents, 2):
        if number > MOST_ROWS:
            raise XlSopError(
                "Laporan terlalu panjang untuk .xlsx; pakai --report dengan nama .csv.",
                "The report is too long for .xlsx; use --report with a .csv name.",
            )
        values = list(astuple(row))
        values[2] = _STATUS[lang].get(row.status, row.status)
        yield values, (workbook, document)


def _finding_rows(findings: Iterable[tuple[Row, Sequence[FindingEntry]]], lang: str) -> Iterator[Cells]:
    number, more = 1, 0
    for row, entries in findings:
        for line in lines(entries, lang):
            number += 1
            if number >= MOST_ROWS:
                more += 1
                continue
            severity = SEVERITY_WORDS[lang][line.severity].capitalize()
            of = [row.file, row.number, row.name]
            yield [*of, severity, line.message, line.fix, line.places, line.code], ()
    if more:
        told = (
            f"… dan {more} temuan lagi: lihat JSON." if lang == "id" else f"… and {more} more: see the JSON."
        )
        yield [told], ()


def _fill(book: Any, what: _Sheet, rows: Iterable[Cells], lang: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Any = book.create_sheet(_named(what, lang))
    last_column = get_column_letter(len(what.columns))
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.8, 0.3
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text = _named(what, lang)
    sheet.oddFooter.right.text = "&P / &N"
    for i, column in enumerate(what.columns, 1):
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    looks = _looks(sheet)
    heading = [_cell(sheet, text, looks.heading, lang) for text in _headings(what, lang)]
    sheet.append(heading)
    last = 1
    for last, (values, targets) in enumerate(rows, 2):
        cells = [_cell(sheet, value, looks.plain, lang) for value in values]
        for cell, target in zip(cells, targets, strict=False):
            if target is not None and 2 * last < MOST_LINKS:
                _link(cell, target, looks)
        # said, since LibreOffice gives rows without a height one line
        sheet.row_dimensions[last].height = _row_height(values, what.columns)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{last_column}{last}"


class _Looks(NamedTuple):
    """What cells look like; openpyxl's style arrays, made once: to give each cell its styles takes most of the time."""

    plain: Any
    heading: Any
    link: Any


def _looks(sheet: Any) -> _Looks:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side("thin", color="BFBFBF")

    def look(font: Any, vertical: str = "top", fill: Any = None) -> Any:
        cell: Any = WriteOnlyCell(sheet)
        cell.font, cell.border = font, Border(left=line, right=line, top=line, bottom=line)
        cell.alignment = Alignment(vertical=vertical, wrap_text=True)
        if fill is not None:
            cell.fill = fill
        return cell._style

    return _Looks(
        plain=look(Font(name=_FONT, size=_SIZE)),
        heading=look(
            Font(name=_FONT, size=_SIZE, bold=True), "center", PatternFill("solid", fgColor="DDE7F0")
        ),
        link=look(Font(name=_FONT, size=_SIZE, color="0563C1", underline="single")),
    )


def _cell(sheet: Any, value: object, look: Any, lang: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    from xl_sop.package.texts import escape_marks

    if isinstance(value, bool):
        value = _TRUTH[lang][value]
    cell: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        # said to be text: what begins with = + - @ must not become a formula, nor #N/A an
        # error
        cell._value, cell.data_type = escape_marks(_fitting(value)), "s"
    else:
        cell.value = value
    cell._style = look
    return cell


def _row_height(values: Sequence[object], columns: Sequence[_Column]) -> float:
    """Points at which every text of a row can be read."""
    texts = ((value, column.width) for value, column in zip(values, columns, strict=False))
    return max(
        (_height(text, width) for text, width in texts if isinstance(text, str)), default=_height("x", 9)
    )


@lru_cache(maxsize=4096)  # the same sentences stand in row after row
def _height(text: str, width: int) -> float:
    return min(height(text, stored_pixels(width), size=_SIZE), _HIGHEST)


def _fitting(text: str) -> str:
    """What a cell can hold: no control characters, not too long."""
    if text.isprintable() and len(text) <= LONGEST:
        return text
    return "".join(c if c.isprintable() else " " for c in text)[:LONGEST]


def _link(cell: Any, target: str, looks: _Looks) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell._hyperlink = Hyperlink(ref="", target=target)
    cell._style = looks.link
