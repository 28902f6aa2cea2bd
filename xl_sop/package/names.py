"""Names that the workbook gives to areas of a sheet: what is printed, which rows repeat on every page."""

from __future__ import annotations

import re

from xl_sop.address import column_letters
from xl_sop.package.package import Package
from xl_sop.package.rows import area as parse_area
from xl_sop.package.xml import Node, Xml, attribute, escape

PRINT_AREA, PRINT_TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"


def sheet_name(package: Package, sheet: str, name: str) -> str | None:
    """What a sheet's own name stands for, without "="; None if it has none."""
    found = _find(package, package.workbook(), sheet, name)
    return found.text.strip() if found is not None else None


def set_sheet_name(package: Package, sheet: str, name: str, formula: str) -> None:
    """Let a sheet's own name stand for something; a name that says so already is left alone."""
    xml = package.workbook()
    found = _find(package, xml, sheet, name)
    text = escape(formula).encode()
    if found is not None:
        if found.text.strip() != formula:
            splice = (found.open_end, found.close_start, text)
            package.replace(package.workbook_part, xml.splice([splice]))
        return
    prefix = xml.prefix(xml.root)
    new = b'<%sdefinedName name="%s" localSheetId="%d">%s</%sdefinedName>' % (
        prefix, attribute(name), _index(package, sheet), text, prefix,
    )  # fmt: skip
    names = xml.root.first("definedNames")
    if names is not None:
        package.replace(package.workbook_part, xml.splice([xml.append_child(names, new)]))
        return
    # ECMA-376-1 section 18.2.27: after the sheets and what belongs to them
    before = [
        node for node in xml.root.children if node.name in ("sheets", "functionGroups", "externalReferences")
    ]
    new = b"<%sdefinedNames>%s</%sdefinedNames>" % (prefix, new, prefix)
    package.replace(package.workbook_part, xml.splice([(before[-1].end, before[-1].end, new)]))


def extend_areas(package: Package, sheet: str, column: int, below: int, until: int) -> None:
    """Let the names of areas follow a table that got rows at its end, print areas included.

    Args:
        package: The workbook.
        sheet: The table's sheet.
        column: A column of the table.
        below: Its last row so far.
        until: Its last row now; areas over `column` that end at `below` or later, but before this, end here.
    """
    xml = package.workbook()
    names = xml.root.first("definedNames")
    splices: list[tuple[int, int, bytes]] = []
    for node in names.all("definedName") if names is not None else []:
        changed = extended(node.text.strip(), sheet, column, below, until)
        if changed is not None:
            splices.append((node.open_end, node.close_start, escape(changed).encode()))
    if splices:
        package.replace(package.workbook_part, xml.splice(splices))


def extended(formula: str, sheet: str, column: int, below: int, until: int) -> str | None:
    """An area as `extend_areas` extends it; None where it does not."""
    found = _AREA.fullmatch(formula)
    if found is None or _unquoted(found["sheet"]).casefold() != sheet.casefold():
        return None
    area = parse_area(f"{found['first']}:{found['last']}")
    if not (area.left <= column <= area.right and below <= area.bottom < until):
        return None
    return f"{found['sheet']}!{found['first']}:${column_letters(area.right)}${until}"


_AREA = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!,:()]+)!(?P<first>\$[A-Z]{1,3}\$[0-9]{1,7}):(?P<last>\$[A-Z]{1,3}\$[0-9]{1,7})"
)


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it: `'Prosedur'`."""
    return "'" + sheet.replace("'", "''") + "'"


def _find(package: Package, xml: Xml, sheet: str, name: str) -> Node | None:
    names = xml.root.first("definedNames")
    index = str(_index(package, sheet))
    for node in names.all("definedName") if names is not None else []:
        if node.attributes.get("localSheetId") == index and node.attributes.get("name") == name:
            return node
    return None


def _index(package: Package, sheet: str) -> int:
    return [one.name.casefold() for one in package.sheets()].index(sheet.casefold())
