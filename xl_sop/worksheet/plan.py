"""How an identification worksheet is brought up to date in place: which cells change, and into what.

One plan serves the button in Excel and the command line; each carries it out in its own way. Cells that are
right already are not touched, and formats, heights and all else an office put on the sheet stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.book.grid import CellValue, Grid
from xl_sop.document import Document, FoundWorksheet
from xl_sop.errors import XlSopError
from xl_sop.model import Group, Identification
from xl_sop.text import clean, read_number, words
from xl_sop.worksheet.content import GROUP_LABELS, PART_C, PARTS, fields_of, group_of, regenerate
from xl_sop.worksheet.layout import Layout, Slot, most

IsFree = Callable[[int, int, int], bool]
"""(row, first column, last column) → whether writing there overwrites and hides nothing."""


class CellWrite(NamedTuple):
    """A cell to write.

    Attributes:
        address: Where.
        value: Text, a number, or None to empty the cell; its format stays.
        like: For a row that was not part of the worksheet: the cell whose format it takes.
    """

    address: Address
    value: str | int | None
    like: Address | None = None


class Change(NamedTuple):
    """A line that says something else than before, for the message.

    Attributes:
        where: `Langkah 4`, `Langkah Awal`, `Judul SOP`.
        old: What it said; None for a new line.
        new: What it says; None for a line that went.
    """

    where: str
    old: str | None
    new: str | None


@dataclass(slots=True)
class WorksheetPlan:
    """What turns a worksheet as found into the regenerated one.

    Attributes:
        sheet: Its sheet.
        identification: What it will say.
        writes: The cells to write; empty where nothing changes or the plan is blocked.
        changes: Lines whose words change; case, spacing and punctuation alone are no change worth telling.
        added: Rows that become part of it. cleared: Rows that lose their step.
        label_looks: For rows whose place among the others changes: the row whose label cell theirs looks like, to be
            taken over from the bottom up. `label_column` is where the labels stand.
        bottom: The last row of part C before rows were added.
        blocked: Why the plan cannot be carried out, and what to do; else None.
    """

    sheet: str
    identification: Identification
    writes: list[CellWrite] = field(default_factory=list[CellWrite])
    changes: list[Change] = field(default_factory=list[Change])
    added: list[int] = field(default_factory=list[int])
    cleared: list[int] = field(default_factory=list[int])
    label_looks: dict[int, int] = field(default_factory=dict[int, int])
    label_column: int = 0
    bottom: int = 0
    blocked: XlSopError | None = None


def plan(document: Document, grid: Grid, is_free: IsFree | None = None) -> WorksheetPlan | None:
    """The plan for the worksheet of a document; None where it has none (see `worksheet.new_sheet`).

    Args:
        document: With the worksheet as found.
        grid: The sheet the worksheet stands on.
        is_free: Whether a row below can be written to; by default as the grid's values and merges tell.
    """
    found = document.as_found.worksheet
    if found is None:
        return None
    return _Planner(found, grid, regenerate(document), is_free or _free_in(grid)).plan()


def _free_in(grid: Grid) -> IsFree:
    def is_free(row: int, first: int, last: int) -> bool:
        if any(grid.value(row, column) is not None for column in range(first, last + 1)):
            return False
        return not any(
            m.top <= row <= m.bottom and m.left <= last and first <= m.right and m.top != m.bottom
            for m in grid.merges
        )

    return is_free


_SHORTEST = 5
"""Rows of a part C that has an end, a middle, and a row that is neither first nor last of the middle."""
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.,)]\s*")
_COLON = re.compile(r"^\s*[:.]\s*")
_FIELD_NAMES = {name: re.sub(r"^\s*\w\.\s", "", text) for _, lines in PARTS for name, text in lines if name}


class _Planner:
    """Works one plan out. `cells` holds the writes, one per address; a later one replaces an earlier."""

    def __init__(self, found: FoundWorksheet, grid: Grid, target: Identification, is_free: IsFree) -> None:
        self.found, self.grid, self.target, self.is_free = found, grid, target, is_free
        self.result = WorksheetPlan(found.sheet, target)
        self.cells: dict[Address, CellWrite] = {}
        self.at = Layout(found, grid)

    def plan(self) -> WorksheetPlan:
        """The plan, or the reason why there is none."""
        self._fields()
        slots = self._with_new_rows()
        if self.result.blocked is None:
            self._steps(slots)
            self._move_labels(slots)
            self._refuse_covered()
            self._looks_of_labels(slots)
        self.result.writes = (
            [] if self.result.blocked else sorted(self.cells.values(), key=lambda w: w.address.place)
        )
        return self.result

    def _with_new_rows(self) -> list[Slot]:
        """The slots, and as many rows below as are needed."""
        missing = len(self.target.steps) - len(self.at.slots)
        if missing <= 0:
            return self.at.slots
        last = self.at.slots[-1].row if self.at.slots else self.at.heading.row
        merge = self.at.merge(last, self.at.text_column)
        bottom, right = (merge.bottom, merge.right) if merge else (last, self.at.text_column)
        # A part C of our own making: an empty row, then its heading.
        top = bottom + 1 if self.at.has_part_c else bottom + 3
        rows = list(range(top, top + missing))
        needed = rows if self.at.has_part_c else [top - 1, *rows]
        taken = [row for row in needed if not self.is_free(row, self.at.label_column, right)]
        if taken:
            self.result.blocked = _no_room(self.found.sheet, rows[-1] - bottom, bottom, taken[0])
        if not self.at.has_part_c:
            self._write(Address(self.found.sheet, top - 1, self.at.label_column), PART_C, None)
        self.result.added, self.result.bottom = rows, bottom
        self.result.label_column = self.at.label_column
        return [*self.at.slots, *(Slot(row, None) for row in rows)]

    def _looks_of_labels(self, slots: list[Slot]) -> None:
        """Lines stand above and below each group of labels: they follow the last two steps to their new rows."""
        old, at = self.at.slots, self.at
        places = {group: address.row for group, address in at.labels}
        if not self.result.added or len(old) < _SHORTEST:
            return
        if places != {"awal": old[0].row, "utama": old[1].row, "akhir": old[-1].row}:
            return
        models = {slots[-1].row: old[-1].row, slots[-2].row: old[-2].row}
        for slot in slots[len(old) - 2 :]:
            self.result.label_looks[slot.row] = models.get(slot.row, old[2].row)

    # --- what is written

    def _fields(self) -> None:
        filled = [cell.address.column for cell in self.found.fields.values() if cell.text is not None]
        usual = most(filled)
        for name, want in fields_of(self.target).items():
            cell = self.found.fields.get(name)
            if cell is None or cell.text == want:
                continue
            self._tell(_FIELD_NAMES[name], cell.text, want)
            address = cell.address if cell.text is not None else self._value_cell(cell.address, usual)
            self._put_text(address, cell.text, want)

    def _value_cell(self, address: Address, usual: int | None) -> Address:
        """Where a missing value goes: the column of the other values, else the first cell after the label."""
        if usual is not None and usual >= address.column:
            return replace(address, column=usual)
        return (
            replace(address, column=self.at.right_of(*address.place))
            if self.at.is_covered(address)
            else address
        )

    def _steps(self, slots: list[Slot]) -> None:
        steps = self.target.steps
        for i, slot in enumerate(slots):
            line = slot.line
            if i < len(steps):
                self._put_line(slot, steps[i].number, steps[i].description, last=self._format_row(slot))
                old, new = (line.text.text if line else None), steps[i].description
                number = steps[i].number
            elif line is not None or self.at.has_only_number(slot.row):
                self._put_line(slot, None, None, last=None)
                self.result.cleared.append(slot.row)
                old, new, number = (line.text.text if line else None), None, line.number if line else None
            else:
                continue
            self._tell(f"Langkah {number if number is not None else f'di baris {slot.row}'}", old, new)

    def _format_row(self, slot: Slot) -> int | None:
        """For a new row: the row above whose formats it takes."""
        return self.at.slots[-1].row if slot.row in self.result.added and self.at.slots else None

    def _put_line(self, slot: Slot, number: int | None, text: str | None, *, last: int | None) -> None:
        line, address = slot.line, Address(self.found.sheet, slot.row, self.at.text_column)
        number_address = None
        if line is not None:
            address = line.text.address
            number_address = line.number_at
        elif self.at.number_column is not None:
            number_address = Address(self.found.sheet, slot.row, self.at.number_column)
        if number_address is not None:
            raw = self.grid.value(number_address.row, number_address.column)
            if (raw is not None or number is not None) and (number is None or read_number(raw) != number):
                self._write(number_address, self._number_as_here(number), last)
        prefix = _NUMBERED.match(_text(self.grid.value(*address.place))) if number_address is None else None
        if number_address is None and (prefix or (line is None and self._numbers_in_text())):
            # Number and text share the cell.
            if line is None or line.number != number or line.text.text != text:
                shared = f"{number}. {text}" if number is not None and text else text
                self._write(address, shared, last)
                if line is not None:
                    self._empty_after(address)
        elif (line.text.text if line else None) != text:
            self._put_text(address, line.text.text if line else None, text, last)

    def _numbers_in_text(self) -> bool:
        places = [line.text.address for line in self.at.lines if line.number_at is None]
        return any(_NUMBERED.match(_text(self._value(place))) for place in places)

    def _number_as_here(self, number: int | None) -> str | int | None:
        """A number as the worksheet writes its numbers: 4 or "4."."""
        if number is None:
            return None
        sample = next((self._value(line.number_at) for line in self.at.lines if line.number_at), None)
        if not isinstance(sample, str):
            return number
        digits = re.search(r"\d+", sample)
        return f"{sample[: digits.start()]}{number}{sample[digits.end() :]}" if digits else number

    def _put_text(self, address: Address, old: str | None, new: str | None, last: int | None = None) -> None:
        """Write a text behind what its cell says before it: a colon, or the label itself."""
        said = clean(_text(self._value(address)))
        if old is not None and said.endswith(old):
            before = said[: len(said) - len(old)]
        else:
            leading = _COLON.match(said)
            before = leading[0] if leading else ""
            if old is not None:
                self._empty_after(address)
        if before and not before.endswith(" "):
            before += " "
        self._write(address, f"{before}{new}" if new is not None else before.strip() or None, last)

    def _value(self, address: Address) -> CellValue:
        return self.grid.value(address.row, address.column)

    def _empty_after(self, address: Address) -> None:
        """Empty what stands right of a text: reading took it for the rest of that text."""
        for column in range(address.column + 1, self.at.right_edge(address.row) + 1):
            if self.grid.value(address.row, column) is not None:
                self._write(replace(address, column=column), None, None)

    def _move_labels(self, slots: list[Slot]) -> None:
        """`Langkah Akhir` goes with the last step, `Langkah Utama` (where it is used) with the second."""
        count = len(self.target.steps)
        if self.at.lines and not self.at.labels:
            return
        used = (
            {group for group, _ in self.at.labels} | {"awal", "akhir"}
            if self.at.labels
            else set(GROUP_LABELS)
        )
        rows: dict[Group, int] = {}
        for i in range(count):
            group = group_of(i, count)
            if group in used:
                rows.setdefault(group, slots[i].row)
        there: set[Group] = set()
        for group, address in self.at.labels:
            if rows.get(group) == address.row:
                there.add(group)
            elif count:  # a table without steps leaves the form as it is
                self._write(address, None, None)
        for group, row in rows.items():
            if group in there:
                continue
            said = next(
                (_text(self._value(address)) for which, address in self.at.labels if which == group), ""
            )
            format_row = self.at.labels[-1][1].row if self.at.labels and row in self.result.added else None
            self._write(
                Address(self.found.sheet, row, self.at.label_column), said or GROUP_LABELS[group], format_row
            )

    def _write(self, address: Address, value: str | int | None, format_row: int | None) -> None:
        like = replace(address, row=format_row) if format_row is not None else None
        self.cells[address] = CellWrite(address, value, like)

    def _tell(self, where: str, old: str | None, new: str | None) -> None:
        if words(old or "") != words(new or ""):
            self.result.changes.append(Change(where, old, new))

    def _refuse_covered(self) -> None:
        hidden = next((address for address in self.cells if self.at.is_covered(address)), None)
        if hidden is not None:
            self.result.blocked = _merged(hidden)


def _no_room(sheet: str, count: int, below: int, taken: int) -> XlSopError:
    return XlSopError(
        f"Lembar “{sheet}” perlu {count} baris lagi, tetapi baris {taken} tidak kosong. "
        f"Sisipkan {count} baris kosong di bawah baris {below}, lalu ulangi.",
        f"Sheet “{sheet}” needs {count} more rows, but row {taken} is not empty. "
        f"Insert {count} empty rows below row {below}, then try again.",
    )


def _merged(cell: Address) -> XlSopError:
    return XlSopError(
        f"Sel {cell.a1} pada lembar “{cell.sheet}” tergabung dengan sel lain. "
        "Lepaskan gabungan sel itu (Unmerge), lalu ulangi.",
        f"Cell {cell.a1} on sheet “{cell.sheet}” is merged into another. Unmerge it, then try again.",
    )


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""
