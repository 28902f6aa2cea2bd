"""`xl-sop addin`: on a system without Excel, and LibreOffice's macro there and back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import xl_sop
from tests.cli.test_doctor import home
from tests.setup.machines import machine, tree
from xl_sop.cli import addin as command


@pytest.mark.parametrize("action", ["install", "remove", "status"])
def test_without_excel_the_way_to_libreoffice_is_shown(action: str, tmp_path: Path):
    assert sys.platform == "linux"
    run = xl_sop("addin", action, **home(tmp_path, XL_SOP_LANG="id"))
    said = run.stdout if action == "status" else run.stderr
    assert run.returncode == 1
    assert said == (
        f"Excel tidak ada untuk sistem ini. Untuk LibreOffice: xl-sop addin {action} --libreoffice.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_macro_there_and_back(tmp_path: Path):
    environment = home(tmp_path)

    def run(action: str) -> tuple[int, str]:
        done = xl_sop("addin", action, "--libreoffice", **environment)
        return done.returncode, (done.stdout + done.stderr).splitlines()[0]

    script = tmp_path / "config" / "libreoffice" / "4" / "user" / "Scripts" / "python" / "xl_sop_lo.py"
    absent = "Not installed. Install with: xl-sop addin install --libreoffice."
    assert run("status") == (1, absent)
    assert run("install") == (0, f"The SOP buttons are installed for LibreOffice: {script}")
    assert script.is_file()
    assert run("status") == (0, f"Installed and up to date: {script}")
    assert run("install") == (0, f"Already installed, nothing changed: {script}")
    assert run("remove") == (0, f"Removed: {script}")
    assert not script.exists()
    assert run("remove") == (0, f"Nothing is installed: {script}")


def test_a_macro_of_somebody_else_is_left_alone(tmp_path: Path):
    script = tmp_path / "config" / "libreoffice" / "4" / "user" / "Scripts" / "python" / "xl_sop_lo.py"
    script.parent.mkdir(parents=True)
    script.write_text("print('punya saya')\n")
    for action in ("install", "remove"):
        run = xl_sop("addin", action, "--libreoffice", **home(tmp_path))
        assert (run.returncode, run.stdout) == (1, "")
        assert f"it was not touched: {script}" in run.stderr
    assert script.read_text() == "print('punya saya')\n"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_commands_on_a_computer_with_excel(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The whole command in this process, on a made-up computer."""
    from click.testing import CliRunner

    from xl_sop.setup.machine import Machine

    computer = machine(platform, tmp_path)
    before = tree(computer.home)
    monkeypatch.setattr(Machine, "here", lambda: computer)

    def run(action: str) -> tuple[int, str]:
        done = CliRunner().invoke(command.addin, [action])
        return done.exit_code, done.output.splitlines()[0]

    file = computer.startup / "xl_sop.xlam" if computer.startup else None
    assert run("install") == (0, f"The tab “SOP” is installed for Excel: {file}")
    assert run("status") == (0, f"Installed and up to date: {file}")
    assert run("remove") == (0, f"Removed: {file}")
    assert run("status")[0] == 1
    assert tree(computer.home) == before
