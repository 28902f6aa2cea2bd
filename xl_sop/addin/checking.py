"""Validasi, Temuan Berikutnya, Hapus Tanda, Bantuan."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from xl_sop.addin import marks, sentences
from xl_sop.addin.findings_sheet import LAST_SEEN, Listed, read, rows_of, says, write
from xl_sop.addin.session import Outcome, Session
from xl_sop.address import Address
from xl_sop.api import check
from xl_sop.book.grid import Grid
from xl_sop.book.live import cells, is_visible
from xl_sop.findings import SEVERITIES, Finding
from xl_sop.own_sheets import FINDINGS
from xl_sop.presentation import Line, lines


def validate(session: Session) -> Outcome:
    """Check every SOP of the workbook; mark the cells anew and list the findings, errors first."""
    documents = session.documents
    findings = check(documents)
    sheets = session.sheets
    by_sheet: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.address is not None:
            cell = _shown(finding.address, session.grid(finding.address.sheet))
            by_sheet.setdefault(cell.sheet, []).append(replace(finding, address=cell))
    listed = sheets.own(FINDINGS)
    old = {name: marks.find(sheets.by_name[name], sheets.used(name)) for name in _to_look_at(session)}
    to_write = [name for name, found in old.items() if name in by_sheet or found]
    if findings or listed is not None:
        sheets.require_structure()
    for sheet in [*(sheets.by_name[name] for name in to_write), *([listed] if listed is not None else [])]:
        sheets.require_open(sheet)
    told = _lines(findings, len(documents))
    try:
        for name in to_write:
            marks.mark(old[name], by_sheet.get(name, []))
        if findings:
            rows = rows_of(told, [document.sop.identity.name for document in documents])
            if listed is None or not says(listed, rows):
                listed = sheets.renew(FINDINGS)
                write(listed, rows, [line.severity for _, line in told])
        elif listed is not None:
            sheets.delete(listed)
    except Exception:
        _withdraw(session)
        raise
    name = sheets.name_of(listed) if findings and listed is not None else FINDINGS
    return Outcome(sentences.validated([line.severity for _, line in told], name))


def _to_look_at(session: Session) -> list[str]:
    """Sheets that may carry marks. Without a list of an earlier press only those with a part of an SOP: Hapus Tanda
    finds what a sheet copied from another workbook brought along.
    """
    sheets = session.sheets
    every = [name for name in sheets.by_name if name not in sheets.names_of_own]
    if sheets.own(FINDINGS) is not None:
        return every
    used = (document.sop.source.sheets for document in session.documents)
    parts = {name for found in used for name in (*found.identity, *found.procedure, *found.identification)}
    return [name for name in every if name in parts]


def _shown(address: Address, grid: Grid) -> Address:
    """The cell that shows what stands at an address: of a merged area the first one, the others take no note."""
    for area in grid.merges:
        if area.top <= address.row <= area.bottom and area.left <= address.column <= area.right:
            return grid.address(area.top, area.left)
    return address


def _lines(findings: Sequence[Finding], count: int) -> list[tuple[int, Line]]:
    """A line per rule and SOP, with the SOP's position: errors of all SOPs first, advice last."""
    entries = [[f.entry() for f in findings if f.document == i] for i in range(count)]
    made = [(i, line) for i in range(count) for line in lines(entries[i])]
    return sorted(made, key=lambda pair: SEVERITIES.index(pair[1].severity))


def _withdraw(session: Session) -> None:
    """Half of the marks would mislead: take off what was written before something failed."""
    sheets = session.sheets
    listed = sheets.own(FINDINGS)
    for sheet in sheets.by_name.values():
        if sheet is not listed:
            marks.remove(marks.find(sheet))
    if listed is not None:
        sheets.delete(listed)


# ---- Temuan Berikutnya ------------------------------------------------------------------------------------------


def next_finding(session: Session) -> Outcome:
    """Select the next cell of the list: errors first, advice last; after the last, the first.

    The list remembers the cell that was shown last, since Enter or Tab after a correction moves the selection on. Where
    the clerk went to another cell of the list by hand, the walk goes on from there.
    """
    listed = session.sheets.own(FINDINGS)
    if listed is None:
        return Outcome("Belum ada daftar temuan. Tekan Validasi dulu.")
    shown = {name for name, sheet in session.sheets.by_name.items() if is_visible(sheet)}
    found = read(listed)
    places = list(
        dict.fromkeys(place for line in found.lines for place in line.places if place.sheet in shown)
    )
    if not places:
        return Outcome("Temuan yang ada tidak menunjuk sel tertentu. Bacalah di lembar Temuan.")
    here = _selected(session)
    target = places[(_position(places, found.last_seen, here) + 1) % len(places)]
    sheet = session.sheets.by_name[target.sheet]
    sheet.activate()
    sheet.range(cells(*target.place, *target.place)).select()
    if not session.sheets.host.is_protected(listed):
        listed.range(LAST_SEEN).raw_value = f"'{target}"
    return Outcome(_told(found, target), quiet=True)


def _selected(session: Session) -> Address | None:
    selection = session.selected
    return Address(selection.sheet.name, selection.row, selection.column) if selection is not None else None


def _position(places: Sequence[Address], last: str | None, here: Address | None) -> int:
    """Which of the places was shown last: -1 before the first."""
    seen = next((i for i, place in enumerate(places) if str(place) == last), -1)
    if here is not None and here in places:
        at = places.index(here)
        moved_on = seen >= 0 and _is_next_to(places[seen], here)
        return seen if moved_on else at
    return seen


def _is_next_to(before: Address, here: Address) -> bool:
    """True for the cell itself, and where Enter or Tab leads from it."""
    down, right = here.row - before.row, here.column - before.column
    return here.sheet == before.sheet and (down, right) in ((0, 0), (1, 0), (0, 1))


def _told(found: Listed, target: Address) -> str:
    """What is said of a cell: which line of how many, which of its cells, and every line that names it."""
    about = [line for line in found.lines if target in line.places]
    first = about[0]
    which = (
        f" (sel {first.places.index(target) + 1} dari {len(first.places)})" if len(first.places) > 1 else ""
    )
    said = "; ".join(line.message for line in about)
    return f"Temuan {first.number} dari {len(found.lines)}, {target}{which}: {said}"


# ---- Hapus Tanda, Bantuan ---------------------------------------------------------------------------------------


def clear(session: Session) -> Outcome:
    """Take every mark of ours away, and sheet Temuan."""
    sheets = session.sheets
    listed = sheets.own(FINDINGS)
    marked = [
        found for sheet in sheets.by_name.values() if sheet is not listed and (found := marks.find(sheet))
    ]
    for found in marked:
        sheets.require_open(found.sheet)
    if listed is not None:
        sheets.require_structure()
    for found in marked:
        marks.remove(found)
    if listed is not None:
        sheets.delete(listed)
    if not marked and listed is None:
        return Outcome("Tidak ada tanda yang perlu dihapus.")
    return Outcome("Semua tanda dan lembar Temuan sudah dihapus.")


def show_help(session: Session) -> Outcome:
    """Go to sheet Petunjuk; where there is none, say what each button does."""
    guide = session.sheets.find("Petunjuk")
    if guide is not None and is_visible(guide):
        guide.activate()
        return Outcome("Petunjuk pengisian ada di lembar ini.", quiet=True)
    return Outcome(
        "Validasi: periksa SOP dan tandai sel yang perlu dilihat.\n"
        "Temuan Berikutnya: pindah ke sel berikutnya.\n"
        "Hitung Waktu: jumlahkan waktu baku.\n"
        "Lembar Identifikasi: susun ulang dari tabel prosedur.\n"
        "Ekspor JSON: tulis JSON di folder yang sama.\n"
        "Hapus Tanda: kembalikan tampilan semula."
    )
