"""Packages whose relationships, content types or workbook part are odd: one sentence each, or the right worksheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest

from tests.identify import identify
from tests.rich_sop import rich_sop
from xl_sop.errors import XlSopError
from xl_sop.package.package import Package

RICH = rich_sop()
_ATTRIBUTE = re.compile(rb'\s([A-Za-z:]+)="([^"]*)"')
_ODD_NAMES = (
    b"/",
    b"..",
    b"../../../x",
    b"http://x/y",
    b"#f",
    b"%",
    b"%zz",
    b"\\",
    b"C:\\x",
    b"/xl/workbook.xml",
)
_SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(RICH)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def leaks(variants: Iterator[tuple[str, dict[str, bytes]]]) -> list[str]:
    """What got out of `identify` besides sentences."""
    found: list[str] = []
    for told, contents in variants:
        try:
            identify(packed(contents))
        except XlSopError:
            continue
        except Exception as error:  # noqa: BLE001  that is what is looked for
            found.append(f"{told}: {type(error).__name__}: {error}")
    return found


def odd_attributes(part: str) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Every attribute of a part removed, emptied, or with a value that is none."""
    contents = parts()
    for match in _ATTRIBUTE.finditer(contents[part]):
        values = [None, b"", b"x", *(_ODD_NAMES if match[1] in (b"Target", b"PartName") else ())]
        for value in values:
            new = b"" if value is None else b' %s="%s"' % (match[1], value)
            data = contents[part][: match.start()] + new + contents[part][match.end() :]
            yield f"{part}{match[0].decode()} -> {value}", {**contents, part: data}


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"]
)
def test_an_odd_attribute_is_one_sentence(part: str) -> None:
    assert leaks(odd_attributes(part)) == []


@pytest.mark.parametrize("change", [lambda _: None, lambda _: b"", lambda _: b"<x/>", lambda data: data[:-9]])
def test_a_missing_or_broken_part_is_one_sentence(change: Callable[[bytes], bytes | None]) -> None:
    def variants() -> Iterator[tuple[str, dict[str, bytes]]]:
        for name, data in parts().items():
            new = change(data)
            rest = {other: bytes_ for other, bytes_ in parts().items() if other != name}
            yield name, rest if new is None else {**rest, name: new}

    assert leaks(variants()) == []


def test_relationships_that_share_an_id_or_lead_in_a_circle_are_one_sentence() -> None:
    contents = parts()
    rels = contents["xl/_rels/workbook.xml.rels"]
    first = re.search(rb"<Relationship [^>]*/>", rels)
    assert first is not None
    twice = rels.replace(first[0], first[0] * 2)
    circle = re.sub(rb'Target="[^"]*"', b'Target="workbook.xml"', rels)
    variants = [
        ("twice", {**contents, "xl/_rels/workbook.xml.rels": twice}),
        ("circle", {**contents, "xl/_rels/workbook.xml.rels": circle}),
    ]
    assert leaks(iter(variants)) == []


def test_a_digitally_signed_workbook_is_refused() -> None:
    package = Package(RICH)
    package.add("_xmlsignatures/origin.sigs", b"")
    package.add_relationship("", _SIGNATURE, "_xmlsignatures/origin.sigs")
    with pytest.raises(XlSopError) as refusal:
        identify(package.to_bytes(), "sop.xlsx")
    assert refusal.value.indonesian.startswith("Berkas sop.xlsx bertanda tangan digital")
    # one in which nothing has to change keeps its signature
    made = Package(identify(RICH).data)
    made.add("_xmlsignatures/origin.sigs", b"")
    made.add_relationship("", _SIGNATURE, "_xmlsignatures/origin.sigs")
    assert not identify(made.to_bytes()).changed
