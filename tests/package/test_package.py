import re

import pytest

from tests.package.rich_workbook import OFFICE, rich_workbook
from xl_sop.errors import BookError
from xl_sop.package.package import CONTENT_TYPES, Package

RICH = rich_workbook()
SHEET = "xl/worksheets/sheet2.xml"
VML = f"{OFFICE}/vmlDrawing"


def test_content_types_by_part_and_by_extension():
    package = Package(RICH)
    assert package.content_type("xl/media/image1.png") == "image/png"
    assert package.content_type("/XL/workbook.xml").endswith("macroEnabled.main+xml")
    assert package.content_type("x.tidakada") is None


def test_content_types_are_added_beside_what_is_there():
    package = Package(RICH)
    before = package.read(CONTENT_TYPES)
    package.add_default_type("png", "image/png")
    assert package.read(CONTENT_TYPES) == before
    package.add_default_type("emf", "image/x-emf")
    package.set_content_type("xl/baru.xml", "application/xml+baru")
    package.set_content_type("xl/baru.xml", "application/xml+lain")
    assert package.content_type("a.EMF") == "image/x-emf"
    assert package.content_type("xl/baru.xml") == "application/xml+lain"
    after = package.read(CONTENT_TYPES)
    added = re.findall(rb"<(?:Default|Override)[^>]*(?:emf|lain)[^>]*>", after)
    for tag in added:
        after = after.replace(tag, b"")
    assert len(added) == 2
    assert after == before


def test_an_extension_of_another_type_is_not_taken_over():
    with pytest.raises(BookError, match="already stands for image/png"):
        Package(RICH).add_default_type("PNG", "image/jpeg")


def test_a_prefixed_content_types_part_keeps_its_prefix():
    package = Package(RICH)
    text = re.sub(rb"<(/?)(Types|Default|Override)", rb"<\1ct:\2", package.read(CONTENT_TYPES))
    package.replace(CONTENT_TYPES, text.replace(b"xmlns=", b"xmlns:ct="))
    package.set_content_type("xl/baru.xml", "a/b")
    assert b'<ct:Override PartName="/xl/baru.xml" ContentType="a/b"/></ct:Types>' in package.read(
        CONTENT_TYPES
    )


def test_relationships_are_resolved_to_part_names():
    package = Package(RICH)
    assert package.workbook_part == "xl/workbook.xml"
    assert ("printerSettings", "xl/printerSettings/printerSettings1.bin") in [
        (known.type.rpartition("/")[2], known.target) for known in package.rels(SHEET).values()
    ]
    assert package.related(SHEET, "comments") == ["xl/comments1.xml"]
    assert package.workbook_related("calcChain") == "xl/calcChain.xml"
    assert package.rels("xl/theme/theme1.xml") == {}


def test_a_relationship_is_added_once():
    package = Package(RICH)
    identifier = package.add_relationship("xl/worksheets/sheet3.xml", VML, "xl/drawings/vmlDrawing9.vml")
    again = package.add_relationship("xl/worksheets/sheet3.xml", VML, "xl/drawings/vmlDrawing9.vml")
    assert identifier == again == "rId1"
    assert package.rels("xl/worksheets/sheet3.xml")["rId1"] == (VML, "xl/drawings/vmlDrawing9.vml")
    assert b'Target="../drawings/vmlDrawing9.vml"' in package.read("xl/worksheets/_rels/sheet3.xml.rels")
    other = package.add_relationship(SHEET, VML, "xl/drawings/vmlDrawing9.vml")
    assert other not in Package(RICH).rels(SHEET)


def test_dropping_a_part_takes_its_type_and_relationship_along():
    package = Package(RICH)
    package.drop_part("xl/calcChain.xml", package.workbook_part)
    assert package.workbook_related("calcChain") is None
    assert "xl/calcChain.xml" not in package
    assert b"calcChain" not in package.read(CONTENT_TYPES) + package.read("xl/_rels/workbook.xml.rels")


def test_sheets_are_found_through_relationships_whatever_their_parts_are_called():
    package = Package(RICH)
    assert [sheet.name for sheet in package.sheets()] == ["Prosedur", "Identifikasi", "Grafik"]
    assert package.sheet_part("IDENTIFIKASI") == SHEET
    rels = package.read("xl/_rels/workbook.xml.rels")
    swapped = rels.replace(b"sheet2.xml", b"X").replace(
        b"worksheets/sheet3.xml", b"/xl/worksheets/sheet2.xml"
    )
    package.replace("xl/_rels/workbook.xml.rels", swapped.replace(b"X", b"sheet3.xml"))
    assert package.sheet_part("Grafik") == SHEET
    assert package.sheet_part("Identifikasi") == "xl/worksheets/sheet3.xml"


def test_a_target_with_percent_signs_for_a_part_without_them():
    package = Package(RICH)
    package.add("xl/worksheets/lembar satu.xml", package.read(SHEET))
    rels = package.read("xl/_rels/workbook.xml.rels").replace(b"sheet2.xml", b"lembar%20satu.xml")
    package.replace("xl/_rels/workbook.xml.rels", rels)
    assert package.sheet_part("Identifikasi") == "xl/worksheets/lembar satu.xml"


def test_a_missing_sheet_and_a_missing_part():
    package = Package(RICH)
    with pytest.raises(BookError, match='no worksheet "Tidak Ada"') as caught:
        package.sheet_part("Tidak Ada")
    assert 'Lembar "Tidak Ada" tidak ada' in caught.value.indonesian
    with pytest.raises(BookError, match="damaged"):
        package.read("xl/tidakada.xml")
    with pytest.raises(BookError, match="damaged"):
        package.remove("xl/tidakada.xml")


def test_a_utf_16_part_is_read_and_becomes_utf_8_only_when_changed():
    package = Package(RICH)
    name = "xl/_rels/workbook.xml.rels"
    text = package.read(name).decode().replace("UTF-8", "UTF-16")
    package.replace(name, text.encode("utf-16"))
    assert len(package.sheets()) == 3
    package.add_relationship(package.workbook_part, VML, "xl/x.vml")
    assert package.read(name).startswith(b'<?xml version="1.0" encoding="UTF-8"')
    assert len(package.sheets()) == 3


@pytest.mark.parametrize(
    "origin", ["_xmlsignatures/origin.sigs", "/package/services/digital-signature/origin.psdsor"]
)
def test_a_signature_of_the_package_is_told(origin):
    package = Package(RICH)
    assert not package.signed
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    package.add(origin.lstrip("/"), b"")
    package.add_relationship("", kind, origin)
    assert Package(package.to_bytes()).signed


def test_a_signature_of_the_macros_alone_is_none_of_the_package():
    package = Package(RICH)
    package.add("xl/vbaProjectSignature.bin", b"")
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature"
    package.add_relationship("xl/vbaProject.bin", kind, "xl/vbaProjectSignature.bin")
    assert not Package(package.to_bytes()).signed
