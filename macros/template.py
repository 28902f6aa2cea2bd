"""templat_sop.xlsm: the template with buttons on its procedure sheet and the VBA project behind them."""

from __future__ import annotations

from pathlib import Path

from openpyxl.utils import column_index_from_string

from macros.addin import VBA_RELATIONSHIP, VBA_TYPE
from macros.buttons import Button, Cells, add_buttons
from macros.modules import template_modules
from macros.project import vba_project
from xl_sop.book.package import Package
from xl_sop.book.xmlspan import Node, Xml, with_attributes

SHEET = "Prosedur"
# Caption and macro, in the order of the ribbon. Diagram Alir follows when there is something to run.
BUTTONS = (
    ("Validasi", "ValidateSop"),
    ("Temuan Berikutnya", "NextFinding"),
    ("Hapus Tanda", "ClearMarks"),
    ("Hitung Waktu", "CountMinutes"),
    ("Lembar Identifikasi", "FillIdentification"),
    ("Ekspor JSON", "ExportJson"),
    ("Bantuan", "ShowHelp"),
)
WIDTH, HEIGHT, GAP = 150, 40, 8  # pixels
PER_ROW = 1  # buttons side by side, right of the last column that the sheet uses
TOP = GAP  # pixels above the first button

_MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def template(workbook: Path) -> bytes:
    """The macro template made from the plain one, as bytes of a zip file.

    Raises:
        BookError: not a workbook, or without a sheet "Prosedur".
        ValueError: that sheet has notes or buttons already.
    """
    package = Package.open(workbook)
    add_buttons(package, SHEET, _placed(package))
    sheets = _name_modules(package)
    part = package.workbook_part
    package.set_content_type(part, _MACRO_WORKBOOK)
    package.add_default_type("bin", VBA_TYPE)
    package.add("xl/vbaProject.bin", vba_project("XlSopTemplate", template_modules(sheets)))
    package.add_relationship(part, VBA_RELATIONSHIP, "xl/vbaProject.bin")
    return package.to_bytes()


def _placed(package: Package) -> list[Button]:
    part = package.sheet_part(SHEET)
    root = Xml(package.read(part), part).root
    cells = Cells(root)
    left = cells.left(_used_columns(root)) + GAP
    return [
        Button(
            caption,
            f"XlSopTemplat.{macro}",
            x=left + number % PER_ROW * (WIDTH + GAP),
            y=TOP + number // PER_ROW * (HEIGHT + GAP),
            width=WIDTH,
            height=HEIGHT,
        )
        for number, (caption, macro) in enumerate(BUTTONS)
    ]


def _used_columns(worksheet: Node) -> int:
    """Columns up to the last one that holds a cell or has a width of its own."""
    last = 0
    for node in worksheet.walk():
        if (
            node.name == "col" and int(node.attributes["max"]) < 500
        ):  # more is a width for the rest of the sheet
            last = max(last, int(node.attributes["max"]))
        elif node.name == "c":
            last = max(last, column_index_from_string(node.attributes["r"].rstrip("0123456789")))
    return last


def _name_modules(package: Package) -> list[str]:
    """Give workbook and sheets the names of their document modules; the sheets' names in tab order."""
    xml = package.workbook()
    properties = xml.root.first("workbookPr")
    if properties is None:
        raise ValueError("the workbook has no workbookPr")
    tag = with_attributes(xml.open_tag(properties), {"codeName": "ThisWorkbook"})
    package.replace(package.workbook_part, xml.splice([(properties.start, properties.open_end, tag)]))
    names = []
    for number, sheet in enumerate(package.sheets(), start=1):
        names.append(f"Sheet{number}")
        xml = Xml(package.read(sheet.part), sheet.part)
        properties = xml.root.first("sheetPr")
        if properties is None:
            at = xml.root.open_end
            change = (at, at, f'<sheetPr codeName="{names[-1]}"/>'.encode())
        else:
            tag = with_attributes(xml.open_tag(properties), {"codeName": names[-1]})
            change = (properties.start, properties.open_end, tag)
        package.replace(sheet.part, xml.splice([change]))
    return names
