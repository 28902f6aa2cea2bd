"""A Waktu cell → `Duration`; the working-time profiles."""

from __future__ import annotations

from typing import NamedTuple

from xl_sop.model import Duration, Unit


class Parsed(NamedTuple):
    """A Waktu as read.

    Attributes:
        duration: The contract's object.
        problem: Code of the finding it deserves, or None.
        units: The units its text writes, or inherits from the header; empty if none.
        is_range: True for a range such as `5-10 menit`.
    """

    duration: Duration
    problem: str | None
    units: tuple[Unit, ...]
    is_range: bool
