"""Where LibreOffice is on this computer, and which Python it runs macros with; seen from outside, nothing loaded."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

USUAL = {
    "win32": (
        Path("C:/Program Files/LibreOffice/program/soffice.exe"),
        Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    ),
    "darwin": (Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),),
}
"""Where its installer puts it on systems that do not add it to the PATH."""


def program_folder() -> Path | None:
    """Returns LibreOffice's ``program`` folder as found from ``soffice`` on the PATH, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        found = next((path for path in USUAL.get(sys.platform, ()) if path.is_file()), None)
    return Path(found).resolve().parent if found else None


def search_folders() -> list[str]:
    """Returns the folders that may hold ``pyuno`` and ``uno``: LibreOffice's own, then Debian's for
    python3-uno."""
    folders = [program_folder(), Path("/usr/lib/libreoffice/program"), Path("/usr/lib/python3/dist-packages")]
    return list(dict.fromkeys(str(folder) for folder in folders if folder is not None and folder.is_dir()))


def bridge_python(folders: Iterable[str]) -> tuple[int, int] | None:
    """Returns the Python version that the bridge is linked with or comes with, or None."""
    for folder in folders:
        library = Path(folder, "libpyuno.so")
        linked = re.search(rb"libpython3\.(\d+)", library.read_bytes()) if library.is_file() else None
        if linked:
            return 3, int(linked.group(1))
        # On Windows and macOS it brings a Python of its own, in a folder named after its version.
        bundled = [
            *Path(folder).glob("python-core-3.*"),
            *Path(folder).parent.glob("Frameworks/LibreOfficePython.framework/Versions/3.*"),
        ]
        for path in bundled:
            number = re.search(r"3\.(\d+)", path.name)
            if number:
                return 3, int(number[1])
    return None
