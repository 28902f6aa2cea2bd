"""How the cost of `xl-sop convert` grows: with workbooks and workers, with SOPs in a workbook, with steps in an SOP.

    python -m tests.benchmarks.scaling [--most 10000] [--repeat 3]

Start-up is subtracted by a run over two workbooks, which has as many workers. Medians of the turns.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks import generate, processes
from tests.benchmarks.processes import Usage

SOPS = 20
STEPS = (generate.STEPS, 250, 500, 1000, 2000)
COPIES = 6
"""Workbooks of each length: one alone is lost in the noise of a start."""


class Bench:
    """Folders of workbooks below one folder, and runs over them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def folder(self, shapes: Sequence[generate.Skeleton], count: int) -> Path:
        """A new folder of workbooks."""
        self._made += 1
        return generate.fill(self._folder / f"in{self._made}", shapes, count, seed=str(self._made))

    def convert(self, source: Path, jobs: int) -> Usage:
        """One run into a fresh folder."""
        out = self._folder / "json"
        shutil.rmtree(out, ignore_errors=True)
        return processes.convert(source, out, jobs=jobs)


def workbooks(bench: Bench, most: int, repeat: int) -> str:
    """Cost per workbook and peak memory for growing batches, with one worker and two."""
    shapes = generate.skeletons()
    sizes = [size for size in (100, 1_000, 10_000) if size <= most]
    start = bench.folder(shapes, 2)
    folders = {size: bench.folder(shapes, size) for size in sizes}
    lines = [
        "| workbooks | jobs | CPU per workbook | workbooks a second | parent, MB | worker, MB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for jobs in (1, 2):
        runs: dict[int, list[tuple[float, float, Usage]]] = {size: [] for size in sizes}
        for _ in range(repeat):
            base = bench.convert(start, jobs)
            for size, folder in folders.items():
                used = bench.convert(folder, jobs)
                cost = (used.seconds - base.seconds) / (size - 2) * 1000
                runs[size].append((cost, (size - 2) / (used.wall - base.wall), used))
        for size, results in runs.items():
            cost, rate = median(r[0] for r in results), median(r[1] for r in results)
            parent, worker = max(r[2].parent for r in results), max(r[2].workers for r in results)
            lines.append(f"| {size:,} | {jobs} | {cost:.2f} ms | {rate:.0f} | {parent:.0f} | {worker:.0f} |")
    return "\n".join(lines)


def _per_unit(bench: Bench, cases: Sequence[tuple[str, Path, int]], repeat: int, unit: str) -> str:
    """Cost per SOP or step of each case (name, folder, units in it), and its ratio to the first case's."""
    base = [bench.convert(bench.folder(generate.skeletons(), 2), 1).seconds for _ in range(repeat)]
    turns = [
        [(bench.convert(folder, 1).seconds - median(base)) / units * 1000 for _, folder, units in cases]
        for _ in range(repeat)
    ]
    lines = [f"| | CPU per {unit} | against the first |", "| --- | ---: | ---: |"]
    for i, (name, _, _) in enumerate(cases):
        cost = median(turn[i] for turn in turns)
        ratio = median(turn[i] / turn[0] for turn in turns)
        lines.append(f"| {name} | {cost:.3f} ms | {ratio:.2f} × |")
    return "\n".join(lines)


def crowded(bench: Bench, repeat: int) -> str:
    """Workbooks of one SOP, and as many SOPs in workbooks of twenty."""
    count = 10
    alone = bench.folder(generate.skeletons(), SOPS * count)
    together = bench.folder([generate.crowded(SOPS)], count)
    cases = [("1 SOP a workbook", alone, SOPS * count), (f"{SOPS} SOPs a workbook", together, SOPS * count)]
    return _per_unit(bench, cases, repeat, "SOP")


def long_tables(bench: Bench, repeat: int) -> str:
    """SOPs of ever more steps."""
    cases = [
        (f"{steps:,} steps", bench.folder([generate.long_table(steps)], copies), steps * copies)
        for steps in STEPS
        for copies in [COPIES if steps > generate.STEPS else 50 * COPIES]
    ]
    return _per_unit(bench, cases, repeat, "step")


def main(*, most: int = 10_000, repeat: int = 3) -> str:
    """Run the benchmark and return its three tables."""
    parts: tuple[Callable[[Bench], str], ...] = (
        lambda bench: workbooks(bench, most, repeat),
        lambda bench: crowded(bench, repeat),
        lambda bench: long_tables(bench, repeat),
    )
    with processes.scratch() as folder:
        return "\n\n".join(part(Bench(Path(folder) / str(i))) for i, part in enumerate(parts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int, default=10_000, help="the largest batch")
    parser.add_argument("--repeat", type=int, default=3, help="turns")
    print(main(**vars(parser.parse_args())))
