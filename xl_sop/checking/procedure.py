"""Rules for the procedure table as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from xl_sop.checking.subject import Subject, numbers_of
from xl_sop.findings import Finding

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
    if subject.sop.performers:
        yield subject.finding("pelaksana-tidak-ditandai", subject.column_header("performer"))
    elif _has_one_column(subject):
        yield subject.finding("pelaksana-tidak-ditandai", subject.column_header("performers"))


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
