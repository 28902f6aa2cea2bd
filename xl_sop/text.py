"""How text of a cell becomes text of ours: cleaned for output, folded for comparison."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("‘’`´", "'") | dict.fromkeys("“”„", '"')
)
# Zero-width characters and the soft hyphen come from PDF and web pages; they are invisible and never meant.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_NOTHING = re.compile(r"[-.…_·•:/\s‐-―−]*")
# `....../SOP/....`, `Nomor: ..../.../2024`: a form somebody still has to fill in
_PLACEHOLDER = re.compile(r"\W*(?:\.{3}|…|_{3}).*|.*(?:\.{3}|…|_{3}).*[^._…].*(?:\.{3}|…|_{3}).*", re.DOTALL)
_WORD = re.compile(r"[a-z0-9]+")
_WORDS_ONLY = bytes(
    code if chr(code) in string.ascii_lowercase + string.digits else 32 for code in range(256)
)


_STEP_NUMBER = re.compile(r"^\(?\s*(\d{1,4})(?:[.,]0)?\s*[.,)]*$")


def clean(text: str) -> str:
    """Text as it goes into the JSON: NFC, no invisible characters, white space folded to one space, trimmed."""
    if text.isascii():
        if not text.isprintable():
            text = _INVISIBLE.sub("", text)
        elif "  " not in text:
            return text.strip(" ")
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def fold_once(text: str) -> str:
    """Text for comparison: NFKC, case-folded, dashes and quotes unified, white space folded, outer punctuation off.

    Two spellings that differ only in case, spacing, ligatures (`ﬁ`), dashes or a final period fold alike.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_DASHES)
    elif "  " not in text and text.isprintable():
        return text.lower().strip(" .,:;-")
    return " ".join(text.casefold().split()).strip(" .,:;-")


fold = lru_cache(maxsize=16384)(fold_once)
"""The same, remembered: for headings and names. What a step says is told once, and is folded as fast as looked up."""


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: letters and digits only, in order."""
    return tuple(_parted(fold(text)))


def _parted(folded: str) -> list[str]:
    """What `_WORD` finds. A table for bytes is twice as fast, and nearly all texts are ASCII."""
    if folded.isascii():
        return folded.encode().translate(_WORDS_ONLY).decode().split()
    return _WORD.findall(folded)


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """The folded letters and digits of a text without any space: `Sek.Tim.Sa kip` = `Sek. Tim Sakip`."""
    return "".join(words(text))


def letters_of(folded: str) -> str:
    """The same of a text that is folded already, and that nobody will ask about again."""
    return "".join(_parted(folded))


def read_number(value: object) -> int | None:
    """The number in a No. cell (`1`, `1.`, `14,`, `01`, `1.0`, `(1)`); None if it holds none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10_000 else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and 0 <= value < 10_000 else None
    if isinstance(value, str):
        text = value.strip()
        if text[:1].isdigit() or text[:1] == "(":
            found = _STEP_NUMBER.match(text)
            return int(found[1]) if found else None
    return None


def is_blank(text: str) -> bool:
    """True for text that says nothing: only dashes or dots."""
    return not text[:1].isalnum() and _NOTHING.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """True for a form nobody filled in: nothing but dots and fixed words between slashes, such as `..../SOP/....`.

    Only short codes are meant, so a sentence that trails off in dots is not one.
    """
    return "/" in text and _PLACEHOLDER.fullmatch(text) is not None and len(words(text)) <= 3
