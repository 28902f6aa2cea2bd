"""`xl-sop new`: the standard template, empty or filled."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from xl_sop.cli.messages import say
from xl_sop.cli.options import common, printable, tell

if TYPE_CHECKING:
    from xl_sop.document import Document


@click.command(help=say("new") + "\n\n" + say("new.more"))
@click.argument("out", metavar=say("meta.result"), type=click.Path())
@click.option("--from", "origin", metavar="SOP.json", type=click.Path(), help=say("option.from"))
@click.option(
    "--performer", "performers", metavar=say("meta.name"), multiple=True, help=say("option.performer")
)
@click.option("--force", is_flag=True, help=say("option.force"))
@common
def new(out: str, origin: str | None, performers: tuple[str, ...], force: bool, **_: object) -> None:
    if not out.lower().endswith((".xlsx", ".xlsm")):
        raise click.UsageError(say("usage.new.suffix", path=printable(out)))
    if origin and performers:
        raise click.UsageError(say("usage.new.performers"))
    if os.path.lexists(out) and not force:
        raise click.UsageError(say("usage.exists", path=printable(out)))
    from xl_sop import api
    from xl_sop.package.saving import WriteError

    document = _document(origin) if origin else None
    try:
        os.makedirs(os.path.dirname(out) or ".", exist_ok=True)
    except OSError as error:
        raise WriteError.at(out, error) from error
    api.write_template(out, document, performers=performers)
    tell(say("new.written", path=out))


def _document(path: str) -> Document:
    from xl_sop import api
    from xl_sop.errors import XlSopError

    try:
        return api.from_json(_bytes(path))
    except XlSopError as error:
        raise XlSopError(f"{path}: {error.indonesian}", f"{path}: {error.english}") from error


def _bytes(path: str) -> bytes:
    from xl_sop.errors import XlSopError

    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise XlSopError(
            f"{path}: berkas JSON tidak dapat dibaca; periksa nama dan izinnya.",
            f"{path}: the JSON file cannot be read; check its name and permissions.",
        ) from error
