"""`xl-sop doctor`: what is in order and what is not."""

from __future__ import annotations

import sys

import click

from xl_sop.cli.messages import language, say
from xl_sop.cli.options import printable

_ASCII = str.maketrans({"✓": "+", "✗": "x", "→": ">", "–": "-", "“": '"', "”": '"'})


@click.command(help=say("doctor"))
@click.option("--debug", is_flag=True, help=say("option.debug"))
def doctor(debug: bool) -> None:
    from xl_sop.setup.doctor import Surroundings, examine, in_order

    checks = examine(Surroundings.here())
    lines: list[str] = []
    for mark, what, fix in checks:
        lines.append(f"{mark.value} {what.text(language())}")
        if fix is not None:
            lines.append(f"  → {fix.text(language())}")
    fine = in_order(checks)
    lines.append(say("doctor.fine" if fine else "doctor.not_fine"))
    for line in lines:
        click.echo(_for_console(printable(line)))
    sys.exit(0 if fine else 1)


def _for_console(line: str) -> str:
    """The line with plain marks where the console has no others."""
    try:
        "✓✗→".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return line.translate(_ASCII)
    return line
