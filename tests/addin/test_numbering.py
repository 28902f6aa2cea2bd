"""What Nomori Ulang would change: numbers, the ways that follow them, and what nobody can decide."""

from __future__ import annotations

from pathlib import Path

import pytest

import xl_sop
from tests import tables
from tests.checking.workbook import changed
from xl_sop.addin.numbering import plan
from xl_sop.reading.marks import retarget

WAYS = {
    "a bare number": ("7", "8"),
    "with a point": ("7.", "8."),
    "in brackets": ("(7)", "(8)"),
    "one that stays": ("3", "3"),
    "the end": ("selesai", "selesai"),
    "labelled ways": ("Lengkap: 7; Kurang: 3", "Lengkap: 8; Kurang: 3"),
    "a digit in the label": ("Berkas 7: 7; Berkas 9: selesai", "Berkas 7: 8; Berkas 9: selesai"),
    "no label": (": 7", ": 8"),
    "a quoted label": ('"a; b: 7": 9', '"a; b: 7": 10'),
    "spaces as typed": ("Ya :  7 ;Tidak:3", "Ya :  8 ;Tidak:3"),
    "no way at all": ("entah 7", "entah 7"),
    "a part that cannot be read": ("Ya: 7; entah", "Ya: 8; entah"),
    "a word beside the number": ("Ya: langkah 7", "Ya: langkah 7"),
}


@pytest.mark.parametrize("case", WAYS)
def test_a_way_follows_its_step(case: str):
    before, after = WAYS[case]
    assert retarget(before, {7: 8, 9: 10}) == after


def renumbered(**rows: str) -> tuple[dict[str, object], list[int], list[str]]:
    """What the plan writes (by cell), the numbers that stand twice, and the cells that mention a moved step."""
    made = plan(tables.document(changed(**rows)))
    return (
        {address.a1: value for address, value in made.writes},
        made.twice,
        [address.a1 for address in made.mentions],
    )


def test_numbers_in_order_need_nothing():
    assert renumbered() == ({}, [], [])


def test_a_row_inserted_without_a_number():
    rows = renumbered(
        langkah2="| 2 | Menyusun draf laporan | | | proses | Data | 60 | Draf | - | | |\n"
        "| | Menggandakan draf | | | proses | Draf | 10 | Salinan | | | |",
    )
    # 3 becomes 4 and 4 becomes 5; the way to 4 follows, the way to 2 stays
    assert rows == ({"A7": 3, "A8": 4, "A9": 5, "J8": "5"}, [], [])


def test_a_row_deleted_and_a_gap_before_the_first():
    rows = renumbered(
        langkah1="| 2 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | | |",
        langkah2="",
        langkah3="| 5 | Memeriksa draf laporan | | keputusan | | Draf | 30 | Koreksi | | selesai | 2 |",
        langkah4='| "6." | Menetapkan laporan | selesai | | | Konsep | 15 | Laporan | kembali ke langkah 5 | | |',
    )
    assert rows == ({"A5": 1, "A6": 2, "A7": "3.", "K6": "1"}, [], ["I7"])


def test_a_number_that_two_steps_have():
    rows = renumbered(
        langkah3="| 2 | Memeriksa draf laporan | | keputusan | | Draf | 30 | Koreksi | | 4 | 2 |",
    )
    assert rows == ({"A7": 3}, [2], [])


def test_afterwards_there_is_nothing_left_to_do(tmp_path: Path):
    text = changed(
        langkah2="| 7 | Menyusun draf laporan | | | proses | Data | 60 | Draf | - | | |",
        langkah3="| 3 | Memeriksa draf laporan | | keputusan | | Draf | 30 | Koreksi | | Lengkap: 4; Kurang: 7 | |",
    )
    xl_sop.write_template(tmp_path / "a.xlsx", tables.document(text))
    (document,) = xl_sop.read(tmp_path / "a.xlsx")
    ways = [[(way.step, way.label) for way in step.next] for step in document.sop.steps]
    assert ways[2] == [(4, "Lengkap"), (7, "Kurang")]
    written = {address.a1: value for address, value in plan(document).writes}
    assert written == {"A6": 2, "K7": "Lengkap: 4; Kurang: 2"}
