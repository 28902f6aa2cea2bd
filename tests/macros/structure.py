"""What Excel is known to insist on in an .xlam or .xlsm with macros, checked without Excel."""

from __future__ import annotations

import os
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.macros.vba_structure import VbaModule, check_project

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MS = "http://schemas.microsoft.com/office"
# Relationship type of a ribbon and the namespace that belongs to it. (Excel takes the older namespace under
# the newer relationship too: an add-in shipped with xlwings has that.)
_RIBBONS = {
    f"{_MS}/2006/relationships/ui/extensibility": f"{_MS}/2006/01/customui",
    f"{_MS}/2007/relationships/ui/extensibility": f"{_MS}/2009/07/customui",
}
_VBA_RELATIONSHIP = f"{_MS}/2006/relationships/vbaProject"
# The arguments of an onAction macro, by the kind of control.
_PRESSED = r"\(\s*(ByVal\s+)?\w+ As IRibbonControl\s*,\s*(ByRef\s+|ByVal\s+)?\w+ As Boolean\s*\)"
_CALLBACKS = {
    "button": r"\(\s*(ByVal\s+)?\w+ As IRibbonControl\s*\)",
    "toggleButton": _PRESSED,
    "checkBox": _PRESSED,
}
# Icons that occur as imageMso in other add-ins; Excel shows an empty button for a name it does not know.
KNOWN_ICONS = {
    "AcceptInvitation",
    "AutoSum",
    "ClearFormatting",
    "CreateReport",
    "FileNew",
    "FilePrint",
    "FileSaveAs",
    "FindDialog",
    "Help",
    "Refresh",
    "SmartArtInsert",
    "TableColumnsInsertLeftExcel",
}


def check(path: str | os.PathLike[str], ours: bool = True) -> list[str]:
    """Complaints about a workbook with macros; none is what one hopes for."""
    path, bad = Path(path), []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    if len({name.casefold() for name in names}) != len(names):
        bad.append("zip: names repeat")
    parsed = (".xml", ".rels", ".vml")
    trees = {name: ET.fromstring(data) for name, data in parts.items() if name.endswith(parsed)}
    _types(path, names, trees, bad)
    related = {
        name: list(_related(name, trees, parts, bad)) for name in ("", *names) if not name.endswith(".rels")
    }
    reached = {target for found in related.values() for _, _, target in found}
    loose = [n for n in names if n not in reached and not n.endswith(".rels") and n != "[Content_Types].xml"]
    if loose:
        bad.append(f"parts no relationship leads to: {loose}")
    workbook = related["xl/workbook.xml"]
    if [target for _, kind, target in workbook if kind == _VBA_RELATIONSHIP] != ["xl/vbaProject.bin"]:
        bad.append("workbook.xml.rels: not one VBA project")
    modules = check_project(parts["xl/vbaProject.bin"], bad, ours)
    _code_names(trees, {identifier: target for identifier, _, target in workbook}, modules, bad)
    ribbons = [(kind, part) for _, kind, part in related[""] if kind in _RIBBONS]
    if ours and path.suffix == ".xlam" and len(ribbons) != 1:
        bad.append("_rels/.rels: not one ribbon")
    for kind, part in ribbons:
        if part in trees:  # a missing one is said already
            if ours and trees[part].tag != f"{{{_RIBBONS[kind]}}}customUI":
                bad.append(f"{part}: {trees[part].tag} for a relationship of {kind}")
            _ribbon(part, trees[part], modules, bad, ours)
    for name in names:
        text = parts[name].decode("utf-8", "replace") if name.endswith(".vml") else ""
        for macro in re.findall(r"<x:FmlaMacro>(?:\[0\]!)?([^<]+)</x:FmlaMacro>", text):
            _macro(name, macro, r"\(\s*\)", modules, bad)
    return bad


def _types(path: Path, names: list[str], trees: dict[str, ET.Element], bad: list[str]) -> None:
    types = trees["[Content_Types].xml"]
    default = {
        e.get("Extension", "").lower(): e.get("ContentType") for e in types if e.tag.endswith("Default")
    }
    override = {e.get("PartName", "")[1:]: e.get("ContentType") for e in types if e.tag.endswith("Override")}
    bad += [f"content type for the missing part {name}" for name in override if name not in names]
    kinds = {name: override.get(name) or default.get(name.rpartition(".")[2].lower()) for name in names}
    bad += [f"no content type: {n}" for n, kind in kinds.items() if not kind and n != "[Content_Types].xml"]
    file_kind = "addin" if path.suffix == ".xlam" else "sheet"
    if kinds["xl/workbook.xml"] != f"application/vnd.ms-excel.{file_kind}.macroEnabled.main+xml":
        bad.append("workbook.xml: wrong content type")
    if kinds.get("xl/vbaProject.bin") != "application/vnd.ms-office.vbaProject":
        bad.append("vbaProject.bin: wrong content type")


def _related(
    name: str, trees: dict[str, ET.Element], parts: dict[str, bytes], bad: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Identifier, type and part of every relationship of a part ("" = the package)."""
    folder, leaf = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{leaf}.rels")
    for relationship in trees.get(rels, ()):
        if relationship.get("TargetMode") == "External":
            continue
        target = relationship.get("Target", "")
        part = posixpath.normpath(posixpath.join("/", folder, target))[1:]
        if part not in parts:
            bad.append(f"{rels}: {target} is missing")
        yield relationship.get("Id", ""), relationship.get("Type", ""), part


def _code_names(
    trees: dict[str, ET.Element], targets: dict[str, str], modules: list[VbaModule], bad: list[str]
) -> None:
    def of(element: ET.Element | None) -> str:
        return (element.get("codeName") if element is not None else None) or "none"

    book = trees["xl/workbook.xml"]
    code = {(of(book.find(f"{_MAIN}workbookPr")), "workbook")}
    for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        tree = trees[targets[sheet.get(_REL_ID, "")]]
        code.add((of(tree.find(f"{_MAIN}sheetPr")), "sheet"))
    documents = {(module.name, module.kind) for module in modules if module.kind in ("workbook", "sheet")}
    if code != documents:
        bad.append(f"code names {sorted(code)} are not the document modules {sorted(documents)}")


def _ribbon(part: str, tree: ET.Element, modules: list[VbaModule], bad: list[str], ours: bool) -> None:
    identifiers = [e.get("id") for e in tree.iter() if e.get("id")]
    if len(set(identifiers)) != len(identifiers):
        bad.append(f"{part}: ids repeat")
    for element in tree.iter():
        control = element.tag.rpartition("}")[2]
        if element.get("onAction"):
            _macro(part, element.get("onAction", ""), _CALLBACKS[control], modules, bad)
        elif control == "button":
            bad.append(f"{part}: {element.get('id')} does nothing")
        if ours and control == "button" and element.get("imageMso") not in KNOWN_ICONS:
            bad.append(f"{part}: no icon {element.get('imageMso')}")


def _macro(where: str, macro: str, arguments: str, modules: list[VbaModule], bad: list[str]) -> None:
    """One Sub with these arguments must answer to "Module.Sub", or to "Sub" in any module."""
    module, _, name = macro.rpartition(".")
    head = re.compile(rf"(?im)^\s*(public\s+)?sub\s+{re.escape(name)}\s*{arguments}")
    if sum(bool(head.search(known.source)) for known in modules if module in ("", known.name)) != 1:
        bad.append(f"{where}: no macro {macro}")
