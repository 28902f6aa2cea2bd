"""Where a value stands: sheet, row and column counted from 1, as Excel shows them. Made once, when the cell is read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_letters(column: int) -> str:
    """`1 -> "A"`, `28 -> "AB"`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """`"AB" -> 28`, in either case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Address(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Where a value was read: sheet name, row and column counted from 1. Made once, when the cell is read.

    A struct and no tuple: there are hundreds in a workbook, and structs are made four times as fast.
    """

    sheet: str
    row: int
    column: int

    @property
    def place(self) -> tuple[int, int]:
        """Row and column."""
        return self.row, self.column

    @property
    def a1(self) -> str:
        """The address within its sheet, such as `F12`."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}"


class Merge(NamedTuple):
    """A merged area, all four ends inclusive and counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


def place_of(reference: str) -> tuple[int, int] | None:
    """`"$B$7" -> (7, 2)`, row and column; None for what is no cell of a sheet."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= MAX_ROW and column <= MAX_COLUMN else None


@lru_cache(maxsize=1 << 14)  # few references are new in a batch
def area(reference: str) -> Merge | None:
    """`"B2:A3" -> Merge(2, 1, 3, 2)`, `"B2"` likewise, corners in any order; None for what no sheet can hold."""
    first, _, last = reference.partition(":")
    one, other = place_of(first), place_of(last or first)
    if one is None or other is None:
        return None
    (top, left), (bottom, right) = one, other
    return Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
