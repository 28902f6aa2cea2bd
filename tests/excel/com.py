"""Excel's object model as pywin32 hands it out (late bound `CDispatch` objects).

Names, arguments and return values follow Microsoft's reference of the Excel object model (VBA); how they reach Python
follows pywin32: unknown names raise AttributeError (`win32com.client.dynamic.CDispatch.__getattr__`), a refusal raises
`pywintypes.com_error` with DISP_E_EXCEPTION and Excel's own number inside, arguments may be anything that has an
`_oleobj_`, a property whose arguments are all optional also exists as `GetName` (`win32com.client.build`).

Every read or write of a property and every call crosses the border between two processes; `Com.accesses` counts them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.workbook.defined_name import DefinedName as MadeName

from tests.excel.application import MAX_COLUMNS, MAX_ROWS, Box, Chart, Excel, Sheet, Workbook
from tests.excel.cells import ExcelError
from tests.excel.com_border import Bag, Collection, Com, com_error, refused
from tests.excel.com_cells import Links, Note, Range, Thread

__all__ = ["Application", "Bag", "Book", "Collection", "Com", "Range", "Worksheet", "com_error"]


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
