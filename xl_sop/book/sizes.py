"""Where the rows and columns of a sheet lie, in EMU from its top-left corner.

Sources: ECMA-376-1 sections 18.3.1.13 (col: width in characters of the default font), 18.3.1.73 (row: ht in points),
18.3.1.81 (sheetFormatPr). A character is 7 pixels wide, as in Calibri 11; where another font made the columns wider,
drawings tell (see `drawingml`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xl_sop.address import MAX_COLUMN, MAX_ROW

PIXEL, POINT = 9525, 12700
"""EMU of a pixel at 96 dpi, and of a point."""
_CHARACTER = 7
_COLUMN, _ROW = 64.0 * PIXEL, 15.0 * POINT
_TALLEST, _WIDEST = 409.5 * POINT, 2_000.0 * PIXEL  # Excel's own limits: 409.5 points, 255 characters
_FORMAT = re.compile(rb"<(?:\w+:)?sheetFormatPr\s([^<>]*)")
_COL = re.compile(rb"<(?:\w+:)?col\s([^<>]*)")
_ROWS, _PREFIXED_ROWS = (
    re.compile(
        rb"""<%brow(?:\sr=["']([0-9]{1,7})["'])?"""
        rb"""(?=((?:[^<>]*?\sht=["']([0-9]{1,7}(?:\.[0-9]{0,20})?)["'])?))([^<>]*)""" % prefix
    )
    for prefix in (b"", rb"\w+:")
)
_MIN, _MAX = (re.compile(rb"""\b%b=["']([0-9]{1,7})["']""" % name) for name in (b"min", b"max"))
_WIDTH = re.compile(rb"""\bwidth=["']([0-9]{1,7}(?:\.[0-9]{0,20})?)["']""")
_ATTRIBUTE = re.compile(rb"""([A-Za-z]+)\s*=\s*["']([^"']*)["']""")
_TRUE = (b"1", b"true")


class Tracks:
    """The rows, or the columns, of a sheet: a usual length and the exceptions.

    Args:
        usual: Length of those that are not named.
        spans: (first, last, length) of the others, counted from 1.
        last: How many there can be.
    """

    __slots__ = ("_ends", "_firsts", "_lasts", "_lengths", "_spans", "_starts", "last", "usual")

    def __init__(self, usual: float, spans: Iterable[tuple[int, int, float]], last: int) -> None:
        self.usual, self.last = usual, last
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        self._lengths: list[float] = []
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._spans: dict[int, tuple[float, float]] = {}
        firsts, lasts, lengths = self._firsts.append, self._lasts.append, self._lengths.append
        starts, ends = self._starts.append, self._ends.append
        track, at = 1, 0.0
        for first, until, length in sorted(spans):
            begin, final = max(first, track), min(until, last)
            if begin > final:
                continue
            at += (begin - track) * usual
            firsts(begin)
            lasts(final)
            lengths(length)
            starts(at)
            at += (final - begin + 1) * length
            ends(at)
            track = final + 1

    def scaled(self, by: float) -> Tracks:
        """The same with every length so many times as long."""
        spans = zip(self._firsts, self._lasts, (length * by for length in self._lengths), strict=True)
        return Tracks(self.usual * by, spans, self.last)

    def start(self, track: int) -> float:
        """Where a row or column begins; that of the one after the last is where the last ends."""
        i = bisect_right(self._firsts, track) - 1
        if i < 0:
            return (track - 1) * self.usual
        if track <= self._lasts[i]:
            return self._starts[i] + (track - self._firsts[i]) * self._lengths[i]
        return self._ends[i] + (track - self._lasts[i] - 1) * self.usual

    def span(self, track: int) -> tuple[float, float]:
        """Where a row or column begins and ends; asked again and again for the same few."""
        try:
            return self._spans[track]
        except KeyError:
            known = self._spans[track] = self.start(track), self.start(track + 1)
            return known

    def at(self, place: float) -> int:
        """The row or column at a place, the first or last one for a place outside the sheet."""
        i = bisect_right(self._starts, place) - 1
        if i < 0:
            found = 1 + _steps(place, self.usual)
        elif place < self._ends[i]:
            found = self._firsts[i] + _steps(place - self._starts[i], self._lengths[i])
        else:
            found = self._lasts[i] + 1 + _steps(place - self._ends[i], self.usual)
        return min(max(found, 1), self.last)


def _steps(distance: float, length: float) -> int:
    return math.floor(distance / length) if length > 0 else 0


@dataclass(slots=True)
class Sizes:
    """The columns and rows of a sheet."""

    columns: Tracks
    rows: Tracks

    def widened(self, by: float) -> Sizes:
        """The same with columns so many times as wide."""
        return Sizes(self.columns.scaled(by), self.rows)

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return self.columns.start(column)

    def y(self, row: int) -> float:
        """The top edge of a row."""
        return self.rows.start(row)

    def column_at(self, x: float) -> int:
        """The column at a place."""
        return self.columns.at(x)

    def row_at(self, y: float) -> int:
        """The row at a place."""
        return self.rows.at(y)


def read_sizes(pieces: Iterable[bytes], until: int, reach: Mapping[int, float] | None = None) -> Sizes:
    """The sizes a sheet's XML gives.

    Args:
        pieces: The XML, in pieces; no more are taken than are needed.
        until: The last row that matters.
        reach: How far down into a row something is anchored, in EMU. A row without a height of its own fits its
            text, and is at least that tall.
    """
    heights: dict[int, float] = {}
    spans: list[tuple[int, int, float]] = []
    column, usual = _COLUMN, _ROW
    rest, row, head = b"", 0, True
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        # The last tag may go on in the next piece; that of the last piece only closes the sheet.
        rest, text = (text[cut:], text[:cut]) if cut >= 0 else (text, b"")
        if head:
            cells = text.find(b"sheetData")
            before = text if cells < 0 else text[:cells]
            column, usual = _usual(before, column, usual)
            spans += _spans(before)
            head = cells < 0
        hides = b"hidden=" in text
        rows = _ROWS if b"<row" in text else _PREFIXED_ROWS
        for number, _, height, told in rows.findall(text):
            row = int(number) if number else row + 1
            if row > until:
                break
            if hides and dict(_ATTRIBUTE.findall(told)).get(b"hidden") in _TRUE:
                heights[row] = 0.0
            elif height:
                heights[row] = min(float(height) * POINT, _TALLEST)
        if row > until:
            break
    for place, needed in (reach or {}).items():
        if place not in heights and needed > usual:
            heights[place] = min(needed, _TALLEST)
    return Sizes(
        Tracks(column, spans, MAX_COLUMN),
        Tracks(usual, ((place, place, height) for place, height in heights.items()), MAX_ROW),
    )


def _usual(text: bytes, column: float, row: float) -> tuple[float, float]:
    """The usual width and height as `sheetFormatPr` gives them."""
    found = _FORMAT.search(text)
    if found is None:
        return column, row
    given = dict(_ATTRIBUTE.findall(found[1]))
    if b"defaultColWidth" in given:
        column = _pixels(_decimal(given[b"defaultColWidth"], 9.14)) * PIXEL
    if given.get(b"zeroHeight") in _TRUE:
        return column, 0.0
    return column, min(_decimal(given.get(b"defaultRowHeight"), 15.0) * POINT, _TALLEST)


def _spans(text: bytes) -> list[tuple[int, int, float]]:
    spans: list[tuple[int, int, float]] = []
    for told in _COL.findall(text):
        low, high, width = _MIN.search(told), _MAX.search(told), _WIDTH.search(told)
        first = int(low[1]) if low else 0
        if not first:
            continue
        length = _pixels(float(width[1]) if width else 9.14) * PIXEL
        if b"hidden=" in told and dict(_ATTRIBUTE.findall(told)).get(b"hidden") in _TRUE:
            length = 0.0
        spans.append((first, max(int(high[1]) if high else first, first), min(length, _WIDEST)))
    return spans


def _pixels(characters: float) -> int:
    """ECMA-376-1 section 18.3.1.13: the width in pixels of a column of so many characters."""
    return int((256 * characters + int(128 / _CHARACTER)) / 256 * _CHARACTER)


def _decimal(text: bytes | None, otherwise: float) -> float:
    if text is None or not re.fullmatch(rb"[0-9]{1,7}(?:\.[0-9]{0,20})?", text):
        return otherwise
    return float(text)
