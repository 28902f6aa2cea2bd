"""Text as a cell stores it.

XML 1.0 has no way to write most control characters, so SpreadsheetML writes them as ``_xHHHH_`` (ST_Xstring,
ECMA-376-1 section 22.9.2.19), and a literal ``_x0041_`` with its first underscore as ``_x005F_``.
"""

from __future__ import annotations

import re

from xl_sop.errors import BookError
from xl_sop.package.xml import escape

# Excel's limit, counted as Excel counts: in UTF-16 units.
MAX_TEXT = 32_767

# A carriage return is legal XML but is read back as a line feed. A lone surrogate occurs in broken text only.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_xml(text: str) -> bytes:
    """The content of a ``<t>`` element that reads back as ``text``.

    Raises:
        BookError: longer than a cell can hold.
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise BookError(
            f"Teks terlalu panjang untuk satu sel (lebih dari {MAX_TEXT} karakter).",
            f"The text is too long for one cell (more than {MAX_TEXT} characters).",
        )
    return escape(escape_marks(text)).encode()


def escape_marks(text: str) -> str:
    """The text with its ``_xHHHH_`` escapes, as character data: what `from_xml` takes back."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def from_xml(text: str) -> str:
    """The text that a ``<t>`` or ``<v>`` element's character data stands for."""
    if "_x" not in text:
        return text
    decoded = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escaped halves of one character, as some writers store what lies beyond U+FFFF.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def text_element(prefix: bytes, text: str) -> bytes:
    """A ``<t>`` element; white space at an end is kept only where the element says so."""
    keep = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    return b"<%st%s>%s</%st>" % (prefix, keep, to_xml(text), prefix)
