"""What an earlier run made of each workbook, kept in the output folder so that `--resume` can go on from
there.

While a run lasts, every finished workbook adds a line to a journal; at the end manifest and journal become
one sorted manifest. A killed run leaves the journal, whose last line may be torn. Neither holds times or
absolute paths, so equal runs leave equal manifests. The open journal is also the lock that makes two runs
into one folder take turns. Object stores know neither appending nor locks: at a URL the journal is put anew
every few seconds, and turns are up to the user.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Protocol

import msgspec

import xl_sop
from xl_sop.batch.files import WriteError, discard, read_if_there, write_whole
from xl_sop.batch.outcome import Known, Outcome
from xl_sop.batch.sources import readable
from xl_sop.batch.urls import is_url, under

MANIFEST = ".xl-sop-manifest"
JOURNAL = ".xl-sop-journal"
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_BETWEEN_PUTS = 5.0  # seconds
_LOCKED_BYTE = 1 << 40  # Windows locks forbid reading: lock a byte far beyond the text


class Journal(Protocol):
    """What lines are added to."""

    def write(self, line: bytes, /) -> object: ...

    def close(self) -> None: ...


class Entry(msgspec.Struct, kw_only=True):
    """One workbook of the manifest: its name, what it was converted with, and what came out."""

    name: str
    options: str
    known: Known


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Entry).decode


def options_key(profile: str | None, lang: str) -> str:
    """Everything besides the workbook that decides its outputs."""
    return f"{xl_sop.__version__} profile={profile or ''} lang={lang}"


class Manifest:
    """The manifest of one output folder during a run.

    Attributes:
        before: What earlier runs made, by workbook name.
    """

    def __init__(self, out: str, journal: Journal, options: str) -> None:
        self._out = out
        self._journal = journal
        self._options = options
        self.before: dict[str, Entry] = {}
        for file in (MANIFEST, JOURNAL):
            self.before.update(_entries(under(out, file)))
        self._now: dict[str, Entry] = {}

    def known(self, place: str) -> Known | None:
        """What an earlier run with the same options made of a workbook."""
        entry = self.before.get(readable(place))
        return entry.known if entry is not None and entry.options == self._options else None

    def add(self, place: str, outcome: Outcome) -> None:
        """Note a finished workbook, and remove files of an earlier run that it no longer yields.

        Only files that still hold what that run wrote are removed.
        """
        name = readable(place)
        earlier = self.before.get(name)
        if earlier is not None:
            kept = {file.name for file in outcome.files}
            for file in earlier.known.files:
                if file.name not in kept:
                    _discard_if(under(self._out, file.name), file.sha256)
        if earlier is None and not outcome.files:
            return
        known = Known(outcome.sha256 or "", outcome.files)
        entry = Entry(name=name, options=self._options, known=known)
        try:
            line = _encode(entry)
        except UnicodeEncodeError:  # a file name that is no text: always converted anew
            return
        self._journal.write(line + b"\n")
        self._now[name] = entry

    def close(self) -> None:
        """Fold manifest and journal into one."""
        entries: Mapping[str, Entry] = {**self.before, **self._now}
        lines = [_encode(entries[name]) + b"\n" for name in sorted(entries) if entries[name].known.files]
        write_whole(under(self._out, MANIFEST), b"".join(lines))


def _entries(path: str) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for line in (read_if_there(path) or b"").split(b"\n"):
        try:
            entry = _decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # the torn end of a killed run, or of the file
            continue
        entries[entry.name] = entry
    return entries


def _discard_if(path: str, sha256: str) -> None:
    import hashlib

    try:
        data = read_if_there(path)
    except OSError:  # whoever took away our right to read it has changed it
        return
    if data is not None and hashlib.sha256(data).hexdigest() == sha256:
        discard(path)


@contextmanager
def open_manifest(out: str, options: str, *, wait: Callable[[], None]) -> Iterator[Manifest]:
    """The manifest of `out` for one run; another run into the same folder is waited for.

    Args:
        out: The output folder, which is made.
        options: From `options_key`.
        wait: Called once if another run holds the folder.

    Raises:
        XlSopError: The folder cannot be made or written into.
    """
    path = under(out, JOURNAL)
    if is_url(out):
        journal = _PutJournal(path)
    else:
        try:
            os.makedirs(out, exist_ok=True)
            journal = _locked(path, wait)
        except OSError as error:
            raise WriteError.at(out, error) from error
    try:
        manifest = Manifest(out, journal, options)
        yield manifest
        manifest.close()
        # Windows removes no open file, and a put after the removal would bring it back
        if os.name == "nt" or is_url(out):
            journal.close()
        discard(path)
    finally:
        journal.close()


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


def _locked(path: str, wait: Callable[[], None]) -> IO[bytes]:
    told = False
    while True:
        # unbuffered: a line is in the file, or not, when the process is killed
        journal = open(path, "a+b", buffering=0)  # noqa: SIM115  held open for the whole run
        if _try_lock(journal) and _is(path, journal):
            _end_line(journal)
            return journal
        journal.close()  # held by another run, or removed by the run we waited for
        if not told:
            wait()
            told = True
        time.sleep(0.2)


def _is(path: str, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _end_line(journal: IO[bytes]) -> None:
    """A torn last line must not swallow the first new one."""
    if journal.seek(0, os.SEEK_END):
        journal.seek(-1, os.SEEK_END)
        if journal.read(1) != b"\n":
            journal.write(b"\n")


def _try_lock(journal: IO[bytes]) -> bool:
    """True if the lock is ours, or if the file system knows no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            journal.seek(_LOCKED_BYTE)
            msvcrt.locking(journal.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(journal.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True
