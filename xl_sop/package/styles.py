"""Cell formats: one like another but bold, wrapped or filled, from the workbook's own list or added to it.

Formats are only ever appended, so every index in use keeps its meaning.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from xl_sop.package.package import Package
from xl_sop.package.xml import Node, Xml, attribute, closing, damaged, opened, with_attributes

# Collections in the order the schema demands, with the entry that must exist where a writer left one out.
_COLLECTIONS = {
    "numFmts": b"",
    "fonts": b'<%sfont><%ssz val="11"/><%sname val="Calibri"/></%sfont>',
    "fills": b'<%sfill><%spatternFill patternType="none"/></%sfill>'
    b'<%sfill><%spatternFill patternType="gray125"/></%sfill>',
    "borders": b"<%sborder><%sleft/><%sright/><%stop/><%sbottom/><%sdiagonal/></%sborder>",
    "cellStyleXfs": b"",
    "cellXfs": b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

_OWN_FORMATS = 164  # ids of number formats below it are Excel's own

_Pieces = list[tuple[str, bytes]]  # child elements: local name and bytes

# The formats of a sheet of our own, as changes to the workbook's default format.
NAMED: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "size": 14, "wrap": True, "horizontal": "center", "vertical": "center"},
    "heading": {"bold": True, "border": True, "wrap": True, "vertical": "center", "fill": "FFD9E1F2"},
    "label": {"bold": True, "border": True, "wrap": True, "vertical": "top"},
    "text": {"border": True, "wrap": True, "vertical": "top"},
    "number": {"border": True, "horizontal": "center", "vertical": "top"},
}


class _Look(NamedTuple):
    """Which attribute of ``<xf>`` names an entry, and which switches it on."""

    collection: str
    number: str
    apply: str


_FONT = _Look("fonts", "fontId", "applyFont")
_FILL = _Look("fills", "fillId", "applyFill")
_BORDER = _Look("borders", "borderId", "applyBorder")


def named_style(package: Package, name: str) -> int:
    """The index of one of the formats in `NAMED`. Raises KeyError for another name."""
    return style_like(package, 0, **NAMED[name])


def style_like(
    package: Package,
    base: int,
    *,
    wrap: bool | None = None,
    horizontal: str | None = None,
    vertical: str | None = None,
    bold: bool | None = None,
    size: float | None = None,
    fill: str | None = None,
    border: bool | None = None,
    number_format: str | None = None,
) -> int:
    """The index in ``cellXfs`` of the format ``base`` with changes; None leaves a property as it is.

    An equal format is used again, otherwise one is appended to the styles part.

    Args:
        base: index of the format to start from.
        wrap: break lines in the cell.
        horizontal, vertical: "left", "center", "right", "justify"; "top", "center", "bottom".
        bold, size: of the font; size in points.
        fill: solid background as ARGB in hex ("FFFFC7CE").
        border: thin lines on all four sides, or none.
        number_format: a format code of the workbook's own, such as ``;;;``; "@" for text.

    Raises:
        BookError: the styles part is damaged or has no format ``base``.
    """
    styles = _Styles(package)
    aligned = {"horizontal": horizontal, "vertical": vertical}
    alignment = {key: value for key, value in aligned.items() if value is not None}
    if wrap is not None:
        alignment["wrapText"] = "1" if wrap else "0"
    tag, pieces = styles.pieces(styles.entry("cellXfs", base))
    changes: dict[str, str | None] = {}
    if bold is not None or size is not None:
        styles.look(changes, tag, _FONT, lambda old: _font(styles, old, bold, size))
    if fill is not None:
        styles.look(changes, tag, _FILL, lambda _: _fill(styles.prefix, fill))
    if border is not None:
        styles.look(changes, tag, _BORDER, lambda _: _border(styles.prefix, border))
    if number_format is not None:
        changes["numFmtId"] = styles.number_format(number_format)
        changes["applyNumberFormat"] = "1"
    if alignment:
        changes["applyAlignment"] = "1"
        pieces = _aligned(pieces, styles.prefix, alignment)
    index = styles.index("cellXfs", _element(with_attributes(tag, changes), pieces))
    styles.save()
    return index


class CellLook(NamedTuple):
    """What decides how much room a cell's text takes.

    Attributes:
        font, size: the font's name, and its size in points.
        bold, wrap, indent: as set.
        hidden: True for the number format ``;;;``, which shows nothing.
    """

    font: str = "Calibri"
    size: float = 11.0
    bold: bool = False
    wrap: bool = False
    indent: int = 0
    hidden: bool = False


def cell_looks(package: Package) -> list[CellLook]:
    """The looks of all formats in ``cellXfs``, by index; without a styles part none."""
    part = package.workbook_related("styles")
    if part is None:
        return []
    root = Xml(package.read(part), part).root
    fonts = [_font_look(node) for node in _entries(root, "fonts")]
    hidden = {
        node.attributes.get("numFmtId", "")
        for node in _entries(root, "numFmts")
        if node.attributes.get("formatCode") == HIDDEN
    }
    return [_look(xf, fonts, hidden) for xf in _entries(root, "cellXfs")]


def _look(xf: Node, fonts: list[CellLook], hidden: set[str]) -> CellLook:
    font = xf.whole("fontId")
    aligned = xf.first("alignment")
    return (fonts[font] if font < len(fonts) else CellLook())._replace(
        wrap=aligned is not None and aligned.attributes.get("wrapText") in ("1", "true"),
        indent=aligned.whole("indent") if aligned is not None else 0,
        hidden=xf.attributes.get("numFmtId", "0") in hidden,
    )


HIDDEN = ";;;"
"""The number format that shows neither number nor text."""


def _entries(root: Node, name: str) -> list[Node]:
    found = root.first(name)
    return found.children if found is not None else []


def _font_look(font: Node) -> CellLook:
    size, bold, name = font.first("sz"), font.first("b"), font.first("name")
    return CellLook(
        name.attributes.get("val", "") if name is not None else "",
        size.decimal("val", 11.0) if size is not None else 11.0,
        bold is not None and bold.attributes.get("val", "1") not in ("0", "false"),
    )


class _Styles:
    """The styles part while one format is looked for; `save` writes it if something was added."""

    def __init__(self, package: Package):
        self.package = package
        self.part = package.workbook_related("styles") or _new_part(package)
        self._load(package.read(self.part))

    def _load(self, data: bytes) -> None:
        self.xml = Xml(data, self.part)
        self.prefix = self.xml.prefix(self.xml.root)

    def save(self) -> None:
        self.package.replace(self.part, self.xml.data)

    def entry(self, name: str, index: int) -> bytes:
        """The bytes of an entry of a collection."""
        nodes = self._collection(name).children
        if not 0 <= index < len(nodes):
            raise damaged(self.part, f"{name} {index}")
        return self.xml.raw(nodes[index])

    def index(self, name: str, raw: bytes) -> int:
        """The position of an entry that says the same; appended if there is none."""
        collection, shape = self._collection(name), self._alone(raw).root.children[0].shape()
        for position, node in enumerate(collection.children):
            if node.shape() == shape:
                return position
        tag = self.xml.open_tag(collection)
        counted = with_attributes(opened(tag), {"count": str(len(collection.children) + 1)})
        content = self.xml.data[collection.open_end : collection.close_start]
        whole = counted + content + raw + closing(tag)
        self._load(self.xml.splice([(collection.start, collection.end, whole)]))
        return len(collection.children)

    def number_format(self, code: str) -> str:
        """The id of a number format; a new one is appended."""
        if code == "@":
            return "49"  # built in, as those below 164 are (ECMA-376-1 section 18.8.30)
        nodes = self._collection("numFmts").children
        for node in nodes:
            if node.attributes.get("formatCode") == code:
                return node.attributes["numFmtId"]
        number = max((node.whole("numFmtId") for node in nodes), default=0)
        number = max(number + 1, _OWN_FORMATS)
        self.index(
            "numFmts",
            b'<%snumFmt numFmtId="%d" formatCode="%s"/>' % (self.prefix, number, attribute(code)),
        )
        return str(number)

    def look(
        self, changes: dict[str, str | None], xf: bytes, look: _Look, make: Callable[[bytes], bytes]
    ) -> None:
        """Note in ``changes`` the font, fill or border that ``make`` derives from the one in use."""
        about = self._alone(_element(xf, [])).root.children[0].attributes
        number = about.get(look.number, "0")
        old = self.entry(look.collection, int(number) if number.isdecimal() else -1)
        changes[look.number] = str(self.index(look.collection, make(old)))
        changes[look.apply] = "1"

    def pieces(self, raw: bytes) -> tuple[bytes, _Pieces]:
        """The start tag and the child elements of one element's bytes."""
        xml = self._alone(raw)
        node = xml.root.children[0]
        return xml.open_tag(node), [(child.name, xml.raw(child)) for child in node.children]

    def _collection(self, name: str) -> Node:
        """A collection, created with its first entry in its place where it is missing."""
        found = self.xml.root.first(name)
        if found is not None:
            return found
        default = b"<%s" + name.encode() + b">" + _COLLECTIONS[name] + b"</%s" + name.encode() + b">"
        order = list(_COLLECTIONS)
        before = [n for n in self.xml.root.children if n.name in order[: order.index(name)]]
        root = self.xml.open_tag(self.xml.root)
        at = before[-1].end if before else self.xml.root.open_end
        new = default.replace(b"%s", self.prefix)
        if self.xml.root.empty:
            self._load(self.xml.data[: self.xml.root.start] + opened(root) + new + closing(root))
        else:
            self._load(self.xml.splice([(at, at, new)]))
        return self._collection(name)

    def _alone(self, raw: bytes) -> Xml:
        """An element parsed within the root of this part, for its namespace prefixes."""
        tag = self.xml.open_tag(self.xml.root)
        return Xml(opened(tag) + raw + closing(tag), self.part)


def _new_part(package: Package) -> str:
    """An empty styles part, for a writer that made none."""
    workbook = package.workbook_part
    part = posixpath.join(posixpath.dirname(workbook), "styles.xml")
    namespace = package.workbook().root.namespace
    package.add(
        part, b'<?xml version="1.0" encoding="UTF-8"?>\n<styleSheet xmlns="%s"/>' % namespace.encode()
    )
    package.set_content_type(part, _STYLES_TYPE)
    package.add_relationship(workbook, package.document_type("styles"), part)
    return part


def _element(tag: bytes, pieces: _Pieces) -> bytes:
    """An element from its start tag and children; ``<empty/>`` without any."""
    tag = opened(tag)
    content = b"".join(piece for _, piece in pieces)
    return tag + content + closing(tag) if content else tag[:-1] + b"/>"


def _font(styles: _Styles, old: bytes, bold: bool | None, size: float | None) -> bytes:
    tag, pieces = styles.pieces(old)
    if bold is not None:
        pieces = [piece for piece in pieces if piece[0] != "b"]
    if size is not None:
        pieces = [piece for piece in pieces if piece[0] != "sz"]
        # Before colour and name: the order in which Excel itself writes them.
        at = next((i for i, piece in enumerate(pieces) if piece[0] in _AFTER_SIZE), len(pieces))
        pieces.insert(at, ("sz", b'<%ssz val="%s"/>' % (styles.prefix, f"{size:g}".encode())))
    if bold:
        pieces.insert(0, ("b", b"<%sb/>" % styles.prefix))
    return _element(tag, pieces)


_AFTER_SIZE = frozenset(("u", "vertAlign", "color", "name", "family", "charset", "scheme"))


def _fill(prefix: bytes, color: str) -> bytes:
    colors = b'<%sfgColor rgb="COLOR"/><%sbgColor indexed="64"/>'
    pattern = b'<%spatternFill patternType="solid">' + colors + b"</%spatternFill>"
    return (
        (b"<%sfill>" + pattern + b"</%sfill>")
        .replace(b"%s", prefix)
        .replace(b"COLOR", attribute(color.upper()))
    )


def _border(prefix: bytes, on: bool) -> bytes:
    side = b'<%sSIDE style="thin"><%scolor auto="1"/></%sSIDE>' if on else b"<%sSIDE/>"
    sides = b"".join(side.replace(b"SIDE", name) for name in (b"left", b"right", b"top", b"bottom"))
    return (b"<%sborder>" + sides + b"<%sdiagonal/></%sborder>").replace(b"%s", prefix)


def _aligned(pieces: _Pieces, prefix: bytes, values: Mapping[str, str | None]) -> _Pieces:
    old = next(
        (piece for piece in pieces if piece[0] == "alignment"), ("alignment", b"<%salignment/>" % prefix)
    )
    others = [piece for piece in pieces if piece[0] != "alignment"]
    return [("alignment", with_attributes(old[1], dict(values))), *others]
