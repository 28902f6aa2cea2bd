import re

import pytest

from tests.book.readers import CHAIN, RICH, SHEET, body, editor, openpyxl_values, sheet_of
from tests.package.rich_workbook import MAIN
from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import CONTENT_TYPES, Package


def chain(package: Package) -> list[tuple[str, str]]:
    """(sheet id, cell) of each entry, the inherited ids spelt out."""
    found, sheet = [], "0"
    for tag in re.findall(rb"<c [^>]*>", package.read(CHAIN)):
        own = re.search(rb' i="(\d+)"', tag)
        sheet = own[1].decode() if own else sheet
        found.append((sheet, re.search(rb'r="(\w+)"', tag)[1].decode()))
    return found


def test_an_overwritten_formula_leaves_the_calculation_chain():
    package = Package(RICH)
    before = chain(package)
    assert before[:3] == [("1", "C6"), ("2", "C9"), ("2", "C8")]
    sheet = editor(package)
    sheet.set_number(9, 3, 2)  # its entry names the sheet for the next one
    assert chain(package) == [entry for entry in before if entry != ("2", "C9")]
    sheet.set_text(5, 4, "tidak lagi")
    assert chain(package) == [entry for entry in before if entry not in (("2", "C9"), ("2", "D5"))]
    assert set(package.changed) == {CHAIN, SHEET}
    assert sheet.formula(9, 3) is None


def test_an_entry_that_names_its_own_sheet_keeps_it():
    package = Package(RICH)
    before = chain(package)
    SheetEditor(package, "Prosedur").set_number(6, 3, 150)  # the next entry names another sheet
    assert chain(package) == before[1:]


def test_a_run_of_removed_entries_hands_its_sheet_on():
    package = Package(RICH)
    sheet = editor(package)
    sheet.set_text(9, 3, "a")
    sheet.set_text(8, 3, "b")
    assert chain(package)[:2] == [("1", "C6"), ("2", "D3")]


def test_the_same_cell_of_another_sheet_stays_in_the_chain():
    package = Package(RICH)
    package.replace(CHAIN, package.read(CHAIN).replace(b'r="C6" i="1"', b'r="C9" i="1"'))
    editor(package).set_text(9, 3, "a")
    assert chain(package)[:2] == [("1", "C9"), ("2", "C8")]


def test_the_chain_goes_with_its_last_entry():
    package = Package(RICH)
    package.replace(CHAIN, b'<calcChain xmlns="%s"><c r="C9" i="2"/></calcChain>' % MAIN.encode())
    editor(package).set_number(9, 3, 1)
    assert CHAIN not in package
    assert b"calcChain" not in package.read(CONTENT_TYPES) + package.read("xl/_rels/workbook.xml.rels")
    assert openpyxl_values(package.to_bytes())["Identifikasi"][9, 3] == 1


def test_a_formula_is_overwritten_even_by_its_own_result():
    sheet = editor()
    sheet.set_text(8, 3, "Total 150")
    assert (sheet.formula(8, 3), sheet.get(8, 3)) == (None, "Total 150")
    assert ("2", "C8") not in chain(sheet.package)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (3, 4),  # holds the text of a shared formula
        (3, 6),  # the first cell of an array formula
        (5, 6),  # a cell that an array formula fills
    ],
)
def test_a_formula_that_others_hang_on_is_refused_and_nothing_changes(row: int, column: int):
    sheet = editor()
    for write in (lambda: sheet.set_text(row, column, "x"), lambda: sheet.set_text(row, column, None)):
        if sheet.get(row, column) is not None:
            with pytest.raises(BookError, match="shared with other cells") as caught:
                write()
    assert "Identifikasi!" in caught.value.indonesian
    assert sheet.package.changed == []


def test_the_last_cell_of_a_shared_formula_and_an_array_of_one_cell_may_go():
    sheet = sheet_of(
        b'<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">1+1</f><v>2</v></c>'
        b'<c r="B1"><f t="array" ref="B1">2</f><v>2</v></c></row></sheetData>'
    )
    sheet.set_text(1, 1, "x")
    sheet.set_text(1, 2, "y")
    assert b"<f" not in body(sheet)
