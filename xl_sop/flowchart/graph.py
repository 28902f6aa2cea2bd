"""What a flowchart of an SOP has to show, before anything has a place: symbols by cell, ways, joints.

A step's way leaves from its diamond, else from the performer nearest to the target's; performers who do a step
together are joined. Steps are counted from 0 in the order of the table, performers in the order of its columns:
numbers may repeat or be missing, positions do not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from xl_sop.model import Sop, Step, Symbol, Way

UNKNOWN: Symbol = "proses"
"""How a performer's part without a known shape is drawn."""


class Spot(NamedTuple):
    """The place of a symbol: step and performer (from 0), and its position in the cell, from the top."""

    step: int
    performer: int
    place: int


class Link(NamedTuple):
    """An arrow to draw.

    Attributes:
        source: The symbol it leaves from.
        target: The symbol it points to.
        label: What is written beside its exit.
        way: Its position in the step's `next`; None for the join of two symbols in one cell.
    """

    source: Spot
    target: Spot
    label: str | None
    way: int | None


class Missing(NamedTuple):
    """A way that cannot be drawn, since one of its two steps has no symbol, or no row has its number."""

    step: int
    way: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Everything to draw.

    Attributes:
        stacks: The symbols of each cell (step, performer), from the top.
        ends: The spots that are not in the SOP: a terminator drawn for a way to the end.
        links: The ways, and the joins within a cell, in reading order; every one once.
        joints: Neighbours among the performers who do a step together.
        missing: Ways that cannot be drawn.
        numbers: The number of each step, as written.
        performers: The names of the performers.
    """

    stacks: Mapping[tuple[int, int], Sequence[Symbol]]
    ends: frozenset[Spot]
    links: Sequence[Link]
    joints: Sequence[tuple[Spot, Spot]]
    missing: Sequence[Missing]
    numbers: Sequence[int | None]
    performers: Sequence[str]
    _by_step: dict[int, list[Link]] = field(default_factory=dict[int, list[Link]])

    def links_of(self, step: int) -> Sequence[Link]:
        """The links that leave from or come to a step."""
        if not self._by_step:
            for link in self.links:
                for end in {link.source.step, link.target.step}:
                    self._by_step.setdefault(end, []).append(link)
        return self._by_step.get(step, ())


@dataclass(slots=True)
class _Cells:
    """The cells with symbols, per step from the left."""

    stacks: dict[tuple[int, int], list[Symbol]] = field(default_factory=dict[tuple[int, int], list[Symbol]])
    by_step: list[list[int]] = field(default_factory=list[list[int]])
    ends: set[Spot] = field(default_factory=set[Spot])

    def last(self, step: int, performer: int) -> Spot:
        return Spot(step, performer, len(self.stacks[step, performer]) - 1)

    def exits(self, step: int) -> list[Spot]:
        """Where ways may leave from: the diamonds, else the last symbol of each performer."""
        cells = self.by_step[step]
        diamonds = [
            Spot(step, performer, place)
            for performer in cells
            for place, kind in enumerate(self.stacks[step, performer])
            if kind == "keputusan"
        ]
        return diamonds or [self.last(step, performer) for performer in cells]

    def end_of(self, step: int) -> Link | None:
        """From a step to the terminator below, made if there is none; None where the exit is itself the end."""
        source = self.exits(step)[0]
        stack = self.stacks[step, source.performer]
        if stack[source.place] == "terminator":
            return None
        below = next((at for at in range(source.place + 1, len(stack)) if stack[at] == "terminator"), None)
        if below is None:
            stack.append("terminator")
            below = len(stack) - 1
            self.ends.add(Spot(step, source.performer, below))
        return Link(source, Spot(step, source.performer, below), None, None)


def flow(sop: Sop, places: Collection[tuple[int, int]] | None = None) -> Flow:
    """What has to be drawn for an SOP.

    Args:
        sop: The SOP.
        places: The cells (step, performer) that can hold symbols: a hidden row has none, nor has a performer without a
            column; None: all can.
    """
    cells = _cells(sop, places)
    joins = [
        Link(Spot(step, performer, place), Spot(step, performer, place + 1), None, None)
        for (step, performer), kinds in cells.stacks.items()
        for place in range(len(kinds) - 1)
    ]
    joints = [
        (Spot(step, left, 0), Spot(step, right, 0))
        for step, performers in enumerate(cells.by_step)
        for left, right in pairwise(performers)
    ]
    links: list[Link] = []
    missing: list[Missing] = []
    for index, step in enumerate(sop.steps):
        for position, way in enumerate(step.next):
            target = target_of(sop.steps, index, way)
            if not cells.by_step[index] or (target is not None and (target < 0 or not cells.by_step[target])):
                missing.append(Missing(index, position))
            elif target is None:
                link = cells.end_of(index)
                if link is not None:
                    # two symbols in a cell are joined already: the way takes the place of that join
                    joins = [join for join in joins if join[:2] != link[:2]]
                    links.append(link._replace(label=way.label, way=position))
            else:
                source, goal = _nearest(cells, index, target)
                links.append(Link(source, goal, way.label, position))
    return Flow(
        cells.stacks,
        frozenset(cells.ends),
        sorted([*joins, *links], key=lambda link: link[0]),
        joints,
        missing,
        [step.number for step in sop.steps],
        sop.performers,
    )


def target_of(steps: Sequence[Step], index: int, way: Way) -> int | None:
    """The position of the step a way leads to; None for the end, -1 where no step has the number.

    Where a number repeats, the next row is meant, else the nearest. A lone way without number and label means
    the next row, if that has lost its number.
    """
    following = steps[index + 1] if index + 1 < len(steps) else None
    if way.step is None:
        lone = way.label is None and len(steps[index].next) == 1
        return index + 1 if lone and following is not None and following.number is None else None
    if following is not None and following.number == way.step:
        return index + 1
    same = [at for at, step in enumerate(steps) if step.number == way.step]
    return min(same, key=lambda at: (abs(at - index), -at), default=-1)


def _cells(sop: Sop, places: Collection[tuple[int, int]] | None) -> _Cells:
    columns = {name: index for index, name in enumerate(sop.performers)}
    cells = _Cells()
    for index, step in enumerate(sop.steps):
        held = {
            columns[part.name]: list(part.symbols) or [UNKNOWN]
            for part in step.performers
            if places is None or (index, columns[part.name]) in places
        }
        cells.by_step.append(sorted(held))
        cells.stacks.update(((index, performer), held[performer]) for performer in sorted(held))
    return cells


def _nearest(cells: _Cells, index: int, target: int) -> tuple[Spot, Spot]:
    pairs = (
        (source, Spot(target, performer, 0))
        for source in cells.exits(index)
        for performer in cells.by_step[target]
    )
    return min(pairs, key=lambda pair: (abs(pair[0].performer - pair[1].performer), pair[0]))
