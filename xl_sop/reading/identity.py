"""The identity page: label above content, beside it, or in the same cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from xl_sop.address import Address
from xl_sop.document import Cell
from xl_sop.findings import Finding
from xl_sop.model import NO_IDENTITY, Identity
from xl_sop.reading.blocks import Block
from xl_sop.reading.dates import read_date
from xl_sop.reading.identity_cells import IdentityPage, only_colon
from xl_sop.reading.identity_texts import items_of, line_of, lines_of
from xl_sop.reading.signature import APPROVAL_ROLES, approval_of
from xl_sop.reading.table_rows import text_of
from xl_sop.sentence import Sentence
from xl_sop.text import fold, squeeze
from xl_sop.vocabulary import BOX_FIELDS, LETTERHEAD, TITLE

SHORTEST_UNREAD = 3
"""Letters and digits of a text worth a finding."""


@dataclass(slots=True)
class FoundIdentity:
    """An identity page as read: the contract's object, the cells, the labels, and what there is to say.

    `blanks`: the empty cell beside a label, where its value is to be typed.
    """

    identity: Identity
    cells: dict[str, list[Cell]] = field(default_factory=dict[str, list[Cell]])
    labels: dict[str, Address] = field(default_factory=dict[str, Address])
    problems: list[Finding] = field(default_factory=list[Finding])
    blanks: dict[str, Address] = field(default_factory=dict[str, Address])


def read_identity(block: Block) -> FoundIdentity:
    """Read one identity block."""
    page = IdentityPage(block)
    found = FoundIdentity(NO_IDENTITY)
    for position, hit in enumerate(page.hits):
        cells = page.values_of(position)
        key = hit.role
        if (role := APPROVAL_ROLES.get(hit.role)) is not None:
            key = "approved_by"
            found.cells.setdefault(key, [])
            found.cells.setdefault(f"{key}.{role}", []).extend(cells)
        known = found.cells.setdefault(key, [])
        # an arrow points to a cell beside its label, too
        known += [cell for cell in cells if cell not in known] if known else cells
        found.labels.setdefault(key, page.grid.address(hit.row, hit.column))
        if not cells and (blank := page.blank_of(position)):
            found.blanks.setdefault(key, blank)
    taken = {(hit.row, hit.column) for hit in page.hits}
    taken.update([cell.address.place for cells in found.cells.values() for cell in cells])
    if "agency" not in found.cells:
        found.cells["agency"] = page.letterhead(taken)
        taken.update([cell.address.place for cell in found.cells["agency"]])
    found.identity = Identity(
        agency=lines_of(found.cells["agency"]),
        name=line_of(found.cells.get("name", ())),
        procedure_title=None,
        created=_date(found, "created"),
        revised=_date(found, "revised"),
        effective=_date(found, "effective"),
        number=_number(found),
        approved_by=approval_of(found.cells, found.problems),
        **{name: items_of(found.cells.get(name, ())) for name in BOX_FIELDS},  # type: ignore[arg-type]
    )
    found.problems += _unread(page, taken)
    return found


def _unread(page: IdentityPage, taken: set[tuple[int, int]]) -> list[Finding]:
    """Rows of the page with texts that no label claims: a label that nobody knows, as a rule, and its value."""
    last = max([row for row, _ in taken])
    problems: list[Finding] = []
    for row, cells in enumerate(page.rows[: last - page.top + 1], start=page.top):
        for column, value in cells:
            if (row, column) in taken or not isinstance(value, str) or len(value) < SHORTEST_UNREAD:
                continue
            text, folded = text_of(value), fold(value)
            if text is None or len(squeeze(value)) < SHORTEST_UNREAD or TITLE.match(folded):
                continue
            if LETTERHEAD.match(folded):
                continue
            words = {"teks": text if len(text) <= 60 else f"{text[:57]}…"}
            problems.append(
                Finding("isi-identitas-tidak-dibaca", page.grid.address(row, column), words=words)
            )
            break
    return problems


def with_rest(first: FoundIdentity, rest: FoundIdentity) -> FoundIdentity:
    """An identity page and the boxes that stand on the next sheet."""
    boxes = {name: items for name in BOX_FIELDS if (items := getattr(rest.identity, name))}
    return FoundIdentity(
        msgspec.structs.replace(first.identity, **boxes),
        {**rest.cells, **first.cells},
        {**rest.labels, **first.labels},
        first.problems + rest.problems,
        {**rest.blanks, **first.blanks},
    )


def with_repeat(first: FoundIdentity, again: FoundIdentity) -> FoundIdentity:
    """A cover or page head, and what a later page of the same SOP says beyond it."""
    empty = [
        name
        for name in first.identity.__struct_fields__
        if getattr(first.identity, name) == getattr(NO_IDENTITY, name) != getattr(again.identity, name)
    ]
    if not empty:
        return first
    more = {name: getattr(again.identity, name) for name in empty}
    keys = {key for key in again.cells if key.split(".", 1)[0] in empty}
    places = {cell.address for key in keys for cell in again.cells[key]}
    return FoundIdentity(
        msgspec.structs.replace(first.identity, **more),
        {**first.cells, **{key: again.cells[key] for key in keys}},
        {**first.labels, **{key: again.labels[key] for key in keys if key in again.labels}},
        first.problems + [problem for problem in again.problems if problem.address in places],
        {key: blank for key, blank in first.blanks.items() if key not in keys},
    )


def _date(found: FoundIdentity, name: str) -> str | None:
    cell = next((c for c in found.cells.get(name, ()) if not only_colon(c.value)), None)
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, str):
        value = value.strip().removeprefix(":").strip()
    read = read_date(value)
    if read.problem:
        found.problems.append(
            Finding(read.problem, cell.address, words={"teks": cell.text or "", "bagian": _DATE_NAMES[name]})
        )
    return read.iso


_DATE_NAMES = {
    "created": Sentence("Tanggal Pembuatan", "The date of making"),
    "revised": Sentence("Tanggal Revisi", "The date of revision"),
    "effective": Sentence("Tanggal Efektif", "The date of taking effect"),
}


def _number(found: FoundIdentity) -> str | None:
    for cell in found.cells.get("number", []):
        if isinstance(cell.value, (date, datetime)):
            found.problems.append(
                Finding("nomor-sop-jadi-tanggal", cell.address, words={"teks": cell.text or ""})
            )
            return None
    return line_of(found.cells.get("number", ()))
