"""What was found where: the addresses and words behind an `Sop`, never exported.

Rules read both halves of a `Document`. After `from_json` the second half is empty and the rules that need it stay
silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from xl_sop.address import Address
from xl_sop.book.grid import CellValue
from xl_sop.book.sizes import Sizes
from xl_sop.findings import Finding
from xl_sop.model import Group, Sop, Unit
from xl_sop.waktu.duration import Parsed


class Cell(Struct, frozen=True, gc=False):
    """A value where it was found. A struct, because there are hundreds in a workbook: made four times as fast.

    Attributes:
        address: Where it stands.
        value: The cell's raw value.
        text: The cell's text, cleaned; None where it says nothing.
    """

    address: Address
    value: CellValue
    text: str | None


class Column(Struct, frozen=True, gc=False):
    """A column of one page of the procedure table.

    Attributes:
        role: "number", "description", "performer", "performers" (one column of typed names), "requirements",
            "duration", "output", "note", "yes", "no".
        name: The performer's name (unique in the SOP); else the header as written.
        address: The header cell, or None on a page without a header.
        index: The sheet column, from 1; `last` the last one of a merged column.
    """

    role: str
    name: str
    address: Address | None
    index: int
    last: int


@dataclass(slots=True)
class Page:
    """One stretch of the procedure table: a header and its rows, or a continuation without a header.

    Attributes:
        sheet: Its sheet.
        columns: Its columns, left to right.
        unit: The unit its Waktu header names (or inherits from an earlier page), None if neither does.
        own_unit: True where the page's own header names it.
        header: The top-left cell of its header; None for a page without one.
        top: First body row. bottom: Last body row.
    """

    sheet: str
    columns: list[Column]
    unit: Unit | None
    own_unit: bool
    header: Address | None
    top: int
    bottom: int

    def column(self, role: str) -> Column | None:
        """The first column with a role."""
        return next((c for c in self.columns if c.role == role), None)


class FoundStep(Struct, frozen=True):
    """The cells behind one step; parallel to `Sop.steps`.

    Attributes:
        page: Index into `AsFound.pages`.
        cells: Cell per role: number, description, requirements, duration, output, note, yes, no. A role whose
            column the page has is always present (its text None if the cell is empty); an absent column's is not.
        performers: Cell per performer name whose column this page has.
        parsed: The Waktu as read, before any profile of the command line.
        row: Sheet row of the step.
    """

    page: int
    cells: dict[str, Cell]
    performers: dict[str, Cell]
    parsed: Parsed
    row: int


class WorksheetLine(Struct, frozen=True, gc=False):
    """One line of part C of the identification worksheet, as found.

    Attributes:
        group: The label that it stands under, or beside.
        number: Its number. number_at: the cell of it, unless it stands in the text's cell.
        text: The text without its number.
    """

    group: Group | None
    number: int | None
    number_at: Address | None
    text: Cell


@dataclass(slots=True)
class FoundWorksheet:
    """The identification worksheet as found.

    Attributes:
        sheet: Its sheet.
        title: The cell with its heading.
        fields: Value cells by attribute: sop_title, kind, product, activity, scope, activity_title, first, main,
            last. A field whose label is there is always present, with text None if it is empty.
        lines: Part C.
        bottom: The last sheet row that belongs to it.
    """

    sheet: str
    title: Address
    fields: dict[str, Cell] = field(default_factory=dict[str, Cell])
    lines: list[WorksheetLine] = field(default_factory=list[WorksheetLine])
    bottom: int = 0


@dataclass(slots=True)
class FoundFlow:
    """What a drawing adds to the steps.

    Attributes:
        starts: True where a start is drawn in no step's row. ends: True where an end is.
        symbols: Sheet, and place in EMU, of the first symbol of a step, by its position. sizes: of these sheets.
        typed: True where the ways out come from typed cells. drawn: True where they come from arrows.
    """

    starts: bool = False
    ends: bool = False
    symbols: dict[int, tuple[str, float, float]] = field(default_factory=dict[int, tuple[str, float, float]])
    sizes: dict[str, Sizes] = field(default_factory=dict[str, Sizes])
    typed: bool = False
    drawn: bool = False

    def cell(self, position: int) -> Address | None:
        """The cell under the first symbol of a step."""
        if position not in self.symbols:
            return None
        sheet, x, y = self.symbols[position]
        return Address(sheet, self.sizes[sheet].row_at(y), self.sizes[sheet].column_at(x))

    @property
    def cells(self) -> dict[int, Address]:
        """The cells under the first symbols of all steps, by their positions."""
        return {position: cell for position in self.symbols if (cell := self.cell(position)) is not None}


@dataclass(slots=True)
class AsFound:
    """Everything about a document that the contract does not export.

    Attributes:
        sheets: All sheet names of the workbook in order.
        identity: Value cells by attribute of `Identity` (approved_by: position, name, rank and NIP cells in one
            list). A field whose label is there is always present; its list is empty if it has no value.
        labels: Where the label of each identity field stands. blanks: the empty cell beside it, where it has no value.
        title: The cell of the procedure's title.
        pages: The pages of the procedure table. steps: parallel to `Sop.steps`.
        sums: The cells of written totals (Jumlah, or a sum without a word) below the steps.
        worksheet: The identification worksheet, if there is one.
        flow: What is drawn over the table, if anything is.
        problems: What reading itself had to say.
        profile: Name of the working-time profile on the workbook's Pengaturan sheet, if any.
        paper: The cell of the Pengaturan sheet that names the paper size, if any.
    """

    sheets: list[str] = field(default_factory=list[str])
    identity: dict[str, list[Cell]] = field(default_factory=dict[str, list[Cell]])
    labels: dict[str, Address] = field(default_factory=dict[str, Address])
    blanks: dict[str, Address] = field(default_factory=dict[str, Address])
    title: Cell | None = None
    pages: list[Page] = field(default_factory=list[Page])
    steps: list[FoundStep] = field(default_factory=list[FoundStep])
    sums: list[Cell] = field(default_factory=list[Cell])
    worksheet: FoundWorksheet | None = None
    flow: FoundFlow | None = None
    problems: list[Finding] = field(default_factory=list[Finding])
    profile: str | None = None
    paper: Cell | None = None


@dataclass(slots=True)
class Document:
    """One SOP: the contract's fields, and what they were read from.

    `sop.totals`, `sop.identification` are derived under the workbook's own profile (else perpres21);
    `sop.findings` is empty until the document is checked.
    """

    sop: Sop
    as_found: AsFound = field(default_factory=AsFound)
