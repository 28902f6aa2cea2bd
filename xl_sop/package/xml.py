"""XML with byte positions, so that one place can be changed and every other byte stays.

A parser that builds a tree and writes it back loses what it does not model: the author's namespace prefixes,
``mc:Ignorable`` (whose value names prefixes), the order of attributes, entity spelling. Office refuses files
over some of these. Here expat only tells *where* each element starts and ends; changes are splices of the
original bytes. Expat comes with Python, reports byte offsets, and lets a DTD be refused before any entity is
defined, so no dependency is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from xl_sop import limits
from xl_sop.errors import BookError

# A start tag as a whole: ">" inside a quoted attribute value does not end it.
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_QNAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?")
_DECLARED = re.compile(r"""^(<\?xml[^>]*?\bencoding\s*=\s*)(["'])([A-Za-z0-9._-]+)\2""")

Splice = tuple[int, int, bytes]


class _Attributes(dict[str, str]):
    """Attributes of an element; one that has to be there and is not makes the part a damaged one."""

    __slots__ = ("_part",)

    def __init__(self, part: str, values: dict[str, str]) -> None:
        super().__init__(values)
        self._part = part

    def __missing__(self, name: str) -> str:
        raise damaged(self._part, f"{name}?")


class Node:
    """One element and its place in the bytes of its part.

    Attributes:
        name: local name; ``namespace`` its URI ("" for none).
        attributes: values by local name, or by ``uri}local`` where the attribute has a prefix.
        start, open_end: byte span of the start tag.
        close_start, end: byte span of the end tag; both equal ``open_end`` for ``<empty/>``.
        text: character data directly inside the element.
    """

    __slots__ = (
        "attributes",
        "children",
        "close_start",
        "end",
        "name",
        "namespace",
        "open_end",
        "parent",
        "start",
        "text",
    )

    def __init__(
        self, name: str, namespace: str, attributes: dict[str, str], start: int, parent: Node | None
    ):
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.start = start
        self.open_end = self.close_start = self.end = start
        self.parent = parent
        self.children: list[Node] = []
        self.text = ""

    @property
    def empty(self) -> bool:
        """True for ``<name/>``."""
        return self.close_start == self.end

    def all(self, name: str) -> list[Node]:
        """Child elements with this local name in the same namespace as this element."""
        return [child for child in self.children if child.name == name and child.namespace == self.namespace]

    def first(self, name: str) -> Node | None:
        """The first such child, or None."""
        return next(iter(self.all(name)), None)

    def whole(self, name: str, default: int = 0) -> int:
        """An attribute as a whole number; the default where it is missing or none."""
        text = self.attributes.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() else default

    def decimal(self, name: str, default: float = 0.0) -> float:
        """An attribute as a number, as Excel writes it; the default where it is missing or none."""
        text = self.attributes.get(name, "")
        return float(text) if _DECIMAL.fullmatch(text) else default

    def walk(self) -> Iterator[Node]:
        """This element and everything below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def shape(self) -> tuple[object, ...]:
        """What the element says, free of prefixes and attribute order: equal shapes mean the same."""
        return (
            self.namespace,
            self.name,
            tuple(sorted(self.attributes.items())),
            self.text.strip(),
            tuple(child.shape() for child in self.children),
        )


class Xml:
    """A parsed part: its bytes (always UTF-8) and the tree of spans."""

    def __init__(self, data: bytes, part: str):
        self.part = part
        self.data = as_utf8(data, part)
        self.root = _parse(self.data, part)

    def raw(self, node: Node) -> bytes:
        """The element's own bytes."""
        return self.data[node.start : node.end]

    def open_tag(self, node: Node) -> bytes:
        """The bytes of the start tag."""
        return self.data[node.start : node.open_end]

    def prefix(self, node: Node) -> bytes:
        """The element's prefix with its colon (``b"x:"``), or ``b""``: new siblings get the same."""
        match = _QNAME.match(self.data, node.start)
        assert match is not None
        head, colon, _ = match[1].rpartition(b":")
        return head + colon

    def append_child(self, node: Node, child: bytes) -> Splice:
        """The splice that puts ``child`` last inside ``node``."""
        if not node.empty:
            return (node.close_start, node.close_start, child)
        return (node.start, node.end, opened(self.open_tag(node)) + child + closing(self.open_tag(node)))

    def splice(self, changes: Iterable[Splice]) -> bytes:
        """The bytes with the given, non-overlapping spans replaced; insertions at one place keep order."""
        result, at = [], 0
        for start, end, new in sorted(changes, key=lambda change: change[:2]):
            if start < at:
                raise ValueError("overlapping changes")
            result += (self.data[at:start], new)
            at = end
        return b"".join([*result, self.data[at:]])


def as_utf8(data: bytes, part: str) -> bytes:
    """The same XML text in UTF-8 (OPC also allows UTF-16); unchanged bytes when it already is."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        match = _DECLARED.match(data[:200].decode("latin-1").removeprefix("\xef\xbb\xbf"))
        encoding = match[3].lower() if match else "utf-8"
    if encoding in ("utf-8", "utf8"):
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise damaged(part, f"encoding {encoding}") from error
    return _DECLARED.sub(r"\1\2UTF-8\2", text, count=1).encode()


def damaged(part: str, why: str) -> BookError:
    """The error for a part whose XML cannot be used."""
    return BookError(
        f"Bagian {part} di dalam berkas rusak ({why}); buka dan simpan ulang berkas di Excel.",
        f"Part {part} inside the file is damaged ({why}); open it in Excel and save it again.",
    )


def escape(text: str) -> str:
    """Character data. (``xml.sax.saxutils`` has the same, but loads urllib: 19 ms of a start.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> bytes:
    """A value ready to stand between double quotes."""
    value = escape(value)
    for character, written in (('"', "&quot;"), ("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")):
        value = value.replace(character, written)
    return value.encode()


def opened(tag: bytes) -> bytes:
    """``<a x="1"/>`` or ``<a x="1">`` as ``<a x="1">``."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def closing(tag: bytes) -> bytes:
    """The end tag that fits a start tag."""
    match = _QNAME.match(tag)
    assert match is not None
    return b"</" + match[1] + b">"


def with_attributes(tag: bytes, values: dict[str, str | None]) -> bytes:
    """A start tag with attributes (names as written) set, or removed where the value is None."""
    for name, value in values.items():
        key = name.encode()
        found = next((match for match in _ATTRIBUTE.finditer(tag) if match[2] == key), None)
        if value is None:
            if found:
                tag = tag[: found.start()] + tag[found.end() :]
        elif found:
            tag = tag[: found.start(3)] + b'"' + attribute(value) + b'"' + tag[found.end(3) :]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + b" " + key + b'="' + attribute(value) + b'"' + tag[end:]
    return tag


def _parse(data: bytes, part: str) -> Node:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    stack: list[Node] = []
    roots: list[Node] = []

    def doctype(*_: object) -> None:
        raise damaged(part, "DTD")

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        parent = stack[-1] if stack else None
        if len(stack) >= limits.XML_DEPTH.value:
            raise limits.XML_DEPTH.exceeded()
        node = Node(local, namespace, _Attributes(part, attributes), parser.CurrentByteIndex, parent)
        tag = _TAG.match(data, node.start)
        assert tag is not None
        node.open_end = tag.end()
        (parent.children if parent else roots).append(node)
        stack.append(node)

    def end(_: str) -> None:
        node = stack.pop()
        if data[node.open_end - 2 : node.open_end] == b"/>":
            node.close_start = node.end = node.open_end
        else:
            node.close_start = parser.CurrentByteIndex
            node.end = data.index(b">", node.close_start) + 1

    def characters(text: str) -> None:
        if stack:
            stack[-1].text += text

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise damaged(part, str(error)) from error
    return roots[0]
