"""The words that say which office is meant, its tail: when two of them can mean the same, and how to find such pairs
among thousands without comparing each with each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from xl_sop.checking.data.roles import RANKS

Tail = tuple[str, ...]

_LIKE = 88
"""Floor of likeness (rapidfuzz ratio, 0-100) for a slip of the pen in a word of five letters or more."""
_PIECE = 3
"""Two words as alike as `_LIKE` share so many letters in a row: n letters can have at most 0.27 n differences, which
leave one run of three even in the shortest words.
"""
_FEW = 16
"""So many words are compared one by one faster than by their pieces."""


def alike(one: Tail, other: Tail) -> bool:
    """True where two tails can mean the same office: equal, one short for the other, or a slip in one word."""
    if one == other or not one or not other:
        return True
    if not all(_slip(a, b) for a, b in zip(one, other, strict=False)):
        return False
    return len(one) == len(other) or not any(word.isdigit() for word in (*one, *other))


def _slip(one: str, other: str) -> bool:
    """Equal, or as close as a slip of the pen: `perencanaa`, `perencanaan`."""
    if one == other:
        return True
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    # the second: not even if all letters of the shorter one were in the other
    if shorter < 5 or 200 * shorter < _LIKE * both:
        return False
    if one.isdigit() or other.isdigit() or (one in RANKS and other in RANKS):
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= _LIKE


class Tails:
    """A tree of tails, word by word."""

    __slots__ = ("_below", "_end", "_pieces")

    def __init__(self) -> None:
        self._end: tuple[int, Tail] | None = None
        self._below: dict[str, Tails] = {}
        self._pieces: dict[str, list[str]] | None = None

    def add(self, tail: Tail, position: int = 0) -> None:
        """Keep a tail; of equal ones the first counts."""
        node = self
        for word in tail:
            below = node._below.get(word)
            if below is None:
                below = node._below[word] = Tails()
                if node._pieces is not None:
                    _sort_in(node._pieces, word)
            node = below
        if node._end is None:
            node._end = (position, tail)

    def like(self, tail: Tail) -> Iterator[int]:
        """The positions of the kept tails that are `alike`, in any order."""
        return (position for position, other in self._near(tail, 0) if alike(other, tail))

    def _near(self, tail: Tail, depth: int) -> Iterator[tuple[int, Tail]]:
        """The tails whose words agree with those of another as far as both go."""
        if self._end is not None:
            yield self._end
        if depth == len(tail):
            for below in self._below.values():
                yield from below._near(tail, depth)
            return
        word = tail[depth]
        if word in self._below:
            yield from self._below[word]._near(tail, depth + 1)
        if len(word) >= 5:
            for other in self._sharing_a_piece(word):
                if other != word and _slip(other, word):
                    yield from self._below[other]._near(tail, depth + 1)

    def _sharing_a_piece(self, word: str) -> list[str]:
        """The words that may be a slip of this one."""
        if len(self._below) <= _FEW:
            return list(self._below)
        if self._pieces is None:
            self._pieces = {}
            for known in self._below:
                _sort_in(self._pieces, known)
        from rapidfuzz import fuzz, process

        sharing = {known for piece in _pieces(word) for known in self._pieces.get(piece, ())}
        return [
            found[0]
            for found in process.extract(word, sharing, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
        ]


def _pieces(word: str) -> set[str]:
    return {word[i : i + _PIECE] for i in range(len(word) - _PIECE + 1)}


def _sort_in(index: dict[str, list[str]], word: str) -> None:
    for piece in _pieces(word):
        index.setdefault(piece, []).append(word)
