"""A zip file whose untouched entries are copied as the bytes they are.

``zipfile`` can only rewrite an archive by inflating and deflating every entry, with its own headers. A
clerk's workbook must not change where nobody changed it, so local header, compressed bytes and the data
descriptor of an untouched entry are copied as one block; only offsets in the central directory are adjusted.

Sources: PKWARE APPNOTE 6.3.10, sections 4.3.6 to 4.3.16 and 4.5.3 (record layouts and zip64).
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from xl_sop.errors import BookError
from xl_sop.package.saving import save

# Figures of our own: a workbook with many photographs stays below both by an order of magnitude.
MAX_FILE = 1 << 30
MAX_PART = 1 << 28

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")
_ALL_ONES = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 1 << 0, 1 << 3, 1 << 11
_ZIP64_EXTRA = 1
_DOS_1980 = (0, 0x21)  # 00:00:00 and 1980-01-01, the earliest a zip can say


@dataclass(slots=True)
class _Record:
    """One entry as it stands in the file."""

    central: tuple[int, ...]  # the 16 numbers after the signature
    name: bytes
    extra: bytes
    comment: bytes
    offset: int
    packed: int
    size: int
    crc: int
    data_at: int = 0
    local_extra: bytes = b""
    block: bytes = b""  # local header to the next entry

    @property
    def flags(self) -> int:
        return self.central[2]

    @property
    def method(self) -> int:
        return self.central[3]


@dataclass(slots=True)
class _Entry:
    name: str
    record: _Record | None
    data: bytes | None = None  # new contents; None: as in the file
    inflated: bytes | None = None  # contents in the file, once read


class Container:
    """The entries of a zip file by name, in their order in the central directory.

    Names are found as OPC compares them: without regard to case, and ``\\`` as ``/``.
    """

    def __init__(self, original: bytes, label: str = "berkas"):
        """Take the bytes of a zip file. Raises BookError if they are none that can be changed safely."""
        self.label = label
        self._original = original
        self._end: tuple[bytes, bytes] = (b"", b"")
        self._lead = b""
        self._entries: dict[str, _Entry] = {}
        self._removed: list[str] = []
        try:
            self._load()
        except (struct.error, IndexError, ValueError) as error:
            raise self.broken(str(error)) from error

    @classmethod
    def open(cls, path: str | os.PathLike[str]):
        """Read a file whole. OSError passes through: the caller knows what it asked for."""
        path = Path(path)
        if path.stat().st_size > MAX_FILE:
            raise BookError(
                f"Berkas {path.name} terlalu besar untuk diubah.", f"{path.name} is too large to be edited."
            )
        return cls(path.read_bytes(), path.name)

    # --- contents

    @property
    def names(self) -> list[str]:
        """Entry names in order."""
        return [entry.name for entry in self._entries.values()]

    @property
    def changed(self) -> list[str]:
        """Names whose contents differ from the file: replaced, added, then removed ones."""
        live = [entry.name for entry in self._entries.values() if entry.data is not None]
        return live + [name for name in self._removed if _key(name) not in self._entries]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes:
        """The (new) contents of an entry. Raises BookError if missing, damaged or oddly compressed."""
        entry = self._entry(name)
        if entry.data is not None:
            return entry.data
        if entry.inflated is None:
            entry.inflated = self._inflate(entry)
        return entry.inflated

    def replace(self, name: str, data: bytes) -> None:
        """Give an entry new contents; the ones in the file again make it untouched again."""
        entry = self._entry(name)
        same = entry.record is not None and self._in_file(entry) == data
        entry.data = None if same else data

    def add(self, name: str, data: bytes) -> None:
        """Append a new entry. Raises BookError if the name is taken."""
        if name in self:
            raise BookError(
                f"Bagian {name} sudah ada di {self.label}.", f"{self.label} already has a part {name}."
            )
        self._entries[_key(name)] = _Entry(name, None, data)

    def remove(self, name: str) -> None:
        """Take an entry out."""
        entry = self._entry(name)
        del self._entries[_key(name)]
        if entry.record is not None:
            self._removed.append(entry.name)

    def _entry(self, name: str) -> _Entry:
        try:
            return self._entries[_key(name)]
        except KeyError:
            raise BookError(
                f"Bagian {name} tidak ada di {self.label}.", f"{self.label} has no part {name}."
            ) from None

    def _in_file(self, entry: _Entry) -> bytes:
        if entry.inflated is None:
            entry.inflated = self._inflate(entry)
        return entry.inflated

    def _inflate(self, entry: _Entry) -> bytes:
        record = entry.record
        assert record is not None
        if record.size > MAX_PART:
            raise self.broken(f"{entry.name}: {record.size} bytes")
        packed = self._original[record.data_at : record.data_at + record.packed]
        if record.method == _DEFLATED:
            try:
                data = zlib.decompressobj(-15).decompress(packed, record.size + 1)
            except zlib.error as error:
                raise self.broken(f"{entry.name}: {error}") from error
        elif record.method == _STORED:
            data = packed
        else:
            raise self.broken(f"{entry.name}: compression method {record.method}")
        if len(data) != record.size or zlib.crc32(data) != record.crc:
            raise self.broken(f"{entry.name}: checksum")
        return data

    def broken(self, why: str) -> BookError:
        """The error for a file that is damaged or of another kind."""
        return BookError(
            f"Berkas {self.label} rusak atau bukan buku kerja Excel ({why}); buka dan simpan ulang di Excel.",
            f"{self.label} is damaged or no Excel workbook ({why}); open it in Excel and save it again.",
        )

    # --- reading the directory

    def _load(self) -> None:
        data = self._original
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise BookError(
                f"Berkas {self.label} berkata sandi atau berformat lama (.xls); "
                "simpan dahulu sebagai .xlsx tanpa kata sandi.",
                f"{self.label} has a password or is an old .xls; save it as .xlsx without a password first.",
            )
        # The last record that ends exactly at the end of the file: a comment may contain the signature.
        at = data.rfind(b"PK\5\6")
        while at >= 0 and at + _END.size + int.from_bytes(data[at + 20 : at + 22], "little") != len(data):
            at = data.rfind(b"PK\5\6", 0, at)
        if at < 0:
            raise ValueError("no end of central directory")
        _, disk, start_disk, here, count, size, offset, _ = _END.unpack_from(data, at)
        tail64 = b""
        if at >= _LOCATOR64.size and data[at - _LOCATOR64.size :].startswith(b"PK\6\7"):
            end64 = _LOCATOR64.unpack_from(data, at - _LOCATOR64.size)[2]
            signature, length, _, _, disk, start_disk, here, count, size, offset = _END64.unpack_from(
                data, end64
            )
            if signature != b"PK\6\6" or end64 + 12 + length != at - _LOCATOR64.size:
                raise ValueError("zip64 directory")
            tail64 = data[end64:at]
        if disk or start_disk or here != count:
            raise ValueError("more than one disk")
        if offset + size != at - len(tail64):
            raise ValueError("central directory is not where it should be")
        self._end = (tail64, data[at:])

        records, position = [], offset
        for _ in range(count):
            record, position = self._central(position)
            records.append(record)
        if position != offset + size:
            raise ValueError("central directory has another length")
        by_place = sorted(records, key=lambda record: record.offset)
        self._lead = data[: by_place[0].offset] if by_place else b""
        for record, following in zip(by_place, [*(r.offset for r in by_place[1:]), offset], strict=True):
            self._local(record, following)
        for record in records:
            name = record.name.decode("utf-8" if record.flags & _UTF8 else "cp437")
            if _key(name) in self._entries:
                raise ValueError(f"two entries {name}")
            self._entries[_key(name)] = _Entry(name, record)

    def _central(self, at: int) -> tuple[_Record, int]:
        data = self._original
        signature, *numbers = _CENTRAL.unpack_from(data, at)
        if signature != b"PK\1\2":
            raise ValueError("central directory entry")
        crc, packed, size, name_size, extra_size, comment_size = numbers[6:12]
        offset = numbers[15]
        at += _CENTRAL.size
        stop = at + name_size + extra_size + comment_size
        if stop > len(data):
            raise ValueError("central directory is cut")
        name = data[at : at + name_size]
        extra = data[at + name_size : at + name_size + extra_size]
        comment = data[stop - comment_size : stop]
        for kind, body in _fields(extra):
            if kind == _ZIP64_EXTRA:
                wide = iter(struct.unpack_from(f"<{len(body) // 8}Q", body))
                size, packed, offset = (
                    next(wide) if value == _ALL_ONES else value for value in (size, packed, offset)
                )
        if numbers[2] & _ENCRYPTED:
            raise ValueError(f"{name.decode('ascii', 'replace')} is encrypted")
        return _Record(tuple(numbers), name, extra, comment, offset, packed, size, crc), stop

    def _local(self, record: _Record, following: int) -> None:
        data = self._original
        header = _LOCAL.unpack_from(data, record.offset)
        if header[0] != b"PK\3\4":
            raise ValueError("local header")
        name_at = record.offset + _LOCAL.size
        extra_at = name_at + header[9]
        if data[name_at:extra_at] != record.name:
            raise ValueError("local and central names differ")
        record.data_at = extra_at + header[10]
        if record.data_at + record.packed > following:
            raise ValueError("entries overlap")
        record.local_extra = data[extra_at : record.data_at]
        # Up to the next entry: this takes the data descriptor (of any of its four forms) and padding along.
        record.block = data[record.offset : following]

    # --- writing

    def to_bytes(self) -> bytes:
        """The whole file: without a change the original bytes; the same changes give the same bytes."""
        if not self.changed:
            return self._original
        chunks, offsets, headers, at = [self._lead], {}, {}, len(self._lead)
        old = [entry for entry in self._entries.values() if entry.record is not None]
        old.sort(key=lambda entry: entry.record.offset if entry.record else 0)
        for entry in [*old, *(entry for entry in self._entries.values() if entry.record is None)]:
            block, headers[entry.name] = self._packed(entry)
            offsets[entry.name] = at
            chunks.append(block)
            at += len(block)
        directory = b"".join(headers[name](offsets[name]) for name in self.names)
        return b"".join([*chunks, directory, self._tail(at, len(directory))])

    def _packed(self, entry: _Entry):
        """The block of an entry, and a function from its offset to its central header."""
        record = entry.record
        if record is not None and entry.data is None:
            return record.block, lambda offset: _moved(record, offset)
        data = entry.data or b""
        if record is None:
            made_by, version, flags, method, (time, date) = 20, 20, 0, _DEFLATED, _DOS_1980
            name, extra, local_extra, comment, attributes = entry.name.encode(), b"", b"", b"", (0, 0, 0)
            if not entry.name.isascii():
                flags = _UTF8
        else:
            made_by, version, flags, method, time, date = record.central[:6]
            flags &= ~_DESCRIPTOR
            name, comment, attributes = record.name, record.comment, record.central[12:15]
            extra, local_extra = _without_zip64(record.extra), _without_zip64(record.local_extra)
        packed = data
        if method == _DEFLATED:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
        sizes = (zlib.crc32(data), len(packed), len(data))
        local = _LOCAL.pack(
            b"PK\3\4", version, flags, method, time, date, *sizes, len(name), len(local_extra)
        )

        def central(offset: int) -> bytes:
            lengths = (len(name), len(extra), len(comment))
            head = (made_by, version, flags, method, time, date, *sizes, *lengths, *attributes, offset)
            return _CENTRAL.pack(b"PK\1\2", *head) + name + extra + comment

        return local + name + local_extra + packed, central

    def _tail(self, offset: int, size: int) -> bytes:
        tail64, end = self._end
        count = len(self._entries)
        if offset + size > _ALL_ONES or (count >= 0xFFFF and not tail64):
            raise self.broken("too large")
        if tail64:
            fields = _END64.unpack_from(tail64)
            head = _END64.pack(*fields[:6], count, count, size, offset)
            locator = list(_LOCATOR64.unpack_from(tail64, len(tail64) - _LOCATOR64.size))
            locator[2] = offset + size
            tail64 = head + tail64[_END64.size : -_LOCATOR64.size] + _LOCATOR64.pack(*locator)
        # A field that sends the reader to the zip64 record keeps doing so.
        old = _END.unpack_from(end)
        counts = [old[3] if old[3] == 0xFFFF and tail64 else count] * 2
        places = [
            was if was == _ALL_ONES and tail64 else now
            for was, now in zip(old[5:7], (size, offset), strict=True)
        ]
        return tail64 + _END.pack(*old[:3], *counts, *places, old[7]) + end[_END.size :]

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the file whole or not at all; see `xl_sop.package.saving.save`."""
        save(path, self.to_bytes())


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").casefold()


def _fields(extra: bytes):
    """The (kind, body) fields of an extra block; a malformed rest ends the list, as in other readers."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + size]
        at += 4 + size


def _without_zip64(extra: bytes) -> bytes:
    if all(kind != _ZIP64_EXTRA for kind, _ in _fields(extra)):
        return extra
    kept = [(kind, body) for kind, body in _fields(extra) if kind != _ZIP64_EXTRA]
    return b"".join(struct.pack("<2H", kind, len(body)) + body for kind, body in kept)


def _moved(record: _Record, offset: int) -> bytes:
    """The central header as it was, with another offset (in the zip64 field where it stood there)."""
    numbers, extra = list(record.central), record.extra
    if numbers[15] == _ALL_ONES:
        wide_before = sum(value == _ALL_ONES for value in (numbers[7], numbers[8]))
        at = 0
        for kind, body in _fields(record.extra):
            if kind == _ZIP64_EXTRA:
                place = at + 4 + 8 * wide_before
                extra = extra[:place] + struct.pack("<Q", offset) + extra[place + 8 :]
            at += 4 + len(body)
    else:
        numbers[15] = offset
    return _CENTRAL.pack(b"PK\1\2", *numbers) + record.name + extra + record.comment
