"""Paper: how large a printed page is, which scale fits a table's width on it, how many rows then fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xl_sop.flowchart.plan import POINT

_MILLIMETRE = 36_000
_INCH = 914_400


class Paper(NamedTuple):
    """A paper size.

    Attributes:
        code: Excel's number for it (ECMA-376-1 section 18.3.1.63).
        width, height: Upright, in EMU.
    """

    code: int
    width: int
    height: int


A4 = Paper(9, 210 * _MILLIMETRE, 297 * _MILLIMETRE)
F4 = Paper(14, round(8.5 * _INCH), 13 * _INCH)
"""What shops sell as F4 is folio to Excel and to printers: 8½ × 13 inches, two millimetres more than 210 × 330 mm."""
PAPERS: Mapping[str, Paper] = {"A4": A4, "F4": F4}
"""The sizes a clerk may choose."""
_OTHERS = (
    Paper(1, round(8.5 * _INCH), 11 * _INCH),  # Letter
    Paper(5, round(8.5 * _INCH), 14 * _INCH),  # Legal
    Paper(8, 297 * _MILLIMETRE, 420 * _MILLIMETRE),  # A3
)
_BY_CODE = {paper.code: paper for paper in (A4, F4, *_OTHERS)}

_FIT_WIDTH, _FIT_HEIGHT = 0.92, 0.97
"""Shares of the page that are filled: a printer's rows and columns are a little larger than the screen's, and
LibreOffice counts 7.41 pixels to a digit of Arial 10 where Excel counts 7."""
_SMALLEST = 10
"""Per cent: Excel's least scale."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet's printed page.

    Attributes:
        paper: Its size.
        landscape: Whether it lies on its side.
        margins: Left, right, top, bottom, in inches.
        scale: Per cent.
    """

    paper: Paper
    landscape: bool
    margins: tuple[float, float, float, float]
    scale: int = 100

    @property
    def room(self) -> tuple[int, int]:
        """Width and height for columns and rows, in EMU of the sheet."""
        wide, high = self.paper.width, self.paper.height
        if self.landscape:
            wide, high = high, wide
        left, right, top, bottom = (round(margin * _INCH) for margin in self.margins)
        wide, high = (wide - left - right) * _FIT_WIDTH, (high - top - bottom) * _FIT_HEIGHT
        return int(wide * 100 / self.scale), int(high * 100 / self.scale)

    def scale_for(self, width: int) -> int:
        """The largest scale, at most 100, at which columns of that width fit on a page."""
        room = Page(self.paper, self.landscape, self.margins).room[0]
        return max(_SMALLEST, min(100, room * 100 // max(width, POINT)))


def paper_of(code: int | None) -> Paper:
    """The paper with that number; A4 for one that is not known, as it is the law's."""
    return _BY_CODE.get(code or 0, A4)
