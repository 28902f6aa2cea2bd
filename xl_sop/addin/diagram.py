"""Diagram Alir: the flowchart of the SOP drawn on its sheet, replaced when the button is pressed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xl_sop.addin import sentences
from xl_sop.addin.canvas import HIDDEN, TEXT, Canvas, LiveLines, canvas_of
from xl_sop.addin.session import Outcome, Session
from xl_sop.book.drawings import Drawing
from xl_sop.book.grid import Book, Grid
from xl_sop.document import Document
from xl_sop.errors import BookError
from xl_sop.flowchart.arrange import Arrangement, SheetFacts, arrange
from xl_sop.flowchart.paper import PAPERS, Page
from xl_sop.flowchart.plan import PREFIX
from xl_sop.flowchart.strokes import strokes
from xl_sop.flowchart.table import TablePage, table_pages
from xl_sop.reading.documents import read_book


def flowchart(session: Session) -> Outcome:
    """Draw the active SOP, and every other one on its sheets, which are drawn as one."""
    every = _without_ours(session)
    active = every[next(n for n, one in enumerate(session.documents) if one is session.document)]
    steps = active.sop.steps
    if not steps:
        raise sentences.no_steps()
    if _by_hand(active):
        raise sentences.drawn_by_hand(active.sop.source.sheets.procedure[0])
    if not any(step.performers for step in steps):
        raise sentences.no_marks()
    documents = _together(every, active)
    made = draw(session, documents)
    own = next(one for one in made.drawn if one.document is active)
    sheets = ", ".join(dict.fromkeys(own.sheets))
    pages = len(own.sheets)
    text = (
        f"{session.named(session.document)}Diagram alir {len(steps)} langkah digambar di lembar "
        f"{sheets}; dicetak di {pages} halaman {_paper_name(made, sheets.split(', ')[0])}."
    )
    missing = list(dict.fromkeys(str(steps[one.step].number or "-") for one in own.plan.missing))
    if missing:
        text += f" Alur dari langkah {', '.join(missing)} belum dapat digambar: periksa tanda dan nomor tujuannya."
    return Outcome(text)


def draw(session: Session, documents: Sequence[Document]) -> Arrangement:
    """Draw SOPs on their sheets.

    Raises:
        XlSopError: A sheet is protected.
    """
    grids = {grid.name: grid for grid in session.source.grids}
    pages = {page.sheet: page for document in documents for page in table_pages(document, grids)}
    by_sheet: dict[str, list[TablePage]] = {}
    for document in documents:
        for page in table_pages(document, grids):
            by_sheet.setdefault(page.sheet, []).append(page)
    canvases = {name: canvas_of(session.sheets.by_name[name]) for name in pages}
    for canvas in canvases.values():
        session.sheets.require_open(canvas.sheet)
    paper = _paper(documents)
    facts = {name: _facts(canvas, by_sheet[name], paper) for name, canvas in canvases.items()}
    made = arrange(documents, grids, facts)
    for name, drawing in made.sheets.items():
        canvas = canvases[name]
        canvas.set_heights(drawing.heights)
        canvas.set_format(canvas.hidden_among(drawing.others), TEXT)
        canvas.set_format(drawing.marks, HIDDEN)
        canvas.paint(strokes(made.drawn, name), drawing)
    return made


def _without_ours(session: Session) -> list[Document]:
    """The SOPs read as if we had never drawn: what we drew may be older than the cells."""

    def bare(grid: Grid) -> Grid:
        draw = grid.draw
        if draw is None:
            return grid

        def others() -> Drawing:
            drawing = draw()
            return replace(
                drawing,
                shapes=[shape for shape in drawing.shapes if not shape.name.startswith(PREFIX)],
                wires=[wire for wire in drawing.wires if not wire.name.startswith(PREFIX)],
            )

        return replace(grid, draw=others)

    return read_book(Book(session.source.name, [bare(grid) for grid in session.source.grids]))


def _together(documents: Sequence[Document], one: Document) -> list[Document]:
    """An SOP and those that share its sheets: a sheet's drawing is replaced as a whole."""
    wanted = set(one.sop.source.sheets.procedure)
    return [d for d in documents if wanted & set(d.sop.source.sheets.procedure) and not _by_hand(d)]


def _by_hand(document: Document) -> bool:
    return document.as_found.flow is not None and bool(document.as_found.flow.cells)


def _facts(canvas: Canvas, pages: Sequence[TablePage], paper: str | None) -> SheetFacts:
    """The facts of an open sheet; the application measures the rows that show, and none gets lower for it."""
    before = LiveLines(canvas.sheet)
    rows = [row for page in pages for band in page.bands for row in range(band.top, band.bottom + 1)]
    heights = {row: before.y(row + 1) - before.y(row) for row in rows}
    for first, last in _stretches([row for row in rows if heights[row] > 0]):
        canvas.fit_rows(first, last)
    after = LiveLines(canvas.sheet)
    fitted = {row: round(after.y(row + 1) - after.y(row)) for row in rows}
    # what was set by hand and is enough comes back
    canvas.set_heights(
        {row: round(heights[row]) for row in rows if heights[row] > 0 and fitted[row] < heights[row]}
    )
    setup = canvas.setup()
    page = setup.page
    chosen = PAPERS[paper] if paper else page.paper
    return SheetFacts(
        LiveLines(canvas.sheet),
        lambda row: fitted.get(row, 0),
        lambda _: True,
        Page(chosen, page.landscape, page.margins),
        setup.area,
        setup.breaks,
    )


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] + 1 == row:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _paper(documents: Sequence[Document]) -> str | None:
    cell = next((d.as_found.paper for d in documents if d.as_found.paper is not None), None)
    name = (cell.text or "").upper() if cell is not None else ""
    if cell is not None and name and name not in PAPERS:
        raise BookError(
            f"Ukuran kertas “{cell.text}” di {cell.address} tidak dikenal; tulis A4 atau F4.",
            f"Paper size “{cell.text}” in {cell.address} is not known; write A4 or F4.",
        )
    return name or None


def _paper_name(made: Arrangement, sheet: str) -> str:
    paper = made.sheets[sheet].page.paper
    return next((name for name, known in PAPERS.items() if known == paper), "kertas")
