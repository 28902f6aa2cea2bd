"""Excel's object model as pywin32 hands it out (late bound `CDispatch` objects).

Names, arguments and return values follow Microsoft's reference of the Excel object model (VBA); how they reach Python
follows pywin32: unknown names raise AttributeError (`win32com.client.dynamic.CDispatch.__getattr__`), a refusal raises
`pywintypes.com_error` with DISP_E_EXCEPTION and Excel's own number inside, arguments may be anything that has an
`_oleobj_`, a property whose arguments are all optional also exists as `GetName` (`win32com.client.build`).

Every read or write of a property and every call crosses the border between two processes; `Com.accesses` counts them.
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from openpyxl.styles import Border, Side
from openpyxl.workbook.defined_name import DefinedName as MadeName

from tests.excel import xmlspreadsheet
from tests.excel.application import MAX_COLUMNS, MAX_ROWS, Box, Chart, Excel, Rule, Sheet, Workbook
from tests.excel.cells import CellError, ExcelError

DISP_E_EXCEPTION, DISP_E_UNKNOWNNAME = -2147352567, -2147352570
DISPATCH_PROPERTYGET = 2
MISSING = object()
RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
_DISPIDS: dict[str, int] = {"Value": 6}  # Range.Value, as in Excel's type library


class com_error(Exception):
    """pywintypes.com_error."""

    def __init__(self, hresult: int, text: str, excepinfo: Any = None, argument: Any = None) -> None:
        super().__init__(hresult, text, excepinfo, argument)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, text, excepinfo, argument


class TriedForEverError(BaseException):
    """xlwings would repeat this call until the end of days; real Excel would hang with it."""


def refused(error: ExcelError) -> com_error:
    """Error 1004 as COM tells it."""
    info = (0, "Microsoft Excel", str(error), "xlmain11.chm", 0, error.scode)
    return com_error(DISP_E_EXCEPTION, "Exception occurred.", info)


class CDispatch:
    """win32com.client.CDispatch; xlwings asks whether a value is one."""


class CoClassBaseClass:
    """win32com.client.CoClassBaseClass, likewise."""


class DispatchBaseClass:
    """win32com.client.DispatchBaseClass, likewise."""


class OleObject:
    """PyIDispatch."""

    def __init__(self, com: Com) -> None:
        self.com = com

    def GetIDsOfNames(self, lcid: int, name: str) -> int:
        self.com._count("GetIDsOfNames")
        if name in type(self.com).lacking() or not hasattr(type(self.com), name):
            raise com_error(DISP_E_UNKNOWNNAME, "Unknown name.")
        return _DISPIDS.setdefault(name, len(_DISPIDS) + 1000)

    def GetTypeInfo(self) -> Any:
        """xlwings asks for the interface, to tell a Range from a value."""
        iid = RANGE_IID if isinstance(self.com, Range) else "{00000000-0000-0000-C000-000000000046}"
        return SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=iid))

    def Invoke(self, dispid: int, lcid: int, flags: int, wants_result: bool, *arguments: Any) -> Any:
        self.com._count("Invoke")
        getter = "Get" + next(name for name, number in _DISPIDS.items() if number == dispid)
        if flags != DISPATCH_PROPERTYGET or not arguments or not hasattr(type(self.com), getter):
            raise com_error(-2147352573, "Member not found.")
        return Com.call(lambda: object.__getattribute__(self.com, getter)(*arguments))


class Com(CDispatch):
    """An object of Excel's, seen through COM. Names that begin with a capital are Excel's."""

    accesses: ClassVar[Counter[str]] = Counter()
    excel: ClassVar[Excel]
    NEWER: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if name[0].isupper() and isinstance(member, types.FunctionType):
                setattr(cls, name, _guarded(member))

    @classmethod
    def lacking(cls) -> frozenset[str]:
        """Members that this version of Excel does not have."""
        return frozenset() if Com.excel.profile.threads else cls.NEWER

    @staticmethod
    def call(function: Callable[[], Any]) -> Any:
        try:
            return function()
        except ExcelError as error:
            raise refused(error) from None

    @staticmethod
    def _count(name: str) -> None:
        Com.accesses[name] += 1
        excel = Com.excel
        if excel.busy:
            excel.busy -= 1
            raise com_error(excel.rejects, "Call was rejected by callee.")

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        Com._count(name)
        if name in type(self).lacking():
            raise AttributeError(f"<unknown>.{name}")
        return Com.call(lambda: object.__getattribute__(self, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            Com._count(name + " =")
            member = getattr(type(self), name, None)
            if not isinstance(member, property) or member.fset is None or name in type(self).lacking():
                raise TriedForEverError(f"{type(self).__name__}.{name} cannot be set")
            Com.call(lambda: object.__setattr__(self, name, value))
        else:
            object.__setattr__(self, name, value)

    @property
    def _oleobj_(self) -> OleObject:
        return OleObject(self)


def _guarded(function: types.FunctionType) -> Callable[..., Any]:
    def method(self: Com, *arguments: Any, **named: Any) -> Any:
        return Com.call(
            lambda: function(self, *map(plain, arguments), **{k: plain(v) for k, v in named.items()})
        )

    method.__name__ = function.__name__
    return method


def plain(value: Any) -> Any:
    """An argument as Excel gets it: an object by its `_oleobj_`."""
    if isinstance(value, str | int | float | list | tuple) or value is None:
        return value
    ole = getattr(value, "_oleobj_", None)
    return ole.com if ole is not None else value


class Collection(Com):
    """A collection: counted from 1, called for an item."""

    def __init__(self, items: Callable[[], list[Any]]) -> None:
        self._items = items

    @property
    def Count(self) -> int:
        return len(self._items())

    def Item(self, key: int) -> Any:
        items = self._items()
        if not 1 <= key <= len(items):
            raise ExcelError("Subscript out of range", -2147352565)
        return items[key - 1]

    def __call__(self, key: int) -> Any:
        Com._count("()")
        return self.Item(key)

    def __iter__(self) -> Iterator[Any]:
        Com._count("_NewEnum")
        for item in self._items():
            Com._count("Next")
            yield item


class Bag(Com):
    """An object of which only settings matter: Font, Interior, Shape."""

    def __init__(self, put: Callable[[str, Any], None], got: dict[str, Any] | None = None) -> None:
        self._put, self._got = put, got or {}

    def __getattribute__(self, name: str) -> Any:
        if not name[0].isupper():
            return object.__getattribute__(self, name)
        Com._count(name)
        got = object.__getattribute__(self, "_got")
        if name not in got:
            raise AttributeError(f"<unknown>.{name}")
        return got[name]

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0].isupper():
            Com._count(name + " =")
            self._got[name] = value
            Com.call(lambda: self._put(name, value))
        else:
            object.__setattr__(self, name, value)


def rgb(number: int) -> tuple[int, int, int]:
    """Excel's number of a colour has red in the lowest byte (Microsoft, "RGB function")."""
    return number & 255, number >> 8 & 255, number >> 16 & 255


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
    Worksheet = property(lambda self: Worksheet(self._sheet))
    Parent = property(lambda self: Worksheet(self._sheet))
    Application = property(lambda self: Application(self.excel))
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


class Worksheet(Com):
    NEWER = frozenset(("CommentsThreaded",))

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def Name(self) -> str:
        return self._sheet.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._sheet.rename(value)

    @property
    def Visible(self) -> int:
        return self._sheet.visible

    @Visible.setter
    def Visible(self, value: int) -> None:
        self._sheet.show(value)

    Index = property(lambda self: self._sheet.index)
    Parent = property(lambda self: Book(self._sheet.book))
    Application = property(lambda self: Application(self.excel))
    ProtectContents = property(lambda self: self._sheet.protected)
    UsedRange = property(lambda self: Range(self._sheet, [self._sheet.used]))
    Cells = property(lambda self: Range(self._sheet, [Box(1, 1, MAX_ROWS, MAX_COLUMNS)]))
    Hyperlinks = property(lambda self: Links(self._sheet))
    ListObjects = property(lambda self: Collection(lambda: list(self._sheet.tables)))

    @property
    def Comments(self) -> Collection:
        return Collection(lambda: [Note(self._sheet, *place) for place in self._sheet.notes()])

    @property
    def CommentsThreaded(self) -> Collection:
        return Collection(lambda: [Thread(self._sheet, place) for place in sorted(self._sheet.threads)])

    def Range(self, Cell1: Any, Cell2: Any = None) -> Range:
        if isinstance(Cell1, str):
            if len(Cell1) > 255:  # Microsoft, "Range object": a reference of at most 255 characters
                raise ExcelError("Method 'Range' of object '_Worksheet' failed")
            return Range(self._sheet, [Box.of(part) for part in Cell1.split(",")])
        one, other = Cell1._box, Cell2._box
        box = Box(min(one.top, other.top), min(one.left, other.left), max(one.bottom, other.bottom), max(one.right, other.right))  # fmt: skip
        return Range(self._sheet, [box])

    @property
    def Shapes(self) -> Any:
        from tests.excel import com_shapes

        return com_shapes.Shapes(self._sheet)

    @property
    def PageSetup(self) -> Any:
        from tests.excel import com_shapes

        return com_shapes.Setup(self._sheet)

    @property
    def HPageBreaks(self) -> Any:
        from tests.excel import com_shapes

        return com_shapes.Breaks(self._sheet)

    def ResetAllPageBreaks(self) -> None:
        from tests.excel import com_shapes

        com_shapes.printing_of(self._sheet).breaks.clear()

    def Activate(self) -> None:
        self._sheet.activate()

    def Delete(self) -> None:
        self._sheet.delete()

    def Move(self, Before: Any = None) -> None:
        self._sheet.put_before(Before._sheet)


class ChartSheet(Com):
    """A Chart that is a sheet of its own: it has a name and can be activated, and no cells."""

    def __init__(self, chart: Chart) -> None:
        self._sheet = chart

    Name = property(lambda self: self._sheet.name)
    Visible = property(lambda self: self._sheet.visible)
    Parent = property(lambda self: Book(self._sheet.book))

    def Activate(self) -> None:
        self._sheet.activate()


class ChartArea(Com):
    """What is selected while a chart sheet is shown: it has no address."""


def sheet_object(sheet: Any) -> Com:
    return ChartSheet(sheet) if isinstance(sheet, Chart) else Worksheet(sheet)


class Sheets(Collection):
    """Worksheets of a workbook."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(lambda: [Worksheet(sheet) for sheet in book.worksheets])
        self._book = book

    Parent = property(lambda self: Book(self._book))

    def __call__(self, key: str | int) -> Worksheet:
        Com._count("()")
        return Com.call(lambda: Worksheet(self._book.sheet(key)))

    def Add(self, Before: Any = None, After: Any = None) -> Worksheet:
        return Worksheet(
            self._book.add_sheet(getattr(Before, "_sheet", None), getattr(After, "_sheet", None))
        )


class Book(Com):
    """Workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    Name = property(lambda self: self._book.name)
    FullName = property(lambda self: self._book.full_name)
    Path = property(lambda self: self._book.full_name.replace("\\", "/").rpartition("/")[0])
    Application = property(lambda self: Application(self.excel))
    Worksheets = property(lambda self: Sheets(self._book))
    ActiveSheet = property(lambda self: sheet_object(self._book.active))
    ProtectStructure = property(lambda self: self._book.protected)

    def Activate(self) -> None:
        self.excel.active_book = self._book

    def SaveCopyAs(self, Filename: str) -> None:
        """Microsoft: the open workbook keeps its name and its unsaved changes."""
        self._book.save(Path(Filename))

    def ExportAsFixedFormat(self, Type: int, Filename: str) -> None:
        """Microsoft, "XlFixedFormatType": 0 is PDF. What would be printed is put there as a workbook."""
        if Type != 0 or not Filename.lower().endswith(".pdf"):
            raise ExcelError("The parameter is incorrect")
        self._book.save(Path(Filename))

    def Close(self, SaveChanges: Any = None) -> None:
        """Microsoft: without SaveChanges Excel asks, where something changed."""
        assert SaveChanges is False
        self.excel.books.remove(self._book)
        self.excel.active_book = self.excel.books[-1] if self.excel.books else None

    @property
    def Names(self) -> DefinedNames:
        return DefinedNames(self._book)


class DefinedNames(Collection):
    def __init__(self, book: Workbook) -> None:
        self._names = book.made.defined_names
        super().__init__(lambda: [DefinedName(name) for name in self._names.values()])

    def Add(self, Name: str, RefersTo: str) -> DefinedName:
        made = MadeName(Name, attr_text=RefersTo.removeprefix("="))
        self._names[Name] = made
        return DefinedName(made)


class DefinedName(Com):
    def __init__(self, made: Any) -> None:
        self._made = made

    Name = property(lambda self: self._made.name)
    RefersTo = property(lambda self: f"={self._made.attr_text}")


class Books(Collection):
    """Workbooks."""

    def __init__(self, excel: Excel) -> None:
        super().__init__(lambda: [Book(book) for book in excel.books])

    Application = property(lambda self: Application(self.excel))

    def Open(self, Filename: str, *_: Any) -> Book:
        return Book(self.excel.open(Path(Filename)))

    def __call__(self, key: str | int) -> Book:
        Com._count("()")
        if isinstance(key, int):
            return self.Item(key)
        for book in self.excel.books:
            if book.name.casefold() == key.casefold():
                return Book(book)
        raise refused(ExcelError("Subscript out of range", -2147352565))


def _setting(name: str) -> property:
    return property(
        lambda self: getattr(self.excel, name), lambda self, value: setattr(self.excel, name, value)
    )


class Application(Com):
    """Excel."""

    def __init__(self, excel: Excel) -> None:
        assert excel is Com.excel

    Hwnd = property(lambda self: 65_794)
    Version = property(lambda self: "16.0")
    Workbooks = property(lambda self: Books(self.excel))
    ActiveWorkbook = property(lambda self: Book(self.excel.active_book) if self.excel.active_book else None)
    Application = property(lambda self: self)
    ScreenUpdating = _setting("screen_updating")
    DisplayAlerts = _setting("display_alerts")
    EnableEvents = _setting("enable_events")
    Calculation = _setting("calculation")

    @property
    def StatusBar(self) -> Any:
        return self.excel.status_bar

    @StatusBar.setter
    def StatusBar(self, value: Any) -> None:
        """Microsoft, "Application.StatusBar": False gives the line back to Excel."""
        self.excel.status_bar = value

    def GetSaveAsFilename(self, InitialFilename: str, FileFilter: str, FilterIndex: int, Title: str) -> Any:
        """Microsoft, "Application.GetSaveAsFilename": False where it is cancelled; nothing is saved."""
        return self.excel.where or False

    @property
    def Selection(self) -> Com | None:
        sheet, box = self.excel.selection
        if sheet is None or box is None:
            return None
        return ChartArea() if isinstance(sheet, Chart) else Range(sheet, [box])
