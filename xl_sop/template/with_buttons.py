"""The standard workbook with buttons: on its procedure sheet, and the VBA project behind them."""

from __future__ import annotations

from pathlib import Path

from xl_sop import measure
from xl_sop.package.package import Package
from xl_sop.package.xml import Xml, with_attributes
from xl_sop.template.buttons import POINT, Button, Cells, add_buttons

SHEET = "Prosedur"
# Caption and macro, in the order of the ribbon.
BUTTONS = (
    ("Validasi", "ValidateSop"),
    ("Temuan Berikutnya", "NextFinding"),
    ("Hapus Tanda", "ClearMarks"),
    ("Hitung Waktu", "CountMinutes"),
    ("Lembar Identifikasi", "FillIdentification"),
    ("Diagram Alir", "DrawFlowchart"),
    ("Siap Cetak", "PrintReady"),
    ("Ekspor JSON", "ExportJson"),
    ("Bantuan", "ShowHelp"),
)
# One line of buttons in the empty row between title and table. That row is in the frozen part of the sheet
# and the first buttons in its frozen columns, so they stay in sight. Pixels.
ROW = 2
HEIGHT, GAP = 36, 6
AROUND = 26  # beside a caption: nine buttons stay in sight on a screen of 1,280 pixels

VBA_RELATIONSHIP = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
VBA_TYPE = "application/vnd.ms-office.vbaProject"
_PROJECT = "xl/vbaProject.bin"
_MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def with_buttons(workbook: bytes, project: bytes) -> bytes:
    """The macro workbook made from a plain one.

    Args:
        workbook: What `xl_sop.template` makes, as bytes of a zip file.
        project: A vbaProject.bin with a document module for the workbook and for each of its sheets (`code_names`).

    Raises:
        BookError: not a workbook, or without a sheet "Prosedur".
        ValueError: that sheet has notes or buttons already, or no empty row for them.
    """
    package = Package(workbook)
    _make_room(package)
    add_buttons(package, SHEET, _placed(package))
    _name_modules(package)
    part = package.workbook_part
    package.set_content_type(part, _MACRO_WORKBOOK)
    package.add_default_type("bin", VBA_TYPE)
    package.add(_PROJECT, project)
    package.add_relationship(part, VBA_RELATIONSHIP, _PROJECT)
    return package.to_bytes()


def project_of(workbook: Path) -> bytes:
    """The VBA project of a macro workbook. Raises BookError."""
    return Package.open(workbook).read(_PROJECT)


def code_names(workbook: bytes) -> list[str]:
    """What the sheets' document modules are called, in tab order."""
    return [f"Sheet{number}" for number, _ in enumerate(Package(workbook).sheets(), start=1)]


def _make_room(package: Package) -> None:
    part = package.sheet_part(SHEET)
    xml = Xml(package.read(part), part)
    rows = [node for node in xml.root.walk() if node.name == "row" and node.attributes.get("r") == str(ROW)]
    if len(rows) != 1 or any(node.name in ("v", "t") for node in rows[0].walk()):
        raise ValueError(f"row {ROW} of {SHEET} is not an empty row")
    points = (HEIGHT + 2 * GAP) * POINT
    tag = with_attributes(xml.open_tag(rows[0]), {"ht": f"{points:g}", "customHeight": "1"})
    package.replace(part, xml.splice([(rows[0].start, rows[0].open_end, tag)]))


def _placed(package: Package) -> list[Button]:
    part = package.sheet_part(SHEET)
    root = Xml(package.read(part), part).root
    cells = Cells(root)
    pane = next((node for node in root.walk() if node.name == "pane"), None)
    edge = cells.left(int(pane.attributes.get("xSplit", 0))) if pane else 0
    x, y, buttons = GAP, cells.top(ROW - 1) + GAP, []
    for caption, macro in BUTTONS:
        width = round(measure.pixels(caption, 10)) + AROUND
        if x < edge < x + width:  # half of it would stay and half scroll away
            x = edge + GAP
        buttons.append(Button(caption, f"XlSopTemplat.{macro}", x, y, width, HEIGHT))
        x += width + GAP
    return buttons


def _name_modules(package: Package) -> None:
    """Give workbook and sheets the names of their document modules."""
    xml = package.workbook()
    properties = xml.root.first("workbookPr")
    if properties is None:
        raise ValueError("the workbook has no workbookPr")
    tag = with_attributes(xml.open_tag(properties), {"codeName": "ThisWorkbook"})
    package.replace(package.workbook_part, xml.splice([(properties.start, properties.open_end, tag)]))
    for number, sheet in enumerate(package.sheets(), start=1):
        name = f"Sheet{number}"
        xml = Xml(package.read(sheet.part), sheet.part)
        properties = xml.root.first("sheetPr")
        if properties is None:
            at = xml.root.open_end
            change = (at, at, f'<sheetPr codeName="{name}"/>'.encode())
        else:
            tag = with_attributes(xml.open_tag(properties), {"codeName": name})
            change = (properties.start, properties.open_end, tag)
        package.replace(sheet.part, xml.splice([change]))
