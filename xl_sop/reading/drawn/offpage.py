"""Off-page connectors: which two belong together, by letter, column and order, over pages and sheets."""

from __future__ import annotations

from collections.abc import Sequence

from xl_sop.book.drawings import PIXEL
from xl_sop.reading.drawn.network import Arc
from xl_sop.reading.drawn.nodes import Node
from xl_sop.reading.drawn.symbols import points_up
from xl_sop.text import fold

_ALIGNED = 30 * PIXEL


def pair(nodes: Sequence[Node], arcs: Sequence[Arc]) -> tuple[dict[int, Node], list[Node]]:
    """The connectors that continue each other.

    Args:
        nodes: All symbols. arcs: All ways.

    Returns:
        By `id` of the connector a way leads to, the one where it goes on; and those without their pair.
    """
    hubs = sorted((n for n in nodes if n.symbol == "penghubung"), key=lambda n: n.order)
    into = {id(arc.target) for arc in arcs}
    out_of = {id(arc.source) for arc in arcs}
    leaving = [n for n in hubs if id(n) in into and id(n) not in out_of]
    arriving = [n for n in hubs if id(n) in out_of and id(n) not in into]
    loose = [n for n in hubs if id(n) not in into and id(n) not in out_of]
    pairs: dict[int, Node] = {}
    taken: set[int] = set()
    for choose in (_by_letter, _by_column, _by_order):
        for node in leaving:
            if id(node) in pairs:
                continue
            found = choose(node, [n for n in arriving if id(n) not in taken])
            found = found or choose(node, [n for n in loose if id(n) not in taken])
            if found is not None:
                pairs[id(node)] = found
                taken.add(id(found))
    for node in leaving:
        # Several ways may lead to one letter.
        same = [n for n in arriving if _letter(n) and _letter(n) == _letter(node)]
        if id(node) not in pairs and same:
            pairs[id(node)] = min(same, key=lambda n: _rank(node, n))
    rest = [n for n in loose if id(n) not in taken]
    for node in arriving:
        if id(node) in taken:
            continue
        found = next(
            (n for n in rest if id(n) not in taken and _fits(n, node) and _letter(n) == _letter(node)), None
        )
        if found is not None:
            pairs[id(found)] = node
            taken |= {id(found), id(node)}
    _pair_loose([n for n in rest if id(n) not in taken], pairs, taken)
    alone = [n for n in hubs if id(n) not in pairs and id(n) not in taken and not _passed(n, into, out_of)]
    return pairs, alone


def _passed(node: Node, into: set[int], out_of: set[int]) -> bool:
    return id(node) in into and id(node) in out_of


def _pair_loose(loose: Sequence[Node], pairs: dict[int, Node], taken: set[int]) -> None:
    """Connectors without any line: the next one below with the same letter, or in the same column, goes on."""
    for i, node in enumerate(loose):
        if id(node) in taken:
            continue
        for other in loose[i + 1 :]:
            if id(other) in taken:
                continue
            if _letter(node) == _letter(other) and (_letter(node) or _same_column(node, other)):
                first, second = (other, node) if points_up(node.shape) else (node, other)
                pairs[id(first)] = second
                taken |= {id(node), id(other)}
                break


def _letter(node: Node) -> str:
    return fold(node.shape.text)


def _fits(leaving: Node, arriving: Node) -> bool:
    """True where a connector lies on the side to which the other one points."""
    if arriving.page == leaving.page:
        below = arriving.shape.top > leaving.shape.centre[1]
        above = arriving.shape.bottom < leaving.shape.centre[1]
        return above if points_up(leaving.shape) else below
    return (arriving.page < leaving.page) == points_up(leaving.shape)


def _same_column(one: Node, other: Node) -> bool:
    if one.performers and other.performers:
        return one.performers == other.performers
    return abs(one.shape.centre[0] - other.shape.centre[0]) <= _ALIGNED


def _rank(node: Node, other: Node) -> tuple[bool, bool, int, float, float]:
    return (
        not _fits(node, other),
        not _same_column(node, other),
        abs(other.page - node.page),
        abs(other.shape.top - node.shape.top) if other.page == node.page else 0.0,
        abs(other.shape.centre[0] - node.shape.centre[0]),
    )


def _by_letter(node: Node, others: Sequence[Node]) -> Node | None:
    """The likeliest continuation with the same letter or number."""
    letter = _letter(node)
    same = [n for n in others if letter and _letter(n) == letter]
    return min(same, key=lambda n: _rank(node, n), default=None)


def _by_column(node: Node, others: Sequence[Node]) -> Node | None:
    """The next one in its column on the side to which it points, pointing as it does."""
    same = [n for n in _unlettered(node, others) if _same_column(node, n) and _alike(node, n)]
    return min(same, key=lambda n: _rank(node, n), default=None)


def _by_order(node: Node, others: Sequence[Node]) -> Node | None:
    """The next one on the side to which it points, in whatever column."""
    found = _unlettered(node, others)
    found = [n for n in found if _alike(node, n)] or found
    return min(found, key=lambda n: _rank(node, n), default=None)


def _unlettered(node: Node, others: Sequence[Node]) -> list[Node]:
    """Those that may continue a connector: not both have a letter, or they would agree."""
    return [n for n in others if _fits(node, n) and not (_letter(node) and _letter(n))]


def _alike(node: Node, other: Node) -> bool:
    return points_up(node.shape) == points_up(other.shape)
