"""How many lines a text takes in a cell: Excel does not fit the height of merged cells, so we do."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from xl_sop.measure.metrics import BOLD, FONTS, LINE_FACTOR, LINE_POINTS, OTHER, REGULAR, UNKNOWN, WIDE

DIGIT = 7
"""Pixels of a digit of the default fonts (Arial 10, Calibri 11): the unit in which Excel counts column widths."""
MAX_HEIGHT = 409.0
"""Excel's limit for a row, in points."""
PADDING = 3
"""Points that a row has beyond its lines."""
INDENT = 9
"""Pixels of one step of indentation."""

_EM = 96 / 72 / 1000  # pixels of a thousandth of an em, for a size of one point
_MARGINS = 6  # pixels of a column that stay free at the sides of its text
_SLACK = 1.04  # programs round glyphs to pixels in their own ways; better a line too high than one cut off


def column_pixels(width: float) -> int:
    """Pixels of a column of that many digits, as Excel's dialog says it: with 5 pixels of padding."""
    return round(width * DIGIT) + 5


def stored_pixels(width: float) -> int:
    """Pixels of a column of the `width` that a file says (ECMA-376-1, 18.3.1.13)."""
    return int((256 * width + int(128 / DIGIT)) / 256 * DIGIT)


def lines(
    text: str, width: float, *, size: float = 10, bold: bool = False, indent: int = 0, font: str = "Arial"
) -> int:
    """Lines that a text takes when wrapped at words.

    Args:
        text: With `\\n` for hard line breaks.
        width: Of the cell in pixels; of all its columns if it is merged.
        size: Font size in points.
        bold: Whether it is set bold.
        indent: Steps of indentation.
        font: The font's name.
    """
    room = max(width - _MARGINS - indent * INDENT, DIGIT)
    space = pixels(" ", size, bold, font)
    total = 0
    for paragraph in text.split("\n"):
        words = [[word] for word in paragraph.split(" ")]
        # Programs differ in where else they break: before a hyphen or a slash goes on, or never. The worse counts.
        parts = [_INSIDE.findall(word) or [""] for word in paragraph.split(" ")]
        total += max(
            _wrapped([[pixels(part, size, bold, font) for part in word] for word in way], room, space)
            for way in ((words, parts) if words != parts else (words,))
        )
    return total


_INSIDE = re.compile(r"[^-/]*[-/]+|[^-/]+")


def _wrapped(words: Sequence[Sequence[float]], room: float, space: float) -> int:
    """Lines that words take, each of parts between which a line may end; a part that is too long is broken anywhere."""
    count, used = 1, 0.0
    for word in words:
        gap = space
        for part in word:
            if used and used + gap + part > room:
                count, used = count + 1, 0.0
            used += part + (gap if used else 0.0)
            gap = 0.0
            if used > room:
                broken = math.ceil(used / room) - 1
                count, used = count + broken, used - broken * room
    return count


def height(
    text: str | None,
    width: float,
    *,
    size: float = 10,
    bold: bool = False,
    indent: int = 0,
    font: str = "Arial",
) -> float:
    """Points that a text needs in a cell of that many pixels; one line for no text. See `lines`."""
    count = lines(text or "", width, size=size, bold=bold, indent=indent, font=font)
    return math.ceil(count * line_height(size, font) + PADDING)


def line_height(size: float, font: str = "Arial") -> float:
    """Points of one line."""
    return LINE_POINTS.get(size, size * LINE_FACTOR) * FONTS.get(font.casefold(), UNKNOWN).line


def unbroken(text: str, *, size: float = 10, bold: bool = False) -> float:
    """The column width, in digits, at which no word of a text is broken."""
    longest = max((pixels(word, size, bold) for word in text.split()), default=0.0)
    return (longest + _MARGINS) / DIGIT


def performer_width(performers: int) -> float:
    """Digits of a performer's column in the standard template, unless a word of a name needs more."""
    return max(8.5, min(12.0, 54 / max(performers, 1)))


def pixels(text: str, size: float, bold: bool = False, font: str = "Arial") -> float:
    """Width of a text on one line, in pixels of 96 dpi; rather too much than too little."""
    factor = size * _EM * _SLACK * FONTS.get(font.casefold(), UNKNOWN).width
    return sum(_thousandths(character, bold) for character in text) * factor


def _thousandths(character: str, bold: bool) -> int:
    table = BOLD if bold else REGULAR
    known = table.get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", character)
    if unicodedata.combining(character):
        return 0
    if len(base) > 1 and base[0] in table:
        return sum(table.get(part, 0) for part in base)
    return WIDE if unicodedata.east_asian_width(character) in "WF" else OTHER
