"""000: a sheet a page; boxes only, no upper half; the table goes on without a header; worksheet after it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from openpyxl import Workbook

from tests.originals.paper import Paper, broken, empty_book, enumerated

_BOXES = (
    ("Dasar Hukum :", "dasar_hukum", "Kualifikasi pelaksana :", "kualifikasi_pelaksana"),
    ("Keterkaitan :", "keterkaitan", "Peralatan/perlengkapan :", "peralatan_perlengkapan"),
    ("Peringatan :", "peringatan", "Pencatatan dan pendataan :", "pencatatan_pendataan"),
)


def lay_out(data: dict[str, Any]) -> Workbook:
    """The workbook."""
    book = empty_book()
    _boxes(Paper(book, "Hal 1"), data["identitas"])
    first, second = Paper(book, "Hal 2", row=2), Paper(book, "Hal 3")
    first.put(2, 2, data["identitas"]["judul_prosedur"], (2, 10))
    first.row = 4
    _header(first, data["pelaksana"])
    _rows(first, data["langkah"][:8])
    _rows(second, data["langkah"][8:])
    _worksheet(Paper(book, "Hal 4"), data["identifikasi"])
    return book


def _boxes(paper: Paper, identity: dict[str, Any]) -> None:
    for left, left_key, right, right_key in _BOXES:
        paper.line([left, None, right])
        lefts, rights = enumerated(identity[left_key]), enumerated(identity[right_key])
        lefts, rights = [broken(item, 60) for item in lefts], [broken(item, 60) for item in rights]
        if right_key == "pencatatan_pendataan":
            rights[-1] = identity[right_key][-1]  # the last line has no number
        for left_item, right_item in zip_longest(lefts, rights):
            paper.line([left_item, None, right_item])
        paper.skip()


def _header(paper: Paper, performers: list[str]) -> None:
    top = paper.row
    for column, text in ((1, "No."), (2, "Uraian Prosedur"), (10, "Keterangan")):
        paper.put(top, column, text, (top + 1, column))
    paper.put(top, 3, "Pelaksana", (top, 6))
    paper.put(top, 7, "Mutu Baku", (top, 9))
    below = [*(broken(name, 12) for name in performers), "Kelengkapan", "Waktu\n(menit)", "Ouput"]
    for column, text in enumerate(below, 3):
        paper.put(top + 1, column, text)
    paper.row = top + 2


def _rows(paper: Paper, steps: list[dict[str, Any]]) -> None:
    for step in steps:
        cells = [step["kelengkapan"], step["waktu"], step["output"], step["keterangan"]]
        text = [cell and broken(cell, 20) for cell in cells]
        text[1] = int(step["waktu"])
        paper.line([f"{step['nomor']}.", broken(step["uraian"], 40), None, None, None, None, *text])


def _worksheet(paper: Paper, sheet: dict[str, Any]) -> None:
    paper.line(["LEMBAR KERJA IDENTIFIKASI KEGIATAN"])
    paper.skip()
    for letter, *values in (
        ("A.", "Data Kegiatan", None),
        ("1.", "Judul SOP", sheet["judul_sop"]),
        ("2.", "Jenis Kegiatan", sheet["jenis_kegiatan"]),
        ("3.", "Penanggung jawab", None),
        (None, "a. Produk", sheet["produk"]),
        (None, "b. Kegiatan", sheet["kegiatan"]),
        ("4.", "Scope (Ruang Lingkup)", sheet["ruang_lingkup"]),
        ("B.", "Identifikasi Kegiatan", None),
        (None, "Judul Kegiatan", sheet["judul_kegiatan"]),
        (None, "Langkah Awal", sheet["langkah_awal"]),
        (None, "Langkah Utama", sheet["langkah_utama"]),
        (None, "Langkah Akhir", sheet["langkah_akhir"]),
        ("C.", "Identifikasi Langkah", None),
    ):
        paper.line([letter, *values])
    groups = {"awal": "Langkah Awal", "akhir": "Langkah Akhir"}
    before = None
    for line in sheet["langkah"]:
        group = groups[line["kelompok"]] if line["kelompok"] != before else None
        before = line["kelompok"]
        paper.line([None, group, f"{line['nomor']}.", broken(line["uraian"], 80)])
