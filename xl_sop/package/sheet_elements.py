"""The elements of a worksheet part beside its cells: put in, changed or taken out at the place the schema demands.

Excel refuses a part whose elements are out of order (ECMA-376-1 section 18.3.1.99, CT_Worksheet).
"""

from __future__ import annotations

from collections.abc import Mapping

from xl_sop.package.package import Package
from xl_sop.package.xml import Node, Xml, closing, opened, with_attributes

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def set_attributes(package: Package, part: str, name: str, values: Mapping[str, str | None]) -> None:
    """Set attributes of a worksheet's element, which is made where it is missing; None takes one away."""
    xml = Xml(package.read(part), part)
    found = xml.root.first(name)
    if found is not None:
        tag = with_attributes(xml.open_tag(found), dict(values))
        package.replace(part, xml.splice([(found.start, found.open_end, tag)]))
        return
    at = _place(xml, name)
    new = with_attributes(b"<%s%s/>" % (xml.prefix(xml.root), name.encode()), dict(values))
    package.replace(part, xml.splice([(at, at, new)]))


def put_element(
    package: Package, part: str, name: str, content: bytes | None, values: Mapping[str, str]
) -> None:
    """Put an element in its place, instead of the one there; None as its content takes it away.

    Args:
        package: The workbook.
        part: The worksheet's part.
        name: The element's local name.
        content: What is inside it, with the part's prefix (see `prefix`); b"" for an empty element.
        values: Its attributes, by name as written.
    """
    xml = Xml(package.read(part), part)
    tag = with_attributes(b"<%s%s/>" % (xml.prefix(xml.root), name.encode()), dict(values))
    raw = b"" if content is None else opened(tag) + content + closing(tag) if content else tag
    found = xml.root.first(name)
    if found is not None:
        package.replace(part, xml.splice([(found.start, found.end, raw)]))
    elif raw:
        at = _place(xml, name)
        package.replace(part, xml.splice([(at, at, raw)]))


def prefix(package: Package, part: str) -> bytes:
    """The prefix, with its colon, of a worksheet part's own elements; b"" for most."""
    xml = Xml(package.read(part), part)
    return xml.prefix(xml.root)


def _place(xml: Xml, name: str) -> int:
    """Where an element goes: after the last of those that come before it."""
    earlier = frozenset(_ORDER[: _ORDER.index(name)])
    before: list[Node] = [node for node in xml.root.children if node.name in earlier]
    return before[-1].end if before else xml.root.open_end
