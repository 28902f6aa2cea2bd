"""The facts of a sheet in a file that drawing on it needs: its lines, the room its texts take, how it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from xl_sop import measure
from xl_sop.address import MAX_ROW, Merge, area
from xl_sop.book.grid import Grid
from xl_sop.book.sizes import Sizes, read_sizes
from xl_sop.errors import BookError
from xl_sop.flowchart.arrange import SheetFacts
from xl_sop.flowchart.paper import Page, Paper, paper_of
from xl_sop.flowchart.plan import PIXEL, POINT
from xl_sop.package.editing import SheetEditor
from xl_sop.package.names import PRINT_AREA, sheet_name
from xl_sop.package.package import Package
from xl_sop.package.styles import CellLook
from xl_sop.package.xml import Node, Xml

_ON = frozenset(("1", "true", "on"))
_MARGINS = (0.7, 0.7, 0.75, 0.75)  # Excel's own, in inches, where a sheet names none
_UNWRAPPED = 15_000  # pixels: no text breaks in a column of that width


def sheet_facts(package: Package, grid: Grid, looks: Sequence[CellLook], paper: Paper | None) -> SheetFacts:
    """The facts of a worksheet.

    Args:
        package: The workbook.
        grid: The sheet's values.
        looks: The workbook's cell formats.
        paper: The paper to print on; None: what the sheet is set up for.

    Raises:
        BookError: The sheet is protected.
    """
    editor = SheetEditor(package, grid.name)
    part = editor.part
    root = Xml(package.read(part), part).root
    if is_on(root.first("sheetProtection"), "sheet"):
        raise _protected(grid.name)
    sizes = read_sizes([package.read(part)], MAX_ROW)
    setup = root.first("pageSetup")
    chosen = paper or paper_of(setup.whole("paperSize") if setup is not None else None)
    landscape = setup is None or setup.attributes.get("orientation") != "portrait"
    margins = root.first("pageMargins")
    sides = zip(("left", "right", "top", "bottom"), _MARGINS, strict=True)
    inches = [margins.decimal(side, usual) if margins is not None else usual for side, usual in sides]
    breaks = root.first("rowBreaks")
    return SheetFacts(
        sizes,
        _TextHeights(grid, editor, sizes, looks).of,
        editor.has_height,
        Page(chosen, landscape, (inches[0], inches[1], inches[2], inches[3])),
        _area(sheet_name(package, grid.name, PRINT_AREA)),
        [at for node in breaks.all("brk") if is_on(node, "man") and (at := node.whole("id"))]
        if breaks
        else [],
    )


class _TextHeights:
    """How high the rows of a sheet have to be for their texts."""

    def __init__(self, grid: Grid, editor: SheetEditor, sizes: Sizes, looks: Sequence[CellLook]):
        self._grid, self._editor, self._sizes, self._looks = grid, editor, sizes, looks
        self._merges = {(merge.top, merge.left): merge for merge in grid.merges}

    def of(self, row: int) -> int:
        """Height in EMU, as far as Excel has not seen to it: it has not measured merged cells."""
        measured = self._editor.has_height(row) and not self._editor.has_height(row, by_hand=True)
        need = 0.0
        for column in range(self._grid.left, self._grid.left + len(self._row(row))):
            value = self._grid.value(row, column)
            merge = self._merges.get((row, column))
            if value is None or (merge is not None and merge.bottom > row) or (measured and merge is None):
                continue
            style = self._editor.style(row, column)
            look = self._looks[style] if style < len(self._looks) else CellLook()
            last = merge.right if merge is not None else column
            width = (self._sizes.x(last + 1) - self._sizes.x(column)) / PIXEL
            if width > 0 and not look.hidden:
                need = max(
                    need,
                    measure.height(
                        str(value),
                        width if look.wrap else _UNWRAPPED,
                        size=look.size,
                        bold=look.bold,
                        indent=look.indent,
                        font=look.font,
                    ),
                )
        return round(need * POINT)

    def _row(self, row: int) -> Sequence[object]:
        at = row - self._grid.top
        return self._grid.rows[at] if 0 <= at < len(self._grid.rows) else ()


def _area(formula: str | None) -> Merge | None:
    """The print area where it is one rectangle."""
    return area(formula.rpartition("!")[2]) if formula and "," not in formula else None


def is_on(node: Node | None, name: str) -> bool:
    """Whether an element has an attribute that is on."""
    return node is not None and node.attributes.get(name) in _ON


def _protected(sheet: str) -> BookError:
    return BookError(
        f"Lembar “{sheet}” diproteksi. Buka dulu proteksinya di Excel (Tinjau > Buka Proteksi Lembar; "
        "Review > Unprotect Sheet), lalu ulangi.",
        f"Sheet “{sheet}” is protected; unprotect it in Excel (Review > Unprotect Sheet), then try again.",
    )
