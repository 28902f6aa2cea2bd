import io
import re
import warnings

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.package.rich_workbook import MAIN, rich_workbook
from tests.package.zip_facts import raw_entries
from xl_sop.address import Merge
from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor
from xl_sop.package.new_sheet import Styled, add_sheet
from xl_sop.package.package import CONTENT_TYPES, Package

RICH = rich_workbook()
NAME = "Lembar & <Identifikasi>"
ROWS = [
    [Styled("Lembar Kerja", "title")],
    [],
    [Styled("No", "heading"), Styled("Uraian", "heading"), None],
    [1, Styled("=bukan rumus", "text"), 2.5],
    [None, Styled(None, "text"), "akhir"],
]


def added() -> Package:
    package = Package(RICH)
    add_sheet(package, NAME, ROWS, widths={1: 5, 2: 60.5}, merges=[Merge(1, 1, 1, 3)])
    return package


def reopened(package: Package) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(package.to_bytes()))


def test_the_sheet_is_last_and_reads_as_given():
    book = reopened(added())
    assert book.sheetnames == ["Prosedur", "Identifikasi", "Grafik", NAME]
    sheet = book[NAME]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found == [
        ["Lembar Kerja", None, None],
        [None] * 3,
        ["No", "Uraian", None],
        [1, "=bukan rumus", 2.5],
        [None, None, "akhir"],
    ]
    assert sheet["B4"].data_type == "s"
    assert (sheet["B5"].border.left.style, sheet["A3"].font.b, sheet["B4"].alignment.wrap_text) == (
        "thin",
        True,
        True,
    )
    assert [str(merge) for merge in sheet.merged_cells.ranges] == ["A1:C1"]
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (5, 60.5)
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToHeight) == (9, "portrait", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_second_reader_agrees():
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(added().to_bytes()))
    assert sheets.get_sheet_by_name(NAME).to_python()[3] == [1, "=bukan rumus", 2.5]


def test_only_what_must_change_changes():
    package = added()
    result = package.to_bytes()
    new = "xl/worksheets/sheet4.xml"
    changed = {CONTENT_TYPES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert set(package.changed) == changed | {new}
    before, after = raw_entries(RICH), raw_entries(result)
    assert list(after) == [*before, new]
    assert all(after[name] == before[name] for name in before if name not in changed)
    workbook = package.read("xl/workbook.xml")
    tag = rb'<sheet name="Lembar &amp; &lt;Identifikasi&gt;" sheetId="4" r:id="[^"]+"/>'
    assert len(re.findall(tag, workbook)) == 1
    assert re.sub(tag, b"", workbook) == Package(RICH).read("xl/workbook.xml")
    assert added().to_bytes() == result


def test_names_of_the_workbook_still_point_to_their_sheets():
    old, new = reopened(Package(RICH)), reopened(added())
    assert new["Identifikasi"].print_area == old["Identifikasi"].print_area
    assert new["Identifikasi"].print_title_rows == old["Identifikasi"].print_title_rows == "$1:$2"
    assert new.defined_names["Langkah"].attr_text == old.defined_names["Langkah"].attr_text


def test_free_numbers_are_found_where_some_are_taken():
    package = Package(RICH)
    text = package.read("xl/workbook.xml").replace(b'sheetId="3"', b'sheetId="17"')
    package.replace("xl/workbook.xml", text)
    package.add("xl/worksheets/sheet4.xml", b"<yatim/>")
    assert add_sheet(package, "Baru", [["x"]]) == "xl/worksheets/sheet5.xml"
    assert b'name="Baru" sheetId="18"' in package.read("xl/workbook.xml")
    add_sheet(package, "Baru2", [["y"]])
    assert SheetEditor(package, "Baru").get(1, 1) == "x"
    assert SheetEditor(package, "Baru2").get(1, 1) == "y"


def test_a_workbook_that_names_the_relationship_namespace_otherwise():
    package = Package(RICH)
    text = package.read("xl/workbook.xml").replace(b"xmlns:r=", b"xmlns:rel=").replace(b" r:id=", b" rel:id=")
    package.replace("xl/workbook.xml", text)
    add_sheet(package, "Baru", [["x"]])
    assert SheetEditor(package, "Baru").get(1, 1) == "x"
    assert reopened(package)["Baru"]["A1"].value == "x"


def test_a_strict_workbook_is_refused():
    package = Package(RICH)
    part = package.workbook_part
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    package.replace(part, package.read(part).replace(MAIN.encode(), strict))
    with pytest.raises(BookError, match="Strict Open XML"):
        add_sheet(package, "Baru", [["x"]])


def test_the_new_sheet_can_be_edited_like_any_other():
    package = added()
    sheet = SheetEditor(package, NAME)
    sheet.set_text(6, 2, "tambahan", style_from=(4, 2))
    assert sheet.style(6, 2) == sheet.style(4, 2) > 0
    assert reopened(package)[NAME]["B6"].value == "tambahan"


@pytest.mark.parametrize("name", ["", " ", "a/b", "a:b", "[a]", "a?", "x" * 32, "'a", "a'", "a\nb"])
def test_names_that_excel_refuses(name: str):
    package = Package(RICH)
    with pytest.raises(BookError, match="allows no sheet name"):
        add_sheet(package, name, [])
    assert package.changed == []


def test_a_name_that_is_taken():
    with pytest.raises(BookError, match="already"):
        add_sheet(Package(RICH), "PROSEDUR", [])


def test_a_protected_structure_is_respected():
    package = Package(RICH)
    text = package.read("xl/workbook.xml")
    package.replace(
        "xl/workbook.xml", text.replace(b"<sheets>", b'<workbookProtection lockStructure="1"/><sheets>')
    )
    with pytest.raises(BookError, match="protected") as caught:
        add_sheet(package, "Baru", [])
    assert "diproteksi" in caught.value.indonesian


@pytest.mark.parametrize("value", [True, float("nan"), float("-inf")])
def test_what_is_no_number_is_refused_before_anything_changes(value: float):
    package = Package(RICH)
    with pytest.raises(ValueError, match="not a number"):
        add_sheet(package, "Baru", [[value]])
    assert package.changed == []
