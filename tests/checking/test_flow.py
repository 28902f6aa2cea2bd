"""Start and end of a flow where they have rows of their own; loops and dead steps over several rows."""

from __future__ import annotations

from tests.checking.workbook import changed
from tests.tables import documents
from xl_sop.checking import check_documents

FLOW = ("alur-", "langkah-tidak-terjangkau", "cabang-")


def told(text: str) -> list[str]:
    return [
        f"{finding.code} {finding.address and finding.address.a1}"
        for finding in check_documents(documents(text))
        if finding.code.startswith(FLOW)
    ]


def boxes_only(**rows: str) -> str:
    """The sound workbook with a box in place of both capsules."""
    return changed(
        langkah1="| 1 | Memerintahkan penyusunan | proses | | | Surat | 15 | Disposisi | - | | |",
        langkah4="| 4 | Menetapkan laporan | proses | | | Konsep | 15 | Laporan | | | |",
        **rows,
    )


def test_without_capsules_start_and_end_are_missed() -> None:
    assert told(boxes_only()) == ["alur-tanpa-mulai C5", "alur-tanpa-selesai C8"]


def test_rows_for_mulai_and_selesai_are_start_and_end() -> None:
    with_rows = boxes_only().replace(
        "| 1 | Memerintahkan", "| | Mulai | | | | | | | | | |\n| 1 | Memerintahkan", 1
    )
    with_rows = with_rows.replace(
        "\n\n# Identifikasi", "\n| | Selesai | | | | | | | | | |\n\n# Identifikasi", 1
    )
    assert told(with_rows) == []


def test_marks_without_shapes_tell_neither() -> None:
    rows = {
        "langkah1": "| 1 | Memerintahkan penyusunan | x | | | Surat | 15 | Disposisi | - | | |",
        "langkah2": "| 2 | Menyusun draf laporan | | | x | Data | 60 | Draf | SOP Pelaksanaan Rapat | | |",
        "langkah3": "| 3 | Memeriksa draf laporan | | x | | Draf | 30 | Koreksi | | | |",
        "langkah4": "| 4 | Menetapkan laporan | x | | | Konsep | 15 | Laporan | | | |",
    }
    assert told(changed(**rows)) == []


def test_of_steps_that_follow_from_a_dead_one_only_the_first_is_told() -> None:
    rows = {
        "langkah1": "| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 4 | |",
        "langkah3": "| 3 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |",
    }
    assert told(changed(**rows)) == ["langkah-tidak-terjangkau E6"]


def test_a_circle_that_nothing_enters_is_told_once() -> None:
    rows = {
        "langkah1": "| 1 | Memerintahkan penyusunan | mulai | | | Surat | 15 | Disposisi | - | 4 | |",
        "langkah3": "| 3 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | 2 | |",
    }
    assert told(changed(**rows)) == ["langkah-tidak-terjangkau E6"]


def test_numbers_that_repeat_tell_nothing_of_targets() -> None:
    rows = {"langkah3": "| 2 | Memeriksa draf laporan | | proses | | Draf | 30 | Koreksi | | | |"}
    assert "langkah-tidak-terjangkau" not in " ".join(told(changed(**rows)))
