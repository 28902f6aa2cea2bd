"""What xlwings has no words for, or asks too much for, in each of the three applications.

Every question to Excel is a message to another process. xlwings asks cell by cell and corner by corner; on Windows the
object model itself is used where one question does for many (Microsoft's reference of the Excel object model; no Excel
runs here, tests/excel plays it). macOS has xlwings' own members only. The LibreOffice engine is ours.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.address import Merge
from xl_sop.book.live import box_of, cells
from xl_sop.package.names import extended

if TYPE_CHECKING:
    import xlwings as xw

Colour = tuple[int, int, int]
WHERE = "Simpan SOP baru di mana?"


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
        return bool(api_of(sheet).protect_contents.get())

    def is_structure_protected(self, book: xw.Book) -> bool:
        """True if sheets can neither be added nor removed."""
        return bool(api_of(book).protect_structure.get())

    def add_after(self, book: xw.Book, last: xw.Sheet, name: str) -> xw.Sheet:
        """A new sheet behind another one."""
        sheet = book.sheets.add(after=last)
        sheet.name = name
        return sheet

    def keep_active(self, book: xw.Book) -> Callable[[], None]:
        """Remember which sheet is shown; what shows it again. It may be a chart, which is no worksheet."""
        api = api_of(book)
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
            f'POSIX path of (choose file name with prompt "{WHERE}" default name "{name}")'
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
        if not api_of(book).saved.get():
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
        wanted = [rule for rule in every if is_wanted(guarded(lambda r=rule: r.formula))]
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
            found.append(Note(place.row, place.column, lines_of(note.text), note))
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
            sheet.range(cells(row, column, row, column)).add_hyperlink(f"#{quoted(name)}!{cell}", text)

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
            api_of(area).get_border(which_border=getattr(k, side)).line_style.set(k.continuous)

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        """Print a sheet on its side, one page wide, with a footer in Excel's codes."""
        from appscript import k  # type: ignore[import-not-found]  # macOS only

        setup = api_of(sheet).page_setup_object
        setup.page_orientation.set(k.landscape)
        setup.zoom.set(False)
        setup.fit_to_pages_wide.set(1)
        setup.fit_to_pages_tall.set(False)
        setup.right_footer.set(footer.removeprefix("&R"))

    def extend_print_area(self, sheet: xw.Sheet, column: int, below: int, until: int) -> None:
        """Let a print area over a column that ends at row `below` or later, but before `until`, end there."""
        setup = sheet.page_setup
        printed = setup.print_area
        area = extended(f"{quoted(sheet.name)}!{printed}", sheet.name, column, below, until)
        if area is not None:
            setup.print_area = area.rpartition("!")[2]


def host_of(thing: xw.Book | xw.Sheet) -> Host:
    """The application that a workbook or sheet is open in."""
    module = type(thing.impl).__module__
    if module == "xlwings._xlwindows":
        from xl_sop.addin.host_windows import Windows

        return Windows()
    if module == "xlwings._xlmac":
        from xl_sop.addin.host_mac import Mac

        return Mac()
    from xl_sop.addin.host_libreoffice import LibreOffice

    return LibreOffice()


def api_of(thing: xw.Book | xw.Sheet | xw.Range) -> Any:
    return thing.api


# "Exception occurred" with Excel's own error inside, "unknown name", "member not found": Excel has no such thing here.
# Any other number (a cell in edit mode, Excel gone) is no answer.
_NO_SUCH_THING = frozenset((-2147352567, -2147352570, -2147352573))


def guarded(ask: Callable[[], Any]) -> Any:
    """What Excel answers; None where the thing asked for does not exist."""
    try:
        return ask()
    except Exception as error:
        foreign = type(error).__module__.partition(".")[0] == "appscript"  # macOS: CommandError
        if not foreign and getattr(error, "hresult", None) not in _NO_SUCH_THING:
            raise
        return None


def quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def lines_of(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_of(address: str) -> tuple[int, int]:
    box = box_of(address)
    return box.top, box.left
