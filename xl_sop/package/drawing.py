"""The drawing of a worksheet: our shapes put into it or taken out, everybody else's byte for byte as they were."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from xl_sop.package.package import Package
from xl_sop.package.sheet_elements import put_element
from xl_sop.package.xml import Node, Xml, attribute, damaged, opened, with_attributes

SPREADSHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<xdr:wsDr xmlns:xdr="{SPREADSHEET_DRAWING}" xmlns:a="{MAIN}"/>'
).encode()


def replace_shapes(package: Package, sheet_part: str, prefix: str, make: Callable[[int], bytes]) -> None:
    """Replace the shapes of a worksheet whose names begin with a prefix; they come to lie over all others.

    Args:
        package: The workbook.
        sheet_part: The worksheet's part.
        prefix: What the names of our shapes begin with. A group has a name of its own.
        make: The first free shape id → the anchors, written with the prefixes `xdr` and `a`; b"" for none.

    Raises:
        BookError: the drawing is damaged.
    """
    part = _drawing_of(package, sheet_part)
    if part is None:
        new = make(2)
        if new:
            _add(package, sheet_part, new)
        return
    xml = Xml(package.read(part), part)
    ours = [anchor for anchor in xml.root.children if _name(anchor).startswith(prefix)]
    kept = [anchor for anchor in xml.root.children if anchor not in ours]
    numbers = [_number(node, part) for anchor in kept for node in anchor.walk() if node.name == "cNvPr"]
    new = make(max(numbers, default=1) + 1)
    if new:
        new = _with_namespaces(xml, new)
    bare = Xml(xml.splice((anchor.start, anchor.end, b"") for anchor in ours), part)
    package.replace(part, bare.splice([bare.append_child(bare.root, new)]) if new else bare.data)


def _drawing_of(package: Package, sheet_part: str) -> str | None:
    xml = Xml(package.read(sheet_part), sheet_part)
    node = xml.root.first("drawing")
    if node is None:
        return None
    identifier = next((value for name, value in node.attributes.items() if name.endswith("}id")), "")
    related = package.rels(sheet_part).get(identifier)
    if related is None or related.target not in package:
        raise damaged(sheet_part, f"drawing {identifier}")
    return related.target


def _add(package: Package, sheet_part: str, anchors: bytes) -> None:
    folder = posixpath.join(posixpath.dirname(package.workbook_part), "drawings")
    number = 1
    while posixpath.join(folder, f"drawing{number}.xml") in package:
        number += 1
    part = posixpath.join(folder, f"drawing{number}.xml")
    xml = Xml(_EMPTY, part)
    package.add(part, xml.splice([xml.append_child(xml.root, anchors)]))
    package.set_content_type(part, _TYPE)
    identifier = package.add_relationship(sheet_part, package.document_type("drawing"), part)
    relationships = package.document_type("x").rpartition("/")[0]
    # declared on the element itself: what the root calls that namespace is its writer's choice
    put_element(package, sheet_part, "drawing", b"", {"xmlns:r": relationships, "r:id": identifier})


def _name(anchor: Node) -> str:
    """The name of the outermost object of an anchor."""
    found = next((node for node in anchor.walk() if node.name == "cNvPr"), None)
    return found.attributes.get("name", "") if found is not None else ""


def _number(node: Node, part: str) -> int:
    text = node.attributes.get("id", "")
    if not text.isdecimal():
        raise damaged(part, f"cNvPr {text}")
    return int(text)


def _with_namespaces(xml: Xml, anchors: bytes) -> bytes:
    """Our anchors with their prefixes declared, where the drawing's own root does not declare them so."""
    root = xml.open_tag(xml.root)
    needed = {
        f"xmlns:{prefix}": uri
        for prefix, uri in (("xdr", SPREADSHEET_DRAWING), ("a", MAIN))
        if b'xmlns:%s="%s"' % (prefix.encode(), attribute(uri)) not in root
    }
    if not needed:
        return anchors
    tag = b"<xdr:twoCellAnchor>"
    return anchors.replace(tag, opened(with_attributes(tag, dict(needed))))
