"""The identification worksheets of a workbook file brought up to date, with everything else left as it is.

The plan of each worksheet (`xl_sop.worksheet.plan`) is carried out on the file's parts. The result is read back
before anybody gets it: a workbook comes out either right, so that a second run finds nothing to do, or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from xl_sop.address import Address, Merge
from xl_sop.book.file import read_grids
from xl_sop.book.fitted_rows import fit_rows
from xl_sop.book.grid import Book, Grid
from xl_sop.book.rewriting import Rewritten, rewrite_file
from xl_sop.document import Document
from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor, refuse_if_signed
from xl_sop.package.names import extend_areas
from xl_sop.package.new_sheet import add_sheet
from xl_sop.package.package import Package
from xl_sop.package.xml import Xml
from xl_sop.worksheet.content import FOOTER, SHEET, new_sheet, regenerate
from xl_sop.worksheet.plan import Change, WorksheetPlan, plan

Reader = Callable[[Book], list[Document]]
"""How a workbook is read: `xl_sop.reading.documents.read_book`, which itself builds worksheets and so stands above."""

_ON = frozenset(("1", "true", "on"))


class Renewed(NamedTuple):
    """What became of the worksheet of one SOP.

    Attributes:
        sheet: The sheet it stands on; None for an SOP without steps and without a worksheet.
        name: Nama SOP.
        steps: Number of steps; with 0 the worksheet was left as it is.
        changes: Lines that say something else than before.
        written: Number of cells written; 0 where all was right already.
        added: True where the sheet is new.
    """

    sheet: str | None
    name: str | None
    steps: int
    changes: list[Change]
    written: int = 0
    added: bool = False


@dataclass(slots=True, kw_only=True)
class Identified(Rewritten):
    """A workbook with its worksheets up to date.

    Attributes:
        worksheets: One entry per SOP, in reading order.
    """

    worksheets: list[Renewed] = field(default_factory=list[Renewed])


def identify_file(
    path: str | os.PathLike[str], out: str | os.PathLike[str] | None = None, *, read: Reader
) -> Identified:
    """Bring the worksheets of a workbook file up to date.

    Args:
        path: The workbook.
        out: Where the result goes, also when nothing changed; None: into the workbook itself, by way of a
            temporary file beside it, and only if something changed.
        read: How its sheets become documents.

    Raises:
        XlSopError: It cannot be read, changed or written, or the file to write is open in another program.
    """
    name = Path(path).name
    return rewrite_file(path, out, lambda data, book: identify(data, name, read=read, grids=book.grids))


def identify(
    data: bytes, name: str = "berkas", *, read: Reader, grids: list[Grid] | None = None
) -> Identified:
    """Bring the worksheets in the bytes of a workbook file up to date.

    Args:
        data: The file.
        name: What sentences call it.
        read: How its sheets become documents.
        grids: Its sheets, where they are read already.

    Raises:
        XlSopError: There is no SOP with steps in it, or a worksheet cannot be written without harm.
    """
    book = Book(name, grids if grids is not None else read_grids(data))
    documents = read(book)
    if not any(document.sop.steps for document in documents):
        raise _NO_STEPS
    package = Package(data, name)
    names = [sheet.name for sheet in package.sheets()]
    worksheets = [
        _renew(package, book, document, names, last=document is documents[-1]) for document in documents
    ]
    if not package.changed:
        return Identified(data=data, worksheets=worksheets)
    refuse_if_signed(package)
    made = Identified(data=package.to_bytes(), worksheets=worksheets, parts=package.changed)
    _read_back(made.data, name, documents, read)
    return made


def _renew(package: Package, book: Book, document: Document, names: list[str], *, last: bool) -> Renewed:
    found, sop = document.as_found.worksheet, document.sop
    name, steps = sop.identity.name or sop.identity.procedure_title, len(sop.steps)
    if not steps:
        return Renewed(found.sheet if found else None, name, 0, [])
    if found is None:
        if not last:
            raise _not_the_last(name)
        sheet = _free_name(names)
        content = new_sheet(regenerate(document))
        add_sheet(
            package,
            sheet,
            content.rows,
            widths=content.widths,
            merges=content.merges,
            heights=content.heights,
            landscape=True,
            footer=FOOTER,
        )
        names.append(sheet)
        return Renewed(sheet, name, steps, [], sum(len(row) for row in content.rows), added=True)
    grid = next(grid for grid in book.grids if grid.name == found.sheet)
    editor = SheetEditor(package, found.sheet)
    wanted = plan(document, grid, editor.is_free)
    assert wanted is not None  # only a document without a worksheet has no plan
    if wanted.blocked is not None:
        raise wanted.blocked
    if wanted.writes:
        if _is_protected(package, editor.part):
            raise _protected(found.sheet)
        _carry_out(wanted, editor, grid, found.title.column)
    return Renewed(found.sheet, name, steps, wanted.changes, len(wanted.writes))


def _carry_out(wanted: WorksheetPlan, editor: SheetEditor, grid: Grid, left: int) -> None:
    uncached = set(grid.uncached)
    for address, value, like in wanted.writes:
        if address in uncached:
            raise _uncomputed(address)
        at, style_from = address.place, (like.row, like.column) if like else None
        if isinstance(value, int):
            editor.set_number(*at, value, style_from)
        else:
            editor.set_text(*at, value, style_from)
    for row in wanted.added:
        models = [w.like for w in wanted.writes if w.address.row == row and w.like is not None]
        for model in models:
            # Borders and colours reach over the cells that the model's row has beside the written ones.
            for column in range(min(left, model.column), _last_column(model, editor.merges) + 1):
                editor.set_style(row, column, editor.style(model.row, column))
    for row, model in sorted(wanted.label_looks.items(), reverse=True):
        editor.set_style(row, wanted.label_column, editor.style(model, wanted.label_column))
    if wanted.added:
        column = next(w.address.column for w in wanted.writes if w.address.row == wanted.added[0])
        extend_areas(editor.package, editor.name, column, wanted.bottom, wanted.added[-1])
    fit_rows(editor, grid, {write.address.row for write in wanted.writes})


def _last_column(cell: Address, merges: Iterable[Merge]) -> int:
    inside = (m.right for m in merges if m.top <= cell.row <= m.bottom and m.left <= cell.column <= m.right)
    return max(inside, default=cell.column)


def _is_protected(package: Package, part: str) -> bool:
    node = Xml(package.read(part), part).root.first("sheetProtection")
    return node is not None and node.attributes.get("sheet") in _ON


def _free_name(names: Sequence[str]) -> str:
    taken = {name.casefold() for name in names}
    candidates = chain((SHEET, f"{SHEET} (xl_sop)"), (f"{SHEET} (xl_sop {number})" for number in count(2)))
    return next(name for name in candidates if name.casefold() not in taken)


def _read_back(data: bytes, name: str, before: Sequence[Document], read: Reader) -> None:
    """Raise BookError unless the file reads as it should: same steps, worksheets as wanted, nothing left to do."""
    book = Book(name, read_grids(data))
    after = read(book)
    right = len(after) == len(before)
    for old, new in zip(before, after, strict=False):
        right = right and new.sop.steps == old.sop.steps and new.sop.identity == old.sop.identity
        if not old.sop.steps or not right:
            continue
        found = new.as_found.worksheet
        grid = next((grid for grid in book.grids if found is not None and grid.name == found.sheet), None)
        again = plan(new, grid) if grid is not None else None
        right = again is not None and not again.writes and again.blocked is None
        right = right and new.sop.identification == regenerate(old)
    if not right:
        raise _UNSURE


_NO_STEPS = BookError(
    "Tabel prosedur belum berisi langkah; isi dahulu, lalu ulangi.",
    "The procedure table holds no steps yet; fill it in, then try again.",
)
_UNSURE = BookError(
    "Lembar identifikasi di buku kerja ini tidak dapat disusun ulang dengan pasti, jadi tidak ada yang diubah. "
    "Hapus lembar itu lalu ulangi: lembar baru akan dibuat.",
    "The worksheet in this workbook cannot be regenerated with certainty, so nothing was changed. "
    "Delete that sheet and try again: a new one will be made.",
)


def _not_the_last(name: str | None) -> BookError:
    # A sheet added at the end would be read as part of the last SOP.
    return BookError(
        f"SOP “{name or '-'}” belum mempunyai lembar identifikasi, dan sesudahnya ada SOP lain di buku kerja ini. "
        "Simpan tiap SOP sebagai buku kerja tersendiri, lalu ulangi.",
        f"SOP “{name or '-'}” has no identification worksheet, and another SOP follows it in this workbook. "
        "Save each SOP as a workbook of its own, then try again.",
    )


def _protected(sheet: str) -> BookError:
    return BookError(
        f"Lembar “{sheet}” diproteksi. Buka dulu proteksinya di Excel (Tinjau > Buka Proteksi Lembar; "
        "Review > Unprotect Sheet), lalu ulangi.",
        f"Sheet “{sheet}” is protected; unprotect it in Excel (Review > Unprotect Sheet), then try again.",
    )


def _uncomputed(cell: Address) -> BookError:
    return BookError(
        f"Sel {cell.a1} pada lembar “{cell.sheet}” berisi rumus yang belum pernah dihitung; "
        "buka dan simpan berkas di Excel, lalu ulangi.",
        f"Cell {cell.a1} on sheet “{cell.sheet}” holds a formula that was never computed; "
        "open and save the file in Excel, then try again.",
    )
