"""A VBA project as its source alone: vbaProject.bin without the caches Excel would add ([MS-OVBA]).

Such a *source-only* project (``_VBA_PROJECT`` of seven bytes, every module offset 0) makes Excel compile the
text when the workbook opens. EPPlus and others write the same form.
"""

from __future__ import annotations

import re
import struct
import uuid
from dataclasses import dataclass
from typing import Literal

from macros import compound
from macros.compression import compress

Kind = Literal["standard", "class", "workbook", "sheet"]

CODE_PAGE = 1252
_ENCODING = "cp1252"
# The COM class behind each kind of module, as Excel itself writes it.
_BASE = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
    "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}
# VBA and Excel are always there; IRibbonControl lives in the Office library. Excel finds a library by its id,
# so the paths need not be those of the computer.
_REFERENCES = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}\Z")
_VBA_PROJECT = bytes.fromhex("CC61FFFF000100")  # 2.3.4.1 with a version that no Excel takes for its cache
_WORD = {"standard": "Module={}", "class": "Class={}"}


@dataclass(frozen=True)
class Module:
    """A module as its stream holds it: attribute lines first, lines ending with CR LF."""

    name: str
    kind: Kind
    source: str


def module(text: str, kind: Kind) -> Module:
    """A module from an exported .bas or .cls text.

    Raises:
        ValueError: the text does not start with ``Attribute VB_Name``.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("VERSION "):  # the preamble of an exported class is no part of the stream
        text = text.partition("\nEND\n")[2]
    match = re.match(r'Attribute VB_Name = "([^"]+)"\n', text)
    if not match:
        raise ValueError("the source does not start with Attribute VB_Name")
    head, body = match[0], text[match.end() :]
    if kind == "class":
        head += f'Attribute VB_Base = "{_BASE[kind]}"\n'
        # An export leaves two attributes out that every class in a file has.
        missing = "Attribute VB_TemplateDerived = False\nAttribute VB_Customizable = False\n"
        body, count = re.subn(r"(Attribute VB_Exposed = \w+\n)", rf"\1{missing}", body, count=1)
        if not count or "Attribute VB_Base" in body:
            raise ValueError(f"{match[1]} is not an exported class")
    source = (head + body).rstrip("\n") + "\n"
    return Module(match[1], kind, source.replace("\n", "\r\n"))


def document_module(name: str, kind: Literal["workbook", "sheet"]) -> Module:
    """The empty module that belongs to the workbook or to a sheet; ``name`` is that part's code name."""
    lines = [f'Attribute VB_Name = "{name}"', f'Attribute VB_Base = "{_BASE[kind]}"']
    yes = {"PredeclaredId", "Exposed", "Customizable"}
    for flag in (
        "GlobalNameSpace",
        "Creatable",
        "PredeclaredId",
        "Exposed",
        "TemplateDerived",
        "Customizable",
    ):
        lines.append(f"Attribute VB_{flag} = {flag in yes}")
    return Module(name, kind, "".join(line + "\r\n" for line in lines))


def vba_project(name: str, modules: list[Module]) -> bytes:
    """The bytes of vbaProject.bin; the same modules give the same bytes.

    Raises:
        ValueError: a name Excel refuses or two alike; UnicodeEncodeError (a ValueError) for text outside
            code page 1252.
    """
    names = [known.name.upper() for known in modules]
    if len({*names, name.upper()}) != len(names) + 1:
        raise ValueError("module names must differ from each other and from the project's")
    for known in modules:
        if not _NAME.match(known.name) or not known.source.startswith(
            f'Attribute VB_Name = "{known.name}"\r\n'
        ):
            raise ValueError(f"bad module name: {known.name}")
    # Made from the name, since a random id would make every build differ.
    identifier = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"vba:{name}")).upper() + "}"
    streams: compound.Tree = {known.name: compress(known.source.encode(_ENCODING)) for known in modules}
    streams["_VBA_PROJECT"] = _VBA_PROJECT
    streams["dir"] = compress(dir_stream(name, modules))
    return compound.write(
        {
            "VBA": streams,
            "PROJECT": project_stream(name, identifier, modules),
            "PROJECTwm": names_stream(modules),
        }
    )


def dir_stream(project: str, modules: list[Module]) -> bytes:
    """The directory of the project, 2.3.4.2, before compression."""
    word, long = struct.Struct("<H").pack, struct.Struct("<I").pack
    out = [
        _record(0x01, long(3)),  # 64-bit Windows
        _record(0x02, long(0x409)) + _record(0x14, long(0x409)) + _record(0x03, word(CODE_PAGE)),
        _record(0x04, project.encode(_ENCODING)),
        _record(0x05) + _record(0x40) + _record(0x06) + _record(0x3D),  # description, help files: none
        _record(0x07, long(0)) + _record(0x08, long(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),  # version; its size field does not count the minor number
        _record(0x0C) + _record(0x3C),  # constants: none
    ]
    for name, library in _REFERENCES:
        raw = library.encode(_ENCODING)
        out.append(_twice(0x16, 0x3E, name) + _record(0x0D, long(len(raw)) + raw + bytes(6)))
    out.append(_record(0x0F, word(len(modules))) + _record(0x13, word(0xFFFF)))
    for known in modules:
        out += [
            _twice(0x19, 0x47, known.name) + _twice(0x1A, 0x32, known.name) + _record(0x1C) + _record(0x48),
            _record(0x31, long(0)) + _record(0x1E, long(0)) + _record(0x2C, word(0xFFFF)),
            _record(0x21 if known.kind == "standard" else 0x22) + _record(0x2B),
        ]
    return b"".join([*out, _record(0x10)])


def project_stream(project: str, identifier: str, modules: list[Module]) -> bytes:
    """The PROJECT stream, 2.3.1: an open project, its windows closed."""
    lines = [
        f'ID="{identifier}"',
        *(_WORD.get(known.kind, "Document={}/&H00000000").format(known.name) for known in modules),
        f'Name="{project}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_encrypted(bytes(4), identifier, 0x05)}"',  # no protection
        f'DPB="{_encrypted(bytes(1), identifier, 0x07)}"',  # no password
        f'GC="{_encrypted(bytes([0xFF]), identifier, 0x09)}"',  # visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{known.name}=0, 0, 0, 0, C" for known in modules),
    ]
    return "".join(line + "\r\n" for line in lines).encode(_ENCODING)


def names_stream(modules: list[Module]) -> bytes:
    """PROJECTwm, 2.3.3: each module's name in both encodings."""
    pairs = (
        known.name.encode(_ENCODING) + b"\0" + known.name.encode("utf-16-le") + b"\0\0" for known in modules
    )
    return b"".join(pairs) + b"\0\0"


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    return _record(number, text.encode(_ENCODING)) + _record(unicode_number, text.encode("utf-16-le"))


def _encrypted(data: bytes, identifier: str, seed: int) -> str:
    """2.4.3.2, data encryption, with a fixed seed in place of a random one."""
    key = sum(identifier.encode("ascii")) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    last, before, plain = out[2], out[1], key
    for value in [0] * ((seed & 6) // 2) + list(struct.pack("<I", len(data)) + data):
        byte = value ^ ((before + plain) & 0xFF)
        out.append(byte)
        before, last, plain = last, byte, value
    return bytes(out).hex().upper()
