"""Which kind of agency a single word names."""

from __future__ import annotations

from xl_sop.checking.data.roles import AGENCY_STEMS, AGENCY_WORDS

_SINGLE: dict[str, tuple[int, str]] = {}
PHRASES: list[tuple[int, str, str]] = []
for _rank, (_kind, _names) in enumerate(AGENCY_WORDS):
    for _name in _names:
        if " " in _name:
            PHRASES.append((_rank, f" {_name} ", _kind))
        else:
            _SINGLE[_name] = (_rank, _kind)
_RANK = {kind: rank for rank, (kind, _) in enumerate(AGENCY_WORDS)}
_STEMS: list[tuple[str, tuple[int, str]]] = [
    (stem, (_RANK[kind], kind)) for kind, stems in AGENCY_STEMS for stem in stems
]
_STEM_STARTS = frozenset(stem[:3] for stem, _ in _STEMS)


def kind_of_word(word: str) -> tuple[int, str] | None:
    """Rank and kind of agency that one folded word names, such as `dinsospermasdes`."""
    known = _SINGLE.get(word)
    if known is None and word[:3] in _STEM_STARTS:
        return next((kind for stem, kind in _STEMS if word.startswith(stem)), None)
    return known
