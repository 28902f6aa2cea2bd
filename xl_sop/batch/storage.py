"""Where things are: a path on this machine, or a URL that fsspec understands (s3://…, file://…).

The one module of a batch that knows the difference; the others hand it places. `remote` is its half for URLs,
imported when the first one is met; `package.saving` writes on this machine.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Protocol
from urllib.parse import quote

from xl_sop.package import saving

if TYPE_CHECKING:
    from xl_sop.batch.remote import Found

# two letters at least: C:// is a drive; "::" chains file systems, which is more than a place
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://(?!.*::)", re.DOTALL)
_BETWEEN_PUTS = 5.0
"""Seconds between two puts of a journal at a URL."""


class Journal(Protocol):
    """What lines are added to."""

    def write(self, line: bytes, /) -> object: ...

    def close(self) -> None: ...


def is_url(place: str) -> bool:
    """True for a URL, whatever its file system."""
    return _URL.match(place) is not None


def under(folder: str, name: str) -> str:
    """The place of an output named relative to `folder` with `/`."""
    if is_url(folder):
        return f"{folder.rstrip('/')}/{name}"
    return os.path.join(folder, *name.split("/"))


def absolute(place: str) -> str:
    """A place by which two spellings of one file are known."""
    return place if is_url(place) else os.path.normcase(os.path.abspath(place))


def seen_from(folder: str, place: str) -> str:
    """A place as told from a folder, with `/`, so that both may move together: `../masuk/a.xlsx`, or a URL."""
    if is_url(place):
        return place
    above, name = os.path.split(os.path.abspath(place))
    above = _folder_seen_from(folder if is_url(folder) else os.path.abspath(folder), above)
    return f"{above.rstrip('/')}/{name}" if above != "." else name


# A folder has many workbooks; each of its ancestors would be asked anew for every one.
_real_folder = lru_cache(maxsize=1024)(os.path.realpath)


@lru_cache(maxsize=1024)
def _folder_seen_from(folder: str, other: str) -> str:
    other = _real_folder(other)
    if not is_url(folder):
        with suppress(ValueError):  # another drive of Windows
            other = os.path.relpath(other, _real_folder(folder))
    return other.replace(os.sep, "/")


def link(folder: str | None, place: str) -> str:
    """The target of a link to a place, relative to a folder of this machine if there is one."""
    if is_url(place):
        return quote(place, safe="/:")
    if folder is None:
        return quote(os.path.abspath(place).replace(os.sep, "/"), safe="/:")
    try:
        place = os.path.relpath(place, folder)
    except ValueError:  # another drive of Windows
        place = os.path.abspath(place)
    return quote(place.replace(os.sep, "/"), safe="/:")


def folder_of(place: str) -> str | None:
    """The folder on this machine that a file is in; None for a URL."""
    return None if is_url(place) else os.path.dirname(os.path.abspath(place))


def listing(place: str) -> list[Found] | None:
    """The files that a URL means; None for a place on this machine, which is listed by this machine's rules.

    Raises:
        FileNotFoundError: Nothing is there, or nothing matches.
        XlSopError: The place cannot be listed.
    """
    if not is_url(place):
        return None
    from xl_sop.batch import remote

    return remote.find(place)


def same(place: str, name: str) -> set[object]:
    """Keys by which a file that is reached twice is known; `name` is what it is called."""
    if is_url(place):
        return {place}
    folder, file = os.path.split(os.path.join(os.getcwd(), place))
    real = os.path.realpath(place) if os.path.islink(place) else os.path.join(_real_folder(folder), file)
    return {absolute(place), (real, name)}


def fetch(place: str) -> bytes:
    """The bytes of a workbook. Raises XlSopError."""
    if is_url(place):
        from xl_sop.batch import remote

        return remote.read(place)
    from xl_sop.book.file import read_bytes

    return read_bytes(place)


def read_if_there(place: str) -> bytes | None:
    """The bytes of a file of ours; None if there is no such file. Raises OSError or XlSopError."""
    if is_url(place):
        from xl_sop.batch import remote

        return remote.read_if_there(place)
    try:
        with open(place, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def write_whole(place: str, data: bytes, *, durable: bool = True) -> None:
    """Write a file, whole or not at all; see `saving.whole_file`. Raises XlSopError."""
    if is_url(place):
        from xl_sop.batch import remote

        remote.write(place, data)
    else:
        saving.write_whole(place, data, durable=durable)


@contextmanager
def whole_file(place: str, *, lasting: bool = False) -> Iterator[IO[bytes]]:
    """A file to write into, as `saving.whole_file`; what is for a URL goes there when the block ends well."""
    if is_url(place):
        with local_copy(place) as local, saving.whole_file(local) as file:
            yield file
    else:
        with saving.whole_file(place, lasting=lasting) as file:
            yield file


@contextmanager
def local_copy(place: str) -> Iterator[str]:
    """A path on this machine to write a file to; what is for a URL goes there when the block ends well."""
    if not is_url(place):
        yield place
        return
    from xl_sop.batch import remote

    with tempfile.TemporaryDirectory() as folder:
        local = os.path.join(folder, place.rpartition("/")[2])
        yield local
        if os.path.exists(local):
            remote.upload(place, local)


def discard(place: str) -> None:
    """Remove a file that may not be there. Raises XlSopError."""
    if is_url(place):
        from xl_sop.batch import remote

        remote.discard(place)
    else:
        saving.discard(place)


def sweep(folders: Iterable[str]) -> None:
    """Remove temporary files that a killed run left in `folders`. Raises XlSopError."""
    for folder in folders:
        if is_url(folder):
            from xl_sop.batch import remote

            remote.sweep(folder)
        else:
            saving.sweep([folder])


@contextmanager
def journal(folder: str, name: str, *, wait: Callable[[], None]) -> Iterator[Journal]:
    """A file that lines are added to during a run, removed when the block ends well; the folder is made.

    On this machine it is a lock too: another run in the same folder is waited for. Object stores know neither
    appending nor locks: at a URL it is put anew every few seconds, and turns are up to the user.

    Args:
        folder: Where it is kept.
        name: Its name there.
        wait: Called once if another run holds it.

    Raises:
        XlSopError: The folder cannot be made or written into.
    """
    path = under(folder, name)
    if is_url(folder):
        opened: Journal = _PutJournal(path)
    else:
        from xl_sop.batch.lock import locked_file

        try:
            os.makedirs(folder, exist_ok=True)
            opened = _Lines(locked_file(path, wait), folder)
        except OSError as error:
            raise saving.WriteError.at(folder, error) from error
    try:
        yield opened
        # Windows removes no open file, and a put after the removal would bring it back
        if os.name == "nt" or is_url(folder):
            opened.close()
        discard(path)
    finally:
        opened.close()


class _Lines:
    """A journal on this machine, whose failures name the folder."""

    def __init__(self, file: IO[bytes], folder: str) -> None:
        self._file = file
        self._folder = folder

    def write(self, line: bytes) -> None:
        try:
            self._file.write(line)
        except OSError as error:
            raise saving.WriteError.at(self._folder, error) from error

    def close(self) -> None:
        self._file.close()


class _PutJournal:
    """A journal at a URL: the whole of it is put anew once in a while; a killed run loses the last seconds."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lines = (read_if_there(path) or b"") + b"\n"  # after a torn last line
        self._put()

    def write(self, line: bytes) -> None:
        self._lines += line
        if time.monotonic() - self._at > _BETWEEN_PUTS:
            self._put()

    def _put(self) -> None:
        write_whole(self._path, self._lines)
        self._at, self._size = time.monotonic(), len(self._lines)

    def close(self) -> None:
        if len(self._lines) > self._size:
            self._put()
