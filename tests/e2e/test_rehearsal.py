"""A rehearsal of RunPython: the command line that xlwings' macro builds, run against the LibreOffice at hand.

What differs from a clerk's PC: the interpreter, and that the engine is LibreOffice's, found by the pipe's name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from macros.modules import HERE
from tests.e2e import seen
from tests.e2e.sound import PLANTED, planted
from tests.macros.runpython import Call, mac_foreground, mac_line, windows_arguments, windows_line
from tests.macros.test_source import PROMISED, body
from xl_sop.libreoffice.office import PIPE_VARIABLE, Office

NAMES = ["sop.xlsx", "SOP Pengukuran – “½ hari” №2.xlsx", "Διαδικασία & lampiran.xlsx"]


def command(macro: str) -> str:
    """The Python statement in the macro of the ribbon's button."""
    *_, line = body((HERE / "XlSop.bas").read_text("ascii"), macro).splitlines()
    return line.strip().removeprefix('CallPython "').removesuffix('"')


def windows(call: Call) -> list[str]:
    (arguments,) = windows_arguments(windows_line(call))
    return arguments


def mac(call: Call) -> list[str]:
    return ["sh", "-c", mac_foreground(mac_line(call))]


@pytest.fixture
def run(office: Office, tmp_path: Path) -> Callable[[list[str]], subprocess.CompletedProcess[str]]:
    """Runs a command line as the macro would, and shows what it left on standard error."""
    environment = os.environ | {
        PIPE_VARIABLE: office.pipe,
        "XL_SOP_ALERT_LOG": str(tmp_path / "alerts.jsonl"),
        "XL_SOP_SAVE_AS": str(tmp_path / "SOP baru.xlsm"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
    }

    def start(arguments: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )

    return start


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("system", [windows, mac], ids=["Windows", "macOS"])
def test_validate_marks_the_cells_of_the_workbook_that_called(
    system: Callable[[Call], list[str]],
    name: str,
    xw_app: xw.App,
    run: Callable[[list[str]], subprocess.CompletedProcess[str]],
    tmp_path: Path,
):
    other = xw_app.books.open(planted(tmp_path / "lain.xlsx"))
    book = xw_app.books.open(planted(tmp_path / name))
    log = str(tmp_path / "xlwings.log")
    done = run(system(Call(sys.executable, command("ValidateSop"), name, log=log)))
    errors = Path(log).read_text() if Path(log).exists() else done.stderr
    assert (done.returncode, errors) == (0, "")
    book.save(tmp_path / "hasil.xlsx")
    assert set(seen.marks(tmp_path / "hasil.xlsx")) == set(PLANTED)
    assert "Temuan" in book.sheet_names
    assert "Temuan" not in other.sheet_names
    assert '"10 kesalahan, 2 peringatan: lihat lembar Temuan."' in (tmp_path / "alerts.jsonl").read_text(
        "utf-8"
    )


def test_every_button_runs_from_its_macro(
    xw_app: xw.App, run: Callable[[list[str]], subprocess.CompletedProcess[str]], tmp_path: Path
):
    xw_app.books.open(planted(tmp_path / "semua.xlsx"))
    for _, macro, _ in PROMISED:
        xw_app.books["semua.xlsx"].activate()  # SOP Baru opened another one
        done = run(windows(Call(sys.executable, command(macro), "semua.xlsx")))
        assert (macro, done.returncode, done.stderr) == (macro, 0, "")
    told = (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()
    assert not [line for line in told if "tidak terduga" in line]
    assert len(told) >= len(PROMISED) - 2  # next finding and help are silent; some ask before they act
    assert (tmp_path / "SOP baru.xlsm").exists()
    assert (tmp_path / "semua.json").exists()


def test_a_name_that_was_cut_on_the_way_means_the_active_workbook(
    xw_app: xw.App, run: Callable[[list[str]], subprocess.CompletedProcess[str]], tmp_path: Path
):
    """xlwings cuts names at "="; Excel waits for the press, so the active workbook is the one that called."""
    book = xw_app.books.open(planted(tmp_path / "a=b.xlsx"))
    done = run(windows(Call(sys.executable, command("ValidateSop"), "a")))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Temuan" in book.sheet_names
