"""Processor time per workbook of `xl-sop convert`, against the floor and against peers.

    python -m tests.benchmarks.throughput [--count 2000] [--peers 300] [--repeat 5]

Each command is run over one workbook and over many; the difference is divided, so that no start-up counts. Commands
take turns; ratios are taken within each turn, and the table shows medians. The peers live in a virtual environment of
their own, made on the first run. What a turn takes depends on the machine; the ratios hardly do.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks import generate, processes

PEERS = Path(__file__).with_name("peers")
OURS, FLOOR, COLLEAGUE = (
    "xl-sop convert --jobs 1",
    "python-calamine, all cells (the floor)",
    "openpyxl + pandas + pandera",
)


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to be timed: its name in the table, how to run it over n workbooks, and n."""

    name: str
    run: Callable[[int], processes.Usage]
    count: int

    def per_workbook(self) -> float:
        """Milliseconds of processor time for one workbook more."""
        one = self.run(1).seconds
        return (self.run(self.count).seconds - one) / (self.count - 1) * 1000


def peer_python() -> Path:
    """The interpreter of the peers' environment, which is made where it is missing or out of date."""
    wanted = PEERS / "requirements.txt"
    home = Path(tempfile.gettempdir()) / "xl_sop_benchmark_peers"
    installed, python = home / "requirements.txt", home / "bin" / "python"
    if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
        shutil.copy(wanted, installed)
    return python


def contenders(folder: Path, count: int, peers: int) -> list[Contender]:
    """Everything to be timed, its workbooks written below `folder`."""
    sops = generate.fill(folder / "sop", generate.skeletons(), count)
    one = generate.fill(folder / "one", generate.skeletons(), 1)
    python = peer_python()

    def ours(n: int) -> processes.Usage:
        out = folder / "json"
        shutil.rmtree(out, ignore_errors=True)
        return processes.convert(sops if n > 1 else one, out)

    def script(interpreter: Path | str, name: str, source: Path) -> Callable[[int], processes.Usage]:
        return lambda n: processes.run([interpreter, PEERS / name, source, str(n), folder / name])

    forms = generate.fill(folder / "forms", generate.xlsforms(), peers)
    tables = generate.fill(folder / "tables", generate.flat_tables(), peers)
    return [
        Contender(FLOOR, script(sys.executable, "floor.py", sops), count),
        Contender(OURS, ours, count),
        Contender("flatten-tool unflatten", script(python, "flatten_tool_unflatten.py", tables), peers),
        Contender("pyxform", script(python, "pyxform_convert.py", forms), peers),
        Contender(COLLEAGUE, script(python, "colleague.py", sops), peers),
    ]


def table(turns: Sequence[dict[str, float]]) -> str:
    """The Markdown table of the README: medians over the turns."""
    lines = ["| | CPU per workbook | against the floor | against xl-sop |", "| --- | ---: | ---: | ---: |"]
    for name in turns[0]:
        cost, floor, ours = (
            median(values)
            for values in (
                [turn[name] for turn in turns],
                [turn[name] / turn[FLOOR] for turn in turns],
                [turn[name] / turn[OURS] for turn in turns],
            )
        )
        lines.append(f"| {name} | {cost:.2f} ms | {floor:.1f} × | {ours:.2f} × |")
    return "\n".join(lines)


def main(*, count: int = 2000, peers: int = 300, repeat: int = 5) -> str:
    """Run the benchmark and return its table."""
    with processes.scratch() as folder:
        field = contenders(Path(folder), count, peers)
        turns = [{one.name: one.per_workbook() for one in field} for _ in range(repeat)]
    return table(turns)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="workbooks for us and for the floor")
    parser.add_argument("--peers", type=int, default=300, help="workbooks for the slower ones")
    parser.add_argument("--repeat", type=int, default=5, help="turns")
    print(main(**vars(parser.parse_args())))
