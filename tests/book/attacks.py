"""Workbooks built to hurt whoever opens them, and near misses that only look so.

Each case is a name, a function that makes the bytes of a file, and what must happen: a code of `REFUSALS`, the
name of a limit, `READS` (the ordinary cells of `small.CELLS` must come out), or `ANY` (a sentence or a book:
what matters is that it comes in time and within memory).
"""

from __future__ import annotations

from tests.book.sheet_attacks import SHEET_CASES
from tests.book.xml_attacks import XML_CASES
from tests.book.zip_attacks import ANY, READS, ZIP_CASES, Case

__all__ = ["ANY", "CASES", "READS", "Case"]

CASES: dict[str, Case] = {**ZIP_CASES, **XML_CASES, **SHEET_CASES}
