"""A folder of wheels from which a Windows computer without internet installs everything, filled on any machine.

`pip download --platform` fetches for another system but reads each requirement's conditions ("only on Windows")
as of the machine it runs on (pip's documentation of `download`). So what a Windows computer would ask for besides is
read from the wheels themselves, until nothing is missing.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator, Sequence
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from xl_sop.setup.environment import Run, run, source
from xl_sop.setup.report import Report

PLATFORM = "win_amd64"
"""The only Windows for which every library has wheels (win32: neither polars nor msgspec; arm64: no xlwings DLL)."""

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions of CPython for which all libraries have wheels for Windows (each tried, see tests/setup)."""

_EXTRAS = ("polars[rtcompat]",)
"""Processors without AVX2 need another library of polars; nobody knows beforehand which computer has one."""


def fill(folder: Path, pythons: Sequence[str], report: Report, run: Run = run) -> None:
    """Fetch the wheels of xl_sop and of all that it needs on Windows.

    Args:
        folder: Where they go; made if it is not there. Wheels that lie there already are used.
        pythons: Versions of Python, such as "3.12".
        report: What to say.
        run: Runs a command.
    """
    own = source(None)
    if own is None:
        report.ok = False
        report.say("wheels-no-source")
        return
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    if not _ran(run, [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), *own], report):
        return
    for python in pythons:
        download = [
            *pip, "download", "--quiet", "--only-binary=:all:", "--platform", PLATFORM, "--implementation", "cp",
            "--python-version", python, "--dest", str(folder), "--find-links", str(folder),
        ]  # fmt: skip
        asked: set[str] = set()
        wanted = {*_EXTRAS, *map(str, missing(folder, python))}
        while wanted - asked:
            if not _ran(run, [*download, *sorted(wanted - asked)], report):
                return
            asked |= wanted
            wanted = {*map(str, missing(folder, python))}
    wheels = list(folder.glob("*.whl"))
    size = round(sum(wheel.stat().st_size for wheel in wheels) / 1e6)
    report.say("wheels", count=len(wheels), versions=", ".join(pythons), folder=folder, size=size)


def _ran(run: Run, command: Sequence[str], report: Report) -> bool:
    """Run a step; where it fails, say so with the last line that it printed."""
    done = run(command)
    if done.status != 0:
        lines = [line.strip() for line in done.output.splitlines() if line.strip()]
        report.ok = False
        report.say("wheels-failed", why=lines[-1] if lines else "-")
    return done.status == 0


def missing(folder: Path, python: str) -> Iterator[Requirement]:
    """What the wheels in a folder ask for on Windows and no wheel there answers.

    Args:
        folder: The wheels.
        python: The version of Python on that Windows, such as "3.12".
    """
    wheels: list[Path] = []
    have: list[tuple[str, Version]] = []
    for wheel in folder.glob("*.whl"):
        name, number, _, tags = parse_wheel_filename(wheel.name)
        if any(_fits(tag, python) for tag in tags):
            wheels.append(wheel)
            have.append((name, number))
    for wheel in wheels:
        for need in requirements(wheel):
            if need.marker is not None and not need.marker.evaluate(windows(python)):
                continue
            name = canonicalize_name(need.name)
            if not any(name == other and need.specifier.contains(version, True) for other, version in have):
                need.marker = None
                yield need


def _fits(tag: Tag, python: str) -> bool:
    """Whether a wheel with this tag runs on a version of CPython (PEP 425; abi3 serves all later versions)."""
    minor = int(python.split(".")[1])
    if tag.interpreter.startswith("py3"):
        return True
    if not tag.interpreter.startswith("cp3"):
        return False
    own = int(tag.interpreter.removeprefix("cp3") or 0)
    return own <= minor if tag.abi == "abi3" else own == minor


def requirements(wheel: Path) -> Iterator[Requirement]:
    """The requirements that a wheel's metadata states."""
    with zipfile.ZipFile(wheel) as package:
        name = next(name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(package.read(name).decode("utf-8"))
    for line in headers.get_all("Requires-Dist", []):
        yield Requirement(line)


def windows(python: str) -> dict[str, str]:
    """The values of environment markers (PEP 508) on 64-bit Windows."""
    return {
        "extra": "",
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }
