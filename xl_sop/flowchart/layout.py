"""Symbols in their cells, and pentagons at the edges of pages: everything that lines are drawn between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from xl_sop.address import column_letters
from xl_sop.flowchart.graph import Flow, Link, Spot
from xl_sop.flowchart.pages import pair, strip_height, strips
from xl_sop.flowchart.plan import PREFIX, Frame, Placed
from xl_sop.flowchart.sizes import ABREAST, EDGE, GAP, PENTAGON, PENTAGON_PITCH, STRIP, scale, symbol_size
from xl_sop.flowchart.sizes import stack_height as height_of
from xl_sop.model import Symbol

PENTAGON_PLACE = -1
"""`Placed.place` of a pentagon that is not in the SOP."""
_END = "Selesai"


class Arrow(NamedTuple):
    """A line to route between two symbols, given by their positions; the rest as in `plan.Route`."""

    source: int
    target: int
    label: str | None
    link: Link


@dataclass(slots=True)
class Layout:
    """The symbols of all frames, and what joins them.

    Attributes:
        symbols: In reading order; pentagons last.
        arrows: To be routed, each within one frame.
        joints: Pairs of symbols to join with a dashed line.
    """

    symbols: list[Placed] = field(default_factory=list[Placed])
    arrows: list[Arrow] = field(default_factory=list[Arrow])
    joints: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


class _Edge:
    """The strip at the top or bottom of a frame, as far as it is filled."""

    def __init__(self, begin: int, total: Counter[int]):
        """`begin` is the y where its first line of pentagons begins, `total` how many each column gets."""
        self._begin, self._total, self._used = begin, total, Counter[int]()

    def next(self, performer: int, column: tuple[int, int]) -> tuple[int, int]:
        """The centre of the next pentagon in a performer's column."""
        position, self._used[performer] = self._used[performer], self._used[performer] + 1
        line, place = divmod(position, ABREAST)
        abreast = min(ABREAST, self._total[performer] - line * ABREAST)
        middle = (column[0] + column[1]) // 2
        pitch = round(PENTAGON_PITCH * scale(column[1] - column[0]))
        x = middle + round((place - (abreast - 1) / 2) * pitch)
        return x, self._begin + line * STRIP + PENTAGON[1] // 2


def lay_out(flow: Flow, frames: Sequence[Frame]) -> Layout:
    """Put every symbol into its place.

    Args:
        flow: What is drawn.
        frames: The pages; each step with symbols is in one of them, its row at least as high as `pages.heights` says.
    """
    setter = _Setter(flow, frames)
    for number in range(len(frames)):
        setter.set_frame(number)
    letters = map(column_letters, count(1))
    for link in flow.links:
        setter.set_link(link, letters)
    setter.layout.joints = [(setter.at[left], setter.at[right]) for left, right in flow.joints]
    return setter.layout


class _Setter:
    """Fills a layout frame by frame, then link by link."""

    def __init__(self, flow: Flow, frames: Sequence[Frame]):
        self._flow, self._frames = flow, frames
        self.layout = Layout()
        self.at: dict[Spot, int] = {}
        self._frame_of: dict[int, int] = {}
        self._edges: list[tuple[_Edge, _Edge]] = []

    def set_frame(self, number: int) -> None:
        """Put the symbols of one page into their cells, and make room for its pentagons."""
        frame, last = self._frames[number], len(self._frames[number].steps) - 1
        around = strips(self._flow, frame.steps)
        top, bottom = strip_height(around.top), strip_height(around.bottom)
        for position, (step, row) in enumerate(zip(frame.steps, frame.rows, strict=True)):
            self._frame_of[step] = number
            inner = row[0] + (top if position == 0 else 0), row[1] - (bottom if position == last else 0)
            for performer in range(len(frame.columns)):
                self._set_stack(Spot(step, performer, 0), number, inner)
        rows = frame.rows or [(0, 0)]
        lowest = rows[-1][1] - bottom - EDGE + (STRIP - PENTAGON[1])
        self._edges.append((_Edge(rows[0][0] + EDGE, around.top), _Edge(lowest, around.bottom)))

    def set_link(self, link: Link, letters: Iterator[str]) -> None:
        """Note the arrow of a link, or two of them with their pentagons."""
        source, target = self.at[link.source], self.at[link.target]
        here, there = self._frame_of[link.source.step], self._frame_of[link.target.step]
        if here == there:
            self.layout.arrows.append(Arrow(source, target, link.label, link))
            return
        letter, places = next(letters), pair(link)
        name = f"{PREFIX}sambungan {letter} {{}} {_numbers(self._flow, link)}"
        out = self._set_pentagon(name.format("keluar"), letter, here, places.out)
        into = self._set_pentagon(name.format("masuk"), letter, there, places.into)
        self.layout.arrows.append(Arrow(source, out, link.label, link))
        self.layout.arrows.append(Arrow(into, target, None, link))

    def _set_stack(self, spot: Spot, number: int, row: tuple[int, int]) -> None:
        column = self._frames[number].columns[spot.performer]
        kinds = self._flow.stacks.get((spot.step, spot.performer))
        if column is None or kinds is None:
            return
        y = (row[0] + row[1] - height_of(kinds)) // 2
        for place, kind in enumerate(kinds):
            here = spot._replace(place=place)
            width, height = symbol_size(kind, column[1] - column[0])
            centre = (column[0] + column[1]) // 2, y + height // 2
            self._add(here, kind, number, centre, (width, height))
            self.at[here] = len(self.layout.symbols) - 1
            y += height + GAP

    def _add(
        self, spot: Spot, kind: Symbol, frame: int, centre: tuple[int, int], size: tuple[int, int]
    ) -> None:
        flow, ends = self._flow, spot in self._flow.ends
        name = f"{PREFIX}langkah {_number(flow, spot.step)} {flow.performers[spot.performer]}"
        if ends:
            name = f"{PREFIX}selesai {_number(flow, spot.step)}"
        elif spot.place:
            name += f" ({spot.place + 1})"
        self.layout.symbols.append(Placed(name, kind, *spot, frame, *centre, *size, _END if ends else ""))

    def _set_pentagon(self, name: str, letter: str, number: int, place: tuple[int, bool]) -> int:
        performer, top = place
        frame = self._frames[number]
        column, step = frame.columns[performer], frame.steps[0 if top else -1]
        assert column is not None  # the page has the column of every symbol that stands on it
        centre = self._edges[number][0 if top else 1].next(performer, column)
        width = round(PENTAGON[0] * scale(column[1] - column[0])) // 2 * 2
        self.layout.symbols.append(
            Placed(
                name, "penghubung", step, performer, PENTAGON_PLACE, number, *centre, width, PENTAGON[1], letter
            )
        )  # fmt: skip
        return len(self.layout.symbols) - 1


def _number(flow: Flow, step: int) -> str:
    number = flow.numbers[step]
    return "-" if number is None else str(number)


def _numbers(flow: Flow, link: Link) -> str:
    return f"{_number(flow, link.source.step)} {_number(flow, link.target.step)}"


def route_name(flow: Flow, link: Link) -> str:
    """`xl_sop alur 3 4 Ya`."""
    return f"{PREFIX}alur {_numbers(flow, link)}" + (f" {link.label}" if link.label else "")


def joint_name(flow: Flow, left: Placed, right: Placed) -> str:
    """`xl_sop rapat 5 Camat Sekcam`."""
    names = flow.performers[left.performer], flow.performers[right.performer]
    return f"{PREFIX}rapat {_number(flow, left.step)} {names[0]} {names[1]}"


def label_name(flow: Flow, link: Link) -> str:
    """`xl_sop label 3 4 Ya`."""
    return f"{PREFIX}label {_numbers(flow, link)} {link.label}"
