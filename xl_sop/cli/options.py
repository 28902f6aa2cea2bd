"""Options and habits that the commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from xl_sop.cli.messages import language, say

_Command = TypeVar("_Command", bound=Callable[..., Any])


def common(command: _Command) -> _Command:
    """`--profile`, `--lang`, `--debug`."""
    for option in (
        click.option("--debug", is_flag=True, help=say("option.debug")),
        click.option("--lang", type=click.Choice(["id", "en"]), default="id", help=say("option.lang")),
        click.option("--profile", metavar=say("meta.name"), callback=_profile, help=say("option.profile")),
    ):
        command = option(command)
    return command


def sources(command: _Command) -> _Command:
    """`SOURCE...`"""
    return click.argument("sources", metavar=say("meta.source"), nargs=-1, required=True)(command)


def output_format(command: _Command) -> _Command:
    """`--format text|json`."""
    return click.option(
        "--format", "style", type=click.Choice(["text", "json"]), default="text", help=say("option.format")
    )(command)


def _profile(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from xl_sop.errors import XlSopError
        from xl_sop.waktu.duration import profile

        try:
            profile(value)
        except XlSopError as error:
            raise click.BadParameter(error.text(language())) from error
    return value


def check_target(workbook: str, out: str | None, *, in_place: bool, force: bool) -> None:
    """Refuse wrong usage of `--out` and `--in-place`: exactly one of them, and never somebody else's file."""
    if (out is None) != in_place:
        raise click.UsageError(say("usage.identify.target"))
    if out is None:
        return
    if os.path.exists(out) and os.path.exists(workbook) and os.path.samefile(out, workbook):
        raise click.UsageError(say("usage.identify.same"))
    suffix = os.path.splitext(workbook)[1]
    if os.path.splitext(out)[1].lower() != suffix.lower():
        # Excel refuses a workbook whose kind is not that of its name
        raise click.UsageError(say("usage.identify.suffix", path=printable(out), suffix=suffix))
    if os.path.lexists(out) and not force:
        raise click.UsageError(say("usage.exists", path=printable(out)))


def printable(text: str) -> str:
    """Text on one line of a terminal: control characters and undecodable bytes shown as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )


def tell(text: str) -> None:
    """One line on stderr."""
    click.echo(printable(text), err=True)
