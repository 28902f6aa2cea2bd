"""For every finding: a workbook that trips it, where it points, and a near miss that does not trip it."""

from __future__ import annotations

from tests.checking.cases import flow, identity, table, time, unsigned, worksheet
from tests.checking.cases.shared import Case

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (
    *identity.CASES,
    *unsigned.CASES,
    *table.CASES,
    *flow.CASES,
    *time.CASES,
    *worksheet.CASES,
)
