"""Lines between symbols: horizontal and vertical, at most five segments, never through a foreign symbol.

Lines turn on tracks only: two along either side of every column border, two along either side of every row border.
No symbol stands on a track, so a line on tracks is free by construction, and only its first and last segment have to
be looked at. For each arrow all shapes of one to five segments are compared, cheapest first, by length, bends,
crossings, overlaps and the sides they use. From a symbol's foot to the track below it, along a gutter, and from the
track above the target to its head is always possible: every arrow has a route.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from xl_sop.flowchart.layout import Arrow, Layout
from xl_sop.flowchart.plan import PIXEL, SIDES, Frame, Point, Side
from xl_sop.flowchart.sizes import SIDE_TRACKS, TRACKS, scale

# Costs, in pixels of line: what a reader would rather follow than meet.
_BEND = 38
_CROSSING = 90
_CROSSED_JOINT = 120
_OVERLAP = 600
_MERGE = 8  # lines that come together at one target may run together
_NEAR = 4
_LEAVE, _ARRIVE = 3, 6  # shortest first and last segment: the last one carries the arrowhead
_CLEAR = 3  # from a foreign symbol
_OUT: Mapping[Side, int] = {"bottom": 0, "left": 14, "right": 14, "top": 80}
_IN: Mapping[Side, int] = {"top": 0, "left": 14, "right": 14, "bottom": 200}
_DIAMOND_OUT: Mapping[Side, int] = {"bottom": 0, "left": 10, "right": 10, "top": 120}
_PENTAGON_OUT: Mapping[Side, int] = {"bottom": 0, "left": 10, "right": 10, "top": 25}
_PENTAGON_IN: Mapping[Side, int] = {"top": 0, "left": 10, "right": 10, "bottom": 25}
_REFUSAL_DOWN = 60  # "Tidak" leaves sideways: down is where the work goes on
_SHARED_OUT, _SHARED_BOTH, _ALONG_JOINT = 150, 400, 300
_NO = frozenset(("tidak", "t", "no", "n"))

Segment = tuple[int, int, int]  # on which line, from, to


class Port(NamedTuple):
    """A side of a symbol as the beginning or end of a line.

    Attributes:
        side: The side.
        at: Its middle.
        horizontal: Whether a line leaves it to the left or right.
        sign: -1 to the left and up, 1 to the right and down.
        limit: How far a line may go straight out from it.
        stop: The symbol it would meet there, if it is a symbol.
        least: How far it has to go before it may turn.
        cost: What it costs to use it.
    """

    side: Side
    at: Point
    horizontal: bool
    sign: int
    limit: int
    stop: int | None
    least: int
    cost: int

    def reaches(self, to: int) -> bool:
        """Whether a line may go straight out to a coordinate and turn there."""
        start = self.at[0] if self.horizontal else self.at[1]
        return (to - start) * self.sign >= self.least and (self.limit - to) * self.sign >= 0


class Routed(NamedTuple):
    """An arrow with its line."""

    arrow: Arrow
    source_side: Side
    target_side: Side
    points: tuple[Point, ...]


def route(layout: Layout, frames: Sequence[Frame]) -> list[Routed]:
    """A line for every arrow, in the order of `layout.arrows`."""
    by_frame: dict[int, list[int]] = {}
    for number, arrow in enumerate(layout.arrows):
        by_frame.setdefault(layout.symbols[arrow.source].frame, []).append(number)
    routed: dict[int, Routed] = {}
    for number, arrows in by_frame.items():
        router = _Router(layout, frames[number], number)
        for index in sorted(arrows, key=lambda i: _turn(layout, layout.arrows[i])):
            routed[index] = router.draw(layout.arrows[index])
    return [routed[number] for number in range(len(layout.arrows))]


def _turn(layout: Layout, arrow: Arrow) -> tuple[bool, bool, int]:
    """Joins and ways forward are drawn first, short ones before long; refusals and ways back give way."""
    rise = layout.symbols[arrow.target].y - layout.symbols[arrow.source].y
    return rise <= 0, _refuses(arrow.label), abs(rise)


def _refuses(label: str | None) -> bool:
    return label is not None and label.casefold() in _NO


class _Lanes:
    """The segments drawn so far in one direction, sorted by the line they lie on."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int, int, int]] = []  # line, from, to, target

    def add(self, segment: Segment, target: int) -> None:
        insort(self._lines, (*segment, target))

    def overlaps(self, segment: Segment, target: int) -> int:
        """Cost of running along, or too near to, what is drawn."""
        line, start, stop = segment
        cost = 0
        near = _NEAR * PIXEL - 1
        first = bisect_left(self._lines, (line - near,))
        for _, begin, end, other in self._lines[first : bisect_right(self._lines, (line + near + 1,))]:
            if begin < stop and start < end:
                cost += _MERGE if other == target else _OVERLAP
        return cost

    def crossings(self, segment: Segment) -> int:
        """How often a segment of the other direction crosses what is drawn."""
        line, start, stop = segment
        first, last = bisect_right(self._lines, (start + 1,)), bisect_left(self._lines, (stop,))
        return sum(begin < line < end for _, begin, end, _ in self._lines[first:last])


class _Router:
    """The lines of one frame."""

    def __init__(self, layout: Layout, frame: Frame, number: int):
        self._symbols = layout.symbols
        self._frame = frame
        self._position = {step: position for position, step in enumerate(frame.steps)}
        here = [i for i, symbol in enumerate(layout.symbols) if symbol.frame == number]
        self._by_column: dict[int, list[int]] = {}
        self._by_row: dict[int, list[int]] = {}
        for i in here:
            symbol = layout.symbols[i]
            self._by_column.setdefault(symbol.performer, []).append(i)
            self._by_row.setdefault(self._position[symbol.step], []).append(i)
        self._columns = [column for column in frame.columns if column is not None]
        self._gutters = [x for column in self._columns for x in _side_tracks(column)]
        self._channels = [y for row in frame.rows for y in _tracks(row)]
        self._across, self._down = _Lanes(), _Lanes()
        self._joint_sides: set[tuple[int, Side]] = set()
        self._joints: list[Segment] = []
        for left, right in layout.joints:
            if layout.symbols[left].frame == number:
                self._joint_sides |= {(left, "right"), (right, "left")}
                start, stop = layout.symbols[left].port("right"), layout.symbols[right].port("left")
                self._joints.append((start[1], start[0], stop[0]))
        self._out: set[tuple[int, Side]] = set()
        self._in: set[tuple[int, Side]] = set()
        self._memo: dict[tuple[bool, int, int, int], int] = {}

    def draw(self, arrow: Arrow) -> Routed:
        """The cheapest line for an arrow, given those drawn before."""
        source, target = self._symbols[arrow.source], self._symbols[arrow.target]
        back = target.y <= source.y
        self._memo.clear()
        best: tuple[float, Port, Port, tuple[Point, ...]] | None = None
        pairs = sorted(
            (
                (abs(out.at[0] - into.at[0]) + abs(out.at[1] - into.at[1])) // PIXEL + out.cost + into.cost,
                out,
                into,
            )
            for out in self._ports(arrow.source, arrow.label, back, leaving=True)
            for into in self._ports(arrow.target, arrow.label, back, leaving=False)
        )
        for few in (True, False):
            for least, out, into in pairs:
                bends = _fewest(out, into, few)
                if best is not None and least + bends * _BEND >= best[0]:
                    continue
                found = sorted(self._shapes(out, into, arrow, few, best[0] if best else None))
                for cost, points in found:
                    if best is not None and cost >= best[0]:
                        break
                    total = cost + self._met(points, arrow.target, None if best is None else best[0] - cost)
                    if best is None or total < best[0]:
                        best = (total, out, into, points)
        assert best is not None  # see the module's docstring
        _, out, into, points = best
        self._out.add((arrow.source, out.side))
        self._in.add((arrow.target, into.side))
        for start, stop in pairwise(points):
            across, segment = _segment(start, stop)
            (self._across if across else self._down).add(segment, arrow.target)
        return Routed(arrow, out.side, into.side, points)

    # --- ports

    def _ports(self, index: int, label: str | None, back: bool, *, leaving: bool) -> Iterator[Port]:
        symbol = self._symbols[index]
        pentagon = symbol.place < 0
        costs = (
            (_PENTAGON_OUT if pentagon else _DIAMOND_OUT if symbol.kind == "keputusan" else _OUT)
            if leaving
            else (_PENTAGON_IN if pentagon else _IN)
        )
        for side in SIDES:
            cost = costs[side]
            if side == "bottom" and leaving and symbol.kind == "keputusan" and _refuses(label):
                cost += _REFUSAL_DOWN
            used_out, used_in = (index, side) in self._out, (index, side) in self._in
            if used_out:
                cost += _SHARED_OUT if leaving else _SHARED_BOTH
            if used_in:
                cost += _SHARED_BOTH if leaving else _MERGE
            if (index, side) in self._joint_sides:
                cost += _ALONG_JOINT
            horizontal, sign = side in ("left", "right"), 1 if side in ("right", "bottom") else -1
            limit, stop = self._free(index, side, back)
            column = self._frame.columns[symbol.performer]
            shrunk = scale(column[1] - column[0]) if horizontal and column else 1.0
            # a little less than the distance to the outer track, which is rounded
            least = int((_LEAVE if leaving else _ARRIVE) * PIXEL * shrunk * 0.9)
            yield Port(side, symbol.port(side), horizontal, sign, limit, stop, least, cost)

    def _free(self, index: int, side: Side, back: bool) -> tuple[int, int | None]:
        """How far out from a side the way is free, and which symbol ends it."""
        symbol, frame = self._symbols[index], self._frame
        x, y = symbol.port(side)
        nearest: tuple[int, int] | None = None
        if side in ("left", "right"):
            sign, start = (1, x) if side == "right" else (-1, x)
            limit = max(c[1] for c in self._columns) if sign > 0 else min(c[0] for c in self._columns)
            for other in self._by_row[self._position[symbol.step]]:
                box = self._symbols[other].box
                if other != index and box.top - _CLEAR * PIXEL < y < box.bottom + _CLEAR * PIXEL:
                    edge = box.left if sign > 0 else box.right
                    if (edge - start) * sign >= 0 and (nearest is None or (nearest[0] - edge) * sign > 0):
                        nearest = (edge, other)
        else:
            sign, start = (1, y) if side == "bottom" else (-1, y)
            # a way back climbs in the margin of a column, not down its middle
            row = frame.rows[self._position[symbol.step]]
            rows = row if back else (frame.rows[0][0], frame.rows[-1][1])
            limit = rows[1] if sign > 0 else rows[0]
            for other in self._by_column[symbol.performer]:
                box = self._symbols[other].box
                if other != index and box.left - _CLEAR * PIXEL < x < box.right + _CLEAR * PIXEL:
                    edge = box.top if sign > 0 else box.bottom
                    if (edge - start) * sign >= 0 and (nearest is None or (nearest[0] - edge) * sign > 0):
                        nearest = (edge, other)
        if nearest is None:
            return limit, None
        inner = nearest[0] - sign * _CLEAR * PIXEL
        return (min(limit, inner) if sign > 0 else max(limit, inner)), nearest[1]

    # --- shapes

    def _shapes(
        self, out: Port, into: Port, arrow: Arrow, few: bool, most: float | None
    ) -> Iterator[tuple[float, tuple[Point, ...]]]:
        """Free lines between two ports with what they cost by themselves, below `most`."""
        ports = out.cost + into.cost
        lines = self._few(out, into, arrow) if few else self._many(out, into)
        for points in lines:
            length = 0
            for (x, y), (u, v) in pairwise(points):
                step = abs(x - u) + abs(y - v)
                if step < 2 * PIXEL:
                    break
                length += step
            else:
                cost = length / PIXEL + _BEND * (len(points) - 2) + ports
                if most is None or cost < most:
                    yield cost, points

    def _few(self, out: Port, into: Port, arrow: Arrow) -> Iterator[tuple[Point, ...]]:
        """One to three segments."""
        s, t = out.at, into.at
        straight = out.stop == arrow.target and into.stop == arrow.source and out.sign == -into.sign
        if t[1] < s[1] and self._symbols[arrow.target].place >= 0:
            straight = False  # a way back goes round, in the margin
        if out.horizontal != into.horizontal:
            corner = (t[0], s[1]) if out.horizontal else (s[0], t[1])
            first, last = (corner[0], corner[1]) if out.horizontal else (corner[1], corner[0])
            if out.reaches(first) and into.reaches(last):
                yield s, corner, t
        elif out.horizontal:
            if straight and s[1] == t[1] and out.sign * (t[0] - s[0]) >= into.least:
                yield s, t
            for x in self._gutters:
                if out.reaches(x) and into.reaches(x):
                    yield s, (x, s[1]), (x, t[1]), t
        else:
            if straight and s[0] == t[0] and out.sign * (t[1] - s[1]) >= into.least:
                yield s, t
            for y in self._channels:
                if out.reaches(y) and into.reaches(y):
                    yield s, (s[0], y), (t[0], y), t

    def _many(self, out: Port, into: Port) -> Iterator[tuple[Point, ...]]:
        """Four and five segments."""
        s, t = out.at, into.at
        first, last = self._turns(out), self._turns(into)
        if out.horizontal and not into.horizontal:
            for x in first:
                for y in last:
                    yield s, (x, s[1]), (x, y), (t[0], y), t
        elif not out.horizontal and into.horizontal:
            for y in first:
                for x in last:
                    yield s, (s[0], y), (x, y), (x, t[1]), t
        elif out.horizontal:
            channels = self._near_channels(s[1], t[1])
            for x in first:
                for u in last:
                    if x != u:
                        for y in channels:
                            yield s, (x, s[1]), (x, y), (u, y), (u, t[1]), t
        else:
            for y in first:
                for v in last:
                    if y != v:
                        for x in self._gutters:
                            yield s, (s[0], y), (x, y), (x, v), (t[0], v), t

    def _turns(self, port: Port) -> list[int]:
        """The tracks nearest to a port at which a line from it may turn."""
        tracks = self._gutters if port.horizontal else self._channels
        reach = [at for at in tracks if port.reaches(at)]
        start = port.at[0] if port.horizontal else port.at[1]
        return sorted(reach, key=lambda at: abs(at - start))[:4]

    def _near_channels(self, *ys: int) -> list[int]:
        """The channels around the rows of two heights."""
        near: set[int] = set()
        for y in ys:
            at = bisect_left(self._channels, y)
            near.update(self._channels[max(at - 4, 0) : at + 4])
        return sorted(near)

    # --- what a line meets

    def _met(self, points: tuple[Point, ...], target: int, most: float | None) -> float:
        """Cost of what is drawn already and met on the way; more than `most` need not be exact."""
        total = 0
        for start, stop in pairwise(points):
            across, segment = _segment(start, stop)
            key = (across, *segment)
            if key not in self._memo:
                same, other = (self._across, self._down) if across else (self._down, self._across)
                cost = same.overlaps(segment, target) + _CROSSING * other.crossings(segment)
                if not across:
                    x, y0, y1 = segment
                    cost += _CROSSED_JOINT * sum(
                        y0 < y < y1 and left < x < right for y, left, right in self._joints
                    )
                self._memo[key] = cost
            total += self._memo[key]
            if most is not None and total >= most:
                break
        return total


def _fewest(out: Port, into: Port, few: bool) -> int:
    """The least number of bends that a shape between two ports has."""
    if out.horizontal != into.horizontal:
        return 1 if few else 3
    if not few:
        return 4
    aligned = out.at[1] == into.at[1] if out.horizontal else out.at[0] == into.at[0]
    return 0 if aligned else 2


def _segment(start: Point, stop: Point) -> tuple[bool, Segment]:
    if start[1] == stop[1]:
        return True, (start[1], min(start[0], stop[0]), max(start[0], stop[0]))
    return False, (start[0], min(start[1], stop[1]), max(start[1], stop[1]))


def _tracks(row: tuple[int, int]) -> tuple[int, ...]:
    near, far = TRACKS
    return row[0] + near, row[0] + far, row[1] - far, row[1] - near


def _side_tracks(column: tuple[int, int]) -> tuple[int, ...]:
    shrunk = scale(column[1] - column[0])
    near, far = (round(track * shrunk) for track in SIDE_TRACKS)
    return column[0] + near, column[0] + far, column[1] - far, column[1] - near
