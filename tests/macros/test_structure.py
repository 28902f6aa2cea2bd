"""The structural check itself: silent on files that Excel opens, and loud on every planted fault."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from macros import addin, compound, modules, project
from macros.project import Module
from tests.macros.structure import check

SHIPPED = (
    "addin/xlwings.xlam",
    "quickstart.xlsm",
    "quickstart_addin.xlam",
    "quickstart_addin_ribbon.xlam",
    "quickstart_standalone.xlsm",
)


@pytest.mark.parametrize("name", SHIPPED)
def test_files_that_excel_wrote_pass(name: str):
    assert check(str(files("xlwings") / name), ours=False) == []


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of the add-in as built."""
    path = tmp_path_factory.mktemp("good") / "xl_sop.xlam"
    path.write_bytes(addin.addin())
    assert check(path) == []
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def complaints(parts: dict[str, bytes], folder: Path) -> list[str]:
    path = folder / "faulty.xlam"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return check(path)


TYPES, ROOT, BOOK = "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"
BOOK_RELS, SHEET, RIBBON = "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "customUI/customUI14.xml"

# Part, text, what it is replaced by, and a word of the complaint.
PART_FAULTS = {
    "sheet has another code name": (SHEET, 'codeName="Sheet1"', 'codeName="Lembar1"', "code names"),
    "sheet has no code name": (SHEET, '<sheetPr codeName="Sheet1"/>', "", "code names"),
    "workbook has no code name": (BOOK, ' codeName="ThisWorkbook"', "", "code names"),
    "workbook type in an add-in": (TYPES, "addin.macroEnabled", "sheet.macroEnabled", "workbook.xml"),
    "no type for bin": (
        TYPES,
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        "",
        "vbaProject.bin",
    ),
    "type for a part that is missing": (TYPES, "/xl/styles.xml", "/xl/style.xml", "missing part"),
    "no ribbon relationship": (ROOT, "2007/relationships/ui/extensibility", "2007/x", "not one ribbon"),
    "older ribbon relationship": (ROOT, "2007/relationships/ui", "2006/relationships/ui", "customUI14.xml"),
    "ribbon target missing": (ROOT, "customUI/customUI14.xml", "customUI/customUI.xml", "is missing"),
    "callback without a macro": (RIBBON, "XlSop.OnExportJson", "XlSop.OnExport", "no macro"),
    "callback without its argument": (RIBBON, "XlSop.OnExportJson", "XlSop.ExportJson", "no macro"),
    "dead button": (RIBBON, 'onAction="XlSop.OnShowHelp"', "", "does nothing"),
    "unknown icon": (RIBBON, 'imageMso="Help"', 'imageMso="Bantuan"', "no icon"),
    "one id twice": (RIBBON, 'id="xlSopHelp"', 'id="xlSopNext"', "ids repeat"),
    "other type of the VBA relationship": (
        BOOK_RELS,
        "2006/relationships/vbaProject",
        "2007/relationships/vbaProject",
        "VBA project",
    ),
}


@pytest.mark.parametrize("fault", PART_FAULTS)
def test_a_fault_in_a_part_is_caught(fault: str, good: dict[str, bytes], tmp_path: Path):
    part, old, new, word = PART_FAULTS[fault]
    assert good[part].count(old.encode()) == 1
    parts = good | {part: good[part].replace(old.encode(), new.encode())}
    assert any(word in complaint for complaint in complaints(parts, tmp_path))


MODULES = modules.addin_modules(["Sheet1"])


def source(name: str, change: Callable[[str], str]) -> list[Module]:
    """The add-in's modules with one text changed."""
    changed = [replace(m, source=change(m.source)) if m.name == name else m for m in MODULES]
    assert changed != MODULES
    return changed


def first_line(name: str) -> str:
    return f'Attribute VB_Name = "{name}"\r\n'


SOURCE_FAULTS = {
    "class without VB_Base": (
        source("Dictionary", lambda text: re.sub(r"Attribute VB_Base.*\r\n", "", text)),
        "VB_Base disagree",
    ),
    "line feeds alone": (
        source("XlSop", lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n", 1)),
        "not CR LF",
    ),
    "procedure named as its module": (
        source("XlSop", lambda text: text + "Public Sub XlSop()\r\nEnd Sub\r\n"),
        "its module's name",
    ),
    "over long line": (source("XlSop", lambda text: text + "'" + "x" * 1023 + "\r\n"), "over 1023"),
    "over many continuations": (
        source("XlSop", lambda text: text + "x = 1" + " _\r\n + 1" * 25 + "\r\n"),
        "continuations",
    ),
    "a module per sheet is missing": ([m for m in MODULES if m.name != "Sheet1"], "code names"),
    "a sheet module too many": ([*MODULES, project.document_module("Sheet2", "sheet")], "code names"),
}


@pytest.mark.parametrize("fault", SOURCE_FAULTS)
def test_a_fault_in_a_source_is_caught(fault: str, good: dict[str, bytes], tmp_path: Path):
    faulty, word = SOURCE_FAULTS[fault]
    parts = good | {"xl/vbaProject.bin": project.vba_project("XlSopAddin", faulty)}
    assert any(word in complaint for complaint in complaints(parts, tmp_path))


REFUSED = {
    "preamble of an export": source("Dictionary", lambda text: "VERSION 1.0 CLASS\r\n" + text),
    "name longer than 31": [*MODULES, Module("A" * 32, "standard", first_line("A" * 32))],
    "name with an accent": [*MODULES, Module("é", "standard", first_line("é"))],
    "a module named as the project": [*MODULES, Module("XlSopAddin", "standard", first_line("XlSopAddin"))],
    "two modules of one name": [*MODULES, Module("XLSOP", "standard", first_line("XLSOP"))],
    "text outside the code page": source("XlSop", lambda text: text + "' \u2713\r\n"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_the_writer_refuses(fault: str):
    with pytest.raises(ValueError):
        project.vba_project("XlSopAddin", REFUSED[fault])


def raw_chunks(data: bytes) -> bytes:
    """Legal by [MS-OVBA], refused by the VBA editor."""
    full, rest = divmod(len(data), 4096)
    raw = b"".join(b"\xff\x3f" + data[at * 4096 : at * 4096 + 4096] for at in range(full))
    return b"\x01" + raw + (compress(data[-rest:])[1:] if rest else b"")


compress, dir_stream, encrypted = project.compress, project.dir_stream, project._encrypted
LOCKED = bytes([7, 0, 0, 0])

# Function of the writer, what stands in for it, and a word of the complaint.
WRITER_FAULTS = {
    "raw chunks": ("compress", raw_chunks, "raw"),
    "dir lacks a record": (
        "dir_stream",
        lambda name, known: dir_stream(name, known).replace(b"\x2c\x00\x02\x00\x00\x00\xff\xff", b"", 1),
        "out of order",
    ),
    "dir has four bytes more": (
        "dir_stream",
        lambda name, known: dir_stream(name, known) + bytes(4),
        "after",
    ),
    "dir without the Office library": (
        "_REFERENCES",
        project._REFERENCES[:1],
        "without the Office reference",
    ),
    "dir counts one module less": (
        "dir_stream",
        lambda name, known: dir_stream(name, known).replace(
            bytes([0x0F, 0, 2, 0, 0, 0, len(known)]), bytes([0x0F, 0, 2, 0, 0, 0, len(known) - 1])
        ),
        "number of modules",
    ),
    "PROJECTwm of other modules": ("names_stream", lambda known: b"x\0x\0\0\0\0\0", "PROJECTwm"),
    "PROJECT declares a class as module": (
        "_WORD",
        {"standard": "Module={}", "class": "Module={}"},
        "PROJECT decl",
    ),
    "locked project": (
        "_encrypted",
        lambda data, name, seed: encrypted(LOCKED if len(data) == 4 else data, name, seed),
        "CMG",
    ),
    "a cache is announced": ("_VBA_PROJECT", bytes.fromhex("CC61B500000100"), "without a cache"),
}


@pytest.mark.parametrize("fault", WRITER_FAULTS)
def test_a_fault_of_the_writer_is_caught(
    fault: str, good: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    name, stand_in, word = WRITER_FAULTS[fault]
    monkeypatch.setattr(project, name, stand_in)
    parts = good | {"xl/vbaProject.bin": project.vba_project("XlSopAddin", MODULES)}
    assert parts != good
    assert any(word in complaint for complaint in complaints(parts, tmp_path))


def test_a_directory_out_of_order_is_caught(
    good: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Excel looks streams up in a search tree: entries in another order are not found."""
    monkeypatch.setattr(compound, "sorted", lambda names, key: list(names), raising=False)
    parts = good | {"xl/vbaProject.bin": project.vba_project("XlSopAddin", MODULES)}
    assert any("out of order" in complaint for complaint in complaints(parts, tmp_path))


@pytest.mark.parametrize("name", ["PROJECT", "PROJECTwm"])
def test_a_missing_stream_is_caught(
    name: str, good: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write = compound.write
    monkeypatch.setattr(
        compound, "write", lambda tree: write({key: value for key, value in tree.items() if key != name})
    )
    parts = good | {"xl/vbaProject.bin": project.vba_project("XlSopAddin", MODULES)}
    assert f"missing stream {name}" in complaints(parts, tmp_path)
