"""What drawing changes on a sheet of a file: heights, page setup, the formats of mark cells, our shapes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xl_sop.address import column_letters
from xl_sop.flowchart.arrange import Arrangement, SheetDrawing
from xl_sop.flowchart.drawingml import Lines, anchors
from xl_sop.flowchart.file_facts import is_on
from xl_sop.flowchart.plan import POINT, PREFIX
from xl_sop.flowchart.table import cell_at
from xl_sop.package.drawing import replace_shapes
from xl_sop.package.editing import SheetEditor
from xl_sop.package.names import PRINT_AREA, PRINT_TITLES, quoted, set_sheet_name, sheet_name
from xl_sop.package.package import Package
from xl_sop.package.sheet_elements import prefix, put_element, set_attributes
from xl_sop.package.styles import HIDDEN, CellLook, style_like
from xl_sop.package.xml import Xml, with_attributes


def carry_out(
    package: Package, sheet: str, made: Arrangement, looks: Sequence[CellLook], lines: Lines
) -> None:
    """Change a worksheet as an arrangement wants it.

    Args:
        package: The workbook.
        sheet: The worksheet's name.
        made: What is drawn.
        looks: The workbook's cell formats, as they were.
        lines: How routes are drawn.
    """
    drawing = made.sheets[sheet]
    editor = SheetEditor(package, sheet)
    for row, high in sorted(drawing.heights.items()):
        editor.set_height(row, high / POINT)
    _hide_marks(package, editor, drawing, looks)
    _set_up_page(package, editor.part, sheet, drawing)
    place = cell_at(drawing.lines, drawing.last)

    def make(first: int) -> bytes:
        pieces: list[bytes] = []
        for one in made.drawn:
            piece = anchors(one.plan, place, first, sheet=sheet, frames=one.sheets, lines=lines)
            first += piece.count(b"<xdr:cNvPr ")
            pieces.append(piece)
        return b"".join(pieces)

    replace_shapes(package, editor.part, PREFIX, make)


def _hide_marks(
    package: Package, editor: SheetEditor, drawing: SheetDrawing, looks: Sequence[CellLook]
) -> None:
    """Let the symbols stand for the marks; a cell that has no mark any more shows what is typed into it."""
    hidden: dict[int, int] = {}
    shown: dict[int, int] = {}
    for cells, code, done, is_hidden in (
        (drawing.marks, HIDDEN, hidden, False),
        (drawing.others, "@", shown, True),
    ):
        for row, column in cells:
            style = editor.style(row, column)
            if style < len(looks) and looks[style].hidden == is_hidden:
                if style not in done:
                    done[style] = style_like(package, style, number_format=code)
                editor.set_style(row, column, done[style])


def _set_up_page(package: Package, part: str, sheet: str, drawing: SheetDrawing) -> None:
    page = drawing.page
    fitted = Xml(package.read(part), part).root.first("sheetPr")
    if fitted is not None and is_on(fitted.first("pageSetUpPr"), "fitToPage"):
        _leave_fit_to_page(package, part)
    set_attributes(
        package,
        part,
        "pageSetup",
        {
            "paperSize": str(page.paper.code),
            "scale": str(page.scale),
            "orientation": "landscape" if page.landscape else "portrait",
        },
    )
    dotted = prefix(package, part)
    breaks = b"".join(b'<%sbrk id="%d" max="16383" man="1"/>' % (dotted, row) for row in drawing.breaks)
    count = str(len(drawing.breaks))
    put_element(
        package,
        part,
        "rowBreaks",
        breaks if drawing.breaks else None,
        {"count": count, "manualBreakCount": count},
    )
    if drawing.titles is not None:
        first, last = drawing.titles
        known = sheet_name(package, sheet, PRINT_TITLES)
        columns = (
            known.split(",")[0] + "," if known and re.search(r"!\$?[A-Z]+:", known.split(",")[0]) else ""
        )
        set_sheet_name(package, sheet, PRINT_TITLES, f"{columns}{quoted(sheet)}!${first}:${last}")
    if drawing.print_area is not None:
        area = drawing.print_area
        corners = (
            f"${column_letters(column)}${row}"
            for row, column in ((area.top, area.left), (area.bottom, area.right))
        )
        set_sheet_name(package, sheet, PRINT_AREA, f"{quoted(sheet)}!{':'.join(corners)}")


def _leave_fit_to_page(package: Package, part: str) -> None:
    """Fit-to-page makes Excel ignore page breaks."""
    xml = Xml(package.read(part), part)
    properties = xml.root.first("sheetPr")
    node = properties.first("pageSetUpPr") if properties is not None else None
    assert node is not None
    tag = with_attributes(xml.open_tag(node), {"fitToPage": "0"})
    package.replace(part, xml.splice([(node.start, node.open_end, tag)]))
