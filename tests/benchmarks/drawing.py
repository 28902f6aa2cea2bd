"""Processor time of converting a workbook with thirty shapes and thirty connectors, against the same without them.

    python -m tests.benchmarks.drawing [--count 150] [--repeat 5]

Both folders hold the same SOPs of thirty steps, of distinct content. Runs take turns; the ratio is taken within each
turn, and the median is told.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import xl_sop
from tests.benchmarks import processes
from tests.drawings.people import Habits, sketch

SOP = Path(__file__).parents[2] / "workbooks" / "contoh" / "002_kecamatan_muara_papalik.xlsx"
"""Its identity page, worksheet and settings stand beside the drawn table, whose steps say what its own say, twice over:
a whole SOP, as in the other benchmarks.
"""

HABITS = Habits(steps=31, performers=6, decisions=0, sloppy=4)
"""Thirty-one symbols and the thirty arrows between them, none of them glued."""


def without_drawing(source: Path, target: Path) -> None:
    """The same workbook with its drawing taken out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.startswith(("xl/drawings/", "xl/media/", "xl/worksheets/_rels/sheet1.xml")):
                continue
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"<drawing [^<>]*/>", b"", data)
            elif name == "[Content_Types].xml":
                data = re.sub(rb"<Override [^<>]*/drawings/[^<>]*/>", b"", data)
            new.writestr(name, data)


def write(folder: Path, count: int) -> tuple[Path, Path]:
    """So many workbooks in each of two folders: drawn and plain."""
    drawn, plain = folder / "bergambar", folder / "polos"
    drawn.mkdir(parents=True)
    plain.mkdir()
    steps = xl_sop.read(SOP)[0].sop.steps
    for i in range(count):
        texts = [
            (f"{s.description} {i}", s.requirements or "-", s.duration.text or "-", s.output or "-")
            for s in steps
        ]
        made = sketch(i, HABITS, drawn / f"{i}.xlsx", beside=SOP, texts=texts)
        without_drawing(made.path, plain / made.path.name)
    return drawn, plain


def each(folder: Path, out: Path, count: int) -> float:
    """Milliseconds of processor time for one workbook more."""

    def convert(source: Path) -> float:
        shutil.rmtree(out, ignore_errors=True)
        command = [sys.executable, "-m", "xl_sop", "convert", source, "--out", out, "--jobs", "1", "--quiet"]
        return processes.run(command).seconds

    few = folder.with_name(f"{folder.name}-sedikit")
    few.mkdir(exist_ok=True)
    for name in ("0.xlsx", "1.xlsx"):
        shutil.copy(folder / name, few)
    return (convert(folder) - convert(few)) / (count - 2) * 1000


def main(arguments: Sequence[str] = ()) -> str:
    """Measure; a Markdown table of the turns, and the median of their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args(arguments)
    ratios: list[float] = []
    lines = ["| drawn, ms | plain, ms | ratio |", "| ---: | ---: | ---: |"]
    with processes.scratch() as place:
        drawn, plain = write(Path(place) / "buku", given.count)
        for _ in range(given.repeat):
            with_it, without = (each(folder, Path(place) / "json", given.count) for folder in (drawn, plain))
            ratios.append(with_it / without)
            lines.append(f"| {with_it:.2f} | {without:.2f} | {ratios[-1]:.2f} |")
    return "\n".join([*lines, f"| | median | {median(ratios):.2f} |"])


if __name__ == "__main__":
    print(main(sys.argv[1:]))
