"""What comes out of workbook files, and the sentence for each file that is none."""

import hashlib
import io
import os
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book.small import (
    CELLS,
    MAIN,
    ROWS,
    SHARED,
    letters,
    merges,
    parts,
    relationships,
    sheet_xml,
    with_rows,
    with_strings,
    workbook,
    workbook_xml,
    zipped,
)
from tests.package.rich_workbook import rich_workbook
from xl_sop.address import Merge
from xl_sop.book.any_sheet import rewritten
from xl_sop.book.file import open_book, read_grids
from xl_sop.book.grid import Grid
from xl_sop.book.plain_sheet import plain_sheet
from xl_sop.errors import BookError
from xl_sop.limits import SPARSE_AREA
from xl_sop.refusals import REFUSALS


def only(data: bytes) -> Grid:
    (grid,) = read_grids(data)
    return grid


def refused(data: bytes) -> str:
    """The code of the refusal."""
    with pytest.raises(BookError) as caught:
        read_grids(data)
    return next(code for code, (_, english) in REFUSALS.items() if english == caught.value.english)


# --- books


def test_a_file_is_named_hashed_and_read(tmp_path):
    path = tmp_path / "sop.xlsx"
    path.write_bytes(workbook())
    book = open_book(path)
    assert (book.name, book.sha256) == ("sop.xlsx", hashlib.sha256(path.read_bytes()).hexdigest())
    assert [(grid.name, grid.rows) for grid in book.grids] == [("Prosedur", CELLS)]
    assert open_book(str(path), name="unit-a/sop.xlsx").name == "unit-a/sop.xlsx"


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx", ".xltm", ".zip", ""])
def test_contents_decide_not_the_extension(suffix, tmp_path):
    path = tmp_path / f"sop{suffix}"
    path.write_bytes(rich_workbook())
    assert open_book(path).grids


def test_the_same_values_as_another_reader(tmp_path):
    path = tmp_path / "kaya.xlsx"
    path.write_bytes(rich_workbook())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it will lose when it saves
        theirs = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    for grid in open_book(path).grids:
        sheet = theirs[grid.name]
        assert sorted(grid.merges) == sorted(
            Merge(area.min_row, area.min_col, area.max_row, area.max_col)
            for area in sheet.merged_cells.ranges
        )
        errors = {(address.row, address.column) for address in grid.errors}
        for row in range(1, sheet.max_row + 1):
            for column in range(1, sheet.max_column + 1):
                if (row, column) not in errors:
                    assert grid.value(row, column) == sheet.cell(row, column).value, (grid.name, row, column)


def test_values_of_every_kind(tmp_path):
    written = {
        "A1": "teks", "B1": 15, "C1": 1.5, "D1": True, "E1": datetime(2024, 1, 2, 3, 4, 5), "F1": date(2024, 1, 2),
        "G1": time(10, 30), "H1": timedelta(hours=30), "A2": " a  b\nc ", "B2": "0001", "C2": "=1+1 teks", "D2": None,
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for place, value in written.items():
        sheet[place] = value
        if place == "C2":
            sheet[place].data_type = "s"
    book.save(tmp_path / "nilai.xlsx")
    (grid,) = open_book(tmp_path / "nilai.xlsx").grids
    read = {place: grid.value(int(place[1]), ord(place[0]) - 64) for place in written}
    assert read == {**written, "F1": date(2024, 1, 2)}
    assert type(read["D1"]) is bool


def test_sheets_in_order_with_hidden_ones_marked():
    data = zipped(
        {
            **parts(
                workbook=f'<workbook xmlns="{MAIN}" xmlns:r="o"><sheets>'
                '<sheet name="Kedua &amp; lain" r:id="rId2" sheetId="1"/><sheet name="Grafik" r:id="rId3" sheetId="2"/>'
                '<sheet name="Kosong" r:id="rId4" sheetId="3"/><sheet name="Pertama" state="veryHidden" r:id="rId1" '
                'sheetId="9"/></sheets></workbook>',
                rels=relationships(
                    ("worksheet", "worksheets/sheet1.xml", ""),
                    ("worksheet", "/xl/lain/b.xml", ""),
                    ("chartsheet", "chartsheets/sheet1.xml", ""),
                    ("worksheet", "worksheets/kosong.xml", ""),
                ),
            ),
            "xl/lain/b.xml": sheet_xml('<row r="3"><c r="C3"><v>9</v></c></row>').encode(),
            "xl/chartsheets/sheet1.xml": b"<chartsheet/>",
            "xl/worksheets/kosong.xml": b"<worksheet><sheetData/></worksheet>",
        }
    )
    grids = read_grids(data)
    assert [(grid.name, grid.hidden, grid.top, grid.left, grid.rows) for grid in grids] == [
        ("Kedua & lain", False, 3, 3, [[9.0]]),
        ("Pertama", True, 1, 1, CELLS),
    ]


def test_only_empty_cells_make_a_book_without_grids():
    assert read_grids(with_rows('<row r="1"><c r="A1" s="1"/></row><row r="9" ht="40"/>')) == []


def test_the_workbook_may_have_another_name():
    made = parts(package=relationships(("officeDocument", "/xl/buku.xml", "")))
    made["xl/buku.xml"] = made.pop("xl/workbook.xml")
    made["xl/_rels/buku.xml.rels"] = made.pop("xl/_rels/workbook.xml.rels")
    assert only(zipped(made)).rows == CELLS


def test_the_workbook_may_stand_at_the_root_of_the_package():
    made = parts(
        package=relationships(("officeDocument", "buku.xml", "")),
        rels=relationships(("worksheet", "xl/worksheets/sheet1.xml", "")),
    )
    made["buku.xml"] = made.pop("xl/workbook.xml")
    made["_rels/buku.xml.rels"] = made.pop("xl/_rels/workbook.xml.rels")
    assert only(zipped(made)).rows == CELLS


# Excel 2013 and later write a second one, which says nothing of dates.
LATER = (
    '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}">'
    '<x15:workbookPr xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" '
    'chartTrackingRefBase="1"/></ext></extLst></workbook>'
)


@pytest.mark.parametrize("end", ["</workbook>", LATER], ids=["alone", "with-x15"])
def test_dates_from_1904(end):
    data = workbook(
        sheet_xml('<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="1"><v>43465</v></c></row>'),
        workbook=workbook_xml("A", before='<workbookPr date1904="1"/>').replace("</workbook>", end),
        rels=relationships(("worksheet", "worksheets/sheet1.xml", ""), ("styles", "styles.xml", "")),
        styles='<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
    assert only(data).rows == [[time(12), date(2023, 1, 1)]]


# --- cells that calamine does not tell


@pytest.mark.parametrize(
    ("cell", "value", "error", "uncached"),
    [
        ('<c r="A1" t="e"><v>#N/A</v></c>', None, True, False),
        ('<c r="A1" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, True, False),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', None, True, False),
        ("<c r='A1' t='e'><v>#REF!</v></c>", None, True, False),
        ('<c r="A1" t="str"><v>#N/A</v></c>', "#N/A", False, False),
        ('<c r="A1" t="inlineStr"><is><t>t="e"</t></is></c>', 't="e"', False, False),
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', None, False, True),
        ('<c r="A1"><f>SUM(B1:B9)</f><v></v></c>', None, False, True),
        ('<c r="A1"><f>SUM(B1:B9)</f><v/></c>', None, False, True),
        ('<c r="A1" s="1"><f t="shared" si="0"/><v /></c>', None, False, True),
        ('<c r="A1">\n  <f>1</f>\n</c>', None, False, True),
        ('<c r="A1"><f>SUM(B1:B9)</f><v>12</v></c>', 12.0, False, False),
        ('<c r="A1" t="str"><f>IF(B1,1,"")</f><v></v></c>', None, False, False),
        ('<c r="A1" t="str"><f>"a"</f><v>a</v></c>', "a", False, False),
    ],
)
@pytest.mark.parametrize("before", ["", "<!-- x -->"], ids=["plain", "rewritten"])
def test_errors_and_formulas_without_a_value(cell, value, error, uncached, before):
    grid = only(with_rows(f'{before}<row r="1">{cell}<c r="C1"><v>7</v></c></row>'))
    assert grid.value(1, 1) == value
    assert grid.value(1, 3) == 7
    assert [address.a1 for address in grid.errors] == ["A1"] * error
    assert [address.a1 for address in grid.uncached] == ["A1"] * uncached
    assert {address.sheet for address in (*grid.errors, *grid.uncached)} <= {"Prosedur"}


def test_a_sheet_of_errors_alone_is_kept():
    grid = only(with_rows('<row r="4"><c r="D4" t="e"><v>#N/A</v></c></row>'))
    assert (grid.rows, [str(address) for address in grid.errors]) == ([], ["Prosedur!D4"])


def test_empty_rows_and_columns_at_the_end_are_trimmed():
    blank = '<c r="{}" t="str"><f>""</f><v></v></c>'
    grid = only(with_rows(ROWS + f'<row r="3">{blank.format("A3")}{blank.format("F3")}</row>'))
    assert grid.rows == CELLS


def test_texts_of_every_kind():
    shared = (
        "<si/><si><r><t>Urai</t></r><r><rPr><b/></rPr><t>an</t></r></si>"
        "<si><t>Me</t><rPh sb='0' eb='1'><t>nada</t></rPh></si>"
    )
    rows = "".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABC"))
    assert only(with_strings(shared, f'<row r="1">{rows}<c r="D1"><v>1</v></c></row>')).rows == [
        [None, "Uraian", "Me", 1.0]
    ]


@pytest.mark.parametrize("tag", ['<sst xmlns="{}" count="0" uniqueCount="0"/>', "<sst/>", "<sst></sst>"])
def test_a_workbook_without_any_shared_text_is_whole(tag):
    targets = ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
    data = workbook(rels=relationships(*targets), strings=tag.format(MAIN))
    assert only(data).rows == CELLS


@pytest.mark.parametrize(
    ("before", "after"), [("\n", ""), ("", "\n"), ("\r\n  ", "\r\n"), (" ", " "), ("\t", "")]
)
@pytest.mark.parametrize("start", ["", "<!-- x -->"], ids=["plain", "rewritten"])
@pytest.mark.parametrize("tag", ["<v>", '<v xml:space="preserve">'])
def test_white_space_around_a_value_is_not_part_of_it(before, after, start, tag):
    def value(text: str) -> str:
        return f"{tag}{before}{text}{after}</v>"

    cells_xml = (
        f'<c r="A1" t="s">{value("2")}</c><c r="B1" t="n">{value("12.5")}</c><c r="C1">{value("7")}</c>'
        f'<c r="D1" t="b">{value("0")}</c><c r="E1" t="b">{value("1")}</c>'
        f'<c r="F1" t="str"><f>""</f>{value("teks")}</c>'
    )
    grid = only(with_strings(SHARED, f'{start}<row r="1">{cells_xml}</row>'))
    assert grid.rows == [["Menyusun", 12.5, 7.0, False, True, f"{before}teks{after}".replace("\r\n", "\n")]]


# --- merges


@given(st.lists(st.tuples(*[st.integers(1, 60)] * 4), max_size=8))
@settings(deadline=None)
def test_plain_and_rewritten_sheets_have_the_same_merges(ends):
    areas = [f"{letters(a)}{b}:{letters(c)}{d}" for a, b, c, d in ends]
    xml = sheet_xml(after=merges(*areas)).encode()
    plain = plain_sheet(xml)
    assert plain is not None
    assert plain.merges == rewritten(xml).merges


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 60), st.integers(1, 60)),
        st.one_of(
            st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: ("n", repr(n))),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: ("str", t)),
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(deadline=None)
def test_plain_and_rewritten_sheets_have_the_same_cells(values):
    rows: dict[int, list[str]] = {}
    for (row, column), (kind, value) in sorted(values.items()):
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        rows.setdefault(row, []).append(f'<c r="{letters(column)}{row}" t="{kind}"><v>{text}</v></c>')
    xml = "".join(f'<row r="{row}">{"".join(line)}</row>' for row, line in rows.items())
    plain, again = read_grids(with_rows(xml)), read_grids(with_rows("<!-- x -->" + xml))
    assert plain == again
    for (row, column), (kind, value) in values.items():
        assert plain[0].value(row, column) == (float(value) if kind == "n" else value)


# --- sheets without end


def test_far_cells_are_strays_only_if_the_sheet_would_be_nearly_empty():
    far = '<row r="{0}"><c r="{1}{0}"><v>7</v></c></row>'
    near = only(with_rows(ROWS + far.format(100_000, "B")))
    assert (near.bottom, near.value(100_000, 2), near.stray) == (100_000, 7.0, [])
    row = SPARSE_AREA.value // 2 + 1
    beyond = only(with_rows(ROWS + far.format(row, "B")))
    assert (beyond.rows, [address.a1 for address in beyond.stray]) == (CELLS, [f"B{row}"])


def test_a_long_list_beside_the_sop_is_read_whole():
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>0</v></c></row>' for r in range(3, 90_003)
    )
    grid = only(with_rows(ROWS + rows))
    assert (grid.bottom, grid.value(90_002, 1), grid.stray) == (90_002, 90_002.0, [])


def test_the_larger_group_of_cells_is_kept():
    table = "".join(
        f'<row r="{row}"><c r="B{row}"><v>{row}</v></c><c r="ZZ{row}"><v>1</v></c></row>'
        for row in range(9_000, 9_100)
    )
    grid = only(with_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + table))
    assert (grid.top, grid.bottom, [address.a1 for address in grid.stray]) == (9_000, 9_099, ["A1"])


# --- files that are no workbooks

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "ole"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table>", "html"),
        (b"\n<table><tr><td>No</td></tr></table>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        (b"No;Uraian;Waktu\n1;Menyusun;15\n", "text"),
        ("No\tUraian\n".encode("utf-16"), "text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "other"),
        (b"Rar!\x1a\x07\x01\0", "archive"),
        (b"PK", "truncated"),
        (workbook()[:300], "truncated"),
        (workbook()[:-30], "truncated"),
        (zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}), "docx"),
        (zipped({"ppt/presentation.xml": b"<p/>", "[Content_Types].xml": b"<Types/>"}), "pptx"),
        (zipped({"xl/workbook.bin": b"\0", "[Content_Types].xml": b"<Types/>"}), "xlsb"),
        (zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<o/>"}), "ods"),
        (zipped({"foto.jpg": b"\xff\xd8", "sop.xlsx": b"PK"}), "archive"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "damaged"),
        (workbook(sheet=b"<worksheet><sheetData>"), "damaged"),
        (workbook(rels=None), "damaged"),
        (workbook(workbook="<workbook"), "damaged"),
        (workbook(workbook=workbook_xml()), "sheets"),
        (
            workbook(
                workbook='<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheets/></workbook>'
            ),
            "strict",
        ),
    ],
)
def test_what_is_no_workbook_is_told_so(data, code):
    assert refused(data) == code


def test_a_docx_with_relationships_is_a_word_document():
    package = relationships(("officeDocument", "word/document.xml", ""))
    assert refused(zipped({"_rels/.rels": package.encode(), "word/document.xml": b"<w:document/>"})) == "docx"


def test_a_workbook_cut_anywhere_is_never_read():
    data = workbook()
    for size in range(0, len(data), 7):
        with pytest.raises(BookError):
            read_grids(data[:size])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda folder: folder / "tidak_ada.xlsx", "missing"),
        (lambda folder: folder, "folder"),
        (lambda folder: folder / "sop.xlsx" / "lagi.xlsx", "missing"),
        (lambda folder: folder / ("a" * 5000 + ".xlsx"), "name"),
        (lambda folder: f"{folder}/a\0b.xlsx", "name"),
        (lambda folder: folder / "pipa.xlsx", "special"),
        (lambda folder: "/dev/zero", "special"),
    ],
)
def test_paths_that_cannot_be_read(make, code, tmp_path):
    (tmp_path / "sop.xlsx").write_bytes(workbook())
    os.mkfifo(tmp_path / "pipa.xlsx")
    with pytest.raises(BookError) as caught:
        open_book(make(tmp_path))
    assert (caught.value.indonesian, caught.value.english) == REFUSALS[code]


@pytest.mark.parametrize(
    ("raised", "code"), [(PermissionError(13, "x"), "permission"), (OSError(5, "x"), "unreadable")]
)
def test_files_that_may_or_can_not_be_read(raised, code, tmp_path, monkeypatch):
    path = tmp_path / "sop.xlsx"
    path.write_bytes(workbook())

    def refuse(*_: object, **__: object):
        raise raised

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(BookError) as caught:
        open_book(path)
    assert (caught.value.indonesian, caught.value.english) == REFUSALS[code]


@pytest.mark.parametrize("code", REFUSALS)
def test_sentences_say_what_and_what_to_do(code):
    for sentence in REFUSALS[code]:
        what, _, to_do = sentence.partition(";")
        assert what
        assert to_do
        assert "\n" not in sentence
        assert sentence.endswith(".")


def test_nothing_is_written_or_fetched(tmp_path, monkeypatch):
    opened = []
    real = open

    def watch(file, mode="r", *arguments, **options):
        opened.append((Path(file).name, mode))
        return real(file, mode, *arguments, **options)

    path = tmp_path / "sop.xlsx"
    outside = 'TargetMode="External"'
    path.write_bytes(
        workbook(
            rels=relationships(
                ("worksheet", "worksheets/sheet1.xml", ""),
                ("externalLinkPath", "file:///etc/hostname", outside),
                ("styles", "http://example.invalid/styles.xml", outside),
                ("sharedStrings", "../../../../etc/hostname", ""),
            ),
            sheet=sheet_xml(
                ROWS + '<row r="3"><c r="A3"><f>WEBSERVICE("http://example.invalid")</f></c></row>'
            ),
        )
    )
    monkeypatch.setattr("builtins.open", watch)
    monkeypatch.setattr("socket.socket", None)
    grid = open_book(path).grids[0]
    assert (grid.rows, len(grid.uncached)) == (CELLS, 1)
    assert opened == [("sop.xlsx", "rb")]
    assert [entry.name for entry in tmp_path.iterdir()] == ["sop.xlsx"]
