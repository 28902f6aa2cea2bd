"""Number formats that show a word behind the number: `0" menit"`. The word is part of what the cell says."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from xl_sop.address import column_number

_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_ID = re.compile(rb"\bnumFmtId=[\"'](\d+)[\"']")
_CODE = re.compile(rb"\bformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_USE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d+)[\"']")
# quoted text, one escaped character, or the characters that stand for themselves
_BEHIND = re.compile(r'(?:"([^"]*)"|\\(.)|([ \u00a0])|_.|\*.)')


def suffix_of(code: str) -> str | None:
    """The words a number format shows behind a number, such as ` menit`; None if it shows none."""
    first = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code, maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"|\\.', lambda found: "\0" * len(found[0]), first)
    last = max((bare.rfind(place) for place in "0#?"), default=-1)
    if last < 0:
        general = re.match(r"(?i)general", bare)
        if general is None:
            return None
        last = general.end() - 1
    said = "".join(
        "".join(part or "" for part in found.groups()) for found in _BEHIND.finditer(first, last + 1)
    )
    return said if any(character.isalpha() for character in said) else None


@lru_cache(maxsize=16)
def suffixes_by_style(styles: bytes) -> dict[bytes, str]:
    """Index of a cell's style → the words its format shows; empty for nearly all workbooks."""
    shown: dict[bytes, str] = {}
    for element in _NUMBER_FORMAT.findall(styles):
        number, code = _ID.search(element), _CODE.search(element)
        if number and code:
            text = unescape((code[1] or code[2] or b"").decode("utf-8", "replace"))
            if (suffix := suffix_of(text)) is not None:
                shown[number[1]] = suffix
    if not shown:
        return {}
    uses = styles[max(styles.find(b"cellXfs"), 0) :]
    found: dict[bytes, str] = {}
    for i, element in enumerate(_USE.findall(uses)):
        number = _ID.search(element)
        if number and number[1] in shown:
            found[b"%d" % i] = shown[number[1]]
    return found


def suffixes_of(xml: bytes, styles: bytes) -> dict[tuple[int, int], str]:
    """(row, column) → the words behind the number, for the cells of a sheet part."""
    by_style = suffixes_by_style(styles)
    found: dict[tuple[int, int], str] = {}
    if not by_style:
        return found
    for attributes in _CELL.findall(xml):
        style, reference = _STYLE.search(attributes), _REFERENCE.search(attributes)
        if style and reference and (suffix := by_style.get(style[1])) is not None:
            found[int(reference[2]), column_number(reference[1].decode())] = suffix
    return found
