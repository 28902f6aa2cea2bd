"""`xl-sop schema`."""

from __future__ import annotations

import click

from xl_sop.cli.messages import say


@click.command(help=say("schema"))
def schema() -> None:
    import json
    import sys

    from xl_sop.model import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    # bytes: a JSON text is UTF-8 whatever the console's encoding
    sys.stdout.buffer.write(text.encode() + b"\n")
