"""A worker process before its first task."""

from __future__ import annotations

import gc
import os
import signal
import sys

# A chunk makes some hundred thousand small objects and hardly any cycles: looking for cycles as often as Python
# does by default takes a fifth of the whole time.
_OBJECTS_BETWEEN_COLLECTIONS = 500_000


def begin(memory: int) -> None:
    """Limit this process, and leave Ctrl-C and the terminal to the parent.

    Args:
        memory: Address space in bytes; not enforced where the system has no such limit (Windows, macOS).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 5, 5)
    # The frames are small: polars' thread pool would only cost memory and time.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or memory < hard:
            resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    # A panic in a library writes to the terminal before it becomes our one sentence.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    os.close(quiet)
