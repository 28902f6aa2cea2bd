"""The printed SOP by LibreOffice: its PDF says what the workbook says, on whole pages of its own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import xl_sop
from tests.flowchart.test_in_file import branching
from xl_sop.document import Document
from xl_sop.printing.office import to_pdf
from xl_sop.printing.print_copy import print_copies

EXAMPLES = sorted((Path(__file__).parents[2] / "workbooks" / "contoh").glob("*.xlsx"))


def pages(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, white space folded."""
    path = folder / "sop.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def sizes(pdf: bytes, folder: Path) -> set[tuple[int, int]]:
    """Paper sizes of all pages in millimetres, the shorter side first."""
    path = folder / "sop.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", path], capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(r"size:\s+([0-9.]+) x ([0-9.]+) pts", told)
    return {tuple(sorted(round(float(side) / 72 * 25.4) for side in pair)) for pair in found}  # type: ignore[misc]


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem)
def test_the_pdf_has_every_step_and_no_mark(path: Path, tmp_path: Path) -> None:
    (copy,) = print_copies(path.read_bytes())
    seen = pages(to_pdf(copy), tmp_path)
    numbered = [re.search(r"Halaman (\d+) dari (\d+)", page) for page in seen]
    assert [(int(found[1]), int(found[2])) for found in numbered if found] == [
        (n, len(seen)) for n in range(1, len(seen) + 1)
    ]
    assert "Isi satu langkah satu baris" not in " ".join(seen)
    table = [page for page in seen if "Mutu Baku" in page]
    assert len(table) == (2 if path == EXAMPLES[2] else 1)
    whole = " ".join(table)
    for word in ("mulai", "keputusan", "Ya → No."):
        assert word not in whole.split()
        assert word not in whole
    for step in xl_sop.read(path)[0].sop.steps:
        words = set((step.description or "").split())
        assert any(words <= set(page.split()) for page in table), step.description


def test_a_step_is_never_cut_and_letters_say_where_it_goes_on(tmp_path: Path) -> None:
    book = tmp_path / "bercabang.xlsx"
    xl_sop.write_template(book, Document(branching()))
    (copy,) = print_copies(book.read_bytes(), paper="F4")
    pdf = to_pdf(copy)
    table = [page for page in pages(pdf, tmp_path) if "Mutu Baku" in page]
    assert len(table) == 2
    for number in range(1, 14):
        assert sum(f"Langkah {number} " in f"{page} " for page in table) == 1
    for page in table:
        assert {"A", "B"} <= set(page.split())
    for label in ("Lengkap", "Kurang", "Ditolak", "Selesai"):
        assert label in table[0].split()
    assert sizes(pdf, tmp_path) == {(216, 330)}
