"""Sheet Identitas: the two-column identity page of PermenPANRB 35/2012."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.model import NO_IDENTITY, Identity
from xl_sop.template.style import CENTER, FIELD, LABEL, TEXT, Pen, Style
from xl_sop.text import clean

SHEET = "Identitas"
_WIDTHS = (49, 16, 10, 33)
_LEFT, _LABEL, _SUBLABEL, _VALUE = 1, 2, 3, 4
_LINE = 21.0
_SIGNATURE = 66.0
_BOX = 104.0
_PAGE = 380.0  # rows end at 409 points: a longer box is merged over several

_AGENCY = replace(CENTER, bold=True, size=12, box="lrb")
_LOGO = replace(CENTER, box="lrt")
_DATE = replace(FIELD, text=False, number_format="[$-421]d mmmm yyyy")
_SUB = {"t": replace(FIELD, box="lt"), "": replace(FIELD, box="l"), "b": replace(FIELD, box="lb")}
_OFFICIAL = {"t": replace(FIELD, box="rt"), "": replace(FIELD, box="r"), "b": replace(FIELD, box="rb")}

# attribute, label, hint
_DATES = (
    ("created", "Tanggal Pembuatan", "Tanggal SOP selesai disusun, misalnya 18 Januari 2021."),
    ("revised", "Tanggal Revisi", "Tanggal revisi terakhir atau yang direncanakan; boleh dikosongkan."),
    ("effective", "Tanggal Efektif", "Tanggal SOP mulai berlaku, misalnya 1 Februari 2021."),
)
_OFFICIALS = (
    ("position", "Jabatan", "Jabatan pejabat yang mengesahkan."),
    ("name", "Nama", "Nama lengkap pejabat dengan gelar."),
    ("rank", "Pangkat", "Pangkat, misalnya Pembina Utama Muda."),
    ("employee_number", "NIP", "18 angka; sel ini sudah berformat teks."),
)
_BOXES = (
    (("legal_basis", "Dasar Hukum"), ("qualifications", "Kualifikasi Pelaksana")),
    (("related", "Keterkaitan"), ("equipment", "Peralatan/Perlengkapan")),
    (("warnings", "Peringatan"), ("records", "Pencatatan dan Pendataan")),
)
_LIST_HINT = "Satu butir satu baris, diberi nomor 1., 2., dan seterusnya. Baris baru: Alt+Enter."

# "Januari 2024" is what people write for a date without a day.
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def fill(sheet: Worksheet, identity: Identity = NO_IDENTITY) -> None:
    """Write the sheet, empty or from an identity."""
    pen = Pen(sheet, _WIDTHS)
    bottom = _upper_half(pen, identity)
    for pair in _BOXES:
        bottom = _pair(pen, bottom + 1, pair, identity)
    pen.name("xl_sop_identitas", (1, _LEFT), (bottom, _VALUE))
    pen.paper(landscape=False, area=f"A1:D{bottom}")


def numbered(items: Sequence[str]) -> str | None:
    """A list as one cell writes it: `1. …`, `2. …`, a line each; None for an empty list."""
    return "\n".join(f"{i}. {clean(item)}" for i, item in enumerate(items, 1)) or None


def written_date(value: str | None) -> tuple[str | date | None, bool]:
    """A date of the contract as a cell value, and whether it is a real date."""
    if value is None:
        return None, True
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        year, _, month = value.partition("-")
        if len(year) == 4 and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
            return f"{_MONTHS[int(month) - 1]} {year}", False
        return clean(value), False
    # Excel's calendar begins in 1900 and counts a 29 February 1900 that never was.
    return (day, True) if day.year > 1900 else (f"{day.day} {_MONTHS[day.month - 1]} {day.year}", False)


def _upper_half(pen: Pen, identity: Identity) -> int:
    row = 1
    _field(pen, row, "Nomor SOP", clean_or_none(identity.number), FIELD)
    pen.hint(f"D{row}", "Nomor SOP", "Nomor menurut aturan instansi; sel ini sudah berformat teks.")
    for attribute, label, hint in _DATES:
        row += 1
        value, real = written_date(getattr(identity, attribute))
        _field(pen, row, label, value, _DATE if real else FIELD)
        pen.hint(f"D{row}", label, hint)
    first = row + 1
    for attribute, label, hint in _OFFICIALS:
        row += 1
        _official(pen, row, label, clean_or_none(getattr(identity.approved_by, attribute)), row - first)
        pen.hint(f"D{row}", label, hint)
    pen.put(first, _LABEL, "Disahkan oleh", LABEL, to=(row, _LABEL))
    pen.name("xl_sop_disahkan_oleh", (first, _SUBLABEL), (row, _VALUE))
    row += 1
    name = clean_or_none(identity.name)
    _field(pen, row, "Nama SOP", name, replace(FIELD, bold=True))
    pen.hint(f"D{row}", "Nama SOP", "Nama kegiatan yang diatur, sama dengan judul di lembar Prosedur.")
    _letterhead(pen, identity.agency, first, row)
    return row


def _letterhead(pen: Pen, agency: Sequence[str], split: int, bottom: int) -> None:
    pen.put(1, _LEFT, None, _LOGO, to=(split, _LEFT))
    pen.hint("A1", "Logo", "Tempat logo: menu Sisipkan (Insert), Gambar (Pictures).")
    text = "\n".join(map(clean, agency)) or None
    pen.put(split + 1, _LEFT, text, _AGENCY, to=(bottom, _LEFT))
    pen.hint(
        f"A{split + 1}",
        "Instansi",
        "Nama pemerintah daerah dan unit kerja, satu baris masing-masing (Alt+Enter).",
    )
    pen.name("xl_sop_instansi", (split + 1, _LEFT))
    rows = range(split + 1, bottom + 1)
    missing = measure.height(text, pen.width(_LEFT), size=12, bold=True) - sum(
        pen.sheet.row_dimensions[row].height or 0 for row in rows
    )
    if missing > 0:  # a long letterhead: the signature's row has room to grow
        pen.height(rows[0], (pen.sheet.row_dimensions[rows[0]].height or 0) + missing)


def _field(pen: Pen, row: int, label: str, value: Any, style: Style) -> None:
    pen.put(row, _LABEL, label, LABEL, to=(row, _SUBLABEL))
    pen.put(row, _VALUE, value, style)
    pen.name(_name(label), (row, _VALUE))
    pen.height(row, _needed(pen, value, style.bold))


def _official(pen: Pen, row: int, label: str, value: str | None, position: int) -> None:
    edge = {0: "t", len(_OFFICIALS) - 1: "b"}.get(position, "")
    vertical = "bottom" if label == "Nama" else "center"  # room for a signature above the name
    bold = label == "Nama"
    pen.put(row, _SUBLABEL, label, replace(_SUB[edge], vertical=vertical))
    pen.put(row, _VALUE, value, replace(_OFFICIAL[edge], vertical=vertical, bold=bold))
    pen.height(row, _needed(pen, value, bold) + (_SIGNATURE - _LINE if bold else 0))


def _needed(pen: Pen, value: Any, bold: bool) -> float:
    return max(_LINE, measure.height(value if isinstance(value, str) else None, pen.width(_VALUE), bold=bold))


def _pair(pen: Pen, row: int, pair: Sequence[tuple[str, str]], identity: Identity) -> int:
    """Two boxes side by side, each label above its list; returns the last row."""
    places = ((_LEFT, _LEFT), (_LABEL, _VALUE))
    texts = [numbered(getattr(identity, attribute)) for attribute, _ in pair]
    needed = max(
        _BOX,
        *(measure.height(text, pen.width(*place)) for text, place in zip(texts, places, strict=True)),
    )
    rows = math.ceil(needed / _PAGE)
    pen.height(row, 18)
    for i in range(rows):
        pen.height(row + 1 + i, needed / rows)
    for (_, label), text, (first, last) in zip(pair, texts, places, strict=True):
        pen.put(row, first, label, LABEL, to=(row, last))
        pen.put(row + 1, first, text, TEXT, to=(row + rows, last))
        pen.hint(f"{'A' if first == _LEFT else 'B'}{row + 1}", label, _LIST_HINT)
        pen.name(_name(label), (row + 1, first))
    return row + rows


def _name(label: str) -> str:
    """The defined name of a field: `Peralatan/Perlengkapan` → `xl_sop_peralatan_perlengkapan`, as its JSON key."""
    return "xl_sop_" + re.sub(r" dan |\W+", "_", label.lower())


def clean_or_none(text: str | None) -> str | None:
    """Cleaned text; None stays None."""
    return None if text is None else clean(text) or None
