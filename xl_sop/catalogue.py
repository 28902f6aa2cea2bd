"""Every finding there is: code → severity, sentences, and what to type instead, in Indonesian and English.

Data only. Words in braces are filled in by the rule. `python -m xl_sop.catalogue` writes the table in TEMUAN.md.
"""

from __future__ import annotations

from typing import NamedTuple

from xl_sop.model import Severity
from xl_sop.sentence import Sentence


class Entry(NamedTuple):
    """One kind of finding: how bad it is, what is wrong, what to do."""

    severity: Severity
    message: Sentence
    fix: Sentence


def _entry(severity: Severity, message: str, message_en: str, fix: str, fix_en: str) -> Entry:
    return Entry(severity, Sentence(message, message_en), Sentence(fix, fix_en))


CATALOGUE: dict[str, Entry] = {
    # ---- said by reading: what was found where, and what could not be read
    "alur-tidak-terbaca": _entry(
        "galat",
        "Alur “{teks}” tidak dapat dibaca.",
        "The flow “{teks}” cannot be read.",
        "Ketik nomor langkah, kata selesai, atau jalan berlabel seperti: Lengkap: 5; Kurang: 3.",
        "Type a step number, the word “selesai” (the end), or labelled ways such as “Lengkap: 5; Kurang: 3”.",
    ),
    "bagian-tanpa-pasangan": _entry(
        "peringatan",
        "Tidak ada {pasangan} untuk {bagian} ini; halaman identitas dan tabel dipasangkan menurut judul, lalu urutan.",
        "There is no {pasangan} for this {bagian}; pages and tables were paired by title, then by order.",
        "Letakkan identitas, tabel dan lembar identifikasi setiap SOP berurutan, dengan judul yang sama.",
        "Put the identity, table and worksheet of each SOP one after the other, under the same title.",
    ),
    "halaman-tanpa-judul-kolom": _entry(
        "info",
        "Lanjutan tabel pada lembar “{lembar}” tidak berjudul kolom; kolomnya dikenali dari isinya.",
        "The rest of the table, on sheet “{lembar}”, has no column headers; its columns were told by their contents.",
        "Ulangi baris judul kolom di atas bagian ini.",
        "Repeat the header rows above this part.",
    ),
    "judul-kolom-salah-ketik": _entry(
        "peringatan",
        "Judul “{tertulis}” dibaca sebagai “{seharusnya}”.",
        "The header “{tertulis}” was read as “{seharusnya}”.",
        "Ketik: “{seharusnya}”.",
        "Type: “{seharusnya}”.",
    ),
    "kolom-tidak-ada": _entry(
        "galat",
        "Tabel prosedur tidak mempunyai kolom “{kolom}”.",
        "The procedure table has no column “{kolom}”.",
        "Tambahkan kolom berjudul “{kolom}”.",
        "Add a column headed “{kolom}”.",
    ),
    "isi-identitas-tidak-dibaca": _entry(
        "peringatan",
        "“{teks}” berada di halaman identitas, tetapi tidak termasuk bagian mana pun, jadi tidak dibaca.",
        "“{teks}” stands on the identity page but belongs to no part of it, so it was not read.",
        "Tulis isinya di samping atau di bawah judul bagian yang baku, misalnya: Tanggal Efektif.",
        "Write it beside or below the label of a standard part, for example “Tanggal Efektif”.",
    ),
    "isi-tidak-dibaca": _entry(
        "peringatan",
        "“{teks}” berada di dalam tabel, tetapi bukan bagian dari langkah mana pun, jadi tidak dibaca.",
        "“{teks}” stands in the table but belongs to no step, so it was not read.",
        "Pindahkan ke baris dan kolom langkahnya, atau hapus jika tidak diperlukan.",
        "Move it to the row and column of its step, or delete it if it is not needed.",
    ),
    "langkah-tidak-dibaca": _entry(
        "galat",
        "Baris “{teks}” tampak seperti langkah, tetapi tidak dapat dibaca sebagai langkah.",
        "The row “{teks}” looks like a step but could not be read as one.",
        "Beri baris itu nomor langkah dan letakkan tepat di bawah langkah sebelumnya.",
        "Give the row a step number and put it right below the step before it.",
    ),
    "kolom-tanpa-judul": _entry(
        "peringatan",
        "Kolom {kolom} terisi tetapi tidak berjudul, jadi isinya tidak dibaca.",
        "Column {kolom} is filled but has no header, so it was not read.",
        "Beri kolom itu judul, misalnya: Kelengkapan; atau kosongkan jika tidak diperlukan.",
        "Give it a header, for example “Kelengkapan”, or empty it if it is not needed.",
    ),
    "kolom-tidak-dikenal": _entry(
        "peringatan",
        "Judul kolom “{judul}” tidak dikenal, jadi isi kolomnya tidak dibaca.",
        "The column header “{judul}” is not known, so its column was not read.",
        "Jika isinya bagian dari SOP, pindahkan ke salah satu kolom baku, misalnya Kelengkapan atau Keterangan.",
        "If it belongs to the SOP, move it to a standard column such as “Kelengkapan” or “Keterangan”.",
    ),
    "kolom-pelaksana-berubah": _entry(
        "peringatan",
        "Kolom pelaksana di lembar “{lembar}” berbeda dari halaman sebelumnya: {perubahan}.",
        "The performer columns on sheet “{lembar}” differ from the page before: {perubahan}.",
        "Pakai kolom pelaksana yang sama di semua halaman.",
        "Use the same performer columns on every page.",
    ),
    "satuan-waktu-hilang": _entry(
        "peringatan",
        "Judul kolom Waktu di halaman ini tidak menyebut satuan; yang dipakai satuan halaman sebelumnya, {satuan}.",
        "The header of the time column names no unit on this page; that of the page before is used (“{satuan}”).",
        "Ketik: Waktu ({satuan}).",
        "Type: “Waktu ({satuan})”.",
    ),
    "lembar-tersembunyi": _entry(
        "peringatan",
        "Lembar “{lembar}” tersembunyi, tetapi dibaca karena tidak ada {bagian} lain.",
        "Sheet “{lembar}” is hidden but was read, since there is no other {bagian}.",
        "Tampilkan lembar itu, atau pindahkan isinya ke lembar yang tampak.",
        "Show the sheet, or move its contents to one that is visible.",
    ),
    "nip-jadi-angka": _entry(
        "galat",
        "NIP tersimpan sebagai angka ({teks}), sehingga angka-angka terakhirnya hilang.",
        "The employee number is stored as a number ({teks}), so its last digits are lost.",
        "Ketik ulang NIP sebagai teks: awali dengan tanda petik ('), lalu 18 angkanya.",
        "Type the number again as text: an apostrophe ('), then its 18 digits.",
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
        "Excel turned the SOP's number into a date ({teks}).",
        "Ketik ulang Nomor SOP sebagai teks: awali dengan tanda petik (').",
        "Type the number again as text: begin with an apostrophe (').",
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
    "sel-terlalu-jauh": _entry(
        "peringatan",
        "Sel ini terisi, tetapi letaknya terlalu jauh dari isi lainnya sehingga tidak dibaca.",
        "This cell is filled but stands too far from all others, so it was not read.",
        "Hapus isinya jika tidak diperlukan, atau pindahkan ke dekat tabel.",
        "Empty it if it is not needed, or move it next to the table.",
    ),
    "tabel-tidak-terbaca": _entry(
        "galat",
        "Lanjutan tabel di lembar “{lembar}” tidak berjudul kolom dan isinya tidak pasti; langkahnya tidak dibaca.",
        "The rest of the table, on sheet “{lembar}”, has no headers and uncertain columns; its steps were not read.",
        "Beri baris judul kolom: No, Uraian Prosedur, Pelaksana, Kelengkapan, Waktu, Output, Keterangan.",
        "Give it a header row: “No”, “Uraian Prosedur”, “Pelaksana”, “Kelengkapan”, “Waktu”, “Output”, “Keterangan”.",
    ),
    "tanda-tidak-dikenal": _entry(
        "peringatan",
        "Tanda pelaksana “{teks}” tidak dikenal, jadi tidak dihitung.",
        "The performer's mark “{teks}” is not known, so it does not count.",
        "Pilih mulai, proses, keputusan, penghubung atau selesai; gabungkan dua dengan +; x jika bentuknya tak pasti.",
        "Choose “mulai” (start), “proses” (process), “keputusan” (decision), “penghubung” (connector) or “selesai” "
        "(end); join two with “+”; “x” if the shape is not settled.",
    ),
    "tanggal-mustahil": _entry(
        "galat",
        "{bagian} “{teks}” bukan tanggal yang ada di kalender.",
        "{bagian} “{teks}” is no date of the calendar.",
        "Ketik tanggal yang benar, misalnya: 2 Januari 2025.",
        "Type a proper date, for example “2 Januari 2025”.",
    ),
    "tanggal-tanpa-hari": _entry(
        "peringatan",
        "{bagian} “{teks}” tidak menyebut tanggalnya, hanya bulan dan tahun.",
        "{bagian} “{teks}” names a month and a year but no day.",
        "Lengkapi tanggalnya, misalnya: 2 Januari 2025.",
        "Add the day, for example “2 Januari 2025”.",
    ),
    "tanggal-tidak-terbaca": _entry(
        "galat",
        "{bagian} “{teks}” tidak dapat dibaca sebagai tanggal.",
        "{bagian} “{teks}” cannot be read as a date.",
        "Ketik tanggal seperti: 2 Januari 2025.",
        "Type a date such as “2 Januari 2025”.",
    ),
    "waktu-digabung": _entry(
        "peringatan",
        "Sel Waktu {sel} (“{teks}”) digabung untuk beberapa langkah; waktunya dihitung pada langkah pertama saja.",
        "The time cell {sel} (“{teks}”) is merged over several steps; it counts for the first one only.",
        "Pisahkan selnya dan tulis waktu setiap langkah.",
        "Split the cell and write the time of each step.",
    ),
    # ---- identity page
    "identitas-kurang": _entry(
        "peringatan",
        "{bagian} tidak ditemukan di halaman identitas.",
        "{bagian} was not found on the identity page.",
        "Tambahkan, atau periksa apakah tertulis di tempat lain.",
        "Add it, or see whether it stands elsewhere.",
    ),
    "identitas-belum-lengkap": _entry(
        "galat",
        "{bagian} belum diisi, jadi SOP ini belum dapat disahkan.",
        "{bagian} is empty, so this SOP cannot be signed yet.",
        "Isi {bagian} di sel ini.",
        "Fill in {bagian} in this cell.",
    ),
    "kotak-kosong": _entry(
        "peringatan",
        "Bagian {bagian} belum diisi.",
        "{bagian} is empty.",
        "Isi bagian {bagian}, atau tulis tanda hubung (-) bila memang tidak ada.",
        "Fill in {bagian}, or write a dash (-) where there is none.",
    ),
    "data-kegiatan-kosong": _entry(
        "peringatan",
        "{bagian} pada lembar identifikasi belum diisi.",
        "{bagian} of the worksheet is empty.",
        "Isi {bagian} di sel ini.",
        "Fill in {bagian} in this cell.",
    ),
    "jenis-kegiatan-lain": _entry(
        "peringatan",
        "Jenis Kegiatan “{jenis}” bukan Pelayanan, Rutin, atau Penugasan.",
        "Jenis Kegiatan “{jenis}” is none of Pelayanan, Rutin, Penugasan.",
        "Ganti “{jenis}” dengan salah satu dari: Pelayanan, Rutin, Penugasan.",
        "Replace “{jenis}” by one of: Pelayanan, Rutin, Penugasan.",
    ),
    "kabupaten-berbeda": _entry(
        "peringatan",
        "Ruang lingkup menyebut {tertulis}, sedangkan kop menyebut {kop}.",
        "The scope names {tertulis}, the letterhead {kop}.",
        "Tulis {kop} bila {tertulis} terbawa dari SOP lain.",
        "Write {kop} if {tertulis} was left over from another SOP.",
    ),
    "pengesah-instansi-lain": _entry(
        "peringatan",
        "Yang mengesahkan, “{jabatan}”, bukan pimpinan “{unit}”.",
        "The one who signs, “{jabatan}”, does not lead “{unit}”.",
        "Ganti “{jabatan}” dengan jabatan pimpinan “{unit}”.",
        "Replace “{jabatan}” by the position that leads “{unit}”.",
    ),
    "jabatan-dua-kolom": _entry(
        "peringatan",
        "Kolom “{jabatan}” dan “{jabatan_lain}” menyebut jabatan yang sama.",
        "The columns “{jabatan}” and “{jabatan_lain}” name the same office.",
        "Gabungkan “{jabatan}” ke kolom “{jabatan_lain}”, lalu hapus yang satu.",
        "Join “{jabatan}” to the column “{jabatan_lain}” and delete one of them.",
    ),
    "tanggal-terlalu-jauh": _entry(
        "peringatan",
        "Tanggal {tanggal} tampak salah ketik.",
        "The date {tanggal} looks mistyped.",
        "Periksa tahunnya, lalu ketik tanggal yang benar sebagai pengganti {tanggal}.",
        "Check the year, then type the right date in place of {tanggal}.",
    ),
    "identitas-tidak-ada": _entry(
        "peringatan",
        "Identitas SOP (Nomor SOP, tanggal, Disahkan oleh) tidak ditemukan.",
        "The identity of the SOP (number, dates, signature) was not found.",
        "Tambahkan bagian identitas seperti pada lembar Identitas templat.",
        "Add the identity as on the sheet “Identitas” of the template.",
    ),
    "judul-berbeda": _entry(
        "peringatan",
        "{bagian} “{judul}” berbeda dengan {bagian_lain} “{judul_lain}”.",
        "{bagian} “{judul}” differs from {bagian_lain} “{judul_lain}”.",
        "Samakan judulnya di semua bagian.",
        "Give the procedure one title everywhere.",
    ),
    "nama-sop-kosong": _entry(
        "peringatan",
        "Nama SOP belum diisi.",
        "The name of the SOP is empty.",
        "Ketik nama SOP, misalnya: Pengukuran Kinerja.",
        "Type the name of the SOP, for example “Pengukuran Kinerja”.",
    ),
    "nip-mustahil": _entry(
        "galat",
        "NIP “{nip}” tidak sesuai susunan 18 angka.",
        "The employee number “{nip}” does not follow the pattern of 18 digits.",
        "Ketik 18 angka: tanggal lahir (8), bulan pengangkatan (6), jenis kelamin (1), nomor urut (3).",
        "Type 18 digits: date of birth (8), month of appointment (6), sex (1), serial number (3).",
    ),
    "nomor-sop-ganda": _entry(
        "peringatan",
        "Nomor SOP “{nomor}” juga dipakai di {berkas}.",
        "The SOP number “{nomor}” is also used in {berkas}.",
        "Beri setiap SOP nomornya sendiri.",
        "Give each SOP a number of its own.",
    ),
    "nomor-sop-kosong": _entry(
        "peringatan",
        "Nomor SOP belum diisi.",
        "The number of the SOP is empty.",
        "Ketik nomor SOP sesuai tata naskah dinas instansi Anda.",
        "Type the number as your agency's rules for official papers ask.",
    ),
    "peringatan-tanpa-akibat": _entry(
        "info",
        "Bagian Peringatan tidak menyebut akibatnya dengan pola “apabila … maka …”.",
        "The section of warnings does not say what follows (“apabila … maka …”).",
        "Tulis misalnya: Apabila SOP ini tidak dilaksanakan, maka pelaporan akan terlambat.",
        "Write for example “Apabila SOP ini tidak dilaksanakan, maka pelaporan akan terlambat”.",
    ),
    "sop-tidak-di-keterkaitan": _entry(
        "peringatan",
        "Keterangan menyebut “{sop}”, tetapi bagian Keterkaitan tidak.",
        "A remark names “{sop}”, but the list of related SOPs (“Keterkaitan”) does not.",
        "Tambahkan “{sop}” ke bagian Keterkaitan.",
        "Add “{sop}” to the related SOPs.",
    ),
    "tanggal-kosong": _entry(
        "peringatan",
        "{bagian} belum diisi.",
        "{bagian} is empty.",
        "Ketik tanggalnya, misalnya: 2 Januari 2025.",
        "Type the date, for example “2 Januari 2025”.",
    ),
    "tanggal-terbalik": _entry(
        "peringatan",
        "Tanggal Pembuatan ({pembuatan}) jatuh setelah Tanggal Efektif ({efektif}).",
        "The date of making ({pembuatan}) is later than the date of taking effect ({efektif}).",
        "Periksa kedua tanggal; SOP dibuat dahulu, lalu berlaku.",
        "Check both dates: an SOP is made first and takes effect later.",
    ),
    # ---- Dasar Hukum
    "peraturan-daerah-tertulis-pp": _entry(
        "peringatan",
        "“{peraturan}” mengatur urusan daerah; mungkin maksudnya Peraturan Bupati, Wali Kota atau Gubernur.",
        "“{peraturan}” is about a regional matter; it may be a regulation of the regent, mayor or governor.",
        "Periksa jenis peraturannya, lalu tulis yang benar.",
        "Check what kind of regulation it is and write that.",
    ),
    "peraturan-diganti": _entry(
        "peringatan",
        "“{peraturan}” sudah diganti dengan “{pengganti}”.",
        "“{peraturan}” has been replaced by “{pengganti}”.",
        "Tulis peraturan yang berlaku: “{pengganti}”.",
        "Cite the one in force: “{pengganti}”.",
    ),
    "peraturan-ganda": _entry(
        "peringatan",
        "“{peraturan}” ditulis dua kali di Dasar Hukum.",
        "“{peraturan}” is cited twice in the legal basis.",
        "Hapus salah satunya.",
        "Delete one of them.",
    ),
    "peraturan-setelah-sop": _entry(
        "peringatan",
        "“{peraturan}” terbit tahun {tahun}, sesudah SOP ini ({tahun_sop}).",
        "“{peraturan}” is of {tahun}, later than this SOP ({tahun_sop}).",
        "Periksa tahun peraturan, atau perbarui tanggal SOP.",
        "Check the year of the regulation, or bring the SOP's dates up to date.",
    ),
    # ---- offices and units
    "peran-beda-ejaan": _entry(
        "info",
        "Satu jabatan ditulis berbeda-beda: {ejaan}.",
        "One office is written in several ways: {ejaan}.",
        "Pilih satu nama jabatan dan pakai di semua bagian.",
        "Choose one name for the office and use it everywhere.",
    ),
    "peran-instansi-lain": _entry(
        "peringatan",
        "“{peran}” tidak ada di {instansi}; mungkin terbawa dari SOP instansi lain.",
        "“{peran}” is not part of an agency of this kind (“{instansi}”); it may be left over from another one's SOP.",
        "Ganti dengan jabatan atau unit yang ada di instansi ini.",
        "Replace it with an office or unit of this agency.",
    ),
    "peran-tanpa-kolom": _entry(
        "peringatan",
        "“{peran}” disebut di sini, tetapi tidak mempunyai kolom Pelaksana.",
        "“{peran}” is named here but has no performer column.",
        "Tambahkan kolom Pelaksana untuk “{peran}”, atau sesuaikan kalimatnya.",
        "Add a performer column for “{peran}”, or change the sentence.",
    ),
    # ---- procedure table
    "langkah-tidak-ada": _entry(
        "galat",
        "Tabel prosedur tidak berisi satu langkah pun.",
        "The procedure table has no steps.",
        "Isi paling sedikit satu langkah di bawah judul kolom.",
        "Fill in at least one step below the header.",
    ),
    "pelaksana-tidak-ditandai": _entry(
        "peringatan",
        "Tidak satu langkah pun menandai pelaksananya.",
        "No step marks its performer.",
        "Tandai pelaksana setiap langkah, misalnya dengan: proses, keputusan, atau x.",
        "Mark the performer of each step, for example with “proses”, “keputusan” or “x”.",
    ),
    "nomor-langkah-ganda": _entry(
        "galat",
        "Nomor langkah {nomor} dipakai lebih dari sekali.",
        "The step number {nomor} is used more than once.",
        "Beri setiap langkah nomornya sendiri, berurutan.",
        "Give each step a number of its own, in order.",
    ),
    "nomor-langkah-kosong": _entry(
        "galat",
        "Langkah ini tidak bernomor.",
        "This step has no number.",
        "Ketik nomor langkahnya.",
        "Type its number.",
    ),
    "nomor-langkah-mundur": _entry(
        "galat",
        "Nomor langkah {nomor} berada di bawah nomor {sebelumnya}.",
        "The step number {nomor} stands below number {sebelumnya}.",
        "Urutkan langkah atau perbaiki nomornya.",
        "Put the steps in order, or mend the number.",
    ),
    "nomor-langkah-lompat": _entry(
        "peringatan",
        "Nomor langkah melompat dari {sebelumnya} ke {nomor}.",
        "The step numbers jump from {sebelumnya} to {nomor}.",
        "Periksa apakah ada langkah yang hilang, lalu urutkan nomornya.",
        "See whether a step is missing, then put the numbers in order.",
    ),
    "nomor-awal-bukan-satu": _entry(
        "peringatan",
        "Langkah pertama bernomor {nomor}, bukan 1.",
        "The first step has the number {nomor}, not 1.",
        "Periksa apakah ada langkah yang hilang, lalu mulai nomornya dari 1.",
        "See whether a step is missing, then begin with number 1.",
    ),
    "langkah-kembar": _entry(
        "peringatan",
        "Langkah ini sama persis dengan langkah {kembar}.",
        "This step is the same as step {kembar} in everything.",
        "Hapus salah satunya, atau tulis apa yang membedakannya.",
        "Delete one of them, or write what makes the difference.",
    ),
    "langkah-tanpa-pelaksana": _entry(
        "galat",
        "Langkah ini belum bertanda pelaksana, padahal langkah lain bertanda.",
        "No performer is marked for this step, though other steps have one.",
        "Tandai pelaksananya, misalnya dengan: proses.",
        "Mark its performer, for example with “proses”.",
    ),
    "pelaksana-tidak-dipakai": _entry(
        "peringatan",
        "Kolom pelaksana “{pelaksana}” tidak bertanda pada satu langkah pun.",
        "The performer column “{pelaksana}” is marked in no step.",
        "Tandai langkah yang dikerjakannya, atau hapus kolomnya.",
        "Mark the steps that it takes part in, or delete the column.",
    ),
    "judul-pelaksana-contoh": _entry(
        "galat",
        "Judul kolom “{pelaksana}” masih judul contoh.",
        "The column header “{pelaksana}” is still the example's.",
        "Ganti dengan nama jabatan pelaksananya, misalnya: Kepala Seksi Pelayanan.",
        "Replace it with the name of an office, for example “Kepala Seksi Pelayanan”.",
    ),
    "jumlah-waktu-berbeda": _entry(
        "galat",
        "Jumlah waktu tertulis “{teks}”, padahal waktu langkah-langkahnya berjumlah {menit} menit.",
        "The sum is written as “{teks}”, but the times of the steps add up to {menit} minutes.",
        "Periksa waktu setiap langkah, lalu perbaiki jumlahnya atau tekan tombol “Hitung Waktu”.",
        "Check the time of each step, then mend the sum or press the button “Hitung Waktu”.",
    ),
    "isi-tertutup-sel-gabungan": _entry(
        "peringatan",
        "Sel ini tertutup sel gabungan {sel}, tetapi masih berisi “{teks}” yang tidak terlihat.",
        "This cell is covered by the merged cell {sel} but still holds “{teks}”, which nobody sees.",
        "Pisahkan sel gabungannya, lalu hapus isi yang tersembunyi atau pindahkan ke tempatnya.",
        "Split the merged cell, then delete what is hidden or move it to its place.",
    ),
    "kelengkapan-berisi-waktu": _entry(
        "peringatan",
        "Kolom Kelengkapan berisi waktu: “{teks}”.",
        "What is needed is given as a time: “{teks}”.",
        "Pindahkan ke kolom Waktu, dan tulis di sini apa yang dibutuhkan.",
        "Move it to the column of times, and write here what is needed.",
    ),
    "output-berisi-waktu": _entry(
        "peringatan",
        "Kolom Output berisi waktu: “{teks}”.",
        "The output is given as a time: “{teks}”.",
        "Pindahkan ke kolom Waktu, dan tulis di sini hasil langkah ini.",
        "Move it to the column of times, and write here what comes out of the step.",
    ),
    "waktu-lebih-setahun": _entry(
        "peringatan",
        "Waktu “{teks}” lebih dari satu tahun.",
        "The time “{teks}” is longer than a year.",
        "Periksa angka dan satuannya.",
        "Check the number and its unit.",
    ),
    "uraian-kosong": _entry(
        "galat",
        "Uraian langkah ini belum diisi.",
        "This step has no description.",
        "Ketik apa yang dikerjakan, diawali kata kerja, misalnya: Menyusun laporan.",
        "Type what is done, beginning with a verb, for example: Menyusun laporan.",
    ),
    "uraian-diawali-kata-benda": _entry(
        "info",
        "Uraian diawali kata benda “{kata}”.",
        "The description begins with the noun “{kata}”.",
        "Awali dengan kata kerja aktif, misalnya: Menyusun, Memeriksa, Menyampaikan.",
        "Begin with an active verb, for example: Menyusun, Memeriksa, Menyampaikan.",
    ),
    "uraian-diawali-pelaku": _entry(
        "info",
        "Uraian diawali nama pelaksana, padahal pelaksana sudah ditunjukkan oleh kolomnya.",
        "The description begins with its actor, whom the performer column already shows.",
        "Hapus nama pelaksana dan awali dengan kata kerja aktif.",
        "Leave out the actor and begin with an active verb.",
    ),
    "uraian-dua-cabang": _entry(
        "info",
        "Dua cabang keputusan ditulis dalam satu langkah.",
        "Both ways of a decision are written into one step.",
        "Jadikan langkah keputusan dengan dua jalan: Ya dan Tidak.",
        "Make it a decision with two ways out, yes and no.",
    ),
    "uraian-dua-tindakan": _entry(
        "info",
        "Langkah ini berisi lebih dari satu tindakan; tindakan kedua: “{kata}”.",
        "This step holds more than one act; the second: “{kata}”.",
        "Pertimbangkan untuk memisahkannya menjadi dua langkah.",
        "Consider making two steps of it.",
    ),
    "kelengkapan-sama-output": _entry(
        "info",
        "Kelengkapan dan output sama: “{teks}”.",
        "What is needed and what comes out are the same: “{teks}”.",
        "Tulis apa yang dibutuhkan di Kelengkapan, dan apa yang dihasilkan di Output.",
        "Write what is needed under “Kelengkapan” and what comes out under “Output”.",
    ),
    "output-kosong": _entry(
        "galat",
        "Output langkah ini belum diisi.",
        "This step has no output.",
        "Ketik hasil langkah ini, misalnya: Draf laporan.",
        "Type what comes out of it, for example: Draf laporan.",
    ),
    "keputusan-kurang-cabang": _entry(
        "galat",
        "Langkah keputusan ini mempunyai kurang dari dua jalan keluar.",
        "This decision has fewer than two ways out.",
        "Tulis nomor langkah tujuan kedua jalan (di templat: kolom Ya → No. dan Tidak → No.), atau gambar panah kedua.",
        "Write the target of both ways (template columns “Ya → No.” and “Tidak → No.”), or draw the second arrow.",
    ),
    "persetujuan-tanpa-cabang": _entry(
        "info",
        "Langkah ini berupa pemeriksaan atau persetujuan, tetapi belum bercabang.",
        "This step is a check or an approval but does not branch yet.",
        "Pertimbangkan simbol keputusan dengan jalan untuk hasil yang ditolak.",
        "Consider a decision symbol with a way for what is refused.",
    ),
    "tujuan-tidak-ada": _entry(
        "galat",
        "Langkah tujuan {tujuan} tidak ada di tabel.",
        "The target step {tujuan} is not in the table.",
        "Ketik nomor langkah yang ada, atau: selesai.",
        "Type the number of an existing step, or “selesai” (the end).",
    ),
    # ---- the flow, whether it is typed or drawn
    "alur-berbeda": _entry(
        "peringatan",
        "Gambar pada langkah {nomor} berbeda dengan yang diketik; yang dipakai adalah yang diketik.",
        "What is drawn at step {nomor} differs from what is typed; what is typed counts.",
        "Samakan simbol dan panah dengan tanda pelaksana dan kolom alur, atau kosongkan salah satunya.",
        "Make shapes and arrows agree with the marks and flow columns, or empty one of them.",
    ),
    "alur-ke-diri-sendiri": _entry(
        "galat",
        "Jalan keluar langkah {nomor} kembali ke langkah itu sendiri.",
        "A way out of step {nomor} leads back to the step itself.",
        "Arahkan ke langkah yang harus diulang atau ke langkah berikutnya.",
        "Let it lead to the step that is to be done again, or to the next one.",
    ),
    "alur-tanpa-mulai": _entry(
        "galat",
        "Alur ini tidak mempunyai simbol mulai.",
        "The flow has no start symbol.",
        "Tandai langkah pertama dengan mulai, atau gambar kapsul Mulai di atasnya.",
        "Mark the first step with “mulai” (start), or draw a start capsule above it.",
    ),
    "alur-tanpa-selesai": _entry(
        "galat",
        "Alur ini tidak mempunyai simbol selesai.",
        "The flow has no end symbol.",
        "Tandai langkah terakhir dengan selesai, atau gambar kapsul Selesai di bawahnya.",
        "Mark the last step with “selesai” (end), or draw an end capsule below it.",
    ),
    "alur-tidak-berakhir": _entry(
        "galat",
        "Alur ini berputar terus: tidak satu jalan pun sampai ke akhir.",
        "The flow runs in a circle: no way leads to the end.",
        "Arahkan salah satu jalan keluar ke langkah terakhir atau ke: selesai.",
        "Let one way out lead to the last step, or to “selesai” (the end).",
    ),
    "bentuk-di-luar-kolom": _entry(
        "peringatan",
        "“{bentuk}” terletak di luar kolom pelaksana, jadi pelaksananya tidak diketahui.",
        "“{bentuk}” lies outside the performer columns, so nobody performs it.",
        "Geser ke kolom pelaksana yang melakukannya.",
        "Move it into the column of whoever does it.",
    ),
    "cabang-tujuan-sama": _entry(
        "galat",
        "Kedua jalan keluar keputusan ini menuju langkah yang sama ({tujuan}).",
        "Both ways out of this decision lead to the same step ({tujuan}).",
        "Arahkan jalan untuk hasil yang ditolak ke langkah lain.",
        "Let the way for what is refused lead to another step.",
    ),
    "gambar-tidak-terbaca": _entry(
        "peringatan",
        "Gambar di lembar {lembar} tidak dapat dibaca, jadi pelaksana dan panah yang digambar tidak dihitung.",
        "The drawing on the sheet {lembar} cannot be read, so performers and arrows that are drawn do not count.",
        "Simpan buku kerja ini sebagai .xlsx tanpa kata sandi, lalu coba lagi.",
        "Save the workbook as .xlsx without a password and try again.",
    ),
    "gambar-usang": _entry(
        "peringatan",
        "Diagram alir tidak sesuai lagi dengan tabel pada langkah {langkah}.",
        "The flowchart no longer agrees with the table at step {langkah}.",
        "Gambar ulang dengan tombol Diagram Alir.",
        "Draw it anew with the button “Diagram Alir”.",
    ),
    "langkah-tidak-terjangkau": _entry(
        "galat",
        "Langkah {nomor} tidak dapat dicapai: tidak ada jalan dari langkah pertama ke langkah ini.",
        "Step {nomor} cannot be reached: no way leads to it from the first step.",
        "Arahkan salah satu jalan keluar langkah sebelumnya ke langkah {nomor}.",
        "Let a way out of an earlier step lead to step {nomor}.",
    ),
    "panah-menggantung": _entry(
        "peringatan",
        "Ujung panah “{bentuk}” di sini tidak menyentuh simbol apa pun.",
        "This end of the arrow “{bentuk}” touches no symbol.",
        "Tarik ujung panah sampai menempel pada simbolnya, atau hapus panahnya.",
        "Drag the end until it sticks to its symbol, or delete the arrow.",
    ),
    "panah-tidak-ada": _entry(
        "peringatan",
        "Dari simbol langkah {nomor} tidak ada panah keluar; dianggap berlanjut ke langkah berikutnya.",
        "No arrow leaves the symbol of step {nomor}; it is taken to lead to the next step.",
        "Gambar panah ke langkah berikutnya, atau kapsul Selesai jika alurnya berakhir di sini.",
        "Draw an arrow to the next step, or an end capsule if the flow ends here.",
    ),
    "penghubung-tanpa-pasangan": _entry(
        "peringatan",
        "Penghubung halaman “{bentuk}” tidak mempunyai pasangan.",
        "The off-page connector “{bentuk}” has no counterpart.",
        "Gambar segi lima dengan huruf yang sama di tempat alurnya berlanjut.",
        "Draw a pentagon with the same letter where the flow goes on.",
    ),
    "simbol-serupa": _entry(
        "info",
        "“{bentuk}” dibaca sebagai “{seharusnya}”.",
        "“{bentuk}” was read as “{seharusnya}”.",
        "Bila menggambar ulang, pakai bentuk standar: “{seharusnya}”.",
        "When you draw it anew, use the standard shape: “{seharusnya}”.",
    ),
    "simbol-tidak-baku": _entry(
        "peringatan",
        "“{bentuk}” bukan simbol SOP AP; dibaca sebagai “{seharusnya}”.",
        "“{bentuk}” is no symbol of an SOP AP; it was read as “{seharusnya}”.",
        "Ganti dengan “{seharusnya}”.",
        "Replace it with “{seharusnya}”.",
    ),
    # ---- Waktu
    "waktu-dikonversi": _entry(
        "info",
        "Waktu langkah {langkah} ditulis dalam hari atau lebih; konversinya mengikuti profil (1 hari = {hari} menit).",
        "The time of step {langkah} is written in days or longer; the profile converts it (1 day = {hari} minutes).",
        "Periksa profil di lembar Pengaturan, atau tulis waktunya dalam menit atau jam.",
        "Check the profile on the sheet “Pengaturan”, or write the time in minutes or hours.",
    ),
    "waktu-jadi-tanggal": _entry(
        "galat",
        "Excel mengubah waktu langkah ini menjadi tanggal atau jam ({teks}).",
        "Excel turned the time of this step into a date or a time of day ({teks}).",
        "Ketik ulang sebagai teks, dengan satuannya, misalnya: 1-2 hari.",
        "Type it again as text, with its unit, for example “1-2 hari”.",
    ),
    "waktu-kosong": _entry(
        "galat",
        "Waktu langkah ini belum diisi.",
        "This step has no standard time.",
        "Ketik waktu dengan satuannya, misalnya: 15 menit.",
        "Type the time with its unit, for example “15 menit”.",
    ),
    "waktu-rentang": _entry(
        "info",
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
        "Write its unit, for example “{teks} menit”, or head the column “Waktu (menit)”.",
    ),
    "waktu-terbuka": _entry(
        "peringatan",
        "Waktu “{teks}” tidak menyebut batas paling lama, jadi tidak dapat dijumlahkan.",
        "The time “{teks}” names no longest duration, so it cannot be added up.",
        "Tulis lama waktu paling banyak, misalnya: 2 hari.",
        "Write the longest time allowed, for example “2 hari”.",
    ),
    "waktu-tidak-positif": _entry(
        "galat",
        "Waktu “{teks}” harus lebih dari nol.",
        "The time “{teks}” must be more than zero.",
        "Ketik waktu yang sebenarnya, misalnya: 15 menit.",
        "Type the real time, for example “15 menit”.",
    ),
    "waktu-tidak-terbaca": _entry(
        "galat",
        "Waktu “{teks}” tidak dapat dibaca dengan pasti.",
        "The time “{teks}” cannot be read with certainty.",
        "Tulis satu angka dan satu satuan, misalnya: 15 menit, 1,5 jam, atau 2 hari.",
        "Write one number and one unit, for example “15 menit”, “1,5 jam” or “2 hari”.",
    ),
    # ---- identification worksheet
    "identifikasi-berbeda": _entry(
        "peringatan",
        "Pada lembar identifikasi tertulis “{lembar}”, sedangkan pada tabel prosedur “{tabel}”.",
        "The worksheet says “{lembar}”, whereas the procedure table says “{tabel}”.",
        "Samakan dengan tabel, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Make them agree, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "identifikasi-kosong": _entry(
        "peringatan",
        "Lembar identifikasi belum diisi.",
        "The identification worksheet is empty.",
        "Isi bagian A, lalu tekan tombol “Lembar Identifikasi” untuk bagian B dan C.",
        "Fill in part A, then press the button “Lembar Identifikasi” for parts B and C.",
    ),
    "identifikasi-kurang": _entry(
        "peringatan",
        "Lembar identifikasi tidak memuat langkah {langkah}.",
        "The worksheet lacks step {langkah}.",
        "Tambahkan, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Add it, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "identifikasi-lebih": _entry(
        "peringatan",
        "“{teks}” tidak ada di tabel prosedur.",
        "“{teks}” is not in the procedure table.",
        "Hapus, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Delete it, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "langkah-utama-kosong": _entry(
        "peringatan",
        "Langkah Utama di lembar identifikasi belum diisi.",
        "The main steps of the worksheet (“Langkah Utama”) are empty.",
        "Isi langkah utamanya, atau buat ulang dengan tombol Lembar Identifikasi.",
        "Fill it in, or make the worksheet anew with the button “Lembar Identifikasi”.",
    ),
    "ruang-lingkup-berbeda": _entry(
        "peringatan",
        "Ruang lingkup “{ruang_lingkup}” menyebut unit lain dari “{unit}”.",
        "The scope “{ruang_lingkup}” names another unit than “{unit}”.",
        "Samakan nama unitnya.",
        "Write the unit's name alike.",
    ),
}


def table() -> str:
    """TEMUAN.md: every finding with its severity, what it says and what to do, in both languages (Markdown)."""
    severities: dict[Severity, str] = {
        "galat": "kesalahan / error",
        "peringatan": "peringatan / warning",
        "info": "saran / suggestion",
    }
    lines = [
        "# Temuan / Findings",
        "",
        "Dibuat oleh `python -m xl_sop.catalogue`; jangan diubah dengan tangan. Kata dalam kurung kurawal diisi saat "
        "memeriksa. / Generated by `python -m xl_sop.catalogue`; do not edit. Words in braces are filled in.",
        "",
        "| kode / code | tingkat / severity | temuan / finding | saran / fix |",
        "| --- | --- | --- | --- |",
    ]
    for code, entry in sorted(CATALOGUE.items()):
        cells = (f"{text.indonesian}<br>*{text.english}*" for text in (entry.message, entry.fix))
        lines.append(f"| `{code}` | {severities[entry.severity]} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("TEMUAN.md").write_text(table(), encoding="utf-8")
