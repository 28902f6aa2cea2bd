"""Starting, reaching and leaving an office, and what the bridge leaves behind in Python."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from xl_sop.libreoffice.office import OfficeError, PrivateOffice, attach


def test_uno_leaves_python_as_it_was():
    code = (
        "import builtins, sys; imp, path = builtins.__import__, list(sys.path)\n"
        "import xl_sop.libreoffice.uno_bridge as bridge\n"
        "assert builtins.__import__ is imp and sys.path == path\n"
        "print(bridge.struct('table.CellAddress', Row=3).Row, bridge.from_url(bridge.to_url('/a b/ç')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("3 /a b/ç", "")


def test_an_office_that_others_started_keeps_running(office, monkeypatch):
    with pytest.raises(OfficeError, match="XL_SOP_OFFICE_PIPE"):
        attach()
    with pytest.raises(OfficeError, match="mendengarkan"):
        attach("tidak_ada")
    monkeypatch.setenv("XL_SOP_OFFICE_PIPE", office.pipe)
    guest = attach()
    guest.close()
    assert office.desktop.Frames is not None


def test_a_private_office_leaves_nothing_behind():
    started = PrivateOffice()
    profile = started.profile
    assert profile.is_dir()
    started.close()
    assert not profile.exists()
    with pytest.raises(OfficeError):
        attach(started.pipe)


def test_no_office_is_said_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OfficeError, match="tidak ditemukan"):
        PrivateOffice()


def test_a_table_costs_a_fixed_number_of_calls(xw_app, monkeypatch):
    """Whole ranges only: ten times the rows may not mean ten times the time."""
    sheet = xw_app.books.add().sheets[0]

    def seconds(rows: int) -> float:
        table = [[f"langkah {row}", "x", 15.5, None, "2 hari"] for row in range(rows)]
        best = []
        for _ in range(5):
            start = time.perf_counter()
            sheet["A1"].value = table
            assert sheet["A1"].resize(rows, 5).value == table
            best.append(time.perf_counter() - start)
        return min(best)

    seconds(14)
    assert seconds(140) < 6 * seconds(14)
