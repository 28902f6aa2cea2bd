"""How large symbols are, how much of a cell lines need, and the row height that follows from both.

A cell from its border inwards: tracks for lines (two on each side), then the symbols, so that a line along a border
never touches a symbol. A narrow column shrinks its symbols and its tracks alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xl_sop import measure
from xl_sop.flowchart.graph import Flow
from xl_sop.flowchart.plan import PIXEL
from xl_sop.model import Symbol

_USUAL_COLUMN = 64 * PIXEL
SIZES: Mapping[Symbol, tuple[int, int]] = {
    "terminator": (58 * PIXEL, 24 * PIXEL),
    "proses": (58 * PIXEL, 24 * PIXEL),
    "keputusan": (60 * PIXEL, 38 * PIXEL),
    "penghubung": (22 * PIXEL, 20 * PIXEL),
}
"""Width and height of each symbol, in a column that is wide enough."""

GAP = 14 * PIXEL
"""Between two symbols in one cell: room for the arrow that joins them."""
EDGE = 13 * PIXEL
"""From a row's border to the nearest symbol."""
GUTTER = 12 * PIXEL
"""From a column's border to the nearest symbol."""
TRACKS = (4 * PIXEL, 9 * PIXEL)
"""From a row's border to its tracks."""
SIDE_TRACKS = (5 * PIXEL, 9 * PIXEL)
"""From a column's border to its tracks."""
STRIP = 30 * PIXEL
"""Height of a line of pentagons at a page's edge, with the space below it."""
PENTAGON = (16 * PIXEL, 18 * PIXEL)
PENTAGON_PITCH = 24 * PIXEL
"""From one pentagon in a strip to the next."""
ABREAST = 2
"""Pentagons side by side in a cell: each keeps a side free."""

LABEL_SIZE = 7.0
"""Font size of a label in points."""
LABEL_LINES = 3


def scale(width: int) -> float:
    """How much a column of that width shrinks what is in it: 1 from the usual width on."""
    return min(1.0, width / _USUAL_COLUMN)


def symbol_size(kind: Symbol, width: int) -> tuple[int, int]:
    """Width and height of a symbol in a column of that width; both even, so that centres are whole."""
    wide, high = SIZES[kind]
    room = width - 2 * round(GUTTER * scale(width))
    return max(min(wide, room), 2) // 2 * 2, high // 2 * 2


def stack_height(kinds: Sequence[Symbol]) -> int:
    """Height of the symbols of a cell with the gaps between them."""
    return sum(SIZES[kind][1] for kind in kinds) + GAP * (len(kinds) - 1)


def row_height(flow: Flow, step: int, columns: Sequence[tuple[int, int] | None]) -> int:
    """The least height of a step's row: its highest stack, clear of the borders, and room for labels."""
    stacks = [flow.stacks[step, p] for p in range(len(flow.performers)) if (step, p) in flow.stacks]
    if not stacks:
        return 0
    lines = max(
        (
            len(label_lines(link.label, _half(columns[link.source.performer]), LABEL_SIZE))
            for link in flow.links_of(step)
            if link.label and link.source.step == step
        ),
        default=0,
    )
    below = lines * line_height(LABEL_SIZE) + 4 * PIXEL if lines > 1 else 0
    return max(map(stack_height, stacks)) + 2 * max(EDGE, below)


def _half(column: tuple[int, int] | None) -> int:
    return half_column(column[1] - column[0]) if column else 0


def half_column(width: int) -> int:
    """Room for a label beside a line down the middle of a column."""
    return width // 2 - 4 * PIXEL


def line_height(size: float) -> int:
    """Height of a line of a label."""
    return round(size * 96 / 72 * 1.2) * PIXEL


def text_width(text: str, size: float) -> int:
    """Width of a text on one line."""
    return round(measure.pixels(text, size)) * PIXEL + PIXEL


def label_lines(text: str, width: int, size: float) -> list[str]:
    """A label broken at spaces to fit a width, shortened with `…` where a word or the whole does not fit."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > LABEL_LINES:
        lines[LABEL_LINES - 1 :] = [f"{lines[LABEL_LINES - 1]}…"]
    return [_shortened(line, width, size) for line in lines]


def _shortened(line: str, width: int, size: float) -> str:
    if text_width(line, size) <= width:
        return line
    bare = line.removesuffix("…")
    while len(bare) > 1 and text_width(f"{bare}…", size) > width:
        bare = bare[:-1]
    return f"{bare}…"
