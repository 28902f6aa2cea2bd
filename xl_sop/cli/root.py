"""`xl-sop` itself: the table of its commands, imported when they are called, and how faults end a run."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

import click

import xl_sop
from xl_sop.cli.messages import language, say


class Lazy(NamedTuple):
    """Where a command lives; its short help is the message of the same name."""

    module: str
    attribute: str


COMMANDS: Mapping[str, Lazy] = {
    "convert": Lazy("xl_sop.cli.convert", "convert"),
    "validate": Lazy("xl_sop.cli.validate", "validate"),
    "totals": Lazy("xl_sop.cli.totals", "totals"),
    "identify": Lazy("xl_sop.cli.identify", "identify"),
    "draw": Lazy("xl_sop.cli.draw", "draw"),
    "new": Lazy("xl_sop.cli.new", "new"),
    "schema": Lazy("xl_sop.cli.schema", "schema"),
    "addin": Lazy("xl_sop.cli.addin", "addin"),
    "doctor": Lazy("xl_sop.cli.doctor", "doctor"),
}


class LazyGroup(click.Group):
    """A group whose help lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        return getattr(importlib.import_module(lazy.module), lazy.attribute)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("commands")):
            formatter.write_dl([(name, say(name)) for name in COMMANDS])


@click.group(
    cls=LazyGroup,
    help=say("program"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    xl_sop.__version__, prog_name="xl-sop", message="%(prog)s %(version)s", help=say("option.version")
)
def cli() -> None:
    pass


def run() -> None:
    """Run the command line and leave the process; no traceback reaches a user who has not asked for it."""
    if language() == "id":
        from xl_sop.cli.clickwords import translate

        translate()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console or a file in another encoding must not stop us
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            cli.main(prog_name="xl-sop", standalone_mode=True)
        finally:
            sys.stdout.flush()  # what is still to be written fails here, where it can be told
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        if isinstance(error, OSError):
            _give_up_output()
        click.echo(_sentence(error), err=True)
        sys.exit(1)


def _give_up_output() -> None:
    """Send what cannot be written nowhere, or Python would try again at its end and say so in its own words."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _sentence(error: Exception) -> str:
    from xl_sop.errors import XlSopError

    if isinstance(error, XlSopError):
        return error.text(language())
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say("full")
    return say("unexpected", what=" ".join(f"{type(error).__name__}: {error}".split())[:200])
