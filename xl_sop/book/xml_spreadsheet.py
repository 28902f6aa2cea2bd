"""Merged areas and number formats of a range of Excel's, out of the XML that `Range.Value(11)` gives in one call.

Excel on Windows tells of merged areas one question at a time; the XML spreadsheet of a range holds all of them. Source:
Microsoft, "XML Spreadsheet Reference" and "XlRangeValueDataType" (xlRangeValueXMLSpreadsheet = 11). Read from the
documentation, not seen from a running Excel; `live` asks cell by cell where this cannot be read.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree

from xl_sop.address import Merge

_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Names that stand for number formats of the regional settings.
_NAMED = {
    "Short Time": "h:mm", "Medium Time": "h:mm AM/PM", "Long Time": "h:mm:ss", "General Date": "dd/mm/yyyy h:mm",
}  # fmt: skip


class Looks(NamedTuple):
    """What the XML says beside the values.

    Attributes:
        merges: The merged areas, in sheet coordinates, in reading order.
        formats: The number format of each cell that has one of its own, by row and column.
    """

    merges: list[Merge]
    formats: dict[tuple[int, int], str]


def looks(text: str, top: int, left: int) -> Looks:
    """Merged areas and number formats.

    Args:
        text: The XML spreadsheet. top: Sheet row of the range's first cell. left: Its column.

    Raises:
        ElementTree.ParseError, ValueError: This is no XML spreadsheet.
    """
    root = ElementTree.fromstring(text)
    table = root.find(f"{_NS}Worksheet/{_NS}Table")
    if table is None:
        raise ValueError("an XML spreadsheet without a table")
    codes = _codes(root)
    found = Looks([], {})
    by_column = _column_styles(table)
    row = 0
    for line in table.iterfind(f"{_NS}Row"):
        row = int(line.get(f"{_NS}Index", row + 1))
        row_style = line.get(f"{_NS}StyleID")
        column = 0
        for cell in line.iterfind(f"{_NS}Cell"):
            column = int(cell.get(f"{_NS}Index", column + 1))
            across, down = int(cell.get(f"{_NS}MergeAcross", 0)), int(cell.get(f"{_NS}MergeDown", 0))
            place = top + row - 1, left + column - 1
            code = codes.get(cell.get(f"{_NS}StyleID") or row_style or by_column.get(column, ""))
            if code:
                found.formats[place] = code
            if across or down:
                found.merges.append(Merge(*place, place[0] + down, place[1] + across))
            column += across
        row += int(line.get(f"{_NS}Span", 0))
    return found


def _codes(root: ElementTree.Element) -> dict[str, str]:
    """The number format of each style; a style without one has its parent's."""
    own: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in root.iterfind(f"{_NS}Styles/{_NS}Style"):
        name = style.get(f"{_NS}ID", "")
        parents[name] = style.get(f"{_NS}Parent", "")
        number = style.find(f"{_NS}NumberFormat")
        if number is not None:
            code = number.get(f"{_NS}Format", "")
            own[name] = _NAMED.get(code, code)
    return {name: own.get(name, own.get(parents[name], "")) for name in parents}


def _column_styles(table: ElementTree.Element) -> dict[int, str]:
    found: dict[int, str] = {}
    column = 0
    for element in table.iterfind(f"{_NS}Column"):
        column = int(element.get(f"{_NS}Index", column + 1))
        span = int(element.get(f"{_NS}Span", 0))
        if style := element.get(f"{_NS}StyleID"):
            found |= dict.fromkeys(range(column, column + span + 1), style)
        column += span
    return found
