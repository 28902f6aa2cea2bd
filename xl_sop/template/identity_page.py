"""Sheet Identitas: the identity page of PermenPANRB 35/2012 on a sheet of paper on its side, as offices sign it.

Unit and logo on the left, the fields on the right; the official's position, name, rank and NIP stand centred without
labels below each other, with room for a signature. What belongs where is said beside the page, where nothing prints:
`← Jabatan` means the cell on its left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from xl_sop import measure
from xl_sop.model import NO_IDENTITY, Approval, Identity
from xl_sop.template.style import CENTER, FIELD, LABEL, NOTE, TEXT, Pen, Style
from xl_sop.text import clean

SHEET = "Identitas"
DIGITS_AS_TEXT = "C1 C5:C9"
"""Cells whose digits are text: Nomor SOP, and the official's NIP."""

_WIDTHS = (72, 22, 52, 2, 12)
_ZOOM = 85  # per cent: the page and what stands beside it are seen on a screen of 1,280 pixels
_LEFT, _LABEL, _VALUE, _SPARE, _POINTER = 1, 2, 3, 4, 5
_LINE = 20.0
_SIGNATURE = 52.0
_BOX = 78.0  # three of them and the upper half fill a page
_PAGE = 380.0  # rows end at 409 points: a longer box is merged over several

_AGENCY = replace(CENTER, bold=True, size=12, box="lrb")
_LOGO = replace(CENTER, box="lrt")
_DATE = replace(FIELD, text=False, number_format="[$-421]d mmmm yyyy")
_OFFICIAL = replace(CENTER, text=True)
_POINTING = replace(NOTE, vertical="center")

# attribute, label, hint
_DATES = (
    ("created", "Tanggal Pembuatan", "Tanggal SOP selesai disusun, misalnya 18 Januari 2021."),
    ("revised", "Tanggal Revisi", "Tanggal revisi terakhir atau yang direncanakan; boleh dikosongkan."),
    ("effective", "Tanggal Efektif", "Tanggal SOP mulai berlaku, misalnya 1 Februari 2021."),
)
# attribute, pointer, hint, look; without an attribute: the room for a signature
_OFFICIALS: tuple[tuple[str | None, str, str, Style], ...] = (
    ("position", "← Jabatan", "Jabatan pejabat yang mengesahkan.", replace(_OFFICIAL, box="lrt")),
    (None, "", "", replace(_OFFICIAL, box="lr")),
    (
        "name",
        "← Nama",
        "Nama lengkap pejabat dengan gelar.",
        replace(_OFFICIAL, bold=True, underline=True, vertical="bottom", box="lr"),
    ),
    ("rank", "← Pangkat", "Pangkat, misalnya Pembina Utama Muda.", replace(_OFFICIAL, box="lr")),
    (
        "employee_number",
        "← NIP",
        "NIP dan 18 angka; sel ini sudah berformat teks.",
        replace(_OFFICIAL, vertical="top", box="lrb"),
    ),
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
    pen = Pen(sheet, _WIDTHS, _SPARE)
    bottom = _upper_half(pen, identity)
    for pair in _BOXES:
        bottom = _pair(pen, bottom + 1, pair, identity)
    pen.name("xl_sop_identitas", (1, _LEFT), (bottom, _VALUE))
    sheet.sheet_view.zoomScale = _ZOOM
    pen.paper(area=f"A1:C{bottom}", pages=pen.fit(), first=1)


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
    pen.hint(f"C{row}", "Nomor SOP", "Nomor menurut aturan instansi; sel ini sudah berformat teks.")
    for attribute, label, hint in _DATES:
        row += 1
        value, real = written_date(getattr(identity, attribute))
        _field(pen, row, label, value, _DATE if real else FIELD)
        pen.hint(f"C{row}", label, hint)
    first = row + 1
    row = _signature(pen, first, identity.approved_by)
    row += 1
    _field(pen, row, "Nama SOP", clean_or_none(identity.name), replace(FIELD, bold=True))
    pen.hint(f"C{row}", "Nama SOP", "Nama kegiatan yang diatur, sama dengan judul di lembar Prosedur.")
    _letterhead(pen, identity.agency, first, row)
    return row


def _signature(pen: Pen, first: int, official: Approval) -> int:
    for row, (attribute, pointer, hint, look) in enumerate(_OFFICIALS, first):
        value = clean_or_none(getattr(official, attribute)) if attribute else None
        if value and attribute == "employee_number" and not value.startswith("NRP "):
            value = f"NIP. {value}"
        pen.put(row, _VALUE, value, look)
        if attribute:
            pen.put(row, _POINTER, pointer, _POINTING)
            pen.hint(f"C{row}", pointer.removeprefix("← "), hint)
        pen.height(row, _LINE if attribute in ("position", "employee_number") else 15)
    pen.height(first + 1, _SIGNATURE)
    last = first + len(_OFFICIALS) - 1
    pen.put(first, _LABEL, "Disahkan oleh", LABEL, to=(last, _LABEL))
    pen.name("xl_sop_disahkan_oleh", (first, _VALUE), (last, _VALUE))
    return last


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


def _field(pen: Pen, row: int, label: str, value: Any, style: Style) -> None:
    pen.put(row, _LABEL, label, LABEL)
    pen.put(row, _VALUE, value, style)
    pen.name(_name(label), (row, _VALUE))
    pen.height(row, _LINE)


def _pair(pen: Pen, row: int, pair: Sequence[tuple[str, str]], identity: Identity) -> int:
    """Two boxes side by side, each label above its list; returns the last row."""
    places = ((_LEFT, _LEFT), (_LABEL, _VALUE))
    texts = [numbered(getattr(identity, attribute)) for attribute, _ in pair]
    needed = max(
        measure.height(text, pen.pixels(*place), indent=TEXT.indent)
        for text, place in zip(texts, places, strict=True)
    )
    rows = max(1, math.ceil(needed / _PAGE))
    pen.height(row, 18)
    for i in range(rows):
        pen.height(row + 1 + i, _BOX / rows)
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
