"""For every finding: a workbook that trips it, where it points, and a near miss that does not trip it."""

from __future__ import annotations

from typing import NamedTuple

from tests.checking.workbook import changed, only, without


class Case(NamedTuple):
    """One finding: the cells it must point at, the workbooks, what its sentence must say."""

    code: str
    at: str
    trips: str
    passes: str
    says: str = ""


def _step2(uraian: str = "Menyusun draf laporan", **cells: str) -> str:
    """Step 2 with other cells; the worksheet says the same."""
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


def _basis(text: str) -> str:
    return changed(dasar=f"| 1. {text} | 1. Memahami tugas dan fungsi Dinas Sosial |")


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
_HEADER = "| No | Kegiatan | Pelaksana | Mutu Baku | < | < |\n| ^ | ^ | Staf | Kelengkapan | Waktu | Output |"
_FLOWLESS = "| 3 | Memeriksa draf laporan | | keputusan | | Draf | 30 | Koreksi | | {} | {} |"

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
    # ---- identity page
    Case("identitas-tidak-ada", "Prosedur!A3", only("Prosedur"), changed()),
    Case(
        "nomor-sop-kosong",
        "Identitas!C1",
        changed(instansi=r"| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP | ....../SOP/.... |"),
        changed(instansi=r"| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP | 7 |"),
    ),
    Case(
        "nomor-sop-jadi-tanggal",
        "Identitas!C1",
        changed(instansi=r"| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP | 2021-01-06 |"),
        changed(instansi=r'| PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP | "2021-01-06" |'),
    ),
    Case(
        "nama-sop-kosong",
        "Identitas!C6",
        changed(nama="| | Nama SOP | - |", a1="| 1. Judul SOP | |", b1="| Judul Kegiatan | |"),
        changed(nama="| | Judul SOP | penyusunan  laporan kinerja. |"),
    ),
    Case(
        "tanggal-kosong",
        "Identitas!C4",
        changed(efektif="| | Tanggal Efektif | - |"),
        changed(revisi="| | Tanggal Revisi | |"),
        "Tanggal Efektif",
    ),
    Case(
        "tanggal-terbalik",
        "Identitas!C4",
        changed(efektif="| | Tanggal Efektif | 31 Desember 2023 |"),
        changed(efektif="| | Tanggal Efektif | 2 Januari 2024 |", revisi="| | Tanggal Revisi | 1 Januari 2030 |"),
    ),
    Case(
        "tanggal-mustahil",
        "Identitas!C2",
        changed(dibuat="| | Tanggal Pembuatan | 31 Februari 2024 |", efektif="| | Tanggal Efektif | 1 Maret 2024 |"),
        changed(dibuat="| | Tanggal Pembuatan | 29 Februari 2024 |", efektif="| | Tanggal Efektif | 1 Maret 2024 |"),
        "31 Februari 2024",
    ),
    Case(
        "tanggal-tanpa-hari",
        "Identitas!C2",
        changed(dibuat="| | Tanggal Pembuatan | Januari 2024 |"),
        changed(dibuat="| | Tanggal Pembuatan | 02-01-2024 |"),
    ),
    Case(
        "tanggal-tidak-terbaca",
        "Identitas!C2",
        changed(dibuat="| | Tanggal Pembuatan | awal tahun |"),
        changed(dibuat="| | Tanggal Pembuatan | 2024-01-02 |"),
    ),
    Case(
        "nip-mustahil",
        "Identitas!C5",
        changed(disahkan=r"| | Disahkan oleh | Kepala Dinas Sosial\nNama Pejabat, S.E.\nNIP. 197013011995011001 |"),
        changed(disahkan=r"| | Disahkan oleh | Kepala Dinas Sosial\nNama Pejabat, S.E.\nNIP 19700101 199501 1 001 |"),
    ),
    Case(
        "nip-jadi-angka",
        "Identitas!C7",
        changed(disahkan="| | Disahkan oleh | Kepala Dinas Sosial |\n| | Nama | Nama Pejabat, S.E. |\n"
                "| | NIP | 197001011995011001 |"),
        changed(disahkan="| | Disahkan oleh | Kepala Dinas Sosial |\n| | Nama | Nama Pejabat, S.E. |\n"
                '| | NIP | "197001011995011001" |'),
    ),
    Case(
        "peringatan-tanpa-akibat",
        "Identitas!A12",
        changed(peringatan="| Kegiatan dilakukan sesuai jadwal | 1. Kepala OPD : lembar disposisi |"),
        changed(peringatan="| Penyimpangan atas mutu baku dikategorikan sebagai kegagalan yang harus dipertanggungjawabkan "
                           "oleh pelaksana | 1. Kepala OPD : lembar disposisi |"),
    ),
    Case(
        "sop-tidak-di-keterkaitan",
        "Prosedur!I6",
        _step2(ket="SOP Pengarsipan Surat"),
        _step2(ket="Lihat SOP Rapat Koordinasi"),
        "SOP Pengarsipan Surat",
    ),
    Case(
        "judul-berbeda",
        "Prosedur!A1",
        changed(judul="| SOP Penyusunan Laporan Keuangan |"),
        changed(judul="| STANDAR OPERASIONAL PROSEDUR PENYUSUNAN LAPORANKINERJA DINAS SOSIAL |"),
        "Penyusunan Laporan Keuangan",
    ),
    # ---- Dasar Hukum
    Case(
        "peraturan-setelah-sop",
        "Identitas!A8",
        _basis("Peraturan Bupati Contoh Nomor 1 Tahun 2025 tentang Pelaporan"),
        _basis("Peraturan Bupati Contoh Nomor 1 Tahun 2024 tentang Pelaporan"),
        "2025",
    ),
    Case(
        "peraturan-ganda",
        "Identitas!A8",
        _basis(r"PP No. 12 Tahun 2017 tentang Pembinaan\n2. Peraturan Pemerintah Nomor 12 Tahun 2017 tentang Pembinaan"),
        _basis(r"PP No. 12 Tahun 2017 tentang Pembinaan\n2. Perpres Nomor 12 Tahun 2017 tentang Perubahan Atas PP Nomor"
               " 12 Tahun 2017"),
    ),
    Case(
        "peraturan-diganti",
        "Identitas!A8",
        _basis("PP No. 79 Tahun 2005 tentang Pedoman Pembinaan dan Pengawasan"),
        _basis("PP No. 60 Tahun 2008 tentang Sistem Pengendalian Intern Pemerintah"),
        "Peraturan Pemerintah Nomor 12 Tahun 2017",
    ),
    Case(
        "peraturan-daerah-tertulis-pp",
        "Identitas!A8",
        _basis("Peraturan Pemerintah Nomor 41 Tahun 2016 tentang Kedudukan, Susunan Organisasi dan Tugas"),
        _basis("Peraturan Bupati Nomor 41 Tahun 2016 tentang Kedudukan, Susunan Organisasi dan Tugas"),
        "Peraturan Pemerintah Nomor 41 Tahun 2016",
    ),
    # ---- offices and units
    Case(
        "peran-instansi-lain",
        "Prosedur!B6",
        _step2("Menyerahkan data kepada Kasubbid Data"),
        _step2("Menyerahkan data kepada Kepala Badan Keuangan Daerah"),
        "Kasubbid Data",
    ),
    Case(
        "peran-tanpa-kolom",
        "Prosedur!B6",
        _step2("Kabid Sosial menyusun draf"),
        _step2("Menyerahkan data kepada Kabid Sosial, tembusan PPK"),
        "Kabid Sosial",
    ),
    Case(
        "peran-beda-ejaan",
        "Identifikasi!B7",
        changed(
            langkah2="| 2 | Menyusun draf bersama JF Perencana Ahli Muda | | | proses | Data | 60 | Draf | | | |",
            kegiatan="| b. Kegiatan | JF Perencanaan Ahli Muda |",
        ),
        changed(
            langkah2="| 2 | Menyusun draf bersama JF Perencana Ahli Muda | | | proses | Data | 60 | Draf | | | |",
            kegiatan="| b. Kegiatan | jf perencana ahli madya |",
        ),
        "JF Perencana Ahli Muda",
    ),
    # ---- procedure table
    Case("langkah-tidak-ada", "Prosedur!A3", without("langkah1", "langkah2", "langkah3", "langkah4"), changed()),
    Case(
        "kolom-tidak-ada",
        "Lembar!A1",
        "# Lembar\n| No | Kegiatan | Pelaksana | Mutu Baku | < |\n| ^ | ^ | Staf | Kelengkapan | Output |\n"
        "| 1 | Mencatat | x | Surat | Agenda |",
        f"# Lembar\n{_HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Waktu",
    ),
    Case(
        "kolom-tidak-dikenal",
        "Lembar!G1",
        f"# Lembar\n{_HEADER.replace('< | < |', '< | < | Risiko |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Hilang |",
        f"# Lembar\n{_HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Hilang |",
        "Risiko",
    ),
    Case(
        "isi-tidak-dibaca",
        "Lembar!B3",
        f"# Lembar\n{_HEADER}\n| | Berlaku bagi semua | | | | |\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        f"# Lembar\n{_HEADER}\n| | A. PERSIAPAN | | | | |\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        "Berlaku bagi semua",
    ),
    Case(
        "langkah-tidak-dibaca",
        "Lembar!A4",
        f"# Lembar\n{_HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |\n"
        "| Memeriksa | | x | Draf | 2 jam | Surat |\n| 2 | Mengirim | x | Surat | 5 menit | Resi |",
        f"# Lembar\n{_HEADER}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |\n"
        "| | Memeriksa | x | Draf | 2 jam | Surat |\n| 2 | Mengirim | x | Surat | 5 menit | Resi |",
        "Memeriksa",
    ),
    Case(
        "kolom-tanpa-judul",
        "Lembar!H3",
        f"# Lembar\n{_HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | Segera | 5 |",
        f"# Lembar\n{_HEADER.replace('< | < |', '< | < | Ket |')}\n"
        "| 1 | Mencatat | x | Surat | 5 menit | Agenda | | Segera |",
        "H",
    ),
    Case(
        "judul-kolom-salah-ketik",
        "Lembar!F2",
        f"# Lembar\n{_HEADER.replace('Output', 'Ouput')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
        f"# Lembar\n{_HEADER.replace('Output', 'KELUARAN')}\n| 1 | Mencatat | x | Surat | 5 menit | Agenda |",
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
    Case("tanda-tidak-dikenal", "Prosedur!E6", _step2(kasi="bulat"), _step2(kasi="√")),
    Case("nomor-langkah-kosong", "Prosedur!A6", _step2(no=""), _step2(no="2.")),
    Case("nomor-langkah-ganda", "Prosedur!A6", _step2(no="1."), _step2(no="02")),
    Case(
        "nomor-langkah-mundur",
        "Prosedur!A7",
        changed(
            langkah2="| 5 | Menyusun draf laporan | | | proses | Data | 60 | Draf | | | |",
            langkah3="| 3 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |",
        ),
        changed(langkah4="| 9 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |",
                langkah3=_FLOWLESS.format("9", "2")),
    ),
    Case(
        "nomor-mulai-lagi",
        "Prosedur!A7",
        changed(langkah3="| 1 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |"),
        changed(langkah3="| 4 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |",
                langkah4="| 5 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | | |"),
    ),
    Case("uraian-kosong", "Prosedur!B6", _step2(""), _step2("Arsip")),
    Case("uraian-diawali-pelaku", "Prosedur!B6", _step2("Kasi menyusun draf"), _step2("Menyusun draf Kasi")),
    Case("uraian-diawali-kata-benda", "Prosedur!B6", _step2("Penyusunan draf"), _step2("Pelan-pelan menyusun draf")),
    Case(
        "uraian-dua-tindakan",
        "Prosedur!B6",
        _step2("Menyusun dan mengirimkan draf"),
        _step2("Menyusun anggaran dan metode kerja"),
        "mengirimkan",
    ),
    Case(
        "uraian-dua-cabang",
        "Prosedur!B6",
        _step2("Menilai draf, jika setuju diteruskan, jika tidak dikembalikan"),
        _step2("Menilai draf jika diminta"),
    ),
    Case(
        "persetujuan-tanpa-cabang",
        "Prosedur!B6",
        _step2("Mengoreksi draf laporan"),
        _step2("Menyampaikan hasil verifikasi dan lembar persetujuan"),
    ),
    Case("kelengkapan-sama-output", "Prosedur!F6", _step2(lengkap="Draf Laporan", output="draf laporan."),
         _step2(lengkap="Draf Laporan", output="Draf Laporan Akhir")),
    Case("output-kosong", "Prosedur!H6", _step2(output="-"), _step2(output="Nihil")),
    Case("keputusan-kurang-cabang", "Prosedur!J7", changed(langkah3=_FLOWLESS.format("4", "")),
         changed(langkah3=_FLOWLESS.format("4", "selesai"))),
    Case("tujuan-tidak-ada", "Prosedur!K7", changed(langkah3=_FLOWLESS.format("4", "8")),
         changed(langkah3=_FLOWLESS.format("4", "1")), "8"),
    Case("alur-tidak-terbaca", "Prosedur!J6", _step2(ya="berikutnya saja"), _step2(ya="Lengkap: 3; Kurang: 1")),
    # ---- the flow
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
            langkah3=_FLOWLESS.format("4", "selesai"),
        ),
    ),
    Case(
        "alur-tidak-berakhir",
        "Prosedur!J8",
        changed(langkah4="| 4 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | 1 | |"),
        changed(langkah4="| 4 | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | | selesai | |"),
    ),
    Case("alur-ke-diri-sendiri", "Prosedur!J6", _step2(ya="2"), _step2(ya="Ya: 3")),
    Case(
        "cabang-tujuan-sama",
        "Prosedur!K7",
        changed(langkah3=_FLOWLESS.format("4", "4")),
        changed(langkah3=_FLOWLESS.format("4", "1")),
        "4",
    ),
    Case(
        "langkah-tidak-terjangkau",
        "Prosedur!E6",
        changed(langkah1="| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 3 | |",
                langkah3=_FLOWLESS.format("4", "1")),
        changed(langkah1="| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 3 | |"),
        "2",
    ),
    # ---- Waktu
    Case("waktu-kosong", "Prosedur!G6", _step2(waktu="-"), _step2(waktu="1")),
    Case("waktu-tanpa-satuan", "Lembar!E3", f"# Lembar\n{_HEADER}\n| 1 | Mencatat | x | Surat | 5 | Agenda |",
         f"# Lembar\n{_HEADER.replace('Waktu', 'Waktu (jam)')}\n| 1 | Mencatat | x | Surat | 5 | Agenda |"),
    Case("waktu-tidak-positif", "Prosedur!G6", _step2(waktu="0"), _step2(waktu="½ jam")),
    Case("waktu-tidak-terbaca", "Prosedur!G6", _step2(waktu="entah"), _step2(waktu="1 jam 30 menit")),
    Case("waktu-terbuka", "Prosedur!G6", _step2(waktu="Sesuai kebutuhan"), _step2(waktu="maksimal 2 jam")),
    Case("waktu-rentang", "Prosedur!G6", _step2(waktu="5-10 menit"), _step2(waktu="paling lambat 10 menit")),
    Case("waktu-jadi-tanggal", "Prosedur!G6", _step2(waktu="2024-02-01"), _step2(waktu='"1 - 1 jam"')),
    Case("waktu-dikonversi", "Prosedur!G6", _step2(waktu="2 hari"), _step2(waktu="1 x 24 jam"), "2"),
    Case(
        "waktu-digabung",
        "Prosedur!G7",
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | ^ | Koreksi | | 4 | 2 |"),
        changed(langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | 60 | Koreksi | | 4 | 2 |"),
    ),
    # ---- identification worksheet
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
    # ---- the workbook
    Case("profil-tidak-dikenal", "Pengaturan!B1", changed(profil="| Profil waktu kerja | tujuhjam |"),
         changed(profil="| Profil waktu kerja | ABK2020 |")),
    Case("rumus-belum-dihitung", "Prosedur!I6", _step2(ket="="), _step2(ket="'=")),
    Case("sel-bernilai-kesalahan", "Prosedur!I6", _step2(ket="#N/A"), _step2(ket='"#N/A"')),
    Case("sel-terlalu-jauh", "Prosedur!XFD90000", changed().replace("# Prosedur", "# Prosedur (jauh: XFD90000)"),
         changed().replace("# Pengaturan", "# Pengaturan (jauh: XFD90000)")),
)  # fmt: skip
