"""`Range.Value(xlRangeValueXMLSpreadsheet)`: cells as an XML Spreadsheet.

Source: Microsoft, "XML Spreadsheet Reference" (Office XP): rows and cells that are missing are told by `ss:Index`,
merged areas by `ss:MergeAcross` and `ss:MergeDown` of their first cell, number formats by styles (the built-in ones by
name), a time of day as a DateTime on 1899-12-31, errors as type Error, hidden rows by `ss:Hidden`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.excel.application import Box, Sheet
from tests.excel.cells import CellError, is_date_format

_NAMED = {
    "h:mm": "Short Time",
    "h:mm:ss": "Long Time",
    "dd/mm/yyyy": "Short Date",
    "0.00": "Fixed",
    "0%": "Percent",
}
_HEAD = (
    '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:html="http://www.w3.org/TR/REC-html40">\r\n'
)


def text(sheet: Sheet, box: Box) -> str:
    """The XML of a rectangle; rows and columns count from its first cell."""
    ids: dict[str, str] = {"General": "Default"}
    rows: list[str] = []
    last_row = 0
    merges = {(a.top, a.left): a for a in sheet.merges if a.meets(box)}
    covered = {cell for area in merges.values() for cell in area.cells()} - merges.keys()
    by_row: dict[int, list[int]] = {}
    for row, column in sheet.present(box):
        if (row, column) not in covered:
            by_row.setdefault(row, []).append(column)
    for row, columns in sorted(by_row.items()):
        cells: list[str] = []
        last = 0
        for column in columns:
            at = column - box.left + 1
            index = f' ss:Index="{at}"' if at != last + 1 else ""
            area = merges.get((row, column))
            merge = ""
            last = at
            if area is not None:
                across, down = area.right - area.left, area.bottom - area.top
                merge = f' ss:MergeAcross="{across}"' * (across > 0) + f' ss:MergeDown="{down}"' * (down > 0)
                last = at + across
            code = sheet.number_format(row, column)
            style = ids.setdefault(code, f"s{61 + len(ids)}")
            look = f' ss:StyleID="{style}"' if style != "Default" else ""
            cells.append(f"<Cell{index}{merge}{look}>{_data(sheet.value(row, column), code)}</Cell>")
        at = row - box.top + 1
        index = f' ss:Index="{at}"' if at != last_row + 1 else ""
        hidden = ' ss:Hidden="1"' if sheet.made.row_dimensions[row].hidden else ""
        rows.append(f'<Row{index} ss:AutoFitHeight="0"{hidden}>{"".join(cells)}</Row>')
        last_row = at
    styles = '<Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>' + "".join(
        f'<Style ss:ID="{key}"><NumberFormat ss:Format={quoteattr(_NAMED.get(code, code))}/></Style>'
        for code, key in ids.items()
        if key != "Default"
    )
    return (
        f"{_HEAD}<Styles>{styles}</Styles><Worksheet ss:Name={quoteattr(sheet.name)}>"
        f'<Table ss:ExpandedColumnCount="{box.right - box.left + 1}" ss:ExpandedRowCount="{box.bottom - box.top + 1}">'
        f"{''.join(rows)}</Table></Worksheet></Workbook>"
    )


def _data(value: Any, code: str) -> str:
    if value is None:
        return ""
    kind, said = "String", str(value)
    if isinstance(value, CellError):
        kind = "Error"
    elif isinstance(value, bool):
        kind, said = "Boolean", str(int(value))
    elif isinstance(value, datetime):
        kind, said = "DateTime", value.strftime("%Y-%m-%dT%H:%M:%S.000")
    elif isinstance(value, float | Decimal):
        kind, said = "Number", repr(float(value)).removesuffix(".0")
        if 0 <= value < 1 and not is_date_format(code) and ("h" in code.lower() or "s" in code.lower()):
            moment = datetime(1899, 12, 31) + timedelta(days=float(value))
            kind, said = "DateTime", moment.strftime("%Y-%m-%dT%H:%M:%S.000")
    return f'<Data ss:Type="{kind}">{escape(said, {chr(10): "&#10;"})}</Data>'
