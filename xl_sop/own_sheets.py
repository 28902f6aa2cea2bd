"""Sheets that the buttons make in a clerk's workbook. They hold nothing of an SOP and are never read as part of one."""

from __future__ import annotations

from collections.abc import Mapping

from xl_sop.book.grid import Grid

FINDINGS, MINUTES = "Temuan", "Waktu Pelaksana"
TITLES: Mapping[str, str] = {
    FINDINGS: "TEMUAN PEMERIKSAAN SOP (xl_sop)",
    MINUTES: "WAKTU BAKU PER PELAKSANA (xl_sop)",
}
"""What stands in A1 of each. A sheet is told by it and not by its name, which a clerk may use too, or change."""


def is_own(grid: Grid) -> bool:
    """True for a sheet that a button made."""
    return grid.value(1, 1) in TITLES.values()
