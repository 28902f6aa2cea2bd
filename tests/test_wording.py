"""What people read follows the wording agreed with the field: the words that were given up stand nowhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import xl_sop

GIVEN_UP = {
    r"s3://ember": "s3://bucket",
    r"\bbaku: ": "bawaan: …, or standar: …",
    r"\(baku\)": "(bawaan)",
    r"templat baku": "templat standar",
    r"di atas lembar Pengaturan": "menggantikan … di lembar Pengaturan",
    r"berkata sandi": "dilindungi kata sandi",
    r"\bSOURCE (?:gagal|tidak)": "sumber …",
    r"lebih panjang dari jam": "ditulis dalam hari atau lebih",
    r"[Ll]embar identifikasi menulis": "pada lembar identifikasi tertulis",
    r"diawali pelakunya": "diawali nama pelaksana",
    r"[Ss]el ini berisi,": "sel ini terisi,",
    r"tidak mungkin benar": "tidak sesuai susunan 18 angka",
    r"mutu baku waktu": "waktu baku",
    r"\btidak jalan\b": "tidak berfungsi",
    r"\bberes\b": "siap",
    r"apa yang diketik": "apa yang harus diketik",
    r"(?:Lepas|Batal) Proteksi": "Buka Proteksi",
}
FORMER_HEAD = ("addin/marks.py", "Temuan xl_sop:")
"""Still recognised on the notes of earlier versions."""


def texts() -> list[tuple[str, str]]:
    """Every string of the package but its docstrings, with its file."""
    root = Path(xl_sop.__file__).parent
    found: list[tuple[str, str]] = []
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                found.append((path.relative_to(root).as_posix(), node.value))
    return found


@pytest.mark.parametrize("words", GIVEN_UP)
def test_words_that_were_given_up_stand_nowhere(words: str) -> None:
    pattern = re.compile(words)
    assert [(file, text) for file, text in texts() if pattern.search(text)] == [], (
        f"better: {GIVEN_UP[words]}"
    )


def test_notes_have_the_new_head_and_know_the_former_one() -> None:
    assert [found for found in texts() if "Temuan xl_sop" in found[1]] == [FORMER_HEAD]
    assert ("addin/marks.py", "Temuan pemeriksaan SOP:") in texts()
