"""A workbook edited part by part, opened by LibreOffice: it reads what was written and misses nothing."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.package.rich_workbook import rich_workbook
from xl_sop.package.editing import SheetEditor
from xl_sop.package.new_sheet import Styled, add_sheet
from xl_sop.package.package import Package

TEXTS = ["=1+1", "_x0041_", "a\rb", " tepi ", "dua\nbaris", '<&>"', "½ hari 😀", "@x", "-", "007"]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook before and after, as LibreOffice writes both out in one run."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "lama.xlsm").write_bytes(rich_workbook())
    package = Package.open(folder / "lama.xlsm")
    sheet = SheetEditor(package, "Identifikasi")
    for number, text in enumerate(TEXTS, 20):
        sheet.set_text(number, 2, text)
    sheet.set_number(4, 1, 7.5)
    sheet.set_text(9, 3, "rumus diganti")
    add_sheet(package, "Lembar Baru", [[Styled("Judul", "title")], [Styled("No", "label"), 12]])
    package.write(folder / "baru.xlsm")

    program = shutil.which("soffice")
    assert program, "LibreOffice is needed (Debian: libreoffice-calc)"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # -1 at the end: every sheet into a file of its own, named after it; 76 is UTF-8.
    table = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for form in (table, "pdf", "ods"):
        call = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
        files = [str(folder / "lama.xlsm"), str(folder / "baru.xlsm")]
        subprocess.run([*call, *files], check=True, capture_output=True, timeout=120)
    return folder


def rows(path: Path) -> dict[tuple[int, int], str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row, column): value
            for row, line in enumerate(csv.reader(file), 1)
            for column, value in enumerate(line, 1)
            if value
        }


def test_the_edited_sheet_reads_as_written(converted: Path):
    old, new = (rows(converted / f"{name}-Identifikasi.csv") for name in ("lama", "baru"))
    wanted = old | {(number, 2): text for number, text in enumerate(TEXTS, 20)}
    wanted |= {(4, 1): "7.5", (9, 3): "rumus diganti"}
    # LibreOffice computes what hangs on the new number.
    wanted |= {(4, 4): "15", (4, 6): "22.5"}
    assert new == wanted


def test_the_other_sheets_read_as_before(converted: Path):
    for sheet in ("Prosedur", "Grafik"):
        assert rows(converted / f"baru-{sheet}.csv") == rows(converted / f"lama-{sheet}.csv") != {}


def test_the_new_sheet_reads_as_given(converted: Path):
    assert rows(converted / "baru-Lembar Baru.csv") == {(1, 1): "Judul", (2, 1): "No", (2, 2): "12"}


def test_pictures_shapes_charts_notes_and_names_are_still_there(converted: Path):
    def counted(name: str) -> dict[str, int]:
        with zipfile.ZipFile(converted / f"{name}.ods") as archive:
            text = archive.read("content.xml").decode()
            pictures = sum(entry.startswith("Pictures/") for entry in archive.namelist())
        tags = ("<draw:frame", "<draw:custom-shape", "<draw:connector", "<draw:object", "<office:annotation ")
        tags += ("calcext:conditional-format ", "table:content-validation ", "table:named-range ")
        return {tag: text.count(tag) for tag in tags} | {"pictures": pictures}

    old, new = counted("lama"), counted("baru")
    assert new == old
    assert min(old.values()) > 0, old


def test_a_print_of_it_has_pages(converted: Path):
    for name in ("lama", "baru"):
        assert (converted / f"{name}.pdf").read_bytes().startswith(b"%PDF")
