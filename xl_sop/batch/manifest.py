"""What an earlier run made of each workbook, kept in the output folder so that `--resume` can go on from
there.

While a run lasts, every finished workbook adds a line to a journal; at the end manifest and journal become
one sorted manifest. A killed run leaves the journal, whose last line may be torn. Neither holds times or
absolute paths, so equal runs leave equal manifests. The open journal is also the lock that makes two runs
into one folder take turns.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

import msgspec

import xl_sop
from xl_sop.batch.files import WriteError, discard, write_whole
from xl_sop.batch.outcome import Known, Outcome
from xl_sop.batch.sources import readable

MANIFEST = ".xl-sop-manifest"
JOURNAL = ".xl-sop-journal"
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_LOCKED_BYTE = 1 << 40  # Windows locks forbid reading: lock a byte far beyond the text


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

    def __init__(self, out: str, journal: IO[bytes], options: str) -> None:
        self._out = out
        self._journal = journal
        self._options = options
        self.before: dict[str, Entry] = {}
        for file in (MANIFEST, JOURNAL):
            self.before.update(_entries(os.path.join(out, file)))
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
                    _discard_if(os.path.join(self._out, *file.name.split("/")), file.sha256)
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
        write_whole(os.path.join(self._out, MANIFEST), b"".join(lines))


def _entries(path: str) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    try:
        with open(path, "rb") as file:
            for line in file:
                try:
                    entry = _decode(line)
                except (msgspec.MsgspecError, UnicodeDecodeError):  # the torn end of a killed run
                    continue
                entries[entry.name] = entry
    except FileNotFoundError:  # the first run into this folder
        pass
    return entries


def _discard_if(path: str, sha256: str) -> None:
    import hashlib

    try:
        with open(path, "rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:  # gone, or no longer a file
        return
    if same:
        discard(path)


@contextmanager
def open_manifest(out: str, options: str, *, wait: Callable[[], None]) -> Iterator[Manifest]:
    """The manifest of `out` for one run; another run into the same folder is waited for.

    Args:
        out: The output folder, which is made.
        options: From `options_key`.
        wait: Called once if another run holds the folder.

    Raises:
        WriteError: The folder cannot be made or written into.
    """
    path = os.path.join(out, JOURNAL)
    try:
        os.makedirs(out, exist_ok=True)
        journal = _locked(path, wait)
    except OSError as error:
        raise WriteError.at(out, error) from error
    try:
        manifest = Manifest(out, journal, options)
        yield manifest
        manifest.close()
        # Windows removes no open file
        if os.name == "nt":
            journal.close()
        discard(path)
    finally:
        journal.close()


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
