"""The SOPs of a workbook and the facts of its sheets → everything that drawing them changes on each sheet.

Pure, and the same for a file and for an open workbook: those only gather `SheetFacts`, and carry out a `SheetDrawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from xl_sop.address import Merge
from xl_sop.book.grid import Grid
from xl_sop.document import Document
from xl_sop.flowchart.graph import Flow, flow
from xl_sop.flowchart.pages import heights, paginate
from xl_sop.flowchart.paper import Page
from xl_sop.flowchart.placing import place
from xl_sop.flowchart.plan import PIXEL, Frame, Plan
from xl_sop.flowchart.table import Band, Grown, Lines, TablePage, table_pages

_SHRINK, _SMALLEST = 0.86, 68
"""To save a page a table is printed smaller by no more than this share, and not below that per cent: letters of 10
points are then 6.8 points high."""
_HIGHEST = 409 * 12_700  # Excel's limit for a row, in EMU


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What has to be known about a sheet before its table is drawn.

    Attributes:
        lines: Where its rows and columns begin.
        text_height: Row → the height its texts need in EMU, as far as the application would not see to it.
        fixed: Whether a row has a height of its own.
        page: Its paper, margins and position; the scale is found anew.
        print_area: What is printed; None for everything.
        breaks: Rows after which a page ends by hand.
    """

    lines: Lines
    text_height: Callable[[int], int]
    fixed: Callable[[int], bool]
    page: Page
    print_area: Merge | None = None
    breaks: Sequence[int] = ()


class Drawn(NamedTuple):
    """The flowchart of one SOP: its plan, and the sheet of each of the plan's frames."""

    document: Document
    plan: Plan
    sheets: Sequence[str]


@dataclass(slots=True)
class SheetDrawing:
    """What becomes of one sheet.

    Attributes:
        heights: New heights of rows, in EMU.
        lines: Its rows and columns with these heights.
        page: With its scale.
        breaks: All rows after which a page ends by hand.
        titles: First and last row that every page repeats; None for none.
        print_area: What is printed; None to leave that as it is.
        marks: Cells (row, column) whose marks the symbols replace. others: performer cells without a mark.
        last: The last row and column that shapes may reach.
    """

    heights: dict[int, int]
    lines: Lines
    page: Page
    breaks: list[int]
    titles: tuple[int, int] | None
    print_area: Merge | None
    marks: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    others: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    last: tuple[int, int] = (1, 1)


class Arrangement(NamedTuple):
    """The flowcharts of a workbook, and what they change on each sheet."""

    drawn: list[Drawn]
    sheets: dict[str, SheetDrawing]


class _Table(NamedTuple):
    """One page of one document's table, on its way."""

    document: int
    page: TablePage
    title: int | None


def arrange(
    documents: Sequence[Document], grids: Mapping[str, Grid], facts: Mapping[str, SheetFacts]
) -> Arrangement:
    """Place the flowcharts of all documents.

    Args:
        documents: The SOPs, in reading order; those without steps or performer columns are passed over.
        grids: The workbook's sheets.
        facts: The facts of every sheet that holds a procedure table.
    """
    tables = [
        _Table(number, page, _title_row(document, page))
        for number, document in enumerate(documents)
        for page in table_pages(document, grids)
        # a page on which nothing is drawn is left alone
        if any(document.sop.steps[band.step].performers for band in page.bands) and any(page.columns)
    ]
    flows = {
        number: flow(documents[number].sop, _places(tables, number, facts))
        for number in dict.fromkeys(table.document for table in tables)
    }
    by_sheet: dict[str, list[_Table]] = {}
    for table in tables:
        by_sheet.setdefault(table.page.sheet, []).append(table)
    sheets: dict[str, SheetDrawing] = {}
    pages: dict[int, list[tuple[TablePage, list[list[int]]]]] = {}
    for sheet, on_sheet in by_sheet.items():
        builder = _SheetBuilder(facts[sheet], grids[sheet], on_sheet)
        for table in sorted(on_sheet, key=lambda one: one.page.top):
            split = builder.add(table, flows[table.document])
            pages.setdefault(table.document, []).append((table.page, split))
        sheets[sheet] = builder.finish()
    drawn: list[Drawn] = []
    for number, what in flows.items():
        frames = [
            _frame(page, steps, sheets[page.sheet].lines)
            for page, split in sorted(pages[number], key=lambda one: one[0].bands[0].step)
            for steps in split
        ]
        plan = place(what, frames)
        drawn.append(Drawn(documents[number], plan, [frame.sheet for frame in frames]))
        _note_cells(documents[number], sheets)
    return Arrangement(drawn, sheets)


def _title_row(document: Document, page: TablePage) -> int | None:
    title = document.as_found.title
    return title.address.row if title is not None and title.address.sheet == page.sheet else None


def _places(tables: Sequence[_Table], number: int, facts: Mapping[str, SheetFacts]) -> set[tuple[int, int]]:
    """The cells of a document (step, performer) that show."""
    found: set[tuple[int, int]] = set()
    for table in tables:
        if table.document != number:
            continue
        lines = facts[table.page.sheet].lines
        columns = [
            performer
            for performer, column in enumerate(table.page.columns)
            if column is not None and lines.x(column[1] + 1) > lines.x(column[0])
        ]
        for band in table.page.bands:
            if lines.y(band.top + 1) > lines.y(band.top):
                found.update((band.step, performer) for performer in columns)
    return found


def _frame(page: TablePage, steps: Sequence[int], lines: Lines) -> Frame:
    bands = {band.step: band for band in page.bands}
    rows = [(round(lines.y(bands[step].top)), round(lines.y(bands[step].bottom + 1))) for step in steps]
    return Frame(steps, rows, page.edges(lines), page.sheet)


def _note_cells(document: Document, sheets: Mapping[str, SheetDrawing]) -> None:
    for step, found in zip(document.sop.steps, document.as_found.steps, strict=True):
        marked = {part.name for part in step.performers}
        for name, cell in found.performers.items():
            drawing = sheets.get(cell.address.sheet)
            if drawing is not None:
                (drawing.marks if name in marked else drawing.others).append(cell.address.place)


class _SheetBuilder:
    """The pages and row heights of one sheet, table by table from the top."""

    def __init__(self, facts: SheetFacts, grid: Grid, tables: Sequence[_Table]):
        self._facts, self._grid = facts, grid
        self._heights: dict[int, int] = {}
        self._lines = facts.lines
        self._area = self._print_area(tables)
        left, right = self._printed_columns()
        width = round(facts.lines.x(right + 1) - facts.lines.x(left))
        page = facts.page
        self._page = Page(page.paper, page.landscape, page.margins, page.scale_for(width))
        bodies = [(t.page.top, t.page.bands[-1].bottom) for t in tables]
        # breaks that a person set between tables stay; within a table they are computed anew
        self._breaks = {row for row in facts.breaks if not any(top <= row < bottom for top, bottom in bodies)}
        self._titles: tuple[int, int] | None = None
        self._alone = len(tables) == 1
        only = tables[0].page if self._alone else None
        if only is not None and only.header is not None:
            self._titles = only.header, only.top - 1
        self._end = 0
        self._last_row, self._last_column = 1, max(t.page.right for t in tables)
        self._right = right

    def add(self, table: _Table, what: Flow) -> list[list[int]]:
        """Split a table into pages and make its rows as high as they have to be; returns the steps of each page."""
        page = table.page
        columns = page.edges(self._lines)
        shown = [band for band in page.bands if self._height(band.top, band.top) > 0]
        base = [self._base(band) for band in shown]
        steps = [band.step for band in shown]
        leads = [self._height(band.top - band.lead, band.top - 1) for band in shown]

        def split_at(scale: int) -> tuple[list[list[int]], int | None]:
            room = replace(self._page, scale=scale).room[1]
            first_room, begin = self._first_room(table, room)
            if self._titles is not None:
                room -= self._height(*self._titles)
            split = paginate(
                what, steps, base, columns,
                first_room=first_room, room=room, leads=leads, last_extra=self._after(page.bands[-1].bottom, room),
            )  # fmt: skip
            return split, begin

        split, begin = split_at(self._page.scale)
        if self._alone:
            # a little smaller rather than a page for one or two steps
            least = max(round(self._page.scale * _SHRINK), min(_SMALLEST, self._page.scale))
            fewest = len(split_at(least)[0])
            for scale in range(self._page.scale, least - 1, -1):
                if len(split) <= fewest:
                    break
                split, begin = split_at(scale)
                if len(split) <= fewest:
                    self._page = replace(self._page, scale=scale)
        if begin is not None:
            self._breaks.add(begin)
        by_step = {band.step: (band, least) for band, least in zip(shown, base, strict=True)}
        for number, one in enumerate(split):
            high = heights(what, one, [by_step[step][1] for step in one], columns)
            for step, wanted in zip(one, high, strict=True):
                self._grow(by_step[step][0], wanted - by_step[step][1])
            if number:
                first = by_step[one[0]][0]
                self._breaks.add(first.top - first.lead - 1)
        self._end = page.bands[-1].bottom
        self._last_row = max(self._last_row, self._end)
        return split

    def finish(self) -> SheetDrawing:
        """What becomes of the sheet."""
        lines = self._facts.lines
        growth = {row: high - round(lines.y(row + 1) - lines.y(row)) for row, high in self._heights.items()}
        return SheetDrawing(
            self._heights,
            Grown(lines, growth),
            self._page,
            sorted(self._breaks),
            self._titles,
            self._area,
            last=(self._last_row + 1, self._last_column + 1),
        )

    # --- rows

    def _height(self, first: int, last: int) -> int:
        """Height of some rows as they were."""
        return round(self._facts.lines.y(last + 1) - self._facts.lines.y(first)) if first <= last else 0

    def _base(self, band: Band) -> int:
        """The height of a step's rows with all their texts; rows that need more get it."""
        total = 0
        for row in range(band.top, band.bottom + 1):
            old = self._height(row, row)
            need = min(self._facts.text_height(row), _HIGHEST) if old else 0
            new = max(old, -(-need // PIXEL) * PIXEL)
            if new > old or (old and not self._facts.fixed(row)):
                self._heights[row] = new
            total += new
        return total

    def _grow(self, band: Band, more: int) -> None:
        if more > 0:
            old = self._heights.get(band.top, self._height(band.top, band.top))
            self._heights[band.top] = old + more

    # --- pages

    def _first_room(self, table: _Table, room: int) -> tuple[int, int | None]:
        """Height for rows on the page where a table begins, and the row after which that page has to be begun.

        It is begun anew where the table would begin in the lower half, or after another table.
        """
        page = table.page
        begin = page.header or page.top
        if table.title is not None and self._end < table.title < begin:
            begin = table.title
        top = self._area.top if self._area else 1
        before = [row for row in self._breaks if self._end <= row < begin]
        start = max([top, *(row + 1 for row in before)])
        stands_alone = self._end and not before
        if begin > start and (stands_alone or self._height(start, begin - 1) > room // 2):
            return room - self._height(begin, page.bands[0].top - 1), begin - 1
        return room - self._height(start, page.bands[0].top - 1), None

    def _after(self, bottom: int, room: int) -> int:
        """Height of the filled rows right below a table, such as the total: they shall not stand on a page alone."""
        filled = [
            row
            for row in range(bottom + 1, min(self._grid.bottom, bottom + 60) + 1)
            if any(
                self._grid.value(row, column) is not None
                for column in range(self._grid.left, self._right + 1)
            )
        ]
        high = sum(self._height(row, row) for row in filled)
        return high if high < room // 2 else 0

    def _print_area(self, tables: Sequence[_Table]) -> Merge | None:
        """The print area with the whole table in it; one that leaves out the columns stating the flow, if there are."""
        bottom = max(table.page.bands[-1].bottom for table in tables)
        area = self._facts.print_area
        if area is not None:
            return area._replace(bottom=max(area.bottom, bottom))
        right = max(table.page.right for table in tables)
        if self._used_right() <= right:
            return None
        return Merge(1, 1, max(self._grid.bottom, bottom), right)

    def _printed_columns(self) -> tuple[int, int]:
        if self._area is not None:
            return self._area.left, self._area.right
        return 1, self._used_right()

    def _used_right(self) -> int:
        return self._grid.left + max((len(row) for row in self._grid.rows), default=1) - 1
