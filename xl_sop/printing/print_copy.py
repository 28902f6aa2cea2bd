"""A copy of a workbook that prints one SOP: its own sheets only, drawn, without marks, buttons or unused rows.

The workbook itself is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xl_sop.book.file import read_grids
from xl_sop.book.fitted_rows import fit_rows
from xl_sop.book.grid import Book, Grid
from xl_sop.document import Document
from xl_sop.flowchart.drawingml import Lines
from xl_sop.flowchart.in_file import draw
from xl_sop.flowchart.table import table_pages
from xl_sop.package.editing import SheetEditor
from xl_sop.package.names import PRINT_AREA, quoted, set_sheet_name
from xl_sop.package.package import Package
from xl_sop.package.sheet_elements import prefix, put_element, set_attributes
from xl_sop.package.sheet_states import drop_elements, show_only
from xl_sop.package.xml import Xml, escape
from xl_sop.reading.documents import read_book

MARK_FORMULA = '"xl_sop"="xl_sop"'
"""The formula of the conditional formats that colour findings (see `addin.marks`)."""
_FOOTER = "&R&8Halaman &P dari &N"
_OUR_FOOTER = re.compile(rb"Halaman &amp;P(?=<)")
_EMPTY_CELL = "$XFD$1048576"
_UNUSED_MOST = 200  # rows looked at below a table


def print_copies(
    data: bytes, name: str = "berkas", *, paper: str | None = None, lines: Lines = "freeforms"
) -> list[bytes]:
    """A workbook to print for each SOP; SOPs that share a sheet are printed together.

    An SOP without marks, or drawn by a person, is printed as it is.

    Args:
        data: The workbook.
        name: What sentences call it.
        paper: As for `flowchart.in_file.draw`.
        lines: "freeforms" where LibreOffice prints, "connectors" where Excel does.

    Raises:
        XlSopError: There are no steps, or the workbook cannot be changed.
    """
    drawn = draw(_fitted(data, name), name, paper=paper, lines=lines, needed=False).data
    book = Book(name, read_grids(drawn))
    grids = {grid.name: grid for grid in book.grids}
    documents = [document for document in read_book(book) if document.sop.steps]
    return [_copy(drawn, name, group, grids) for group in _groups(documents)]


def _fitted(data: bytes, name: str) -> bytes:
    """The workbook with rows as high as the texts of its SOPs: what was typed may never have been fitted on screen."""
    book = Book(name, read_grids(data))
    shown = {sheet for document in read_book(book) for sheet in sheets_of(document)}
    package = Package(data, name)
    for grid in book.grids:
        if grid.name in shown:
            fit_rows(SheetEditor(package, grid.name), grid)
    return package.to_bytes() if package.changed else data


def sheets_of(document: Document) -> list[str]:
    """The sheets of an SOP: identity, procedure, identification."""
    sheets = document.sop.source.sheets
    return list(dict.fromkeys((*sheets.identity, *sheets.procedure, *sheets.identification)))


def unused_rows(document: Document, grids: Mapping[str, Grid]) -> list[tuple[str, int, int]]:
    """Where rows that were made for more steps may begin: sheet, first row, and the column that tells by its look."""
    ends = [(page.sheet, page.bands[-1].bottom + 1, page.left) for page in table_pages(document, grids)[-1:]]
    worksheet = document.as_found.worksheet
    if worksheet is not None and worksheet.lines:
        last = worksheet.lines[-1].text.address
        ends.append((last.sheet, last.row + 1, last.column))
    return ends


def _groups(documents: Sequence[Document]) -> list[list[Document]]:
    groups: list[tuple[set[str], list[Document]]] = []
    for document in documents:
        sheets = set(sheets_of(document))
        touched = [group for group in groups if group[0] & sheets]
        groups = [group for group in groups if not group[0] & sheets]
        merged = [one for group in touched for one in group[1]]
        groups.append((sheets.union(*(group[0] for group in touched)), [*merged, document]))
    return [group[1] for group in groups]


def _copy(drawn: bytes, name: str, group: Sequence[Document], grids: Mapping[str, Grid]) -> bytes:
    package = Package(drawn, name)
    sheets = list(dict.fromkeys(sheet for document in group for sheet in sheets_of(document)))
    for document in group:
        for sheet, first, column in unused_rows(document, grids):
            _hide_unused(package, grids[sheet], first, column)
    paper = _paper(package, group)
    for sheet in sheets:
        part = package.sheet_part(sheet)
        if paper is not None:
            set_attributes(package, part, "pageSetup", {"paperSize": paper})
        drop_elements(package, part, "legacyDrawing", "controls", "oleObjects")
        _drop_marks(package, part)
        _number_pages(package, part)
    show_only(package, sheets)
    for one in package.sheets():
        if one.name not in sheets and one.kind == "worksheet":
            # LibreOffice prints hidden sheets, too, but no pages that are empty
            set_sheet_name(package, one.name, PRINT_AREA, f"{quoted(one.name)}!{_EMPTY_CELL}")
    return package.to_bytes()


def _paper(package: Package, group: Sequence[Document]) -> str | None:
    """The paper of the drawn table: an SOP is printed on one kind."""
    part = package.sheet_part(group[0].sop.source.sheets.procedure[0])
    setup = Xml(package.read(part), part).root.first("pageSetup")
    return setup.attributes.get("paperSize") if setup is not None else None


def _hide_unused(package: Package, grid: Grid, first: int, column: int) -> None:
    """Hide the empty rows below a table that look like its last row."""
    editor = SheetEditor(package, grid.name)
    look = editor.style(first - 1, column)
    if not look:
        return
    for row in range(first, first + _UNUSED_MOST):
        at = row - grid.top
        filled = at < len(grid.rows) and any(value is not None for value in grid.rows[at])
        if filled or editor.style(row, column) != look:
            return
        editor.hide_row(row)


def _drop_marks(package: Package, part: str) -> None:
    xml = Xml(package.read(part), part)
    gone = []
    for node in xml.root.all("conditionalFormatting"):
        rules = node.all("cfRule")
        ours = [rule for rule in rules if any(_is_mark(one.text) for one in rule.all("formula"))]
        if ours:
            whole = len(ours) == len(rules)
            gone += [(one.start, one.end, b"") for one in ([node] if whole else ours)]
    package.replace(part, xml.splice(gone))


def _is_mark(formula: str) -> bool:
    return formula.replace(" ", "").lstrip("=") == MARK_FORMULA


def _number_pages(package: Package, part: str) -> None:
    """A footer with page numbers, where the sheet has none; ours also says how many pages there are.

    In the workbook it cannot: there &N counts the pages of all sheets that are printed at once.
    """
    xml = Xml(package.read(part), part)
    known = xml.root.first("headerFooter")
    if known is not None and any("&P" in node.text for node in known.children):
        counted = _OUR_FOOTER.sub(rb"\g<0> dari &amp;N", xml.raw(known))
        package.replace(part, xml.splice([(known.start, known.end, counted)]))
        return
    kept = b"".join(xml.raw(node) for node in known.children if "Footer" not in node.name) if known else b""
    dotted = prefix(package, part)
    footer = b"<%soddFooter>%s</%soddFooter>" % (dotted, escape(_FOOTER).encode(), dotted)
    # oddHeader comes before oddFooter, all others after it (ECMA-376-1 section 18.3.1.46)
    put_element(package, part, "headerFooter", kept + footer if kept.count(b"Header") <= 2 else footer, {})
