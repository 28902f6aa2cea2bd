"""How the template looks, and the pen that writes its cells: fonts and boxes of the printed SOPs."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.errors import XlSopError
from xl_sop.package.texts import MAX_TEXT, escape_marks

FONT = "Arial"
_GREY = PatternFill("solid", fgColor="FFE7E6E6")
_THIN = Side(style="thin", color="FF000000")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one kind of cell. `box` names the sides that have a line: any of l, r, t, b."""

    bold: bool = False
    italic: bool = False
    size: float = 10
    color: str = "FF000000"
    horizontal: str = "left"
    vertical: str = "top"
    box: str = "lrtb"
    shaded: bool = False
    text: bool = False
    number_format: str | None = None
    indent: int = 0

    def apply(self, cell: Any) -> None:
        """Give a cell this look."""
        cell.font = Font(FONT, self.size, bold=self.bold, italic=self.italic, color=self.color)
        cell.alignment = Alignment(
            horizontal=self.horizontal, vertical=self.vertical, wrap_text=True, indent=self.indent
        )
        left, right, top, bottom = (_THIN if side in self.box else None for side in "lrtb")
        cell.border = Border(left, right, top, bottom)
        if self.shaded:
            cell.fill = _GREY
        cell.number_format = "@" if self.text else self.number_format or "General"


TITLE = Style(bold=True, size=13, horizontal="center", vertical="center", box="")
BODY = Style(indent=1)
TEXT = replace(BODY, text=True)
CENTER = Style(horizontal="center", vertical="center")
HEAD = Style(bold=True, horizontal="center", vertical="center", shaded=True)
LABEL = Style(bold=True, vertical="center", shaded=True, indent=1)
FIELD = Style(vertical="center", text=True, indent=1)
PLAIN = Style(box="", vertical="center")
NOTE = Style(box="", italic=True, size=9, color="FF595959")
SECTION = Style(box="", bold=True, size=11, vertical="center")


class Pen:
    """Writes one sheet: values as text that no program takes for a formula, boxes, names, hints."""

    def __init__(self, sheet: Worksheet, widths: Iterable[float]):
        self.sheet: Any = sheet  # the type stubs of openpyxl lag behind it
        self.widths = list(widths)
        self._looks: dict[Style, Any] = {}
        for index, width in enumerate(self.widths, 1):
            # Excel stores a width with the padding of a cell: 5 of 7 pixels.
            sheet.column_dimensions[get_column_letter(index)].width = round(width + 0.71, 2)
        sheet.sheet_view.showGridLines = False

    def put(
        self,
        row: int,
        column: int,
        value: str | int | float | Any | None,
        style: Style,
        *,
        to: tuple[int, int] | None = None,
    ) -> None:
        """Write a value and its look; `to` is the last cell of a merged area."""
        bottom, right = to or (row, column)
        for r in range(row, bottom + 1):
            for c in range(column, right + 1):
                self._dress(self.sheet.cell(r, c), style)
        if isinstance(value, str):
            write_text(self.sheet.cell(row, column), value)
        elif value is not None:
            self.sheet.cell(row, column).value = value
        if to is not None and to != (row, column):
            # not merge_cells: it computes borders anew, though every cell of the area has its own by now
            self.sheet.merged_cells.add(area((row, column), (bottom, right)))

    def _dress(self, cell: Any, style: Style) -> None:
        # The first cell makes a look, the others copy its numbers: comparing styles is openpyxl's slowest part.
        if style in self._looks:
            cell._style = copy(self._looks[style])
        else:
            style.apply(cell)
            self._looks[style] = cell._style

    def width(self, first: int, last: int | None = None) -> float:
        """The width of columns `first` to `last`."""
        return sum(self.widths[first - 1 : last or first])

    def height(self, row: int, points: float) -> None:
        """Set a row's height, within what Excel can."""
        self.sheet.row_dimensions[row].height = min(points, measure.MAX_HEIGHT)

    def name(self, name: str, first: tuple[int, int], last: tuple[int, int] | None = None) -> None:
        """Give an area a defined name, such as `xl_sop_identitas`."""
        area = _absolute(*first) + (f":{_absolute(*last)}" if last and last != first else "")
        self.sheet.parent.defined_names[name] = DefinedName(
            name, attr_text=f"{quote_sheetname(self.sheet.title)}!{area}"
        )

    def hint(self, area: str, title: str, prompt: str, choices: Iterable[str] = ()) -> None:
        """An input hint on an area; the choices are offered, anything else stays allowed."""
        listed = ",".join(choices)
        rule = DataValidation(
            type="list" if listed else None,
            formula1=f'"{listed}"' if listed else None,
            allow_blank=True,
            showErrorMessage=False,
            showInputMessage=True,
            promptTitle=title,
            prompt=prompt,
        )
        rule.add(area)
        self.sheet.add_data_validation(rule)

    def paper(self, *, landscape: bool, area: str | None = None, head: str | None = None) -> None:
        """A4, one page wide, with page numbers; `area` is what prints, `head` the rows that repeat."""
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.55, 0.3, 0.3
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.right.text = "Halaman &P dari &N"
        sheet.oddFooter.right.size = 8
        if area:
            sheet.print_area = area
        if head:
            sheet.print_title_rows = head


def write_text(cell: Any, text: str) -> None:
    """Text as text: never a formula, an error value or an escape, whatever it begins with.

    Raises:
        XlSopError: longer than a cell can hold; openpyxl would cut it off.
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise XlSopError(
            f"Teks terlalu panjang untuk satu sel (lebih dari {MAX_TEXT} karakter): {text[:40]}…",
            f"A text is too long for one cell (more than {MAX_TEXT} characters): {text[:40]}…",
        )
    cell.value = escape_marks(text)
    cell.data_type = "s"


def area(first: tuple[int, int], last: tuple[int, int]) -> str:
    """`(3, 1), (4, 2) -> "A3:B4"`."""
    return f"{get_column_letter(first[1])}{first[0]}:{get_column_letter(last[1])}{last[0]}"


def _absolute(row: int, column: int) -> str:
    return f"${get_column_letter(column)}${row}"
