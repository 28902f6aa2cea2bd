"""Drawings of sheets: places as XlsxWriter puts them, and one outcome whichever way the XML is read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.drawings.catalogue import PEOPLE
from tests.drawings.people import sketch
from xl_sop.book import drawingml
from xl_sop.book.drawings import PIXEL, Drawing
from xl_sop.book.file import open_book
from xl_sop.book.sizes import Sizes, Tracks, read_sizes


def drawing(path: Path, sheet: int = 0) -> Drawing:
    draw = open_book(path).grids[sheet].draw
    assert draw is not None
    return draw()


def test_a_sheet_without_a_drawing_has_nothing_to_draw(tmp_path: Path) -> None:
    """Nor one with a link, a note or a button only."""
    book = xlsxwriter.Workbook(tmp_path / "polos.xlsx")
    sheet = book.add_worksheet()
    sheet.write_url("A1", "https://example.invalid/", string="No")
    sheet.write_comment("A1", "Nomor")
    sheet.insert_button("C3", {"macro": "Validasi", "caption": "Validasi"})
    book.close()
    with zipfile.ZipFile(tmp_path / "polos.xlsx") as archive:
        assert "xl/worksheets/_rels/sheet1.xml.rels" in archive.namelist()
    assert open_book(tmp_path / "polos.xlsx").grids[0].draw is None


@pytest.mark.parametrize("position", [1, 2, 3])
def test_boxes_lie_where_xlsxwriter_puts_them(position: int, tmp_path: Path) -> None:
    """Pixels of the sheet, over columns and rows of odd sizes, one hidden of each."""
    book = xlsxwriter.Workbook(tmp_path / "kotak.xlsx")
    sheet = book.add_worksheet()
    sheet.write("A1", "No")
    widths = {0: 33, 1: 120, 2: 61, 3: 64, 4: 250}
    heights = {0: 20, 1: 45, 2: 20, 3: 83, 4: 31}
    for column, pixels in widths.items():
        sheet.set_column_pixels(column, column, pixels)
    for row, pixels in heights.items():
        sheet.set_row_pixels(row, pixels)
    sheet.set_column(5, 5, None, None, {"hidden": True})
    sheet.set_row(5, None, None, {"hidden": True})
    wanted = []
    for row, column, dx, dy in ((0, 0, 3, 4), (1, 2, 10, 11), (3, 4, 100, 40), (6, 6, 7, 9)):
        sheet.insert_textbox(
            row, column, f"{row} {column}",
            {"x_offset": dx, "y_offset": dy, "width": 90, "height": 50, "object_position": position},
        )  # fmt: skip
        left = sum(widths.get(c, 0 if c == 5 else 64) for c in range(column)) + dx
        top = sum(heights.get(r, 0 if r == 5 else 20) for r in range(row)) + dy
        wanted.append((f"{row} {column}", left, top, left + 90, top + 50))
    book.close()
    found = [
        (s.text, *(round(v / PIXEL) for v in (s.left, s.top, s.right, s.bottom)))
        for s in drawing(tmp_path / "kotak.xlsx").shapes
    ]
    assert found == wanted
    assert all(shape.text_box for shape in drawing(tmp_path / "kotak.xlsx").shapes)


def test_the_cell_under_a_point(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "sel.xlsx")
    sheet = book.add_worksheet()
    sheet.write("A1", "No")
    for place in ("B3", "E7", "AA40"):
        sheet.insert_textbox(place, place, {"x_offset": 2, "y_offset": 2, "width": 20, "height": 10})
    book.close()
    found = drawing(tmp_path / "sel.xlsx")
    assert [found.address(shape.centre).a1 for shape in found.shapes] == ["B3", "E7", "AA40"]


@pytest.mark.parametrize("name", PEOPLE)
def test_both_ways_of_reading_say_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sketch(5, PEOPLE[name], tmp_path / "gambar.xlsx").path
    first = drawing(path)
    monkeypatch.setattr(drawingml, "plain_drawing", lambda xml: None)
    again = drawing(path)
    assert first.shapes == again.shapes != []
    assert first.wires == again.wires != []


def test_most_drawings_are_read_the_fast_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = []

    def counted(read: Callable[[bytes], object]) -> Callable[[bytes], object]:
        def plain(xml: bytes) -> object:
            found = read(xml)
            fast.append(found is not None)
            return found

        return plain

    monkeypatch.setattr(drawingml, "plain_drawing", counted(drawingml.plain_drawing))
    for i, habits in enumerate(PEOPLE.values()):
        drawing(sketch(5, habits, tmp_path / f"{i}.xlsx").path)
    assert sum(fast) > len(PEOPLE) / 2


@pytest.mark.parametrize(
    ("usual", "spans", "places"),
    [
        (10.0, [], {1: 0, 2: 10, 50: 490}),
        (10.0, [(3, 4, 25.0)], {1: 0, 3: 20, 4: 45, 5: 70, 6: 80}),
        (10.0, [(1, 1, 0.0), (3, 3, 5.0)], {1: 0, 2: 0, 3: 10, 4: 15}),
        (0.0, [(2, 2, 30.0)], {1: 0, 2: 0, 3: 30, 9: 30}),
        (10.0, [(2, 5, 20.0), (4, 6, 1.0)], {2: 10, 4: 50, 6: 90, 7: 91}),
    ],
)
def test_tracks_begin_where_those_before_them_end(
    usual: float, spans: list[tuple[int, int, float]], places: dict[int, float]
) -> None:
    tracks = Tracks(usual, spans, 100)
    assert {track: tracks.start(track) for track in places} == places
    for track in range(1, 60):
        start, end = tracks.span(track)
        if end > start:
            assert tracks.at((start + end) / 2) == track
    assert (tracks.at(-5), tracks.at(1e9)) == (1, 100 if usual else tracks.at(1e9))


def test_sizes_come_in_pieces_as_in_one() -> None:
    rows = b"".join(b'<row r="%d" ht="%d"><c r="A%d"/></row>' % (i, 10 + i, i) for i in range(1, 40))
    head = b'<worksheet><sheetFormatPr defaultRowHeight="20"/><cols><col min="2" max="3" width="20"/></cols><sheetData>'
    xml = head + rows + b"</sheetData></worksheet>"

    def told(sizes: Sizes) -> list[float]:
        return [sizes.y(row) for row in range(1, 45)] + [sizes.x(column) for column in range(1, 6)]

    whole = told(read_sizes([xml], 60))
    assert whole[38] == sum(10 + i for i in range(1, 39)) * 12700
    for size in (7, 50, 333):
        assert told(read_sizes([xml[i : i + size] for i in range(0, len(xml), size)], 60)) == whole
