"""A real mouse click on the template's buttons, in a LibreOffice window; and the pictures of README.

With ``XL_SOP_PICTURES=1`` the pictures are kept in ``tests/e2e/gambar``.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from macros.template import BUTTONS, SHEET, template
from tests.e2e import seen
from tests.e2e.display import Display
from tests.e2e.sound import PLANTED, planted
from tests.e2e.test_buttons_marks import EXAMPLES
from xl_sop.setup.macro_files import install

PICTURES = Path(__file__).with_name("gambar")


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Display, str], None]:
    """Takes a picture of the screen; for README if asked to."""

    def picture(display: Display, name: str) -> None:
        folder = PICTURES if os.environ.get("XL_SOP_PICTURES") == "1" else tmp_path
        time.sleep(0.5)
        assert display.screenshot(folder / name).stat().st_size > 10_000

    return picture


@pytest.fixture
def alerts(tmp_path: Path) -> Path:
    return tmp_path / "alerts.jsonl"


@pytest.fixture
def app(display: Display, tmp_path: Path, alerts: Path) -> Iterator[xw.App]:
    """A visible LibreOffice with our macro in its profile; message boxes go to a file."""
    profile = tmp_path / "profile"
    install(profile / "user")
    started = display.start_office(
        profile=profile, XL_SOP_ALERT_LOG=str(alerts), XDG_STATE_HOME=str(tmp_path / "state")
    )
    yield started
    for book in started.books:
        book.api.setModified(False)  # else LibreOffice asks whether to save, and nobody answers


def click(display: Display, book: xw.Book, caption: str) -> None:
    """Clicks on the button with that caption, wherever it is on the screen."""
    page = book.sheets[SHEET].api.DrawPage
    shapes = [page.getByIndex(number) for number in range(page.Count)]
    # Among the shapes are the boxes of notes, which hold no control.
    controls = [shape.Control for shape in shapes if hasattr(shape, "Control")]
    (control,) = [control for control in controls if control.Label == caption]
    context = book.api.CurrentController.getControl(control).getAccessibleContext()
    place, size = context.getLocationOnScreen(), context.getSize()
    display.click(place.X + size.Width / 2, place.Y + size.Height / 2)


def wait_for(alerts: Path, number: int) -> list[str]:
    """The sentences told, once there are that many."""
    deadline = time.monotonic() + 20
    while not alerts.exists() or len(alerts.read_text("utf-8").splitlines()) < number:
        assert time.monotonic() < deadline, "the button told nothing"
        time.sleep(0.1)
    return [json.loads(line)["prompt"] for line in alerts.read_text("utf-8").splitlines()]


def _open(display: Display, app: xw.App, path: Path) -> xw.Book:
    book = display.open(app, path)
    book.sheets[SHEET].activate()
    time.sleep(0.5)
    return book


def test_a_click_on_validasi_marks_the_bad_cells(
    office: Any, display: Display, app: xw.App, alerts: Path, tmp_path: Path
):
    made = tmp_path / "buku SOP ½.xlsm"
    made.write_bytes(template(planted(tmp_path / "rusak.xlsx")))
    book = _open(display, app, made)
    click(display, book, "Validasi")
    assert wait_for(alerts, 1) == ["10 kesalahan, 2 peringatan: lihat lembar Temuan."]
    assert "Temuan" in book.sheet_names
    listed = book.sheets["Temuan"].range("A4:H15").value
    assert {(row[2], row[3]) for row in listed} == set(PLANTED)
    book.save(tmp_path / "hasil.xlsm")
    assert set(seen.marks(tmp_path / "hasil.xlsm")) == set(PLANTED)
    book.sheets[SHEET].activate()
    click(display, book, "Hapus Tanda")
    assert wait_for(alerts, 2)[1] == "Semua tanda dan lembar Temuan sudah dihapus."
    assert "Temuan" not in book.sheet_names


def test_every_button_of_the_template_answers_a_click(
    office: Any, display: Display, app: xw.App, alerts: Path, tmp_path: Path
):
    made = tmp_path / "semua.xlsm"
    made.write_bytes(template(EXAMPLES[2]))
    book = _open(display, app, made)
    # next finding and help speak through selection and sheet, the others in a sentence
    silent = {"Temuan Berikutnya", "Bantuan"}
    told = 0
    for caption, _ in BUTTONS:
        if caption == "Hapus Tanda":
            continue
        book.sheets[SHEET].activate()
        book.sheets[SHEET]["A1"].select()
        time.sleep(0.3)
        click(display, book, caption)
        if caption not in silent:
            told += 1
            assert "tidak terduga" not in wait_for(alerts, told)[-1]
            continue
        deadline = time.monotonic() + 20
        while book.selection.address == "$A$1" and book.sheets.active.name == SHEET:
            assert time.monotonic() < deadline, f"{caption} did nothing"
            time.sleep(0.1)
    assert (tmp_path / "semua.json").exists()
    assert book.sheet_names[-2:] == ["Temuan", "Waktu Pelaksana"]


def test_pictures_of_the_template_and_of_a_validated_example(
    office: Any,
    display: Display,
    app: xw.App,
    alerts: Path,
    *,
    tmp_path: Path,
    keep: Callable[[Display, str], None],
):
    _open(display, app, EXAMPLES[0].parent.parent / "templat_sop.xlsm")
    keep(display, "templat.png")
    made = tmp_path / "contoh.xlsm"
    made.write_bytes(template(planted(tmp_path / "contoh.xlsx")))
    book = _open(display, app, made)
    click(display, book, "Validasi")
    wait_for(alerts, 1)
    note = book.sheets[SHEET].api.Annotations.getByIndex(0)
    note.setIsVisible(True)
    book.sheets[SHEET]["A5"].select()
    keep(display, "validasi.png")
    book.sheets["Temuan"].activate()
    book.sheets["Temuan"]["A1"].select()
    keep(display, "temuan.png")
