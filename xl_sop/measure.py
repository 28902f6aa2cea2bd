"""How many lines a text takes in a cell: Excel does not fit the height of merged cells, so we do.

Advance widths are those of Arial (Liberation Sans has the same), in thousandths of an em.
"""

from __future__ import annotations

import math
import unicodedata

_WIDTHS = {
    222: "ijl'|",
    278: "ft.,;:!/\\[]I ",
    333: 'r()-"`',
    500: "ckvxyszJ",
    556: "abdeghnopqu0123456789L?#$_",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_EM = 96 / 72 / 1000
_DIGIT = 7  # pixels of a digit of Arial 10: the unit in which Excel counts column widths
_SLACK = 1.04  # programs round glyphs to pixels in their own ways; better a line too high than one cut off
_LINE = 1.275  # height of a line, in font sizes
_PADDING = 3  # points

INDENTED, CENTERED = 14, 5
"""Pixels of a column that padding takes: with an indent of one, and without."""
MAX_HEIGHT = 409.0
"""Excel's limit for a row, in points."""


def lines(text: str, width: float, *, size: float = 10, bold: bool = False, inset: int = INDENTED) -> int:
    """Lines that a text takes when wrapped at words.

    Args:
        text: With `\\n` for hard line breaks.
        width: Column width, in Excel's unit of digits.
        size: Font size in points.
        bold: Whether it is set bold.
        inset: Pixels of the column that padding takes.
    """
    room = max(width * _DIGIT - inset, _DIGIT)
    space = pixels(" ", size, bold)
    total = 0
    for paragraph in text.split("\n"):
        count, used = 1, 0.0
        for word in paragraph.split(" "):
            length = pixels(word, size, bold)
            if used and used + space + length > room:
                count, used = count + 1, 0.0
            used += length + (space if used else 0.0)
            if used > room:
                broken = math.ceil(used / room) - 1
                count, used = count + broken, used - broken * room
        total += count
    return total


def height(
    text: str | None, width: float, *, size: float = 10, bold: bool = False, inset: int = INDENTED
) -> float:
    """Points that a text needs in a cell of that width; one line for no text."""
    return math.ceil(lines(text or "", width, size=size, bold=bold, inset=inset) * size * _LINE + _PADDING)


def unbroken(text: str, *, size: float = 10, bold: bool = False) -> float:
    """The column width at which no word of a text is broken."""
    return max((pixels(word, size, bold) for word in text.split()), default=0.0) / _DIGIT + 1


def pixels(text: str, size: float, bold: bool = False) -> float:
    """Width of a text on one line, in pixels of 96 dpi; rather too much than too little."""
    return sum(map(_thousandths, text)) * size * _EM * _SLACK * (1.08 if bold else 1.0)


def _thousandths(character: str) -> int:
    if character in _WIDTH:
        return _WIDTH[character]
    if unicodedata.combining(character):
        return 0
    return 1000 if unicodedata.east_asian_width(character) in "WF" else 620
