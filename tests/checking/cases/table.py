"""The procedure table: its columns, numbers, descriptions, outputs and marks."""

from __future__ import annotations

from tests.checking.cases.shared import FLOWLESS, HEADER, Case, step2
from tests.checking.workbook import changed, without

_PAGE_1 = """
# Hal 1
| No | Kegiatan  | Pelaksana | <    | Mutu Baku   | <       | <      | Ket |
| ^  | ^         | Camat     | Staf | Kelengkapan | Waktu   | Output | ^   |
| 1  | Menerima  | x         |      | Surat       | 5 menit | Agenda |     |
| 2  | Mencatat  |           | x    | Agenda      | 1 jam   | Surat  |     |
"""
_PAGE_2 = """
# Hal 2
| No | Kegiatan  | Pelaksana | <    | Mutu Baku   | <       | <      | Ket |
| ^  | ^         | Camat     | {}   | Kelengkapan | {}      | Output | ^   |
| 3  | Mengarsip | x         |      | Surat       | 5       | Arsip  |     |
"""

_LAST = "| {} | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"

CASES: tuple[Case, ...] = (
    Case("langkah-tidak-ada", "Prosedur!A3", without("langkah1", "langkah2", "langkah3", "langkah4"), changed()),
    Case(
        "kolom-tidak-ada",
        "Lembar!A1",
        "# Lembar\n| No | Kegiatan | Pelaksana | Mutu Baku | < |\n| ^ | ^ | Staf | Kelengkapan | Output |\n"
        "| 1 | Mencatat | x | Surat | Agenda |",
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Waktu",
    ),
    Case(
        "kolom-tidak-dikenal",
        "Lembar!G1",
        f"# Lembar\n{HEADER.replace('< | < |', '< | < | Risiko |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Hilang |",
        f"# Lembar\n{HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Hilang |",
        "Risiko",
    ),
    Case(
        "bagian-tanpa-pasangan",
        "B!A1",
        "# A\n| Nomor SOP | 1/24 |\n| Nama SOP | Surat |\n# B\n| Nomor SOP | 2/24 |\n| Nama SOP | Cuti |\n"
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "# B\n| Nomor SOP | 2/24 |\n| Nama SOP | Cuti |\n"
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "identitas",
    ),
    Case(
        "lembar-tersembunyi",
        "Lembar!A1",
        f"# Lembar (tersembunyi)\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |\n\n# Lain\n| Rapat |",
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Lembar",
    ),
    Case(
        "isi-tidak-dibaca",
        "Lembar!B3",
        f"# Lembar\n{HEADER}\n| | Berlaku bagi semua | | | | |\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        f"# Lembar\n{HEADER}\n| | A. PERSIAPAN | | | | |\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Berlaku bagi semua",
    ),
    Case(
        "langkah-tidak-dibaca",
        "Lembar!A4",
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |\n"
        "| Memeriksa | | x | Draf | 2 jam | Surat |\n| 2 | Mengirim | x | Surat | 5 menit | Resi |",
        f"# Lembar\n{HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |\n"
        "| | Memeriksa | x | Draf | 2 jam | Surat |\n| 2 | Mengirim | x | Surat | 5 menit | Resi |",
        "Memeriksa",
    ),
    Case(
        "kolom-tanpa-judul",
        "Lembar!H3",
        f"# Lembar\n{HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Segera | 5 |",
        f"# Lembar\n{HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | | Segera |",
        "H",
    ),
    Case(
        "judul-kolom-salah-ketik",
        "Lembar!F2",
        f"# Lembar\n{HEADER.replace('Output', 'Ouput')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        f"# Lembar\n{HEADER.replace('Output', 'KELUARAN')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Ouput",
    ),
    Case(
        "halaman-tanpa-judul-kolom",
        "Hal 2!A1",
        _PAGE_1 + "\n# Hal 2\n| 3 | Mengarsip | | x | Surat | 2 jam | Arsip | |",
        _PAGE_1 + "| 3 | Mengarsip | | x | Surat | 2 jam | Arsip | |",
    ),
    Case(
        "tabel-tidak-terbaca",
        "Hal 2!A1",
        _PAGE_1 + "\n# Hal 2\n| 3 | Mengarsip |\n| 4 | Mengirim |",
        _PAGE_1 + "\n# Hal 2\n| 3 | Mengarsip | | x | Surat | 2 jam | Arsip | |",
    ),
    Case(
        "kolom-pelaksana-berubah",
        "Hal 2!D2",
        _PAGE_1 + _PAGE_2.format("Sekcam", "Waktu (jam)"),
        _PAGE_1 + _PAGE_2.format("STAF", "Waktu (jam)"),
        "Sekcam",
    ),
    Case(
        "satuan-waktu-hilang",
        "Hal 2!F2",
        _PAGE_1.replace("Waktu  ", "Waktu (menit)") + _PAGE_2.format("Staf", "Waktu"),
        _PAGE_1.replace("Waktu  ", "Waktu (menit)") + _PAGE_2.format("Staf", "Waktu (jam)"),
        "menit",
    ),
    Case(
        "pelaksana-tidak-ditandai",
        "Prosedur!C4",
        changed(
            langkah1="| 1 | Memerintahkan penyusunan | | | | Surat | 15 | Disposisi | | | |",
            langkah2="| 2 | Menyusun draf laporan | | | | Data | 60 | Draf | | | |",
            langkah3="| 3 | Memeriksa draf laporan | | | | Draf | 30 | Koreksi | | | |",
            langkah4="| 4 | Menetapkan laporan | | | | Konsep | 15 | Laporan | | | |",
        ),
        changed(langkah2="| 2 | Menyusun draf laporan | | | | Data | 60 | Draf | | | |"),
    ),
    Case("tanda-tidak-dikenal", "Prosedur!E6", step2(kasi="bulat"), step2(kasi="√")),
    Case("nomor-langkah-kosong", "Prosedur!A6", step2(no=""), step2(no="2.")),
    Case("nomor-langkah-ganda", "Prosedur!A6", step2(no="1."), step2(no="02")),
    Case(
        "nomor-langkah-mundur",
        "Prosedur!A7",
        changed(
            langkah2="| 5 | Menyusun draf laporan | | | proses | Data | 60 | Draf | | | |",
            langkah3="| 3 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |",
        ),
        changed(langkah4="| 9 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |",
                langkah3=FLOWLESS.format("9", "2")),
    ),
    Case(
        "nomor-mulai-lagi",
        "Prosedur!A7",
        changed(langkah3="| 1 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |"),
        changed(langkah3="| 4 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |",
                langkah4="| 5 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"),
    ),
    Case("uraian-kosong", "Prosedur!B6", step2(""), step2("Arsip")),
    Case("uraian-diawali-pelaku", "Prosedur!B6", step2("Kasi menyusun draf"), step2("Menyusun draf Kasi")),
    Case("uraian-diawali-kata-benda", "Prosedur!B6", step2("Penyusunan draf"), step2("Pelan-pelan menyusun draf")),
    Case(
        "uraian-dua-tindakan",
        "Prosedur!B6",
        step2("Menyusun dan mengirimkan draf"),
        step2("Menyusun anggaran dan metode kerja"),
        "mengirimkan",
    ),
    Case(
        "uraian-dua-cabang",
        "Prosedur!B6",
        step2("Menilai draf, jika setuju diteruskan, jika tidak dikembalikan"),
        step2("Menilai draf jika diminta"),
    ),
    Case(
        "persetujuan-tanpa-cabang",
        "Prosedur!B6",
        step2("Mengoreksi draf laporan"),
        step2("Menyampaikan hasil verifikasi dan lembar persetujuan"),
    ),
    Case("kelengkapan-sama-output", "Prosedur!F6", step2(lengkap="Draf Laporan", output="draf laporan."),
         step2(lengkap="Draf Laporan", output="Draf Laporan Akhir")),
    Case("output-kosong", "Prosedur!H6", step2(output="-"), step2(output="Nihil")),
    Case("keputusan-kurang-cabang", "Prosedur!J7", changed(langkah3=FLOWLESS.format("4", "")),
         changed(langkah3=FLOWLESS.format("4", "selesai"))),
    Case("tujuan-tidak-ada", "Prosedur!K7", changed(langkah3=FLOWLESS.format("4", "8")),
         changed(langkah3=FLOWLESS.format("4", "1")), "8"),
    Case("alur-tidak-terbaca", "Prosedur!J6", step2(ya="berikutnya saja"), step2(ya="Lengkap: 3; Kurang: 1")),
    # ---- numbers, marks and columns that do not fit each other
    Case(
        "nomor-langkah-lompat",
        "Prosedur!A7",
        changed(langkah3="| 4 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |", langkah4=_LAST.format("5")),
        changed(langkah3="| 3. | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |"),
        "dari 2 ke 4",
    ),
    Case(
        "nomor-awal-bukan-satu",
        "Hal 1!A3",
        _PAGE_1.replace("| 1 ", "| 2 ").replace("| 2  | Mencatat", "| 3  | Mencatat"),
        _PAGE_1.replace("| 1 ", "| 01 "),
        "2, bukan 1",
    ),
    Case(
        "langkah-kembar",
        "Prosedur!B7",
        changed(langkah3="| 3 | Menyusun  draf laporan. | | | proses | Data | 60 | Draf | | | |"),
        changed(langkah3="| 3 | Menyusun draf laporan | | | proses | Data | 60 | Draf akhir | | | |"),
        "langkah 2",
    ),
    Case(
        "langkah-tanpa-pelaksana",
        "Prosedur!C6",
        step2(kasi=""),
        _PAGE_1.replace("x", " "),
    ),
    Case(
        "pelaksana-tidak-dipakai",
        "Prosedur!E4",
        changed(langkah2="| 2 | Menyusun draf laporan | | proses | | Data | 60 | Draf | | | |"),
        changed(langkah2="| 2 | Menyusun draf laporan | | proses | x | Data | 60 | Draf | | | |"),
        "Kasi",
    ),
    Case(
        "judul-pelaksana-contoh",
        "Lembar!C2",
        f"# Lembar\n{HEADER.replace('Staf', 'Pelaksana 1')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        f"# Lembar\n{HEADER.replace('Staf', 'Pelaksana Pengadaan')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Pelaksana 1",
    ),
    Case("kelengkapan-berisi-waktu", "Prosedur!F6", step2(lengkap="2 hari kerja"), step2(lengkap="Data 2 bulan")),
    Case("output-berisi-waktu", "Prosedur!H6", step2(output="15 menit"), step2(output="Laporan 2 bulan")),
    Case(
        "isi-tertutup-sel-gabungan",
        "Prosedur!G7",
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | ^ 30 | Koreksi | | 4 | 2 |"),
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | ^ | Koreksi | | 4 | 2 |"),
        "“30”",
    ),
)  # fmt: skip
