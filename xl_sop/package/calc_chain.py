"""The calculation chain.

The chain is the list of formula cells that Excel keeps beside the sheets. Excel calls a workbook damaged
whose chain names a cell without a formula. (A formula missing from it is harmless: Excel adds it.)
"""

from __future__ import annotations

from xl_sop.package.package import Package
from xl_sop.package.xml import Splice, Xml, with_attributes


def leave_chain(package: Package, sheet_id: str, reference: str) -> None:
    """Take one cell out of the chain; the part goes with its last entry.

    Args:
        sheet_id: ``sheetId`` of the sheet in the workbook part.
        reference: the cell, as "B7".
    """
    part = package.workbook_related("calcChain")
    if part is None:
        return
    xml = Xml(package.read(part), part)
    entries, sheet = xml.root.all("c"), "0"
    for at, node in enumerate(entries):
        named = node.attributes.get("i", "0") != "0"
        sheet = node.attributes["i"] if named else sheet
        if sheet != sheet_id or node.attributes.get("r") != reference:
            continue
        if len(entries) == 1:
            package.drop_part(part, package.workbook_part)
            return
        changes: list[Splice] = [(node.start, node.end, b"")]
        following = entries[at + 1] if at + 1 < len(entries) else None
        # An entry without a sheet id takes that of the entry before it.
        if named and following is not None and following.attributes.get("i", "0") == "0":
            tag = with_attributes(xml.open_tag(following), {"i": sheet})
            changes.append((following.start, following.open_end, tag))
        package.replace(part, xml.splice(changes))
        return
