"""What earlier runs made of each workbook, kept in the output folder: for `--resume`, and to know whose a file is.

While a run lasts, every finished workbook adds a line to a journal; at the end manifest and journal become
one sorted manifest. A killed run leaves the journal, whose last line may be torn. Neither holds times, and
workbooks stand in it as seen from the output folder, so equal runs leave equal manifests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager

import msgspec
from msgspec.structs import replace

import xl_sop
from xl_sop.batch import storage
from xl_sop.batch.naming import blind, stem_of
from xl_sop.batch.outcome import Known, Outcome
from xl_sop.batch.ownership import NOBODYS, Owned, Owner, digest
from xl_sop.batch.sources import is_safe, readable
from xl_sop.batch.storage import under

MANIFEST = ".xl-sop-manifest"
JOURNAL = ".xl-sop-journal"


class Entry(msgspec.Struct, kw_only=True):
    """One workbook of the manifest.

    Attributes:
        name: Its path relative to its SOURCE folder.
        origin: Where it is, as seen from the output folder.
        options: What it was converted with.
        known: What came out.
    """

    name: str
    origin: str
    options: str
    known: Known


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Entry).decode


def options_key(profile: str | None, lang: str) -> str:
    """Everything besides the workbook that decides its outputs."""
    return f"{xl_sop.__version__} profile={profile or ''} lang={lang}"


class Ledger:
    """Entries by workbook, and the workbook by file: a file belongs to the one that was noted last."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}
        self._owners: dict[str, tuple[str, str]] = {}
        self._by_stem: dict[str, set[str]] = defaultdict(set)

    def note(self, entry: Entry) -> None:
        """Add an entry, in place of an earlier one of the same workbook."""
        key = (entry.name, entry.origin)
        for file in entry.known.files:
            name = blind(file.name)
            owner = self._owners.get(name)
            if owner is not None and owner != key:
                self._take_away(owner, name)
            self._owners[name] = key
            # `a.1.json` is of `a.xlsx` with several SOPs, or of `a.1.xlsx`
            for stem in (name.removesuffix(".json"), stem_of(name)):
                self._by_stem[stem].add(name)
        self._entries[key] = entry

    def entry(self, name: str, origin: str) -> Entry | None:
        """What is known of a workbook."""
        return self._entries.get((name, origin))

    def owned(self, stem: str, together: Set[str]) -> Owned:
        """Whose the outputs of a stem are; those of workbooks whose origin is in `together` count as one's own."""
        mine: set[str] = set()
        others: dict[str, Owner] = {}
        for name in self._by_stem.get(blind(stem), ()):
            entry = self._entries[self._owners[name]]
            if entry.origin in together:
                mine.add(name)
            else:
                others[name] = Owner(entry.origin, entry.known.sha256)
        return Owned(frozenset(mine), others) if mine or others else NOBODYS

    def lines(self) -> list[bytes]:
        """The entries with files, encoded and sorted."""
        return [
            _encode(self._entries[key]) + b"\n"
            for key in sorted(self._entries)
            if self._entries[key].known.files
        ]

    def _take_away(self, key: tuple[str, str], name: str) -> None:
        entry = self._entries[key]
        files = [file for file in entry.known.files if blind(file.name) != name]
        self._entries[key] = replace(entry, known=entry.known._replace(files=files))


class Manifest:
    """The manifest of one output folder during a run.

    Args:
        out: The output folder.
        journal: Takes a line for every workbook.
        options: From `options_key`.
    """

    def __init__(self, out: str, journal: storage.Journal, options: str) -> None:
        self._out = out
        self._journal = journal
        self._options = options
        self._ledger = Ledger()
        for file in (MANIFEST, JOURNAL):
            for entry in _entries(under(out, file)):
                self._ledger.note(entry)

    def known(self, place: str, origin: str) -> Known | None:
        """What an earlier run with the same options made of a workbook."""
        entry = self._ledger.entry(readable(place), readable(origin))
        return entry.known if entry is not None and entry.options == self._options else None

    def owned(self, stem: str, together: Set[str]) -> Owned:
        """What earlier runs know of the outputs that a stem may have; see `Ledger.owned`."""
        return self._ledger.owned(stem, together)

    def add(self, place: str, origin: str, outcome: Outcome) -> None:
        """Note a finished workbook, and remove files of an earlier run that it no longer yields.

        Only files that still hold what that run wrote are removed. After a failure all are kept, and
        `outcome.kept` names them.
        """
        name, origin = readable(place), readable(origin)
        earlier = self._ledger.entry(name, origin)
        if outcome.error is not None:
            if earlier is not None:
                outcome.kept = [f.name for f in earlier.known.files if _is_there(under(self._out, f.name))]
            return
        if earlier is not None:
            kept = {file.name for file in outcome.files}
            for file in earlier.known.files:
                if file.name not in kept:
                    _discard_if(under(self._out, file.name), file.sha256)
        if earlier is None and not outcome.files:
            return
        known = Known(outcome.sha256 or "", outcome.files)
        entry = Entry(name=name, origin=origin, options=self._options, known=known)
        try:
            line = _encode(entry)
        except UnicodeEncodeError:  # a file name that is no text: always converted anew
            return
        self._journal.write(line + b"\n")
        self._ledger.note(entry)

    def close(self) -> None:
        """Fold manifest and journal into one."""
        storage.write_whole(under(self._out, MANIFEST), b"".join(self._ledger.lines()))


def _entries(path: str) -> Iterator[Entry]:
    for line in (storage.read_if_there(path) or b"").split(b"\n"):
        try:
            entry = _decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # the torn end of a killed run, or of the file
            continue
        # a line that somebody else wrote must not lead out of the folder
        if all(is_safe(file.name) and file.name.endswith(".json") for file in entry.known.files):
            yield entry


def _is_there(path: str) -> bool:
    try:
        return storage.read_if_there(path) is not None
    except OSError:  # there, if not for us to read
        return True


def _discard_if(path: str, sha256: str) -> None:
    try:
        data = storage.read_if_there(path)
    except OSError:  # whoever took away our right to read it has changed it
        return
    if data is not None and digest(data) == sha256:
        storage.discard(path)


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
    with storage.journal(out, JOURNAL, wait=wait) as journal:
        manifest = Manifest(out, journal, options)
        yield manifest
        manifest.close()
