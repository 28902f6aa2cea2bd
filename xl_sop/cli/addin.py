"""`xl-sop addin install | remove | status`: the buttons for this user."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from xl_sop.cli.messages import language, say
from xl_sop.cli.options import printable

if TYPE_CHECKING:
    from xl_sop.sentence import Sentence
    from xl_sop.setup.report import Report


@click.group(help=say("addin"))
def addin() -> None:
    pass


_office = click.option("--libreoffice", is_flag=True, help=say("option.libreoffice"))
_debug = click.option("--debug", is_flag=True, help=say("option.debug"))


@addin.command("install", help=say("addin.install"))
@_office
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=say("option.wheels"),
)
@_debug
def install_(libreoffice: bool, wheels: Path | None, debug: bool) -> None:
    from xl_sop.setup import excel
    from xl_sop.setup import libreoffice as macro
    from xl_sop.setup.machine import LibreOffice, Machine

    machine = Machine.here()
    if libreoffice:
        _end(macro.install(machine, LibreOffice.here()))
    _end(excel.set_up(machine, wheels, tell=_tell))


@addin.command("wheels", help=say("addin.wheels"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--python", "pythons", multiple=True, metavar="3.NN", help=say("option.pythons"))
@_debug
def wheels_(folder: Path, pythons: tuple[str, ...], debug: bool) -> None:
    from xl_sop.setup.macro_files import State
    from xl_sop.setup.report import Report
    from xl_sop.setup.wheels import PYTHONS, fill

    for python in pythons:
        if python not in PYTHONS:
            raise click.BadParameter(say("usage.python", versions=", ".join(PYTHONS)), param_hint="--python")
    report = Report(State.ABSENT, None)
    fill(folder, pythons or PYTHONS[1:2], report)
    _end(report)


@addin.command("remove", help=say("addin.remove"))
@_office
@_debug
def remove_(libreoffice: bool, debug: bool) -> None:
    from xl_sop.setup import excel
    from xl_sop.setup import libreoffice as macro
    from xl_sop.setup.machine import Machine

    machine = Machine.here()
    _end(macro.remove(machine) if libreoffice else excel.remove(machine))


@addin.command("status", help=say("addin.status"))
@_office
@_debug
def status_(libreoffice: bool, debug: bool) -> None:
    from xl_sop.setup import excel
    from xl_sop.setup import libreoffice as macro
    from xl_sop.setup.machine import LibreOffice, Machine

    machine = Machine.here()
    _end(macro.status(machine, LibreOffice.here()) if libreoffice else excel.status(machine), err=False)


def _tell(sentence: Sentence) -> None:
    click.echo(printable(sentence.text(language())))


def _end(report: Report, *, err: bool = True) -> NoReturn:
    """Print a report; status 1, and the error stream where `err`, if it is not in order."""
    for line in report.lines:
        click.echo(printable(line.text(language())), err=err and not report.ok)
    sys.exit(0 if report.ok else 1)
