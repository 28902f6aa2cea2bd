"""Workbooks → JSON files in a folder: names first, then chunk by chunk, each result noted for `--resume`."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from xl_sop.batch import naming
from xl_sop.batch.engine import Engine, Limits, outcomes
from xl_sop.batch.manifest import open_manifest, options_key
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import Workbook, readable
from xl_sop.batch.storage import seen_from, sweep, under
from xl_sop.batch.work import Settings, Task, count_documents
from xl_sop.package.saving import DiskFull


def plan(
    workbooks: Sequence[Workbook],
    settings: Settings,
    *,
    jobs: int,
    limits: Limits | None = None,
    engine: Engine | None = None,
    reserved: Sequence[str] = (),
) -> list[str]:
    """The stem of each workbook's outputs; the arguments are those of `convert`.

    Raises:
        NameClash: Two workbooks would write one file.
    """
    places = [workbook.place for workbook in workbooks]
    doubtful = [Task(i, workbooks[i], "") for i in naming.in_doubt(places)]
    bare = replace(settings, out=None, lines=False)
    engine = engine or partial(outcomes, jobs=jobs, limits=limits)
    counted = engine(doubtful, bare, work=count_documents)
    counts = {outcome.index: len(outcome.made) for outcome in counted}
    return naming.stems(places, counts, reserved, [readable(workbook.path) for workbook in workbooks])


def convert(
    workbooks: Sequence[Workbook],
    stems: Sequence[str],
    settings: Settings,
    *,
    jobs: int,
    resume: bool = False,
    limits: Limits | None = None,
    engine: Engine | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Generator[Outcome, None, None]:
    """Write the JSON files into `settings.out`; the outcome of each workbook, in order.

    An earlier run's files that a workbook no longer yields (it has fewer SOPs now) are removed, unless somebody
    changed them since. What a workbook yielded that now fails is kept.

    Args:
        workbooks: What to convert. stems: From `plan`, parallel.
        settings: With `out`, the output folder.
        jobs: Number of workers.
        resume: Pass over workbooks whose bytes, options and files are those of an earlier run.
        limits: What a worker may use.
        engine: What runs the chunks; `jobs` workers on this machine within `limits` by default.
        wait: Called once if another run is writing into the folder.

    Raises:
        DiskFull: There is no room for the results; the workbooks after it would fare no better.
        XlSopError: The output folder cannot be written into.
    """
    if settings.out is None:
        raise ValueError("convert needs an output folder")
    with open_manifest(settings.out, options_key(settings.profile, settings.lang), wait=wait) as manifest:
        folders = {os.path.dirname(under(settings.out, f"{stem}.json")) for stem in stems} | {settings.out}
        sweep(folders)
        origins = [seen_from(settings.out, workbook.path) for workbook in workbooks]
        together = frozenset(map(readable, origins))
        tasks = [
            Task(
                i,
                workbook,
                stem,
                manifest.known(workbook.place, origin) if resume else None,
                owned=manifest.owned(stem, together),
            )
            for i, (workbook, stem, origin) in enumerate(zip(workbooks, stems, origins, strict=True))
        ]
        try:
            run = engine or partial(outcomes, jobs=jobs, limits=limits)
            with closing(run(tasks, settings)) as results:
                for outcome in results:
                    manifest.add(workbooks[outcome.index].place, origins[outcome.index], outcome)
                    yield outcome
                    _stop_if_full(outcome)
        except BaseException:
            sweep(folders)  # workers have been stopped in the middle of a file
            raise


def _stop_if_full(outcome: Outcome) -> None:
    if isinstance(outcome.error, DiskFull):
        raise outcome.error
