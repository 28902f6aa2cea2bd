"""What the steps add up to: standard minutes of the procedure and of each performer, under a profile.

Minutes always come from the text of the Waktu cells, so that another profile needs no workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import structs

from xl_sop.model import Number, Profile, Sop, Step, Totals
from xl_sop.waktu import duration
from xl_sop.waktu.duration import Parsed

_CLOCK_UNITS = frozenset(("menit", "jam"))
"""Units that are the same in every working-time profile."""


def add_up(sop: Sop, profile: Profile | str) -> Totals:
    """The totals of an SOP under a working-time profile, or the name of one.

    Raises:
        XlSopError: No profile has that name.
    """
    return build(sop.steps, sop.performers, profile, all_read=_all_read(sop))


def under_profile(sop: Sop, profile: Profile | str) -> Sop:
    """The SOP with the minutes of its steps, and its totals, under another profile.

    Raises:
        XlSopError: No profile has that name.
    """
    known = _profile(profile)
    steps = [structs.replace(step, duration=_parsed(step, known).duration) for step in sop.steps]
    return structs.replace(
        sop, steps=steps, totals=build(steps, sop.performers, known, all_read=_all_read(sop))
    )


def _all_read(sop: Sop) -> bool:
    """False where steps are known to be missing: the totals are not complete though every step has minutes."""
    return sop.totals.complete or any(step.duration.minutes is None for step in sop.steps)


def build(
    steps: Sequence[Step], performers: Sequence[str], profile: Profile | str, *, all_read: bool = True
) -> Totals:
    """The totals of any steps.

    Args:
        steps: The rows of the procedure table.
        performers: All performer columns; each is listed as soon as one row has a mark.
        profile: A working-time profile, or the name of one.
        all_read: False where steps may be missing, so that the totals are not complete.

    Raises:
        XlSopError: No profile has that name.
    """
    known = _profile(profile)
    explicit: list[Number | None] = []
    converted: list[Number | None] = []
    without_time: list[int | None] = []
    by_performer: dict[str, list[Number | None]] = {name: [] for name in performers}
    for step in steps:
        parsed = _parsed(step, known)
        value = parsed.duration.minutes
        if value is None:
            without_time.append(step.number)
        (explicit if _CLOCK_UNITS.issuperset(parsed.units) else converted).append(value)
        for name in {part.name: None for part in step.performers}:
            by_performer.setdefault(name, []).append(value)
    marked = any(step.performers for step in steps)
    return Totals(
        minutes=_sum(explicit + converted),
        explicit=_sum(explicit),
        converted=_sum(converted),
        complete=all_read and not without_time,
        without_time=without_time,
        profile=known,
        by_performer={name: _sum(values) for name, values in by_performer.items()} if marked else {},
    )


def _profile(profile: Profile | str) -> Profile:
    return duration.profile(profile) if isinstance(profile, str) else profile


def _parsed(step: Step, profile: Profile) -> Parsed:
    # Where the text itself names no unit, the unit it was given is the one of its column header.
    return duration.parse(step.duration.text, step.duration.unit, profile)


def _sum(values: Iterable[Number | None]) -> Number:
    """The sum as people add: 0.1 + 0.2 is 0.3, three thirds are 1, and whole sums are integers.

    Floats are taken as the decimals they print as; a thousand-millionth of a minute is rounded off.
    """
    known = [value for value in values if value is not None]
    total = sum(known)
    if isinstance(total, int):
        return total  # all of them are integers, as nearly always
    total = round(sum((Fraction(repr(value)) for value in known), Fraction(0)), 9)
    return total.numerator if total.denominator == 1 else float(total)
