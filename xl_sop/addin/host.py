"""What xlwings has no words for, or asks too much for, in each of the three applications.

Every question to Excel is a message to another process. xlwings asks cell by cell and corner by corner; on Windows the
object model itself is used where one question does for many (Microsoft's reference of the Excel object model; no Excel
runs here, tests/excel plays it). macOS has xlwings' own members only. The LibreOffice engine is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.address import Merge
from xl_sop.book.live import box_of, cells

if TYPE_CHECKING:
    import xlwings as xw

Colour = tuple[int, int, int]
# Excel's note box holds about four short lines unless it is told otherwise. Points.
_BOX_WIDTH, _LINE_HEIGHT, _LETTERS = 280, 12.5, 52
_LONGEST_ADDRESS = 255
_FORMULA_RULE = 2  # xlExpression, Microsoft: XlFormatConditionType


class Note(NamedTuple):
    """A note as it stands in a cell.

    Attributes:
        row, column: Its cell. text: What it says, lines ended by a line feed. native: The application's own object.
    """

    row: int
    column: int
    text: str
    native: Any


class Host:
    """An application through xlwings' own members: Excel on macOS."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """True for a protected sheet."""
        return bool(_api(sheet).protect_contents.get())

    def is_structure_protected(self, book: xw.Book) -> bool:
        """True if sheets can neither be added nor removed."""
        return bool(_api(book).protect_structure.get())

    def add_after(self, last: xw.Sheet, name: str) -> xw.Sheet:
        """A new sheet behind another one."""
        sheet = last.book.sheets.add(after=last)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        """Remember which sheet is shown; what shows it again. It may be a chart, which is no worksheet."""
        api = _api(book)
        name = api.active_sheet.name.get()
        return lambda: api.sheets[name].activate_object()

    def rules(self, sheet: xw.Sheet, is_wanted: Callable[[str | None], bool]) -> list[Any]:
        """The conditional formats with such a formula."""
        return [rule for rule in sheet.cells.conditional_formats if is_wanted(_guarded(lambda r=rule: r.formula))]

    def delete_rules(self, rules: Sequence[Any]) -> None:
        """Take conditional formats off."""
        for rule in reversed(rules):  # the last first: Excel counts the others anew
            rule.delete()

    def paint(self, sheet: xw.Sheet, areas: Iterable[Merge], formula: str, colour: Colour) -> None:
        """A conditional format over all others for some rectangles."""
        for area in areas:
            sheet.range(cells(*area)).conditional_formats.add_custom(formula, fill_color=colour)

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        """Every note of a sheet."""
        found: list[Note] = []
        for note in sheet.notes:
            place = note.location
            found.append(Note(place.row, place.column, _lines(note.text), note))
        return found

    def threads(self, sheet: xw.Sheet) -> set[tuple[int, int]]:
        """Cells with a threaded comment, which take no note. Excel on macOS does not tell; adding one fails there."""
        return set()

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        """A note in a cell that has none."""
        sheet.range(cells(row, column, row, column)).add_note(text)

    def append(self, note: Note, text: str) -> None:
        """Add to the end of a note. xlwings can only replace it, which takes the bold off the author's name."""
        note.native.text = note.text + text

    def cut(self, note: Note, start: int, stop: int) -> None:
        """Take a part out of a note."""
        note.native.text = note.text[:start] + note.text[stop:]

    def delete(self, note: Note) -> None:
        """Take a note off."""
        note.native.delete()

    def links(self, sheet: xw.Sheet, links: Iterable[tuple[int, int, str, str, str]]) -> None:
        """Links within the workbook: row and column, the sheet and cell it leads to, and its text."""
        for row, column, name, cell, text in links:
            quoted = name.replace("'", "''")
            sheet.range(cells(row, column, row, column)).add_hyperlink(f"#'{quoted}'!{cell}", text)


class LibreOffice(Host):
    """LibreOffice through our own engine."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        return sheet.impl.protected

    def is_structure_protected(self, book: xw.Book) -> bool:
        return book.impl.protected

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        return book.sheets.active.activate

    def append(self, note: Note, text: str) -> None:
        note.native.impl.append(text)

    def cut(self, note: Note, start: int, stop: int) -> None:
        note.native.impl.cut(start, stop)


class Windows(Host):
    """Excel on Windows."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        return bool(_api(sheet).ProtectContents)

    def is_structure_protected(self, book: xw.Book) -> bool:
        return bool(_api(book).ProtectStructure)

    def add_after(self, last: xw.Sheet, name: str) -> xw.Sheet:
        # `After` does not work everywhere through pywin32, and xlwings' way around it counts chart sheets wrongly.
        sheets = last.book.sheets
        sheet = sheets.add(before=last)
        _api(last).Move(Before=sheet.api)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        return _api(book).ActiveSheet.Activate

    def rules(self, sheet: xw.Sheet, is_wanted: Callable[[str | None], bool]) -> list[Any]:
        conditions = _api(sheet).Cells.FormatConditions
        return [
            rule
            for rule in (conditions if conditions.Count else ())
            # A rule of another kind has no formula, and a formula that refers to what is gone cannot be read.
            if rule.Type == _FORMULA_RULE and is_wanted(_guarded(lambda r=rule: r.Formula1))
        ]

    def delete_rules(self, rules: Sequence[Any]) -> None:
        for rule in reversed(rules):
            rule.Delete()

    def paint(self, sheet: xw.Sheet, areas: Iterable[Merge], formula: str, colour: Colour) -> None:
        red, green, blue = colour
        for address in _joined(areas):
            rule = _api(sheet).Range(address).FormatConditions.Add(_FORMULA_RULE, None, formula)
            rule.Interior.Color = red + (green << 8) + (blue << 16)
            rule.StopIfTrue = False  # rules of the clerk's below it still apply
            rule.SetFirstPriority()

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        comments = _api(sheet).Comments
        found: list[Note] = []
        for comment in comments if comments.Count else ():
            row, column = _place(comment.Parent.Address)
            found.append(Note(row, column, _lines(comment.Text()), comment))
        return found

    def threads(self, sheet: xw.Sheet) -> set[tuple[int, int]]:
        threads = _guarded(lambda: _api(sheet).CommentsThreaded)  # Excel 2016 and 2019 know none
        if threads is None or not threads.Count:
            return set()
        return {_place(thread.Parent.Address) for thread in threads}

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        shape = _api(sheet).Range(cells(row, column, row, column)).AddComment(text).Shape
        lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
        shape.Width = _BOX_WIDTH
        shape.Height = _LINE_HEIGHT * (lines + 1)

    def append(self, note: Note, text: str) -> None:
        note.native.Text(text, len(note.text) + 1, False)

    def cut(self, note: Note, start: int, stop: int) -> None:
        note.native.Shape.TextFrame.Characters(start + 1, stop - start).Delete()

    def delete(self, note: Note) -> None:
        note.native.Delete()

    def links(self, sheet: xw.Sheet, links: Iterable[tuple[int, int, str, str, str]]) -> None:
        links = list(links)
        if not links:
            return
        made = _api(sheet).Hyperlinks
        for row, column, name, cell, text in links:
            quoted = name.replace("'", "''")
            anchor = sheet.range(cells(row, column, row, column)).api
            made.Add(Anchor=anchor, Address="", SubAddress=f"'{quoted}'!{cell}", TextToDisplay=text)


_HOSTS = {"xlwings._xlwindows": Windows(), "xlwings._xlmac": Host()}


def host_of(thing: xw.Book | xw.Sheet) -> Host:
    """The application that a workbook or sheet is open in."""
    return _HOSTS.get(type(thing.impl).__module__) or LibreOffice()


def _api(thing: xw.Book | xw.Sheet) -> Any:
    return thing.api


def _guarded(ask: Callable[[], Any]) -> Any:
    """What Excel answers; None where it has no answer: pywintypes and appscript raise errors of their own."""
    try:
        return ask()
    except Exception as error:
        if getattr(error, "hresult", None) is None and type(error).__module__.partition(".")[0] != "appscript":
            raise
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(address: str) -> tuple[int, int]:
    box = box_of(address)
    return box.top, box.left


def _joined(areas: Iterable[Merge]) -> Iterator[str]:
    """Rectangles as few addresses of several areas; Excel takes 255 characters."""
    joined = ""
    for area in areas:
        part = cells(*area)
        if joined and len(joined) + 1 + len(part) > _LONGEST_ADDRESS:
            yield joined
            joined = ""
        joined = f"{joined},{part}" if joined else part
    if joined:
        yield joined
