"""LibreOffice, through our own engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xl_sop.addin.host import WHERE, Host, Note, api_of

if TYPE_CHECKING:
    import xlwings as xw

_HAIRLINE, _A4 = 18, (29_700, 21_000)  # hundredths of a millimetre


class LibreOffice(Host):
    """LibreOffice through our own engine."""

    def extend_print_area(self, sheet: xw.Sheet, column: int, below: int, until: int) -> None:
        native = api_of(sheet)
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
        lines = api_of(area).TableBorder2
        for side in ("Left", "Top", "Right", "Bottom", "Horizontal", "Vertical"):
            line = getattr(lines, f"{side}Line")
            line.LineWidth = line.OuterLineWidth = _HAIRLINE
            setattr(lines, f"{side}Line", line)
            setattr(lines, f"Is{side}LineValid", True)
        api_of(area).TableBorder2 = lines

    def landscape(self, sheet: xw.Sheet, footer: str) -> None:
        document, native = api_of(sheet.book), api_of(sheet)
        styles = document.StyleFamilies.getByName("PageStyles")
        name = f"xl_sop {native.Name}"
        if not styles.hasByName(name):  # the usual one is that of other sheets, too
            styles.insertByName(name, document.createInstance("com.sun.star.style.PageStyle"))
        page = styles.getByName(name)
        page.IsLandscape, page.Width, page.Height = True, *_A4
        page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
        native.PageStyle = name

    def ask_where(self, app: xw.App, name: str) -> str | None:
        return app.impl.alerts.ask_where(WHERE, name)

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
