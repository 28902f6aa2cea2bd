"""Chunks of workbooks through worker processes: one that dies, hangs or eats memory costs one workbook.

Workbooks go to the workers in chunks, so that their step rows are validated as one frame. If a chunk's worker
dies or runs out of time, its workbooks are tried again one by one; the one that does it again is reported,
the others go on. Outcomes come back in the order of the tasks, whatever the number of workers.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from xl_sop.batch.outcome import MemoryShort, Outcome
from xl_sop.batch.work import Settings, Task, run_chunk
from xl_sop.errors import BookError, XlSopError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

# What the fork server imports once for all workers: nothing that starts threads.
_SHARED = ("xl_sop.book.file", "xl_sop.reading.documents")

Work = Callable[[Sequence[Task], Settings], list[Outcome]]


class Engine(Protocol):
    """What runs tasks and gives their outcomes in order: `outcomes` on this machine, or a cluster."""

    def __call__(
        self, tasks: Sequence[Task], settings: Settings, *, work: Work = run_chunk
    ) -> Generator[Outcome, None, None]: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    Attributes:
        seconds: Wall time of one task, be it a chunk or a single workbook. Ordinary workbooks take
            milliseconds.
        memory: Address space of a worker in bytes. Its libraries map about 0.5 GB before the first workbook.
        chunk: Workbooks in one task: enough to make the fixed cost of a frame (7 ms) small; a second's work.
        chunk_bytes: File bytes in one task, so that large workbooks travel alone.
        alone: A single workbook of up to this many bytes of contents is read in this process: starting a
            worker takes longer.
    """

    seconds: float = 60.0
    memory: int = 3 << 30
    chunk: int = 256
    chunk_bytes: int = 8 << 20
    alone: int = 4 << 20


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
    pool = new_pool(jobs, limits)
    start = starter(pool, settings, limits, work)
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
        pool.join()


def starter(
    pool: ProcessPool, settings: Settings, limits: Limits, work: Work
) -> Callable[[list[Task]], Future[list[Outcome]]]:
    """What gives a chunk to the pool."""
    return lambda chunk: pool.schedule(work, args=(chunk, settings), timeout=limits.seconds)


def settle(
    chunk: list[Task],
    future: Future[list[Outcome]],
    start: Callable[[list[Task]], Future[list[Outcome]]],
    limits: Limits,
) -> list[Outcome]:
    """The chunk's outcomes; whatever its worker could not do is tried again, each workbook alone."""
    from concurrent.futures import TimeoutError as Expired

    from pebble import ProcessExpired

    results: list[Outcome | None] = [None] * len(chunk)
    error: XlSopError | None = None
    try:
        results = list(future.result())
    except Expired:
        error = _too_slow(limits)
    except ProcessExpired:
        error = died()
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


def new_pool(jobs: int, limits: Limits) -> ProcessPool:
    """Worker processes within `limits`."""
    import multiprocessing

    from pebble import ProcessPool

    # A fork server is a fresh process without threads, so its forks are safe, and cheap where a worker must
    # be replaced. polars starts threads when imported, so each worker imports it for itself.
    context: Any
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["xl_sop.batch.worker", "xl_sop.batch.work", *_SHARED])
    else:
        context = multiprocessing.get_context("spawn")
    from xl_sop.batch.worker import begin

    # pebble's annotation asks for a protocol of its own, which multiprocessing's contexts do not quite match
    return ProcessPool(jobs, initializer=begin, initargs=(limits.memory,), context=context)  # pyright: ignore[reportArgumentType]
