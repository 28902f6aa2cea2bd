"""Rows of a sheet in a file that grow for their texts: no application fits merged cells, and none a file on disk."""

from __future__ import annotations

from collections.abc import Iterable

from xl_sop.address import MAX_ROW
from xl_sop.book.grid import Grid
from xl_sop.book.sizes import PIXEL, POINT, read_sizes
from xl_sop.measure.rows import Text, growths
from xl_sop.package.editing import SheetEditor
from xl_sop.package.styles import cell_looks


def fit_rows(editor: SheetEditor, grid: Grid, rows: Iterable[int] | None = None) -> None:
    """Let rows grow for their wrapped texts; they never shrink.

    Args:
        editor: The sheet.
        grid: What it said; tells how far its columns and rows reach.
        rows: The rows in question; None for all.
    """
    sizes = read_sizes([editor.package.read(editor.part)], MAX_ROW)
    looks = cell_looks(editor.package)
    last = max((grid.left + len(line) - 1 for line in grid.rows), default=0)
    texts: list[Text] = []
    for row in range(grid.top, grid.bottom + 1) if rows is None else rows:
        for column in range(1, last + 1):
            value = editor.get(row, column)
            style = editor.style(row, column)
            if isinstance(value, str) and style < len(looks) and looks[style].wrap:
                look = looks[style]
                texts.append(Text(row, column, value, look.size, look.bold, look.indent, look.font))

    def width(first: int, last: int) -> float:
        return (sizes.x(last + 1) - sizes.x(first)) / PIXEL

    def height(row: int) -> float:
        return (sizes.y(row + 1) - sizes.y(row)) / POINT

    for row, growth in growths(texts, editor.merges, width, height).items():
        if growth.merged or editor.has_height(row, by_hand=True):
            editor.set_height(row, growth.points)
        else:
            editor.raise_height(row, growth.points)
