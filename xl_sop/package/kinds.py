"""What a file is that is no workbook: told by its first bytes, or by the parts of its zip."""

from __future__ import annotations

import re
from collections.abc import Container

from xl_sop.errors import BookError
from xl_sop.refusals import refusal

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"<?xml", "xml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<", "html"),
)
_MARKERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "ods"),
    ("[content_types].xml", "damaged"),
)


def not_a_zip(data: bytes) -> BookError:
    """What a file is that does not start as a zip does."""
    if not data:
        return refusal("empty")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Names in a compound file are UTF-16; both streams are in its directory.
        for stream, code in (("EncryptedPackage", "password"), ("Workbook", "xls"), ("Book", "xls")):
            if stream.encode("utf-16-le") in data:
                return refusal(code)
        return refusal("ole")
    head = data[:4096]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, code in _MAGIC:
        if start.startswith(magic.lower()):
            if code == "xml" and b"<html" in start:
                return refusal("html")
            return refusal(code)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return refusal("text")
    return refusal("other")


def not_a_workbook(parts: Container[str]) -> BookError:
    """What a zip is that has no workbook part."""
    return refusal(next((code for marker, code in _MARKERS if marker in parts), "archive"))
