"""Number formats that show a unit: read from files that openpyxl wrote, and from an open sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

import xl_sop
from xl_sop.book.suffixes import suffix_of


@pytest.mark.parametrize(
    ("code", "suffix"),
    [
        ('0" menit"', " menit"),
        ('#,##0" menit"', " menit"),
        ('0.0" jam"', " jam"),
        ('General" hari kerja"', " hari kerja"),
        ('0\\ "menit"', " menit"),
        ("0\\ \\j\\a\\m", " jam"),
        ('0 "menit";-0 "kurang"', " menit"),
        ('0_)" menit"', " menit"),
        ("General", None),
        ("0.00", None),
        ("0%", None),
        ("@", None),
        ('_("Rp"* #,##0_);_("Rp"* \\(#,##0\\);_("Rp"* "-"_);_(@_)', None),
        ('"Rp"#,##0', None),
        ("dd mmmm yyyy", None),
        ('"menit"', None),
    ],
)
def test_the_words_behind_a_number(code: str, suffix: str | None) -> None:
    assert suffix_of(code) == suffix


def workbook(path: Path, formats: list[str], values: list[object], heading: str = "Waktu") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "Kegiatan", "Staf", "Kelengkapan", heading, "Output"])
    for i, (code, value) in enumerate(zip(formats, values, strict=True), start=1):
        sheet.append([i, "Mencatat", "x", "Surat", value, "Agenda"])
        sheet.cell(i + 1, 5).number_format = code
    book.save(path)
    return path


def test_a_unit_that_only_the_format_shows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ['0" menit"', '0.0" jam"', '0" hari kerja"', "General"], [15, 1.5, 2, "5 menit"]
    )
    (found,) = xl_sop.read(path)
    assert [s.duration.text for s in found.sop.steps] == ["15 menit", "1,5 jam", "2 hari kerja", "5 menit"]
    assert [s.duration.minutes for s in found.sop.steps] == [15, 90, 900, 5]


def test_other_formats_change_nothing(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ["0.00", "General", '"Rp"#,##0', "#,##0"], [15, 20, 25, 30], "Waktu (menit)"
    )
    (found,) = xl_sop.read(path)
    assert [s.duration.text for s in found.sop.steps] == ["15", "20", "25", "30"]
    assert found.sop.totals.minutes == 90


def test_the_unit_of_the_format_counts_more_than_that_of_the_heading(tmp_path: Path) -> None:
    (found,) = xl_sop.read(workbook(tmp_path / "a.xlsx", ['0" jam"'], [2], "Waktu (menit)"))
    assert found.sop.totals.minutes == 120
