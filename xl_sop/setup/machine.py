"""The computer as the installer and the doctor see it: plain values, so that a test can make one up."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

ADDIN, TEMPLATE = "xl_sop.xlam", "templat_sop.xlsm"


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
    """

    platform: str
    home: Path
    environment: Mapping[str, str]
    python: str
    memory: Path
    version: tuple[int, int] = sys.version_info[:2]

    @classmethod
    def here(cls) -> Machine:
        """This computer, this user, the running Python."""
        from xl_sop.addin.session import user_folder

        return cls(sys.platform, Path.home(), os.environ, sys.executable, user_folder() / "install.json")

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
        beside = Path(self.python).parent
        for folder in (beside, beside.parent):
            for bits in (64, 32):
                library = folder / f"xlwings{bits}-{version('xlwings')}.dll"
                if library.is_file():
                    return library
        return None


def packaged(name: str) -> Path:
    """A workbook that came with this package (the add-in, the template); in a checkout, the built one."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "data" / name
    return inside if inside.is_file() else package.parent / "workbooks" / name


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
        from xl_sop.setup.programs import bridge_python, program_folder

        program = program_folder()
        return cls(program, bridge_python([str(program)])) if program else None


def runpython_script() -> Path:
    """The script through which xlwings starts Python on macOS, as its package ships it."""
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("xlwings")
    return Path(spec.submodule_search_locations[0]) / f"xlwings-{version('xlwings')}.applescript"
