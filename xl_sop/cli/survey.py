"""What validate and totals rest on: all documents of some SOURCEs, checked, and compared with each other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager

import msgspec

from xl_sop.batch.across import Numbers
from xl_sop.batch.engine import cores, outcomes
from xl_sop.batch.naming import bare
from xl_sop.batch.outcome import Outcome, Row, add_finding, failed_row, insert_entry
from xl_sop.batch.report import json_list
from xl_sop.batch.row_store import RowStore
from xl_sop.batch.sources import readable, select
from xl_sop.batch.work import Settings, Task
from xl_sop.cli.run import Tally, interruptible, tell_problems, told
from xl_sop.model import Sop


class Surveyed(msgspec.Struct, kw_only=True):
    """A document, or a workbook or SOURCE that has none (`sop` is None)."""

    row: Row
    path: str
    sop: Sop | None = None


class _Parked(msgspec.Struct, kw_only=True):
    """A `Surveyed` as it goes to disk: the document is encoded already."""

    row: Row
    path: str
    sop: msgspec.Raw | None = None


class Survey:
    """The documents of some SOURCEs, in order; may be walked through more than once.

    Attributes:
        tally: What the run has come to.
    """

    def __init__(self, stored: RowStore[Surveyed], numbers: Numbers, tally: Tally, lang: str) -> None:
        self._stored = stored
        self._across = numbers.findings(lang)
        self.tally = tally

    def __iter__(self) -> Iterator[Surveyed]:
        for position, item in enumerate(self._stored):
            for entry in self._across.get(position, ()):
                add_finding(item.row, entry)
                if item.sop is not None:
                    insert_entry(item.sop.findings, entry)
            yield item


@contextmanager
def survey(
    sources: Iterable[str], *, profile: str | None, lang: str, debug: bool, across: bool
) -> Iterator[Survey]:
    """Read and check; failures are told on stderr as they come.

    Args:
        sources: Files, folders, globs.
        profile: A working-time profile over the workbooks' own.
        lang: Language of the findings.
        debug: Print what is behind unexpected errors.
        across: Also compare the documents with each other.
    """
    selection = select(sources)
    tally, numbers = Tally(), Numbers()
    settings = Settings(profile=profile, lang=lang, lines=True)
    tasks = [Task(i, workbook, bare(workbook.place)) for i, workbook in enumerate(selection.workbooks)]
    with interruptible("interrupted"), RowStore(Surveyed) as stored:
        tell_problems(selection.problems, tally)
        position = 0
        for problem in selection.problems:
            name = readable(problem.path)
            stored.add(_Parked(row=failed_row(name, problem.error.text(lang)), path=name))
            position += 1
        with closing(outcomes(tasks, settings, jobs=cores())) as results:
            for outcome in told(results, len(tasks), tally, quiet=False, debug=debug):
                for item in _items(outcome, lang):
                    stored.add(item)
                for made in outcome.made if across else ():
                    numbers.add(position, made)
                    position += 1
                position += outcome.error is not None
        yield Survey(stored, numbers, tally, lang)


def _items(outcome: Outcome, lang: str) -> Iterator[_Parked]:
    path = readable(outcome.path)
    if outcome.error is not None:
        yield _Parked(row=failed_row(outcome.name, outcome.reason(lang)), path=path)
    for made in outcome.made:
        yield _Parked(row=made.row, path=path, sop=msgspec.Raw(made.line))


def print_json(items: Iterable[tuple[Row, Mapping[str, object]]]) -> None:
    """A list of objects on standard output: the report's row, and what the command adds to it."""
    out = sys.stdout.buffer
    out.writelines(json_list({**msgspec.to_builtins(row), **more} for row, more in items))
    out.flush()
