"""Message boxes: shown to the person before the office, or recorded where nobody sits."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import uno_bridge as uno
from .office import Office

ALERT_LOG_VARIABLE = "XL_SOP_ALERT_LOG"
SAVE_AS_VARIABLE = "XL_SOP_SAVE_AS"
_FILE_SAVE = 10  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_AUTOEXTENSION

# buttons → MessageBoxButtons, and the answer where nobody is asked
_BUTTONS = {"ok": (1, "ok"), "ok_cancel": (2, "ok"), "yes_no": (3, "yes"), "yes_no_cancel": (4, "yes")}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


@dataclass
class Alerts:
    """The message boxes of one office.

    Where the office has no window, and where the environment variable ``XL_SOP_ALERT_LOG`` names a file (a
    JSON line for each alert), nothing is shown: the alert is recorded and answered with the first of
    ``answers``, else with yes or OK (a file name: with the environment variable ``XL_SOP_SAVE_AS``).
    """

    office: Office
    recorded: list[dict[str, Any]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def ask(self, prompt: str, title: str | None, buttons: str | None, mode: str | None) -> str:
        number, default = _BUTTONS[buttons or "ok"]
        log = os.environ.get(ALERT_LOG_VARIABLE)
        if self.office.shows_dialogs and not log:
            return _ANSWERS[self._show(prompt, title, number, mode)]
        answer = self.answers.pop(0) if self.answers else default
        entry = {"prompt": prompt, "title": title, "buttons": buttons or "ok", "mode": mode, "answer": answer}
        self.recorded.append(entry)
        if log:
            with Path(log).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return answer

    def ask_where(self, title: str, name: str) -> str | None:
        """Where a new file goes, from LibreOffice's own dialog; where nobody sits, the first of `answers`."""
        if not self.office.shows_dialogs or os.environ.get(ALERT_LOG_VARIABLE):
            return self.answers.pop(0) if self.answers else os.environ.get(SAVE_AS_VARIABLE)
        picker = self.office.service("ui.dialogs.FilePicker")
        picker.initialize((_FILE_SAVE,))
        picker.setTitle(title)
        picker.appendFilter("Buku kerja SOP (*.xlsm)", "*.xlsm")
        picker.setDefaultName(name)
        try:
            return uno.from_url(picker.getSelectedFiles()[0]) if picker.execute() == 1 else None
        finally:
            picker.dispose()

    def _show(self, prompt: str, title: str | None, buttons: int, mode: str | None) -> int:
        frame = self.office.desktop.getCurrentFrame()
        window = frame.ContainerWindow if frame is not None else None
        kind = ("ERRORBOX" if mode == "critical" else "INFOBOX") if buttons == 1 else "QUERYBOX"
        box = self.office.service("awt.Toolkit").createMessageBox(
            window, uno.enum("awt.MessageBoxType", kind), buttons, title or "", prompt
        )
        try:
            return box.execute()
        finally:
            box.dispose()
