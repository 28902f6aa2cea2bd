"""Build workbooks/xl_sop.xlam and workbooks/templat_sop.xlsm, on any system and without Excel.

    python -m macros.build [--out DIR]

The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # also as "python macros/build.py", where the folder of the script comes first
    sys.path.insert(0, str(ROOT))

from macros.addin import addin  # noqa: E402
from macros.template import template  # noqa: E402

WORKBOOKS = ROOT / "workbooks"
TEMPLATE = WORKBOOKS / "templat_sop.xlsx"
ADDIN_NAME, TEMPLATE_NAME = "xl_sop.xlam", "templat_sop.xlsm"


def build(out: Path, source: Path = TEMPLATE) -> list[Path]:
    """Write both files into a folder; their paths.

    Args:
        out: the folder, made if missing.
        source: the plain template.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = {ADDIN_NAME: addin(), TEMPLATE_NAME: template(source)}
    for name, data in made.items():
        (out / name).write_bytes(data)
    return [out / name for name in made]


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Build the add-in and the macro template.")
    parser.add_argument("--out", type=Path, default=WORKBOOKS, help="folder for both files (workbooks/)")
    parser.add_argument("--template", type=Path, default=TEMPLATE, help="the plain template")
    chosen = parser.parse_args(arguments)
    for path in build(chosen.out, chosen.template):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
