"""Excel on Windows: its own object model, where one question does for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_sop.addin.host import WHERE, Colour, Host, Note, api_of, guarded, lines_of, place_of, quoted
from xl_sop.address import Merge
from xl_sop.book.live import cells

if TYPE_CHECKING:
    import xlwings as xw

# Excel's note box has four short lines unless it is told otherwise: widths (points) with the letters of a line.
_BOXES, _LINES, _LINE_HEIGHT = ((280, 52), (420, 80)), 4, 12.5
_LONGEST_ADDRESS = 255
_CONTINUOUS, _LANDSCAPE = 1, 2  # Microsoft: XlLineStyle, XlPageOrientation
_PDF = 0  # xlTypePDF, Microsoft: XlFixedFormatType
_FORMULA_RULE = 2  # xlExpression, Microsoft: XlFormatConditionType


class Windows(Host):
    """Excel on Windows."""

    def frame(self, area: xw.Range) -> None:
        api_of(area).Borders.LineStyle = _CONTINUOUS

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        setup = api_of(sheet).PageSetup
        setup.Orientation = _LANDSCAPE
        setup.Zoom, setup.FitToPagesWide, setup.FitToPagesTall = False, 1, False
        setup.RightFooter = footer.removeprefix("&R")

    def ask_where(self, app: xw.App, name: str) -> str | None:
        chosen = app.api.GetSaveAsFilename(name, "Buku kerja SOP (*.xlsm), *.xlsm", 1, WHERE)
        return chosen if isinstance(chosen, str) else None  # False where it is cancelled

    def save_copy(self, book: xw.Book, path: Path) -> bool:
        api_of(book).SaveCopyAs(str(path))
        return True

    def export_pdf(self, app: xw.App, workbook: Path, pdf: Path) -> None:
        copy = app.api.Workbooks.Open(str(workbook), 0, True)  # no links, read-only
        try:
            copy.ExportAsFixedFormat(_PDF, str(pdf))
        finally:
            copy.Close(False)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        return bool(api_of(sheet).ProtectContents)

    def is_structure_protected(self, book: xw.Book) -> bool:
        return bool(api_of(book).ProtectStructure)

    def add_after(self, book: xw.Book, last: xw.Sheet, name: str) -> xw.Sheet:
        # `After` does not work everywhere through pywin32, and xlwings' way around it counts chart sheets wrongly.
        sheet = book.sheets.add(before=last)
        api_of(last).Move(Before=sheet.api)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        return api_of(book).ActiveSheet.Activate

    def rules(self, cells: xw.Range, is_wanted: Callable[[str | None], bool]) -> tuple[list[Any], bool]:
        every = list(api_of(cells).FormatConditions)
        # A rule of another kind has no formula, and a formula that refers to what is gone cannot be read.
        wanted = [rule for rule in every if is_wanted(guarded(lambda r=rule: getattr(r, "Formula1", None)))]
        return wanted, len(wanted) < len(every)

    def delete_rules(self, rules: Sequence[Any]) -> None:
        for rule in reversed(rules):
            rule.Delete()

    def paint(
        self, sheet: xw.Sheet, areas: Iterable[Merge], formula: str, colour: Colour, *, alone: bool
    ) -> None:
        red, green, blue = colour
        for address in _joined(areas):
            rule = api_of(sheet).Range(address).FormatConditions.Add(Type=_FORMULA_RULE, Formula1=formula)
            rule.Interior.Color = red + (green << 8) + (blue << 16)
            if not alone:
                rule.StopIfTrue = False  # the clerk's rules below it still apply
                rule.SetFirstPriority()

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        found: list[Note] = []
        for comment in api_of(sheet).Comments:
            row, column = place_of(comment.Parent.Address)
            found.append(Note(row, column, lines_of(comment.Text()), comment))
        return found

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        comment = self._unless_thread(
            sheet, row, column, lambda: api_of(sheet).Range(cells(row, column, row, column)).AddComment(text)
        )
        if comment is None:
            return
        width, letters = next((box for box in _BOXES if _height(text, box[1]) <= _LINES), _BOXES[-1])
        shape = comment.Shape
        shape.Width = width
        if _height(text, letters) > _LINES:
            shape.Height = _LINE_HEIGHT * (_height(text, letters) + 1)

    def append(self, sheet: xw.Sheet, note: Note, text: str) -> None:
        self._unless_thread(
            sheet, note.row, note.column, lambda: note.native.Text(text, len(note.text) + 1, False)
        )

    def _unless_thread(self, sheet: xw.Sheet, row: int, column: int, write: Callable[[], Any]) -> Any:
        """A cell has a thread, with a placeholder among the notes, or a note; sheet Temuan has the finding anyway."""
        try:
            return write()
        except Exception:
            if (row, column) not in _threads(sheet):
                raise
            return None

    def cut(self, note: Note, start: int, stop: int) -> None:
        note.native.Shape.TextFrame.Characters(start + 1, stop - start).Delete()

    def delete(self, note: Note) -> None:
        note.native.Delete()

    def link(self, sheet: str, cell: str, text: str) -> str:
        target, shown = (part.replace('"', '""') for part in (f"#{quoted(sheet)}!{cell}", text))
        return f'=HYPERLINK("{target}","{shown}")'

    def add_links(self, sheet: xw.Sheet, links: Iterable[tuple[int, int, str, str, str]]) -> None:
        """None: the formulas came with the values, where Hyperlinks.Add would take two questions for each."""


def _height(text: str, letters: int) -> int:
    """Lines that a text needs."""
    return sum(1 + len(line) // letters for line in text.split("\n"))


def _threads(sheet: xw.Sheet) -> set[tuple[int, int]]:
    """Cells with a threaded comment; Excel 2016 and 2019 know none."""
    threads = guarded(lambda: getattr(api_of(sheet), "CommentsThreaded", None))
    return {place_of(thread.Parent.Address) for thread in threads or ()}


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
