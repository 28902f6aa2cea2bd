"""DrawingML of a sheet → `Drawing`: anchors, turns, flips and groups worked into plain coordinates.

Nothing a drawing points to is followed: no picture, chart, link or macro.

Sources: ECMA-376-1 sections 20.5 (spreadsheet drawings), annex D (preset connectors).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from xl_sop import limits
from xl_sop.address import MAX_ROW
from xl_sop.book import drawing_tags as tag
from xl_sop.book.drawing_elements import Said, pair_of, properties_of, told
from xl_sop.book.drawing_maps import SAME, Box, Map, group_map, own_map
from xl_sop.book.drawings import FREEFORM, PICTURE, Drawing, Point, Shape, Wire
from xl_sop.book.plain_drawing import Corners, plain_drawing, within_sheet
from xl_sop.book.plain_sheet import text_part
from xl_sop.book.sizes import Sizes, read_sizes
from xl_sop.package.container import Container
from xl_sop.package.outline import relationships_of
from xl_sop.refusals import refusal

_DRAWN = frozenset((tag.SHAPE, tag.CONNECTOR, tag.GROUP, tag.PICTURE))
_ANCHORS = frozenset((tag.TWO_CELL_ANCHOR, tag.ONE_CELL_ANCHOR, tag.ABSOLUTE_ANCHOR))
_ENOUGH = 4
_WHOLE_SHEET = 8 << 20

_LINES = re.compile(r"(?:line|lineInv|(?:straight|bent|curved)Connector[1-5])\Z")
_BENT: dict[str, tuple[tuple[str | float, str | float], ...]] = {
    "2": ((0, 0), (1, 0), (1, 1)),
    "3": ((0, 0), ("adj1", 0), ("adj1", 1), (1, 1)),
    "4": ((0, 0), ("adj1", 0), ("adj1", "adj2"), (1, "adj2"), (1, 1)),
    "5": ((0, 0), ("adj1", 0), ("adj1", "adj2"), ("adj3", "adj2"), ("adj3", 1), (1, 1)),
}
"""Corners of the preset connectors, in parts of their box; curved ones turn where bent ones do."""
_BLOCK_ARROWS: dict[str, tuple[Point, Point, bool]] = {
    "rightArrow": ((-0.5, 0), (0.5, 0), False),
    "leftArrow": ((0.5, 0), (-0.5, 0), False),
    "downArrow": ((0, -0.5), (0, 0.5), False),
    "upArrow": ((0, 0.5), (0, -0.5), False),
    "leftRightArrow": ((-0.5, 0), (0.5, 0), True),
    "upDownArrow": ((0, -0.5), (0, 0.5), True),
}
"""Start and end of arrows that are areas, and whether both ends have a head."""
_AREA, _STRAIGHT, _OTHER = range(3)
_ROUNDED = frozenset(("roundRect", "round2SameRect"))


class _Anchor(NamedTuple):
    """One anchor.

    Attributes:
        corners: Both corners, the second one as the first where there is none; None for one without cells.
        said: What it holds, if that is one plain thing.
        element: The anchor itself, where it has to be looked into.
    """

    corners: Corners | None
    said: Said | None = None
    element: Element | None = None


def read_drawing(package: Container, sheet_part: str, sheet: str, bottom: int) -> Drawing:
    """What is drawn on a sheet.

    Args:
        package: The workbook. sheet_part: The sheet's part. sheet: Its name. bottom: Its last row with contents.

    Raises:
        BookError: A part is damaged, built to deceive, or beyond a limit.
    """
    found = [r.target for r in relationships_of(package, sheet_part).values() if r.kind == "drawing"]
    anchors: list[_Anchor] = []
    for part in dict.fromkeys(found):
        if part in package:
            anchors += _anchors(package, part)
    if len(anchors) > limits.SHAPES.value:
        raise limits.SHAPES.exceeded()
    return _Reader(package, sheet_part, sheet, anchors, bottom).drawing


def _anchors(package: Container, part: str) -> list[_Anchor]:
    if package.size(part) > limits.DRAWING_BYTES.value:
        raise limits.DRAWING_BYTES.exceeded()
    content = text_part(package.read(part))
    if content.count(b"<") > limits.DRAWING_TAGS.value:
        raise limits.DRAWING_TAGS.exceeded()
    plain = plain_drawing(content)
    if plain is not None:
        return [_Anchor(corners, said) for corners, said in plain]
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise refusal("damaged") from error
    return [_Anchor(_corners(anchor), None, anchor) for anchor in _anchors_in(root)]


def _anchors_in(root: Element) -> Iterator[Element]:
    for element in root:
        if element.tag in _ANCHORS:
            yield element
        elif element.tag == tag.ALTERNATE:
            for choice in element:
                if choice.tag == tag.CHOICE:
                    yield from (anchor for anchor in choice if anchor.tag in _ANCHORS)


def _corners(anchor: Element) -> Corners | None:
    first, second = _corner(anchor.find(tag.FROM)), _corner(anchor.find(tag.TO))
    return None if first is None else (*first, *(second or first))


def _corner(element: Element | None) -> tuple[int, int, int, int] | None:
    if element is None:
        return None
    try:
        column, right, row, down = (int(child.text or 0) for child in element)  # the schema gives their order
    except ValueError as error:
        raise refusal("damaged") from error
    return within_sheet(column, right, row, down)


class _Reader:
    """Turns the anchors of one sheet into a drawing."""

    def __init__(
        self, package: Container, part: str, sheet: str, anchors: Sequence[_Anchor], bottom: int
    ) -> None:
        self._left = limits.SHAPES.value
        reach: dict[int, float] = {}
        last = bottom
        for anchor in anchors:
            if anchor.corners is None:
                continue
            _, _, top, down, _, _, end, end_down = anchor.corners
            if end >= last:
                last = end + 1
            for row, needed in ((top + 1, down), (end + 1, end_down)):
                if needed > reach.get(row, 0):
                    reach[row] = needed
        if package.size(part) > _WHOLE_SHEET:
            pieces: Iterator[bytes] = package.chunks(part)
        else:
            pieces = iter((text_part(package.read(part)),))
        sizes = read_sizes(pieces, min(last, MAX_ROW) + 1, reach)
        wider = _font_scale(anchors, sizes)
        sizes = sizes if wider is None else sizes.widened(wider)
        self.drawing = Drawing(sheet, sizes)
        self._shapes, self._wires = self.drawing.shapes, self.drawing.wires
        for anchor in anchors:
            if anchor.element is not None:
                self._look_into(anchor.element, anchor.corners)
            elif anchor.said is not None and anchor.corners is not None:
                self._upright(anchor.said, _box(sizes, anchor.corners))

    def _look_into(self, anchor: Element, corners: Corners | None) -> None:
        sizes = self.drawing.sizes
        extent = pair_of(anchor.find(tag.ANCHOR_EXTENT), "cx", "cy")
        if corners is not None:
            box = _box(sizes, corners)
            if extent is not None:
                box = (box[0], box[1], *extent)
        else:
            position = pair_of(anchor.find(tag.POSITION), "x", "y")
            if position is None or extent is None:
                return
            box = (*position, *extent)
        for element in _content(anchor):
            self._draw(element, box, SAME, 0)

    def _draw(self, element: Element, box: Box | None, outer: Map, depth: int) -> None:
        """Add one element, and those in it.

        Args:
            element: A shape, connector, picture or group. box: Its anchor's; None inside a group.
            outer: The map from its coordinates to the sheet's. depth: Groups around it.
        """
        self._left -= 1
        if self._left < 0:
            raise limits.SHAPES.exceeded()
        if depth > limits.GROUPS.value:
            raise limits.GROUPS.exceeded()
        said = told(element)
        if said is None:
            return
        if element.tag != tag.GROUP:
            self._place(said, box, outer)
            return
        own, properties = own_map(said, box), properties_of(element)
        if own is None or properties is None:
            return
        place = own if outer is SAME else outer.after(own)
        inner = place.after(group_map(properties.find(tag.TRANSFORM)))
        for child in _content(element):
            self._draw(child, None, inner, depth + 1)

    def _upright(self, said: Said, box: Box) -> None:
        """Add a symbol or straight line that is not turned, as nearly all are; the others go through `_place`."""
        kind = _kind(said.geometry)
        if said.turn or kind == _OTHER:
            self._place(said, box, SAME)
            return
        left, top, across, down = box
        right, bottom = left + across, top + down
        if kind == _AREA:
            shape = Shape(
                said.number, said.name, said.geometry, left, top, right, bottom,
                text=said.text, text_box=said.text_box, outlined=said.outlined, filled=said.filled,
            )  # fmt: skip
            if said.flip_h:
                shape.rightwards = (-1.0, 0.0)
            if said.flip_v:
                shape.downwards = (0.0, -1.0)
            self._shapes.append(shape)
            return
        if said.flip_h:
            left, right = right, left
        if said.flip_v:
            top, bottom = bottom, top
        self._wires.append(_wire(said, [(left, top), (right, bottom)]))

    def _place(self, said: Said, box: Box | None, outer: Map) -> None:
        """Add what an element says at its place on the sheet."""
        own = own_map(said, box)
        if own is None:
            return
        place = own if outer is SAME else outer.after(own)
        path = _path(said, place)
        if path is None:
            self._shapes.append(_shape(said, place))
        else:
            self._wires.append(_wire(said, path))


@lru_cache(maxsize=256)
def _kind(geometry: str) -> int:
    """Whether a geometry is a plain area, a straight line, or anything else."""
    if geometry == PICTURE or (
        geometry.startswith("flowChart") or geometry in ("rect", "diamond", "ellipse")
    ):
        return _AREA
    return _STRAIGHT if geometry in ("line", "straightConnector1") else _OTHER


def _content(element: Element) -> Iterator[Element]:
    """The drawn things directly in an anchor or group."""
    for child in element:
        if child.tag in _DRAWN:
            yield child
        elif child.tag == tag.ALTERNATE:
            chosen = next((c for c in child if c.tag == tag.CHOICE), None)
            inside = [e for e in chosen if e.tag in _DRAWN] if chosen is not None else []
            if not inside and (other := child.find(tag.FALLBACK)) is not None:
                inside = [e for e in other if e.tag in _DRAWN]
            yield from inside


# ---- places -----------------------------------------------------------------------------------------------------


def _font_scale(anchors: Sequence[_Anchor], sizes: Sizes) -> float | None:
    """How many times wider the columns were where the drawing was saved than they are in the usual font.

    Widths are given in characters. Shapes have both their cell and their place on the sheet: where these agree on
    another width for all columns, the font was another one.
    """
    ratios: list[float] = []
    for anchor in anchors:
        corners, said = anchor.corners, anchor.said
        if corners is None or not corners[0]:
            continue
        if anchor.element is not None:
            said = next((told(e) for e in _content(anchor.element) if e.tag != tag.GROUP), None)
        if said is None or said.offset is None or said.turn:
            continue
        usual = sizes.columns.span(corners[0] + 1)[0]
        if usual > 0:
            ratios.append((said.offset[0] - corners[1]) / usual)
    if len(ratios) < _ENOUGH:
        return None
    middle = sorted(ratios)[len(ratios) // 2]
    if not 0.5 < middle < 2 or abs(middle - 1) < 0.02:
        return None
    agreeing = sum(abs(ratio - middle) < 0.02 * middle for ratio in ratios)
    return middle if agreeing >= 0.8 * len(ratios) else None


def _box(sizes: Sizes, corners: Corners) -> Box:
    """The box between two corners; neither lies beyond its cell, as in Excel when a column was made narrower."""
    c0, x0, r0, y0, c1, x1, r1, y1 = corners
    across, down = sizes.columns.span, sizes.rows.span
    left, left_end = across(c0 + 1)
    top, top_end = down(r0 + 1)
    right, right_end = across(c1 + 1)
    bottom, bottom_end = down(r1 + 1)
    left = left + x0 if left + x0 < left_end else left_end
    top = top + y0 if top + y0 < top_end else top_end
    right = right + x1 if right + x1 < right_end else right_end
    bottom = bottom + y1 if bottom + y1 < bottom_end else bottom_end
    return left, top, right - left, bottom - top


# ---- shapes and lines -------------------------------------------------------------------------------------------


def _unit(x: float, y: float) -> Point:
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (0.0, 0.0)


def _shape(said: Said, place: Map) -> Shape:
    a, b, c, d, x, y = place
    across, down = (abs(a) + abs(c)) / 2, (abs(b) + abs(d)) / 2
    shape = Shape(
        said.number, said.name, said.geometry, x - across, y - down, x + across, y + down,
        text=said.text, text_box=said.text_box, outlined=said.outlined, filled=said.filled,
    )  # fmt: skip
    if a < 0 or b or d < 0:
        shape.rightwards, shape.downwards = _unit(a, b), _unit(c, d)
    if said.guides and said.geometry in _ROUNDED:
        shape.corner = said.guides.get("adj")
    return shape


def _wire(said: Said, path: list[Point]) -> Wire:
    head, tail = bool(said.head), bool(said.tail)
    if said.geometry in _BLOCK_ARROWS:
        head, tail = _BLOCK_ARROWS[said.geometry][2], True
    return Wire(
        said.number, said.name, path, head, tail, said.dashed, said.start, said.end, said.text, said.geometry
    )


def _path(said: Said, place: Map) -> list[Point] | None:
    """The corners of a line; None for an area."""
    geometry = said.geometry
    if geometry.startswith("flowChart") or geometry == PICTURE:
        return None
    if geometry == FREEFORM:
        return None if said.corners is None else [place(u, v) for u, v in said.corners]
    if geometry in _BLOCK_ARROWS:
        start, end, _ = _BLOCK_ARROWS[geometry]
        return [place(*start), place(*end)]
    if not _LINES.match(geometry):
        return None
    if geometry == "lineInv":
        return [place(-0.5, 0.5), place(0.5, -0.5)]
    corners = _BENT.get(geometry[-1]) if not geometry.startswith(("straight", "line")) else None
    if corners is None:
        return [place(-0.5, -0.5), place(0.5, 0.5)]
    given = said.guides or {}
    at = {name: given.get(name, 50_000) / 100_000 for name in ("adj1", "adj2", "adj3")}
    return [
        place(
            (at[u] if isinstance(u, str) else u) - 0.5,
            (at[v] if isinstance(v, str) else v) - 0.5,
        )
        for u, v in corners
    ]
