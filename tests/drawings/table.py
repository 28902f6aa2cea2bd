"""A small procedure table and shapes clicked onto its cells, for tests of single cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook

from tests.drawings.pieces import Area, Line, Piece, Point, Tracks, drawing_xml, put_into
from xl_sop.document import Document

FIRST_ROW, FIRST_COLUMN, WIDTH, HEIGHT = 5, 3, 100, 60
PERFORMERS = ("Kepala Dinas", "Sekretaris", "Staf")


class Sheet:
    """A table of so many steps on one sheet; shapes are put into its cells.

    Args:
        steps: How many steps. flow: With the two flow columns. gap: An empty row below each step.
    """

    def __init__(
        self, steps: int = 3, *, flow: bool = False, gap: bool = False, single: bool = False
    ) -> None:
        self.tracks = Tracks()
        self.pieces: list[Piece] = []
        self.book = Workbook()
        self.page = self.book.active
        self.page.title = "Prosedur"
        self.step = 2 if gap else 1
        names = ("Pelaksana",) if single else PERFORMERS
        last = FIRST_COLUMN + len(names) - 1
        self.last = last
        heads = {
            1: "No",
            2: "Uraian Prosedur",
            last + 1: "Kelengkapan",
            last + 2: "Waktu",
            last + 3: "Output",
        }
        self.page.cell(4 if single else 3, FIRST_COLUMN, "Pelaksana")
        for column, text in heads.items():
            self.page.cell(4, column, text)
        if not single:
            for i, name in enumerate(names):
                self.page.cell(4, FIRST_COLUMN + i, name)
        if flow:
            self.page.cell(4, last + 4, "Ya → No.")
            self.page.cell(4, last + 5, "Tidak → No.")
        for i in range(steps):
            values = (i + 1, f"Menyusun berkas {'ABCDEFGH'[i]}", "Berkas", "15 menit", f"Draf {i + 1}")
            for column, value in zip((1, 2, last + 1, last + 2, last + 3), values, strict=True):
                self.page.cell(self.row(i + 1), column, value)
        for column in range(1, last + 6):
            width = WIDTH if FIRST_COLUMN <= column <= last else 120
            self.tracks.widths[column] = width
            self.page.column_dimensions["ABCDEFGHIJKLMN"[column - 1]].width = width / 7
        for row in range(FIRST_ROW, FIRST_ROW + steps * self.step + 3):
            self.tracks.heights[row] = HEIGHT
            self.page.row_dimensions[row].height = HEIGHT * 0.75

    def row(self, step: int) -> int:
        """The sheet row of a step, from 1; half a step is the row below it."""
        return FIRST_ROW + (step - 1) * self.step

    def type(self, step: int, *, performer: int | None = None, text: str, flow: str | None = None) -> Sheet:
        """Type a mark, or a target into the flow column "ya" or "tidak"."""
        flow_columns = {"ya": self.last + 4, "tidak": self.last + 5}
        column = FIRST_COLUMN + (performer or 0) if flow is None else flow_columns[flow]
        self.page.cell(self.row(step), column, text)
        return self

    def draw(self, geometry: str, step: int, performer: float, *, below: int = 0, **more: object) -> Area:
        """A shape in the middle of a performer's cell, or so many rows below it."""
        left = self.tracks.x(FIRST_COLUMN) + performer * WIDTH
        top = self.tracks.y(self.row(step) + below)
        area = Area(geometry, left + 22, top + 15, WIDTH - 44, HEIGHT - 30, **more)  # type: ignore[arg-type]
        self.pieces.append(area)
        return area

    def text(self, words: str, x: float, y: float, *, outline: bool = False) -> None:
        """A text box at a place."""
        self.pieces.append(Area("rect", x, y, 8 * len(words) + 10, 16, words, text_box=True, outline=outline))

    def join(
        self, one: Area, other: Area, *, label: str = "", how: str = "connector", **more: object
    ) -> Line:
        """An arrow from one shape to another, down or aside."""
        x0, x1 = one.left + one.width / 2, other.left + other.width / 2
        if other.top > one.top + one.height and abs(x0 - x1) < 5:
            path: list[Point] = [(x0, one.top + one.height), (x0, other.top)]
        elif other.top > one.top + one.height:
            middle = (one.top + one.height + other.top) / 2
            path = [(x0, one.top + one.height), (x0, middle), (x1, middle), (x1, other.top)]
        elif abs(one.top - other.top) < 5:
            right = one.left < other.left
            y = one.top + one.height / 2
            path = [
                (one.left + one.width if right else one.left, y),
                (other.left if right else other.left + other.width, y),
            ]
        else:
            lane = max(one.left + one.width, other.left + other.width) + 12
            y0, y1 = one.top + one.height / 2, other.top + other.height / 2 + 4
            path = [(one.left + one.width, y0), (lane, y0), (lane, y1), (other.left + other.width - 2, y1)]
        return self.line(path, label=label, how=how, **more)

    def line(self, path: Sequence[Point], *, label: str = "", how: str = "connector", **more: object) -> Line:
        """An arrow along these corners; a label beside its beginning."""
        if len(path) > 2 and (path[0][0] == path[-1][0] or path[0][1] == path[-1][1]):
            how = "freeform"  # a connector's box would have no width
        line = Line(list(path), how=how, **more)  # type: ignore[arg-type]
        self.pieces.append(line)
        if label:
            (x, y), (x1, _) = path[0], path[1]
            self.text(label, x + 3, y - 18 if x1 != x else y + 1)
        return line

    def save(self, path: Path) -> Path:
        """Write the workbook."""
        self.book.save(path)
        put_into(path, {1: drawing_xml(self.pieces, self.tracks)})
        return path

    def read(self, folder: Path) -> Document:
        """The document read from the saved workbook."""
        import xl_sop

        (document,) = xl_sop.read(self.save(folder / "gambar.xlsx"))
        return document


def sound(steps: int = 3) -> tuple[Sheet, list[Area]]:
    """A drawn table with nothing wrong: capsule, boxes, capsule, joined downwards."""
    sheet = Sheet(steps)
    kinds = ["flowChartTerminator", *["flowChartProcess"] * (steps - 2), "flowChartTerminator"]
    areas = [sheet.draw(kind, i + 1, i % 3) for i, kind in enumerate(kinds)]
    for one, other in pairwise(areas):
        sheet.join(one, other)
    return sheet, areas
