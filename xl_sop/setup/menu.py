"""The menu and the toolbar “SOP” of a user's LibreOffice, which no saved workbook can lose.

LibreOffice keeps a user's settings in one file, registrymodifications.xcu, an item a line. Menu and toolbar are
three items of that file (schema: org.openoffice.Office.Addons and org.openoffice.Office.UI.WindowState of
LibreOffice's configuration); all other lines stay byte for byte. It is LibreOffice's own file: while it runs it
would write its own copy over ours, so it has to be closed.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from xl_sop.package.saving import save
from xl_sop.setup.buttons import BUTTONS

FILE = "registrymodifications.xcu"
_NAME = "xl_sop"
_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)
_END = "</oor:items>"
_BUTTON = re.compile(
    r'"URL"[^>]*><value>([^<]*)</value></prop>(?:<prop oor:name="Title"[^>]*><value>([^<]*)<)?'
)
_CALC = "com.sun.star.sheet.SpreadsheetDocument"


def items() -> list[str]:
    """The lines that make the menu and the toolbar."""
    entries = _entries()
    return [
        _item(
            "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar",
            _NAME,
            f'{_prop("Title", "~SOP")}{_prop("Context", _CALC)}<node oor:name="Submenu">{entries}</node>',
        ),
        _item("/org.openoffice.Office.Addons/AddonUI/OfficeToolBar", _NAME, entries),
        _item(
            "/org.openoffice.Office.UI.CalcWindowState/UIElements/States",
            f"private:resource/toolbar/addon_{_NAME}",
            f"{_prop('UIName', 'SOP')}{_prop('Visible', 'true')}",
        ),
    ]


def installed(profile: Path) -> bool:
    """Whether a profile holds the menu and the toolbar with the buttons that would be written now.

    LibreOffice rewrites the lines and adds what it knows (where the toolbar stands, whether it is shown), so the
    buttons are compared and not the bytes.
    """
    found = [_buttons(line) for line in (_read(profile) or "").splitlines() if _ours(line)]
    return all(_buttons(line) in found for line in items()[:2])


def install(profile: Path) -> bool:
    """Put the menu and the toolbar into a profile, or bring them up to date; True if the file was written.

    Raises:
        BlockingIOError: LibreOffice is open with this profile.
        OSError: The file cannot be read or written.
        ValueError: It is no settings file of LibreOffice.
    """
    if installed(profile):
        return False
    text = _without(_read(profile) or f"{_START}{_END}")
    at = text.rfind(_END)
    if at < 0:
        raise ValueError(f"{profile / FILE}: no {_END}")
    _write(profile, text[:at] + "".join(f"{line}\n" for line in items()) + text[at:])
    return True


def remove(profile: Path) -> bool:
    """Take our lines out of a profile; True if there were any. Raises as `install` does."""
    text = _read(profile)
    if text is None or (rest := _without(text)) == text:
        return False
    _write(profile, rest)
    return True


def is_open(profile: Path) -> bool:
    """Whether LibreOffice is open with a profile: it keeps a lock file beside the folder "user" meanwhile."""
    return (profile.parent / ".lock").exists()


def _read(profile: Path) -> str | None:
    try:
        with (profile / FILE).open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(profile: Path, text: str) -> None:
    if is_open(profile):
        raise BlockingIOError(str(profile.parent / ".lock"))
    if text == f"{_START}{_END}":
        (profile / FILE).unlink()  # nothing is left of it but what we began
        return
    profile.mkdir(parents=True, exist_ok=True)
    save(profile / FILE, text.encode())


def _without(text: str) -> str:
    """The file without our items, whole lines only."""
    return "".join(line for line in text.splitlines(keepends=True) if not _ours(line))


def _ours(line: str) -> bool:
    return line.startswith("<item ") and (
        f'<node oor:name="{_NAME}"' in line or f"toolbar/addon_{_NAME}" in line
    )


def _buttons(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Where an item belongs, and the address and title of each button in it."""
    return line.partition("><")[0], _BUTTON.findall(line)


def _entries() -> str:
    made: list[str] = []
    group = BUTTONS[0].group
    for number, button in enumerate(BUTTONS):
        if button.group != group:
            group = button.group
            made.append(_node(f"b{number:02}a", _prop("URL", "private:separator")))
        url = f"vnd.sun.star.script:xl_sop_lo.py${button.function}?language=Python&location=user"
        parts = _prop("URL", url) + _prop("Title", button.label) + _prop("Target", "_self")
        made.append(_node(f"b{number:02}b", parts + _prop("Context", _CALC)))
    return "".join(made)


def _item(path: str, name: str, content: str) -> str:
    return f'<item oor:path="{path}">{_node(name, content)}</item>'


def _node(name: str, content: str) -> str:
    return f'<node oor:name="{name}" oor:op="replace">{content}</node>'


def _prop(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
