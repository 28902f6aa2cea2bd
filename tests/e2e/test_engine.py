"""Every member of the xlwings engine that xl_sop uses, against a real LibreOffice: cells and their content."""

from __future__ import annotations

import datetime as dt

import pytest
import xlwings as xw


@pytest.fixture
def sheet(xw_app: xw.App) -> xw.Sheet:
    return xw_app.books.add().sheets[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (None, None),
        ("", None),
        (True, True),
        (False, False),
        (0, 0.0),
        (1, 1.0),
        (12.5, 12.5),
        (-3, -3.0),
        ("Camat", "Camat"),
        ("1 x 24 Jam", "1 x 24 Jam"),
        ("15 Menit", "15 Menit"),
        ("½ hari — “baku”", "½ hari — “baku”"),
        ("baris 1\nbaris 2", "baris 1\nbaris 2"),
        ("  tepi  ", "  tepi  "),
        ("TRUE FALSE", "TRUE FALSE"),
        (dt.datetime(2021, 1, 18), dt.datetime(2021, 1, 18)),
        (dt.datetime(2021, 1, 18, 13, 45, 30), dt.datetime(2021, 1, 18, 13, 45, 30)),
        (dt.date(2024, 2, 29), dt.datetime(2024, 2, 29)),
    ],
)
def test_a_value_comes_back_with_its_type(sheet, written, read):
    sheet["B2"].value = written
    value = sheet["B2"].value
    assert value == read
    assert type(value) is type(read)


@pytest.mark.parametrize(
    "text", ["01", "=x", "=SUM(A1", "- Buku agenda", "+62", "1/2", "April 2024", "8:15", "TRUE", "10%"]
)
class TestTextThatLooksLikeSomethingElse:
    def test_stays_text_in_a_text_cell(self, sheet, text):
        sheet["A1:B2"].number_format = "@"
        sheet["A1:B2"].value = [[text, "x"], ["y", text]]
        assert sheet["A1:B2"].value == [[text, "x"], ["y", text]]

    def test_stays_text_after_an_apostrophe(self, sheet, text):
        sheet["A1:B2"].value = [["'" + text, "x"], ["y", "'" + text]]
        assert sheet["A1:B2"].value == [[text, "x"], ["y", text]]

    def test_is_taken_as_typed_elsewhere_as_excel_does(self, sheet, text):
        taken = {
            "01": 1.0,
            "+62": 62.0,
            "TRUE": True,
            "10%": 0.1,
            "8:15": 0.34375,  # a time of day is a number to Excel's interface
            "April 2024": dt.datetime(2024, 4, 1),
        }
        if text in taken:
            sheet["A1"].value = text
            assert sheet["A1"].value == taken[text]
        elif text == "1/2":
            sheet["A1"].value = text
            assert (sheet["A1"].value.day, sheet["A1"].value.month) == (2, 1)
        elif text == "=x":
            sheet["A1"].value = text
            assert sheet["A1"].options(err_to_str=True).value == "#NAME?"
        elif text == "=SUM(A1":  # both programs close the bracket
            sheet["B1"].value = text
            assert sheet["B1"].formula == "=SUM(A1)"
        else:
            with pytest.raises(ValueError, match="apostrophe"):
                sheet["A1"].value = text


def test_a_table_of_all_types_in_one_go(sheet):
    table = [
        ["No", "Uraian", "Waktu", "Selesai", "Tanggal"],
        [1, "Menerima surat", "15 Menit", True, dt.datetime(2024, 1, 2)],
        [2.5, None, None, False, None],
        [0, "a.", "2 (dua) hari", None, dt.datetime(2024, 12, 31, 23, 59)],
    ]
    sheet["C3"].value = table
    assert sheet["C3:G6"].value == table
    assert sheet.used_range.address == "$C$3:$G$6"
    assert [type(value) for value in sheet["C4:G4"].value] == [float, str, str, bool, dt.datetime]


def test_a_single_row_a_single_column_and_a_fill(sheet):
    sheet["A1"].value = ["a", "b", "c"]
    sheet["A2"].options(transpose=True).value = [1, 2]
    sheet["B2:C3"].value = "x"
    assert sheet["A1:C3"].value == [["a", "b", "c"], [1, "x", "x"], [2, "x", "x"]]
    sheet["A1:C3"].value = None
    assert sheet["A1:C3"].value == [[None] * 3] * 3


def test_raw_value_and_options(sheet):
    sheet["A1:B1"].raw_value = [["a", 2]]
    assert sheet["A1:B1"].raw_value == [["a", 2.0]]
    assert sheet["A1"].options(ndim=2).value == [["a"]]
    assert sheet["A1:B1"].options(ndim=2, numbers=int, empty="-").value == [["a", 2]]
    assert sheet["A2:B2"].options(empty="-").value == ["-", "-"]


def test_formulas_are_in_english_and_fill_relatively(sheet):
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    sheet["A4"].formula = "=SUM(A1:A3)"
    sheet["B1:B3"].formula = "=A1*2"
    sheet["C1"].value = '=IF(A1>0,"ya","tidak")'
    sheet["D1"].formula = "=A1=1"
    sheet["D2"].formula = "=DATE(2024,2,29)"
    sheet["D3"].formula = "=1/0"
    assert sheet["A4"].value == 6
    assert sheet["B1:B3"].value == [2, 4, 6]
    assert sheet["A4:D4"].formula[0][0] == "=SUM(A1:A3)"
    assert [row[0] for row in sheet["B1:B3"].formula] == ["=A1*2", "=A2*2", "=A3*2"]
    assert sheet["C1"].value == "ya"
    assert sheet["D1"].value is True
    assert sheet["D2"].value == dt.datetime(2024, 2, 29)
    assert sheet["D3"].value is None
    assert sheet["D3"].options(err_to_str=True).value == "#DIV/0!"


def test_a_formula_nobody_can_read_raises(sheet):
    with pytest.raises(ValueError, match="not a formula"):
        sheet["A1"].value = "=>x"
    assert sheet["A1"].value is None


def test_ranges_are_found_by_address_tuple_slice_and_name(sheet):
    sheet.book.names.add("Langkah", f"='{sheet.name}'!$B$5:$D$9")
    found = {
        "address": sheet["B5:D9"],
        "absolute": sheet.range("$B$5:$D$9"),
        "corners": sheet.range((5, 2), (9, 4)),
        "ranges": sheet.range(sheet["B5"], sheet["D9"]),
        "slices": sheet[4:9, 1:4],
        "offset": sheet["A1:C5"].offset(4, 1),
        "resize": sheet["B5"].resize(5, 3),
        "name": sheet["Langkah"],
    }
    assert {name: cells.address for name, cells in found.items()} == dict.fromkeys(found, "$B$5:$D$9")
    assert sheet["B5:D9"].last_cell.address == "$D$9"
    assert sheet["B5"].get_address(False, False) == "B5"
    assert sheet["B5:D9"].rows[1].address == "$B$6:$D$6"
    assert len(sheet["B5:D9"]) == 15
    with pytest.raises(xw.NoSuchObjectError):
        sheet["Tidak Ada"]


def test_colours_and_fonts(sheet):
    block = sheet["A1:B2"]
    assert block.color is None
    block.color = (255, 199, 206)
    assert block.color == (255, 199, 206)
    sheet["B2"].color = "#00B050"
    assert block.color is None
    assert sheet["B2"].color == (0, 176, 80)
    block.set_colors([[(1, 2, 3), ...], [None, (1, 2, 3)]])
    assert [cell.color for cell in block] == [(1, 2, 3), (255, 199, 206), None, (1, 2, 3)]
    block.font.bold, block.font.italic, block.font.size = True, True, 14
    block.font.color, block.font.name = (192, 0, 0), "Liberation Serif"
    assert (block.font.bold, block.font.italic, block.font.size) == (True, True, 14)
    assert (block.font.color, block.font.name) == ((192, 0, 0), "Liberation Serif")
    sheet["A1"].font.bold = False
    assert block.font.bold is None


def test_number_formats_sizes_and_wrapping(sheet):
    sheet["A1:A2"].number_format = "@"
    assert sheet["A1"].number_format == "@"
    assert sheet["A1:B1"].number_format is None
    assert sheet["B1"].number_format == "General"
    sheet["A1"].row_height, sheet["A1"].column_width = 40, 25
    assert sheet["A1"].row_height == pytest.approx(40, abs=0.1)
    assert sheet["A1"].column_width == pytest.approx(25, abs=0.1)
    assert sheet["A1:A2"].row_height is None
    sheet["A1"].wrap_text = True
    assert sheet["A1"].wrap_text is True
    sheet["C1"].value = "kata " * 20
    sheet.autofit("columns")
    assert sheet["C1"].column_width > 60


def test_merging_keeps_the_first_cell_only(sheet):
    sheet["A1:C2"].value = [["judul", "b", "c"], [1, 2, 3]]
    sheet["A1:C2"].merge()
    assert sheet["B2"].merge_area.address == "$A$1:$C$2"
    assert sheet["B2"].merge_cells
    sheet["A1"].unmerge()
    assert not sheet["A1"].merge_cells
    assert sheet["A1:C2"].value == [["judul", None, None], [None, None, None]]


def test_the_merged_areas_of_a_sheet(sheet):
    assert sheet.impl.merged_areas() == []
    for address in ("B2:D2", "B4:B5", "C4:C5", "F1:G9", "A20:C21"):
        sheet[address].merge()
    sheet["B4:B5"].color = (1, 2, 3)
    assert sheet.impl.merged_areas() == [
        (1, 6, 9, 2),
        (2, 2, 1, 3),
        (4, 2, 2, 1),
        (4, 3, 2, 1),
        (20, 1, 2, 3),
    ]


def test_rows_and_cells_move(sheet):
    sheet["A1:B3"].value = [[1, "a"], [2, "b"], [3, "c"]]
    sheet["2:2"].insert("down")
    assert sheet["A1:A4"].value == [1, None, 2, 3]
    sheet["2:2"].delete("up")
    sheet["A1"].insert("right")
    assert sheet["A1:C1"].value == [None, 1, "a"]
    sheet["A1"].delete("left")
    sheet["A1"].delete("up")
    assert sheet["A1:B3"].value == [[2, "a"], [3, "b"], [None, "c"]]


def test_clearing_content_formats_and_all(sheet):
    cell = sheet["A1"]
    for clear, value, color in (
        (cell.clear_contents, None, (9, 9, 9)),
        (cell.clear_formats, "x", None),
        (cell.clear, None, None),
    ):
        cell.value, cell.color = "x", (9, 9, 9)
        clear()
        assert (cell.value, cell.color) == (value, color)


def test_notes(sheet):
    note = sheet["C4"].add_note("Waktu kosong.\nKetik mis. 15 menit.")
    sheet["A1"].add_note("lain")
    assert note.text == sheet["C4"].note.text == "Waktu kosong.\nKetik mis. 15 menit."
    assert sorted(note.location.address for note in sheet.notes) == ["$A$1", "$C$4"]
    note.text = "baru"
    assert sheet.notes["C4"].text == "baru"
    with pytest.raises(ValueError, match="already"):
        sheet["C4"].add_note("dua")
    note.delete()
    assert sheet["C4"].note is None
    assert len(sheet.notes) == 1


def test_links(sheet):
    target = sheet.book.sheets.add("Lembar Kerja", after=sheet)
    for cell, address in (
        ("A1", "#'Lembar Kerja'!B2"),
        ("A2", "#Sheet1!C3"),
        ("A3", "https://www.example.org/a"),
    ):
        sheet[cell].add_hyperlink(address, "buka")
        assert sheet[cell].value == "buka"
        assert sheet[cell].hyperlink == address
    with pytest.raises(ValueError, match="hyperlink"):
        _ = target["A1"].hyperlink


def test_conditional_formats(sheet):
    rule = sheet["B2:B5"].conditional_formats.add_custom(
        '=AND($A2="x",B2<>"")', fill_color=(255, 199, 206), font_bold=True
    )
    assert (rule.type, rule.formula, rule.fill_color) == ("custom", '=AND($A2="x",B2<>"")', (255, 199, 206))
    assert len(sheet["B3"].conditional_formats) == 1
    assert len(sheet["C3"].conditional_formats) == 0
    sheet["D1"].conditional_formats.add_custom("=TRUE()", fill_color="#FFEB9C")
    sheet["B2:B5"].conditional_formats.clear()
    assert len(sheet.cells.conditional_formats) == 1
    sheet.cells.conditional_formats[0].delete()
    assert len(sheet.cells.conditional_formats) == 0


def test_what_is_not_there_names_itself(sheet):
    for name, use in {
        "Range.find": lambda: sheet["A1:A3"].find("x"),
        "Range.borders": lambda: sheet["A1"].borders,
        "Sheet.pictures": lambda: sheet.pictures,
        "Sheet.copy": lambda: sheet.impl.copy(None, None),
        "App.startup_path": lambda: sheet.book.app.startup_path,
        "Range.horizontal_alignment = …": lambda: setattr(sheet["A1"], "horizontal_alignment", "center"),
        "Name.name = …": lambda: setattr(sheet.book.names.add("a_b", "=1"), "name", "c_d"),
    }.items():
        with pytest.raises(NotImplementedError, match="LibreOffice engine") as error:
            use()
        assert str(error.value).startswith(f"{name}: ")
