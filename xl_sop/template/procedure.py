"""Sheet Prosedur: title, procedure table, total row; the flow columns stand outside the print area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.model import Number, Step, Symbol, Unit
from xl_sop.template.identity_page import clean_or_none
from xl_sop.template.style import BODY, CENTER, HEAD, NOTE, TEXT, TITLE, Pen, area
from xl_sop.template.ways import flow_cells
from xl_sop.text import clean
from xl_sop.waktu.duration import parse

SHEET = "Prosedur"
EMPTY_ROWS = 15
PERFORMERS = ("Pelaksana 1", "Pelaksana 2", "Pelaksana 3", "Pelaksana 4")
MARKS = ("mulai", "proses", "keputusan", "penghubung", "selesai", "x")
"""What the drop-down of a performer cell offers."""

_TITLE, _GROUPS, _HEADER, _TOP = 1, 3, 4, 5  # rows
_MARK = replace(CENTER, size=9, color="FF404040", text=True)
_NUMBER = replace(CENTER, number_format='0"."', vertical="center")
_TIME = replace(CENTER, text=True)
_FLOW = replace(CENTER, size=9, text=True)
_FLOW_HEAD = replace(HEAD, size=9)
_CELL = replace(TEXT, vertical="center")
_TOTAL = replace(BODY, bold=True, horizontal="right", vertical="center")
_LOWEST = 26.0


class Columns(NamedTuple):
    """The sheet columns of a table with that many performers."""

    number: int
    description: int
    performer: int
    requirements: int
    duration: int
    output: int
    note: int
    yes: int
    no: int

    @classmethod
    def of(cls, performers: int) -> Columns:
        """Left to right; one narrow column parts the table from the flow columns."""
        after = 3 + performers
        return cls(1, 2, 3, after, after + 1, after + 2, after + 3, after + 5, after + 6)


class _Times(NamedTuple):
    unit: Unit | None
    texts: list[str | None]


def fill(
    sheet: Worksheet,
    *,
    title: str | None = None,
    performers: Sequence[str] = PERFORMERS,
    steps: Sequence[Step] | None = None,
    total: Number | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Write the sheet.

    Args:
        sheet: A new sheet.
        title: What stands above the table.
        performers: Names of the performer columns.
        steps: The rows; None for an empty template.
        total: What the total row says, in minutes.
        notes: Remarks below the table.
    """
    at = Columns.of(len(performers))
    pen = Pen(sheet, _widths(performers), at.note + 1)
    times = _times(steps) if steps is not None else _Times("menit", [])
    pen.put(_TITLE, 1, clean_or_none(title), TITLE, to=(_TITLE, at.note))
    pen.height(_TITLE, 26)
    pen.hint("A1", "Judul prosedur", "Misalnya: SOP PENGUKURAN KINERJA")
    pen.name("xl_sop_judul_prosedur", (_TITLE, 1))
    pen.height(2, 8)
    _head(pen, at, performers, times.unit)
    bottom = _empty_body(pen, at) if steps is None else _body(pen, at, performers, steps, times)
    _hints(pen, at, len(performers), bottom)
    _total_row(pen, at, bottom + 1, total)
    last = _notes(pen, at, bottom + 2, notes)
    pen.name("xl_sop_prosedur", (_GROUPS, 1), (bottom + 1, at.note))
    pen.name("xl_sop_langkah", (_TOP, 1), (bottom, at.note))
    pen.name("xl_sop_alur", (_TOP, at.yes), (bottom, at.no))
    pen.name("xl_sop_total", (bottom + 1, at.duration))
    pen.paper(area=area((1, 1), (last, at.note)), head=f"{_GROUPS}:{_HEADER}")
    pen.fit()
    sheet.freeze_panes = f"C{_TOP}"


def digits_as_text(performers: int, rows: int) -> str:
    """The cells in which a digit is text on purpose: Waktu and the flow columns."""
    at = Columns.of(performers)
    bottom = _TOP + max(rows, 1) - 1
    return f"{area((_TOP, at.duration), (bottom, at.duration))} {area((_TOP, at.yes), (bottom, at.no))}"


def mark(symbols: Sequence[Symbol], ends: bool) -> str:
    """`proses`, `mulai+proses`, `x` for an unknown shape; a terminator without a way out is `selesai`."""
    words = {"terminator": "selesai" if ends else "mulai"}
    return "+".join(words.get(symbol, symbol) for symbol in symbols) or "x"


def _widths(performers: Sequence[str]) -> list[float]:
    usual = measure.performer_width(len(performers))
    each = [min(max(usual, measure.unbroken(clean(name), bold=True)), 20.0) for name in performers]
    return [5, 38, *each, 21, 11, 21, 14, 2, 13, 13]


def _times(steps: Sequence[Step]) -> _Times:
    """What the Waktu cells say, and the unit that their header may name.

    A bare number takes the header's unit. The header names the unit of most bare numbers; those of another
    unit say it themselves. One bare number without any unit forbids a unit in the header: it would get one.
    """
    bare = {i for i, step in enumerate(steps) if step.duration.text and _is_bare(clean(step.duration.text))}
    units: Counter[Unit | None] = Counter(steps[i].duration.unit for i in sorted(bare))
    unit: Unit | None = None if None in units or not units else units.most_common(1)[0][0]
    texts: list[str | None] = []
    for i, step in enumerate(steps):
        text = clean_or_none(step.duration.text)
        own = step.duration.unit
        texts.append(f"{text} {own}" if i in bare and own not in (None, unit) else text)
    return _Times(unit, texts)


def _is_bare(text: str) -> bool:
    return parse(text, None).problem == "waktu-tanpa-satuan"


def _head(pen: Pen, at: Columns, performers: Sequence[str], unit: Unit | None) -> None:
    tall = {at.number: "No.", at.description: "Uraian Prosedur", at.note: "Keterangan"}
    for column, text in tall.items():
        pen.put(_GROUPS, column, text, HEAD, to=(_HEADER, column))
    for column, text in ((at.yes, "Ya → No."), (at.no, "Tidak → No.")):
        pen.put(_GROUPS, column, text, _FLOW_HEAD, to=(_HEADER, column))
    if performers:
        pen.put(_GROUPS, at.performer, "Pelaksana", HEAD, to=(_GROUPS, at.requirements - 1))
    pen.put(_GROUPS, at.requirements, "Mutu Baku", HEAD, to=(_GROUPS, at.output))
    names = [clean(name) for name in performers]
    for i, name in enumerate(names):
        pen.put(_HEADER, at.performer + i, name, HEAD)
    pen.put(_HEADER, at.requirements, "Kelengkapan", HEAD)
    pen.put(_HEADER, at.duration, f"Waktu ({unit})" if unit else "Waktu", HEAD)
    pen.put(_HEADER, at.output, "Output", HEAD)
    pen.height(_GROUPS, 20)
    pen.height(_HEADER, 32)
    if performers:
        pen.name("xl_sop_pelaksana", (_HEADER, at.performer), (_HEADER, at.requirements - 1))


def _empty_body(pen: Pen, at: Columns) -> int:
    for row in range(_TOP, _TOP + EMPTY_ROWS):
        _row(pen, at, row, {})
        pen.height(row, _LOWEST)
    return _TOP + EMPTY_ROWS - 1


def _body(pen: Pen, at: Columns, performers: Sequence[str], steps: Sequence[Step], times: _Times) -> int:
    for i, step in enumerate(steps):
        yes, no = flow_cells(step, steps[i + 1] if i + 1 < len(steps) else None)
        values: dict[int, str | int | None] = {
            at.number: step.number,
            at.description: clean_or_none(step.description),
            at.requirements: clean_or_none(step.requirements),
            at.duration: times.texts[i],
            at.output: clean_or_none(step.output),
            at.note: clean_or_none(step.note),
            at.yes: yes,
            at.no: no,
        }
        for part in step.performers:
            values[at.performer + list(performers).index(part.name)] = mark(part.symbols, not step.next)
        _row(pen, at, _TOP + i, values)
        pen.height(_TOP + i, _LOWEST)
    if not steps:
        _row(pen, at, _TOP, {})
    return _TOP + max(len(steps), 1) - 1


def _row(pen: Pen, at: Columns, row: int, values: dict[int, str | int | None]) -> None:
    styles = {at.number: _NUMBER, at.duration: _TIME, at.yes: _FLOW, at.no: _FLOW}
    for column in range(at.performer, at.requirements):
        styles[column] = _MARK
    for column in (*range(1, at.note + 1), at.yes, at.no):
        pen.put(row, column, values.get(column), styles.get(column, _CELL))


def _hints(pen: Pen, at: Columns, performers: int, bottom: int) -> None:
    def cells(first: int, last: int | None = None) -> str:
        return area((_TOP, first), (bottom, last or first))

    pen.hint(cells(at.number), "Nomor", "Nomor langkah: 1, 2, 3, dan seterusnya.")
    pen.hint(cells(at.description), "Uraian", "Mulai dengan kata kerja aktif, misalnya: Menyusun, Memeriksa.")
    if performers:
        pen.hint(
            cells(at.performer, at.requirements - 1),
            "Tanda pelaksana",
            "Pilih tanda di kolom yang mengerjakan. Dua tanda: proses+keputusan. x = bentuk belum diketahui.",
            MARKS,
        )
    pen.hint(
        cells(at.duration),
        "Waktu",
        "Misalnya 15 menit, 2 jam, 3 hari. Angka saja dibaca dengan satuan pada judul kolom.",
    )
    pen.hint(
        cells(at.yes),
        "Jika ya, ke langkah",
        "Nomor langkah atau selesai. Cabang lain: Lengkap: 5; Kurang: 3. Kosong = ke baris berikutnya.",
    )
    pen.hint(
        cells(at.no), "Jika tidak, ke langkah", "Nomor langkah atau selesai. Kosong = ke baris berikutnya."
    )


def _total_row(pen: Pen, at: Columns, row: int, total: Number | None) -> None:
    pen.put(row, 1, "Jumlah waktu (menit)", _TOTAL, to=(row, at.requirements))
    pen.put(row, at.duration, total, replace(_TOTAL, horizontal="center"))
    pen.put(row, at.output, None, BODY, to=(row, at.note))
    pen.height(row, 22)


def _notes(pen: Pen, at: Columns, row: int, notes: Sequence[str]) -> int:
    """Remarks in the rows from `row` on, one blank row between; returns the last row of the sheet."""
    last = row - 1
    for last, note in enumerate(notes, row + 1):
        pen.put(last, 1, note, NOTE, to=(last, at.note))
    return last
