"""A worksheet added to a workbook that lacks it: a new part, listed last, everything else as it was.

``docProps/app.xml`` keeps its list of sheet titles: it is a summary for file managers (ECMA-376-1 section
22.2), no program opens a workbook by it, and Excel writes it anew with each save. ``localSheetId`` of defined
names counts sheets from the front, so a sheet at the end disturbs none.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xl_sop.address import Merge, column_letters
from xl_sop.errors import BookError
from xl_sop.package.package import Package
from xl_sop.package.styles import named_style
from xl_sop.package.texts import text_element
from xl_sop.package.xml import attribute, damaged, escape

_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31


class Styled(NamedTuple):
    """A value and the name of its format (see `xl_sop.package.styles.NAMED`)."""

    value: str | int | float | None
    style: str = "plain"


SheetCell = Styled | str | int | float | None


def add_sheet(
    package: Package,
    name: str,
    rows: Iterable[Sequence[SheetCell]],
    *,
    widths: Mapping[int, float] | None = None,
    merges: Iterable[Merge] = (),
    heights: Mapping[int, float] | None = None,
    landscape: bool = False,
    footer: str | None = None,
) -> str:
    """Append a worksheet, printed on A4 and one page wide.

    Args:
        name: the tab's name.
        rows: cells from A1 on; a bare value has the default format, None is no cell.
        widths: column number (from 1) to width in characters of the default font.
        merges: areas to merge; their value is that of the first cell.
        heights: row number to height in points, for rows of several lines: LibreOffice measures no row of a file
            that says it comes from Excel. Both fit them anew when somebody types.
        landscape: paper on its side.
        footer: what stands below every page, in Excel's codes.

    Returns:
        The part name of the new sheet.

    Raises:
        BookError: the name is taken or not allowed, or the workbook's structure is protected.
        ValueError: a number that no cell can hold (True, infinity).
    """
    _check(package, name)
    workbook_part = package.workbook_part
    existing = [sheet.part for sheet in package.sheets() if sheet.kind == "worksheet"]
    folder = (
        posixpath.dirname(existing[0])
        if existing
        else posixpath.join(posixpath.dirname(workbook_part), "worksheets")
    )
    number = 1
    while posixpath.join(folder, f"sheet{number}.xml") in package:
        number += 1
    part = posixpath.join(folder, f"sheet{number}.xml")
    namespace = package.workbook().root.namespace
    package.add(
        part,
        _worksheet(
            package,
            namespace,
            rows,
            widths=widths or {},
            merges=list(merges),
            heights=heights or {},
            landscape=landscape,
            footer=footer,
        ),
    )
    package.set_content_type(part, _WORKSHEET_TYPE)
    identifier = package.add_relationship(workbook_part, package.document_type("worksheet"), part)
    _list(package, name, identifier)
    return part


def _check(package: Package, name: str) -> None:
    bad = (
        not name.strip() or len(name) > _LONGEST_NAME or _FORBIDDEN.search(name) or "'" in (name[0], name[-1])
    )
    if bad:
        raise BookError(
            f'Nama lembar "{name}" tidak diperbolehkan Excel.', f'Excel allows no sheet name "{name}".'
        )
    if name.casefold() in (sheet.name.casefold() for sheet in package.sheets()):
        raise BookError(f'Lembar "{name}" sudah ada.', f'There is a sheet "{name}" already.')
    protection = package.workbook().root.first("workbookProtection")
    if protection and protection.attributes.get("lockStructure") in ("1", "true"):
        raise BookError(
            f"Struktur {package.label} diproteksi: lembar tidak dapat ditambah; buka dahulu proteksinya.",
            f"The structure of {package.label} is protected: no sheet can be added; unprotect it first.",
        )


def _list(package: Package, name: str, identifier: str) -> None:
    """Name the sheet in the workbook part."""
    xml = package.workbook()
    sheets = xml.root.first("sheets")
    if sheets is None:
        raise damaged(package.workbook_part, "sheets")
    known = [int(sheet.id) for sheet in package.sheets() if sheet.id.isdecimal()]
    relationships = package.document_type("x").rpartition("/")[0]
    # The prefix of relationship ids is the writer's choice; declared on the element itself it needs no guess.
    new = b'<%ssheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>'
    new %= (
        xml.prefix(sheets),
        attribute(relationships),
        attribute(name),
        max(known, default=0) + 1,
        attribute(identifier),
    )
    if b'xmlns:r="%s"' % relationships.encode() in xml.open_tag(xml.root):
        new = new.replace(b' xmlns:r="%s"' % attribute(relationships), b"", 1)
    package.replace(package.workbook_part, xml.splice([xml.append_child(sheets, new)]))


def _worksheet(
    package: Package,
    namespace: str,
    rows: Iterable[Sequence[SheetCell]],
    *,
    widths: Mapping[int, float],
    merges: list[Merge],
    heights: Mapping[int, float],
    landscape: bool,
    footer: str | None,
) -> bytes:
    table = [[cell if isinstance(cell, Styled) else Styled(cell) for cell in row] for row in rows]
    styles = {
        name: named_style(package, name)
        for name in dict.fromkeys(cell.style for row in table for cell in row)
    }
    lines = []
    for number, row in enumerate(table, 1):
        cells = [
            _cell(f"{column_letters(column)}{number}", cell.value, styles[cell.style])
            for column, cell in enumerate(row, 1)
            if cell.value is not None or styles[cell.style]
        ]
        if cells:
            high = b' ht="%s"' % f"{heights[number]:g}".encode() if number in heights else b""
            lines.append(b'<row r="%d"%s>%s</row>' % (number, high, b"".join(cells)))
    columns = b"".join(
        b'<col min="%d" max="%d" width="%s" customWidth="1"/>' % (at, at, f"{width:g}".encode())
        for at, width in sorted(widths.items())
    )
    merged = b"".join(
        b'<mergeCell ref="%s%d:%s%d"/>'
        % (column_letters(m.left).encode(), m.top, column_letters(m.right).encode(), m.bottom)
        for m in merges
    )
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
            b'<worksheet xmlns="%s">' % attribute(namespace),
            b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            b"<cols>%s</cols>" % columns if columns else b"",
            b"<sheetData>%s</sheetData>" % b"".join(lines),
            b'<mergeCells count="%d">%s</mergeCells>' % (len(merges), merged) if merges else b"",
            b'<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
            # 9 is A4; a height of 0 pages means as many as it takes.
            b'<pageSetup paperSize="9" fitToHeight="0" orientation="%s"/>'
            % (b"landscape" if landscape else b"portrait"),
            b"<headerFooter><oddFooter>%s</oddFooter></headerFooter>" % escape(footer).encode()
            if footer
            else b"",
            b"</worksheet>",
        )
    )


def _cell(reference: str, value: str | int | float | None, style: int) -> bytes:
    tag = b'<c r="%s"%s' % (reference.encode(), b' s="%d"' % style if style else b"")
    if value is None or value == "":
        return tag + b"/>"
    if isinstance(value, str):
        return tag + b' t="inlineStr"><is>' + text_element(b"", value) + b"</is></c>"
    if isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"not a number for a cell: {value!r}")
    return tag + b"><v>%s</v></c>" % repr(value).encode()
