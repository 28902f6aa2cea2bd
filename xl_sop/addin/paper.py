"""Siap Cetak: the SOP as PDF beside the workbook, printed from a copy that holds nothing else.

The open workbook is written to a copy, the copy is drawn and stripped as a file (`printing.print_copy`), and the
application prints that copy. What the clerk has open is not changed.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from xl_sop.addin import sentences
from xl_sop.addin.host import host_of
from xl_sop.addin.host_libreoffice import LibreOffice
from xl_sop.addin.outputs import local_path
from xl_sop.addin.session import Outcome, Session
from xl_sop.package.saving import save
from xl_sop.printing.print_copy import print_copies

OURS = b"\n% xl_sop Siap Cetak\n"
"""Ends a PDF of ours: a comment, which readers pass over (ISO 32000-1, 7.2.3), and by which it may be replaced."""


def print_ready(session: Session) -> Outcome:
    """Write NAME.pdf, or NAME.1.pdf … for several SOPs; asks before a PDF that is not ours is replaced."""
    path = local_path(session.book)
    if not any(document.sop.steps for document in session.documents):
        raise sentences.no_steps()
    host = host_of(session.book)
    folder = Path(tempfile.mkdtemp(prefix="xl_sop_cetak_"))
    try:
        copy = folder / f"salinan{host.copy_suffix(session.book)}"
        if not host.save_copy(session.book, copy):
            raise sentences.unsaved_changes()
        lines = "freeforms" if isinstance(host, LibreOffice) else "connectors"
        copies = print_copies(copy.read_bytes(), session.book.name, lines=lines)
        targets = _targets(path, len(copies))
        known = [target.name for target in targets if target.exists() and not _is_ours(target)]
        if known and not session.ask(f"{', '.join(known)} sudah ada di folder {path.parent}. Ganti?"):
            return Outcome("Tidak ada PDF yang diganti.")
        for number, (data, target) in enumerate(zip(copies, targets, strict=True), 1):
            # Excel keeps no two workbooks of one name open
            printed = folder / f"cetak {number}{copy.suffix}"
            printed.write_bytes(data)
            made = printed.with_suffix(".pdf")
            host.export_pdf(session.app, printed, made)
            save(target, made.read_bytes() + OURS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = targets[0].name if len(targets) == 1 else f"{targets[0].name} sampai {targets[-1].name}"
    return Outcome(
        f"{told} ditulis di folder {path.parent}: identitas, prosedur, dan identifikasi, siap dicetak."
    )


def _is_ours(path: Path) -> bool:
    """Whether this button has made a PDF."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - len(OURS), 0))
        return file.read() == OURS


def _targets(path: Path, count: int) -> list[Path]:
    if count == 1:
        return [path.with_suffix(".pdf")]
    return [path.with_suffix(f".{number}.pdf") for number in range(1, count + 1)]
