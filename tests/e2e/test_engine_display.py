"""The screen for click tests: a real window, a real mouse, a real message box, a real picture."""

from __future__ import annotations

import struct
import threading
import zlib

import pytest

from tests.e2e.display import xwd_to_png


@pytest.fixture
def book_file(tmp_path):
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.active["B3"] = "Menerima surat"
    path = tmp_path / "layar.xlsx"
    workbook.save(path)
    return path


def _colours(png: bytes) -> set[bytes]:
    body = zlib.decompress(png[41 : 41 + struct.unpack(">I", png[33:37])[0]])
    return {body[at : at + 3] for at in range(1, len(body) - 3, 301)}


def test_a_click_selects_the_cell_and_the_screen_can_be_seen(office, display, book_file, tmp_path):
    app = display.start_office()
    book = display.open(app, book_file)
    assert book.selection.address == "$A$1"
    display.click(400, 400)
    assert book.selection.row > 5
    assert book.selection.column > 1
    picture = display.screenshot(tmp_path / "layar.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1280, 800)
    assert len(_colours(picture)) > 10


def test_a_message_box_is_answered_with_the_keyboard(office, display, book_file):
    app = display.start_office()
    display.open(app, book_file)
    answers: list[str | None] = []
    for key in ("Return", "alt+y"):  # LibreOffice's own choice is the cautious "No"
        asking = threading.Thread(
            target=lambda: answers.append(app.alert("Timpa?", "SOP bertanya", "yes_no"))
        )
        asking.start()
        display.press(key, display.wait_for_window("SOP bertanya"))
        asking.join(20)
    assert answers == ["no", "yes"]


def test_the_pixels_of_a_screen_keep_their_colours():
    header = [100, 7, 2, 24, 2, 1, 0, 0, 32, 0, 32, 32, 8] + [0] * 12
    red, green = b"\0\0\xff\0", b"\0\xff\0\0"  # blue first
    png = xwd_to_png(struct.pack(">25I", *header) + red + green)
    start = png.index(b"IDAT") + 4
    assert zlib.decompress(png[start:-16]) == b"\0\xff\0\0\0\xff\0"
