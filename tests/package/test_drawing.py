"""Shapes of ours in a sheet's drawing, names of print areas, and elements where the schema wants them."""

from __future__ import annotations

import io
import warnings
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.package.rich_workbook import rich_workbook
from xl_sop.errors import BookError
from xl_sop.package.drawing import MAIN, SPREADSHEET_DRAWING, replace_shapes
from xl_sop.package.names import PRINT_AREA, PRINT_TITLES, quoted, set_sheet_name, sheet_name
from xl_sop.package.package import Package
from xl_sop.package.sheet_elements import put_element, set_attributes
from xl_sop.package.styles import HIDDEN, cell_looks, style_like

RICH = rich_workbook()
DRAWING = "xl/drawings/drawing1.xml"
X, A = "{" + SPREADSHEET_DRAWING + "}", "{" + MAIN + "}"


def shape(number: int, name: str) -> bytes:
    corner = "<xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    return (
        f"<xdr:twoCellAnchor><xdr:from>{corner}</xdr:from><xdr:to>{corner}</xdr:to>"
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="{name}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp><xdr:clientData/>'
        "</xdr:twoCellAnchor>"
    ).encode()


def names(package: Package, part: str) -> list[tuple[str, str]]:
    root = ET.fromstring(package.read(part))
    return [(node.attrib["id"], node.attrib["name"]) for node in root.iter(f"{X}cNvPr")]


def test_ours_come_after_all_others_with_ids_of_their_own_and_go_again() -> None:
    package = Package(RICH)
    part = package.sheet_part("Prosedur")
    before, others = package.read(DRAWING), names(package, DRAWING)
    for _ in range(2):
        replace_shapes(
            package, part, "xl_sop ", lambda first: shape(first, "xl_sop a") + shape(first + 1, "xl_sop b")
        )
        assert names(package, DRAWING) == [*others, ("91", "xl_sop a"), ("92", "xl_sop b")]
    replace_shapes(package, part, "xl_sop ", lambda _: b"")
    assert package.read(DRAWING) == before


def test_a_sheet_without_a_drawing_gets_one_that_excel_finds() -> None:
    package = Package(RICH)
    part = package.sheet_part("Grafik")
    replace_shapes(package, part, "xl_sop ", lambda _: b"")
    assert not package.changed
    replace_shapes(package, part, "xl_sop ", lambda first: shape(first, "xl_sop a"))
    made = Package(package.to_bytes())
    (drawing,) = made.related(made.sheet_part("Grafik"), "drawing")
    assert names(made, drawing) == [("2", "xl_sop a")]
    assert made.content_type(drawing) == "application/vnd.openxmlformats-officedocument.drawing+xml"
    root = ET.fromstring(made.read(made.sheet_part("Grafik")))
    tags = [node.tag.rpartition("}")[2] for node in root]
    assert tags.index("drawing") > tags.index("pageMargins")


def test_a_drawing_that_calls_its_namespaces_otherwise() -> None:
    package = Package(RICH)
    old = package.read(DRAWING)
    renamed = old.replace(b"<xdr:", b"<z:").replace(b"</xdr:", b"</z:").replace(b"xmlns:xdr=", b"xmlns:z=")
    package.replace(DRAWING, renamed)
    replace_shapes(package, package.sheet_part("Prosedur"), "xl_sop ", lambda first: shape(first, "xl_sop a"))
    found = names(package, DRAWING)
    assert found[-1] == ("91", "xl_sop a")
    root = ET.fromstring(package.read(DRAWING))
    assert root[-1].tag == f"{X}twoCellAnchor"
    assert root[-1].find(f".//{A}prstGeom") is not None


def test_a_drawing_that_is_not_there_is_said() -> None:
    package = Package(RICH)
    package.remove(DRAWING)
    with pytest.raises(BookError, match="drawing"):
        replace_shapes(package, package.sheet_part("Prosedur"), "xl_sop ", lambda _: b"")


def opened(package: Package) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(package.to_bytes()))


def test_print_areas_and_titles_as_openpyxl_reads_them() -> None:
    package = Package(RICH)
    assert sheet_name(package, "Identifikasi", PRINT_AREA) == "Identifikasi!$A$1:$D$10"
    set_sheet_name(package, "Identifikasi", PRINT_AREA, "Identifikasi!$A$1:$D$10")
    assert not package.changed
    set_sheet_name(package, "Identifikasi", PRINT_AREA, "Identifikasi!$A$1:$D$12")
    set_sheet_name(package, "Prosedur", PRINT_TITLES, f"{quoted('Prosedur')}!$1:$1")
    book = opened(package)
    assert book["Identifikasi"].print_area == "'Identifikasi'!$A$1:$D$12"
    assert book["Prosedur"].print_title_rows == "$1:$1"
    assert quoted("Bagian 'A'") == "'Bagian ''A'''"


def test_a_workbook_without_any_name_gets_its_first() -> None:
    package = Package(RICH)
    xml = package.workbook()
    names_node = xml.root.first("definedNames")
    assert names_node is not None
    package.replace(package.workbook_part, xml.splice([(names_node.start, names_node.end, b"")]))
    set_sheet_name(package, "Prosedur", PRINT_AREA, "Prosedur!$A$1:$B$2")
    assert opened(package)["Prosedur"].print_area == "'Prosedur'!$A$1:$B$2"


def test_elements_go_where_the_schema_wants_them() -> None:
    package = Package(RICH)
    part = package.sheet_part("Prosedur")
    put_element(
        package,
        part,
        "rowBreaks",
        b'<brk id="3" max="16383" man="1"/>',
        {"count": "1", "manualBreakCount": "1"},
    )
    set_attributes(package, part, "pageSetup", {"scale": "77", "paperSize": "14"})
    tags = [node.tag.rpartition("}")[2] for node in ET.fromstring(package.read(part))]
    wanted = ["sheetData", "pageMargins", "pageSetup", "rowBreaks", "drawing"]
    assert [tag for tag in tags if tag in wanted] == wanted
    sheet = opened(package)["Prosedur"]
    assert ([one.id for one in sheet.row_breaks.brk], sheet.page_setup.scale) == ([3], 77)
    put_element(package, part, "rowBreaks", None, {})
    set_attributes(package, part, "pageSetup", {"scale": None})
    assert b"rowBreaks" not in package.read(part)
    assert b'scale="77"' not in package.read(part)


def test_the_format_that_hides_is_made_once_and_looks_are_told() -> None:
    package = Package(RICH)
    first = style_like(package, 1, number_format=HIDDEN)
    assert style_like(package, 1, number_format=HIDDEN) == first
    again = style_like(package, 0, number_format=HIDDEN)
    assert again != first
    looks = cell_looks(package)
    assert (looks[first].hidden, looks[first].bold, looks[1].hidden, looks[1].bold) == (
        True,
        True,
        False,
        True,
    )
    assert package.read("xl/styles.xml").count(b'formatCode=";;;"') == 1
    assert style_like(package, first, number_format="@") != first
