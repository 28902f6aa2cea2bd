"""A drawn flowchart: symbols, routes, labels and joints with their places, for any painter.

All lengths are EMU (English Metric Units, ECMA-376-1 section 20.1.2.1), integers: 12,700 to a point, 9,525 to a pixel
of 96 dpi, 360 to a hundredth of a millimetre. x grows to the right and y downwards, from the corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from xl_sop.flowchart.graph import Missing
from xl_sop.model import Symbol

POINT = 12_700
PIXEL = 9_525

PREFIX = "xl_sop "
"""Every shape of ours has a name that begins so; what has another name is never touched."""

Side = Literal["top", "left", "bottom", "right"]
SIDES: tuple[Side, ...] = ("top", "left", "bottom", "right")
"""In the order in which DrawingML and Excel number the connection sites of a box: counter-clockwise from the top."""
Point = tuple[int, int]


class Frame(NamedTuple):
    """One printed page of the table: its steps, and where their rows and the performers' columns are.

    Attributes:
        steps: Positions of the steps, in order.
        rows: Top and bottom of each step's row; parallel to `steps`.
        columns: Left and right edge of each performer's column; None where this page has none.
        sheet: The sheet it stands on.
    """

    steps: Sequence[int]
    rows: Sequence[tuple[int, int]]
    columns: Sequence[tuple[int, int] | None]
    sheet: str = ""


class Box(NamedTuple):
    """A rectangle."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A symbol in its place.

    Attributes:
        name: What the shape is called.
        kind: Its shape.
        step, performer, place: Where it belongs (see `flow.Spot`). A pentagon at a page's edge has place -1 and
            the step in whose row it stands.
        frame: The page it stands on.
        x, y: Its centre.
        width, height: Its size.
        text: What is written in it: the letter of a pentagon, `Selesai`.
    """

    name: str
    kind: Symbol
    step: int
    performer: int
    place: int
    frame: int
    x: int
    y: int
    width: int
    height: int
    text: str = ""

    @property
    def box(self) -> Box:
        """Its bounding box."""
        left, top = self.x - self.width // 2, self.y - self.height // 2
        return Box(left, top, left + self.width, top + self.height)

    def port(self, side: Side) -> Point:
        """The middle of one of its sides."""
        box = self.box
        return {
            "top": (self.x, box.top),
            "left": (box.left, self.y),
            "bottom": (self.x, box.bottom),
            "right": (box.right, self.y),
        }[side]


class Route(NamedTuple):
    """An arrow: a polyline of horizontal and vertical segments, at most five.

    Attributes:
        name: What the shape is called.
        source, target: Positions in `Plan.symbols`.
        source_side, target_side: The sides it leaves from and comes to.
        points: From the source's port to the target's.
        label: What is written beside its exit.
        step, way: The way it is part of: position of the step, position in its `next` (None: a join in a cell).
    """

    name: str
    source: int
    target: int
    source_side: Side
    target_side: Side
    points: tuple[Point, ...]
    label: str | None
    step: int
    way: int | None


class Joint(NamedTuple):
    """A dashed line between two performers of one step."""

    name: str
    source: int
    target: int
    points: tuple[Point, ...]


class Label(NamedTuple):
    """A text beside an exit.

    Attributes:
        name: What the shape is called.
        text: The text, with `\\n` where it is broken.
        size: Font size in points.
        box: Its place.
        frame: The page it stands on.
        route: Position in `Plan.routes`.
    """

    name: str
    text: str
    size: float
    box: Box
    frame: int
    route: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A flowchart in its place; `missing` lists the ways that could not be drawn."""

    symbols: Sequence[Placed]
    routes: Sequence[Route]
    joints: Sequence[Joint]
    labels: Sequence[Label]
    missing: Sequence[Missing]
