"""DrawingML of a sheet → `Drawing`: anchors, turns, flips and groups worked into plain coordinates.

Nothing a drawing points to is followed: no picture, chart, link or macro.

Sources: ECMA-376-1 sections 20.5 (spreadsheet drawings), 20.1.7 (transforms), 20.1.9 (geometry), annex D (preset
connectors). What Excel does beyond it: the anchor of a shape turned by about 90° or 270° describes the box it would
have if it were turned upright (seen in its files, and in LibreOffice's import filter).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from xl_sop import limits
from xl_sop.address import MAX_COLUMN, MAX_ROW
from xl_sop.book.drawings import FREEFORM, PICTURE, Drawing, Point, Shape, Wire
from xl_sop.book.plain_sheet import text_part
from xl_sop.book.sizes import Sizes, read_sizes
from xl_sop.package.container import Container
from xl_sop.package.outline import relationships_of
from xl_sop.refusals import refusal

_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPE, _CONNECTOR, _GROUP, _PICTURE = f"{_X}sp", f"{_X}cxnSp", f"{_X}grpSp", f"{_X}pic"
_DRAWN = frozenset((_SHAPE, _CONNECTOR, _GROUP, _PICTURE))
_ANCHORS = frozenset((f"{_X}twoCellAnchor", f"{_X}oneCellAnchor", f"{_X}absoluteAnchor"))
_ALTERNATE, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_TRUE = ("1", "true")
_FARTHEST = 1 << 40
"""EMU; the last row of a sheet of tallest rows ends at 5.5e12 < 2^43, an honest drawing far earlier."""
_ENOUGH = 4
_WHOLE_SHEET = 8 << 20
_NUMBER = re.compile(r"-?[0-9]{1,15}\Z")

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


class _Map(NamedTuple):
    """An affine map: x = a·u + c·v + e, y = b·u + d·v + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, u: float, v: float) -> Point:
        return self.a * u + self.c * v + self.e, self.b * u + self.d * v + self.f

    def after(self, first: _Map) -> _Map:
        """This map of what `first` gives."""
        a, b, c, d, e, f = self
        return _Map(
            a * first.a + c * first.b, b * first.a + d * first.b, a * first.c + c * first.d,
            b * first.c + d * first.d, a * first.e + c * first.f + e, b * first.e + d * first.f + f,
        )  # fmt: skip


_SAME = _Map(1, 0, 0, 1, 0, 0)


def read_drawing(package: Container, sheet_part: str, sheet: str, bottom: int) -> Drawing:
    """What is drawn on a sheet.

    Args:
        package: The workbook. sheet_part: The sheet's part. sheet: Its name. bottom: Its last row with contents.

    Raises:
        BookError: A part is damaged, built to deceive, or beyond a limit.
    """
    found = [r.target for r in relationships_of(package, sheet_part).values() if r.kind == "drawing"]
    anchors: list[Element] = []
    for part in dict.fromkeys(found):
        if part in package:
            anchors += _anchors(_tree(package, part))
    if len(anchors) > limits.SHAPES.value:
        raise limits.SHAPES.exceeded()
    return _Reader(package, sheet_part, sheet, anchors, bottom).drawing


def _tree(package: Container, part: str) -> Element:
    if package.size(part) > limits.DRAWING_BYTES.value:
        raise limits.DRAWING_BYTES.exceeded()
    content = text_part(package.read(part))
    if content.count(b"<") > limits.DRAWING_TAGS.value:
        raise limits.DRAWING_TAGS.exceeded()
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise refusal("damaged") from error


def _anchors(root: Element) -> Iterator[Element]:
    for element in root:
        if element.tag in _ANCHORS:
            yield element
        elif element.tag == _ALTERNATE:
            for choice in element:
                if choice.tag == _CHOICE:
                    yield from (anchor for anchor in choice if anchor.tag in _ANCHORS)


class _Mark(NamedTuple):
    """A corner of an anchor: column and row from 1, and how far into them."""

    column: int
    right: float
    row: int
    down: float


class _Reader:
    """Turns the anchors of one sheet into a drawing."""

    def __init__(
        self, package: Container, part: str, sheet: str, anchors: list[Element], bottom: int
    ) -> None:
        self._left = limits.SHAPES.value
        marks = [(_mark(anchor.find(f"{_X}from")), _mark(anchor.find(f"{_X}to"))) for anchor in anchors]
        reach: dict[int, float] = {}
        last = bottom
        for pair in marks:
            for mark in pair:
                if mark is not None:
                    last = max(last, mark.row)
                    if mark.down > reach.get(mark.row, 0.0):
                        reach[mark.row] = mark.down
        if package.size(part) > _WHOLE_SHEET:
            pieces: Iterator[bytes] = package.chunks(part)
        else:
            pieces = iter((text_part(package.read(part)),))
        sizes = read_sizes(pieces, last + 1, reach)
        wider = _font_scale(anchors, marks, sizes)
        self.drawing = Drawing(sheet, sizes.widened(wider) if wider is not None else sizes)
        for anchor, (first, second) in zip(anchors, marks, strict=True):
            self._anchor(anchor, first, second)

    def _anchor(self, anchor: Element, first: _Mark | None, second: _Mark | None) -> None:
        sizes = self.drawing.sizes
        if first is not None:
            left, top = _place(sizes, first)
        elif (position := anchor.find(f"{_X}pos")) is not None:
            left, top = _number(position.get("x")), _number(position.get("y"))
        else:
            return
        if second is not None:
            right, bottom = _place(sizes, second)
        elif (extent := anchor.find(f"{_X}ext")) is not None:
            right, bottom = left + _number(extent.get("cx")), top + _number(extent.get("cy"))
        else:
            return
        for element in _content(anchor):
            self._draw(element, (left, top, right - left, bottom - top), _SAME, 0)

    def _draw(
        self, element: Element, box: tuple[float, float, float, float] | None, outer: _Map, depth: int
    ) -> None:
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
        group = element.tag == _GROUP
        properties = element.find(f"{_X}grpSpPr" if group else f"{_X}spPr")
        said = next((child.find(f"{_X}cNvPr") for child in element if child.tag.startswith(f"{_X}nv")), None)
        if properties is None or (said is not None and said.get("hidden") in _TRUE):
            return
        transform = properties.find(f"{_A}xfrm")
        own = _own_map(transform, box)
        if own is None:
            return
        place = own if outer is _SAME else outer.after(own)
        if group:
            inner = place.after(_group_map(transform))
            for child in _content(element):
                self._draw(child, None, inner, depth + 1)
            return
        number, name = (said.get("id", ""), said.get("name", "")) if said is not None else ("", "")
        if element.tag == _PICTURE:
            self.drawing.shapes.append(_shape((number, name, PICTURE), place, properties, element))
            return
        preset = properties.find(f"{_A}prstGeom")
        geometry = preset.get("prst", "") if preset is not None else FREEFORM
        path = _path(geometry, preset, properties, place)
        if path is not None:
            self.drawing.wires.append(_wire((number, name, geometry), path, properties, element))
        else:
            self.drawing.shapes.append(_shape((number, name, geometry), place, properties, element))


def _content(element: Element) -> Iterator[Element]:
    """The drawn things directly in an anchor or group."""
    for child in element:
        if child.tag in _DRAWN:
            yield child
        elif child.tag == _ALTERNATE:
            chosen = next((c for c in child if c.tag == _CHOICE), None)
            inside = [e for e in chosen if e.tag in _DRAWN] if chosen is not None else []
            if not inside and (other := child.find(_FALLBACK)) is not None:
                inside = [e for e in other if e.tag in _DRAWN]
            yield from inside


# ---- places -----------------------------------------------------------------------------------------------------


def _font_scale(
    anchors: Sequence[Element], marks: Sequence[tuple[_Mark | None, _Mark | None]], sizes: Sizes
) -> float | None:
    """How many times wider the columns were where the drawing was saved than they are in the usual font.

    Widths are given in characters. Shapes have both their cell and their place on the sheet: where these agree on
    another width for all columns, the font was another one.
    """
    ratios: list[float] = []
    for anchor, (mark, _) in zip(anchors, marks, strict=True):
        if mark is None or mark.column == 1:
            continue
        element = next(_content(anchor), None)
        properties = element.find(f"{_X}spPr") if element is not None else None
        transform = properties.find(f"{_A}xfrm") if properties is not None else None
        if transform is None or transform.get("rot") or (offset := transform.find(f"{_A}off")) is None:
            continue
        usual = sizes.x(mark.column)
        if usual > 0:
            ratios.append((_number(offset.get("x")) - mark.right) / usual)
    if len(ratios) < _ENOUGH:
        return None
    middle = sorted(ratios)[len(ratios) // 2]
    agreeing = sum(abs(ratio - middle) < 0.02 * middle for ratio in ratios)
    if not 0.5 < middle < 2 or abs(middle - 1) < 0.02 or agreeing < 0.8 * len(ratios):
        return None
    return middle


def _number(text: str | None) -> float:
    """A coordinate; an impossible one is none that a person drew."""
    text = (text or "0").strip()
    if not _NUMBER.match(text) or abs(value := int(text)) > _FARTHEST:
        raise refusal("unsafe")
    return float(value)


def _mark(corner: Element | None) -> _Mark | None:
    if corner is None:
        return None
    column, right, row, down = (
        _number(corner.findtext(f"{_X}{name}")) for name in ("col", "colOff", "row", "rowOff")
    )
    return _Mark(
        min(max(int(column), 0), MAX_COLUMN - 1) + 1, max(right, 0.0),
        min(max(int(row), 0), MAX_ROW - 1) + 1, max(down, 0.0),
    )  # fmt: skip


def _place(sizes: Sizes, mark: _Mark) -> Point:
    """A corner of an anchor; never beyond its cell, as in Excel when a column was made narrower."""
    x, y = sizes.x(mark.column), sizes.y(mark.row)
    return min(x + mark.right, sizes.x(mark.column + 1)), min(y + mark.down, sizes.y(mark.row + 1))


def _own_map(transform: Element | None, box: tuple[float, float, float, float] | None) -> _Map | None:
    """From a unit square around (0, 0) to a shape's place in its own coordinates; None if it has no place."""
    turn, flip_h, flip_v = 0.0, False, False
    width = height = 0.0
    offset = extent = None
    if transform is not None:
        attributes = transform.attrib
        if attributes:
            turn = _number(attributes.get("rot")) / 60_000 % 360
            flip_h, flip_v = attributes.get("flipH") in _TRUE, attributes.get("flipV") in _TRUE
        offset, extent = transform.find(f"{_A}off"), transform.find(f"{_A}ext")
    if extent is not None:
        width, height = _number(extent.get("cx")), _number(extent.get("cy"))
    if box is not None:
        left, top, across, down = box
        x, y = left + across / 2, top + down / 2
        if 45 <= turn % 180 < 135 and not _written_as_it_is(width, height, across, down):
            across, down = down, across
        width, height = across, down
    elif offset is not None:
        x, y = _number(offset.get("x")) + width / 2, _number(offset.get("y")) + height / 2
    else:
        return None
    if flip_h:
        width = -width
    if flip_v:
        height = -height
    if not turn:
        return _Map(width, 0.0, 0.0, height, x, y)
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return _Map(width * cosine, width * sine, -height * sine, height * cosine, x, y)


def _written_as_it_is(width: float, height: float, across: float, down: float) -> bool:
    """True where a turned shape's anchor has the sides of the unturned shape: not every program does as Excel does."""
    if not width or not height or not across or not down:
        return False
    same = abs(math.log(width / across)) + abs(math.log(height / down))
    swapped = abs(math.log(width / down)) + abs(math.log(height / across))
    return same < swapped - 0.2 and same < 0.2


def _group_map(transform: Element | None) -> _Map:
    """From the coordinates of a group's members to the unit square."""
    x = y = 0.0
    width = height = 1.0
    if transform is not None:
        offset, extent = transform.find(f"{_A}chOff"), transform.find(f"{_A}chExt")
        if offset is not None:
            x, y = _number(offset.get("x")), _number(offset.get("y"))
        if extent is not None:
            width, height = _number(extent.get("cx")) or 1.0, _number(extent.get("cy")) or 1.0
    return _Map(1 / width, 0.0, 0.0, 1 / height, -x / width - 0.5, -y / height - 0.5)


# ---- shapes and lines -------------------------------------------------------------------------------------------


def _unit(x: float, y: float) -> Point:
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (0.0, 0.0)


def _shape(said: tuple[str, str, str], place: _Map, properties: Element, element: Element) -> Shape:
    number, name, geometry = said
    across, down = abs(place.a) / 2 + abs(place.c) / 2, abs(place.b) / 2 + abs(place.d) / 2
    shape = Shape(number, name, geometry, place.e - across, place.f - down, place.e + across, place.f + down)
    if place.a < 0 or place.b or place.d < 0:
        shape.rightwards, shape.downwards = _unit(place.a, place.b), _unit(place.c, place.d)
    if geometry == PICTURE:
        return shape
    styled = element.find(f"{_X}style") is not None
    line = properties.find(f"{_A}ln")
    shape.outlined = styled if line is None or not len(line) else line.find(f"{_A}noFill") is None
    shape.filled = properties.find(f"{_A}noFill") is None and (
        styled or any(child.tag.endswith("Fill") for child in properties)
    )
    shape.text = _text(element)
    kind = element.find(f"{_X}nvSpPr/{_X}cNvSpPr")
    shape.text_box = kind is not None and kind.get("txBox") in _TRUE
    if geometry in ("roundRect", "round2SameRect"):
        shape.corner = _adjustments(properties.find(f"{_A}prstGeom")).get("adj")
    return shape


def _text(element: Element) -> str:
    body = element.find(f"{_X}txBody")
    if body is None:
        return ""
    lines = ("".join(run.text or "" for run in line.iter(f"{_A}t")) for line in body.iter(f"{_A}p"))
    return " ".join(" ".join(lines).split())[: limits.DRAWN_TEXT.value]


def _wire(said: tuple[str, str, str], path: list[Point], properties: Element, element: Element) -> Wire:
    number, name, geometry = said
    wire = Wire(number, name, path)
    if geometry in _BLOCK_ARROWS:
        wire.arrow_at_end, wire.arrow_at_start = True, _BLOCK_ARROWS[geometry][2]
    line = properties.find(f"{_A}ln")
    if line is not None:
        for part in line:
            tag = part.tag
            if tag == f"{_A}headEnd":
                wire.arrow_at_start = part.get("type", "none") != "none"
            elif tag == f"{_A}tailEnd":
                wire.arrow_at_end = part.get("type", "none") != "none"
            elif tag == f"{_A}prstDash":
                wire.dashed = part.get("val", "solid") != "solid"
            elif tag == f"{_A}custDash":
                wire.dashed = True
    if element.tag == _CONNECTOR:
        glue = element.find(f"{_X}nvCxnSpPr/{_X}cNvCxnSpPr")
        if glue is not None and len(glue):
            start, end = glue.find(f"{_A}stCxn"), glue.find(f"{_A}endCxn")
            wire.start = start.get("id") if start is not None else None
            wire.end = end.get("id") if end is not None else None
    else:
        wire.text = _text(element)
    return wire


def _path(geometry: str, preset: Element | None, properties: Element, place: _Map) -> list[Point] | None:
    """The corners of a line; None for an area."""
    if geometry == FREEFORM:
        return _freeform(properties, place)
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
    given = _adjustments(preset)
    at = {name: given.get(name, 50_000) / 100_000 for name in ("adj1", "adj2", "adj3")}
    return [
        place(
            (at[u] if isinstance(u, str) else u) - 0.5,
            (at[v] if isinstance(v, str) else v) - 0.5,
        )
        for u, v in corners
    ]


def _adjustments(preset: Element | None) -> dict[str, int]:
    """The adjustments of a preset geometry; those that are computed are left out."""
    found: dict[str, int] = {}
    if preset is None:
        return found
    for guide in preset.iter(f"{_A}gd"):
        word, _, value = guide.get("fmla", "").partition(" ")
        if word == "val" and _NUMBER.match(value) and abs(int(value)) < 100_000_000:
            found[guide.get("name", "")] = int(value)
    return found


def _freeform(properties: Element, place: _Map) -> list[Point] | None:
    """The corners of a polyline; None for a closed or filled outline, and for what has no path of plain numbers."""
    path = properties.find(f"{_A}custGeom/{_A}pathLst/{_A}path")
    if path is None or len(path) > limits.CORNERS.value:
        return None
    width, height = (_number(path.get(side)) or 1.0 for side in ("w", "h"))
    corners: list[Point] = []
    for command in path:
        if command.tag == f"{_A}close":
            return None
        points = command.findall(f"{_A}pt")
        if not points:
            continue
        x, y = points[-1].get("x", ""), points[-1].get("y", "")
        if not _NUMBER.match(x) or not _NUMBER.match(y):
            return None
        corners.append((int(x) / width - 0.5, int(y) / height - 0.5))
    if len(corners) < 2 or (len(corners) > 3 and math.dist(corners[0], corners[-1]) < 0.01):
        return None
    return [place(u, v) for u, v in corners]
