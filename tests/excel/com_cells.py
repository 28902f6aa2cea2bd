"""Ranges of Excel as COM hands them out, and what hangs on cells: notes, threads, links, conditional formats."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Border, Side

from tests.excel import xmlspreadsheet
from tests.excel.application import MAX_COLUMNS, MAX_ROWS, Box, Rule, Sheet
from tests.excel.cells import CellError, ExcelError
from tests.excel.com_border import MISSING, Bag, Collection, Com, rgb


def _sheet_of(cells: Range) -> Any:
    from tests.excel.com import Worksheet

    return Worksheet(cells._sheet)


def _application_of(cells: Range) -> Any:
    from tests.excel.com import Application

    return Application(cells.excel)


class Condition(Com):
    """FormatCondition."""

    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        self._sheet, self._rule = sheet, rule

    @property
    def Type(self) -> int:
        kinds = {"expression": 2, "cellIs": 1, "colorScale": 3, "dataBar": 4, "top10": 5, "iconSet": 6}
        return kinds.get(self._rule.made.type, 8)

    @property
    def Formula1(self) -> str:
        return self._rule.formula

    @property
    def StopIfTrue(self) -> bool:
        return bool(self._rule.made.stopIfTrue)

    @StopIfTrue.setter
    def StopIfTrue(self, value: bool) -> None:
        self._rule.made.stopIfTrue = bool(value) or None

    @property
    def Interior(self) -> Bag:
        return Bag(lambda _, value: self._rule.paint(rgb(value)))

    def SetFirstPriority(self) -> None:
        self._sheet.rules.remove(self._rule)
        self._sheet.rules.insert(0, self._rule)

    def Delete(self) -> None:
        self._sheet.require_open()
        self._sheet.rules.remove(self._rule)


class Conditions(Collection):
    """FormatConditions of a range: the rules that touch it, the first priority first."""

    def __init__(self, cells: Range) -> None:
        sheet = cells._sheet
        super().__init__(
            lambda: [
                Condition(sheet, rule)
                for rule in sheet.rules
                if any(a.meets(b) for a in rule.areas for b in cells._areas)
            ]
        )
        self._cells = cells

    def Add(
        self, Type: int, Operator: Any = MISSING, Formula1: Any = MISSING, Formula2: Any = MISSING
    ) -> Condition:
        if Operator is None or Formula1 is None:
            raise ExcelError("Type mismatch")  # None is Null through COM, not a missing argument
        return Condition(self._cells._sheet, self._cells._sheet.add_rule(list(self._cells._areas), Formula1))


class Note(Com):
    """Comment: what the ribbon calls a note."""

    def __init__(self, sheet: Sheet, row: int, column: int) -> None:
        self._sheet, self._place = sheet, (row, column)

    @property
    def Parent(self) -> Range:
        return Range(self._sheet, [Box(*self._place, *self._place)])

    @property
    def Author(self) -> str:
        note = self._sheet.note(*self._place)
        assert note is not None
        return note.author or ""

    @property
    def Shape(self) -> Bag:
        def put(name: str, value: Any) -> None:
            note = self._sheet.note(*self._place)
            assert note is not None
            setattr(note, name.lower(), value)

        return Bag(put, {"TextFrame": TextFrame(self._sheet, self._place)})

    def Text(self, Text: str | None = None, Start: int | None = None, Overwrite: bool = False) -> str:
        """Microsoft, "Comment.Text": with Start and without Overwrite the text is inserted there."""
        note = self._sheet.note(*self._place)
        assert note is not None
        if Text is None:
            return note.text
        said = note.text if Start else ""
        at = (Start or 1) - 1
        self._sheet.edit_note(*self._place, said[:at] + Text + said[at:])
        return Text

    def Delete(self) -> None:
        self._sheet.delete_note(*self._place)


class TextFrame(Com):
    def __init__(self, sheet: Sheet, place: tuple[int, int]) -> None:
        self._sheet, self._place = sheet, place

    def Characters(self, Start: int = 1, Length: int | None = None) -> Letters:
        return Letters(self._sheet, self._place, Start, Length)


class Letters(Com):
    """Characters."""

    def __init__(self, sheet: Sheet, place: tuple[int, int], start: int, length: int | None) -> None:
        self._sheet, self._place, self._start, self._length = sheet, place, start, length

    def Delete(self) -> None:
        note = self._sheet.note(*self._place)
        assert note is not None
        start = self._start - 1
        stop = start + self._length if self._length else len(note.text)
        self._sheet.edit_note(*self._place, note.text[:start] + note.text[stop:])


class Thread(Com):
    """CommentThreaded."""

    def __init__(self, sheet: Sheet, place: tuple[int, int]) -> None:
        self._sheet, self._place = sheet, place

    @property
    def Parent(self) -> Range:
        return Range(self._sheet, [Box(*self._place, *self._place)])


class Links(Collection):
    """Hyperlinks."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(lambda: [])
        self._sheet = sheet

    def Add(self, Anchor: Range, Address: str, SubAddress: str = "", ScreenTip: Any = None, TextToDisplay: Any = None) -> Bag:  # fmt: skip
        box = Anchor._box
        self._sheet.add_link(box.top, box.left, SubAddress or Address, TextToDisplay, ScreenTip)

        def put(name: str, value: Any) -> None:
            if name == "TextToDisplay":
                self._sheet.add_link(box.top, box.left, SubAddress or Address, value)

        return Bag(put)


class Range(Com):
    """Cells: one rectangle or several."""

    NEWER = frozenset(("CommentThreaded", "AddCommentThreaded", "Formula2"))

    def __init__(self, sheet: Sheet, areas: list[Box], lines: str = "") -> None:
        self._sheet, self._areas, self._lines = sheet, areas, lines

    @property
    def _box(self) -> Box:
        return self._areas[0]

    @property
    def _first(self) -> tuple[int, int]:
        return self._box.top, self._box.left

    def __call__(self, row: int, column: int | None = None) -> Range:
        Com._count("()")
        box = self._box
        if self._lines == "rows":
            box = Box(box.top + row - 1, box.left, box.top + row - 1, box.right)
        elif self._lines == "columns":
            box = Box(box.top, box.left + row - 1, box.bottom, box.left + row - 1)
        else:
            if column is None:
                down, column = divmod(row - 1, box.right - box.left + 1)
                row, column = down + 1, column + 1
            box = Box(box.top + row - 1, box.left + column - 1, box.top + row - 1, box.left + column - 1)
        return Range(self._sheet, [box])

    Row = property(lambda self: self._box.top)
    Column = property(lambda self: self._box.left)
    Cells = property(lambda self: Range(self._sheet, self._areas))
    Rows = property(lambda self: Range(self._sheet, self._areas, "rows"))
    Columns = property(lambda self: Range(self._sheet, self._areas, "columns"))
    Worksheet = property(_sheet_of)
    Parent = property(_sheet_of)
    Application = property(_application_of)
    FormatConditions = property(Conditions)
    Hyperlinks = property(lambda self: Links(self._sheet))
    Areas = property(lambda self: Collection(lambda: [Range(self._sheet, [a]) for a in self._areas]))

    @property
    def Count(self) -> int:
        box = self._box
        if self._lines == "rows":
            return box.bottom - box.top + 1
        if self._lines == "columns":
            return box.right - box.left + 1
        return sum(area.size for area in self._areas)

    @property
    def Address(self) -> str:
        return ",".join(area.address for area in self._areas)

    def GetAddress(self, RowAbsolute: bool = True, ColumnAbsolute: bool = True, *_: Any) -> str:
        parts = self._areas[0].address.split(":")
        if not (RowAbsolute or ColumnAbsolute):
            parts = [part.replace("$", "") for part in parts]
        return ":".join(parts)

    @property
    def EntireRow(self) -> Range:
        return Range(self._sheet, [Box(a.top, 1, a.bottom, MAX_COLUMNS) for a in self._areas])

    @property
    def Hidden(self) -> bool:
        return bool(self._sheet.made.row_dimensions[self._box.top].hidden)

    @property
    def Value(self) -> Any:
        rows = self._sheet.values(self._box)
        if self._box.size == 1:
            return packed(rows[0][0])
        return tuple(tuple(packed(value) for value in row) for row in rows)

    @Value.setter
    def Value(self, data: Any) -> None:
        for area in self._areas:
            self._sheet.assign(area, data)

    def GetValue(self, RangeValueDataType: int = 10) -> Any:
        """Microsoft, "XlRangeValueDataType": 10 is the default, 11 an XML spreadsheet."""
        if RangeValueDataType == 11:
            return xmlspreadsheet.text(self._sheet, self._box)
        return object.__getattribute__(self, "Value")

    @property
    def NumberFormat(self) -> str | None:
        formats = {self._sheet.number_format(*cell) for cell in self._box.cells()}
        return formats.pop() if len(formats) == 1 else None

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:
        self._sheet.require_open()
        for area in self._areas:
            for cell in area.cells():
                self._sheet.made.cell(*cell).number_format = value

    @property
    def MergeCells(self) -> bool | None:
        return self._sheet.merged(self._box)

    @property
    def MergeArea(self) -> Range:
        if self._box.size > 1:
            raise ExcelError("MergeArea only works on a single-cell range")
        area = self._sheet.merge_at(*self._first)
        return Range(self._sheet, [area]) if area else self

    def UnMerge(self) -> None:
        self._sheet.unmerge(self._box)

    def Insert(self, Shift: Any = None, CopyOrigin: Any = None) -> None:
        assert self._box.bottom == MAX_ROWS  # only whole columns are needed
        for column in range(self._box.left, self._box.right + 1):
            self._sheet.insert_column(column)

    def Merge(self, Across: bool = False) -> None:
        box = self._box
        lines = [Box(r, box.left, r, box.right) for r in range(box.top, box.bottom + 1)] if Across else [box]
        for line in lines:
            self._sheet.merge(line)

    @property
    def Comment(self) -> Note | None:
        return Note(self._sheet, *self._first) if self._sheet.note(*self._first) else None

    @property
    def CommentThreaded(self) -> Thread | None:
        return Thread(self._sheet, self._first) if self._first in self._sheet.threads else None

    def AddComment(self, Text: str = "") -> Note:
        if (
            self._areas != [Box(*self._first, *self._first)]
            and self._sheet.merge_at(*self._first) != self._box
        ):
            raise ExcelError("Application-defined or object-defined error")
        self._sheet.add_note(*self._first, Text)
        return Note(self._sheet, *self._first)

    def _style(self, **looks: Any) -> None:
        for area in self._areas:
            self._sheet.style(area, **looks)

    @property
    def Font(self) -> Bag:
        names = {"Bold": "font_b", "Italic": "font_i", "Size": "font_sz", "Underline": "font_u"}

        def put(name: str, value: Any) -> None:
            if name == "Color":
                self._style(font_color="FF{:02X}{:02X}{:02X}".format(*rgb(value)))
            elif name == "Underline":
                self._style(font_u="single" if value == 2 else None)
            else:
                self._style(**{names[name]: value})

        font = self._sheet.made.cell(*self._first).font
        return Bag(put, {"Size": font.sz, "Bold": bool(font.b)})

    # Microsoft, "Range.Width" and "Range.Height": the whole range's, in points; 7 pixels a digit and 5 beside.
    @property
    def Width(self) -> float:
        from openpyxl.utils import get_column_letter

        dimensions = self._sheet.made.column_dimensions
        columns = range(self._box.left, self._box.right + 1)
        return sum((dimensions[get_column_letter(c)].width * 7) // 1 * 0.75 for c in columns)

    @property
    def Height(self) -> float:
        rows = range(self._box.top, self._box.bottom + 1)
        return sum(self._sheet.made.row_dimensions[row].height or 15.0 for row in rows)

    @property
    def Borders(self) -> Bag:
        def put(name: str, value: Any) -> None:
            if (name, value) != ("LineStyle", 1):
                raise ExcelError(f"Unable to set the {name} property of the Borders class")
            for area in self._areas:
                for place in area.cells():
                    line = Side(style="thin")
                    self._sheet.made.cell(*place).border = Border(line, line, line, line)

        return Bag(put)

    @property
    def Interior(self) -> Bag:
        return Bag(lambda _, value: self._style(fill="FF{:02X}{:02X}{:02X}".format(*rgb(value))))

    @property
    def WrapText(self) -> bool:
        return bool(self._sheet.made.cell(*self._first).alignment.wrap_text)

    @WrapText.setter
    def WrapText(self, value: bool) -> None:
        self._style(alignment_wrap_text=value)

    @property
    def VerticalAlignment(self) -> int:
        return -4160 if self._sheet.made.cell(*self._first).alignment.vertical == "top" else -4107

    @VerticalAlignment.setter
    def VerticalAlignment(self, value: int) -> None:
        self._style(alignment_vertical={-4160: "top", -4108: "center", -4107: "bottom"}[value])

    @property
    def ColumnWidth(self) -> float:
        from openpyxl.utils import get_column_letter

        return self._sheet.made.column_dimensions[get_column_letter(self._box.left)].width

    @ColumnWidth.setter
    def ColumnWidth(self, value: float) -> None:
        for area in self._areas:
            self._sheet.width(area, value)

    @property
    def RowHeight(self) -> float:
        return self._sheet.made.row_dimensions[self._box.top].height or 15.0

    @RowHeight.setter
    def RowHeight(self, value: float) -> None:
        self._sheet.require_open()
        if value > 409.5:
            raise ExcelError("Unable to set the RowHeight property of the Range class")
        for row in range(self._box.top, self._box.bottom + 1):
            self._sheet.made.row_dimensions[row].height = value

    @property
    def Left(self) -> float:
        return self._sheet.left(self._box.left)

    @property
    def Top(self) -> float:
        return self._sheet.top(self._box.top)

    def AutoFit(self) -> None:
        if not self._lines and self._box.size < MAX_ROWS:
            raise ExcelError("AutoFit method of Range class failed")  # only of rows or columns
        self._sheet.require_open()
        for row in range(self._box.top, min(self._box.bottom, 5000) + 1) if self._lines == "rows" else ():
            self._sheet.made.row_dimensions[row].height = None

    def Select(self) -> None:
        if self._sheet is not self._sheet.book.active:
            raise ExcelError("Select method of Range class failed")
        self._sheet.selected = self._box

    def ClearContents(self) -> None:
        for area in self._areas:
            self._sheet.clear_contents(area)

    def Clear(self) -> None:
        for area in self._areas:
            self._sheet.clear(area)

    def Copy(self, Destination: Range | None = None) -> None:
        assert Destination is not None
        self._sheet.copy(self._box, Destination._sheet, *Destination._first)


def packed(value: Any) -> Any:
    """A value as COM packs it."""
    if isinstance(value, CellError):
        return value.hresult
    if hasattr(value, "year"):
        from tests.excel.pywin32 import TimeType

        return TimeType(value.year, value.month, value.day, value.hour, value.minute, value.second)
    return value
