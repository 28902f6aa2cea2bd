"""The flowcharts of a workbook file drawn into it, with everything else left as it is.

Row heights, page setup, number formats of the mark cells and our own shapes are changed part by part. The result is
read back before anybody gets it: its steps are the same as before, or it does not come out at all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xl_sop.book.file import read_grids
from xl_sop.book.grid import Book
from xl_sop.book.rewriting import Rewritten, rewrite_file
from xl_sop.document import Document
from xl_sop.errors import BookError
from xl_sop.flowchart.arrange import Arrangement, SheetFacts, arrange
from xl_sop.flowchart.drawingml import Lines
from xl_sop.flowchart.file_changes import carry_out
from xl_sop.flowchart.file_facts import sheet_facts
from xl_sop.flowchart.paper import PAPERS
from xl_sop.flowchart.plan import PREFIX
from xl_sop.package.drawing import replace_shapes
from xl_sop.package.editing import refuse_if_signed
from xl_sop.package.package import Package
from xl_sop.package.styles import cell_looks
from xl_sop.reading.documents import read_book


class Undrawn(NamedTuple):
    """A way that could not be drawn: the number of its step, as written, and its label."""

    step: int | None
    label: str | None


class Flowchart(NamedTuple):
    """What became of the flowchart of one SOP.

    Attributes:
        sheets: The sheets it is drawn on; none for an SOP that was passed over.
        name: Nama SOP.
        steps, symbols, arrows, pages: How many.
        undrawn: Ways that could not be drawn.
        by_hand: True where a person has drawn the flow: that is left alone.
    """

    sheets: list[str]
    name: str | None
    steps: int
    symbols: int
    arrows: int
    pages: int
    undrawn: list[Undrawn]
    by_hand: bool = False


@dataclass(slots=True, kw_only=True)
class DrawnBook(Rewritten):
    """A workbook with its flowcharts.

    Attributes:
        flowcharts: One entry per SOP, in reading order.
    """

    flowcharts: list[Flowchart] = field(default_factory=list[Flowchart])


def draw_file(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str] | None = None,
    *,
    paper: str | None = None,
    needed: bool = True,
) -> DrawnBook:
    """Draw the flowcharts of a workbook file.

    Args:
        path: The workbook.
        out: Where the result goes, also when nothing changed; None: into the workbook itself, by way of a
            temporary file beside it, and only if something changed.
        paper: "A4" or "F4"; None: as the sheet Pengaturan says, else as the sheet is set up.
        needed: As for `draw`.

    Raises:
        XlSopError: It cannot be read, changed or written, or the file to write is open in another program.
    """
    name = Path(path).name
    return rewrite_file(path, out, lambda data, book: draw(data, name, paper=paper, needed=needed))


def draw(
    data: bytes,
    name: str = "berkas",
    *,
    paper: str | None = None,
    lines: Lines = "connectors",
    needed: bool = True,
) -> DrawnBook:
    """Draw the flowcharts in the bytes of a workbook file.

    Args:
        data: The file.
        name: What sentences call it.
        paper: As for `draw_file`.
        lines: "connectors" for Excel; "freeforms" for a copy that LibreOffice prints.
        needed: False: a workbook with steps but without marks, or drawn by a person, comes out as it went in.

    Raises:
        XlSopError: There is nothing to draw in it, or it cannot be written without harm.
    """
    # what we drew before is a picture of cells that may say something else by now
    book = Book(name, read_grids(_without_ours(data, name)))
    documents = read_book(book)
    _refuse_nothing(documents, needed=needed)
    package = Package(data, name)
    drawable = [document for document in documents if not _drawn_by_hand(document)]
    grids = {grid.name: grid for grid in book.grids}
    wanted = paper or _setting(documents)
    facts: dict[str, SheetFacts] = {}
    looks = cell_looks(package)
    for document in drawable:
        for page in document.as_found.pages:
            if page.sheet not in facts:
                facts[page.sheet] = sheet_facts(package, grids[page.sheet], looks, PAPERS.get(wanted or ""))
    made = arrange(drawable, grids, facts)
    for sheet in made.sheets:
        carry_out(package, sheet, made, looks, lines)
    flowcharts = [_told(document, made) for document in documents]
    if not package.changed:
        return DrawnBook(data=data, flowcharts=flowcharts)
    refuse_if_signed(package)
    result = DrawnBook(data=package.to_bytes(), flowcharts=flowcharts, parts=package.changed)
    _read_back(result.data, name, documents)
    return result


def _setting(documents: Sequence[Document]) -> str | None:
    cell = next((d.as_found.paper for d in documents if d.as_found.paper is not None), None)
    if cell is None or cell.text is None:
        return None
    name = cell.text.upper()
    if name not in PAPERS:
        raise BookError(
            f"Ukuran kertas “{cell.text}” di {cell.address} tidak dikenal; tulis A4 atau F4.",
            f"Paper size “{cell.text}” in {cell.address} is not known; write A4 or F4.",
        )
    return name


# --- telling


def _told(document: Document, made: Arrangement) -> Flowchart:
    sop = document.sop
    name, count = sop.identity.name or sop.identity.procedure_title, len(sop.steps)
    drawn = next((one for one in made.drawn if one.document is document), None)
    if drawn is None or not drawn.plan.symbols:
        return Flowchart([], name, count, 0, 0, 0, [], _drawn_by_hand(document))
    undrawn = [
        Undrawn(sop.steps[one.step].number, sop.steps[one.step].next[one.way].label)
        for one in drawn.plan.missing
    ]
    return Flowchart(
        list(dict.fromkeys(drawn.sheets)),
        name,
        count,
        len(drawn.plan.symbols),
        len(drawn.plan.routes),
        len(drawn.sheets),
        undrawn,
    )


def _refuse_nothing(documents: Sequence[Document], *, needed: bool) -> None:
    if not any(document.sop.steps for document in documents):
        raise _NO_STEPS
    if not needed:
        return
    marked = [d for d in documents if _has_marks(d)]
    if not marked:
        raise _NO_MARKS
    by_hand = next((d for d in marked if _drawn_by_hand(d)), None)
    if by_hand is not None and all(map(_drawn_by_hand, marked)):
        raise _drawn_already(by_hand)


def _has_marks(document: Document) -> bool:
    """Whether performers are marked in columns of their own; names typed into one column have no places to draw at."""
    columns = any(column.role == "performer" for page in document.as_found.pages for column in page.columns)
    return columns and any(step.performers for step in document.sop.steps)


def _drawn_by_hand(document: Document) -> bool:
    """Whether somebody else's symbols lie on the table: ours would lie on top of them."""
    return document.as_found.flow is not None and bool(document.as_found.flow.cells)


def _without_ours(data: bytes, name: str) -> bytes:
    """The workbook as if we had never drawn on it."""
    package = Package(data, name)
    for sheet in package.sheets():
        if sheet.kind == "worksheet" and sheet.part in package:
            replace_shapes(package, sheet.part, PREFIX, lambda _: b"")
    return package.to_bytes() if package.changed else data


def _read_back(data: bytes, name: str, before: Sequence[Document]) -> None:
    """Raise BookError unless the file says what it said."""
    after = read_book(Book(name, read_grids(_without_ours(data, name))))
    same = len(after) == len(before) and all(
        new.sop.steps == old.sop.steps and new.sop.identity == old.sop.identity
        for old, new in zip(before, after, strict=True)
    )
    if not same:
        raise _UNSURE


_NO_STEPS = BookError(
    "Tabel prosedur belum berisi langkah; isi dahulu, lalu ulangi.",
    "The procedure table holds no steps yet; fill it in, then try again.",
)
_NO_MARKS = BookError(
    "Belum ada tanda di kolom pelaksana, jadi tidak ada yang dapat digambar. "
    "Pilih tanda (mulai, proses, keputusan, selesai) di kolom pelaksana setiap langkah, lalu ulangi.",
    "There is no mark in the performer columns yet, so there is nothing to draw. "
    "Choose a mark (mulai, proses, keputusan, selesai) for each step, then try again.",
)
_UNSURE = BookError(
    "Diagram di buku kerja ini tidak dapat digambar dengan pasti, jadi tidak ada yang diubah.",
    "The flowchart cannot be drawn into this workbook with certainty, so nothing was changed.",
)


def _drawn_already(document: Document) -> BookError:
    flow = document.as_found.flow
    cell = min(flow.cells.values()) if flow is not None else None
    return BookError(
        f"Di kolom pelaksana sudah ada gambar buatan sendiri (misalnya di {cell}); gambar orang tidak pernah diganti. "
        "Hapus gambar itu dan isi tandanya di sel, lalu ulangi.",
        f"Somebody has drawn in the performer columns already (as in {cell}); what people drew is never replaced. "
        "Delete those shapes and type the marks into the cells, then try again.",
    )
