"""Arcs between symbols → performers and ways of the steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_sop.model import Symbol
from xl_sop.reading.drawn.network import Arc
from xl_sop.reading.drawn.nodes import Node
from xl_sop.reading.drawn.symbols import is_label, points_up
from xl_sop.text import clean, fold
from xl_sop.vocabulary import NO_WORDS, YES_WORDS

END = -1
"""The target of a way that leads to the end of the procedure."""


class DrawnWay(NamedTuple):
    """A way out of a step: position of its target (or `END`), label, and whether we drew it."""

    target: int
    label: str | None
    own: bool = False


@dataclass(slots=True)
class DrawnStep:
    """What is drawn in the rows of one step.

    Attributes:
        performers: Symbols by performer, in column order. ways: Ways out. ends: True where the flow ends here.
        nodes: Its symbols. own: True if we drew all of them.
        names: Names written in the symbols, for a table with one column of names.
    """

    performers: dict[str, list[Symbol]] = field(default_factory=dict[str, list[Symbol]])
    ways: list[DrawnWay] = field(default_factory=list[DrawnWay])
    ends: bool = False
    nodes: list[Node] = field(default_factory=list[Node])
    names: list[tuple[str, Symbol]] = field(default_factory=list[tuple[str, Symbol]])

    @property
    def own(self) -> bool:
        """True if nothing in it was drawn by a person."""
        return all(node.own for node in self.nodes)


def settle_symbols(nodes: Sequence[Node], arcs: Sequence[Arc], steps: int) -> None:
    """Rounded boxes are starts and ends where the flow begins or ends, and boxes in its middle."""
    into = {id(a.target) for a in arcs if a.source is not a.target}
    out_of = {id(a.source) for a in arcs if a.source is not a.target}
    for node in nodes:
        if not node.meaning.rounded:
            continue
        passing = id(node) in into and id(node) in out_of
        edge = node.step is None or node.step in (0, steps - 1)
        node.symbol = "proses" if passing and not edge else "terminator"


def steps_of(
    nodes: Sequence[Node], arcs: Sequence[Arc], pairs: dict[int, Node], order: Sequence[str], steps: int
) -> list[DrawnStep]:
    """What is drawn for each step.

    Args:
        nodes: All symbols. arcs: All ways. pairs: Off-page connectors by `id` with those that continue them.
        order: The performers. steps: How many steps there are.
    """
    found = [DrawnStep() for _ in range(steps)]
    _place(nodes, found)
    for step in found:
        _performers(step, order)
    follow = _Follower(arcs, pairs, steps)
    for position, step in enumerate(found):
        step.ways = _ways(position, step, follow)
        step.ends = any(n.symbol == "terminator" and not follow.leaves(n) for n in step.nodes)
    _loose_connectors(nodes, {id(arc.target) for arc in arcs}, follow, found)
    return found


def _place(nodes: Sequence[Node], found: list[DrawnStep]) -> None:
    """Symbols to steps. One in an empty row below a step is the step's own only if the step has no other."""
    late: list[Node] = []
    for node in nodes:
        if node.step is None:
            continue
        if node.in_row:
            found[node.step].nodes.append(node)
        elif node.symbol != "penghubung":
            late.append(node)
    for node in late:
        assert node.step is not None
        home = found[node.step].nodes
        if node.symbol == "terminator" and any(n.in_row and n.symbol != "penghubung" for n in home):
            node.step = None
        else:
            home.append(node)


def _performers(step: DrawnStep, order: Sequence[str]) -> None:
    """Who takes part: an off-page connector alone in its column makes nobody a performer, if somebody else is."""
    marks = [node for node in step.nodes if not node.added]
    if len(marks) == 1 and len(marks[0].performers) == 1:
        step.performers = {marks[0].performers[0]: [marks[0].symbol]}
        return
    acting = {name for n in marks if n.symbol != "penghubung" for name in n.performers}
    symbols: dict[str, list[Symbol]] = {}
    for node in sorted(marks, key=lambda n: (n.shape.top, n.shape.left)):
        for name in node.performers:
            if node.symbol == "penghubung" and acting and name not in acting:
                continue
            have = symbols.setdefault(name, [])
            if node.symbol not in have and len(have) < 2:
                have.append(node.symbol)
        said = clean(node.shape.text)
        if said and not node.performers and node.symbol != "penghubung" and not is_label(node.shape):
            step.names.append((said, node.symbol))
    rank = {name: i for i, name in enumerate(order)}
    step.performers = {name: symbols[name] for name in sorted(symbols, key=lambda n: rank.get(n, len(rank)))}


class _Follower:
    """Follows ways through off-page connectors and symbols that belong to no step."""

    def __init__(self, arcs: Sequence[Arc], pairs: dict[int, Node], steps: int) -> None:
        self._out: dict[int, list[Arc]] = defaultdict(list)
        for arc in arcs:
            self._out[id(arc.source)].append(arc)
        self.pairs = pairs
        self._steps = steps

    def leaves(self, node: Node) -> bool:
        """True if a way leads on from a symbol."""
        return any(arc.target is not node for arc in self._out[id(node)])

    def out(self, node: Node) -> list[Arc]:
        """The ways that begin at a symbol."""
        return self._out[id(node)]

    def steps_from(self, node: Node, label: str | None, own: bool, seen: set[int]) -> Iterator[DrawnWay]:
        """Where a way leads that reaches a symbol."""
        if id(node) in seen:
            return
        if node.symbol != "penghubung" and node.step is not None:
            yield DrawnWay(node.step, label, own)
            return
        seen = seen | {id(node)}
        if node.symbol == "terminator" and not self.leaves(node):
            yield DrawnWay(END, label, own)
            return
        if node.symbol == "penghubung" and (other := self.pairs.get(id(node))) is not None:
            if self.leaves(other):
                yield from self.steps_from(other, label, own, seen)
            elif (home := self.beside(other)) is not None:
                yield DrawnWay(home, label, own)
            return
        for arc in self.out(node):
            yield from self.steps_from(arc.target, label or arc.label, own, seen)

    def beside(self, node: Node) -> int | None:
        """The step that a connector without a line stands for: its own row's, else the next one it points to."""
        if node.step is None:
            return None
        if node.in_row or points_up(node.shape):
            return node.step
        return node.step + 1 if node.step + 1 < self._steps else None


def _ways(position: int, step: DrawnStep, follow: _Follower) -> list[DrawnWay]:
    inside = [n for n in step.nodes if n.symbol != "penghubung"]
    if len(inside) == 1 and len(out := follow.out(inside[0])) == 1 and out[0].target is not inside[0]:
        (arc,) = out
        forks = inside[0].symbol == "keputusan"
        reached = follow.steps_from(arc.target, arc.label, arc.own, {id(inside[0])})
        return _tidy([way for way in reached if way.target != position or forks])
    here = {id(n) for n in inside}
    labels: dict[int, str | None] = {}
    before: dict[int, set[int]] = defaultdict(set)
    for node in inside:
        for arc in follow.out(node):
            if id(arc.target) in here and arc.target is not node:
                before[id(arc.target)].add(id(node))
                if arc.label is not None:
                    labels.setdefault(id(arc.target), arc.label)
    ways: list[DrawnWay] = []
    for node in sorted(inside, key=lambda n: (n.shape.left, n.shape.top)):
        forks = node.symbol == "keputusan"
        for arc in follow.out(node):
            label = arc.label or labels.get(id(node))
            if id(arc.target) not in here:
                reached = follow.steps_from(arc.target, label, arc.own, {id(node)})
                ways += [way for way in reached if way.target != position or forks]
            elif arc.target is node or (forks and _leads(arc.target, node, before)):
                ways.append(DrawnWay(position, label, arc.own))
            elif forks and arc.target.symbol == "terminator" and not follow.leaves(arc.target):
                ways.append(DrawnWay(END, label, arc.own))
    return _tidy(ways)


def _leads(start: Node, end: Node, before: dict[int, set[int]]) -> bool:
    """True where a way inside a step leads from one symbol to another."""
    waiting, seen = [id(end)], {id(end)}
    while waiting:
        for earlier in before[waiting.pop()]:
            if earlier == id(start):
                return True
            if earlier not in seen:
                seen.add(earlier)
                waiting.append(earlier)
    return False


def _tidy(ways: list[DrawnWay]) -> list[DrawnWay]:
    """Each way once; Ya before Tidak, else by target."""
    if len(ways) < 2:
        return ways
    labelled = {way.target for way in ways if way.label is not None}
    kept = [way for way in ways if way.label is not None or way.target not in labelled]
    unique = {(way.target, way.label): way for way in reversed(kept)}
    return sorted(unique.values(), key=lambda w: (_side(w.label), w.target == END, w.target, w.label or ""))


def _side(label: str | None) -> int:
    said = fold(label) if label else ""
    return 0 if said in YES_WORDS else 2 if said.split(" ")[0] in NO_WORDS else 1


def _loose_connectors(
    nodes: Sequence[Node], reached: set[int], follow: _Follower, found: list[DrawnStep]
) -> None:
    """A connector to which no line leads goes on for the step it stands at, if that has no way yet."""
    for node in nodes:
        other = follow.pairs.get(id(node)) if node.symbol == "penghubung" else None
        if other is None or node.step is None or id(node) in reached or found[node.step].ways:
            continue
        found[node.step].ways = [
            way for way in follow.steps_from(node, None, node.own, set()) if way.target != node.step
        ]
