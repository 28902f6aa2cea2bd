"""What the workbook part and the relationships of a package say: the sheets in order, where texts and formats are.

Parts are found through relationships only: ``xl/workbook.xml`` and ``sheet1.xml`` are habits of some writers, not
rules. A relationship that leads outside (`TargetMode="External"`) is never followed. One that lacks its id, type or
target leads nowhere.

Sources: ECMA-376-2 (5th edition, 2021) section 6.5 (relationships); ECMA-376-1 section 18.2 (workbook).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from xl_sop import limits
from xl_sop.package.container import Container
from xl_sop.package.kinds import not_a_workbook
from xl_sop.refusals import refusal

_GLANCE = 1 << 16
_WORKBOOK = "xl/workbook.xml"
_STRICT = "http://purl.oclc.org/ooxml/"


class Relationship(NamedTuple):
    """A relationship to another part: its type URI and the target as a part name ("xl/styles.xml")."""

    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type, such as "worksheet" or "vmlDrawing"."""
        return self.type.rpartition("/")[2]


class Sheet(NamedTuple):
    """A sheet: its name, its kind ("worksheet", "chartsheet"), its part, whether it is hidden, and its ``sheetId``."""

    name: str
    kind: str
    part: str
    hidden: bool
    id: str


class Outline(NamedTuple):
    """A workbook's sheets in the order of their tabs, of every kind, and the parts with texts and formats.

    Attributes:
        workbook: The workbook part.
        since_1904: Dates count from 1904.
    """

    workbook: str
    sheets: list[Sheet]
    shared_strings: str | None
    styles: str | None
    since_1904: bool


def read_outline(package: Container) -> Outline:
    """Find the workbook in a package and what it consists of. Raises BookError."""
    workbook = workbook_part(package)
    relationships = relationships_of(package, workbook)
    listed, since_1904 = _workbook(_content(package, workbook))
    if not listed:
        raise refusal("sheets")
    if len(listed) > limits.SHEETS.value:
        raise limits.SHEETS.exceeded()
    sheets: list[Sheet] = []
    for name, hidden, sheet_id, target in listed:
        found = relationships.get(target)
        if found is None:
            raise refusal("damaged")
        sheets.append(Sheet(name, found.kind, found.target, hidden, sheet_id))
    if len({sheet.part.lower() for sheet in sheets}) != len(sheets):
        raise refusal("unsafe")
    by_kind: dict[str, str] = {}
    for found in relationships.values():
        if found.target in package:
            by_kind.setdefault(found.kind, found.target)
    return Outline(workbook, sheets, by_kind.get("sharedStrings"), by_kind.get("styles"), since_1904)


def workbook_part(package: Container) -> str:
    """The name of the workbook part. Raises BookError if the package holds no workbook."""
    for found in relationships_of(package, "").values():
        if found.kind == "officeDocument" and found.target in package and not _foreign(found.target):
            return found.target
    if _WORKBOOK in package:
        return _WORKBOOK
    raise not_a_workbook(package)


def _foreign(part: str) -> bool:
    return part.lower().startswith(("word/", "ppt/")) or part.lower().endswith(".bin")


@lru_cache(maxsize=256)
def relationships_part(part: str) -> str:
    """The name of the part with the relationships of another one ("" for the package)."""
    folder, name = posixpath.split(part.lstrip("/"))
    return posixpath.join(folder, "_rels", name + ".rels")


def has_relationships(package: Container, part: str) -> bool:
    """True if a part, such as a sheet, names others: pictures, drawings, notes, links."""
    return relationships_part(part) in package


def may_be_drawn_on(package: Container, part: str) -> bool:
    """True if a sheet names a drawing, by a look at the bytes: most name a printer, a button or a note at most.

    Raises BookError: what it names cannot be read.
    """
    name = relationships_part(part)
    if name not in package:
        return False
    if package.size(name) > _GLANCE:
        return True
    xml = package.read(name, repeated=True)
    return b'/drawing"' in xml or b"/drawing'" in xml or b"\0" in xml[:4]


def relationships_of(package: Container, part: str) -> Mapping[str, Relationship]:
    """What a part ("" for the package) names inside the package, by id. Raises BookError."""
    if not has_relationships(package, part):
        return {}
    xml = _content(package, relationships_part(part))
    found = _relationships(xml, posixpath.dirname(part))
    if b"%" not in xml:
        return found
    # Percent signs are part of the name in the package; some writers leave them out on one side only.
    return {
        identifier: one if one.target in package else one._replace(target=unquote(one.target))
        for identifier, one in found.items()
    }


def _content(package: Container, name: str) -> bytes:
    if package.size(name) > limits.READ_BYTES.value // 16:
        raise limits.READ_BYTES.exceeded()
    return package.read(name, repeated=True)


# The workbooks of a batch come from few templates: their outlines are often the same bytes.


@lru_cache(maxsize=32)
def _workbook(xml: bytes) -> tuple[list[tuple[str, bool, str, str]], bool]:
    """Name, hidden, id and relationship of each sheet; whether dates count from 1904."""
    sheets: list[tuple[str, bool, str, str]] = []
    dates: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            target = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), hidden, attributes.get("sheetId", ""), target))
        elif name == "workbookPr":
            dates.append(attributes.get("date1904", "0"))

    _walk(xml, start)
    # The first one is the workbook's own; extensions (x15:workbookPr) say other things under that name.
    return sheets, dates[:1] in (["1"], ["true"])


@lru_cache(maxsize=64)
def _relationships(xml: bytes, folder: str) -> dict[str, Relationship]:
    """The relationships inside the package by id, their targets as written."""
    found: dict[str, Relationship] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            identifier, type_, target = (attributes.get(key, "") for key in ("Id", "Type", "Target"))
            target = target.partition("#")[0].replace("\\", "/")
            if identifier and type_ and target:
                part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[identifier] = Relationship(type_, part)

    _walk(xml, start)
    return found


def _walk(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Call `start(local name, attributes)` for each element. Raises BookError: DTD, Strict, depth, damage."""
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if not depth and any(value.startswith(_STRICT) for value in attributes.values()):
            raise refusal("strict")
        depth += 1
        if depth > limits.XML_DEPTH.value:
            raise limits.XML_DEPTH.exceeded()
        start(tag.rpartition(":")[2], attributes)

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise refusal("unsafe")

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusal("damaged") from error
