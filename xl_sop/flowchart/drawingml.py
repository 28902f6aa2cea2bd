"""A plan as DrawingML anchors: glued connectors for Excel, freeforms for programs that draw connectors their own way.

LibreOffice 7.4 misdraws bentConnector2 and negative adjustments, and keeps no glue; a freeform is drawn by every
program as told. Both come from one plan and carry the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from xl_sop.flowchart.plan import SIDES, Box, Joint, Label, Placed, Plan, Point, Route
from xl_sop.flowchart.presets import preset
from xl_sop.model import Symbol
from xl_sop.package.xml import attribute, escape

Lines = Literal["connectors", "freeforms"]
Place = Callable[[int, int], tuple[int, int, int, int]]
"""x, y → column, offset into it, row, offset into it; columns and rows from 0, as anchors count them."""

_SHAPES: Mapping[Symbol, str] = {
    "terminator": "flowChartTerminator",
    "proses": "flowChartProcess",
    "keputusan": "flowChartDecision",
    "penghubung": "flowChartOffpageConnector",
}
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_BLACK}{{}}</a:ln>'
_ARROW = '<a:tailEnd type="triangle" w="med" len="med"/>'
_DASH = '<a:prstDash val="dash"/>'
_TEXT_SIZE = 700  # hundredths of a point


def anchors(
    plan: Plan, place: Place, first_id: int, *, sheet: str, frames: Sequence[str], lines: Lines
) -> bytes:
    """The anchors of all shapes of one sheet, those behind first.

    Args:
        plan: The flowchart.
        place: Which cell a place of the sheet is in.
        first_id: The shapes get ids from here on.
        sheet: The sheet to draw.
        frames: The sheet of each frame of the plan.
        lines: How to draw routes.
    """
    painter = _Painter(place, lines)
    ids: dict[int, int] = {}
    for index, symbol in enumerate(plan.symbols):
        if frames[symbol.frame] == sheet:
            ids[index] = first_id + len(ids)
    after = first_id + len(ids)
    # boxes over lines over labels would hide nothing either; symbols come first, so that lines may name them
    pieces = [painter.symbol(plan.symbols[index], number) for index, number in ids.items()]
    wires: list[Route | Joint] = [
        wire for wire in (*plan.routes, *plan.joints) if frames[plan.symbols[wire.source].frame] == sheet
    ]
    for number, wire in enumerate(wires, after):
        pieces.append(painter.wire(wire, number, ids))
    labels = [label for label in plan.labels if frames[label.frame] == sheet]
    pieces += [painter.label(label, number) for number, label in enumerate(labels, after + len(wires))]
    return "".join(pieces).encode()


class _Painter:
    def __init__(self, place: Place, lines: Lines):
        self._place, self._lines = place, lines

    def symbol(self, symbol: Placed, number: int) -> str:
        text = _paragraphs(symbol.text, _TEXT_SIZE, "ctr") if symbol.text else ""
        body = f'<xdr:txBody><a:bodyPr {_NO_INSETS} anchor="ctr"/>{text}</xdr:txBody>' if text else ""
        return self._anchor(
            symbol.box,
            f'<xdr:sp macro="" textlink=""><xdr:nvSpPr>{_named(number, symbol.name)}<xdr:cNvSpPr/></xdr:nvSpPr>'
            f'<xdr:spPr>{_frame(symbol.box)}<a:prstGeom prst="{_SHAPES[symbol.kind]}"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{_LINE.format("")}</xdr:spPr>{body}</xdr:sp>',
        )

    def wire(self, wire: Route | Joint, number: int, ids: Mapping[int, int]) -> str:
        style = _LINE.format(_ARROW if isinstance(wire, Route) else _DASH)
        if self._lines == "freeforms":
            return self._freeform(wire.name, number, wire.points, style)
        sides = (wire.source_side, wire.target_side) if isinstance(wire, Route) else ("right", "left")
        made = preset(wire.points)
        turned = f' rot="{made.rotation}"' if made.rotation else ""
        turned += ' flipH="1"' if made.flip_h else ""
        turned += ' flipV="1"' if made.flip_v else ""
        guides = "".join(
            f'<a:gd name="adj{k}" fmla="val {value}"/>' for k, value in enumerate(made.adjustments, 1)
        )
        return self._anchor(
            made.anchor,
            f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr>{_named(number, wire.name)}<xdr:cNvCxnSpPr>'
            f'<a:stCxn id="{ids[wire.source]}" idx="{SIDES.index(sides[0])}"/>'
            f'<a:endCxn id="{ids[wire.target]}" idx="{SIDES.index(sides[1])}"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr>'
            f'<xdr:spPr>{_frame(made.frame, turned)}<a:prstGeom prst="{made.name}"><a:avLst>{guides}</a:avLst>'
            f"</a:prstGeom>{style}</xdr:spPr></xdr:cxnSp>",
        )

    def _freeform(self, name: str, number: int, points: Sequence[Point], style: str) -> str:
        box = Box(*map(min, zip(*points, strict=True)), *map(max, zip(*points, strict=True)))
        corners = [f'<a:pt x="{x - box.left}" y="{y - box.top}"/>' for x, y in points]
        path = f"<a:moveTo>{corners[0]}</a:moveTo>"
        path += "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in corners[1:])
        size = f'w="{box.right - box.left}" h="{box.bottom - box.top}"'
        return self._anchor(
            box,
            f'<xdr:sp macro="" textlink=""><xdr:nvSpPr>{_named(number, name)}<xdr:cNvSpPr/></xdr:nvSpPr>'
            f"<xdr:spPr>{_frame(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size} fill="none">{path}</a:path></a:pathLst>'
            f"</a:custGeom><a:noFill/>{style}</xdr:spPr></xdr:sp>",
        )

    def label(self, label: Label, number: int) -> str:
        return self._anchor(
            label.box,
            f'<xdr:sp macro="" textlink=""><xdr:nvSpPr>{_named(number, label.name)}<xdr:cNvSpPr txBox="1"/>'
            f'</xdr:nvSpPr><xdr:spPr>{_frame(label.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f'<a:ln><a:noFill/></a:ln></xdr:spPr><xdr:txBody><a:bodyPr wrap="none" {_NO_INSETS}/>'
            f"{_paragraphs(label.text, round(label.size * 100), 'l')}</xdr:txBody></xdr:sp>",
        )

    def _anchor(self, box: Box, content: str) -> str:
        corners = (self._corner("from", box.left, box.top), self._corner("to", box.right, box.bottom))
        return f"<xdr:twoCellAnchor>{''.join(corners)}{content}<xdr:clientData/></xdr:twoCellAnchor>"

    def _corner(self, tag: str, x: int, y: int) -> str:
        column, right, row, down = self._place(x, y)
        return (
            f"<xdr:{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{right}</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:{tag}>"
        )


_NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def _named(number: int, name: str) -> str:
    return f'<xdr:cNvPr id="{number}" name="{attribute(name).decode()}"/>'


def _frame(box: Box, turned: str = "") -> str:
    return (
        f'<a:xfrm{turned}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.right - box.left}" cy="{box.bottom - box.top}"/></a:xfrm>'
    )


def _paragraphs(text: str, size: int, align: str) -> str:
    return "".join(_paragraph(line, size, align) for line in text.split("\n"))


def _paragraph(line: str, size: int, align: str) -> str:
    return (
        f'<a:p><a:pPr algn="{align}"/><a:r><a:rPr lang="id-ID" sz="{size}">{_BLACK}<a:latin typeface="Arial"/></a:rPr>'
        f"<a:t>{escape(line)}</a:t></a:r></a:p>"
    )
