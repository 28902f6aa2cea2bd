"""A written Jumlah: right where it is the sum of all steps above it, or of those since the last subtotal."""

from __future__ import annotations

import pytest

import xl_sop
from tests.tables import documents

HEADER = """| No | Uraian Prosedur | Pelaksana | Kelengkapan | {} | Output |
"""
STEP = "| {0} | Menyusun draf {0} | x | Data | {1} | Draf |\n"


def said(*rows: str, head: str = "Waktu", pages: int = 1) -> list[tuple[str, str]]:
    """`n` is a step's time, `=n` a sum; a `/` begins the next page."""
    sheets, number = [f"# Hal 1\n{HEADER.format(head)}"], 0
    for row in rows:
        if row == "/":
            sheets.append(f"\n# Hal {len(sheets) + 1}\n{HEADER.format(head)}")
        elif row.startswith("="):
            sheets[-1] += f"| | Jumlah | | | {row[1:]} | |\n"
        else:
            number += 1
            sheets[-1] += STEP.format(number, row)
    return [
        (str(f.address), f.message())
        for f in xl_sop.check(documents("".join(sheets)))
        if f.code == "jumlah-waktu-berbeda"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("10 menit", "1 jam", "=70 menit"),
        ("10 menit", "1 jam", "=1 jam 10 menit"),
        ("1 hari", "2 hari", "=3 hari"),
        ("4 jam", "1 hari", "=1,53 hari"),
        ("20 jam", "20 jam", "=5 hari"),
        ("10 menit", "=10 menit", "/", "5 menit", "=5 menit", "=15 menit"),
        ("10 menit", "=10 menit", "/", "5 menit", "=15 menit"),
        ("5-10 menit", "1 jam", "=70 menit"),
        ("10 menit", "sesuai kebutuhan", "=99 menit"),
        ("10 menit", "1 jam", "=70"),
        ("10 menit", "1 jam", "=lihat lampiran"),
    ],
    ids=" ".join,
)
def test_a_right_sum_or_one_nobody_can_judge(rows: tuple[str, ...]) -> None:
    assert said(*rows) == []


def test_a_bare_sum_takes_the_unit_of_its_column() -> None:
    assert said("10", "20", "=30", head="Waktu (menit)") == []
    ((cell, sentence),) = said("10", "20", "=40", head="Waktu (menit)")
    assert cell == "Hal 1!E4"
    assert "“40”" in sentence
    assert "30 menit" in sentence


def test_a_wrong_total_after_right_subtotals() -> None:
    found = said("10 menit", "=10 menit", "/", "5 menit", "=5 menit", "=20 menit")
    assert [cell for cell, _ in found] == ["Hal 2!E4"]
