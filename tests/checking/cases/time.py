"""Waktu."""

from __future__ import annotations

from tests.checking.cases.shared import HEADER, Case, step2
from tests.checking.workbook import changed

_WITH_SUM = """| 4 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |
| | Jumlah | | | | | {} | | | | |"""

CASES: tuple[Case, ...] = (
    Case("waktu-kosong", "Prosedur!G6", step2(waktu="-"), step2(waktu="1")),
    Case("waktu-tanpa-satuan", "Lembar!E3", f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 | Agenda |",
         f"# Lembar\n{HEADER.replace('Waktu', 'Waktu (jam)')}\n| 1 | Mencatat | x | Surat | 5 | Agenda |"),
    Case("waktu-tidak-positif", "Prosedur!G6", step2(waktu="0"), step2(waktu="½ jam")),
    Case("waktu-tidak-terbaca", "Prosedur!G6", step2(waktu="entah"), step2(waktu="1 jam 30 menit")),
    Case("waktu-terbuka", "Prosedur!G6", step2(waktu="Sesuai kebutuhan"), step2(waktu="maksimal 2 jam")),
    Case("waktu-rentang", "Prosedur!G6", step2(waktu="5-10 menit"), step2(waktu="paling lambat 10 menit")),
    Case("waktu-jadi-tanggal", "Prosedur!G6", step2(waktu="2024-02-01"), step2(waktu='"1 - 1 jam"')),
    Case("waktu-dikonversi", "Prosedur!G6", step2(waktu="2 hari"), step2(waktu="1 x 24 jam"), "2"),
    Case(
        "waktu-digabung",
        "Prosedur!G7",
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | ^ | Koreksi | | 4 | 2 |"),
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | 60 | Koreksi | | 4 | 2 |"),
    ),
    Case("waktu-lebih-setahun", "Prosedur!G6", step2(waktu="14 bulan"), step2(waktu="12 bulan")),
    Case(
        "jumlah-waktu-berbeda",
        "Prosedur!G9",
        changed(langkah4=_WITH_SUM.format("2 jam 10 menit")),
        changed(langkah4=_WITH_SUM.format("2 jam")),
        "120 menit",
    ),
)  # fmt: skip
