"""The central directory of a zip file, read once and compared with `limits` before anything is inflated.

Sources: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3 (record layouts and zip64).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import NamedTuple

from xl_sop import limits
from xl_sop.refusals import refusal

LOCAL = Struct("<4s5H3I2H")
CENTRAL = Struct("<4s6H3I5H2I")
END = Struct("<4s4H2IH")
END64 = Struct("<4sQ2H2I4Q")
LOCATOR64 = Struct("<4sIQI")
QUAD = Struct("<Q")
ONES16, ONES32 = 0xFFFF, 0xFFFFFFFF
STORED, DEFLATED = 0, 8
ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
DESCRIPTOR, UTF8 = 1 << 3, 1 << 11
ZIP64 = 1  # the kind of an extra field
DOS_1980 = 0x21  # 1980-01-01, the earliest date a zip can hold

# Names, each with a line feed, none of which is absolute or long.
_PLAIN_NAMES = re.compile(r"(?:[a-z0-9_\[][a-z0-9_\[\]./() -]{0,200}\n)*")
# Control characters, absolute names, drive letters and steps upwards.
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f]|\A(?:/|[a-z]:)|(?:\A|/)\.\.(?:/|\Z)")


class Entry(NamedTuple):
    """One entry of the central directory; offsets count from the start of the file."""

    name: str
    raw_name: bytes
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    header: int
    """Where its central header begins."""


class Directory(NamedTuple):
    """Where the central directory begins and stops, where the end record is, and how many bytes lie before the zip."""

    at: int
    stop: int
    end: int
    shift: int


def read_directory(data: bytes) -> tuple[dict[str, Entry], Directory]:
    """The entries of a zip file by name, in lower case with ``/``, and where the directory stands.

    Raises:
        BookError: The file is cut short, encrypted, damaged, too large, or built to deceive; what `struct` and the
            decoding of names raise over damage passes through.
    """
    stop, end, count, size, offset = _end(data)
    shift = stop - size - offset  # bytes before the zip proper, which zip allows
    if shift < 0:
        raise refusal("damaged")
    if count > limits.PARTS.value:
        raise limits.PARTS.exceeded()
    at = offset + shift
    entries: dict[str, Entry] = {}
    extents: list[tuple[int, int]] = []
    total = 0
    unpack, head, large = CENTRAL.unpack_from, CENTRAL.size, limits.RATIO_FROM.value
    for _ in range(count):
        # fmt: off
        (signature, _, _, flags, method, _, _, crc, packed, full,
         name_size, extra_size, comment_size, _, _, _, where) = unpack(data, at)
        # fmt: on
        header = at
        raw = data[at + head : at + head + name_size]
        at += head + name_size
        if ONES32 in (packed, full, where):
            full, packed, where = _wide(data[at : at + extra_size], full, packed, where)
        at += extra_size + comment_size
        if signature != b"PK\1\2":
            raise refusal("damaged")
        if method != DEFLATED or full > large or flags & ENCRYPTED:
            _refuse_odd(flags, method, packed, full)
        total += full
        where += shift
        extents.append((where, where + LOCAL.size + name_size + packed))
        name = str(raw, "ascii" if raw.isascii() else "utf-8" if flags & UTF8 else "cp437")
        entries[name.replace("\\", "/").lower()] = Entry(name, raw, where, packed, full, crc, method, header)
    if at != stop:
        raise refusal("damaged")
    if total > limits.TOTAL_BYTES.value:
        raise limits.TOTAL_BYTES.exceeded()
    if len(entries) != count or _odd_names(entries) or _overlap(extents, offset + shift):
        raise refusal("unsafe")
    return entries, Directory(offset + shift, stop, end, shift)


def _refuse_odd(flags: int, method: int, packed: int, full: int) -> None:
    """The closer look at an entry that is large or not simply deflated."""
    if flags & ENCRYPTED:
        raise refusal("password")
    if method not in (STORED, DEFLATED) or (method == STORED and packed != full):
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


def _end(data: bytes) -> tuple[int, int, int, int, int]:
    """Where the central directory and its zip64 record end; its number of entries, size and offset."""
    at = data.rfind(b"PK\5\6")
    while at >= 0:
        # A comment may contain the signature: the record whose comment ends with the file is the one.
        if at + END.size + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            break
        at = data.rfind(b"PK\5\6", 0, at)
    else:
        at = data.rfind(b"PK\5\6")
        if at < 0 or at + END.size > len(data) or data.find(b"PK\5\6") != at:
            raise refusal("truncated")
        # One record only, and something was appended to the file, as some mail gateways do.
        if at + END.size + int.from_bytes(data[at + 20 : at + 22], "little") > len(data):
            raise refusal("truncated")
    _, disk, start, here, count, size, offset, _ = END.unpack_from(data, at)
    stop = at
    locator = at - LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\6\7", locator):
        stop = LOCATOR64.unpack_from(data, locator)[2]
        if stop + END64.size > locator:
            raise refusal("damaged")
        signature, length, _, _, disk, start, here, count, size, offset = END64.unpack_from(data, stop)
        if signature != b"PK\6\6" or stop + 12 + length != locator:
            raise refusal("damaged")
    elif ONES16 in (count, here) or ONES32 in (size, offset):
        raise refusal("damaged")
    if disk or start or here != count:
        raise refusal("damaged")
    return stop, at, count, size, offset


def _wide(extra: bytes, full: int, packed: int, where: int) -> tuple[int, int, int]:
    """Sizes and offset with those that stand in the zip64 field put in."""
    for _, kind, body in fields(extra):
        if kind == ZIP64:
            wide = iter(range(0, 24, 8))
            full, packed, where = (
                QUAD.unpack_from(body, next(wide))[0] if value == ONES32 else value
                for value in (full, packed, where)
            )
            return full, packed, where
    raise refusal("damaged")


def fields(extra: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and body of each extra field; a malformed rest ends the list, as in other readers."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (
            int.from_bytes(extra[at : at + 2], "little"),
            int.from_bytes(extra[at + 2 : at + 4], "little"),
        )
        yield at, kind, extra[at + 4 : at + 4 + size]
        at += 4 + size
