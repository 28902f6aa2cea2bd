"""A Windows PC and a Linux PC to examine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.setup.machines import machine
from tests.setup.surroundings import GOOD_VERSIONS, registry, starts
from xl_sop.setup import excel as install
from xl_sop.setup.doctor import Surroundings
from xl_sop.setup.machine import LibreOffice


@pytest.fixture
def windows(tmp_path: Path) -> Surroundings:
    """A Windows PC on which all is well, without LibreOffice."""
    computer = machine("win32", tmp_path)
    assert install.install(computer).ok
    return Surroundings(computer, GOOD_VERSIONS.get, registry({}), None, bridge=False, starts=starts)


@pytest.fixture
def linux(tmp_path: Path) -> Surroundings:
    """A Linux PC with a LibreOffice that can run macros, the macro not installed."""
    program = tmp_path / "libreoffice" / "program"
    program.mkdir(parents=True)
    (program / "pythonscript.py").touch()
    computer = machine("linux", tmp_path)
    return Surroundings(
        computer, GOOD_VERSIONS.get, None, LibreOffice(program, computer.version), bridge=True, starts=starts
    )
