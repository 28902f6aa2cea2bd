"""`xl-sop identify`: the identification worksheets of one workbook, regenerated in the file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import language, say
from xl_sop.cli.options import check_target, common, printable, tell

if TYPE_CHECKING:
    from xl_sop.worksheet.in_file import Identified, Renewed

_SHOWN = 90
"""Letters of a text that are shown: enough to know the line by."""


@click.command(help=say("identify") + "\n\n" + say("identify.more"))
@click.argument("workbook", metavar=say("meta.workbook"), type=click.Path())
@click.option("--out", metavar=say("meta.file"), type=click.Path(), help=say("option.identify.out"))
@click.option("--in-place", "in_place", is_flag=True, help=say("option.in_place"))
@click.option("--force", is_flag=True, help=say("option.force"))
@common
def identify(workbook: str, out: str | None, in_place: bool, force: bool, **_: object) -> None:
    check_target(workbook, out, in_place=in_place, force=force)
    from xl_sop.errors import XlSopError
    from xl_sop.reading.documents import read_book
    from xl_sop.worksheet.in_file import identify_file

    try:
        made = identify_file(workbook, out, read=read_book)
    except XlSopError as error:
        tell(say("failed", path=workbook, reason=error.text(language())))
        sys.exit(1)
    for line in _lines(made):
        click.echo(printable(line))
    if made.changed or out is not None:
        tell(say("identify.written" if made.changed else "identify.copied", path=out or workbook))


def _lines(made: Identified) -> Iterator[str]:
    several = len(made.worksheets) > 1
    for worksheet in made.worksheets:
        head = [worksheet.sheet] if worksheet.sheet else []
        if several or not head:
            head.append(worksheet.name or say("sop.unnamed"))
        yield f"{' · '.join(head)}: {_outcome(worksheet)}"
        for change in worksheet.changes:
            old, new = _quoted(change.old), _quoted(change.new)
            key = "changed" if old and new else "cleared" if old else "filled"
            yield "  " + say(f"identify.line.{key}", where=change.where, old=old, new=new)


def _quoted(text: str | None) -> str | None:
    if text is None:
        return None
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1].rstrip()}…”"


def _outcome(worksheet: Renewed) -> str:
    if not worksheet.steps:
        return say("identify.empty")
    if worksheet.added:
        return say("identify.added", steps=worksheet.steps)
    if not worksheet.written:
        return say("identify.same")
    key = "identify.changed" if worksheet.changes else "identify.tidied"
    return say(key, lines=len(worksheet.changes))
