"""004: a letter with its own number first; the table's second page is one column short; identity and worksheet last."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.originals.paper import Paper, broken, empty_book, enumerated

_LETTER = (
    "Jalan Contoh Nomor 1",
    "Telp. (0281) 000000",
    None,
    "SURAT PERNYATAAN",
    "NOMOR : 700 / 7327 / 2022",
    None,
    "Yang bertanda tangan di bawah ini :",
    "Nama : NAMA PEJABAT A, S.H., M.M.",
    "NIP : 19700202 199502 1 002",
    "Jabatan : Plt. Kepala Dinsospermasdes Kabupaten Banyumas",
    None,
    "Menanggapi rekomendasi Inspektorat Kabupaten Banyumas sesuai hasil pemeriksaan atas Laporan Hasil Evaluasi, "
    "dengan ini menyatakan bahwa:",
    "1. Dinsospermasdes akan lebih cermat dan konsisten dalam menyajikan data capaian terkait dengan SOP Pengukuran "
    "Kinerja.",
    "2. SOP Pengukuran Kinerja Dinsospermasdes (terlampir)",
    None,
    "Demikian Surat Pernyataan dibuat untuk menjadi periksa dan guna seperlunya.",
    None,
    "Plt. Kepala Dinsospermasdes Kabupaten Banyumas",
    None,
    "NAMA PEJABAT A, S.H., M.M.",
    "Pembina Utama Muda",
    "NIP. 19700202 199502 1 002",
)


def lay_out(data: dict[str, Any]) -> Workbook:
    """The workbook."""
    book = empty_book()
    letter = Paper(book, "Surat")
    for text in (*data["identitas"]["instansi"], *_LETTER):
        letter.line([text], column=2)
    first, second = Paper(book, "Hal 1", row=2), Paper(book, "Hal 2")
    first.line([data["identitas"]["judul_prosedur"]], column=2)
    first.skip()
    _header(first, data["pelaksana"])
    _rows(first, data["langkah"][:8], performers=4)
    first.line([None] * 10)
    _rows(second, data["langkah"][8:], performers=3)  # one column short
    _identity(Paper(book, "Hal 3"), data["identitas"])
    _worksheet(Paper(book, "Hal 4"), data["identifikasi"])
    return book


def _header(paper: Paper, performers: list[str]) -> None:
    top = paper.row
    for column, text in ((1, "No."), (2, "Uraian Prosedur"), (10, "Keterangan")):
        paper.put(top, column, text, (top + 1, column))
    paper.put(top, 3, "Pelaksana", (top, 6))
    paper.put(top, 7, "Mutu Baku", (top, 9))
    for column, text in enumerate([*performers, "Kelengkapan", "Waktu (menit)", "Ouput"], 3):
        paper.put(top + 1, column, broken(text, 16))
    paper.row = top + 2


def _rows(paper: Paper, steps: list[dict[str, Any]], *, performers: int) -> None:
    for step in steps:
        cells = [
            broken(step["kelengkapan"], 18),
            int(step["waktu"]),
            broken(step["output"], 18),
            step["keterangan"],
        ]
        paper.line([f"{step['nomor']}.", broken(step["uraian"], 38), *[None] * performers, *cells])


def _identity(paper: Paper, identity: dict[str, Any]) -> None:
    official = identity["disahkan_oleh"]
    nip = official["nip"]
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    paper.put(1, 1, "\n".join(identity["instansi"]), (6, 1))
    for label, value in (
        ("Nomor SOP", identity["nomor_sop"]),
        ("Tanggal Pembuatan", "18 Januari 2021"),
        ("Tanggal Revisi", None),
        ("Tanggal Efektif", None),
        ("Disahkan oleh", "\n".join(["", "", official["nama"], official["pangkat"], spaced])),
        ("Judul SOP", identity["nama_sop"]),
    ):
        paper.line([label, value], column=2)
    for left, left_key, right, right_key in (
        ("Dasar Hukum :", "dasar_hukum", "Kualifikasi pelaksana :", "kualifikasi_pelaksana"),
        ("Keterkaitan :", "keterkaitan", "Peralatan/perlengkapan :", "peralatan_perlengkapan"),
        ("Peringatan :", "peringatan", "Pencatatan dan pendataan :", "pencatatan_pendataan"),
    ):
        rights = enumerated(identity[right_key])
        last = identity[right_key][-1] if right_key == "pencatatan_pendataan" else None
        paper.line([left, right])
        paper.line([_list(enumerated(identity[left_key])), _list(rights[:-1] if last else rights)])
        if last:
            paper.line([None, last])


def _list(items: list[str]) -> str:
    return "\n".join(broken(item, 72) for item in items)


def _worksheet(paper: Paper, sheet: dict[str, Any]) -> None:
    paper.line(["LEMBAR KERJA IDENTIFIKASI KEGIATAN"])
    for label, value in (
        ("A. Data Kegiatan", None),
        ("1. Judul SOP", sheet["judul_sop"]),
        ("2. Jenis Kegiatan", sheet["jenis_kegiatan"]),
        ("3. Penanggung Jawab", None),
        ("a. Produk", sheet["produk"]),
        ("b. Kegiatan", sheet["kegiatan"]),
        ("4. Scope (Ruang Lingkup)", sheet["ruang_lingkup"]),
        ("B. Identifikasi Kegiatan", None),
        ("Judul Kegiatan", sheet["judul_kegiatan"]),
        ("Langkah Awal", sheet["langkah_awal"]),
        ("Langkah Utama", sheet["langkah_utama"]),
        ("Langkah Akhir", sheet["langkah_akhir"]),
        ("C. Identifikasi Langkah", None),
    ):
        paper.line([label, None, value])
    groups = {"awal": "Langkah Awal", "akhir": "Langkah Akhir"}
    before = None
    for line in sheet["langkah"]:
        label = groups[line["kelompok"]] if line["kelompok"] != before else None
        before = line["kelompok"]
        paper.line([label, f"{line['nomor']}.", line["uraian"]])
