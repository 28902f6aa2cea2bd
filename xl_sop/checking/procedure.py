"""Rules for the procedure table as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xl_sop.checking.subject import Subject, numbers_of
from xl_sop.document import Cell
from xl_sop.findings import Finding
from xl_sop.model import Profile, Sop, Unit
from xl_sop.text import fold, squeeze
from xl_sop.waktu.duration import PROFILES, number_text, parse_cell
from xl_sop.waktu.minutes import under_profile

_SHORT_UNITS = frozenset({(), (None,), ("menit",), ("jam",), ("jam", "menit"), ("menit", "jam")})


def no_steps(subject: Subject) -> Iterator[Finding]:
    """A procedure without a single step."""
    if not subject.sop.steps:
        yield subject.finding("langkah-tidak-ada", subject.table_header())


def performers_missing(subject: Subject) -> Iterator[Finding]:
    """No performer column on any page; other needed columns are missed by the reading of the header."""
    if subject.found.pages and not subject.sop.performers and not _has_one_column(subject):
        yield subject.finding("kolom-tidak-ada", subject.table_header(), kolom="Pelaksana")


def performers_unmarked(subject: Subject) -> Iterator[Finding]:
    """Nobody is marked in any row: said once, at the header, since shapes are lost together."""
    steps = subject.sop.steps
    if not steps or any(step.performers for step in steps):
        return
    if subject.found.flow is not None and subject.found.flow.symbols:
        return  # there are symbols, and each that stands outside the columns has been named
    if subject.sop.performers:
        yield subject.finding("pelaksana-tidak-ditandai", subject.column_header("performer"))
    elif _has_one_column(subject):
        yield subject.finding("pelaksana-tidak-ditandai", subject.column_header("performers"))


def performer_unused(subject: Subject) -> Iterator[Finding]:
    """A performer column that no step marks, in an SOP whose performers are marked."""
    steps = subject.sop.steps
    marked = {part.name for step in steps for part in step.performers}
    if not marked or marked.issuperset(subject.sop.performers):
        return
    if subject.found.flow is not None and sum(bool(step.performers) for step in steps) < UNDERSTOOD * len(
        steps
    ):
        return  # the drawing was not understood
    letters = {squeeze(name) for name in marked}
    for name in subject.sop.performers:
        if squeeze(name) not in letters and not _is_placeholder(name):
            yield subject.finding(
                "pelaksana-tidak-dipakai", subject.column_header("performer", name), pelaksana=name
            )


UNDERSTOOD = 0.6
"""A drawing is understood where so many of its steps have a symbol in a column."""

_PLACEHOLDER = re.compile(
    r"(?:(?:nama )?(?:pelaksana|jabatan)|nama) ?(?:\d{1,2}|\(\d{1,2}\)|[a-d]|i{1,3}|iv|v|\.{2,}|…)|nama "
    r"(?:jabatan|pelaksana)|(?:jabatan|nama)"
)


def _is_placeholder(name: str) -> bool:
    return _PLACEHOLDER.fullmatch(fold(name)) is not None


def performer_unnamed(subject: Subject) -> Iterator[Finding]:
    """Headings left as the template has them, such as `Pelaksana 1`; `Pelaksana` alone is a post."""
    for name in subject.sop.performers:
        if _is_placeholder(name):
            yield subject.finding(
                "judul-pelaksana-contoh", subject.column_header("performer", name), pelaksana=name
            )


def sum_differs(subject: Subject) -> Iterator[Finding]:
    """A written Jumlah says what the steps above it add up to: all of them, or those since the last subtotal.

    People add up days by a working day of their own, so a sum that is right under any profile is right.
    """
    found, sop = subject.found, subject.sop
    if not found.sums or any(step.duration.minutes is None for step in sop.steps):
        return
    position = {page.sheet: i for i, page in reversed(list(enumerate(found.pages)))}
    places = [(position[found.pages[step.page].sheet], step.row) for step in found.steps]
    unit: Unit | None = next((page.unit for page in found.pages if page.unit), None)
    since = 0
    for cell in sorted(found.sums, key=lambda c: (position.get(c.address.sheet, 0), c.address.row)):
        place = (position.get(cell.address.sheet, 0), cell.address.row)
        above = sum(other < place for other in places)
        parts = (slice(None), slice(above), slice(since, above))
        since = above
        if not any(
            _is_sum(cell, unit, sop, parts, profile) for profile in (sop.totals.profile, *PROFILES.values())
        ):
            right = sum(step.duration.minutes or 0 for step in sop.steps[:above])
            yield subject.finding(
                "jumlah-waktu-berbeda", cell.address, teks=cell.text or "", menit=number_text(right)
            )


_ROUNDED = 0.01
"""A sum in days or longer may be rounded so much."""


def _is_sum(cell: Cell, unit: Unit | None, sop: Sop, parts: Iterable[slice], profile: Profile) -> bool:
    """True where a cell holds the sum of some of the steps under a profile, or no time at all."""
    said = parse_cell(cell.value, unit, profile).duration
    if said.minutes is None:
        return True
    steps = sop.steps if profile == sop.totals.profile else under_profile(sop, profile).steps
    minutes = [step.duration.minutes or 0 for step in steps]
    slack = _ROUNDED * said.minutes if said.unit not in ("menit", "jam") else 0.5
    return any(abs(said.minutes - sum(minutes[part])) <= slack for part in parts)


def _has_one_column(subject: Subject) -> bool:
    """True for a table with one column of typed names."""
    return any(page.column("performers") for page in subject.found.pages)


def converted_time(subject: Subject) -> Iterator[Finding]:
    """Days and longer become minutes by an assumption only: no regulation on SOP says how long a day is."""
    found = subject.found.steps
    converted = [
        i
        for i, step in enumerate(subject.sop.steps)
        if (found[i].parsed.units if i < len(found) else (step.duration.unit,)) not in _SHORT_UNITS
        and step.duration.minutes is not None
    ]
    if converted:
        steps = [subject.sop.steps[i] for i in converted]
        yield subject.finding(
            "waktu-dikonversi",
            subject.step_cell(converted[0], "duration"),
            step=steps[0].number,
            langkah=numbers_of(steps),
            hari=str(subject.sop.totals.profile.day),
        )
