"""The macro in a user's LibreOffice profile: put there, looked after, taken away.

Nothing here needs LibreOffice to run, or ``uno``. The script carries a fingerprint of itself in its first
line; so a file of the same name that somebody else wrote, or changed, is recognised and left alone.
"""

from __future__ import annotations

import hashlib
import re
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from xl_sop.setup.buttons import BUTTONS

_OOR = "http://openoffice.org/2001/registry"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
SCRIPT_NAME = "xl_sop_lo.py"
_MARK = re.compile(r"# xl_sop ([0-9a-f]{64})\n")


class State(Enum):
    """What a profile holds at the script's place."""

    ABSENT = "absent"
    INSTALLED = "installed"
    OUTDATED = "outdated"
    CHANGED = "changed"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Result:
    """What was found, or done.

    Attributes:
        state: what the profile holds now.
        script: the script's path, there or not.
        did: whether a file was written or removed.
    """

    state: State
    script: Path
    did: bool = False


def user_profile(platform: str, home: Path, environment: Mapping[str, str]) -> Path:
    """Returns where LibreOffice keeps the user's profile, whether or not it is there yet.

    Args:
        platform: as ``sys.platform``.
        home: the user's home folder.
        environment: as ``os.environ``; on Windows APPDATA is read, on Linux XDG_CONFIG_HOME.
    """
    if platform == "win32":
        base = Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "LibreOffice"
    elif platform == "darwin":
        base = home / "Library" / "Application Support" / "LibreOffice"
    else:
        base = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "libreoffice"
    return base / "4" / "user"


def environment_folders() -> list[str]:
    """Returns the folders from which this environment imports: its site-packages, and xl_sop's own if
    elsewhere."""
    paths = sysconfig.get_paths()
    own = str(Path(__file__).resolve().parents[2])
    return list(dict.fromkeys([paths["purelib"], paths["platlib"], own]))


def script_text(folders: Sequence[str], python: tuple[int, int], interpreter: str | None = None) -> str:
    """Returns the script for an environment, with its fingerprint in front."""
    text = Path(__file__).with_name("profile_script.py").read_text(encoding="utf-8")
    values: dict[str, object] = {
        "SITE_PACKAGES": [*folders],
        "PYTHON": [*python],
        "INTERPRETER": interpreter or sys.executable,
        "BUTTONS": [button.function for button in BUTTONS],
    }
    for name, value in values.items():
        text, found = re.subn(rf"(?m)^{name} = .*$", lambda _, n=name, v=value: f"{n} = {v!r}", text)
        if found != 1:
            raise ValueError(f"profile_script.py: {found} lines set {name}")
    return f"# xl_sop {hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def status(profile: Path, folders: Sequence[str], python: tuple[int, int]) -> Result:
    """Tells what a profile holds, compared with what would be written for the environment."""
    script = profile / "Scripts" / "python" / SCRIPT_NAME
    if not script.exists():
        return Result(State.ABSENT, script)
    text = script.read_bytes().decode("utf-8", "replace")
    mark = _MARK.match(text)
    if mark is None:
        return Result(State.FOREIGN, script)
    if hashlib.sha256(text[mark.end() :].encode()).hexdigest() != mark.group(1):
        return Result(State.CHANGED, script)
    return Result(State.INSTALLED if text == script_text(folders, python) else State.OUTDATED, script)


def install(
    profile: Path, folders: Sequence[str] | None = None, python: tuple[int, int] | None = None
) -> Result:
    """Writes the script into a profile, or brings it up to date.

    Args:
        profile: LibreOffice's user profile (see ``user_profile``); made if it is not there.
        folders: where xl_sop and its packages are; by default those of the running environment.
        python: their Python version; by default the running one.

    Returns:
        ``FOREIGN`` or ``CHANGED`` with nothing done where somebody else's hand was in the file.
    """
    folders = environment_folders() if folders is None else folders
    python = python or (sys.version_info.major, sys.version_info.minor)
    found = status(profile, folders, python)
    if found.state not in {State.ABSENT, State.OUTDATED}:
        return found
    found.script.parent.mkdir(parents=True, exist_ok=True)
    fresh = found.script.with_suffix(".new")
    fresh.write_bytes(script_text(folders, python).encode())
    fresh.replace(found.script)
    return Result(State.INSTALLED, found.script, did=True)


def remove(profile: Path) -> Result:
    """Takes the script away if it is ours and unchanged, and the folders above it that this left empty."""
    found = status(profile, [], (0, 0))
    if found.state not in {State.INSTALLED, State.OUTDATED}:
        return found
    found.script.unlink()
    for folder in (found.script.parent, found.script.parent.parent):
        if any(folder.iterdir()):
            break
        folder.rmdir()
    return Result(State.ABSENT, found.script, did=True)


HIGH = 2
"""LibreOffice's macro level "High", which is what it starts with: only trusted folders and signed macros run."""


class Security(NamedTuple):
    """A user's macro security: the level (0 low to 3 very high) and the folders that are trusted, as URLs."""

    level: int
    trusted: tuple[str, ...]

    def trusts(self, folder: Path) -> bool:
        """Whether a folder, or one above it, is trusted."""
        address = folder.resolve().as_uri() + "/"
        return any(address.startswith(place.rstrip("/") + "/") for place in self.trusted if place)


def security(profile: Path) -> Security:
    """The macro security that a profile's registrymodifications.xcu states; LibreOffice's own default without one."""
    try:
        root = ElementTree.parse(profile / "registrymodifications.xcu").getroot()
    except (OSError, ElementTree.ParseError):
        return Security(HIGH, ())
    level, trusted = HIGH, ()
    for item in root.iterfind(f"item[@{{{_OOR}}}path='{_SCRIPTING}']"):
        for prop in item.iterfind("prop"):
            name, values = prop.get(f"{{{_OOR}}}name"), [value.text or "" for value in prop.iter("value")]
            if name == "MacroSecurityLevel" and values and values[0].isdigit():
                level = int(values[0])
            elif name == "SecureURL":
                found = [
                    text for value in prop.iter("value") for text in (value.text, *(it.text for it in value))
                ]
                trusted = tuple(text.strip() for text in found if text and text.strip())
    return Security(level, trusted)


def script_provider(program: Path) -> bool:
    """Tells whether LibreOffice can run Python macros: on Debian a package of its own.

    Args:
        program: LibreOffice's ``program`` folder.
    """
    return (program / "pythonscript.py").is_file() or (
        program.parent / "Resources" / "pythonscript.py"
    ).is_file()
