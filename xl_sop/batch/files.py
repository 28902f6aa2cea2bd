"""Whole files or none: everything is written under a temporary name in the same folder, then renamed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from xl_sop.errors import XlSopError

_PREFIX, _SUFFIX, _LASTING = ".xl-sop-", ".tmp", ".part"
_A_DAY = 86_400.0


class WriteError(XlSopError):
    """A result cannot be written where it belongs."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(indonesian, english)

    @classmethod
    def at(cls, path: str, error: OSError) -> WriteError:
        """The sentence for an `OSError` met while writing `path`."""
        name, why = os.path.basename(path), error.strerror or type(error).__name__
        return cls(
            f"{name} tidak dapat ditulis ({why}); periksa izin, ruang disk dan panjang nama.",
            f"{name} cannot be written ({why}); check permissions, disk space and the name's length.",
        )


def temporary_beside(path: str, suffix: str = _SUFFIX) -> str:
    """A fresh temporary name in the folder of `path`; short, so that long names stay writable."""
    return os.path.join(os.path.dirname(path), f"{_PREFIX}{os.urandom(8).hex()}{suffix}")


@contextmanager
def whole_file(path: str, *, lasting: bool = False) -> Iterator[IO[bytes]]:
    """A file to write into, which gets its name when the block ends well and vanishes when it does not.

    Readers see the old file or the new one, never a part. The folder is made.

    Args:
        path: The file; an existing one is replaced.
        lasting: It is written during a whole run, maybe in the output folder: `sweep` leaves it alone. What a
            killed run left of such files is removed a day later.

    Raises:
        WriteError: It cannot be written.
    """
    temporary = temporary_beside(path, _LASTING if lasting else _SUFFIX)
    if lasting:
        _sweep(os.path.dirname(path) or ".", _LASTING, older=_A_DAY)
    try:
        with _naming(path):
            file = _new(temporary)
        with file:
            yield file
            with _naming(path):
                file.flush()
        with _naming(path):
            os.replace(temporary, path)
    except BaseException:
        discard(temporary)
        raise


def write_whole(path: str, data: bytes) -> None:
    """Write a file as `whole_file` does."""
    with whole_file(path) as file, _naming(path):
        file.write(data)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError.at(path, error) from error


def _new(path: str) -> IO[bytes]:
    # os.open, not tempfile: the result gets the permissions that any new file of this user gets
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        handle = os.open(path, flags, 0o666)
    return os.fdopen(handle, "wb")


def discard(path: str) -> None:
    """Remove a file that may not be there."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError:  # a folder in place of a file, or no permission: what stays is a hidden temporary file
        return


def sweep(folders: Iterable[str]) -> None:
    """Remove temporary files that a killed run left in `folders`."""
    for folder in folders:
        _sweep(folder, _SUFFIX)


def _sweep(folder: str, suffix: str, *, older: float | None = None) -> None:
    try:
        with os.scandir(folder) as entries:
            stale = [
                entry.path
                for entry in entries
                if entry.name.startswith(_PREFIX)
                and entry.name.endswith(suffix)
                and (older is None or time.time() - entry.stat(follow_symlinks=False).st_mtime > older)
            ]
    except OSError:  # not there yet
        return
    for path in stale:
        discard(path)
