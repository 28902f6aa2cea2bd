"""Workbooks that the tests of Excel open, made once; a desk for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.sound import planted, sound
from tests.excel.application import Profile
from tests.excel.desk import Desk


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of Excel's profiles and the buttons: what a first press asked Excel, if both presses went well."""
    table: dict[str, dict[str, str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", []):
                if name == "cell" and report.when == "call":
                    profile, button, accesses = value
                    table.setdefault(button, {})[profile] = str(accesses) if outcome == "passed" else "FAILED"
    if not table:
        return
    profiles = sorted({profile for row in table.values() for profile in row})
    terminalreporter.section("Excel: questions of one press; each button pressed twice")
    terminalreporter.write_line(f"{'':16}" + "".join(f"{profile:>14}" for profile in profiles))
    for button, row in sorted(table.items()):
        terminalreporter.write_line(f"{button:16}" + "".join(f"{row.get(p, '-'):>14}" for p in profiles))


OpenDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound SOP (`benar.xlsx`), and one with twelve errors (`rusak.xlsx`)."""
    folder = tmp_path_factory.mktemp("buku")
    sound(folder / "benar.xlsx")
    planted(folder / "rusak.xlsx")
    return folder


@pytest.fixture
def open_desk(workbooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenDesk:
    """A desk of a profile with a copy of one of the workbooks (or another file) open."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "lokal"))

    def opened(profile: Profile, name: str | Path = "rusak.xlsx") -> Desk:
        copy = tmp_path / Path(name).name
        source = workbooks / name
        if source != copy:
            shutil.copyfile(source, copy)
        desk = Desk(profile, tmp_path, monkeypatch)
        desk.open(copy)
        return desk

    return opened
