"""DrawingML as people's clicks leave it: shapes, lines, groups, pictures in pixels of the sheet → XML.

Written from ECMA-376 and from files of Excel, independently of the reader: presets are found by trying all turns and
flips until the corners come out where they should.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.sax.saxutils import quoteattr

PX = 9525
Point = tuple[float, float]
_NS = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass
class Area:
    """A shape: its box as seen, in pixels. `rot` in degrees turns what is drawn in that box."""

    geometry: str
    left: float
    top: float
    width: float
    height: float
    text: str = ""
    rot: int = 0
    flip_v: bool = False
    text_box: bool = False
    outline: bool = True
    name: str = ""
    number: int = 0
    corner: int | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.width, self.height

    def moved(self, dx: float, dy: float) -> Area:
        return replace(self, left=self.left + dx, top=self.top + dy)


@dataclass
class Line:
    """A way: its corners in pixels, heads, and how it is drawn: "connector", "freeform", "pieces" or "block"."""

    path: list[Point]
    how: str = "connector"
    head: bool = True
    reverse: bool = False
    dashed: bool = False
    start: Area | None = None
    end: Area | None = None
    name: str = ""
    number: int = 0

    @property
    def box(self) -> tuple[float, float, float, float]:
        corners = self.path if self.how == "freeform" else (self.path[0], self.path[-1])
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


@dataclass
class Group:
    """Members in one group; `scale` is the ratio of the group's own units to the sheet's."""

    members: list[Area | Line | Group]
    scale: float = 1.0
    number: int = 0
    name: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        boxes = [member.box for member in self.members]
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        return (
            left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top,
        )  # fmt: skip


Piece = Area | Line | Group


@dataclass
class Tracks:
    """Columns and rows of a sheet in pixels, by number from 1; the rest is of the usual size."""

    widths: dict[int, int] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)

    def x(self, column: int) -> float:
        return sum(self.widths.get(c, 64) for c in range(1, column))

    def y(self, row: int) -> float:
        return sum(self.heights.get(r, 20) for r in range(1, row))

    def corner(self, x: float, y: float) -> tuple[int, int, int, int]:
        """Column and row from 0, and EMU into them."""
        column = row = 1
        while x >= self.widths.get(column, 64):
            x -= self.widths.get(column, 64)
            column += 1
        while y >= self.heights.get(row, 20):
            y -= self.heights.get(row, 20)
            row += 1
        return column - 1, round(max(x, 0) * PX), row - 1, round(max(y, 0) * PX)


def drawing_xml(pieces: Sequence[Piece], tracks: Tracks, *, anchor: str = "two") -> str:
    """The drawing part. `anchor`: "two", "one" or "absolute"."""
    number = 1
    for piece in _all(pieces):
        number += 1
        piece.number = number
        kind = type(piece).__name__
        piece.name = piece.name or f"{kind} {number - 1}"
    body = "".join(_anchored(piece, tracks, anchor) for piece in _flat(pieces))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr {_NS}>{body}</xdr:wsDr>'


def _all(pieces: Sequence[Piece]):
    for piece in pieces:
        yield piece
        if isinstance(piece, Group):
            yield from _all(piece.members)


def _flat(pieces: Sequence[Piece]) -> list[Piece]:
    """Ways drawn in pieces become as many straight lines."""
    flat: list[Piece] = []
    for piece in pieces:
        flat += _pieces_of(piece) if isinstance(piece, Line) and piece.how == "pieces" else [piece]
    return flat


def _pieces_of(line: Line) -> list[Piece]:
    last = len(line.path) - 2
    return [
        replace(line, path=line.path[i : i + 2], how="connector", head=line.head and i == last,
                start=None, end=None, number=line.number * 100 + i, name=f"{line.name} {i}")
        for i in range(last + 1)
    ]  # fmt: skip


def _anchored(piece: Piece, tracks: Tracks, anchor: str) -> str:
    left, top, width, height = piece.box
    c0, x0, r0, y0 = tracks.corner(left, top)
    inside = _element(piece, None)
    start = f"<xdr:col>{c0}</xdr:col><xdr:colOff>{x0}</xdr:colOff><xdr:row>{r0}</xdr:row><xdr:rowOff>{y0}</xdr:rowOff>"
    size = f'<xdr:ext cx="{round(width * PX)}" cy="{round(height * PX)}"/>'
    if anchor == "two":
        c1, x1, r1, y1 = tracks.corner(left + width, top + height)
        end = f"<xdr:col>{c1}</xdr:col><xdr:colOff>{x1}</xdr:colOff><xdr:row>{r1}</xdr:row><xdr:rowOff>{y1}</xdr:rowOff>"
        return (
            f"<xdr:twoCellAnchor><xdr:from>{start}</xdr:from><xdr:to>{end}</xdr:to>{inside}"
            "<xdr:clientData/></xdr:twoCellAnchor>"
        )
    # The anchors of fixed size hold the unturned box, as the extent says.
    if anchor == "one":
        return f"<xdr:oneCellAnchor><xdr:from>{start}</xdr:from>{size}{inside}<xdr:clientData/></xdr:oneCellAnchor>"
    place = f'<xdr:pos x="{round(left * PX)}" y="{round(top * PX)}"/>'
    return f"<xdr:absoluteAnchor>{place}{size}{inside}<xdr:clientData/></xdr:absoluteAnchor>"


Frame = tuple[float, float, float] | None
"""Origin and ratio of a group's own units."""


def _xfrm(box: tuple[float, float, float, float], rot: int, flip_h: bool, flip_v: bool, frame: Frame) -> str:
    """The transform of a box as seen: a turned shape is written with the sides it has unturned."""
    left, top, width, height = box
    if rot % 180 == 90:
        left, top, width, height = left + (width - height) / 2, top + (height - width) / 2, height, width
    if frame is not None:
        ox, oy, ratio = frame
        left, top, width, height = (left - ox) * ratio, (top - oy) * ratio, width * ratio, height * ratio
    said = (f' rot="{rot * 60000}"' if rot else "") + ' flipH="1"' * flip_h + ' flipV="1"' * flip_v
    return (
        f'<a:xfrm{said}><a:off x="{round(left * PX)}" y="{round(top * PX)}"/>'
        f'<a:ext cx="{round(width * PX)}" cy="{round(height * PX)}"/></a:xfrm>'
    )


def _element(piece: Piece, frame: Frame) -> str:
    if isinstance(piece, Group):
        return _group(piece, frame)
    if isinstance(piece, Area):
        return _picture(piece, frame) if piece.geometry == "picture" else _area(piece, frame)
    return _freeform(piece, frame) if piece.how == "freeform" else _connector(piece, frame)


def _group(group: Group, frame: Frame) -> str:
    left, top, width, height = group.box
    inner: Frame = (left - 100, top - 50, group.scale)
    members = "".join(_element(member, inner) for member in _flat(group.members))
    x, y, cx, cy = (round(v * group.scale * PX) for v in (100, 50, width, height))
    outer = _xfrm(group.box, 0, False, False, frame).removeprefix("<a:xfrm>").removesuffix("</a:xfrm>")
    return (
        f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="{group.number}" name={quoteattr(group.name)}/><xdr:cNvGrpSpPr/>'
        f'</xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm>{outer}<a:chOff x="{x}" y="{y}"/><a:chExt cx="{cx}" cy="{cy}"/>'
        f"</a:xfrm></xdr:grpSpPr>{members}</xdr:grpSp>"
    )


_STYLE = (
    '<xdr:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr val="accent1"/>'
    '</a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef><a:fontRef idx="minor">'
    '<a:schemeClr val="lt1"/></a:fontRef></xdr:style>'
)


def _area(area: Area, frame: Frame) -> str:
    adjust = f'<a:gd name="adj" fmla="val {area.corner}"/>' if area.corner is not None else ""
    if area.text_box:
        look = (
            '<a:solidFill><a:schemeClr val="lt1"/></a:solidFill><a:ln w="9525" cmpd="sng"><a:solidFill>'
            '<a:schemeClr val="lt1"><a:shade val="50000"/></a:schemeClr></a:solidFill></a:ln>'
            if area.outline
            else '<a:noFill/><a:ln w="9525" cmpd="sng"><a:noFill/></a:ln>'
        )
    else:
        look = "" if area.outline else "<a:noFill/><a:ln><a:noFill/></a:ln>"
    box = ' txBox="1"' if area.text_box else ""
    words = "".join(f'<a:r><a:rPr lang="id-ID"/><a:t>{word}</a:t></a:r>' for word in [area.text] if word)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{area.number}" name={quoteattr(area.name)}/>'
        f"<xdr:cNvSpPr{box}/></xdr:nvSpPr><xdr:spPr>"
        f"{_xfrm(area.box, area.rot, False, area.flip_v, frame)}"
        f'<a:prstGeom prst="{area.geometry}"><a:avLst>{adjust}</a:avLst></a:prstGeom>{look}</xdr:spPr>{_STYLE}'
        f'<xdr:txBody><a:bodyPr vertOverflow="clip" rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>{words}'
        "</a:p></xdr:txBody></xdr:sp>"
    )


def _picture(area: Area, frame: Frame) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{area.number}" name={quoteattr(area.name)}/><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>'
        f'{_xfrm(area.box, area.rot, False, False, frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def _look(line: Line) -> str:
    dash = '<a:prstDash val="dash"/>' if line.dashed else ""
    head = f'<a:{"headEnd" if line.reverse else "tailEnd"} type="triangle"/>' if line.head else ""
    return f'<a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{dash}{head}</a:ln>'


def _connector(line: Line, frame: Frame) -> str:
    start, end, path = line.start, line.end, line.path
    if line.reverse:
        start, end, path = end, start, path[::-1]
    preset, rot, flip_h, flip_v, adjust = _preset(path)
    if line.how == "curved":
        preset = preset.replace("bent", "curved")
    glue = f'<a:stCxn id="{start.number}" idx="2"/>' if start is not None else ""
    glue += f'<a:endCxn id="{end.number}" idx="0"/>' if end is not None else ""
    guides = "".join(f'<a:gd name="adj{i}" fmla="val {round(a * 100000)}"/>' for i, a in enumerate(adjust, 1))
    return (
        f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="{line.number}" name={quoteattr(line.name)}/>'
        f"<xdr:cNvCxnSpPr>{glue}</xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr>"
        f"{_xfrm(line.box, rot, flip_h, flip_v, frame)}"
        f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>{_look(line)}</xdr:spPr>{_STYLE}</xdr:cxnSp>'
    )


_SHAPES: dict[int, tuple[str, list[tuple[str, str]]]] = {
    3: ("bentConnector2", [("0", "0"), ("1", "0"), ("1", "1")]),
    4: ("bentConnector3", [("0", "0"), ("a", "0"), ("a", "1"), ("1", "1")]),
    5: ("bentConnector4", [("0", "0"), ("a", "0"), ("a", "b"), ("1", "b"), ("1", "1")]),
}


def _preset(path: Sequence[Point]) -> tuple[str, int, bool, bool, list[float]]:
    """The connector, turn and flips that put its corners where they should be."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    if len(path) == 2:
        return "straightConnector1", 0, x1 < x0, y1 < y0, []
    name, corners = _SHAPES[len(path)]
    width, height = abs(x1 - x0), abs(y1 - y0)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    for rot, flip_h, flip_v in product((0, 90, 180, 270), (False, True), (False, True)):
        w, h = (height, width) if rot % 180 else (width, height)
        local = []
        for x, y in path:
            u, v = {0: (x - cx, y - cy), 90: (y - cy, cx - x), 180: (cx - x, cy - y), 270: (cy - y, x - cx)}[
                rot
            ]
            local.append(((-u if flip_h else u) / w + 0.5, (-v if flip_v else v) / h + 0.5))
        values: dict[str, float] = {"0": 0.0, "1": 1.0}
        for (u, v), (a, b) in zip(local, corners, strict=True):
            for value, key in ((u, a), (v, b)):
                values.setdefault(key, value)
        if all(
            abs(u - values[a]) < 0.02 and abs(v - values[b]) < 0.02
            for (u, v), (a, b) in zip(local, corners, strict=True)
        ):
            return name, rot, flip_h, flip_v, [values[key] for key in ("a", "b") if key in values]
    raise ValueError(f"no connector has these corners: {path}")


def _freeform(line: Line, frame: Frame) -> str:
    path = line.path[::-1] if line.reverse else line.path
    xs, ys = [p[0] for p in path], [p[1] for p in path]
    box = (min(xs), min(ys), max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1))
    points = [f'<a:pt x="{round((x - box[0]) * PX)}" y="{round((y - box[1]) * PX)}"/>' for x, y in path]
    commands = f"<a:moveTo>{points[0]}</a:moveTo>" + "".join(f"<a:lnTo>{p}</a:lnTo>" for p in points[1:])
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{line.number}" name={quoteattr(line.name)}/><xdr:cNvSpPr/>'
        f"</xdr:nvSpPr><xdr:spPr>{_xfrm(box, 0, False, False, frame)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{round(box[2] * PX)}" h="{round(box[3] * PX)}" fill="none">'
        f"{commands}</a:path></a:pathLst></a:custGeom><a:noFill/>{_look(line)}</xdr:spPr></xdr:sp>"
    )


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def put_into(path: Path, drawings: dict[int, str]) -> None:
    """Put drawings into a workbook that openpyxl wrote: XML by the sheet's number from 1."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = '<Default Extension="png" ContentType="image/png"/>'
    for number, xml in drawings.items():
        sheet = f"xl/worksheets/sheet{number}.xml"
        text = parts[sheet].decode()
        tag = '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdD"/>'
        place = min(
            at
            for at in (text.find("<legacyDrawing"), text.find("<tableParts"), text.find("</worksheet>"))
            if at > 0
        )
        parts[sheet] = (text[:place] + tag + text[place:]).encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
            f'{head}<Relationship Id="rIdD" Type="{kind}/drawing" Target="../drawings/drawing{number}.xml"/></Relationships>'
        ).encode()
        parts[f"xl/drawings/drawing{number}.xml"] = xml.encode()
        parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = (
            f'{head}<Relationship Id="rId1" Type="{kind}/image" Target="../media/image1.png"/></Relationships>'
        ).encode()
        types += (
            f'<Override PartName="/xl/drawings/drawing{number}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
        )
    parts["xl/media/image1.png"] = _PNG
    content = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = content.replace("</Types>", f"{types}</Types>").encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    path.write_bytes(buffer.getvalue())
