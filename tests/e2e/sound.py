"""A workbook in the standard template without a single finding, and one with twelve cells spoilt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from tests import tables
from tests.checking.workbook import changed
from xl_sop.api import write_template

_STEPS = (
    "Menghimpun data kinerja", "Mengolah data kinerja", "Menyusun konsep laporan", "Memaparkan konsep laporan",
    "Mencatat masukan rapat", "Memperbaiki konsep laporan", "Menggandakan laporan", "Mengirim laporan",
    "Mengarsipkan laporan",
)  # fmt: skip

# Where what is typed, and the finding it must get. No two in one cell.
PLANTED: dict[tuple[str, str], tuple[Any, str]] = {
    ("Identitas", "C1"): (datetime(2024, 1, 6), "nomor-sop-jadi-tanggal"),
    ("Identitas", "C2"): ("32 Januari 2024", "tanggal-mustahil"),
    ("Identitas", "C9"): ("197013011995011001", "nip-mustahil"),
    ("Prosedur", "G5"): (None, "waktu-kosong"),
    ("Prosedur", "H6"): (None, "output-kosong"),
    ("Prosedur", "L7"): ("99", "tujuan-tidak-ada"),
    ("Prosedur", "G8"): ("secepatnya ya", "waktu-tidak-terbaca"),
    ("Prosedur", "G9"): ("0", "waktu-tidak-positif"),
    ("Prosedur", "G10"): (time(0, 30), "waktu-jadi-tanggal"),
    ("Prosedur", "D11"): ("lingkaran", "tanda-tidak-dikenal"),
    ("Prosedur", "K17"): ("entah", "alur-tidak-terbaca"),  # the last step, so that no other follows
    ("Identifikasi", "C20"): ("Memeriksa draf surat", "identifikasi-berbeda"),
}
# Close to the above, and right: none of these cells may be marked.
NEAR_MISSES: dict[tuple[str, str], Any] = {
    ("Identitas", "C3"): "-",
    ("Identitas", "C4"): "31 Januari 2024",
    ("Prosedur", "G11"): "½ jam",
    ("Prosedur", "G12"): "90 Menit.",
    ("Prosedur", "G13"): 45,
    ("Prosedur", "I9"): "-",
    ("Prosedur", "D12"): "x",
    ("Identifikasi", "C23"): "MENYUSUN  konsep laporan.",
}


def sound(path: Path) -> Path:
    """A complete SOP of thirteen steps in the standard template."""
    more = [
        f"| {number} | {text} | | | proses | Bahan {number} | 20 | Naskah {number} | | | |"
        for number, text in enumerate(_STEPS, 4)
    ]
    lines = [f"| | {number}. | {text} |" for number, text in enumerate(_STEPS, 4)]
    text = changed(
        langkah4="\n".join(
            [*more, "| 13 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"]
        ),
        baris4="\n".join([*lines, "| Langkah Akhir | 13. | Menetapkan laporan |"]),
    )
    write_template(path, tables.document(text))
    return path


def planted(path: Path) -> Path:
    """The same with the twelve errors, and with the near misses beside them."""
    return typed(sound(path), {at: value for at, (value, _) in PLANTED.items()} | NEAR_MISSES)


def typed(path: Path, values: Mapping[tuple[str, str], Any]) -> Path:
    """Values typed into a workbook; a time gets the format that Excel gives it."""
    book = openpyxl.load_workbook(path)
    for (sheet, cell), value in values.items():
        book[sheet][cell].value = value
        if isinstance(value, time):
            book[sheet][cell].number_format = "h:mm"
        if isinstance(value, datetime):
            book[sheet][cell].number_format = "dd/mm/yyyy"
    book.save(path)
    return path
