"""A worksheet part taken apart into rows and cells, each still in its own bytes.

`join` of what `parse` returns is the part, byte for byte; a changed cell changes its own bytes only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xl_sop.address import Merge
from xl_sop.address import area as area_of
from xl_sop.package.xml import Node, Xml, closing, damaged, opened, with_attributes

_SPAN = re.compile(r"([0-9]{1,7}):([0-9]{1,7})")

Area = Merge


@dataclass(slots=True)
class Formula:
    """What of a formula matters when its cell is overwritten.

    Attributes:
        kind: "normal", "shared", "array" or "dataTable".
        text: the formula, "" in a cell that follows a shared one.
        group: shared index, or None.
        area: the cells a shared, array or data table formula speaks for, where it is written.
    """

    kind: str
    text: str
    group: str | None
    area: Area | None


@dataclass(slots=True)
class Cell:
    """One ``<c>``: its bytes (with the white space before it) and what they say."""

    column: int
    lead: bytes
    tag: bytes
    rest: bytes  # after the start tag; b"" for <c/>
    kind: str = "n"
    style: int = 0
    value: str | None = None  # character data of <v>, or the plain text of <is>
    formula: Formula | None = None
    extension: bytes = b""  # <extLst>, which outlives a new value

    def raw(self) -> bytes:
        return self.lead + self.tag + self.rest


@dataclass(slots=True)
class Row:
    """One ``<row>``: start tag, cells, and what follows the last cell."""

    number: int
    lead: bytes
    tag: bytes
    cells: list[Cell]
    rest: bytes
    attributes: dict[str, str] = field(default_factory=dict[str, str])

    def raw(self) -> bytes:
        return self.lead + self.tag + b"".join(cell.raw() for cell in self.cells) + self.rest

    def cell(self, column: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)

    def insert(self, cell: Cell) -> None:
        """Put a cell in its place from the left."""
        if self.tag.endswith(b"/>"):
            self.tag, self.rest = opened(self.tag), closing(self.tag)
        at = next((i for i, other in enumerate(self.cells) if other.column > cell.column), len(self.cells))
        self.cells.insert(at, cell)

    def widen_spans(self, column: int) -> None:
        """``spans`` is only a hint for speed, but a wrong one makes readers miss the cell."""
        spans = [(int(one[1]), int(one[2])) for one in _SPAN.finditer(self.attributes.get("spans", ""))]
        if spans and not any(first <= column <= last for first, last in spans):
            ends = [column, *(end for span in spans for end in span)]
            self.attributes["spans"] = f"{min(ends)}:{max(ends)}"
            self.tag = with_attributes(self.tag, {"spans": self.attributes["spans"]})


@dataclass(slots=True)
class SheetXml:
    """The part: everything up to and with ``<sheetData>``, the rows, everything from ``</sheetData>`` on."""

    head: bytes
    rows: list[Row]
    tail: bytes
    prefix: bytes
    merges: list[Merge]
    column_styles: list[tuple[int, int, int]]  # first, last, style
    dimension: Area | None

    def join(self) -> bytes:
        return b"".join([self.head, *(row.raw() for row in self.rows), self.tail])

    def row(self, number: int) -> Row | None:
        return next((row for row in self.rows if row.number == number), None)

    def insert(self, row: Row) -> None:
        """Put a row in its place from the top."""
        at = next((i for i, other in enumerate(self.rows) if other.number > row.number), len(self.rows))
        self.rows.insert(at, row)


def parse(data: bytes, part: str) -> SheetXml:
    """Take a worksheet part apart.

    Raises:
        BookError: it is no worksheet, names a row or a cell twice, or has an attribute that cannot be read.
    """
    xml = Xml(data, part)
    try:
        return _sheet(xml)
    except (ValueError, KeyError) as error:
        raise damaged(part, str(error)) from error


def _sheet(xml: Xml) -> SheetXml:
    sheet_data = xml.root.first("sheetData")
    if xml.root.name != "worksheet" or sheet_data is None:
        raise damaged(xml.part, "sheetData")
    tag = xml.open_tag(sheet_data)
    head, tail = xml.data[: sheet_data.start] + opened(tag), xml.data[sheet_data.close_start :]
    if sheet_data.empty:
        tail = closing(tag) + tail
    rows, at, number = [], sheet_data.open_end, 0
    for node in sheet_data.all("row"):
        number = int(node.attributes.get("r", number + 1))
        rows.append(_row(xml, node, number, at))
        at = node.end
    if not sheet_data.empty:
        tail = xml.data[at : sheet_data.close_start] + tail
    if len({row.number for row in rows}) < len(rows):
        raise damaged(xml.part, "baris ganda / a row twice")
    dimension = xml.root.first("dimension")
    return SheetXml(
        head,
        rows,
        tail,
        xml.prefix(xml.root),
        [area(node.attributes["ref"]) for node in _below(xml.root, "mergeCells", "mergeCell")],
        [
            (int(node.attributes["min"]), int(node.attributes["max"]), int(node.attributes.get("style", "0")))
            for node in _below(xml.root, "cols", "col")
        ],
        area(dimension.attributes["ref"]) if dimension else None,
    )


def _below(root: Node, *path: str) -> list[Node]:
    nodes = [root]
    for name in path:
        nodes = [child for node in nodes for child in node.all(name)]
    return nodes


def _row(xml: Xml, node: Node, number: int, at: int) -> Row:
    cells, column, inside = [], 0, node.open_end
    for child in node.all("c"):
        reference = child.attributes.get("r")
        column = area(reference).left if reference else column + 1
        cells.append(_cell(xml, child, column, inside))
        inside = child.end
    if len({cell.column for cell in cells}) < len(cells):
        raise damaged(xml.part, f"baris {number}: sel ganda / a cell twice")
    return Row(
        number,
        xml.data[at : node.start],
        xml.open_tag(node),
        cells,
        xml.data[inside : node.end],
        dict(node.attributes),
    )


def _cell(xml: Xml, node: Node, column: int, at: int) -> Cell:
    value, formula, inline = node.first("v"), node.first("f"), node.first("is")
    found = None
    if formula is not None:
        about = formula.attributes
        found = Formula(
            about.get("t", "normal"),
            formula.text,
            about.get("si"),
            area(about["ref"]) if "ref" in about else None,
        )
    return Cell(
        column,
        xml.data[at : node.start],
        xml.open_tag(node),
        xml.data[node.open_end : node.end],
        node.attributes.get("t", "n"),
        int(node.attributes.get("s", "0")),
        plain_text(inline) if inline is not None else value.text if value is not None else None,
        found,
        b"".join(xml.raw(child) for child in node.all("extLst")),
    )


def plain_text(item: Node) -> str:
    """The escaped text of ``<si>`` or ``<is>``: its runs, without the phonetic guide."""
    runs = [item, *item.all("r")]
    return "".join(text.text for run in runs for text in run.all("t"))


def area(reference: str) -> Area:
    """``"B2:D9"`` or ``"B2"`` as rows and columns. Raises BookError for anything else."""
    found = area_of(reference)
    if found is None:
        raise damaged(reference, "alamat / reference")
    return found
