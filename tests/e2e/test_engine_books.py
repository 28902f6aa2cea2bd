"""Every member of the xlwings engine that xl_sop uses: workbooks, the application, and what is protected."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from openpyxl.styles import Protection

from xl_sop.libreoffice.common import ProtectedError


def _workbook(path: Path, *sheets: str) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = sheets[0] if sheets else "Prosedur"
    for title in sheets[1:]:
        workbook.create_sheet(title)
    workbook.active["A1"] = path.stem
    workbook.save(path)
    return path


def test_two_books_are_open(xw_app, tmp_path):
    first = xw_app.books.open(_workbook(tmp_path / "satu.xlsx"))
    second = xw_app.books.open(_workbook(tmp_path / "dua.xlsx"))
    assert sorted(book.name for book in xw_app.books) == ["dua.xlsx", "satu.xlsx"]
    assert len(xw_app.books) == 2
    assert xw_app.books["satu.xlsx"] == first
    assert first.fullname == str(tmp_path / "satu.xlsx")
    first.sheets[0]["A1"].value = "x"
    assert second.sheets[0]["A1"].value == "dua"
    for book in (first, second, first):
        book.set_mock_caller()
        assert xw.Book.caller().name == book.name
        assert book.app == xw.apps.active
    first.close()
    assert [book.name for book in xw_app.books] == ["dua.xlsx"]


def test_the_active_book_and_the_selection_follow_the_clerk(xw_app, tmp_path):
    first = xw_app.books.open(_workbook(tmp_path / "satu.xlsx", "A", "B"))
    xw_app.books.open(_workbook(tmp_path / "dua.xlsx"))
    assert xw_app.books.active.name == "dua.xlsx"
    first.activate()
    assert xw_app.books.active.name == "satu.xlsx"
    first.sheets["B"]["C3:D4"].select()
    assert first.sheets.active.name == "B"
    assert (first.selection.sheet.name, first.selection.address) == ("B", "$C$3:$D$4")
    first.sheets["A"].activate()
    assert first.sheets.active.name == "A"


@pytest.mark.parametrize(
    "name", ["ascii.xlsx", "Διαδικασία ½.xlsx", "Prosedur Keuangan — “baku”.xlsx", "émile, 100%.xlsx"]
)
def test_the_calling_book_is_found_from_another_process(office, xw_app, tmp_path, name):
    book = xw_app.books.open(_workbook(tmp_path / name))
    code = (
        "import xl_sop.libreoffice as lo, xlwings as xw; assert lo.register_if_called();"
        "book = xw.Book.caller(); book.sheets[0]['B2'].value = book.name; book.app.alert('selesai')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f"--wb={name}", "--from_xl=1"],
        env=os.environ | {"XL_SOP_OFFICE_PIPE": office.pipe},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert book.sheets[0]["B2"].value == name


def test_sheets_are_added_found_named_hidden_and_deleted(xw_app, tmp_path):
    book = xw_app.books.open(_workbook(tmp_path / "buku.xlsx", "Identitas", "Prosedur"))
    added = book.sheets.add("Temuan", after=book.sheets["Prosedur"])
    book.sheets.add("Awal", before=book.sheets[0])
    assert book.sheet_names == ["Awal", "Identitas", "Prosedur", "Temuan"]
    assert book.sheets["temuan"].index == added.index == 4
    assert book.sheets["TEMUAN"].name == "Temuan"
    assert "Temuan" not in book.sheets  # xlwings has no such test (its issue 613), so neither have we
    with pytest.raises(KeyError):
        book.sheets["Tidak ada"]
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("TEMUAN")
    added.name = "Temuan 2"
    added.visible = False
    assert [(sheet.name, sheet.visible) for sheet in book.sheets][-1] == ("Temuan 2", False)
    added.delete()
    assert book.sheet_names == ["Awal", "Identitas", "Prosedur"]


def test_names(xw_app, tmp_path):
    book = xw_app.books.open(_workbook(tmp_path / "buku.xlsx", "Lembar Kerja", "B"))
    book.names.add("Langkah", "='Lembar Kerja'!$A$1:$C$9")
    book.sheets["B"].names.add("Setempat", "=B!$D$4")
    book.names.add("Menit", "=450")
    assert {name.name: name.refers_to for name in book.names} == {
        "Langkah": "='Lembar Kerja'!$A$1:$C$9",
        "Menit": "=450",
        "B!Setempat": "=B!$D$4",
    }
    assert (
        book.names["Langkah"].refers_to_range.get_address(include_sheetname=True)
        == "'Lembar Kerja'!$A$1:$C$9"
    )
    assert book.names["B!Setempat"].refers_to_range.sheet.name == "B"
    assert "langkah" in book.names
    with pytest.raises(xw.NoSuchObjectError):
        _ = book.names["Menit"].refers_to_range
    book.names["Menit"].delete()
    assert len(book.names) == 2


def test_a_saved_book_reads_the_same_elsewhere(xw_app, tmp_path):
    book = xw_app.books.add()
    assert not Path(book.fullname).is_absolute()
    sheet = book.sheets[0]
    sheet["A1"].value = [["No", "Uraian", True], ["'01", "½", dt.datetime(2024, 1, 2)]]
    sheet["A1:C1"].color, sheet["A1"].font.bold = (1, 2, 3), True
    sheet["B2"].add_note("Ketik mis. 15 menit")
    sheet["A4:C4"].merge()
    sheet["B6"].add_hyperlink("#Sheet1!B2", "buka")
    sheet["A1"].conditional_formats.add_custom('=$A1="No"', fill_color=(255, 199, 206))
    book.save(tmp_path / "Hasil ½.xlsx")
    assert book.fullname == str(tmp_path / "Hasil ½.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "Hasil ½.xlsx").active
    assert [cell.value for cell in saved[1]] == ["No", "Uraian", True]
    assert [cell.value for cell in saved[2]] == ["01", "½", dt.datetime(2024, 1, 2)]
    assert (saved["B1"].fill.fgColor.rgb, saved["A1"].font.b) == ("FF010203", True)
    assert saved["B2"].comment.text == "Ketik mis. 15 menit"
    assert [str(area) for area in saved.merged_cells.ranges] == ["A4:C4"]
    assert saved["B6"].hyperlink.location == "Sheet1!B2"
    (rules,) = saved.conditional_formatting
    assert rules.rules[0].formula == ['$A1="No"']
    sheet["A1"].value = "Nomor"
    book.save()
    assert openpyxl.load_workbook(tmp_path / "Hasil ½.xlsx").active["A1"].value == "Nomor"
    with pytest.raises(ValueError, match="xlsx"):
        book.save(tmp_path / "hasil.doc")
    with pytest.raises(OSError, match="save"):
        book.save(tmp_path / "tidak ada" / "hasil.xlsx")


def test_a_book_that_is_none_does_not_open(xw_app, tmp_path):
    with pytest.raises(FileNotFoundError):
        xw_app.books.open(tmp_path / "tidak ada.xlsx")
    (tmp_path / "gambar.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(OSError, match="could not open"):
        xw_app.books.open(tmp_path / "gambar.xlsx")


def test_shapes_can_be_read(xw_app, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "bentuk.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.insert_textbox("C3", "Camat", {"width": 96, "height": 48, "object_position": 3, "x_offset": 0})
        sheet.insert_textbox("C9", "Ya")
    sheet = xw_app.books.open(tmp_path / "bentuk.xlsx").sheets[0]
    assert [shape.text for shape in sheet.shapes] == ["Camat", "Ya"]
    shape = sheet.shapes[0]
    assert (shape.left, shape.top) == pytest.approx((sheet["C3"].left, sheet["C3"].top), abs=1)
    assert shape.height == pytest.approx(36, abs=1)
    assert shape.width > shape.height  # LibreOffice stretches it with its columns
    shape.delete()
    assert [shape.text for shape in sheet.shapes] == ["Ya"]


class TestTheApplication:
    def test_alerts_are_recorded_and_answered_where_nobody_sits(self, xw_app):
        assert xw_app.alert("3 kesalahan", "SOP", mode="info") == "ok"
        xw_app.impl.alerts.answers[:] = ["no", "cancel"]
        asked = [xw_app.alert("Timpa?", buttons=buttons) for buttons in ("yes_no", "yes_no_cancel", "yes_no")]
        assert asked == ["no", "cancel", "yes"]
        assert xw_app.impl.alerts.recorded[0] == {
            "prompt": "3 kesalahan",
            "title": "SOP",
            "buttons": "ok",
            "mode": "info",
            "answer": "ok",
        }

    def test_properties_are_put_back_even_after_an_error_of_the_office(self, xw_app):
        sheet = xw_app.books.add().sheets[0]
        from xl_sop.libreoffice import uno_bridge as uno

        with (  # noqa: PT012
            pytest.raises(uno.UnoException, match="cellsuno"),
            xw_app.properties(screen_updating=False, calculation="manual", status_bar="Memeriksa …"),
        ):
            assert xw_app.screen_updating is False
            assert sheet.book.api.hasControllersLocked()
            assert xw_app.calculation == "manual"
            assert xw_app.status_bar == "Memeriksa …"
            sheet.api.getCellRangeByName("tidak_ada!")
        assert (xw_app.screen_updating, xw_app.calculation, xw_app.status_bar) == (True, "automatic", False)
        assert not sheet.book.api.hasControllersLocked()

    def test_manual_calculation_waits(self, xw_app):
        sheet = xw_app.books.add().sheets[0]
        sheet["A1"].value, sheet["A2"].formula = 1, "=A1+1"
        with xw_app.properties(calculation="manual"):
            sheet["A1"].value = 5
            assert sheet["A2"].value == 2
            xw_app.calculate()
            assert sheet["A2"].value == 6

    def test_the_engine_is_the_active_one(self, xw_app):
        assert xw.engines.active.name == "libreoffice"
        assert xw.apps.active == xw_app
        assert xw_app.version.major == 16


LOCKED, OPEN = "B2", "C3"
CHANGES = {
    "value": lambda sheet, cell: setattr(sheet[cell], "value", "baru"),
    "matrix": lambda sheet, cell: setattr(sheet[cell].resize(2, 2), "value", [[1, 2], [3, 4]]),
    "formula": lambda sheet, cell: setattr(sheet[cell], "formula", "=1+1"),
    "empty": lambda sheet, cell: setattr(sheet[cell], "value", None),
    "clear_contents": lambda sheet, cell: sheet[cell].clear_contents(),
    "clear": lambda sheet, cell: sheet[cell].clear(),
    "clear_formats": lambda sheet, cell: sheet[cell].clear_formats(),
    "colour": lambda sheet, cell: setattr(sheet[cell], "color", (1, 2, 3)),
    "colours": lambda sheet, cell: sheet[cell].set_colors([[(1, 2, 3)]]),
    "bold": lambda sheet, cell: setattr(sheet[cell].font, "bold", True),
    "font colour": lambda sheet, cell: setattr(sheet[cell].font, "color", (1, 2, 3)),
    "number format": lambda sheet, cell: setattr(sheet[cell], "number_format", "@"),
    "wrap": lambda sheet, cell: setattr(sheet[cell], "wrap_text", True),
    "height": lambda sheet, cell: setattr(sheet[cell], "row_height", 50),
    "width": lambda sheet, cell: setattr(sheet[cell], "column_width", 50),
    "autofit": lambda sheet, cell: sheet[cell].autofit(),
    "note": lambda sheet, cell: sheet[cell].add_note("catatan"),
    "note text": lambda sheet, cell: setattr(sheet["E5"].note, "text", "lain"),
    "note gone": lambda sheet, cell: sheet["E5"].note.delete(),
    "merge": lambda sheet, cell: sheet[cell].resize(1, 2).merge(),
    "unmerge": lambda sheet, cell: sheet["E7:F8"].unmerge(),
    "link": lambda sheet, cell: sheet[cell].add_hyperlink("#Lain!A1", "buka"),
    "insert": lambda sheet, cell: sheet[cell].insert("down"),
    "delete": lambda sheet, cell: sheet[cell].delete("up"),
    "rule": lambda sheet, cell: sheet[cell].conditional_formats.add_custom("=TRUE()", fill_color=(1, 2, 3)),
}
ONLY_CONTENT = {"value", "formula", "empty", "clear_contents"}  # allowed where the cell is open


@pytest.fixture
def protected(xw_app, tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B2"], sheet["C3"] = "terkunci", "terbuka"
    sheet["C3"].protection = Protection(locked=False)
    sheet["E5"].comment = openpyxl.comments.Comment("lama", "x")
    sheet.merge_cells("E7:F8")
    sheet.protection.sheet = True
    workbook.create_sheet("Lain")
    workbook.save(tmp_path / "proteksi.xlsx")
    return xw_app.books.open(tmp_path / "proteksi.xlsx").sheets[0]


def _state(sheet: xw.Sheet) -> tuple[object, ...]:
    block = sheet["A1:H12"]
    looks = [(cell.color, cell.number_format, cell.font.bold) for cell in (sheet["B2"], sheet["C3"])]
    notes = [(note.location.address, note.text) for note in sheet.notes]
    sizes = [(cell.row_height, cell.column_width) for cell in (sheet["B2"], sheet["C3"])]
    return block.formula, looks, notes, sheet.impl.merged_areas(), sizes, len(sheet.cells.conditional_formats)


@pytest.mark.parametrize("change", CHANGES)
def test_a_protected_sheet_raises_and_stays_as_it_was(protected, change):
    assert protected.impl.protected
    before = _state(protected)
    with pytest.raises(ProtectedError, match="diproteksi"):
        CHANGES[change](protected, LOCKED)
    assert _state(protected) == before
    if change in ONLY_CONTENT:
        CHANGES[change](protected, OPEN)
        assert protected[OPEN].value != "terbuka"
    else:
        with pytest.raises(ProtectedError):
            CHANGES[change](protected, OPEN)
        assert _state(protected) == before


def test_every_change_works_where_nothing_is_protected(protected):
    other = protected.book.sheets["Lain"]
    assert not other.impl.protected
    for name, change in CHANGES.items():
        other.clear()
        other["B2"].column_width = 8
        other["B2"].value, other["B2"].number_format = "isi", "0.00"
        other["E5"].add_note("lama")
        other["E7:F8"].merge()
        before = _state(other)
        if name == "rule":  # needs a style, which LibreOffice refuses while any sheet is protected
            with pytest.raises(ProtectedError, match="gaya"):
                change(other, LOCKED)
            assert _state(other) == before
            protected.api.unprotect("")
        change(other, LOCKED)
        if name not in {"wrap", "font colour"}:  # not part of the state
            assert _state(other) != before, name
        other["A1:H12"].unmerge()


def test_a_protected_structure_keeps_its_sheets(xw_app, tmp_path):
    book = xw_app.books.open(_workbook(tmp_path / "struktur.xlsx", "Sheet", "Lain"))
    book.api.protect("")  # LibreOffice 7.4 does not read this lock from an .xlsx
    assert book.impl.protected
    for change in (
        lambda: book.sheets.add("Temuan"),
        book.sheets["Lain"].delete,
        lambda: setattr(book.sheets["Lain"], "name", "X"),
        lambda: setattr(book.sheets["Lain"], "visible", False),
    ):
        with pytest.raises(ProtectedError, match="Struktur"):
            change()
    assert book.sheet_names == ["Sheet", "Lain"]
    book.sheets["Lain"]["A1"].value = "boleh"
