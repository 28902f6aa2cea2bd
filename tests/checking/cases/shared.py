"""What cases are made of."""

from __future__ import annotations

from typing import NamedTuple

from tests.checking.workbook import changed


class Case(NamedTuple):
    """One finding: the cells it must point at, the workbooks, what its sentence must say."""

    code: str
    at: str
    trips: str
    passes: str
    says: str = ""


def step2(uraian: str = "Menyusun draf laporan", **cells: str) -> str:
    """The sound workbook: step 2 with other cells; the worksheet says the same."""
    text = {
        "no": "2",
        "lengkap": "Data",
        "waktu": "60",
        "output": "Draf",
        "ket": "",
        "kasi": "proses",
        "ya": "",
    } | cells
    row = f"| {text['no']} | {uraian} | | | {text['kasi']} | {text['lengkap']} | {text['waktu']} | {text['output']} "
    return changed(
        langkah2=row + f"| {text['ket']} | {text['ya']} | |",
        baris2=f"| Langkah Utama | 2. | {uraian} |",
    )


HEADER = "| No | Kegiatan | Pelaksana | Mutu Baku | < | < |\n| ^ | ^ | Staf | Kelengkapan | Waktu | Output |"
FLOWLESS = "| 3 | Memeriksa draf laporan | | keputusan | | Draf | 30 | Koreksi | | {} | {} |"
