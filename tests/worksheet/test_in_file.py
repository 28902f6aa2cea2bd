"""Worksheets brought up to date in a file: the cells that must change, and not one byte of another part."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from tests.book.readers import calamine_values, openpyxl_values, without_cells
from tests.identify import identify, identify_file
from tests.package.rich_workbook import rich_workbook
from tests.package.zip_facts import contents, physical_order, raw_entries
from tests.rich_sop import NEW_LAST, NEW_SECOND, SHEET, rich_sop
from tests.tables import save, workbook
from xl_sop.errors import BookError, XlSopError
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import Package

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "workbooks" / "contoh").glob("*.xlsx"))
RICH = rich_sop()
WANTED = {
    (20, 2): f"{NEW_SECOND}; Menyetujui konsep",
    (21, 2): NEW_LAST,
    (24, 2): NEW_SECOND,
    (26, 2): NEW_LAST,
}
"""What the drifted worksheet has to say: Langkah Utama, Langkah Akhir, steps 2 and 4."""

TABLE = """
# {name}
| {title} |                   |       |             |               |        |
| No      | Uraian Prosedur   | Camat | Kelengkapan | Waktu (menit) | Output |
| 1       | Memerintahkan     | x     | Disposisi   | 15            | Surat  |
| 2       | Mengundang Sekcam | x     | Undangan    | 15            | Surat  |
| 3       | Mengarsipkan      | x     | Notula      | 15            | Arsip  |
"""
WORKSHEET = """
# {name}
| LEMBAR KERJA IDENTIFIKASI KEGIATAN |   |                   |
| 1. Judul SOP                       | : | Rapat             |
| Langkah Awal                       | : | Memerintahkan     |
| Langkah Utama                      | : | Mengundang Sekcam |
| Langkah Akhir                      | : | Mengarsipkan      |
| C. Identifikasi Langkah            |   |                   |
| Langkah Awal                       | 1 | Memerintahkan     |
| Langkah Utama                      | 2 | {second}          |
| Langkah Akhir                      | 3 | Mengarsipkan      |
"""


def sop(number: int, *, worksheet: str | None = "Mengundang Sekcam") -> str:
    table = TABLE.format(name=f"Prosedur {number}", title=f"SOP Rapat {number}")
    return table + (WORKSHEET.format(name=f"LK {number}", second=worksheet) if worksheet else "")


def file_of(text: str, folder: Path, name: str = "uji.xlsx") -> Path:
    return save(workbook(text), folder / name)


# --- one worksheet in a workbook full of other things


def test_the_drifted_cells_and_no_others_change() -> None:
    made = identify(RICH)
    for read in (openpyxl_values, calamine_values):
        old, new = read(RICH), read(made.data)
        assert new == old | {"Identifikasi": old["Identifikasi"] | WANTED}
    # formulas as text, too: the values above are those that were cached
    old, new = (openpyxl_values(data, formulas=True) for data in (RICH, made.data))
    assert new == old | {"Identifikasi": old["Identifikasi"] | WANTED}
    assert [tuple(change) for change in made.worksheets[0].changes] == [
        ("Langkah Utama", "Memeriksa berkas; Menyetujui konsep", f"{NEW_SECOND}; Menyetujui konsep"),
        ("Langkah Akhir", "Mengarsipkan naskah", NEW_LAST),
        ("Langkah 2", "Memeriksa berkas", NEW_SECOND),
        ("Langkah 4", "Mengarsipkan naskah", NEW_LAST),
    ]


def test_every_other_part_is_the_same_compressed_bytes_in_the_same_order() -> None:
    made = identify(RICH)
    assert made.parts == [SHEET]
    old, new = raw_entries(RICH), raw_entries(made.data)
    assert list(new) == list(old)
    assert physical_order(made.data) == physical_order(RICH)
    kinds = {
        "xl/media/",
        "xl/drawings/drawing",
        "xl/charts/",
        "xl/threadedComments/",
        "xl/persons/",
        "xl/vbaProject.bin",
        "xl/printerSettings/",
        "xl/calcChain.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/comments",
        "customXml/",
    }
    for kind in kinds:
        assert any(name.startswith(kind) for name in old), kind
    for name, entry in old.items():
        assert (new[name] == entry) == (name != SHEET), name
    # Date, extra fields, comment, attributes and version of the one that changed; it is no longer streamed.
    assert new[SHEET][2][:5] == old[SHEET][2][:5]


def test_the_sheet_part_differs_in_the_written_cells_only() -> None:
    cells = ("B20", "B21", "B24", "B26")
    old, new = contents(RICH)[SHEET], contents(identify(RICH).data)[SHEET]
    assert without_cells(new, *cells) == without_cells(old, *cells)


def test_the_second_run_changes_no_byte() -> None:
    once = identify(RICH)
    twice = identify(once.data)
    assert once.changed
    assert not twice.changed
    assert twice.data == once.data
    assert [worksheet.written for worksheet in twice.worksheets] == [0]


def test_a_new_row_takes_the_formats_of_the_one_above() -> None:
    data = rich_sop(lines=("Menerima surat", "Memeriksa berkas"))
    made = identify(data)
    assert made.parts == [SHEET]
    assert calamine_values(made.data)["Identifikasi"].items() >= {
        (25, 1): 3, (25, 2): "Menyetujui konsep", (26, 1): 4, (26, 2): NEW_LAST,
    }.items()  # fmt: skip
    sheet = SheetEditor(Package(made.data), "Identifikasi")
    # not that of its column, which a new cell would have otherwise
    assert [sheet.style(row, 2) for row in (24, 25, 26, 27)] == [1, 1, 1, 2]
    assert not identify(made.data).changed


def test_borders_of_a_new_row_reach_as_far_as_those_above(tmp_path: Path) -> None:
    """The texts of part C are often merged over several columns, each cell with its border."""
    path = file_of(sop(1).rpartition("| Langkah Akhir  ")[0] + "||||\n" * 2, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["LK 1"]
    thin = Side(style="thin")
    for row in (7, 8):
        for column in range(1, 7):
            sheet.cell(row, column).border = Border(thin, thin, thin, thin)
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=5)
    book.save(path)
    assert identify_file(path).changed
    sheet = openpyxl.load_workbook(path)["LK 1"]
    assert [sheet.cell(9, column).value for column in (1, 2, 3)] == ["Langkah Akhir", 3, "Mengarsipkan"]
    bordered = [column for column in range(1, 8) if sheet.cell(9, column).border.top.style]
    assert bordered == [1, 2, 3, 4, 5]


def test_a_workbook_without_a_worksheet_gets_one() -> None:
    data = rich_workbook()
    made = identify(data)
    (worksheet,) = made.worksheets
    # The workbook has a sheet of that name, with something else on it.
    assert (worksheet.sheet, worksheet.added) == ("Identifikasi (xl_sop)", True)
    old, new = calamine_values(data), calamine_values(made.data)
    added = new.pop("Identifikasi (xl_sop)")
    assert new == old
    assert "LEMBAR KERJA IDENTIFIKASI KEGIATAN" in added.values()
    assert "Memeriksa berkas; Menyetujui konsep" in added.values()
    changed = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    before, after = raw_entries(data), raw_entries(made.data)
    assert {name for name in before if before[name] != after[name]} == changed
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    assert identify(made.data).data == made.data


def test_names_that_are_taken_are_passed_over(tmp_path: Path) -> None:
    taken = "# IDENTIFIKASI\n| lain |\n# Identifikasi (xl_sop)\n| lain |\n"
    path = file_of(taken + sop(1, worksheet=None), tmp_path)
    assert [worksheet.sheet for worksheet in identify_file(path).worksheets] == ["Identifikasi (xl_sop 2)"]


# --- several SOPs, and workbooks that cannot be changed


def test_every_worksheet_of_a_workbook(tmp_path: Path) -> None:
    path = file_of(sop(1, worksheet="Menelepon Sekcam") + sop(2) + sop(3, worksheet="Memanggil"), tmp_path)
    made = identify_file(path)
    told = [(w.sheet, w.written, [tuple(change) for change in w.changes]) for w in made.worksheets]
    assert told == [
        ("LK 1", 1, [("Langkah 2", "Menelepon Sekcam", "Mengundang Sekcam")]),
        ("LK 2", 0, []),
        ("LK 3", 1, [("Langkah 2", "Memanggil", "Mengundang Sekcam")]),
    ]
    assert not identify_file(path).changed


def test_the_last_of_several_sops_may_lack_its_worksheet(tmp_path: Path) -> None:
    path = file_of(sop(1) + sop(2, worksheet=None), tmp_path)
    assert [(w.sheet, w.added) for w in identify_file(path).worksheets] == [
        ("LK 1", False),
        ("Identifikasi", True),
    ]
    assert not identify_file(path).changed


FORMULA = WORKSHEET.replace("{second}", "=")
REFUSED = {
    "an SOP before another lacks its worksheet": (
        sop(1, worksheet=None) + sop(2),
        "SOP Rapat 1” belum mempunyai lembar identifikasi",
    ),
    "no steps": (
        TABLE.partition("| 1 ")[0].format(name="Prosedur", title="SOP")
        + WORKSHEET.format(name="LK", second="x"),
        "Tabel prosedur belum berisi langkah",
    ),
    "a line is a formula without a value": (
        TABLE.format(name="Prosedur", title="SOP") + FORMULA.format(name="LK"),
        "Sel C8 pada lembar “LK” berisi rumus yang belum pernah dihitung",
    ),
    "a formula below, which shows nothing": (
        sop(1).rpartition("| Langkah Akhir  ")[0] + "|||=|\n",
        "perlu 1 baris lagi, tetapi baris 9 tidak kosong",
    ),
    "no room below": (
        sop(1).partition("| Langkah Utama                      | 2")[0]
        + "|||\n| Sumpiuh, 5 Januari 2024 | | |\n",
        "perlu 2 baris lagi, tetapi baris 9 tidak kosong",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_leave_the_file_alone(case: str, tmp_path: Path) -> None:
    text, sentence = REFUSED[case]
    path = file_of(text, tmp_path)
    before = path.read_bytes()
    with pytest.raises(XlSopError) as caught:
        identify_file(path)
    assert sentence in caught.value.indonesian
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]


def test_a_protected_sheet_is_respected(tmp_path: Path) -> None:
    path = file_of(sop(1, worksheet="Menelepon"), tmp_path)
    book = openpyxl.load_workbook(path)
    book["LK 1"].protection.enable()
    book.save(path)
    with pytest.raises(BookError, match=r"LK 1.*is protected"):
        identify_file(path)
    book["LK 1"].protection.disable()
    book.save(path)
    assert identify_file(path).changed


def test_a_worksheet_that_cannot_be_read_back_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last net: should the editor write the wrong text one day, nobody gets the file."""
    true = SheetEditor.set_text

    def wrong(self: SheetEditor, row: int, column: int, text: str | None, style_from=None) -> None:
        true(self, row, column, text and text.upper(), style_from)

    monkeypatch.setattr(SheetEditor, "set_text", wrong)
    with pytest.raises(BookError, match="with certainty"):
        identify(RICH)


# --- files


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil.xlsx"
    made = identify_file(example, out)
    before, after = raw_entries(example.read_bytes()), raw_entries(out.read_bytes())
    assert {name for name in before if before[name] != after[name]} == set(made.parts)
    assert len(made.parts) <= 1
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
    once = out.read_bytes()
    assert not identify_file(out).changed
    assert out.read_bytes() == once


def test_nothing_to_change_copies_byte_for_byte(tmp_path: Path) -> None:
    path, out = file_of(sop(1), tmp_path), tmp_path / "salinan.xlsx"
    assert not identify_file(path, out).changed
    assert out.read_bytes() == path.read_bytes()


def test_in_place_keeps_mode_and_link_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = file_of(sop(1, worksheet="Menelepon"), tmp_path)
    path.chmod(0o640)
    link = tmp_path / "tautan.xlsx"
    link.symlink_to(path)
    assert identify_file(link).changed
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["tautan.xlsx", "uji.xlsx"]


@pytest.mark.parametrize("lock", ["~$uji.xlsx", ".~lock.uji.xlsx#"])
def test_an_open_workbook_is_refused_also_behind_a_link(lock: str, tmp_path: Path) -> None:
    path = file_of(sop(1, worksheet="Menelepon"), tmp_path)
    before = path.read_bytes()
    (tmp_path / lock).write_bytes(b"")
    (tmp_path / "lain").mkdir()
    link = tmp_path / "lain" / "tautan.xlsx"
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(BookError, match=r"uji\.xlsx is open"):
            identify_file(name)
    assert path.read_bytes() == before
    out = tmp_path / "hasil.xlsx"
    assert identify_file(path, out).changed  # reading it is no harm
    (tmp_path / lock.replace("uji", "hasil")).write_bytes(b"")
    with pytest.raises(BookError, match=r"hasil\.xlsx is open"):
        identify_file(path, out)


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(sop(1, worksheet="Menelepon"), tmp_path)
    monkeypatch.setattr("xl_sop.book.rewriting.refuse_if_open", lambda target: path.write_bytes(RICH))
    with pytest.raises(BookError, match="changed while it was read"):
        identify_file(path)
    assert path.read_bytes() == RICH


@pytest.mark.parametrize("linked", [False, True])
def test_what_a_colleague_saves_while_it_is_made_is_kept(
    linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(sop(1, worksheet="Menelepon"), tmp_path)
    if linked:
        os.link(path, tmp_path / "nama-lain.xlsx")

    def slowly(*arguments: object, **options: object) -> object:
        made = identify(*arguments, **options)  # type: ignore[arg-type]
        path.write_bytes(RICH)
        return made

    monkeypatch.setattr("xl_sop.worksheet.in_file.identify", slowly)
    with pytest.raises(BookError, match=r"uji\.xlsx has just been saved by somebody else"):
        identify_file(path)
    assert path.read_bytes() == RICH
    assert identify_file(path, tmp_path / "hasil.xlsx").changed  # another file is nobody's loss
