"""The menu "SOP" in a user's LibreOffice settings: put there, recognised, taken away, all other lines untouched."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

import xl_sop.addin
from xl_sop.setup import menu

# As LibreOffice 7.4 writes it, shortened.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"><node oor:name="lain" oor:op="replace"><prop oor:name="Title" oor:op="fuse"><value>xl_sop</value></prop></node></item>
<item oor:path="/org.openoffice.Office.Calc/Input"><prop oor:name="MoveSelection" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "4" / "user"
    folder.mkdir(parents=True)
    return folder


def test_all_other_lines_stay_and_remove_gives_back_every_byte(profile: Path):
    file = profile / menu.FILE
    file.write_text(SETTINGS, "utf-8")
    assert not menu.installed(profile)
    assert menu.install(profile)
    assert menu.installed(profile)
    lines, before = file.read_text("utf-8").splitlines(), SETTINGS.splitlines()
    assert [line for line in lines if line in before] == before
    assert len(lines) == len(before) + 3
    ElementTree.parse(file)
    assert not menu.install(profile)  # nothing to do
    assert menu.remove(profile)
    assert file.read_text("utf-8") == SETTINGS
    assert not menu.remove(profile)


def test_a_profile_that_was_never_used(profile: Path):
    assert menu.install(profile)
    assert menu.installed(profile)
    assert menu.remove(profile)
    assert list(profile.iterdir()) == []


def test_every_button_is_there(profile: Path):
    menu.install(profile)
    text = (profile / menu.FILE).read_text("utf-8")
    for name in xl_sop.addin.__all__:
        assert text.count(f"xl_sop_lo.py${name}?language=Python&amp;location=user") == 2  # menu and toolbar


def test_a_menu_with_other_buttons_is_brought_up_to_date(profile: Path):
    menu.install(profile)
    file = profile / menu.FILE
    old = file.read_text("utf-8").replace(">Validasi<", ">Periksa<")
    file.write_text(old, "utf-8")
    assert not menu.installed(profile)
    assert menu.install(profile)
    assert "Periksa" not in file.read_text("utf-8")


@pytest.mark.parametrize("change", [menu.install, menu.remove])
def test_while_libreoffice_is_open_nothing_is_written(change: object, profile: Path):
    file = profile / menu.FILE
    file.write_text(SETTINGS, "utf-8")
    if change is menu.remove:
        menu.install(profile)
    before = file.read_bytes()
    (profile.parent / ".lock").touch()
    with pytest.raises(BlockingIOError):
        change(profile)  # type: ignore[operator]
    assert file.read_bytes() == before


def test_a_file_that_is_no_settings_file(profile: Path):
    (profile / menu.FILE).write_text("bukan apa-apa", "utf-8")
    with pytest.raises(ValueError, match="registrymodifications"):
        menu.install(profile)
    assert (profile / menu.FILE).read_text("utf-8") == "bukan apa-apa"
