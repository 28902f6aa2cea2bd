"""The computer as the installer and the doctor see it: plain values, so that a test can make one up."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

MARKER = "xl_sop-environment"
"""A file in the environments that we made, so that no other folder is ever taken away."""


@dataclass(frozen=True)
class Machine:
    """One user on one computer.

    Attributes:
        platform: As `sys.platform`.
        home: The user's home folder.
        environment: As `os.environ`.
        python: The interpreter that the buttons are to use.
        memory: The file in which the installer keeps what it did.
        version: Of that interpreter, major and minor.
        bits: Of that interpreter: 64 or 32.
        avx2: Whether the processor has the instructions that polars' usual library needs; None if unknown.
        own_environment: Whether that interpreter stands in a virtual environment.
        base_python: The interpreter that such an environment was made from, or the interpreter itself.
    """

    platform: str
    home: Path
    environment: Mapping[str, str]
    python: str
    memory: Path
    version: tuple[int, int] = sys.version_info[:2]
    bits: int = 64
    avx2: bool | None = None
    own_environment: bool = True
    base_python: str = ""

    @classmethod
    def here(cls) -> Machine:
        """This computer, this user, the running Python."""
        return cls(
            sys.platform,
            Path.home(),
            os.environ,
            sys.executable,
            user_folder() / "install.json",
            bits=struct.calcsize("P") * 8,
            avx2=has_avx2(),
            own_environment=sys.prefix != sys.base_prefix,
            base_python=getattr(sys, "_base_executable", sys.executable),
        )

    @property
    def environment_folder(self) -> Path:
        """Where `install` makes an environment for the buttons, if this Python has none of its own."""
        return self.memory.parent / "python"

    @property
    def buttons_python(self) -> str:
        """The interpreter that the buttons use: this one, or that of the environment that `install` made."""
        if not self.own_environment and (self.environment_folder / MARKER).is_file():
            return str(self.environment_python)
        return self.python

    @property
    def environment_python(self) -> Path:
        """The interpreter of the environment that `install` makes."""
        return self.environment_folder / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def store_python(self) -> bool:
        """True for Python from the Microsoft Store, which writes AppData into a copy that Excel never sees."""
        paths = (self.python, self.base_python)
        return self.windows and any("windowsapps" in PureWindowsPath(path.lower()).parts for path in paths)

    @property
    def windows(self) -> bool:
        return self.platform == "win32"

    @cached_property
    def startup(self) -> Path | None:
        """The folder from which Excel loads what it finds; None where there is no Excel.

        Source: Microsoft's pages on XLSTART and, for macOS, Excel's own container of the group UBF8T346G9.Office.
        """
        if self.windows:
            roaming = Path(self.environment.get("APPDATA") or self.home / "AppData" / "Roaming")
            return roaming / "Microsoft" / "Excel" / "XLSTART"
        if self.platform == "darwin":
            group = self.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
            return group / "User Content.localized" / "Startup.localized" / "Excel"
        return None

    @property
    def scripts(self) -> Path | None:
        """On macOS, the folder of the scripts that Excel may run."""
        if self.platform != "darwin":
            return None
        return self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"

    @property
    def server_library(self) -> Path | None:
        """xlwings' library for its UDF server, where its VBA looks for it: beside the interpreter or one folder up."""
        beside = Path(self.buttons_python).parent
        for folder in (beside, beside.parent):
            for bits in (64, 32):
                library = folder / f"xlwings{bits}-{version('xlwings')}.dll"
                if library.is_file():
                    return library
        return None


def user_folder() -> Path:
    """The folder of this user that holds the log and what the installer remembers; not created."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "xl_sop"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "xl_sop"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "xl_sop"


def has_avx2() -> bool | None:
    """Whether this processor has AVX2; None where nobody tells, and where it is no x86 processor."""
    if sys.platform == "win32":
        import ctypes

        # PF_AVX2_INSTRUCTIONS_AVAILABLE; Windows before 10 answers False to what it does not know
        return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(40))
    try:
        words = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    flags = next((line for line in words.splitlines() if line.startswith("flags")), None)
    return None if flags is None else "avx2" in flags.split()


@dataclass(frozen=True)
class LibreOffice:
    """The LibreOffice on this computer.

    Attributes:
        program: Its program folder, where soffice is.
        python: The Python version it runs macros with; None where that cannot be seen from outside.
    """

    program: Path
    python: tuple[int, int] | None

    @classmethod
    def here(cls) -> LibreOffice | None:
        """As found from soffice on the PATH; None if there is none."""
        from xl_sop.programs import bridge_python, program_folder

        program = program_folder()
        return cls(program, bridge_python([str(program)])) if program else None


def runpython_script() -> Path:
    """The script through which xlwings starts Python on macOS, as its package ships it."""
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("xlwings")
    return Path(spec.submodule_search_locations[0]) / f"xlwings-{version('xlwings')}.applescript"
