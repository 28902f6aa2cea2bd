"""The buttons of xl_sop for LibreOffice. Written by "xl-sop addin install --libreoffice"; do not edit.

LibreOffice runs this file in its own Python, which may be older than ours (3.6 reads it). Where it is the very
version that xl_sop was installed for, xl_sop is loaded here; else xl_sop runs in its own Python beside, and this
file answers what it asks of LibreOffice. LibreOffice swallows the errors of a macro, so whatever fails is shown
and logged.
"""

import datetime
import json
import os
import pathlib
import site
import subprocess
import sys
import traceback

SITE_PACKAGES = []  # type: list[str]
PYTHON = [3, 11]
INTERPRETER = ""
BUTTONS = ["validate"]
LOG = pathlib.Path.home() / ".xl_sop" / "libreoffice.log"


def _tell(text):
    log = os.environ.get("XL_SOP_ALERT_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as lines:
            lines.write(json.dumps({"prompt": text, "title": "SOP", "mode": "critical"}) + "\n")
        return
    context = XSCRIPTCONTEXT.getComponentContext()  # noqa: F821  (LibreOffice puts it here)
    toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
    frame = XSCRIPTCONTEXT.getDesktop().getCurrentFrame()  # noqa: F821
    import uno

    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "ERRORBOX")
    toolkit.createMessageBox(frame.ContainerWindow, kind, 1, "SOP", text).execute()


def _failed():
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.datetime.now().isoformat(timespec='seconds')} Python {sys.version}\n")
        traceback.print_exc(file=log)
    _tell(
        f"Tombol SOP tidak dapat dijalankan: {sys.exc_info()[1]}\nCatatan lengkap: {LOG}\n\n"
        f"The SOP button could not run. Full record: {LOG}"
    )


def _press_here(name):
    for folder in reversed(SITE_PACKAGES):
        if folder not in sys.path:
            sys.path.insert(0, folder)
            site.addsitedir(folder)  # for its .pth files
    from xl_sop.libreoffice.macro import run

    run(name, XSCRIPTCONTEXT)  # noqa: F821


def _press_beside(name):
    """Runs the button in xl_sop's own Python; see xl_sop/libreoffice/remote.py for what is said on the pipe."""
    if not os.path.isfile(INTERPRETER):
        raise RuntimeError(
            f"Python untuk tombol tidak ada lagi ({INTERPRETER}). Jalankan: xl-sop addin install --libreoffice / "
            f"The buttons' Python is gone ({INTERPRETER})."
        )
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    # 0x08000000 is CREATE_NO_WINDOW: no black window flashes up on Windows
    beside = subprocess.Popen(
        [INTERPRETER, "-B", "-m", "xl_sop.libreoffice.remote"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        creationflags=0x08000000 if os.name == "nt" else 0,
    )
    try:
        with beside.stdout, beside.stdin:
            failed = _Objects(name).serve(beside.stdout, beside.stdin)
    finally:
        beside.wait()
    if failed is not None:
        raise RuntimeError(failed)


class _Objects:
    """The UNO objects that the other Python asks about, by number."""

    def __init__(self, name):
        self.name = name
        self.kept = {}
        self.number = 0

    def serve(self, questions, answers):
        """Answers until the button is done; returns what failed, else None."""
        for line in iter(questions.readline, b""):
            dropped, operation, *rest = json.loads(line.decode())
            for number in dropped:
                self.kept.pop(number, None)
            rest = [self.decode(value) for value in rest]
            try:
                answer = {"value": self.encode(self.do(operation, rest))}
            except Exception as error:  # noqa: BLE001  (it is raised again over there)
                names = [getattr(kind, "__pyunostruct__", None) for kind in type(error).__mro__]
                names = [kind for kind in names if kind] or [type(error).__name__]
                answer = {"error": [names, str(error)]}
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()
            if operation in ("done", "failed"):
                return "\n".join(rest) or None
        return "Python untuk tombol berhenti mendadak. / The buttons' Python ended without a word."

    def do(self, operation, rest):
        import uno

        if operation == "get":
            return getattr(rest[0], rest[1])
        if operation == "is-method":
            return callable(getattr(rest[0], rest[1]))
        if operation == "call":
            return getattr(rest[0], rest[1])(*rest[2])
        if operation == "set":
            return setattr(rest[0], rest[1], rest[2])
        if operation == "item":
            return rest[0][rest[1]]
        if operation == "length":
            return len(rest[0])
        if operation == "equal":
            return bool(rest[0] == rest[1])
        if operation == "struct":
            return uno.createUnoStruct(rest[0])
        if operation == "invoke":
            return uno.invoke(rest[0], rest[1], tuple(rest[2]))
        if operation == "begin":
            return self.name, XSCRIPTCONTEXT.getComponentContext(), XSCRIPTCONTEXT.getDocument()  # noqa: F821
        return None  # done, failed

    def encode(self, value):
        import uno

        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, (tuple, list)):
            return {"t": [self.encode(item) for item in value]}
        if isinstance(value, uno.Enum):
            return {"e": [value.typeName, value.value]}
        if isinstance(value, uno.ByteSequence):
            return {"b": value.value.hex()}
        self.number += 1
        self.kept[self.number] = value
        return {"o": self.number}

    def decode(self, value):
        import uno

        if not isinstance(value, dict):
            return value
        ((kind, content),) = value.items()
        if kind == "t":
            return tuple(self.decode(item) for item in content)
        if kind == "e":
            return uno.Enum(content[0], content[1])
        if kind == "a":
            return uno.Any(content[0], self.decode(content[1]))
        if kind == "b":
            return uno.ByteSequence(bytes.fromhex(content))
        return self.kept[content]


def _button(name):
    def press(*_):
        try:
            here = list(sys.version_info[:2]) == PYTHON
            (_press_here if here else _press_beside)(name)
        except Exception:  # noqa: BLE001  (the last one who can tell the clerk)
            _failed()

    press.__name__ = name
    return press


for _name in BUTTONS:
    globals()[_name] = _button(_name)

g_exportedScripts = tuple(globals()[_name] for _name in BUTTONS)
