"""The zip file of a workbook: checked before any part is inflated, rewritten so that an untouched part stays as it is.

A part is inflated up to its declared size and no byte further, against its checksum. When parts were changed, the
local header, compressed bytes and data descriptor of every other entry are copied as one block, and its central header
with another offset only.

``zipfile`` does neither: it can rewrite an archive only by deflating every entry anew, under headers of its own, and it
takes a comment that looks like the end of the directory for that end. Reading through it and writing the small archive
of `stored` with it would cost 6 % of a conversion.

`stored` builds the small zip that calamine gets to see: only parts that went through here, under names of our own. So
it cannot matter that two zip readers disagree.

Sources: PKWARE APPNOTE 6.3.10, sections 4.3.6 to 4.3.16 and 4.5.3 (record layouts and zip64).
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from struct import error as StructError
from struct import pack
from typing import Self

from xl_sop import limits
from xl_sop.errors import BookError
from xl_sop.package.directory import (
    CENTRAL,
    DEFLATED,
    DESCRIPTOR,
    DOS_1980,
    END,
    END64,
    LOCAL,
    LOCATOR64,
    ONES16,
    ONES32,
    QUAD,
    STORED,
    UTF8,
    ZIP64,
    Entry,
    fields,
    read_directory,
)
from xl_sop.package.kinds import not_a_zip
from xl_sop.package.saving import save
from xl_sop.refusals import refusal

_CHUNK = 1 << 20
_SMALL = 1 << 16  # so that 128 of them in memory are nothing


class Container:
    """The parts of a zip file by name, found without regard to case and with ``\\`` as ``/``.

    Args:
        data: The bytes of a zip file.
        label: What sentences call it.

    Raises:
        BookError: The file is no zip, is cut short, encrypted, damaged, too large, or built to deceive.
    """

    def __init__(self, data: bytes, label: str = "berkas") -> None:
        if not data.startswith(b"PK"):
            raise not_a_zip(data)
        self.label = label
        self._data = data
        try:
            self._entries, self._directory = read_directory(data)
        except (StructError, IndexError, UnicodeDecodeError, OverflowError) as error:
            raise refusal("damaged") from error
        self._new: dict[str, bytes] = {}  # contents of replaced and added parts
        self._added: dict[str, str] = {}  # names of added parts
        self._removed: set[str] = set()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Read a file whole. OSError passes through: the caller knows what it asked for."""
        path = Path(path)
        if path.stat().st_size > limits.FILE_BYTES.value:
            raise limits.FILE_BYTES.exceeded()
        return cls(path.read_bytes(), path.name)

    # --- contents

    @property
    def names(self) -> list[str]:
        """Names of the parts in the order of the directory, added ones last."""
        kept = [entry.name for key, entry in self._entries.items() if key not in self._removed]
        return [*kept, *self._added.values()]

    @property
    def changed(self) -> list[str]:
        """Names whose contents differ from the file: replaced, added, then removed ones."""
        replaced = [
            self._entries[key].name for key in self._entries if key in self._new and key not in self._added
        ]
        gone = [self._entries[key].name for key in self._entries if key in self._removed - self._added.keys()]
        return [*replaced, *self._added.values(), *gone]

    def __contains__(self, name: str) -> bool:
        key = _key(name)
        return key in self._added or (key in self._entries and key not in self._removed)

    def is_new(self, name: str) -> bool:
        """True for a part whose contents do not stand in the file."""
        return _key(name) in self._new

    def size(self, name: str) -> int:
        """The size of a part, as declared if it stands in the file; no more than this is ever inflated."""
        key = _key(name)
        return len(self._new[key]) if key in self._new else self._entry(key).size

    def read(self, name: str, *, repeated: bool = False) -> bytes:
        """The (new) contents of a part.

        Args:
            name: Its name.
            repeated: Other workbooks of a batch probably have the same one.

        Raises:
            BookError: The part is missing, damaged or not as large as declared.
        """
        key = _key(name)
        if key in self._new:
            return self._new[key]
        entry = self._entry(key)
        packed = self._packed(entry)
        if repeated and entry.size < _SMALL:
            return _inflated_before(packed, entry.size, entry.crc, entry.method)
        return _inflated(packed, entry.size, entry.crc, entry.method)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The contents of a part in pieces of about a megabyte; errors as in `read`, some at the end only."""
        entry = self._entry(_key(name))
        packed = self._packed(entry)
        crc = size = 0
        if entry.method == STORED:
            pieces: Iterable[bytes] = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
        else:
            pieces = _inflate(packed)
        try:
            for piece in pieces:
                size += len(piece)
                if size > entry.size:
                    raise refusal("damaged")
                crc = zlib.crc32(piece, crc)
                yield piece
        except zlib.error as error:
            raise refusal("damaged") from error
        if size != entry.size or crc != entry.crc:
            raise refusal("damaged")

    def replace(self, name: str, data: bytes) -> None:
        """Give a part new contents; the ones in the file again make it untouched again."""
        key = _key(name)
        if key not in self._added and self._in_file(key) == data:
            self._new.pop(key, None)
        else:
            self._new[key] = data

    def add(self, name: str, data: bytes) -> None:
        """Append a new part. Raises BookError if the name is taken."""
        if name in self:
            raise BookError(
                f"Bagian {name} sudah ada di {self.label}.", f"{self.label} already has a part {name}."
            )
        self._added[_key(name)] = name
        self._new[_key(name)] = data

    def remove(self, name: str) -> None:
        """Take a part out."""
        key = _key(name)
        if self._added.pop(key, None) is None:
            self._removed.add(_key(self._entry(key).name))
        self._new.pop(key, None)

    def _in_file(self, key: str) -> bytes:
        entry = self._entry(key)
        return _inflated(self._packed(entry), entry.size, entry.crc, entry.method)

    def _entry(self, key: str) -> Entry:
        entry = self._entries.get(key)
        if entry is None or key in self._removed:
            raise refusal("damaged")
        return entry

    def _local(self, entry: Entry) -> tuple[int, bytes]:
        """Where the compressed bytes of an entry begin, and the extra fields of its local header."""
        try:
            signature, *_, name_size, extra_size = LOCAL.unpack_from(self._data, entry.offset)
        except StructError as error:
            raise refusal("damaged") from error
        name_at = entry.offset + LOCAL.size
        extra_at = name_at + name_size
        if signature != b"PK\3\4" or self._data[name_at:extra_at] != entry.raw_name:
            raise refusal("damaged")
        return extra_at + extra_size, self._data[extra_at : extra_at + extra_size]

    def _packed(self, entry: Entry) -> bytes:
        at, _ = self._local(entry)
        packed = self._data[at : at + entry.packed]
        if len(packed) != entry.packed:
            raise refusal("truncated")
        return packed

    # --- writing

    def to_bytes(self) -> bytes:
        """The whole file: without a change the original bytes; the same changes give the same bytes."""
        if not self.changed:
            return self._data
        data = self._data
        by_place = sorted(self._entries.items(), key=lambda item: item[1].offset)
        starts = [*(entry.offset for _, entry in by_place), self._directory.at]
        chunks, at = [data[: starts[0]]], starts[0]
        headers: dict[str, bytes] = {}
        shift = self._directory.shift
        for (key, entry), (start, stop) in zip(by_place, pairwise(starts), strict=True):
            if key in self._removed:
                continue
            if key in self._new:
                block, headers[key] = self._rewritten(entry, self._new[key], at - shift)
            else:
                # Up to the next entry: this takes a data descriptor of any form and padding along.
                block, headers[key] = data[start:stop], self._moved(entry, at - shift)
                if self._local(entry)[0] + entry.packed > stop:
                    raise refusal("damaged")
            chunks.append(block)
            at += len(block)
        for key, name in self._added.items():
            raw = name.encode()
            flags = 0 if name.isascii() else UTF8
            packed = _deflated(self._new[key])
            head = (20, flags, DEFLATED, 0, DOS_1980, *_sizes(self._new[key], packed), len(raw), 0)
            block = LOCAL.pack(b"PK\3\4", *head) + raw + packed
            headers[f"\0{key}"] = CENTRAL.pack(b"PK\1\2", 20, *head, 0, 0, 0, 0, at - shift) + raw
            chunks.append(block)
            at += len(block)
        order = [*(key for key in self._entries if key in headers), *(f"\0{key}" for key in self._added)]
        directory = b"".join(headers[key] for key in order)
        return b"".join([*chunks, directory, self._tail(at - shift, len(directory), len(order))])

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the file whole or not at all; see `xl_sop.package.saving.save`."""
        save(path, self.to_bytes())

    def _rewritten(self, entry: Entry, data: bytes, offset: int) -> tuple[bytes, bytes]:
        """Local header with contents, and central header, of an entry with new contents."""
        numbers = list(CENTRAL.unpack_from(self._data, entry.header))[1:]
        made_by, version, flags, method, time, date = numbers[:6]
        at = entry.header + CENTRAL.size + numbers[9]
        extra = _without_zip64(self._data[at : at + numbers[10]])
        comment = self._data[at + numbers[10] : at + numbers[10] + numbers[11]]
        local_extra = _without_zip64(self._local(entry)[1])
        packed = _deflated(data) if method == DEFLATED else data
        # Sizes stand before the data now, so no data descriptor is announced.
        head = (version, flags & ~DESCRIPTOR, method, time, date, *_sizes(data, packed), len(entry.raw_name))
        local = LOCAL.pack(b"PK\3\4", *head, len(local_extra)) + entry.raw_name + local_extra + packed
        rest = (len(extra), len(comment), *numbers[12:15], offset)
        return local, CENTRAL.pack(b"PK\1\2", made_by, *head, *rest) + entry.raw_name + extra + comment

    def _moved(self, entry: Entry, offset: int) -> bytes:
        """The central header as it was, with another offset (in the zip64 field where it stood there)."""
        numbers = CENTRAL.unpack_from(self._data, entry.header)
        extra_at = CENTRAL.size + numbers[10]
        stop = extra_at + numbers[11] + numbers[12]
        header = bytearray(self._data[entry.header : entry.header + stop])
        if numbers[16] != ONES32:
            header[42:46] = pack("<I", offset)
            return bytes(header)
        sizes_before = 8 * sum(value == ONES32 for value in numbers[8:10])
        for at, kind, _ in fields(bytes(header[extra_at : extra_at + numbers[11]])):
            if kind == ZIP64:
                place = extra_at + at + 4 + sizes_before
                header[place : place + 8] = QUAD.pack(offset)
        return bytes(header)

    def _tail(self, offset: int, size: int, count: int) -> bytes:
        """The records after the directory; a field that sends the reader to the zip64 record keeps doing so."""
        tail64, end = (
            self._data[self._directory.stop : self._directory.end],
            self._data[self._directory.end :],
        )
        if tail64:
            fields = END64.unpack_from(tail64)
            head = END64.pack(*fields[:6], count, count, size, offset)
            locator = list(LOCATOR64.unpack_from(tail64, len(tail64) - LOCATOR64.size))
            locator[2] = offset + size + self._directory.shift
            tail64 = head + tail64[END64.size : -LOCATOR64.size] + LOCATOR64.pack(*locator)
        old = END.unpack_from(end)
        counts = [old[3] if old[3] == ONES16 and tail64 else count] * 2
        places = [
            was if was == ONES32 and tail64 else now
            for was, now in zip(old[5:7], (size, offset), strict=True)
        ]
        return tail64 + END.pack(*old[:3], *counts, *places, old[7]) + end[END.size :]


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").lower()


# --- compression


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _sizes(data: bytes, packed: bytes) -> tuple[int, int, int]:
    return zlib.crc32(data), len(packed), len(data)


def _inflated(packed: bytes, size: int, crc: int, method: int) -> bytes:
    content = packed
    if method == DEFLATED:
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


def _without_zip64(extra: bytes) -> bytes:
    found = list(fields(extra))
    if all(kind != ZIP64 for _, kind, _ in found):
        return extra
    return b"".join(pack("<2H", kind, len(body)) + body for _, kind, body in found if kind != ZIP64)


def stored(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A zip file of (name, contents) with nothing compressed."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts:
        size = len(content)
        shared = (20, 0, 0, 0, DOS_1980, zlib.crc32(content), size, size, len(name), 0)
        directory += (CENTRAL.pack(b"PK\1\2", 20, *shared, 0, 0, 0, 0, at), name)
        chunks += (LOCAL.pack(b"PK\3\4", *shared), name, content)
        at += LOCAL.size + len(name) + size
    tail = b"".join(directory)
    count = len(directory) // 2
    return b"".join([*chunks, tail, END.pack(b"PK\5\6", 0, 0, count, count, len(tail), at, 0)])
