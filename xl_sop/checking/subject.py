"""One document as the rules see it: its texts with the places they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from xl_sop.address import Address
from xl_sop.checking.agency import Agency, agency_of
from xl_sop.checking.citations import Citation, citations
from xl_sop.checking.offices import Office, offices_in
from xl_sop.document import AsFound, Cell, Document
from xl_sop.findings import Finding
from xl_sop.model import Sop, Step
from xl_sop.sentence import Sentence
from xl_sop.text import fold, squeeze


class Passage(Struct, frozen=True, gc=False):
    """A text of the document. A struct, because there are dozens in a workbook.

    Attributes:
        kind: "step", "line" (of the worksheet), "field" (of the worksheet), "performer", or the attribute of a list
            of the identity page.
        text: What it says, cleaned.
        at: Its position in that list.
        name: For a field, which one.
    """

    kind: str
    text: str
    at: int
    name: str = ""


class Subject:
    """One document under examination.

    Attributes:
        sop: The contract's fields.
        found: Where they were read; empty after `from_json`.
        index: Position of the document among those checked.
    """

    def __init__(self, document: Document, index: int) -> None:
        self.sop: Sop = document.sop
        self.found: AsFound = document.as_found
        self.index = index

    def finding(
        self, code: str, address: Address | None = None, *, step: int | None = None, **words: str | Sentence
    ) -> Finding:
        """A finding about this document."""
        return Finding(code, address, step, words, self.index)

    @cached_property
    def agency(self) -> Agency:
        """The kind of agency the document belongs to."""
        return agency_of(self.sop)

    @cached_property
    def numbers(self) -> frozenset[int | None]:
        """The numbers of its steps."""
        return frozenset(step.number for step in self.sop.steps)

    @cached_property
    def first_saying(self) -> dict[str, Step]:
        """Folded description → the first step that says so."""
        return {fold(step.description): step for step in reversed(self.sop.steps) if step.description}

    @cached_property
    def steps(self) -> list[Passage]:
        """The step texts."""
        return [
            Passage("step", step.description, i) for i, step in enumerate(self.sop.steps) if step.description
        ]

    @cached_property
    def worksheet(self) -> list[Passage]:
        """Lines and authored fields of the identification worksheet as found (else the fields alone).

        Its other fields repeat titles and steps. So do most lines: one that says what a step says is left out, since a
        fault of the table is told there.
        """
        sheet = self.found.worksheet
        if sheet is None:
            authored = self.sop.identification
            fields = {
                "product": authored.responsible.product,
                "activity": authored.responsible.activity,
                "scope": authored.scope,
            }
            return [Passage("field", text, 0, name) for name, text in fields.items() if text]
        fields = [
            Passage("field", cell.text, 0, name)
            for name in ("product", "activity", "scope")
            if (cell := sheet.fields.get(name)) and cell.text
        ]
        said = {step.text for step in self.steps}
        lines = [
            Passage("line", line.text.text, i)
            for i, line in enumerate(sheet.lines)
            if line.text.text and line.text.text not in said
        ]
        if lines:
            letters = {squeeze(text) for text in said}
            lines = [line for line in lines if squeeze(line.text) not in letters]
        return fields + lines

    def items(self, attribute: str) -> list[Passage]:
        """The items of one list of the identity page, such as `records`."""
        texts: Sequence[str] = getattr(self.sop.identity, attribute)
        return [Passage(attribute, text, i) for i, text in enumerate(texts)]

    @cached_property
    def citations(self) -> list[tuple[Passage, Citation]]:
        """The regulations of Dasar Hukum with the items that cite them."""
        return [(item, cited) for item in self.items("legal_basis") for cited in citations(item.text)]

    @cached_property
    def performers(self) -> list[tuple[Passage, tuple[Office, ...]]]:
        """The names of the performer columns, with the offices that each names."""
        return [
            (Passage("performer", name, i), offices_in(name)) for i, name in enumerate(self.sop.performers)
        ]

    @cached_property
    def performers_offices(self) -> list[Office]:
        """The offices that have a performer column."""
        return [office for _, offices in self.performers for office in offices]

    @cached_property
    def named(self) -> list[tuple[Passage, tuple[Office, ...]]]:
        """Every passage in which people are named, with the offices it names; those that name none are left out.

        In Pencatatan only what stands before the colon names anybody.
        """
        found = [
            (passage, offices_in(passage.text))
            for passage in chain(self.steps, self.worksheet, self.items("qualifications"))
        ]
        found += [(passage, offices_in(passage.text.split(":", 1)[0])) for passage in self.items("records")]
        return [(passage, offices) for passage, offices in found if offices]

    def place(self, passage: Passage) -> Address | None:
        """Where a passage was read."""
        if passage.kind == "step":
            return self.step_cell(passage.at, "description")
        if passage.kind == "performer":
            return self.column_header("performer", passage.text)
        if passage.kind in {"line", "field"}:
            sheet = self.found.worksheet
            if sheet is None:
                return None
            if passage.kind == "line":
                return sheet.lines[passage.at].text.address
            return sheet.fields[passage.name].address
        return self.identity_cell(passage.kind, passage.at, passage.text)

    def step_of(self, passage: Passage) -> int | None:
        """The number of the step a passage belongs to."""
        if passage.kind == "step":
            return self.sop.steps[passage.at].number
        if passage.kind == "line" and self.found.worksheet:
            return self.found.worksheet.lines[passage.at].number
        return None

    def step_cell(self, index: int, *roles: str) -> Address | None:
        """The cell of a step in the first of these columns that it has; else the first cell of its row."""
        if index >= len(self.found.steps):
            return None
        found = self.found.steps[index]
        for role in roles:
            if role in found.cells:
                return found.cells[role].address
            if role == "performer" and found.performers:
                return min((cell.address for cell in found.performers.values()), key=lambda a: a.column)
        cells = [*found.cells.values(), *found.performers.values()]
        return min((cell.address for cell in cells), key=lambda a: a.column, default=None)

    def column_header(self, role: str, name: str | None = None) -> Address | None:
        """The header cell of a column; the page's header where the column has none of its own."""
        for page in self.found.pages:
            for column in page.columns:
                if column.role == role and (name is None or column.name == name) and column.address:
                    return column.address
        return self.table_header()

    def table_header(self) -> Address | None:
        """The first header cell of the procedure table."""
        return next((page.header for page in self.found.pages if page.header), None)

    def identity_cell(self, attribute: str, index: int = 0, text: str | None = None) -> Address | None:
        """The cell of an identity field (or of one of its items); else the empty one beside its label, else its label,
        else the page's first label.
        """
        cells = self.found.identity.get(attribute) or []
        label = self.found.blanks.get(attribute) or self.found.labels.get(attribute)
        if not cells:
            return label or min(self.found.labels.values(), key=lambda a: (a.row, a.column), default=None)
        if text is not None:
            return _cell_with(cells, index, text).address
        return cells[min(index, len(cells) - 1)].address


def _cell_with(cells: list[Cell], index: int, text: str) -> Cell:
    """The cell that holds an item: several items may stand in one cell, and one item over several."""
    wanted = squeeze(text)
    near = cells[min(index, len(cells) - 1)]
    for cell in (near, *cells):
        if cell.text and wanted in squeeze(cell.text):
            return cell
    return near


def numbers_of(steps: Sequence[Step]) -> Sentence:
    """The numbers of some steps, as a sentence names them."""
    without = any(step.number is None for step in steps)
    numbers = [str(step.number) for step in steps if step.number is not None]
    return Sentence(
        ", ".join([*numbers, *(["tanpa nomor"] if without else [])]),
        ", ".join([*numbers, *(["without a number"] if without else [])]),
    )
