"""Every button on every Excel: twice in a row, and after every other one. xlwings' own code runs unchanged.

The table of profiles and buttons is printed at the end of the run: one test for each of its cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

import xl_sop
from tests.e2e import seen
from tests.e2e.sound import NEAR_MISSES, PLANTED
from tests.excel.application import Box, Profile
from tests.excel.conftest import OpenDesk
from tests.excel.desk import BUTTONS, PROFILES, Desk, book_of

every_profile = pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
# How each button's sentence about the workbook with twelve errors begins, whatever was pressed before.
SAYS = {
    "validate": "10 kesalahan, ",
    "totals": "Jumlah waktu baku 330 menit; rincian per pelaksana di lembar Waktu Pelaksana.",
    "export_json": "rusak.json ditulis di folder ",
}


def settings(desk: Desk) -> tuple[object, ...]:
    excel = desk.excel
    return excel.screen_updating, excel.enable_events, excel.calculation, excel.display_alerts


def press(desk: Desk, button: str) -> list[str]:
    """Press a button and look at what every press promises."""
    before = settings(desk)
    sentences = desk.press(button)
    assert settings(desk) == before
    assert desk.excel.events == []  # none of the workbook's own macros was woken
    assert bool(sentences) != bool(desk.excel.status_bar), button  # one sentence, in one place
    for said in sentences:
        assert "tidak terduga" not in said
    if button in SAYS:
        assert sentences[-1].startswith(SAYS[button])
    return sentences


@pytest.mark.parametrize(
    ("profile", "button"),
    [(profile, button) for profile in PROFILES for button in BUTTONS],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_twice_leaves_what_once_leaves(
    profile: Profile, button: str, open_desk: OpenDesk, record_property: Callable[[str, object], None]
):
    desk = open_desk(profile)
    said = press(desk, button)
    once = parts(desk.saved())
    record_property("cell", [profile.name, button, desk.accesses])  # shown by conftest as a table
    again = press(desk, button)
    if button not in ("identification", "next_finding", "clear_marks", "renumber", "print_ready"):
        assert again == said
    assert parts(desk.saved()) == once


def every_order_of_two(buttons: Sequence[str]) -> list[str]:
    """A walk in which every button follows every one, itself included, exactly once (Hierholzer, 1873)."""
    ways = {button: list(buttons) for button in buttons}
    walk: list[str] = []
    stack = [buttons[0]]
    while stack:
        if ways[stack[-1]]:
            stack.append(ways[stack[-1]].pop())
        else:
            walk.append(stack.pop())
    return walk[::-1]


@every_profile
def test_every_button_after_every_other(profile: Profile, open_desk: OpenDesk):
    walk = every_order_of_two(BUTTONS)
    assert set(pairwise(walk)) == {(one, two) for one in BUTTONS for two in BUTTONS}
    desk = open_desk(profile)
    for button in walk:
        press(desk, button)


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a saved workbook, but for the one with the time of saving."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name != "docProps/core.xml"]
        # openpyxl writes this from the second saving on
        return {name: package.read(name).replace(b' outlineLevelCol="0"', b"") for name in names}


@every_profile
def test_twelve_cells_are_marked_listed_and_linked(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    before = seen.everything(desk.saved())
    desk.press("validate")
    marked = desk.saved()
    assert set(seen.marks(marked)) == set(PLANTED)
    assert not set(seen.marks(marked)) & set(NEAR_MISSES)
    assert seen.our_notes(marked).keys() == PLANTED.keys()
    rows = seen.rows(marked, "Temuan")[3:]
    assert {row[7] for row in rows} == {code for _, code in PLANTED.values()}
    assert {place for _, place in led_to(marked)} == set(PLANTED)
    desk.press("clear_marks")
    assert seen.changes(before, seen.everything(desk.saved())) == {}


def led_to(path: Path) -> list[tuple[str, seen.Place]]:
    """Cells of sheet Temuan that lead somewhere, by formula or by link, and where."""
    found = [(cell, target) for cell, target in seen.links(path, "Temuan").items()]
    for row in openpyxl.load_workbook(path)["Temuan"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith('=HYPERLINK("#'):
                found.append((cell.coordinate, cell.value.split('"')[1].removeprefix("#")))
    return [(cell, tuple(target.replace("'", "").split("!"))) for cell, target in found]  # type: ignore[misc]


@every_profile
def test_walking_from_cell_to_cell(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    assert desk.press("next_finding") == ["Belum ada daftar temuan. Tekan Validasi dulu."]
    desk.press("validate")
    walked = []
    for number in range(1, 14):
        assert desk.press("next_finding") == []
        sheet, box = desk.excel.selection
        assert box is not None
        assert desk.excel.active_book is not None
        assert desk.excel.active_book.active is sheet
        walked.append((sheet.name, box.address.replace("$", "")))
        told = desk.excel.status_bar
        assert told.startswith(f"Temuan {(number - 1) % 12 + 1} dari 12, {walked[-1][0]}!{walked[-1][1]}: ")
        if number == 5:  # Enter after a correction moves the selection on
            sheet.selected = type(box)(box.top + 1, box.left, box.bottom + 1, box.right)
    assert len(set(walked)) == 12
    assert walked[12] == walked[0]
    desk.press("totals")
    assert desk.excel.status_bar is False  # the next button takes the line away


@every_profile
def test_a_sound_workbook_is_left_as_it_was(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile, "benar.xlsx")
    before = seen.everything(desk.saved())
    assert desk.press("validate") == ["Tidak ada temuan. SOP ini siap."]
    assert seen.changes(before, seen.everything(desk.saved())) == {}


@every_profile
def test_what_is_put_right_is_unmarked(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    desk.press("validate")
    book = desk.excel.active_book
    assert book is not None
    book.sheet("Prosedur").made["G5"].value = "15"
    desk.press("validate")
    marked = desk.saved()
    assert set(seen.marks(marked)) == set(PLANTED) - {("Prosedur", "G5")}
    assert seen.our_notes(marked).keys() == PLANTED.keys() - {("Prosedur", "G5")}


@every_profile
def test_sheets_of_ours_are_no_part_of_an_sop(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile)
    before = xl_sop.read(desk.saved())
    desk.press("validate")
    desk.press("totals")
    after = xl_sop.read(desk.saved())
    assert len(before) == len(after) == 1
    assert after[0].sop.steps == before[0].sop.steps
    assert after[0].sop.source.sheets == before[0].sop.source.sheets


@every_profile
def test_a_performer_column_before_the_marked_one(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile, "benar.xlsx")
    book = book_of(desk)
    (before,) = xl_sop.read(desk.saved())
    sheet = book.active = book.sheet("Prosedur")
    marked = [c for c in before.as_found.pages[0].columns if c.role == "performer"][1]
    sheet.selected = Box(7, marked.index, 7, marked.index)
    press(desk, "add_performer")
    (after,) = xl_sop.read(desk.saved())
    names = before.sop.performers
    assert after.sop.performers == [names[0], f"Pelaksana {len(names) + 1}", *names[1:]]
    assert [step.duration for step in after.sop.steps] == [step.duration for step in before.sop.steps]
    assert [step.next for step in after.sop.steps] == [step.next for step in before.sop.steps]


@every_profile
def test_steps_are_numbered_anew(profile: Profile, open_desk: OpenDesk):
    desk = open_desk(profile, "benar.xlsx")
    sheet = book_of(desk).sheet("Prosedur")
    sheet.made["A8"].value = 40
    press(desk, "renumber")
    (after,) = xl_sop.read(desk.saved())
    assert [step.number for step in after.sop.steps] == list(range(1, 14))
    assert press(desk, "renumber") == ["Nomor langkah sudah urut dari 1 sampai 13."]


@every_profile
def test_a_new_workbook(profile: Profile, open_desk: OpenDesk, tmp_path: Path):
    desk = open_desk(profile)
    desk.excel.where = str(tmp_path / "SOP baru.xlsm")
    (sentence,) = press(desk, "new_sop")
    assert sentence.startswith("SOP baru.xlsm dibuat di folder ")
    assert book_of(desk).name == "SOP baru.xlsm"
