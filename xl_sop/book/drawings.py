"""What is drawn over the cells of a sheet: shapes and lines in one frame of coordinates, with the cells below them.

Lengths are EMU (914,400 to the inch, 9,525 to a pixel of 96 dpi), counted from the top-left corner of A1 to the
right and down. Turns, flips and groups are already worked in: whoever reads a `Drawing` needs no DrawingML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct

from xl_sop.address import Address
from xl_sop.book.sizes import Sizes

PIXEL = 9525


class UnreadableDrawingError(Exception):
    """The drawing of an open workbook's sheet cannot be had; its name is the only argument."""


Point = tuple[float, float]

PICTURE, FREEFORM = "picture", "freeform"
"""`Shape.geometry` of what has no preset geometry."""


class Shape(Struct, gc=False):
    """An area: a symbol, a box of text, a picture.

    Attributes:
        id: Its number in the drawing, by which glued lines name it.
        name: Its name, such as `Flowchart: Decision 7`.
        geometry: The preset geometry (`flowChartDecision`), `PICTURE` or `FREEFORM`.
        left: Left edge of its bounding box as seen. top, right, bottom: likewise.
        rightwards: Where its own right points as seen: (1, 0) if it is neither turned nor flipped.
        downwards: Where its own down points as seen.
        text: What is written in it, white space folded.
        text_box: True for a box made to hold text.
        outlined: True if its outline shows. filled: True if its inside shows.
        corner: The first adjustment in thousandths of a percent (of a rounded rectangle: its radius), if it has one.
    """

    id: str
    name: str
    geometry: str
    left: float
    top: float
    right: float
    bottom: float
    rightwards: Point = (1.0, 0.0)
    downwards: Point = (0.0, 1.0)
    text: str = ""
    text_box: bool = False
    outlined: bool = True
    filled: bool = True
    corner: int | None = None

    @property
    def centre(self) -> Point:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """As seen."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """As seen."""
        return self.bottom - self.top


class Wire(Struct, gc=False):
    """A line: a connector, a drawn line or polyline, a block arrow.

    Attributes:
        id: Its number in the drawing. name: Its name.
        path: Its corners from start to end.
        arrow_at_start: True if an arrow head is at its start. arrow_at_end: at its end.
        dashed: True for a dashed or dotted line.
        start: Number of the shape its start is glued to, if any. end: of the one its end is glued to.
        text: What is written on it. geometry: Its preset geometry, or `FREEFORM`.
    """

    id: str
    name: str
    path: list[Point]
    arrow_at_start: bool = False
    arrow_at_end: bool = False
    dashed: bool = False
    start: str | None = None
    end: str | None = None
    text: str = ""
    geometry: str = ""


@dataclass(slots=True)
class Drawing:
    """What is drawn on one sheet.

    Attributes:
        sheet: Its name.
        sizes: Where its rows and columns lie.
        shapes: In drawing order, those behind first. wires: likewise.
    """

    sheet: str
    sizes: Sizes
    shapes: list[Shape] = field(default_factory=list[Shape])
    wires: list[Wire] = field(default_factory=list[Wire])

    def address(self, point: Point) -> Address:
        """The cell under a point."""
        x, y = point
        return Address(self.sheet, self.sizes.row_at(y), self.sizes.column_at(x))


Draw = Callable[[], Drawing]
"""Reads a sheet's drawing when it is asked for: most sheets with pictures hold no procedure."""
