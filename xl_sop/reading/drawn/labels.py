"""Which text belongs to which way out of a decision: `Ya`, `Tidak`, `Lengkap`, in a box or in a cell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from xl_sop.address import Merge
from xl_sop.book.drawings import PIXEL, Drawing, Point
from xl_sop.book.grid import Grid
from xl_sop.document import Page
from xl_sop.reading.drawn.near import Box, box_to_path, to_box
from xl_sop.reading.drawn.network import Arc
from xl_sop.reading.drawn.symbols import is_branch_text
from xl_sop.reading.marks import is_branch_label
from xl_sop.text import clean

LONGEST = 40
"""Characters; longer texts are remarks."""
_REACH = 45 * PIXEL
_OTHER_WORDS = 25 * PIXEL
"""Any word so near a way is its label; `Ya` and `Tidak` may stand farther off."""
_FROM_SYMBOL = 0.3
"""Weight of the distance to where the way begins: ways part at the decision."""
_FAR = 35 * PIXEL
_AT_EDGE = 12 * PIXEL
_OTHER_ROW = 30 * PIXEL
_FEW = 5
_OUR_LABEL, _OUR_WAY = "xl_sop label ", "xl_sop alur "
"""Names of the labels and ways that we drew begin so; what follows is the same for a way and its label."""
_LETTER, _LINE = 7 * PIXEL, 15 * PIXEL


class Label(NamedTuple):
    """A text beside the symbols, the box around it, and the name of its shape, if it is one."""

    text: str
    box: Box
    name: str = ""
    row: tuple[float, float] | None = None

    @property
    def certain(self) -> bool:
        """True for `Ya`, `Tidak` and the like, which can be nothing else."""
        return is_branch_text(self.text)


def labels_in_cells(grid: Grid, page: Page, drawing: Drawing, top: int, bottom: int) -> Iterator[Label]:
    """`Ya` and `Tidak` typed into performer cells."""
    sizes = drawing.sizes
    merges: dict[tuple[int, int], Merge] | None = None
    performers = [column for column in page.columns if column.role == "performer"]
    if not performers:
        return
    first = min(column.index for column in performers) - grid.left
    last = max(column.last for column in performers) - grid.left + 1
    filled = [
        row
        for row in range(max(top, grid.top), min(bottom, grid.bottom) + 1)
        if any(grid.rows[row - grid.top][max(first, 0) : last])
    ]
    for column in performers if filled else ():
        for row in filled:
            for index in range(column.index, column.last + 1):
                value = grid.value(row, index)
                if not isinstance(value, str) or not is_branch_label(value):
                    continue
                words = [word for word in value.split() if is_branch_text(word)]
                if not words:
                    continue
                if merges is None:
                    merges = {(m.top, m.left): m for m in grid.merges}
                area = merges.get((row, index), Merge(row, index, row, index))
                left, right = sizes.x(area.left), sizes.x(area.right + 1)
                middle = (sizes.y(area.top) + sizes.y(area.bottom + 1)) / 2
                for i, word in enumerate(words):
                    x = left + (right - left) * (2 * i + 1) / (2 * len(words))
                    half = min(len(word) * _LETTER, (right - left) / len(words)) / 2
                    box = (x - half, middle - _LINE / 2, x + half, middle + _LINE / 2)
                    yield Label(word, box, row=(sizes.y(area.top), sizes.y(area.bottom + 1)))


def put_labels(arcs: Sequence[Arc], labels: Sequence[Label]) -> None:
    """Give each way out of a decision, or out of a symbol with several ways, the text beside it."""
    ways: dict[int, list[Arc]] = defaultdict(list)
    for arc in arcs:
        ways[id(arc.source)].append(arc)
        written = clean(next((wire.text for wire in arc.wires if wire.text), ""))
        if written and len(written) <= LONGEST:
            arc.label = written
    labels = _put_our_own(arcs, labels)
    forks = [out for out in ways.values() if len(out) > 1 or out[0].source.symbol == "keputusan"]
    if not forks:
        return
    lost = _routes_lost(arcs)
    near: dict[int, list[tuple[Label, list[float]]]] = defaultdict(list)
    for label in labels:
        text = clean(label.text)
        if not text or len(text) > LONGEST or text.endswith("?"):
            continue
        best, home, costs = math.inf, -1, []
        for i, out in enumerate(forks):
            if not _close(label, out):
                continue
            found = [_cost_by_ends(label, arc) if lost else _cost(label, arc) for arc in out]
            if min(found) < best:
                best, home, costs = min(found), i, found
        if home >= 0:
            near[home].append((label, costs))
    for home, found in near.items():
        _assign(forks[home], found)


def _put_our_own(arcs: Sequence[Arc], labels: Sequence[Label]) -> list[Label]:
    """Give the ways that we drew the labels that we drew, by their names; returns the other labels."""
    ours = {
        label.name.removeprefix(_OUR_LABEL): label for label in labels if label.name.startswith(_OUR_LABEL)
    }
    taken: set[str] = set()
    for arc in arcs:
        for wire in arc.wires:
            key = wire.name.removeprefix(_OUR_WAY)
            if wire.name.startswith(_OUR_WAY) and key in ours:
                text = clean(ours[key].text)
                # a text that had no room ends in an ellipsis, and the name has it whole
                arc.label = key.split(" ", 2)[2] if "…" in text else text
                taken.add(key)
    return [label for label in labels if label.name.removeprefix(_OUR_LABEL) not in taken]


def _close(label: Label, out: Sequence[Arc]) -> bool:
    """A quick look: the label's box is not far from the box around the fork and its ways."""
    x, y = (label.box[0] + label.box[2]) / 2, (label.box[1] + label.box[3]) / 2
    points: list[Point] = [p for arc in out for p in arc.path]
    around = (
        min(p[0] for p in points), min(p[1] for p in points),
        max(p[0] for p in points), max(p[1] for p in points),
    )  # fmt: skip
    return to_box((x, y), around) <= _REACH + (label.box[2] - label.box[0] + label.box[3] - label.box[1]) / 2


def _cost(label: Label, arc: Arc) -> float:
    """How ill a text suits a way: its distance from the line, and a little from where the line begins."""
    apart = box_to_path(label.box, arc.path)
    if apart > (_REACH if label.certain else _OTHER_WORDS):
        return math.inf
    middle = ((label.box[0] + label.box[2]) / 2, (label.box[1] + label.box[3]) / 2)
    begin = to_box(arc.path[0], label.box)
    # Of two ways that share a stretch, the one that leaves on the label's side is meant.
    aside = math.dist(middle, _soon(arc.path))
    # A text in the middle of a long way lies on it; how far the way has come matters only near the symbol.
    far = min(_FROM_SYMBOL * begin + 0.1 * aside, _FAR)
    if label.row is not None and not label.row[0] <= arc.source.shape.centre[1] < label.row[1]:
        far += _OTHER_ROW  # where in its cell a typed text stands is not known, but whose row it is
    return apart + far + (0 if label.certain else 10 * PIXEL)


def _routes_lost(arcs: Sequence[Arc]) -> bool:
    """True where every elbow turns in its very middle: so LibreOffice 7 saves all connectors that it opened.

    Their ends are still where they were drawn, and that is all that can be relied on.
    """
    elbows = [wire.path for arc in arcs for wire in arc.wires if wire.geometry.startswith("bentConnector")]
    return len(elbows) > 2 and all(len(path) == 4 and _turns_in_its_middle(path) for path in elbows)


def _turns_in_its_middle(path: Sequence[Point]) -> bool:
    axis = 0 if abs(path[0][1] - path[1][1]) <= abs(path[0][0] - path[1][0]) else 1
    first, last = path[0][axis], path[3][axis]
    return abs(path[1][axis] - (first + last) / 2) <= PIXEL + 0.002 * abs(last - first)


def _cost_by_ends(label: Label, arc: Arc) -> float:
    """How ill a text suits a way of which only the ends are known."""
    wire = arc.wires[-1]
    if not wire.geometry.startswith("bentConnector"):
        return _cost(label, arc)
    source, start = arc.source.shape, arc.path[0]
    middle = ((label.box[0] + label.box[2]) / 2, (label.box[1] + label.box[3]) / 2)
    same_row = label.row is not None and label.row[0] <= source.centre[1] < label.row[1]
    half = (label.box[2] - label.box[0]) / 2
    if to_box(middle, arc.source.box) - half > (3 if same_row else 1.5) * _REACH:
        return math.inf
    edge = min(
        start[0] - source.left, source.right - start[0], start[1] - source.top, source.bottom - start[1]
    )
    if edge <= _AT_EDGE:
        aim, cost = start, to_box(start, label.box)
    else:
        aim, cost = arc.target.shape.centre, _AT_EDGE
    centre = source.centre
    apart = math.hypot(aim[0] - centre[0], aim[1] - centre[1]) * math.dist(middle, centre)
    turned = (aim[0] - centre[0]) * (middle[0] - centre[0]) + (aim[1] - centre[1]) * (middle[1] - centre[1])
    cost += _AT_EDGE * (1 - turned / apart) if apart else _AT_EDGE
    if label.row is not None and not same_row:
        cost += _OTHER_ROW
    return cost + (0 if label.certain else 10 * PIXEL)


def _soon(path: Sequence[Point], distance: float = 30 * PIXEL) -> Point:
    """The point of a way a little after its beginning."""
    left = distance
    for i in range(len(path) - 1):
        length = math.dist(path[i], path[i + 1])
        if length >= left:
            part = left / length
            return (
                path[i][0] + (path[i + 1][0] - path[i][0]) * part,
                path[i][1] + (path[i + 1][1] - path[i][1]) * part,
            )
        left -= length
    return path[-1]


def _assign(ways: Sequence[Arc], labels: Sequence[tuple[Label, list[float]]]) -> None:
    """The cheapest way to give every way at most one text; few texts and ways allow to try all."""
    free = [i for i, arc in enumerate(ways) if arc.label is None]
    ranked = sorted(labels, key=lambda item: (not item[0].certain, min(item[1])))
    if len(free) > _FEW or len(ranked) > _FEW:
        taken: set[int] = set()
        for label, costs in ranked:
            for i in sorted(free, key=lambda n: costs[n]):
                if i not in taken and costs[i] < math.inf:
                    taken.add(i)
                    ways[i].label = clean(label.text)
                    break
        return
    size = min(len(free), len(ranked))
    best: tuple[float, tuple[tuple[int, int], ...]] = (math.inf, ())
    for chosen in permutations(range(len(ranked)), size) if size else ():
        for places in permutations(free, size):
            pairs = tuple(zip(chosen, places, strict=True))
            # A text without a way costs more than a far one; certain words go first.
            cost = sum(
                costs[i] if (costs := ranked[n][1])[i] < math.inf else 4 * _REACH for n, i in pairs
            ) + sum(2 * _REACH for n, (label, _) in enumerate(ranked) if label.certain and n not in chosen)
            if cost < best[0]:
                best = cost, pairs
    for n, i in best[1]:
        label, costs = ranked[n]
        if costs[i] < math.inf:
            ways[i].label = clean(label.text)
