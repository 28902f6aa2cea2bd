"""Is everything in order? One line per thing that was looked at, and what to do where it is not.

Nothing is changed, nothing is guessed: what cannot be seen from here is said to be so. The surroundings are plain
values and two functions, so that a test can make them up.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_sop.setup import macro_files as macro
from xl_sop.setup import menu
from xl_sop.setup.checks import Check, Mark, line
from xl_sop.setup.environment import unsuitable
from xl_sop.setup.excel import look, read_settings
from xl_sop.setup.libreoffice import dotted, profile
from xl_sop.setup.machine import LibreOffice, Machine, runpython_script
from xl_sop.setup.macro_files import State
from xl_sop.setup.trust import Registry, forbidden, windows_registry
from xl_sop.shipped import ADDIN, TEMPLATE, packaged

XLWINGS = "0.37.8"
"""The version whose VBA module is in the add-in; the project file pins the same."""

MINIMUM_PYTHON = (3, 11)
REQUIRED: Mapping[str, tuple[str, str | None]] = {
    "click": ("8.1", "9"),
    "msgspec": ("0.19", "1"),
    "openpyxl": ("3.1", "4"),
    "packaging": ("24", None),
    "pandera": ("0.24", "1"),
    "pebble": ("5.1", "6"),
    "polars": ("0", None),
    "python-calamine": ("0.4", "1"),
    "rapidfuzz": ("3.9", "4"),
    "rich": ("13.7", "16"),
}
"""Distribution → (first version that does, first that does not), as in the project file."""


@dataclass(frozen=True)
class Surroundings:
    """What the doctor looks at.

    Attributes:
        machine: The user's computer.
        version: Distribution name → its version, None if it is not installed.
        registry: The Windows registry; None elsewhere.
        office: LibreOffice, if there is one.
        bridge: Whether LibreOffice's Python bridge was found.
        starts: Interpreter → what hinders it from loading the buttons' code, in its own words; None if nothing does.
    """

    machine: Machine
    version: Callable[[str], str | None]
    registry: Registry | None
    office: LibreOffice | None
    bridge: bool
    starts: Callable[[str], str | None]

    @classmethod
    def here(cls) -> Surroundings:
        """This computer."""
        office = LibreOffice.here()
        registry = windows_registry if sys.platform == "win32" else None
        bridge = office is not None and _has_bridge()
        return cls(Machine.here(), installed_version, registry, office, bridge, hindrance)


def examine(around: Surroundings) -> list[Check]:
    """Every check, in the order to be read."""
    parts = (_python, _packages, _log, _excel, _trust, _libreoffice, _buttons)
    return [check for part in parts for check in part(around)]


def in_order(checks: list[Check]) -> bool:
    """Whether everything that is needed is in order."""
    return all(check.mark is not Mark.BAD for check in checks)


# --- this Python


def _python(around: Surroundings) -> Iterator[Check]:
    machine = around.machine
    version = dotted(machine.version)
    if machine.version < MINIMUM_PYTHON:
        yield line(Mark.BAD, "python-old", "python-old-fix", version=version)
    else:
        yield line(Mark.GOOD, "python", version=version, path=machine.python)
    reason = unsuitable(machine, compat=around.version("polars-runtime-compat") is not None)
    if reason is not None:
        yield line(Mark.BAD, reason, f"{reason}-fix", python=machine.buttons_python)


def _packages(around: Surroundings) -> Iterator[Check]:
    python, right = around.machine.python, []
    for name, (minimum, below) in REQUIRED.items():
        found = around.version(name)
        wanted = f">={minimum}" + (f",<{below}" if below else "")
        if found is None:
            yield line(Mark.BAD, "package-missing", "package-fix", name=name, wanted=wanted, python=python)
        elif _release(found) < _release(minimum) or (below and _release(found) >= _release(below)):
            yield line(
                Mark.BAD, "package", "package-fix", name=name, found=found, wanted=wanted, python=python
            )
        else:
            right.append(f"{name} {found}")
    if right:
        yield line(Mark.GOOD, "packages", list=", ".join(right))
    xlwings = around.version("xlwings")
    if xlwings == XLWINGS:
        yield line(Mark.GOOD, "xlwings", found=xlwings)
    else:
        yield line(
            Mark.BAD, "xlwings-other", "xlwings-fix", found=xlwings or "-", wanted=XLWINGS, python=python
        )
    if around.machine.windows and around.version("pywin32") is None:
        yield line(Mark.BAD, "package-missing", "package-fix", name="pywin32", wanted=">=224", python=python)
    pandas = around.version("pandas")
    if pandas is None:
        yield line(Mark.GOOD, "no-pandas")
    else:
        yield line(Mark.SLOW, "pandas", "pandas-fix", found=pandas)


def _release(version: str) -> tuple[int, ...]:
    """The leading numbers of a version; enough to compare releases."""
    numbers: list[int] = []
    for part in version.split("."):
        digits = re.match(r"\d+", part)
        if digits is None:
            break
        numbers.append(int(digits[0]))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _log(around: Surroundings) -> Iterator[Check]:
    folder = around.machine.memory.parent
    if _writable(folder):
        yield line(Mark.GOOD, "log", folder=folder)
    else:
        yield line(Mark.BAD, "no-log", "no-log-fix", folder=folder)


def _writable(folder: Path) -> bool:
    """Whether a file can be made in a folder, or the folder itself where it is missing; leaves no trace."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


# --- Excel

_ADDIN_STATES = {
    State.INSTALLED: (Mark.GOOD, "addin", None),
    State.ABSENT: (Mark.BAD, "addin-absent", "addin-fix"),
    State.OUTDATED: (Mark.BAD, "addin-outdated", "addin-fix"),
    State.CHANGED: (Mark.BAD, "addin-changed", "addin-file-fix"),
    State.FOREIGN: (Mark.BAD, "addin-foreign", "addin-file-fix"),
}


def _excel(around: Surroundings) -> Iterator[Check]:
    machine = around.machine
    found = look(machine)
    if found is None:
        yield line(Mark.NOTE, "no-excel")
        return
    mark, what, fix = _ADDIN_STATES[found.state]
    if found.state is State.ABSENT and _macro(around).state is not State.ABSENT:
        mark = Mark.NOTE  # an office that works with LibreOffice
    yield line(mark, what, fix, file=found.file)
    if found.state in (State.INSTALLED, State.OUTDATED):
        key = "Interpreter_Win" if machine.windows else "Interpreter_Mac"
        path = read_settings(found.file.read_bytes()).get(key) or "python"
        if not os.path.isfile(path):
            yield line(Mark.BAD, "interpreter-gone", "addin-fix", path=path)
        elif (why := around.starts(path)) is not None:
            yield line(Mark.BAD, "interpreter-fails", "addin-fix", path=path, why=why)
        else:
            yield line(Mark.GOOD, "interpreter", path=path)
    if machine.windows:
        library = machine.server_library
        if library is not None:
            yield line(Mark.GOOD, "library", path=library)
        else:
            yield line(Mark.SLOW, "no-library", "no-library-fix", version=XLWINGS)
        if found.file.with_name(f"{ADDIN}:Zone.Identifier").exists():
            yield line(Mark.BAD, "marked", "addin-fix")
    elif machine.scripts is not None:
        if (machine.scripts / runpython_script().name).is_file():
            yield line(Mark.GOOD, "script")
        else:
            yield line(Mark.BAD, "no-script", "addin-fix")


def _trust(around: Surroundings) -> Iterator[Check]:
    if around.machine.startup is None:
        return
    if around.registry is None:
        yield line(Mark.UNKNOWN, "trust-elsewhere", "trust-elsewhere-fix")
        return
    checks = list(forbidden(around.registry))
    if all(check.mark is Mark.UNKNOWN for check in checks):
        yield line(Mark.GOOD, "trust")
    yield from checks
    yield line(Mark.UNKNOWN, "antivirus", "antivirus-fix")


# --- LibreOffice

_MACRO_STATES = {
    State.INSTALLED: (Mark.GOOD, "macro", None),
    State.ABSENT: (Mark.NOTE, "macro-absent", "macro-fix"),
    State.OUTDATED: (Mark.BAD, "macro-outdated", "macro-fix"),
    State.CHANGED: (Mark.BAD, "macro-changed", "macro-file-fix"),
    State.FOREIGN: (Mark.BAD, "macro-foreign", "macro-file-fix"),
}


def _libreoffice(around: Surroundings) -> Iterator[Check]:
    machine, office = around.machine, around.office
    found = _macro(around)
    # Someone who put the macro there needs what it needs; for all others LibreOffice is no matter.
    missing = Mark.NOTE if found.state is State.ABSENT else Mark.BAD
    if office is None:
        yield line(missing, "no-libreoffice", "no-libreoffice-fix")
    else:
        yield line(Mark.GOOD, "libreoffice", folder=office.program)
        if around.bridge:
            yield line(Mark.GOOD, "bridge")
        else:
            yield line(Mark.NOTE, "no-bridge", "no-bridge-fix")
        if not macro.script_provider(office.program):
            yield line(missing, "no-provider", "no-provider-fix")
        own = dotted(machine.version)
        if office.python is None:
            yield line(Mark.UNKNOWN, "office-python-unknown", own=own)
        elif office.python != machine.version:
            yield line(Mark.SLOW, "office-python", office=dotted(office.python), own=own)
    if office is not None or found.state is not State.ABSENT:
        yield line(*_MACRO_STATES[found.state], file=found.script)
    if found.state is not State.ABSENT:
        there = menu.installed(profile(machine))
        yield line(Mark.GOOD, "menu") if there else line(Mark.BAD, "menu-absent", "menu-fix")
        yield from _macro_level(profile(machine), packaged(TEMPLATE).parent)


def _macro_level(profile: Path, folder: Path) -> Iterator[Check]:
    """How LibreOffice treats the template's buttons: its macro level, and the folders that it trusts."""
    security = macro.security(profile)
    if security.level < macro.HIGH or security.trusts(folder):
        yield line(Mark.GOOD, "macro-level")
    else:
        yield line(Mark.SLOW, "macro-level-high", "macro-level-fix", folder=folder)


def _buttons(around: Surroundings) -> Iterator[Check]:
    """Whether there is any button at all: where Excel cannot be, LibreOffice has to have them."""
    if around.machine.startup is None and _macro(around).state is State.ABSENT:
        yield line(Mark.BAD, "no-buttons", "macro-fix")


def _macro(around: Surroundings) -> macro.Result:
    """What LibreOffice's profile holds."""
    machine = around.machine
    return macro.status(profile(machine), macro.environment_folders(), machine.version)


# --- what is here


def hindrance(python: str) -> str | None:
    """What hinders an interpreter from loading the buttons' code, in its own last words; None if nothing does."""
    # -P: what lies in the current folder is not what a button would find
    code = "import xl_sop.addin.session, xlwings, polars"
    try:
        done = subprocess.run(
            [python, "-B", "-P", "-c", code],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"status {done.returncode}"


def installed_version(name: str) -> str | None:
    """The version of an installed distribution."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _has_bridge() -> bool:
    from importlib.machinery import PathFinder

    from xl_sop.programs import search_folders

    return PathFinder.find_spec("uno", search_folders()) is not None
