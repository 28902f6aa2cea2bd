"""LibreOffice as a clerk's daily tool: menu and toolbar, one step to undo, the keyboard, marks that move nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.template import SHEET, template
from tests.e2e import seen
from tests.e2e.display import Display
from tests.e2e.sound import PLANTED, planted
from tests.e2e.test_buttons_marks import EXAMPLES
from tests.e2e.test_click import PICTURES, click, wait_for
from xl_sop.libreoffice.office import PrivateOffice
from xl_sop.setup import menu
from xl_sop.setup.buttons import BUTTONS
from xl_sop.setup.macro_files import environment_folders, install


class Desk:
    """A LibreOffice with our macro in its profile, and one workbook open in it."""

    def __init__(self, folder: Path, workbook: Path, python: tuple[int, int] | None = None) -> None:
        from xl_sop.libreoffice import uno_bridge as uno

        self.uno, self.folder, self.alerts = uno, folder, folder / "alerts.jsonl"
        profile = folder / "profile"
        install(profile / "user", environment_folders(), python)
        menu.install(profile / "user")
        home = {"HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}
        self.office = PrivateOffice(
            profile=profile, environment={"XL_SOP_ALERT_LOG": str(self.alerts)} | home
        )
        self.document = self.load(workbook)

    def load(self, path: Path) -> Any:
        desktop = self.office.desktop
        options = self.uno.properties(Hidden=False, MacroExecutionMode=4)
        return desktop.loadComponentFromURL(self.uno.to_url(str(path)), "_blank", 0, options)

    def press(self, name: str) -> None:
        url = f"vnd.sun.star.script:xl_sop_lo.py${name}?language=Python&location=user"
        self.document.getScriptProvider().getScript(url).invoke((), (), ())

    def save(self, name: str, kind: str = "Calc MS Excel 2007 XML") -> Path:
        path = self.folder / name
        self.document.storeToURL(self.uno.to_url(str(path)), self.uno.properties(FilterName=kind))
        return path

    def told(self) -> list[str]:
        if not self.alerts.exists():
            return []
        return [json.loads(line)["prompt"] for line in self.alerts.read_text("utf-8").splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def sit(workbook: Path, python: tuple[int, int] | None = None) -> Desk:
        made.append(Desk(tmp_path, workbook, python))
        return made[-1]

    yield sit
    for one in made:
        one.office.close()


def words(pdf: Path) -> set[tuple[str, str]]:
    """Every word of a PDF with its distance from the top, as pdftotext sees it."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r'yMin="([\d.]+)".*?>(.*?)</word>', told))


def test_a_press_is_one_step_to_undo_and_undo_gives_everything_back(
    desk: Callable[..., Desk], tmp_path: Path
):
    at = desk(planted(tmp_path / "rusak.xlsx"))
    before = seen.everything(at.save("sebelum.xlsx"))
    at.press("validate")
    assert set(seen.marks(at.save("bertanda.xlsx"))) == set(PLANTED)
    undo = at.document.UndoManager
    assert undo.getAllUndoActionTitles() == ("SOP: Validasi",)
    undo.undo()
    changes = seen.changes(before, seen.everything(at.save("sesudah.xlsx")))
    assert set(changes) <= {"active"}  # LibreOffice shows another sheet once Temuan is gone
    for name in ("next_finding", "export_json", "help"):  # these change nothing
        at.press(name)
        assert undo.getAllUndoActionTitles() == ()


def test_marks_move_no_text(desk: Callable[..., Desk], tmp_path: Path):
    """Compared in the PDF: a rule's style stands on "Default", which Excel's workbooks set to "bottom"."""
    at = desk(planted(tmp_path / "rusak.xlsx"))
    before = words(at.save("sebelum.pdf", "calc_pdf_Export"))
    at.press("validate")
    marked = words(at.save("bertanda.pdf", "calc_pdf_Export"))
    moved = {word for word in before - marked if not word[1].isdigit()}  # the footer counts more pages
    assert moved == set()


def test_every_button_works_beside_a_libreoffice_of_another_python(desk: Callable[..., Desk], tmp_path: Path):
    """The installer believes that LibreOffice's Python is another one, so all goes over the pipe."""
    book = planted(tmp_path / "rusak.xlsx")
    at = desk(book, (3, 99))
    before = seen.everything(at.save("sebelum.xlsx"))
    for button in BUTTONS:
        if button.function != "clear_marks":
            at.press(button.function)
            assert "tidak dapat dijalankan" not in "\n".join(at.told()), button
            assert "tidak terduga" not in "\n".join(at.told()), button
        if button.function == "validate":
            assert set(seen.marks(at.save("bertanda.xlsx"))) == set(PLANTED)
    assert book.with_suffix(".json").exists()
    at.press("clear_marks")
    after = seen.everything(at.save("sesudah.xlsx"))
    assert seen.marks(tmp_path / "sesudah.xlsx") == {}
    changed = {key.partition(":")[0] for key in seen.changes(before, after)}
    assert "Identitas" not in changed


def test_a_python_that_is_gone_is_told(desk: Callable[..., Desk], tmp_path: Path):
    shutil.copyfile(EXAMPLES[0], tmp_path / "sop.xlsx")
    at = desk(tmp_path / "sop.xlsx", (3, 99))
    script = tmp_path / "profile" / "user" / "Scripts" / "python" / "xl_sop_lo.py"
    text = script.read_text("utf-8")
    script.write_text(re.sub(r"(?m)^INTERPRETER = .*$", "INTERPRETER = '/tidak/ada/python'", text), "utf-8")
    at.press("validate")
    (told,) = at.told()
    assert "Python untuk tombol tidak ada lagi (/tidak/ada/python)" in told
    assert "xl-sop addin install --libreoffice" in told


def test_the_buttons_work_in_a_file_that_was_saved_and_opened_twice(
    desk: Callable[..., Desk], tmp_path: Path
):
    """The template's sheet buttons vanish when LibreOffice saves it; the menu's do not."""
    first = tmp_path / "templat.xlsm"
    first.write_bytes(template(planted(tmp_path / "rusak.xlsx")))
    at = desk(first)
    for name in ("sekali.xlsm", "dua.xlsm"):
        saved = at.save(name, "Calc MS Excel 2007 VBA XML")
        at.document.close(True)
        at.document = at.load(saved)
    at.press("validate")
    assert set(seen.marks(at.save("hasil.xlsx"))) == set(PLANTED)
    at.press("validate")  # a second time, with Temuan and marks there
    assert set(seen.marks(at.save("hasil.xlsx"))) == set(PLANTED)


# --- with a window


@pytest.fixture
def window(display: Display, tmp_path: Path) -> Iterator[tuple[Any, Path]]:
    """A visible LibreOffice with macro and menu; message boxes go to a file."""
    profile, alerts = tmp_path / "profile", tmp_path / "alerts.jsonl"
    install(profile / "user")
    menu.install(profile / "user")
    app = display.start_office(
        profile=profile, XL_SOP_ALERT_LOG=str(alerts), XDG_STATE_HOME=str(tmp_path / "state")
    )
    yield app, alerts
    for book in app.books:
        book.api.setModified(False)


def test_after_a_click_the_keyboard_is_the_grid_s(
    office: Any, display: Display, window: tuple[Any, Path], tmp_path: Path
):
    app, alerts = window
    made = tmp_path / "sop.xlsm"
    made.write_bytes(template(EXAMPLES[2]))
    book = display.open(app, made)
    sheet = book.sheets[SHEET]
    sheet.activate()
    sheet["F2"].select()
    time.sleep(0.5)
    click(display, book, "Hapus Tanda")
    wait_for(alerts, 1)
    time.sleep(0.5)
    typed = display.windows("sop.xlsm")[0]
    for key in ("space", "a", "b", "Return"):
        display.press(key, typed)
    deadline = time.monotonic() + 10
    while not sheet["F2"].value and time.monotonic() < deadline:
        time.sleep(0.1)
    assert sheet["F2"].value == " ab"
    assert len(wait_for(alerts, 1)) == 1  # neither Space nor Enter pressed the button again


def test_menu_and_toolbar_are_seen_and_a_click_on_the_toolbar_works(
    office: Any, display: Display, window: tuple[Any, Path], tmp_path: Path
):
    app, alerts = window
    book = display.open(app, planted(tmp_path / "rusak.xlsx"), macros=False)
    time.sleep(1)
    layout = book.api.CurrentController.Frame.LayoutManager
    assert layout.isElementVisible("private:resource/toolbar/addon_xl_sop")
    bar = layout.getElement("private:resource/toolbar/addon_xl_sop").getRealInterface()
    context = bar.getAccessibleContext()
    buttons = [
        context.getAccessibleChild(n).getAccessibleContext() for n in range(context.AccessibleChildCount)
    ]
    by_name = {button.AccessibleName: button for button in buttons}
    assert [name for name in by_name if name] == [button.label for button in BUTTONS]
    place, size = by_name["Validasi"].getLocationOnScreen(), by_name["Validasi"].getSize()
    display.click(place.X + size.Width / 2, place.Y + size.Height / 2)
    wait_for(alerts, 1)
    assert "Temuan" in book.sheet_names
    book.sheets[SHEET].activate()
    time.sleep(1)
    folder = PICTURES if os.environ.get("XL_SOP_PICTURES") == "1" else tmp_path
    assert display.screenshot(folder / "bilah.png").stat().st_size > 10_000
