"""Hitung Waktu, Lembar Identifikasi, Ekspor JSON: what is made from the steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_sop.addin import marks, sentences
from xl_sop.addin.fitting import fit_merged
from xl_sop.addin.host import Host, host_of
from xl_sop.addin.session import Outcome, Session
from xl_sop.addin.sheets import write_block, write_cells
from xl_sop.address import Address, Merge
from xl_sop.book.grid import Grid
from xl_sop.book.live import cells
from xl_sop.document import Document, Page
from xl_sop.model import Number, Totals
from xl_sop.own_sheets import MINUTES, TITLES
from xl_sop.text import clean, fold
from xl_sop.vocabulary import TOTAL_WORDS
from xl_sop.waktu.duration import unit_of_header

if TYPE_CHECKING:
    import xlwings as xw

    from xl_sop.worksheet.content import NewSheet
    from xl_sop.worksheet.plan import CellWrite, WorksheetPlan

TOTAL_LABEL = "Jumlah waktu (menit)"
_TOTAL_REACH = 6


# ---- Hitung Waktu -----------------------------------------------------------------------------------------------


def totals(session: Session) -> Outcome:
    """Write the total below the Waktu column and the minutes per performer on a sheet of their own."""
    document = session.document
    if not document.sop.steps:
        raise sentences.no_steps()
    result = document.sop.totals
    sheets = session.sheets
    page = document.as_found.pages[-1]
    grid = session.grid(page.sheet)
    place = total_cell(document, grid)
    sheets.require_structure()
    if (own := sheets.own(MINUTES)) is not None:
        sheets.require_open(own)
    if place is not None:
        target, label = place
        sheets.require_open(sheets.by_name[target.sheet])
        words = TOTAL_LABEL if label is not None else " ".join(_texts(grid, page, target.row))
        value = result.minutes if _says_minutes(words, page) else f"{_plain(result.minutes)} menit"
        values: list[tuple[Address, Any]] = [(label, TOTAL_LABEL)] if label is not None else []
        if grid.value(target.row, target.column) != value:  # a formula that adds up rightly stays
            values.append((target, value))
        write_cells(sheets.by_name[target.sheet], values)
    _minutes_sheet(sheets.renew(MINUTES), document, result)
    return Outcome(session.named(document) + _totals_sentence(result, place is not None))


def total_cell(document: Document, grid: Grid) -> tuple[Address, Address | None] | None:
    """Where the total goes: (cell of the sum, cell for a label that is still missing).

    The row labelled Jumlah or Total below the last step; without one, the row below it if nothing stands there;
    None if there is no Waktu column, or something else stands or is merged there.
    """
    page = document.as_found.pages[-1]
    column = page.column("duration")
    first = page.column("description") or page.column("number")
    if column is None or first is None:
        return None
    for row in range(page.bottom + 1, page.bottom + 1 + _TOTAL_REACH):
        texts = _texts(grid, page, row)
        if texts and fold(clean(texts[0])).split(" ", 1)[0] in TOTAL_WORDS:
            covered = any(
                m.top <= row <= m.bottom
                and m.left <= column.index <= m.right
                and (m.top, m.left) != (row, column.index)
                for m in grid.merges
            )
            return None if covered else (grid.address(row, column.index), None)
    row = page.bottom + 1
    left, right = min(c.index for c in page.columns), max(c.last for c in page.columns)
    if any(grid.value(row, c) is not None for c in range(left, right + 1)):
        return None
    if any(m.top <= row <= m.bottom and m.left <= right and m.right >= left for m in grid.merges):
        return None
    return grid.address(row, column.index), grid.address(row, first.index)


def _texts(grid: Grid, page: Page, row: int) -> list[str]:
    """The texts of a row on the left of its Waktu column."""
    column = page.column("duration")
    assert column is not None
    left = min(c.index for c in page.columns)
    values = (grid.value(row, c) for c in range(left, column.index))
    return [v for v in values if isinstance(v, str) and v.strip()]


def _says_minutes(words: str, page: Page) -> bool:
    """Whether a bare number beside these words, or below this header, is read as minutes."""
    return unit_of_header(words) == "menit" or (page.own_unit and page.unit == "menit")


def _minutes_sheet(sheet: xw.Sheet, document: Document, result: Totals) -> None:
    profile = result.profile
    rows: list[list[object]] = [
        ["SOP", document.sop.identity.name or document.sop.identity.procedure_title],
        ["Jumlah (menit)", result.minutes],
        ["Tertulis dalam menit atau jam", result.explicit],
        ["Hasil konversi hari, minggu, bulan, tahun", result.converted],
        [
            "Profil waktu kerja",
            f"{profile.name}: 1 hari = {profile.day} menit, 1 minggu = {profile.week}, 1 bulan = {profile.month}, "
            f"1 tahun = {profile.year}",
        ],
        ["Langkah tanpa waktu", _numbers(result.without_time) or "tidak ada"],
    ]
    write_block(sheet, 1, 1, [[TITLES[MINUTES]], [], *rows])
    top = 3 + len(rows) + 1
    performers = [["Pelaksana", "Menit"], *[[name, minutes] for name, minutes in result.by_performer.items()]]
    if not result.by_performer:
        performers.append(["Pelaksana belum ditandai pada langkah mana pun.", None])
    write_block(sheet, top, 1, performers)
    header = sheet.range(cells(top, 1, top, 2))
    header.font.bold = True
    header.color = (217, 225, 242)
    title = sheet.range("A1")
    title.font.bold = True
    title.font.size = 14
    title.column_width = 42
    sheet.range("B1").column_width = 60
    sheet.range(cells(3, 2, top + len(performers), 2)).wrap_text = True


def _numbers(numbers: list[int | None]) -> str:
    return ", ".join("tanpa nomor" if n is None else str(n) for n in numbers)


def _totals_sentence(result: Totals, written: bool) -> str:
    text = f"Jumlah waktu baku {_plain(result.minutes)} menit"
    if result.converted:
        text += f" ({_plain(result.converted)} di antaranya konversi menurut profil {result.profile.name})"
    text += f"; rincian per pelaksana di lembar {MINUTES}."
    if result.without_time:
        text += f" Belum lengkap: langkah {_numbers(result.without_time)} tidak mempunyai waktu yang dapat dihitung."
    if not written:
        text += " Baris jumlah tidak ditulis karena di bawah tabel tidak ada tempat kosong."
    return text


def _plain(number: Number) -> str:
    whole, _, part = f"{number:,.2f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


# ---- Lembar Identifikasi ----------------------------------------------------------------------------------------


def identification(session: Session) -> Outcome:
    """Bring the worksheet up to date in place, or add one; asks before lines that differ in words are replaced."""
    from xl_sop.worksheet.content import SHEET, new_sheet
    from xl_sop.worksheet.plan import plan

    document, sheets = session.document, session.sheets
    if not document.sop.steps:
        raise sentences.no_steps()
    found = document.as_found.worksheet
    if found is None:
        if document is not session.documents[-1]:
            raise sentences.not_the_last(document.sop.identity.name or document.sop.identity.procedure_title)
        sheets.require_structure()
        name = sheets.free_name(SHEET)
        _fill(sheets.add(name), new_sheet(document.sop.identification), sheets.host)
        return Outcome(
            f"{session.named(document)}Lembar {name} dibuat dari {len(document.sop.steps)} langkah."
            + _offer(document)
        )
    wanted = plan(document, session.grid(found.sheet))
    assert wanted is not None  # only a document without a worksheet has no plan
    if wanted.blocked is not None:
        raise wanted.blocked
    if not wanted.writes:
        return Outcome(f"Lembar {found.sheet} sudah sesuai dengan tabel prosedur.")
    sheet = sheets.by_name[found.sheet]
    sheets.require_open(sheet)
    edited = [change for change in wanted.changes if change.old is not None]
    if edited:
        lines = "\n".join(f"• {c.where}: “{_short(c.old)}” → “{_short(c.new)}”" for c in edited[:6])
        more = f"\n… dan {len(edited) - 6} baris lain" if len(edited) > 6 else ""
        question = (
            f"Isi lembar {found.sheet} berbeda dari tabel prosedur:\n{lines}{more}\n\n"
            "Ganti menurut tabel prosedur?"
        )
        if not session.ask(question):
            return Outcome(f"Lembar {found.sheet} dibiarkan seperti semula.")
    grid = session.grid(found.sheet)
    _add_rows(sheet, wanted, grid, found.title.column)
    write_cells(sheet, [(write.address, write.value) for write in wanted.writes])
    _fit_rows(sheet, wanted.writes, grid, session)
    _follow(session, sheet, found.sheet, wanted)
    told = ", ".join(change.where for change in wanted.changes[:8])
    if len(wanted.changes) > 8:
        told += f" dan {len(wanted.changes) - 8} lainnya"
    return Outcome(
        f"{session.named(document)}Lembar {found.sheet} disusun ulang dari tabel prosedur"
        + (f"; yang berubah: {told}." if told else "; kata-katanya tidak berubah.")
        + _offer(document)
    )


def _offer(document: Document) -> str:
    """The button that comes next, where performers are marked and nothing is drawn yet."""
    if document.as_found.flow is not None or not any(step.performers for step in document.sop.steps):
        return ""
    return " Tekan Diagram Alir untuk menggambar alurnya."


def _add_rows(sheet: xw.Sheet, wanted: WorksheetPlan, grid: Grid, left: int) -> None:
    """Give new rows the looks of the rows they continue, over the whole width of the worksheet."""
    models = {write.address.row: write.like for write in wanted.writes if write.like is not None}
    if not models:
        return
    marks.remove(marks.find(sheet))  # a copy would carry them along, and the lines they speak of are going
    host = host_of(sheet)
    noted = {note.row for note in host.notes(sheet)}
    right = max(_last_column(model, grid) for model in models.values())
    for row, model in sorted(models.items()):
        target = sheet.range(cells(row, left, row, right))
        sheet.range(cells(model.row, left, model.row, right)).copy(target)
        target.clear_contents()
    for row, model_row in sorted(wanted.label_looks.items(), reverse=True):
        label = sheet.range(cells(row, wanted.label_column, row, wanted.label_column))
        sheet.range(cells(model_row, wanted.label_column, model_row, wanted.label_column)).copy(label)
        label.clear_contents()
    if noted & {model.row for model in models.values()}:
        for note in reversed([note for note in host.notes(sheet) if note.row in models]):
            host.delete(note)


def _follow(session: Session, sheet: xw.Sheet, name: str, wanted: WorksheetPlan) -> None:
    """Let the print area and the names of areas follow rows that were added."""
    from xl_sop.package.names import extended

    if not wanted.added:
        return
    table = wanted.label_column, wanted.bottom, wanted.added[-1]
    names = session.book.names
    for defined in list(names):
        area = extended((defined.refers_to or "").removeprefix("="), name, *table)
        if area is not None and "!" not in defined.name:  # a sheet's own name is its print area
            names.add(defined.name, f"={area}")  # Excel replaces
    session.sheets.host.extend_print_area(sheet, *table)


def _last_column(cell: Address, grid: Grid) -> int:
    columns = (m.right for m in grid.merges if m.top <= cell.row <= m.bottom and m.right >= cell.column)
    return max(columns, default=cell.column)


def _fit_rows(sheet: xw.Sheet, writes: Sequence[CellWrite], grid: Grid, session: Session) -> None:
    """Let rows grow with longer texts: the application fits them to single cells, we to merged ones."""
    corners = {(m.top, m.left): m for m in grid.merges}
    grown: set[int] = set()
    merged: list[tuple[Merge, str]] = []
    for write in writes:
        before = grid.value(write.address.row, write.address.column)
        cell = write.like or write.address  # a new row has the merges of the one it continues
        if not isinstance(write.value, str) or len(write.value) <= len(str(before or "")):
            continue
        model = corners.get((cell.row, cell.column))
        if model is None:
            grown.add(write.address.row)
        else:
            down = write.address.row - cell.row
            moved = Merge(model.top + down, model.left, model.bottom + down, model.right)
            merged.append((moved, write.value))
    for row in sorted(grown):
        line = sheet.range(f"A{row}")
        height = line.row_height
        line.rows.autofit()
        if height is not None and (line.row_height or 0) < height:
            line.row_height = height
    fit_merged(sheet, merged, session)


def _short(text: str | None) -> str:
    if text is None:
        return "(dikosongkan)"
    return text if len(text) <= 70 else text[:67] + "…"


def _fill(sheet: xw.Sheet, content: NewSheet, host: Host) -> None:
    """A new worksheet in an open workbook: values in one call, then looks by blocks."""
    from xl_sop.worksheet.content import FOOTER

    rows: list[list[object]] = [[cell.value if cell else None for cell in row] for row in content.rows]
    write_block(sheet, 1, 1, rows)
    for column, width in content.widths.items():
        sheet.range(cells(1, column, 1, column)).column_width = width
    for r, row in enumerate(content.rows, start=1):
        for c, cell in enumerate(row, start=1):
            if cell and cell.style in ("title", "label"):
                sheet.range(cells(r, c, r, c)).font.bold = True
    width = max(len(row) for row in rows)
    sheet.range(cells(1, 1, len(rows), width)).wrap_text = True
    for merge in content.merges:
        sheet.range(cells(*merge)).merge()
    for first, last in content.framed:
        host.frame(sheet.range(cells(first, 1, last, width)))
    host.landscape(sheet, FOOTER)


# ---- Ekspor JSON ------------------------------------------------------------------------------------------------


def export_json(session: Session) -> Outcome:
    """Write every SOP of the workbook as JSON beside it: NAME.json, or NAME.1.json … for several.

    Asks before it replaces a file that was not made from this workbook; says how many errors the SOPs still have.
    """
    from xl_sop import model
    from xl_sop.api import check, finish
    from xl_sop.batch.export import export
    from xl_sop.batch.ownership import ForeignFile
    from xl_sop.presentation import lines

    path = local_path(session.book)
    finished = [finish(document, check([document], across=False)) for document in session.documents]
    contents = [model.pretty(model.encode(sop)) for sop in finished]
    try:
        files = export(path, contents)
    except ForeignFile as foreign:
        if not session.ask(f"{foreign.indonesian} Ganti?"):
            return Outcome("Tidak ada berkas JSON yang diganti.")
        files = export(path, contents, replace=True)
    first, last = files[0].name, files[-1].name
    told = first if len(files) == 1 else f"{first} sampai {last}"
    open_errors = sum(line.severity == "galat" for sop in finished for line in lines(sop.findings))
    rest = f" Masih ada {open_errors} kesalahan: tekan Validasi untuk melihatnya." if open_errors else ""
    return Outcome(f"{told} ditulis di folder {path.parent}.{rest}")


def local_path(book: xw.Book) -> Path:
    """Path of a saved workbook.

    Raises:
        XlSopError: It was never saved, or lives on a server.
    """
    try:
        full = book.fullname
    except Exception as error:  # xlwings' own plain errors for names on OneDrive that it cannot resolve
        if hasattr(error, "hresult"):  # Excel's: a cell in edit mode
            raise
        raise sentences.not_local(book.name) from error
    if "://" in full:
        raise sentences.not_local(book.name)
    path = Path(full)
    if not path.is_absolute() or not path.exists():
        raise sentences.not_saved()
    return path
