"""A workbook with a regenerated worksheet, opened by LibreOffice: the new words, and all else as before."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.identify import identify
from tests.package.rich_workbook import rich_workbook
from tests.rich_sop import LINES, NEW_LAST, NEW_SECOND, rich_sop

BOOKS = {"hanyut": rich_sop(), "tanpa": rich_workbook()}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both workbooks before and after, as LibreOffice writes them out."""
    folder = tmp_path_factory.mktemp("identify")
    files = []
    for name, data in BOOKS.items():
        for state, content in (("lama", data), ("baru", identify(data).data)):
            files.append(folder / f"{name}-{state}.xlsm")
            files[-1].write_bytes(content)
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed (Debian: libreoffice-calc)"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # -1 at the end: every sheet into a file of its own, named after it; 76 is UTF-8.
    table = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for form in (table, "ods"):
        call = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
        subprocess.run([*call, *map(str, files)], check=True, capture_output=True, timeout=120)
    return folder


def rows(path: Path) -> dict[tuple[int, int], str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row, column): value
            for row, line in enumerate(csv.reader(file), 1)
            for column, value in enumerate(line, 1)
            if value
        }


def test_the_worksheet_says_what_the_steps_say_and_the_rest_reads_as_before(converted: Path) -> None:
    old, new = (rows(converted / f"hanyut-{state}-Identifikasi.csv") for state in ("lama", "baru"))
    assert new == old | {
        (20, 2): f"{NEW_SECOND}; Menyetujui konsep",
        (21, 2): NEW_LAST,
        (24, 2): NEW_SECOND,
        (26, 2): NEW_LAST,
    }
    for sheet in ("Prosedur", "Grafik"):
        assert (
            rows(converted / f"hanyut-baru-{sheet}.csv") == rows(converted / f"hanyut-lama-{sheet}.csv") != {}
        )


def test_a_new_sheet_reads_as_given_and_the_others_as_before(converted: Path) -> None:
    new = rows(converted / "tanpa-baru-Identifikasi (xl_sop).csv")
    start = next(row for (row, _), text in new.items() if text == "C. Identifikasi Langkah") + 1
    assert [new[row, 3] for row in range(start, start + 4)] == list(LINES)
    assert (start + 4, 3) not in new
    for sheet in ("Prosedur", "Identifikasi", "Grafik"):
        assert (
            rows(converted / f"tanpa-baru-{sheet}.csv") == rows(converted / f"tanpa-lama-{sheet}.csv") != {}
        )


@pytest.mark.parametrize("name", BOOKS)
def test_pictures_shapes_charts_notes_and_names_are_still_there(name: str, converted: Path) -> None:
    def counted(state: str) -> dict[str, int]:
        with zipfile.ZipFile(converted / f"{name}-{state}.ods") as archive:
            text = archive.read("content.xml").decode()
            pictures = sum(entry.startswith("Pictures/") for entry in archive.namelist())
        tags = ("<draw:frame", "<draw:custom-shape", "<draw:connector", "<draw:object", "<office:annotation ")
        tags += ("calcext:conditional-format ", "table:content-validation ", "table:named-range ")
        return {tag: text.count(tag) for tag in tags} | {"pictures": pictures}

    old, new = counted("lama"), counted("baru")
    assert new == old
    assert min(old.values()) > 0, old
