"""The buttons of xl_sop for LibreOffice. Written by "xl-sop addin install --libreoffice"; do not edit.

LibreOffice runs this file in its own Python. It only finds xl_sop and hands over: everything else is in
xl_sop.libreoffice.macro. LibreOffice swallows the errors of a macro, so whatever fails here is shown and
logged.
"""

# pyright: reportUndefinedVariable=false, reportMissingImports=false
import datetime
import json
import os
import pathlib
import site
import sys
import traceback

SITE_PACKAGES = []  # type: list[str]
PYTHON = [3, 11]
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


def _find_xl_sop():
    if list(sys.version_info[:2]) != PYTHON:
        have, want = ".".join(map(str, sys.version_info[:2])), ".".join(map(str, PYTHON))
        raise RuntimeError(
            f"xl_sop dipasang untuk Python {want}, LibreOffice memakai Python {have}. Pasang xl_sop dengan "
            f"Python {have}, lalu ulangi 'xl-sop addin install --libreoffice'. / "
            f"xl_sop was installed for Python {want}, LibreOffice uses Python {have}."
        )
    for folder in reversed(SITE_PACKAGES):
        if folder not in sys.path:
            sys.path.insert(0, folder)
            site.addsitedir(folder)  # for its .pth files


def _button(name):
    def press(*_):
        try:
            _find_xl_sop()
            from xl_sop.libreoffice.macro import run

            run(name, XSCRIPTCONTEXT)  # noqa: F821
        except Exception:  # noqa: BLE001  (the last one who can tell the clerk)
            _failed()

    press.__name__ = name
    return press


validate = _button("validate")
next_finding = _button("next_finding")
totals = _button("totals")
identification = _button("identification")
export_json = _button("export_json")
clear_marks = _button("clear_marks")
help = _button("help")

g_exportedScripts = (validate, next_finding, totals, identification, export_json, clear_marks, help)
