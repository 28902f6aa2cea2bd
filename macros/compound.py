"""A compound file ([MS-CFB] version 3: sectors of 512 bytes) written from a tree of names.

The same tree gives the same bytes: no times, no random ids, one order.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

Tree = dict[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END_OF_CHAIN, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NO_STREAM = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_HEADER_FAT = 109  # FAT sectors listed in the header; a VBA project needs far fewer


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    color: int = _BLACK
    left: int = _NO_STREAM
    right: int = _NO_STREAM
    child: int = _NO_STREAM
    start: int = 0
    size: int = 0

    def pack(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        return (
            name.ljust(64, b"\0")
            + struct.pack("<HBB3I", len(name), self.kind, self.color, self.left, self.right, self.child)
            + bytes(16 + 4 + 8 + 8)  # class id, state, created, modified
            + struct.pack("<IQ", self.start, self.size)
        )


def write(tree: Tree) -> bytes:
    """The compound file of a tree: a name leads to bytes (a stream) or to another tree (a storage).

    Raises:
        ValueError: more data than 109 FAT sectors describe (about 7 MB).
    """
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(entries, tree)
    sectors = _Sectors()
    mini, mini_chain = bytearray(), []
    for entry in entries[1:]:
        entry.size = len(entry.data)
        if entry.kind == _STORAGE:
            continue
        if entry.size >= _CUTOFF:
            entry.start = sectors.put(entry.data)
        elif entry.data:
            entry.start, count = len(mini_chain), -(-entry.size // _MINI)
            mini_chain += [*range(entry.start + 1, entry.start + count), _END_OF_CHAIN]
            mini += entry.data.ljust(count * _MINI, b"\0")
        else:
            entry.start = _END_OF_CHAIN
    entries[0].start, entries[0].size = sectors.put(bytes(mini)), len(mini)
    mini_fat = _padded(struct.pack(f"<{len(mini_chain)}I", *mini_chain))
    mini_fat_at = sectors.put(mini_fat)
    unused = struct.pack("<64xHBB3I", 0, 0, 0, _NO_STREAM, _NO_STREAM, _NO_STREAM) + bytes(48)
    listing = b"".join(entry.pack() for entry in entries) + unused * (-len(entries) % 4)
    listing_at = sectors.put(listing)
    fat = sectors.close()
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)  # minor, major, byte order, sector and mini shift
        + struct.pack("<4I", 0, len(fat), listing_at, 0)
        + struct.pack("<5I", _CUTOFF, mini_fat_at, len(mini_fat) // _SECTOR, _END_OF_CHAIN, 0)
        + struct.pack(f"<{_HEADER_FAT}I", *fat, *[_FREE] * (_HEADER_FAT - len(fat)))
    )
    return header + b"".join(sectors.all)


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Append the entries of a storage; the index of the root of their search tree."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):  # 2.6.4: shorter names first
        value = tree[name]
        numbers.append(len(entries))
        if isinstance(value, bytes):
            entries.append(_Entry(name, _STREAM, value))
        else:
            entries.append(_Entry(name, _STORAGE))
    for number in numbers:
        value = tree[entries[number].name]
        if not isinstance(value, bytes):
            entries[number].child = _add(entries, value)
    return _balance(entries, numbers, 0, len(numbers).bit_length() - 1)


def _balance(entries: list[_Entry], numbers: list[int], level: int, last: int) -> int:
    if not numbers:
        return _NO_STREAM
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    # Black everywhere but on the last, partly filled level: every way down meets as many black entries.
    entry.color = _RED if level == last and level else _BLACK
    entry.left = _balance(entries, numbers[:middle], level + 1, last)
    entry.right = _balance(entries, numbers[middle + 1 :], level + 1, last)
    return numbers[middle]


class _Sectors:
    """Sectors and the allocation table that chains them."""

    def __init__(self) -> None:
        self.all: list[bytes] = []
        self._fat: list[int] = []

    def put(self, data: bytes) -> int:
        """Append a chain; the number of its first sector."""
        first, count = len(self.all), -(-len(data) // _SECTOR)
        if not count:
            return _END_OF_CHAIN
        self.all += [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        self._fat += [*range(first + 1, first + count), _END_OF_CHAIN]
        return first

    def close(self) -> list[int]:
        """Append the table itself; the numbers of its sectors."""
        per_sector, count = _SECTOR // 4, 1
        while count * per_sector < len(self.all) + count:
            count += 1
        if count > _HEADER_FAT:
            raise ValueError("too much data for a table that the header lists")
        numbers = list(range(len(self.all), len(self.all) + count))
        table = self._fat + [_FAT_SECTOR] * count
        packed = _padded(struct.pack(f"<{len(table)}I", *table))
        self.all += [packed[at : at + _SECTOR] for at in range(0, len(packed), _SECTOR)]
        return numbers


def _padded(table: bytes) -> bytes:
    """A table filled up to whole sectors with the mark "free"."""
    return table + b"\xff" * (-len(table) % _SECTOR)
