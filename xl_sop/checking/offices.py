"""Offices named in running text: `kepada Kasubag Perencanaan dan Keuangan untuk …` → kepala sub bagian, its field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from xl_sop.checking.data.roles import HEAD_OF_ANY, NOT_VERBS, ROLES, TAIL_ENDS, Role
from xl_sop.checking.kinds import kind_of_word
from xl_sop.checking.tails import Tails, alike
from xl_sop.text import fold

LEADER = Role("kepala", leads=True)
"""`Kepala`, `Kepala OPD`: whoever leads the agency."""

_LONGEST_TAIL = 7
# Where an office's name surely ends becomes a word of its own; other punctuation says nothing.
_MARKS = str.maketrans(dict.fromkeys(",.&-'\"", " ") | dict.fromkeys(";:()/", " ; "))
_BY_NAME = {role.name: role for role in ROLES}
_FORMS = {tuple(form.split()): role for role in ROLES for form in (role.name, *role.spellings)}
_HEADS = {form[0]: 1 for form in _FORMS} | {"kepala": 1}
"""First words of offices, and the most words that a form with this first word has."""
for _form in _FORMS:
    _HEADS[_form[0]] = max(_HEADS[_form[0]], len(_form))
_ENDS = TAIL_ENDS | {";"}
# A table for bytes lowers and splits a text several times faster than one for text, and most texts name nobody.
_QUICK = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else code if code >= 128 else 32
    for code in range(256)
)
_HEAD_BYTES = frozenset(head.encode() for head in _HEADS)


class Office(NamedTuple):
    """One office named in a text.

    Attributes:
        role: What it is.
        tail: The words that say which one, such as ("perencanaan", "keuangan"); `dan` left out.
        spelling: Its words as the text writes them.
        starts: True where the text begins with it.
    """

    role: Role
    tail: tuple[str, ...]
    spelling: str
    starts: bool


@lru_cache(maxsize=8192)
def offices_in(text: str) -> tuple[Office, ...]:
    """The offices a text names, from left to right."""
    plain = text if text.isascii() else fold(text)
    if _HEAD_BYTES.isdisjoint(plain.encode().translate(_QUICK).split()):
        return ()
    marked = plain.translate(_MARKS)
    tokens = marked.lower().split()
    shown = marked.split() if plain is text else tokens
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
        found.append(Office(role, tail, " ".join(shown[i:done]), i == 0))
    return tuple(found)


def written(text: str, office: Office) -> str:
    """The office as the text writes it, with its commas and slashes; its plain words if folding changed them."""
    if office.spelling in text:
        return office.spelling
    found = re.search(r"\W+".join(map(re.escape, office.spelling.split())), text)
    return found[0] if found else office.spelling


def may_start_with_office(folded: str) -> bool:
    """A quick look at the first word of a folded text: False means that no office stands there."""
    first = folded.split(" ", 1)[0]
    return (first if first.isalnum() else first.translate(_MARKS).split(" ", 1)[0]) in _HEADS


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


class Offices:
    """Offices that are known, and whether one of them can stand for another: `covers`, over thousands of them."""

    def __init__(self, offices: Iterable[Office] = ()) -> None:
        self._tails: dict[str, Tails] = {}
        # An office of another role is judged by its role, and by having a tail or none: one of each is enough.
        self._kinds: dict[tuple[str, bool], Office] = {}
        for office in offices:
            self.add(office)

    def add(self, office: Office) -> None:
        """Know one office more."""
        name = office.role.name
        if name not in self._tails:
            self._tails[name] = Tails()
        self._tails[name].add(office.tail)
        self._kinds.setdefault((name, bool(office.tail)), office)

    def cover(self, office: Office) -> bool:
        """True where one of them can stand for this one."""
        name = office.role.name
        if name in self._tails and any(True for _ in self._tails[name].like(office.tail)):
            return True
        return (office.role.leads or name.startswith("sekretaris")) and any(
            covers(known, office) for known in self._kinds.values() if known.role.name != name
        )
