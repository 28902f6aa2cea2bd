"""What a cell's text is a label of: looked up among the words of `xl_sop.vocabulary`, from the loosest reading to the
closest, behind a quick look that spares content all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from xl_sop.text import fold, letters_of, squeeze, words
from xl_sop.vocabulary import BOX_FIELDS, CLOSE_ENOUGH, HEADINGS, OTHER_HEADINGS, TYPOS, WORDS


class Label(NamedTuple):
    """What a label cell stands for.

    Attributes:
        block: "identity", "table", "worksheet" or "settings".
        role: The attribute or column it names; groups of columns are "performers" and "standard".
        typo: True where the spelling is accepted but wrong, and worth a word to the author.
    """

    block: str
    role: str
    typo: bool = False


def _table(words: dict[str, dict[str, tuple[str, ...]]], typo: bool) -> dict[str, dict[str, Label]]:
    return {
        block: {
            fold(word): Label(block, role, typo) for role, spellings in roles.items() for word in spellings
        }
        for block, roles in words.items()
    }


LABELS: dict[str, dict[str, Label]] = _table(WORDS, typo=False)
"""block → folded spelling → label."""
for _block, _labels in _table(TYPOS, typo=True).items():
    LABELS[_block].update(_labels)

_SQUEEZED = {
    block: {squeeze(word): label for word, label in labels.items()} for block, labels in LABELS.items()
}


def _by_word(tables: dict[str, dict[str, Label]]) -> dict[str, dict[str, Label]]:
    """block → word → label turned into word → block → label."""
    turned: dict[str, dict[str, Label]] = {}
    for block, found in tables.items():
        for word, meaning in found.items():
            turned.setdefault(word, {})[block] = meaning
    return turned


_BY_SPELLING, _BY_LETTERS = _by_word(LABELS), _by_word(_SQUEEZED)
_NONE: Mapping[str, Label] = {}
# A header may carry its unit or a remark: `Waktu (menit)`, `Pelaksana *)`
_REMARK = re.compile(r"\s*(?:\(.*\)?|\*+\)?)\s*$")
# A worksheet label may carry its number: `1. Judul SOP`, `a. Produk`, `C. Identifikasi Langkah`
_ENUMERATOR = re.compile(r"^(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*[.)]\s*(?=\S)")


_FIRST_WORDS = {word: role for role, (first, _) in HEADINGS.items() for word in first.split()}
# Headings that begin like much content (`Dokumen …`) are looked for only where a header is known to stand.
_ONLY_IN_HEADERS = frozenset(("dok", "dia", "flo", "bag", "pic", "tar", "sta"))
_STARTS = frozenset(letters[:3] for labels in _SQUEEZED.values() for letters in labels) - _ONLY_IN_HEADERS
"""First letters of all labels; of the shortest, `No`, there are only two."""
OPENING = 6
"""Characters of a text by which most content is told from labels."""
_BEGINNINGS = frozenset(
    letters[:length]
    for letters in (*_FIRST_WORDS, *(letters for labels in _SQUEEZED.values() for letters in labels))
    for length in range(3, OPENING + 1)
    if letters[:3] in _STARTS
)
_AFTER_LETTERS = re.compile(r"[^A-Za-z].*", re.DOTALL)
_NUMERALS = frozenset("ivx")
_AHEAD = 12
"""Characters in which a label's first letters stand, an enumerator before them included."""


class _Openings(dict[str, bool | None]):
    """First letters of a text → whether labels begin so; None where they do not tell.

    Kept as they come, since a thousand cover nearly all texts: asking costs one look into a dict for every cell.
    """

    MOST = 8192

    def __missing__(self, opening: str) -> bool | None:
        letters = _AFTER_LETTERS.sub("", opening).lower()
        begins = letters in _BEGINNINGS or _NUMERALS.issuperset(letters) if len(letters) > 2 else None
        if len(self) < self.MOST:
            self[opening] = begins
        return begins


OPENINGS = _Openings()


def may_be_label(text: str) -> bool:
    """A quick look at the first letters: False means that no label of any kind stands there, or begins there.

    Nine texts of ten are content; this spares them the folding that `label` needs.
    """
    begins = OPENINGS[text[:OPENING]]
    if begins is not None:
        return begins
    start = text[:_AHEAD]
    if "." in start or ")" in start or not start.isascii():
        return True  # an enumerator, or letters that fold to others
    letters = "".join(filter(str.isalnum, start.lower()))
    if len(letters) < 3 and len(text) > _AHEAD:
        return True  # too few letters to tell
    return letters[:3] in _STARTS or letters[:2] in _STARTS


_MORE_WORDS = {role: frozenset(more.split()) for role, (_, more) in HEADINGS.items()}
_FIRST_LETTERS = frozenset(word[:2] for word in _FIRST_WORDS)
_PARTED = re.compile(r"\s*(?:/|&|,|\bdan\b|\batau\b)\s*")
# `Dasar Hukum SOP AP`
_OF_SOP = ("sop", "sop ap", "sop-ap")
_TAIL_OF_SOP = re.compile(r" sop(?:[ -]ap)?$")
_SPACES = str.maketrans(".-", "  ")
_NEVER_ALONE = frozenset(("jangka", "lama", "estimasi", "bahan", "produk"))
LONGEST_HEADING = 60
"""Characters of a heading that is made of known words."""


def _made_heading(folded: str) -> Label | None:
    """A column heading made of the words of one role: `Output/Hasil`, `Waktu Pelaksanaan`; None if it is none.

    Some words are headings only together with others (`Output/Produk`), never alone.
    """
    if folded[:2] not in _FIRST_LETTERS or len(folded) > LONGEST_HEADING:
        return None
    folded = folded.translate(_SPACES)
    role = _FIRST_WORDS.get(folded.split("/", 1)[0].split(" ", 1)[0])
    if role is None or folded in _NEVER_ALONE:
        return None
    for i, part in enumerate(_PARTED.split(folded.strip())):
        if not part.strip():
            return None
        first, *more = part.split()
        known = LABELS["table"].get(part.strip())
        begins = _FIRST_WORDS.get(first) == role or (i > 0 and first in _MORE_WORDS[role])
        if (known is None or known.role != role) and not (begins and _MORE_WORDS[role].issuperset(more)):
            return None
    return Label("table", role)


def lone_heading(text: str) -> Label | None:
    """What a word stands for that is a heading only where its column is missing otherwise: `Produk`, `Lama`."""
    folded = fold(text)
    return Label("table", _FIRST_WORDS[folded]) if folded in _NEVER_ALONE else None


def is_other_heading(text: str) -> bool:
    """True for a heading of a column that holds no performer: `Biaya (Rp)`, `Dasar Hukum`, `Dokumen/Rekaman`."""
    said = words(text)
    return bool(said) and said[0] in OTHER_HEADINGS


def label(text: str, block: str) -> Label | None:
    """What a whole cell's text stands for in a kind of block; None if it is not a label."""
    return labels(text).get(block)


@lru_cache(maxsize=8192)
def labels(text: str) -> Mapping[str, Label]:
    """What a whole cell's text stands for, by kind of block."""
    folded = fold(text)
    # from the loosest reading to the closest: names with injected spaces or line breaks (`Kelengka pan`) …
    found = dict(_BY_LETTERS.get(letters_of(folded), _NONE)) if len(folded) > 6 else {}
    # … an enumerator, a unit or a remark, and the text as it is
    if "." in folded or ")" in folded:
        bare = _ENUMERATOR.sub("", folded).strip(" .,:;-")
        if bare != folded and (numbered := LABELS["worksheet"].get(bare)):
            found["worksheet"] = numbered
    if "(" in folded or "*" in folded:
        bare = _REMARK.sub("", folded).strip(" .,:;-")
        found.update(_BY_SPELLING.get(bare, _NONE))
    else:
        bare = folded
    found.update(_BY_SPELLING.get(folded, _NONE))
    if folded.endswith(_OF_SOP) and "identity" not in found:
        of = _BY_SPELLING.get(_TAIL_OF_SOP.sub("", folded), _NONE).get("identity")
        if of is not None and of.role in BOX_FIELDS:
            found["identity"] = of
    if "table" not in found and bare and (made := _made_heading(bare)) is not None:
        found["table"] = made
    return found


@lru_cache(maxsize=2048)
def like_label(text: str, block: str) -> Label | None:
    """The label a misread text most probably stands for; None below the floor, or for short words.

    Slower than `label`: asked only where a label must stand.
    """
    from rapidfuzz import fuzz, process

    letters = squeeze(_REMARK.sub("", fold(text)))
    if len(letters) < 5:
        return None
    best = process.extractOne(letters, list(_SQUEEZED[block]), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    if best is None:
        return None
    found = _SQUEEZED[block][best[0]]
    return found if best[1] == 100 else found._replace(typo=True)
