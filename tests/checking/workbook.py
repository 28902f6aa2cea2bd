"""A workbook without a single finding, and how a test changes rows of it.

Every row has a name before its first bar; `changed(langkah2="| 2 | … |")` writes another row in its place (or, with an
empty text, none at all). So a case shows the one row that matters.
"""

from __future__ import annotations

SOUND = r"""
# Identitas
instansi:   | PEMERINTAH KABUPATEN CONTOH\nDINAS SOSIAL | Nomor SOP         | "061/01"                                    |
dibuat:     |                                           | Tanggal Pembuatan | 2 Januari 2024                              |
revisi:     |                                           | Tanggal Revisi    | -                                           |
efektif:    |                                           | Tanggal Efektif   | 15 Januari 2024                             |
disahkan:   |                                           | Disahkan oleh     | Kepala Dinas Sosial\nNama Pejabat, S.E.\nNIP. 197001011995011001 |
nama:       |                                           | Nama SOP          | Penyusunan Laporan Kinerja                  |
kepala1:    | Dasar Hukum                               | Kualifikasi Pelaksana                                           |
dasar:      | 1. Peraturan Pemerintah Nomor 12 Tahun 2017 tentang Pembinaan dan Pengawasan | 1. Memahami tugas dan fungsi Dinas Sosial |
kepala2:    | Keterkaitan                               | Peralatan/Perlengkapan                                          |
kait:       | 1. SOP Pelaksanaan Rapat                  | 1. Komputer                                                     |
kepala3:    | Peringatan                                | Pencatatan dan Pendataan                                        |
peringatan: | Apabila SOP ini tidak dilaksanakan, maka pelaporan akan terlambat | 1. Kepala OPD : lembar disposisi        |

# Prosedur
judul:      | SOP Penyusunan Laporan Kinerja |
kosong:     | |
header1:    | No | Uraian Prosedur                 | Pelaksana    | <          | <     | Mutu Baku   | <             | <       | Keterangan | Ya → No. | Tidak → No. |
header2:    | ^  | ^                               | Kepala Dinas | Sekretaris | Kasi  | Kelengkapan | Waktu (menit) | Output  | ^          | ^        | ^           |
langkah1:   | 1  | Memerintahkan penyusunan        | mulai        |            |       | Surat       | 15            | Disposisi | -        |          |             |
langkah2:   | 2  | Menyusun draf laporan           |              |            | proses | Data       | 60            | Draf    | SOP Pelaksanaan Rapat |  |     |
langkah3:   | 3  | Memeriksa draf laporan          |              | keputusan  |       | Draf        | 30            | Koreksi |            | 4        | 2           |
langkah4:   | 4  | Menetapkan laporan              | selesai      |            |       | Konsep      | 15            | Laporan |            |          |             |

# Identifikasi
lembar:     | LEMBAR KERJA IDENTIFIKASI KEGIATAN |
a:          | A. Data Kegiatan |
a1:         | 1. Judul SOP               | Penyusunan Laporan Kinerja                   |
a2:         | 2. Jenis Kegiatan          | Rutin                                        |
a3:         | 3. Penanggung Jawab        |                                              |
produk:     | a. Produk                  | Kepala Dinas Sosial                          |
kegiatan:   | b. Kegiatan                | Sekretaris                                   |
lingkup:    | 4. Scope (Ruang Lingkup)   | Dinas Sosial Kabupaten Contoh                |
b:          | B. Identifikasi Kegiatan |
b1:         | Judul Kegiatan             | Penyusunan Laporan Kinerja                   |
b2:         | Langkah Awal               | Memerintahkan penyusunan                     |
utama:      | Langkah Utama              | Menyusun dan memeriksa draf                  |
b4:         | Langkah Akhir              | Menetapkan laporan                           |
c:          | C. Identifikasi Langkah |
baris1:     | Langkah Awal               | 1. | Memerintahkan penyusunan                |
baris2:     | Langkah Utama              | 2. | Menyusun draf laporan                   |
baris3:     |                            | 3. | Memeriksa draf laporan                  |
baris4:     | Langkah Akhir              | 4. | Menetapkan laporan                      |

# Pengaturan
profil:     | Profil waktu kerja | perpres21 |
versi:      | Versi templat      | "1"       |
"""


def changed(_more: str = "", **rows: str) -> str:
    """The sound workbook with other rows in the places named, and more sheets at its end.

    Args:
        _more: Further sheets.
        rows: Rows by name; an empty text removes the row.

    Raises:
        KeyError: There is no row of that name.
    """
    lines: list[str] = []
    for line in SOUND.strip("\n").splitlines():
        name, colon, row = line.partition(":")
        if not colon or line.startswith("#"):
            lines.append(line)
            continue
        text = rows.pop(name, row.strip())
        lines.extend(text.strip().splitlines())
    if rows:
        raise KeyError(*rows)
    return "\n".join(lines) + "\n" + _more


def without(*names: str) -> str:
    """The sound workbook without some of its rows."""
    return changed(**dict.fromkeys(names, ""))


def only(*sheets: str) -> str:
    """The sound workbook with these sheets only."""
    parts = ("\n" + changed()).split("\n# ")[1:]
    return "\n".join(f"# {part}" for part in parts if part.splitlines()[0] in sheets)
