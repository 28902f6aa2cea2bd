"""`xl-sop totals`: standard minutes per SOP and performer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import say
from xl_sop.cli.options import common, output_format, printable, sources

if TYPE_CHECKING:
    from xl_sop.model import Sop, Totals


@click.command(help=say("totals"))
@sources
@output_format
@common
def totals(sources: tuple[str, ...], style: str, profile: str | None, lang: str, debug: bool) -> None:
    from xl_sop.cli.survey import print_json, survey

    with survey(sources, profile=profile, lang=lang, debug=debug, across=False) as documents:
        if style == "json":
            print_json((item.row, {"total": item.sop.totals if item.sop else None}) for item in documents)
        else:
            for item in documents:
                if item.sop is not None:
                    click.echo("\n".join(_table(item.path, item.sop, lang)) + "\n")
        failed = documents.tally.failed
    sys.exit(1 if failed else 0)


def _table(path: str, sop: Sop, lang: str) -> Iterator[str]:
    """One SOP: a heading, then names left and minutes right."""
    total = sop.totals
    heading = [path, *(part for part in (sop.identity.number, sop.identity.name) if part)]
    yield printable(" · ".join(heading))
    rows = [
        (say("totals.sum", lang), total.minutes),
        (say("totals.explicit", lang), total.explicit),
        (say("totals.converted", lang, profile=total.profile.name), total.converted),
        *((printable(name), minutes) for name, minutes in total.by_performer.items()),
    ]
    left = max(len(name) for name, _ in rows)
    right = max(len(str(minutes)) for _, minutes in rows)
    for i, (name, minutes) in enumerate(rows):
        if i == 3:
            yield f"  {'─' * (left + right + 2)}"
        unit = f" {say('totals.minutes', lang)}" if i == 0 else ""
        yield f"  {name:<{left}}  {minutes:>{right}}{unit}"
    yield from (f"  {note}" for note in _notes(sop, total, lang))


def _notes(sop: Sop, total: Totals, lang: str) -> Iterator[str]:
    if total.without_time:
        steps = [
            say("totals.unnumbered", lang) if number is None else say("totals.step", lang, number=number)
            for number in total.without_time
        ]
        yield say("totals.incomplete", lang, steps=", ".join(steps))
    if sop.steps and not total.by_performer:
        yield say("totals.unmarked", lang)
