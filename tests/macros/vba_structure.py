"""What Excel is known to insist on in a vbaProject.bin, checked without Excel ([MS-CFB], [MS-OVBA]).

Reading is olefile's and oletools' part: nothing here shares code with the writer. Every check adds sentences
to ``bad``. With ``ours`` the rules are those of our own files: no cache, no protection, CR LF. Excel itself
writes caches, and other people's tools other line ends; such files pass with ``ours=False``.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass

import olefile

from tests.macros.olevba import decompress

_KINDS = {
    "{00020819-0000-0000-C000-000000000046}": "workbook",
    "{00020820-0000-0000-C000-000000000046}": "sheet",
    "{FCFB3D2A-A0FA-1068-A738-08002B3371B5}": "class",
}
_DECLARED_AS = {"standard": "Module", "class": "Class", "workbook": "Document", "sheet": "Document"}
# The order of the records of the dir stream, [MS-OVBA] 2.3.4.2, one number and a blank each.
_GRAMMAR = re.compile(
    r"0001 (004a )?0002 0014 0003 0004 0005 0040 0006 003d 0007 0008 0009 (000c 003c )?"
    r"((0016 003e )((0033 )?002f (0016 003e )?0030 |000d |000e |0033 ))*000f 0013 "
    r"(0019 (0047 )?001a 0032 001c 0048 0031 001e 002c (0021 |0022 )(0025 )?(0028 )?002b )*0010 \Z"
)
_NONE = 0xFFFFFFFF


@dataclass
class VbaModule:
    """A module as the file has it: kind is standard, class, workbook, sheet or "?"."""

    name: str
    stream: str = ""
    offset: int = 0
    record: int = 0  # 0x21 procedural, 0x22 everything else
    source: str = ""
    kind: str = "?"


def check_project(raw: bytes, bad: list[str], ours: bool = True) -> list[VbaModule]:
    """Check a vbaProject.bin; its modules."""
    file = _compound(raw, bad, ours)
    streams = {"/".join(path) for path in file.listdir()}
    for needed in ("PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT"):
        if needed not in streams:
            bad.append(f"missing stream {needed}")
    cache = _read(file, "VBA/_VBA_PROJECT")
    if not cache.startswith(b"\xcc\x61") or (ours and (cache[2:5] != b"\xff\xff\x00" or len(cache) != 7)):
        bad.append("_VBA_PROJECT is not the 7 bytes of a project without a cache")
    records = _records(decompress(_read(file, "VBA/dir")), bad)
    if not _GRAMMAR.match("".join(f"{number:04x} " for number, _ in records)):
        bad.append("dir: records missing or out of order")
        return []
    first = dict(records)
    encoding = f"cp{struct.unpack('<H', first[3])[0]}"
    project = first[4].decode(encoding)
    modules = _modules(records, encoding, bad)
    upper = [module.name.upper() for module in modules]
    if len(set(upper)) != len(upper):
        bad.append("module names repeat")
    if project.upper() in upper:
        bad.append("a module has the project's name")
    declared = {f"VBA/{module.stream}" for module in modules}
    extra = streams - declared - {"PROJECT", "PROJECTwm", "PROJECTlk", "VBA/dir", "VBA/_VBA_PROJECT"}
    extra = {name for name in extra if not name.startswith("VBA/__SRP_")}  # Excel's own caches
    if extra:
        bad.append(f"streams nobody declares: {sorted(extra)}")
    references = [data.decode(encoding) for number, data in records if number == 0x16]
    for module in modules:
        _source(file, module, encoding, bad, ours)
        if "IRibbonControl" in module.source and "Office" not in references:
            bad.append(f"{module.name}: IRibbonControl without the Office reference")
    _project_stream(_read(file, "PROJECT").decode(encoding), modules, bad, ours)
    names = (module.name for module in modules)
    pairs = b"".join(n.encode(encoding) + b"\0" + n.encode("utf-16-le") + b"\0\0" for n in names)
    if _read(file, "PROJECTwm") != pairs + b"\0\0":
        bad.append("PROJECTwm differs from dir")
    return modules


def _read(file: olefile.OleFileIO, name: str) -> bytes:
    return file.openstream(name).read() if file.exists(name) else b""


def _compound(raw: bytes, bad: list[str], ours: bool) -> olefile.OleFileIO:
    file = olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_UNSURE)
    if raw[26:34] != bytes.fromhex("0300FEFF09000600") or (ours and raw[24:26] != b"\x3e\x00"):
        bad.append("compound file: not a version 3 header")
    entries, seen = file.direntries, {0}

    def in_order(number: int) -> tuple[list[int], set[int]]:
        """The entries below one in search order, and the numbers of black ones met on the ways down."""
        if number == _NONE:
            return [], {1}
        entry = entries[number]
        seen.add(number)
        left, left_black = in_order(entry.sid_left)
        right, right_black = in_order(entry.sid_right)
        if entry.color == 0 and any(
            child != _NONE and entries[child].color == 0 for child in (entry.sid_left, entry.sid_right)
        ):
            bad.append(f"compound file: {entry.name} is red below red")
        return [*left, number, *right], {count + (entry.color == 1) for count in left_black | right_black}

    def storage(number: int) -> None:
        inside, black = in_order(entries[number].sid_child)
        keys = [(len(entries[child].name), entries[child].name.upper()) for child in inside]
        if keys != sorted(set(keys)):
            bad.append(f"compound file: children of {entries[number].name} out of order")
        if ours and len(black) > 1:
            bad.append(f"compound file: the tree of {entries[number].name} is not balanced")
        for child in inside:
            if entries[child].entry_type == olefile.STGTY_STORAGE:
                storage(child)

    storage(0)
    lost = [entry.name for entry in entries if entry and entry.entry_type and entry.sid not in seen]
    if lost:
        bad.append(f"compound file: unreachable entries {lost}")
    return file


def _records(data: bytes, bad: list[str]) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at < len(data):
        if at + 6 > len(data):
            bad.append(f"dir: {len(data) - at} bytes after the end")
            break
        number, size = struct.unpack_from("<HI", data, at)
        size = 6 if number == 9 else size  # the version's size field leaves out the minor number
        if at + 6 + size > len(data):
            bad.append("dir: a record runs over the end")
            break
        found.append((number, data[at + 6 : at + 6 + size]))
        at += 6 + size
    return found


def _modules(records: list[tuple[int, bytes]], encoding: str, bad: list[str]) -> list[VbaModule]:
    modules: list[VbaModule] = []
    for number, data in records:
        if number == 0x19:
            modules.append(VbaModule(data.decode(encoding)))
        elif number == 0x47 and data.decode("utf-16-le") != modules[-1].name:
            bad.append(f"{modules[-1].name}: the Unicode name differs")
        elif number == 0x1A:
            modules[-1].stream = data.decode(encoding)
        elif number == 0x32 and data.decode("utf-16-le") != modules[-1].stream:
            bad.append(f"{modules[-1].name}: the Unicode stream name differs")
        elif number == 0x31:
            (modules[-1].offset,) = struct.unpack("<I", data)
        elif number in (0x21, 0x22):
            modules[-1].record = number
    if struct.unpack("<H", dict(records)[0x0F])[0] != len(modules):
        bad.append("dir: wrong number of modules")
    return modules


def _source(file: olefile.OleFileIO, module: VbaModule, encoding: str, bad: list[str], ours: bool) -> None:
    name = module.name
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,30}", name):
        bad.append(f"{name}: not a module name")
    if ours and module.offset:
        bad.append(f"{name}: its source does not start at 0")
    packed = _read(file, f"VBA/{module.stream}")[module.offset :]
    if not packed:
        bad.append(f"{name}: no source")
        return
    at = 1
    while at + 2 <= len(packed):
        (head,) = struct.unpack_from("<H", packed, at)
        if head >> 12 != 0xB:
            bad.append(f"{name}: a chunk at {at} is raw or has no signature")
        at += (head & 0xFFF) + 3
    if at != len(packed):
        bad.append(f"{name}: the chunks do not end where the stream does")
    text = module.source = decompress(packed).decode(encoding)
    lines = re.split(r"\r\n|\n|\r", text)
    if lines[0] != f'Attribute VB_Name = "{name}"':
        bad.append(f"{name}: the first line is {lines[0][:60]!r}")
    if ours and re.search(r"\r(?!\n)|(?<!\r)\n", text):
        bad.append(f"{name}: a line end that is not CR LF")
    if any(len(line) > 1023 for line in lines):
        bad.append(f"{name}: a line over 1023 characters")
    if re.search(r"(?: _\r?\n[^\r\n]*){25}", text):
        bad.append(f"{name}: over 24 line continuations")
    base = re.search(r'Attribute VB_Base = "0(\{[^}]*\})"', text)
    module.kind = _KINDS.get(base[1].upper(), "?") if base else "standard"
    if (module.record == 0x21) != (module.kind == "standard"):
        bad.append(f"{name}: type and VB_Base disagree")
    if re.search(rf"(?im)^\s*(public\s+)?(sub|function)\s+{name}\b", text):
        bad.append(f"{name}: a procedure has its module's name")


def _project_stream(text: str, modules: list[VbaModule], bad: list[str], ours: bool) -> None:
    head = text.partition("[Host Extender")[0]
    declared = re.findall(r"(?m)^(Module|Class|Document|BaseClass)=([^/\r\n]+)", head)
    if sorted(declared) != sorted((_DECLARED_AS.get(module.kind, "?"), module.name) for module in modules):
        bad.append(f"PROJECT declares {declared}")
    identifier = re.match(r'ID="(\{[0-9A-F-]{36}\})"\r\n', text)
    if not identifier:
        bad.append("PROJECT does not start with ID")
        return
    for key, open_value in (("CMG", bytes(4)), ("DPB", bytes(1)), ("GC", b"\xff")):
        found = re.search(rf'(?m)^{key}="([0-9A-F]+)"', text)
        value = _decrypted(identifier[1], found[1]) if found else None
        if value is None or (ours and value != open_value):
            bad.append(f"PROJECT: {key} is not that of an open project")


def _decrypted(identifier: str, text: str) -> bytes | None:
    """[MS-OVBA] 2.4.3.3; None if the data was encrypted for another project or is cut."""
    data = bytes.fromhex(text)
    last, before, plain, out = data[2], data[1], data[0] ^ data[2], bytearray()
    if data[0] ^ data[1] != 2 or plain != sum(identifier.encode()) & 0xFF:
        return None
    for byte in data[3:]:
        plain = byte ^ ((before + plain) & 0xFF)
        out.append(plain)
        before, last = last, byte
    body = bytes(out[(data[0] & 6) // 2 :])
    return body[4:] if int.from_bytes(body[:4], "little") == len(body) - 4 else None
