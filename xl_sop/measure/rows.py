"""Which rows of a sheet must grow for their texts, wherever the sheet lives: in a file or in an open workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from xl_sop.address import Merge
from xl_sop.measure import MAX_HEIGHT, PADDING, height

ENOUGH = PADDING
"""Points that a row may lack: with less than the lines need it is too low, not with less than looks well."""


class Text(NamedTuple):
    """A wrapped text on a sheet, and what decides how much room it takes (see `measure.height`)."""

    row: int
    column: int
    text: str
    size: float = 10
    bold: bool = False
    indent: int = 0
    font: str = "Arial"


class Growth(NamedTuple):
    """How high a row must be.

    Attributes:
        points: Its new height.
        merged: True where a merged text needs it, to which no application fits a row.
    """

    points: float
    merged: bool


def growths(
    texts: Iterable[Text],
    merges: Iterable[Merge],
    width: Callable[[int, int], float],
    height_of: Callable[[int], float],
) -> dict[int, Growth]:
    """The rows that are too low for their texts; rows never shrink.

    Args:
        texts: What stands on the sheet, or in the rows in question.
        merges: Its merged areas.
        width: (first column, last column) → pixels.
        height_of: Row → points, as it is.
    """
    corners = {(m.top, m.left): m for m in merges}
    grown: dict[int, Growth] = {}
    tall: list[tuple[range, float]] = []
    for text in texts:
        merge = corners.get((text.row, text.column))
        last = merge.right if merge else text.column
        across = width(text.column, last)
        if across <= 0:  # hidden columns
            continue
        needed = height(text.text, across, size=text.size, bold=text.bold, indent=text.indent, font=text.font)
        if merge is not None and merge.bottom > merge.top:
            tall.append((range(merge.top, merge.bottom + 1), needed))
            continue
        known = grown.get(text.row)
        if needed > (known.points if known else height_of(text.row) + ENOUGH):
            grown[text.row] = Growth(min(needed, MAX_HEIGHT), merge is not None)
    for rows, needed in tall:
        now = {row: grown[row].points if row in grown else height_of(row) for row in rows}
        shown = [row for row in rows if now[row] > 0]
        missing = needed - sum(now.values())
        if missing > ENOUGH and shown:
            for row in shown:
                grown[row] = Growth(min(now[row] + missing / len(shown), MAX_HEIGHT), True)
    return {row: growth for row, growth in grown.items() if growth.points > height_of(row) + ENOUGH}
