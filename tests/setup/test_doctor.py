"""The doctor in made-up surroundings: what is in order, what is not, what to do, and what cannot be seen."""

from __future__ import annotations

import re
import string
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.setup.machines import XLWINGS, machine, tree
from tests.setup.surroundings import (
    ASR,
    GOOD_VERSIONS,
    POLICY,
    USER,
    Values,
    only_bad,
    registry,
    starts,
    table,
)
from xl_sop.setup import doctor, environment, trust
from xl_sop.setup import excel as install
from xl_sop.setup import libreoffice as install_macro
from xl_sop.setup.doctor import REQUIRED, Surroundings, examine, in_order
from xl_sop.setup.words import WORDS
from xl_sop.shipped import ADDIN

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


# --- all is well


def test_a_windows_pc_in_order(windows: Surroundings):
    assert in_order(examine(windows))
    file = install.install(windows.machine).file
    assert table(windows)[2:] == [
        ("✓", f"xlwings {XLWINGS}, sama dengan makro di add-in", ""),
        ("✓", "pandas tidak ada, jadi klik tidak tertunda", ""),
        ("✓", f"Catatan kesalahan dapat ditulis di {windows.machine.memory.parent}", ""),
        ("✓", f"Add-in terpasang dan sama dengan paket ini: {file}", ""),
        ("✓", f"Python untuk tombol ada: {windows.machine.python}", ""),
        ("✓", f"Pustaka xlwings untuk klik cepat: {windows.machine.server_library}", ""),
        ("✓", "Pengaturan kepercayaan Excel yang terbaca tidak melarang add-in", ""),
        (
            "?",
            "Antivirus selain Defender, AppLocker dan Tampilan Terproteksi tidak dapat diperiksa dari sini",
            "Jika tombol berkata Python tidak dapat dijalankan, tanyakan kepada pengelola komputer.",
        ),
        (
            "–",
            "LibreOffice tidak ditemukan",
            "Hanya perlu bila tombol dipakai di LibreOffice.",
        ),
    ]


def test_a_linux_pc_in_order_with_and_without_the_macro(linux: Surroundings):
    assert only_bad(linux) == (
        "Belum ada tombol yang terpasang",
        "Jalankan: xl-sop addin install --libreoffice",
    )
    report = install_macro.install(linux.machine, linux.office)
    assert report.ok
    assert ("✓", f"Makro LibreOffice terpasang: {report.file}", "") in table(linux)
    assert in_order(examine(linux))


def test_macos_says_what_it_cannot_see(tmp_path: Path):
    computer = machine("darwin", tmp_path)
    install.install(computer)
    around = Surroundings(computer, GOOD_VERSIONS.get, None, None, bridge=False, starts=starts)
    assert in_order(examine(around))
    unseen = [what for mark, what, _ in table(around) if mark == "?"]
    assert unseen == ["Pengaturan kepercayaan Excel hanya dapat dibaca di Windows"]
    script = next((computer.home / "Library" / "Application Scripts").rglob("*.applescript"))
    script.unlink()
    assert only_bad(around) == (
        "Skrip RunPython milik xlwings belum terpasang",
        "Jalankan: xl-sop addin install",
    )


def test_the_doctor_leaves_no_trace(windows: Surroundings, linux: Surroundings):
    for around in (windows, linux):
        before = tree(around.machine.home)
        examine(around)
        assert tree(around.machine.home) == before


# --- this Python


def test_an_old_python(windows: Surroundings):
    computer = replace(windows.machine, version=(3, 10))
    assert only_bad(replace(windows, machine=computer)) == (
        "Python 3.10 terlalu lama",
        "Pasang Python 3.11 atau lebih baru.",
    )


VERSIONS = {
    "missing": ("click", None, "click belum terpasang (>=8.1,<9)"),
    "too old": ("rapidfuzz", "3.8.1", "rapidfuzz 3.8.1, seharusnya >=3.9,<4"),
    "too new": ("pandera", "1.0.0", "pandera 1.0.0, seharusnya >=0.24,<1"),
    "another xlwings": (
        "xlwings",
        "0.37.9",
        "xlwings 0.37.9, tetapi makro di add-in dari versi 0.37.8: tombol tidak akan jalan",
    ),
    "no pywin32": ("pywin32", None, "pywin32 belum terpasang (>=224)"),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_a_library_of_another_version(case: str, windows: Surroundings):
    name, version, sentence = VERSIONS[case]
    what, fix = only_bad(replace(windows, version={**GOOD_VERSIONS, name: version}.get))
    assert what == sentence
    assert fix.startswith(f'Jalankan: "{windows.machine.python}" -m pip install')


@pytest.mark.parametrize("version", ["8.1", "8.1.0", "8.10.3", "8.2rc1"])
def test_a_library_that_does(version: str, windows: Surroundings):
    assert in_order(examine(replace(windows, version={**GOOD_VERSIONS, "click": version}.get)))


def test_pandas_slows_but_stops_nothing(windows: Surroundings):
    around = replace(windows, version={**GOOD_VERSIONS, "pandas": "2.2.0"}.get)
    assert in_order(examine(around))
    (line,) = (line for line in table(around) if line[0] == "!")
    assert line[1].startswith("pandas 2.2.0 ada di lingkungan ini")


def test_the_versions_are_those_of_the_project_file():
    wanted = {}
    for requirement in PROJECT["dependencies"]:
        name, least, below = re.fullmatch(
            r"([\w-]+)(?:\[\w+\])?(?:>=|==)([\d.]+)(?:,<(\d+))?", requirement
        ).groups()
        wanted[name] = (least, below)
    assert wanted.pop("xlwings") == (doctor.XLWINGS, None)
    # polars is pandera's choice: any version that comes with it
    assert {**wanted, "polars": ("0", None)} == dict(REQUIRED)
    assert PROJECT["requires-python"] == ">=" + ".".join(map(str, doctor.MINIMUM_PYTHON))


def test_a_folder_that_takes_no_log(windows: Surroundings, tmp_path: Path):
    blocked = tmp_path / "berkas"
    blocked.touch()
    computer = replace(windows.machine, memory=blocked / "install.json")
    assert only_bad(replace(windows, machine=computer))[0] == f"Tidak dapat menulis di {blocked}"


# --- Excel


def _gone(around: Surroundings) -> Surroundings:
    Path(around.machine.python).unlink()
    return around


def _moved(around: Surroundings) -> Surroundings:
    other = Path(around.machine.python).with_name("python3.exe")
    other.touch()
    return replace(around, machine=replace(around.machine, python=str(other)))


def _removed(around: Surroundings) -> Surroundings:
    install.remove(around.machine)
    return around


def _foreign(around: Surroundings) -> Surroundings:
    _addin(around).write_bytes(b"lain")
    return around


def _marked(around: Surroundings) -> Surroundings:
    _addin(around).with_name(f"{ADDIN}:Zone.Identifier").touch()
    return around


def _addin(around: Surroundings) -> Path:
    assert around.machine.startup is not None
    return around.machine.startup / ADDIN


ADDINS = {
    "its Python is gone": (_gone, "Python untuk tombol tidak ada lagi: "),
    "for another Python": (_moved, "Add-in terpasang untuk versi atau Python lain: "),
    "absent": (_removed, "Add-in belum terpasang"),
    "somebody else's": (_foreign, "Berkas lain memakai nama add-in: "),
    "from the internet": (_marked, "Add-in bertanda “berasal dari internet”"),
}


@pytest.mark.parametrize("case", ADDINS)
def test_an_addin_that_is_not_in_order(case: str, windows: Surroundings):
    change, sentence = ADDINS[case]
    what, fix = only_bad(change(windows))
    assert what.startswith(sentence)
    assert "xl-sop addin install" in fix


def test_without_the_library_clicks_are_slow(tmp_path: Path):
    computer = machine("win32", tmp_path, library=False)
    install.install(computer)
    around = Surroundings(computer, GOOD_VERSIONS.get, registry({}), None, bridge=False, starts=starts)
    assert in_order(examine(around))
    assert [what[:32] for mark, what, _ in table(around) if mark == "!"] == [
        "Pustaka xlwings (xlwings64-0.37."
    ]


# --- what Windows says about trust

SECURITY = ("HKCU", f"{POLICY}\\Excel\\Security")
OWN = ("HKCU", f"{USER}\\Excel\\Security")
LOCATIONS = ("HKCU", f"{POLICY}\\Excel\\Security\\Trusted Locations")
POLICY_LOCATIONS = ("HKCU", f"{POLICY}\\Common\\Security\\Trusted Locations")
RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
ITEM = b"\x01\x02\x03" + f"C:\\Users\\X\\XLSTART\\{ADDIN.upper()}".encode("utf-16-le")

TRUST: dict[str, tuple[Values, str | None]] = {
    "nothing set": ({}, None),
    "macros with a question": ({OWN: {"vbawarnings": 2}}, None),
    "VBA off": (
        {("HKLM", f"{POLICY}\\Common"): {"vbaoff": 1}},
        "✗ VBA dimatikan untuk Office oleh kebijakan kantor → pengelola",
    ),
    "add-ins off": (
        {OWN: {"disablealladdins": 1}},
        "✗ Semua add-in Excel dimatikan oleh pengaturan Excel pengguna ini → Pusat Kepercayaan",
    ),
    "signed add-ins only": (
        {SECURITY: {"requireaddinsig": 1}},
        "✗ Hanya add-in bertanda tangan digital yang diizinkan oleh kebijakan kantor",
    ),
    "a policy that allows beats the user's own choice": (
        {SECURITY: {"disablealladdins": 0}, OWN: {"disablealladdins": 1}},
        None,
    ),
    "macros off": ({OWN: {"vbawarnings": 4}}, "! Makro dimatikan oleh pengaturan Excel pengguna ini"),
    "only the administrator's locations": (
        {POLICY_LOCATIONS: {"allow user locations": 0}},
        "! Hanya lokasi tepercaya dari pengelola yang diizinkan oleh kebijakan kantor → pengelola",
    ),
    "only the administrator's locations, and no macros": (
        {POLICY_LOCATIONS: {"allow user locations": 0}, OWN: {"vbawarnings": 4}},
        "✗ Hanya lokasi tepercaya dari pengelola; ✗ Makro dimatikan oleh",
    ),
    "the user's own locations allowed": ({POLICY_LOCATIONS: {"allow user locations": 1}}, None),
    "trusted locations off": ({LOCATIONS: {"alllocationsdisabled": 1}}, "! Lokasi tepercaya dimatikan"),
    "both": (
        {LOCATIONS: {"alllocationsdisabled": 1}, OWN: {"vbawarnings": 3}},
        "✗ Lokasi tepercaya dimatikan; ✗ Makro dimatikan oleh",
    ),
    "no child processes": (
        {("HKLM", f"SOFTWARE\\Policies\\{ASR}"): {RULE: "1"}},
        "✗ Aturan Defender melarang Office menjalankan program lain → pengelola",
    ),
    "child processes audited only": ({("HKLM", f"SOFTWARE\\{ASR}"): {RULE: "2"}}, None),
    "turned off after a crash": (
        {("HKCU", f"{USER}\\Excel\\Resiliency\\DisabledItems"): {"a1": ITEM}},
        "✗ Excel mematikan add-in ini setelah Excel macet",
    ),
    "another one turned off": (
        {("HKCU", f"{USER}\\Excel\\Resiliency\\DisabledItems"): {"a1": "lain.xlam".encode("utf-16-le")}},
        None,
    ),
    "not to be read": (
        {("HKLM", f"SOFTWARE\\Policies\\{ASR}"): None},
        f"? Tidak dapat membaca HKLM\\SOFTWARE\\Policies\\{ASR}",
    ),
}


@pytest.mark.parametrize("case", TRUST)
def test_trust_settings(case: str, windows: Surroundings):
    values, wanted = TRUST[case]
    lines = [
        f"{check.mark.value} {check.what.indonesian} → {check.fix.indonesian if check.fix else ''}"
        for check in trust.forbidden(registry(values))
    ]
    if wanted is None:
        assert lines == []
    else:
        for line, part in zip(lines, wanted.split("; "), strict=True):
            start, _, fix = part.partition(" → ")
            assert line.startswith(start)
            assert fix in line
    around = replace(windows, registry=registry(values))
    assert in_order(examine(around)) == ("✗" not in (wanted or ""))
    fine = "✓ Pengaturan kepercayaan Excel yang terbaca tidak melarang add-in" in [
        f"{mark} {what}" for mark, what, _ in table(around)
    ]
    assert fine == (wanted is None or wanted.startswith("?"))


def test_the_registry_is_read_through_winreg(monkeypatch: pytest.MonkeyPatch):
    opened: list[object] = []

    class Key:
        def __enter__(self) -> Key:
            return self

        def __exit__(self, *_: object) -> None:
            opened.append("closed")

    def open_key(root: object, key: str, _: int, access: int) -> Key:
        opened.append((root, key, access))
        if key == "tidak ada":
            raise FileNotFoundError(2, key)
        if key == "terlarang":
            raise PermissionError(5, key)
        return Key()

    pairs = [("VBAWarnings", 4, 4), ("Nama", "isi", 1)]
    fake = SimpleNamespace(
        HKEY_CURRENT_USER="cu",
        HKEY_LOCAL_MACHINE="lm",
        KEY_READ=1,
        KEY_WOW64_64KEY=256,
        OpenKey=open_key,
        QueryInfoKey=lambda handle: (0, len(pairs), 0),
        EnumValue=lambda handle, i: pairs[i],
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)  # type: ignore[arg-type]
    assert trust.windows_registry("HKCU", "ada") == {"vbawarnings": 4, "nama": "isi"}
    assert trust.windows_registry("HKLM", "tidak ada") == {}
    assert trust.windows_registry("HKLM", "terlarang") is None
    assert opened == [("cu", "ada", 257), "closed", ("lm", "tidak ada", 257), ("lm", "terlarang", 257)]


# --- the sentences


def test_every_sentence_has_both_languages_with_the_same_words():
    for key, text in WORDS.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in text]
        assert fields[0] == fields[1], key


REASONS = ("store-python", "python-32", "no-avx2")
"""Their advice is named after them."""


def test_every_sentence_is_said_by_someone():
    source = "".join(
        Path(module.__file__ or "").read_text("utf-8") for module in (doctor, trust, environment)
    )
    for key in WORDS:
        assert f'"{key.removesuffix("-fix") if key.removesuffix("-fix") in REASONS else key}"' in source, key
