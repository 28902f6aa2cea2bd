"""A file that is open for adding lines and locked: two runs into one folder take turns."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from typing import IO

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_LOCKED_BYTE = 1 << 40  # Windows locks forbid reading: lock a byte far beyond the text


def locked_file(path: str, wait: Callable[[], None]) -> IO[bytes]:
    """The file, made if it is not there, once nobody else holds it; closing it lets go.

    Args:
        path: The file.
        wait: Called once if another run holds it.

    Raises:
        OSError: It cannot be made or opened.
    """
    told = False
    while True:
        # unbuffered: a line is in the file, or not, when the process is killed
        file = open(path, "a+b", buffering=0)  # noqa: SIM115  held open for the whole run
        if _try_lock(file) and _is(path, file):
            _end_line(file)
            return file
        file.close()  # held by another run, or removed by the run we waited for
        if not told:
            wait()
            told = True
        time.sleep(0.2)


def _is(path: str, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _end_line(file: IO[bytes]) -> None:
    """A torn last line must not swallow the first new one."""
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _try_lock(file: IO[bytes]) -> bool:
    """True if the lock is ours, or if the file system knows no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True
