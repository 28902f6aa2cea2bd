"""Sizes of letters and lines, as data.

Widths are the advance widths of Arial in thousandths of an em, read from the font file of Liberation Sans, which was
drawn to have the same ones. An accented letter is as wide as its letter; the few other signs are estimated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


def _by_character(by_width: Mapping[int, str]) -> dict[str, int]:
    return {character: width for width, characters in by_width.items() for character in characters}


REGULAR: Mapping[str, int] = _by_character(
    {
        191: "'",
        222: "ijl‘’",
        260: "|",
        278: " !,./:;I[\\]ft·",
        333: "()-`r“”²³",
        334: "{}",
        350: "•",
        355: '"',
        389: "*",
        400: "°",
        469: "^",
        500: "Jcksvxyz",
        549: "±√≤≥÷",
        556: "#$0123456789?L_abdeghnopqu–§€",
        584: "+<=>~×",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        737: "®©",
        778: "GOQ",
        833: "Mm",
        834: "½¼¾",
        889: "%",
        944: "W",
        1000: "—…→←↔™",
        1015: "@",
    }
)
BOLD: Mapping[str, int] = _by_character(
    {
        238: "'",
        278: " ,./I\\ijl‘’·",
        280: "|",
        333: "!()-:;[]`ft²³",
        350: "•",
        389: "*r{}",
        400: "°",
        474: '"',
        500: "z“”",
        549: "±√≤≥÷",
        556: "#$0123456789J_aceksvxy–§€",
        584: "+<=>^~×",
        611: "?FLTZbdghnopqu",
        667: "EPSVXY",
        722: "&ABCDHKNRU",
        737: "®©",
        778: "GOQw",
        833: "M",
        834: "½¼¾",
        889: "%m",
        944: "W",
        975: "@",
        1000: "—…→←↔™",
    }
)
"""Character → advance width."""

OTHER, WIDE = 620, 1000
"""Width of a character that is not listed, and of an East Asian one."""

LINE_POINTS: Mapping[float, float] = {
    8: 11.25, 9: 12.0, 10: 12.75, 11: 14.25, 12: 15.0, 13: 16.5, 14: 18.0, 16: 20.25, 18: 23.25, 20: 25.5,
}  # fmt: skip
"""Font size → height of a line of Arial in Excel, in points: the height that an empty row of that font has."""
LINE_FACTOR = 1.3
"""The same for other sizes, in font sizes."""


class Font(NamedTuple):
    """How much wider and higher than Arial a font is at the same size."""

    width: float
    line: float


FONTS: Mapping[str, Font] = {
    "arial": Font(1.0, 1.0),
    "liberation sans": Font(1.0, 1.0),
    "helvetica": Font(1.0, 1.0),
    "arial narrow": Font(0.82, 1.0),
    "calibri": Font(0.92, 1.07),
    "carlito": Font(0.92, 1.07),
    "times new roman": Font(0.92, 1.05),
    "liberation serif": Font(0.92, 1.05),
    "cambria": Font(0.98, 1.05),
    "tahoma": Font(0.99, 1.05),
    "bookman old style": Font(1.13, 1.05),
    "verdana": Font(1.18, 1.05),
}
"""Fonts of SOPs by folded name; widths compared on a sentence of 140 letters."""
UNKNOWN = Font(1.15, 1.15)
"""A font that is not listed: rather a line too high than one cut off."""
