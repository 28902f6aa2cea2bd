"""Rules for the identity page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from xl_sop.checking.data.language import (
    COMMON_TITLE_WORDS,
    CONDITION,
    CONSEQUENCE,
    CONSEQUENCE_ALONE,
    NOT_AN_SOP,
    PREFIXES,
    SUFFIXES,
)
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.sentence import Sentence
from xl_sop.text import fold, squeeze, words

_CONDITION, _CONSEQUENCE = re.compile(CONDITION), re.compile(CONSEQUENCE)
_CONSEQUENCE_ALONE = re.compile(CONSEQUENCE_ALONE)
_HEAD = ("number", "created", "effective", "approved_by")
_DATES = {
    "created": Sentence("Tanggal Pembuatan", "The date of making"),
    "effective": Sentence("Tanggal Efektif", "The date of taking effect"),
}


def _has_identity(subject: Subject) -> bool:
    """True where there is an identity page at all, or a part of one."""
    identity = subject.sop.identity
    return bool(subject.found.labels or identity.legal_basis or identity.related) or has_head(subject)


def has_head(subject: Subject) -> bool:
    """True where the identity page has its upper half: number, dates and signature, filled in or not."""
    if not subject.found.labels.keys().isdisjoint(_HEAD):
        return True
    identity = subject.sop.identity
    return any((identity.number, identity.created, identity.effective, identity.approved_by.name))


def identity_missing(subject: Subject) -> Iterator[Finding]:
    """No number, dates or signature anywhere: one finding instead of one for each."""
    if not has_head(subject):
        yield subject.finding("identitas-tidak-ada", subject.identity_cell("name") or subject.table_header())


def number_missing(subject: Subject) -> Iterator[Finding]:
    """Nomor SOP not filled in (PermenPANRB 35/2012, identity). Local rules differ, so nothing more is asked of it."""
    if subject.sop.identity.number is None and has_head(subject) and not _reported(subject, "number"):
        yield subject.finding("nomor-sop-kosong", subject.identity_cell("number"))


def name_missing(subject: Subject) -> Iterator[Finding]:
    """Nama SOP not filled in (PermenPANRB 35/2012, identity), though the worksheet may know it."""
    cells = subject.found.identity.get("name", [])
    left_empty = "name" in subject.found.labels and not any(cell.text for cell in cells)
    if (subject.sop.identity.name is None or left_empty) and has_head(subject):
        yield subject.finding("nama-sop-kosong", subject.identity_cell("name"))


def date_missing(subject: Subject) -> Iterator[Finding]:
    """Tanggal Pembuatan or Tanggal Efektif not filled in; Tanggal Revisi may be empty (PermenPANRB 35/2012)."""
    if not has_head(subject):
        return
    for attribute, label in _DATES.items():
        if getattr(subject.sop.identity, attribute) is None and not _reported(subject, attribute):
            yield subject.finding("tanggal-kosong", subject.identity_cell(attribute), bagian=label)


def dates_reversed(subject: Subject) -> Iterator[Finding]:
    """An SOP cannot take effect before it is made; months without a day are compared as months."""
    created, effective = subject.sop.identity.created, subject.sop.identity.effective
    if created and effective:
        shared = min(len(created), len(effective))
        if created[:shared] > effective[:shared]:
            yield subject.finding(
                "tanggal-terbalik",
                subject.identity_cell("effective"),
                pembuatan=created,
                efektif=effective,
            )


def employee_number_impossible(subject: Subject) -> Iterator[Finding]:
    """An NIP has 18 digits: birth (8), first appointment (6), sex (1), serial (3) (Perka BKN 22/2007)."""
    written = subject.sop.identity.approved_by.employee_number
    if not written:
        return
    digits = _digits(written)
    if written.startswith("NRP ") and 5 <= len(digits) <= 8:
        return  # the police and the forces number otherwise
    if not _plausible(digits) and not _reported(subject, "approved_by"):
        cells = subject.found.identity.get("approved_by", [])
        place = next((c.address for c in cells if c.text and digits in _digits(c.text)), None)
        yield subject.finding("nip-mustahil", place or subject.identity_cell("approved_by"), nip=written)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _plausible(digits: str) -> bool:
    if len(digits) != 18 or digits[14] not in "12":
        return False
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        appointed = date(int(digits[8:12]), int(digits[12:14]), 1)
    except ValueError:
        return False
    return born.year >= 1900 and 14 <= appointed.year - born.year <= 60


def warning_without_consequence(subject: Subject) -> Iterator[Finding]:
    """Bagian Peringatan says what follows: "jika/apabila … maka …" (PermenPANRB 35/2012, identity)."""
    items = subject.sop.identity.warnings
    if not items:
        return
    whole = " ".join(map(fold, items))
    condition = _CONDITION.search(whole)
    said = condition is not None and _CONSEQUENCE.search(whole, condition.end())
    if not said and not _CONSEQUENCE_ALONE.search(whole):
        yield subject.finding("peringatan-tanpa-akibat", subject.identity_cell("warnings", 0, items[0]))


def related_sop_missing(subject: Subject) -> Iterator[Finding]:
    """An SOP that Keterangan names belongs into Keterkaitan (PermenPANRB 35/2012, identity).

    Names are shortened at will (`SOP Evaluasi Data`, `SOP Evaluasi Survei Air Bersih`), so one that shares a telling
    word with an item is taken for it; so is the SOP's own name. A number says nothing where Keterkaitan lists titles.
    """
    if not _has_identity(subject):
        return
    identity = subject.sop.identity
    noted = [
        (i, step) for i, step in enumerate(subject.sop.steps) if step.note and "sop" in step.note.lower()
    ]
    if not noted:
        return
    own = {squeeze(text) for text in (identity.name, identity.number) if text}
    related = [words(text) for text in identity.related]
    letters = ["".join(said) for said in related]
    telling = _telling(chain.from_iterable(related))
    named: set[str] = set()
    for i, step in noted:
        said = words(step.note or "")
        name = said[said.index("sop") + 1 :] if "sop" in said else ()
        sought = "".join(name)
        if not name or name[0] in NOT_AN_SOP or sought in named or _is_own(sought, own):
            continue
        named.add(sought)
        if name[0].isdigit() and letters and sought not in "".join(letters):
            continue
        if any(sought in known for known in letters) or not telling.isdisjoint(_telling(name)):
            continue
        yield subject.finding(
            "sop-tidak-di-keterkaitan",
            subject.step_cell(i, "note"),
            step=step.number,
            sop="SOP " + " ".join(_shown(step.note or "")),
        )


def _is_own(sought: str, own: set[str]) -> bool:
    return any(known and (sought in known or known in sought) for known in own)


def _telling(said: Iterable[str]) -> set[str]:
    """The stems of the words that tell one title from another."""
    return {_stem(word) for word in said if word not in COMMON_TITLE_WORDS and len(word) > 2}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """`pendataan` → `data`: enough to see that two words are of one family."""
    if word.endswith(SUFFIXES):
        for suffix in SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) > 3:
                word = word.removesuffix(suffix)
                break
    if word.startswith(PREFIXES):
        for prefix in PREFIXES:
            if word.startswith(prefix) and len(word) - len(prefix) > 3:
                return word.removeprefix(prefix)
    return word


def _shown(note: str) -> list[str]:
    said = note.split()
    start = next(i for i, word in enumerate(said) if "sop" in word.lower())
    return said[start + 1 :]


def _reported(subject: Subject, attribute: str) -> bool:
    """True where reading already had something to say about the cells of a field."""
    places = {cell.address for cell in subject.found.identity.get(attribute, [])}
    return any(problem.address in places for problem in subject.found.problems if problem.address)
