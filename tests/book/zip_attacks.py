"""Zip files that lie about what is in them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.book.small import ROWS, SHEET, parts, sheet_xml, with_rows, workbook, zipped

READS, ANY = "reads", "any"
Case = tuple[Callable[[], bytes], str]
"""What makes the file, and what must happen; see `attacks`."""


@dataclass
class Entry:
    """One entry of a zip written by hand; None means the truth."""

    name: bytes
    data: bytes = b""
    method: int = 8
    flags: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    offset: int | None = None  # of another entry's local header: an overlap
    local_name: bytes | None = None
    extra: bytes = b""
    block: bytes | None = None  # compressed bytes as they are


def lying_zip(entries: list[Entry], *, count: int | None = None) -> bytes:
    """A zip file of `entries`; `count` is their number as the end record has it."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(entry.data) + packer.flush() if entry.method == 8 else entry.data
        packed = packed if entry.block is None else entry.block
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        sizes = (
            crc,
            len(packed) if entry.packed is None else entry.packed,
            len(entry.data) if entry.size is None else entry.size,
        )
        offset = len(body) if entry.offset is None else entry.offset
        head = (20, entry.flags, entry.method, 0, 0x21, *sizes, len(entry.name))
        rest = (len(entry.extra), 0, 0, 0, 0, offset)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, *head, *rest) + entry.name + entry.extra
        if entry.offset is None:
            local = entry.name if entry.local_name is None else entry.local_name
            body += struct.pack("<4s5H3I2H", b"PK\3\4", *head[:-1], len(local), 0) + local + packed
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(directory), len(body), 0)
    return bytes(body + directory + end)


def entries(sheet: str | bytes = "", **changes: str | bytes | None) -> list[Entry]:
    return [Entry(name.encode(), data) for name, data in parts(sheet, **changes).items()]


def lying_sheet(**lies) -> bytes:
    """A small workbook whose sheet has a lie in its central directory entry."""
    made = entries()
    made[-1] = Entry(made[-1].name, made[-1].data, **lies)
    return lying_zip(made)


def with_entries(*more: Entry) -> bytes:
    return lying_zip([*entries(), *more])


def overlapping() -> bytes:
    """Many names for one block of compressed bytes."""
    made = entries()
    block = packed_zeros(2)
    kernel = Entry(b"xl/media/0.xml", block=block, size=2 << 20)
    at = lying_zip(made).index(b"PK\1\2")
    others = [Entry(b"xl/media/%d.xml" % i, block=block, size=2 << 20, offset=at) for i in range(1, 200)]
    return lying_zip([*made, kernel, *others])


def quoting() -> bytes:
    """Entries that hold each other: each names itself rightly, and its data begin with the next one's header.

    The kernel is written once and counts for every entry around it: the zip bomb that no wrong name gives away.
    """
    made = entries()
    base = lying_zip(made)
    body, inner = base[: base.index(b"PK\1\2")], b""
    kernel = packed_zeros(2)
    nested: list[tuple[bytes, bytes, int]] = []  # name, all that its entry holds, length of that
    for i in range(40):
        name = b"xl/media/%02d.xml" % i
        # a stored block of deflate carries the header inside along as data, and the stream goes on after it
        quoted = b"" if not nested else struct.pack("<BHH", 0, len(inner), len(inner) ^ 0xFFFF) + inner
        packed = quoted + (nested[-1][1] if nested else kernel)
        header = (20, 0, 8, 0, 0x21, 0, len(packed), 2 << 20, len(name), 0)
        inner = struct.pack("<4s5H3I2H", b"PK\3\4", *header) + name
        nested.append((name, packed, len(packed)))
    block = inner + nested[-1][1]
    more: list[Entry] = []
    for name, _, length in nested:
        start = len(body) + len(block) - length - len(inner)
        more.append(Entry(name, method=8, size=2 << 20, packed=length, crc=0, offset=start))
    directory = lying_zip([*made, *more])
    at = directory.index(b"PK\1\2")
    end = bytearray(directory[at:])
    struct.pack_into("<I", end, len(end) - 6, len(body) + len(block))
    return body + block + bytes(end)


def zip64(lies: Mapping[int, int] | None = None, *, locator: int | None = None) -> bytes:
    """A workbook whose directory is described by a zip64 record; `lies` replace its fields, by position."""
    plain = workbook()
    at = plain.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<HII", plain, at + 10)
    fields = [44, 45, 45, 0, 0, count, count, size, offset]
    for position, value in (lies or {}).items():
        fields[position] = value
    record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", *fields)
    pointer = struct.pack("<4sIQI", b"PK\6\7", 0, at if locator is None else locator, 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return plain[:at] + record + pointer + end


def packed_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([*(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)), packer.flush()])


def ratio_bomb(declared: int, megabytes: int) -> bytes:
    """A sheet that inflates to many megabytes of spaces and declares some other size."""
    made = entries()
    made[-1] = Entry(made[-1].name, block=packed_zeros(megabytes), size=declared, crc=0)
    return lying_zip(made)


def nested_bomb() -> bytes:
    inner = zipped({"a": b"\0" * 20_000_000})
    for _ in range(5):
        inner = zipped({f"{i}.zip": inner for i in range(10)})
    return zipped({**parts(), "xl/embeddings/oleObject1.zip": inner})


def replaced_end(data: bytes, **values: int) -> bytes:
    """The end record with other figures (disk, start, here, count, size, offset, comment)."""
    at = data.rindex(b"PK\5\6")
    names = ("disk", "start", "here", "count", "size", "offset", "comment")
    fields = dict(zip(names, struct.unpack_from("<4H2IH", data, at + 4), strict=True)) | values
    return data[:at] + struct.pack("<4s4H2IH", b"PK\5\6", *fields.values()) + data[at + 22 :]


ZIP_CASES: dict[str, Case] = {
    "ratio-200-mb": (lambda: ratio_bomb(200 << 20, 200), "RATIO"),
    "ratio-300-mb": (lambda: ratio_bomb(300 << 20, 300), "PART_BYTES"),
    "ratio-declared-small": (lambda: ratio_bomb(1000, 200), "damaged"),
    "ratio-declared-zero": (lambda: ratio_bomb(0, 200), "damaged"),
    "ratio-just-below": (lambda: with_rows(ROWS + " " * 3_900_000), READS),
    "nested-zips": (nested_bomb, READS),
    "overlap": (overlapping, "unsafe"),
    "overlap-of-true-entries": (quoting, "unsafe"),
    "total-of-media": (
        lambda: with_entries(
            *(Entry(b"xl/media/%d" % i, size=200 << 20, block=b"x" * (1 << 19)) for i in range(4))
        ),
        "TOTAL_BYTES",
    ),
    "slip-up": (lambda: with_entries(Entry(b"../../../tmp/evil.txt", b"x")), "unsafe"),
    "slip-up-inside": (lambda: with_entries(Entry(b"xl/../../evil.txt", b"x")), "unsafe"),
    "slip-backslash": (lambda: with_entries(Entry(b"..\\..\\evil.txt", b"x")), "unsafe"),
    "slip-absolute": (lambda: with_entries(Entry(b"/etc/cron.d/evil", b"x")), "unsafe"),
    "slip-drive": (lambda: with_entries(Entry(b"C:\\Windows\\evil.dll", b"x")), "unsafe"),
    "name-nul": (lambda: with_entries(Entry(b"xl/worksheets/sheet1.xml\0.png", b"x")), "unsafe"),
    "name-newline": (lambda: with_entries(Entry(b"xl/a\n../evil", b"x")), "unsafe"),
    "name-empty": (lambda: with_entries(Entry(b"", b"x")), "unsafe"),
    "name-long": (lambda: with_entries(Entry(b"xl/" + b"a" * 60_000, b"x")), "unsafe"),
    "name-not-utf8": (lambda: with_entries(Entry(b"xl/\xff\xfe", b"x", flags=1 << 11)), "damaged"),
    "name-two-dots-inside": (lambda: with_entries(Entry(b"xl/media/logo..final.png", b"x")), READS),
    "name-letters": (
        lambda: with_entries(Entry("xl/media/foto_é_图.png".encode(), b"x", flags=1 << 11)),
        READS,
    ),
    "name-old-letters": (lambda: with_entries(Entry(b"xl/media/foto_\x82.png", b"x")), READS),
    "names-with-backslash": (
        lambda: lying_zip([Entry(e.name.replace(b"/", b"\\"), e.data) for e in entries()]),
        READS,
    ),
    "names-in-capitals": (lambda: lying_zip([Entry(e.name.upper(), e.data) for e in entries()]), READS),
    "folder-entries": (
        lambda: with_entries(Entry(b"xl/", method=0), Entry(b"xl/worksheets/", method=0)),
        READS,
    ),
    "duplicate": (lambda: with_entries(Entry(SHEET.encode(), b"<worksheet/>")), "unsafe"),
    "duplicate-in-capitals": (lambda: with_entries(Entry(SHEET.upper().encode(), b"<worksheet/>")), "unsafe"),
    "duplicate-by-slash": (
        lambda: with_entries(Entry(SHEET.replace("/", "\\").encode(), b"<worksheet/>")),
        "unsafe",
    ),
    "encrypted-entry": (lambda: lying_sheet(flags=1), "password"),
    "method-bzip2": (lambda: lying_sheet(method=12), "unsafe"),
    "stored-two-sizes": (lambda: lying_sheet(method=0, size=10), "unsafe"),
    "size-too-small": (lambda: lying_sheet(size=100), "damaged"),
    "size-too-large": (lambda: lying_sheet(size=100_000), "damaged"),
    "size-zero": (lambda: lying_sheet(size=0), "damaged"),
    "packed-too-small": (lambda: lying_sheet(packed=50), "damaged"),
    "packed-beyond-the-file": (lambda: lying_sheet(packed=10_000_000), "unsafe"),
    "checksum": (lambda: lying_sheet(crc=1), "damaged"),
    "not-deflate": (lambda: lying_sheet(block=b"\xff" * 100), "damaged"),
    "local-name-differs": (lambda: lying_sheet(local_name=b"xl/worksheets/sheet9.xml"), "damaged"),
    "offset-beyond-the-file": (lambda: lying_sheet(offset=0xFFFFFFF0), "unsafe"),
    "offset-of-another": (lambda: lying_sheet(offset=0), "unsafe"),
    "size-ones-without-zip64": (lambda: lying_sheet(size=0xFFFFFFFF), "damaged"),
    "zip64": (zip64, READS),
    "zip64-count": (lambda: zip64({6: 1 << 60}), "damaged"),
    "zip64-both-counts": (
        lambda: zip64({5: 1 << 60, 6: 1 << 60}),
        "PARTS",
    ),
    "zip64-size": (lambda: zip64({7: 1 << 63}), "damaged"),
    "zip64-offset": (lambda: zip64({8: 1 << 63}), "damaged"),
    "zip64-length": (lambda: zip64({0: 1 << 63}), "damaged"),
    "zip64-locator-outside": (lambda: zip64(locator=1 << 62), "damaged"),
    "zip64-locator-at-start": (lambda: zip64(locator=0), "damaged"),
    "zip64-extra": (
        lambda: lying_sheet(size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, len(sheet_xml()))),
        READS,
    ),
    "zip64-extra-huge": (
        lambda: lying_sheet(size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, (1 << 64) - 1)),
        "PART_BYTES",
    ),
    "zip64-extra-cut": (lambda: lying_sheet(size=0xFFFFFFFF, extra=struct.pack("<HHI", 1, 4, 5)), "damaged"),
    "count-too-high": (lambda: lying_zip(entries(), count=60), "damaged"),
    "count-too-low": (lambda: lying_zip(entries(), count=2), "damaged"),
    "count-ones": (lambda: lying_zip(entries(), count=0xFFFF), "damaged"),
    "many-parts": (
        lambda: with_entries(*(Entry(b"xl/media/%d" % i, method=0) for i in range(20_000))),
        "PARTS",
    ),
    "directory-offset": (lambda: replaced_end(workbook(), offset=0xFFFFFF00), "damaged"),
    "second-disk": (lambda: replaced_end(workbook(), disk=1), "damaged"),
    "comment": (lambda: zipped(parts(), comment=b"dibuat oleh kantor"), READS),
    "comment-with-end-record": (lambda: zipped(parts(), comment=b"PK\5\6" + b"\0" * 18 + b"sisa"), READS),
    "comment-of-end-records": (lambda: zipped(parts(), comment=b"PK\5\6" * 16_000), READS),
    "bytes-appended": (lambda: workbook() + b"\r\n-- diperiksa antivirus --\r\n", READS),
    "end-records-only": (lambda: b"PK\3\4" + b"PK\5\6" * 500_000, "truncated"),
    "empty-zip": (lambda: zipped({}), "archive"),
}
