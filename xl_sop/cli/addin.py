"""`xl-sop addin install | remove | status`: the buttons for this user."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import language, say
from xl_sop.cli.options import printable

if TYPE_CHECKING:
    from xl_sop.setup.report import Report


@click.group(help=say("addin"))
def addin() -> None:
    pass


_office = click.option("--libreoffice", is_flag=True, help=say("option.libreoffice"))
_debug = click.option("--debug", is_flag=True, help=say("option.debug"))


@addin.command("install", help=say("addin.install"))
@_office
@_debug
def install_(libreoffice: bool, debug: bool) -> None:
    from xl_sop.setup import excel as install
    from xl_sop.setup import libreoffice as install_macro
    from xl_sop.setup.machine import LibreOffice, Machine

    machine = Machine.here()
    _end(install_macro.install(machine, LibreOffice.here()) if libreoffice else install.install(machine))


@addin.command("remove", help=say("addin.remove"))
@_office
@_debug
def remove_(libreoffice: bool, debug: bool) -> None:
    from xl_sop.setup import excel as install
    from xl_sop.setup import libreoffice as install_macro
    from xl_sop.setup.machine import Machine

    machine = Machine.here()
    _end(install_macro.remove(machine) if libreoffice else install.remove(machine))


@addin.command("status", help=say("addin.status"))
@_office
@_debug
def status_(libreoffice: bool, debug: bool) -> None:
    from xl_sop.setup import excel as install
    from xl_sop.setup import libreoffice as install_macro
    from xl_sop.setup.machine import LibreOffice, Machine

    machine = Machine.here()
    report = install_macro.status(machine, LibreOffice.here()) if libreoffice else install.status(machine)
    _end(report, err=False)


def _end(report: Report, *, err: bool = True) -> None:
    """Print a report; status 1, and the error stream where `err`, if it is not in order."""
    for line in report.lines:
        click.echo(printable(line.text(language())), err=err and not report.ok)
    sys.exit(0 if report.ok else 1)
