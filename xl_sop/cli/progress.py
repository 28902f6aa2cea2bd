"""A progress bar on stderr: count, rate, time left. Imported on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from xl_sop.cli.messages import say


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else say("progress.rate", rate=speed))


@contextmanager
def bar(total: int) -> Iterator[Callable[[], None]]:
    """A bar that is gone when the work is done; call what it gives once a workbook."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    # lines that others print to stderr meanwhile are shown above the bar
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as progress:
        task = progress.add_task(say("progress"), total=total)
        yield lambda: progress.advance(task)
