"""Dasar Hukum: what has been replaced, and items that say so themselves."""

from __future__ import annotations

import pytest

import xl_sop
from tests.tables import documents


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("PP Nomor 53 Tahun 2010 tentang Disiplin PNS", 1),
        ("PP Nomor 53 Tahun 2010 sebagaimana telah diganti dengan PP Nomor 94 Tahun 2021", 0),
        ("PP Nomor 94 Tahun 2021 tentang Disiplin PNS", 0),
    ],
)
def test_an_item_that_names_the_newer_regulation_is_up_to_date(basis: str, said: int) -> None:
    found = xl_sop.check(
        documents(f"""
# SOP
| Nomor SOP   | 1/2024 |
| Nama SOP    | Surat  |
| Dasar Hukum | Kualifikasi Pelaksana |
| 1. {basis}  | 1. Paham |
# Prosedur
| No | Uraian Prosedur | Pelaksana | Kelengkapan | Waktu   | Output |
| 1  | Menyusun draf   | x         | Data        | 5 menit | Draf   |
""")
    )
    assert [f.code for f in found].count("peraturan-diganti") == said
