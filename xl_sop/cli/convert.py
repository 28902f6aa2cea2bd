"""`xl-sop convert`: workbooks to JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import say
from xl_sop.cli.options import common, printable, sources, tell

if TYPE_CHECKING:
    from xl_sop.batch.engine import Engine
    from xl_sop.batch.sources import Workbook

REPORTS = (".xlsx", ".csv", ".json")


def _report(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.lower().endswith(REPORTS):
        raise click.BadParameter(say("usage.report"))
    return value


@click.command(help=say("convert") + "\n\n" + say("convert.more"))
@sources
@click.option(
    "--out",
    metavar=say("meta.folder"),
    required=True,
    type=click.Path(file_okay=False),
    help=say("option.out"),
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=say("option.jobs"))
@click.option("--dask", metavar=say("meta.address"), help=say("option.dask"))
@click.option("--resume", is_flag=True, help=say("option.resume"))
@click.option(
    "--ndjson", metavar=say("meta.file"), type=click.Path(dir_okay=False), help=say("option.ndjson")
)
@click.option(
    "--report",
    metavar=say("meta.file"),
    type=click.Path(dir_okay=False),
    callback=_report,
    help=say("option.report"),
)
@click.option("--strict", is_flag=True, help=say("option.strict.convert"))
@click.option("--quiet", is_flag=True, help=say("option.quiet"))
@common
def convert(
    *,
    sources: tuple[str, ...],
    out: str,
    jobs: int | None,
    dask: str | None,
    resume: bool,
    ndjson: str | None,
    report: str | None,
    strict: bool,
    quiet: bool,
    profile: str | None,
    lang: str,
    debug: bool,
) -> None:
    from xl_sop.batch import convert as batch
    from xl_sop.batch.engine import cores
    from xl_sop.batch.naming import NameClash
    from xl_sop.batch.report import lists_findings, open_report
    from xl_sop.batch.sources import select
    from xl_sop.batch.work import Settings
    from xl_sop.cli.messages import language
    from xl_sop.cli.ndjson import open_lines
    from xl_sop.cli.run import Tally, interruptible, tell_problems, told

    side_files = [path for path in (report, ndjson) if path not in (None, "-")]
    if dask is not None and jobs is not None:
        raise click.UsageError(say("usage.dask"))
    if len({os.path.abspath(path) for path in side_files}) < len(side_files):
        raise click.UsageError(say("usage.same"))
    selection = select(sources)
    _spare(selection.workbooks, side_files)
    tally = Tally()
    tell_problems(selection.problems, tally)
    settings = Settings(
        out=out, profile=profile, lang=lang, lines=ndjson is not None, findings=lists_findings(report)
    )
    workers = jobs or cores()
    with interruptible("interrupted.convert"), _engine(dask) as engine:
        try:
            stems = batch.plan(
                selection.workbooks,
                settings,
                jobs=workers,
                engine=engine,
                reserved=_inside(out, side_files),
            )
        except NameClash as error:
            raise click.UsageError(printable(error.text(language()))) from error
        with open_lines(ndjson) as write_lines, open_report(report, out, lang) as rows:
            if rows is not None:
                rows.problems(selection.problems)
            if selection.workbooks:
                results = batch.convert(
                    selection.workbooks,
                    stems,
                    settings,
                    jobs=workers,
                    engine=engine,
                    resume=resume,
                    wait=lambda: tell(say("waiting", out=out)),
                )
                with closing(results):
                    for outcome in told(results, len(stems), tally, quiet=quiet, debug=debug):
                        write_lines(outcome)
                        if rows is not None:
                            rows.add(outcome)
    if not quiet:
        tell(say("converted", documents=tally.documents, workbooks=tally.workbooks, out=out))
        if tally.unchanged:
            tell(say("converted.again", unchanged=tally.unchanged))
        if tally.errors or tally.warnings:
            tell(say("converted.findings", errors=tally.errors, warnings=tally.warnings))
        if tally.failed:
            tell(say("not_converted", failed=tally.failed))
        if report:
            tell(say("report.written", path=report))
    sys.exit(1 if tally.failed or (strict and tally.errors) else 0)


@contextmanager
def _engine(address: str | None) -> Iterator[Engine | None]:
    """The cluster at an address; None where this machine does the work."""
    if address is None:
        yield None
        return
    from xl_sop.batch.cluster import connected

    with connected(address) as cluster:
        yield cluster


def _spare(workbooks: list[Workbook], paths: list[str]) -> None:
    """Take an earlier report out of the workbooks; refuse to write over one that is none."""
    from xl_sop.batch.report import is_report
    from xl_sop.batch.storage import absolute

    for path in paths:
        for workbook in [w for w in workbooks if absolute(w.path) == absolute(path)]:
            if not is_report(path):
                raise click.UsageError(say("usage.source", path=printable(path)))
            workbooks.remove(workbook)


def _inside(out: str, paths: list[str]) -> list[str]:
    """The names, relative to the output folder, of files this command writes there besides the documents."""
    from xl_sop.batch.storage import absolute

    top = os.path.join(absolute(out), "")
    places = [absolute(path) for path in paths]
    return [place[len(top) :].replace(os.sep, "/") for place in places if place.startswith(top)]
