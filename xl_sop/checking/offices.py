"""Offices named in running text: `kepada Kasubag Perencanaan dan Keuangan untuk …` → kepala sub bagian, its field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from xl_sop.checking.data.roles import ACTOR_AFTER, HEAD_OF_ANY, NOT_VERBS, RANKS, ROLES, TAIL_ENDS, Role
from xl_sop.checking.kinds import kind_of_word
from xl_sop.text import fold

Tail = tuple[str, ...]
"""The words that say which office is meant: `perencanaan keuangan` of a Kasubag."""

LEADER = Role("kepala", leads=True)
"""`Kepala`, `Kepala OPD`: whoever leads the agency."""

_LONGEST_TAIL = 7
# Where an office's name surely ends becomes a word of its own (`;`); other punctuation says nothing. A table for bytes
# parts a text ten times faster than one for characters.
_SHOWN = bytes.maketrans(b",.&-'\":()/", b"      ;;;;")
_LOWERED = _SHOWN.lower()
_BY_NAME = {role.name: role for role in ROLES}
_FORMS = {tuple(form.split()): role for role in ROLES for form in (role.name, *role.spellings)}
_HEADS = {form[0]: 1 for form in _FORMS} | {"kepala": 1}
"""First words of offices, and the most words that a form with this first word has."""
for _form in _FORMS:
    _HEADS[_form[0]] = max(_HEADS[_form[0]], len(_form))
_ENDS = TAIL_ENDS | {";"}
_BETWEEN = r"[ .,&'\"-]+"
STARTS_WITH_OFFICE = (
    "^(?:" + "|".join(_BETWEEN.join(form) for form in sorted({("kepala",), *_FORMS})) + r")\b"
)
"""A folded text that begins with an office, for polars as for `re`."""

_LIKE = 88
"""Floor of likeness (rapidfuzz ratio, 0-100) for a slip of the pen in a word of five letters or more."""
_MOST = 200
"""Different names of one office that are compared with each other; no SOP names so many."""


class Office(NamedTuple):
    """One office named in a text.

    Attributes:
        role: What it is.
        tail: The words that say which one, such as ("perencanaan", "keuangan"); `dan` left out.
        spelling: Its words as the text writes them.
        starts: True where the text begins with it.
        before: The word before it; empty where it begins a sentence.
    """

    role: Role
    tail: tuple[str, ...]
    spelling: str
    starts: bool
    before: str = ""

    @property
    def acts(self) -> bool:
        """True where it is said to do something: a mere recipient (`kepada PPK`, `tembusan`) is not."""
        return self.starts or self.before in ACTOR_AFTER


def offices_in(text: str) -> tuple[Office, ...]:
    """The offices a text names, from left to right."""
    plain = text if text.isascii() else fold(text)
    tokens = _tokens(plain, _LOWERED)
    if _HEADS.keys().isdisjoint(tokens):
        return ()  # like most texts
    shown = _tokens(plain, _SHOWN)
    found: list[Office] = []
    done = 0
    for i, token in enumerate(tokens):
        match = _head_at(tokens, i) if token in _HEADS and i >= done else None
        if match is None:
            continue
        role, after = match
        end = after if role.complete else _end_of_tail(tokens, after)
        tail = _which(role, tokens[after:end])
        done = after + _shown_words(tokens[after:end], tail)
        found.append(Office(role, tail, " ".join(shown[i:done]), i == 0, tokens[i - 1] if i else ""))
    return tuple(found)


def _tokens(plain: str, table: bytes) -> list[str]:
    said = plain.encode(errors="surrogatepass").translate(table).decode(errors="surrogatepass")
    return said.replace(";", " ; ").split()


def written(text: str, office: Office) -> str:
    """The office as the text writes it, with its commas and slashes; its plain words if folding changed them."""
    if office.spelling in text:
        return office.spelling
    found = re.search(r"\W+".join(map(re.escape, office.spelling.split())), text)
    return found[0] if found else office.spelling


def _head_at(tokens: list[str], i: int) -> tuple[Role, int] | None:
    """The role that begins at a token, and the position after it."""
    for length in range(min(_HEADS[tokens[i]], len(tokens) - i), 0, -1):
        role = _FORMS.get(tuple(tokens[i : i + length]))
        if role is not None:
            return role, i + length
    if tokens[i] != "kepala":
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    kind = kind_of_word(following)
    # `Kepala Disdukcapil` is a Kepala Dinas; the short name stays as the tail
    role = _BY_NAME.get(f"kepala {kind[1]}") if kind else None
    return role or LEADER, i + 1


def _end_of_tail(tokens: list[str], start: int) -> int:
    end = start
    for token in tokens[start : start + _LONGEST_TAIL]:
        if token in _ENDS or _is_verb(token) or (token in _HEADS and _head_at(tokens, end)):
            break
        end += 1
    while end > start and tokens[end - 1] == "dan":
        end -= 1
    return end


def _which(role: Role, said: list[str]) -> tuple[str, ...]:
    tail = [word for word in said if word != "dan"]
    if tail and tail[0] in HEAD_OF_ANY:
        return ()
    if not role.leads:
        # `Kabid Perencanaan Umum Dinsospermasdes`: the agency's own name says nothing about which Kabid
        for i, word in enumerate(tail):
            if kind_of_word(word):
                return tuple(tail[:i])
    return tuple(tail)


def _shown_words(said: list[str], tail: tuple[str, ...]) -> int:
    """How many of the words belong to the spelling: all that the tail keeps, and what joins them."""
    if len(said) == len(tail):
        return len(said)
    rest, shown = iter(tail), 0
    wanted = next(rest, None)
    for i, word in enumerate(said, start=1):
        if word == wanted:
            wanted, shown = next(rest, None), i
    return shown


def _is_verb(word: str) -> bool:
    if word.startswith("di") and word.endswith("kan"):
        return len(word) > 7
    return word.startswith("me") and len(word) > 5 and word not in NOT_VERBS


def covers(column: Office, office: Office) -> bool:
    """True where a performer column can stand for an office named in a text."""
    if column.role is office.role or column.role.name == office.role.name:
        return alike(column.tail, office.tail)
    if office.role.leads and column.role is LEADER and not column.tail:
        return True
    if office.role is LEADER and column.role.leads:
        return not office.tail
    both = (column.role.name, office.role.name)
    return "sekretaris" in both and all(name.startswith("sekretaris") for name in both)


@lru_cache(maxsize=8192)
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


class Offices:
    """Offices that are known, and whether one of them can stand for another."""

    def __init__(self, offices: Iterable[Office] = ()) -> None:
        self._known: dict[tuple[str, Tail], Office] = {}
        for office in offices:
            self.add(office)

    def add(self, office: Office) -> None:
        """Know one office more."""
        if len(self._known) < _MOST:
            self._known.setdefault((office.role.name, office.tail), office)

    def cover(self, office: Office) -> bool:
        """True where one of them can stand for this one; in doubt, where too many are known, it can."""
        return len(self._known) == _MOST or any(covers(known, office) for known in self._known.values())


def grouped(tails: Iterable[Tail]) -> dict[Tail, Tail]:
    """Each of some different tails of one role → the first one that can mean the same office."""
    firsts: list[Tail] = []
    home: dict[Tail, Tail] = {}
    for tail in islice(tails, _MOST):
        home[tail] = next(
            (first for first in firsts if alike(first, tail) and not ranks_differ(first, tail)), tail
        )
        if home[tail] is tail:
            firsts.append(tail)
    return home


def ranks_differ(one: Tail, other: Tail) -> bool:
    """True where the longer of two tails only adds a rank: `JF Perencana`, `JF Perencana Ahli Muda`."""
    extra = one[len(other) :] or other[len(one) :]
    return bool(extra) and RANKS.issuperset(extra)
