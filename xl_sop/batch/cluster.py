"""The same chunks on the workers of an existing dask.distributed cluster; distributed is imported here only.

Nothing is assumed of the workers' disks. A workbook at a path is read by this process and travels with its
chunk, and its JSON comes back to be written here; what is at a URL is read and written by the worker. (A disk
that all machines share is therefore best named by a URL: file:///share/….)

A worker does not read workbooks itself: it keeps processes of its own for a run, within the limits that hold
on one machine, so that a workbook that kills, hangs or eats its reader costs one workbook, with the same
sentence, and the cluster stays whole. Where a machine is lost, dask gives its chunks to another one.
"""

from __future__ import annotations

import logging
import os
import pickle
import pkgutil
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import xl_sop
from xl_sop.batch.engine import Work, chunked, died, failed, settle
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.pool import Limits, ReaderPool
from xl_sop.batch.storage import is_url
from xl_sop.batch.work import Settings, Task, carry, keep, run_chunk
from xl_sop.errors import XlSopError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from distributed import Client

_CONNECT = 10.0  # seconds to reach the scheduler
_PATIENCE = 5.0  # seconds of waiting for a result before looking whether there still are workers
_LONELY = 60.0  # seconds without any worker before a run is given up
_IDLE = 60.0  # seconds after which a worker ends the processes of a run that was cut off


class ClusterError(XlSopError):
    """The cluster cannot do the work, or can no longer do it."""


class _Sent(NamedTuple):
    """A chunk on its way: the outcomes known already, the tasks that were sent, and their future."""

    known: list[Outcome]
    tasks: list[Task]
    future: Any


@contextmanager
def connected(address: str, limits: Limits | None = None) -> Iterator[Cluster]:
    """The engine that runs chunks on the cluster whose scheduler is at `address` (tcp://host:8786).

    Raises:
        ClusterError: dask is not installed here, the scheduler cannot be reached, or a worker has no xl_sop or
            another version of it.
    """
    try:
        from dask import config
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise ClusterError(
            "--dask memerlukan paket tambahan; di folder sumber xl_sop jalankan: pip install '.[dask]'",
            "--dask needs another package; in xl_sop's source folder run: pip install '.[dask]'",
        ) from error
    for noisy in ("asyncio", "distributed", "distributed.client", "tornado"):
        # what matters is told in our sentences
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    with config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
        try:
            resolve_address(address)  # a client that was never connected complains when it is thrown away
            client = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise ClusterError(
                f"Penjadwal dask di {address} tidak dapat dihubungi; periksa alamat dan jaringannya.",
                f"No dask scheduler answers at {address}; check the address and the network.",
            ) from error
        with client:
            _same_version(client)
            cluster = Cluster(client, limits or Limits())
            try:
                yield cluster
            finally:
                cluster.release()


class Cluster:
    """An `Engine` whose workers are those of a dask cluster.

    Args:
        client: Connected to the scheduler.
        limits: What a reading process may use.
    """

    def __init__(self, client: Client, limits: Limits) -> None:
        self._client = client
        self._limits = limits
        self._run = os.urandom(8).hex()

    def __call__(
        self, tasks: Sequence[Task], settings: Settings, *, work: Work = run_chunk
    ) -> Generator[Outcome, None, None]:
        """As `engine.outcomes`."""
        waiting: deque[_Sent] = deque()
        try:
            for chunk in chunked(tasks, self._limits, self._threads()):
                waiting.append(self._send(chunk, settings, work))
                if len(waiting) > 2 * self._threads() + 1:  # results are not piled up: memory stays flat
                    yield from self._settle(waiting.popleft(), settings, work)
            while waiting:
                yield from self._settle(waiting.popleft(), settings, work)
        finally:
            futures = [sent.future for sent in waiting if sent.future is not None]
            if futures and self._client.status == "running":
                with _scheduler_answers():
                    self._client.cancel(futures)

    def release(self) -> None:
        """End the processes that the workers keep for this run."""
        # where the scheduler is gone, the workers end them by themselves after a while
        if self._client.status == "running":
            with suppress(OSError, RuntimeError):
                self._client.run(release, self._run, on_error="ignore")

    def workers(self) -> dict[str, int]:
        """The number of threads of each worker by its address."""
        with _scheduler_answers():
            threads: Any = self._client.nthreads()
        return dict(threads)

    def _threads(self) -> int:
        return max(1, sum(self.workers().values()))

    def _send(self, chunk: list[Task], settings: Settings, work: Work) -> _Sent:
        known: list[Outcome] = []
        here = _is_here(settings)
        tasks: list[Task] = []
        for task in chunk:
            # only this process can read what is at a path; and whether results at a path are up to date
            if is_url(task.workbook.path) and not (here and task.known):
                tasks.append(task)
                continue
            carried = carry(task, settings)
            if isinstance(carried, Outcome):
                known.append(carried)
            else:
                tasks.append(carried)
        if not tasks:
            return _Sent(known, tasks, None)
        return _Sent(known, tasks, self._submit(tasks, settings, work))

    def _submit(self, tasks: list[Task], settings: Settings, work: Work) -> Any:
        settings = replace(settings, carry=_is_here(settings))
        # bytes, so that nobody looks into them on the way and nobody unpickles what another version made
        packed = pickle.dumps((tasks, settings, self._limits, work))
        with _scheduler_answers():
            return self._client.submit(isolated, xl_sop.__version__, self._run, packed, pure=False)

    def _settle(self, sent: _Sent, settings: Settings, work: Work) -> list[Outcome]:
        outcomes = sent.known + self._results(sent, settings, work)
        owned = {task.position: task.owned for task in sent.tasks}
        for outcome in outcomes:
            if settings.out is not None and outcome.contents:
                keep(outcome, owned[outcome.index], settings.out)
        return sorted(outcomes, key=lambda outcome: outcome.index)

    def _results(self, sent: _Sent, settings: Settings, work: Work) -> list[Outcome]:
        if sent.future is None:
            return []
        from distributed import KilledWorker

        try:
            return self._result(sent.future)
        except KilledWorker:
            # machine after machine was lost with this chunk: find out which workbook it was
            if len(sent.tasks) == 1:
                return [failed(sent.tasks[0], died())]
        # one after the other: dask also gives up what happened to wait on a machine that was lost
        results: list[Outcome] = []
        for task in sent.tasks:
            results += self._results(_Sent([], [task], self._submit([task], settings, work)), settings, work)
        return results

    def _result(self, future: Any) -> list[Outcome]:
        from concurrent.futures import CancelledError

        lonely_since: float | None = None
        while True:
            try:
                return pickle.loads(future.result(timeout=_PATIENCE))
            except TimeoutError as error:
                if self.workers():
                    lonely_since = None
                    continue
                lonely_since = lonely_since or time.monotonic()
                if time.monotonic() - lonely_since > _LONELY:
                    raise ClusterError(
                        "Klaster dask tidak memiliki pekerja; jalankan pekerjanya, lalu lanjutkan dengan --resume.",
                        "The dask cluster has no workers; start some, then go on with --resume.",
                    ) from error
            except (CancelledError, OSError) as error:
                raise _cut_off() from error


@contextmanager
def _scheduler_answers() -> Iterator[None]:
    """Say so where the scheduler is gone, whatever dask raises then."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _cut_off() from error


def _cut_off() -> ClusterError:
    return ClusterError(
        "Hubungan dengan penjadwal dask terputus; lanjutkan dengan --resume.",
        "The connection to the dask scheduler is lost; go on with --resume.",
    )


def _is_here(settings: Settings) -> bool:
    """True where outputs go to a path, which only this process can reach."""
    return settings.out is not None and not is_url(settings.out)


def _same_version(client: Client) -> None:
    """Raises ClusterError unless all workers have this version; one that joins later is checked by its tasks."""
    # a function of Python's own: one of ours could not even be unpickled where xl_sop is missing
    found: Any = client.run(pkgutil.resolve_name, "xl_sop:__version__", on_error="return")
    for address, version in found.items():
        if isinstance(version, ImportError):
            raise ClusterError(
                f"xl-sop belum terpasang di pekerja dask {address}; "
                f"pasang di sana versi {xl_sop.__version__}, dari sumber yang sama",
                f"xl-sop is not installed on the dask worker {address}; "
                f"install version {xl_sop.__version__} there, from the same source",
            )
        if version != xl_sop.__version__:
            raise _other_version(address, version, xl_sop.__version__)


def _other_version(address: str, there: str, here: str) -> ClusterError:
    return ClusterError(
        f"Pekerja dask {address} memakai xl-sop {there}, di sini {here}; samakan versinya.",
        f"The dask worker {address} has xl-sop {there}, here it is {here}; install the same version.",
    )


# --- on a worker ---------------------------------------------------------------------------------------------


class _Kept:
    """The processes that this worker keeps for a run, until it ends or is not heard of any more."""

    def __init__(self, pool: ReaderPool) -> None:
        self.pool = pool
        self.futures: set[Future[list[Outcome]]] = set()
        self.busy = 0
        self.ended = False
        self.timer: threading.Timer | None = None


_kept: dict[str, _Kept] = {}
_lock = threading.Lock()


def isolated(version: str, run: str, packed: bytes) -> bytes:
    """Outcomes of a chunk, in processes of this worker that may die."""
    from distributed import get_worker

    if version != xl_sop.__version__:
        raise _other_version(get_worker().address, xl_sop.__version__, version)
    tasks, settings, limits, work = pickle.loads(packed)
    with _joined(run, get_worker().state.nthreads, limits) as kept:

        def start(chunk: list[Task]) -> Future[list[Outcome]]:
            with _lock:
                future: Future[list[Outcome]] = kept.pool.schedule(work, chunk, settings)
                kept.futures.add(future)
                if kept.ended:
                    future.cancel()
            return future

        return pickle.dumps(settle(tasks, start(tasks), start, limits))


@contextmanager
def _joined(run: str, jobs: int, limits: Limits) -> Iterator[_Kept]:
    """The processes of a run; whoever leaves last ends them if the run has ended, else a timer will."""
    with _lock:
        if run not in _kept:
            _may_have_children()
            _kept[run] = _Kept(ReaderPool(jobs, limits))
        kept = _kept[run]
        kept.busy += 1
        if kept.timer is not None:
            kept.timer.cancel()
    try:
        yield kept
    finally:
        with _lock:
            kept.busy -= 1
            if not kept.busy:
                kept.futures.clear()
                kept.timer = threading.Timer(0 if kept.ended else _IDLE, _expire, [run])
                kept.timer.daemon = True
                kept.timer.start()


def release(run: str) -> None:
    """End a run on this worker: what it is doing is cancelled."""
    with _lock:
        kept = _kept.get(run)
        if kept is None:
            return
        kept.ended = True
        for future in kept.futures:
            future.cancel()  # the pool ends the process that is at it
    _expire(run)


def _expire(run: str) -> None:
    with _lock:
        if run not in _kept or _kept[run].busy:
            return
        kept = _kept.pop(run)
        if kept.timer is not None:
            kept.timer.cancel()
    kept.pool.close()


def _may_have_children() -> None:
    """A nanny makes its worker a daemonic process, which may have no children: ours end with it anyway."""
    import multiprocessing

    multiprocessing.current_process().daemon = False
