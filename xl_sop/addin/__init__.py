"""The buttons: functions that Excel and LibreOffice call through xlwings, each without arguments.

`RunPython "import xl_sop.addin; xl_sop.addin.validate()"` is all that a macro says; no rule lives in VBA. Importing
this package is cheap: a click outside the UDF server starts a new Python and waits for its imports.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xl_sop.addin.session import Outcome, Session

__all__ = [
    "add_performer",
    "clear_marks",
    "export_json",
    "flowchart",
    "help",
    "identification",
    "new_sop",
    "next_finding",
    "print_ready",
    "renumber",
    "totals",
    "validate",
]


def validate() -> None:
    """Validasi: check every SOP of the workbook, mark the cells, list the findings on sheet Temuan."""
    _press("xl_sop.addin.checking", "validate")


def next_finding() -> None:
    """Temuan Berikutnya: select the next cell that has a finding."""
    _press("xl_sop.addin.checking", "next_finding")


def clear_marks() -> None:
    """Hapus Tanda: take every mark and note of ours away, and sheet Temuan."""
    _press("xl_sop.addin.checking", "clear")


def totals() -> None:
    """Hitung Waktu: write the total row, and the minutes per performer on sheet Waktu Pelaksana."""
    _press("xl_sop.addin.outputs", "totals")


def identification() -> None:
    """Lembar Identifikasi: make the worksheet anew from the steps; asks before it replaces edited lines."""
    _press("xl_sop.addin.outputs", "identification")


def flowchart() -> None:
    """Diagram Alir: draw the flowchart of the SOP; pressed again, what we drew is replaced."""
    _press("xl_sop.addin.diagram", "flowchart")


def print_ready() -> None:
    """Siap Cetak: the SOP as PDF beside the workbook: identity, procedure and identification only, drawn."""
    _press("xl_sop.addin.paper", "print_ready")


def export_json() -> None:
    """Ekspor JSON: write the SOPs as JSON beside the workbook."""
    _press("xl_sop.addin.outputs", "export_json")


def new_sop() -> None:
    """SOP Baru: a new workbook from the standard template, saved where the clerk says."""
    _press("xl_sop.addin.new_book", "new_sop")


def add_performer() -> None:
    """Tambah Pelaksana: a performer column before the marked one."""
    _press("xl_sop.addin.performers", "add_performer")


def renumber() -> None:
    """Nomori Ulang: steps numbered from 1 on, typed ways following them; asks with the list of changes."""
    _press("xl_sop.addin.numbering", "renumber")


def help() -> None:
    """Bantuan: show sheet Petunjuk, or say what each button does."""
    _press("xl_sop.addin.checking", "show_help")


def _press(module: str, name: str) -> None:
    from importlib import import_module

    from xl_sop.addin.session import press

    def action() -> Callable[[Session], Outcome]:
        # imported inside `press`, so that a broken install is told, not raised
        return getattr(import_module(module), name)

    press(action, name)
