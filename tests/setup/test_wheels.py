"""A folder of wheels for Windows: what is missing is found by Windows' own conditions, whatever machine this is."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from xl_sop.setup.environment import Ran
from xl_sop.setup.macro_files import State
from xl_sop.setup.report import Report
from xl_sop.setup.wheels import fill, missing


def wheel(folder: Path, name: str, *needs: str) -> None:
    """A wheel that says what it needs and holds nothing."""
    package, version = name.split("-")[:2]
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as made:
        lines = [f"Name: {package}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
        made.writestr(f"{package}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\nDeskripsi.\n")


CASES = {
    "all there": (["a-1.0-py3-none-any: b>=1", "b-1.2-py3-none-any:"], []),
    "not there": (["a-1.0-py3-none-any: b>=1"], ["b>=1"]),
    "too old": (["a-1.0-py3-none-any: b>=2", "b-1.2-py3-none-any:"], ["b>=2"]),
    "another spelling of the name": (["a-1.0-py3-none-any: B_c>=1", "b_c-1.2-py3-none-any:"], []),
    "only on Windows": (["a-1.0-py3-none-any: b>=1 ; platform_system == 'Windows'"], ["b>=1"]),
    "only on a Mac": (["a-1.0-py3-none-any: b>=1 ; sys_platform == 'darwin'"], []),
    "only for older Pythons": (["a-1.0-py3-none-any: b>=1 ; python_version < '3.12'"], []),
    "only for an extra": (["a-1.0-py3-none-any: b>=1 ; extra == 'all'"], []),
    "for another Python": (["a-1.0-py3-none-any: b>=1", "b-1.2-cp311-cp311-win_amd64:"], ["b>=1"]),
    "for this Python": (["a-1.0-py3-none-any: b>=1", "b-1.2-cp312-cp312-win_amd64:"], []),
    "for this and later Pythons": (["a-1.0-py3-none-any: b>=1", "b-1.2-cp39-abi3-win_amd64:"], []),
    "for later Pythons only": (["a-1.0-py3-none-any: b>=1", "b-1.2-cp313-abi3-win_amd64:"], ["b>=1"]),
    "what a wheel for another Python needs": (["b-1.2-cp311-cp311-win_amd64: c"], []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_missing(case: str, tmp_path: Path):
    wheels, wanted = CASES[case]
    for line in wheels:
        name, _, needs = line.partition(":")
        wheel(tmp_path, name, *filter(None, [needs.strip()]))
    assert [str(need) for need in missing(tmp_path, "3.12")] == wanted


def test_it_asks_until_nothing_is_missing(tmp_path: Path):
    """pip on Linux does not fetch what is needed on Windows only, nor what that needs in turn."""
    asked: list[list[str]] = []
    offered = {
        "xlwings>=1": "xlwings-1.0-py3-none-any: pywin32 ; sys_platform == 'win32'",
        "pywin32": "pywin32-1-py3-none-any:",
    }

    def pip(command: Sequence[str]) -> Ran:
        asked.append([*command])
        if "wheel" in command:
            wheel(tmp_path, "xl_sop-0.1.0-py3-none-any", "xlwings>=1")
        for need in command:
            if need in offered:
                name, _, needs = offered[need].partition(":")
                wheel(tmp_path, name, *filter(None, [needs.strip()]))
        return Ran(0, "")

    report = Report(State.ABSENT, None)
    fill(tmp_path, ["3.12"], report, pip)
    assert report.ok
    assert [command[-1] for command in asked[1:]] == ["xlwings>=1", "pywin32"]
    assert "polars[rtcompat]" in asked[1]  # for processors without AVX2
    assert all("win_amd64" in command and "3.12" in command for command in asked[1:])
    assert report.lines[-1].indonesian.startswith("3 wheel untuk Python 3.12 di Windows 64-bit")


def test_no_network(tmp_path: Path):
    report = Report(State.ABSENT, None)
    fill(tmp_path / "baru", ["3.12"], report, lambda command: Ran(1, "WARNING: x\nERROR: no route to host\n"))
    assert not report.ok
    assert report.lines[-1].indonesian.startswith("Wheel tidak dapat diambil: ERROR: no route to host.")
