"""Results parked on disk until the whole batch is known, so that memory does not grow with it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from xl_sop.package.saving import WriteError

_T = TypeVar("_T")


class RowStore(Generic[_T]):
    """A first-in, first-out list of one type of Struct, in a temporary file without a name.

    Args:
        kind: The Struct.
    """

    def __init__(self, kind: type[_T]) -> None:
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the store

    def __enter__(self) -> RowStore[_T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, item: object) -> None:
        """Park an item, or a struct that is encoded like one. Raises WriteError where there is no room."""
        try:
            self._file.write(self._encoder.encode(item) + b"\n")
        except OSError as error:
            raise WriteError.at(tempfile.gettempdir(), error) from error

    def __iter__(self) -> Iterator[_T]:
        try:
            self._file.seek(0)
        except OSError as error:  # what was still in memory finds no room
            raise WriteError.at(tempfile.gettempdir(), error) from error
        for line in self._file:
            yield self._decoder.decode(line)
