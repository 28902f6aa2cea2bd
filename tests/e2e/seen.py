"""What a second reader (openpyxl) sees in a file that LibreOffice saved after a button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from xl_sop.addin.marks import COLOURS, HEAD, is_ours
from xl_sop.package.package import Package
from xl_sop.package.xml import Xml

Place = tuple[str, str]  # sheet, A1 address
_SEVERITIES = {"FF{:02X}{:02X}{:02X}".format(*colour): level for level, colour in COLOURS.items()}


def marks(path: Path) -> dict[Place, str]:
    """Cells under a conditional format of ours, with the severity that its colour means."""
    found: dict[Place, str] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if is_ours(rule.formula[0] if rule.formula else None):
                    assert rule.dxf is not None
                    level = _SEVERITIES[rule.dxf.fill.bgColor.rgb]
                    for cells in area.sqref.ranges:
                        for row, column in cells.cells:
                            place = (sheet.title, sheet.cell(row, column).coordinate)
                            assert place not in found, f"{place} is marked twice"
                            found[place] = level
    return found


def notes(path: Path) -> dict[Place, str]:
    """Every note."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def our_notes(path: Path) -> dict[Place, str]:
    """The notes that hold findings."""
    return {place: text for place, text in notes(path).items() if HEAD in text}


def rows(path: Path, sheet: str) -> list[list[Any]]:
    """The values of a sheet."""
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


def links(path: Path, sheet: str) -> dict[str, str]:
    """Cells with a link, and the place within the workbook it leads to."""
    return {
        cell.coordinate: (cell.hyperlink.location or "").removeprefix("#")
        for row in openpyxl.load_workbook(path)[sheet].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }


def everything(path: Path) -> dict[str, Any]:
    """All that a clerk could miss: values, formats, sizes, merges, notes, rules, drop-downs, sheets, names."""
    book = openpyxl.load_workbook(path)
    return {
        "sheets": [(sheet.title, sheet.sheet_state) for sheet in book.worksheets],
        "active": book.active.title if book.active else None,
        "names": sorted((name, value.attr_text) for name, value in book.defined_names.items()),
        **{
            f"{sheet.title}: {kind} {key}": value
            for sheet in book.worksheets
            for kind, values in _sheet(sheet, _fixed_rows(path, sheet.title)).items()
            for key, value in values.items()
        },
    }


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What differs between two looks at `everything`."""
    keys = [*before, *(key for key in after if key not in before)]
    pairs = {key: (before.get(key), after.get(key)) for key in keys}
    return {key: (old, new) for key, (old, new) in pairs.items() if old != new and not _fitted(key, old, new)}


def _fitted(key: str, old: Any, new: Any) -> bool:
    """A row that LibreOffice fitted anew, a little: it calls rows with merged cells fixed when it saves them."""
    if ": rows " not in key or old is None or new is None or old[1] != new[1]:
        return False
    heights = old[0], new[0]
    return None in heights or heights[0] * 0.75 <= heights[1] <= heights[0] * 1.1


def _fixed_rows(path: Path, sheet: str) -> set[int]:
    """Rows whose height somebody set. Those of the others are the application's, which fits them as it likes."""
    package = Package(path.read_bytes())
    part = package.sheet_part(sheet)
    rows = Xml(package.read(part), part).root.first("sheetData")
    on = ("1", "true")
    return {int(row.attributes["r"]) for row in rows.all("row") if row.attributes.get("customHeight") in on}


def _sheet(sheet: Worksheet, fixed: set[int]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for row in sheet.iter_rows():
        for cell in row:
            # A solid fill shows its first colour only; LibreOffice puts whatever is near into the second.
            fill = (cell.fill.fill_type, cell.fill.fgColor) if cell.fill.fill_type == "solid" else cell.fill
            look = (cell.number_format, cell.font, fill, cell.border, cell.alignment, cell.protection)
            note = (cell.comment.text, cell.comment.author) if cell.comment else None
            link = cell.hyperlink.location if cell.hyperlink else None
            cells[cell.coordinate] = (cell.value, [repr(part) for part in look], note, link)
    return {
        "cells": cells,
        "columns": {letter: (round(d.width, 1), d.hidden) for letter, d in sheet.column_dimensions.items()},
        "rows": {
            number: (d.height if number in fixed else None, d.hidden)
            for number, d in sheet.row_dimensions.items()
        },
        "merges": dict.fromkeys(str(area) for area in sheet.merged_cells.ranges),
        "rules": dict.fromkeys(
            (str(area.sqref), rule.type, str(rule.formula), repr(rule.dxf))
            for area in sheet.conditional_formatting
            for rule in area.rules
        ),
        "choices": {str(d.sqref): (d.type, d.formula1) for d in sheet.data_validations.dataValidation},
        "names": {name: value.attr_text for name, value in sheet.defined_names.items()},
        "sheet": {
            "frozen": sheet.freeze_panes,
            "print": (sheet.print_area, sheet.print_title_rows),
            "protected": sheet.protection.sheet,
        },
    }
