"""SOP Baru: a new workbook from the standard template, saved where the clerk says, and opened."""

from __future__ import annotations

import shutil
from pathlib import Path

from xl_sop.addin import sentences
from xl_sop.addin.host import host_of
from xl_sop.addin.session import Outcome, Session
from xl_sop.shipped import TEMPLATE, packaged

SUGGESTED = "SOP baru.xlsm"


def new_sop(session: Session) -> Outcome:
    """Ask where, copy the template with its buttons there, open the copy. An existing file is never replaced."""
    place = host_of(session.book).ask_where(session.app, SUGGESTED)
    if place is None:
        return Outcome("Tidak ada berkas yang dibuat.", quiet=True)
    path = Path(place)
    if path.suffix.lower() != ".xlsm":
        path = path.with_name(path.name + ".xlsm")
    try:
        # "x": a file that came to be there in the meantime stays as well
        with path.open("xb") as out, packaged(TEMPLATE).open("rb") as template:
            shutil.copyfileobj(template, out)
    except FileExistsError as error:
        raise sentences.file_exists(path) from error
    except OSError as error:
        raise sentences.not_written(path, error) from error
    session.app.books.open(str(path))
    return Outcome(f"{path.name} dibuat di folder {path.parent}. Mulailah dari lembar Identitas.")
