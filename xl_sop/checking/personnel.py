"""Rules for the offices that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from xl_sop.checking.data.roles import EACH, FIELDS_OF_BADAN, UNIT_PARTNERS, UNIT_WORDS
from xl_sop.checking.offices import Office, Offices, Tail, covers, grouped, written
from xl_sop.checking.subject import Passage, Subject
from xl_sop.findings import Finding
from xl_sop.text import squeeze

_JUDGED = frozenset({"dinas", "badan", "kecamatan", "kelurahan", "inspektorat"})
"""Kinds of agency whose offices are known well enough to call one foreign."""

_UNIT = "|".join(UNIT_WORDS)
_EACH_UNIT = re.compile(
    rf"\b(?:{'|'.join(EACH)}) ({_UNIT})\b|\b({_UNIT}) (?:{'|'.join(UNIT_PARTNERS)})\b".replace(" ", r"[\s-]+")
)
_TELL_A_UNIT = tuple({said.split()[-1] for said in (*EACH, *UNIT_PARTNERS)})
"""Words of which one stands in every text that `_EACH_UNIT` finds something in."""
_INSPECTORATE = re.compile(r"\b(?:tugas|fungsi)\b.*\b(inspektorat)\b")


def role_of_another_agency(subject: Subject) -> Iterator[Finding]:
    """An office or unit that this kind of agency does not have: left over where an SOP was copied.

    Source: PP 18/2016 on regional organisations. An audit found it in practice. Other agencies named in full (`Kepala
    Badan Keuangan Daerah`) are partners, not remains; so are those with a performer column of their own beside the
    agency's own head.
    """
    kind = subject.agency.kind
    if kind not in _JUDGED:
        return
    columns = subject.performers_offices
    at_home = any(office.role.leads and not _foreign(office, kind) for office in columns)
    partners = [office for office in columns if _foreign(office, kind)] if at_home else []
    named = subject.named if at_home else chain(subject.named, subject.performers)
    remains = [
        (passage, written(passage.text, office))
        for passage, offices in named
        for office in offices
        if _foreign(office, kind) and not any(covers(column, office) for column in partners)
    ]
    for passage in chain(
        subject.steps, subject.worksheet, subject.items("records"), subject.items("qualifications")
    ):
        lowered = passage.text.lower()
        if "bidang" in lowered or "inspektorat" in lowered:
            remains += [(passage, unit) for unit in _foreign_units(lowered, kind)]
    for passage, shown in remains:
        yield subject.finding(
            "peran-instansi-lain",
            subject.place(passage),
            step=subject.step_of(passage),
            peran=shown,
            instansi=kind.capitalize(),
        )


def _foreign(office: Office, kind: str) -> bool:
    role = office.role
    if role.home and kind not in role.home:
        return not (role.leads and office.tail)
    if role.name == "kepala bidang" and kind != "badan":
        return any(office.tail[: len(field)] == field for field in FIELDS_OF_BADAN)
    return False


def _foreign_units(lowered: str, kind: str) -> Iterator[str]:
    if any(word in lowered for word in _TELL_A_UNIT):
        for found in _EACH_UNIT.finditer(lowered):
            unit = found[1] or found[2]
            if kind not in UNIT_WORDS[unit]:
                yield unit
    if kind != "inspektorat" and (found := _INSPECTORATE.search(lowered)):
        yield found[1].capitalize()


def role_without_column(subject: Subject) -> Iterator[Finding]:
    """An office that acts in a step, or has a record in Pencatatan, and has no performer column.

    Said of every step that begins with it, else once where it first stands. Who only receives something needs none.
    Source: PermenPANRB 35/2012, all who take part in a procedure are performers.
    """
    if not subject.sop.performers:
        return
    names = [name for column in subject.sop.performers if (name := squeeze(column))]
    kind = subject.agency.kind or ""
    known = Offices(subject.performers_offices)
    missing: set[tuple[str, Tail]] = set()
    for passage, offices in subject.named:
        if passage.kind not in {"step", "records"}:
            continue
        for office in offices:
            if not office.role.internal or (passage.kind == "step" and not office.acts):
                continue
            begins = office.starts and passage.kind == "step"
            if (office.role.name, office.tail) not in missing:
                if known.cover(office):
                    continue
                spelling = squeeze(office.spelling)
                if any(name in spelling for name in names) or (kind in _JUDGED and _foreign(office, kind)):
                    continue
                known.add(office)
                missing.add((office.role.name, office.tail))
            elif not begins:
                continue
            yield subject.finding(
                "peran-tanpa-kolom",
                subject.place(passage),
                step=subject.step_of(passage),
                peran=written(passage.text, office),
            )


def role_in_several_spellings(subject: Subject) -> Iterator[Finding]:
    """One office under several names: `Kasubag Perencanaa`, `Kepala Sub Bagian Perencanaan dan Keuangan`.

    Abbreviations alone (Kasubag, Kasubbag, Kepala Sub Bagian) are no finding; they are listed with the others.
    """
    by_role: dict[str, list[tuple[Passage, Office]]] = {}
    for passage, offices in chain(subject.performers, subject.named):
        if passage.kind in {"line", "qualifications"}:
            continue
        for office in offices:
            if office.tail and not office.role.leads:
                by_role.setdefault(office.role.name, []).append((passage, office))
    for group in (group for named in by_role.values() for group in _same_office(named)):
        if len({_ending(office) for _, office in group}) < 2:
            continue
        longest = max((office for _, office in group), key=lambda office: len(office.tail))
        odd = next(passage for passage, office in group if _ending(office) != _ending(longest))
        spellings = dict.fromkeys(written(passage.text, office) for passage, office in group)
        yield subject.finding(
            "peran-beda-ejaan",
            subject.place(odd),
            step=subject.step_of(odd),
            ejaan=", ".join(f"“{spelling}”" for spelling in spellings),
        )


def _same_office(named: list[tuple[Passage, Office]]) -> list[list[tuple[Passage, Office]]]:
    """Offices of one role, those together that can be the same one."""
    home = grouped(dict.fromkeys(office.tail for _, office in named))
    groups: dict[Tail, list[tuple[Passage, Office]]] = {}
    for passage, office in named:
        if office.tail in home:
            groups.setdefault(home[office.tail], []).append((passage, office))
    return list(groups.values())


def _ending(office: Office) -> str:
    return "".join(office.tail)
