"""What convert, validate and totals share: outcomes one by one, failures told, a status at the end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import Problem, readable
from xl_sop.cli.messages import language, say
from xl_sop.cli.options import tell

Step = Callable[[], None]


@dataclass(slots=True)
class Tally:
    """What a run has come to.

    Attributes:
        workbooks: Read. documents: SOPs in them. failed: SOURCEs and workbooks that gave none.
        unchanged: Workbooks whose results were right already.
        errors, warnings: Findings as people count them: one a rule and SOP.
    """

    workbooks: int = 0
    documents: int = 0
    failed: int = 0
    unchanged: int = 0
    errors: int = 0
    warnings: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one workbook."""
        if outcome.error is not None:
            self.failed += 1
        elif not outcome.template:
            self.workbooks += 1
            self.documents += len(outcome.made)
            self.unchanged += not outcome.fresh
            self.errors += sum(made.errors for made in outcome.made)
            self.warnings += sum(made.warnings for made in outcome.made)


def tell_problems(problems: Iterable[Problem], tally: Tally) -> None:
    """One line for each SOURCE that means no workbook."""
    for problem in problems:
        tally.failed += 1
        tell(say("failed", path=readable(problem.path), reason=problem.error.text(language())))


def told(
    outcomes: Iterable[Outcome], total: int, tally: Tally, *, quiet: bool, debug: bool
) -> Iterator[Outcome]:
    """The outcomes as they come: counted, failures and notes on stderr, a progress bar on a terminal."""
    with _progress(total, quiet=quiet) as step:
        for outcome in outcomes:
            tally.add(outcome)
            path = readable(outcome.path)
            if outcome.error is not None:
                tell(say("failed", path=path, reason=outcome.reason(language())))
                if debug and outcome.detail:
                    click.echo(outcome.detail, err=True)
            elif outcome.template and not quiet:
                tell(say("template", path=path))
            step()
            yield outcome


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Step]:
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from xl_sop.cli.progress import bar

    with bar(total) as step:
        yield step


@contextmanager
def interruptible(sentence: str) -> Iterator[None]:
    """Ctrl-C, or a polite request to end, ends a run with one sentence and status 1."""
    # the workers are stopped and temporary files removed on the way out, as they are for Ctrl-C
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        tell(say(sentence))
        sys.exit(1)
    finally:
        signal.signal(signal.SIGTERM, before)
