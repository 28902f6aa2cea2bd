"""Rows in and below a table's body that are no step nor part of one: what they are, told by their first texts.

Column numbers, totals and sums, section heads, symbols of start and end, notes, page footers, signatures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from xl_sop.book.grid import CellValue
from xl_sop.recognition import label
from xl_sop.text import fold
from xl_sop.vocabulary import FOOTER, LEAD_FIELDS, SIGNATORY, START_AND_END, TOTAL_WORDS
from xl_sop.waktu.duration import parse_cell

if TYPE_CHECKING:
    from xl_sop.document import Cell
    from xl_sop.reading.table_rows import Line

Kind = Literal["numbers", "total", "head", "symbol", "footer", "headings"]

_NUMBERS = re.compile(r"[\s()\[\].,]*(?:\d{1,2}[\s()\[\].,]*)*")
_DIGITS = re.compile(r"\d+")
MOST_COLUMNS = 40
_ENUMERATOR = re.compile(r"(?:[A-Z]|[IVX]{1,5})\s*[.)]?")
_HEAD = re.compile(r"(?:[A-Z]|[IVX]{1,5})\s*[.)]\s*\S.*|(?:TAHAP|BAGIAN)(?:AN)?\s.+", re.DOTALL)
LONGEST_TOTAL = 30
"""Characters of `Jumlah waktu seluruhnya`."""
SHORTEST_HEAD = 5
"""Characters of a heading in capitals: shorter ones may be the rest of a text (`ATK`)."""
LONGEST_HEAD = 80
"""Characters of a section's heading."""


def is_column_numbers(row: Sequence[CellValue]) -> bool:
    """True for a row that only numbers the columns: `1 2 3 …` or `(1) (2) …`.

    Gaps (merged cells), brackets gone astray, several numbers in one cell and slips such as `(5) (8) (7) (8)` occur.
    """
    numbers: list[int] = []
    for value in row:
        if value is None:
            continue
        if isinstance(value, str):
            if _NUMBERS.fullmatch(value) is None:
                return False
            numbers += map(int, _DIGITS.findall(value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and float(value).is_integer():
            numbers.append(int(value))
        else:
            return False
    if len(numbers) < 4 or not 1 <= numbers[0] <= 2 or max(numbers) > MOST_COLUMNS:
        return False
    rising = sum(a < b for a, b in itertools.pairwise(numbers))
    return rising * 3 >= (len(numbers) - 1) * 2


def kind_of(line: Line, *, below_last: bool, loud: bool = False) -> Kind | None:
    """What an unnumbered row is, if it is no part of a step.

    `loud`: the steps are written in capitals, so that capitals tell no section's heading.
    Between numbered rows only its first text tells: `Catatan rapat` may be an output.
    """
    if line.number is not None:
        return _numbered(line, line.cells.get("description"))
    texts = [line.stray] if line.stray else []
    texts += [cell.text for cell in line.cells.values() if cell.text]
    texts += [cell.text for cell in line.performers.values() if cell.text]
    if not texts:
        return None
    first = fold(texts[0])
    if first in START_AND_END and not {"requirements", "duration", "output"} & line.cells.keys():
        return "symbol"
    if _first_word(first) in TOTAL_WORDS and ("duration" in line.cells or len(first) < 40):
        return "total"
    if FOOTER.match(first) or (below_last and any(FOOTER.match(fold(text)) for text in texts)):
        return "footer"
    if (found := label(texts[0], "identity")) is not None and found.role in LEAD_FIELDS:
        return "footer"  # a page head
    if line.stray is not None and "description" not in line.cells:
        return "head"
    if line.wide and len(texts) == 1:
        return "head"
    if _is_headings(line):
        return "headings"
    return "head" if _is_head(line, loud=loud) else None


def _is_headings(line: Line) -> bool:
    """A header row again, if a misread one: it begins with `No`, or two cells say their own heading and none a time."""
    if line.stray is not None and (found := label(line.stray, "table")) and found.role == "number":
        return True
    said = [
        role
        for role, cell in line.cells.items()
        if cell.text and (found := label(cell.text, "table")) and found.role == role
    ]
    time = line.cells.get("duration")
    return len(said) > 1 and (time is None or parse_cell(time.value, "menit").problem is not None)


def _numbered(line: Line, description: Cell | None) -> Kind | None:
    """A numbered row that holds only the flowchart's first or last symbol, or only a total."""
    if description is None or description.text is None or len(description.text) > LONGEST_TOTAL:
        return None
    if not {"requirements", "output"}.isdisjoint(line.cells):
        return None
    folded = fold(description.text)
    if "duration" not in line.cells:
        return "symbol" if folded in START_AND_END else None
    return "total" if _first_word(folded) in TOTAL_WORDS else None


def _first_word(folded: str) -> str:
    """The first word; `sub total` and `sub-total` are one."""
    return re.sub(r"^sub[ -]", "sub", folded).split(" ", 1)[0]


def _is_head(line: Line, *, loud: bool) -> bool:
    """`B. PEMERIKSAAN`, alone in its row; its letter may stand in the column of the numbers, or be missing."""
    if line.performers or line.cells.keys() != {"description"}:
        return False
    text = line.cells["description"].text or ""
    if len(text) > LONGEST_HEAD:
        return False
    if line.stray is not None:
        return _ENUMERATOR.fullmatch(line.stray) is not None
    if text.upper() != text:
        return False
    return _HEAD.fullmatch(text) is not None or (not loud and text.isupper() and len(text) > SHORTEST_HEAD)


def is_sum(line: Line, above: Line | None) -> bool:
    """True for a row of nothing but a time below a step that has its own: the sum, though no word says so."""
    if line.number is not None or line.performers or line.stray or line.cells.keys() != {"duration"}:
        return False
    if above is None or (time := above.cells.get("duration")) is None:
        return False
    times = parse_cell(line.cells["duration"].value, "menit"), parse_cell(time.value, "menit")
    return all(parsed.problem is None for parsed in times)


def is_signature(line: Line) -> bool:
    """True for a row with one text that begins like an office, right of the descriptions."""
    if line.number is not None or line.stray or "description" in line.cells:
        return False
    texts = [*line.cells.values(), *line.performers.values()]
    return len(texts) == 1 and SIGNATORY.match(fold(texts[0].text or "")) is not None
