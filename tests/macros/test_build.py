"""The built files: reproducible, equal to the committed ones, and read alike by everyone who reads VBA."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import olefile
import pytest
from pyopenvba import ExcelFile
from pyopenvba.integrity import check_file

from macros import build
from macros.addin import SETTINGS
from macros.build import ADDIN_NAME, TEMPLATE_NAME, WORKBOOKS
from macros.modules import HERE, xlwings_source
from macros.template import BUTTONS, SHEET
from tests.macros.olevba import sources
from tests.macros.structure import check
from xl_sop.template import write

OWN = {ADDIN_NAME: ("XlSop", "xlwings_udfs"), TEMPLATE_NAME: ("XlSopTemplat",)}
FILES = list(OWN)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both files, made from the template as the package writes it."""
    folder = tmp_path_factory.mktemp("built")
    write(folder / "templat.xlsx")
    build.build(folder, folder / "templat.xlsx")
    return folder


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(name: str) -> str:
    return (HERE / f"{name}.bas").read_text("ascii")


def unix(source: str) -> str:
    return source.replace("\r\n", "\n").rstrip("\n") + "\n"


@pytest.mark.parametrize("name", FILES)
def test_two_builds_are_equal(name: str, built: Path, tmp_path: Path):
    build.main(["--out", str(tmp_path), "--template", str(built / "templat.xlsx")])
    assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_the_build(name: str, tmp_path: Path):
    """Part by part and in order; the compressed bytes differ from one zlib to another."""
    build.build(tmp_path)
    ours, theirs = (list(parts(folder / name).items()) for folder in (tmp_path, WORKBOOKS))
    assert ours == theirs, "run: python -m macros.build"


@pytest.mark.parametrize("name", FILES)
def test_structure(name: str, built: Path):
    assert check(built / name) == []


@pytest.mark.parametrize("name", FILES)
def test_olevba_reads_our_sources(name: str, built: Path):
    found = sources(built / name)
    for module in OWN[name]:
        assert unix(found[module]) == text(module)


def test_olevba_reads_the_source_of_xlwings(built: Path):
    found = sources(built / ADDIN_NAME)
    assert unix(found["xlwings"]) == unix(xlwings_source())
    assert "Drop-in replacement for Scripting.Dictionary" in found["Dictionary"]


@pytest.mark.parametrize("name", FILES)
def test_olefile_finds_no_defect(name: str, built: Path):
    data = parts(built / name)["xl/vbaProject.bin"]
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as file:
        assert file.parsing_issues == []
        assert ["VBA", "dir"] in file.listdir()


@pytest.mark.parametrize("name", FILES)
def test_a_second_reader_agrees(name: str, built: Path):
    report = check_file(built / name)
    assert report.complete
    assert report.issues == ()
    with ExcelFile(built / name) as file:
        assert file.validate() == []
        theirs = {module: unix(source) for module, source in file.vba_modules().items()}
    ours = {module: unix(source) for module, source in sources(built / name).items()}
    assert theirs.keys() == ours.keys()
    for module in OWN[name]:
        assert theirs[module] == ours[module]


def test_the_add_in_answers_every_question_of_xlwings(built: Path):
    """A setting that is missing would be read from a file beside the clerk's workbook."""
    asked = set(re.findall(r'GetConfig\("([^"]+)"', xlwings_source()))
    assert asked == {name.upper() for name, _ in SETTINGS}


def test_the_settings_stand_where_xlwings_looks(built: Path):
    from python_calamine import load_workbook

    book = load_workbook(built / ADDIN_NAME)
    assert book.sheet_names == ["xl_sop.conf"]
    rows = book.get_sheet_by_name("xl_sop.conf").to_python()
    assert [tuple(row) for row in rows] == list(SETTINGS)


def test_the_template_changes_nowhere_else(built: Path):
    before, after = parts(built / "templat.xlsx"), parts(built / TEMPLATE_NAME)
    new = {"xl/drawings/vmlButtons.vml", "xl/vbaProject.bin", "xl/worksheets/_rels/sheet3.xml.rels"}
    assert after.keys() - before.keys() == new
    touched = {name for name in before if after[name] != before[name]}
    sheets = {f"xl/worksheets/sheet{number}.xml" for number in range(1, 6)}
    assert touched == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", *sheets}
    for name in sheets:
        cells = re.compile(rb"<c .*?(?:/>|</c>)", re.DOTALL)
        assert cells.findall(after[name]) == cells.findall(before[name])


def test_openpyxl_reads_the_macro_template(built: Path):
    import openpyxl

    book = openpyxl.load_workbook(built / TEMPLATE_NAME, keep_vba=True)
    names = ["Petunjuk", "Identitas", "Prosedur", "Identifikasi", "Pengaturan"]
    assert book.sheetnames == names
    assert book.code_name == "ThisWorkbook"
    assert [book[name].sheet_properties.codeName for name in names] == [f"Sheet{n}" for n in range(1, 6)]
    assert book[SHEET].legacy_drawing
    book.vba_archive.close()


def test_buttons_are_not_printed_and_run_a_macro_each(built: Path):
    drawing = parts(built / TEMPLATE_NAME)["xl/drawings/vmlButtons.vml"].decode()
    assert re.findall(r"<x:FmlaMacro>\[0]!XlSopTemplat\.(\w+)<", drawing) == [macro for _, macro in BUTTONS]
    assert drawing.count("<x:PrintObject>False</x:PrintObject>") == len(BUTTONS)


def test_a_sheet_with_notes_is_refused(built: Path, tmp_path: Path):
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.load_workbook(built / "templat.xlsx")
    book[SHEET]["B3"].comment = Comment("catatan", "penulis")
    book.save(tmp_path / "noted.xlsx")
    with pytest.raises(ValueError, match="notes"):
        build.build(tmp_path, tmp_path / "noted.xlsx")


def test_a_sheet_without_room_is_refused(built: Path, tmp_path: Path):
    import openpyxl

    book = openpyxl.load_workbook(built / "templat.xlsx")
    book[SHEET]["C2"] = "terisi"
    book.save(tmp_path / "full.xlsx")
    with pytest.raises(ValueError, match="empty row"):
        build.build(tmp_path, tmp_path / "full.xlsx")
