"""What the Windows registry says about trust: policies and settings that forbid the add-in or its buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from xl_sop.setup.checks import Check, Mark, line
from xl_sop.setup.words import WHO, WORDS
from xl_sop.shipped import ADDIN

Registry = Callable[[str, str], Mapping[str, object] | None]
"""(hive, key) → its values by lower-case name, {} without such a key, None where it may not be read."""


class Setting(NamedTuple):
    """A value in the registry that forbids something.

    Attributes:
        keys: (hive, key) pairs; the first pair that has the value decides.
        name: The value's name. bad: The numbers that forbid.
        mark: How bad that is. said: Key of the sentence.
    """

    keys: tuple[tuple[str, str], ...]
    name: str
    bad: tuple[int, ...]
    mark: Mark
    said: str


_POLICY, _USER = "Software\\Policies\\Microsoft\\Office\\16.0", "Software\\Microsoft\\Office\\16.0"
_ASR = "Microsoft\\Windows Defender\\Windows Defender Exploit Guard\\ASR\\Rules"


def _office(key: str) -> tuple[tuple[str, str], ...]:
    """A key of Office: a policy comes before the user's own choice."""
    return (("HKCU", f"{_POLICY}\\{key}"), ("HKLM", f"{_POLICY}\\{key}"), ("HKCU", f"{_USER}\\{key}"))


# Sources: Microsoft's administrative templates for Office 2016 and later (16.0), and Microsoft's reference of
# attack surface reduction rules, where this one is "Block all Office applications from creating child processes".
SETTINGS = (
    Setting(_office("Common"), "VBAOff", (1,), Mark.BAD, "vba-off"),
    Setting(_office("Excel\\Security"), "DisableAllAddins", (1,), Mark.BAD, "addins-off"),
    Setting(_office("Excel\\Security"), "RequireAddinSig", (1,), Mark.BAD, "addins-signed"),
    Setting(
        _office("Excel\\Security\\Trusted Locations"),
        "AllLocationsDisabled",
        (1,),
        Mark.SLOW,
        "locations-off",
    ),
    Setting(
        (
            ("HKCU", f"{_POLICY}\\Common\\Security\\Trusted Locations"),
            ("HKLM", f"{_POLICY}\\Common\\Security\\Trusted Locations"),
        ),
        "Allow User Locations",
        (0,),
        Mark.SLOW,
        "locations-policy",
    ),
    Setting(_office("Excel\\Security"), "VBAWarnings", (3, 4), Mark.SLOW, "macros-off"),
    Setting(
        (("HKLM", f"SOFTWARE\\Policies\\{_ASR}"), ("HKLM", f"SOFTWARE\\{_ASR}")),
        "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
        (1, 6),
        Mark.BAD,
        "child-blocked",
    ),
)
_DISABLED = ("HKCU", f"{_USER}\\Excel\\Resiliency\\DisabledItems")


def forbidden(registry: Registry) -> Iterator[Check]:
    """What forbids the add-in or its buttons, and what could not be read."""
    unread: dict[str, None] = {}
    forbidding: dict[str, tuple[Mark, str]] = {}
    for setting in SETTINGS:
        for hive, key in setting.keys:
            values = registry(hive, key)
            if values is None:
                unread[f"{hive}\\{key}"] = None
            elif setting.name.lower() in values:
                if _number(values[setting.name.lower()]) in setting.bad:
                    forbidding[setting.said] = (setting.mark, "policy" if "Policies" in key else "user")
                break
    # Without trusted locations the add-in's macros are under the general rule, and that rule is "off".
    untrusted = forbidding.keys() & {"locations-off", "locations-policy"}
    hopeless = bool(untrusted) and "macros-off" in forbidding
    for said, (mark, who) in forbidding.items():
        what, whose = WORDS[said], WHO[who]
        sentence = what.filled(who=whose)
        # Defender's rule is never a matter of Excel's own options.
        by_admin = who == "policy" or said == "child-blocked"
        worst = hopeless and said in (*untrusted, "macros-off")
        yield Check(Mark.BAD if worst else mark, sentence, WORDS["admin-fix" if by_admin else "user-fix"])
    disabled = registry(*_DISABLED)
    if disabled is None:
        unread["\\".join(_DISABLED)] = None
    elif any(_names_addin(value) for value in disabled.values()):
        yield line(Mark.BAD, "disabled-item", "disabled-item-fix")
    for key in unread:
        yield line(Mark.UNKNOWN, "trust-unread", key=key)


def _number(value: object) -> int | None:
    """A registry value as a number; rules of Defender are kept as text."""
    if isinstance(value, int):
        return value
    text = str(value).strip()
    return int(text) if text.isdigit() else None


def _names_addin(value: object) -> bool:
    """Whether one of Excel's disabled items, a record with a path in UTF-16, is our add-in."""
    return isinstance(value, bytes) and ADDIN.encode("utf-16-le") in value.lower()


def windows_registry(hive: str, key: str) -> Mapping[str, object] | None:
    """The values of a registry key; see `Registry`."""
    import winreg

    roots = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}
    api = vars(winreg)
    try:
        # The 64-bit view, whatever this Python is: policies are kept there.
        handle = api["OpenKey"](api[roots[hive]], key, 0, api["KEY_READ"] | api["KEY_WOW64_64KEY"])
    except FileNotFoundError:
        return {}
    except OSError:
        return None
    with handle:
        values = (api["EnumValue"](handle, i) for i in range(api["QueryInfoKey"](handle)[1]))
        return {name.lower(): value for name, value, _ in values}
