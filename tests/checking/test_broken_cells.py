"""Cells that hold an error or a formula nobody computed: told once, at the step and the SOP they belong to."""

from __future__ import annotations

import xl_sop
from tests.tables import documents

TABLE = """
| Nomor SOP | 1/2024 |
| Nama SOP  | {name} |

| No | Uraian Prosedur | Pelaksana | Kelengkapan | Waktu (menit) | Output |
| 1  | Menyusun draf   | x         | Data        | {time}        | Draf   |
| 2  | {said}          | x         | Draf        | 5             | {out}  |

"""


def broken(text: str) -> list[tuple[int, str, str, int | None]]:
    return [
        (f.document, f.code, str(f.address), f.step)
        for f in xl_sop.check(documents(text))
        if f.code.startswith(("sel-", "rumus-", "waktu-", "uraian-", "output-"))
    ]


def test_a_cell_with_an_error_is_not_called_empty_as_well() -> None:
    page = TABLE.format(name="Surat", time="#N/A", said="=", out="Arsip")
    assert broken(f"# SOP{page}") == [
        (0, "sel-bernilai-kesalahan", "SOP!E5", 1),
        (0, "rumus-belum-dihitung", "SOP!B6", 2),
    ]


def test_an_empty_cell_is_still_called_empty() -> None:
    page = TABLE.format(name="Surat", time="#N/A", said="Mencetak", out="")
    assert ("output-kosong", "SOP!F6") in [(code, cell) for _, code, cell, _ in broken(f"# SOP{page}")]


def test_two_sops_on_one_sheet_each_tell_their_own() -> None:
    first = TABLE.format(name="Surat", time="#N/A", said="Mencetak", out="Arsip")
    second = TABLE.format(name="Cuti", time="5", said="Mencetak", out="#N/A")
    assert broken(f"# SOP{first}{second}") == [
        (0, "sel-bernilai-kesalahan", "SOP!E5", 1),
        (1, "sel-bernilai-kesalahan", "SOP!F14", 2),
    ]
