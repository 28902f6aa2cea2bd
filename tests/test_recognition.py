"""Texts and what they are labels of; the quick look before that; the floor of likeness, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

import xl_sop.spellings
from xl_sop.recognition import LABELS as SPELLINGS
from xl_sop.recognition import OPENINGS, label, like_label, may_be_label
from xl_sop.text import squeeze

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


ONLY_IN_HEADERS = ("dok", "dia", "flo", "bag", "pic", "tar", "sta")


@pytest.mark.parametrize("written", ["{}", "  {} :", "{} *)", "1. {}", "a) {}", "{}\nisi"])
@pytest.mark.parametrize("block", SPELLINGS)
def test_the_quick_look_lets_every_spelling_pass(block: str, written: str):
    spellings = [s for s in SPELLINGS[block] if len(s) > 1 and not squeeze(s).startswith(ONLY_IN_HEADERS)]
    for case in (str.lower, str.upper, str.title):
        assert [s for s in spellings if not may_be_label(written.format(case(s)))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Menyusun konsep laporan",
        "Kepala Dinas",
        "15 menit",
        "Laporan bulanan",
        "Surat",
        "Dokumen",
        "x",
        "870/12/2024",
    ],
)
def test_the_quick_look_spares_content(text: str):
    assert not may_be_label(text)


def test_openings_are_not_kept_without_end():
    for i in range(OPENINGS.MOST + 100):
        may_be_label(f"{chr(0x4E00 + i)}abcde")
    assert len(OPENINGS) <= OPENINGS.MOST
    assert may_be_label("Waktu")
    assert not may_be_label("Menyusun")
