"""What a preset connector draws, from the standard's own definitions: an oracle for those that we write.

The paths are typed from presetShapeDefinitions.xml (ECMA-376-1, annex D), as guide formulas over w and h; turning and
flipping follow section 20.1.7.6 (xfrm): flip first, then turn clockwise, both about the middle of the box.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

Local = list[tuple[float, float]]
_PATHS: Mapping[str, Callable[[float, float, Sequence[float]], Local]] = {
    "straightConnector1": lambda w, h, a: [(0, 0), (w, h)],
    "bentConnector2": lambda w, h, a: [(0, 0), (w, 0), (w, h)],
    "bentConnector3": lambda w, h, a: [(0, 0), (w * a[0], 0), (w * a[0], h), (w, h)],
    "bentConnector4": lambda w, h, a: [
        (0, 0),
        (w * a[0], 0),
        (w * a[0], h * a[1]),
        (w, h * a[1]),
        (w, h),
    ],
    "bentConnector5": lambda w, h, a: [
        (0, 0),
        (w * a[0], 0),
        (w * a[0], h * a[1]),
        (w * a[2], h * a[1]),
        (w * a[2], h),
        (w, h),
    ],
}


def drawn(
    name: str,
    box: Sequence[float],
    *,
    rotation: int,
    flips: tuple[bool, bool],
    adjustments: Sequence[int],
) -> Local:
    """The corners of the line that a program draws for a connector; `box` is left, top, width, height of a:xfrm."""
    left, top, width, height = box
    x, y = left + width / 2, top + height / 2
    turn = math.radians(rotation / 60_000)
    result: Local = []
    for px, py in _PATHS[name](width, height, [value / 100_000 for value in adjustments]):
        dx, dy = px - width / 2, py - height / 2
        dx, dy = (-dx if flips[0] else dx), (-dy if flips[1] else dy)
        result.append(
            (x + dx * math.cos(turn) - dy * math.sin(turn), y + dx * math.sin(turn) + dy * math.cos(turn))
        )
    return result
