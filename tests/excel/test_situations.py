"""What stands in the way on real desks. Each is a trait of Excel named in `application`, `com` or `cells`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

import xl_sop
from tests.e2e import seen
from tests.e2e.sound import PLANTED, typed
from tests.excel import com
from tests.excel.application import HIDDEN, VERY_HIDDEN, Box, Profile
from tests.excel.cells import ExcelError
from tests.excel.com import Com
from tests.excel.conftest import OpenDesk
from tests.excel.desk import BUTTONS, PROFILES, Desk, book_of
from tests.excel.test_accesses import template
from xl_sop.addin import checking, findings_sheet, marks

EXCEL = Profile("Excel 365")
TWELVE = "10 kesalahan, 2 peringatan: lihat lembar Temuan."
# "Indonesia" is an Excel 365 with other regional settings.
every_profile = pytest.mark.parametrize("profile", PROFILES[1:], ids=lambda profile: profile.name)


def press_all(desk: Desk) -> dict[str, list[str]]:
    return {button: desk.press(button) for button in BUTTONS}


# ---- sheets -----------------------------------------------------------------------------------------------------


@every_profile
@pytest.mark.parametrize("state", [HIDDEN, VERY_HIDDEN])
def test_the_last_sheet_is_hidden(profile: Profile, state: int, open_desk: OpenDesk):
    desk = open_desk(profile)
    book = book_of(desk)
    last = book.add_sheet(after=book.all_sheets[-1])
    last.visible, book.active = state, book.sheet("Prosedur")
    assert desk.press("validate") == [TWELVE]
    assert desk.press("validate") == [TWELVE]
    desk.press("totals")
    names = [sheet.name for sheet in book.all_sheets]
    assert names[4:] == ["Pengaturan", "Temuan", "Waktu Pelaksana", last.name]
    assert last.visible == state
    desk.press("clear_marks")
    assert seen.marks(desk.saved()) == {}


@every_profile
def test_a_very_hidden_guide_is_not_shown(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).sheet("Petunjuk").visible = VERY_HIDDEN
    assert "Validasi: periksa SOP" in desk.press("help")[0]


@every_profile
def test_findings_on_a_very_hidden_sheet_are_listed_and_not_visited(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).sheet("Identifikasi").visible = VERY_HIDDEN
    desk.press("validate")
    for _ in range(14):
        desk.press("next_finding")
        assert desk.excel.selection[0].name != "Identifikasi"


@every_profile
@pytest.mark.parametrize("selected", [True, False], ids=["chart selected", "nothing selected"])
def test_a_chart_sheet_is_shown(profile: Profile, selected: bool, open_desk: OpenDesk):
    desk = open_desk(profile)
    book = book_of(desk)
    chart = book.add_chart("Grafik", at=0)
    book.active = chart
    chart.selected = "chart area" if selected else None
    for button in ("validate", "totals", "identification", "export_json"):
        desk.press(button)
        assert book.active is chart
    assert [sheet.name for sheet in book.all_sheets][-2:] == ["Temuan", "Waktu Pelaksana"]
    desk.press("next_finding")
    assert desk.excel.status_bar.startswith("Temuan 1 dari 12, Identitas!")


@every_profile
def test_a_sheet_of_the_clerks_called_temuan_is_left_alone(
    profile: Profile, open_desk: OpenDesk, tmp_path: Path
):
    desk = open_desk(profile)
    book = book_of(desk)
    own = book.add_sheet(after=book.all_sheets[-1])
    own.rename("TEMUAN")
    own.assign(Box(1, 1, 1, 1), "Temuan Inspektorat 2023")
    before = seen.everything(desk.saved())
    for _ in range(2):
        assert desk.press("validate") == ["10 kesalahan, 2 peringatan: lihat lembar Temuan (xl_sop)."]
    desk.press("clear_marks")
    book.active = own
    assert seen.changes(before, seen.everything(desk.saved())) == {}


# ---- protection -------------------------------------------------------------------------------------------------


@every_profile
@pytest.mark.parametrize(
    ("button", "sheet"),
    [
        ("validate", "Prosedur"),
        ("validate", "Identitas"),
        ("totals", "Prosedur"),
        ("identification", "Identifikasi"),
    ],
)
def test_a_protected_sheet(profile: Profile, button: str, sheet: str, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).sheet(sheet).protected = True
    before = seen.everything(desk.saved())
    (sentence,) = desk.press(button)
    assert sentence.startswith(f"Lembar {sheet} terkunci.")
    assert seen.changes(before, seen.everything(desk.saved())) == {}


@every_profile
@pytest.mark.parametrize("button", ["validate", "totals"])
def test_a_protected_structure(profile: Profile, button: str, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).protected = True
    before = seen.everything(desk.saved())
    (sentence,) = desk.press(button)
    assert sentence.startswith("Susunan lembar buku kerja ini terkunci")
    assert seen.changes(before, seen.everything(desk.saved())) == {}


@every_profile
def test_other_sheets_may_be_protected(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).sheet("Petunjuk").protected = True
    assert desk.press("validate") == [TWELVE]
    for sentences in press_all(desk).values():
        assert "terkunci" not in " ".join(sentences)


@every_profile
def test_the_list_is_protected_after_it_was_made(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    desk.press("validate")
    book_of(desk).sheet("Temuan").protected = True
    assert desk.press("next_finding") == []
    assert desk.excel.status_bar.startswith("Temuan 1 dari 12")
    (sentence,) = desk.press("validate")
    assert sentence.startswith("Lembar Temuan terkunci.")


# ---- cells ------------------------------------------------------------------------------------------------------


def grids(path: Path) -> dict[str, Any]:
    from xl_sop.book.file import open_book

    return {grid.name: grid for grid in open_book(path).grids}


def same(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


@every_profile
def test_an_open_workbook_reads_as_its_file(
    profile: Profile, open_desk: OpenDesk, workbooks: Path, tmp_path: Path
):
    from xl_sop.addin.session import Session, caller

    path = tmp_path / "semua.xlsx"
    workbook = openpyxl.load_workbook(workbooks / "benar.xlsx")
    sheet = workbook.create_sheet("Lain")
    values = [
        "teks", 1, 2.5, -3, True, False, datetime(2024, 5, 6), datetime(2024, 5, 6, 7, 8, 9), time(0, 30), 0.5,
        "#N/A", "#DIV/0!", " tepi ", "dua\nbaris", 15000,
    ]  # fmt: skip
    for column, value in enumerate(values, start=3):
        sheet.cell(5, column, value)
    sheet["K5"].number_format = "h:mm"
    sheet["Q5"].number_format = '"Rp"#,##0'
    for area in ("C7:E9", "H7:H8", "G12:J12"):
        sheet.merge_cells(area)
    sheet["C7"], sheet["G12"] = "gabung", "bawah"
    sheet.row_dimensions[7].hidden = True
    workbook["Petunjuk"].sheet_state = "hidden"
    workbook["Pengaturan"].sheet_state = "veryHidden"
    workbook.save(path)
    desk = open_desk(profile, path)
    with desk.at_work():
        live = Session(caller()).source
    filed = grids(path)
    for grid in live.grids:
        file = filed[grid.name]
        assert grid.hidden == file.hidden
        assert sorted(grid.merges) == sorted(file.merges)
        assert sorted(grid.errors) == sorted(file.errors)
        for r in range(1, 40):
            for c in range(1, 20):
                assert same(grid.value(r, c)) == same(file.value(r, c)), (grid.name, r, c)
    assert live.grids[-1].value(5, 11) == time(0, 30)
    assert type(live.grids[-1].value(5, 17)) is float


@pytest.mark.parametrize("answer", ["nothing", "error", "other range", "no merges"])
def test_an_excel_whose_xml_cannot_be_read_is_asked_cell_by_cell(
    answer: str, open_desk: OpenDesk, workbooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The XML is read from the documentation; what merged areas there are must not hang on it."""
    from xl_sop.addin.session import Session, caller

    path = tmp_path / "geser.xlsx"
    workbook = openpyxl.load_workbook(workbooks / "benar.xlsx")
    sheet = workbook.create_sheet("Lain")
    sheet["C5"], sheet["F9"] = "gabung", 0.25
    sheet["F9"].number_format = "h:mm"
    sheet.merge_cells("C5:D7")
    workbook.save(path)
    real = com.Range.GetValue

    def value(self: com.Range, kind: int = 10) -> Any:
        if answer == "error":
            raise ExcelError("The property is not available.")
        text = real(self, kind)
        if answer == "other range" and self._first != (1, 1):  # places counted from A1
            text = text.replace("<Row ", '<Row ss:Index="5" ', 1).replace("<Cell ", '<Cell ss:Index="3" ', 1)
        return {"nothing": "", "no merges": re.sub(r' ss:Merge\w+="\d+"', "", text)}.get(answer, text)

    monkeypatch.setattr(com.Range, "GetValue", value)
    desk = open_desk(EXCEL, path)
    with desk.at_work():
        live = Session(caller()).source
    filed = grids(path)
    for grid in live.grids:
        assert sorted(grid.merges) == sorted(filed[grid.name].merges), grid.name
    assert live.grids[-1].value(9, 6) == time(6)


@every_profile
def test_error_values_and_currency_in_the_table(
    profile: Profile, open_desk: OpenDesk, workbooks: Path, tmp_path: Path
):
    """#SPILL! and #CALC! come as integers that xlwings does not know; currency as Decimal."""
    path = typed(
        Path(openpyxl_copy(workbooks / "benar.xlsx", tmp_path / "sel.xlsx")),
        {("Prosedur", "G5"): "#N/A", ("Prosedur", "G6"): 30},
    )
    desk = open_desk(profile, path)
    sheet = book_of(desk).sheet("Prosedur")
    sheet.made["G5"].value, sheet.made["G5"].data_type = "#SPILL!", "e"
    sheet.made["G6"].number_format = '_-"Rp"* #,##0_-'
    desk.press("validate")
    marked = seen.marks(desk.saved())
    assert ("Prosedur", "G5") in marked
    assert ("Prosedur", "G6") not in marked
    (sentence,) = desk.press("totals")
    assert "langkah 1 tidak mempunyai waktu" in sentence


def openpyxl_copy(source: Path, target: Path) -> Path:
    openpyxl.load_workbook(source).save(target)
    return target


@every_profile
def test_filters_tables_and_merged_cells(
    profile: Profile, open_desk: OpenDesk, workbooks: Path, tmp_path: Path
):
    path = tmp_path / "saring.xlsx"
    workbook = openpyxl.load_workbook(workbooks / "rusak.xlsx")
    sheet = workbook["Prosedur"]
    sheet.auto_filter.ref = "A4:L17"
    for row in (6, 7, 11):
        sheet.row_dimensions[row].hidden = True
    other = workbook.create_sheet("Data")
    for row, line in enumerate([("Nama", "Nilai"), ("a", 1), ("b", 2)], start=1):
        for column, value in enumerate(line, start=1):
            other.cell(row, column, value)
    other.add_table(Table(displayName="Tabel1", ref="A1:B3"))
    workbook.save(path)
    desk = open_desk(profile, path)
    assert desk.press("validate") == [TWELVE]
    assert set(seen.marks(desk.saved())) == set(PLANTED)
    assert {row for row in (6, 7, 11) if sheet.row_dimensions[row].hidden} == {6, 7, 11}
    press_all(desk)


@every_profile
def test_a_finding_inside_a_merged_area_is_shown_on_it(
    profile: Profile, open_desk: OpenDesk, workbooks: Path, tmp_path: Path
):
    path = typed(
        openpyxl_copy(workbooks / "benar.xlsx", tmp_path / "gabung.xlsx"), {("Prosedur", "G7"): None}
    )
    workbook = openpyxl.load_workbook(path)
    workbook["Prosedur"].merge_cells("G6:G7")
    workbook.save(path)
    desk = open_desk(profile, path)
    desk.press("validate")
    assert list(seen.our_notes(desk.saved())) == [("Prosedur", "G6")]
    assert list(seen.marks(desk.saved())) == [("Prosedur", "G6")]


@pytest.mark.parametrize("profile", [EXCEL, Profile("macOS", mac=True)], ids=lambda profile: profile.name)
def test_cells_with_a_threaded_comment_take_no_note(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    sheet = book_of(desk).sheet("Prosedur")
    sheet.add_thread(5, 7, "Apakah sudah benar?")
    sheet.add_thread(6, 2, "Di sel lain")
    before = seen.everything(desk.saved())
    for _ in range(2):
        assert desk.press("validate") == [TWELVE]
        notes = seen.our_notes(desk.saved())
        assert notes.keys() == PLANTED.keys() - {("Prosedur", "G5")}
        assert set(seen.marks(desk.saved())) == set(PLANTED)
    desk.press("clear_marks")
    assert seen.changes(before, seen.everything(desk.saved())) == {}
    assert sheet.threads == {(5, 7): "Apakah sudah benar?", (6, 2): "Di sel lain"}


# ---- what is the clerk's ----------------------------------------------------------------------------------------


@pytest.fixture
def clerks(workbooks: Path, tmp_path: Path) -> Path:
    """The spoilt workbook with notes, colours and rules of a clerk's own on marked cells and beside them."""
    path = tmp_path / "milik.xlsx"
    workbook = openpyxl.load_workbook(workbooks / "rusak.xlsx")
    sheet = workbook["Prosedur"]
    for cell in ("G5", "H6", "B7"):
        sheet[cell].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["G5"].comment = Comment("Tanya Bu Kasi dulu.\nBaris kedua.", "Pegawai")
    sheet["B6"].comment = Comment("Temuan audit tahun lalu", "Pegawai")
    blue = PatternFill(bgColor="FF0000FF")
    sheet.conditional_formatting.add("G5", FormulaRule(['$A5="x"'], fill=blue))
    scale = ColorScaleRule(start_type="min", start_color="FFFF0000", end_type="max", end_color="FF00FF00")
    sheet.conditional_formatting.add("G8:G9", scale)
    workbook.save(path)
    return path


@every_profile
def test_a_clerks_own_looks_rules_and_notes_come_back(profile: Profile, clerks: Path, open_desk: OpenDesk):
    desk = open_desk(profile, clerks)
    before = seen.everything(desk.saved())
    desk.press("validate")
    notes = seen.notes(desk.saved())
    assert notes["Prosedur", "G5"].startswith(
        "Tanya Bu Kasi dulu.\nBaris kedua.\n----------\nTemuan pemeriksaan SOP:"
    )
    assert notes["Prosedur", "B6"] == "Temuan audit tahun lalu"
    desk.press("validate")
    assert seen.notes(desk.saved()) == notes
    for rule in book_of(desk).sheet("Prosedur").rules:
        assert not rule.made.stopIfTrue  # none of ours keeps the clerk's rules from working
    desk.press("clear_marks")
    assert seen.changes(before, seen.everything(desk.saved())) == {}


@every_profile
@pytest.mark.parametrize("moment", ["second sheet", "list", "look"])
def test_half_of_the_marks_are_withdrawn(
    profile: Profile, moment: str, clerks: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
):
    desk = open_desk(profile, clerks)
    before = seen.everything(desk.saved())
    calls: list[Any] = []
    real = marks.mark

    def later(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise RuntimeError("putus")
        real(*arguments)

    def fail(*_: Any) -> None:
        raise RuntimeError("putus")

    if moment == "second sheet":
        monkeypatch.setattr(marks, "mark", later)
    else:
        monkeypatch.setattr(
            {"list": checking, "look": findings_sheet}[moment],
            {"list": "write", "look": "_look"}[moment],
            fail,
        )
    with pytest.raises(AssertionError, match="putus"):
        desk.press("validate")
    assert len(desk.excel.told) == 1
    assert "tidak terduga" in desk.excel.told[0]
    assert seen.changes(before, seen.everything(desk.saved())) == {}
    excel = desk.excel
    assert (excel.screen_updating, excel.enable_events, excel.calculation) == (True, True, -4105)


@every_profile
def test_a_clerks_manual_calculation_stays(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    desk.excel.calculation = -4135
    desk.excel.enable_events = False
    desk.press("validate")
    assert (desk.excel.calculation, desk.excel.enable_events) == (-4135, False)


@every_profile
def test_a_question_is_asked_with_the_screen_on(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    desk.excel.answers = ["no"]
    question, answer = desk.press("identification")
    assert "Ganti menurut tabel prosedur?" in question
    assert answer == "Lembar Identifikasi dibiarkan seperti semula."
    assert desk.excel.screens[0] is True


# ---- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", [p for p in PROFILES if not p.mac], ids=lambda profile: profile.name)
def test_two_workbooks_of_one_name(profile: Profile, open_desk: OpenDesk, workbooks: Path, tmp_path: Path):
    """Of one name in two folders: Excel opens the second in another process, or from OneDrive."""
    desk = open_desk(profile, "benar.xlsx")
    first = book_of(desk)
    (tmp_path / "lain").mkdir()
    path = openpyxl_copy(workbooks / "rusak.xlsx", tmp_path / "lain" / "benar.xlsx")
    second = desk.open(path)
    assert desk.press("validate") == [TWELVE]
    assert [sheet.name for sheet in second.all_sheets][-1] == "Temuan"
    assert "Temuan" not in [sheet.name for sheet in first.all_sheets]


@every_profile
@pytest.mark.parametrize(
    "name", ["sop=baru, a=b.xlsx", "Bidang I | Umum.xlsx", "--from_xl=1.xlsx", "½ é.xlsx"]
)
def test_names_that_are_cut_on_the_way(
    profile: Profile, name: str, open_desk: OpenDesk, workbooks: Path, tmp_path: Path
):
    """xlwings takes what stands before the second `=`, and on macOS before the first bar."""
    desk = open_desk(profile, "benar.xlsx")
    desk.open(openpyxl_copy(workbooks / "rusak.xlsx", tmp_path / name))
    assert desk.press("validate") == [TWELVE]


@every_profile
def test_a_workbook_on_onedrive(profile: Profile, open_desk: OpenDesk, tmp_path: Path):
    desk = open_desk(profile)
    book_of(desk).full_name = "https://d.docs.live.net/0123456789abcdef/SOP/rusak.xlsx"
    (sentence,) = desk.press("export_json")
    assert sentence.startswith("Buku kerja ini disimpan di OneDrive atau SharePoint (rusak.xlsx)")
    assert not list(tmp_path.glob("*.json"))
    assert desk.press("validate") == [TWELVE]


@every_profile
def test_a_file_that_is_not_ours_is_replaced_only_after_a_question(
    profile: Profile, open_desk: OpenDesk, tmp_path: Path
):
    desk = open_desk(profile)
    target = tmp_path / "rusak.json"
    target.write_text('{"milik": "orang lain"}')
    desk.excel.answers = ["no"]
    question, answer = desk.press("export_json")
    assert question.endswith(" Ganti?")
    assert answer == "Tidak ada berkas JSON yang diganti."
    assert target.read_text() == '{"milik": "orang lain"}'
    assert (
        desk.press("export_json")[-1]
        == f"rusak.json ditulis di folder {tmp_path}. Masih ada 10 kesalahan: tekan Validasi untuk melihatnya."
    )
    assert len(xl_sop.from_json(target.read_bytes()).sop.findings) == 12
    assert len(desk.press("export_json")) == 1  # ours: no question


@every_profile
def test_a_workbook_never_saved(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    book_of(desk).full_name = "Book1"
    assert desk.press("export_json") == [
        "Simpan dulu buku kerja ini (Ctrl+S), lalu tekan tombol ini lagi: JSON ditulis di folder yang sama."
    ]


# ---- a cell in edit mode ----------------------------------------------------------------------------------------


def test_a_clerk_who_stops_typing_gets_the_result(open_desk: OpenDesk):
    """RPC_E_CALL_REJECTED: xlwings asks again until Excel answers."""
    desk = open_desk(Profile("Excel 365", server=False))
    desk.excel.busy, desk.excel.rejects = 5, -2147418111
    assert desk.press("validate") == [TWELVE]


@pytest.mark.parametrize("hresult", [-2146777998, -2147417846])
@pytest.mark.parametrize("button", BUTTONS)
def test_excel_that_waits_for_a_dialog(hresult: int, button: str, open_desk: OpenDesk):
    """VBA_E_IGNORE and RPC_E_SERVERCALL_RETRYLATER: xlwings does not ask again."""
    desk = open_desk(EXCEL)
    desk.excel.busy, desk.excel.rejects = 1, hresult
    with pytest.raises(AssertionError):
        desk.press(button)
    assert desk.excel.told == [
        "Excel sedang menunggu Anda selesai mengetik. Tekan Enter atau Esc, lalu tekan tombol ini lagi."
    ]


def test_busy_in_the_midst_of_marking_leaves_nothing(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch):
    """The 60th access and the two after it are refused, wherever that is; what was begun is taken back."""
    desk = open_desk(EXCEL)
    before = seen.everything(desk.saved())
    real: Callable[[str], None] = Com._count

    def count(name: str) -> None:
        if sum(Com.accesses.values()) == 100:
            desk.excel.busy, desk.excel.rejects = 1, -2147417846
        real(name)

    monkeypatch.setattr(Com, "_count", staticmethod(count))
    with pytest.raises(AssertionError):
        desk.press("validate")
    assert "selesai mengetik" in desk.excel.told[-1]
    assert seen.changes(before, seen.everything(desk.saved())) == {}


# ---- many findings ----------------------------------------------------------------------------------------------


@every_profile
def test_many_findings_scattered_over_a_tall_table(profile: Profile, open_desk: OpenDesk, tmp_path: Path):
    """More cells than an address of 255 characters names."""

    def spoil(book: openpyxl.Workbook) -> None:
        for row in range(6, 90, 2):
            book["Prosedur"][f"G{row}"].value = None
            book["Prosedur"][f"H{row + 1}"].value = None

    desk = open_desk(profile, template(tmp_path / "tinggi.xlsx", 90, spoil))
    before = seen.everything(desk.saved())
    expected = {("Prosedur", f"G{row}") for row in range(6, 90, 2)}
    expected |= {("Prosedur", f"H{row + 1}") for row in range(6, 90, 2)}
    for _ in range(2):
        desk.press("validate")
        marked = desk.saved()
        assert set(seen.marks(marked)) == expected
        assert seen.our_notes(marked).keys() == expected
    desk.press("clear_marks")
    assert seen.changes(before, seen.everything(desk.saved())) == {}
