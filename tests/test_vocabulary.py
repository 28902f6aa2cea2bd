"""Words of the field and what they stand for; the floor of likeness, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

import xl_sop.spellings
from xl_sop.vocabulary import label, like_label

LABELS = """
table     | Waktu (menit)            | duration
table     | WAKTU\u00a0( Menit )     | duration
table     | Aktivitas / Kegiatan     | description
table     | Ket.                     | note
table     | Kelengka pan             | requirements
table     | Mutu Buku                | standard
table     | Ya → No.                 | yes
identity  | TGL. REVISI              | revised
identity  | Kualiﬁkasi Pelaksana :   | qualifications
identity  | Peralatan/ Perlengkapan :| equipment
worksheet | 1. Judul SOP             | sop_title
worksheet | a. Produk                | product
worksheet | 4. Scope (Ruang Lingkup) | scope
"""


@pytest.mark.parametrize("case", LABELS.strip().splitlines())
def test_labels(case: str):
    block, text, role = (part.strip() for part in case.split("|"))
    found = label(text, block)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize(
    "text", ["Kepala Dinas", "Waktu tunggu pelanggan", "Nomor", "2", "", "Kegiatan Statistik"]
)
def test_other_texts_are_no_labels_of_an_identity_page(text: str):
    assert label(text, "identity") is None


@pytest.mark.parametrize(
    ("misread", "role"),
    [
        ("Keteranqan", "note"),
        ("Kelengkapn", "requirements"),
        ("Uraian Prosedr", "description"),
        ("Waktuu", "duration"),
        ("Pelaksnaa", "performers"),
    ],
)
def test_misread_words_above_the_floor(misread: str, role: str):
    found = like_label(misread, "table")
    assert found is not None
    assert (found.role, found.typo) == (role, True)


@pytest.mark.parametrize(
    "other", ["Keterkaitan", "Peralatan", "Kepala", "Sekretaris", "Staf", "Kasi", "Waka"]
)
def test_other_words_below_the_floor(other: str):
    assert like_label(other, "table") is None


def test_the_table_of_spellings_is_current():
    written = Path(xl_sop.spellings.__file__).with_name("EJAAN.md").read_text(encoding="utf-8")
    assert written == xl_sop.spellings.table(), "run: python -m xl_sop.spellings"
