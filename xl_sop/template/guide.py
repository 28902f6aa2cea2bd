"""Sheets Petunjuk (how to fill in the template, on one screen) and Pengaturan (settings the tool reads)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.template.style import BODY, CENTER, FIELD, HEAD, LABEL, NOTE, PLAIN, SECTION, TITLE, Pen
from xl_sop.waktu.duration import PROFILES

GUIDE, SETTINGS = "Petunjuk", "Pengaturan"
PAPERS = ("A4", "F4")
"""What the cell Kertas offers; the first is what a new workbook says."""
VERSION = "2"

_STEPS = (
    "Buka lembar Identitas. Isi kop instansi, nomor, tanggal, nama SOP, dan enam kotak di bawahnya. Jabatan, nama, "
    "pangkat, dan NIP pejabat yang mengesahkan diketik di sel yang ditunjuk tanda panah (tidak ikut tercetak). Satu "
    "butir satu baris; untuk baris baru tekan Alt+Enter.",
    "Buka lembar Prosedur. Ketik judul di baris pertama, lalu ganti nama pelaksana pada kepala tabel. Kolom "
    "pelaksana boleh ditambah (tombol Tambah Pelaksana, atau sisipkan kolom) atau dihapus; baris langkah juga.",
    "Isi satu langkah satu baris: nomor, uraian yang dimulai dengan kata kerja, kelengkapan, waktu, output.",
    "Tandai siapa yang mengerjakan: pilih tanda pada kolom pelaksana (lihat tabel di bawah). Dua tanda dalam "
    "satu sel digabung dengan +, misalnya proses+keputusan.",
    "Tulis waktu dengan satuannya, misalnya 15 menit, 2 jam, 3 hari. Angka tanpa satuan dibaca dengan satuan "
    "pada judul kolomnya.",
    "Untuk percabangan, isi nomor tujuan pada dua kolom di sebelah kanan tabel (tidak ikut tercetak): "
    "nomor langkah, kata selesai, atau cabang bernama seperti Lengkap: 5; Kurang: 3. Kosong berarti lanjut "
    "ke baris berikutnya.",
    "Buka lembar Identifikasi. Isi bagian A; daftar langkah dibuat dari tabel prosedur oleh tombol Lembar "
    "Identifikasi.",
    "Periksa hasilnya dengan tombol Validasi, atau ketik: xl-sop validate nama-berkas.xlsx. Satuan "
    "hari, minggu, bulan, dan tahun dihitung menurut profil di lembar Pengaturan; ukuran kertas cetakan (A4 atau F4) "
    "dipilih di sana juga.",
)
_MARKS = (
    ("mulai, selesai", "Kapsul: awal dan akhir prosedur"),
    ("proses", "Kotak: pekerjaan"),
    ("keputusan", "Belah ketupat: pilihan ya atau tidak"),
    ("penghubung", "Segi lima: sambungan ke halaman lain"),
    ("x", "Ikut mengerjakan, bentuk belum diketahui"),
)
_BASES = {
    "perpres21": "Perpres 21/2023: 37,5 jam seminggu; bulan 20 hari, tahun 240 hari",
    "abk2020": "PermenPANRB 1/2020 (analisis beban kerja)",
    "bkn2011": "Perka BKN 19/2011",
    "8jam": "Hari kerja 8 jam",
    "kalender": "Hari kalender 24 jam",
}


def fill_guide(sheet: Worksheet, notes: Sequence[str] = ()) -> None:
    """Write Petunjuk; `notes` say what a reader of this very workbook should know."""
    pen = Pen(sheet, (5, 20, 78), spare=4)
    pen.put(1, 1, "PETUNJUK PENGISIAN TEMPLAT", TITLE, to=(1, 3))
    pen.height(1, 28)
    pen.put(
        2,
        1,
        "Standar Operasional Prosedur Administrasi Pemerintahan, PermenPANRB Nomor 35 Tahun 2012",
        replace(NOTE, horizontal="center"),
        to=(2, 3),
    )
    row = _paragraphs(pen, 4, _STEPS, numbered=True)
    row = _marks(pen, row + 2)
    if notes:
        pen.put(row + 2, 1, "Tentang isi berkas ini", SECTION, to=(row + 2, 3))
        row = _paragraphs(pen, row + 3, notes, numbered=False)
    pen.name("xl_sop_petunjuk", (1, 1), (row, 3))
    pen.paper(landscape=False, area=f"A1:C{row}", numbered=False)
    pen.fit()


def fill_settings(sheet: Worksheet, profile: str) -> None:
    """Write Pengaturan: version, working-time profile, paper, and the figures of all profiles."""
    pen = Pen(sheet, (20, 12, 12, 12, 12, 64), spare=7)
    pen.put(1, 1, "PENGATURAN", replace(TITLE, horizontal="left"), to=(1, 6))
    pen.put(3, 1, "Versi templat", LABEL)
    pen.put(3, 2, VERSION, replace(FIELD, horizontal="center"))
    pen.put(4, 1, "Profil waktu kerja", LABEL)
    pen.put(4, 2, profile, replace(FIELD, horizontal="center", bold=True))
    pen.hint("B4", "Profil waktu kerja", "Pilih dasar penghitungan hari, minggu, bulan, dan tahun.", PROFILES)
    pen.put(5, 1, "Kertas", LABEL)
    pen.put(5, 2, PAPERS[0], replace(FIELD, horizontal="center", bold=True))
    pen.hint("B5", "Kertas", "Ukuran kertas cetakan SOP: A4, atau F4 (folio, 21,5 x 33 cm).", PAPERS)
    pen.name("xl_sop_versi", (3, 2))
    pen.name("xl_sop_profil", (4, 2))
    pen.name("xl_sop_kertas", (5, 2))
    pen.put(7, 1, "Menit kerja menurut setiap profil", SECTION, to=(7, 6))
    for column, text in enumerate(("Nama", "Hari", "Minggu", "Bulan", "Tahun", "Dasar"), 1):
        pen.put(8, column, text, HEAD)
    for row, (name, figures) in enumerate(PROFILES.items(), 9):
        pen.put(row, 1, name, FIELD)
        for column, minutes in enumerate((figures.day, figures.week, figures.month, figures.year), 2):
            pen.put(row, column, minutes, replace(CENTER, number_format="#,##0"))
        pen.put(row, 6, _BASES[name], replace(BODY, vertical="center"))
        pen.height(row, 18)
    bottom = 8 + len(PROFILES)
    pen.put(
        bottom + 2,
        1,
        "Menit dan jam tidak bergantung pada profil; 1 x 24 jam selalu 1.440 menit.",
        NOTE,
        to=(bottom + 2, 6),
    )
    pen.name("xl_sop_tabel_profil", (8, 1), (bottom, 6))
    pen.paper(area=f"A1:F{bottom + 2}", numbered=False)
    pen.fit()


def _paragraphs(pen: Pen, row: int, texts: Sequence[str], *, numbered: bool) -> int:
    for row, text in enumerate(texts, row):  # noqa: B020, PLR1704
        first = 2 if numbered else 1
        if numbered:
            pen.put(row, 1, row - 3, replace(PLAIN, bold=True, horizontal="center", vertical="top"))
        pen.put(row, first, text, replace(PLAIN, vertical="top"), to=(row, 3))
        pen.height(row, measure.height(text, pen.pixels(first, 3)) + 3)
    return row


def _marks(pen: Pen, row: int) -> int:
    pen.put(row, 2, "Tanda", HEAD)
    pen.put(row, 3, "Arti", HEAD)
    for row, (mark, meaning) in enumerate(_MARKS, row + 1):  # noqa: B020, PLR1704
        pen.put(row, 2, mark, replace(CENTER, bold=True))
        pen.put(row, 3, meaning, BODY)
    return row
