"""Workbook → PDF through LibreOffice, in a profile of its own that nobody's LibreOffice notices."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from xl_sop.errors import XlSopError
from xl_sop.programs import program_folder

_PATIENCE = 180.0
"""Seconds: a cold start on a slow disk takes twenty."""


def to_pdf(workbook: bytes, suffix: str = ".xlsx") -> bytes:
    """The PDF of a workbook's visible sheets.

    Raises:
        XlSopError: LibreOffice is missing, does not answer, or makes no PDF.
    """
    folder = program_folder()
    if folder is None:
        raise _MISSING
    program = folder / ("soffice.exe" if sys.platform == "win32" else "soffice")
    temporary = Path(tempfile.mkdtemp(prefix="xl_sop_pdf_"))
    try:
        source = temporary / f"sop{suffix}"
        source.write_bytes(workbook)
        profile = (temporary / "profil").as_uri()
        command = [
            str(program), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo",
            "--convert-to", "pdf", "--outdir", str(temporary), str(source),
        ]  # fmt: skip
        _run(command)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise _FAILED
        return made.read_bytes()
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _run(command: list[str]) -> None:
    # The office embeds its own Python: ours must not tell it where the libraries are.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _MISSING from error
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise _FAILED from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The office is a script that starts another program: both go."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


_MISSING = XlSopError(
    "LibreOffice tidak ditemukan, jadi PDF tidak dibuat. Pasang LibreOffice, atau buka berkasnya di Excel dan "
    "tekan tombol Siap Cetak.",
    "LibreOffice was not found, so no PDF was made. Install LibreOffice, or open the file in Excel and press "
    "the button Siap Cetak.",
)
_FAILED = XlSopError(
    "LibreOffice tidak berhasil membuat PDF. Tutup LibreOffice yang sedang terbuka, lalu ulangi.",
    "LibreOffice made no PDF. Close any LibreOffice that is open, then try again.",
)
