"""What the cells of an identity field say: lines, one line, the items of a boxed list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xl_sop.document import Cell
from xl_sop.text import clean, is_blank, is_placeholder

WRAPPED = 60
"""Characters of the shortest line that somebody broke by hand in a box; the shortest in the field has 73."""

_ITEM = re.compile(
    r"^\s*(?:\(?\d{1,2}\s*[.)]|\d{1,2},(?=\s)|[a-z]\s*[.)](?=\s)|[-•·*▪➢✓](?=\s))\s*", re.IGNORECASE
)


def texts_of(cells: Iterable[Cell]) -> list[str]:
    """Raw lines of the cells, without a leading colon."""
    lines: list[str] = []
    for cell in cells:
        raw = cell.value if isinstance(cell.value, str) else (cell.text or "")
        for line in raw.splitlines():
            lines.append(line.strip().removeprefix(":").strip())
    return lines


def lines_of(cells: Iterable[Cell]) -> list[str]:
    return [t for line in texts_of(cells) if not is_blank(t := clean(line))]


def line_of(cells: Iterable[Cell]) -> str | None:
    text = clean(" ".join(texts_of(cells)))
    return None if not text or is_blank(text) or is_placeholder(text) else text


def items_of(cells: Iterable[Cell]) -> list[str]:
    """The items of a boxed list: one a numbered line, else one a cell line; a line without a number goes on.

    A cell of its own that has no number is an item of its own. Among lines without numbers, one that was broken by hand
    at the width of the box goes on.
    """
    items: list[str] = []
    pending = False  # a number that stands alone in its line or cell: `4.` with its text below or beside
    for cell in cells:
        if not isinstance(cell.value, str):
            number = cell.value
            if isinstance(number, (int, float)) and 0 < number < 40:
                pending = True
                continue
            if cell.text:
                items.append(cell.text)
            continue
        lines = lines_of([cell])
        markers = [_ITEM.match(line) for line in lines]
        above = ""
        for i, (line, marker) in enumerate(zip(lines, markers, strict=True)):
            text = line[marker.end() :] if marker else line
            if marker and is_blank(text):
                pending = pending or not text
                continue
            head = text.endswith(":") and any(markers[i + 1 : i + 2])  # `Perlengkapan :` within a box
            if marker or pending or not above or head or not (any(markers) or _goes_on_below(above, text)):
                items.append(text)
            else:
                items[-1] = f"{items[-1]} {text}"
            pending = False
            above = text
    return [item for item in items if not is_placeholder(item)]


def _goes_on_below(above: str, line: str) -> bool:
    """True for the rest of a sentence broken by hand: small letters below a line as long as the box is wide."""
    return len(above) >= WRAPPED and above[-1] not in ".;:" and line[0].islower()
