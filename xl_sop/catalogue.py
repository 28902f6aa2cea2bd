"""Every finding there is: code → severity, sentences, and what to type instead, in Indonesian and English.

Data only. Words in braces are filled in by the rule. `python -m xl_sop.catalogue` prints the table of the README.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xl_sop.model import Severity


class Entry(NamedTuple):
    """One kind of finding; `message` and `fix` map a language ("id", "en") to a sentence."""

    severity: Severity
    message: Mapping[str, str]
    fix: Mapping[str, str]


def _entry(severity: Severity, message: str, message_en: str, fix: str, fix_en: str) -> Entry:
    return Entry(severity, {"id": message, "en": message_en}, {"id": fix, "en": fix_en})


CATALOGUE: dict[str, Entry] = {
    # ---- said by reading: what was found where, and what could not be read
    "alur-tidak-terbaca": _entry(
        "galat",
        "Alur “{teks}” tidak dapat dibaca.",
        "The flow “{teks}” cannot be read.",
        "Ketik nomor langkah, kata selesai, atau jalan berlabel seperti: Lengkap: 5; Kurang: 3.",
        "Type a step number, the word selesai, or labelled ways such as: Lengkap: 5; Kurang: 3.",
    ),
    "halaman-tanpa-judul-kolom": _entry(
        "info",
        "Lanjutan tabel pada lembar {lembar} tidak berjudul kolom; kolomnya dikenali dari isinya.",
        "The table goes on in sheet {lembar} without column headers; its columns were told by their contents.",
        "Ulangi baris judul kolom di atas bagian ini.",
        "Repeat the header rows above this part.",
    ),
    "judul-kolom-salah-ketik": _entry(
        "peringatan",
        "Judul “{tertulis}” dibaca sebagai “{seharusnya}”.",
        "The header “{tertulis}” was read as “{seharusnya}”.",
        "Ketik: {seharusnya}.",
        "Type: {seharusnya}.",
    ),
    "kolom-tidak-ada": _entry(
        "galat",
        "Tabel prosedur tidak mempunyai kolom {kolom}.",
        "The procedure table has no column {kolom}.",
        "Tambahkan kolom berjudul {kolom}.",
        "Add a column headed {kolom}.",
    ),
    "nip-jadi-angka": _entry(
        "galat",
        "NIP tersimpan sebagai angka ({teks}), sehingga digit terakhirnya hilang.",
        "The NIP is stored as a number ({teks}), so its last digits are lost.",
        "Ketik ulang NIP sebagai teks: awali dengan tanda petik ('), lalu 18 digit.",
        "Type the NIP again as text: an apostrophe ('), then its 18 digits.",
    ),
    "nomor-mulai-lagi": _entry(
        "peringatan",
        "Nomor langkah kembali ke 1 setelah nomor {sebelumnya}.",
        "The step numbers start again at 1 after number {sebelumnya}.",
        "Lanjutkan nomornya; jika ini SOP lain, beri judul sendiri di atas tabelnya.",
        "Continue the numbers; if this is another SOP, give its table a title of its own.",
    ),
    "nomor-sop-jadi-tanggal": _entry(
        "galat",
        "Excel mengubah Nomor SOP menjadi tanggal ({teks}).",
        "Excel turned the Nomor SOP into a date ({teks}).",
        "Ketik ulang Nomor SOP sebagai teks: awali dengan tanda petik (').",
        "Type the Nomor SOP again as text: begin with an apostrophe (').",
    ),
    "profil-tidak-dikenal": _entry(
        "peringatan",
        "Profil waktu kerja “{teks}” tidak dikenal; yang dipakai perpres21.",
        "The working-time profile “{teks}” is not known; perpres21 is used.",
        "Pilih salah satu: {pilihan}.",
        "Choose one of: {pilihan}.",
    ),
    "rumus-belum-dihitung": _entry(
        "galat",
        "Rumus di sel ini belum pernah dihitung, jadi nilainya tidak ada.",
        "The formula in this cell was never computed, so it has no value.",
        "Buka berkas ini di Excel, simpan, lalu coba lagi.",
        "Open the file in Excel, save it, and try again.",
    ),
    "sel-bernilai-kesalahan": _entry(
        "galat",
        "Sel ini berisi kesalahan rumus (misalnya #N/A).",
        "This cell holds a formula error (such as #N/A).",
        "Perbaiki rumusnya, atau ketik nilainya langsung.",
        "Mend the formula, or type the value itself.",
    ),
    "tabel-tidak-terbaca": _entry(
        "galat",
        "Lanjutan tabel pada lembar {lembar} tidak berjudul kolom dan isinya tidak dapat dipastikan; langkahnya tidak dibaca.",
        "The table goes on in sheet {lembar} without column headers and its columns are uncertain; its steps were not read.",
        "Beri baris judul kolom: No, Uraian Prosedur, Pelaksana, Kelengkapan, Waktu, Output, Keterangan.",
        "Give it a header row: No, Uraian Prosedur, Pelaksana, Kelengkapan, Waktu, Output, Keterangan.",
    ),
    "tanda-tidak-dikenal": _entry(
        "peringatan",
        "Tanda pelaksana “{teks}” tidak dikenal, jadi tidak dihitung.",
        "The performer's mark “{teks}” is not known, so it does not count.",
        "Pilih mulai, proses, keputusan, penghubung atau selesai; dua tanda digabung dengan +; x jika bentuknya belum pasti.",
        "Choose mulai, proses, keputusan, penghubung or selesai; join two with +; x if the shape is not settled.",
    ),
    "tanggal-mustahil": _entry(
        "galat",
        "{bagian} “{teks}” bukan tanggal yang ada di kalender.",
        "{bagian} “{teks}” is no date of the calendar.",
        "Ketik tanggal yang benar, misalnya: 2 Januari 2025.",
        "Type a proper date, for example: 2 Januari 2025.",
    ),
    "tanggal-tanpa-hari": _entry(
        "peringatan",
        "{bagian} “{teks}” tidak menyebut tanggalnya, hanya bulan dan tahun.",
        "{bagian} “{teks}” names a month and a year but no day.",
        "Lengkapi tanggalnya, misalnya: 2 Januari 2025.",
        "Add the day, for example: 2 Januari 2025.",
    ),
    "tanggal-tidak-terbaca": _entry(
        "galat",
        "{bagian} “{teks}” tidak dapat dibaca sebagai tanggal.",
        "{bagian} “{teks}” cannot be read as a date.",
        "Ketik tanggal seperti: 2 Januari 2025.",
        "Type a date such as: 2 Januari 2025.",
    ),
    "waktu-digabung": _entry(
        "peringatan",
        "Sel Waktu {sel} (“{teks}”) digabung untuk beberapa langkah; waktunya dihitung pada langkah pertama saja.",
        "The Waktu cell {sel} (“{teks}”) is merged over several steps; its time counts for the first one only.",
        "Pisahkan selnya dan tulis waktu setiap langkah.",
        "Split the cell and write the time of each step.",
    ),
    "waktu-jadi-tanggal": _entry(
        "galat",
        "Excel mengubah waktu langkah ini menjadi tanggal atau jam ({teks}).",
        "Excel turned the time of this step into a date or a time of day ({teks}).",
        "Ketik ulang sebagai teks, dengan satuannya, misalnya: 1-2 hari.",
        "Type it again as text, with its unit, for example: 1-2 hari.",
    ),
    "waktu-kosong": _entry(
        "galat",
        "Waktu langkah ini belum diisi.",
        "This step has no standard time.",
        "Ketik waktu dengan satuannya, misalnya: 15 menit.",
        "Type the time with its unit, for example: 15 menit.",
    ),
    "waktu-rentang": _entry(
        "peringatan",
        "Waktu “{teks}” berupa rentang; batas atasnya yang dihitung.",
        "The time “{teks}” is a range; its upper end is what counts.",
        "Tulis satu waktu, yaitu batas paling lama, karena mutu baku adalah batas.",
        "Write one time, the longest allowed, since a standard time is a limit.",
    ),
    "waktu-tanpa-satuan": _entry(
        "galat",
        "Waktu “{teks}” tidak bersatuan, dan judul kolomnya juga tidak menyebut satuan.",
        "The time “{teks}” has no unit, and its column header names none either.",
        "Tulis satuannya, misalnya: {teks} menit; atau beri judul kolom: Waktu (menit).",
        "Write its unit, for example: {teks} menit; or head the column: Waktu (menit).",
    ),
    "waktu-terbuka": _entry(
        "peringatan",
        "Waktu “{teks}” tidak menyebut batas paling lama, jadi tidak dapat dijumlahkan.",
        "The time “{teks}” names no longest duration, so it cannot be added up.",
        "Tulis lama waktu paling banyak, misalnya: 2 hari.",
        "Write the longest time allowed, for example: 2 hari.",
    ),
    "waktu-tidak-positif": _entry(
        "galat",
        "Waktu “{teks}” harus lebih dari nol.",
        "The time “{teks}” must be more than zero.",
        "Ketik waktu yang sebenarnya, misalnya: 15 menit.",
        "Type the real time, for example: 15 menit.",
    ),
    "waktu-tidak-terbaca": _entry(
        "galat",
        "Waktu “{teks}” tidak dapat dibaca dengan pasti.",
        "The time “{teks}” cannot be read with certainty.",
        "Tulis satu angka dan satu satuan, misalnya: 15 menit, 1,5 jam, atau 2 hari.",
        "Write one number and one unit, for example: 15 menit, 1,5 jam, or 2 hari.",
    ),
}
