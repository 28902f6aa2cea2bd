"""The identification worksheet, and the workbook as a whole."""

from __future__ import annotations

from tests.checking.cases.shared import Case, step2
from tests.checking.workbook import changed, without

_EMPTY_WORKSHEET = changed(
    a1="| 1. Judul SOP | |",
    a2="| 2. Jenis Kegiatan | |",
    produk="| a. Produk | |",
    kegiatan="| b. Kegiatan | |",
    lingkup="| 4. Scope (Ruang Lingkup) | |",
    b1="| Judul Kegiatan | |",
    b2="| Langkah Awal | |",
    utama="| Langkah Utama | |",
    b4="| Langkah Akhir | |",
    baris1="",
    baris2="",
    baris3="",
    baris4="",
)

CASES: tuple[Case, ...] = (
    Case(
        "identifikasi-berbeda",
        "Identifikasi!C17",
        changed(baris3="| | 3. | Memeriksa data laporan |"),
        changed(baris3="| | 3. | memeriksa  DRAFLAPORAN. |"),
        "“data”",
    ),
    Case(
        "identifikasi-kosong",
        "Identifikasi!A1",
        _EMPTY_WORKSHEET,
        without("baris3"),
    ),
    Case("identifikasi-kurang", "Identifikasi!C17", without("baris3"), changed(baris3="| | 3 | Memeriksa draf laporan |"),
         "3"),
    Case(
        "identifikasi-lebih",
        "Identifikasi!C19",
        changed(baris4="| Langkah Akhir | 4. | Menetapkan laporan |\n| | 5. | Mengarsipkan laporan |"),
        changed(),
        "Mengarsipkan laporan",
    ),
    Case(
        "langkah-utama-kosong",
        "Identifikasi!B12",
        changed(utama="| Langkah Utama | |"),
        changed(utama="| Langkah Utama | Menyusun draf |"),
    ),
    Case(
        "ruang-lingkup-berbeda",
        "Identifikasi!B8",
        changed(lingkup="| 4. Scope (Ruang Lingkup) | Dinas Pendidikan Kabupaten Contoh |"),
        changed(lingkup="| 4. Scope (Ruang Lingkup) | Dinsos Kab. Contoh |"),
        "Dinas Pendidikan",
    ),
    Case("profil-tidak-dikenal", "Pengaturan!B1", changed(profil="| Profil waktu kerja | tujuhjam |"),
         changed(profil="| Profil waktu kerja | ABK2020 |")),
    Case("rumus-belum-dihitung", "Prosedur!I6", step2(ket="="), step2(ket="'=")),
    Case("sel-bernilai-kesalahan", "Prosedur!I6", step2(ket="#N/A"), step2(ket='"#N/A"')),
    Case("sel-terlalu-jauh", "Prosedur!XFD90000", changed().replace("# Prosedur", "# Prosedur (jauh: XFD90000)"),
         changed().replace("# Pengaturan", "# Pengaturan (jauh: XFD90000)")),
)  # fmt: skip
