"""Excel on macOS: what xlwings' own members get wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_sop.addin.host import Host, Note, guarded, lines_of
from xl_sop.address import Merge
from xl_sop.book.live import box_of, cells

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST_ADDRESS = 255


class Mac(Host):
    """Excel on macOS."""

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        """By bands of rows: Excel tells of places in at most 255 characters, and xlwings asks for all at once."""
        used = box_of(sheet.used_range.address)
        return [note for row, column in self._noted(sheet, used) for note in self._note(sheet, row, column)]

    def _noted(self, sheet: xw.Sheet, band: Merge) -> list[tuple[int, int]]:
        # One cell must not be asked alone: Excel then looks through the whole sheet.
        asked = (
            band if band.left < band.right or band.top < band.bottom else band._replace(right=band.right + 1)
        )
        found = guarded(lambda: _comment_cells(sheet, cells(*asked)))
        if not found:
            return []
        if len(found) > _LONGEST_ADDRESS // 2 and band.top < band.bottom:
            middle = (band.top + band.bottom) // 2
            return [
                *self._noted(sheet, band._replace(bottom=middle)),
                *self._noted(sheet, band._replace(top=middle + 1)),
            ]
        areas = [box_of(part) for part in found.split(",")]
        return [
            (row, column)
            for area in areas
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        ]

    def _note(self, sheet: xw.Sheet, row: int, column: int) -> list[Note]:
        note = sheet.range(cells(row, column, row, column)).note
        return [Note(row, column, lines_of(note.text), note)] if note is not None else []

    # A cell with a threaded comment takes no note, and Excel does not tell here which cells have one. That it refuses a
    # single note is no reason to take all marks back: sheet Temuan has the finding anyway.

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        guarded(lambda: Host.add_note(self, sheet, row, column, text))

    def append(self, sheet: xw.Sheet, note: Note, text: str) -> None:
        guarded(lambda: Host.append(self, sheet, note, text))


def _comment_cells(sheet: xw.Sheet, address: str) -> str:
    """Where notes are, as an address of several areas; fails where there are none."""
    from appscript import k  # pyright: ignore[reportMissingImports] - on macOS only

    return sheet.range(address).api.special_cells(type=k.cell_type_comments).get_address()
