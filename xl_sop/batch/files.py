"""Whole files or none: everything is written under a temporary name in the same folder, then renamed.

A place may be a URL: `remote` does the same there.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from xl_sop.batch.urls import is_url
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
    return os.path.join(os.path.dirname(path), temporary_name(suffix))


def temporary_name(suffix: str = _SUFFIX) -> str:
    """A fresh name that `is_temporary` knows."""
    return f"{_PREFIX}{os.urandom(8).hex()}{suffix}"


def is_temporary(name: str, suffix: str = _SUFFIX) -> bool:
    """True for the name of a file that was being written."""
    return name.startswith(_PREFIX) and name.endswith(suffix)


@contextmanager
def whole_file(path: str, *, lasting: bool = False) -> Iterator[IO[bytes]]:
    """A file to write into, which gets its name when the block ends well and vanishes when it does not.

    Readers see the old file or the new one, never a part. The folder is made.

    Args:
        path: The file; an existing one is replaced.
        lasting: It is written during a whole run, maybe in the output folder: `sweep` leaves it alone. What a
            killed run left of such files is removed a day later.

    Raises:
        XlSopError: It cannot be written.
    """
    if is_url(path):
        with local_copy(path) as local, open(local, "wb") as file:
            yield file
        return
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


@contextmanager
def local_copy(path: str) -> Iterator[str]:
    """A path on this machine to write a file to; what is for a URL goes there when the block ends well."""
    if not is_url(path):
        yield path
        return
    from xl_sop.batch import remote

    with tempfile.TemporaryDirectory() as folder:
        local = os.path.join(folder, path.rpartition("/")[2])
        yield local
        remote.upload(path, local)


def write_whole(path: str, data: bytes) -> None:
    """Write a file as `whole_file` does."""
    if is_url(path):
        from xl_sop.batch import remote

        remote.write(path, data)
        return
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


def read_if_there(path: str) -> bytes | None:
    """The bytes of a file of ours; None if there is no such file. Raises OSError or XlSopError."""
    if is_url(path):
        from xl_sop.batch import remote

        return remote.read_if_there(path)
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def discard(path: str) -> None:
    """Remove a file that may not be there."""
    if is_url(path):
        from xl_sop.batch import remote

        remote.discard(path)
        return
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
    except OSError:  # a folder in place of a file, or no permission: what stays is a hidden temporary file
        return


def sweep(folders: Iterable[str]) -> None:
    """Remove temporary files that a killed run left in `folders`."""
    for folder in folders:
        if is_url(folder):
            from xl_sop.batch import remote

            remote.sweep(folder)
        else:
            _sweep(folder, _SUFFIX)


def _sweep(folder: str, suffix: str, *, older: float | None = None) -> None:
    try:
        with os.scandir(folder) as entries:
            stale = [
                entry.path
                for entry in entries
                if is_temporary(entry.name, suffix)
                and (older is None or time.time() - entry.stat(follow_symlinks=False).st_mtime > older)
            ]
    except OSError:  # not there yet
        return
    for path in stale:
        discard(path)
