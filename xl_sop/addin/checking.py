"""Validasi, Temuan Berikutnya, Hapus Tanda, Bantuan."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from xl_sop.addin import marks, sentences
from xl_sop.addin.session import Outcome, Session
from xl_sop.addin.sheets import FINDINGS, find_own, renew, require_open, require_open_book, write_block
from xl_sop.address import Address
from xl_sop.api import check
from xl_sop.book.grid import Grid
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS, Finding

if TYPE_CHECKING:
    import xlwings as xw

_HEADER = ("No", "Tingkat", "Lembar", "Sel", "Langkah", "Pesan", "Saran", "Kode")
_WIDTHS = (4, 11, 12, 6, 8, 56, 54, 27)
_FIRST_ROW = 4
_A1 = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def validate(session: Session) -> Outcome:
    """Check every SOP of the workbook; mark the cells anew and list the findings, errors first."""
    documents = session.documents
    findings = check(documents)
    book = session.book
    by_sheet: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.address is not None:
            cell = _shown(finding.address, session.grid(finding.address.sheet))
            by_sheet.setdefault(cell.sheet, []).append(replace(finding, address=cell))
    sheets = list(book.sheets)
    old = {sheet.name: marks.find(sheet) for sheet in sheets}
    to_write = [sheet for sheet in sheets if sheet.name in by_sheet or any(old[sheet.name])]
    listed = find_own(book, FINDINGS)
    if findings or listed is not None:
        require_open_book(book)
    for sheet in [*to_write, *([listed] if listed is not None else [])]:
        require_open(sheet)
    try:
        for sheet in to_write:
            marks.remove(old[sheet.name])
        for sheet in to_write:
            marks.mark(sheet, by_sheet.get(sheet.name, []))
        if findings:
            names = [document.sop.identity.name for document in documents]
            listed = renew(book, FINDINGS)
            _list(listed, sorted(findings, key=lambda f: SEVERITIES.index(f.severity)), names)
        elif listed is not None:
            listed.delete()
    except Exception:
        _withdraw(book)
        raise
    name = listed.name if findings and listed is not None else FINDINGS
    return Outcome(sentences.validated([f.severity for f in findings], name))


def _shown(address: Address, grid: Grid) -> Address:
    """The cell that shows what stands at an address: of a merged area the first one, the others take no note."""
    for area in grid.merges:
        if area.top <= address.row <= area.bottom and area.left <= address.column <= area.right:
            return grid.address(area.top, area.left)
    return address


def _withdraw(book: xw.Book) -> None:
    """Half of the marks would mislead: take off what was written before something failed."""
    for sheet in book.sheets:
        marks.remove(marks.find(sheet))
    listed = find_own(book, FINDINGS)
    if listed is not None:
        listed.delete()


def _list(sheet: xw.Sheet, findings: Sequence[Finding], names: Sequence[str | None]) -> None:
    several = len(names) > 1
    rows: list[list[object]] = []
    for i, finding in enumerate(findings, start=1):
        address = finding.address
        message = finding.message()
        if several and names[finding.document]:
            message = f"[{names[finding.document]}] {message}"
        rows.append(
            [
                i,
                SEVERITY_WORDS["id"][finding.severity],
                address.sheet if address else finding.sheet,
                address.a1 if address else None,
                finding.step,
                message,
                finding.fix(),
                finding.code,
            ]
        )
    sheet.range("A2").value = sentences.counts([f.severity for f in findings])
    sheet.range("A1").font.bold = True
    sheet.range("A1").font.size = 14
    header = write_block(sheet, _FIRST_ROW - 1, 1, [_HEADER])
    header.font.bold = True
    header.color = (217, 225, 242)
    write_block(sheet, _FIRST_ROW, 1, rows)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.range((1, column)).column_width = width
    last = _FIRST_ROW + len(rows) - 1
    sheet.range((_FIRST_ROW, 6), (last, 7)).wrap_text = True
    sheet.range((_FIRST_ROW, 1), (last, len(_HEADER))).vertical_alignment = "top"
    _colour(sheet, findings)
    for row, finding in enumerate(findings, start=_FIRST_ROW):
        if finding.address is not None:
            quoted = finding.address.sheet.replace("'", "''")
            sheet.range((row, 4)).add_hyperlink(f"#'{quoted}'!{finding.address.a1}", finding.address.a1)
    sheet.range((_FIRST_ROW, 1), (last, len(_HEADER))).rows.autofit()


def _colour(sheet: xw.Sheet, findings: Sequence[Finding]) -> None:
    """Tint the severity column; the list is sorted by it, so each severity is one block."""
    row = _FIRST_ROW
    for severity in SEVERITIES:
        count = sum(f.severity == severity for f in findings)
        if count:
            sheet.range((row, 2), (row + count - 1, 2)).color = marks.COLOURS[severity]
            row += count


def next_finding(session: Session) -> Outcome:
    """Select the next marked cell after the selected one, in sheet order, row, column; after the last, the first."""
    book = session.book
    listed = find_own(book, FINDINGS)
    if listed is None:
        return Outcome("Belum ada daftar temuan. Tekan Validasi dulu.")
    order = {sheet.name: i for i, sheet in enumerate(book.sheets) if sheet.visible}
    places = _places(listed, order)
    if not places:
        return Outcome("Temuan yang ada tidak menunjuk sel tertentu. Bacalah di lembar Temuan.")
    selection = session.selected
    here = (-1, 0, 0)
    if selection is not None:
        here = (order.get(selection.sheet.name, -1), selection.row, selection.column)
    sorted_places = sorted(places, key=lambda a: (order[a.sheet], a.row, a.column))
    following = [a for a in sorted_places if (order[a.sheet], a.row, a.column) > here]
    target = following[0] if following else sorted_places[0]
    sheet = book.sheets[target.sheet]
    sheet.activate()
    sheet.range((target.row, target.column)).select()
    rank = sorted_places.index(target) + 1
    return Outcome(
        f"Temuan {rank} dari {len(sorted_places)}, {target.sheet}!{target.a1}: {'; '.join(places[target])}",
        quiet=True,
    )


def _places(listed: xw.Sheet, sheets: Container[str]) -> dict[Address, list[str]]:
    """The cells on sheet Temuan and what is said of each."""
    used = listed.used_range
    bottom = used.row + used.shape[0] - 1
    if bottom < _FIRST_ROW:
        return {}
    rows = listed.range((_FIRST_ROW, 1), (bottom, len(_HEADER))).options(ndim=2).value
    places: dict[Address, list[str]] = {}
    for row in rows:
        name, cell, message = row[2], row[3], row[5]
        if name in sheets and isinstance(cell, str) and (found := _A1.fullmatch(cell)):
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            places.setdefault(Address(str(name), int(found[2]), column), []).append(str(message))
    return places


def clear(session: Session) -> Outcome:
    """Take every mark of ours away, and sheet Temuan."""
    book = session.book
    listed = find_own(book, FINDINGS)
    marked = [(sheet, found) for sheet in book.sheets if any(found := marks.find(sheet))]
    for sheet, _ in marked:
        require_open(sheet)
    if listed is not None:
        require_open_book(book)
    for _, found in marked:
        marks.remove(found)
    if listed is not None:
        listed.delete()
    session.app.status_bar = False
    if not marked and listed is None:
        return Outcome("Tidak ada tanda yang perlu dihapus.")
    return Outcome("Semua tanda dan lembar Temuan sudah dihapus.")


def show_help(session: Session) -> Outcome:
    """Go to sheet Petunjuk; where there is none, say what each button does."""
    book = session.book
    if "Petunjuk" in book.sheets and book.sheets["Petunjuk"].visible:
        book.sheets["Petunjuk"].activate()
        return Outcome("Petunjuk pengisian ada di lembar ini.", quiet=True)
    return Outcome(
        "Validasi: periksa SOP dan tandai sel yang perlu dilihat.\n"
        "Temuan Berikutnya: pindah ke sel berikutnya.\n"
        "Hitung Waktu: jumlahkan waktu baku.\n"
        "Lembar Identifikasi: susun ulang dari tabel prosedur.\n"
        "Ekspor JSON: tulis JSON di folder yang sama.\n"
        "Hapus Tanda: kembalikan tampilan semula."
    )
