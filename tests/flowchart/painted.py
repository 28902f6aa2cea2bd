"""What a workbook file shows on a sheet, read with an XML tree of its own: shapes, and lines as a program draws them."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field

from tests.flowchart.connector_presets import Local, drawn

X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass
class Shape:
    """A shape: id, name, preset (None for a line of our own), box as left, top, width, height; text."""

    id: int
    name: str
    preset: str | None
    box: tuple[int, int, int, int]
    text: str


@dataclass
class Line:
    """A line: its name, its corners, the shapes and sites that its ends are glued to, whether it has an arrowhead."""

    name: str
    points: Local
    ends: tuple[tuple[int, int] | None, tuple[int, int] | None] = (None, None)
    arrow: bool = False
    dashed: bool = False


@dataclass
class Painted:
    """The drawing of one sheet."""

    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def by_id(self) -> dict[int, Shape]:
        """Shapes by id; an id given twice fails."""
        assert len({shape.id for shape in self.shapes}) == len(self.shapes)
        return {shape.id: shape for shape in self.shapes}


def drawing_part(data: bytes, sheet: str) -> str | None:
    """The drawing of a sheet, found as a program finds it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = sheet_part(archive, sheet)
        node = ET.fromstring(archive.read(part)).find(f"{M}drawing")
        return None if node is None else _target(archive, part, node.attrib[f"{R}id"])


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    found = next(node for node in book.iter(f"{M}sheet") if node.attrib["name"] == sheet)
    return _target(archive, "xl/workbook.xml", found.attrib[f"{R}id"])


def _target(archive: zipfile.ZipFile, part: str, identifier: str) -> str:
    folder, name = posixpath.split(part)
    rels = ET.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    target = next(node.attrib["Target"] for node in rels if node.attrib["Id"] == identifier)
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def painted(data: bytes, sheet: str) -> Painted:
    """Everything drawn on a sheet."""
    part = drawing_part(data, sheet)
    result = Painted()
    if part is None:
        return result
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read(part))
    for anchor in root:
        for element in anchor:
            if element.tag in (f"{X}sp", f"{X}cxnSp"):
                _element(element, result)
    return result


def _element(element: ET.Element, result: Painted) -> None:
    about = element.find(f".//{X}cNvPr")
    properties = element.find(f"{X}spPr")
    assert about is not None
    assert properties is not None
    frame = properties.find(f"{A}xfrm")
    assert frame is not None
    offset, size = frame.find(f"{A}off"), frame.find(f"{A}ext")
    assert offset is not None
    assert size is not None
    box = (*(int(offset.attrib[k]) for k in "xy"), *(int(size.attrib[k]) for k in ("cx", "cy")))
    preset = properties.find(f"{A}prstGeom")
    arrow = properties.find(f"{A}ln/{A}tailEnd") is not None
    dashed = properties.find(f"{A}ln/{A}prstDash") is not None
    name = about.attrib["name"]
    path = properties.find(f".//{A}path")
    if element.tag == f"{X}cxnSp":
        assert preset is not None
        guides = [int(node.attrib["fmla"].removeprefix("val ")) for node in preset.iter(f"{A}gd")]
        line = drawn(
            preset.attrib["prst"],
            box,
            rotation=int(frame.get("rot", "0")),
            flips=(frame.get("flipH") == "1", frame.get("flipV") == "1"),
            adjustments=guides,
        )
        ends = tuple(
            None if node is None else (int(node.attrib["id"]), int(node.attrib["idx"]))
            for node in (element.find(f".//{A}{tag}") for tag in ("stCxn", "endCxn"))
        )
        result.lines.append(Line(name, line, (ends[0], ends[1]), arrow, dashed))
    elif path is not None:
        points = [
            (box[0] + float(p.attrib["x"]) * box[2] / max(int(path.attrib["w"]), 1),
             box[1] + float(p.attrib["y"]) * box[3] / max(int(path.attrib["h"]), 1))
            for p in path.iter(f"{A}pt")
        ]  # fmt: skip
        result.lines.append(Line(name, points, arrow=arrow, dashed=dashed))
    else:
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))
        result.shapes.append(
            Shape(
                int(about.attrib["id"]),
                name,
                preset.attrib["prst"] if preset is not None else None,
                box,
                text,
            )
        )
