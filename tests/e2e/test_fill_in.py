"""A clerk fills in the empty template in a real LibreOffice: every word that was typed is to be seen, in print too.

What is typed goes through the application's own input line (`.uno:EnterString`), so that rows grow as they do for a
person. Two outside judges: LibreOffice's own fitting of rows (every text once more in a single cell as wide as its
area, on a sheet of its own), and the words that pdftotext finds in the print.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

import xl_sop
from tests.e2e.test_buttons_marks import saved, told
from xl_sop import addin
from xl_sop.address import Merge
from xl_sop.libreoffice import uno_bridge as uno
from xl_sop.printing.print_copy import print_copies

SHEETS = ("Identitas", "Prosedur", "Identifikasi")

_ABOUT = (
    "Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan di Lingkungan Pemerintah Kabupaten",
    "Pembinaan dan Pengawasan Penyelenggaraan Pemerintahan Daerah serta Evaluasi Kinerja Perangkat Daerah",
    "Kedudukan, Susunan Organisasi, Tugas, Fungsi, dan Tata Kerja Dinas Komunikasi, Informatika, dan Persandian",
    "Sistem Akuntabilitas Kinerja Instansi Pemerintah, Pelaporan Kinerja, dan Tata Cara Reviu atas Laporan Kinerja",
    "Perubahan Kedua atas Peraturan tentang Rencana Pembangunan Jangka Menengah dan Rencana Kerja Perangkat Daerah",
)
REGULATIONS = "\n".join(
    f"{i}. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik Indonesia Nomor {30 + i} "
    f"Tahun {2011 + i} tentang {about};"
    for i, about in enumerate(_ABOUT, 1)
)
RECORDS = "\n".join(
    f"{i}. Buku agenda surat masuk dan surat keluar pada subbagian umum dan kepegawaian, disimpan di ruang arsip {i};"
    for i in range(1, 10)
)
NAME = (
    "Penyusunan, Pembahasan, dan Penetapan Laporan Kinerja Instansi Pemerintah Tahunan Dinas Komunikasi "
    "dan Informatika"
)
NOTE = "Dilengkapi\nlembar disposisi\nyang sudah diparaf"
PERFORMERS = ("Kepala Dinas", "Sekretaris", "Kepala Subbagian Perencanaan", "Pelaksana")
ADDED = "Pengadministrasi Umum"

IDENTITY = {
    "A6": "PEMERINTAH KABUPATEN SUKAMAJU\nDINAS KOMUNIKASI, INFORMATIKA, STATISTIK, DAN PERSANDIAN\nSEKRETARIAT",
    "C1": "061.1/123/DISKOMINFO/2024",
    "C2": "18 Januari 2024",
    "C4": "1 Februari 2024",
    "C5": "Kepala Dinas Komunikasi, Informatika, Statistik, dan Persandian Kabupaten Sukamaju Provinsi Contoh Raya",
    "C7": "Ir. NAMA PEJABAT, M.M.",
    "C8": "Pembina Utama Muda",
    "C9": "NIP. 197003031995031003",
    "C10": NAME,
    "A12": REGULATIONS,
    "B12": "1. Memahami tata naskah dinas;\n2. Mampu mengolah data kinerja",
    "A14": "1. SOP Pengumpulan Data Kinerja;\n2. SOP Pengarsipan",
    "B14": "1. Komputer dan pencetak;\n2. Alat tulis kantor",
    "A16": "Apabila tidak dilaksanakan, penyampaian laporan kinerja terlambat dan nilai evaluasi berkurang.",
    "B16": RECORDS,
}
STEPS = [
    (
        f"Mengerjakan bagian ke-{i} laporan kinerja bersama semua bidang, memeriksa kelengkapan data dukungnya, "
        f"dan menyampaikannya kepada atasan langsung",
        f"Data dukung kinerja triwulan ke-{i}",
        f"{10 + i} menit",
        f"Konsep bagian {i} laporan kinerja",
    )
    for i in range(1, 15)
]


class Clerk:
    """Somebody who types into a workbook."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book
        self._frame = book.api.CurrentController.Frame
        context = book.app.impl.office.context
        self._dispatch = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Select a cell and type."""
        self.book.sheets[sheet].activate()
        self._do("GoToCell", ToPoint=cell)
        self._do("EnterString", StringName=text)

    def _do(self, command: str, **values: Any) -> None:
        self._dispatch.executeDispatch(self._frame, f".uno:{command}", "", 0, uno.properties(**values))


@pytest.fixture(scope="module")
def program() -> str:
    found = shutil.which("soffice")
    assert found, "LibreOffice is needed (Debian: libreoffice-calc)"
    return found


def test_everything_typed_is_seen(
    open_book: Callable[..., xw.Book], xw_app: xw.App, tmp_path: Path, program: str
) -> None:
    path = tmp_path / "sop.xlsx"
    xl_sop.write_template(path, performers=PERFORMERS)
    book = open_book(path)
    clerk = Clerk(book)
    typed = fill_in(clerk)
    addin.identification()
    addin.validate()
    addin.clear_marks()
    assert "tidak terduga" not in " ".join(told(xw_app))
    assert too_low(book) == []
    file = saved(book, tmp_path / "terisi.xlsx")
    as_typed(file, typed)
    printed(file, program, tmp_path)
    book.sheets["Identitas"].range("A12").row_height = 60  # and the judge does judge
    assert [one.split(":")[0] for one in too_low(book)] == ["Identitas!$Identitas.$A$12"]


def fill_in(clerk: Clerk) -> dict[tuple[str, str], str]:
    """Type the SOP, a performer column added on the way; where what was typed."""
    cells = {("Identitas", cell): text for cell, text in IDENTITY.items()}
    cells["Prosedur", "A1"] = f"STANDAR OPERASIONAL PROSEDUR {NAME.upper()}"
    for (sheet, cell), text in cells.items():
        clerk.type(sheet, cell, text)
    clerk.book.sheets["Prosedur"].range("E5").select()
    addin.add_performer()  # before "Kepala Subbagian Perencanaan"
    assert told(clerk.book.app)[-1].startswith("Kolom pelaksana baru ada di E")
    cells["Prosedur", "E4"] = ADDED
    clerk.type("Prosedur", "E4", ADDED)
    for row, (uraian, kelengkapan, waktu, output) in enumerate(STEPS, 5):
        mark = "mulai" if row == 5 else "selesai" if row == 18 else "proses"
        line = {
            "A": str(row - 4),
            "B": uraian,
            "CDEFG"[row % 5]: mark,
            "H": kelengkapan,
            "I": waktu,
            "J": output,
        }
        if row in (6, 9):
            line["K"] = NOTE
        for column, text in line.items():
            cells["Prosedur", f"{column}{row}"] = text
            clerk.type("Prosedur", f"{column}{row}", text)
    return cells


def too_low(book: xw.Book) -> list[str]:
    """Cells whose text needs more height than its rows have, by LibreOffice's own fitting."""
    document = book.api
    document.Sheets.insertNewByName("ukur", document.Sheets.Count)
    scratch = document.Sheets.getByName("ukur")
    found = []
    for name in SHEETS:
        sheet = document.Sheets.getByName(name)
        merged = merges_of(book, name)
        cells = sheet.queryContentCells(4).Cells  # com.sun.star.sheet.CellFlags.STRING
        for cell in iterate(cells):
            place = cell.CellAddress
            row, column = place.Row + 1, place.Column + 1
            merge = merged.get((row, column), Merge(row, column, row, column))
            ruler = scratch.getCellByPosition(0, 0)
            ruler.String = cell.String
            for look in ("CharHeight", "CharWeight", "CharFontName", "ParaIndent", "HoriJustify"):
                setattr(ruler, look, getattr(cell, look))
            ruler.IsTextWrapped = True
            columns, rows = sheet.Columns, sheet.Rows
            scratch.Columns.getByIndex(0).Width = sum(
                columns.getByIndex(c - 1).Width for c in range(merge.left, merge.right + 1)
            )
            scratch.Rows.getByIndex(0).OptimalHeight = True
            needed = scratch.Rows.getByIndex(0).Height
            high = sum(rows.getByIndex(r - 1).Height for r in range(merge.top, merge.bottom + 1))
            if high < needed - 10:  # hundredths of a millimetre
                found.append(f"{name}!{cell.AbsoluteName}: {high} < {needed}: {cell.String[:40]}")
    document.Sheets.removeByName("ukur")
    return found


def iterate(cells: Any) -> Iterator[Any]:
    walk = cells.createEnumeration()
    while walk.hasMoreElements():
        yield walk.nextElement()


def merges_of(book: xw.Book, name: str) -> dict[tuple[int, int], Merge]:
    from xl_sop.book.live import read_sheet

    return {(m.top, m.left): m for m in read_sheet(book.sheets[name]).merges}


def as_typed(file: Path, typed: dict[tuple[str, str], str]) -> None:
    """What was typed stands in the file, as text unless it is a number or a date."""
    book = openpyxl.load_workbook(file)
    for (sheet, cell), text in typed.items():
        value = book[sheet][cell].value
        assert str(value) == text or (not isinstance(value, str) and value is not None), (sheet, cell, value)


def printed(file: Path, program: str, folder: Path) -> None:
    """Print the workbook, as it is and made ready, and look for the words of every cell as often as they stand there."""
    wanted: Counter[str] = Counter()
    book = openpyxl.load_workbook(file)
    for name in SHEETS:
        sheet = book[name]
        for row in sheet[sheet.print_area.replace("$", "").rpartition("!")[2]]:
            for cell in row:
                if isinstance(cell.value, str):
                    wanted += Counter(re.findall(r"\w+", cell.value))
    assert wanted.total() > 900

    pages = pages_of(file, program, folder)
    ours = [page for page in pages if re.search(r"Halaman \d+$", plain(page))]
    assert wanted - Counter(re.findall(r"\w+", " ".join(map(plain, ours)))) == Counter()
    # the SOP counts its own pages, from 1 on; the guide and the settings count none
    assert [plain(page).rpartition(" ")[2] for page in ours] == [str(n) for n in range(1, len(ours) + 1)]
    assert 3 <= len(ours) == len(pages) - 2

    ready = folder / "siap.xlsx"
    (copy,) = print_copies(file.read_bytes())
    ready.write_bytes(copy)
    pages = pages_of(ready, program, folder)
    ends = [re.search(r"Halaman (\d+ dari \d+)$", plain(page)) for page in pages]
    assert [end and end[1] for end in ends] == [f"{n} dari {len(pages)}" for n in range(1, len(pages) + 1)]
    symbols = {"mulai", "proses", "selesai"}  # drawn, not written
    missing = wanted - Counter(re.findall(r"\w+", " ".join(map(plain, pages))))
    assert {word for word in missing if word not in symbols} == set()


def pages_of(file: Path, program: str, folder: Path) -> list[str]:
    """The pages of a workbook's print, as pdftotext describes them; no word lies beyond the paper."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-bbox", str(file.with_suffix(".pdf")), "-"],
        check=True, capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    pages = text.split("<page ")[1:]
    for page in pages:
        width, height = (float(re.search(rf'{side}="([\d.]+)"', page)[1]) for side in ("width", "height"))  # type: ignore[index]
        for word, (left, top, right, bottom) in words(page):
            assert 0 <= left < right <= width, word
            assert 0 <= top < bottom <= height, word
    return pages


def words(page: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    for match in re.finditer(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', page):
        yield match[5], tuple(map(float, match.groups()[:4]))


def plain(page: str) -> str:
    return html.unescape(" ".join(word for word, _ in words(page)))
