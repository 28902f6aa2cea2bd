"""The parts of a workbook's zip file, checked before any is inflated.

``zipfile`` takes longer than calamine does for a whole workbook, and trusts too much. Here the central
directory is read once; sizes, names and places are compared with `limits`; a part is inflated up to its
declared size and no byte further, against its checksum. `stored` builds the small zip that calamine gets to
see: only parts that went through here, uncompressed, under names of our own. So it cannot matter that two zip
readers disagree.

Sources: PKWARE APPNOTE 6.3.10, sections 4.3.6 to 4.3.16 and 4.5.3 (record layouts and zip64).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from struct import Struct
from struct import error as StructError
from typing import NamedTuple

from xl_sop import limits
from xl_sop.errors import BookError
from xl_sop.refusals import refusal

_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_END64 = Struct("<4sQ2H2I4Q")
_LOCATOR64 = Struct("<4sIQI")
_QUAD = Struct("<Q")
_ONES16, _ONES32 = 0xFFFF, 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_UTF8 = 1 << 11
_CHUNK = 1 << 20
_SMALL = 1 << 16  # so that 128 of them in memory are nothing

# Names, each with a line feed, none of which is absolute or long.
_PLAIN_NAMES = re.compile(r"(?:[a-z0-9_\[][a-z0-9_\[\]./() -]{0,200}\n)*")
# Control characters, absolute names, drive letters and steps upwards.
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f]|\A(?:/|[a-z]:)|(?:\A|/)\.\.(?:/|\Z)")


class Part(NamedTuple):
    """One entry of the central directory; `offset` counts from the start of the file."""

    offset: int
    packed: int
    size: int
    crc: int
    method: int
    raw_name: bytes


class Parts:
    """The parts of a package by name, found without regard to case and with ``\\`` as ``/``.

    Args:
        data: The bytes of a zip file.

    Raises:
        BookError: The file is no zip, is cut short, encrypted, damaged, too large, or built to deceive.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._parts = _directory(data)
        except (StructError, IndexError, UnicodeDecodeError, OverflowError) as error:
            raise refusal("damaged") from error

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def size(self, name: str) -> int:
        """The size of a part as declared; no more than this is ever inflated."""
        return self._part(name).size

    def read(self, name: str, *, repeated: bool = False) -> bytes:
        """The contents of a part.

        Args:
            name: Its name.
            repeated: Other workbooks of a batch probably have the same one.

        Raises:
            BookError: The part is missing, damaged or not as large as declared.
        """
        part = self._part(name)
        packed = self._packed(part)
        if repeated and part.size < _SMALL:
            return _inflated_before(packed, part.size, part.crc, part.method)
        return _inflated(packed, part.size, part.crc, part.method)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The contents of a part in pieces of about a megabyte; errors as in `read`, some at the end only."""
        part = self._part(name)
        packed = self._packed(part)
        crc = size = 0
        if part.method == _STORED:
            pieces: Iterable[bytes] = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
        else:
            pieces = _inflate(packed)
        try:
            for piece in pieces:
                size += len(piece)
                if size > part.size:
                    raise refusal("damaged")
                crc = zlib.crc32(piece, crc)
                yield piece
        except zlib.error as error:
            raise refusal("damaged") from error
        if size != part.size or crc != part.crc:
            raise refusal("damaged")

    def _part(self, name: str) -> Part:
        try:
            return self._parts[name.lower()]
        except KeyError:
            raise refusal("damaged") from None

    def _packed(self, part: Part) -> bytes:
        data = self._data
        try:
            signature, *_, name_size, extra_size = _LOCAL.unpack_from(data, part.offset)
        except StructError as error:
            raise refusal("damaged") from error
        name_at = part.offset + _LOCAL.size
        at = name_at + name_size + extra_size
        if signature != b"PK\3\4" or data[name_at : name_at + name_size] != part.raw_name:
            raise refusal("damaged")
        packed = data[at : at + part.packed]
        if len(packed) != part.packed:
            raise refusal("truncated")
        return packed


def _inflated(packed: bytes, size: int, crc: int, method: int) -> bytes:
    content = packed
    if method == _DEFLATED:
        inflater = zlib.decompressobj(-15)
        try:
            # One byte more than declared shows a lie; a limit of 0 would mean none.
            content = inflater.decompress(packed, size + 1)
        except zlib.error as error:
            raise refusal("damaged") from error
        if not inflater.eof:
            raise refusal("damaged")
    if len(content) != size or zlib.crc32(content) != crc:
        raise refusal("damaged")
    return content


_inflated_before = lru_cache(maxsize=128)(_inflated)


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    while packed and not inflater.eof:
        yield inflater.decompress(packed, _CHUNK)
        packed = inflater.unconsumed_tail
    if not inflater.eof:
        yield inflater.flush()
        if not inflater.eof:
            raise refusal("truncated")


def _directory(data: bytes) -> dict[str, Part]:
    stop, count, size, offset = _end(data)
    shift = stop - size - offset  # bytes before the zip proper, which zip allows
    if shift < 0:
        raise refusal("damaged")
    if count > limits.PARTS.value:
        raise limits.PARTS.exceeded()
    at = offset + shift
    parts: dict[str, Part] = {}
    extents: list[tuple[int, int]] = []
    total = 0
    unpack, head, large = _CENTRAL.unpack_from, _CENTRAL.size, limits.RATIO_FROM.value
    for _ in range(count):
        # fmt: off
        (signature, _, _, flags, method, _, _, crc, packed, full,
         name_size, extra_size, comment_size, _, _, _, where) = unpack(data, at)
        # fmt: on
        raw = data[at + head : at + head + name_size]
        at += head + name_size
        if _ONES32 in (packed, full, where):
            full, packed, where = _wide(data[at : at + extra_size], full, packed, where)
        at += extra_size + comment_size
        if signature != b"PK\1\2":
            raise refusal("damaged")
        if method != _DEFLATED or full > large or flags & _ENCRYPTED:
            _refuse_odd(flags, method, packed, full)
        total += full
        where += shift
        extents.append((where, where + _LOCAL.size + name_size + packed))
        name = (
            str(raw, "ascii" if raw.isascii() else "utf-8" if flags & _UTF8 else "cp437")
            .replace("\\", "/")
            .lower()
        )
        parts[name] = Part(where, packed, full, crc, method, raw)
    if at != stop:
        raise refusal("damaged")
    if total > limits.TOTAL_BYTES.value:
        raise limits.TOTAL_BYTES.exceeded()
    if len(parts) != count or _odd_names(parts) or _overlap(extents, offset + shift):
        raise refusal("unsafe")
    return parts


def _refuse_odd(flags: int, method: int, packed: int, full: int) -> None:
    """The closer look at an entry that is large or not simply deflated."""
    if flags & _ENCRYPTED:
        raise refusal("password")
    if method not in (_STORED, _DEFLATED) or (method == _STORED and packed != full):
        raise refusal("unsafe")
    if full > limits.PART_BYTES.value:
        raise limits.PART_BYTES.exceeded()
    if full > limits.RATIO_FROM.value and full > packed * limits.RATIO.value:
        raise limits.RATIO.exceeded()


def _odd_names(names: Iterable[str]) -> bool:
    joined = "\n".join(names) + "\n"
    if _PLAIN_NAMES.fullmatch(joined) and ".." not in joined:
        return False
    return any(
        not name or len(name) > limits.NAME_BYTES.value or _BAD_NAME.search(name) is not None
        for name in names
    )


def _overlap(extents: list[tuple[int, int]], stop: int) -> bool:
    """Bombs of the better kind let many entries share one block of compressed bytes."""
    extents.sort()
    free = 0
    for start, end in extents:
        if start < free:
            return True
        free = end
    return free > stop


def _end(data: bytes) -> tuple[int, int, int, int]:
    """Where the central directory ends, its number of entries, size and offset."""
    at = data.rfind(b"PK\5\6")
    while at >= 0:
        # A comment may contain the signature: the record whose comment ends with the file is the one.
        if at + _END.size + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            break
        at = data.rfind(b"PK\5\6", 0, at)
    else:
        at = data.rfind(b"PK\5\6")
        if at < 0 or at + _END.size > len(data) or data.find(b"PK\5\6") != at:
            raise refusal("truncated")
        # One record only, and something was appended to the file, as some mail gateways do.
    _, disk, start, here, count, size, offset, _ = _END.unpack_from(data, at)
    end = at
    locator = at - _LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\6\7", locator):
        end = _LOCATOR64.unpack_from(data, locator)[2]
        if end + _END64.size > locator:
            raise refusal("damaged")
        signature, length, _, _, disk, start, here, count, size, offset = _END64.unpack_from(data, end)
        if signature != b"PK\6\6" or end + 12 + length != locator:
            raise refusal("damaged")
    elif _ONES16 in (count, here) or _ONES32 in (size, offset):
        raise refusal("damaged")
    if disk or start or here != count:
        raise refusal("damaged")
    return end, count, size, offset


def _wide(extra: bytes, full: int, packed: int, where: int) -> tuple[int, int, int]:
    """Sizes and offset with those that stand in the zip64 field put in."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (
            int.from_bytes(extra[at : at + 2], "little"),
            int.from_bytes(extra[at + 2 : at + 4], "little"),
        )
        body = extra[at + 4 : at + 4 + size]
        if kind == 1:
            place = 0
            values = [full, packed, where]
            for i, value in enumerate(values):
                if value == _ONES32:
                    values[i] = _QUAD.unpack_from(body, place)[0]
                    place += 8
            return values[0], values[1], values[2]
        at += 4 + size
    raise refusal("damaged")


def stored(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A zip file of (name, contents) with nothing compressed."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts:
        size = len(content)
        shared = (20, 0, 0, 0, 0x21, zlib.crc32(content), size, size, len(name), 0)
        directory += (_CENTRAL.pack(b"PK\1\2", 20, *shared, 0, 0, 0, 0, at), name)
        chunks += (_LOCAL.pack(b"PK\3\4", *shared), name, content)
        at += _LOCAL.size + len(name) + size
    tail = b"".join(directory)
    count = len(directory) // 2
    return b"".join([*chunks, tail, _END.pack(b"PK\5\6", 0, 0, count, count, len(tail), at, 0)])


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"<?xml", "xml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<", "html"),
)
_MARKERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "ods"),
    ("[content_types].xml", "damaged"),
)


def not_a_zip(data: bytes) -> BookError:
    """What a file is that does not start as a zip does."""
    if not data:
        return refusal("empty")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Names in a compound file are UTF-16; both streams are in its directory.
        for stream, code in (("EncryptedPackage", "password"), ("Workbook", "xls"), ("Book", "xls")):
            if stream.encode("utf-16-le") in data:
                return refusal(code)
        return refusal("ole")
    head = data[:4096]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, code in _MAGIC:
        if start.startswith(magic.lower()):
            if code == "xml" and b"<html" in start:
                return refusal("html")
            return refusal(code)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return refusal("text")
    return refusal("other")


def not_a_workbook(parts: Parts) -> BookError:
    """What a zip is that has no workbook part."""
    return refusal(next((code for marker, code in _MARKERS if marker in parts), "archive"))
