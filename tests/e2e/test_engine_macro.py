"""The macro of the user's profile, run by LibreOffice: it finds xl_sop, hands over, never fails in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xl_sop.libreoffice.office import PrivateOffice
from xl_sop.setup.macro_files import environment_folders, install

# Stands for xl_sop.addin, so that these tests are about the way there; a .pth line puts it in place.
ADDIN = """
import xlwings as xw

def validate():
    book = xw.Book.caller()
    sheet = book.sheets.active
    presses = (sheet["A1"].value or 0) + 1
    sheet["A1:B1"].value = [presses, book.name]
    book.app.alert("3 kesalahan", "SOP", mode="info")

def totals():
    raise ValueError("langkah 3 rusak")
"""
PTH = "import importlib.util as u, sys, xl_sop; s = u.spec_from_file_location('xl_sop.addin', {path!r}); " + (
    "m = u.module_from_spec(s); s.loader.exec_module(m); sys.modules['xl_sop.addin'] = m\n"
)


class Buttons:
    """A LibreOffice with the macro in its profile, and one workbook."""

    def __init__(self, folder: Path, python: tuple[int, int] = (3, 11)) -> None:
        from xl_sop.libreoffice import uno_bridge as uno

        site = folder / "site"
        site.mkdir()
        (site / "stand_in.py").write_text(ADDIN, "utf-8")
        (site / "z.pth").write_text(PTH.format(path=str(site / "stand_in.py")), "utf-8")
        profile = folder / "profile"
        install(profile / "user", [str(site), *environment_folders()], python)
        self.alert_log = folder / "alerts.jsonl"
        self.home = folder / "home"
        self.home.mkdir()
        self.office = PrivateOffice(
            profile=profile, environment={"XL_SOP_ALERT_LOG": str(self.alert_log), "HOME": str(self.home)}
        )
        self.document = self.office.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, uno.properties(Hidden=False)
        )
        self.document.storeAsURL(
            uno.to_url(str(folder / "Prosedur — ½.xlsx")), uno.properties(FilterName="Calc MS Excel 2007 XML")
        )

    def press(self, name: str) -> None:
        script = self.document.getScriptProvider().getScript(
            f"vnd.sun.star.script:xl_sop_lo.py${name}?language=Python&location=user"
        )
        script.invoke((), (), ())

    def cell(self, address: str) -> object:
        cell = self.document.Sheets.getByIndex(0).getCellRangeByName(address)
        return cell.Value if cell.Type.value == "VALUE" else cell.String

    def alerts(self) -> list[str]:
        return [json.loads(line)["prompt"] for line in self.alert_log.read_text("utf-8").splitlines()]


@pytest.fixture
def pressed(tmp_path):
    started: list[PrivateOffice] = []

    def start(**options: tuple[int, int]) -> Buttons:
        buttons = Buttons(tmp_path, **options)
        started.append(buttons.office)
        return buttons

    yield start
    for office in started:
        office.close()


def test_a_button_runs_the_add_in_on_the_document_at_hand(pressed):
    buttons = pressed()
    buttons.press("validate")
    buttons.press("validate")
    assert (buttons.cell("A1"), buttons.cell("B1")) == (2.0, "Prosedur — ½.xlsx")
    assert buttons.alerts() == ["3 kesalahan"] * 2


def test_an_error_is_shown_and_logged(pressed):
    buttons = pressed()
    buttons.press("totals")
    assert "langkah 3 rusak" in buttons.alerts()[0]
    log = (buttons.home / ".xl_sop" / "libreoffice.log").read_text("utf-8")
    assert "ValueError: langkah 3 rusak" in log
    assert "Traceback" in log
    buttons.press("validate")  # and the next press works
    assert buttons.cell("A1") == 1.0
