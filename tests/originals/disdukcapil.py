"""001: all on one sheet; boxes only; the worksheet stands before the table, its values after colons."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.originals.paper import Paper, broken, empty_book, enumerated

_BOXES = (
    (
        "Dasar Hukum :",
        "dasar_hukum",
        "Kualiﬁkasi Pelaksana :",
        "kualifikasi_pelaksana",
    ),  # a ligature from PDF
    ("Keterkaitan :", "keterkaitan", "Peralatan/ Perlengkapan :", "peralatan_perlengkapan"),
    ("Peringatan :", "peringatan", "Pencatatan dan Pendataan :", "pencatatan_pendataan"),
)


def lay_out(data: dict[str, Any]) -> Workbook:
    """The workbook."""
    book = empty_book()
    paper = Paper(book, "SOP")
    for left, left_key, right, right_key in _BOXES:
        _pair(paper, left, data["identitas"][left_key], right, data["identitas"][right_key])
    paper.skip(2)
    _worksheet(paper, data["identifikasi"])
    paper.skip(2)
    paper.put(paper.row, 1, data["identitas"]["judul_prosedur"], (paper.row, 10))
    paper.skip(2)
    _header(paper, data["pelaksana"])
    _rows(paper, data["langkah"][:8])
    paper.skip(2)  # the next page of the print
    _rows(paper, data["langkah"][8:])
    return book


def _pair(paper: Paper, left: str, lefts: list[str], right: str, rights: list[str]) -> None:
    """Both boxes in merged cells, a list in one cell."""
    row = paper.row
    listed = [enumerated(lefts), enumerated(rights)]
    last = listed[1].pop().partition(" ")[2] if right.startswith("Pencatatan") else None
    for column, label, items in ((1, left, listed[0]), (5, right, listed[1])):
        paper.put(row, column, label, (row, column + (3 if column == 1 else 5)))
        text = "\n".join(broken(item, 70) for item in items)
        paper.put(row + 1, column, text, (row + 1, column + (3 if column == 1 else 5)))
    if last:
        paper.put(row + 2, 5, last, (row + 2, 10))
    paper.row = row + 4


def _worksheet(paper: Paper, sheet: dict[str, Any]) -> None:
    paper.put(paper.row, 1, "LEMBAR KERJA IDENTIFIKASI KEGIATAN", (paper.row, 10))
    paper.skip()

    def field(label: str, value: str | None) -> None:
        paper.put(paper.row, 1, label, (paper.row, 2))
        paper.put(paper.row, 3, value, (paper.row, 10))
        paper.skip()

    field("A. Data Kegiatan", None)
    field("1. Judul SOP", f": {sheet['judul_sop']}")
    field("2. Jenis Kegiatan", f". {sheet['jenis_kegiatan']}")  # a colon, misread
    field("3. Penanggung Jawab", None)
    field("a. Produk", f": {sheet['produk']}")
    field("b. Kegiatan", f": {sheet['kegiatan']}")
    field("4. Scope (Ruang Lingkup)", f": {sheet['ruang_lingkup']}")
    field("B. Identifikasi Kegiatan", None)
    field("Judul Kegiatan", f": {sheet['judul_kegiatan']}")
    field("Langkah Awal", f": {sheet['langkah_awal']}")
    field("Langkah Utama", None)
    field("Langkah Akhir", f": {sheet['langkah_akhir']}")
    field("C. Identifikasi Langkah", None)
    top = paper.row
    for line in sheet["langkah"]:
        paper.line([line["nomor"], broken(line["uraian"], 90)], column=2)
    paper.put(top, 1, "Langkah Awal", (paper.row - 2, 1))
    paper.put(paper.row - 1, 1, "Langkah Akhir")


def _header(paper: Paper, performers: list[str]) -> None:
    """Three rows: group headings, names, and one more that the names are merged over."""
    top = paper.row
    for column, text in ((1, "No."), (2, "Uraian Prosedur"), (10, "Keterangan")):
        paper.put(top, column, text, (top + 2, column))
    paper.put(top, 3, "Pelaksana", (top, 6))
    paper.put(top, 7, "Mutu Baku", (top, 9))
    for column, text in enumerate([*performers, "Kelengkapan", "Waktu (Menit)", "Output"], 3):
        paper.put(top + 1, column, broken(text, 14), (top + 2, column))
    paper.row = top + 3


def _rows(paper: Paper, steps: list[dict[str, Any]]) -> None:
    for step in steps:
        number = step["nomor"] if step["nomor"] in (1, 7) else f"{step['nomor']}."
        cells = [
            broken(step["kelengkapan"], 18),
            step["waktu"],
            broken(step["output"], 18),
            step["keterangan"],
        ]
        paper.line([number, broken(step["uraian"], 36), None, None, None, None, *cells])
