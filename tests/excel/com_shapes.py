"""The COM face of `shapes`: Shapes, Shape, ConnectorFormat, Adjustments, FreeformBuilder, PageSetup, HPageBreaks."""

from __future__ import annotations

from typing import Any

from tests.excel.application import Box, Sheet
from tests.excel.cells import ExcelError
from tests.excel.com import Bag, Collection, Com, Range
from tests.excel.shapes import SITES, Drawn, Printing, add_shape


def drawn_on(sheet: Sheet) -> list[Drawn]:
    """The shapes of a sheet, those behind first."""
    return sheet.__dict__.setdefault("drawn", [])


def note_shape(row: int, column: int) -> Drawn:
    """The box of a note."""
    return Drawn("note", 1, (64.0 * column, 15.0 * row, 108.0, 59.25), name=f"Comment {row}.{column}")


def printing_of(sheet: Sheet) -> Printing:
    """How a sheet is printed."""
    return sheet.__dict__.setdefault("printing", Printing())


class Shape(Com):
    def __init__(self, sheet: Sheet, drawn: Drawn) -> None:
        self._sheet, self._drawn = sheet, drawn

    @property
    def Name(self) -> str:
        return self._drawn.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._drawn.name = value

    Left = property(lambda self: self._drawn.area[0])
    Top = property(lambda self: self._drawn.area[1])
    Width = property(lambda self: self._drawn.area[2])
    Height = property(lambda self: self._drawn.area[3])

    @property
    def Type(self) -> int:
        types = {"shape": 1, "connector": 1, "freeform": 5, "text": 17, "picture": 13, "note": 4}
        return types[self._drawn.kind]

    @property
    def Line(self) -> Bag:
        return Bag(self._look("Line"), {"ForeColor": Bag(self._look("LineColor"))})

    @property
    def Fill(self) -> Bag:
        return Bag(self._look("Fill"), {"ForeColor": Bag(self._look("FillColor"))})

    def _look(self, prefix: str) -> Any:
        def put(name: str, value: Any) -> None:
            self._drawn.looks[f"{prefix}.{name}"] = value

        return put

    @property
    def TextFrame(self) -> Bag:
        if self._drawn.kind in ("connector", "freeform"):
            raise ExcelError("The specified value is out of range.")
        return Bag(self._look("TextFrame"), {"Characters": lambda: _Characters(self._drawn)})

    @property
    def ConnectorFormat(self) -> Glue:
        if self._drawn.kind != "connector":
            raise ExcelError("The specified value is out of range.")
        return Glue(self._drawn)

    @property
    def Adjustments(self) -> Adjustments:
        return Adjustments(self._drawn)

    def Delete(self) -> None:
        self._sheet.require_open()
        drawn_on(self._sheet).remove(self._drawn)


class _Characters(Com):
    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn

    @property
    def Text(self) -> str:
        return self._drawn.text

    @Text.setter
    def Text(self, value: str) -> None:
        self._drawn.text = value

    @property
    def Font(self) -> Bag:
        return Bag(lambda name, value: self._drawn.looks.__setitem__(f"Font.{name}", value))


class Glue(Com):
    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn

    def BeginConnect(self, ConnectedShape: Any, ConnectionSite: int) -> None:
        self._connect(0, ConnectedShape, ConnectionSite)

    def EndConnect(self, ConnectedShape: Any, ConnectionSite: int) -> None:
        self._connect(1, ConnectedShape, ConnectionSite)

    def _connect(self, end: int, shape: Any, site: int) -> None:
        if site not in SITES:
            raise ExcelError("The specified value is out of range.")
        self._drawn.ends[end] = (shape._drawn, site)
        if self._drawn.type == 2 and None not in self._drawn.ends:
            self._drawn.adjustments = [0.5] * (self._drawn.bends() - 2)


class Adjustments(Com):
    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn

    Count = property(lambda self: len(self._drawn.adjustments))

    def SetItem(self, Index: int, Value: float) -> None:
        if not 1 <= Index <= len(self._drawn.adjustments):
            raise ExcelError("The index into the specified collection is out of bounds.")
        self._drawn.adjustments[Index - 1] = Value


class Builder(Com):
    """FreeformBuilder."""

    def __init__(self, sheet: Sheet, x: float, y: float) -> None:
        self._sheet, self._points = sheet, [(x, y)]

    def AddNodes(self, SegmentType: int, EditingType: int, X1: float, Y1: float) -> None:
        if SegmentType != 0:
            raise ExcelError("The specified value is out of range.")
        self._points.append((X1, Y1))

    def ConvertToShape(self) -> Shape:
        xs, ys = zip(*self._points, strict=True)
        area = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        made = Drawn("freeform", -2, area, points=self._points)
        return Shape(self._sheet, add_shape(drawn_on(self._sheet), made, protected=self._sheet.protected))


class Shapes(Collection):
    def __init__(self, sheet: Sheet) -> None:
        # A note has a shape of its own here (Microsoft, "MsoShapeType": msoComment is 4).
        super().__init__(
            lambda: [
                *(Shape(sheet, drawn) for drawn in drawn_on(sheet)),
                *(Shape(sheet, note_shape(*place)) for place in sheet.notes()),
            ]
        )
        self._sheet = sheet

    def _add(self, one: Drawn) -> Shape:
        return Shape(self._sheet, add_shape(drawn_on(self._sheet), one, protected=self._sheet.protected))

    def AddShape(self, Type: int, Left: float, Top: float, Width: float, Height: float) -> Shape:
        return self._add(Drawn("shape", Type, (Left, Top, Width, Height)))

    def AddConnector(self, Type: int, BeginX: float, BeginY: float, EndX: float, EndY: float) -> Shape:
        return self._add(Drawn("connector", Type, (BeginX, BeginY, EndX, EndY)))

    def AddTextbox(self, Orientation: int, Left: float, Top: float, Width: float, Height: float) -> Shape:
        return self._add(Drawn("text", Orientation, (Left, Top, Width, Height)))

    def BuildFreeform(self, EditingType: int, X1: float, Y1: float) -> Builder:
        return Builder(self._sheet, X1, Y1)


class Setup(Com):
    """PageSetup."""

    def __init__(self, sheet: Sheet) -> None:
        self._printing = printing_of(sheet)

    LeftMargin = property(lambda self: self._printing.margins["left"])
    RightMargin = property(lambda self: self._printing.margins["right"])
    TopMargin = property(lambda self: self._printing.margins["top"])
    BottomMargin = property(lambda self: self._printing.margins["bottom"])
    FitToPagesWide = property(None, lambda self, value: setattr(self._printing, "wide", value))
    FitToPagesTall = property(None, lambda self, value: setattr(self._printing, "tall", value))
    RightFooter = property(None, lambda self, value: setattr(self._printing, "footer", value))

    @property
    def Orientation(self) -> int:
        return self._printing.orientation

    @Orientation.setter
    def Orientation(self, value: int) -> None:
        if value not in (1, 2):  # Microsoft: XlPageOrientation
            raise ExcelError("Unable to set the Orientation property of the PageSetup class")
        self._printing.orientation = value

    @property
    def PaperSize(self) -> int:
        return self._printing.paper

    @PaperSize.setter
    def PaperSize(self, value: int) -> None:
        self._printing.paper = value

    @property
    def Zoom(self) -> Any:
        return self._printing.zoom

    @Zoom.setter
    def Zoom(self, value: Any) -> None:
        if value is not False and not 10 <= value <= 400:
            raise ExcelError("Unable to set the Zoom property of the PageSetup class")
        self._printing.zoom = value

    @property
    def PrintArea(self) -> str:
        return self._printing.area

    @PrintArea.setter
    def PrintArea(self, value: str) -> None:
        self._printing.area = value

    @property
    def PrintTitleRows(self) -> str:
        return self._printing.titles

    @PrintTitleRows.setter
    def PrintTitleRows(self, value: str) -> None:
        self._printing.titles = value


class Break(Com):
    """HPageBreak."""

    def __init__(self, sheet: Sheet, row: int, kind: int) -> None:
        self._sheet, self._row, self._kind = sheet, row, kind

    Type = property(lambda self: self._kind)
    Location = property(lambda self: Range(self._sheet, [Box(self._row, 1, self._row, 1)]))


class Breaks(Collection):
    """HPageBreaks."""

    def __init__(self, sheet: Sheet) -> None:
        printing = printing_of(sheet)
        super().__init__(
            lambda: (
                [Break(sheet, row, -4135) for row in sorted(printing.breaks)]
                + [Break(sheet, row, -4105) for row in printing.automatic]
            )
        )
        self._printing = printing

    def Add(self, Before: Range) -> None:
        if Before._box.top == 1:
            raise ExcelError("Application-defined or object-defined error")
        self._printing.breaks.append(Before._box.top)
