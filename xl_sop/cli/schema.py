"""`xl-sop schema`."""

from __future__ import annotations

import click

from xl_sop.cli.messages import say


@click.command(help=say("schema"))
def schema() -> None:
    import sys

    from xl_sop.model import schema_text

    # bytes: a JSON text is UTF-8 whatever the console's encoding
    sys.stdout.buffer.write(schema_text().encode())
