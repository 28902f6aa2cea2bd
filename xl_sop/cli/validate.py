"""`xl-sop validate`: what was found, by file and SOP: a line per rule for people, an entry per cell as JSON."""

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
    from xl_sop.presentation import Line

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
        counts: Counter[Severity] = Counter()
        if style == "json":
            print_json(
                (item.row, {"temuan": _counted(item.sop.findings, counts) if item.sop else []})
                for item in documents
            )
        else:
            for line in _text(
                ((item.path, item.sop) for item in documents if item.sop is not None), lang, counts
            ):
                click.echo(line)
        tally = documents.tally
    if style == "text":
        summary = {"workbooks": tally.workbooks, "documents": tally.documents}
        click.echo(say("validate.summary", lang, **summary, **{name: counts[name] for name in COLOURS}))
        if tally.failed:
            tell(say("validate.failed", failed=tally.failed))
    sys.exit(1 if tally.failed or counts["galat"] or (strict and counts["peringatan"]) else 0)


def _counted(findings: list[FindingEntry], counts: Counter[Severity]) -> list[FindingEntry]:
    counts.update(entry.severity for entry in findings)
    return findings


def _text(documents: Iterable[tuple[str, Sop]], lang: str, counts: Counter[Severity]) -> Iterator[str]:
    from xl_sop.presentation import lines

    last = None
    for path, sop in documents:
        if path != last:
            yield printable(path)
        last = path
        yield "  " + click.style(printable(_title(sop, lang)), bold=True)
        found = lines(sop.findings, lang)
        counts.update(line.severity for line in found)
        yield from _findings(found, lang)
        yield ""


def _title(sop: Sop, lang: str) -> str:
    known = [part for part in (sop.identity.number, sop.identity.name) if part]
    return " · ".join(known) if known else sop.identity.procedure_title or say("sop.unnamed", lang)


def _findings(found: Sequence[Line], lang: str) -> Iterator[str]:
    """A line per rule: severity, sentence, what to do, the cells to look at; an SOP with advice alone is ready."""
    from xl_sop.findings import SEVERITY_WORDS
    from xl_sop.presentation import ready

    if ready(found):
        yield f"    {say('validate.ready' if found else 'validate.none', lang)}"
    words = SEVERITY_WORDS[lang]
    width = max(map(len, words.values()))
    for line in found:
        severity = click.style(words[line.severity].ljust(width), fg=COLOURS[line.severity])
        places = f" [{printable(line.places)}]" if line.places else ""
        yield f"    {severity}  {printable(line.message)} — {printable(line.fix)}{places}"
