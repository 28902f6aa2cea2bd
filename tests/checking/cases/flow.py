"""The ways from step to step, typed or drawn."""

from __future__ import annotations

from tests.checking.cases.shared import FLOWLESS, Case, step2
from tests.checking.workbook import changed

CASES: tuple[Case, ...] = (
    Case(
        "alur-tanpa-mulai",
        "Prosedur!C5",
        changed(langkah1="| 1 | Memerintahkan penyusunan | proses | | | Surat | 15 | Disposisi | - | | |"),
        changed(langkah1="| 1 | Memerintahkan penyusunan | mulai + proses | | | Surat | 15 | Disposisi | - | | |"),
    ),
    Case(
        "alur-tanpa-selesai",
        "Prosedur!C8",
        changed(langkah4="| 4 | Menetapkan laporan | proses | | | Konsep | 15 | Laporan | | | |"),
        changed(
            langkah4="| 4 | Menetapkan laporan | proses | | | Konsep | 15 | Laporan | | | |",
            langkah3=FLOWLESS.format("4", "selesai"),
        ),
    ),
    Case(
        "alur-tidak-berakhir",
        "Prosedur!J8",
        changed(langkah4="| 4 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | 1 | |"),
        changed(langkah4="| 4 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | selesai | |"),
    ),
    Case("alur-ke-diri-sendiri", "Prosedur!J6", step2(ya="2"), step2(ya="Ya: 3")),
    Case(
        "cabang-tujuan-sama",
        "Prosedur!K7",
        changed(langkah3=FLOWLESS.format("4", "4")),
        changed(langkah3=FLOWLESS.format("4", "1")),
        "4",
    ),
    Case(
        "langkah-tidak-terjangkau",
        "Prosedur!E6",
        changed(langkah1="| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 3 | |",
                langkah3=FLOWLESS.format("4", "1")),
        changed(langkah1="| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 3 | |"),
        "2",
    ),
)  # fmt: skip
