"""What is done to a chunk of workbooks, in this process or in a worker: read, check as one frame, encode,
write.

Nothing that goes wrong with one workbook reaches the others: it comes back as that workbook's `Outcome`.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from xl_sop import api, model
from xl_sop.batch.naming import outputs
from xl_sop.batch.outcome import Known, Made, MemoryShort, Outcome, Written, made_of, row_of
from xl_sop.batch.ownership import NOBODYS, Owned, refuse_foreign
from xl_sop.batch.sources import Workbook, readable
from xl_sop.batch.storage import fetch, read_if_there, under, write_whole
from xl_sop.document import Document
from xl_sop.errors import BookError, XlSopError
from xl_sop.findings import Finding
from xl_sop.model import NO_IDENTITY, Sop

Reader = Callable[..., Callable[[], list[Document]]]
_T = TypeVar("_T")

_TOGETHER = 64
"""Workbooks that are opened, then read, then let go: a stage's code stays in the processor's caches, which makes both
a tenth cheaper than workbook by workbook, and their cells never fill the memory."""


class Task(NamedTuple):
    """One workbook of a batch: its position, its outputs' stem, and what is known of it.

    `data` are its bytes where the worker cannot reach its path; `owned` says whose the files are that it may meet.
    """

    position: int
    workbook: Workbook
    stem: str
    known: Known | None = None
    data: bytes | None = None
    owned: Owned = NOBODYS


def open_workbook(data: bytes, *, name: str) -> Callable[[], list[Document]]:
    """What reads all SOPs in the bytes of one workbook, which is opened already."""
    from xl_sop.book.file import book_of
    from xl_sop.reading.documents import read_book

    return partial(read_book, book_of(data, name=name))


@dataclass(frozen=True, slots=True)
class Settings:
    """What every workbook of a batch is read with.

    Attributes:
        out: The output folder; None writes nothing.
        profile: A working-time profile over the workbooks' own.
        lang: Language of the findings.
        lines: Also bring back each document as one line of JSON.
        findings: Also bring back every finding.
        carry: Bring back the bytes of the output files instead of writing them.
        reader: What opens a workbook and gives what reads it; a test may put another in its place. Workers import it
            by name.
    """

    out: str | None = None
    profile: str | None = None
    lang: str = "id"
    lines: bool = False
    findings: bool = False
    carry: bool = False
    reader: Reader = open_workbook


def run_chunk(tasks: Sequence[Task], settings: Settings) -> list[Outcome]:
    """Outcomes parallel to `tasks`."""
    results = [Outcome(task.position, task.workbook.name, task.workbook.path) for task in tasks]
    pending: list[tuple[Task, Outcome, list[Document]]] = []
    for start in range(0, len(tasks), _TOGETHER):
        group = slice(start, start + _TOGETHER)
        pending += _read_together(tasks[group], results[group], settings)
    for (task, outcome, documents), sops in zip(pending, _finished(pending, settings), strict=True):
        if sops is not None:
            _guarded(outcome, lambda t=task, o=outcome, d=documents, s=sops: _deliver(t, o, d, s, settings))
    return results


def _read_together(
    tasks: Sequence[Task], outcomes: Sequence[Outcome], settings: Settings
) -> list[tuple[Task, Outcome, list[Document]]]:
    """The documents of the workbooks that have some and are not up to date."""
    opened = [
        (task, outcome, _guarded(outcome, lambda t=task, o=outcome: _open(t, o, settings)))
        for task, outcome in zip(tasks, outcomes, strict=True)
    ]
    read = [
        (task, outcome, reader and _guarded(outcome, lambda o=outcome, r=reader: _read(o, r)))
        for task, outcome, reader in opened
    ]
    return [(task, outcome, documents) for task, outcome, documents in read if documents]


def count_documents(tasks: Sequence[Task], settings: Settings) -> list[Outcome]:
    """Outcomes with one bare `Made` a document: what names depend on, before any file is written."""
    results: list[Outcome] = []
    for task in tasks:
        outcome = Outcome(task.position, task.workbook.name, task.workbook.path)
        results.append(outcome)
        documents = _guarded(outcome, lambda t=task: settings.reader(_data(t), name=t.workbook.name)())
        outcome.made = [Made(row_of(d.sop, outcome.name, None)) for d in documents or ()]
    return results


def _guarded(outcome: Outcome, action: Callable[[], _T]) -> _T | None:
    """The action's result; None after a failure, which the outcome then tells."""
    try:
        return action()
    except XlSopError as error:
        outcome.error = error
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        outcome.error = MemoryShort()
    except BaseException as error:  # noqa: BLE001  any fault of ours, or a Rust panic, costs this workbook only
        outcome.error = unexpected(error)
        outcome.detail = traceback.format_exc()
    outcome.made, outcome.files, outcome.contents = [], [], []
    return None


def unexpected(error: BaseException) -> XlSopError:
    """The one sentence for a fault that nobody foresaw."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return BookError(
        f"Kesalahan tak terduga ({what}); jalankan lagi dengan --debug dan laporkan keluarannya.",
        f"Unexpected error ({what}); run again with --debug and report what it prints.",
    )


def _data(task: Task) -> bytes:
    return fetch(task.workbook.path) if task.data is None else task.data


def _open(task: Task, outcome: Outcome, settings: Settings) -> Callable[[], list[Document]] | None:
    data = _data(task)
    if task.known is not None and _up_to_date(task, task.known, data, outcome, settings):
        return None
    return settings.reader(data, name=task.workbook.name)


def _read(outcome: Outcome, reader: Callable[[], list[Document]]) -> list[Document]:
    documents = reader()
    outcome.sha256 = documents[0].sop.source.sha256 if documents else None
    if is_untouched(documents):
        outcome.template = True
        return []
    if not documents:
        raise BookError("Tidak ada SOP di buku kerja ini.", "There is no SOP in this workbook.")
    return documents


def is_untouched(documents: Sequence[Document]) -> bool:
    """True for our own template as it was given out: its version is there, and nothing has been filled in."""
    if len(documents) != 1:
        return False
    sop, found = documents[0].sop, documents[0].as_found
    return (
        sop.source.template_version is not None
        and not sop.steps
        and sop.identity == NO_IDENTITY
        and (found.worksheet is None or all(cell.text is None for cell in found.worksheet.fields.values()))
    )


def _finished(
    pending: Sequence[tuple[Task, Outcome, list[Document]]], settings: Settings
) -> list[list[Sop] | None]:
    """The checked documents of each workbook, validated as one frame; None where a workbook failed."""
    everything = [document for _, _, documents in pending for document in documents]
    if not everything:
        return []
    try:
        sops = iter(_checked(everything, settings))
        return [[next(sops) for _ in documents] for _, _, documents in pending]
    except Exception:  # noqa: BLE001  one document breaks the frame: find it by checking each workbook alone
        return [
            _guarded(outcome, lambda d=documents: _checked(d, settings)) for _, outcome, documents in pending
        ]


def _checked(documents: list[Document], settings: Settings) -> list[Sop]:
    by_document: list[list[Finding]] = [[] for _ in documents]
    for finding in api.check(documents, across=False):
        by_document[finding.document].append(finding)
    return [
        api.finish(document, findings, profile=settings.profile, lang=settings.lang)
        for document, findings in zip(documents, by_document, strict=True)
    ]


def _deliver(
    task: Task, outcome: Outcome, documents: list[Document], sops: list[Sop], settings: Settings
) -> None:
    names = outputs(task.stem, len(sops))
    if settings.out is not None and not settings.carry:
        refuse_foreign(settings.out, names, outcome.sha256, task.owned)
    for document, sop, name in zip(documents, sops, names, strict=True):
        line = api.encoded(sop)
        cells = document.as_found.identity.get("number")
        number_cell = cells[0].address if cells else None
        if settings.out is not None:
            data = model.pretty(line)
            if settings.carry:
                outcome.contents.append(data)
            else:
                write_whole(under(settings.out, name), data, durable=False)
            outcome.files.append(Written(name, hashlib.sha256(data).hexdigest(), number_cell))
        row = row_of(sop, outcome.name, readable(name))
        made = made_of(sop, row, line if settings.lines else b"", number_cell, findings=settings.findings)
        outcome.made.append(made)


def carry(task: Task, settings: Settings) -> Task | Outcome:
    """The task with its workbook's bytes, or its outcome where it is up to date or cannot be read."""
    outcome = Outcome(task.position, task.workbook.name, task.workbook.path)

    def read() -> Task | None:
        data = _data(task)
        if task.known is not None and _up_to_date(task, task.known, data, outcome, settings):
            return None
        return task._replace(data=data, known=None)

    return _guarded(outcome, read) or outcome


def keep(outcome: Outcome, owned: Owned, out: str) -> None:
    """Write the files that an outcome brought back."""

    def write() -> None:
        refuse_foreign(out, [file.name for file in outcome.files], outcome.sha256, owned)
        for file, data in zip(outcome.files, outcome.contents, strict=True):
            write_whole(under(out, file.name), data, durable=False)

    if outcome.contents:
        _guarded(outcome, write)
        outcome.contents = []


def _up_to_date(task: Task, known: Known, data: bytes, outcome: Outcome, settings: Settings) -> bool:
    """True, and the outcome filled in from the earlier run's files, if workbook and files are unchanged."""
    if settings.out is None or [file.name for file in known.files] != outputs(task.stem, len(known.files)):
        return False
    if hashlib.sha256(data).hexdigest() != known.sha256:
        return False
    made: list[Made] = []
    for name, digest, number_cell in known.files:
        try:
            written = read_if_there(under(settings.out, name))
        except OSError:  # not to be read: writing it anew will tell why
            return False
        if written is None or hashlib.sha256(written).hexdigest() != digest:
            return False
        sop = model.decode(written)
        line = model.encode(sop) if settings.lines else b""
        row = row_of(sop, outcome.name, readable(name))
        made.append(made_of(sop, row, line, number_cell, findings=settings.findings))
    outcome.made, outcome.files = made, known.files
    outcome.sha256, outcome.fresh = known.sha256, False
    return True
