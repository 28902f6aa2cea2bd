"""A sheet of an open workbook to draw on, through xlwings' own members: Excel on macOS, and what all have in common.

Lengths are EMU, as in a plan. On Windows and in LibreOffice the application's own objects draw (`canvas_windows`,
`canvas_libreoffice`); on macOS xlwings cannot add a shape, so one text goes to a macro of the add-in (see `script`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xl_sop.addin.script import script
from xl_sop.addin.sheets import runs
from xl_sop.address import Address, Merge
from xl_sop.book.live import cells
from xl_sop.flowchart.arrange import SheetDrawing
from xl_sop.flowchart.paper import A4, Page
from xl_sop.flowchart.plan import POINT
from xl_sop.flowchart.strokes import Strokes

if TYPE_CHECKING:
    import xlwings as xw

HIDDEN, TEXT = ";;;", "@"
MARGINS = (0.5, 0.5, 0.5, 0.55)
"""Inches; those of the template, where the application cannot be asked."""
MACRO = "'xl_sop.xlam'!XlSop.PaintFlowchart"


class Setup(NamedTuple):
    """How a sheet is printed: its page, its print area, the rows after which a page ends by hand."""

    page: Page
    area: Merge | None
    breaks: list[int]


class LiveLines:
    """Where the columns and rows of an open sheet begin; each is asked for once."""

    def __init__(self, sheet: xw.Sheet) -> None:
        self._sheet = sheet
        self._x: dict[int, float] = {}
        self._y: dict[int, float] = {}

    def x(self, column: int) -> float:
        """The left edge of a column in EMU."""
        if column not in self._x:
            self._x[column] = round(self._sheet.range(cells(1, column, 1, column)).left * POINT)
        return self._x[column]

    def y(self, row: int) -> float:
        """The top edge of a row in EMU."""
        if row not in self._y:
            self._y[row] = round(self._sheet.range(cells(row, 1, row, 1)).top * POINT)
        return self._y[row]


class Canvas:
    """An open sheet to draw on.

    Attributes:
        sheet: The sheet.
    """

    def __init__(self, sheet: xw.Sheet) -> None:
        self.sheet = sheet

    # --- looking

    def setup(self) -> Setup:
        """How the sheet is printed."""
        return Setup(Page(A4, landscape=True, margins=MARGINS), None, [])

    # --- changing

    def fit_rows(self, first: int, last: int) -> None:
        """Let the application measure the texts of some rows."""
        self.sheet.range(f"{first}:{last}").rows.autofit()

    def set_heights(self, heights: Mapping[int, int]) -> None:
        """Set row heights."""
        for (first, last), high in _bands(heights):
            self.sheet.range(f"{first}:{last}").row_height = high / POINT

    def set_format(self, places: Iterable[tuple[int, int]], code: str) -> None:
        """Give cells a number format."""
        marked = ((Address("", row, column), None) for row, column in places)
        for start, run in runs(marked):
            block = cells(start.row, start.column, start.row + len(run) - 1, start.column)
            self.sheet.range(block).number_format = code

    def hidden_among(self, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of some cells whose format hides what they say; columns that have one format are asked once."""
        found: list[tuple[int, int]] = []
        marked = ((Address("", row, column), None) for row, column in places)
        for start, run in runs(marked):
            rows = range(start.row, start.row + len(run))
            block = cells(start.row, start.column, rows[-1], start.column)
            code = self.sheet.range(block).number_format
            for row in rows:
                own = code or self.sheet.range(cells(row, start.column, row, start.column)).number_format
                if own == HIDDEN:
                    found.append((row, start.column))
        return found

    def paint(self, strokes: Strokes, drawing: SheetDrawing) -> None:
        """Replace our shapes, and set the page up."""
        macro = self.sheet.book.app.macro(MACRO)
        macro(script(self.sheet.name, strokes, drawing))


def _bands(heights: Mapping[int, int]) -> Iterator[tuple[tuple[int, int], int]]:
    """Rows that follow each other and get one height: ((first, last), height)."""
    first: int | None = None
    last, high = 0, 0
    for row, wanted in sorted(heights.items()):
        if first is not None and row == last + 1 and wanted == high:
            last = row
            continue
        if first is not None:
            yield (first, last), high
        first, last, high = row, row, wanted
    if first is not None:
        yield (first, last), high


def canvas_of(sheet: xw.Sheet) -> Canvas:
    """The canvas for the application that a sheet is open in."""
    module = type(sheet.impl).__module__
    if module == "xlwings._xlwindows":
        from xl_sop.addin.canvas_windows import WindowsCanvas

        return WindowsCanvas(sheet)
    if module == "xlwings._xlmac":
        return Canvas(sheet)
    from xl_sop.addin.canvas_libreoffice import LibreOfficeCanvas

    return LibreOfficeCanvas(sheet)
