"""An Office Open XML package changed part by part, with content types and relationships kept in step.

Sources: ECMA-376-2 (5th edition, 2021) sections 7.2 (parts and content types), 7.3 (relationships) and 10.5
(digital signatures).
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from typing import Self
from urllib.parse import unquote

from xl_sop.errors import BookError
from xl_sop.package.container import Container
from xl_sop.package.outline import (
    Relationship,
    Sheet,
    read_outline,
    relationships_of,
    relationships_part,
    workbook_part,
)
from xl_sop.package.xml import Node, Xml, attribute, damaged

CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


class Package(Container):
    """A workbook file as parts. Nothing is written before `write`; `to_bytes` is reproducible.

    Example:
        >>> package = Package.open("sop.xlsm")
        >>> package.replace("docProps/core.xml", b"...")
        >>> package.write("sop.xlsm")
    """

    def __init__(self, data: bytes, label: str = "berkas") -> None:
        super().__init__(data, label)
        self._kept: dict[str, bytes] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Read a workbook file. Raises BookError if damaged, encrypted or no package; OSError as usual."""
        package = super().open(path)
        if CONTENT_TYPES not in package:
            raise damaged(CONTENT_TYPES, "tidak ada / missing")
        return package

    def read(self, name: str, *, repeated: bool = False) -> bytes:
        """The contents of a part, the same object each time until they change; see `Container.read`."""
        if name in self._kept and not self.is_new(name):
            return self._kept[name]
        content = super().read(name, repeated=repeated)
        if not self.is_new(name):
            self._kept[name] = content
        return content

    # --- content types

    def content_type(self, part: str) -> str | None:
        """The declared content type of a part, or None."""
        xml = self._types()
        extension = posixpath.splitext(part)[1][1:].casefold()
        for node in self._overrides(xml, part):
            return node.attributes.get("ContentType", "")
        for node in xml.root.all("Default"):
            if node.attributes.get("Extension", "").casefold() == extension:
                return node.attributes.get("ContentType", "")
        return None

    def add_default_type(self, extension: str, content_type: str) -> None:
        """Declare the type of all parts with an extension. Raises BookError if another type is declared."""
        xml = self._types()
        for node in xml.root.all("Default"):
            if node.attributes.get("Extension", "").casefold() == extension.casefold():
                if node.attributes.get("ContentType", "").casefold() == content_type.casefold():
                    return
                raise BookError(
                    f"Ekstensi {extension} sudah dipakai untuk jenis lain di dalam berkas.",
                    f"Extension {extension} already stands for {node.attributes.get('ContentType')}.",
                )
        new = b'<%sDefault Extension="%s" ContentType="%s"/>'
        new %= (xml.prefix(xml.root), attribute(extension), attribute(content_type))
        # After the last Default: Excel reads any order, some checkers expect Defaults first.
        defaults = xml.root.all("Default")
        place = (defaults[-1].end, defaults[-1].end, new) if defaults else xml.append_child(xml.root, new)
        self.replace(CONTENT_TYPES, xml.splice([place]))

    def set_content_type(self, part: str, content_type: str) -> None:
        """Declare the type of one part (an Override), replacing another declaration of it."""
        if self.content_type(part) == content_type:
            return
        xml = self._types()
        new = b'<%sOverride PartName="%s" ContentType="%s"/>'
        new %= (xml.prefix(xml.root), attribute(_slashed(part)), attribute(content_type))
        known = [(node.start, node.end, new) for node in self._overrides(xml, part)]
        self.replace(CONTENT_TYPES, xml.splice(known[:1] or [xml.append_child(xml.root, new)]))

    def _types(self) -> Xml:
        return Xml(self.read(CONTENT_TYPES), CONTENT_TYPES)

    def _overrides(self, xml: Xml, part: str) -> list[Node]:
        return [
            node
            for node in xml.root.all("Override")
            if _same(unquote(node.attributes.get("PartName", "")), part)
        ]

    # --- relationships

    def rels(self, part: str = "") -> Mapping[str, Relationship]:
        """Relationships of a part to other parts, by id ("": of the package), without external links."""
        return relationships_of(self, part)

    def related(self, part: str, kind: str) -> list[str]:
        """Parts that ``part`` points to, by the last word of the relationship type ("vmlDrawing")."""
        return [found.target for found in self.rels(part).values() if found.kind == kind]

    def add_relationship(self, part: str, type_: str, target: str) -> str:
        """Relate ``part`` ("" = the package) to the part ``target``; an equal relationship is used again.

        Args:
            part: part name of the source.
            type_: the full type URI.
            target: part name of the target ("xl/vbaProject.bin").

        Returns:
            The relationship id, a free "rId" and number.
        """
        for identifier, known in self.rels(part).items():
            if known.type == type_ and _same(known.target, target):
                return identifier
        name = relationships_part(part)
        if name not in self:
            self.add_default_type("rels", RELATIONSHIPS_TYPE)
            self.add(
                name,
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
                b'<Relationships xmlns="' + _RELATIONSHIPS_NS.encode() + b'"/>',
            )
        xml = Xml(self.read(name), name)
        used = {node.attributes.get("Id", "").casefold() for node in xml.root.all("Relationship")}
        number = len(used) + 1
        while f"rid{number}" in used:
            number += 1
        path = posixpath.relpath(_slashed(target), posixpath.dirname(_slashed(part)) if part else "/")
        new = b'<%sRelationship Id="rId%d" Type="%s" Target="%s"/>'
        new %= (xml.prefix(xml.root), number, attribute(type_), attribute(path))
        self.replace(name, xml.splice([xml.append_child(xml.root, new)]))
        return f"rId{number}"

    def drop_part(self, part: str, source: str) -> None:
        """Remove a part, its content type, its own relationships and the one from ``source`` to it."""
        name = relationships_part(source)
        xml = Xml(self.read(name), name)
        to_it = {identifier for identifier, found in self.rels(source).items() if _same(found.target, part)}
        gone = [
            (node.start, node.end, b"")
            for node in xml.root.all("Relationship")
            if node.attributes.get("Id", "") in to_it
        ]
        self.replace(name, xml.splice(gone))
        types = self._types()
        dropped = [(node.start, node.end, b"") for node in self._overrides(types, part)]
        self.replace(CONTENT_TYPES, types.splice(dropped))
        if relationships_part(part) in self:
            self.remove(relationships_part(part))
        self.remove(part)

    # --- the workbook

    @property
    def workbook_part(self) -> str:
        """The part name of the workbook. Raises BookError if the package holds no workbook."""
        return workbook_part(self)

    @property
    def signed(self) -> bool:
        """True for a workbook with a digital signature, which any change of a part makes invalid.

        A signature of the macros alone (``vbaProjectSignature.bin``) speaks of them only and does not count.
        """
        return any(type_ == _SIGNATURE for type_, _ in self.rels().values())

    def workbook_related(self, kind: str) -> str | None:
        """The part of a kind that the workbook points to ("styles", "calcChain"), or None."""
        return next((name for name in self.related(self.workbook_part, kind) if name in self), None)

    def workbook(self) -> Xml:
        """The workbook part, parsed."""
        part = self.workbook_part
        xml = Xml(self.read(part), part)
        if xml.root.name != "workbook":
            raise damaged(part, xml.root.name)
        return xml

    def document_type(self, kind: str) -> str:
        """The full relationship type for "styles", "worksheet", …"""
        return f"{_DOCUMENT_NS}/{kind}"

    def sheets(self) -> list[Sheet]:
        """The sheets in the order of their tabs."""
        return read_outline(self).sheets

    def sheet_part(self, sheet_name: str) -> str:
        """The part of the worksheet with this name (without regard to case, as in Excel).

        Raises:
            BookError: no such sheet, or it is a chart or dialog sheet.
        """
        for sheet in self.sheets():
            if sheet.name.casefold() == sheet_name.casefold():
                if sheet.kind == "worksheet" and sheet.part in self:
                    return sheet.part
                break
        raise BookError(
            f'Lembar "{sheet_name}" tidak ada di {self.label}.',
            f'{self.label} has no worksheet "{sheet_name}".',
        )


def _slashed(part: str) -> str:
    return "/" + part.lstrip("/")


def _same(one: str, other: str) -> bool:
    return one.lstrip("/").casefold() == other.lstrip("/").casefold()
