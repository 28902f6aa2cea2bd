"""What one element of a drawing says about itself, before anybody knows where it lies.

Sources: ECMA-376-1 sections 20.5 (spreadsheet drawings), 20.1.7 (transforms), 20.1.9 (geometry).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from msgspec import Struct

from xl_sop import limits
from xl_sop.book import drawing_tags as tag
from xl_sop.book.drawings import FREEFORM, PICTURE, Point
from xl_sop.refusals import refusal

FARTHEST = 1 << 43
"""EMU; a sheet of nothing but tallest rows ends at 5.5e12, a little before."""
TRUE = ("1", "true")
_NUMBER = re.compile(r"-?[0-9]{1,15}\Z")
_LARGEST = 100_000_000
_TURN = 60_000  # parts of a degree


class Said(Struct, gc=False):
    """One shape, connector or picture in its own words.

    Attributes:
        number: Its id. name: Its name. geometry: Its preset geometry, `PICTURE` or `FREEFORM`.
        turn: Degrees clockwise. flip_h: Mirrored left to right. flip_v: top to bottom.
        offset: Its place in the coordinates around it, None if it has none. extent: Its width and height.
        guides: Adjustments of its geometry that are plain numbers.
        corners: Those of a freeform line in parts of its box; None for an area.
        outlined: Its outline shows. filled: Its inside shows. text: What is written in it. text_box: A box for text.
        head: An arrow head at its start. tail: at its end; None where nothing is said of them.
        dashed: A line of dashes. start: Number of the shape its start is glued to. end: its end.
    """

    number: str
    name: str
    geometry: str
    turn: float = 0.0
    flip_h: bool = False
    flip_v: bool = False
    offset: Point | None = None
    extent: Point = (0.0, 0.0)
    guides: dict[str, int] | None = None
    corners: list[Point] | None = None
    outlined: bool = True
    filled: bool = True
    text: str = ""
    text_box: bool = False
    head: bool | None = None
    tail: bool | None = None
    dashed: bool = False
    start: str | None = None
    end: str | None = None


def number_of(text: str | None) -> float:
    """A coordinate; an impossible one is none that a person drew. Raises BookError."""
    try:
        value = int(text or 0)
    except ValueError as error:
        raise refusal("unsafe") from error
    if not -FARTHEST < value < FARTHEST:
        raise refusal("unsafe")
    return float(value)


def pair_of(element: Element | None, first: str, second: str) -> Point | None:
    """Two coordinates of an element."""
    return None if element is None else (number_of(element.get(first)), number_of(element.get(second)))


def properties_of(element: Element) -> Element | None:
    """The element that holds place and geometry."""
    return element.find(tag.GROUP_PROPERTIES if element.tag == tag.GROUP else tag.PROPERTIES)


def told(element: Element) -> Said | None:
    """What a shape, connector, picture or group says; None for a hidden one."""
    properties = properties_of(element)
    head = element[0].find(tag.SAID) if len(element) else None
    if properties is None or (head is not None and head.get("hidden") in TRUE):
        return None
    said = Said("", "", "") if head is None else Said(head.get("id", ""), head.get("name", ""), "")
    transform = properties.find(tag.TRANSFORM)
    if transform is not None:
        if transform.attrib:
            said.turn = number_of(transform.get("rot")) / _TURN % 360
            said.flip_h, said.flip_v = transform.get("flipH") in TRUE, transform.get("flipV") in TRUE
        said.offset = pair_of(transform.find(tag.OFFSET), "x", "y")
        said.extent = pair_of(transform.find(tag.EXTENT), "cx", "cy") or (0.0, 0.0)
    if element.tag == tag.GROUP:
        return said
    if element.tag == tag.PICTURE:
        said.geometry = PICTURE
        return said
    preset = properties.find(tag.PRESET)
    if preset is None:
        said.geometry, said.corners = FREEFORM, _freeform(properties)
    else:
        said.geometry = preset.get("prst", "")
        said.guides = _guides(preset)
    _look(said, element, properties)
    if element.tag == tag.CONNECTOR:
        glue = element.find(tag.GLUE)
        if glue is not None and len(glue):
            start, end = glue.find(tag.GLUED_START), glue.find(tag.GLUED_END)
            said.start = start.get("id") if start is not None else None
            said.end = end.get("id") if end is not None else None
    else:
        said.text = _text(element)
        kind = element.find(tag.SHAPE_KIND)
        said.text_box = kind is not None and kind.get("txBox") in TRUE
    return said


def _look(said: Said, element: Element, properties: Element) -> None:
    """Outline, inside, arrow heads and dashes."""
    styled = element.find(tag.STYLE) is not None
    line = properties.find(tag.LINE)
    said.outlined = styled if line is None or not len(line) else line.find(tag.NO_FILL) is None
    said.filled = properties.find(tag.NO_FILL) is None and (
        styled or any(child.tag.endswith("Fill") for child in properties)
    )
    for part in line if line is not None else ():
        kind = part.tag
        if kind == tag.HEAD:
            said.head = part.get("type", "none") != "none"
        elif kind == tag.TAIL:
            said.tail = part.get("type", "none") != "none"
        elif kind == tag.DASH:
            said.dashed = part.get("val", "solid") != "solid"
        elif kind == tag.CUSTOM_DASH:
            said.dashed = True


def _text(element: Element) -> str:
    body = element.find(tag.TEXT_BODY)
    if body is None:
        return ""
    lines = ("".join(run.text or "" for run in line.iter(tag.TEXT)) for line in body.iter(tag.PARAGRAPH))
    return trimmed(" ".join(lines))


def trimmed(text: str) -> str:
    """A shape's text with white space folded, cut to a bearable length."""
    return " ".join(text.split())[: limits.DRAWN_TEXT.value]


def _guides(preset: Element) -> dict[str, int]:
    """The adjustments of a preset geometry; those that are computed are left out."""
    found: dict[str, int] = {}
    for guide in preset.iter(tag.GUIDE):
        word, _, value = guide.get("fmla", "").partition(" ")
        if word == "val" and _NUMBER.match(value) and abs(int(value)) < _LARGEST:
            found[guide.get("name", "")] = int(value)
    return found


def _freeform(properties: Element) -> list[Point] | None:
    """The corners of a polyline; None for a closed outline, and for what has no path of plain numbers."""
    path = properties.find(tag.FREE_PATH)
    if path is None or len(path) > limits.CORNERS.value:
        return None
    width, height = (number_of(path.get(side)) or 1.0 for side in ("w", "h"))
    corners: list[Point] = []
    for command in path:
        if command.tag == tag.CLOSE:
            return None
        points = command.findall(tag.POINT)
        if not points:
            continue
        x, y = points[-1].get("x", ""), points[-1].get("y", "")
        if not _NUMBER.match(x) or not _NUMBER.match(y):
            return None
        corners.append((int(x) / width - 0.5, int(y) / height - 0.5))
    if len(corners) < 2:
        return None
    (x0, y0), (x1, y1) = corners[0], corners[-1]
    closed = len(corners) > 3 and abs(x0 - x1) + abs(y0 - y1) < 0.01
    return None if closed else corners
