"""Finding what lies near a point or a line without comparing everything with everything."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from xl_sop import limits
from xl_sop.book.drawings import PIXEL, Point

T = TypeVar("T")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_STRIP = 100 * PIXEL
_MOST_STRIPS = 400


class Budget:
    """Comparisons that may still be made: shapes heaped upon each other would take hours."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = limits.COMPARISONS.value

    def spend(self, count: int) -> None:
        """Raises BookError when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise limits.COMPARISONS.exceeded()


class Strips(Generic[T]):
    """Things with a box, sorted into horizontal strips of the sheet."""

    def __init__(self, things: Iterable[tuple[T, Box]], margin: float, budget: Budget) -> None:
        self._strips: dict[int, list[tuple[T, Box]]] = {}
        self._tall: list[tuple[T, Box]] = []
        self._budget = budget
        for thing, box in things:
            first, last = self._strip(box[1] - margin), self._strip(box[3] + margin)
            if last - first > _MOST_STRIPS:
                self._tall.append((thing, box))
                continue
            for strip in range(first, last + 1):
                self._strips.setdefault(strip, []).append((thing, box))

    @staticmethod
    def _strip(y: float) -> int:
        return math.floor(y / _STRIP)

    def at(self, y: float) -> Sequence[tuple[T, Box]]:
        """What may lie at a height, within the margin."""
        here = self._strips.get(self._strip(y), ())
        self._budget.spend(len(here) + len(self._tall) + 1)
        return [*here, *self._tall] if self._tall else here


def to_box(point: Point, box: Box) -> float:
    """The distance of a point from a box; 0 inside."""
    x, y = point
    dx = box[0] - x if x < box[0] else x - box[2] if x > box[2] else 0.0
    dy = box[1] - y if y < box[1] else y - box[3] if y > box[3] else 0.0
    if not dx:
        return dy
    return math.hypot(dx, dy) if dy else dx


def to_segment(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a line between two points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def to_path(point: Point, path: Sequence[Point]) -> float:
    """The distance of a point from a line of several corners."""
    return min((to_segment(point, path[i], path[i + 1]) for i in range(len(path) - 1)), default=math.inf)


def box_to_path(box: Box, path: Sequence[Point]) -> float:
    """The distance of a box from a line; 0 where they touch."""
    nearest = math.inf
    for i in range(len(path) - 1):
        start, end = path[i], path[i + 1]
        if hits(box, start, end) is not None:
            return 0.0
        corners = ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3]))
        nearest = min(
            nearest, to_box(start, box), to_box(end, box), *(to_segment(c, start, end) for c in corners)
        )
    return nearest


def hits(box: Box, start: Point, end: Point) -> float | None:
    """How far along a line (0 to 1) it first meets a box; None if it does not."""
    enter, leave = 0.0, 1.0
    for low, high, at, to in ((box[0], box[2], start[0], end[0]), (box[1], box[3], start[1], end[1])):
        step = to - at
        if not step:
            if not low <= at <= high:
                return None
            continue
        first, second = sorted(((low - at) / step, (high - at) / step))
        enter, leave = max(enter, first), min(leave, second)
        if enter > leave:
            return None
    return enter


def bounds(path: Sequence[Point]) -> Box:
    """The box around a line."""
    xs, ys = [p[0] for p in path], [p[1] for p in path]
    return min(xs), min(ys), max(xs), max(ys)
