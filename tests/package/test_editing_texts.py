import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from tests.book.readers import CHAIN, RICH, SHEET, calamine_values, editor, openpyxl_values
from tests.package.rich_workbook import STEPS
from tests.package.zip_facts import raw_entries
from xl_sop.errors import BookError
from xl_sop.package.editing import SheetEditor
from xl_sop.package.package import Package
from xl_sop.package.rows import parse


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", b"<t>=1+1</t>"),
        ("+62 811", b"<t>+62 811</t>"),
        ("-", b"<t>-</t>"),
        ("@SUM", b"<t>@SUM</t>"),
        ("a<b & c>d", b"<t>a&lt;b &amp; c&gt;d</t>"),
        (" tepi ", b'<t xml:space="preserve"> tepi </t>'),
        ("a\nb", b'<t xml:space="preserve">a\nb</t>'),
        ("a\rb", b"<t>a_x000D_b</t>"),
        ("a\x0bb\0", b"<t>a_x000B_b_x0000_</t>"),
        ("_x0041_", b"<t>_x005F_x0041_</t>"),
        ("_x004_", b"<t>_x004_</t>"),
        ("_x0041_x0042_", b"<t>_x005F_x0041_x005F_x0042_</t>"),
        ("\ufffe", b"<t>_xFFFE_</t>"),
        ("\ud83d", b"<t>_xD83D_</t>"),
        ("½ hari 😀", "<t>½ hari 😀</t>".encode()),
    ],
)
def test_how_a_text_is_written(text: str, written: bytes):
    sheet = editor()
    sheet.set_text(4, 2, text)
    assert b">" + b"<is>" + written + b"</is></c>" in sheet.package.read(SHEET)
    assert editor(sheet.package).get(4, 2) == text


def test_the_longest_text_and_one_more():
    sheet = editor()
    sheet.set_text(4, 2, "😀" * 16_383 + "a")
    with pytest.raises(BookError, match="too long"):
        sheet.set_text(5, 2, "😀" * 16_384)
    assert sheet.get(5, 2) == STEPS[2]


# What XML can hold and the readers report: no lone surrogate, no noncharacter (calamine shows those escaped).
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
)
AWKWARD = st.sampled_from(
    ["_x0041_", "_x005F_", "_x005F_x0041_", "_", "x00", "\r\n", "\t", " ", "&amp;", "]]>", "\x1f"]
)
ANY_TEXT = st.one_of(TEXT, st.lists(st.one_of(AWKWARD, TEXT), min_size=1, max_size=5).map("".join))


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_any_text_reads_back_equal(text: str):
    package = Package(RICH)
    editor(package).set_text(4, 2, text)
    assert editor(package).get(4, 2) == text
    sheet = parse(package.read(SHEET), SHEET)
    assert sheet.join() == package.read(SHEET)
    result = package.to_bytes()
    assert calamine_values(result)["Identifikasi"][4, 2] == text
    # openpyxl leaves escapes in inline text to its user, and offers its own function for them.
    assert unescape(openpyxl_values(result)["Identifikasi"][4, 2]) == text


CELLS = st.dictionaries(
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
    st.one_of(st.none(), st.text("abc =+é", min_size=1, max_size=5), st.integers(-999, 999), st.just(0.25)),
    max_size=25,
)
BLOCKED = {(3, 4), *((row, 6) for row in range(3, 7))}


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_any_set_of_cells(cells: dict[tuple[int, int], str | float | None]):
    cells = {at: value for at, value in cells.items() if at not in BLOCKED}

    def write(package: Package) -> SheetEditor:
        sheet = editor(package)
        for (row, column), value in cells.items():
            if value is None or isinstance(value, str):
                sheet.set_text(row, column, value)
            else:
                sheet.set_number(row, column, value)
        return sheet

    package = Package(RICH)
    sheet = write(package)
    wanted = openpyxl_values(RICH)
    wanted["Identifikasi"] = {
        at: value for at, value in (wanted["Identifikasi"] | cells).items() if value is not None
    }
    # Text in a merged area's hidden cells is in the file, but openpyxl does not show it.
    hidden = {(1, column) for column in (2, 3, 4)}
    wanted["Identifikasi"] = {at: value for at, value in wanted["Identifikasi"].items() if at not in hidden}
    result = package.to_bytes()
    assert openpyxl_values(result) == wanted
    assert all(sheet.get(*at) == value for at, value in cells.items())

    touched = set(package.changed)
    assert touched <= {SHEET, CHAIN}
    before, after = raw_entries(RICH), raw_entries(result)
    assert all(after[name] == before[name] for name in before if name not in touched)

    parsed = parse(package.read(SHEET), SHEET)
    numbers = [row.number for row in parsed.rows]
    assert numbers == sorted(set(numbers))
    assert all([c.column for c in row.cells] == sorted({c.column for c in row.cells}) for row in parsed.rows)
    named = [re.search(rb'r="(\w+)"', c.tag)[1].decode() for row in parsed.rows for c in row.cells]
    assert named == [f"{get_column_letter(c.column)}{row.number}" for row in parsed.rows for c in row.cells]

    again = Package(result)
    write(again)
    assert again.changed == []
