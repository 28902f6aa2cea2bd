"""A polyline as one of DrawingML's preset connectors: which preset, how turned and flipped, with which adjustments.

The presets (ECMA-376-1 annex D, presetShapeDefinitions) draw in a box of w × h from its top-left to its bottom-right
corner, first to the right: straightConnector1 straight; bentConnector2 by (w, 0); bentConnector3 to 5 by the
adjustments, thousandths of a percent of w and h in turn. The box is flipped about its middle, then turned about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xl_sop.flowchart.plan import POINT, Box, Point

_QUARTER = 5_400_000  # a right angle, in 60,000ths of a degree
THIN = POINT
"""Excel's own width of a connector whose ends lie one above the other: adjustments are shares of a width."""


class Preset(NamedTuple):
    """A connector's geometry.

    Attributes:
        name: The preset.
        rotation: Clockwise, in 60,000ths of a degree.
        flip_h, flip_v: Whether it is flipped before it is turned.
        frame: Its box before it is turned: what `a:xfrm` says.
        anchor: Its box as a reader sees it, after quarter turns: what the anchor says.
        adjustments: Values of adj1, adj2, adj3.
    """

    name: str
    rotation: int
    flip_h: bool
    flip_v: bool
    frame: Box
    anchor: Box
    adjustments: tuple[int, ...]


def preset(points: Sequence[Point]) -> Preset:
    """The connector that draws a polyline of one to five segments, horizontal and vertical in turn."""
    (x, y), (u, v) = points[0], points[-1]
    if len(points) == 2:
        box = Box(min(x, u), min(y, v), max(x, u), max(y, v))
        return Preset("straightConnector1", 0, u < x, v < y, box, box, ())
    turns = _quarters(points[0], points[1])
    local = [_unturned(point[0] - x, point[1] - y, turns) for point in points]
    across, down = local[-1]
    width, height = abs(across), abs(down)
    if len(points) > 3:
        width, height = max(width, THIN), max(height, THIN if len(points) > 4 else 0)
    flip_h, flip_v = across < 0, down < 0
    adjustments = tuple(
        round(100_000 * local[k][at] * (-1 if (flip_h, flip_v)[at] else 1) / (width, height)[at])
        for k in range(1, len(points) - 2)
        for at in [(k + 1) % 2]
    )
    # the middle of the box, which no turn or flip moves
    middle = (x + u) // 2, (y + v) // 2
    seen = (height, width) if turns % 2 else (width, height)
    return Preset(
        f"bentConnector{len(points) - 1}",
        turns * _QUARTER,
        flip_h,
        flip_v,
        _box(middle, width, height),
        _box(middle, *seen),
        adjustments,
    )


def _quarters(start: Point, second: Point) -> int:
    """How many quarter turns, clockwise, bring a line to the right into the direction of the first segment."""
    if start[1] == second[1]:
        return 0 if second[0] > start[0] else 2
    return 1 if second[1] > start[1] else 3


def _unturned(dx: int, dy: int, turns: int) -> Point:
    return ((dx, dy), (dy, -dx), (-dx, -dy), (-dy, dx))[turns]


def _box(middle: Point, width: int, height: int) -> Box:
    left, top = middle[0] - width // 2, middle[1] - height // 2
    return Box(left, top, left + width, top + height)
