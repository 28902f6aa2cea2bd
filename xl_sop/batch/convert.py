"""Workbooks → JSON files in a folder: names first, then chunk by chunk, each result noted for `--resume`."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from xl_sop.batch import naming
from xl_sop.batch.engine import Engine, Limits, outcomes
from xl_sop.batch.files import sweep
from xl_sop.batch.manifest import open_manifest, options_key
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import Workbook
from xl_sop.batch.urls import under
from xl_sop.batch.work import Settings, Task, count_documents


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
    return naming.stems(places, counts, reserved)


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

    An earlier run's files that a workbook no longer yields (it has fewer SOPs now, or cannot be read any
    more) are removed, unless somebody changed them since.

    Args:
        workbooks: What to convert. stems: From `plan`, parallel.
        settings: With `out`, the output folder.
        jobs: Number of workers.
        resume: Pass over workbooks whose bytes, options and files are those of an earlier run.
        limits: What a worker may use.
        engine: What runs the chunks; `jobs` workers on this machine within `limits` by default.
        wait: Called once if another run is writing into the folder.
    """
    if settings.out is None:
        raise ValueError("convert needs an output folder")
    with open_manifest(settings.out, options_key(settings.profile, settings.lang), wait=wait) as manifest:
        folders = {os.path.dirname(under(settings.out, f"{stem}.json")) for stem in stems} | {settings.out}
        sweep(folders)
        tasks = [
            Task(i, workbook, stem, manifest.known(workbook.place) if resume else None)
            for i, (workbook, stem) in enumerate(zip(workbooks, stems, strict=True))
        ]
        try:
            run = engine or partial(outcomes, jobs=jobs, limits=limits)
            with closing(run(tasks, settings)) as results:
                for outcome in results:
                    manifest.add(workbooks[outcome.index].place, outcome)
                    yield outcome
        except BaseException:
            sweep(folders)  # workers have been stopped in the middle of a file
            raise
