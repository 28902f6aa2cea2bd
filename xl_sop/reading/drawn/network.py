"""Lines → arcs from symbol to symbol: by glue where it can be trusted, else by where lines end, meet and point.

A way may be drawn as one connector, as several lines that meet, or branch off another line. Whatever ends at an arrow
head is followed back to the symbols it comes from; lines without any head lead downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xl_sop.book.drawings import PIXEL, Point, Wire
from xl_sop.reading.drawn.near import Budget, Strips, bounds, hits, to_box, to_path
from xl_sop.reading.drawn.nodes import Node

NEAR = 14 * PIXEL
"""A line that ends so near a symbol ends at it."""
_JOINED = 8 * PIXEL
"""Lines whose ends lie so near each other, or an end so near a line, go on as one."""
_AIMS = 45 * PIXEL
"""A line that ends in the open ends at what it points to, if that is so near."""
_LEAVES = 12 * PIXEL
"""A line that goes so far out of a symbol and comes back leads from it to itself."""
_CORNER = 3 * PIXEL
"""Pieces of one way meet as exactly as people can click, or snap to the grid."""
_EXACT = 2 * PIXEL
_SPECK = 6 * PIXEL
_AGREE = 0.6

START, END, BODY = 0, 1, 2


@dataclass(slots=True, eq=False)
class Arc:
    """A way from one symbol to another.

    Attributes:
        source: Where it starts. target: Where its arrow head is.
        wires: The lines it is drawn with, the one at its target first.
        path: Its corners, from the source on.
        label: What stands beside it.
    """

    source: Node
    target: Node
    wires: list[Wire]
    path: list[Point]
    label: str | None = None

    @property
    def own(self) -> bool:
        """True for a way that we drew."""
        return all(wire.name.startswith("xl_sop") for wire in self.wires)


@dataclass(slots=True)
class Network:
    """What the lines of one sheet say.

    Attributes:
        arcs: The ways. dangling: Lines with an end that leads nowhere, and that end's place.
    """

    arcs: list[Arc] = field(default_factory=list[Arc])
    dangling: list[tuple[Wire, Point]] = field(default_factory=list[tuple[Wire, Point]])
    touched: set[int] = field(default_factory=set[int])


def join(wires: Sequence[Wire], sure: Sequence[Node], maybe: Sequence[Node], budget: Budget) -> Network:
    """The ways that lines draw between symbols.

    Args:
        wires: The lines of a sheet. sure: Its symbols. maybe: Boxes with a text, symbols only if a line ends there.
        budget: Comparisons left.
    """
    drawn = [wire for wire in wires if wire.path[0] != wire.path[-1] or len(wire.path) > 2]
    return _Joiner(drawn, sure, maybe, budget).network


class _Joiner:
    def __init__(
        self, wires: Sequence[Wire], sure: Sequence[Node], maybe: Sequence[Node], budget: Budget
    ) -> None:
        self.wires = wires
        self.budget = budget
        self.network = Network()
        self.ends: list[list[Node | None]] = [[None, None] for _ in wires]
        self.touches: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.onto: dict[int, list[tuple[int, int]]] = {}
        # 1: towards its end, -1: towards its start, 2: both, 0: nobody knows
        self.flow = [_own_flow(wire) for wire in wires]
        self._attach(sure, maybe)
        self._touch()
        self._aim([*sure, *(n for n in maybe if id(n) in self.network.touched)])
        self._orient()
        self._arcs()
        self._dangling()

    # ---- ends

    def _attach(self, sure: Sequence[Node], maybe: Sequence[Node]) -> None:
        glued = {node.shape.id: node for node in (*maybe, *sure) if node.shape.id}
        trusted = self._trusted(glued)
        strips = Strips(((node, node.box) for node in sure), NEAR, self.budget)
        others = Strips(((node, node.box) for node in maybe), NEAR, self.budget) if maybe else None
        for i, wire in enumerate(self.wires):
            ends = self.ends[i]
            for k, number in ((START, wire.start), (END, wire.end)):
                if number is not None and number in trusted:
                    ends[k] = trusted[number]
            for k in (START, END):
                if ends[k] is None:
                    ends[k] = _nearest(wire.path[-k], strips) or (
                        _nearest(wire.path[-k], others) if others else None
                    )
        corners = [
            corner
            for i, ends in enumerate(self.ends)
            if ends[START] is not None and ends[START] is ends[END] and (corner := self._settle(i, strips))
        ]
        if corners:
            self._free_corners(corners)
        self.network.touched.update(id(node) for ends in self.ends for node in ends if node is not None)

    def _trusted(self, glued: dict[str, Node]) -> dict[str, Node]:
        """Glue by number, unless most of it contradicts the places: LibreOffice writes numbers that mean nothing."""
        near = far = 0
        for wire in self.wires:
            for k, number in ((START, wire.start), (END, wire.end)):
                node = glued.get(number) if number is not None else None
                if node is not None:
                    if to_box(wire.path[-k], node.box) <= 2 * NEAR:
                        near += 1
                    else:
                        far += 1
        return glued if near >= _AGREE * (near + far) else {}

    def _settle(self, i: int, strips: Strips[Node]) -> tuple[Node, Point] | None:
        """Both ends at one symbol: a loop where the line leaves it, else one end belongs to another symbol or none.

        Returns:
            The symbol and the place of the end that is free now.
        """
        wire, node = self.wires[i], self.ends[i][START]
        assert node is not None
        if wire.start is not None and wire.start == wire.end:
            return None
        places = [wire.path[0], wire.path[-1]]
        farther = max((START, END), key=lambda k: to_box(places[k], node.box))
        other = _nearest(places[farther], strips, without=node)
        if other is None and len(wire.path) > 2 and self._loops(i, node):
            return None
        self.ends[i][farther] = other
        return (node, places[farther]) if other is None else None

    def _free_corners(self, corners: Sequence[tuple[Node, Point]]) -> None:
        """Where a short last piece of a way ends at a symbol, the piece before it ends near it, but goes on."""
        strips = Strips(((c, (*c[1], *c[1])) for c in corners), _CORNER, self.budget)
        for i, wire in enumerate(self.wires):
            for k, number in ((START, wire.start), (END, wire.end)):
                node, point = self.ends[i][k], wire.path[-k]
                if node is None or number is not None:
                    continue
                for (other, place), _ in strips.at(point[1]):
                    if other is node and math.dist(place, point) <= _CORNER:
                        self.ends[i][k] = None

    def _touch(self) -> None:
        """Where free ends meet other lines."""
        free = [(i, k) for i, ends in enumerate(self.ends) for k in (START, END) if ends[k] is None]
        if not free:
            return
        strips = Strips(((j, bounds(w.path)) for j, w in enumerate(self.wires)), _JOINED, self.budget)
        for i, k in free:
            point = self.wires[i].path[-k]
            joints: list[tuple[float, int, int]] = []
            for j, box in strips.at(point[1]):
                if i == j or to_box(point, box) > _JOINED:
                    continue
                path = self.wires[j].path
                apart = [math.dist(point, path[0]), math.dist(point, path[-1])]
                if min(apart) <= _JOINED:
                    at = apart.index(min(apart))
                    joints.append((min(apart), j, at))
                elif to_path(point, path) <= _JOINED:
                    self.touches.setdefault((i, k), []).append((j, BODY))
            if joints:
                # A corner of a way drawn in pieces may lie on a line that only crosses it, or near another corner.
                nearest = min(joints)
                self.touches[i, k] = [(j, at) for far, j, at in joints if far <= nearest[0] + _EXACT]
                if (node := self.ends[nearest[1]][nearest[2]]) is not None:
                    # A line that starts where another one does, at a symbol's edge a little farther off.
                    self.ends[i][k] = node
                    del self.touches[i, k]
        for (i, k), met in self.touches.items():
            for j, at in met:
                if at == BODY:
                    self.onto.setdefault(j, []).append((i, k))

    def _aim(self, nodes: Sequence[Node]) -> None:
        """Ends in the open belong to the symbol they point to."""
        open_ends = [
            (i, k)
            for i, ends in enumerate(self.ends)
            for k in (START, END)
            if ends[k] is None and (i, k) not in self.touches
        ]
        if not open_ends:
            return
        strips = Strips(((node, node.box) for node in nodes), _AIMS, self.budget)
        for i, k in open_ends:
            path = self.wires[i].path
            point = path[-k]
            before = path[1] if k == START else path[-2]
            length = math.dist(before, point)
            if length < _SPECK:
                continue
            ahead = (
                point[0] + (point[0] - before[0]) / length * _AIMS,
                point[1] + (point[1] - before[1]) / length * _AIMS,
            )
            met = [
                (along, n, node)
                for n, (node, box) in enumerate(strips.at(point[1]))
                if node is not self.ends[i][1 - k] and (along := hits(box, point, ahead)) is not None
            ]
            if met:
                self.ends[i][k] = min(met)[2]
                self.network.touched.add(id(self.ends[i][k]))

    # ---- directions

    def _orient(self) -> None:
        """Lines without a head take the direction of those they go on with."""
        waiting = [i for i, flow in enumerate(self.flow) if flow in (1, -1)]
        while waiting:
            i = waiting.pop()
            tail = START if self.flow[i] == 1 else END
            for k, towards in ((tail, True), (1 - tail, False)):
                for j, at in self.touches.get((i, k), ()):
                    if at != BODY and self.flow[j] == 0:
                        into = at == END if towards else at == START
                        self.flow[j] = 1 if into else -1
                        waiting.append(j)

    def _arcs(self) -> None:
        headless: set[int] = set()
        for i, wire in enumerate(self.wires):
            heads = [k for k, head in ((START, wire.arrow_at_start), (END, wire.arrow_at_end)) if head]
            if not heads and self.flow[i]:
                heads = [END if self.flow[i] == 1 else START]
            if not heads:
                headless.add(i)
            for k in heads:
                target = self.ends[i][k]
                if target is None:
                    continue
                for source, chain, path in self._sources(i, k):
                    if source is target and len(chain) == 1 and not self._loops(i, target):
                        continue
                    self._add(source, target, chain, path)
                    headless.difference_update(chain)
        used = {id(wire) for arc in self.network.arcs for wire in arc.wires}
        for i in sorted(headless):
            if id(self.wires[i]) in used:
                continue
            self._downwards(i, headless)

    def _loops(self, i: int, node: Node) -> bool:
        return max(to_box(p, node.box) for p in self.wires[i].path) > _LEAVES

    def _add(self, source: Node, target: Node, chain: Sequence[int], path: list[Point]) -> None:
        self.network.arcs.append(Arc(source, target, [self.wires[j] for j in chain], path))

    def _sources(self, i: int, k: int) -> Iterator[tuple[Node, list[int], list[Point]]]:
        """The symbols from which a way comes that runs along line `i` towards its end `k`."""
        seen = {i}
        waiting: list[tuple[int, int, list[int], list[Point]]] = [(i, k, [i], [])]
        while waiting:
            line, towards, chain, after = waiting.pop()
            self.budget.spend(len(chain))
            back = 1 - towards
            node = self.ends[line][back]
            path = self.wires[line].path
            path = path if back == START else path[::-1]
            if after:
                path = [*path, *after]
            if node is not None:
                yield node, chain, path
            else:
                for j, at in self.touches.get((line, back), ()):
                    if j in seen:
                        continue
                    for end in self._coming(j, at):
                        seen.add(j)
                        waiting.append((j, end, [*chain, j], path))
            for j, at in self.onto.get(line, ()):
                if j not in seen and self._flows_to(j, at):
                    seen.add(j)
                    waiting.append((j, at, [*chain, j], path))

    def _coming(self, j: int, at: int) -> Iterable[int]:
        """The ends of line `j` towards which a way may run that leaves it at one of its ends or in its course."""
        if at != BODY:
            return (at,) if self._flows_to(j, at) else ()
        if self.flow[j] == 1:
            return (END,)
        if self.flow[j] == -1:
            return (START,)
        upper = START if self.wires[j].path[0][1] <= self.wires[j].path[-1][1] else END
        return (1 - upper,)

    def _flows_to(self, j: int, at: int) -> bool:
        return self.flow[j] in (0, 2) or self.flow[j] == (1 if at == END else -1)

    def _downwards(self, i: int, headless: set[int]) -> None:
        """A way without any arrow head: from the highest symbol it touches to the others."""
        met: list[tuple[Node, int]] = []
        chain = [i]
        seen = {i}
        waiting = [i]
        while waiting:
            line = waiting.pop()
            self.budget.spend(1)
            for k in (START, END):
                node = self.ends[line][k]
                if node is not None:
                    met.append((node, line))
                around = [j for j, _ in self.touches.get((line, k), ())]
                around += [j for j, _ in self.onto.get(line, ())]
                for j in around:
                    if j not in seen and j in headless:
                        seen.add(j)
                        chain.append(j)
                        waiting.append(j)
        headless.difference_update(seen)
        if len({id(node) for node, _ in met}) < 2:
            return
        met.sort(key=lambda item: item[0].order)
        first, line = met[0]
        path = self.wires[line].path
        path = path if self.ends[line][START] is first else path[::-1]
        told = {id(first)}
        for node, _ in met[1:]:
            if id(node) not in told:
                told.add(id(node))
                self._add(first, node, chain, path)

    # ---- what is left

    def _dangling(self) -> None:
        """Lines with a free end that lie in the flow: with an arrow head, or with the other end at a symbol."""
        reached = {(i, k) for met in self.touches.values() for i, k in met if k != BODY}
        for i, wire in enumerate(self.wires):
            ends = self.ends[i]
            for k in (START, END):
                if ends[k] is not None or (i, k) in self.touches or (i, k) in reached:
                    continue
                if ends[1 - k] is not None or wire.arrow_at_start or wire.arrow_at_end:
                    self.network.dangling.append((wire, wire.path[-k]))
                    break


def _own_flow(wire: Wire) -> int:
    if wire.arrow_at_start and wire.arrow_at_end:
        return 2
    return 1 if wire.arrow_at_end else -1 if wire.arrow_at_start else 0


def _nearest(point: Point, strips: Strips[Node], without: Node | None = None) -> Node | None:
    best: Node | None = None
    least = (NEAR, math.inf)
    for node, box in strips.at(point[1]):
        if node is without:
            continue
        apart = to_box(point, box)
        if apart <= least[0]:
            size = (box[2] - box[0]) * (box[3] - box[1])
            if (apart, size) < least:
                best, least = node, (apart, size)
    return best
