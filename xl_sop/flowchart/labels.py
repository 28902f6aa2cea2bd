"""Labels beside the exits of their ways: inside the cell, clear of symbols and of each other, away from lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_sop.flowchart.graph import Flow
from xl_sop.flowchart.layout import Layout, label_name
from xl_sop.flowchart.plan import PIXEL, Box, Frame, Label, Placed, Point
from xl_sop.flowchart.routing import Routed
from xl_sop.flowchart.sizes import LABEL_LINES, LABEL_SIZE, half_column, label_lines, line_height, text_width

_SMALLER = (LABEL_SIZE, 6.0, 5.0)
_INSET = 2 * PIXEL  # from the cell's border
_BESIDE = 2 * PIXEL  # from the line
# What is worse: a line through the label, smaller letters, a shortened text, another label below it.
_THROUGH, _SMALL, _SHORT, _OVER_LABEL, _OVER_SYMBOL, _PLACE, _ELSEWHERE = 30, 12, 60, 500, 1000, 3, 45


def label(flow: Flow, layout: Layout, routed: Sequence[Routed], frames: Sequence[Frame]) -> list[Label]:
    """A label for every arrow that has one, in the order of the arrows."""
    symbols: dict[tuple[int, int], list[Placed]] = {}
    for symbol in layout.symbols:
        symbols.setdefault((symbol.frame, symbol.performer), []).append(symbol)
    lines: dict[int, list[tuple[int, Box]]] = {}
    for number, one in enumerate(routed):
        frame = layout.symbols[one.arrow.source].frame
        for start, stop in zip(one.points, one.points[1:], strict=False):
            lines.setdefault(frame, []).append((number, _around(start, stop)))
    placed: list[Label] = []
    taken: dict[int, list[Box]] = {}
    for number, one in enumerate(routed):
        if not one.arrow.label:
            continue
        source = layout.symbols[one.arrow.source]
        cell = _cell(frames[source.frame], source)
        near = [box for _, box in lines[source.frame] if _meet(box, cell)]
        around = symbols[source.frame, source.performer]
        boxes = taken.setdefault(source.frame, [])
        choices = (
            (
                cost + _conflicts(box, around, near, boxes),
                position,
                Label(label_name(flow, one.arrow.link), text, size, box, source.frame, number),
            )
            for position, (cost, text, size, box) in enumerate(_choices(one.arrow.label, source, one, cell))
        )
        best = min(choices, key=lambda choice: choice[:2])[2]
        boxes.append(best.box)
        placed.append(best)
    return placed


def _cell(frame: Frame, symbol: Placed) -> Box:
    column = frame.columns[symbol.performer]
    assert column is not None  # a symbol stands in a column
    row = frame.rows[list(frame.steps).index(symbol.step)]
    return Box(column[0] + _INSET, row[0] + _INSET, column[1] - _INSET, row[1] - _INSET)


def _choices(text: str, source: Placed, routed: Routed, cell: Box) -> Iterator[tuple[int, str, float, Box]]:
    """Texts and places for a label with what they cost, best first: all of them inside the cell."""
    half = half_column(cell.right - cell.left + 2 * _INSET)
    for shrink, size in enumerate(_SMALLER):
        for room in (cell.right - cell.left, half):
            lines = label_lines(text, room, size)
            whole = "\n".join(lines)
            cost = shrink * _SMALL + (_SHORT if whole.replace("\n", " ") != text else 0)
            width = max(text_width(line, size) for line in lines)
            height = len(lines) * line_height(size)
            if len(lines) > LABEL_LINES or width > cell.right - cell.left or height > cell.bottom - cell.top:
                continue
            beside = [*_places(source, routed, width, height, cell)]
            corners = _corners(source, width, height, cell)
            for place, (corner, far) in enumerate(
                [*((one, 0) for one in beside), *((one, _ELSEWHERE) for one in corners)]
            ):
                x = min(max(corner[0], cell.left), cell.right - width)
                y = min(max(corner[1], cell.top), cell.bottom - height)
                yield cost + far + place * _PLACE, whole, size, Box(x, y, x + width, y + height)
            if len(lines) == 1:
                break


def _places(source: Placed, routed: Routed, width: int, height: int, cell: Box) -> Iterator[Point]:
    """Where a label beside its exit may begin (left, top), in the order in which a reader looks for it."""
    box, (x, y) = source.box, source.port(routed.source_side)
    right, left = cell.right - width, cell.left
    over, under = box.top - PIXEL - height, box.bottom + PIXEL
    match routed.source_side:
        case "bottom":
            yield from ((x + _BESIDE, under), (x - _BESIDE - width, under))
        case "top":
            yield from ((x + _BESIDE, over), (x - _BESIDE - width, over))
        case "right":
            start = min(x + PIXEL, right)
            away = _clear(source, start - source.x)
            yield from ((start, y - away - height), (start, y + away), (right, over), (right, under))
        case "left":
            start = max(x - PIXEL - width, left)
            away = _clear(source, source.x - start - width)
            yield from ((start, y - away - height), (start, y + away), (left, over), (left, under))


def _corners(source: Placed, width: int, height: int, cell: Box) -> Iterator[Point]:
    """The corners of the cell around a symbol, where there is no room beside the exit."""
    for y in (source.box.bottom + PIXEL, source.box.top - PIXEL - height):
        yield from ((cell.right - width, y), (cell.left, y))


def _clear(symbol: Placed, across: int) -> int:
    """How far above or below its middle a symbol ends at a distance from its centre, and a pixel more."""
    if 2 * across >= symbol.width:
        return PIXEL
    share = 1 - 2 * max(across, 0) / symbol.width if symbol.kind == "keputusan" else 1.0
    return int(symbol.height / 2 * share) + PIXEL


def _conflicts(box: Box, symbols: Sequence[Placed], lines: Sequence[Box], labels: Sequence[Box]) -> int:
    return (
        _OVER_SYMBOL * sum(_covers(symbol, box) for symbol in symbols)
        + _OVER_LABEL * sum(_meet(box, other) for other in labels)
        + _THROUGH * sum(_meet(box, line) for line in lines)
    )


def _covers(symbol: Placed, box: Box) -> bool:
    """Whether a label touches a symbol; a diamond leaves its corners free."""
    if symbol.kind != "keputusan":
        return _meet(symbol.box, box)
    dx = max(box.left - symbol.x, symbol.x - box.right, 0)
    dy = max(box.top - symbol.y, symbol.y - box.bottom, 0)
    return 2 * dx / symbol.width + 2 * dy / symbol.height < 1


def _around(start: Point, stop: Point) -> Box:
    return Box(*map(min, start, stop), *map(max, start, stop))


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a border; a line is a box without width."""
    return (
        (one.left < other.right or (one.left == one.right == other.right))
        and one.right > other.left
        and one.top < other.bottom
        and one.bottom > other.top
    )
