"""003: cover, identity table, and a table over two pages whose second header gains TIM and loses its unit."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.originals.paper import Paper, broken, empty_book, enumerated

_BODY = ("Kelengkapan dan Peralatan", "Waktu (menit)", "Output")


def lay_out(data: dict[str, Any]) -> Workbook:
    """The workbook."""
    book = empty_book()
    identity = data["identitas"]
    cover = Paper(book, "Cover", row=4)
    for text in (
        *identity["instansi"],
        None,
        "STANDAR OPERASIONAL PROSEDUR (SOP)",
        None,
        identity["nama_sop"].upper(),
    ):
        cover.put(cover.row, 2, text, (cover.row, 8))
        cover.skip()
    _identity(Paper(book, "Hal 2"), identity)
    third, fourth = Paper(book, "Hal 3"), Paper(book, "Hal 4")
    *recorded, last = identity["pencatatan_pendataan"]
    third.line(["Peringatan", None, None, None, None, "Pencatatan dan Pendataan"])
    third.line([_list(identity["peringatan"]), None, None, None, None, _list(recorded)])
    third.line([None, None, None, None, None, last])
    third.skip()
    third.put(third.row, 1, identity["judul_prosedur"], (third.row, 10))
    third.skip(2)
    _first_page(third, data)
    _second_page(fourth, data)
    official = identity["disahkan_oleh"]
    fourth.skip(2)
    for text in (
        official["jabatan"].upper(),
        None,
        None,
        official["nama"],
        f"NIP. {_spaced(official['nip'])}",
    ):
        fourth.line([None] * 7 + [text])
    return book


def _list(items: list[str]) -> str:
    return "\n".join(broken(item, 64) for item in enumerated(items))


def _spaced(nip: str) -> str:
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _identity(paper: Paper, identity: dict[str, Any]) -> None:
    official = identity["disahkan_oleh"]
    signed = [official["jabatan"], "", "", official["nama"], f"NIP. {_spaced(official['nip'])}"]
    paper.put(1, 1, "\n".join(identity["instansi"]), (6, 1))
    for label, colon, value in (
        ("Nomor SOP", ":", None),
        ("Tanggal Pembuatan", ":", "02 Januari 2019"),
        ("Tanggal Revisi", ":", "-"),
        ("Tanggal Pengesahan", ":", "07 Januari 2019"),
        ("Disahkan Oleh", None, "\n".join(signed)),
        ("Nama SOP", None, identity["nama_sop"]),
    ):
        paper.line([label, colon, value], column=2)
    for left, left_key, right, right_key in (
        ("Dasar Hukum", "dasar_hukum", "Kualifikasi Pelaksana", "kualifikasi_pelaksana"),
        ("Keterkaitan", "keterkaitan", "Peralatan/Perlengkapan", "peralatan_perlengkapan"),
    ):
        paper.put(paper.row, 2, right, (paper.row, 4))
        paper.line([left])
        paper.put(paper.row, 2, _list(identity[right_key]), (paper.row, 4))
        paper.line([_list(identity[left_key])])


def _first_page(paper: Paper, data: dict[str, Any]) -> None:
    top = paper.row
    for column, text in ((1, "NO"), (2, "URAIAN PROSEDUR"), (10, "Ket")):
        paper.put(top, column, text, (top + 1, column))
    paper.put(top, 7, "MUTU BUKU", (top, 9))
    for column, text in enumerate([*data["pelaksana"], *_BODY], 3):
        paper.put(top + 1, column, text)
    paper.row = top + 2
    paper.line(range(1, 11))
    for step in data["langkah"][:9]:
        _row(paper, step, performers=4)


def _second_page(paper: Paper, data: dict[str, Any]) -> None:
    """Five performer columns; the last stands outside the heading PELAKSANA."""
    for column, text in ((1, "NO"), (2, "URAIAN PROSEDUR"), (7, data["pelaksana"][3]), (11, "Ket")):
        paper.put(1, column, text, (2, column))
    paper.put(1, 3, "PELAKSANA", (1, 6))
    paper.put(1, 8, "MUTU BUKU", (1, 10))
    first, second, third = data["pelaksana"][:3]
    for column, text in enumerate([first, second, third.replace("Sakip", "Sa kip"), "TIM"], 3):
        paper.put(2, column, text)
    for column, text in enumerate([_BODY[0], "Waktu", _BODY[2]], 8):
        paper.put(2, column, text)
    paper.row = 3
    paper.line([1, 2, 3, 4, None, 6, None, 7, 8, 9, 10])
    for step in data["langkah"][9:]:
        _row(paper, step, performers=5)


def _row(paper: Paper, step: dict[str, Any], *, performers: int) -> None:
    number = "14," if step["nomor"] == 14 else step["nomor"]
    cells = [
        broken(step["kelengkapan"], 20),
        int(step["waktu"]),
        broken(step["output"], 20),
        step["keterangan"],
    ]
    paper.line([number, broken(step["uraian"], 40), *[None] * performers, *cells])
