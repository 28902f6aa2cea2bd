"""The buttons, once: the function of `xl_sop.addin` behind each, and what stands on it."""

from __future__ import annotations

from typing import NamedTuple


class Button(NamedTuple):
    """One button.

    Attributes:
        function: Name of the function in `xl_sop.addin`.
        label: What stands on it.
        group: Buttons of one group stand together; a line parts the groups.
        writes: Whether it changes the workbook (and so is one step to undo).
    """

    function: str
    label: str
    group: int
    writes: bool = True


BUTTONS = (
    Button("new_sop", "SOP Baru", 0, writes=False),
    Button("add_performer", "Tambah Pelaksana", 0),
    Button("renumber", "Nomori Ulang", 0),
    Button("validate", "Validasi", 1),
    Button("next_finding", "Temuan Berikutnya", 1, writes=False),
    Button("clear_marks", "Hapus Tanda", 1),
    Button("totals", "Hitung Waktu", 2),
    Button("identification", "Lembar Identifikasi", 2),
    Button("flowchart", "Diagram Alir", 3),
    Button("print_ready", "Siap Cetak", 3, writes=False),
    Button("export_json", "Ekspor JSON", 4, writes=False),
    Button("help", "Bantuan", 4, writes=False),
)
