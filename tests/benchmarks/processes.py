"""A command and all processes it starts: processor time of all, peak memory of each.

Linux only: the fork server of a batch outlives its parent by an instant, and only a sub-reaper gets to see what it
used.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command used.

    Attributes:
        seconds: Processor time, user and system, of the command and everything it started.
        wall: Time on the clock.
        parent: Peak resident memory of the command itself, in MB.
        workers: The largest peak among the processes it started, in MB; 0 without any.
    """

    seconds: float
    wall: float
    parent: float
    workers: float


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for workbooks and results: in memory where that can be had, since no disk is on trial."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


@cache
def _adopt_orphans() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def run(command: Sequence[str | Path]) -> Usage:
    """Run a command to its end and to the end of what it started.

    Raises:
        RuntimeError: It failed; with its output.
    """
    _adopt_orphans()
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert child.stdout is not None
    said = child.stdout.read()
    seconds, memory = 0.0, {child.pid: 0.0}
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        seconds += used.ru_utime + used.ru_stime
        memory[pid] = used.ru_maxrss / 1024
        if pid == child.pid:
            child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(
            f"{command[0]}: status {child.returncode}\n{said.decode(errors='replace')[-2000:]}"
        )
    wall = time.monotonic() - started
    return Usage(seconds, wall, memory.pop(child.pid), max(memory.values(), default=0.0))


def convert(folder: Path, out: Path, *, jobs: int = 1) -> Usage:
    """`xl-sop convert` of a folder into a fresh one."""
    return run(
        [sys.executable, "-m", "xl_sop", "convert", folder, "--out", out, "--jobs", str(jobs), "--quiet"]
    )
