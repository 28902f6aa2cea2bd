"""`xl-sop draw`: the flowcharts of one workbook drawn into the file, and the printed SOP."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import language, say
from xl_sop.cli.options import check_target, common, printable, tell

if TYPE_CHECKING:
    from xl_sop.flowchart.in_file import DrawnBook, Flowchart

_PAPERS = ("A4", "F4")


@click.command(help=say("draw") + "\n\n" + say("draw.more"))
@click.argument("workbook", metavar=say("meta.workbook"), type=click.Path())
@click.option("--out", metavar=say("meta.file"), type=click.Path(), help=say("option.identify.out"))
@click.option("--in-place", "in_place", is_flag=True, help=say("option.in_place"))
@click.option("--pdf", metavar=say("meta.file"), type=click.Path(), help=say("option.pdf"))
@click.option("--paper", type=click.Choice(_PAPERS), help=say("option.paper"))
@click.option("--force", is_flag=True, help=say("option.force"))
@common
def draw(
    workbook: str,
    out: str | None,
    *,
    in_place: bool,
    pdf: str | None,
    paper: str | None,
    force: bool,
    **_: object,
) -> None:
    check_target(workbook, out, in_place=in_place, force=force)
    if pdf is not None:
        _check_pdf(pdf, force)
    from xl_sop.errors import XlSopError
    from xl_sop.flowchart.in_file import draw_file

    try:
        made = draw_file(workbook, out, paper=paper, needed=pdf is None)
        for line in _lines(made):
            click.echo(printable(line))
        if made.changed or out is not None:
            tell(say("identify.written" if made.changed else "identify.copied", path=out or workbook))
        if pdf is not None:
            for path in _print(made.data, workbook, pdf, paper, force):
                tell(say("draw.pdf", path=path))
    except XlSopError as error:
        tell(say("failed", path=workbook, reason=error.text(language())))
        sys.exit(1)


def _check_pdf(pdf: str, force: bool) -> None:
    if os.path.splitext(pdf)[1].lower() != ".pdf":
        raise click.UsageError(say("usage.pdf", path=printable(pdf)))
    if os.path.lexists(pdf) and not force:
        raise click.UsageError(say("usage.exists", path=printable(pdf)))


def _print(data: bytes, workbook: str, pdf: str, paper: str | None, force: bool) -> Iterator[str]:
    from xl_sop.package.saving import save
    from xl_sop.printing.office import to_pdf
    from xl_sop.printing.print_copy import print_copies

    copies = print_copies(data, Path(workbook).name, paper=paper)
    stem = os.path.splitext(pdf)[0]
    paths = [pdf] if len(copies) == 1 else [f"{stem}.{number}.pdf" for number in range(1, len(copies) + 1)]
    for path in paths:
        _check_pdf(path, force)
    for path, copy in zip(paths, copies, strict=True):
        save(path, to_pdf(copy, Path(workbook).suffix))
        yield path


def _lines(made: DrawnBook) -> Iterator[str]:
    several = len(made.flowcharts) > 1
    for flowchart in made.flowcharts:
        head = list(flowchart.sheets)
        if several or not head:
            head.append(flowchart.name or say("sop.unnamed"))
        yield f"{' · '.join(head)}: {_outcome(flowchart, made.changed)}"
        if flowchart.undrawn:
            yield "  " + say("draw.undrawn", ways="; ".join(_ways(flowchart)))


def _outcome(flowchart: Flowchart, changed: bool) -> str:
    if not flowchart.sheets:
        return say("draw.by_hand" if flowchart.by_hand else "draw.empty")
    if not changed:
        return say("draw.same")
    return say(
        "draw.drawn",
        steps=flowchart.steps,
        symbols=flowchart.symbols,
        arrows=flowchart.arrows,
        pages=flowchart.pages,
    )


def _ways(flowchart: Flowchart) -> Sequence[str]:
    return [
        say(
            "draw.way",
            step="-" if way.step is None else way.step,
            label=f" ({way.label})" if way.label else "",
        )
        for way in flowchart.undrawn
    ]
