"""Which sheets of a workbook show."""

from __future__ import annotations

from collections.abc import Collection

from xl_sop.package.package import Package
from xl_sop.package.xml import Xml, damaged, with_attributes


def show_only(package: Package, names: Collection[str]) -> None:
    """Hide every sheet but the named ones, and open the workbook on the first of these."""
    sheets = package.workbook().root.first("sheets")
    if sheets is None:
        raise damaged(package.workbook_part, "sheets")
    wanted = {name.casefold() for name in names}
    xml = package.workbook()
    splices = []
    first: int | None = None
    for position, node in enumerate(sheets.all("sheet")):
        shows = node.attributes["name"].casefold() in wanted
        if shows and first is None:
            first = position
        tag = with_attributes(xml.open_tag(node), {"state": None if shows else "hidden"})
        splices.append((node.start, node.open_end, tag))
    views = xml.root.first("bookViews")
    for view in views.all("workbookView") if views is not None else []:
        opened = {"activeTab": str(first or 0), "firstSheet": None}
        splices.append((view.start, view.open_end, with_attributes(xml.open_tag(view), opened)))
    package.replace(package.workbook_part, xml.splice(splices))


def drop_elements(package: Package, part: str, *names: str) -> None:
    """Take elements out of a worksheet part."""
    xml = Xml(package.read(part), part)
    gone = [(node.start, node.end, b"") for name in names for node in xml.root.all(name)]
    package.replace(part, xml.splice(gone))
