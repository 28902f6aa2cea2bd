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
_INDENT = 14  # pixels that padding and an indent of one take
_SLACK = 1.06  # programs round glyphs to pixels in their own ways; better a line too high than one cut off
LINE = 1.3  # height of a line, in font sizes

MAX_HEIGHT = 409.0
"""Excel's limit for a row, in points."""


def _pixels(text: str, size: float, bold: bool) -> float:
    def thousandths(character: str) -> int:
        if character in _WIDTH:
            return _WIDTH[character]
        if unicodedata.combining(character):
            return 0
        return 1000 if unicodedata.east_asian_width(character) in "WF" else 620

    return sum(map(thousandths, text)) * size * _EM * _SLACK * (1.08 if bold else 1.0)


def lines(text: str, width: float, *, size: float = 10, bold: bool = False) -> int:
    """Lines that a text takes when wrapped at words.

    Args:
        text: With `\\n` for hard line breaks.
        width: Column width, in Excel's unit of digits.
        size: Font size in points.
        bold: Whether it is set bold.
    """
    room = max(width * _DIGIT - _INDENT, _DIGIT)
    total = 0
    for paragraph in text.split("\n"):
        count, used = 1, 0.0
        for word in paragraph.split(" "):
            length = _pixels(word, size, bold)
            if used and used + _pixels(" ", size, bold) + length > room:
                count, used = count + 1, 0.0
            used += length + (_pixels(" ", size, bold) if used else 0.0)
            if used > room:
                broken = math.ceil(used / room) - 1
                count, used = count + broken, used - broken * room
        total += count
    return total


def height(
    text: str | None, width: float, *, size: float = 10, bold: bool = False, padding: float = 5
) -> float:
    """Points that a text needs in a cell of that width; one line for no text."""
    return math.ceil(lines(text or "", width, size=size, bold=bold) * size * LINE + padding)
