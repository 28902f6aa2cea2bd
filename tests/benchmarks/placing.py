"""What placing a flowchart costs: the five examples, random SOPs of 30 steps and 8 performers, and growth with steps.

    python -m tests.benchmarks placing

CPU time of the process, medians; the same seeds in every run.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from statistics import median

import xl_sop
from xl_sop.flowchart.graph import flow
from xl_sop.flowchart.pages import heights, paginate
from xl_sop.flowchart.placing import place
from xl_sop.flowchart.plan import PIXEL, POINT, Frame
from xl_sop.model import Sop, Step

EXAMPLES = sorted((Path(__file__).parents[2] / "workbooks" / "contoh").glob("*.xlsx"))
_WIDTH, _ROOM = 75 * PIXEL, 480 * POINT


def cpu(sop: Sop, *, room: int = _ROOM, repeat: int = 5) -> float:
    """Median CPU milliseconds from the SOP to its plan."""
    columns = [(i * _WIDTH, (i + 1) * _WIDTH) for i in range(len(sop.performers))]
    times: list[float] = []
    for _ in range(repeat):
        start = time.process_time()
        what = flow(sop)
        base = [30 * POINT] * len(sop.steps)
        frames: list[Frame] = []
        y = 0
        for page in paginate(what, range(len(sop.steps)), base, columns, first_room=room, room=room):
            rows: list[tuple[int, int]] = []
            for high in heights(what, page, [base[step] for step in page], columns):
                rows.append((y, y + high))
                y += high
            frames.append(Frame(page, rows, columns))
        place(what, frames)
        times.append((time.process_time() - start) * 1000)
    return median(times)


def random_sop(steps: int, performers: int, seed: int) -> Sop:
    """A third of the steps branch or loop back; a sixth is done jointly. Jumps reach as far as a page or two."""
    from tests.flowchart.drawn_sops import sop_of, step_of

    chance = random.Random(seed)
    names = [f"P{n}" for n in range(performers)]
    made: list[Step] = []
    for i in range(steps):
        kind = "keputusan" if chance.random() < 0.33 else "proses"
        who = sorted(chance.sample(range(performers), 2 if chance.random() < 0.16 else 1))
        ways: list[tuple[int | None, str | None]] = [(i + 2, "Ya" if kind == "keputusan" else None)]
        if kind == "keputusan":
            ways.append((max(1, min(steps, i + 1 + chance.randint(-10, 10))), "Tidak"))
        made.append(step_of(i + 1, {names[n]: [kind] for n in who}, ways if i + 1 < steps else []))
    return sop_of(names, made)


def main() -> str:
    """The tables."""
    lines = ["| SOP | CPU ms |", "| --- | ---: |"]
    for path in EXAMPLES:
        lines.append(f"| {path.stem} | {cpu(xl_sop.read(path)[0].sop):.1f} |")
    for room, pages in ((_ROOM, "several pages"), (10**9, "one page")):
        many = sorted(cpu(random_sop(30, 8, seed), room=room, repeat=3) for seed in range(20))
        lines.append(f"| 30 × 8, {pages}, median of 20 | {median(many):.1f} |")
        lines.append(f"| 30 × 8, {pages}, slowest of 20 | {many[-1]:.1f} |")
    lines += ["", "| steps (8 performers) | CPU ms per step |", "| ---: | ---: |"]
    for steps in (15, 30, 60, 120, 240, 480):
        lines.append(
            f"| {steps} | {median(cpu(random_sop(steps, 8, s), repeat=1) for s in range(5)) / steps:.2f} |"
        )
    return "\n".join(lines)
