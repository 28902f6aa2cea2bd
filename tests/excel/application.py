"""Excel itself, as far as the buttons can tell: an application, its workbooks and sheets, on real .xlsx files.

Nothing here knows COM or Apple events; `com` and `apple` put those faces on it. openpyxl holds the contents, so that
what a button did can be saved and read back from a file.

Sources, by behaviour:

- A protected sheet refuses contents, formats, notes and rules; a protected workbook refuses adding, moving, deleting
  and hiding sheets (Microsoft, "Worksheet.Protect", "Workbook.Protect": error 1004).
- `Worksheet.Visible` is -1, 0 or 2 (XlSheetVisibility); a sheet that is not visible cannot be activated, and no sheet
  is moved or added next to a very hidden one (error 1004, as xlwings' users report it).
- `Worksheet.Index` counts among all sheets, charts too; `Worksheets` holds no charts (Microsoft, "Worksheets").
- A cell with a threaded comment takes no note; its placeholder is among `Comments` and cannot be edited (Microsoft,
  "Range.AddComment", "CommentThreaded").
- `Range.Clear` takes values, formats, notes, links and rules, not widths; `Merge` keeps the first cell only.
- Assigning a value raises Worksheet_Change unless EnableEvents is off (Microsoft, "Application.EnableEvents").
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule as FileRule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.cells import CellError, Entry, ExcelError, entered, handed_out

VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_STATES = {"visible": VISIBLE, "hidden": HIDDEN, "veryHidden": VERY_HIDDEN}


@dataclass(frozen=True)
class Profile:
    """An Excel as it stands on a desk.

    Attributes:
        name: What the table of the tests calls it.
        mac: It speaks Apple events, not COM.
        threads: It knows threaded comments (Microsoft 365; neither 2016 nor 2019).
        comma: Decimal comma and `;` between arguments (Indonesian regional settings).
        server: One Python stays alive ("Use UDF Server"); else every press starts one, with arguments.
    """

    name: str
    mac: bool = False
    threads: bool = True
    comma: bool = False
    server: bool = True


class Box(NamedTuple):
    """A rectangle of cells, all ends inclusive, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, address: str) -> Box:
        """The box of `$A$1:B2`, `A:C` or `3:4`."""
        left, top, right, bottom = range_boundaries(address.replace("$", ""))
        return cls(top or 1, left or 1, bottom or MAX_ROWS, right or MAX_COLUMNS)

    @property
    def address(self) -> str:
        first = f"${get_column_letter(self.left)}${self.top}"
        last = f"${get_column_letter(self.right)}${self.bottom}"
        return first if first == last else f"{first}:{last}"

    def meets(self, other: Box) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(eq=False)
class Rule:
    """A conditional format: where it applies and what the file has of it."""

    areas: list[Box]
    made: FileRule

    @property
    def formula(self) -> str:
        """`Formula1`.

        Raises:
            ExcelError: This kind of rule has none (Microsoft, "FormatCondition.Formula1").
        """
        if self.made.type not in ("expression", "cellIs") or not self.made.formula:
            raise ExcelError("Application-defined or object-defined error")
        return "=" + self.made.formula[0]

    def paint(self, rgb: tuple[int, int, int]) -> None:
        colour = "FF{:02X}{:02X}{:02X}".format(*rgb)
        self.made.dxf = DifferentialStyle(fill=PatternFill(bgColor=colour))


class Sheet:
    """A worksheet."""

    def __init__(self, book: Workbook, made: Worksheet, cached: Worksheet | None = None) -> None:
        self.book, self.made, self._cached = book, made, cached
        self.visible = _STATES[made.sheet_state]
        self.selected: Box | None = Box(1, 1, 1, 1)
        self.protected = bool(made.protection.sheet)
        self.threads: dict[tuple[int, int], str] = {}
        self.tables: list[Box] = [Box.of(table.ref) for table in made.tables.values()]
        found = [
            (rule.priority, Rule([Box.of(str(area)) for area in areas.sqref.ranges], rule))
            for areas in made.conditional_formatting
            for rule in areas.rules
        ]
        self.rules = [rule for _, rule in sorted(found, key=lambda pair: pair[0])]

    # ---- the sheet itself

    @property
    def name(self) -> str:
        return self.made.title

    def rename(self, name: str) -> None:
        self.book.require_structure()
        others = {sheet.name.casefold() for sheet in self.book.all_sheets if sheet is not self}
        if not name or len(name) > 31 or set(name) & set("[]:*?/\\") or name.casefold() in others:
            raise ExcelError("That name is already taken or not allowed. Try a different one.")
        self.made.title = name

    @property
    def index(self) -> int:
        return self.book.all_sheets.index(self) + 1

    def activate(self) -> None:
        if self.visible != VISIBLE:
            raise ExcelError("Activate method of Worksheet class failed")
        self.book.active = self

    def show(self, visible: int) -> None:
        self.book.require_structure()
        self.visible = {True: VISIBLE, False: HIDDEN}.get(visible, visible)

    def require_open(self) -> None:
        if self.protected:
            raise ExcelError("The cell or chart you're trying to change is on a protected sheet.")

    def put_before(self, anchor: Any) -> None:
        self.book.require_structure()
        if VERY_HIDDEN in (self.visible, anchor.visible):
            raise ExcelError("Move method of Worksheet class failed")
        sheets = self.book.all_sheets
        sheets.remove(self)
        sheets.insert(sheets.index(anchor), self)
        self.book.active = self

    def delete(self) -> None:
        self.book.require_structure()
        if [s for s in self.book.all_sheets if s.visible == VISIBLE] == [self]:
            raise ExcelError("A workbook must contain at least one visible worksheet.")
        at = self.index - 1
        self.book.all_sheets.remove(self)
        self.book.made.remove(self.made)  # else openpyxl would not give its name away again
        if self.book.active is self:
            near = [*reversed(self.book.all_sheets[:at]), *self.book.all_sheets[at:]]
            self.book.active = next(s for s in near if s.visible == VISIBLE)

    # ---- cells

    def _at(self, row: int, column: int) -> Any:
        return self.made._cells.get((row, column))  # looking must not make cells

    @property
    def used(self) -> Box:
        places = list(self.made._cells) or [(1, 1)]
        rows, columns = zip(*places, strict=True)
        return Box(min(rows), min(columns), max(rows), max(columns))

    def number_format(self, row: int, column: int) -> str:
        cell = self._at(row, column)
        return cell.number_format if cell is not None else "General"

    def stored(self, row: int, column: int) -> Any:
        """The value of a cell as Excel keeps it; of a formula, what it came to."""
        cell = self._at(row, column)
        value = cell.value if cell is not None else None
        if cell is not None and cell.data_type == "f":
            kept = self.book.computed.get((self.made, row, column))
            if kept is None and self._cached is not None:
                kept = self._cached.cell(row, column).value
            value = kept
            return CellError(value) if isinstance(value, str) and value in ("#N/A", "#DIV/0!") else value
        return CellError(value) if cell is not None and cell.data_type == "e" else value

    def value(self, row: int, column: int) -> Any:
        return handed_out(self.stored(row, column), self.number_format(row, column))

    def values(self, box: Box) -> list[list[Any]]:
        used = self.used
        if not box.meets(used):
            empty = [None] * (box.right - box.left + 1)
            return [list(empty) for _ in range(box.bottom - box.top + 1)]
        return [
            [self.value(row, column) for column in range(box.left, box.right + 1)]
            for row in range(box.top, box.bottom + 1)
        ]

    def assign(self, box: Box, data: Any) -> None:
        self.require_open()
        scalar = not isinstance(data, list | tuple)
        rows = data if not scalar and data and isinstance(data[0], list | tuple) else [data]
        for row, column in box.cells():
            i, j = row - box.top, column - box.left
            # Outside the array there is nothing to assign: Excel writes #N/A there.
            value = data if scalar else _element(rows, i, j)
            self._enter(row, column, entered(value, self.number_format(row, column)))
        self.book.excel.changed(self, box)

    def _enter(self, row: int, column: int, entry: Entry) -> None:
        if self._covered(row, column):
            return  # the cells of a merged area below its first take nothing
        cell = self._at(row, column)
        if entry.value is None and entry.formula is None and cell is None:
            return
        cell = self.made.cell(row, column)
        self.book.computed.pop((self.made, row, column), None)
        if entry.formula is not None:
            cell.value = entry.formula
            self.book.computed[self.made, row, column] = entry.value
        elif isinstance(entry.value, CellError):
            cell.value, cell.data_type = str(entry.value), "e"
        else:
            cell.value = entry.value
            if isinstance(entry.value, str):
                cell.data_type = "s"
        if entry.number_format and cell.number_format == "General":
            cell.number_format = entry.number_format

    def _covered(self, row: int, column: int) -> bool:
        area = self.merge_at(row, column)
        return area is not None and (area.top, area.left) != (row, column)

    def clear_contents(self, box: Box) -> None:
        self.require_open()
        for row, column in self.present(box):
            self._enter(row, column, Entry(None))
        self.book.excel.changed(self, box)

    def clear(self, box: Box) -> None:
        self.require_open()
        for area in [area for area in self.merges if area.meets(box)]:
            self.made.unmerge_cells(area.address.replace("$", ""))
        for place in self.present(box):
            del self.made._cells[place]
        self.rules = [rule for rule in self.rules if not any(area.meets(box) for area in rule.areas)]
        self.book.excel.changed(self, box)

    def present(self, box: Box) -> list[tuple[int, int]]:
        """The cells of a box that hold or look like something, in reading order."""
        found = (
            p for p in self.made._cells if box.top <= p[0] <= box.bottom and box.left <= p[1] <= box.right
        )
        return sorted(found)

    def copy(self, box: Box, target: Sheet, row: int, column: int) -> None:
        """Values, looks, notes, rules and merges to where another range begins."""
        target.require_open()
        down, right = row - box.top, column - box.left
        for r, c in self.present(box):
            old = self._at(r, c)
            if isinstance(old, openpyxl.cell.cell.MergedCell):
                continue
            new = target.made.cell(r + down, c + right)
            new.value, new._style = old.value, copy(old._style)
            new.data_type = old.data_type
            new.comment = Comment(old.comment.text, old.comment.author) if old.comment else None
        for area in [a for a in self.merges if a.meets(box)]:
            moved = Box(area.top + down, area.left + right, area.bottom + down, area.right + right)
            target.merge(moved)
        for rule in list(self.rules):
            if any(area.meets(box) for area in rule.areas):
                target.rules.append(Rule([Box(a.top + down, a.left + right, a.bottom + down, a.right + right) for a in rule.areas], copy(rule.made)))  # fmt: skip
        self.book.excel.changed(
            target, Box(row, column, row + box.bottom - box.top, column + box.right - box.left)
        )

    # ---- merged areas

    @property
    def merges(self) -> list[Box]:
        return [Box(m.min_row, m.min_col, m.max_row, m.max_col) for m in self.made.merged_cells.ranges]

    def merge_at(self, row: int, column: int) -> Box | None:
        here = Box(row, column, row, column)
        return next((area for area in self.merges if area.meets(here)), None)

    def merged(self, box: Box) -> bool | None:
        """True: all cells are merged, False: none, None: some (Microsoft, "Range.MergeCells": Null if mixed)."""
        count = sum(
            Box(
                max(a.top, box.top), max(a.left, box.left), min(a.bottom, box.bottom), min(a.right, box.right)
            ).size
            for a in self.merges
            if a.meets(box)
        )
        return count == box.size if count in (0, box.size) else None

    def merge(self, box: Box) -> None:
        self.require_open()
        if any(table.meets(box) for table in self.tables):
            raise ExcelError("Merge method of Range class failed")  # no merging inside a table
        for area in [a for a in self.merges if a.meets(box)]:
            self.made.unmerge_cells(area.address.replace("$", ""))
        if box.size > 1:
            self.made.merge_cells(None, box.top, box.left, box.bottom, box.right)

    def unmerge(self, box: Box) -> None:
        self.require_open()
        for area in [a for a in self.merges if a.meets(box)]:
            self.made.unmerge_cells(area.address.replace("$", ""))

    def insert_column(self, column: int) -> None:
        """A whole column; what spans it grows, what stands right of it moves; it looks like its left neighbour
        (Microsoft, "Range.Insert": xlFormatFromLeftOrAbove).
        """
        self.require_open()

        def moved(box: Box) -> Box:
            return Box(
                box.top, box.left + (box.left >= column), box.bottom, box.right + (box.right >= column)
            )

        merges = self.merges
        self.unmerge(Box(1, 1, MAX_ROWS, MAX_COLUMNS))
        widths = {
            c: self.made.column_dimensions[get_column_letter(c)].width for c in range(1, self.used.right + 1)
        }
        choices = self.made.data_validations.dataValidation
        ranges = [[Box.of(str(area)) for area in choice.sqref.ranges] for choice in choices]
        self.made.insert_cols(column)
        for row, c in list(self.present(Box(1, column - 1, MAX_ROWS, column - 1))):
            self.made.cell(row, c + 1)._style = copy(self.made.cell(row, c)._style)
        for c, width in widths.items():
            self.made.column_dimensions[get_column_letter(c + (c >= column))].width = width
        for choice, areas in zip(choices, ranges, strict=True):
            choice.sqref = MultiCellRange(" ".join(moved(area).address.replace("$", "") for area in areas))
        for area in merges:
            self.merge(moved(area))
        for rule in self.rules:
            rule.areas = [moved(area) for area in rule.areas]

    # ---- notes and links

    def note(self, row: int, column: int) -> Comment | None:
        cell = self._at(row, column)
        return cell.comment if cell is not None else None

    def notes(self) -> list[tuple[int, int]]:
        return [place for place in sorted(self.made._cells) if self.made._cells[place].comment is not None]

    def add_note(self, row: int, column: int, text: str) -> None:
        self.require_open()
        if self.note(row, column) is not None or (row, column) in self.threads or self._covered(row, column):
            raise ExcelError("Application-defined or object-defined error")
        self.made.cell(row, column).comment = Comment(text, "Pegawai")

    def edit_note(self, row: int, column: int, text: str) -> None:
        self.require_open()
        note = self.note(row, column)
        if (row, column) in self.threads or note is None:
            raise ExcelError("Application-defined or object-defined error")
        self.made.cell(row, column).comment = Comment(text, note.author, note.height, note.width)

    def delete_note(self, row: int, column: int) -> None:
        self.require_open()
        self.made.cell(row, column).comment = None
        self.threads.pop((row, column), None)

    def add_thread(self, row: int, column: int, text: str) -> None:
        """A threaded comment with the placeholder note that Excel keeps for older versions."""
        self.threads[row, column] = text
        told = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n"
        self.made.cell(row, column).comment = Comment(f"{told}    {text}", "tc={1}")

    def add_link(self, row: int, column: int, target: str, text: str | None, tip: str | None = None) -> None:
        self.require_open()
        cell = self.made.cell(row, column)
        if text:
            self._enter(row, column, Entry(text))
        location = target.removeprefix("#")
        ref = f"{get_column_letter(column)}{row}"
        cell.hyperlink = Hyperlink(ref=ref, location=location, tooltip=tip, display=text)

    # ---- looks

    def style(self, box: Box, **looks: Any) -> None:
        """Set attributes of the cells' font, fill or alignment, such as ``font_bold=True``."""
        self.require_open()
        for row, column in box.cells():
            cell = self.made.cell(row, column)
            for name, value in looks.items():
                part, _, attribute = name.partition("_")
                if part == "fill":
                    cell.fill = PatternFill("solid", fgColor=value) if value else PatternFill()
                else:
                    changed = copy(getattr(cell, part))
                    setattr(changed, attribute, value)
                    setattr(cell, part, changed)

    def width(self, box: Box, width: float) -> None:
        self.require_open()
        for column in range(box.left, box.right + 1):
            self.made.column_dimensions[get_column_letter(column)].width = width

    def left(self, column: int) -> float:
        """Points before a column: its width in pixels of 96 dpi, in digits of 7 pixels and 5 of padding."""
        letters = map(get_column_letter, range(1, column))
        return sum(int(self.made.column_dimensions[letter].width * 7 + 0.5) * 0.75 for letter in letters)

    def top(self, row: int) -> float:
        """Points above a row."""
        rows = (self.made.row_dimensions[number] for number in range(1, row))
        return sum(0.0 if one.hidden else one.height or 15.0 for one in rows)

    def add_rule(self, areas: list[Box], formula: str) -> Rule:
        """A rule behind all others (Microsoft, "FormatConditions.Add"), ending the rules below it until told otherwise."""
        self.require_open()
        if self.book.excel.profile.comma and "," in formula:
            raise ExcelError("This formula is not in the notation of the regional settings.")
        made = FileRule("expression", formula=[formula.removeprefix("=")], stopIfTrue=True)
        rule = Rule(areas, made)
        self.rules.append(rule)
        return rule

    def to_file(self) -> None:
        """Bring what openpyxl does not keep up to date."""
        self.made.sheet_state = next(k for k, v in _STATES.items() if v == self.visible)
        self.made.conditional_formatting = ConditionalFormattingList()
        for priority, rule in enumerate(self.rules, start=1):
            self.made.conditional_formatting.add(
                " ".join(a.address.replace("$", "") for a in rule.areas), rule.made
            )
            rule.made.priority = priority


def _element(rows: Any, i: int, j: int) -> Any:
    if i < len(rows) and j < len(rows[i]):
        return rows[i][j]
    return "#N/A"


class Chart:
    """A chart sheet: it can be active, and has no cells.

    Attributes:
        selected: Something of the chart is; else nothing.
    """

    visible, protected = VISIBLE, False
    selected: Any = "chart area"

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.name = book, name

    def activate(self) -> None:
        self.book.active = self


def _opened(path: Path) -> tuple[openpyxl.Workbook, openpyxl.Workbook | None]:
    """A workbook, and another with what its formulas came to, if it has any."""
    if path.suffix == ".xlsm":
        return openpyxl.load_workbook(path, keep_vba=True), openpyxl.load_workbook(path, data_only=True)
    pickled = _pickled(path.read_bytes())
    if pickled is None:
        return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    made, cached = pickle.loads(pickled)
    for sheet in made.worksheets:  # pickling loses what makes a width or height that is asked for
        sheet.column_dimensions.default_factory = sheet._add_column
        sheet.row_dimensions.default_factory = sheet._add_row
    return made, cached


@lru_cache(maxsize=8)
def _pickled(data: bytes) -> bytes | None:
    """The same file is opened over and over: a copy of what openpyxl made of it takes a tenth of the time.

    None where it has tables: pickling loses them.
    """
    made = openpyxl.load_workbook(io.BytesIO(data))
    if any(sheet.tables for sheet in made.worksheets):
        return None
    formulas = any(c.data_type == "f" for ws in made.worksheets for c in ws._cells.values())
    cached = openpyxl.load_workbook(io.BytesIO(data), data_only=True) if formulas else None
    return pickle.dumps((made, cached), -1)


class Workbook:
    """An open workbook.

    Attributes:
        full_name: What `FullName` says: a path, or a URL.
    """

    def __init__(self, excel: Excel, path: Path | None, *, full_name: str | None = None) -> None:
        self.excel = excel
        self.made, cached = _opened(path) if path else (openpyxl.Workbook(), None)
        self.computed: dict[tuple[Worksheet, int, int], Any] = {}
        self.name = path.name if path else "Book1"
        self.saved = path is not None
        self.full_name = full_name or (str(path) if path else "Book1")
        self.protected = bool(self.made.security and self.made.security.lockStructure)
        self.all_sheets: list[Any] = [
            Sheet(self, made, cached[made.title] if cached else None) for made in self.made.worksheets
        ]
        shown = self.made.active if isinstance(self.made.active, Worksheet) else self.made.worksheets[0]
        self.active: Any = next(sheet for sheet in self.all_sheets if sheet.made is shown)
        excel.books.append(self)
        excel.active_book = self

    @property
    def worksheets(self) -> list[Sheet]:
        return [sheet for sheet in self.all_sheets if isinstance(sheet, Sheet)]

    def sheet(self, key: str | int) -> Any:
        if isinstance(key, str):
            for sheet in self.worksheets:
                if sheet.name.casefold() == key.casefold():
                    return sheet
            raise ExcelError("Subscript out of range", -2147352565)
        if not 1 <= key <= len(self.worksheets):
            raise ExcelError("Subscript out of range", -2147352565)
        return self.worksheets[key - 1]

    def require_structure(self) -> None:
        if self.protected:
            raise ExcelError("Workbook is protected and cannot be changed.")

    def add_sheet(self, before: Any = None, after: Any = None) -> Sheet:
        self.require_structure()
        anchor = before or after or self.active
        if anchor.visible == VERY_HIDDEN:
            raise ExcelError("Add method of Sheets class failed")
        number = 1
        while any(s.name == f"Sheet{number}" for s in self.all_sheets):
            number += 1
        sheet = Sheet(self, self.made.create_sheet(f"Sheet{number}"))
        self.all_sheets.insert(self.all_sheets.index(anchor) + (after is not None), sheet)
        self.active = sheet
        return sheet

    def add_chart(self, name: str, *, at: int) -> Chart:
        """A chart sheet that the test needs; not saved."""
        chart = Chart(self, name)
        self.all_sheets.insert(at, chart)
        return chart

    def save(self, path: Path) -> Path:
        """Write the workbook as it is now."""
        for sheet in self.worksheets:
            sheet.to_file()
        self.made._sheets = [sheet.made for sheet in self.worksheets]
        active = self.active if isinstance(self.active, Sheet) else self.worksheets[0]
        self.made.active = self.made._sheets.index(active.made)
        for sheet in self.worksheets:
            sheet.made.sheet_view.tabSelected = sheet is active
        self.made.save(path)
        return path


@dataclass
class Excel:
    """The application.

    Attributes:
        told: The message boxes since it was last emptied. answers: What the clerk presses in them, in turn; else yes.
        where: The file that the clerk names when asked where to save; None: cancelled.
        events: Cells whose change ran a workbook's own macro. busy: How many accesses are still rejected because the
            clerk is typing in a cell. rejects: The HRESULT of that.
        on_access: Called with the name of every access.
    """

    profile: Profile
    books: list[Workbook] = field(default_factory=list)
    active_book: Workbook | None = None
    screen_updating: bool = True
    display_alerts: bool = True
    enable_events: bool = True
    calculation: int = -4105
    status_bar: Any = False
    told: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    where: str | None = None
    events: list[str] = field(default_factory=list)
    screens: list[bool] = field(default_factory=list)
    busy: int = 0
    rejects: int = -2147418111

    def open(self, path: Path, *, full_name: str | None = None) -> Workbook:
        return Workbook(self, path, full_name=full_name)

    @property
    def selection(self) -> tuple[Any, Any]:
        """The sheet that is shown, and what is selected on it."""
        sheet = self.active_book.active if self.active_book is not None else None
        return sheet, sheet.selected if sheet is not None else None

    def changed(self, sheet: Sheet, box: Box) -> None:
        sheet.book.saved = False
        if self.enable_events:
            self.events.append(f"{sheet.name}!{box.address}")

    def message(self, text: str, buttons: str) -> str:
        """A message box; what the clerk pressed."""
        self.told.append(text)
        self.screens.append(self.screen_updating)
        default = "yes" if buttons.startswith("yes") else "ok"
        return self.answers.pop(0) if self.answers and default == "yes" else default
