"""`--ndjson`: every document on a line of its own, in a file or on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from xl_sop.batch.outcome import Outcome
from xl_sop.batch.storage import whole_file


@contextmanager
def open_lines(path: str | None) -> Iterator[Callable[[Outcome], None]]:
    """What takes the outcomes; a file gets its name when all are in, standard output writes as they come."""
    if path is None:
        yield lambda outcome: None
    elif path == "-":
        stdout = sys.stdout.buffer
        yield lambda outcome: stdout.writelines(made.line + b"\n" for made in outcome.made)
        stdout.flush()
    else:
        with whole_file(path, lasting=True) as file:
            yield lambda outcome: file.writelines(made.line + b"\n" for made in outcome.made)
