"""Drawing in Excel on Windows: native shapes and glued connectors through Excel's own objects.

Names and numbers are those of Microsoft's reference of the Excel and Office object models; no Excel runs here, so
tests/excel plays it. Excel chooses how often an elbow connector bends from the sides it is glued to. Where that is not
how often the planned line bends, the line is drawn as a freeform, which stays where it is planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xl_sop.addin.canvas import Canvas, Setup
from xl_sop.addin.script import SHAPES
from xl_sop.address import Merge
from xl_sop.book.live import box_of, cells
from xl_sop.flowchart.arrange import SheetDrawing
from xl_sop.flowchart.paper import Page, paper_of
from xl_sop.flowchart.plan import PREFIX, SIDES
from xl_sop.flowchart.strokes import TEXT_SIZE, LabelStroke, Strokes, SymbolStroke, WireStroke

_STRAIGHT, _ELBOW = 1, 2  # MsoConnectorType
_TRIANGLE = 2  # MsoArrowheadStyle
_DASH = 4  # MsoLineDashStyle
_CORNER, _LINE_SEGMENT, _AUTO = 1, 0, 0  # MsoEditingType, MsoSegmentType
_HORIZONTAL = 1  # MsoTextOrientation
_CENTER, _MIDDLE = -4108, -4108  # XlHAlign, XlVAlign
_TOP, _LEFT = -4160, -4131
_MANUAL = -4135  # XlPageBreak
_LANDSCAPE = 2  # XlPageOrientation
_PORTRAIT_MARGIN = 72  # points of an inch
_LONGEST_ADDRESS = 255
_BLACK, _WHITE = 0, 0xFFFFFF
_FONT = "Arial"


class WindowsCanvas(Canvas):
    """A sheet of Excel on Windows."""

    @property
    def _api(self) -> Any:
        return self.sheet.api

    def setup(self) -> Setup:
        setup = self._api.PageSetup
        margins = (setup.LeftMargin, setup.RightMargin, setup.TopMargin, setup.BottomMargin)
        inches = tuple(margin / _PORTRAIT_MARGIN for margin in margins)
        page = Page(
            paper_of(int(setup.PaperSize)),
            setup.Orientation == _LANDSCAPE,
            (inches[0], inches[1], inches[2], inches[3]),
        )
        area = setup.PrintArea
        breaks = [one.Location.Row - 1 for one in self._api.HPageBreaks if one.Type == _MANUAL]
        return Setup(page, box_of(area) if area and "," not in area else None, breaks)

    def set_format(self, places: Iterable[tuple[int, int]], code: str) -> None:
        for address in _joined(places):
            self._api.Range(address).NumberFormat = code

    def paint(self, strokes: Strokes, drawing: SheetDrawing) -> None:
        shapes = self._api.Shapes
        for shape in [shape for shape in shapes if shape.Name.startswith(PREFIX)]:
            shape.Delete()
        made = {symbol.name: self._symbol(shapes, symbol) for symbol in strokes.symbols}
        for wire in strokes.wires:
            self._wire(shapes, wire, made)
        for label in strokes.labels:
            self._label(shapes, label)
        self._set_page(drawing)

    def _symbol(self, shapes: Any, symbol: SymbolStroke) -> Any:
        shape = shapes.AddShape(SHAPES[symbol.kind], *symbol.area)
        shape.Name = symbol.name
        shape.Fill.ForeColor.RGB = _WHITE
        _line(shape)
        if symbol.text:
            frame = shape.TextFrame
            frame.MarginLeft = frame.MarginRight = frame.MarginTop = frame.MarginBottom = 0
            _write(frame, symbol.text, TEXT_SIZE)
            frame.HorizontalAlignment, frame.VerticalAlignment = _CENTER, _MIDDLE
        return shape

    def _wire(self, shapes: Any, wire: WireStroke, made: Mapping[str, Any]) -> None:
        first, last = wire.points[0], wire.points[-1]
        kind = _STRAIGHT if len(wire.points) == 2 else _ELBOW
        shape = shapes.AddConnector(kind, *first, *last)
        glue = shape.ConnectorFormat
        glue.BeginConnect(made[wire.source], SIDES.index(wire.source_side) + 1)
        glue.EndConnect(made[wire.target], SIDES.index(wire.target_side) + 1)
        wanted = wire.shape.adjustments
        if kind == _ELBOW and shape.Adjustments.Count != len(wanted):
            shape.Delete()
            shape = _freeform(shapes, wire)
        else:
            for number, value in enumerate(wanted, 1):
                # a property with an argument is set by a method of pywin32
                shape.Adjustments.SetItem(number, value / 100_000)
        shape.Name = wire.name
        _line(shape)
        if wire.dashed:
            shape.Line.DashStyle = _DASH
        else:
            shape.Line.EndArrowheadStyle = _TRIANGLE

    def _label(self, shapes: Any, label: LabelStroke) -> None:
        shape = shapes.AddTextbox(_HORIZONTAL, *label.area)
        shape.Name = label.name
        shape.Fill.Visible = False
        shape.Line.Visible = False
        frame = shape.TextFrame
        frame.MarginLeft = frame.MarginRight = frame.MarginTop = frame.MarginBottom = 0
        _write(frame, label.text, label.size)
        frame.HorizontalAlignment, frame.VerticalAlignment = _LEFT, _TOP

    def _set_page(self, drawing: SheetDrawing) -> None:
        setup, page = self._api.PageSetup, drawing.page
        setup.PaperSize = page.paper.code
        setup.Zoom = page.scale  # which also ends fit-to-page, under which Excel ignores page breaks
        if drawing.titles is not None:
            setup.PrintTitleRows = "${}:${}".format(*drawing.titles)
        if drawing.print_area is not None:
            setup.PrintArea = _absolute(drawing.print_area)
        self._api.ResetAllPageBreaks()
        for row in drawing.breaks:
            self._api.HPageBreaks.Add(self._api.Range(f"A{row + 1}"))


def _line(shape: Any) -> None:
    shape.Line.ForeColor.RGB = _BLACK
    shape.Line.Weight = 0.75


def _write(frame: Any, text: str, size: float) -> None:
    letters = frame.Characters()
    letters.Text = text
    letters.Font.Size, letters.Font.Name, letters.Font.Color = size, _FONT, _BLACK


def _freeform(shapes: Any, wire: WireStroke) -> Any:
    builder = shapes.BuildFreeform(_CORNER, *wire.points[0])
    for point in wire.points[1:]:
        builder.AddNodes(_LINE_SEGMENT, _AUTO, *point)
    shape = builder.ConvertToShape()
    shape.Fill.Visible = False
    return shape


def _joined(places: Iterable[tuple[int, int]]) -> list[str]:
    """Cells as few addresses; Excel takes 255 characters."""
    addresses: list[str] = []
    for row, column in places:
        part = cells(row, column, row, column)
        if addresses and len(addresses[-1]) + 1 + len(part) <= _LONGEST_ADDRESS:
            addresses[-1] += f",{part}"
        else:
            addresses.append(part)
    return addresses


def _absolute(area: Merge) -> str:
    from xl_sop.address import column_letters

    left, right = column_letters(area.left), column_letters(area.right)
    return f"${left}${area.top}:${right}${area.bottom}"
