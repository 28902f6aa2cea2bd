"""Drawing in LibreOffice: custom shapes and polylines, since LibreOffice draws connectors its own way.

Lengths are hundredths of a millimetre there. Names are those of the LibreOffice API (com.sun.star.drawing, .sheet).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from xl_sop.addin.canvas import Canvas, Setup
from xl_sop.address import Merge
from xl_sop.flowchart.arrange import SheetDrawing
from xl_sop.flowchart.paper import A4, PAPERS, Page
from xl_sop.flowchart.plan import PREFIX
from xl_sop.flowchart.strokes import TEXT_SIZE, LabelStroke, Rectangle, Strokes, SymbolStroke, WireStroke
from xl_sop.libreoffice import uno_bridge as uno
from xl_sop.libreoffice.common import POINT
from xl_sop.model import Symbol

_KINDS: Mapping[Symbol, str] = {
    "terminator": "flowchart-terminator",
    "proses": "flowchart-process",
    "keputusan": "flowchart-decision",
    "penghubung": "flowchart-off-page-connector",
}
_BLACK, _WHITE = 0, 0xFFFFFF
_THIN = 26  # three quarters of a point
_ARROW = 160  # width of an arrowhead
_HUNDREDTH = 360  # EMU
_INCH = 2540
_NEAR = 600  # hundredths of a millimetre: two papers that differ by less are the same


class LibreOfficeCanvas(Canvas):
    """A sheet of LibreOffice."""

    @property
    def _api(self) -> Any:
        return self.sheet.api

    @property
    def _document(self) -> Any:
        return self.sheet.book.api

    @property
    def _style(self) -> Any:
        return self._document.StyleFamilies.getByName("PageStyles").getByName(self._api.PageStyle)

    def setup(self) -> Setup:
        style = self._style
        margins = (
            style.LeftMargin / _INCH,
            style.RightMargin / _INCH,
            (style.TopMargin + (style.HeaderHeight if style.HeaderIsOn else 0)) / _INCH,
            (style.BottomMargin + (style.FooterHeight if style.FooterIsOn else 0)) / _INCH,
        )
        wide, high = sorted((style.Width * _HUNDREDTH, style.Height * _HUNDREDTH))
        near = _NEAR * _HUNDREDTH
        paper = next(
            (p for p in PAPERS.values() if abs(p.width - wide) < near and abs(p.height - high) < near), A4
        )
        areas = self._api.getPrintAreas()
        area = None
        if len(areas) == 1:
            one = areas[0]
            area = Merge(one.StartRow + 1, one.StartColumn + 1, one.EndRow + 1, one.EndColumn + 1)
        breaks = [one.Position for one in self._api.getRowPageBreaks() if one.ManualBreak]
        return Setup(Page(paper, bool(style.IsLandscape), margins), area, [row for row in breaks if row > 0])

    def paint(self, strokes: Strokes, drawing: SheetDrawing) -> None:
        rows, columns = drawing.last
        self._columns = [self._api.getCellByPosition(i, 0).Position.X for i in range(columns + 1)]
        self._rows = [self._api.getCellByPosition(0, i).Position.Y for i in range(rows + 1)]
        page = self._api.DrawPage
        every = [page.getByIndex(index) for index in range(page.Count)]
        for shape in every:
            if shape.Name.startswith(PREFIX):
                page.remove(shape)
        for symbol in strokes.symbols:
            self._symbol(symbol)
        for wire in strokes.wires:
            self._wire(wire)
        for label in strokes.labels:
            self._label(label)
        self._set_page(drawing)

    def _new(self, kind: str, name: str, area: Rectangle) -> Any:
        shape = self._document.createInstance(f"com.sun.star.drawing.{kind}")
        _place(shape, area)
        self._api.DrawPage.add(shape)
        shape.Name = name
        return shape

    def _anchor(self, shape: Any, corner: tuple[float, float]) -> None:
        """Move and stretch with the cells below, as Excel's shapes do."""
        _set(shape, Anchor=self._api.getCellByPosition(*self._cell(*corner)), ResizeWithCell=True)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        """The cell that a place is in: column and row from 0."""
        column = bisect_right(self._columns, x * POINT) - 1
        return max(column, 0), max(bisect_right(self._rows, y * POINT) - 1, 0)

    def _symbol(self, symbol: SymbolStroke) -> None:
        shape = self._new("CustomShape", symbol.name, symbol.area)
        looks = {"FillColor": _WHITE, "LineColor": _BLACK, "LineWidth": _THIN}
        shape.CustomShapeGeometry = uno.properties(Type=_KINDS[symbol.kind])
        _set(shape, **looks)
        if symbol.text:
            self._write(shape, symbol.text, TEXT_SIZE, symbol.area)
            middle = uno.enum("drawing.TextVerticalAdjust", "CENTER")
            _set(shape, TextVerticalAdjust=middle, ParaAdjust=uno.enum("style.ParagraphAdjust", "CENTER"))
        self._anchor(shape, symbol.area[:2])

    def _wire(self, wire: WireStroke) -> None:
        shape = self._document.createInstance("com.sun.star.drawing.PolyLineShape")
        self._api.DrawPage.add(shape)
        corners = tuple(_point(round(x * POINT), round(y * POINT)) for x, y in wire.points)
        end = (
            {
                "LineStyle": uno.enum("drawing.LineStyle", "DASH"),
                "LineDash": uno.struct(
                    "drawing.LineDash",
                    Style=uno.enum("drawing.DashStyle", "RECT"),
                    Dashes=1,
                    DashLen=120,
                    Distance=80,
                ),
            }
            if wire.dashed
            else {"LineEndName": "Arrow", "LineEndWidth": _ARROW}
        )
        shape.PolyPolygon = (corners,)
        _set(shape, LineColor=_BLACK, LineWidth=_THIN, Name=wire.name, **end)
        self._anchor(shape, (min(x for x, _ in wire.points), min(y for _, y in wire.points)))

    def _label(self, label: LabelStroke) -> None:
        shape = self._new("TextShape", label.name, label.area)
        self._write(shape, label.text, label.size, label.area)
        self._anchor(shape, label.area[:2])

    def _write(self, shape: Any, text: str, size: float, area: Rectangle) -> None:
        """Text in a shape, which keeps its size."""
        shape.setString(text)
        insets = dict.fromkeys((f"Text{side}Distance" for side in ("Left", "Right", "Upper", "Lower")), 0)
        grows = {"TextAutoGrowHeight": False, "TextAutoGrowWidth": False}
        _set(shape, CharHeight=size, CharFontName="Arial", CharColor=_BLACK, **insets, **grows)
        _place(shape, area)

    def _set_page(self, drawing: SheetDrawing) -> None:
        style, page = self._style, drawing.page
        wide, high = page.paper.width // _HUNDREDTH, page.paper.height // _HUNDREDTH
        style.Width, style.Height = (high, wide) if page.landscape else (wide, high)
        style.IsLandscape = page.landscape
        style.ScaleToPages = style.ScaleToPagesX = style.ScaleToPagesY = 0
        style.PageScale = page.scale
        if drawing.titles is not None:
            rows = self._api.getTitleRows()
            rows.StartRow, rows.EndRow = drawing.titles[0] - 1, drawing.titles[1] - 1
            self._api.setTitleRows(rows)
            self._api.setPrintTitleRows(True)
        self._api.removeAllManualPageBreaks()
        for row in drawing.breaks:
            self._api.Rows.getByIndex(row).IsStartOfNewPage = True


def _set(shape: Any, **values: Any) -> None:
    """Set properties in one call, for which they have to be in order; not lists, whose type gets lost on the way."""
    names = sorted(values)
    shape.setPropertyValues(tuple(names), tuple(values[name] for name in names))


def _place(shape: Any, area: Rectangle) -> None:
    left, top, width, height = (round(length * POINT) for length in area)
    shape.setPosition(uno.struct("awt.Point", X=left, Y=top))
    shape.setSize(uno.struct("awt.Size", Width=width, Height=height))


def _point(x: int, y: int) -> Any:
    return uno.struct("awt.Point", X=x, Y=y)
