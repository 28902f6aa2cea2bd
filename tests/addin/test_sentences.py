"""What the buttons say."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_sop.addin import sentences
from xl_sop.addin.outputs import _plain


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (["galat"] * 3 + ["peringatan"] * 5, "3 kesalahan, 5 peringatan: lihat lembar Temuan."),
        (["info", "peringatan"], "1 peringatan, 1 saran: lihat lembar Temuan."),
        (["galat"], "1 kesalahan: lihat lembar Temuan."),
        ([], "Tidak ada temuan. SOP ini siap."),
    ],
)
def test_the_outcome_of_validasi(found: list, sentence: str):
    assert sentences.validated(found, "Temuan") == sentence


def test_an_unforeseen_error_names_the_log_if_there_is_one():
    assert "xl_sop.log" in sentences.for_exception(ValueError("x"), Path("xl_sop.log"))
    without = sentences.for_exception(ValueError("x"), None)
    assert "None" not in without
    assert "tercatat" not in without


@pytest.mark.parametrize(
    ("number", "text"),
    [(795, "795"), (2725, "2.725"), (1000000, "1.000.000"), (0.5, "0,5"), (1234.25, "1.234,25")],
)
def test_numbers_as_indonesians_write_them(number: float, text: str):
    assert _plain(number) == text


def test_nothing_heavy_is_imported_with_the_buttons():
    import subprocess
    import sys

    code = "import xl_sop.addin, sys; print([m for m in sys.modules if m.split('.')[0] in ('xlwings', 'polars', 'openpyxl', 'msgspec', 'pandas')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
