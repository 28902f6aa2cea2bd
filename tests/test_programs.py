"""Where LibreOffice is and which Python it has, seen on made-up folders."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xl_sop import programs as where

LAYOUTS = {
    "Debian: the bridge is linked with the system's Python": (
        {"program/libpyuno.so": b"\0libpython3.11.so.1.0\0"},
        (3, 11),
    ),
    "Windows: a Python of its own": ({"program/python-core-3.10.18/lib/os.py": b""}, (3, 10)),
    "macOS: a Python of its own": (
        {"program/soffice": b"", "Frameworks/LibreOfficePython.framework/Versions/3.9/x": b""},
        (3, 9),
    ),
    "nothing to see": ({"program/soffice": b"", "program/libpyuno.so": b"\0"}, None),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_python_of_an_office(layout: str, tmp_path: Path):
    files, version = LAYOUTS[layout]
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert where.bridge_python([str(tmp_path / "program")]) == version


def test_an_office_on_the_path_or_in_its_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usual = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setitem(where.USUAL, sys.platform, (usual,))
    assert where.program_folder() is None
    usual.parent.mkdir(parents=True)
    usual.touch()
    assert where.program_folder() == usual.parent
    soffice = tmp_path / "opt" / "program" / "soffice"
    soffice.parent.mkdir(parents=True)
    soffice.touch(mode=0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "soffice").symlink_to(soffice)
    assert where.program_folder() == soffice.parent
    assert str(soffice.parent) in where.search_folders()
