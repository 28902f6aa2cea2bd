"""What a drawn shape means: its geometry → the symbol of the regulation, and the lawful shape that draws it.

Source: PermenPANRB 35/2012, appendix, chapter III: capsule (start and end), box (process), diamond (decision), arrow,
pentagon (off-page connector), nothing else. What people draw instead was seen in real SOPs made in Excel.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from xl_sop.book.drawings import PICTURE, Shape
from xl_sop.model import Symbol
from xl_sop.text import fold
from xl_sop.vocabulary import BRANCH_WORDS, END_WORDS

LAWFUL: dict[Symbol, str] = {
    "terminator": "flowChartTerminator",
    "proses": "flowChartProcess",
    "keputusan": "flowChartDecision",
    "penghubung": "flowChartOffpageConnector",
}
"""The shape of each symbol that is the regulation's own."""


class Meaning(NamedTuple):
    """What a geometry stands for.

    Attributes:
        symbol: The symbol.
        alike: True where it prints as the lawful shape does: a rectangle is a box.
        rounded: True where the place in the flow tells start and end from a box.
    """

    symbol: Symbol
    alike: bool = False
    rounded: bool = False


MEANINGS: dict[str, Meaning] = {
    "flowChartTerminator": Meaning("terminator", alike=True),
    "flowChartProcess": Meaning("proses", alike=True),
    "flowChartDecision": Meaning("keputusan", alike=True),
    "flowChartOffpageConnector": Meaning("penghubung", alike=True),
    "rect": Meaning("proses", alike=True),
    "diamond": Meaning("keputusan", alike=True),
    "roundRect": Meaning("terminator", rounded=True),
    "flowChartAlternateProcess": Meaning("terminator", rounded=True),
    "round2SameRect": Meaning("terminator", rounded=True),
    "round2DiagRect": Meaning("terminator", rounded=True),
    "ellipse": Meaning("terminator"),
    "homePlate": Meaning("penghubung"),
    "pentagon": Meaning("penghubung"),
    "flowChartConnector": Meaning("penghubung"),
    "downArrowCallout": Meaning("penghubung"),
    PICTURE: Meaning("proses"),
    **dict.fromkeys(
        (
            "flowChartDocument", "flowChartMultidocument", "flowChartPredefinedProcess", "flowChartPreparation",
            "flowChartInputOutput", "flowChartManualInput", "flowChartManualOperation", "flowChartDisplay",
            "flowChartInternalStorage", "flowChartMagneticDisk", "flowChartOnlineStorage", "flowChartPunchedCard",
            "flowChartPunchedTape", "can", "cube", "bevel", "foldedCorner", "snip1Rect", "snip2SameRect",
            "snip2DiagRect", "round1Rect", "parallelogram", "trapezoid", "hexagon", "octagon", "plaque", "frame",
        ),
        Meaning("proses"),
    ),
}  # fmt: skip
"""Geometries that people use as symbols; braces, stars and callouts are not among them."""

START_WORDS = frozenset(("mulai", "start", "awal", "begin"))
_CAPSULE = 35_000
"""A rounded rectangle whose corners take that much of its shorter side (50,000 is all) is a capsule."""
_REFERENCE = re.compile(r"(?:[a-z]|\d{1,2}|[a-z]\d)\Z")


def meaning(shape: Shape) -> Meaning | None:
    """What a shape stands for, as far as the shape alone tells; None for one that is no symbol."""
    found = MEANINGS.get(shape.geometry)
    if found is None:
        return None
    if not shape.text and shape.corner is None:
        return found
    said = fold(shape.text)
    if said in START_WORDS or said in END_WORDS:
        return found._replace(symbol="terminator", rounded=False) if found.symbol != "keputusan" else found
    if shape.geometry == "ellipse" and _REFERENCE.match(said):
        return found._replace(symbol="penghubung")
    if found.rounded and shape.corner is not None and shape.corner >= _CAPSULE:
        return found._replace(rounded=False)
    return found


def is_label(shape: Shape) -> bool:
    """True for a text that lies beside the symbols: `Ya`, `Tidak`, a remark."""
    if not shape.text:
        return False
    if not shape.outlined and (shape.text_box or not shape.filled):
        return True
    found = MEANINGS.get(shape.geometry)
    return (found is None or found.symbol == "proses") and is_branch_text(shape.text)


def may_be_label(shape: Shape) -> bool:
    """True for a box with a text: a label, unless a line leads to it."""
    found = MEANINGS.get(shape.geometry)
    return bool(shape.text) and found is not None and found.symbol == "proses"


def is_branch_text(text: str) -> bool:
    """True for `Ya`, `Tidak`, `Y`, `T`."""
    return fold(text) in BRANCH_WORDS


def points_up(shape: Shape) -> bool:
    """True for an off-page connector whose tip points upwards: the way leads back."""
    tip = shape.rightwards if shape.geometry == "homePlate" else shape.downwards
    return tip[1] < -0.5
