"""A workbook made by openpyxl → a file whose bytes depend on nothing but its contents."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip file can hold
_DATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_STAMP = rb"\g<1>2024-01-01T00:00:00Z"
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>xl_sop</Application></Properties>"
)
_FIRST = "[Content_Types].xml"
_BEFORE = re.compile(rb"<pageSetup [^>]*/>|</headerFooter>")


def packed(book: Workbook, *, digits_as_text: dict[str, str]) -> bytes:
    """A workbook as the bytes of a file.

    Args:
        book: The workbook.
        digits_as_text: Areas by sheet where digits are text on purpose: no green triangle in Excel.
    """
    raw = io.BytesIO()
    book.save(raw)
    parts = {
        f"xl/worksheets/sheet{book.sheetnames.index(name) + 1}.xml": area
        for name, area in digits_as_text.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pinned:
        for name in sorted(made.namelist(), key=lambda name: name != _FIRST):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            data = _pinned(name, made.read(name))
            pinned.writestr(info, _unmarked(data, parts[name]) if name in parts else data)
    return out.getvalue()


def _pinned(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _DATED.sub(_STAMP, data)
    return _APP if name == "docProps/app.xml" else data


def _unmarked(sheet: bytes, area: str) -> bytes:
    # openpyxl cannot write <ignoredErrors>; its place in the schema is after the page's setup and footer.
    mark = f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'.encode()
    end = max(match.end() for match in _BEFORE.finditer(sheet))
    return sheet[:end] + mark + sheet[end:]
