"""The buttons' own Python: made where there is none, offline too, left as it was where that fails, taken away."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.setup.machines import XLWINGS, machine, tree
from xl_sop.setup import environment, excel
from xl_sop.setup.environment import Ran
from xl_sop.setup.excel import read_settings
from xl_sop.setup.machine import MARKER, Machine
from xl_sop.setup.macro_files import State
from xl_sop.setup.report import Report
from xl_sop.shipped import ADDIN


class Pip:
    """A stand-in for `python -m venv` and `pip`: it makes what they make, and remembers what it was asked.

    What pip makes on Windows: python.exe in Scripts, the data files of xlwings' wheel one folder up.
    """

    def __init__(self, fails: str | None = None) -> None:
        self.fails, self.asked = fails, list[list[str]]()

    def __call__(self, command: Sequence[str]) -> Ran:
        self.asked.append([*command])
        if self.fails is not None and self.fails in command:
            return Ran(1, "Looking in links\nERROR: No matching distribution found for polars\n\n")
        if "venv" in command:
            folder = Path(command[-1])
            (folder / "Scripts").mkdir(parents=True, exist_ok=True)
            (folder / "Scripts" / "python.exe").touch()
        else:
            (Path(command[0]).parents[1] / f"xlwings64-{XLWINGS}.dll").touch()
        return Ran(0, "")


def plain_windows(root: Path) -> Machine:
    """A Windows PC whose Python comes from python.org and stands in no environment."""
    return replace(machine("win32", root, library=False), own_environment=False)


def set_up(computer: Machine, pip: Pip, wheels: Path | None = None) -> tuple[Report, list[str]]:
    told: list[str] = []
    report = excel.set_up(
        computer, wheels, tell=lambda line: told.append(line.indonesian), run=pip, compat=False
    )
    return report, told + [line.indonesian for line in report.lines]


def test_the_addin_names_the_new_environment_and_finds_its_library(tmp_path: Path):
    computer, pip = plain_windows(tmp_path), Pip()
    report, said = set_up(computer, pip)
    assert report.ok
    python = computer.environment_folder / "Scripts" / "python.exe"
    assert computer.startup is not None
    settings = read_settings((computer.startup / ADDIN).read_bytes())
    assert (settings["Interpreter_Win"], settings["Use UDF Server"]) == (str(python), "True")
    assert said[0].startswith("Menyiapkan Python untuk tombol di ")
    assert "Satu Python tetap hidup selama Excel terbuka" in "\n".join(said)
    assert pip.asked[0] == [computer.python, "-m", "venv", str(computer.environment_folder)]
    assert pip.asked[1][:4] == [str(python), "-m", "pip", "install"]
    # afterwards the ordinary Python sees what was installed, and a second time changes nothing
    assert excel.status(computer).state is State.INSTALLED
    assert set_up(computer, Pip())[0].state is State.INSTALLED


def test_from_a_folder_of_wheels_pip_asks_no_network(tmp_path: Path):
    computer, pip = plain_windows(tmp_path), Pip()
    assert set_up(computer, pip, tmp_path / "wheels")[0].ok
    install = pip.asked[1]
    at = install.index("--no-index")
    assert install[at : at + 3] == ["--no-index", "--find-links", str(tmp_path / "wheels")]
    assert install[-1].startswith("xl-sop==")


def test_an_old_processor_gets_the_library_for_it(tmp_path: Path):
    computer, pip = replace(plain_windows(tmp_path), avx2=False), Pip()
    assert set_up(computer, pip)[0].ok
    assert pip.asked[1][-1] == "polars[rtcompat]"


UNFIT = {
    "from the Microsoft Store": (
        {"python": "C:\\Users\\X\\WindowsApps\\python.exe"},
        "Python ini dari Microsoft Store",
    ),
    "32-bit": ({"bits": 32}, "Python ini 32-bit"),
    "an old processor, no environment to be made": (
        {"avx2": False, "own_environment": True},
        "Prosesor komputer ini tidak mempunyai AVX2",
    ),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_cannot_work_is_told_before_anything_is_installed(case: str, tmp_path: Path):
    change, sentence = UNFIT[case]
    computer, pip = replace(plain_windows(tmp_path), **change), Pip()
    before = tree(tmp_path)
    report, said = set_up(computer, pip)
    assert not report.ok
    assert len(said) == 1
    assert said[0].startswith(sentence)
    assert (pip.asked, tree(tmp_path)) == ([], before)


@pytest.mark.parametrize("step", ["venv", "pip"])
def test_a_step_that_fails_leaves_nothing_but_its_record(step: str, tmp_path: Path):
    computer = plain_windows(tmp_path)
    report, said = set_up(computer, Pip(fails=step))
    assert not report.ok
    log = computer.memory.parent / "install.log"
    assert said[-1] == (
        "Python untuk tombol tidak dapat disiapkan: ERROR: No matching distribution found for polars "
        f"(rincian: {log}). Tanpa internet, ulangi dengan: xl-sop addin install --wheels FOLDER."
    )
    assert "No matching distribution" in log.read_text("utf-8")
    assert not computer.environment_folder.exists()
    assert computer.startup is not None
    assert not (computer.startup / ADDIN).exists()


def test_an_update_that_fails_keeps_the_environment_that_works(tmp_path: Path):
    computer = plain_windows(tmp_path)
    assert set_up(computer, Pip())[0].ok
    before = tree(computer.environment_folder)
    assert not set_up(computer, Pip(fails="pip"))[0].ok
    assert tree(computer.environment_folder) == before


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path):
    computer, pip = plain_windows(tmp_path), Pip()
    computer.environment_folder.mkdir(parents=True)
    (computer.environment_folder / "tesis.docx").touch()
    report, said = set_up(computer, pip)
    assert not report.ok
    assert said[-1].startswith(f"Folder {computer.environment_folder} sudah ada dan bukan buatan xl_sop")
    assert pip.asked == []


def test_while_excel_holds_the_library_the_environment_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    computer = plain_windows(tmp_path)
    assert set_up(computer, Pip())[0].ok
    opened = Path.open

    def held(self: Path, *more: object, **named: object) -> object:
        if self.suffix == ".dll":  # what Windows answers for a library that a program has loaded
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", held)
    pip = Pip()
    report, said = set_up(computer, pip)
    assert not report.ok
    assert said[-1].endswith("sedang dipakai: tutup semua jendela Excel, lalu ulangi.")
    assert pip.asked == []


def test_remove_leaves_nothing(tmp_path: Path):
    computer = plain_windows(tmp_path)
    before = tree(tmp_path)
    assert set_up(computer, Pip())[0].ok
    assert excel.remove(computer).ok
    assert tree(tmp_path) == before


def test_remove_from_inside_the_environment_is_finished_by_the_other_python(tmp_path: Path):
    computer = plain_windows(tmp_path)
    assert set_up(computer, Pip())[0].ok
    inside = replace(
        computer, python=str(computer.environment_python), own_environment=True, base_python=sys.executable
    )
    report = excel.remove(inside)
    assert report.ok
    assert "Sebentar lagi dihapus" in "\n".join(line.indonesian for line in report.lines)
    deadline = time.monotonic() + 20
    while computer.environment_folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not computer.environment_folder.exists()


def test_a_real_environment_made_offline_runs_the_buttons_code(tmp_path: Path):
    """A real venv and a real pip without a network; the wheels are made of what is installed here."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    own = environment.source(None)
    assert own is not None
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "-w", str(wheels), *own], check=True, timeout=300)
    bare = replace(machine("linux", tmp_path), python=sys.executable, own_environment=False)

    def run(command: Sequence[str]) -> Ran:
        # the dependencies are not installed again: 72 MB tell nothing more about us
        return environment.run([*command, "--no-deps"] if "pip" in command else command)

    report = Report(State.ABSENT, None)
    python = environment.prepare(bare, wheels, report, run)
    assert (report.ok, report.lines) == (True, [])
    assert python is not None
    done = subprocess.run(
        [str(python), "-P", "-c", "import xl_sop; from xl_sop.shipped import ADDIN, packaged; "
         "print(packaged(ADDIN).is_file(), xl_sop.__file__)"],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    there, place = done.stdout.split()
    assert there == "True"
    assert place.startswith(str(bare.environment_folder))
    environment.remove(bare, report)
    assert not bare.environment_folder.exists()
    assert (bare.environment_folder / MARKER).exists() is False
