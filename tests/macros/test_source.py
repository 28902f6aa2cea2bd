"""The VBA texts: every button leads to one Python function, and nothing else happens in VBA."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

import xl_sop.addin
from macros.modules import HERE
from macros.template import BUTTONS
from tests.macros.udf_wrappers import wrappers
from xl_sop.addin.functions import MENIT_BAKU, TOTAL_MENIT
from xl_sop.setup import buttons

# Label, macro, function of xl_sop.addin: what the contract promises, in the order of the ribbon.
WRITING = (
    ("SOP Baru", "NewSop", "new_sop"),
    ("Tambah Pelaksana", "AddPerformer", "add_performer"),
    ("Nomori Ulang", "RenumberSteps", "renumber"),
)
"""These are not on the template's sheet, which has room for one line of buttons."""
CHECKING = (
    ("Validasi", "ValidateSop", "validate"),
    ("Temuan Berikutnya", "NextFinding", "next_finding"),
    ("Hapus Tanda", "ClearMarks", "clear_marks"),
    ("Hitung Waktu", "CountMinutes", "totals"),
    ("Lembar Identifikasi", "FillIdentification", "identification"),
    ("Diagram Alir", "DrawFlowchart", "flowchart"),
    ("Siap Cetak", "PrintReady", "print_ready"),
    ("Ekspor JSON", "ExportJson", "export_json"),
    ("Bantuan", "ShowHelp", "help"),
)
PROMISED = WRITING + CHECKING
ADDIN = (HERE / "XlSop.bas").read_text("ascii")
TEMPLATE = (HERE / "XlSopTemplat.bas").read_text("ascii")
RIBBON = ET.fromstring((HERE / "ribbon.xml").read_bytes())
RIBBON_BUTTONS = [node for node in RIBBON.iter() if node.tag.endswith("}button")]


def body(source: str, name: str, arguments: str = "") -> str:
    """The statements of a public Sub with exactly these arguments."""
    match = re.search(rf"^Public Sub {name}\({arguments}\)\n(.*?)^End Sub$", source, re.MULTILINE | re.DOTALL)
    assert match, f"no Sub {name}({arguments})"
    return match[1].strip()


def test_the_ribbon_has_the_promised_buttons():
    shown = [(node.get("label"), node.get("onAction"), node.get("size")) for node in RIBBON_BUTTONS]
    assert shown == [(label, f"XlSop.On{macro}", "large") for label, macro, _ in PROMISED]


def test_the_ribbon_is_one_tab():
    tabs = [node.get("label") for node in RIBBON.iter() if node.tag.endswith("}tab")]
    assert tabs == ["SOP"]


@pytest.mark.parametrize("node", RIBBON_BUTTONS, ids=lambda node: node.get("label"))
def test_every_ribbon_button_explains_itself(node: ET.Element):
    assert 5 < len(node.get("screentip", "")) <= 60
    assert 20 < len(node.get("supertip", "")) <= 250


def test_the_template_has_the_same_buttons():
    assert list(BUTTONS) == [(label, macro) for label, macro, _ in CHECKING]


def test_the_menu_of_libreoffice_has_the_same_buttons():
    assert [(button.label, button.function) for button in buttons.BUTTONS] == [
        (label, function) for label, _, function in PROMISED
    ]


@pytest.mark.parametrize(("label", "macro", "function"), PROMISED)
def test_ribbon_callback_to_python(label: str, macro: str, function: str):
    assert body(ADDIN, f"On{macro}", "control As IRibbonControl") == macro
    *before, call = body(ADDIN, macro).splitlines()
    assert call.strip() == f'CallPython "import xl_sop.addin; xl_sop.addin.{function}()"'
    code = [line.strip() for line in before if not line.strip().startswith("'")]
    # the one button that needs no workbook of the clerk's
    assert code == (["If ActiveWorkbook Is Nothing Then Workbooks.Add"] if macro == "NewSop" else [])


@pytest.mark.parametrize(("label", "macro", "function"), CHECKING)
def test_template_button_to_add_in_and_to_libreoffice(label: str, macro: str, function: str):
    assert body(TEMPLATE, macro) == f'PressButton "{macro}", "{function}"'


def test_libreoffice_can_compile_the_template():
    """It reads every branch of #If, and ThisComponent must stay undeclared for Excel."""
    code = [line for line in TEMPLATE.splitlines() if not line.lstrip().startswith("'")]
    assert not [line for line in code if line.lstrip().startswith("#")]
    assert "Option Explicit" not in code


def test_worksheet_functions_are_what_xlwings_would_import():
    functions = {"MENIT_BAKU": MENIT_BAKU, "TOTAL_MENIT": TOTAL_MENIT}
    made = wrappers("xl_sop.addin.functions", functions, "xl_sop.xlam")
    # ... but for what makes an error value of a sentence
    made = re.sub(r"= (XLPy\.CallUDF\(.*\))$", r"= XlSop.Answer(\1)", made, flags=re.MULTILINE)
    made = re.sub(r"= Err\.Description$", "= XlSop.Answer(Err.Description)", made, flags=re.MULTILINE)
    assert (HERE / "xlwings_udfs.bas").read_text("ascii") == made.rstrip("\n") + "\n"


@pytest.mark.parametrize("function", [function for _, _, function in PROMISED])
def test_every_promised_function_is_there(function: str):
    assert function in xl_sop.addin.__all__
    assert callable(getattr(xl_sop.addin, function))
