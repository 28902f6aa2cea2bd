"""Chunks of workbooks through worker processes: one that dies, hangs or eats memory costs one workbook.

Workbooks go to the workers in chunks, so that their step rows are validated as one frame. If a chunk's worker
dies or runs out of time, its workbooks are tried again one by one; the one that does it again is reported,
the others go on. Outcomes come back in the order of the tasks, whatever the number of workers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from xl_sop.batch.outcome import MemoryShort, Outcome
from xl_sop.batch.pool import Limits, ReaderPool
from xl_sop.batch.work import Settings, Task, run_chunk
from xl_sop.errors import BookError, XlSopError

if TYPE_CHECKING:
    from concurrent.futures import Future

_PATIENCE = 5
"""Attempts for a workbook whose worker ended together with all others."""

Work = Callable[[Sequence[Task], Settings], list[Outcome]]


class Engine(Protocol):
    """What runs tasks and gives their outcomes in order: `outcomes` on this machine, or a cluster."""

    def __call__(
        self, tasks: Sequence[Task], settings: Settings, *, work: Work = run_chunk
    ) -> Generator[Outcome, None, None]: ...


def cores() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(
    tasks: Sequence[Task],
    settings: Settings,
    *,
    jobs: int,
    limits: Limits | None = None,
    work: Work = run_chunk,
) -> Generator[Outcome, None, None]:
    """The outcomes in the order of the tasks, as soon as they can be had; closing it stops the workers."""
    limits = limits or Limits()
    if len(tasks) == 1 and max(_size(tasks[0]), _contents(tasks[0])) <= limits.alone:
        yield from work(tasks, settings)
        return
    chunks = list(chunked(tasks, limits, jobs))
    if chunks:
        yield from _through_pool(chunks, settings, min(jobs, len(chunks)), limits, work)


def _size(task: Task) -> int:
    if task.workbook.size is not None:
        return task.workbook.size
    try:
        return os.stat(task.workbook.path).st_size
    except OSError:
        return 0


def _contents(task: Task) -> int:
    """The bytes in the parts of a workbook; a small file may be a large workbook."""
    from xl_sop.book.file import contents_size

    try:
        return contents_size(task.workbook.path)
    except BookError:  # refused as soon as it is read
        return 0


def chunked(tasks: Sequence[Task], limits: Limits, jobs: int) -> Iterator[list[Task]]:
    """The tasks in chunks for a number of workers."""
    most = max(1, min(limits.chunk, -(-len(tasks) // jobs)))  # a small batch is still spread over all workers
    chunk: list[Task] = []
    weight = 0
    for task in tasks:
        size = _size(task)
        if chunk and (len(chunk) >= most or weight + size > limits.chunk_bytes):
            yield chunk
            chunk, weight = [], 0
        chunk.append(task)
        weight += size
    if chunk:
        yield chunk


def _through_pool(
    chunks: list[list[Task]], settings: Settings, jobs: int, limits: Limits, work: Work
) -> Iterator[Outcome]:
    pool = ReaderPool(jobs, limits)

    def start(chunk: list[Task]) -> Future[list[Outcome]]:
        return pool.schedule(work, chunk, settings)

    finished = False
    try:
        waiting: deque[tuple[list[Task], Future[list[Outcome]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, start(chunk)))
            if len(waiting) > 2 * jobs + 1:  # results are not piled up: memory stays flat
                yield from settle(*waiting.popleft(), start, limits)
        while waiting:
            yield from settle(*waiting.popleft(), start, limits)
        finished = True
    finally:
        if finished:
            pool.close()
        else:
            pool.stop()


def settle(
    chunk: list[Task],
    future: Future[list[Outcome]],
    start: Callable[[list[Task]], Future[list[Outcome]]],
    limits: Limits,
    patience: int = _PATIENCE,
) -> list[Outcome]:
    """The chunk's outcomes; whatever its worker could not do is tried again, each workbook alone.

    Where all workers ended together nobody knows whose fault it was: then a workbook is tried up to `patience`
    times more.
    """
    from concurrent.futures import TimeoutError as Expired
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    results: list[Outcome | None] = [None] * len(chunk)
    error: XlSopError | None = None
    try:
        results = list(future.result())
    except Expired:
        error = _too_slow(limits)
    except ProcessExpired:
        error = died()
    except BrokenProcessPool:
        error = died()
        if len(chunk) == 1 and patience:
            return settle(chunk, start(chunk), start, limits, patience - 1)
    if len(chunk) == 1:
        return [result or failed(chunk[0], error or died()) for result in results]
    again = [i for i, r in enumerate(results) if r is None or isinstance(r.error, MemoryShort)]
    futures = [(i, start([chunk[i]])) for i in again]
    for i, single in futures:
        [results[i]] = settle([chunk[i]], single, start, limits)
    return [result for result in results if result is not None]


def failed(task: Task, error: XlSopError) -> Outcome:
    """What became of a workbook whose worker could not say."""
    return Outcome(task.position, task.workbook.name, task.workbook.path, error=error)


def _too_slow(limits: Limits) -> XlSopError:
    return BookError(
        f"Tidak selesai dibaca dalam {limits.seconds:g} detik; "
        "simpan ulang tanpa lembar dan gambar yang tidak perlu.",
        f"Not read within {limits.seconds:g} seconds; save it again without needless sheets and pictures.",
    )


def died() -> XlSopError:
    """Why a workbook has no result whose worker is gone."""
    return BookError(
        "Pembaca berhenti mendadak pada berkas ini (mungkin rusak atau terlalu besar); "
        "buka dan simpan ulang.",
        "The reader died on this file (it may be damaged or too large); open it and save it again.",
    )
