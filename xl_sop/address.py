"""Where a value stands: sheet, row and column counted from 1, as Excel shows them. Made once, when the cell is read."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


def column_letters(column: int) -> str:
    """`1 -> "A"`, `28 -> "AB"`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """`"A" -> 1`, `"AB" -> 28`."""
    number = 0
    for letter in letters:
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
