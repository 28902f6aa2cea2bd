"""002: one sheet; label and name in one cell; lists with letters; units in the Waktu cells; three rows go on below."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.originals.paper import Paper, broken, empty_book, enumerated


def lay_out(data: dict[str, Any]) -> Workbook:
    """The workbook."""
    book = empty_book()
    paper = Paper(book, "Sheet1", row=3)
    identity = data["identitas"]
    paper.put(3, 2, f"NAMA SOP {identity['nama_sop']}", (3, 11))
    paper.row = 5
    _pair(paper, "DASAR HUKUM :", _list(identity["dasar_hukum"], "1."),
          "KUALIFIKASI PELAKSANA", _list(identity["kualifikasi_pelaksana"], "a."))  # fmt: skip
    _pair(paper, "KETERKAITAN", _list(identity["keterkaitan"], "a."),
          "PERALATAN DAN PERLENGKAPAN :", _list(identity["peralatan_perlengkapan"], "a."))  # fmt: skip
    *noted, last = identity["pencatatan_pendataan"]
    _pair(paper, "PERINGATAN", identity["peringatan"][0].replace(" ", "  ", 1),
          "PENCATATAN DAN PENDATAAN", _list(noted, "a."))  # fmt: skip
    paper.put(paper.row - 1, 6, last, (paper.row - 1, 11))
    paper.skip(2)
    title, place = identity["judul_prosedur"].split(" Kecamatan ")
    paper.put(paper.row, 2, title, (paper.row, 11))
    paper.put(paper.row + 1, 2, f"Kecamatan {place}", (paper.row + 1, 11))
    paper.skip(3)
    _header(paper, data["pelaksana"])
    _rows(paper, data["langkah"][:11])
    paper.skip(1)
    _rows(paper, data["langkah"][11:])
    return book


def _list(items: list[str], marker: str) -> str:
    return "\n".join(broken(item, 56) for item in enumerated(items, marker))


def _pair(paper: Paper, left: str, left_text: str, right: str, right_text: str) -> None:
    row = paper.row
    for column, last, label, text in ((2, 5, left, left_text), (6, 11, right, right_text)):
        paper.put(row, column, label, (row, last))
        paper.put(row + 1, column, text, (row + 1, last))
    paper.row = row + 3


def _header(paper: Paper, performers: list[str]) -> None:
    top = paper.row
    for column, text in ((1, "No"), (2, "Uraian Kegiatan"), (11, "Ket")):
        paper.put(top, column, text, (top + 1, column))
    paper.put(top, 3, "Pelaksana", (top, 7))
    paper.put(top, 8, "Mutu Baku", (top, 10))
    for column, text in enumerate(
        [*(broken(name, 11) for name in performers), "Kelengkapan", "Waktu", "Output"], 3
    ):
        paper.put(top + 1, column, text)
    paper.row = top + 2


def _rows(paper: Paper, steps: list[dict[str, Any]]) -> None:
    for step in steps:
        cells = [
            broken(step["kelengkapan"], 26),
            step["waktu"],
            broken(step["output"], 20),
            step["keterangan"],
        ]
        paper.line([f"{step['nomor']}.", broken(step["uraian"], 44), *[None] * 5, *cells])
