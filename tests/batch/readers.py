"""A reader that does what its file says, to see what a batch makes of it. Workers import it by name.

The file's text is a list of words: a number N stands for N SOPs, any other word names what goes wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from xl_sop.address import Address
from xl_sop.document import AsFound, Cell, Document
from xl_sop.errors import BookError
from xl_sop.model import (
    NO_DURATION,
    NO_IDENTITY,
    NO_RESPONSIBLE,
    NO_SOURCE,
    Identification,
    Origin,
    Sop,
    Step,
)
from xl_sop.waktu.minutes import build


class Panic(BaseException):
    """What a panic in a Rust library looks like from Python."""


def read(data: bytes, *, name: str) -> Callable[[], list[Document]]:
    """What gives the documents that a file of words asks for."""
    documents: list[Document] = []
    for word in data.decode().split():
        if word in _FAULTS:
            _FAULTS[word]()
        elif word.startswith("tight:"):
            _once(Path(word.removeprefix("tight:")))
        else:
            documents += [_document(name, data, i) for i in range(int(word))]
    return lambda: documents


def where(data: bytes, *, name: str) -> Callable[[], list[Document]]:
    """One document, numbered by the process that read it."""
    return lambda: [_document(str(os.getpid()), data, 0)]


def slow_read(data: bytes, *, name: str) -> Callable[[], list[Document]]:
    """The same, as slow as a large workbook."""
    time.sleep(0.02)
    return read(data, name=name)


def workbooks(folder: Path, words: dict[str, str]) -> Path:
    """A folder of such files."""
    for name, text in words.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def placeless(manifest: bytes) -> list[dict[str, object]]:
    """The lines of a manifest without where the workbooks are: a URL and a path of one file differ there only."""
    lines = [json.loads(line) for line in manifest.splitlines()]
    return [{key: value for key, value in line.items() if key != "origin"} for line in lines]


def _crash() -> None:
    os._exit(3)


def _unplug() -> None:
    """Kill the process that started the pool of this one: what a machine does that loses its power."""
    pool = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(pool, signal.SIGKILL)
    time.sleep(600)


def _hang() -> None:
    time.sleep(600)


def _eat() -> None:
    held = []
    while True:
        held.append(bytes(256 << 20))


def _once(marker: Path) -> None:
    """No memory the first time, as behind a large workbook of the same task; enough the second time."""
    if not marker.exists():
        marker.touch()
        raise MemoryError


def _raise() -> None:
    raise ValueError("of two\nlines")


def _panic() -> None:
    raise Panic("index out of bounds")


def _refuse() -> None:
    raise BookError("Berkas rusak.", "The file is damaged.")


_FAULTS: dict[str, Callable[[], None]] = {
    "crash": _crash,
    "unplug": _unplug,
    "hang": _hang,
    "eat": _eat,
    "raise": _raise,
    "panic": _panic,
    "refuse": _refuse,
}


def _document(name: str, data: bytes, i: int) -> Document:
    number = f"061/{i + 1}/{name}"
    step = Step(
        number=1,
        description=f"Menyusun laporan {i}",
        performers=[],
        requirements="Data",
        duration=NO_DURATION,
        output="Laporan",
        note=None,
        next=[],
        origin=Origin(sheet="Prosedur", row=4 + i),
    )
    sop = Sop(
        schema_version="1",
        source=_source(name, data),
        identity=_identity(number, name),
        performers=[],
        steps=[step],
        totals=build([step], [], "perpres21"),
        identification=_IDENTIFICATION,
        findings=[],
    )
    cell = Cell(Address("Identitas", 2 + i, 2), number, number)
    return Document(sop, AsFound(sheets=["Identitas", "Prosedur"], identity={"number": [cell]}))


def _source(name: str, data: bytes) -> object:
    from msgspec.structs import replace

    return replace(NO_SOURCE, file=name, sha256=hashlib.sha256(data).hexdigest())


def _identity(number: str, name: str) -> object:
    from msgspec.structs import replace

    return replace(NO_IDENTITY, number=number, name=f"Laporan {name}")


_IDENTIFICATION = Identification(
    sop_title=None,
    kind=None,
    responsible=NO_RESPONSIBLE,
    scope=None,
    activity_title=None,
    first=None,
    main=None,
    last=None,
    steps=[],
)
