"""The doctor on LibreOffice, its macro level, and on the Python that the buttons are to use."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.setup.surroundings import (
    GOOD_VERSIONS,
    bad,
    only_bad,
    table,
)
from xl_sop.setup import doctor, menu
from xl_sop.setup import excel as install
from xl_sop.setup import libreoffice as install_macro
from xl_sop.setup.doctor import Surroundings, examine, in_order
from xl_sop.shipped import TEMPLATE, packaged

# --- LibreOffice


OFFICES = {
    "that runs no Python macros": (
        lambda office: replace(office, program=office.program.parent),
        "LibreOffice ini tidak dapat menjalankan makro Python",
    ),
    "that is gone": (lambda office: None, "LibreOffice tidak ditemukan"),
}


@pytest.mark.parametrize("case", OFFICES)
def test_a_libreoffice_that_does_not_do_matters_once_the_macro_is_there(case: str, linux: Surroundings):
    change, sentence = OFFICES[case]
    around = replace(linux, office=change(linux.office))
    assert only_bad(around)[0] == "Belum ada tombol yang terpasang"
    assert install_macro.install(linux.machine, linux.office).ok
    assert only_bad(around)[0].startswith(sentence)


def test_a_libreoffice_of_another_python_works_beside_ours(linux: Surroundings):
    assert linux.office is not None
    around = replace(linux, office=replace(linux.office, python=(3, 8)))
    assert install_macro.install(linux.machine, around.office).ok
    assert in_order(examine(around))
    assert [mark for mark, what, _ in table(around) if what.startswith("LibreOffice memakai Python 3.8")] == [
        "!"
    ]


def test_the_menu_is_missed(linux: Surroundings):
    file = install_macro.install(linux.machine, linux.office).file
    assert file is not None
    (file.parents[2] / menu.FILE).unlink()
    assert only_bad(linux) == (
        "Menu “SOP” LibreOffice belum terpasang",
        "Tutup LibreOffice, lalu: xl-sop addin install --libreoffice",
    )


def test_a_macro_of_another_python_and_one_that_was_changed(linux: Surroundings):
    file = install_macro.install(linux.machine, linux.office).file
    assert file is not None
    later = replace(linux.machine, version=(3, 99))
    found = [check.what.indonesian for check in bad(replace(linux, machine=later))]
    assert any(what.startswith("Makro LibreOffice untuk versi atau Python lain") for what in found)
    file.write_text(file.read_text("utf-8") + "# diubah\n", "utf-8")
    assert only_bad(linux)[0] == f"Makro LibreOffice diubah setelah dipasang: {file}"


XCU = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Input"><prop oor:name="MoveSelection" oor:op="fuse"><value>true</value></prop></item>
{items}</oor:items>"""
SCRIPTING = '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{}" oor:op="fuse">{}</prop></item>'
MEDIUM = SCRIPTING.format("MacroSecurityLevel", "<value>1</value>")
TRUSTED = SCRIPTING.format("SecureURL", "<value><it>file:///srv/lain</it><it>{}</it></value>")

LEVELS = {
    "as LibreOffice starts": (None, "!"),
    "nothing said of it": ("", "!"),
    "medium": (MEDIUM, "✓"),
    "high, the folder trusted": (TRUSTED.format(packaged(TEMPLATE).parent.parent.as_uri()), "✓"),
    "high, another folder trusted": (TRUSTED.format("file:///srv/ketiga"), "!"),
    "high, a folder whose name begins alike": (TRUSTED.format(packaged(TEMPLATE).parent.as_uri()[:-1]), "!"),
}


@pytest.mark.parametrize("case", LEVELS)
def test_the_macro_level_of_libreoffice(case: str, linux: Surroundings):
    items, mark = LEVELS[case]
    file = install_macro.install(linux.machine, linux.office).file
    assert file is not None
    if items is not None:
        settings = file.parents[2] / menu.FILE
        settings.write_text(XCU.format(items=items), "utf-8")
        menu.install(file.parents[2])
    lines = [(mark, fix) for mark, what, fix in table(linux) if what.startswith("Keamanan makro LibreOffice")]
    assert [found for found, _ in lines] == [mark]
    assert ("Sumber Tepercaya" in lines[0][1]) == (mark == "!")


# --- what the buttons' Python has to be


UNFIT = {
    "from the Microsoft Store": (
        {"python": "C:\\Users\\X\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe"},
        "Python dari Microsoft Store",
    ),
    "made from one of the Store": (
        {"base_python": "C:\\Program Files\\WindowsApps\\PythonSoftwareFoundation.Python.3.12\\python.exe"},
        "Python dari Microsoft Store",
    ),
    "32-bit": ({"bits": 32}, "Python ini 32-bit"),
    "an old processor": ({"avx2": False}, "Prosesor komputer ini tidak mempunyai AVX2"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_python_on_which_no_button_can_run(case: str, windows: Surroundings):
    change, sentence = UNFIT[case]
    around = replace(windows, machine=replace(windows.machine, **change))
    what = [check.what.indonesian for check in bad(around)]
    assert any(line.startswith(sentence) for line in what)
    assert not in_order(examine(around))


def test_an_old_processor_with_the_library_for_it(windows: Surroundings):
    versions = GOOD_VERSIONS | {"polars-runtime-compat": "2.1.0"}
    around = replace(windows, machine=replace(windows.machine, avx2=False), version=versions.get)
    assert in_order(examine(around))


def test_a_python_that_cannot_load_the_buttons(windows: Surroundings):
    around = replace(windows, starts=lambda python: "ModuleNotFoundError: No module named 'xl_sop'")
    what, fix = only_bad(around)
    assert what.startswith("Python untuk tombol tidak dapat memuat xl_sop: ModuleNotFoundError")
    assert fix == "Jalankan: xl-sop addin install"


def test_what_hinders_an_interpreter_is_seen_by_starting_it(tmp_path: Path):
    assert doctor.hindrance(sys.executable) is None
    empty = tmp_path / "kosong"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(empty)], check=True)
    assert doctor.hindrance(str(empty / "bin" / "python")) == "ModuleNotFoundError: No module named 'xl_sop'"
    assert "No such file" in (doctor.hindrance(str(tmp_path / "tidak-ada")) or "")


def test_libreoffice_alone_will_do_on_windows(windows: Surroundings, linux: Surroundings):
    assert install.remove(windows.machine).ok
    assert only_bad(windows)[0] == "Add-in belum terpasang"
    assert install_macro.install(windows.machine, None).ok
    assert [mark for mark, what, _ in table(windows) if what == "Add-in belum terpasang"] == ["–"]


def test_a_python_that_cannot_be_seen_is_no_fault(linux: Surroundings):
    assert linux.office is not None
    around = replace(linux, office=replace(linux.office, python=None), bridge=False)
    assert install_macro.install(linux.machine, linux.office).ok
    assert in_order(examine(around))
    assert [mark for mark, what, _ in table(around) if "tidak terlihat dari luar" in what] == ["?"]


# --- the words
