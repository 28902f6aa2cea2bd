"""Compression of VBA streams, [MS-OVBA] 2.4.1: LZ77 in chunks of 4096 bytes, tokens in groups of eight.

Only compression is written here. The tests decompress with other people's readers, which is the better proof.
"""

from __future__ import annotations

import struct

_CHUNK = 4096
_SIGNED_COMPRESSED = 0xB000  # 2.4.1.1.5: the signature 0b011 and the flag "compressed"
_SHORTEST = 3  # bytes a copy token has to stand for


def compress(data: bytes) -> bytes:
    """Compress a stream.

    Raises:
        ValueError: a chunk does not shrink. The format has raw chunks for that, which the VBA editor refuses
            in module source; source text that does not shrink does not occur.
    """
    out = bytearray(b"\x01")
    for start in range(0, len(data), _CHUNK):
        packed = _pack(data[start : start + _CHUNK])
        if len(packed) > _CHUNK:
            raise ValueError("a chunk does not compress")
        out += struct.pack("<H", _SIGNED_COMPRESSED | (len(packed) - 1)) + packed
    return bytes(out)


def _pack(chunk: bytes) -> bytes:
    out, at, seen = bytearray(), 0, {}
    while at < len(chunk):
        flags_at, flags = len(out), 0
        out.append(0)
        for bit in range(8):
            if at >= len(chunk):
                break
            length, offset = _match(chunk, at, seen)
            if length:
                flags |= 1 << bit
                out += struct.pack("<H", ((offset - 1) << (16 - _offset_bits(at))) | (length - _SHORTEST))
            else:
                out.append(chunk[at])
            for place in range(at, min(at + max(length, 1), len(chunk) - _SHORTEST + 1)):
                seen.setdefault(chunk[place : place + _SHORTEST], []).append(place)
            at += max(length, 1)
        out[flags_at] = flags
    return bytes(out)


def _offset_bits(at: int) -> int:
    """2.4.1.3.19.1: the bits of a copy token that hold the offset grow with the place in the chunk."""
    return max((at - 1).bit_length(), 4)


def _match(chunk: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """The longest earlier run equal to what stands at ``at``: (length, distance), or (0, 0)."""
    limit = min((0xFFFF >> _offset_bits(at)) + _SHORTEST, len(chunk) - at)
    best = (0, 0)
    for place in reversed(seen.get(chunk[at : at + _SHORTEST], ())):
        length = _SHORTEST
        while length < limit and chunk[place + length] == chunk[at + length]:
            length += 1
        if length > best[0]:
            best = (length, at - place)
        if length == limit:
            break
    return best if limit >= _SHORTEST else (0, 0)
