"""Results parked on disk until the whole batch is known, so that memory does not grow with it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

_T = TypeVar("_T")


class Spool(Generic[_T]):
    """A first-in, first-out list of one type of Struct, in a temporary file without a name.

    Args:
        kind: The Struct.
    """

    def __init__(self, kind: type[_T]) -> None:
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the spool

    def __enter__(self) -> Spool[_T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, item: object) -> None:
        """Park an item, or a struct that is encoded like one."""
        self._file.write(self._encoder.encode(item) + b"\n")

    def __iter__(self) -> Iterator[_T]:
        self._file.seek(0)
        for line in self._file:
            yield self._decoder.decode(line)
