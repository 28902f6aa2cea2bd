"""What xlwings has no words for, or asks too much for, in each of the three applications.

Every question to Excel is a message to another process. xlwings asks cell by cell and corner by corner; on Windows the
object model itself is used where one question does for many (Microsoft's reference of the Excel object model; no Excel
runs here, tests/excel plays it). macOS has xlwings' own members only. The LibreOffice engine is ours.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.address import Merge
from xl_sop.book.live import box_of, cells
from xl_sop.package.names import extended

if TYPE_CHECKING:
    import xlwings as xw

Colour = tuple[int, int, int]
# Excel's note box has four short lines unless it is told otherwise: widths (points) with the letters of a line.
_BOXES, _LINES, _LINE_HEIGHT = ((280, 52), (420, 80)), 4, 12.5
_LONGEST_ADDRESS = 255
_WHERE = "Simpan SOP baru di mana?"
_CONTINUOUS, _LANDSCAPE = 1, 2  # Microsoft: XlLineStyle, XlPageOrientation
_HAIRLINE, _A4 = 18, (29_700, 21_000)  # hundredths of a millimetre
_PDF = 0  # xlTypePDF, Microsoft: XlFixedFormatType
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
    """An application through xlwings' own members."""

    def is_protected(self, sheet: xw.Sheet) -> bool:
        """True for a protected sheet."""
        return bool(_api(sheet).protect_contents.get())

    def is_structure_protected(self, book: xw.Book) -> bool:
        """True if sheets can neither be added nor removed."""
        return bool(_api(book).protect_structure.get())

    def add_after(self, book: xw.Book, last: xw.Sheet, name: str) -> xw.Sheet:
        """A new sheet behind another one."""
        sheet = book.sheets.add(after=last)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        """Remember which sheet is shown; what shows it again. It may be a chart, which is no worksheet."""
        api = _api(book)
        name = api.active_sheet.name.get()
        return api.sheets[name].activate_object

    def ask_where(self, app: xw.App, name: str) -> str | None:
        """Where a new workbook goes, as the clerk says in the application's own dialog; None where it is cancelled.

        Args:
            app: The application. name: The file name to begin with.
        """
        # AppleScript's "choose file name" (Standard Additions); "User canceled" is its error -128.
        script = (
            'tell application "Microsoft Excel" to activate\n'
            f'POSIX path of (choose file name with prompt "{_WHERE}" default name "{name}")'
        )
        done = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)
        if done.returncode != 0 and "-128" not in done.stderr:
            raise OSError(done.stderr.strip())
        return done.stdout.strip() or None

    def copy_suffix(self, book: xw.Book) -> str:
        """The ending of a copy's name."""
        return Path(book.name).suffix or ".xlsx"

    def save_copy(self, book: xw.Book, path: Path) -> bool:
        """Write the workbook as it is now to another file; False where only a saved workbook can be copied."""
        if not _api(book).saved.get():
            return False
        shutil.copyfile(book.fullname, path)
        return True

    def export_pdf(self, app: xw.App, workbook: Path, pdf: Path) -> None:
        """Print the sheets that show of a workbook file to a PDF."""
        copy = app.books.open(workbook)
        try:
            copy.to_pdf(pdf, show=False)
        finally:
            copy.close()

    def rules(self, cells: xw.Range, is_wanted: Callable[[str | None], bool]) -> tuple[list[Any], bool]:
        """The conditional formats with such a formula, and whether there are others."""
        every = list(cells.conditional_formats)
        wanted = [rule for rule in every if is_wanted(_guarded(lambda r=rule: r.formula))]
        return wanted, len(wanted) < len(every)

    def delete_rules(self, rules: Sequence[Any]) -> None:
        """Take conditional formats off."""
        for rule in reversed(rules):  # the last first: Excel counts the others anew
            rule.delete()

    def paint(
        self, sheet: xw.Sheet, areas: Iterable[Merge], formula: str, colour: Colour, *, alone: bool
    ) -> None:
        """A conditional format over all others for some rectangles; `alone` where the sheet has no others."""
        for area in areas:
            sheet.range(cells(*area)).conditional_formats.add_custom(formula, fill_color=colour)

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        """Every note of a sheet."""
        found: list[Note] = []
        for note in sheet.notes:
            place = note.location
            found.append(Note(place.row, place.column, _lines(note.text), note))
        return found

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        """A note in a cell that has none."""
        sheet.range(cells(row, column, row, column)).add_note(text)

    def append(self, sheet: xw.Sheet, note: Note, text: str) -> None:
        """Add to the end of a note. xlwings can only replace it, which takes the bold off the author's name."""
        note.native.text = note.text + text

    def cut(self, note: Note, start: int, stop: int) -> None:
        """Take a part out of a note."""
        note.native.text = note.text[:start] + note.text[stop:]

    def delete(self, note: Note) -> None:
        """Take a note off."""
        note.native.delete()

    def link(self, sheet: str, cell: str, text: str) -> str:
        """What is written into a cell that is to lead to another one."""
        return text

    def add_links(self, sheet: xw.Sheet, links: Iterable[tuple[int, int, str, str, str]]) -> None:
        """Links where writing did not make them: row and column, the sheet and cell it leads to, and its text."""
        for row, column, name, cell, text in links:
            sheet.range(cells(row, column, row, column)).add_hyperlink(f"#{_quoted(name)}!{cell}", text)

    def frame(self, area: xw.Range) -> None:
        """Thin lines around every cell of a range."""
        from appscript import k  # type: ignore[import-not-found]  # macOS only

        # Excel's AppleScript dictionary: "get border", "which border", "line style"
        for side in (
            "edge_left",
            "edge_top",
            "edge_right",
            "edge_bottom",
            "inside_horizontal",
            "inside_vertical",
        ):
            _api(area).get_border(which_border=getattr(k, side)).line_style.set(k.continuous)

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        """Print a sheet on its side, one page wide, with a footer in Excel's codes."""
        from appscript import k  # type: ignore[import-not-found]  # macOS only

        setup = _api(sheet).page_setup_object
        setup.page_orientation.set(k.landscape)
        setup.zoom.set(False)
        setup.fit_to_pages_wide.set(1)
        setup.fit_to_pages_tall.set(False)
        setup.right_footer.set(footer.removeprefix("&R"))

    def extend_print_area(self, sheet: xw.Sheet, column: int, below: int, until: int) -> None:
        """Let a print area over a column that ends at row `below` or later, but before `until`, end there."""
        setup = sheet.page_setup
        printed = setup.print_area
        area = extended(f"{_quoted(sheet.name)}!{printed}", sheet.name, column, below, until)
        if area is not None:
            setup.print_area = area.rpartition("!")[2]


class Mac(Host):
    """Excel on macOS."""

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        """By bands of rows: Excel tells of places in at most 255 characters, and xlwings asks for all at once."""
        used = box_of(sheet.used_range.address)
        return [note for row, column in self._noted(sheet, used) for note in self._note(sheet, row, column)]

    def _noted(self, sheet: xw.Sheet, band: Merge) -> list[tuple[int, int]]:
        # One cell must not be asked alone: Excel then looks through the whole sheet.
        asked = (
            band if band.left < band.right or band.top < band.bottom else band._replace(right=band.right + 1)
        )
        found = _guarded(lambda: _comment_cells(sheet, cells(*asked)))
        if not found:
            return []
        if len(found) > _LONGEST_ADDRESS // 2 and band.top < band.bottom:
            middle = (band.top + band.bottom) // 2
            return [
                *self._noted(sheet, band._replace(bottom=middle)),
                *self._noted(sheet, band._replace(top=middle + 1)),
            ]
        areas = [box_of(part) for part in found.split(",")]
        return [
            (row, column)
            for area in areas
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        ]

    def _note(self, sheet: xw.Sheet, row: int, column: int) -> list[Note]:
        note = sheet.range(cells(row, column, row, column)).note
        return [Note(row, column, _lines(note.text), note)] if note is not None else []

    # A cell with a threaded comment takes no note, and Excel does not tell here which cells have one. That it refuses a
    # single note is no reason to take all marks back: sheet Temuan has the finding anyway.

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        _guarded(lambda: Host.add_note(self, sheet, row, column, text))

    def append(self, sheet: xw.Sheet, note: Note, text: str) -> None:
        _guarded(lambda: Host.append(self, sheet, note, text))


class LibreOffice(Host):
    """LibreOffice through our own engine."""

    def extend_print_area(self, sheet: xw.Sheet, column: int, below: int, until: int) -> None:
        native = _api(sheet)
        areas = native.getPrintAreas()
        grown = False
        for area in areas:
            if area.StartColumn < column <= area.EndColumn + 1 and below <= area.EndRow + 1 < until:
                area.EndRow, grown = until - 1, True
        if not grown:
            return
        for name in native.NamedRanges.ElementNames:
            if name.endswith("Print_Area"):  # what came with the file would be saved beside the new one
                native.NamedRanges.removeByName(name)
        native.setPrintAreas(areas)

    def frame(self, area: xw.Range) -> None:
        lines = _api(area).TableBorder2
        for side in ("Left", "Top", "Right", "Bottom", "Horizontal", "Vertical"):
            line = getattr(lines, f"{side}Line")
            line.LineWidth = line.OuterLineWidth = _HAIRLINE
            setattr(lines, f"{side}Line", line)
            setattr(lines, f"Is{side}LineValid", True)
        _api(area).TableBorder2 = lines

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        document, native = _api(sheet.book), _api(sheet)
        styles = document.StyleFamilies.getByName("PageStyles")
        name = f"xl_sop {native.Name}"
        if not styles.hasByName(name):  # the usual one is that of other sheets, too
            styles.insertByName(name, document.createInstance("com.sun.star.style.PageStyle"))
        page = styles.getByName(name)
        page.IsLandscape, page.Width, page.Height = True, *_A4
        page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
        native.PageStyle = name

    def ask_where(self, app: xw.App, name: str) -> str | None:
        return app.impl.alerts.ask_where(_WHERE, name)

    def copy_suffix(self, book: xw.Book) -> str:
        return ".xlsx"

    def save_copy(self, book: xw.Book, path: Path) -> bool:
        book.impl.save_copy(str(path))
        return True

    def export_pdf(self, app: xw.App, workbook: Path, pdf: Path) -> None:
        # another LibreOffice with a profile of its own: the clerk's shows nothing and loses nothing
        from xl_sop.printing.office import to_pdf

        pdf.write_bytes(to_pdf(workbook.read_bytes(), workbook.suffix))

    def is_protected(self, sheet: xw.Sheet) -> bool:
        return sheet.impl.protected

    def is_structure_protected(self, book: xw.Book) -> bool:
        return book.impl.protected

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        return book.sheets.active.activate

    def append(self, sheet: xw.Sheet, note: Note, text: str) -> None:
        note.native.impl.append(text)

    def cut(self, note: Note, start: int, stop: int) -> None:
        note.native.impl.cut(start, stop)


class Windows(Host):
    """Excel on Windows."""

    def frame(self, area: xw.Range) -> None:
        _api(area).Borders.LineStyle = _CONTINUOUS

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        setup = _api(sheet).PageSetup
        setup.Orientation = _LANDSCAPE
        setup.Zoom, setup.FitToPagesWide, setup.FitToPagesTall = False, 1, False
        setup.RightFooter = footer.removeprefix("&R")

    def ask_where(self, app: xw.App, name: str) -> str | None:
        chosen = app.api.GetSaveAsFilename(name, "Buku kerja SOP (*.xlsm), *.xlsm", 1, _WHERE)
        return chosen if isinstance(chosen, str) else None  # False where it is cancelled

    def save_copy(self, book: xw.Book, path: Path) -> bool:
        _api(book).SaveCopyAs(str(path))
        return True

    def export_pdf(self, app: xw.App, workbook: Path, pdf: Path) -> None:
        copy = app.api.Workbooks.Open(str(workbook), 0, True)  # no links, read-only
        try:
            copy.ExportAsFixedFormat(_PDF, str(pdf))
        finally:
            copy.Close(False)

    def is_protected(self, sheet: xw.Sheet) -> bool:
        return bool(_api(sheet).ProtectContents)

    def is_structure_protected(self, book: xw.Book) -> bool:
        return bool(_api(book).ProtectStructure)

    def add_after(self, book: xw.Book, last: xw.Sheet, name: str) -> xw.Sheet:
        # `After` does not work everywhere through pywin32, and xlwings' way around it counts chart sheets wrongly.
        sheet = book.sheets.add(before=last)
        _api(last).Move(Before=sheet.api)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        return _api(book).ActiveSheet.Activate

    def rules(self, cells: xw.Range, is_wanted: Callable[[str | None], bool]) -> tuple[list[Any], bool]:
        every = list(_api(cells).FormatConditions)
        # A rule of another kind has no formula, and a formula that refers to what is gone cannot be read.
        wanted = [rule for rule in every if is_wanted(_guarded(lambda r=rule: getattr(r, "Formula1", None)))]
        return wanted, len(wanted) < len(every)

    def delete_rules(self, rules: Sequence[Any]) -> None:
        for rule in reversed(rules):
            rule.Delete()

    def paint(
        self, sheet: xw.Sheet, areas: Iterable[Merge], formula: str, colour: Colour, *, alone: bool
    ) -> None:
        red, green, blue = colour
        for address in _joined(areas):
            rule = _api(sheet).Range(address).FormatConditions.Add(Type=_FORMULA_RULE, Formula1=formula)
            rule.Interior.Color = red + (green << 8) + (blue << 16)
            if not alone:
                rule.StopIfTrue = False  # the clerk's rules below it still apply
                rule.SetFirstPriority()

    def notes(self, sheet: xw.Sheet) -> list[Note]:
        found: list[Note] = []
        for comment in _api(sheet).Comments:
            row, column = _place(comment.Parent.Address)
            found.append(Note(row, column, _lines(comment.Text()), comment))
        return found

    def add_note(self, sheet: xw.Sheet, row: int, column: int, text: str) -> None:
        comment = self._unless_thread(
            sheet, row, column, lambda: _api(sheet).Range(cells(row, column, row, column)).AddComment(text)
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
        target, shown = (part.replace('"', '""') for part in (f"#{_quoted(sheet)}!{cell}", text))
        return f'=HYPERLINK("{target}","{shown}")'

    def add_links(self, sheet: xw.Sheet, links: Iterable[tuple[int, int, str, str, str]]) -> None:
        """None: the formulas came with the values, where Hyperlinks.Add would take two questions for each."""


_HOSTS = {"xlwings._xlwindows": Windows(), "xlwings._xlmac": Mac()}


def host_of(thing: xw.Book | xw.Sheet) -> Host:
    """The application that a workbook or sheet is open in."""
    return _HOSTS.get(type(thing.impl).__module__) or LibreOffice()


def _api(thing: xw.Book | xw.Sheet | xw.Range) -> Any:
    return thing.api


# "Exception occurred" with Excel's own error inside, "unknown name", "member not found": Excel has no such thing here.
# Any other number (a cell in edit mode, Excel gone) is no answer.
_NO_SUCH_THING = frozenset((-2147352567, -2147352570, -2147352573))


def _guarded(ask: Callable[[], Any]) -> Any:
    """What Excel answers; None where the thing asked for does not exist."""
    try:
        return ask()
    except Exception as error:
        foreign = type(error).__module__.partition(".")[0] == "appscript"  # macOS: CommandError
        if not foreign and getattr(error, "hresult", None) not in _NO_SUCH_THING:
            raise
        return None


def _comment_cells(sheet: xw.Sheet, address: str) -> str:
    """Where notes are, as an address of several areas; fails where there are none."""
    from appscript import k  # pyright: ignore[reportMissingImports] - on macOS only

    return sheet.range(address).api.special_cells(type=k.cell_type_comments).get_address()


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _height(text: str, letters: int) -> int:
    """Lines that a text needs."""
    return sum(1 + len(line) // letters for line in text.split("\n"))


def _threads(sheet: xw.Sheet) -> set[tuple[int, int]]:
    """Cells with a threaded comment; Excel 2016 and 2019 know none."""
    threads = _guarded(lambda: getattr(_api(sheet), "CommentsThreaded", None))
    return {_place(thread.Parent.Address) for thread in threads or ()}


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
