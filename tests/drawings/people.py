"""SOPs drawn as people draw them: a flow, a table, and shapes clicked over it with the habits of one person.

`sketch(seed, habits)` makes the whole: a workbook with its drawing, and what a reader must find in it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment

from tests.drawings.pieces import Area, Group, Line, Piece, Point, Tracks, drawing_xml, put_into

LAWFUL = {
    "terminator": "flowChartTerminator",
    "proses": "flowChartProcess",
    "keputusan": "flowChartDecision",
    "penghubung": "flowChartOffpageConnector",
}
PLAIN = {"terminator": "roundRect", "proses": "rect", "keputusan": "diamond", "penghubung": "homePlate"}
ODD = {"terminator": "ellipse", "proses": "rect", "keputusan": "diamond", "penghubung": "homePlate"}
ROUNDED = {**LAWFUL, "terminator": "flowChartAlternateProcess"}
PICTURES = {**LAWFUL, "proses": "picture"}


@dataclass(frozen=True)
class Habits:
    """How a person draws.

    Attributes:
        steps: How many steps. performers: How many columns. sheets: Pages, each on a sheet of its own.
        glue: Connectors are glued. geometry: Shape of each symbol. how: How ways are drawn.
        sloppy: Pixels by which shapes and ends stray. short: Pixels by which ends stop short (negative: go inside).
        group: "no", "pairs", "all" or "nested". anchor: "two", "one" or "absolute".
        labels: "box" (a text box without outline), "outlined", "cell", "free" (far from the decision) or "way" (on the
            line, in its middle).
        written: Something stands in every box and decision. boxes: "text box" makes boxes of text boxes with an outline.
        words: What the two ways are called. heads: Ways have arrow heads. reverse: Lines are drawn from their end.
        decisions: Part of the steps that decide. meeting: Part of the steps that several perform, joined by dashes.
        dashed: Ways back are dashed. double: Part of the steps with a capsule or diamond beside the box in one row.
        apart: Mulai and Selesai stand in rows of their own. hubs: Off-page pairs between pages of one sheet.
        up: Ways back over a page go through pentagons that point up. letters: Pentagons have letters.
        columns: Sheet columns of each performer. width: Pixels of a performer's column. height: of a row.
    """

    steps: int = 8
    performers: int = 4
    sheets: int = 1
    glue: bool = False
    geometry: dict[str, str] = field(default_factory=lambda: LAWFUL, hash=False)
    how: str = "connector"
    sloppy: float = 0
    short: float = 0
    group: str = "no"
    anchor: str = "two"
    labels: str = "box"
    words: tuple[str, str] = ("Ya", "Tidak")
    written: bool = False
    boxes: str = "shape"
    heads: bool = True
    reverse: bool = False
    decisions: float = 0.25
    meeting: float = 0.0
    dashed: bool = False
    double: float = 0.0
    apart: bool = False
    hubs: bool = False
    up: bool = False
    letters: bool = False
    columns: int = 1
    width: int = 90
    height: int = 64


@dataclass
class Truth:
    """What a reader must find: symbols by performer, and (target, label) pairs, for each step."""

    performers: list[dict[str, list[str]]]
    ways: list[set[tuple[int | None, str | None]]]


@dataclass
class Sketch:
    """A drawn SOP: its truth, and the file."""

    truth: Truth
    path: Path


@dataclass
class _Step:
    main: int
    symbol: str
    others: list[int] = field(default_factory=list)
    second: str | None = None  # a symbol before the main one, in the same row
    second_at: int = 0
    ways: list[tuple[int | None, str | None]] = field(default_factory=list)


Texts = tuple[str, str, str, str]
"""Uraian, Kelengkapan, Waktu and Output of a step."""


def sketch(
    seed: int, habits: Habits, path: Path, *, beside: Path | None = None, texts: Sequence[Texts] = ()
) -> Sketch:
    """Draw one SOP into a new workbook, or into a copy of one whose sheet Prosedur it replaces.

    `texts`: what its steps say, again and again; something short where nothing is given.
    """
    chance = random.Random(f"{seed} {habits}")
    steps = _flow(chance, habits)
    book = Workbook() if beside is None else load_workbook(beside)
    del book["Sheet" if beside is None else "Prosedur"]
    _Artist(chance, habits, steps, book, texts).draw(path)
    names = [f"Pelaksana {letter}" for letter in "ABCDEFGHIJKLMNO"[: habits.performers]]
    performers = []
    for step in steps:
        have: dict[int, list[str]] = {}
        if step.second:
            have.setdefault(step.second_at, []).append(step.second)
        for column in [step.main, *step.others]:
            symbol = step.symbol if column == step.main else "proses"
            if symbol not in have.setdefault(column, []):
                have[column].append(symbol)
        performers.append({names[c]: have[c] for c in sorted(have)})
    ways = [{(None if t is None else t + 1, label) for t, label in step.ways} for step in steps]
    return Sketch(Truth(performers, ways), path)


def _flow(chance: random.Random, habits: Habits) -> list[_Step]:
    n, p = habits.steps, habits.performers
    steps: list[_Step] = []
    for i in range(n):
        symbol = "proses"
        if i in (0, n - 1) and not habits.apart:
            symbol = "terminator"
        elif i > 1 and i < n - 1 and chance.random() < habits.decisions and steps[-1].symbol != "keputusan":
            symbol = "keputusan"
        steps.append(_Step(chance.randrange(p), symbol))
    for i, step in enumerate(steps):
        if symbol_is_plain(step) and 0 < i < n - 1:
            if chance.random() < habits.meeting and p > 2:
                others = [c for c in range(p) if c != step.main]
                step.others = sorted(chance.sample(others, chance.randint(1, 2)))
            elif chance.random() < habits.double:
                step.symbol, step.second = "keputusan", "proses"
                step.second_at = chance.choice([step.main, (step.main + 1) % p])
        if step.symbol == "keputusan" and i < n - 1:
            back = chance.randrange(0, i)
            skip = i + 2 if i + 2 < n and chance.random() < 0.2 else None
            other = skip if skip is not None else back
            if habits.hubs and not habits.up:
                other = max(other, _first_on_page(i, habits))
            step.ways = [(i + 1, habits.words[0]), (other, habits.words[1])]
            if other == i:  # the first step of a page cannot lead back on it
                step.symbol, step.second, step.ways = "proses", None, [(i + 1, None)]
        elif i < n - 1:
            step.ways = [(i + 1, None)]
    return steps


def symbol_is_plain(step: _Step) -> bool:
    return step.symbol == "proses"


def _page_of(i: int, habits: Habits) -> int:
    pages = 2 if habits.hubs or habits.sheets > 1 else 1
    return i * pages // habits.steps


def _first_on_page(i: int, habits: Habits) -> int:
    return next(j for j in range(habits.steps) if _page_of(j, habits) == _page_of(i, habits))


class _Artist:
    """Lays out the table and draws."""

    def __init__(
        self,
        chance: random.Random,
        habits: Habits,
        steps: list[_Step],
        book: Workbook,
        texts: Sequence[Texts] = (),
    ) -> None:
        self.chance, self.habits, self.steps, self.book, self.texts = chance, habits, steps, book, texts
        self.pages = max(habits.sheets, 1)
        self.tracks: list[Tracks] = []
        self.pieces: list[list[Piece]] = []
        self.row_of: dict[int, int] = {}
        self.cell_labels: list[tuple[int, int, int, str]] = []
        self.lanes = 0
        self.used: set[int] = set()

    def draw(self, path: Path) -> None:
        for sheet in range(self.pages):
            self._table(sheet)
        nodes = {i: self._symbols(i) for i in range(len(self.steps))}
        self._ends(nodes)
        self._ways(nodes)
        for sheet, row, column, text in self.cell_labels:
            self.book.worksheets[sheet].cell(row, column, text)
        self.book.save(path)
        put_into(
            path,
            {
                sheet + 1: drawing_xml(self._grouped(pieces), self.tracks[sheet], anchor=self.habits.anchor)
                for sheet, pieces in enumerate(self.pieces)
            },
        )

    # ---- the table

    def sheet_of(self, i: int) -> int:
        return _page_of(i, self.habits) if self.habits.sheets > 1 else 0

    def _table(self, sheet: int) -> None:
        h = self.habits
        page = self.book.create_sheet(f"Hal {sheet + 1}" if self.pages > 1 else "Prosedur", sheet)
        tracks = Tracks()
        first = 3
        last = first + h.performers * h.columns - 1
        heads = {1: ("No", 40), 2: ("Kegiatan", 220), last + 1: ("Kelengkapan", 110), last + 2: ("Waktu", 80),
                 last + 3: ("Output", 110), last + 4: ("Keterangan", 80)}  # fmt: skip
        for column in range(first, last + 1):
            tracks.widths[column] = h.width // h.columns
        for column, (_, width) in heads.items():
            tracks.widths[column] = width
        page.cell(1, 1, "SOP PENGELOLAAN ARSIP")
        for column, (text, _) in heads.items():
            page.cell(4, column, text) if column > last and column < last + 4 else page.cell(3, column, text)
        page.cell(3, first, "Pelaksana")
        page.merge_cells(start_row=3, start_column=first, end_row=3, end_column=last)
        page.cell(3, last + 1, "Mutu Baku")
        page.merge_cells(start_row=3, start_column=last + 1, end_row=3, end_column=last + 3)
        for i in range(h.performers):
            column = first + i * h.columns
            page.cell(4, column, f"Pelaksana {'ABCDEFGHIJKLMNO'[i]}")
            if h.columns > 1:
                page.merge_cells(
                    start_row=4, start_column=column, end_row=4, end_column=column + h.columns - 1
                )
        row = 5
        if h.apart and sheet == 0:
            row += 1
        for i in range(h.steps):
            if self.sheet_of(i) != sheet:
                continue
            if (h.hubs or h.sheets > 1) and i and _page_of(i, h) != _page_of(i - 1, h):
                row += 1 if h.sheets > 1 else 2  # rows of their own for the pentagons
            self.row_of[i] = row
            short = (f"Menyusun berkas nomor {i + 1}", "Berkas", "15 menit", f"Draf {i + 1}")
            values = (i + 1, *(self.texts[i % len(self.texts)] if self.texts else short))
            for column, value in zip((1, 2, last + 1, last + 2, last + 3), values, strict=True):
                page.cell(row, column, value).alignment = Alignment(wrap_text=True)
            tracks.heights[row] = h.height
            row += 1
        for extra in range(5, row + 4):
            tracks.heights.setdefault(extra, 40)
        for column, width in tracks.widths.items():
            page.column_dimensions[_letters(column)].width = width / 7
        for number, height in tracks.heights.items():
            page.row_dimensions[number].height = height * 0.75
        self.tracks.append(tracks)
        self.pieces.append([])

    def _cell(self, sheet: int, row: int, column: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of a performer's cell."""
        tracks, h = self.tracks[sheet], self.habits
        return (
            tracks.x(3 + column * h.columns), tracks.y(row), h.width // h.columns * h.columns,
            tracks.heights[row],
        )  # fmt: skip

    # ---- symbols

    def _stray(self, most: float | None = None) -> float:
        most = self.habits.sloppy if most is None else most
        return round(self.chance.uniform(-most, most), 1)

    def _symbol(self, sheet: int, row: int, column: int, symbol: str, *, text: str = "",
                part: tuple[int, int] = (0, 1), up: bool = False) -> Area:  # fmt: skip
        left, top, width, height = self._cell(sheet, row, column)
        place, parts = part
        width /= parts
        left += place * width
        geometry = self.habits.geometry[symbol]
        w, h = width * 0.62, height * (0.62 if symbol == "keputusan" else 0.45)
        area = Area(
            geometry,
            left + (width - w) / 2 + self._stray(),
            top + (height - h) / 2 + self._stray(4),
            w,
            h,
            text,
        )
        if symbol == "penghubung":
            area.width, area.height = 24, 26
            area.left, area.top = left + width / 2 - 12 + self._stray(), top + height / 2 - 13
            if geometry == "homePlate":
                area.rot = 270 if up else 90
            elif up:
                area.rot = 180
        if self.habits.written and not text:
            area.text = {"proses": "Berkas", "keputusan": "Sesuai?"}.get(symbol, "")
        if self.habits.boxes == "text box" and symbol == "proses":
            area.geometry, area.text_box = "rect", True
        if geometry == "picture":
            area.name = f"Picture {row}"
        self.pieces[sheet].append(area)
        return area

    def _symbols(self, i: int) -> dict[str, Area]:
        step, sheet, row = self.steps[i], self.sheet_of(i), self.row_of[i]
        same = step.second is not None and step.second_at == step.main
        made: dict[str, Area] = {}
        if step.second:
            made["first"] = self._symbol(
                sheet, row, step.second_at, step.second, part=(0, 2) if same else (0, 1)
            )
        text = {0: "Mulai", len(self.steps) - 1: "Selesai"}.get(i, "") if step.symbol == "terminator" else ""
        made["main"] = self._symbol(
            sheet, row, step.main, step.symbol, text=text, part=(1, 2) if same else (0, 1)
        )
        if step.second:
            self._side_by_side(sheet, made["first"], made["main"])
        before = made["main"]
        for column in step.others:
            other = self._symbol(sheet, row, column, "proses")
            self._side_by_side(sheet, before, other, dashed=True)
            before = other
        return made

    def _side_by_side(self, sheet: int, one: Area, other: Area, *, dashed: bool = False) -> None:
        left, right = sorted((one, other), key=lambda a: a.left)
        a = (left.left + left.width, left.top + left.height / 2)
        b = (right.left, right.top + right.height / 2)
        path = [a, b] if left is one else [b, a]
        glued = self.habits.glue
        self.pieces[sheet].append(
            Line(
                path,
                head=not dashed,
                dashed=dashed,
                start=one if glued else None,
                end=other if glued else None,
            )
        )

    def _ends(self, nodes: dict[int, dict[str, Area]]) -> None:
        """Mulai above the first step and Selesai below the last one."""
        if not self.habits.apart:
            return
        last = len(self.steps) - 1
        sheet = self.sheet_of(last)
        start = self._symbol(0, self.row_of[0] - 1, self.steps[0].main, "terminator", text="Mulai")
        end = self._symbol(sheet, self.row_of[last] + 1, self.steps[last].main, "terminator", text="Selesai")
        self._line(0, self._down(start, nodes[0]["main"]), start, nodes[0]["main"])
        self._line(sheet, self._down(nodes[last]["main"], end), nodes[last]["main"], end)

    # ---- ways

    def _ways(self, nodes: dict[int, dict[str, Area]]) -> None:
        for i, step in enumerate(self.steps):
            for target, label in step.ways:
                if target is None:
                    continue
                source, goal = nodes[i]["main"], nodes[target].get("first", nodes[target]["main"])
                if _page_of(target, self.habits) != _page_of(i, self.habits):
                    self._over_the_page(i, target, source, goal, label)
                    continue
                back = target != i + 1
                path = self._aside(i, target, source, goal) if back else self._down(source, goal)
                self._line(self.sheet_of(i), path, source, goal, dashed=back and self.habits.dashed)
                if label is not None:
                    self._label(i, label, path, aside=back)

    def _over_the_page(self, i: int, target: int, source: Area, goal: Area, label: str | None) -> None:
        """Through two pentagons: at the bottom of one page and the top of the next."""
        h = self.habits
        up = target < i
        first, last = (i, target) if not up else (target, i)
        lower = next(j for j in range(h.steps) if _page_of(j, h) == _page_of(last, h))
        here, there = self.sheet_of(first), self.sheet_of(last)
        under = self.row_of[lower - 1] + 1
        above = self.row_of[lower] - 1
        self.lanes += 1
        column = self._free_column(target, up)
        text = "ABCDEFGHIJKLMNOP"[self.lanes - 1] if h.letters else ""
        top = self._symbol(here, under, column, "penghubung", text=text, up=up)
        bottom = self._symbol(there, above, column, "penghubung", text=text, up=up)
        leave, arrive = (bottom, top) if up else (top, bottom)
        leave_path = self._up_to(source, leave, side=True) if up else self._down(source, leave)
        self._line(self.sheet_of(i), leave_path, source, leave)
        self._line(
            self.sheet_of(target), self._up_to(arrive, goal) if up else self._down(arrive, goal), arrive, goal
        )
        if label is not None:
            self._label(i, label, leave_path, aside=up)

    def _free_column(self, target: int, up: bool) -> int:
        """Down: the column of the target; up: beside it. A pentagon for each column, as long as there are columns."""
        count = self.habits.performers
        wanted = self.steps[target].main + (1 if up else 0)
        free = [c % count for c in range(wanted, wanted + count) if c % count not in self.used]
        self.used.add(free[0])
        return free[0]

    def _up_to(self, source: Area, goal: Area, *, side: bool = False) -> list[Point]:
        """Out of the side and up into the bottom; out of the top and into the side."""
        if side:
            right = goal.left + goal.width / 2 > source.left + source.width / 2
            start = (source.left + source.width if right else source.left, source.top + source.height / 2)
            return [
                start,
                (goal.left + goal.width / 2, start[1]),
                (goal.left + goal.width / 2, goal.top + goal.height),
            ]
        x = source.left + source.width / 2
        right = x > goal.left + goal.width / 2
        end = (goal.left + goal.width if right else goal.left, goal.top + goal.height / 2)
        if goal.left - 6 < x < goal.left + goal.width + 6:
            return [(x, source.top), (x, goal.top + goal.height)]
        return [(x, source.top), (x, end[1]), end]

    def _down(self, source: Area, goal: Area) -> list[Point]:
        x0, y0 = source.left + source.width / 2, source.top + source.height
        x1, y1 = goal.left + goal.width / 2, goal.top
        if abs(x1 - x0) < 12:
            return [(x0, y0), (x0, y1)]
        if self.chance.random() < 0.25 and source.geometry not in ("diamond", "flowChartDecision"):
            side = source.left + source.width if x1 > x0 else source.left
            if abs(x1 - side) > 6:
                middle = source.top + source.height / 2
                return [(side, middle), (x1, middle), (x1, y1)]
        middle = (y0 + y1) / 2
        return [(x0, y0), (x0, middle), (x1, middle), (x1, y1)]

    def _aside(self, i: int, target: int, source: Area, goal: Area) -> list[Point]:
        """Out of one side, along a lane between columns, and back into the goal's side."""
        self.lanes += 1
        column = max(self.steps[i].main, self.steps[target].main)
        left, _, width, _ = self._cell(self.sheet_of(i), self.row_of[i], column)
        lane = left + width - 3 - 3 * (self.lanes % 4)
        y0, y1 = source.top + source.height / 2, goal.top + goal.height / 2 + 3
        return [(source.left + source.width, y0), (lane, y0), (lane, y1), (goal.left + goal.width, y1)]

    def _line(self, sheet: int, path: list[Point], source: Area, goal: Area, *, dashed: bool = False) -> None:
        h = self.habits
        path = _pulled(path, h.short) if h.short else path
        if h.sloppy and len(path) > 2:
            path = list(path)
        glued = h.glue
        if len(path) == 4 and abs(path[0][0] - path[-1][0]) < 2 and path[0][1] == path[1][1]:
            path = [*path[:3], (path[3][0] - 3, path[3][1])]
        self.pieces[sheet].append(
            Line(
                path,
                how=h.how,
                head=h.heads,
                reverse=h.reverse and self.chance.random() < 0.5,
                dashed=dashed,
                start=source if glued else None,
                end=goal if glued else None,
            )
        )

    def _label(self, i: int, text: str, path: Sequence[Point], *, aside: bool) -> None:
        h = self.habits
        (x0, y0), (x1, y1) = path[0], path[1]
        width, height = 8 * len(text) + 12, 18
        if aside:
            x, y = min(x0, x1) + 2 if x1 > x0 else x0 - width, y0 - height - 2
        else:
            x, y = x0 + 4, min(y0, y1) + 1
        if h.labels == "way" and len(path) > 2:
            (x1, y1), (x2, y2) = path[1], path[2]
            x, y = (x1 + x2) / 2 - width / 2, (y1 + y2) / 2 - height / 2
        if h.labels == "free":
            x, y = x + 10, y - 6 if aside else y
        if h.labels == "cell":
            step = self.steps[i]
            column = 3 + (step.main + (1 if aside else 0)) * h.columns
            row = self.row_of[i]
            if aside and step.main + 1 < h.performers:
                self.cell_labels.append((self.sheet_of(i), row, column, text))
                return
        box = h.labels == "outlined"
        self.pieces[self.sheet_of(i)].append(
            Area(
                "rect",
                x + self._stray(3),
                y + self._stray(2),
                width,
                height,
                text,
                text_box=True,
                outline=box,
            )
        )

    # ---- groups

    def _grouped(self, pieces: list[Piece]) -> list[Piece]:
        kind = self.habits.group
        if kind == "no" or len(pieces) < 4:
            return pieces
        if kind == "pairs":
            made: list[Piece] = []
            for i in range(0, len(pieces), 3):
                part = pieces[i : i + 3]
                made.append(
                    Group(list(part), scale=self.chance.choice([1.0, 0.5, 2.0])) if len(part) > 1 else part[0]
                )
            return made
        if kind == "all":
            return [Group(list(pieces))]
        half = len(pieces) // 2
        inner = Group(list(pieces[:half]), scale=1.5)
        return [Group([inner, *pieces[half:-1]], scale=0.8), pieces[-1]]


def _pulled(path: Sequence[Point], by: float) -> list[Point]:
    """Both ends pulled back along their lines (by less than nothing: pushed into the shapes)."""

    def pull(end: Point, before: Point) -> Point:
        dx, dy = end[0] - before[0], end[1] - before[1]
        length = (dx * dx + dy * dy) ** 0.5
        part = min(by, length * 0.3) / length if length else 0
        return end[0] - dx * part, end[1] - dy * part

    return [pull(path[0], path[1]), *path[1:-1], pull(path[-1], path[-2])]


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
