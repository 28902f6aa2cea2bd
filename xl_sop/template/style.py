"""How the template looks, and the pen that writes its cells: fonts and boxes of the printed SOPs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.errors import XlSopError
from xl_sop.package.texts import MAX_TEXT, escape_marks

FONT = "Arial"
_GREY = PatternFill("solid", fgColor="FFE7E6E6")
_PRINTED = 520.0  # points between the margins of A4 on its side
_SMALLEST = 0.72  # of its size: a sheet that would have to shrink further becomes two
_HEIGHT_OF_A_SIZE = 1.18  # points that a row has at least for each point of its largest font, in any program
_TIGHTEST = 0.7  # of our estimate: what LibreOffice may make of it
_THIN = Side(style="thin", color="FF000000")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one kind of cell. `box` names the sides that have a line: any of l, r, t, b."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
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
        underline = "single" if self.underline else None
        cell.font = Font(
            FONT, self.size, bold=self.bold, italic=self.italic, underline=underline, color=self.color
        )
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


class _Text(NamedTuple):
    """A text that was written, with the area it may fill."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    style: Style

    def height(self, pixels: float) -> float:
        """Points that it needs in an area of that width."""
        style = self.style
        return measure.height(self.text, pixels, size=style.size, bold=style.bold, indent=style.indent)


class _LooseRow(RowDimension):
    """A row with a height that the application may fit anew as soon as somebody types into it."""

    @property
    def customHeight(self) -> bool:
        return False


class Pen:
    """Writes one sheet: values as text that no program takes for a formula, boxes, names, hints, heights.

    Excel and LibreOffice fit a row to its cells while somebody types, but not to merged ones, and never below the
    largest font of the row. So no row gets a fixed height unless a merged text needs it, and what keeps an empty row
    from collapsing is the font size of an empty cell in the `spare` column, which is not printed.

    Args:
        sheet: A new sheet.
        widths: Of its columns, in digits.
        spare: An empty column, for the fonts that keep rows up.
    """

    def __init__(self, sheet: Worksheet, widths: Iterable[float], spare: int):
        self.sheet: Any = sheet  # the type stubs of openpyxl lag behind it
        self.widths = list(widths)
        self._spare = spare
        self._looks: dict[Style, Any] = {}
        self._texts: list[_Text] = []
        self._lowest: dict[int, float] = {}
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
            self._texts.append(_Text(row, column, bottom, right, value, style))
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

    def pixels(self, first: int, last: int | None = None) -> float:
        """The width of columns `first` to `last`."""
        return sum(measure.column_pixels(width) for width in self.widths[first - 1 : last or first])

    def height(self, row: int, points: float) -> None:
        """The least height of a row."""
        self._lowest[row] = max(self._lowest.get(row, 0.0), min(points, measure.MAX_HEIGHT))

    def fit(self) -> int:
        """Give every row the height that its texts need; call it when all is written.

        A merged text fixes its rows unless they are surely kept as high as it needs, by their least height or by the
        other cells: a program that fits them anew may do so more tightly than our estimate.

        Returns:
            What `paper` takes as `pages`: 1 where all rows fit one sheet of A4 on its side and stay readable.
        """
        heights, kept = dict(self._lowest), dict(self._lowest)
        merged = [text for text in self._texts if (text.top, text.left) != (text.bottom, text.right)]
        for text in self._texts:
            if (text.top, text.left) == (text.bottom, text.right):
                needed = text.height(self.pixels(text.left))
                heights[text.top] = max(heights.get(text.top, 0.0), needed)
                kept[text.top] = max(kept.get(text.top, 0.0), needed * _TIGHTEST)
        fixed: set[int] = set()
        for text in merged:
            rows = range(text.top, text.bottom + 1)
            lines = {row: heights.get(row, measure.line_height(10)) for row in rows}
            needed = text.height(self.pixels(text.left, text.right))
            missing = max(0.0, needed - sum(lines.values()))
            heights |= {row: lines[row] + missing / len(rows) for row in rows}
            if needed > sum(kept.get(row, measure.line_height(10) * _TIGHTEST) for row in rows):
                fixed |= set(rows)
        for row, points in heights.items():
            kind = RowDimension if row in fixed else _LooseRow
            height = round(min(points, measure.MAX_HEIGHT), 2)
            self.sheet.row_dimensions[row] = kind(self.sheet, index=row, ht=height)
        for row, points in self._lowest.items():
            if points > measure.line_height(10):
                size = math.ceil(points / _HEIGHT_OF_A_SIZE)
                self._dress(self.sheet.cell(row, self._spare), Style(size=size, box=""))
        return 1 if sum(heights.values()) * _SMALLEST <= _PRINTED else 0

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

    def paper(
        self,
        *,
        area: str,
        head: str | None = None,
        landscape: bool = True,
        pages: int = 0,
        numbered: bool = True,
        first: int | None = None,
    ) -> None:
        """A4, one page wide.

        Args:
            area: What prints.
            head: The rows that repeat on every page.
            landscape: Paper on its side.
            pages: How many pages high at most; 0 for as many as it takes.
            numbered: Whether the footer counts pages. It never says of how many: `&N` is whatever happens to be
                printed together, the guide and the settings included.
            first: The number of the first page; None goes on from the sheet before.
        """
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.55, 0.3, 0.3
        sheet.print_options.horizontalCentered = True
        if numbered:
            sheet.oddFooter.right.text = "Halaman &P"
            sheet.oddFooter.right.size = 8
        if first is not None:
            sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = first, True
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
