"""The macro in a profile: written, recognised, brought up to date, removed; never somebody else's file."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import xl_sop.addin
from xl_sop.setup import macro_files as macro
from xl_sop.setup.macro_files import State

FOLDERS = ["/opt/sop/lib/python3.11/site-packages"]


@pytest.mark.parametrize(
    ("platform", "environment", "profile"),
    [
        ("linux", {}, "/home/ani/.config/libreoffice/4/user"),
        ("linux", {"XDG_CONFIG_HOME": "/etc/ani"}, "/etc/ani/libreoffice/4/user"),
        ("darwin", {}, "/home/ani/Library/Application Support/LibreOffice/4/user"),
        (
            "win32",
            {"APPDATA": "/c/Users/ani/AppData/Roaming"},
            "/c/Users/ani/AppData/Roaming/LibreOffice/4/user",
        ),
        ("win32", {}, "/home/ani/AppData/Roaming/LibreOffice/4/user"),
    ],
)
def test_the_profile_of_each_system(platform, environment, profile):
    assert macro.user_profile(platform, Path("/home/ani"), environment).as_posix() == profile


def test_install_status_update_remove(tmp_path):
    profile = tmp_path / "user"
    assert macro.status(profile, FOLDERS, (3, 11)).state is State.ABSENT
    first = macro.install(profile, FOLDERS, (3, 11))
    assert (first.state, first.did) == (State.INSTALLED, True)
    again = macro.install(profile, FOLDERS, (3, 11))
    assert (again.state, again.did) == (State.INSTALLED, False)
    assert macro.status(profile, FOLDERS, (3, 12)).state is State.OUTDATED
    assert macro.install(profile, FOLDERS, (3, 12)).did
    assert macro.status(profile, FOLDERS, (3, 12)).state is State.INSTALLED
    removed = macro.remove(profile)
    assert (removed.state, removed.did) == (State.ABSENT, True)
    assert list(profile.iterdir()) == []
    assert macro.remove(profile).did is False


@pytest.mark.parametrize("content", [b"print('mine')\n", b"\xff\xfe", b""])
def test_a_file_of_somebody_else_is_left_alone(tmp_path, content):
    script = tmp_path / "Scripts" / "python" / macro.SCRIPT_NAME
    script.parent.mkdir(parents=True)
    script.write_bytes(content)
    for result in (macro.install(tmp_path, FOLDERS, (3, 11)), macro.remove(tmp_path)):
        assert (result.state, result.did) == (State.FOREIGN, False)
    assert script.read_bytes() == content


def test_a_changed_script_is_left_alone(tmp_path):
    script = macro.install(tmp_path, FOLDERS, (3, 11)).script
    script.write_text(script.read_text("utf-8") + "# added\n", "utf-8")
    for result in (macro.install(tmp_path, FOLDERS, (3, 11)), macro.remove(tmp_path)):
        assert (result.state, result.did) == (State.CHANGED, False)
    assert script.exists()


def test_other_scripts_of_the_user_survive(tmp_path):
    neighbour = tmp_path / "Scripts" / "python" / "mine.py"
    neighbour.parent.mkdir(parents=True)
    neighbour.write_text("x = 1\n", "utf-8")
    macro.install(tmp_path, FOLDERS, (3, 11))
    macro.remove(tmp_path)
    assert [path.name for path in neighbour.parent.iterdir()] == ["mine.py"]


def test_the_script_says_where_xl_sop_is_and_offers_every_button():
    names: dict[str, object] = {}
    exec(compile(macro.script_text(FOLDERS, (3, 11)), "script", "exec"), names)
    assert names["SITE_PACKAGES"] == FOLDERS
    assert names["PYTHON"] == [3, 11]
    offered = [button.__name__ for button in names["g_exportedScripts"]]
    assert sorted(offered) == sorted(xl_sop.addin.__all__)
    assert names["INTERPRETER"] == sys.executable
    assert all(
        names[name] is button for name, button in zip(offered, names["g_exportedScripts"], strict=True)
    )


def test_an_old_python_reads_the_script():
    # LibreOffice 6.3 to 7.0 bring Python 3.5 to 3.7
    ast.parse(macro.script_text(FOLDERS, (3, 11)), feature_version=(3, 6))


def test_the_environment_that_runs_can_be_found_again():
    import click

    import xl_sop

    folders = macro.environment_folders()
    for module in (click, xl_sop):
        assert any(str(module.__file__).startswith(folder) for folder in folders)
