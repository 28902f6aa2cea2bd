"""The buttons in a user's LibreOffice: what `xl_sop.setup.macro_files` does, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xl_sop.errors import BookError
from xl_sop.setup import macro_files as macro
from xl_sop.setup import menu
from xl_sop.setup.machine import LibreOffice, Machine
from xl_sop.setup.macro_files import State
from xl_sop.setup.report import Report
from xl_sop.shipped import TEMPLATE, packaged

_OPTION = " --libreoffice"


def profile(machine: Machine) -> Path:
    """LibreOffice's user profile on a machine."""
    return macro.user_profile(machine.platform, machine.home, machine.environment)


def install(machine: Machine, office: LibreOffice | None) -> Report:
    """Put the macro into LibreOffice's user profile, or bring it up to date.

    Args:
        machine: The computer.
        office: The LibreOffice on it, if one was found.
    """
    try:
        done = macro.install(profile(machine), python=machine.version)
    except OSError as error:
        report = Report(State.ABSENT, None, ok=False)
        report.say("unwritable", file=error.filename or profile(machine), why=error.strerror or str(error))
        return report
    report = Report(done.state, done.script)
    if done.state is not State.INSTALLED:
        report.ok = False
        report.say(done.state.value, file=done.script)
        return report
    report.say("macro" if done.did else "already", file=done.script)
    _change_menu(menu.install, machine, report)
    _say_office(machine, office, report)
    report.say("macro-restart", template=packaged(TEMPLATE))
    report.say("macro-security")
    report.say("undo", option=_OPTION)
    return report


def remove(machine: Machine) -> Report:
    """Take the macro out of LibreOffice's user profile if it is ours and unchanged."""
    done = macro.remove(profile(machine))
    report = Report(done.state, done.script, ok=done.state is State.ABSENT)
    if done.state is State.ABSENT:
        report.say("removed" if done.did else "nothing-to-remove", file=done.script)
    else:
        report.say(done.state.value, file=done.script)
    _change_menu(menu.remove, machine, report)
    return report


def status(machine: Machine, office: LibreOffice | None) -> Report:
    """Tell what is installed for LibreOffice; `ok` only if it is there, up to date and able to run."""
    found = macro.status(profile(machine), macro.environment_folders(), machine.version)
    report = Report(found.state, found.script, ok=found.state is State.INSTALLED)
    report.say(found.state.value, file=found.script, option=_OPTION)
    if found.state is State.INSTALLED:
        if not menu.installed(profile(machine)):
            report.ok = False
            report.say("menu-absent")
        _say_office(machine, office, report)
    return report


def _change_menu(change: Callable[[Path], bool], machine: Machine, report: Report) -> bool:
    """Put the menu there or take it away, and say so; whether the profile was written."""
    folder = profile(machine)
    try:
        did = change(folder)
    except BlockingIOError as error:
        report.ok = False
        report.say("menu-open", file=error)
        return False
    except (OSError, ValueError, BookError) as error:
        report.ok = False
        report.say("unwritable", file=folder / menu.FILE, why=str(error))
        return False
    if did:
        report.say("menu" if change is menu.install else "menu-removed")
    return did


def _say_office(machine: Machine, office: LibreOffice | None, report: Report) -> None:
    own = dotted(machine.version)
    if office is None:
        report.say("no-libreoffice")
    elif not macro.script_provider(office.program):
        report.ok = False
        report.say("no-provider")
    if office is None or office.python is None:
        report.say("macro-python", python=own)
    elif office.python != machine.version:
        report.say("macro-python-other", office=dotted(office.python), python=own)


def dotted(version: tuple[int, int]) -> str:
    """`(3, 11)` -> "3.11"."""
    return ".".join(map(str, version))
