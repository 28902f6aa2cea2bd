"""xl_sop.xlam: the ribbon tab, the VBA project and the sheet with xlwings' settings."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from macros.modules import HERE, PROJECT_NAME, addin_modules
from macros.project import vba_project
from xl_sop.template.with_buttons import VBA_RELATIONSHIP, VBA_TYPE

CONF_SHEET = f"{PROJECT_NAME}.conf"
_CODE_NAME = "Sheet1"

# Every setting that xlwings' module asks for. One that is missing here would be looked up in a file
# xl_sop.conf beside the clerk's workbook, so any shared folder could set it. "True" and "False" are texts:
# VBA turns a logical cell into the word of the computer's language. The installer fills in the interpreters.
SETTINGS = (
    ("Interpreter_Win", ""),
    ("Interpreter_Mac", ""),
    ("Interpreter", "python"),
    ("Use UDF Server", "True"),
    ("UDF Modules", "xl_sop.addin.functions"),
    ("Add_Workbook_To_PythonPath", "False"),  # a clerk's folder must not be able to replace a Python module
    ("PYTHONPATH", ""),
    ("Debug UDFs", "False"),
    ("Show Console", "False"),
    ("Show_Error_Popups", "True"),
    ("Temp Dir", "%TEMP%"),
    ("Conda Path", ""),
    ("Conda Env", ""),
    ("OneDrive_Consumer_Win", ""),
    ("OneDrive_Commercial_Win", ""),
    ("SharePoint_Win", ""),
    ("License_Key", ""),
)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f"{_OPEN}/spreadsheetml/2006/main"
_REL = f"{_OPEN}/officeDocument/2006/relationships"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MS = "http://schemas.microsoft.com/office"
_CORE = f"{_OPEN}/package/2006"


def addin() -> bytes:
    """The add-in as bytes of a zip file."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_REL}/officeDocument", "xl/workbook.xml"),
            (f"{_CORE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_MS}/2007/relationships/ui/extensibility", "customUI/customUI14.xml"),
        ),
        "docProps/core.xml": _core(),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relationships(
            (f"{_REL}/worksheet", "worksheets/sheet1.xml"),
            (f"{_REL}/styles", "styles.xml"),
            (VBA_RELATIONSHIP, "vbaProject.bin"),
        ),
        "xl/worksheets/sheet1.xml": _settings(),
        "xl/styles.xml": _styles(),
        "xl/vbaProject.bin": vba_project("XlSopAddin", addin_modules([_CODE_NAME])),
        "customUI/customUI14.xml": (HERE / "ribbon.xml").read_text("utf-8"),
    }
    return _zipped(parts)


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the file says on which system it was built
            archive.writestr(info, data)
    return buffer.getvalue()


def _content_types() -> str:
    defaults = {
        "bin": VBA_TYPE,
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    parts = {
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_SHEETML}.worksheet+xml",
        "/xl/styles.xml": f"{_SHEETML}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return (
        f'{_HEAD}<Types xmlns="{_CORE}/content-types">'
        + "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in defaults.items())
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
        + "</Types>"
    )


def _relationships(*items: tuple[str, str]) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_CORE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(items, start=1)
        )
        + "</Relationships>"
    )


def _core() -> str:
    """Title and description stand in Excel's list of add-ins."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_CORE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>SOP AP (xl_sop)</dc:title>'
        "<dc:description>Memeriksa SOP AP, menghitung mutu baku waktu, dan menyusun Lembar Kerja"
        " Identifikasi.</dc:description>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def _workbook() -> str:
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">'
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="10000"/>'
        '<workbookPr codeName="ThisWorkbook"/>'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="16384" windowHeight="8192"/>'
        "</bookViews>"
        f'<sheets><sheet name="{CONF_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _settings() -> str:
    rows = (
        f'<row r="{row}">{_text(f"A{row}", name)}{_text(f"B{row}", value)}</row>'
        for row, (name, value) in enumerate(SETTINGS, start=1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr codeName="{_CODE_NAME}"/>'
        f'<dimension ref="A1:B{len(SETTINGS)}"/><cols><col min="1" max="1" width="30" customWidth="1"/>'
        f'<col min="2" max="2" width="60" customWidth="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _text(address: str, value: str) -> str:
    if not value:
        return f'<c r="{address}"/>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _styles() -> str:
    """The least that Excel takes as a style sheet."""
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
