"""A rehearsal of RunPython: what xlwings' VBA would start is started here, as far as Python goes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import pytest

from macros.modules import REPLACEMENTS, xlwings_source
from tests.macros.runpython import (
    WINDOWS_SOURCE,
    Call,
    mac_foreground,
    mac_line,
    windows_arguments,
    windows_line,
)

SHOW = "import sys, json; print(json.dumps([sys.argv[1:], sys.path]))"
NAMES = [
    "sop.xlsm",
    "SOP Pengukuran Kinerja (2).xlsx",
    "a^&calc&.xlsx",
    "Bagian Umum & Kepegawaian.xlsx",
    "d'accord.xlsx",
]
SHELL_NAMES = [*NAMES, "$(echo x).xlsx", "`id`.xlsx", 'kata "kutip".xlsx', "a\\b.xlsx", "$HOME.xlsx"]


@pytest.mark.parametrize("line", WINDOWS_SOURCE)
def test_the_rehearsal_follows_the_module(line: str):
    assert line in xlwings_source()


def run(arguments: list[str], folder: object) -> tuple[list[str], list[str]]:
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=str(folder))
    argv, path = json.loads(done.stdout)
    return argv, path


@pytest.mark.parametrize("name", NAMES)
def test_windows_line_reaches_python(name: str, tmp_path):
    call = Call(interpreter=sys.executable, command=SHOW, workbook=name)
    (arguments,) = windows_arguments(windows_line(call))
    argv, path = run(arguments, tmp_path)
    assert argv == [f"--wb={name}", "--from_xl=1", f"--app={call.application}", f"--hwnd={call.window}"]
    assert not {"", str(tmp_path)} & set(path)


@pytest.mark.parametrize("name", SHELL_NAMES)
def test_mac_line_reaches_python(name: str, tmp_path):
    call = Call(sys.executable, SHOW.replace('"', "'"), name, "/Applications/Microsoft Excel.app", 0, "log")
    argv, _ = run(["sh", "-c", mac_foreground(mac_line(call))], tmp_path)
    assert argv == [f"--wb={name}", "--from_xl=1", f"--app={call.application}"]


def test_without_our_replacement_a_file_name_would_run_a_program():
    """Why the workbook's path is taken out: xlwings escapes & for cmd.exe, but not ^."""
    folder = "C:\\sop\\a^&calc b.xlsx".replace("&", "^&").replace("\\", "\\\\")
    call = Call(sys.executable, "import m; m.f()", "a^&calc b.xlsx")
    line = windows_line(call).replace("false", f"true;{folder}")
    assert [arguments[0] for arguments in windows_arguments(line)][1:] == ["calc"]


def test_another_xlwings_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("macros.modules.REPLACEMENTS", [*REPLACEMENTS, ("a line of another version", "x", 1)])
    with pytest.raises(ValueError, match="another version"):
        xlwings_source()


def test_the_module_is_that_of_the_installed_package():
    shipped = (files("xlwings") / "xlwings_custom_addin.bas").read_text("cp1252")
    changed = sum(
        one != other for one, other in zip(shipped.split("\n"), xlwings_source().split("\n"), strict=True)
    )
    assert changed == sum(count for _, _, count in REPLACEMENTS)
