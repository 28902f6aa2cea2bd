"""Build workbooks/templat_sop.xlsx and the five examples in workbooks/contoh/, from data in the repository.

    python -m macros.contoh [--out DIR]

The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from macros import seeds
from xl_sop.template import write

WORKBOOKS = seeds.ROOT / "workbooks"
TEMPLATE, EXAMPLES = "templat_sop.xlsx", "contoh"


def build(out: Path = WORKBOOKS) -> list[Path]:
    """Write the template and the examples below a folder; their paths."""
    (out / EXAMPLES).mkdir(parents=True, exist_ok=True)
    made = [out / TEMPLATE]
    write(made[0])
    for name in seeds.names():
        data = seeds.load(name)
        made.append(out / EXAMPLES / f"{name}.xlsx")
        write(made[-1], seeds.document(data), notes=data["catatan"])
    return made


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Build the standard template and the five examples.")
    parser.add_argument("--out", type=Path, default=WORKBOOKS)
    for path in build(parser.parse_args(arguments).out):
        print(path)


if __name__ == "__main__":
    main()
