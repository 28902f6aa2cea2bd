"""Bytes into files of this machine, whole or not at all: the one writer of everything that is written here.

A file is written under a temporary name in the same folder and then renamed, so that readers, and a machine that
loses its power, see the old file or the new one. There are two ways in:

- `save` for a file that is somebody's (a workbook, what a button exports): it keeps its owner, its mode, its
  extended attributes and its hard links, and may be refused if it changed since it was read;
- `whole_file` and `write_whole` for results of ours, of any length.

A name that leads elsewhere is followed: a symbolic link stays a link, a FIFO or a device is written into.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from xl_sop.errors import BookError

_PREFIX, _SUFFIX, _LASTING = ".xl-sop-", ".tmp", ".part"
_A_DAY = 86_400.0
_FULL = (errno.ENOSPC, errno.EDQUOT)
_HELD = (5, 32, 33)
"""Errors of Windows while an antivirus program or an indexer looks into a fresh file: access denied, sharing and
lock violation (winerror.h)."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to rename on Windows: 1.6 s in all; scanners let go within fractions of a second."""


class WriteError(BookError):
    """A file cannot be written where it belongs; what was there is as it was."""

    @staticmethod
    def at(path: str | os.PathLike[str], error: OSError) -> WriteError:
        """The sentence for an `OSError` met while writing `path`."""
        name = os.path.basename(path)
        if error.errno in _FULL:
            return DiskFull(
                f"Disk penuh: {name} tidak dapat ditulis dan berkas semula tidak berubah; "
                "kosongkan ruang disk, lalu ulangi.",
                f"The disk is full: {name} cannot be written, the original file is unchanged; "
                "free some space, then try again.",
            )
        why = error.strerror or str(error) or type(error).__name__
        return WriteError(
            f"Berkas {name} tidak dapat ditulis ({why}); berkas semula tidak berubah. "
            "Periksa izin, ruang disk dan panjang namanya.",
            f"{name} cannot be written ({why}); the original file is unchanged. "
            "Check permissions, disk space and the name's length.",
        )


class DiskFull(WriteError):
    """There is no room for a file, nor for the ones after it."""


class Overtaken(BookError):
    """A file changed between the reading of it and the writing: somebody else saved it."""


def save(path: str | os.PathLike[str], data: bytes, *, was: str | None = None) -> None:
    """Write a file that is somebody's; one that has these bytes already is left alone.

    Owner, mode, extended attributes and hard links of an existing file are kept.

    Args:
        path: The file; its folder must exist.
        data: All of it.
        was: SHA-256 (hex) of the bytes that `data` was made from: where the file holds other bytes by now it is
            left as it is.

    Raises:
        Overtaken: The file is not what it was.
        WriteError: The folder or the file cannot be written; nothing is left over.
    """
    target, there = _standing(path)
    if there is not None and _is_stream(there):
        write_whole(target, data)
        return
    with _naming(target):
        before = _content(target)
    if was is not None and (before is None or hashlib.sha256(before).hexdigest() != was):
        raise _overtaken(target)
    if before == data:
        return

    def unchanged() -> None:
        # once more, just before the rename: a save by hand takes longer than what is left now
        if was is not None and _content(target) != before:
            raise _overtaken(target)

    with _naming(target):
        if before is not None and not os.access(target, os.W_OK):
            # a rename asks the folder only; a file that its owner locked shall stay
            raise PermissionError(errno.EACCES, "read-only file")
        _write(target, data, unchanged)


def write_whole(path: str | os.PathLike[str], data: bytes, *, durable: bool = True) -> None:
    """Write a result as `whole_file` does, which says more."""
    with whole_file(path, durable=durable) as file:
        file.write(data)


@contextmanager
def whole_file(
    path: str | os.PathLike[str], *, lasting: bool = False, durable: bool = True
) -> Iterator[IO[bytes]]:
    """A file to write into, which gets its name when the block ends well and vanishes when it does not.

    The folder is made. A FIFO or a device is written into at once.

    Args:
        path: The file; an existing one is replaced and keeps its mode.
        lasting: It is written during a whole run, maybe in the output folder: `sweep` leaves it alone. What a
            killed run left of such files is removed a day later.
        durable: Wait until the disk has it, so that a loss of power cannot leave an empty file. Waiting costs some
            milliseconds a file: not for what the next run makes again by itself.

    Raises:
        WriteError: It cannot be written.
    """
    target, there = _standing(path)
    if there is not None and _is_stream(there):
        with _naming(target):
            raw = _Raw(os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0)), "wb", target)
        with io.BufferedWriter(raw) as file:
            yield file
        return
    folder = os.path.dirname(target) or "."
    temporary = os.path.join(folder, temporary_name(_LASTING if lasting else _SUFFIX))
    if lasting:
        _sweep(folder, _LASTING, older=_A_DAY)
    try:
        with _naming(target):
            file = io.BufferedWriter(_Raw(_new_in(folder, temporary), "wb", target))
        with file:
            yield file
            with _naming(target):
                file.flush()
                if durable:
                    os.fsync(file.fileno())
        with _naming(target):
            if there is not None:
                os.chmod(temporary, stat.S_IMODE(there.st_mode))
            rename(temporary, target)
    except BaseException:
        discard(temporary)
        raise


def rename(source: str, target: str) -> None:
    """`os.replace`, tried again for a moment where Windows says that another program holds the file."""
    for pause in _PAUSES:
        try:
            os.replace(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(source, target)


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


def temporary_name(suffix: str = _SUFFIX) -> str:
    """A fresh name that `is_temporary` knows; short, so that long names stay writable."""
    return f"{_PREFIX}{os.urandom(8).hex()}{suffix}"


def is_temporary(name: str, suffix: str = _SUFFIX) -> bool:
    """True for the name of a file that was being written."""
    return name.startswith(_PREFIX) and name.endswith(suffix)


class _Raw(io.FileIO):
    """A file whose failures to write name the file that they are about."""

    def __init__(self, handle: int, mode: str, target: str) -> None:
        super().__init__(handle, mode)
        self._target = target

    def write(self, data: Any, /) -> int | None:
        with _naming(self._target):
            return super().write(data)


def _write(target: str, data: bytes, unchanged: Callable[[], None]) -> None:
    """Put `data` in the place of a file that may be there. Raises OSError."""
    temporary = os.path.join(os.path.dirname(target), temporary_name())
    try:
        with os.fdopen(_new(temporary), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not os.path.exists(target):
            rename(temporary, target)
            return
        alone = os.stat(target).st_nlink == 1 and _dressed_like(target, temporary)
        unchanged()
        if alone:
            rename(temporary, target)
        else:
            # another name of the file, or an owner that we cannot give away, would be lost by a rename; the new
            # bytes stay whole beside it until they are in it
            _overwrite(target, data)
    finally:
        discard(temporary)


def _dressed_like(target: str, temporary: str) -> bool:
    """Give a new file the mode, owner and access list of another; False if that is not in our power."""
    status = os.stat(target)
    try:
        if hasattr(os, "chown"):
            mine = os.stat(temporary)
            if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
                os.chown(temporary, status.st_uid, status.st_gid)
        for name in _attributes(target):
            os.setxattr(temporary, name, os.getxattr(target, name))
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
    except PermissionError:
        return False
    return True


def _attributes(path: str) -> list[str]:
    """Names of a file's own attributes and access lists; the rest is the system's."""
    if not hasattr(os, "listxattr"):
        return []
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno == errno.ENOTSUP:  # a file system without attributes
            return []
        raise
    return [name for name in names if name.startswith(("user.", "system.posix_acl"))]


def _overwrite(target: str, data: bytes) -> None:
    """Write into a file; its old bytes are put back if that fails."""
    with open(target, "r+b") as file:
        before = file.read()
        try:
            _refill(file, data)
        except OSError:
            _refill(file, before)
            raise


def _refill(file: IO[bytes], data: bytes) -> None:
    file.seek(0)
    file.write(data)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _standing(path: str | os.PathLike[str]) -> tuple[str, os.stat_result | None]:
    """Where a name leads, and what stands there."""
    target = os.fspath(path)
    try:
        status = os.lstat(target)
        if stat.S_ISLNK(status.st_mode):
            target = os.path.realpath(target)
            status = os.stat(target)
    except OSError:  # nothing there; or not for us to see, which writing will tell
        return target, None
    return target, status


def _is_stream(status: os.stat_result) -> bool:
    """True for what is no file on a disk: a FIFO, a terminal, `/dev/null`."""
    return not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode)


def _new(path: str) -> int:
    # os.open, not tempfile: the result gets the permissions that any new file of this user gets
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)


def _new_in(folder: str, path: str) -> int:
    """The same; the folder is made if it is not there."""
    try:
        return _new(path)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        return _new(path)


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


@contextmanager
def _naming(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError.at(path, error) from error


def _overtaken(target: str) -> Overtaken:
    name = os.path.basename(target)
    return Overtaken(
        f"Berkas {name} baru saja disimpan oleh program atau orang lain, jadi dibiarkan; "
        "tunggu sampai selesai, lalu ulangi.",
        f"{name} has just been saved by somebody else, so it was left alone; "
        "wait until they have finished, then try again.",
    )
