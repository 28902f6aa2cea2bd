"""What a zip file says, entry by entry, read without the code under test."""

from __future__ import annotations

import io
import struct
import zipfile


def raw_entries(data: bytes) -> dict[str, tuple[object, ...]]:
    """Per entry in order: its local block (header to descriptor), compressed bytes, directory facts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        ends = sorted([*(info.header_offset for info in infos), archive.start_dir])
    found = {}
    for info in infos:
        following = ends[ends.index(info.header_offset) + 1]
        block = data[info.header_offset : following]
        name_size, extra_size = struct.unpack_from("<2H", block, 26)
        packed = block[30 + name_size + extra_size :][: info.compress_size]
        assert len(packed) == info.compress_size
        facts = (
            info.date_time,
            info.extra,
            info.comment,
            info.external_attr,
            info.create_version,
            info.flag_bits,
        )
        found[info.filename] = (block, packed, facts)
    return found


def physical_order(data: bytes) -> list[str]:
    """Entry names by their place in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [info.filename for info in sorted(archive.infolist(), key=lambda info: info.header_offset)]


def contents(data: bytes) -> dict[str, bytes]:
    """Every entry, inflated; zipfile checks each checksum on the way."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
