"""A plan as single strokes in points, for painters of open workbooks: they draw what they are told, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xl_sop.flowchart.arrange import Drawn
from xl_sop.flowchart.plan import POINT, Box, Joint, Label, Placed, Route, Side
from xl_sop.flowchart.presets import Preset, preset
from xl_sop.model import Symbol

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height in points."""
TEXT_SIZE = 7.0


class SymbolStroke(NamedTuple):
    """A symbol; `text` is empty for most."""

    name: str
    kind: Symbol
    area: Rectangle
    text: str


class WireStroke(NamedTuple):
    """A line.

    Attributes:
        name: Its name.
        points: Its corners.
        source, target: Names of the symbols at its ends.
        source_side, target_side: The sides it leaves from and comes to.
        dashed: True for the joint of two performers: dashed, without an arrowhead.
        shape: The connector that draws it.
    """

    name: str
    points: Sequence[tuple[float, float]]
    source: str
    target: str
    source_side: Side
    target_side: Side
    dashed: bool
    shape: Preset


class LabelStroke(NamedTuple):
    """A text beside an exit; lines are parted by `\\n`."""

    name: str
    text: str
    area: Rectangle
    size: float


class Strokes(NamedTuple):
    """Everything to draw on one sheet, those behind first."""

    symbols: list[SymbolStroke]
    wires: list[WireStroke]
    labels: list[LabelStroke]


def strokes(drawn: Sequence[Drawn], sheet: str) -> Strokes:
    """The strokes of all flowcharts on a sheet."""
    result = Strokes([], [], [])
    for one in drawn:
        symbols = one.plan.symbols
        here = [one.sheets[symbol.frame] == sheet for symbol in symbols]
        result.symbols.extend(_symbol(symbol) for symbol, wanted in zip(symbols, here, strict=True) if wanted)
        wires: list[Route | Joint] = [*one.plan.routes, *one.plan.joints]
        result.wires.extend(_wire(wire, symbols) for wire in wires if here[wire.source])
        result.labels.extend(_label(label) for label in one.plan.labels if one.sheets[label.frame] == sheet)
    return result


def _symbol(symbol: Placed) -> SymbolStroke:
    return SymbolStroke(symbol.name, symbol.kind, _area(symbol.box), symbol.text)


def _wire(wire: Route | Joint, symbols: Sequence[Placed]) -> WireStroke:
    sides: tuple[Side, Side] = ("right", "left")
    if isinstance(wire, Route):
        sides = (wire.source_side, wire.target_side)
    return WireStroke(
        wire.name,
        [(x / POINT, y / POINT) for x, y in wire.points],
        symbols[wire.source].name,
        symbols[wire.target].name,
        *sides,
        isinstance(wire, Joint),
        preset(wire.points),
    )


def _label(label: Label) -> LabelStroke:
    return LabelStroke(label.name, label.text, _area(label.box), label.size)


def _area(box: Box) -> Rectangle:
    return box.left / POINT, box.top / POINT, (box.right - box.left) / POINT, (box.bottom - box.top) / POINT
