"""`xl-sop validate`: every finding, by file, with the cell to look at."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import say
from xl_sop.cli.options import common, output_format, printable, sources, tell

if TYPE_CHECKING:
    from xl_sop.model import FindingEntry, Severity, Sop

COLOURS: Mapping[Severity, str] = {"galat": "red", "peringatan": "yellow", "info": "cyan"}


@click.command(help=say("validate"))
@sources
@output_format
@click.option("--strict", is_flag=True, help=say("option.strict.validate"))
@common
def validate(
    *, sources: tuple[str, ...], style: str, strict: bool, profile: str | None, lang: str, debug: bool
) -> None:
    from xl_sop.cli.survey import print_json, survey

    with survey(sources, profile=profile, lang=lang, debug=debug, across=True) as documents:
        counts = Counter(
            entry.severity for item in documents if item.sop is not None for entry in item.sop.findings
        )
        if style == "json":
            print_json((item.row, {"temuan": item.sop.findings if item.sop else []}) for item in documents)
        else:
            for line in _lines(((item.path, item.sop) for item in documents if item.sop is not None), lang):
                click.echo(line)
        tally = documents.tally
    if style == "text":
        summary = {"workbooks": tally.workbooks, "documents": tally.documents}
        click.echo(say("validate.summary", lang, **summary, **{name: counts[name] for name in COLOURS}))
        if tally.failed:
            tell(say("validate.failed", failed=tally.failed))
    sys.exit(1 if tally.failed or counts["galat"] or (strict and counts["peringatan"]) else 0)


def _lines(documents: Iterable[tuple[str, Sop]], lang: str) -> Iterator[str]:
    last = None
    for path, sop in documents:
        if path != last:
            yield printable(path)
        last = path
        yield "  " + click.style(printable(_title(sop, lang)), bold=True)
        yield from _findings(sop.findings, lang)
        yield ""


def _title(sop: Sop, lang: str) -> str:
    known = [part for part in (sop.identity.number, sop.identity.name) if part]
    return " · ".join(known) if known else sop.identity.procedure_title or say("sop.unnamed", lang)


def _findings(findings: Sequence[FindingEntry], lang: str) -> Iterator[str]:
    from xl_sop.batch.outcome import place
    from xl_sop.findings import SEVERITY_WORDS

    if not findings:
        yield f"    {say('validate.none', lang)}"
        return
    words = SEVERITY_WORDS[lang]
    places = [printable(place(entry)) or "-" for entry in findings]
    # one long sheet name must not push all sentences off the screen
    width = min(max(map(len, places)), 24)
    for where, entry in zip(places, findings, strict=True):
        word = words[entry.severity].ljust(max(map(len, words.values())))
        severity = click.style(word, fg=COLOURS[entry.severity])
        yield f"    {where:<{width}}  {severity}  {printable(entry.message)} — {printable(entry.fix)}"
