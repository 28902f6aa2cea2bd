"""An office to talk to: one of our own, one that already runs, or the one we are running in."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
import zlib
from pathlib import Path
from typing import Any

from . import uno_bridge as uno

PIPE_VARIABLE = "XL_SOP_OFFICE_PIPE"
START_OPTIONS = (
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nofirststartwizard",
    "--nolockcheck",
)


class OfficeError(RuntimeError):
    """LibreOffice is not there, or did not start."""


class Office:
    """A LibreOffice that this process can talk to, whoever started it.

    Attributes:
        context: its UNO component context.
        desktop: the object that knows every open document.
        pid: its process id; for an office reached over a pipe, a number made from the pipe's name.
        shows_dialogs: whether a person sits before it who can answer a message box.
    """

    def __init__(self, context: Any, *, pid: int, shows_dialogs: bool) -> None:
        self.context = context
        self.pid = pid
        self.shows_dialogs = shows_dialogs
        self.desktop = self.service("frame.Desktop")

    def service(self, name: str) -> Any:
        """Returns a new instance of a UNO service; ``com.sun.star.`` is added to the name."""
        return self.context.ServiceManager.createInstanceWithContext("com.sun.star." + name, self.context)

    def close(self) -> None:
        """Lets go of the office. One that others started keeps running."""


def attach(pipe: str | None = None) -> Office:
    """Connects to an office that already listens on a named pipe.

    Args:
        pipe: the pipe's name; by default the value of ``XL_SOP_OFFICE_PIPE``.

    Raises:
        OfficeError: no name was given, or nobody listens.
    """
    name = pipe or os.environ.get(PIPE_VARIABLE)
    if not name:
        raise OfficeError(f"{PIPE_VARIABLE} belum diisi. / {PIPE_VARIABLE} is not set.")
    try:
        context = uno.connect(name)
    except uno.NoConnectException as error:
        raise OfficeError(
            f"Tidak ada LibreOffice yang mendengarkan di '{name}'. / No LibreOffice listens on '{name}'."
        ) from error
    return Office(context, pid=zlib.crc32(name.encode()), shows_dialogs=False)


class PrivateOffice(Office):
    """A LibreOffice of our own: own profile, own pipe, ended by :meth:`close`.

    Args:
        profile: an existing profile folder to use; by default a temporary one that is removed at the end.
        visible: with a window (there must be a display), else headless.
        environment: variables added to the office's environment, e.g. ``DISPLAY``.
        timeout: seconds to wait for it to listen.

    Raises:
        OfficeError: there is no ``soffice``, it ended at once, or it did not listen in time.
    """

    def __init__(
        self,
        *,
        profile: Path | None = None,
        visible: bool = False,
        environment: dict[str, str] | None = None,
        timeout: float = 60.0,
    ) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise OfficeError("LibreOffice (soffice) tidak ditemukan. / LibreOffice (soffice) was not found.")
        self.pipe = f"xl_sop_{uuid.uuid4().hex[:12]}"
        self._own_profile = Path(tempfile.mkdtemp(prefix="xl_sop_lo_")) if profile is None else None
        self.profile = (profile or self._own_profile or Path()).resolve()
        command = [
            program,
            *([] if visible else ["--headless"]),
            *START_OPTIONS,
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;StarOffice.ComponentContext",
        ]
        # The office embeds its own Python: ours must not tell it where the libraries are.
        inherited = {
            key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}
        }
        self._process = subprocess.Popen(
            command,
            env=inherited | (environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = self._wait(timeout)
        except BaseException:
            self._end_process(0)
            raise
        super().__init__(context, pid=self._process.pid, shows_dialogs=visible)

    def _wait(self, timeout: float) -> Any:
        deadline = time.monotonic() + timeout
        while True:
            try:
                return uno.connect(self.pipe)
            except uno.NoConnectException as error:
                status = self._process.poll()
                if status not in {None, 0} or time.monotonic() > deadline:
                    raise OfficeError(
                        f"LibreOffice tidak mau berjalan (status {status}). / "
                        f"LibreOffice did not start (status {status})."
                    ) from error
                time.sleep(0.02)

    def close(self) -> None:
        """Ends the office without saving and removes the profile if it was a temporary one."""
        with contextlib.suppress(uno.UnoException):  # it may have died before us
            self.desktop.terminate()
        self._end_process(10)

    def _end_process(self, patience: float) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
                break
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            patience = 5
        else:
            self._process.wait(5)
        if self._own_profile is not None:
            shutil.rmtree(self._own_profile, ignore_errors=True)
