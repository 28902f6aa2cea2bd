"""Processes that read workbooks within limits, replaced where they die."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

_T = TypeVar("_T")

# What the fork server imports once for all workers: nothing that starts threads.
_SHARED = ("xl_sop.batch.worker", "xl_sop.batch.work", "xl_sop.book.file", "xl_sop.reading.documents")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    Attributes:
        seconds: Wall time of one task, be it a chunk or a single workbook. Ordinary workbooks take
            milliseconds.
        memory: Address space of a worker in bytes. Its libraries map about 0.5 GB before the first workbook.
        chunk: Workbooks in one task: enough to make the fixed cost of a frame (15 ms) small; a second's work.
        chunk_bytes: File bytes in one task, so that large workbooks travel alone.
        alone: A single workbook of up to this many bytes of contents is read in this process: starting a
            worker takes longer.
    """

    seconds: float = 60.0
    memory: int = 3 << 30
    chunk: int = 512
    chunk_bytes: int = 8 << 20
    alone: int = 4 << 20


class ReaderPool:
    """Worker processes within `limits`.

    Args:
        jobs: Number of processes.
        limits: What each may use.
    """

    def __init__(self, jobs: int, limits: Limits) -> None:
        self._jobs = jobs
        self._limits = limits
        self._lock = threading.Lock()
        self._pool = self._fresh()

    def schedule(self, work: Callable[..., _T], chunk: Sequence[object], settings: object) -> Future[_T]:
        """Give a chunk to a worker."""
        with self._lock:
            try:
                return self._start(work, chunk, settings)
            except RuntimeError:
                # The pool gave itself up: a process died before it could say what it was at, and no other was busy.
                # Whatever waited in it ends with BrokenProcessPool.
                self._pool.stop()
                self._pool.join()
                self._pool = self._fresh()
                return self._start(work, chunk, settings)

    def close(self) -> None:
        """End the workers when they have done what was given to them."""
        self._pool.close()
        self._pool.join()

    def stop(self) -> None:
        """End the workers at once."""
        self._pool.stop()
        self._pool.join()

    def _start(self, work: Callable[..., _T], chunk: Sequence[object], settings: object) -> Future[_T]:
        return self._pool.schedule(work, args=(chunk, settings), timeout=self._limits.seconds)

    def _fresh(self) -> ProcessPool:
        import multiprocessing

        from pebble import ProcessPool

        # A fork server is a fresh process without threads, so its forks are safe, and cheap where a worker must
        # be replaced. polars starts threads when imported, so each worker imports it for itself.
        context: Any
        if "forkserver" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(list(_SHARED))
        else:
            context = multiprocessing.get_context("spawn")
        from xl_sop.batch.worker import begin

        # pebble's annotation asks for a protocol of its own, which multiprocessing's contexts do not quite match
        return ProcessPool(self._jobs, initializer=begin, initargs=(self._limits.memory,), context=context)  # pyright: ignore[reportArgumentType]
