"""The command line: the only place that prints. Commands are imported when they are called."""

from __future__ import annotations


def main() -> None:
    """Entry point of `xl-sop`; exits with 0 (fine), 1 (something failed) or 2 (wrong usage)."""
    from xl_sop.cli.root import run

    run()
