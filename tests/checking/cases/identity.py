"""The identity page: head, Dasar Hukum, offices."""

from __future__ import annotations

from tests.checking.cases.shared import Case, step2
from tests.checking.workbook import changed, only


def _basis(text: str) -> str:
    return changed(dasar=f"| 1. {text} | 1. Memahami tugas dan fungsi Dinas Sosial |")


CASES: tuple[Case, ...] = (
    Case(
        "isi-identitas-tidak-dibaca",
        "Identitas!B3",
        changed(revisi="| | TTaannggggaall Rev | 2 Januari 2024 |"),
        changed(revisi="| | TANGGAL REVISI : | 2 Januari 2024 |"),
        "TTaannggggaall",
    ),
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
        step2(ket="SOP Pengarsipan Surat"),
        step2(ket="Lihat SOP Rapat Koordinasi"),
        "SOP Pengarsipan Surat",
    ),
    Case(
        "judul-berbeda",
        "Prosedur!A1",
        changed(judul="| SOP Penyusunan Laporan Keuangan |"),
        changed(judul="| STANDAR OPERASIONAL PROSEDUR PENYUSUNAN LAPORANKINERJA DINAS SOSIAL |"),
        "Penyusunan Laporan Keuangan",
    ),
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
    Case(
        "peran-instansi-lain",
        "Prosedur!B6",
        step2("Menyerahkan data kepada Kasubbid Data"),
        step2("Menyerahkan data kepada Kepala Badan Keuangan Daerah"),
        "Kasubbid Data",
    ),
    Case(
        "peran-tanpa-kolom",
        "Prosedur!B6",
        step2("Kabid Sosial menyusun draf"),
        step2("Menyerahkan data kepada Kabid Sosial, tembusan PPK"),
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
)  # fmt: skip
