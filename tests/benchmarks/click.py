"""What a clerk waits for: Validasi on the example of 14 steps, out of process, in process, inside LibreOffice.

    python -m tests.benchmarks.click [--repeat 7]

Medians of one run; the ratios are what counts. LibreOffice stands in for Excel: its share is the part between the
moments at which our own code works (grids → documents → findings).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WORKBOOK = ROOT / "workbooks" / "contoh" / "002_kecamatan_muara_papalik.xlsx"
PRESS = "import xl_sop.addin; xl_sop.addin.validate()"
_SHOW_MODULES = "; import sys; print('\\n'.join(m for m in sys.modules if not m.startswith('_')))"


def timed(work: Callable[[], object], repeat: int) -> float:
    """Median wall time in milliseconds."""
    spent = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1e3)
    return median(spent)


def own_work(repeat: int) -> dict[str, float]:
    """Our part of a second click: the steps between reading the grids and writing the marks."""
    from xl_sop.api import check
    from xl_sop.book.file import open_book
    from xl_sop.reading.documents import read_book

    book = open_book(WORKBOOK)
    documents = read_book(book)
    check(documents)
    return {
        "grids → documents": timed(lambda: read_book(book), repeat),
        "documents → findings": timed(lambda: check(documents), repeat),
    }


def out_of_process(repeat: int) -> dict[str, float]:
    """A fresh Python for each click, as RunPython does it without the UDF server."""
    from xl_sop.libreoffice.engine import add_office
    from xl_sop.libreoffice.office import PIPE_VARIABLE, PrivateOffice

    office = PrivateOffice()
    app = add_office(office)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(shutil.copy(WORKBOOK, folder))
            book = app.books.open(path)
            environment = os.environ | {PIPE_VARIABLE: office.pipe, "PYTHONPATH": str(ROOT)}

            def python(code: str) -> str:
                command = [sys.executable, "-B", "-c", code, f"--wb={path.name}", "--from_xl=1"]
                done = subprocess.run(
                    command, env=environment, cwd=folder, capture_output=True, text=True, check=True
                )
                return done.stdout

            modules = python(PRESS + _SHOW_MODULES).split()
            if "pandas" in modules:
                raise SystemExit("pandas was imported")
            imports = "import importlib\nfor m in %r:\n  try: importlib.import_module(m)\n  except ImportError: pass"
            spent = {
                "python -c pass": timed(lambda: python("pass"), repeat),
                "import xlwings": timed(lambda: python("import xlwings"), repeat),
                "all imports of a click": timed(lambda: python(imports % modules), repeat),
                "a click": timed(lambda: python(PRESS), repeat),
            }
            return spent | in_process(app, book, repeat)
    finally:
        app.quit()


def in_process(app: Any, book: Any, repeat: int) -> dict[str, float]:
    """The second click in one Python that stays, as with the UDF server; the way to the office is a pipe."""
    import xl_sop.addin
    from xl_sop.book.live import read_live

    app.activate()
    book.set_mock_caller()
    xl_sop.addin.validate()
    return {
        "second click, over a pipe": timed(xl_sop.addin.validate, repeat),
        "of it reading the grids": timed(lambda: read_live(book, without={"Temuan"}), repeat),
    }


def inside(repeat: int) -> dict[str, float]:
    """The macro of the profile, run by LibreOffice in its own process."""
    from xl_sop.libreoffice import uno_bridge as uno
    from xl_sop.libreoffice.office import PrivateOffice
    from xl_sop.setup.macro_files import environment_folders, install

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder / "profile" / "user", [str(ROOT), *environment_folders()])
        office = PrivateOffice(
            profile=folder / "profile", environment={"XL_SOP_ALERT_LOG": str(folder / "alerts")}
        )
        try:
            path = shutil.copy(WORKBOOK, folder)
            document = office.desktop.loadComponentFromURL(
                uno.to_url(str(path)), "_blank", 0, uno.properties(Hidden=False)
            )
            address = "vnd.sun.star.script:xl_sop_lo.py$validate?language=Python&location=user"
            script = document.getScriptProvider().getScript(address)

            def press() -> None:
                script.invoke((), (), ())

            first = timed(press, 1)
            return {"first click in LibreOffice": first, "second click in LibreOffice": timed(press, repeat)}
        finally:
            office.close()


def main(*, repeat: int = 7) -> str:
    """Run the benchmark and return its table."""
    own, cold, warm = own_work(repeat), out_of_process(repeat), inside(repeat)
    click, bare, imports = cold["a click"], cold["python -c pass"], cold["all imports of a click"]
    work = sum(own.values())
    rows = [(name, f"{milliseconds:.1f} ms") for name, milliseconds in (own | cold | warm).items()]
    rows += [
        ("our own work, second click", f"{work:.1f} ms"),
        ("a click / python -c pass", f"{click / bare:.1f} ×"),
        ("a click / import xlwings", f"{click / cold['import xlwings']:.1f} ×"),
        ("imports / (imports + own work)", f"{imports / (imports + work):.0%}"),
        ("share of imports in a click", f"{imports / click:.0%}"),
    ]
    return "\n".join(
        ["| a click on Validasi, 14 steps | |", "| --- | ---: |", *(f"| {a} | {b} |" for a, b in rows)]
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--repeat", type=int, default=7, help="turns")
    print(main(**vars(arguments.parse_args())))
