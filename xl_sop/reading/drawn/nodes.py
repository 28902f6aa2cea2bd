"""Shapes → nodes: which step's row and which performers' columns a symbol lies over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from xl_sop.address import Address
from xl_sop.book.drawings import PIXEL, Drawing, Shape
from xl_sop.book.grid import Grid
from xl_sop.document import Page
from xl_sop.model import Symbol
from xl_sop.reading.drawn.near import Box
from xl_sop.reading.drawn.symbols import Meaning, is_label, meaning

OWN = "xl_sop"
"""Names of shapes that we drew ourselves begin so."""
ADDED = (f"{OWN} sambungan ", f"{OWN} selesai ")
"""Names of those among them that stand for no mark begin so."""

_SMALLEST = 4 * PIXEL
_SLACK = 20 * PIXEL
_MOSTLY = 0.4
_SPANS = 0.6


@dataclass(slots=True, eq=False)
class Node:
    """A symbol of the flow.

    Attributes:
        shape: What was drawn.
        meaning: What its geometry stands for. symbol: What it is taken for in the end.
        page: Position of its page. step: Position of its step; None between steps, above the first, below the last.
        performers: Names of the columns it lies over.
        in_row: True in a row that belongs to the step by its text; False in an empty row below it.
        drawing: What it is part of.
        outside: True where it lies beside the performer columns.
    """

    shape: Shape
    meaning: Meaning
    symbol: Symbol
    page: int
    step: int | None
    performers: list[str]
    in_row: bool
    drawing: Drawing
    outside: bool = False

    @property
    def address(self) -> Address:
        """The cell under its centre."""
        return self.drawing.address(self.shape.centre)

    @property
    def box(self) -> Box:
        """Its bounding box."""
        shape = self.shape
        return shape.left, shape.top, shape.right, shape.bottom

    @property
    def own(self) -> bool:
        """True for a shape that we drew."""
        return self.shape.name.startswith(OWN)

    @property
    def added(self) -> bool:
        """True for a shape of ours that stands for no mark: the end of a way, its break at a page's edge."""
        return self.shape.name.startswith(ADDED)

    @property
    def order(self) -> tuple[int, float, float]:
        """Page, top and left: reading order."""
        return self.page, self.shape.top, self.shape.left


@dataclass(slots=True)
class Area:
    """One page of the table as the drawing sees it.

    Attributes:
        page: Its position. sheet_top: Top edge of its header or first row. sheet_bottom: Where its block ends.
        steps: Positions of its steps. tops: Where each begins. bottom: Where the last one ends.
        columns: Left edge, right edge and name of each performer column.
        left: Left edge of all performers. right: right edge.
        names_typed: True where one column holds the names of all performers.
    """

    page: int
    sheet_top: float
    sheet_bottom: float
    steps: list[int]
    tops: list[float]
    bottom: float
    columns: list[tuple[float, float, str]]
    left: float
    right: float
    names_typed: bool = False
    own_rows: dict[int, bool] = field(default_factory=dict[int, bool])

    def step_at(self, shape: Shape) -> int | None:
        """The step in whose rows a shape lies by its centre, or for the most part."""
        if not self.tops:
            return None
        y = shape.centre[1]
        if self.tops[0] <= y < self.bottom:
            return self.steps[bisect_right(self.tops, y) - 1]
        inside = min(shape.bottom, self.bottom) - max(shape.top, self.tops[0])
        if inside >= _MOSTLY * shape.height:
            return self.steps[0] if y < self.tops[0] else self.steps[-1]
        return None

    def performers_at(self, shape: Shape) -> list[str]:
        """The performers over whose columns a shape lies."""
        x, width = shape.centre[0], shape.right - shape.left
        here = next((column for column in self.columns if column[0] <= x < column[1]), None)
        if here is not None and width <= (1 + _SPANS) * (here[1] - here[0]):
            return [here[2]]
        covered = [
            name
            for left, right, name in self.columns
            if min(shape.right, right) - max(shape.left, left) >= _SPANS * (right - left) > 0
        ]
        if len(covered) > 1:
            return covered
        if here is not None:
            return [here[2]]
        most = max(
            ((min(shape.right, right) - max(shape.left, left), name) for left, right, name in self.columns),
            default=(0.0, ""),
        )
        return [most[1]] if most[0] >= _MOSTLY * min(shape.width, _SLACK * 2) else []


def area_of(
    drawing: Drawing, index: int, page: Page, rows: Sequence[tuple[int, int]], block: tuple[int, int]
) -> Area:
    """The area of one page.

    Args:
        drawing: What is drawn on its sheet. index: The page's position. page: The page.
        rows: Sheet row and position of each of its steps. block: First and last sheet row of its block.
    """
    top, bottom = block
    sizes = drawing.sizes
    ordered = sorted(rows)
    columns = [(sizes.x(c.index), sizes.x(c.last + 1), c.name) for c in page.columns if c.role == "performer"]
    typed = page.column("performers")
    if columns:
        left, right = min(c[0] for c in columns), max(c[1] for c in columns)
    elif typed is not None:
        left, right = sizes.x(typed.index), sizes.x(typed.last + 1)
    else:
        # A page whose performers nobody can name: between the description and what is right of them.
        before = max((c.last for c in page.columns if c.role in ("number", "description")), default=0)
        after = min((c.index for c in page.columns if c.index > before), default=before + 1)
        left, right = sizes.x(before + 1), sizes.x(after)
    return Area(
        page=index,
        sheet_top=sizes.y(top),
        sheet_bottom=sizes.y(max(bottom, page.bottom) + 1),
        steps=[step for _, step in ordered],
        tops=[sizes.y(row) for row, _ in ordered],
        bottom=sizes.y(max(page.bottom, ordered[-1][0] if ordered else 0) + 1),
        columns=columns,
        left=left,
        right=right,
        names_typed=not columns and typed is not None,
    )


def nodes_of(drawing: Drawing, area: Area, step_rows: dict[int, int], grid: Grid, page: Page) -> list[Node]:
    """The symbols in an area, labels and specks left out; those beside the performers too."""
    found: list[Node] = []
    rows = drawing.sizes.rows
    for shape in drawing.shapes:
        x, y = shape.centre
        if not area.sheet_top <= y < area.sheet_bottom:
            continue
        if shape.width < _SMALLEST or shape.height < _SMALLEST or is_label(shape):
            continue
        said = meaning(shape)
        if said is None or not (shape.outlined or shape.filled):
            continue
        step = area.step_at(shape)
        in_row = False
        if step is not None:
            first = step_rows[step]
            in_row = y < rows.span(first)[1] or _is_own_row(area, grid, page, first, rows.at(y))
        performers = area.performers_at(shape)
        outside = not performers and not area.left - PIXEL <= x <= area.right + PIXEL
        found.append(Node(shape, said, said.symbol, area.page, step, performers, in_row, drawing, outside))
    return found


def _is_own_row(area: Area, grid: Grid, page: Page, first: int, row: int) -> bool:
    """True where a row below a step's first one belongs to it: it has text, or a merged cell reaches down to it."""
    if row <= first:
        return True
    known = area.own_rows.get(row)
    if known is None:
        texts = [c for c in page.columns if c.role != "performer"]
        known = any(
            grid.value(row, column) is not None for c in texts for column in range(c.index, c.last + 1)
        ) or any(
            merge.top <= first and merge.bottom >= row
            for merge in grid.merges
            if any(c.index <= merge.left <= c.last for c in texts if c.role in ("number", "description"))
        )
        area.own_rows[row] = known
    return known
