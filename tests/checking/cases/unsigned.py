"""Cases of what is left empty on the identity page and the worksheet, and of names left over from elsewhere."""

from __future__ import annotations

from tests.checking.cases.shared import Case
from tests.checking.workbook import changed

_HEAD = '| {} | Nomor SOP | "061/01" |'


def _letterhead(text: str) -> str:
    return _HEAD.format(text)


def _signed(text: str) -> str:
    return changed(disahkan=f"| | Disahkan oleh | {text} |")


_COLUMNS = """
| ^ | ^ | Kepala Dinas | {} | {} | Kelengkapan | Waktu (menit) | Output | ^ | ^ | ^ |
"""


def _columns(second: str, third: str) -> str:
    return changed(header2=_COLUMNS.format(second, third).strip())


CASES = (
    Case(
        "identitas-belum-lengkap",
        "Identitas!A6",
        changed(instansi=_letterhead("")),
        changed(instansi=_letterhead("DINAS SOSIAL KABUPATEN CONTOH")),
        "Kop (nama pemerintah daerah dan unit kerja) belum diisi",
    ),
    Case(
        "identitas-belum-lengkap",
        "Identitas!C5",
        _signed(r"Kepala Dinas Sosial\nNIP. 197001011995011001"),
        _signed(r"Kepala Dinas Sosial\nNama Pejabat, S.E.\nNIP. 197001011995011001"),
        "Nama pejabat yang mengesahkan belum diisi",
    ),
    Case(
        "identitas-belum-lengkap",
        "Identitas!A7",
        changed(dasar="| | 1. Memahami tugas dan fungsi Dinas Sosial |"),
        changed(dasar="| Peraturan Daerah Kabupaten Contoh Nomor 5 Tahun 2020 | 1. Memahami tugas |"),
        "Dasar Hukum belum diisi",
    ),
    Case(
        "kotak-kosong",
        "Identitas!B9",
        changed(kait="| 1. SOP Pelaksanaan Rapat | |"),
        changed(kait="| 1. SOP Pelaksanaan Rapat | - |"),
        "Bagian Peralatan/Perlengkapan belum diisi",
    ),
    Case(
        "data-kegiatan-kosong",
        "Identifikasi!B4",
        changed(a2="| 2. Jenis Kegiatan | |"),
        changed(a2="| 2. Jenis Kegiatan | - |"),
        "Jenis Kegiatan pada lembar identifikasi belum diisi",
    ),
    Case(
        "jenis-kegiatan-lain",
        "Identifikasi!B4",
        changed(a2="| 2. Jenis Kegiatan | Bulanan |"),
        changed(a2="| 2. Jenis Kegiatan | PELAYANAN. |"),
        "“Bulanan”",
    ),
    Case(
        "kabupaten-berbeda",
        "Identifikasi!B8",
        changed(lingkup="| 4. Scope (Ruang Lingkup) | Dinas Sosial Kota Contoh |"),
        changed(
            instansi=_letterhead(r"PEMERINTAH KABUPATEN TANJUNG CONTOH BARAT\nDINAS SOSIAL"),
            lingkup="| 4. Scope (Ruang Lingkup) | Dinas Sosial Kab. Tanjung Contoh Barat, Provinsi Jambi |",
        ),
        "Kota Contoh",
    ),
    Case(
        "pengesah-instansi-lain",
        "Identitas!C5",
        _signed(r"Kepala Dinas Pendidikan\nNama Pejabat, S.E.\nNIP. 197001011995011001"),
        _signed(r"Kepala Dinas Sosial Kabupaten Contoh\nNama Pejabat, S.E.\nNIP. 197001011995011001"),
        "“Kepala Dinas Pendidikan”",
    ),
    Case(
        "jabatan-dua-kolom",
        "Prosedur!E4",
        _columns("Kabid Data", "Kepala Bidang Data"),
        _columns("Kabid Data", "Kepala Bidang Umum"),
        "“Kabid Data”",
    ),
    Case(
        "tanggal-terlalu-jauh",
        "Identitas!C4",
        changed(efektif="| | Tanggal Efektif | 15 Januari 2042 |"),
        changed(
            dibuat="| | Tanggal Pembuatan | 2 Januari 2019 |",
            revisi="| | Tanggal Revisi | 2 Mei 2024 |",
            efektif="| | Tanggal Efektif | 15 Mei 2024 |",
        ),
        "2042-01-15",
    ),
    Case(
        "identitas-kurang",
        "Identitas!C5",
        changed(versi="", disahkan="| | Disahkan oleh | Kepala Dinas Sosial |"),
        changed(versi=""),
        "Nama pejabat yang mengesahkan tidak ditemukan",
    ),
    Case(
        "identitas-kurang",
        "Identitas!B1",
        changed(versi="", instansi=_letterhead("")),
        changed(versi="", instansi=_letterhead("DINAS SOSIAL KABUPATEN CONTOH")),
        "Kop",
    ),
)
