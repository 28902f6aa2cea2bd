"""Small workbook files written part by part, so that a test can bend any byte of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

# What every case that `READS` holds at A1:B2.
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>No</t></is></c><c r="B1" t="inlineStr"><is><t>Uraian</t></is></c>'
    '</row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Menyusun</t></is></c></row>'
)
SHARED_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>2</v></c></row>'
)
SHARED = "<si><t>No</t></si><si><t>Uraian</t></si><si><t>Menyusun</t></si>"
CELLS = [["No", "Uraian"], [1.0, "Menyusun"]]


# --- well-formed workbooks


def sheet_xml(rows: str = ROWS, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relationships(*targets: tuple[str, str, str]) -> str:
    """Relationships of (last word of the type, target, further attributes), called rId1, rId2, …"""
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}" {more}/>'
        for i, (kind, target, more) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def workbook_xml(*names: str, before: str = "", state: str = "visible") -> str:
    each = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="rId{i}"/>'
        for i, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{each}</sheets></workbook>'


def parts(sheet: str | bytes = "", **changes: str | bytes | None) -> dict[str, bytes]:
    """The parts of a small workbook; `styles=…` and the like put one in, None takes one out."""
    made: dict[str, str | bytes | None] = {
        "types": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "package": relationships(("officeDocument", "xl/workbook.xml", "")),
        "workbook": workbook_xml("Prosedur"),
        "rels": relationships(("worksheet", "worksheets/sheet1.xml", "")),
        "sheet": sheet or sheet_xml(),
        **changes,
    }
    names = {
        "types": "[Content_Types].xml",
        "package": "_rels/.rels",
        "workbook": "xl/workbook.xml",
        "rels": "xl/_rels/workbook.xml.rels",
        "sheet": SHEET,
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    return {
        names[key]: content.encode() if isinstance(content, str) else content
        for key, content in made.items()
        if content is not None
    }


def zipped(
    contents: Mapping[str, bytes], *, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def workbook(sheet: str | bytes = "", **changes: str | bytes | None) -> bytes:
    """A small workbook file; see `parts`."""
    return zipped(parts(sheet, **changes))


def with_rows(rows: str, **around: str) -> bytes:
    return workbook(sheet_xml(rows, **around))


def with_strings(items: str, rows: str = SHARED_ROWS, attributes: str = "", **changes: str | bytes) -> bytes:
    return workbook(
        sheet_xml(rows),
        rels=relationships(
            ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
        ),
        strings=f'<sst xmlns="{MAIN}" {attributes}>{items}</sst>',
        **changes,
    )


def with_styles(styles: str, rows: str = ROWS) -> bytes:
    return workbook(
        sheet_xml(rows),
        rels=relationships(("worksheet", "worksheets/sheet1.xml", ""), ("styles", "styles.xml", "")),
        styles=f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    )


def cells(places: Mapping[str, str]) -> str:
    return "".join(f'<row><c r="{place}"><v>{value}</v></c></row>' for place, value in places.items())


def letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def merges(*areas: str) -> str:
    return (
        f'<mergeCells count="{len(areas)}">'
        + "".join(f'<mergeCell ref="{a}"/>' for a in areas)
        + "</mergeCells>"
    )
