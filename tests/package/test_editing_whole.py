"""One edit of a workbook that has everything: what changes, and what other readers see."""

import io
import warnings
from pathlib import Path

import openpyxl
import pytest

from tests.book.readers import (
    RICH,
    SHEET,
    calamine_values,
    editor,
    openpyxl_values,
    without_cells,
)
from tests.package.zip_facts import contents, physical_order, raw_entries
from xl_sop.package.package import Package


def edited(package: Package) -> None:
    sheet = editor(package)
    sheet.set_text(4, 2, "Memeriksa kelengkapan berkas")
    sheet.set_text(6, 2, "=Mengarsipkan")
    sheet.set_text(7, 2, "Langkah baru", style_from=(6, 2))
    sheet.set_number(5, 1, 3.5)
    sheet.set_text(2, 3, "Catatan")


def test_only_the_edited_part_differs_and_all_others_are_the_same_bytes():
    package = Package(RICH)
    edited(package)
    result = package.to_bytes()
    before, after = raw_entries(RICH), raw_entries(result)
    assert package.changed == [SHEET]
    assert list(after) == list(before)
    assert physical_order(result) == physical_order(RICH)
    assert [name for name in before if after[name] != before[name]] == [SHEET]


def test_the_edited_part_differs_in_the_touched_cells_only():
    package = Package(RICH)
    edited(package)
    old, new = contents(RICH)[SHEET], package.read(SHEET)
    assert b'<row r="7"><c r="B7" s="2"' in new.replace(b' t="inlineStr" s="2"', b' s="2" t="inlineStr"')
    new = without_cells(new, "B4", "B6", "B7", "A5", "C2").replace(b'<row r="7"></row>', b"")
    assert new == without_cells(old, "B4", "B6", "A5")


@pytest.mark.parametrize("reader", [openpyxl_values, calamine_values])
def test_a_second_reader_sees_the_new_cells_and_no_other_change(reader):
    package = Package(RICH)
    edited(package)
    wanted = reader(RICH)
    wanted["Identifikasi"] |= {
        (4, 2): "Memeriksa kelengkapan berkas",
        (6, 2): "=Mengarsipkan",
        (7, 2): "Langkah baru",
        (5, 1): 3.5,
        (2, 3): "Catatan",
    }
    assert reader(package.to_bytes()) == wanted


def test_formulas_keep_their_text_and_their_cached_values():
    package = Package(RICH)
    edited(package)
    result = package.to_bytes()
    assert openpyxl_values(result)["Identifikasi"][8, 3] == "Total 150"
    old, new = (openpyxl_values(data, formulas=True)["Identifikasi"] for data in (RICH, result))
    assert {at: value for at, value in new.items() if at[1] in (3, 4, 6) and at != (2, 3)} == {
        at: value for at, value in old.items() if at[1] in (3, 4, 6)
    }


def test_formats_notes_and_conditional_formats_survive_for_a_second_reader():
    package = Package(RICH)
    edited(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old, new = (
            openpyxl.load_workbook(io.BytesIO(data))["Identifikasi"] for data in (RICH, package.to_bytes())
        )
    assert new["B4"].alignment.wrap_text
    assert new["B7"].border.left.style == "thin"
    assert new["B3"].comment.text == old["B3"].comment.text
    assert [r.sqref for r in new.conditional_formatting] == [r.sqref for r in old.conditional_formatting]
    assert new.print_area == old.print_area


def test_a_second_run_changes_no_byte(tmp_path: Path):
    path = tmp_path / "sop.xlsm"
    path.write_bytes(RICH)
    for changed in ([SHEET], []):
        package = Package.open(path)
        edited(package)
        assert package.changed == changed
        before = path.stat()
        package.write(path)
        assert (path.stat().st_ino == before.st_ino) is (changed == [])
