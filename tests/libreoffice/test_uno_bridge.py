"""The way to LibreOffice's Python bridge, without LibreOffice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_package_loads_neither_uno_nor_xlwings():
    code = "import sys, xl_sop.setup.macro_files; print({'uno', 'xlwings'} & {*sys.modules})"
    assert _python(code) == "set()"


WITHOUT = """
import importlib, sys, types
import importlib.machinery, pathlib
real = importlib.machinery.PathFinder.find_spec
here = pathlib.Path({folder!r})
import shutil
shutil.which = lambda name: str(here / name)
is_dir = pathlib.Path.is_dir
pathlib.Path.is_dir = lambda self: is_dir(self) and not str(self).startswith('/usr/lib')
try:
    import xl_sop.libreoffice.uno_bridge
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_a_missing_bridge_says_what_to_install(tmp_path):
    said = _python(WITHOUT.format(folder=str(tmp_path)))
    assert said.startswith("UnoMissingError Jembatan Python LibreOffice (pyuno) tidak ditemukan")
    assert "install the package python3-uno" in said


def test_a_bridge_of_another_python_is_not_loaded(tmp_path):
    (tmp_path / "libpyuno.so").write_bytes(b"\x7fELF...libpython3.99.so.1.0\0")
    said = _python(WITHOUT.format(folder=str(tmp_path)))
    assert said.startswith("UnoMissingError LibreOffice di komputer ini memakai Python 3.99")
