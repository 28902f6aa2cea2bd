"""The report: a row per document, links, filters, nothing that runs."""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import openpyxl
import pytest

from xl_sop.address import Address
from xl_sop.batch.outcome import COLUMNS, Made, Outcome, Row
from xl_sop.batch.report import is_report, open_report
from xl_sop.batch.sources import Problem
from xl_sop.errors import BookError
from xl_sop.model import FindingEntry
from xl_sop.package.texts import from_xml

RISKY = ["=1+1", "+62", "-5", "@SUM(A1)", "\ttab", '=HYPERLINK("http://contoh")', "#N/A", "_x0041_", "biasa"]
DAMAGED = BookError("Berkas rusak.", "The file is damaged.")


def row(**values: Any) -> Row:
    said = {
        "berkas": "a.xlsx", "dokumen": "a.json", "nomor_sop": None, "nama_sop": "Laporan", "langkah": 3,
        "menit": 12.5, "lengkap": False, "galat": 0, "peringatan": 0, **values,
    }  # fmt: skip
    return msgspec.convert(said, Row)


def write(
    path: Path, outcomes: list[Outcome], problems: list[Problem] | None = None, lang: str = "id"
) -> None:
    with open_report(str(path), str(path.parent / "hasil"), lang) as report:
        assert report is not None
        report.problems(problems or [])
        for outcome in outcomes:
            report.add(outcome)


def outcome(path: Path, *rows: Row, cell: Address | None = None) -> Outcome:
    return Outcome(
        0, rows[0].file, str(path.parent / "masuk" / rows[0].file), [Made(r, b"", cell) for r in rows]
    )


def cells(path: Path) -> list[list[Any]]:
    return [list(line) for line in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_the_columns_are_the_contracts() -> None:
    assert " ".join(COLUMNS) == (
        "berkas dokumen status alasan nomor_sop nama_sop langkah menit lengkap galat peringatan temuan_pertama"
    )


def test_json_is_a_list_of_objects(tmp_path: Path) -> None:
    path = tmp_path / "laporan.json"
    failed = Outcome(1, "b.xlsx", "masuk/b.xlsx", error=DAMAGED)
    write(path, [outcome(path, row()), failed], [Problem("hilang.xlsx", DAMAGED)])
    rows = json.loads(path.read_text("utf-8"))
    assert [list(r) for r in rows] == [list(COLUMNS)] * 3
    assert [(r["berkas"], r["status"], r["alasan"]) for r in rows] == [
        ("hilang.xlsx", "gagal", "Berkas rusak."),
        ("a.xlsx", "berhasil", None),
        ("b.xlsx", "gagal", "Berkas rusak."),
    ]


def test_a_failure_that_left_an_older_result_says_so(tmp_path: Path) -> None:
    path = tmp_path / "laporan.json"
    failed = Outcome(1, "b.xlsx", "b.xlsx", error=DAMAGED, kept=[f"b.{i}.json" for i in range(1, 6)])
    write(path, [failed])
    [told] = json.loads(path.read_text("utf-8"))
    assert (told["status"], told["dokumen"]) == ("gagal", None)
    assert told["alasan"] == (
        "Berkas rusak. Hasil konversi sebelumnya dibiarkan: b.1.json, b.2.json, b.3.json (+2)."
    )


def test_an_empty_json_report_is_an_empty_list(tmp_path: Path) -> None:
    write(tmp_path / "laporan.json", [])
    assert json.loads((tmp_path / "laporan.json").read_text("utf-8")) == []


def test_reasons_follow_the_language(tmp_path: Path) -> None:
    write(tmp_path / "laporan.json", [Outcome(0, "b.xlsx", "b.xlsx", error=DAMAGED)], lang="en")
    assert json.loads((tmp_path / "laporan.json").read_text("utf-8"))[0]["alasan"] == "The file is damaged."


@pytest.mark.parametrize("text", RISKY)
def test_xlsx_holds_text_as_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "laporan.xlsx"
    write(path, [outcome(path, row(nama_sop=text))])
    [header, line] = cells(path)
    assert header[5] == "Nama SOP"
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert not re.search(rb"<f[ >/]", sheet)
    assert b't="e"' not in sheet
    assert from_xml(line[5]).split() == text.split()


@pytest.mark.parametrize("text", RISKY)
def test_csv_puts_an_apostrophe_before_what_would_run(tmp_path: Path, text: str) -> None:
    path = tmp_path / "laporan.csv"
    write(path, [outcome(path, row(nama_sop=text, temuan_pertama="a\nb"))])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    [line] = csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert line["nama_sop"] == ("'" + text if text[0] in "=+-@\t" else text)
    assert (line["menit"], line["lengkap"], line["nomor_sop"]) == ("12,5", "tidak", "")
    assert line["temuan_pertama"] == "a\nb"


@pytest.mark.parametrize("name", ["a;=2+3;b.xlsx", "a,=2+3,b.xlsx", 'a";=2+3;"b.xlsx', "a\t=2+3\tb.xlsx"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_no_name_leaves_its_csv_field_however_a_program_splits(
    tmp_path: Path, name: str, separator: str
) -> None:
    path = tmp_path / "laporan.csv"
    write(path, [outcome(path, row(berkas=name))])
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=separator))
    assert not [field for line in rows for field in line if field.startswith("=")]


@pytest.mark.parametrize(("lang", "separator"), [("id", ";"), ("en", ",")])
def test_csv_is_separated_as_excel_splits_it_and_every_text_is_quoted(
    tmp_path: Path, lang: str, separator: str
) -> None:
    path = tmp_path / "laporan.csv"
    write(path, [outcome(path, row(berkas="a;b,c.xlsx"))], lang=lang)
    header, line = path.read_text("utf-8-sig").splitlines()
    assert header.split(separator) == [f'"{column}"' for column in COLUMNS]
    assert line.startswith(f'"a;b,c.xlsx"{separator}"a.json"{separator}"berhasil"{separator}')


def test_csv_uses_the_list_separator_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SimpleNamespace(
        HKEY_CURRENT_USER=0, OpenKey=lambda *_: nullcontext(), QueryValueEx=lambda _, name: ("|", 1)
    )
    monkeypatch.setitem(sys.modules, "winreg", settings)
    monkeypatch.setattr(sys, "platform", "win32")
    write(tmp_path / "laporan.csv", [outcome(tmp_path / "laporan.csv", row())], lang="en")
    monkeypatch.undo()
    header = (tmp_path / "laporan.csv").read_text("utf-8-sig").splitlines()[0]
    assert header.startswith('"berkas"|"dokumen"|')


def test_xlsx_has_headings_for_people_and_every_finding_on_a_second_sheet(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    entries = [
        FindingEntry(
            code="waktu-kosong", severity="galat", sheet="Prosedur", cell=f"G{i}", step=i,
            message="Waktu belum diisi.", fix="=Ketik waktunya.",
        )
        for i in (5, 6)
    ]  # fmt: skip
    made = [Made(row(nomor_sop=f"061/{i}", galat=2), findings=entries[:i]) for i in (1, 2)]
    write(path, [Outcome(0, "a.xlsx", "masuk/a.xlsx", made), Outcome(1, "b.xlsx", "b.xlsx", error=DAMAGED)])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Laporan", "Temuan"]
    assert [c.value for c in book["Laporan"][1]][:4] == ["Berkas", "Dokumen JSON", "Status", "Alasan"]
    assert [[c.value for c in line][1:] for line in book["Temuan"].iter_rows(min_row=2)] == [
        [number, "Laporan", "Kesalahan", message, "=Ketik waktunya.", cells, "waktu-kosong"]
        for number, message, cells in (
            ("061/1", "Langkah 5: Waktu belum diisi.", "Prosedur!G5"),
            ("061/2", "Langkah 5, 6: Waktu belum diisi.", "Prosedur!G5:G6"),
        )
    ]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sum(d.width for d in sheet.column_dimensions.values()) <= 210  # 10 pt prints as 7 pt or more
        assert all(cell.alignment.wrap_text for line in sheet for cell in line)


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    write(path, [outcome(path, row(), row(nama_sop="Penyusunan laporan " * 20))])
    heights = [openpyxl.load_workbook(path)["Laporan"].row_dimensions[i].height for i in (2, 3)]
    assert 12 <= heights[0] <= 20
    assert heights[1] > 10 * heights[0]


def test_a_number_used_twice_is_among_the_findings(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    rows = [row(berkas=f"{name}.xlsx", nomor_sop="061/1") for name in "ab"]
    write(path, [outcome(path, r, cell=Address("Identitas", 3, 2)) for r in rows], lang="en")
    lines = list(openpyxl.load_workbook(path)["Findings"].iter_rows(min_row=2, values_only=True))
    assert [(line[0], line[6], line[7]) for line in lines] == [
        ("a.xlsx", "Identitas!B3", "nomor-sop-ganda"),
        ("b.xlsx", "Identitas!B3", "nomor-sop-ganda"),
    ]


def test_xlsx_has_links_filters_and_a_header_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xlsx"
    rows = [row(berkas="unit a/ü#1.xlsx", dokumen="unit a/ü#1.json"), row()]
    write(path, [outcome(path, r) for r in rows], [Problem("hilang", DAMAGED)])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.auto_filter.ref == "A1:L4"
    assert sheet.freeze_panes == "A2"
    links = {cell.coordinate: cell.hyperlink.target for line in sheet for cell in line if cell.hyperlink}
    assert links["A3"] == "masuk/unit%20a/%C3%BC%231.xlsx"
    assert links["B3"] == "hasil/unit%20a/%C3%BC%231.json"
    assert set(links) == {"A2", "A3", "B3", "A4", "B4"}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, [outcome(tmp_path / name, row(), row(nomor_sop="1"))])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_report_knows_itself(tmp_path: Path) -> None:
    write(tmp_path / "laporan.xlsx", [])
    write(tmp_path / "report.xlsx", [], lang="en")
    openpyxl.Workbook().save(tmp_path / "lain.xlsx")
    assert is_report(str(tmp_path / "laporan.xlsx"))
    assert is_report(str(tmp_path / "report.xlsx"))
    assert not is_report(str(tmp_path / "lain.xlsx"))
    assert not is_report(str(tmp_path / "tidak-ada.xlsx"))


def test_a_number_used_twice_is_told_in_the_rows_of_both(tmp_path: Path) -> None:
    path = tmp_path / "laporan.json"
    rows = [
        row(berkas="a.xlsx", nomor_sop="061/1"),
        row(berkas="b.xlsx", nomor_sop="061/2"),
        row(berkas="c.xlsx", nomor_sop="061/1", peringatan=2, temuan_pertama="Prosedur!A1: lama"),
        row(berkas="d.xlsx", nomor_sop=None),
        row(berkas="e.xlsx", nomor_sop=None),
    ]
    write(path, [outcome(path, r, cell=Address("Identitas", 3, 2)) for r in rows])
    found = json.loads(path.read_text("utf-8"))
    assert [r["peringatan"] for r in found] == [1, 0, 3, 0, 0]
    assert found[0]["temuan_pertama"].startswith("Identitas!B3: ")
    assert "c.xlsx" in found[0]["temuan_pertama"]
    assert found[2]["temuan_pertama"] == "Prosedur!A1: lama"
