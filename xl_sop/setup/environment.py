"""The Python behind the buttons: an environment of its own in the user's folder, made once, looked after, taken away.

xlwings' libraries have to lie beside python.exe. `pip install --user` puts them under %APPDATA%, where neither its
VBA nor anybody else looks (xlwings 0.37, data files of its wheel); in a virtual environment they lie right. So one
is made where the running Python has none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from importlib.metadata import distribution, version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from xl_sop.setup.machine import MARKER, Machine
from xl_sop.setup.report import Report


class Ran(NamedTuple):
    """What a command came to: its exit status and all that it printed."""

    status: int
    output: str


Run = Callable[[Sequence[str]], Ran]


def run(command: Sequence[str]) -> Ran:
    """Run a command to its end, its output kept."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"))


def unsuitable(machine: Machine, *, compat: bool) -> str | None:
    """Why the buttons cannot run on this Python, as a key of the report's sentences; None if nothing is known.

    Args:
        machine: The computer.
        compat: Whether polars' library for processors without AVX2 is installed (or will be).
    """
    if machine.store_python:
        return "store-python"
    if machine.bits != 64:
        return "python-32"
    if machine.avx2 is False and not compat:
        return "no-avx2"
    return None


def prepare(machine: Machine, wheels: Path | None, report: Report, run: Run = run) -> Path | None:
    """Make the environment for the buttons, or bring it up to date.

    Args:
        machine: The computer, whose Python makes the environment.
        wheels: A folder of wheels to install from, without any network; None: as pip is set up.
        report: What to say.
        run: Runs a command.

    Returns:
        Its interpreter; None, with a sentence and what was begun taken away, where that fails.
    """
    what = source(wheels)
    if what is None:
        report.ok = False
        report.say("no-source")
        return None
    folder = machine.environment_folder
    python, fresh = machine.environment_python, not folder.exists()
    if not fresh and not (folder / MARKER).is_file():
        report.ok = False
        report.say("environment-foreign", folder=folder)
        return None
    if _in_use(folder):
        report.ok = False
        report.say("excel-open", file=folder)
        return None
    commands = [
        [machine.python, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-warn-script-location",
         "--upgrade", *(["--no-index", "--find-links", str(wheels)] if wheels else []), *what,
         *(["polars[rtcompat]"] if machine.avx2 is False else [])],
    ]  # fmt: skip
    for command in commands:
        try:
            done = run(command)
        except OSError as error:
            done = Ran(1, str(error))
        if done.status != 0:
            if fresh:
                shutil.rmtree(folder, ignore_errors=True)
            _say_failure(machine, done, report)
            return None
        if folder.is_dir():
            (folder / MARKER).touch()
    return python


def remove(machine: Machine, report: Report) -> None:
    """Take away the environment that `prepare` made; from inside it on Windows, as soon as this Python ends."""
    folder = machine.environment_folder
    if not (folder / MARKER).is_file():
        return
    if machine.windows and folder in Path(machine.python).parents:
        # Windows deletes no program that runs; the Python that it was made from does it a moment later.
        later = subprocess.Popen([machine.base_python, "-c", _LATER, str(folder)], cwd=folder.anchor)
        later.returncode = 0  # it outlives this program on purpose; nobody waits for it
        report.say("environment-later", folder=folder)
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        report.ok = False
        report.say("excel-open", file=error.filename or folder)
        return
    report.say("removed", file=folder)


_LATER = """
import pathlib, shutil, sys, time
folder = pathlib.Path(sys.argv[1])
for _ in range(60):
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        break
    time.sleep(1)
try:
    folder.parent.rmdir()
except OSError:
    pass
"""


def source(wheels: Path | None) -> list[str] | None:
    """What pip is to install: this program, from where it came; None where nobody remembers."""
    if wheels is not None:
        return [f"xl-sop=={version('xl-sop')}"]
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return [str(checkout)]
    # PEP 610: pip writes down where a package that came by path or URL was taken from
    written = distribution("xl-sop").read_text("direct_url.json")
    address = urlsplit(str(json.loads(written)["url"])) if written else None
    if address is None or address.scheme != "file":
        return None
    place = Path(url2pathname(address.path))
    return [str(place)] if place.exists() else None


def _in_use(folder: Path) -> bool:
    """Whether a program holds one of the environment's libraries open (Windows refuses to write it then)."""
    for library in folder.glob("xlwings*.dll"):
        try:
            with library.open("r+b"):
                pass
        except OSError:
            return True
    return False


def _say_failure(machine: Machine, done: Ran, report: Report) -> None:
    log = machine.memory.parent / "install.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.output, encoding="utf-8")
    lines = [line.strip() for line in done.output.splitlines() if line.strip()]
    told = next(
        (line for line in reversed(lines) if line.lower().startswith("error")), lines[-1] if lines else "-"
    )
    report.ok = False
    report.say("environment-failed", why=told, log=log)
