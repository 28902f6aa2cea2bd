"""oletools' reader of VBA, imported quietly: it calls names that its parser library has deprecated."""

from __future__ import annotations

import os
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools import olevba


def decompress(data: bytes) -> bytes:
    """The contents of a compressed container, [MS-OVBA] 2.4.1."""
    return bytes(olevba.decompress_stream(bytearray(data)))


def sources(path: str | os.PathLike[str]) -> dict[str, str]:
    """The text of each module by its stream name."""
    parser = olevba.VBA_Parser(os.fspath(path))
    try:
        return {stream.rpartition("/")[2]: text for _, stream, _, text in parser.extract_macros()}
    finally:
        parser.close()
