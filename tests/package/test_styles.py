import io
import re
import warnings

import openpyxl
import pytest

from tests.package.rich_workbook import MAIN, rich_workbook
from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import CONTENT_TYPES, Package
from xl_sop.package.styles import NAMED, named_style, style_like

RICH = rich_workbook()
PART = "xl/styles.xml"


def cell_with(package: Package, style: int):
    """The cell that a second reader finds, given a format."""
    sheet = SheetEditor(package, "Identifikasi")
    sheet.set_text(30, 1, "contoh")
    sheet.set_style(30, 1, style)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(package.to_bytes()))["Identifikasi"]["A30"]


def test_a_new_format_is_what_was_asked_for_on_top_of_its_base():
    package = Package(RICH)
    style = style_like(package, 2, bold=True, size=14, fill="ffffc7ce", horizontal="center", vertical="top")
    # Excel follows an index only where the switch beside it is on.
    last = package.read(PART).split(b"<xf ")[-1]
    assert all(switch in last for switch in (b'applyFont="1"', b'applyFill="1"', b'applyAlignment="1"'))
    cell = cell_with(package, style)
    assert (cell.font.b, cell.font.sz, cell.font.name) == (True, 14, "Calibri")
    assert (cell.fill.patternType, cell.fill.fgColor.rgb) == ("solid", "FFFFC7CE")
    assert (cell.alignment.horizontal, cell.alignment.vertical) == ("center", "top")
    assert cell.alignment.wrap_text  # of the base
    assert cell.border.left.style == "thin"  # of the base


def test_properties_can_be_taken_away():
    package = Package(RICH)
    plain = style_like(package, 1, bold=False)
    unwrapped = style_like(package, 2, wrap=False, border=False)
    assert not cell_with(package, plain).font.b
    cell = cell_with(package, unwrapped)
    assert (cell.alignment.wrap_text, cell.border.left.style) == (False, None)


def test_an_equal_format_is_used_again():
    package = Package(RICH)
    assert style_like(package, 2) == 2
    assert style_like(package, 2, wrap=True, border=None) == 2
    assert package.changed == []
    one = style_like(package, 0, wrap=True, bold=True)
    size = len(package.read(PART))
    assert style_like(package, 0, bold=True, wrap=True) == one
    assert len(package.read(PART)) == size
    assert style_like(Package(package.to_bytes()), 0, bold=True, wrap=True) == one


def test_formats_are_only_appended():
    package = Package(RICH)
    before = package.read(PART).decode()
    style_like(package, 2, bold=True, fill="FF00FF00", border=False)
    after = package.read(PART).decode()
    for name in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
        pattern = rf"<{name} count=\"(\d+)\"[^>]*?(?:/>|>(.*?)</{name}>)"
        old, new = re.search(pattern, before), re.search(pattern, after)
        assert (new[2] or "").startswith(old[2] or ""), name
        entries = re.findall(rf"<{name[:-1] if name != 'cellXfs' else 'xf'}[ >/]", new[2] or "")
        if name in ("fonts", "fills", "borders", "cellXfs"):
            assert len(entries) == int(new[1]), name
    assert before[: before.index("<fonts")] == after[: after.index("<fonts")]


def test_a_prefixed_styles_part_with_foreign_matter():
    package = Package(RICH)
    text = package.read(PART).replace(f'xmlns="{MAIN}"'.encode(), f'xmlns:s="{MAIN}"'.encode())
    text = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1s:", text)
    text = text.replace(b"</s:styleSheet>", b'<x:lain xmlns:x="urn:x"/></s:styleSheet>')
    package.replace(PART, text)
    style = style_like(package, 2, bold=True, wrap=False, fill="FF00FF00")
    assert b'<s:alignment wrapText="0"/></s:xf></s:cellXfs>' in package.read(PART)
    assert package.read(PART).endswith(b'<x:lain xmlns:x="urn:x"/></s:styleSheet>')
    assert cell_with(package, style).font.b


@pytest.mark.parametrize("name", NAMED)
def test_named_formats(name: str):
    package = Package(RICH)
    cell = cell_with(package, named_style(package, name))
    wanted = NAMED[name]
    assert bool(cell.font.b) is wanted.get("bold", False)
    assert bool(cell.alignment.wrap_text) is wanted.get("wrap", False)
    assert (cell.border.top.style == "thin") is wanted.get("border", False)


@pytest.mark.parametrize("rest", [b"", b"<fonts/>", b'<cellStyles count="0"/>'])
def test_a_workbook_with_hardly_any_styles(rest: bytes):
    package = Package(RICH)
    head = b'<styleSheet xmlns="%s"' % MAIN.encode()
    package.replace(PART, head + (b">" + rest + b"</styleSheet>" if rest else b"/>"))
    if rest == b"<fonts/>":
        with pytest.raises(BookError, match="fonts 0"):
            style_like(package, 0, bold=True)
        return
    assert style_like(package, 0, bold=True, fill="FF00FF00", border=True, wrap=True) == 1
    order = re.findall(rb"<(fonts|fills|borders|cellXfs|cellStyles)[ >]", package.read(PART))
    wanted = [b"fonts", b"fills", b"borders", b"cellXfs", *([b"cellStyles"] if rest else [])]
    assert order == wanted
    # Fills 0 and 1 are reserved: programs ignore what stands there.
    assert b'fillId="2"' in package.read(PART)


def test_a_workbook_without_a_styles_part_gets_one():
    package = Package(RICH)
    package.drop_part(PART, package.workbook_part)
    assert style_like(package, 0, bold=True) == 1
    assert package.workbook_related("styles") == PART
    assert b'PartName="/xl/styles.xml"' in package.read(CONTENT_TYPES)


def test_a_format_that_does_not_exist():
    with pytest.raises(BookError, match="cellXfs 999"):
        style_like(Package(RICH), 999, bold=True)
