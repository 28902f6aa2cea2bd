"""Rules for regions and for whose SOP it is: names left over from another kabupaten or another office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xl_sop.checking.agency import kind_in, same_unit, unit_in
from xl_sop.checking.offices import offices_in
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.text import words

_KINDS = {"kabupaten": "Kabupaten", "kab": "Kabupaten", "kota": "Kota"}
# what ends the name of a region; "Kota Administrasi" and the like are no names
_ENDS = frozenset(
    (*_KINDS, "provinsi", "prov", "kecamatan", "kec", "kelurahan", "desa", "tahun", "dan", "yang", "untuk", "serta",
     "dinas", "badan", "sekretariat", "inspektorat", "di", "pada", "nomor", "tentang", "dalam", "se")
)  # fmt: skip
_NOT_A_NAME = frozenset(("ini", "itu", "setempat", "lain", "lainnya", "administrasi", "bupati", "walikota"))
_ABOVE = re.compile(
    r"\b(?:bupati|wali ?kota|gubernur|sekretaris daerah|sekda|a\.?n\.?|plt|plh|asisten)\b", re.IGNORECASE
)
_LATEST_GAP, _FIRST_YEAR, _LAST_YEAR = 3, 1950, 2100


class Region(NamedTuple):
    """A kabupaten or kota that a text names: its kind as written out, and the words of its name."""

    kind: str
    name: tuple[str, ...]

    @property
    def shown(self) -> str:
        return f"{self.kind} {' '.join(self.name).title()}"


@lru_cache(maxsize=4096)
def regions_in(text: str) -> tuple[Region, ...]:
    """Every kabupaten and kota that a text names."""
    said, found = words(text), list[Region]()
    for i, word in enumerate(said):
        if word not in _KINDS:
            continue
        name: list[str] = []
        for following in said[i + 1 :]:
            if following in _ENDS or not following.isalpha():
                break
            name.append(following)
        if name and name[0] not in _NOT_A_NAME:
            found.append(Region(_KINDS[word], tuple(name)))
    return tuple(found)


def region_differs(subject: Subject) -> Iterator[Finding]:
    """The scope names a kabupaten or kota other than the letterhead's: left over where an SOP was copied."""
    home = [region for line in subject.sop.identity.agency for region in regions_in(line)]
    scope = subject.sop.identification.scope
    if not home or not scope:
        return
    for region in regions_in(scope):
        if not any(_same(region, own) for own in home):
            sheet = subject.found.worksheet
            place = sheet.fields["scope"].address if sheet and "scope" in sheet.fields else None
            yield subject.finding("kabupaten-berbeda", place, tertulis=region.shown, kop=home[0].shown)
            return


def _same(one: Region, other: Region) -> bool:
    shorter = min(len(one.name), len(other.name))
    return one.kind == other.kind and one.name[:shorter] == other.name[:shorter]


def signatory_of_another_agency(subject: Subject) -> Iterator[Finding]:
    """Who signs leads the unit of the letterhead, or stands above it (Bupati, Sekretaris Daerah, a.n.)."""
    position = subject.sop.identity.approved_by.position
    unit = unit_in(position) if position else ()
    if not position or len(unit) < 2 or _ABOVE.search(position):
        return  # nobody, "Kepala Dinas" alone, or somebody above
    letterhead = [line for line in subject.sop.identity.agency if unit_in(line)]
    leads = any(office.role.leads for office in offices_in(position))
    if not leads or not any(map(kind_in, letterhead)):
        return  # nobody who leads a unit
    if not any(same_unit(unit, unit_in(line)) or _within(unit, unit_in(line)) for line in letterhead):
        cell = subject.identity_cell("approved_by", text=position)
        yield subject.finding("pengesah-instansi-lain", cell, jabatan=position, unit=letterhead[-1])


def _within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where one name begins like the other: letterheads and signatures shorten long names at will."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def office_under_two_names(subject: Subject) -> Iterator[Finding]:
    """One office with two performer columns, `Kabid Data` and `Kepala Bidang Data`: its minutes would be split."""
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for column, offices in subject.performers:
        if len(offices) != 1:
            continue
        key = offices[0].role.name, offices[0].tail
        if key in seen and seen[key] != column.text:
            yield subject.finding(
                "jabatan-dua-kolom", subject.place(column), jabatan=column.text, jabatan_lain=seen[key]
            )
        seen.setdefault(key, column.text)


def date_far_off(subject: Subject) -> Iterator[Finding]:
    """A date that nobody can mean: 2203 for 2023, or in force years after it was made and last revised.

    Tanggal Revisi may be planned and lie in the future (PermenPANRB 35/2012). Today's date is not asked: the same
    workbook has to give the same findings tomorrow.
    """
    identity = subject.sop.identity
    dates = {"created": identity.created, "effective": identity.effective}
    for name, date in dates.items():
        if date and not _FIRST_YEAR <= int(date[:4]) <= _LAST_YEAR:
            yield subject.finding("tanggal-terlalu-jauh", subject.identity_cell(name), tanggal=date)
            return
    finished = max((date for date in (identity.created, identity.revised) if date), default=None)
    if identity.effective and finished and int(identity.effective[:4]) - int(finished[:4]) > _LATEST_GAP:
        place = subject.identity_cell("effective")
        yield subject.finding("tanggal-terlalu-jauh", place, tanggal=identity.effective)
