"""Made-up computers for the tests of the installer and the doctor."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from xl_sop.setup.machine import Machine

XLWINGS = version("xlwings")


def machine(platform: str, root: Path, *, library: bool = True) -> Machine:
    """A computer in a folder: home, a Python environment, and on Windows the two AppData folders.

    Args:
        platform: As `sys.platform`.
        root: Where it may make folders.
        library: Whether xlwings' library lies in the environment, as its Windows wheel puts it there.
    """
    home = root / "home"
    python = root / "lingkungan" / "Scripts" / "python.exe"
    for folder in (home, python.parent):
        folder.mkdir(parents=True, exist_ok=True)
    python.touch()
    if library:
        (python.parent.parent / f"xlwings64-{XLWINGS}.dll").touch()
    environment = {"APPDATA": str(home / "AppData" / "Roaming")} if platform == "win32" else {}
    return Machine(platform, home, environment, str(python), home / "xl_sop" / "install.json")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: a file's bytes, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
