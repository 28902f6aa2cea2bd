"""The kind of agency an SOP belongs to, and the names of units in texts."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from xl_sop.checking.data.roles import LEADERS
from xl_sop.checking.kinds import PHRASES, kind_of_word
from xl_sop.checking.offices import offices_in
from xl_sop.model import Sop
from xl_sop.text import words

_REGIONS = frozenset({"kabupaten", "kab", "kota", "provinsi", "prov", "pemerintah", "daerah"})


class Agency(NamedTuple):
    """What kind of agency, and what told us: "instansi", "ruang lingkup", "penanggung jawab" or "pelaksana"."""

    kind: str | None
    told_by: str | None


NO_AGENCY = Agency(None, None)


@lru_cache(maxsize=4096)
def kind_in(text: str) -> str | None:
    """The narrowest kind of agency that a text names."""
    found = [known for word in words(text) if (known := kind_of_word(word))]
    padded = f" {' '.join(words(text))} "
    found += [(rank, kind) for rank, phrase, kind in PHRASES if phrase in padded]
    return min(found)[1] if found else None


@lru_cache(maxsize=4096)
def unit_in(text: str) -> tuple[str, ...]:
    """The name of the unit in a text, from the word that names its kind, without region: `("kecamatan", "sumpiuh")`.

    A letterhead's `PEMERINTAH KABUPATEN …` has none.
    """
    said = words(text)
    if said and said[0] in {"camat", "lurah"}:
        said = ({"camat": "kecamatan", "lurah": "kelurahan"}[said[0]], *said[1:])
    start = next((i for i, word in enumerate(said) if kind_of_word(word)), None)
    if start is None:
        return ()
    rest = said[start:]
    end = next((i for i, word in enumerate(rest) if i and word in _REGIONS), len(rest))
    return rest[:end]


def same_unit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two names of units can mean the same one: equal but for spacing, or one abbreviates the other."""
    a, b = "".join(one), "".join(other)
    return a == b or (len(one) == 1 and _abbreviates(a, b)) or (len(other) == 1 and _abbreviates(b, a))


def _abbreviates(short: str, long: str) -> bool:
    """True where the letters of a short name occur in order in the long one, as in Disdukcapil."""
    letters = iter(long)
    return len(short) < len(long) and all(letter in letters for letter in short)


def agency_of(sop: Sop) -> Agency:
    """The kind of agency: the letterhead says it, else the scope, penanggung jawab, the performers, in this order."""
    if kind := kind_in(" / ".join(sop.identity.agency)):
        return Agency(kind, "instansi")
    identification = sop.identification
    if identification.scope and (kind := kind_in(identification.scope)):
        return Agency(kind, "ruang lingkup")
    for text in (identification.responsible.product, identification.responsible.activity):
        if text and (kind := _kind_of_office(text)):
            return Agency(kind, "penanggung jawab")
    for name in sop.performers:
        if kind := _kind_of_office(name):
            return Agency(kind, "pelaksana")
    return NO_AGENCY


def _kind_of_office(text: str) -> str | None:
    for office in offices_in(text):
        if kind := LEADERS.get(office.role.name):
            return kind
    return kind_in(text)
