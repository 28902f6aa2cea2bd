"""Drawings as people draw them, after LibreOffice has opened and saved them: its files keep no glue."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.drawings.catalogue import PEOPLE
from tests.drawings.people import sketch
from tests.drawings.score import KINDS, Score
from xl_sop.book.live import read_live
from xl_sop.reading.documents import read_book

OpenBook = Callable[..., xw.Book]

ENOUGH = 0.99
STAY_BEHIND = frozenset({"anchored to one cell", "anchored to none", "labels on the way"})
"""In LibreOffice other fonts make other columns, and what is not anchored to both its corners' cells stays behind. Its
connectors all turn in their middle, so that a text on one lies nowhere any more.
"""


def test_nearly_everything_that_people_draw_is_read_from_what_libreoffice_saves(tmp_path: Path) -> None:
    drawings = {
        name: sketch(7, habits, tmp_path / f"{i}.xlsx")
        for i, (name, habits) in enumerate(PEOPLE.items())
        if name not in STAY_BEHIND
    }
    assert len(drawings) >= 30
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed (Debian: libreoffice-calc)"
    profile, folder = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "disimpan"
    call = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder),
    ]
    files = [str(drawing.path) for drawing in drawings.values()]
    subprocess.run([*call, *files], check=True, capture_output=True, timeout=300)

    score = Score()
    for name, drawing in drawings.items():
        score.add(name, folder / drawing.path.name, drawing.truth)
    for kind in KINDS:
        assert score.recall(kind) >= ENOUGH, score.differences
        assert score.precision(kind) >= ENOUGH, score.differences


@pytest.mark.parametrize("name", ["glued", "sloppy", "two sheets and letters", "grouped by three"])
def test_what_is_drawn_in_an_open_workbook_is_read(name: str, open_book: OpenBook, tmp_path: Path) -> None:
    drawn = sketch(11, PEOPLE[name], tmp_path / "terbuka.xlsx")
    book = open_book(drawn.path)
    (document,) = read_book(read_live(book))
    score = Score()
    score.compare(name, document, drawn.truth)
    assert score.differences == []
    assert book.fullname == str(drawn.path)
