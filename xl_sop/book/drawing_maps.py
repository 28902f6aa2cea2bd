"""From a shape's own coordinates to the sheet's: turns, flips, groups in groups.

Sources: ECMA-376-1 section 20.1.7 (transforms). What Excel does beyond it: the anchor of a shape turned by about 90° or
270° describes the box it would have if it were turned upright (seen in its files, and in LibreOffice's import filter).
"""

from __future__ import annotations

import math
from typing import NamedTuple
from xml.etree.ElementTree import Element

from xl_sop.book import drawing_tags as tag
from xl_sop.book.drawing_elements import Said, number_of
from xl_sop.book.drawings import Point


class Map(NamedTuple):
    """An affine map: x = a·u + c·v + e, y = b·u + d·v + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, u: float, v: float) -> Point:
        return self.a * u + self.c * v + self.e, self.b * u + self.d * v + self.f

    def after(self, first: Map) -> Map:
        """This map of what `first` gives."""
        a, b, c, d, e, f = self
        return Map(
            a * first.a + c * first.b, b * first.a + d * first.b, a * first.c + c * first.d,
            b * first.c + d * first.d, a * first.e + c * first.f + e, b * first.e + d * first.f + f,
        )  # fmt: skip


SAME = Map(1, 0, 0, 1, 0, 0)

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def own_map(said: Said, box: Box | None) -> Map | None:
    """From a unit square around (0, 0) to a shape's place in its own coordinates; None if it has no place."""
    turn, (width, height) = said.turn, said.extent
    if box is not None:
        left, top, across, down = box
        x, y = left + across / 2, top + down / 2
        if turn and 45 <= turn % 180 < 135 and not _written_as_it_is(width, height, across, down):
            across, down = down, across
        width, height = across, down
    elif said.offset is not None:
        x, y = said.offset[0] + width / 2, said.offset[1] + height / 2
    else:
        return None
    if said.flip_h:
        width = -width
    if said.flip_v:
        height = -height
    if not turn:
        return Map(width, 0.0, 0.0, height, x, y)
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return Map(width * cosine, width * sine, -height * sine, height * cosine, x, y)


def _written_as_it_is(width: float, height: float, across: float, down: float) -> bool:
    """True where a turned shape's anchor has the sides of the unturned shape: not every program does as Excel does."""
    if not width or not height or not across or not down:
        return False
    same = abs(math.log(width / across)) + abs(math.log(height / down))
    swapped = abs(math.log(width / down)) + abs(math.log(height / across))
    return same < swapped - 0.2 and same < 0.2


def group_map(transform: Element | None) -> Map:
    """From the coordinates of a group's members to the unit square."""
    x = y = 0.0
    width = height = 1.0
    if transform is not None:
        offset, extent = transform.find(tag.CHILD_OFFSET), transform.find(tag.CHILD_EXTENT)
        if offset is not None:
            x, y = number_of(offset.get("x")), number_of(offset.get("y"))
        if extent is not None:
            width, height = number_of(extent.get("cx")) or 1.0, number_of(extent.get("cy")) or 1.0
    return Map(1 / width, 0.0, 0.0, 1 / height, -x / width - 0.5, -y / height - 0.5)
