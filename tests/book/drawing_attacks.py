"""Drawings built to hurt whoever reads them, and near misses that only look so, over a table of three steps.

Each case is a function that makes the bytes of a workbook, and what must happen: a code of `REFUSALS`, the name of a
limit, or `READS` (the three steps come out, with whatever the drawing says).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from tests.book.small import parts, relationships, sheet_xml, zipped
from tests.book.xml_attacks import DTD, LAUGHS, long_tag
from tests.book.zip_attacks import READS

Case = tuple[Callable[[], bytes], str]
_NS = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_CELLS = [
    ["No", "Uraian Prosedur", "Pelaksana", "", "Kelengkapan", "Waktu", "Output"],
    ["", "", "Camat", "Staf", "", "", ""],
    *(
        [str(i), text, "", "", "Surat", "15 menit", "Agenda"]
        for i, text in enumerate(("Menerima", "Mencatat", "Mengarsip"), 1)
    ),
]


def _row(number: int, texts: list[str]) -> str:
    cells = "".join(
        f'<c r="{"ABCDEFG"[i]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for i, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}" ht="45" customHeight="1">{cells}</row>'


ROWS = "".join(_row(i, texts) for i, texts in enumerate(_CELLS, 1))
MERGES = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'


def drawn(
    drawing: str | bytes,
    *,
    rows: str = ROWS,
    target: str = "../drawings/drawing1.xml",
    more: str = "",
    stored: bool = False,
) -> bytes:
    """The table with this drawing part over it, or nothing compressed: repetition alone is refused elsewhere."""
    made = parts(sheet_xml(rows, after=MERGES + '<drawing r:id="rId1"/>'))
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(("drawing", target, more)).encode()
    made["xl/drawings/drawing1.xml"] = drawing.encode() if isinstance(drawing, str) else drawing
    return zipped(made, method=zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def whole(inside: str) -> str:
    return f"<xdr:wsDr {_NS}>{inside}</xdr:wsDr>"


def anchor(
    inside: str,
    *,
    column: str = "2",
    row: str = "2",
    offset: str = "95250",
    to: tuple[str, str] | None = None,
) -> str:
    end = to or (column, row)
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{offset}</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>95250</xdr:rowOff></xdr:from><xdr:to><xdr:col>{end[0]}</xdr:col><xdr:colOff>400000</xdr:colOff>"
        f"<xdr:row>{end[1]}</xdr:row><xdr:rowOff>400000</xdr:rowOff></xdr:to>{inside}<xdr:clientData/></xdr:twoCellAnchor>"
    )


SPECK = '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp><xdr:spPr/></xdr:sp></xdr:absoluteAnchor>'


def shape(
    number: int = 2,
    *,
    x: str = "95250",
    size: str = "400000",
    text: str = "",
    geometry: str = "flowChartProcess",
) -> str:
    body = f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>" if text else ""
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Kotak {number}"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>'
        f'<a:off x="{x}" y="{x}"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="{geometry}"><a:avLst/>'
        f"</a:prstGeom></xdr:spPr><xdr:style/>{body}</xdr:sp>"
    )


def line(number: int, start: int | str, end: int | str) -> str:
    return (
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="{number}" name="Garis {number}"/><xdr:cNvCxnSpPr>'
        f'<a:stCxn id="{start}" idx="0"/><a:endCxn id="{end}" idx="0"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        '<a:ln><a:tailEnd type="triangle"/></a:ln></xdr:spPr></xdr:cxnSp>'
    )


def grouped(depth: int, inside: str) -> str:
    head = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="9" name="G"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/><a:chOff x="0" y="0"/><a:chExt cx="9" cy="9"/></a:xfrm></xdr:grpSpPr>'
    )
    return head * depth + inside + "</xdr:grpSp>" * depth


def free(points: int) -> str:
    path = "".join(f'<a:lnTo><a:pt x="{i}" y="{i % 7}"/></a:lnTo>' for i in range(points))
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="7" name="F"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:custGeom><a:pathLst>'
        f'<a:path w="0" h="0">{path}</a:path></a:pathLst></a:custGeom></xdr:spPr></xdr:sp>'
    )


def cycle(count: int) -> str:
    """Shapes joined into a ring, and each to itself."""
    shapes = "".join(anchor(shape(i), row=str(2 + i % 3)) for i in range(1, count + 1))
    lines = "".join(
        anchor(line(count + 2 * i, i, i % count + 1)) + anchor(line(count + 2 * i + 1, i, i))
        for i in range(1, count + 1)
    )
    return shapes + lines


def web(count: int) -> str:
    """Lines that all begin and end in the open on top of each other, over one shape."""
    return anchor(shape()) + "".join(
        anchor(line(i, "x", "x"), column="3", to=("3", "3")) for i in range(10, 10 + count)
    )


DRAWING_CASES: dict[str, Case] = {
    "one-shape": (lambda: drawn(whole(anchor(shape()))), READS),
    "no-drawing-part": (lambda: drawn(whole(""), target="../drawings/hilang.xml"), READS),
    "drawing-outside": (
        lambda: drawn(whole(""), target="http://example.invalid/x.xml", more='TargetMode="External"'),
        READS,
    ),
    "drawing-is-the-sheet": (lambda: drawn(whole(""), target="../worksheets/sheet1.xml"), "damaged"),
    "laughs": (lambda: drawn(LAUGHS + whole(anchor(shape(text="&lol11;")))), "unsafe"),
    "dtd": (lambda: drawn(DTD + whole(anchor(shape()))), "unsafe"),
    "utf16": (lambda: drawn(('<?xml version="1.0" encoding="UTF-16"?>' + whole(anchor(shape()))).encode("utf-16")), READS),
    "unclosed": (lambda: drawn(whole(anchor(shape()))[:-30]), "damaged"),
    "no-xml": (lambda: drawn(b"\x00\xff" * 500), "damaged"),
    "empty": (lambda: drawn(b""), "damaged"),
    "comments": (lambda: drawn(whole("<!-- <xdr:style> -->" + anchor(shape()))), READS),
    "attributes-endless": (lambda: drawn(whole(long_tag("xdr:sp") + "</xdr:sp>")), "unsafe"),
    "million-shapes": (lambda: drawn(whole(SPECK * 1_000_000), stored=True), "DRAWING_BYTES"),
    "hundred-thousand-shapes": (lambda: drawn(whole(SPECK * 100_000), stored=True), "SHAPES"),
    "shapes-in-a-group": (lambda: drawn(whole(anchor(grouped(1, shape() * 30_000)))), "SHAPES"),
    "tags": (lambda: drawn(whole(anchor("<a/>" * 2_000_000)), stored=True), "DRAWING_TAGS"),
    "text-of-megabytes": (lambda: drawn(whole(anchor(shape(text="x" * 20_000_000))), stored=True), READS),
    "bytes": (lambda: drawn(whole(anchor(shape(text="x " * 20_000_000))), stored=True), "DRAWING_BYTES"),
    "bomb": (lambda: drawn(b" " * 200_000_000), "RATIO"),
    "deep": (lambda: drawn(whole(anchor("<a>" * 600_000 + "</a>" * 600_000)), stored=True), READS),
    "groups-endless": (lambda: drawn(whole(anchor(grouped(5_000, shape())))), "GROUPS"),
    "groups-deep": (lambda: drawn(whole(anchor(grouped(40, shape())))), READS),
    "heap-of-shapes": (lambda: drawn(whole(anchor(shape()) * 6_000 + anchor(line(9, "x", "x")) * 6_000)), "COMPARISONS"),
    "web-of-lines": (lambda: drawn(whole(web(8_000))), "COMPARISONS"),
    "cycle": (lambda: drawn(whole(cycle(200))), READS),
    "cycle-long": (lambda: drawn(whole(cycle(3_000))), "COMPARISONS"),
    "line-of-a-million-points": (lambda: drawn(whole(anchor(free(300_000)))), READS),
    "line-of-no-size": (lambda: drawn(whole(anchor(free(50)))), READS),
    "last-cell": (lambda: drawn(whole(anchor(shape(), column="16383", row="1048575"))), READS),
    "beyond-the-last-cell": (lambda: drawn(whole(anchor(shape(), column="99999", row="9999999"))), READS),
    "column-of-30-digits": (lambda: drawn(whole(anchor(shape(), column="9" * 30))), READS),
    "column-negative": (lambda: drawn(whole(anchor(shape(), column="-5", row="-5"))), READS),
    "column-a-word": (lambda: drawn(whole(anchor(shape(), column="dua"))), "damaged"),
    "column-of-10000-digits": (lambda: drawn(whole(anchor(shape(), column="9" * 10_000))), "damaged"),
    "offset-huge": (lambda: drawn(whole(anchor(shape(), offset="9" * 18))), READS),
    "place-huge": (lambda: drawn(whole(anchor(shape(x="9" * 30)))), "unsafe"),
    "size-a-word": (lambda: drawn(whole(anchor(grouped(1, shape(size="besar"))))), "unsafe"),
    "size-nothing": (lambda: drawn(whole(anchor(grouped(1, shape(size="0"))))), READS),
    "upside-down": (lambda: drawn(whole(anchor(shape(), column="5", row="4", to=("2", "2")))), READS),
    "over-everything": (lambda: drawn(whole(anchor(shape(), column="0", row="0", to=("16383", "1048575")))), READS),
    "tall-lines": (
        lambda: drawn(whole(anchor(shape()) + anchor(line(5, "x", "x"), row="0", to=("3", "1048575")) * 500)),
        READS,
    ),
    "geometry-unknown": (lambda: drawn(whole(anchor(shape(geometry="bentConnector9")))), READS),
    "glue-to-nothing": (lambda: drawn(whole(anchor(shape()) + anchor(line(5, "99", "bukan-angka")))), READS),
    "glue-to-itself": (lambda: drawn(whole(anchor(shape()) + anchor(line(5, 5, 5)))), READS),
    "ids-all-alike": (lambda: drawn(whole(anchor(shape(1)) + anchor(shape(1), row="3") + anchor(line(1, 1, 1)))), READS),
    "rows-of-no-height": (lambda: drawn(whole(anchor(shape())), rows=ROWS.replace('ht="45"', 'ht="0"')), READS),
    "rows-hidden": (lambda: drawn(whole(anchor(shape())), rows=ROWS.replace("customHeight", "hidden")), READS),
    "heights-nonsense": (lambda: drawn(whole(anchor(shape())), rows=ROWS.replace('ht="45"', 'ht="1e999"')), READS),
}  # fmt: skip
