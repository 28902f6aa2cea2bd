"""Sheet Identifikasi: the worksheet "Lembar Kerja Identifikasi Kegiatan", parts A, B and C."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from xl_sop.document import FoundWorksheet
from xl_sop.model import Group, Identification
from xl_sop.template.identity_page import clean_or_none
from xl_sop.template.style import BODY, CENTER, FIELD, SECTION, TITLE, Pen
from xl_sop.worksheet.content import GROUP_LABELS, PART_C, PARTS, fields_of, lines_of
from xl_sop.worksheet.content import TITLE as HEADING

SHEET = "Identifikasi"
KINDS = ("Pelayanan", "Rutin", "Penugasan")
_WIDTHS = (30, 6, 110, 2)
_LABEL, _NUMBER, _TEXT, _SPARE = 1, 2, 3, 4
_LINE_HEIGHT, _HEADING_HEIGHT, _GAP = 16.5, 18.0, 7.0  # points: 14 steps fit a page

_HINTS = {
    "sop_title": "Sama dengan Nama SOP di lembar Identitas.",
    "kind": "Pilih Pelayanan, Rutin, atau Penugasan.",
    "product": "Jabatan penanggung jawab produk kegiatan.",
    "activity": "Jabatan penanggung jawab pelaksanaan kegiatan.",
    "scope": "Unit kerja tempat SOP ini berlaku.",
    "activity_title": "Sama dengan Nama SOP di lembar Identitas.",
    "first": "Diisi oleh tombol Lembar Identifikasi dari langkah pertama.",
    "main": "Ringkasan langkah di antara awal dan akhir.",
    "last": "Diisi oleh tombol Lembar Identifikasi dari langkah terakhir.",
}
_MIDDLE: tuple[Group, ...] = ("utama",) * 8
_EMPTY: tuple[Group, ...] = ("awal", *_MIDDLE, "akhir")

_NAME = replace(FIELD, bold=True)
_VALUE = replace(FIELD, vertical="center")
_LINE = replace(BODY, vertical="center", text=True)


class Line(NamedTuple):
    """A line of part C."""

    group: Group | None
    number: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """What the sheet says: fields by attribute, and the lines of part C."""

    fields: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    lines: tuple[Line, ...] = tuple(Line(group, None, None) for group in _EMPTY)


def as_found(worksheet: FoundWorksheet) -> Content:
    """A worksheet as an author left it, with whatever has drifted from the table."""
    return Content(
        {attribute: cell.text for attribute, cell in worksheet.fields.items()},
        tuple(Line(line.group, line.number, line.text.text) for line in lines_of(worksheet)),
    )


def regenerated(identification: Identification) -> Content:
    """The worksheet of the contract."""
    fields = fields_of(identification)
    lines = tuple(Line(step.group, step.number, step.description) for step in identification.steps)
    return Content(fields, lines) if lines else Content(fields)


def fill(sheet: Worksheet, content: Content) -> None:
    """Write the sheet."""
    pen = Pen(sheet, _WIDTHS, _SPARE)
    pen.put(1, _LABEL, HEADING, TITLE, to=(1, _TEXT))
    pen.height(1, 26)
    row = 1
    for heading, rows in PARTS:
        row = _part(pen, row + 2, heading, rows, content)
    bottom = _steps(pen, row + 2, content.lines)
    pen.name("xl_sop_identifikasi", (1, _LABEL), (bottom, _TEXT))
    pen.paper(area=f"A1:C{bottom}", pages=pen.fit())


def _part(pen: Pen, row: int, heading: str, rows: Iterable[tuple[str | None, str]], content: Content) -> int:
    pen.put(row, _LABEL, heading, SECTION, to=(row, _TEXT))
    pen.height(row - 1, _GAP)
    pen.height(row, _HEADING_HEIGHT)
    for row, (attribute, written) in enumerate(rows, row + 1):  # noqa: B020, PLR1704
        label = written.strip()
        style = replace(_NAME, indent=3) if label != written else _NAME
        pen.put(row, _LABEL, label, style, to=(row, _NUMBER))
        value = clean_or_none(content.fields.get(attribute)) if attribute else None
        pen.put(row, _TEXT, value, _VALUE)
        pen.height(row, _LINE_HEIGHT)
        if attribute:
            pen.hint(
                f"C{row}",
                label.lstrip("1234. ")[:32],
                _HINTS[attribute],
                KINDS if attribute == "kind" else (),
            )
            pen.name(f"xl_sop_identifikasi_{_NAMES[attribute]}", (row, _TEXT))
    return row


_NAMES = {
    "sop_title": "judul_sop", "kind": "jenis_kegiatan", "product": "produk", "activity": "kegiatan",
    "scope": "ruang_lingkup", "activity_title": "judul_kegiatan", "first": "langkah_awal",
    "main": "langkah_utama", "last": "langkah_akhir",
}  # fmt: skip


def _steps(pen: Pen, row: int, lines: tuple[Line, ...]) -> int:
    pen.put(row, _LABEL, PART_C, SECTION, to=(row, _TEXT))
    pen.height(row - 1, _GAP)
    pen.height(row, _HEADING_HEIGHT)
    top = row + 1
    before: Group | None = None
    for i, line in enumerate(lines):
        row = top + i
        starts = line.group != before or i == 0
        ends = i + 1 == len(lines) or lines[i + 1].group != line.group
        box = "lr" + "t" * starts + "b" * ends
        pen.put(
            row, _LABEL, GROUP_LABELS[line.group] if starts and line.group else None, replace(_NAME, box=box)
        )
        pen.put(row, _NUMBER, line.number, replace(CENTER, number_format='0"."'))
        text = clean_or_none(line.text)
        pen.put(row, _TEXT, text, _LINE)
        pen.height(row, _LINE_HEIGHT)
        before = line.group
    if lines:
        pen.name("xl_sop_identifikasi_langkah", (top, _LABEL), (row, _TEXT))
    return row
