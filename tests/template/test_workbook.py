"""The standard workbook as a file: what is in it, how it prints, and that no text in it can do harm."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from msgspec import structs

import xl_sop
from macros import seeds
from xl_sop import measure
from xl_sop.document import AsFound, Document
from xl_sop.errors import BookError, XlSopError
from xl_sop.model import NO_IDENTITY, Approval, Duration, Participation, Sop, Step, Way
from xl_sop.template import write
from xl_sop.template.identity_page import written_date
from xl_sop.template.procedure import mark
from xl_sop.template.ways import flow_cells

VERSION_1 = Path(__file__).parents[1] / "data" / "templat_1"
SEED = "002_kecamatan_muara_papalik"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "templat.xlsx"
    xl_sop.write_template(path)
    return path


def seed() -> Sop:
    return seeds.document(seeds.load(SEED)).sop


def written(sop: Sop, folder: Path) -> Path:
    path = folder / "isi.xlsx"
    write(path, Document(sop, AsFound()))
    return path


def with_steps(*steps: Step) -> Sop:
    return structs.replace(seed(), steps=list(steps))


def step(number: int | None, **fields: object) -> Step:
    return structs.replace(seed().steps[0], number=number, **fields)


def time(text: str, unit: str | None) -> Duration:
    return Duration(text=text, minimum=None, maximum=None, unit=unit, minutes=None)  # type: ignore[arg-type]


# ---- the empty template -----------------------------------------------------------------------------------------


def test_sheets_and_headings(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    assert book.sheetnames == ["Petunjuk", "Identitas", "Prosedur", "Identifikasi", "Pengaturan"]
    sheet = book["Prosedur"]
    names = ["Pelaksana 1", "Pelaksana 2", "Pelaksana 3", "Pelaksana 4"]
    assert [c.value for c in sheet[3]] == [
        "No.", "Uraian Prosedur", "Pelaksana", None, None, None, "Mutu Baku", None, None, "Keterangan", None,
        "Ya → No.", "Tidak → No.",
    ]  # fmt: skip
    assert [c.value for c in sheet[4]][2:9] == [*names, "Kelengkapan", "Waktu (menit)", "Output"]
    assert book["Pengaturan"]["B3"].value == "2"
    assert [c.value for c in book["Pengaturan"][5]][:2] == ["Kertas", "A4"]
    assert book["Pengaturan"]["B4"].value == "perpres21"


def test_performers_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "dua.xlsx"
    xl_sop.write_template(path, performers=["Camat", "Staf"])
    assert [c.value for c in openpyxl.load_workbook(path)["Prosedur"][4]][2:5] == [
        "Camat",
        "Staf",
        "Kelengkapan",
    ]


def test_every_block_has_a_name_that_points_into_the_workbook(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    expected = (
        "versi profil kertas tabel_profil petunjuk identitas instansi nomor_sop tanggal_pembuatan tanggal_revisi "
        "tanggal_efektif disahkan_oleh nama_sop dasar_hukum kualifikasi_pelaksana keterkaitan "
        "peralatan_perlengkapan peringatan pencatatan_pendataan judul_prosedur prosedur pelaksana langkah alur total "
        "identifikasi identifikasi_judul_sop identifikasi_jenis_kegiatan identifikasi_produk identifikasi_kegiatan "
        "identifikasi_ruang_lingkup identifikasi_judul_kegiatan identifikasi_langkah_awal "
        "identifikasi_langkah_utama identifikasi_langkah_akhir identifikasi_langkah"
    )
    assert set(book.defined_names) == {f"xl_sop_{name}" for name in expected.split()}
    places = {name: next(iter(defined.destinations)) for name, defined in book.defined_names.items()}
    assert places["xl_sop_versi"] == ("Pengaturan", "$B$3")
    assert places["xl_sop_prosedur"] == ("Prosedur", "$A$3:$J$20")
    assert places["xl_sop_total"] == ("Prosedur", "$H$20")
    assert places["xl_sop_alur"] == ("Prosedur", "$L$5:$M$19")


def test_the_procedure_prints_on_a4_landscape_without_the_flow_columns(empty: Path) -> None:
    sheet = openpyxl.load_workbook(empty)["Prosedur"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_area, sheet.print_title_rows) == ("'Prosedur'!$A$1:$J$20", "$3:$4")
    assert sheet.freeze_panes == "C5"


def test_digits_stay_text_where_they_are_no_quantities(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    cells = {"Identitas": ("C1", "C9"), "Prosedur": ("H5", "H19", "L5", "M19")}
    for name, places in cells.items():
        assert {book[name][place].number_format for place in places} == {"@"}
    with zipfile.ZipFile(empty) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
    assert '<ignoredError sqref="H5:H19 L5:M19" numberStoredAsText="1"/>' in sheet
    assert (
        sheet.index("<pageSetup")
        < sheet.index("</headerFooter>")
        < sheet.index("<ignoredErrors>")
        < sheet.index("</worksheet>")
    )


def test_lists_offer_and_forbid_nothing(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert [rule.sqref for rule in rules if rule.showErrorMessage] == []
    # Excel refuses a workbook whose hints are longer, or whose list is
    assert all(
        len(r.promptTitle) <= 32 and len(r.prompt) <= 255 and len(r.formula1 or "") <= 257 for r in rules
    )
    lists = {str(rule.sqref): rule.formula1 for rule in rules if rule.type == "list"}
    assert lists["C5:F19"] == '"mulai,proses,keputusan,penghubung,selesai,x"'
    assert lists["B5"] == '"A4,F4"'
    assert lists["B4"] == '"perpres21,abk2020,bkn2011,8jam,kalender"'
    assert '"Pelayanan,Rutin,Penugasan"' in lists.values()


def test_an_empty_template_reads_as_an_sop_without_steps(empty: Path) -> None:
    (document,) = xl_sop.read(empty)
    assert (document.sop.steps, document.sop.source.template_version) == ([], "2")
    assert document.sop.identity.procedure_title is None
    assert document.sop.identity.agency == []


# ---- bytes ------------------------------------------------------------------------------------------------------


def test_two_writes_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write(path, Document(seed(), AsFound()), notes=["Catatan: satu."])
    assert first.read_bytes() == second.read_bytes()


def test_nothing_tells_when_or_where_it_was_made(empty: Path) -> None:
    with zipfile.ZipFile(empty) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
        assert core.count("2024-01-01T00:00:00Z") == 2
        assert "xl_sop" in core
        assert "openpyxl" not in core + package.read("docProps/app.xml").decode()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"lama")
    with pytest.raises(XlSopError, match="too long"):
        write(path, Document(with_steps(step(1, description="a" * 32_768)), AsFound()))
    assert path.read_bytes() == b"lama"
    with pytest.raises(BookError):
        write(tmp_path / "tidak-ada" / "a.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


# ---- text that is no harm ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+62 281",
        "-3 hari",
        "@SUM(A1)",
        "#N/A",
        "_x0041_",
        "__x000D_",
        "'kutip",
        "TRUE",
    ],
)
def test_text_is_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    sop = with_steps(step(1, description=text, requirements=text, output=text, note=text))
    sop = structs.replace(
        sop,
        identity=structs.replace(sop.identity, name=text, number=text, legal_basis=[text]),
        performers=[text],
    )
    path = written(sop, tmp_path)
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(n) for n in package.namelist() if n.startswith("xl/worksheets/")]
    assert [sheet for sheet in sheets if b"<f>" in sheet or b't="e"' in sheet] == []
    (document,) = xl_sop.read(path)
    read = document.sop
    assert [s.description for s in read.steps] == [text]
    assert (read.identity.name, read.identity.legal_basis, read.performers) == (text, [text], [text, "Camat"])


def test_no_workbook_of_ours_holds_a_formula(empty: Path, tmp_path: Path) -> None:
    for path in (empty, written(seed(), tmp_path)):
        book = openpyxl.load_workbook(path)
        assert [
            c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"
        ] == []


# ---- what cells say ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "header", "cells"),
    [
        ([("15", "menit"), ("2 hari", "hari")], "Waktu (menit)", ["15", "2 hari"]),
        ([("15 Menit", "menit")], "Waktu", ["15 Menit"]),
        ([("2", "jam"), ("3", "jam")], "Waktu (jam)", ["2", "3"]),
        # two units: the rarer one is written out, never reinterpreted
        ([("2", "jam"), ("15", "menit"), ("3", "jam")], "Waktu (jam)", ["2", "15 menit", "3"]),
        # a number that never had a unit must not be given one
        ([("2", None), ("15", "menit")], "Waktu", ["2", "15 menit"]),
        ([("Sesuai kebutuhan", None)], "Waktu", ["Sesuai kebutuhan"]),
    ],
)
def test_the_header_names_the_unit_of_bare_numbers(
    times: list[tuple[str, str | None]], header: str, cells: list[str], tmp_path: Path
) -> None:
    steps = [step(i, duration=time(text, unit)) for i, (text, unit) in enumerate(times, 1)]
    sheet = openpyxl.load_workbook(written(with_steps(*steps), tmp_path))["Prosedur"]
    column = next(c.column for c in sheet[4] if str(c.value).startswith("Waktu"))
    assert sheet.cell(4, column).value == header
    assert [sheet.cell(5 + i, column).value for i in range(len(cells))] == cells


@pytest.mark.parametrize(
    ("ways", "cells"),
    [
        ([(3, None)], (None, None)),  # the next row
        ([], (": selesai", None)),
        ([(3, "Ya"), (7, "Tidak")], ("3", "7")),
        ([(None, "Ya"), (7, "Tidak")], ("selesai", "7")),
        ([(5, "Ya")], ("5", None)),
        ([(5, "Tidak")], (None, "5")),
        ([(7, "Tidak"), (3, "Ya")], ("Tidak: 7; Ya: 3", None)),
        ([(7, None)], (": 7", None)),
        (
            [(5, "Lengkap"), (3, "Kurang"), (None, "Ditolak")],
            ("Lengkap: 5; Kurang: 3; Ditolak: selesai", None),
        ),
        ([(5, "a;b"), (6, "c:d"), (7, '"e"')], ('"a;b": 5; "c:d": 6; """e""": 7', None)),
    ],
)
def test_ways_out(ways: list[tuple[int | None, str | None]], cells: tuple[str | None, str | None]) -> None:
    here = step(2, next=[Way(step=target, label=name) for target, name in ways])
    assert flow_cells(here, step(3)) == cells


def test_the_last_row_ends_without_saying_so() -> None:
    assert flow_cells(step(9, next=[]), None) == (None, None)
    assert flow_cells(step(9, next=[Way(step=2, label=None)]), None) == (": 2", None)


@pytest.mark.parametrize(
    ("symbols", "ends", "word"),
    [
        ([], False, "x"),
        (["terminator"], False, "mulai"),
        (["terminator"], True, "selesai"),
        (["proses", "keputusan"], False, "proses+keputusan"),
        (["terminator", "proses"], True, "selesai+proses"),
        (["penghubung"], True, "penghubung"),
    ],
)
def test_marks(symbols: list[str], ends: bool, word: str) -> None:
    assert mark(symbols, ends) == word  # type: ignore[arg-type]


def test_a_performer_known_from_a_step_only_gets_a_column(tmp_path: Path) -> None:
    sop = structs.replace(
        with_steps(step(1, performers=[Participation(name="Lurah", symbols=["proses"])])),
        performers=["Camat"],
    )
    (document,) = xl_sop.read(written(sop, tmp_path))
    assert document.sop.performers == ["Camat", "Lurah"]
    assert document.sop.steps[0].performers == [Participation(name="Lurah", symbols=["proses"])]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("2021-01-18", "2021-01-18"),
        ("2024-01", "Januari 2024"),
        ("1900-01-31", "31 Januari 1900"),
        ("2021-02-30", "2021-02-30"),
        (None, "None"),
    ],
)
def test_dates(value: str | None, cell: str) -> None:
    assert str(written_date(value)[0]) == cell


def test_a_row_is_high_enough_for_its_text_and_grows_when_somebody_types_more(tmp_path: Path) -> None:
    long = "Memeriksa kelengkapan berkas pemohon dan mencatatnya dalam buku agenda " * 4
    path = written(with_steps(step(1), step(2, description=long)), tmp_path)
    sheet = openpyxl.load_workbook(path)["Prosedur"]
    low, high = sheet.row_dimensions[5].height, sheet.row_dimensions[6].height
    assert high >= measure.lines(long, measure.column_pixels(38)) * 12.75 > low
    assert fixed_rows(path, 3) == set()
    # what keeps a row from collapsing when a short text is typed: the font of an empty cell beside the table
    column = next(c.column for c in sheet[3] if c.value == "Keterangan") + 1
    assert [sheet.cell(row, column).font.sz for row in (5, 6)] == [23, 23]
    assert [sheet.cell(row, column).value for row in (5, 6)] == [None, None]


def fixed_rows(path: Path, sheet: int) -> set[int]:
    """Rows whose height an application leaves alone."""
    with zipfile.ZipFile(path) as package:
        text = package.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    return {int(n) for n, rest in re.findall(r'<row r="(\d+)"([^>]*)>', text) if 'customHeight="1"' in rest}


def test_only_merged_texts_fix_a_row(empty: Path, tmp_path: Path) -> None:
    """Excel fits a row to its cells, but not to merged ones."""
    assert [fixed_rows(empty, sheet) for sheet in (2, 3, 4)] == [set(), set(), set()]
    records = [f"Buku agenda Nomor {i}: disimpan di ruang arsip lantai dua" for i in range(9)]
    sop = structs.replace(seed(), identity=structs.replace(seed().identity, records=records))
    assert fixed_rows(written(sop, tmp_path), 2) == {16}


def test_the_title_of_two_lines_is_seen_whole(tmp_path: Path) -> None:
    title = "SOP " + "PENGUMPULAN DATA KINERJA DAN PENYUSUNAN LAPORAN " * 4
    sop = structs.replace(seed(), identity=structs.replace(seed().identity, procedure_title=title))
    path = written(sop, tmp_path)
    assert fixed_rows(path, 3) == {1}
    assert openpyxl.load_workbook(path)["Prosedur"].row_dimensions[1].height >= 2 * 16.5


def test_the_sop_prints_on_its_side_and_counts_its_own_pages(empty: Path) -> None:
    book = openpyxl.load_workbook(empty)
    for name in ("Identitas", "Prosedur", "Identifikasi"):
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9), name
        assert sheet.oddFooter.right.text == "Halaman &P", name  # &N would count the guide and the settings
    for name in ("Petunjuk", "Pengaturan"):
        assert book[name].oddFooter.right.text is None, name
    first = {
        sheet.title: sheet.page_setup.firstPageNumber for sheet in book if sheet.page_setup.useFirstPageNumber
    }
    assert first == {"Identitas": 1}


def test_the_signature_stands_without_labels(tmp_path: Path) -> None:
    official = Approval(
        position="Camat Suka Maju", name="Contoh, S.Sos", rank="Pembina", employee_number="1970"
    )
    sop = structs.replace(seed(), identity=structs.replace(seed().identity, approved_by=official))
    path = written(sop, tmp_path)
    sheet = openpyxl.load_workbook(path)["Identitas"]
    printed = [
        [cell.value for cell in row] for row in sheet[sheet.print_area.replace("$", "").rpartition("!")[2]]
    ]
    assert [row[1:] for row in printed[4:10]] == [
        ["Disahkan oleh", "Camat Suka Maju"],
        [None, None],
        [None, "Contoh, S.Sos"],
        [None, "Pembina"],
        [None, "NIP. 1970"],
        ["Nama SOP", sop.identity.name],
    ]
    assert {sheet.cell(row, 3).alignment.horizontal for row in range(5, 10)} == {"center"}
    (document,) = xl_sop.read(path)
    assert document.sop.identity.approved_by == official
    found = document.as_found.identity
    assert [cell.address.a1 for cell in found["approved_by"]] == ["C5", "C7", "C8", "C9"]
    assert [cell.address.a1 for cell in found["approved_by.name"]] == ["C7"]


@pytest.mark.parametrize("missing", ["position", "name", "rank", "employee_number"])
def test_the_arrows_say_which_line_of_the_signature_is_which(missing: str, tmp_path: Path) -> None:
    official = Approval(position="Utama", name="Kepala Contoh", rank="Muda", employee_number="Camat")
    official = structs.replace(official, **{missing: None})
    sop = structs.replace(seed(), identity=structs.replace(seed().identity, approved_by=official))
    (document,) = xl_sop.read(written(sop, tmp_path))
    assert document.sop.identity.approved_by == official


@pytest.mark.parametrize("name", ["004_dinsospermasdes", "templat_sop"])
def test_a_file_made_from_version_1_reads_as_before(name: str) -> None:
    (old,) = xl_sop.read(VERSION_1 / f"{name}.xlsx")
    assert old.sop.source.template_version == "1"
    if name == "templat_sop":
        assert (old.sop.steps, old.sop.identity) == ([], NO_IDENTITY)
        return
    expected = seeds.document(seeds.load(name)).sop
    assert old.sop.identity == expected.identity
    assert [step.description for step in old.sop.steps] == [step.description for step in expected.steps]
    assert [cell.address.a1 for cell in old.as_found.identity["approved_by"]] == ["D6", "D7", "D8"]


def test_lines() -> None:
    assert measure.lines("satu\ndua", measure.column_pixels(38)) == 2
    assert measure.lines("a" * 100, measure.column_pixels(10)) > 8


def test_a_box_longer_than_a_row_is_merged_over_several(tmp_path: Path) -> None:
    items = [
        f"Peraturan Daerah Nomor {i} Tahun 2020 tentang Pedoman Penyusunan Naskah Dinas" for i in range(60)
    ]
    sop = structs.replace(seed(), identity=structs.replace(seed().identity, legal_basis=items))
    path = written(sop, tmp_path)
    sheet = openpyxl.load_workbook(path)["Identitas"]
    assert max(d.height or 0 for d in sheet.row_dimensions.values()) <= 409
    (box,) = [m for m in sheet.merged_cells.ranges if m.min_row == 12 and m.min_col == 1]
    rows = range(box.min_row, box.max_row + 1)
    assert sum(sheet.row_dimensions[row].height or 0 for row in rows) >= 60 * 12.75
    assert xl_sop.read(path)[0].sop.identity.legal_basis == items


def test_notes_stand_below_the_table_and_disturb_nothing(tmp_path: Path) -> None:
    plain, noted = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write(plain, Document(seed(), AsFound()))
    write(noted, Document(seed(), AsFound()), notes=["Catatan: tanda pelaksana adalah rekonstruksi."])
    first, second = xl_sop.read(plain)[0].sop, xl_sop.read(noted)[0].sop
    assert structs.replace(first, source=second.source) == second
    sheet = openpyxl.load_workbook(noted)["Prosedur"]
    assert sheet.cell(21, 1).value == "Catatan: tanda pelaksana adalah rekonstruksi."
