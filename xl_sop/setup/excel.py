"""The add-in in a user's Excel: put there, looked after, taken away.

Excel loads what lies in the user's own start-up folder (XLSTART), so no registry entry and no setting of Excel or
of another add-in is touched. The interpreter stands in the copied file itself, on the sheet that xlwings' module
reads first. What was done is remembered in the user's folder, and `remove` undoes exactly that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor, refuse_if_open
from xl_sop.package.package import Package
from xl_sop.package.saving import save
from xl_sop.sentence import Sentence
from xl_sop.setup import environment
from xl_sop.setup.environment import Run
from xl_sop.setup.machine import Machine, runpython_script
from xl_sop.setup.macro_files import State
from xl_sop.setup.report import Report, told
from xl_sop.shipped import ADDIN, packaged

CONF = "xl_sop.conf"
_INTERPRETERS = {"win32": "Interpreter_Win", "darwin": "Interpreter_Mac"}
_SERVER = "Use UDF Server"
_FORBIDDEN = {
    "win32": ("forbidden-policy", "forbidden-child", "forbidden-view"),
    "darwin": ("forbidden-policy", "forbidden-automation", "forbidden-view"),
}


class Look(NamedTuple):
    """What lies in the start-up folder.

    Attributes:
        state: As a word.
        file: The add-in's path, there or not.
        wanted: What an installation would put there.
    """

    state: State
    file: Path
    wanted: bytes


# --- Excel


def look(machine: Machine) -> Look | None:
    """What is installed for Excel, compared with what would be; None where there is no Excel."""
    if machine.startup is None:
        return None
    file = machine.startup / ADDIN
    original = packaged(ADDIN).read_bytes()
    wanted = configured(original, _settings(machine))
    return Look(_state(file, wanted, original, _recall(machine)), file, wanted)


def set_up(
    machine: Machine,
    wheels: Path | None = None,
    *,
    tell: Callable[[Sentence], object],
    run: Run = environment.run,
    compat: bool | None = None,
) -> Report:
    """Install the add-in, with an environment of its own for the buttons where this Python stands in none.

    Args:
        machine: The computer.
        wheels: A folder of wheels to install from, without any network.
        tell: Tells what takes a while, before it is begun.
        run: Runs a command.
        compat: Whether polars' library for processors without AVX2 is there; None: look.
    """
    if machine.startup is None:
        return _no_excel("install")
    report = Report(State.ABSENT, None)
    own = machine.own_environment
    if compat is None:
        compat = find_spec("_polars_runtime_compat") is not None
    reason = environment.unsuitable(machine, compat=compat or not own)
    if reason is not None:
        report.ok = False
        report.say(reason, python=machine.python)
        return report
    if own:
        return install(machine)
    found = look(machine)
    if found is not None and _hindered(found, report):
        return report
    tell(told("preparing", folder=machine.environment_folder))
    python = environment.prepare(machine, wheels, report, run)
    if python is None:
        return report
    tell(told("prepared", python=python))
    return install(machine)


def install(machine: Machine) -> Report:
    """Copy the add-in into the start-up folder with its settings, or bring it up to date."""
    found = look(machine)
    if found is None:
        return _no_excel("install")
    report = Report(found.state, found.file)
    if _hindered(found, report):
        return report
    if found.state is not State.INSTALLED:
        if not _write(machine, found, report):
            return report
        report.say("copied" if found.state is State.ABSENT else "updated", file=found.file)
        report.state = State.INSTALLED
    else:
        report.say("already", file=found.file)
    if machine.windows and _unmark(found.file):
        report.say("unmarked")
    report.say("interpreter", python=machine.buttons_python)
    if machine.windows:
        _say_server(machine, report)
    _install_script(machine, report)
    report.say("restart")
    report.say("forbidden")
    report.lines += [_point(told(key)) for key in _FORBIDDEN[machine.platform]]
    report.say("otherwise")
    report.say("undo", option="")
    return report


def remove(machine: Machine) -> Report:
    """Take away what `install` put there: the file, the folders it made, its memory. Nothing else."""
    found = look(machine)
    if found is None:
        return _no_excel("remove")
    report = Report(found.state, found.file)
    if _hindered(found, report):
        return report
    memory = _recall(machine)
    if found.state is State.ABSENT:
        report.say("nothing-to-remove", file=found.file)
    else:
        try:
            found.file.unlink()
        except OSError as error:
            _say_failure(report, found.file, error)
            return report
        report.say("removed", file=found.file)
        report.state = State.ABSENT
    environment.remove(machine, report)
    script = memory.get("script")
    if isinstance(script, Mapping):
        _remove_script(Path(script["file"]), script["sha256"], report)
    for folder in reversed(memory.get("folders", [])):
        with suppress(OSError):  # something else moved in, or it is gone
            Path(folder).rmdir()
    _forget(machine)
    return report


def status(machine: Machine) -> Report:
    """Tell what is installed; `ok` only if it is there and up to date."""
    found = look(machine)
    if found is None:
        return _no_excel("status")
    report = Report(found.state, found.file, ok=found.state is State.INSTALLED)
    report.say(found.state.value, file=found.file, option="")
    if found.state in (State.INSTALLED, State.OUTDATED):
        report.say(
            "interpreter", python=read_settings(found.file.read_bytes()).get(_key(machine)) or "python"
        )
    return report


def configured(addin: bytes, settings: Mapping[str, str]) -> bytes:
    """An add-in with some settings of its conf sheet set; every other part stays byte for byte.

    Raises:
        KeyError: The sheet has no such setting.
        BookError: It is no such add-in.
    """
    package = Package(addin, ADDIN)
    sheet = SheetEditor(package, CONF)
    rows = {sheet.get(row, 1): row for row in range(1, sheet.last_row + 1)}
    for name, value in settings.items():
        sheet.set_text(rows[name], 2, value)
    return package.to_bytes()


def read_settings(addin: bytes) -> dict[str, str]:
    """The settings on an add-in's conf sheet. Raises BookError if it has none."""
    sheet = SheetEditor(Package(addin, ADDIN), CONF)
    return {str(sheet.get(row, 1)): str(sheet.get(row, 2) or "") for row in range(1, sheet.last_row + 1)}


def _key(machine: Machine) -> str:
    return _INTERPRETERS[machine.platform]


def _settings(machine: Machine) -> dict[str, str]:
    settings = {_key(machine): machine.buttons_python}
    if machine.windows and machine.server_library is None:
        settings[_SERVER] = "False"  # without its library every button would end in an error
    return settings


def _state(file: Path, wanted: bytes, original: bytes, memory: Mapping[str, Any]) -> State:
    if not file.exists():
        return State.FOREIGN if file.is_symlink() else State.ABSENT
    if file.is_symlink() or not file.is_file():
        return State.FOREIGN
    data = file.read_bytes()
    if data == wanted:
        return State.INSTALLED
    if hashlib.sha256(data).hexdigest() == memory.get("sha256"):
        return State.OUTDATED
    try:
        settings = read_settings(data)
        # The memory may be lost: the packaged file with other settings is ours as well.
        return State.OUTDATED if configured(original, settings) == data else State.CHANGED
    except (BookError, KeyError):
        return State.FOREIGN


def _hindered(found: Look, report: Report) -> bool:
    """Say why the file may not be touched, if it may not."""
    if found.state in (State.FOREIGN, State.CHANGED):
        report.say(found.state.value, file=found.file)
    else:
        try:
            refuse_if_open(found.file)
        except BookError as error:
            report.lines.append(error.sentence)
        else:
            return False
    report.ok = False
    return True


def _write(machine: Machine, found: Look, report: Report) -> bool:
    """Put the file there and remember it; False, with a sentence and everything as before, where that fails."""
    before = _recall(machine)
    made = [folder for folder in (found.file.parent, *found.file.parent.parents) if not folder.exists()][::-1]
    known = before.get("folders", [])
    memory = {
        **before,
        "file": str(found.file),
        "sha256": hashlib.sha256(found.wanted).hexdigest(),
        "folders": [*known, *(str(folder) for folder in made if str(folder) not in known)],
    }
    try:
        _remember(machine, memory)
        found.file.parent.mkdir(parents=True, exist_ok=True)
        save(found.file, found.wanted)
    except (OSError, BookError) as error:
        cause = error.__cause__ if isinstance(error, BookError) else error
        _say_failure(report, found.file, cause if isinstance(cause, OSError) else OSError(str(error)))
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        with suppress(OSError, BookError):
            _remember(machine, before) if before else _forget(machine)
        return False
    return True


def _say_failure(report: Report, file: Path, error: OSError) -> None:
    report.ok = False
    if file.exists() and isinstance(error, PermissionError):
        # Windows refuses to replace or delete a file that a program has open.
        report.say("excel-open", file=file)
    else:
        report.say("unwritable", file=file, why=error.strerror or str(error))


def _unmark(file: Path) -> bool:
    """Take the Mark of the Web off our own copy: the stream in which Windows keeps where a file came from."""
    try:
        file.with_name(f"{file.name}:Zone.Identifier").unlink()
    except OSError:  # there is none, or the file system knows no streams
        return False
    return True


def _say_server(machine: Machine, report: Report) -> None:
    from importlib.metadata import version

    if machine.server_library is None:
        report.say("no-server", version=version("xlwings"))
    else:
        report.say("server")


def _install_script(machine: Machine, report: Report) -> None:
    """On macOS Excel runs Python through a script that has to lie in a folder of Excel's."""
    if machine.scripts is None:
        return
    source = runpython_script()
    target, data = machine.scripts / source.name, source.read_bytes()
    if target.exists():
        if target.read_bytes() != data:
            report.say("script-other", file=target)
        return
    memory = _recall(machine)
    made = [str(folder) for folder in (target.parent, *target.parent.parents) if not folder.exists()][::-1]
    memory["script"] = {"file": str(target), "sha256": hashlib.sha256(data).hexdigest()}
    memory["folders"] = [*memory.get("folders", []), *made]
    try:
        _remember(machine, memory)
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, data)
    except (OSError, BookError) as error:
        report.ok = False
        report.say("unwritable", file=target, why=str(error))
        return
    report.say("script", file=target)


def _remove_script(file: Path, sha256: str, report: Report) -> None:
    if not file.exists():
        return
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
        report.say("left", file=file)
        return
    file.unlink()
    report.say("removed", file=file)


def _no_excel(command: str) -> Report:
    return Report(State.ABSENT, None, [told("no-excel", command=command)], ok=False)


def _point(sentence: Sentence) -> Sentence:
    return Sentence("  • {sentence}", "  • {sentence}").filled(sentence=sentence)


# --- what was done


def _recall(machine: Machine) -> dict[str, Any]:
    try:
        found = json.loads(machine.memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(machine: Machine, memory: Mapping[str, Any]) -> None:
    folder = machine.memory.parent
    folder.mkdir(parents=True, exist_ok=True)
    save(machine.memory, json.dumps(memory, indent=2).encode())


def _forget(machine: Machine) -> None:
    machine.memory.unlink(missing_ok=True)
    with suppress(OSError):  # the log stays
        machine.memory.parent.rmdir()
