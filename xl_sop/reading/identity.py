"""The identity page: label above content, beside it, or in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from xl_sop.address import Address
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Cell
from xl_sop.findings import Finding
from xl_sop.model import NO_APPROVAL, NO_IDENTITY, Approval, Identity
from xl_sop.reading.blocks import Block, Hit
from xl_sop.reading.dates import read_date
from xl_sop.reading.table_rows import text_of
from xl_sop.sentence import Sentence
from xl_sop.text import clean, fold, is_blank, is_placeholder, read_number
from xl_sop.vocabulary import BOX_FIELDS, FOOTER, LETTERHEAD

WRAPPED = 60
"""Characters of the shortest line that somebody broke by hand in a box; the shortest in the field has 73."""

_DATES = ("created", "revised", "effective")
_APPROVAL = {"position": "position", "official": "name", "rank": "rank", "employee_number": "employee_number"}
_ITEM = re.compile(
    r"^\s*(?:\(?\d{1,2}\s*[.)]|\d{1,2},(?=\s)|[a-z]\s*[.)](?=\s)|[-•·*▪➢✓](?=\s))\s*", re.IGNORECASE
)
_NIP = re.compile(r"\bNIP\b\.?\s*:?\s*|(?<!\d)(?=\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d))", re.IGNORECASE)
_NIP_DIGITS = re.compile(r"(?<!\d)(\d[\d ]{16,22}\d)(?!\d)")
# Golongan ruang and the names of ranks (PP 99/2000 as amended): enough to know a rank when one stands alone
_RANK = re.compile(r"^(?:pembina|penata|pengatur|juru)\b", re.IGNORECASE)
_POSITION = re.compile(
    r"^(?:plt\.?|plh\.?|pj\.?|an\.?|a\.n\.?)?\s*(?:kepala|camat|lurah|sekretaris|inspektur|direktur|bupati|wali\s?kota|gubernur"
    r"|ketua|rektor|dekan|asisten|menteri|deputi|kabag|kabid|kadis|kaban|staf|koordinator|pimpinan|dinas|badan|wakil"
    r"|kasi|kasubag|kasubbag|manajer|penanggung)\b",
    re.IGNORECASE,
)


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
    grid = block.grid
    found = FoundIdentity(NO_IDENTITY)
    taken: set[tuple[int, int]] = {(h.row, h.column) for h in block.hits}
    for hit in block.hits:
        role = _APPROVAL.get(hit.role, hit.role)
        key = "approved_by" if hit.role in _APPROVAL else hit.role
        cells = _values(grid, block, hit)
        taken |= {(c.address.row, c.address.column) for c in cells}
        if hit.role in _APPROVAL:
            found.cells.setdefault("approved_by", [])
            found.cells.setdefault(f"approved_by.{role}", []).extend(cells)
        known = found.cells.setdefault(key, [])
        known += [
            cell for cell in cells if cell not in known
        ]  # an arrow points to a cell beside its label, too
        found.labels.setdefault(key, grid.address(hit.row, hit.column))
        if not cells and not _points_left(grid, hit) and (blank := _blank(grid, block, hit)):
            found.blanks.setdefault(key, blank)
    fields: dict[str, object] = {
        name: getattr(NO_IDENTITY, name)
        for name in ("agency", "number", "name", "approved_by", *_DATES, *BOX_FIELDS)
    }
    for name in BOX_FIELDS:
        fields[name] = _items(found.cells.get(name, []))
    for name in _DATES:
        fields[name] = _date(found, name)
    fields["number"] = _number(found)
    fields["name"] = _line(found.cells.get("name", []))
    fields["approved_by"] = _approval(found)
    if "agency" in found.cells:
        fields["agency"] = _lines(found.cells["agency"])
    else:
        letterhead = _letterhead(grid, block, taken)
        found.cells["agency"] = letterhead
        fields["agency"] = _lines(letterhead)
    found.identity = Identity(procedure_title=None, **fields)  # type: ignore[arg-type]
    return found


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


# ---- which cells belong to a label ------------------------------------------------------------------------------


def _values(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The cells that hold a label's value: in the label's cell, beside it, or below it; or where its arrow points."""
    if _points_left(grid, hit):
        return _left_of(grid, block, hit)
    if hit.inline is not None:
        address = grid.address(hit.row, hit.column)
        own = [Cell(address, hit.inline, text_of(hit.inline))] if hit.inline.strip(" :.-\n") else []
        return own or _below(grid, block, hit) if hit.role in BOX_FIELDS else own
    beside = _beside(grid, block, hit)
    if beside or hit.role not in BOX_FIELDS:
        return beside or _below_one(grid, block, hit)
    return _below(grid, block, hit)


def _points_left(grid: Grid, hit: Hit) -> bool:
    """True for `← Jabatan`, which the standard template has beside the cell it speaks of."""
    value = grid.value(hit.row, hit.column)
    return isinstance(value, str) and value.lstrip().startswith("←")


def _left_of(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The nearest filled cell on the left of an arrow, as far as the labels of the page."""
    labels = max((h.column for h in block.hits if h.column < hit.column), default=grid.left - 1)
    return _row(grid, hit.row, labels + 1, hit.column - 1)[-1:]


def _limits(block: Block, hit: Hit) -> tuple[int, int]:
    """The last column and row a label's value may reach: up to the next label to the right, and below."""
    right, below = 10**6, block.bottom + 1
    for other in block.hits:
        if other.row == hit.row and hit.column < other.column < right:
            right = other.column
    for other in block.hits:
        if hit.row < other.row < below and hit.column <= other.column < right:
            below = other.row
    return right - 1, below - 1


def _beside(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    right, bottom = _limits(block, hit)
    first = [c for c in _row(grid, hit.row, hit.column + 1, right) if not _only_colon(c.value)]
    if not first and not (hit.role == "approved_by" and bottom > hit.row):
        return []
    # a value may go on below in its own columns, beside empty label cells (Disahkan oleh, long titles)
    next_label = min((h.row for h in block.hits if h.row > hit.row), default=block.bottom + 1)
    cells = first
    start = min((c.address.column for c in first), default=hit.column + 1)
    for row in range(hit.row + 1, min(bottom, next_label - 1) + 1):
        if any(grid.value(row, c) is not None for c in range(hit.column, start)):
            break
        more = [c for c in _row(grid, row, start, right) if not _only_colon(c.value)]
        if not more and hit.role != "approved_by":
            break
        cells = cells + more
    return cells


def _blank(grid: Grid, block: Block, hit: Hit) -> Address | None:
    """The empty cell right of a label in a column of labels, past a colon; None where values stand below labels."""
    if hit.role in BOX_FIELDS or hit.inline is not None:
        return None
    if not any(abs(h.row - hit.row) == 1 and h.column == hit.column for h in block.hits):
        return None
    merged = (
        m.right for m in grid.merges if m.left <= hit.column <= m.right and m.top <= hit.row <= m.bottom
    )
    column = max(merged, default=hit.column) + 1
    while _only_colon(grid.value(hit.row, column)):
        column += 1
    return grid.address(hit.row, column) if grid.value(hit.row, column) is None else None


def _below_one(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """Label above content, for a field of one line."""
    _, bottom = _limits(block, hit)
    for row in range(hit.row + 1, min(hit.row + 2, bottom) + 1):
        cells = _row(grid, row, hit.column, hit.column)
        labels = sum(h.row == hit.row for h in block.hits)
        if (
            cells
            and len(_row(grid, row, grid.left, 10**6)) > labels
            and read_number(cells[0].value) is not None
        ):
            return []  # a row of something else, such as a step below a page head
        if cells:
            return cells if not any(h.row == row for h in block.hits if h.column != hit.column) else []
    return []


def _below(grid: Grid, block: Block, hit: Hit) -> list[Cell]:
    """The box below a label: its columns, down to the next label there."""
    right, bottom = _limits(block, hit)
    # the label to the right in any row bounds the box: `Kualifikasi` may stand one row lower than `Dasar Hukum`
    cells: list[Cell] = []
    gap = 0
    for row in range(hit.row + 1, bottom + 1):
        line = _row(grid, row, hit.column, right)
        if not line:
            gap += 1
            if gap >= 4 and cells:
                break
            continue
        gap = 0
        cells += line
    return cells


def _row(grid: Grid, row: int, left: int, right: int) -> list[Cell]:
    offset = row - grid.top
    if not 0 <= offset < len(grid.rows):
        return []
    values = grid.rows[offset]
    cells: list[Cell] = []
    for column in range(max(left, grid.left), min(right, grid.left + len(values) - 1) + 1):
        value = values[column - grid.left]
        if value is not None and not (isinstance(value, str) and not value.strip()):
            cells.append(Cell(grid.address(row, column), value, text_of(value)))
    return cells


def _only_colon(value: CellValue) -> bool:
    return isinstance(value, str) and value.strip() in (":", "")


def _letterhead(grid: Grid, block: Block, taken: set[tuple[int, int]]) -> list[Cell]:
    """The texts left of the upper half's labels, or else above them."""
    lead = [h for h in block.hits if h.role not in BOX_FIELDS]
    if not lead:
        return []
    left = min(h.column for h in lead)
    top = min(h.row for h in lead)
    bottom = (
        min((h.row for h in block.hits if h.role in BOX_FIELDS), default=max(h.row for h in lead) + 1) - 1
    )
    cells = [c for r in range(top, bottom + 1) for c in _row(grid, r, grid.left, left - 1)]
    if not cells:
        cells = _heading(grid, top)
    return [
        c
        for c in cells
        if (c.address.row, c.address.column) not in taken and c.text and not _only_colon(c.value)
    ]


def _heading(grid: Grid, top: int) -> list[Cell]:
    """The letterhead above an identity page: lines of one cell each, from the first that names an agency.

    The end of a letter, of a table or a signature may stand there too.
    """
    cells: list[Cell] = []
    for row in range(top - 1, max(grid.top, top - 8) - 1, -1):
        line = _row(grid, row, grid.left, 10**6)
        if not line and cells:
            break
        if line and (len(line) > 1 or not isinstance(line[0].value, str) or _ends_matter(line[0].text or "")):
            break
        cells = line + cells
    start = next((i for i, cell in enumerate(cells) if LETTERHEAD.match(fold(cell.text or ""))), len(cells))
    return cells[start:]


def _ends_matter(text: str) -> bool:
    return FOOTER.match(fold(text)) is not None or text.endswith(".")


# ---- what the cells say -----------------------------------------------------------------------------------------


def _texts(cells: Iterable[Cell]) -> list[str]:
    """Raw lines of the cells, without a leading colon."""
    lines: list[str] = []
    for cell in cells:
        raw = cell.value if isinstance(cell.value, str) else (cell.text or "")
        for line in raw.splitlines():
            lines.append(line.strip().removeprefix(":").strip())
    return lines


def _lines(cells: Iterable[Cell]) -> list[str]:
    return [t for line in _texts(cells) if (t := clean(line)) and not is_blank(t)]


def _line(cells: Iterable[Cell]) -> str | None:
    text = clean(" ".join(_texts(cells)))
    return None if not text or is_blank(text) or is_placeholder(text) else text


def _items(cells: list[Cell]) -> list[str]:
    """The items of a boxed list: one a numbered line, else one a cell line; a line without a number goes on.

    A cell of its own that has no number is an item of its own. Among lines without numbers, one that was broken by hand
    at the width of the box goes on.
    """
    items: list[str] = []
    pending = False  # a number that stands alone in its line or cell: `4.` with its text below or beside
    for cell in cells:
        if not isinstance(cell.value, str):
            number = cell.value
            if isinstance(number, (int, float)) and 0 < number < 40:
                pending = True
                continue
            if cell.text:
                items.append(cell.text)
            continue
        lines = [line for line in _texts([cell]) if clean(line)]
        numbered = any(_ITEM.match(line) for line in lines)
        fresh = True
        above = ""
        for line in lines:
            marker = _ITEM.match(line)
            text = clean(line[marker.end() :] if marker else line)
            if marker and not text:
                pending = True
                continue
            if is_blank(text):
                continue
            if marker or pending or fresh or not (numbered or _goes_on_below(above, text)):
                items.append(text)
            else:
                items[-1] = f"{items[-1]} {text}"
            pending = False
            fresh = False
            above = text
    return [item for item in items if not is_placeholder(item)]


def _goes_on_below(above: str, line: str) -> bool:
    """True for the rest of a sentence broken by hand: small letters below a line as long as the box is wide."""
    return len(above) >= WRAPPED and above[-1] not in ".;:" and line[0].islower()


def _date(found: FoundIdentity, name: str) -> str | None:
    cells = [c for c in found.cells.get(name, []) if not _only_colon(c.value)]
    if not cells:
        return None
    value = cells[0].value
    if isinstance(value, str):
        value = value.strip().removeprefix(":").strip()
    read = read_date(value)
    if read.problem:
        found.problems.append(
            Finding(
                read.problem,
                cells[0].address,
                words={"teks": cells[0].text or "", "bagian": _DATE_NAMES[name]},
            )
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
    return _line(found.cells.get("number", []))


def _approval(found: FoundIdentity) -> Approval:
    """Jabatan, name, rank, NIP: from labelled rows, else from the lines of one cell."""
    cells = found.cells.get("approved_by", [])
    if not cells:
        return NO_APPROVAL
    labelled = {role: found.cells.get(f"approved_by.{role}") for role in _APPROVAL.values()}
    number = _employee_number(found, labelled["employee_number"] if labelled["employee_number"] else cells)
    own = {cell.address for role_cells in labelled.values() for cell in role_cells or ()}
    said = {role: _line(role_cells or []) for role, role_cells in labelled.items()}
    cells = [cell for cell in cells if cell.address not in own]
    position: list[str] = []
    names: list[str] = []
    rank: str | None = None
    for raw in _texts(cells):
        line = clean(_NIP.split(raw, maxsplit=1)[0])
        if not line or is_blank(line):
            continue
        if _RANK.match(line):
            rank = line
        elif not names and (_POSITION.match(line) or (position and _goes_on(position[-1], line))):
            position.append(line)
        else:
            names.append(line)
    if position and not names and len(position) > 1 and not said["name"]:
        names = [position.pop()]
    return Approval(
        position=said["position"] or " ".join(position) or None,
        name=said["name"] or " ".join(names) or None,
        rank=said["rank"] or rank,
        employee_number=number,
    )


def _goes_on(above: str, line: str) -> bool:
    """True for the second line of a position (`Kepala Badan Pusat Statistik` / `Provinsi Bengkulu`), not a name."""
    return fold(line).split(" ", 1)[0] in (
        "provinsi",
        "kabupaten",
        "kota",
        "kecamatan",
        "dan",
        "kelurahan",
    ) or (fold(above).endswith((" dan", " dan pencatatan", ",")))


def _employee_number(found: FoundIdentity, cells: list[Cell]) -> str | None:
    for cell in cells:
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
            found.problems.append(Finding("nip-jadi-angka", cell.address, words={"teks": cell.text or ""}))
            return None
    for cell in cells:
        for line in _texts([cell]):
            split = _NIP.split(line, maxsplit=1)
            rest = clean(
                split[1] if len(split) > 1 else line if found.cells.get("approved_by.employee_number") else ""
            )
            if digits := _NIP_DIGITS.search(rest):
                return digits[1].replace(" ", "")
            if rest and not is_blank(rest):
                return rest
    return None
