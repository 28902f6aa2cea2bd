"""An engine without processes, for tests of what stands around it."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from xl_sop.batch.engine import Work
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.work import Settings, Task, run_chunk


def in_process(
    tasks: Sequence[Task], settings: Settings, *, work: Work = run_chunk
) -> Generator[Outcome, None, None]:
    """One workbook after the other in this process, where memory:// lies too."""
    for task in tasks:
        yield from work([task], settings)
