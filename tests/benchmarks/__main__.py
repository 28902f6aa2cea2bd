"""All benchmarks with one command; each prints a Markdown table of ratios within its own run.

    python -m tests.benchmarks [start] [throughput] [scaling] [placing] [drawing] [click]

Without a name: all but `click`, which needs LibreOffice. `throughput` makes the peers a virtual environment of their
own at its first run, since pandas must stay out of ours.
"""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("start", "throughput", "scaling", "placing", "drawing", "click")


def main(names: list[str]) -> None:
    """Run the named benchmarks, or the usual ones."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in names or NAMES[:5]:
        print(f"## {name}\n", flush=True)
        print(import_module(f"tests.benchmarks.{name}").main(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
