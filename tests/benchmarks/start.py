"""Processor time of a whole process: help against click alone, one workbook against a bare calamine read.

    python -m tests.benchmarks.start [--repeat 15]

Commands take turns, so that whatever else the machine does hits all alike; ratios are taken within a turn, and the
table shows medians.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks import processes

ROOT = Path(__file__).resolve().parents[2]
WORKBOOK = ROOT / "workbooks" / "contoh" / "002_kecamatan_muara_papalik.xlsx"
_READ = (
    "import sys, python_calamine as c; b = c.CalamineWorkbook.from_path(sys.argv[1]); "
    "[b.get_sheet_by_index(i).to_python() for i in range(len(b.sheet_names))]"
)
CLICK, HELP, READ, CONVERT = (
    'python -c "import click"',
    "xl-sop --help",
    "calamine, all cells of one workbook",
    "xl-sop convert, one workbook",
)
AGAINST = {HELP: CLICK, CONVERT: READ}
"""What each of our commands is compared with."""


def commands(out: Path) -> dict[str, list[str]]:
    """The commands by name."""
    python = sys.executable
    return {
        CLICK: [python, "-c", "import click"],
        HELP: [python, "-m", "xl_sop", "--help"],
        READ: [python, "-c", _READ, str(WORKBOOK)],
        CONVERT: [python, "-m", "xl_sop", "convert", str(WORKBOOK), "--out", str(out), "--quiet"],
    }


def turns(repeat: int) -> list[dict[str, float]]:
    """Seconds of processor time of each command, turn by turn; the first warms the caches and does not count."""
    with tempfile.TemporaryDirectory() as out:
        made = commands(Path(out))
        return [{name: processes.run(made[name]).seconds for name in made} for _ in range(repeat + 1)][1:]


def ratios(measured: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median ratio of each of our commands to what it is compared with."""
    return {ours: median(turn[ours] / turn[other] for turn in measured) for ours, other in AGAINST.items()}


def table(measured: Sequence[Mapping[str, float]]) -> str:
    """The medians as a Markdown table."""
    found = ratios(measured)
    lines = ["| whole process | processor ms | ratio |", "| --- | ---: | ---: |"]
    for name in measured[0]:
        ratio = f"{found[name]:.2f} × `{AGAINST[name]}`" if name in found else ""
        lines.append(f"| `{name}` | {median(turn[name] for turn in measured) * 1000:.0f} | {ratio} |")
    return "\n".join(lines)


def main(*, repeat: int = 15) -> str:
    """Run the benchmark and return its table."""
    return table(turns(repeat))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=15, help="turns")
    print(main(**vars(parser.parse_args())))
