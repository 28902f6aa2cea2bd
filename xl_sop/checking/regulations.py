"""Rules for Dasar Hukum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_sop.checking.citations import Citation, citations
from xl_sop.checking.data.regulations import GENUINE_PP, REGIONAL_SUBJECTS, REPLACED
from xl_sop.checking.subject import Passage, Subject
from xl_sop.findings import Finding

_REGIONAL = re.compile("|".join(REGIONAL_SUBJECTS))


def regulation_after_sop(subject: Subject) -> Iterator[Finding]:
    """A regulation younger than the SOP cannot have been its basis (PermenPANRB 35/2012: identity, Dasar Hukum).

    The SOP is as young as its latest date, since a revision may well cite a newer regulation.
    """
    identity = subject.sop.identity
    years = [int(text[:4]) for text in (identity.created, identity.revised, identity.effective) if text]
    if not years:
        return
    for item, citation in subject.citations:
        if citation.year > max(years):
            yield subject.finding(
                "peraturan-setelah-sop",
                subject.place(item),
                peraturan=_shown(item, citation),
                tahun=str(citation.year),
                tahun_sop=str(max(years)),
            )


def regulation_twice(subject: Subject) -> Iterator[Finding]:
    """One regulation cited twice (found by auditors in the field)."""
    seen: set[tuple[str, str, int]] = set()
    for item, citation in subject.citations:
        key = _key(citation)
        if key in seen:
            yield subject.finding("peraturan-ganda", subject.place(item), peraturan=_shown(item, citation))
        seen.add(key)


def regulation_replaced(subject: Subject) -> Iterator[Finding]:
    """A regulation that a newer one has replaced (`data.regulations.REPLACED`), unless its item says so itself."""
    for item, citation in subject.citations:
        newer = REPLACED.get((citation.kind, citation.number, citation.year))
        if newer and not {_key(c) for c in citations(newer)} & {_key(c) for c in citations(item.text)}:
            yield subject.finding(
                "peraturan-diganti", subject.place(item), peraturan=_shown(item, citation), pengganti=newer
            )


def national_regulation_on_regional_subject(subject: Subject) -> Iterator[Finding]:
    """A Peraturan Pemerintah on a subject that regions regulate: most likely a Peraturan Bupati or Wali Kota."""
    for item, citation in subject.citations:
        if (
            citation.kind == "pp"
            and (citation.number, citation.year) not in GENUINE_PP
            and _REGIONAL.search(citation.subject)
        ):
            yield subject.finding(
                "peraturan-daerah-tertulis-pp", subject.place(item), peraturan=_shown(item, citation)
            )


def _key(citation: Citation) -> tuple[str, str, int]:
    return (citation.kind, citation.number, citation.year)


def _shown(item: Passage, citation: Citation) -> str:
    """The citation as the document writes it, where folding has not changed its length."""
    start = item.text.casefold().find(citation.shown)
    return item.text[start : start + len(citation.shown)] if start >= 0 else citation.shown
