"""Regulations cited in Dasar Hukum: kind, number, year and subject of each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xl_sop.checking.data.regulations import KINDS
from xl_sop.text import fold

_NUMBERED = re.compile(
    r"\b(?:nomor|no|nomr|nomer|nomo|nmr)\b[.:]? ?(?P<number>\d[\w./-]*?)"
    r"(?:[.,]? ?\b(?:tahun|thn|th)\b\.? ?(?P<year>(?:19|20)\d\d)|/(?P<ending>(?:19|20)\d\d))\b"
)
# without the word Nomor: `Permendagri 13/2006`, `UU 23 Tahun 2014`, and as ministries number letters:
# `PER/21/M.PAN/11/2008`
_BARE = re.compile(
    r"\b(?:(?P<said>nomor |no\.? )?per(?:men)?/(?P<letter>\d+)/m\.?\s?pan(?:-?rb)?/\d+/(?P<letter_year>(?:19|20)\d\d)"
    r"|(?:permen\w*|per?men ?pan(?: ?rb)?|perpres|perbup|perwal\w*|pergub|perda|perka\w*|perpu|pp|uu|pmk|kepmen\w*"
    r"|keppres|inpres|undang ?- ?undang|peraturan (?:pemerintah|presiden|daerah|bupati|gubernur)) "
    r"(?P<number>\d{1,4})(?:/(?P<ending>(?:19|20)\d\d)| (?:tahun|thn|th)\.? (?P<year>(?:19|20)\d\d)))\b"
)
# A quick look for the second form: a number behind another word than Nomor.
_MAY_BE_BARE = re.compile(r" (?<!\bnomor )(?<!\bno )\d{1,4}(?:/| t(?:ahun|hn|h))")
_SPACED = re.compile(r"\bundang ?- ?undang\b")
_KINDS = [(kind, re.compile(pattern)) for kind, pattern in KINDS]
_STARTS = re.compile(
    r"\b(?:peraturan|perpres|permen\w*|perbup|perwal\w*|pergub|perda|perka\w*|perpu|undang-? ?undang|pp|uu|pmk"
    r"|keputusan|kepmen\w*|keppres|kepbup|instruksi|inpres)\b"
)
# `… tentang Perubahan atas Peraturan Presiden Nomor 16 Tahun 2018`: the second is part of the first one's title
_PART_OF_TITLE = re.compile(r"\b(?:atas|pelaksanaan|pelaksana|ketentuan|pencabutan|penetapan|menjadi)\s*$")


class Citation(NamedTuple):
    """One regulation: kind as in `KINDS`, number and year, what it is about, and the text that cites it."""

    kind: str
    number: str
    year: int
    subject: str
    shown: str


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """The regulations that one item of Dasar Hukum cites, from left to right; titles within titles left out."""
    plain = fold(text)
    if "undang -" in plain or "- undang" in plain:
        plain = _SPACED.sub("undang-undang", plain)
    if _MAY_BE_BARE.search(plain) or "per/" in plain or "permen/" in plain:
        plain = _BARE.sub(_with_number, plain)
    matches = list(_NUMBERED.finditer(plain))
    found: list[Citation] = []
    last = 0
    for i, match in enumerate(matches):
        before = plain[last : match.start()]
        starts = [start.start() for start in _STARTS.finditer(before)]
        # before the first number the longest name counts, between two numbers the last one
        offset = 0 if not starts else starts[0] if i == 0 else starts[-1]
        kind, begin = _kind(before[offset:]), last + offset
        ends = matches[i + 1].start() if i + 1 < len(matches) else len(plain)
        within = i > 0 and _PART_OF_TITLE.search(plain[last:begin])
        last = match.end()
        year = match["year"] or match["ending"]
        if kind and year and not within:
            number = match["number"].split("/")[0].lstrip("0") or "0"
            shown = plain[begin : match.end()]
            found.append(Citation(kind, number, int(year), plain[match.end() : ends].strip(), shown))
    return tuple(found)


def _with_number(match: re.Match[str]) -> str:
    """A citation without the word Nomor, written out with it."""
    if match["letter"]:
        kind = "" if match["said"] else "permenpan "  # "Peraturan Menteri … Nomor PER/21/…" has named it
        return f"{kind}nomor {match['letter']} tahun {match['letter_year']}"
    kind = match[0][: match.start("number") - match.start()].rstrip()
    return f"{kind} nomor {match['number']} tahun {match['year'] or match['ending']}"


@lru_cache(maxsize=1024)
def _kind(text: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
