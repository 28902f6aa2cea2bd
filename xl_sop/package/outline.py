"""What the workbook part and its relationships say: the sheets in order, where texts and formats are.

Only relationships inside the package count; one that leads outside (`TargetMode="External"`) is never
followed.

Sources: ECMA-376-2 (5th edition, 2021) section 6.5 (relationships); ECMA-376-1 section 18.2 (workbook).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from xl_sop import limits
from xl_sop.package.parts import Parts, not_a_workbook
from xl_sop.refusals import refusal

_WORKBOOK = "xl/workbook.xml"
_STRICT = "http://purl.oclc.org/ooxml/"


class SheetPart(NamedTuple):
    """A worksheet: its name, whether it is hidden, and its part."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Outline:
    """The worksheets of a workbook; chart sheets, dialogs and macro sheets are left out."""

    sheets: list[SheetPart] = field(default_factory=list[SheetPart])
    shared_strings: str | None = None
    styles: str | None = None
    since_1904: bool = False


Relationships = dict[str, tuple[str, str]]
"""Id → (last word of the type, part name)."""


def read_outline(parts: Parts) -> Outline:
    """Find the workbook in a package and what it consists of. Raises BookError."""
    workbook = _WORKBOOK if _WORKBOOK in parts else _main_part(parts)
    folder, _, base = workbook.rpartition("/")
    relationships = _relationships(_content(parts, posixpath.join(folder, "_rels", f"{base}.rels")), folder)
    sheets, since_1904 = _workbook(_content(parts, workbook))
    if not sheets:
        raise refusal("sheets")
    if len(sheets) > limits.SHEETS.value:
        raise limits.SHEETS.exceeded()
    outline = Outline(since_1904=since_1904)
    for name, hidden, target in sheets:
        kind, part = relationships.get(target, ("", ""))
        if not kind:
            raise refusal("damaged")
        if kind == "worksheet":
            outline.sheets.append(SheetPart(name, hidden, part))
    if len({sheet.part.lower() for sheet in outline.sheets}) != len(outline.sheets):
        raise refusal("unsafe")
    by_kind = {kind: part for kind, part in relationships.values() if part in parts}
    outline.shared_strings = by_kind.get("sharedStrings")
    outline.styles = by_kind.get("styles")
    return outline


def has_relationships(parts: Parts, part: str) -> bool:
    """True if a part, such as a sheet, names others: pictures, drawings, notes, links."""
    return _relationships_part(part) in parts


def relationships_of(parts: Parts, part: str) -> Relationships:
    """What a part names; nothing if it names nothing. Raises BookError."""
    if not has_relationships(parts, part):
        return {}
    return _relationships(_content(parts, _relationships_part(part)), part.rpartition("/")[0])


def _relationships_part(part: str) -> str:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels"


def _content(parts: Parts, name: str) -> bytes:
    if parts.size(name) > limits.READ_BYTES.value // 16:
        raise limits.READ_BYTES.exceeded()
    return parts.read(name, repeated=True)


# The workbooks of a batch come from few templates: their outlines are often the same bytes.


@lru_cache(maxsize=32)
def _workbook(xml: bytes) -> tuple[list[tuple[str, bool, str]], bool]:
    """Name, hidden and relationship of each sheet; whether dates count from 1904."""
    sheets: list[tuple[str, bool, str]] = []
    since_1904 = False
    properties: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if name == "sheet":
            target = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append(
                (attributes.get("name", ""), attributes.get("state", "visible") != "visible", target)
            )
        elif name == "workbookPr" and not properties:
            # The first one is the workbook's own; extensions (x15:workbookPr) say other things under that name.
            properties.append(name)
            since_1904 = attributes.get("date1904") in ("1", "true")

    _walk(xml, start)
    return sheets, since_1904


def _main_part(parts: Parts) -> str:
    """The workbook where it does not have its usual name."""
    if "_rels/.rels" not in parts:
        raise not_a_workbook(parts)
    for kind, part in _relationships(_content(parts, "_rels/.rels"), "").values():
        if kind == "officeDocument" and part in parts and not _foreign(part):
            return part
    raise not_a_workbook(parts)


def _foreign(part: str) -> bool:
    return part.lower().startswith(("word/", "ppt/")) or part.lower().endswith(".bin")


@lru_cache(maxsize=32)
def _relationships(xml: bytes, folder: str) -> Relationships:
    found: Relationships = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        if "%" in target:
            target = unquote(target)
        target = target.replace("\\", "/")
        part = posixpath.normpath(target if target.startswith("/") else f"/{folder}/{target}").lstrip("/")
        found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

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
