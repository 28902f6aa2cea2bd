"""A dask cluster of separate processes on this machine, started by dask's own commands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.command import ROOT


class DaskCluster:
    """A scheduler, and workers that may be added; a process group each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        # one lost machine is enough for dask to give a task up: a test need not lose four
        self._start("scheduler", "--port", "0", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
        end = time.monotonic() + 30
        while not (self._file.exists() and self._file.stat().st_size):
            assert time.monotonic() < end, self._log()
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]

    def add_worker(self, python_path: Path = ROOT) -> None:
        """A worker with one thread, under a nanny; `python_path` is where it finds xl_sop."""
        self._settle()  # a worker that was killed comes back: it must not be taken for the new one
        folder = self._folder / f"worker-{len(self._processes)}"
        self._start(
            "worker", "--nthreads", "1", "--local-directory", str(folder), PYTHONPATH=str(python_path)
        )
        self._settle()

    def remove_worker(self) -> None:
        """The one that was added last is gone at once."""
        self._kill(self._processes.pop())
        self._settle()

    def _settle(self) -> None:
        """Wait until the scheduler knows every worker that was started, and no other."""
        end = time.monotonic() + 30
        while self._workers() != len(self._processes) - 1:
            assert time.monotonic() < end, self._log()
            time.sleep(0.05)

    def stop_scheduler(self) -> None:
        """The scheduler is gone at once; the workers are left without one."""
        self._kill(self._processes.pop(0))

    def stop(self) -> None:
        """All processes, and those that they started."""
        while self._processes:
            self._kill(self._processes.pop())

    def readers(self) -> int:
        """Reading processes that the workers keep: children of a fork server, which is a child of a worker."""
        parents = _parents()
        groups = {process.pid for process in self._processes}
        forked = [
            pid
            for pid, (parent, group) in parents.items()
            if group in groups and "forkserver" in _command(pid) and "forkserver" in _command(parent)
        ]
        return len(forked)

    def _workers(self) -> int:
        from distributed import Client

        with Client(self.address, timeout=10, set_as_default=False) as client:
            return len(client.nthreads())

    def _start(self, role: str, *arguments: str, **env: str) -> None:
        common = ("--scheduler-file", str(self._file), "--host", "127.0.0.1", "--no-dashboard")
        log = open(self._folder / "log.txt", "ab")  # noqa: SIM115  the process keeps it open
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", role, *common, *arguments],
                env={**os.environ, "PYTHONPATH": str(ROOT), **env},
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self._folder,
            )
        self._processes.append(process)

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(30)

    def _log(self) -> str:
        return (self._folder / "log.txt").read_text(errors="replace")


def _parents() -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            found[int(entry.name)] = int(fields[1]), int(fields[2])
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    """A cluster that is gone when the block ends."""
    cluster = DaskCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.stop()
