"""An SOP with its worksheet inside the workbook that has everything other writers lose.

The worksheet's heading and fields are added to its sheet, and two steps of the procedure are given other words,
so that the worksheet has drifted. All else is as `tests.package.rich_workbook` makes it.
"""

from __future__ import annotations

import re

from tests.package.rich_workbook import _zip, rich_workbook
from tests.package.zip_facts import contents

SHEET, PROCEDURE = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml"
NEW_SECOND, NEW_LAST = "Memeriksa berkas & lampiran", "Mengarsipkan naskah dinas"
FIELDS = (
    ("A. Data Kegiatan", None),
    ("1. Judul SOP", "Surat Masuk"),
    ("2. Jenis Kegiatan", "Rutin"),
    ("4. Scope (Ruang Lingkup)", "Kecamatan"),
    ("B. Identifikasi Kegiatan", None),
    ("Judul Kegiatan", "Surat Masuk"),
    ("Langkah Awal", "Menerima surat"),
    ("Langkah Utama", "Memeriksa berkas; Menyetujui konsep"),
    ("Langkah Akhir", "Mengarsipkan naskah"),
    ("C. Identifikasi Langkah", None),
)
"""Labels and values, from row 13 of the sheet Identifikasi; the lines of part C follow from row 23."""
LINES = ("Menerima surat", "Memeriksa berkas", "Menyetujui konsep", "Mengarsipkan naskah")


def rich_sop(*, lines: tuple[str, ...] = LINES) -> bytes:
    """The .xlsm as bytes: a drifted worksheet below the old contents of the sheet Identifikasi."""
    parts = contents(rich_workbook())

    def put(part: str, old: str, new: str) -> None:
        text = parts[part].decode()
        assert text.count(old) == 1, (part, old, text.count(old))
        parts[part] = text.replace(old, new).encode()

    def text(cell: str, value: str | None) -> str:
        value = (value or "").replace("&", "&amp;")
        return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>' if value else f'<c r="{cell}"/>'

    rows = [f'<row r="12">{text("A12", "LEMBAR KERJA IDENTIFIKASI KEGIATAN")}</row>']
    rows += [
        f'<row r="{row}" ht="15">{text(f"A{row}", label)}{text(f"B{row}", value)}</row>'
        for row, (label, value) in enumerate(FIELDS, 13)
    ]
    rows += [
        f'<row r="{row}"><c r="A{row}"><v>{row - 22}</v></c>'
        f'<c r="B{row}" s="1" t="inlineStr"><is><t>{line}</t></is></c></row>'
        for row, line in enumerate(lines, 23)
    ]
    put(SHEET, '<dimension ref="A1:F10"/>', f'<dimension ref="A1:F{22 + len(lines)}"/>')
    put(SHEET, "</sheetData>", "".join(rows) + "</sheetData>")
    for row, value in ((3, NEW_SECOND), (5, NEW_LAST)):
        old = re.search(rf'<c r="B{row}"[^>]*>.*?</c>', parts[PROCEDURE].decode())
        assert old, row
        put(PROCEDURE, old[0], text(f"B{row}", value))
    return _zip(parts)
