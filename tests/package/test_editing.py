import re
from pathlib import Path

import pytest

from tests.book.readers import (
    RICH,
    SHEET,
    body,
    editor,
    openpyxl_values,
    sheet_of,
    without_cells,
)
from tests.package.rich_workbook import MAIN, STEPS
from tests.package.zip_facts import contents
from xl_sop.errors import BookError
from xl_sop.package.editing import refuse_if_open
from xl_sop.package.package import Package

# --- reading


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (1, 1, "LEMBAR KERJA IDENTIFIKASI"),
        (3, 1, 1),
        (3, 2, STEPS[0]),
        (8, 2, "Ruang lingkup kecamatan"),
        (8, 3, "Total 150"),
        (9, 3, 2),
        (10, 3, True),
        (1, 2, None),
        (700, 9, None),
    ],
)
def test_get(row: int, column: int, value: object):
    found = editor().get(row, column)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (
            b'<c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t> b</t></r></is></c>',
            "a b",
        ),
        (b'<c r="A1" t="str"><f>1</f><v>_x000D_</v></c>', "\r"),
        (b'<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
        (b'<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        (b'<c r="A1"><v>1E-3</v></c>', 0.001),
        (b'<c r="A1"><v>-7</v></c>', -7),
        (b'<c r="A1" t="n"/>', None),
        (b'<c t="b"><v>0</v></c>', False),
    ],
)
def test_get_of_other_spellings(cell: bytes, value: object):
    assert sheet_of(b'<sheetData><row r="1">' + cell + b"</row></sheetData>").get(1, 1) == value


def test_formula_and_style():
    sheet = editor()
    assert (sheet.formula(9, 3), sheet.formula(4, 4), sheet.formula(3, 2)) == ("A3+1", "", None)
    assert sheet.style(3, 2) == 2  # its own
    assert sheet.style(500, 2) == 2  # its column's
    assert sheet.style(500, 1) == 0
    own_row = sheet_of(b'<sheetData><row r="1" s="1" customFormat="1"/><row r="2" s="1"/></sheetData>')
    assert (own_row.style(1, 5), own_row.style(2, 5)) == (1, 0)


def test_last_row_and_merges():
    sheet = editor()
    assert sheet.last_row == 10
    assert sheet.merges == [(1, 1, 1, 4)]
    assert sheet_of(b"<sheetData/>").last_row == 0


def test_a_shared_text_that_does_not_exist():
    sheet = sheet_of(b'<sheetData><row r="1"><c r="A1" t="s"><v>999</v></c></row></sheetData>')
    with pytest.raises(BookError, match="points to a text"):
        sheet.get(1, 1)


@pytest.mark.parametrize(
    ("row", "first", "last", "free"),
    [
        (7, 1, 9, True),  # no such row
        (11, 1, 2, True),
        (4, 1, 2, False),
        (4, 3, 3, True),  # beside values
        (4, 6, 6, False),  # inside an array formula
        (8, 3, 3, False),  # a formula
        (1, 2, 2, False),  # hidden below a merge
        (1, 1, 4, False),  # the merge holds a text
        (2, 3, 9, True),
    ],
)
def test_is_free(row: int, first: int, last: int, free: bool):
    assert editor().is_free(row, first, last) is free


@pytest.mark.parametrize(
    ("merge", "row", "first", "last", "free"),
    [
        (b"B2:D2", 2, 2, 4, True),
        (b"B2:D2", 2, 2, 3, False),
        (b"B2:D3", 2, 2, 4, False),
        (b"B1:D1", 2, 2, 4, True),
    ],
)
def test_is_free_with_an_empty_merge(merge: bytes, row: int, first: int, last: int, free: bool):
    sheet = sheet_of(b'<sheetData/><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % merge)
    assert sheet.is_free(row, first, last) is free


# --- writing into the bytes


@pytest.mark.parametrize(
    ("before", "row", "column", "after"),
    [
        # an empty sheet, in its three spellings
        (b"<sheetData/>", 2, 3, b'<sheetData><row r="2">[C2]</row></sheetData>'),
        (b"<sheetData></sheetData>", 2, 3, b'<sheetData><row r="2">[C2]</row></sheetData>'),
        (b"<sheetData >\n</sheetData>", 2, 3, b'<sheetData ><row r="2">[C2]</row>\n</sheetData>'),
        # rows in order
        (
            b'<sheetData><row r="1"/><row r="5"/></sheetData>',
            3,
            1,
            b'<sheetData><row r="1"/><row r="3">[A3]</row><row r="5"/></sheetData>',
        ),
        # cells in order; AA comes after Z
        (
            b'<sheetData><row r="1"><c r="B1"/><c r="AA1"/></row></sheetData>',
            1,
            26,
            b'<sheetData><row r="1"><c r="B1"/>[Z1]<c r="AA1"/></row></sheetData>',
        ),
        # an empty row opens and keeps its attributes
        (
            b'<sheetData><row r="4" ht="30" customHeight="1"/></sheetData>',
            4,
            1,
            b'<sheetData><row r="4" ht="30" customHeight="1">[A4]</row></sheetData>',
        ),
        # spans widen where the cell lies outside
        (
            b'<sheetData><row r="4" spans="2:3"><c r="B4"/></row></sheetData>',
            4,
            5,
            b'<sheetData><row r="4" spans="2:5"><c r="B4"/>[E4]</row></sheetData>',
        ),
        (
            b'<sheetData><row r="4" spans="2:3 7:9"><c r="B4"/></row></sheetData>',
            4,
            8,
            b'<sheetData><row r="4" spans="2:3 7:9"><c r="B4"/>[H4]</row></sheetData>',
        ),
        # rows and cells that leave their place unsaid
        (
            b"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/></sheetData>",
            1,
            4,
            b"<sheetData><row><c><v>1</v></c><c><v>2</v></c>[D1]</row><row/></sheetData>",
        ),
        # the dimension grows, and only to the new cell
        (
            b'<dimension ref="B2:C3"/><sheetData/>',
            7,
            1,
            b'<dimension ref="A2:C7"/><sheetData><row r="7">[A7]</row></sheetData>',
        ),
        (
            b'<dimension ref="B2"></dimension><sheetData/>',
            2,
            2,
            b'<dimension ref="B2"></dimension><sheetData><row r="2">[B2]</row></sheetData>',
        ),
        # white space between elements stays
        (
            b'\n <sheetData>\n  <row r="1">\n   <c r="A1"/>\n  </row>\n </sheetData>\n',
            1,
            2,
            b'\n <sheetData>\n  <row r="1">\n   <c r="A1"/>[B1]\n  </row>\n </sheetData>\n',
        ),
        # other attributes and extensions of a cell stay, metadata of the old value goes
        (
            b"<sheetData><row r='1'><c ph='1' r='A1' cm=\"1\" vm='2'><v>1</v><extLst/></c></row></sheetData>",
            1,
            1,
            b"<sheetData><row r='1'><c ph='1' r='A1' t=\"inlineStr\"><is><t>x</t></is><extLst/></c></row>"
            b"</sheetData>",
        ),
    ],
)
def test_a_text_is_written_in_its_place(before: bytes, row: int, column: int, after: bytes):
    sheet = sheet_of(before)
    sheet.set_text(row, column, "x")
    wanted = re.sub(rb"\[(\w+)\]", rb'<c r="\1" t="inlineStr"><is><t>x</t></is></c>', after)
    assert body(sheet) == wanted
    assert sheet.get(row, column) == "x"


def test_a_prefixed_sheet_gets_prefixed_cells():
    root = b'<x:worksheet xmlns:x="%s" xmlns="urn:lain">' % MAIN.encode()
    sheet = sheet_of(b"<x:sheetData/>", root, b"</x:worksheet>")
    sheet.set_text(1, 1, "a")
    sheet.set_number(1, 2, 5)
    cells = b'<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>5</x:v></x:c>'
    text = sheet.package.read(SHEET)
    assert text == root + b'<x:sheetData><x:row r="1">' + cells + b"</x:row></x:sheetData></x:worksheet>"


def test_an_angle_bracket_in_an_attribute_does_not_end_the_tag():
    sheet = sheet_of(b'<sheetData><row r="1" note="a>b"><c r="A1" s="1" note=\'>"\'/></row></sheetData>')
    sheet.set_number(1, 1, 5)
    assert body(sheet) == (
        b'<sheetData><row r="1" note="a>b"><c r="A1" s="1" note=\'>"\'><v>5</v></c></row></sheetData>'
    )


@pytest.mark.parametrize(
    ("number", "written"), [(5, b"5"), (-0.1, b"-0.1"), (1e300, b"1e+300"), (10**15, b"1000000000000000")]
)
def test_numbers(number: float, written: bytes):
    sheet = editor()
    sheet.set_number(4, 2, number)
    assert b'<c r="B4" s="2"><v>%s</v></c>' % written in sheet.package.read(SHEET)
    assert sheet.get(4, 2) == number


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True])
def test_what_is_no_number_is_refused(number: float):
    sheet = editor()
    with pytest.raises(ValueError, match="not a number"):
        sheet.set_number(4, 2, number)
    assert sheet.package.changed == []


def test_emptying_a_cell_keeps_its_format():
    sheet = editor()
    sheet.set_text(4, 2, None)
    sheet.set_text(900, 9, None)
    assert b'<c r="B4" s="2"/>' in sheet.package.read(SHEET)
    assert without_cells(sheet.package.read(SHEET), "B4") == without_cells(contents(RICH)[SHEET], "B4")
    assert (sheet.get(4, 2), sheet.is_free(4, 2, 2)) == (None, True)


def test_style_from_another_cell_and_set_style():
    sheet = editor()
    sheet.set_text(20, 5, "judul", style_from=(1, 1))
    assert sheet.style(20, 5) == 1
    sheet.set_style(20, 5, 2)
    assert (sheet.style(20, 5), sheet.get(20, 5)) == (2, "judul")
    sheet.set_text(21, 5, "", style_from=(1, 1))
    assert (sheet.style(21, 5), sheet.get(21, 5)) == (1, None)
    assert openpyxl_values(sheet.package.to_bytes())["Identifikasi"][20, 5] == "judul"


@pytest.mark.parametrize(
    "same",
    [
        lambda sheet: sheet.set_text(3, 2, STEPS[0]),
        lambda sheet: sheet.set_text(8, 2, "Ruang lingkup kecamatan"),  # rich text stays rich
        lambda sheet: sheet.set_number(3, 1, 1),
        lambda sheet: sheet.set_number(3, 1, 1.0),
        lambda sheet: sheet.set_text(1, 2, ""),
        lambda sheet: sheet.set_text(50, 50, None),
        lambda sheet: sheet.set_text(3, 2, STEPS[0], style_from=(4, 2)),
        lambda sheet: sheet.set_style(3, 2, 2),
        lambda sheet: sheet.set_style(50, 2, 2),
    ],
)
def test_what_is_there_already_is_not_written_again(same):
    sheet = editor()
    same(sheet)
    assert sheet.package.changed == []


def test_a_number_replaces_an_equal_text_and_the_other_way_round():
    sheet = editor()
    sheet.set_text(3, 1, "1")
    assert sheet.get(3, 1) == "1"
    sheet.set_number(3, 1, 1)
    assert sheet.get(3, 1) == 1
    assert sheet.package.changed == []  # back to the bytes of the file


def test_a_row_is_made_higher_and_stays_measured_or_chosen():
    rows = b'<sheetData><row r="1" ht="15"/><row r="2" ht="40" customHeight="1"/></sheetData>'
    sheet = sheet_of(rows)
    for row in (1, 2, 3):
        sheet.raise_height(row, 55.5)
    raised = rows.replace(b'"15"', b'"55.5"').replace(b'"40"', b'"55.5"')
    assert body(sheet) == raised.replace(b"</sheetData>", b'<row r="3" ht="55.5"></row></sheetData>')


def test_two_editors_of_one_sheet_see_each_other():
    package = Package(RICH)
    one, other = editor(package), editor(package)
    one.set_text(4, 2, "satu")
    other.set_text(5, 2, "dua")
    assert (other.get(4, 2), one.get(5, 2)) == ("satu", "dua")


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_cells_that_do_not_exist(row: int, column: int):
    with pytest.raises(ValueError, match="no such cell"):
        editor().set_text(row, column, "x")


@pytest.mark.parametrize(
    "broken",
    [
        b"<sheetData>",
        b'<sheetData><row r="1"/><row r="1"/></sheetData>',
        b'<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData>',
        b'<sheetData><row r="1"><c r="1A"/></row></sheetData>',
        b'<sheetData><row r="satu"/></sheetData>',
        b"<lain/>",
    ],
)
def test_a_damaged_sheet_is_refused(broken: bytes):
    with pytest.raises(BookError, match="damaged"):
        sheet_of(broken)


# --- open files


@pytest.mark.parametrize("lock", ["~$sop.xlsx", ".~lock.sop.xlsx#"])
def test_an_open_file_is_refused(lock: str, tmp_path: Path):
    path = tmp_path / "sop.xlsx"
    refuse_if_open(path)
    (tmp_path / "~$lain.xlsx").write_bytes(b"")
    refuse_if_open(path)
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(BookError, match=re.escape(lock)) as caught:
        refuse_if_open(path)
    assert "sedang terbuka; tutup dahulu" in caught.value.indonesian
