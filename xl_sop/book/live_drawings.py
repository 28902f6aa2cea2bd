"""What is drawn on the sheets of an open workbook: a copy is saved into a private folder, read like any file, and gone.

Excel on Windows saves a copy by SaveCopyAs, LibreOffice by storing to another place; neither changes the workbook, its
name or whether it counts as saved (Microsoft, "Workbook.SaveCopyAs"; LibreOffice, "XStorable.storeToURL"). Excel on
macOS can do neither: there the file on the disk is read, as it was last saved.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_sop.book.drawings import Draw, Drawing, UnreadableDrawingError
from xl_sop.errors import BookError

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.book.grid import Grid
    from xl_sop.package.container import Container

# What a person draws a flowchart with: not notes or buttons. Pictures count only beside lines, so they need no entry.
_DRAWN = frozenset(("auto_shape", "freeform", "line", "group", "text_box", "unknown"))


class OpenDrawings:
    """The drawings of one open workbook; it is saved once, when the first sheet with shapes is asked for."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._package: Container | None = None

    def of(self, sheet: xw.Sheet, grid: Grid) -> Draw:
        """What reads the drawing of a sheet when it is asked for."""

        def draw() -> Drawing:
            from xl_sop.book.drawingml import read_drawing
            from xl_sop.book.sizes import Sizes, Tracks

            if not has_shapes(sheet):
                return Drawing(grid.name, Sizes(Tracks(1.0, (), 1), Tracks(1.0, (), 1)))
            package, part = self._part(grid.name)
            try:
                return read_drawing(package, part, grid.name, grid.bottom)
            except BookError as error:
                raise UnreadableDrawingError(grid.name) from error

        return draw

    def _part(self, name: str) -> tuple[Container, str]:
        from xl_sop.package.outline import read_outline

        try:
            if self._package is None:
                self._package = self._saved()
            found = [sheet.part for sheet in read_outline(self._package).sheets if sheet.name == name]
        except (BookError, OSError) as error:
            raise UnreadableDrawingError(name) from error
        if not found:
            raise UnreadableDrawingError(name)
        return self._package, found[0]

    def _saved(self) -> Container:
        from xl_sop.book.file import read_bytes
        from xl_sop.package.container import Container

        with tempfile.TemporaryDirectory(prefix="xl_sop-") as folder:
            path = Path(folder) / f"salinan{Path(self._book.name).suffix or '.xlsx'}"
            source = path if _save_copy(self._book, path) else Path(self._book.fullname)
            return Container(read_bytes(source))


def has_shapes(sheet: xw.Sheet) -> bool:
    """True if anything is drawn on a sheet with which people draw flowcharts."""
    impl: Any = sheet.impl
    if type(impl).__module__ == "xlwings._xlwindows":
        api: Any = sheet.api
        count = api.Shapes.Count
        # A note has a shape too: with nothing but notes there is no need to look at each.
        if not count or count <= api.Comments.Count:
            return False
    return any(shape.type in _DRAWN for shape in sheet.shapes)


def _save_copy(book: xw.Book, path: Path) -> bool:
    """Save a copy of an open workbook; False where its application cannot.

    Raises:
        OSError: It could not be written.
    """
    impl: Any = book.impl
    if hasattr(impl, "save_copy"):
        impl.save_copy(str(path.with_suffix(".xlsx")))
        path.with_suffix(".xlsx").replace(path)
        return True
    if type(impl).__module__ != "xlwings._xlwindows":
        return False
    api: Any = book.api
    try:
        api.SaveCopyAs(str(path))
    except Exception as error:  # pywin32's com_error, which other systems do not have
        raise OSError(f"{path.name}: {error}") from error
    return True
