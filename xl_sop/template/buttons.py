"""Buttons on a sheet of a workbook that openpyxl made: VML form controls, the form XlsxWriter writes.

Excel takes it since 2007, and LibreOffice binds its macros. Both place a button by the cells it starts and
ends in, so the pixels are turned into cells here, from the widths and heights the sheet declares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xl_sop.package.package import Package
from xl_sop.package.xml import Node, Xml

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may follow <legacyDrawing> in a worksheet (ECMA-376-1, CT_Worksheet).
_AFTER = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
POINT = 0.75  # points in a pixel at 96 dpi
_FONT, _FONT_TWENTIETHS = "Arial", 200  # 10 points, as in the template


@dataclass(frozen=True)
class Button:
    """A button: its caption, the macro it runs ("Module.Sub") and its place on the sheet in pixels."""

    caption: str
    macro: str
    x: int
    y: int
    width: int
    height: int


def add_buttons(package: Package, sheet: str, buttons: list[Button]) -> None:
    """Put buttons on a worksheet that has no notes and no buttons yet. They are not printed.

    Raises:
        ValueError: the sheet has a VML drawing already (notes or buttons).
        BookError: no such sheet.
    """
    part = package.sheet_part(sheet)
    xml = Xml(package.read(part), part)
    if xml.root.first("legacyDrawing"):
        raise ValueError(f"{sheet} has notes or buttons already")
    drawing = "xl/drawings/vmlButtons.vml"
    package.add_default_type("vml", _VML_TYPE)
    package.add(drawing, _vml(buttons, Cells(xml.root)))
    identifier = package.add_relationship(part, f"{_REL}/vmlDrawing", drawing)
    element = f'<legacyDrawing xmlns:r="{_REL}" r:id="{identifier}"/>'.encode()
    later = next((child for child in xml.root.children if child.name in _AFTER), None)
    place = later.start if later else xml.root.close_start
    package.replace(part, xml.splice([(place, place, element)]))


class Cells:
    """Where the columns and rows of a worksheet stand, in pixels at 96 dpi and the default font."""

    def __init__(self, worksheet: Node) -> None:
        base = worksheet.first("sheetFormatPr")
        declared = base.attributes if base else {}
        self._width = _pixels_wide(float(declared.get("defaultColWidth", 9.140625)))
        self._height = _pixels_high(float(declared.get("defaultRowHeight", 15)))
        self._widths: dict[int, int] = {}
        self._heights: dict[int, int] = {}
        cols = worksheet.first("cols")
        for node in cols.all("col") if cols else []:
            hidden = node.attributes.get("hidden") in ("1", "true")
            wide = 0 if hidden else _pixels_wide(float(node.attributes.get("width", 9.140625)))
            for column in range(int(node.attributes["min"]), min(int(node.attributes["max"]), 500) + 1):
                self._widths[column - 1] = wide
        data = worksheet.first("sheetData")
        for node in data.all("row") if data else []:
            if "ht" in node.attributes:
                self._heights[int(node.attributes["r"]) - 1] = _pixels_high(float(node.attributes["ht"]))

    def left(self, column: int) -> int:
        """Pixels before a column (0 = A)."""
        return sum(self._column(number) for number in range(column))

    def top(self, row: int) -> int:
        """Pixels above a row (0 = row 1)."""
        return sum(self._row(number) for number in range(row))

    def anchor(self, button: Button) -> str:
        """The eight numbers of a VML anchor: column, pixels, row, pixels; for both corners."""
        numbers = (
            *_step(button.x, self._column),
            *_step(button.y, self._row),
            *_step(button.x + button.width, self._column),
            *_step(button.y + button.height, self._row),
        )
        return ", ".join(map(str, numbers))

    def _column(self, number: int) -> int:
        return self._widths.get(number, self._width)

    def _row(self, number: int) -> int:
        return self._heights.get(number, self._height)


def _step(distance: int, size: Callable[[int], int]) -> tuple[int, int]:
    number = 0
    while distance >= size(number):
        distance -= size(number)
        number += 1
    return number, distance


def _pixels_wide(characters: float) -> int:
    """ECMA-376-1 18.3.1.13 with a digit width of 7 pixels (Calibri 11)."""
    return int((256 * characters + int(128 / 7)) / 256 * 7)


def _pixels_high(points: float) -> int:
    return round(points / POINT)


def _vml(buttons: list[Button], cells: Cells) -> bytes:
    shapes = (_shape(number, button, cells) for number, button in enumerate(buttons, start=1))
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f"'
        ' o:connecttype="rect"/><o:lock v:ext="edit" shapetype="t"/></v:shapetype>'
        f"{''.join(shapes)}</xml>"
    ).encode()


def _shape(number: int, button: Button, cells: Cells) -> str:
    left, top, width, height = (
        f"{pixels * POINT:g}pt" for pixels in (button.x, button.y, button.width, button.height)
    )
    return (
        f'<v:shape id="_x0000_s{1024 + number}" type="#_x0000_t201" alt="{escape(button.caption)}"'
        f' style="position:absolute;margin-left:{left};margin-top:{top};width:{width};height:{height};'
        f'z-index:{number};mso-wrap-style:tight" o:button="t" fillcolor="buttonFace [67]"'
        ' strokecolor="windowText [64]" o:insetmode="auto"><v:fill color2="buttonFace [67]"'
        ' o:detectmouseclick="t"/><o:lock v:ext="edit" rotation="t"/>'
        '<v:textbox style="mso-direction-alt:auto" o:singleclick="f"><div style="text-align:center">'
        f'<font face="{_FONT}" size="{_FONT_TWENTIETHS}" color="#000000">{escape(button.caption)}</font>'
        f'</div></v:textbox><x:ClientData ObjectType="Button"><x:Anchor>{cells.anchor(button)}</x:Anchor>'
        "<x:PrintObject>False</x:PrintObject><x:AutoFill>False</x:AutoFill>"
        f"<x:FmlaMacro>[0]!{button.macro}</x:FmlaMacro><x:TextHAlign>Center</x:TextHAlign>"
        "<x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape>"
    )
