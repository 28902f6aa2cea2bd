"""Flowcharts drawn into files: the planned lines in what Excel reads, and not one byte of what is not ours."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from msgspec import structs

import xl_sop
from tests.flowchart.drawn_sops import sop_of, step_of
from tests.flowchart.painted import Painted, drawing_part, painted
from tests.flowchart.rich_procedure import DRAWING, MARKS, PART, SHEET, rich_procedure
from tests.package.zip_facts import contents, physical_order, raw_entries
from xl_sop.document import Document
from xl_sop.errors import BookError
from xl_sop.flowchart.in_file import draw
from xl_sop.flowchart.plan import PIXEL, POINT
from xl_sop.model import Sop
from xl_sop.package.package import Package

EXAMPLES = sorted((Path(__file__).parents[2] / "workbooks" / "contoh").glob("*.xlsx"))
RICH = rich_procedure()
KINDS = {
    "flowChartTerminator": "terminator",
    "flowChartProcess": "proses",
    "flowChartDecision": "keputusan",
    "flowChartOffpageConnector": "penghubung",
}


_LONG = (
    "memeriksa kelengkapan berkas permohonan, mencocokkan dengan aslinya, lalu meneruskan kepada atasan " * 2
)


def branching() -> Sop:
    """Two pages with branches, loops, a joint step, two symbols in a cell and a way to the end."""
    rows = [
        ({"Warga": ["terminator"]}, [(2, None)]),
        ({"Loket": ["keputusan"]}, [(3, "Ya"), (1, "Tidak")]),
        ({"Kasi": ["proses", "keputusan"]}, [(4, "Lengkap"), (2, "Kurang")]),
        ({"Camat": ["keputusan"]}, [(5, "Ya"), (3, "Tidak"), (None, "Ditolak")]),
        ({"Loket": ["proses"], "Kasi": ["proses"], "Camat": ["proses"]}, [(6, None)]),
        *(({"Loket": ["proses"]}, [(n + 1, None)]) for n in range(6, 12)),
        ({"Loket": ["keputusan"]}, [(13, "Ya"), (2, "Tidak")]),
        ({"Warga": ["terminator"]}, []),
    ]
    steps = [step_of(number, parts, ways) for number, (parts, ways) in enumerate(rows, 1)]  # type: ignore[arg-type]
    # so long that no scale makes one page of it
    steps = [structs.replace(step, description=f"{step.description} {_LONG}") for step in steps]
    return sop_of(["Warga", "Loket", "Kasi", "Camat"], steps)


@pytest.fixture(scope="module")
def branched(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The branching SOP in the standard template."""
    path = tmp_path_factory.mktemp("draw") / "bercabang.xlsx"
    xl_sop.write_template(path, Document(branching()))
    return path.read_bytes()


def ours(seen: Painted) -> Painted:
    return Painted(
        [shape for shape in seen.shapes if shape.name.startswith("xl_sop ")],
        [line for line in seen.lines if line.name.startswith("xl_sop ")],
    )


def port(box: tuple[int, int, int, int], site: int) -> tuple[float, float]:
    """Where a connection site of a flowchart shape is: top, left, bottom, right."""
    left, top, width, height = box
    return [(left + width / 2, top), (left, top + height / 2), (left + width / 2, top + height), (left + width, top + height / 2)][site]  # fmt: skip


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES] + ["branched"])
def test_connectors_draw_the_lines_that_freeforms_draw_and_hold_on_to_their_shapes(
    name: str, branched: bytes
) -> None:
    data = branched if name == "branched" else next(p for p in EXAMPLES if p.stem == name).read_bytes()
    glued, free = (
        ours(painted(draw(data, lines=lines).data, "Prosedur")) for lines in ("connectors", "freeforms")
    )
    assert [shape.name for shape in glued.shapes] == [shape.name for shape in free.shapes]
    assert [line.name for line in glued.lines] == [line.name for line in free.lines]
    assert glued.lines
    shapes = glued.by_id()
    for line, wanted in zip(glued.lines, free.lines, strict=True):
        assert (line.arrow, line.dashed) == (wanted.arrow, wanted.dashed)
        assert line.arrow != line.dashed
        assert len(line.points) == len(wanted.points)
        for one, other in zip(line.points, wanted.points, strict=True):
            assert one == pytest.approx(other, abs=POINT / 2 + 500)
        for end, at in zip(line.ends, (line.points[0], line.points[-1]), strict=True):
            assert end is not None
            assert port(shapes[end[0]].box, end[1]) == pytest.approx(at, abs=POINT / 2 + 500)


def test_the_shapes_are_the_symbols_of_the_steps(branched: bytes) -> None:
    seen = ours(painted(draw(branched).data, "Prosedur"))
    drawn = {shape.name: shape for shape in seen.shapes}
    for step in branching().steps:
        for part in step.performers:
            for place, kind in enumerate(part.symbols):
                name = f"xl_sop langkah {step.number} {part.name}" + (f" ({place + 1})" if place else "")
                assert KINDS[drawn.pop(name).preset or ""] == kind
    assert drawn.pop("xl_sop selesai 4").text == "Selesai"
    labels = {name: shape.text for name, shape in drawn.items() if name.startswith("xl_sop label")}
    assert labels["xl_sop label 3 2 Kurang"] == "Kurang"
    assert len(labels) == 9
    pentagons = [name for name in drawn if name.startswith("xl_sop sambungan")]
    assert sorted(labels) + sorted(pentagons) == sorted(drawn)
    assert {drawn[name].text for name in pentagons} == {"A", "B"}
    assert sum(line.dashed for line in seen.lines) == 2


def test_every_part_but_those_of_the_drawing_is_the_same_bytes(branched: bytes) -> None:
    for data in (*(path.read_bytes() for path in EXAMPLES), branched):
        made = draw(data)
        old, new = raw_entries(data), raw_entries(made.data)
        changed = {name for name in old if new[name] != old[name]}
        assert changed == {"[Content_Types].xml", "xl/worksheets/sheet3.xml", "xl/styles.xml"}
        assert set(new) - set(old) == {DRAWING, "xl/worksheets/_rels/sheet3.xml.rels"}
        assert set(made.parts) == changed | (set(new) - set(old))


def test_twice_is_the_same_bytes(branched: bytes) -> None:
    for data in (EXAMPLES[0].read_bytes(), branched, RICH):
        once = draw(data)
        again = draw(once.data)
        assert once.changed
        assert (again.data, again.parts) == (once.data, [])


def test_marks_are_hidden_and_still_read(branched: bytes, tmp_path: Path) -> None:
    made = draw(branched).data
    path = tmp_path / "digambar.xlsx"
    path.write_bytes(made)
    sheet = openpyxl.load_workbook(path)["Prosedur"]
    marked = [cell for row in sheet["C5:F17"] for cell in row if cell.value]
    assert len(marked) == 15
    assert {cell.number_format for cell in marked} == {";;;"}
    empty = [cell for row in sheet["C5:F17"] for cell in row if not cell.value]
    assert {cell.number_format for cell in empty} == {"@"}
    assert [step.performers for step in xl_sop.read(path)[0].sop.steps] == [
        s.performers for s in branching().steps
    ]


def test_a_mark_taken_away_takes_its_symbol_along_and_shows_what_is_typed_then(branched: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(branched))
    assert book["Prosedur"]["E9"].value == "proses"
    made = draw(branched).data
    part = contents(made)
    sheet = part["xl/worksheets/sheet3.xml"].decode()
    emptied, count = re.subn(r'<c r="E9"( s="\d+")[^>]*>.*?</c>', r'<c r="E9"\1/>', sheet)
    assert count == 1
    again = draw(_rezipped(part | {"xl/worksheets/sheet3.xml": emptied.encode()})).data
    names = {shape.name for shape in painted(again, "Prosedur").shapes}
    assert "xl_sop langkah 5 Kasi" not in names
    assert {"xl_sop langkah 5 Loket", "xl_sop langkah 5 Camat"} <= names
    assert openpyxl.load_workbook(io.BytesIO(again))["Prosedur"]["E9"].number_format == "@"


def _rezipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# --- a workbook full of other things


def test_a_logo_a_chart_text_boxes_and_a_persons_connector_keep_their_bytes() -> None:
    made = draw(RICH)
    old, new = contents(RICH)[DRAWING], contents(made.data)[DRAWING]
    anchors = re.findall(rb"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>", old, re.DOTALL)
    assert len(anchors) >= 5
    assert old[: old.rindex(b"</xdr:wsDr>")] == new[: old.rindex(b"</xdr:wsDr>")]
    seen = painted(made.data, SHEET)
    assert len(ours(seen).shapes) == len(MARKS)
    assert len(ours(seen).lines) == len(MARKS) - 1
    assert "alur_1_2" in {line.name for line in seen.lines}
    ids = [int(found) for found in re.findall(rb'<xdr:cNvPr id="(\d+)"', new)]
    assert len(set(ids)) == len(ids)
    assert drawing_part(made.data, SHEET) == DRAWING


def test_the_rich_workbook_keeps_all_other_parts_in_their_order() -> None:
    made = draw(RICH)
    old, new = raw_entries(RICH), raw_entries(made.data)
    assert list(new) == list(old)
    assert physical_order(made.data) == physical_order(RICH)
    changed = {name for name in old if new[name] != old[name]}
    assert changed == {PART, DRAWING, "xl/styles.xml", "xl/workbook.xml"}


def test_redrawing_replaces_ours_only() -> None:
    first = draw(RICH).data
    parts = contents(first)
    sheet = parts[PART].decode().replace("<t>keputusan</t>", "<t>proses</t>")
    again = draw(_rezipped(parts | {PART: sheet.encode()})).data
    kinds = {shape.name: shape.preset for shape in ours(painted(again, SHEET)).shapes}
    assert kinds["xl_sop langkah 2 Camat"] == "flowChartProcess"
    assert len(kinds) == len(MARKS)
    end = contents(RICH)[DRAWING].rindex(b"</xdr:wsDr>")
    assert contents(again)[DRAWING][:end] == contents(RICH)[DRAWING][:end]


# --- pages


def test_the_scale_is_fixed_and_every_page_is_full_of_whole_steps(branched: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(draw(branched).data))["Prosedur"]
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$3:$4"
    scale = sheet.page_setup.scale / 100
    widths = sum(sheet.column_dimensions[letter].width * 7 * 0.75 for letter in "ABCDEFGHIJ")
    assert 0.85 < widths * scale / ((297 / 25.4 - 1) * 72) < 0.95
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert len(breaks) == 1
    heights = {row: sheet.row_dimensions[row].height or 15 for row in range(1, 19)}
    room = (210 / 25.4 - 1.05) * 72 / scale
    first = sum(heights[row] for row in range(1, breaks[0] + 1))
    second = sum(heights[row] for row in (3, 4, *range(breaks[0] + 1, 19)))
    assert max(first, second) <= room
    assert first + heights[breaks[0] + 1] > room * 0.9, "the first page could hold another step"


def test_rows_grow_and_never_shrink(branched: bytes) -> None:
    for data in (EXAMPLES[2].read_bytes(), branched):
        old, new = (openpyxl.load_workbook(io.BytesIO(one))["Prosedur"] for one in (data, draw(data).data))
        for row in range(1, old.max_row + 1):
            assert (new.row_dimensions[row].height or 15) >= (old.row_dimensions[row].height or 15)
        assert new.row_dimensions[7].height >= 38 * PIXEL / POINT


def test_a_table_gets_a_little_smaller_rather_than_a_page_for_one_step() -> None:
    pages = {path.stem: draw(path.read_bytes()) for path in EXAMPLES}
    assert [made.flowcharts[0].pages for made in pages.values()] == [1, 1, 2, 1, 1]
    for made in pages.values():
        scale = openpyxl.load_workbook(io.BytesIO(made.data))["Prosedur"].page_setup.scale
        assert scale is not None
        assert 68 <= scale <= 80


@pytest.mark.parametrize(("paper", "code"), [("A4", 9), ("F4", 14)])
def test_the_paper_that_is_asked_for(paper: str, code: int, branched: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(draw(branched, paper=paper).data))["Prosedur"]
    assert sheet.page_setup.paperSize == code


# --- refusals


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "kosong.xlsx"
    xl_sop.write_template(empty)
    with pytest.raises(BookError, match="holds no steps yet"):
        draw(empty.read_bytes())
    unmarked = [structs.replace(step, performers=[]) for step in branching().steps]
    xl_sop.write_template(empty, Document(sop_of(["Warga"], unmarked)))
    with pytest.raises(BookError, match="no mark in the performer columns"):
        draw(empty.read_bytes())


def test_a_protected_sheet_is_said() -> None:
    parts = contents(EXAMPLES[0].read_bytes())
    name = "xl/worksheets/sheet3.xml"
    locked = parts[name].replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')
    with pytest.raises(BookError, match="is protected"):
        draw(_rezipped(parts | {name: locked}))


def test_ways_that_cannot_be_drawn_are_told(tmp_path: Path) -> None:
    steps = list(branching().steps)
    steps[5] = structs.replace(steps[5], performers=[])
    path = tmp_path / "tanpa.xlsx"
    xl_sop.write_template(path, Document(sop_of(["Warga", "Loket", "Kasi", "Camat"], steps)))
    told = draw(path.read_bytes()).flowcharts[0]
    assert sorted(told.undrawn, key=str) == [(5, None), (6, None)]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet3.xml", b'<pageMargins left="0.5"', b'<pageMargins left="lebar"'),
        ("xl/worksheets/sheet3.xml", b'paperSize="9"', b'paperSize="F4"'),
        ("xl/worksheets/sheet3.xml", b"<headerFooter>", b'<rowBreaks><brk id="x" man="1"/></rowBreaks><headerFooter>'),
        ("xl/styles.xml", b'<sz val="', b'<sz val="besar'),
        ("xl/styles.xml", b' fontId="', b' fontId="\xc2\xb2'),
        ("xl/styles.xml", b' numFmtId="', b' number="'),
    ],
)  # fmt: skip
def test_numbers_that_are_none_are_taken_for_the_usual_ones(part: str, old: bytes, new: bytes):
    package = Package(EXAMPLES[0].read_bytes())
    text = package.read(part)
    assert old in text
    package.replace(part, text.replace(old, new))
    assert draw(package.to_bytes()).parts
