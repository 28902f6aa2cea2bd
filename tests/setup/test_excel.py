"""The add-in in a made-up home: put there, recognised, brought up to date, taken away; nothing else touched."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.macros.structure import check
from tests.package.zip_facts import raw_entries
from tests.setup.machines import XLWINGS, machine, tree
from xl_sop.package.package import Package
from xl_sop.setup import excel as install
from xl_sop.setup.excel import look, read_settings
from xl_sop.setup.machine import Machine
from xl_sop.setup.macro_files import State
from xl_sop.setup.report import TEXTS, Report
from xl_sop.shipped import ADDIN, packaged

FOLDERS = {
    "win32": "AppData/Roaming/Microsoft/Excel/XLSTART",
    "darwin": "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel",
}
SCRIPT = f"Library/Application Scripts/com.microsoft.Excel/xlwings-{XLWINGS}.applescript"
PACKAGED = packaged(ADDIN).read_bytes()


def said(report: Report, lang: str = "id") -> str:
    return "\n".join(line.text(lang) for line in report.lines)


def addin_of(computer: Machine) -> Path:
    assert computer.startup is not None
    return computer.startup / ADDIN


@pytest.fixture(params=["win32", "darwin"])
def computer(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    return machine(request.param, tmp_path)


# --- there and back


def test_the_addin_lies_where_excel_looks_and_names_this_python(computer: Machine):
    report = install.install(computer)
    file = computer.home / FOLDERS[computer.platform] / ADDIN
    assert (report.ok, report.state, report.file) == (True, State.INSTALLED, file)
    settings = read_settings(file.read_bytes())
    mine, other = ("Interpreter_Win", "Interpreter_Mac")[:: 1 if computer.windows else -1]
    assert (settings[mine], settings[other]) == (computer.python, "")
    assert {name: value for name, value in settings.items() if name != mine} == {
        name: value for name, value in read_settings(PACKAGED).items() if name != mine
    }
    assert settings["Use UDF Server"] == "True"
    assert str(file) in said(report)
    assert computer.python in said(report)
    assert check(file) == []  # it is still what Excel insists on


def test_only_the_settings_sheet_differs_from_the_packaged_file(computer: Machine):
    install.install(computer)
    old, new = raw_entries(PACKAGED), raw_entries(addin_of(computer).read_bytes())
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]
    assert list(old) == list(new)


def test_remove_leaves_the_home_as_it_was(computer: Machine):
    before = tree(computer.home)
    install.install(computer)
    assert tree(computer.home) != before
    report = install.remove(computer)
    assert (report.ok, report.state) == (True, State.ABSENT)
    assert tree(computer.home) == before
    again = install.remove(computer)
    assert (again.ok, said(again)) == (True, f"Tidak ada yang terpasang: {addin_of(computer)}")


def test_others_in_the_same_folder_survive(computer: Machine):
    neighbour = addin_of(computer).with_name("PERSONAL.XLSB")
    neighbour.parent.mkdir(parents=True)
    neighbour.write_bytes(b"milik orang lain")
    (computer.home / ".xlwings").mkdir()
    (computer.home / ".xlwings" / "xlwings.conf").write_text('"INTERPRETER_WIN","C:\\lain\\python.exe"\n')
    before = tree(computer.home)
    install.install(computer)
    after = tree(computer.home)
    assert {name: after[name] for name in before} == before
    install.remove(computer)
    assert tree(computer.home) == before


def test_twice_writes_nothing_the_second_time(computer: Machine):
    install.install(computer)
    before = tree(computer.home)
    when = addin_of(computer).stat().st_mtime_ns
    report = install.install(computer)
    assert report.ok
    assert said(report).startswith("Sudah terpasang, tidak ada yang diubah")
    assert (tree(computer.home), addin_of(computer).stat().st_mtime_ns) == (before, when)


def test_another_python_and_an_older_version_are_brought_up_to_date(computer: Machine):
    before = tree(computer.home)
    install.install(computer)
    moved = replace(computer, python=str(computer.home.parent / "lain" / "python.exe"))
    assert install.status(moved).state is State.OUTDATED
    assert not install.status(moved).ok
    assert install.install(moved).ok
    assert moved.python in read_settings(addin_of(computer).read_bytes()).values()
    install.remove(moved)
    assert tree(computer.home) == before


def test_an_older_version_is_known_by_the_memory(
    computer: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old = tmp_path / "lama.xlam"
    old.write_bytes(retitled(PACKAGED))
    with monkeypatch.context() as patch:
        patch.setattr(install, "packaged", lambda name: old)
        install.install(computer)
    memory = computer.memory.read_bytes()
    assert look_state(computer) is State.OUTDATED
    computer.memory.unlink()
    assert look_state(computer) is State.CHANGED  # nobody knows any more who wrote it
    computer.memory.write_bytes(memory)
    assert said(install.install(computer)).startswith("Tab “SOP” untuk Excel diperbarui")
    assert look_state(computer) is State.INSTALLED


def retitled(addin: bytes) -> bytes:
    package = Package(addin, ADDIN)
    package.replace("docProps/core.xml", package.read("docProps/core.xml").replace(b"SOP AP", b"SOP Kami"))
    return package.to_bytes()


def look_state(computer: Machine) -> State:
    found = look(computer)
    assert found is not None
    return found.state


def test_status_tells_each_state(computer: Machine):
    absent = install.status(computer)
    assert (absent.ok, absent.state) == (False, State.ABSENT)
    assert "xl-sop addin install." in said(absent)
    install.install(computer)
    there = install.status(computer)
    assert (there.ok, there.state) == (True, State.INSTALLED)
    assert computer.python in said(there)


# --- what is not ours


FOREIGN = {"no workbook": b"x", "nothing": b"", "another add-in": None}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_somebody_else_is_left_alone(kind: str, computer: Machine):
    content = FOREIGN[kind]
    if content is None:
        spec = find_spec("xlwings")
        assert spec is not None
        assert spec.submodule_search_locations
        content = (Path(spec.submodule_search_locations[0]) / "addin" / "xlwings.xlam").read_bytes()
    addin_of(computer).parent.mkdir(parents=True)
    addin_of(computer).write_bytes(content)
    before = tree(computer.home)
    for report in (install.install(computer), install.remove(computer)):
        assert (report.ok, report.state) == (False, State.FOREIGN)
        assert "bukan milik xl_sop; tidak disentuh" in said(report)
    assert install.status(computer).state is State.FOREIGN
    assert tree(computer.home) == before


def test_a_link_and_a_folder_are_not_ours(computer: Machine, tmp_path: Path):
    install.install(computer)
    elsewhere = tmp_path / "lain.xlam"
    addin_of(computer).rename(elsewhere)
    addin_of(computer).symlink_to(elsewhere)
    assert install.install(computer).state is State.FOREIGN
    addin_of(computer).unlink()
    addin_of(computer).mkdir()
    assert install.remove(computer).state is State.FOREIGN
    assert addin_of(computer).is_dir()


def test_an_addin_that_was_changed_is_left_alone(computer: Machine):
    install.install(computer)
    addin_of(computer).write_bytes(retitled(addin_of(computer).read_bytes()))
    before = tree(computer.home)
    for report in (install.install(computer), install.remove(computer)):
        assert (report.ok, report.state) == (False, State.CHANGED)
    assert tree(computer.home) == before


@pytest.mark.parametrize("memory", [b"{", b"[]", b"\xff", None])
def test_a_lost_memory_is_no_obstacle(memory: bytes | None, computer: Machine):
    install.install(computer)
    if memory is None:
        computer.memory.unlink()
    else:
        computer.memory.write_bytes(memory)
    assert install.status(computer).ok
    assert install.remove(computer).ok
    assert not addin_of(computer).exists()
    assert not computer.memory.exists()


# --- what Windows and macOS have of their own


def test_without_xlwings_library_the_server_is_off_and_said(tmp_path: Path):
    computer = machine("win32", tmp_path, library=False)
    report = install.install(computer)
    assert read_settings(addin_of(computer).read_bytes())["Use UDF Server"] == "False"
    assert f"xlwings64-{XLWINGS}.dll" in said(report)
    (Path(computer.python).parent / f"xlwings64-{XLWINGS}.dll").touch()
    found = replace(computer)  # the same computer, looked at anew
    assert install.status(found).state is State.OUTDATED
    assert "klik kedua dan seterusnya cepat" in said(install.install(found))
    assert read_settings(addin_of(computer).read_bytes())["Use UDF Server"] == "True"


def test_the_mark_of_the_web_is_taken_off_our_copy_only(tmp_path: Path):
    computer = machine("win32", tmp_path)
    install.install(computer)
    # Here the stream is a file of that name; on Windows both are opened by the same path.
    ours = addin_of(computer).with_name(f"{ADDIN}:Zone.Identifier")
    other = ours.with_name("lain.xlam:Zone.Identifier")
    for stream in (ours, other):
        stream.write_text("[ZoneTransfer]\nZoneId=3\n")
    assert "Tanda “berasal dari internet” dihapus dari salinan ini saja." in said(install.install(computer))
    assert (ours.exists(), other.exists()) == (False, True)
    assert "berasal dari internet" not in said(install.install(computer))


def test_macos_gets_the_runpython_script_and_another_one_is_left(tmp_path: Path):
    computer = machine("darwin", tmp_path)
    script = computer.home / SCRIPT
    report = install.install(computer)
    assert script.is_file()
    assert str(script) in said(report)
    script.write_text("-- diubah\n")
    report = install.remove(computer)
    assert script.read_text() == "-- diubah\n"
    assert f"Dibiarkan karena sudah diubah: {script}" in said(report)
    report = install.install(computer)
    assert "sudah ada dan dibiarkan" in said(report)
    assert script.read_text() == "-- diubah\n"
    install.remove(computer)
    assert script.exists()


def test_there_is_no_excel_on_linux(tmp_path: Path):
    computer = machine("linux", tmp_path)
    before = tree(tmp_path)
    for command in (install.install, install.remove, install.status):
        report = command(computer)
        assert (report.ok, report.file) == (False, None)
        assert "--libreoffice" in said(report)
    assert tree(tmp_path) == before


def test_what_may_still_be_forbidden_is_said_on_both_systems(computer: Machine):
    report = install.install(computer)
    for lang, words in (("id", ("kebijakan kantor", "Tampilan Terproteksi", "baris perintah")),
                        ("en", ("office policy", "Protected View", "command line"))):  # fmt: skip
        assert all(word in said(report, lang) for word in words)
    assert ("Defender" in said(report)) == computer.windows


# --- when it fails


def test_an_addin_in_use_is_said_and_nothing_changes(computer: Machine, monkeypatch: pytest.MonkeyPatch):
    install.install(computer)
    moved = replace(computer, python="C:\\lain\\python.exe")
    before = tree(computer.home)
    true = os.replace

    def busy(source: str, target: str) -> None:
        if str(target).endswith(".xlam"):
            raise PermissionError(13, "Akses ditolak", str(target))
        true(source, target)

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".xlam":
            raise PermissionError(13, "Akses ditolak", str(self))
        os.unlink(self)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", busy)
        patch.setattr(Path, "unlink", held)
        for report in (install.install(moved), install.remove(moved)):
            assert not report.ok
            assert (
                said(report)
                == f"{addin_of(computer)} sedang dipakai: tutup semua jendela Excel, lalu ulangi."
            )
    assert tree(computer.home) == before
    assert install.install(moved).ok


def test_a_lock_file_is_respected(computer: Machine):
    install.install(computer)
    lock = addin_of(computer).with_name(f"~${ADDIN}")
    lock.touch()
    before = tree(computer.home)
    moved = replace(computer, python="C:\\lain\\python.exe")
    for report in (install.install(moved), install.remove(moved)):
        assert not report.ok
        assert said(report).startswith(f"Berkas {ADDIN} sedang terbuka; tutup dahulu")
    assert tree(computer.home) == before
    lock.unlink()
    assert install.remove(computer).ok


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(computer: Machine):
    (computer.home / FOLDERS[computer.platform].partition("/")[0]).write_bytes(b"berkas, bukan folder")
    before = tree(computer.home)
    report = install.install(computer)
    assert not report.ok
    assert "tidak dapat ditulis" in said(report)
    assert tree(computer.home) == before


def test_every_sentence_has_both_languages_with_the_same_words():
    import string

    for key, text in TEXTS.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in text]
        assert fields[0] == fields[1], key
        assert text.indonesian != text.english, key
