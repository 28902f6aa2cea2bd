"""The identification worksheet."""

from __future__ import annotations

from xl_sop.catalogue.entry import Entry, entry

ENTRIES: dict[str, Entry] = {
    "identifikasi-berbeda": entry(
        "peringatan",
        "Pada lembar identifikasi tertulis “{lembar}”, sedangkan pada tabel prosedur “{tabel}”.",
        "The worksheet says “{lembar}”, whereas the procedure table says “{tabel}”.",
        "Samakan dengan tabel, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Make them agree, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "identifikasi-kosong": entry(
        "peringatan",
        "Lembar identifikasi belum diisi.",
        "The identification worksheet is empty.",
        "Isi bagian A, lalu tekan tombol “Lembar Identifikasi” untuk bagian B dan C.",
        "Fill in part A, then press the button “Lembar Identifikasi” for parts B and C.",
    ),
    "identifikasi-kurang": entry(
        "peringatan",
        "Lembar identifikasi tidak memuat langkah {langkah}.",
        "The worksheet lacks step {langkah}.",
        "Tambahkan, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Add it, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "identifikasi-lebih": entry(
        "peringatan",
        "“{teks}” tidak ada di tabel prosedur.",
        "“{teks}” is not in the procedure table.",
        "Hapus, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Delete it, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "langkah-utama-kosong": entry(
        "peringatan",
        "Langkah Utama di lembar identifikasi belum diisi.",
        "The main steps of the worksheet (“Langkah Utama”) are empty.",
        "Isi langkah utamanya, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Fill it in, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "ruang-lingkup-berbeda": entry(
        "peringatan",
        "Ruang lingkup “{ruang_lingkup}” menyebut unit lain dari “{unit}”.",
        "The scope “{ruang_lingkup}” names another unit than “{unit}”.",
        "Samakan nama unitnya.",
        "Write the unit's name alike.",
    ),
}
