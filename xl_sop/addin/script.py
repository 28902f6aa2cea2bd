"""A flowchart as one text for the macro `PaintFlowchart` of the add-in: a line per shape, fields parted by tabs.

One text is what an Apple event carries whole; lists of lists arrive in VBA in more than one shape. Numbers have a
point, as VBA's Val wants them. The macro names every kind of line (`macros/XlSop.bas`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xl_sop.flowchart.arrange import SheetDrawing
from xl_sop.flowchart.plan import PREFIX, SIDES, Side
from xl_sop.flowchart.strokes import Strokes
from xl_sop.model import Symbol

SHAPES: dict[Symbol, int] = {"terminator": 69, "proses": 61, "keputusan": 63, "penghubung": 74}
"""Microsoft, "MsoAutoShapeType": msoShapeFlowchartTerminator, Process, Decision, OffpageConnector."""
LINE_BREAK = "\x0b"
"""Stands for a line break within a text."""


def script(sheet: str, strokes: Strokes, drawing: SheetDrawing) -> str:
    """The text.

    Args:
        sheet: The sheet's name.
        strokes: What is drawn on it.
        drawing: How it is printed. Row heights are set beforehand.
    """
    return "\n".join("\t".join(line) for line in _lines(sheet, strokes, drawing))


def _lines(sheet: str, strokes: Strokes, drawing: SheetDrawing) -> Iterator[list[str]]:
    yield ["sheet", _plain(sheet), PREFIX]
    page = drawing.page
    titles = "${}:${}".format(*drawing.titles) if drawing.titles else ""
    yield ["page", str(page.scale), str(page.paper.code), titles]
    for row in drawing.breaks:
        yield ["break", str(row + 1)]
    for symbol in strokes.symbols:
        area = _numbers(symbol.area)
        yield ["symbol", _plain(symbol.name), str(SHAPES[symbol.kind]), *area, _plain(symbol.text)]
    for wire in strokes.wires:
        ends = [
            _plain(wire.source),
            str(_site(wire.source_side)),
            _plain(wire.target),
            str(_site(wire.target_side)),
        ]
        shape = _numbers(value / 100_000 for value in wire.shape.adjustments)
        corners = _numbers(number for point in wire.points for number in point)
        yield ["joint" if wire.dashed else "way", _plain(wire.name), *ends, " ".join(corners), *shape]
    for label in strokes.labels:
        yield ["label", _plain(label.name), f"{label.size:g}", *_numbers(label.area), _plain(label.text)]


def _site(side: Side) -> int:
    """Excel counts connection sites from 1, counter-clockwise from the top."""
    return SIDES.index(side) + 1


def _numbers(values: Iterable[float]) -> list[str]:
    return [f"{value:.6g}" if abs(value) < 1e5 else f"{value:.1f}" for value in values]


def _plain(text: str) -> str:
    """A text without the characters that part fields and lines."""
    return text.replace("\n", LINE_BREAK).replace("\t", " ").replace("\r", " ")
