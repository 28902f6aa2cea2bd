"""LibreOffice as a reader of the built files: it lists the modules, binds the buttons and runs them.

The files are built from this checkout. A recorder stands in for the Python macro of the profile and writes
which function it was asked for into a cell: LibreOffice swallows errors of macros, so cells are looked at.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from macros import build
from macros.modules import HERE, xlwings_source
from macros.template import BUTTONS, SHEET
from tests.e2e.display import Display
from tests.macros.platforms import MAC, WINDOWS, resolved
from tests.macros.test_source import CHECKING
from xl_sop.libreoffice import uno_bridge as uno
from xl_sop.libreoffice.office import PrivateOffice
from xl_sop.template import write

FUNCTIONS = [function for _, _, function in CHECKING]
RECORDER = f"""
def record(name):
    def press(*_):
        sheet = XSCRIPTCONTEXT.getDocument().Sheets.getByName("Pengaturan")
        sheet.getCellRangeByName("H1").String += name + " "
    press.__name__ = name
    return press

g_exportedScripts = tuple(record(name) for name in {FUNCTIONS})
globals().update((press.__name__, press) for press in g_exportedScripts)
"""
ADDIN_FILTER = "Calc MS Excel 2007 VBA XML"  # LibreOffice does not know the ending .xlam by itself
ALWAYS_EXECUTE = 4  # com.sun.star.document.MacroExecMode


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write(folder / "templat.xlsx")
    build.build(folder, folder / "templat.xlsx")
    return folder


@pytest.fixture(scope="module")
def recording_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateOffice]:
    profile = tmp_path_factory.mktemp("profile")
    scripts = profile / "user" / "Scripts" / "python"
    scripts.mkdir(parents=True)
    (scripts / "xl_sop_lo.py").write_text(RECORDER, encoding="utf-8")
    office = PrivateOffice(profile=profile)
    yield office
    office.close()


def load(office: PrivateOffice, path: Path, **options: Any) -> Any:
    arguments = uno.properties(MacroExecutionMode=ALWAYS_EXECUTE, **options)
    document = office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, arguments)
    assert document is not None
    return document


def listed(document: Any) -> set[str]:
    libraries = document.BasicLibraries
    return set(libraries.getByName(libraries.ProjectName).ElementNames)


def test_the_add_in_is_listed(recording_office: PrivateOffice, built: Path):
    document = load(recording_office, built / build.ADDIN_NAME, FilterName=ADDIN_FILTER)
    try:
        assert document.BasicLibraries.ProjectName == "XlSopAddin"
        modules = {"ThisWorkbook", "Sheet1", "XlSop", "xlwings", "xlwings_udfs", "Dictionary"}
        assert listed(document) == modules
    finally:
        document.close(True)


@pytest.fixture
def template(recording_office: PrivateOffice, built: Path) -> Iterator[Any]:
    document = load(recording_office, built / build.TEMPLATE_NAME)
    yield document
    document.close(True)


def test_the_template_is_listed(template: Any):
    assert template.BasicLibraries.ProjectName == "XlSopTemplate"
    sheets = {f"Sheet{number}" for number in range(1, 6)}
    assert listed(template) == {"ThisWorkbook", "XlSopTemplat", *sheets}


def controls(document: Any) -> list[Any]:
    page = document.Sheets.getByName(SHEET).DrawPage
    return [page.getByIndex(number) for number in range(page.Count)]


def test_buttons_stand_side_by_side_in_their_row(template: Any):
    shapes = controls(template)
    assert [shape.Control.Label for shape in shapes] == [caption for caption, _ in BUTTONS]
    row = template.Sheets.getByName(SHEET).Rows.getByIndex(1)
    table = template.Sheets.getByName(SHEET).getCellRangeByName("A3").Position.Y
    for left, right in pairwise(shapes):
        assert left.Position.X + left.Size.Width < right.Position.X
    for shape in shapes:
        assert table - row.Height <= shape.Position.Y
        assert shape.Position.Y + shape.Size.Height <= table
        assert not shape.Control.Printable


def test_every_button_runs_its_function(template: Any):
    form = template.Sheets.getByName(SHEET).DrawPage.Forms.getByIndex(0)
    provider = template.getScriptProvider()
    for number in range(form.Count):
        (event,) = form.getScriptEvents(number)
        assert event.EventMethod == "actionPerformed"
        provider.getScript(event.ScriptCode).invoke((), (), ())
    recorded = template.Sheets.getByName("Pengaturan").getCellRangeByName("H1").String
    assert recorded.split() == FUNCTIONS


def test_without_the_macro_a_press_says_what_is_missing(display: Display, built: Path):
    """A real click in a real window, in a profile in which nothing was installed."""
    app = display.start_office()
    book = display.open(app, built / build.TEMPLATE_NAME)
    book.sheets[SHEET].activate()
    view = book.api.CurrentController
    button = view.getControl(controls(book.api)[0].Control).getAccessibleContext()
    place, size = button.getLocationOnScreen(), button.getSize()
    display.click(place.X + size.Width / 2, place.Y + size.Height / 2)
    message = display.wait_for_window("^SOP$")
    display.press("Return", message)
    deadline = time.monotonic() + 10
    while display.windows("^SOP$"):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def compiles(source: str) -> bool:
    """Whether LibreOffice's Basic, in its VBA mode, compiles a module. One office each: not all survive."""
    office = PrivateOffice()
    try:
        document = office.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, uno.properties(MacroExecutionMode=ALWAYS_EXECUTE)
        )
        libraries = document.BasicLibraries
        library = libraries.createLibrary("Standard")
        libraries.VBACompatibilityMode = True
        code = "\n".join(line for line in source.splitlines() if not line.startswith("Attribute "))
        probe = "Public Function Probe()\nProbe = 42\nEnd Function\n"
        head = "Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n"
        library.insertByName("Module", f"{head}{code}\n{probe}")
        script = "vnd.sun.star.script:Standard.Module.Probe?language=Basic&location=document"
        answer, _, _ = document.getScriptProvider().getScript(script).invoke((), (), ())
        return answer == 42
    finally:
        office.close()


UDFS = (HERE / "xlwings_udfs.bas").read_text("ascii")
PLATFORMS = {
    "xlwings on Windows": (xlwings_source(), WINDOWS),
    "xlwings on macOS": (xlwings_source(), MAC),
    "worksheet functions": (UDFS, WINDOWS),
    "ribbon": ((HERE / "XlSop.bas").read_text("ascii"), WINDOWS),
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_basic_compiler_takes_the_add_in(name: str):
    """No Excel is at hand to compile the module of xlwings with our replacements; this compiler is."""
    source, constants = PLATFORMS[name]
    assert compiles(resolved(source, constants))


def test_the_compiler_would_notice_a_broken_replacement():
    broken = xlwings_source().replace("Replace(ActiveWorkbook.Name,", "Replace((ActiveWorkbook.Name,")
    assert not compiles(resolved(broken, MAC))
