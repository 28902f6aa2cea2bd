"""A list as a worksheet that a clerk can filter: header, links, widths; the same bytes for the same list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xl_sop.errors import XlSopError

MOST_ROWS = 1_048_576
MOST_LINKS = 65_530  # per worksheet, in Excel; further rows stay without
LONGEST = 32_767  # characters in a cell
_WIDTHS = (34, 34, 10, 40, 18, 40, 9, 9, 9, 11, 11, 70)


def write_sheet(
    path: str,
    title: str,
    header: Sequence[str],
    rows: Iterable[tuple[Sequence[object], Sequence[str | None]]],
) -> None:
    """Write an .xlsx file with one sheet, whole or not at all.

    Args:
        path: The file; an existing one is replaced.
        title: The sheet's name.
        header: The column names.
        rows: The values of a row, and the link targets of its first columns.

    Raises:
        XlSopError: It cannot be written, or the list is longer than a sheet.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    from xl_sop.template.saving import save

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    for i, width in enumerate(_WIDTHS[: len(header)], 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    sheet.append(
        [_cell(sheet, name, Font(bold=True), PatternFill("solid", fgColor="DDE7F0")) for name in header]
    )
    last = 1
    for last, (values, targets) in enumerate(rows, 2):
        if last > MOST_ROWS:
            raise XlSopError(
                "Laporan terlalu panjang untuk .xlsx; pakai --report dengan nama .csv.",
                "The report is too long for .xlsx; use --report with a .csv name.",
            )
        cells = [_cell(sheet, value) for value in values]
        for cell, target in zip(cells, targets, strict=False):
            if target is not None and 2 * last < MOST_LINKS:
                _link(cell, target)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{last}"
    save(book, path, digits_as_text={})


def _cell(sheet: Any, value: object, font: Any = None, fill: Any = None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    from xl_sop.package.texts import escape_marks

    if isinstance(value, bool):
        value = "ya" if value else "tidak"
    cell: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        # said to be text: what begins with = + - @ must not become a formula, nor #N/A an
        # error
        cell._value, cell.data_type = escape_marks(_fitting(value)), "s"
    else:
        cell.value = value
    if font is not None:
        cell.font, cell.fill = font, fill
    return cell


def _fitting(text: str) -> str:
    """What a cell can hold: no control characters, not too long."""
    return "".join(c if c.isprintable() else " " for c in text)[:LONGEST]


def _link(cell: Any, target: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell._hyperlink = Hyperlink(ref="", target=target)
    cell.font = Font(color="0563C1", underline="single")
