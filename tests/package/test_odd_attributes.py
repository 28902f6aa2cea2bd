"""Whatever an attribute of a package says or leaves out, changing the workbook ends in a file or in one sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.book.readers import openpyxl_values
from xl_sop.errors import XlSopError
from xl_sop.package.container import Container
from xl_sop.package.editing import SheetEditor
from xl_sop.package.new_sheet import Styled, add_sheet
from xl_sop.package.package import Package

EXAMPLE = (Path(__file__).parents[2] / "workbooks/contoh/000_kecamatan_sumpiuh.xlsx").read_bytes()
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet4.xml",
)
ODD = (None, "x", "-1", "\u00b2", "9" * 25, "../..")
_TAG = re.compile(rb"<(\w[\w:]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(rb"\s([\w:]+)=\"([^\"]*)\"")


def attributes(xml: bytes) -> Iterator[tuple[str, int, int, int]]:
    """The first attribute of each name in an element of each name: what it is called, its span, its value's start."""
    seen: set[bytes] = set()
    for tag in _TAG.finditer(xml):
        for found in _ATTRIBUTE.finditer(xml, tag.start(2), tag.end(2)):
            called = tag[1] + b"@" + found[1]
            if called not in seen and not found[1].startswith(b"xmlns"):
                seen.add(called)
                yield called.decode(), found.start(), found.end(), found.start(2)


def changed(data: bytes) -> bytes:
    """The workbook with cells of a sheet changed and a sheet added."""
    package = Package(data)
    sheet = SheetEditor(package, "Identifikasi")
    assert sheet.get(1, 40) is None
    assert sheet.is_free(600, 1, 4)
    sheet.set_text(2, 2, "lain", style_from=(3, 2))
    sheet.set_number(500, 3, 7)
    sheet.raise_height(2, 30)
    add_sheet(package, "Baru", [[Styled("x", "heading")]])
    assert not package.signed
    return package.to_bytes()


def test_the_workbook_as_it_is() -> None:
    sheets = openpyxl_values(changed(EXAMPLE))
    assert sheets["Identifikasi"][500, 3] == 7
    assert sheets["Baru"][1, 1] == "x"


@pytest.mark.parametrize("part", PARTS)
def test_odd_attributes(part: str) -> None:
    xml = Container(EXAMPLE).read(part)
    cases = list(attributes(xml))
    assert cases
    for called, start, end, value_at in cases:
        for odd in ODD:
            package = Container(EXAMPLE)
            new = b"" if odd is None else xml[start:value_at] + odd.encode() + b'"'
            package.replace(part, xml[:start] + new + xml[end:])
            try:
                changed(package.to_bytes())
            except XlSopError as error:
                sentence = error.text("id")
            else:
                continue
            assert "\n" not in sentence, (called, odd)
