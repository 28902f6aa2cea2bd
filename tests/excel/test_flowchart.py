"""Diagram Alir on Excel for Windows: native shapes, connectors that hold on, lines where they are planned."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import openpyxl
import pytest

import xl_sop
from tests.excel.com_shapes import drawn_on, printing_of
from tests.excel.conftest import OpenDesk
from tests.excel.desk import PROFILES, Desk
from tests.excel.shapes import Drawn
from tests.flowchart.connector_presets import drawn as decoded
from tests.flowchart.painted import painted
from tests.flowchart.test_in_file import EXAMPLES, branching
from xl_sop.document import Document
from xl_sop.flowchart.in_file import draw

EXCEL = PROFILES[0]


@pytest.fixture
def branched(tmp_path: Path) -> Path:
    path = tmp_path / "bercabang.xlsx"
    xl_sop.write_template(path, Document(branching()))
    return path


def sheet_of(desk: Desk):
    assert desk.excel.active_book is not None
    return desk.excel.active_book.sheet("Prosedur")


def ours(desk: Desk) -> dict[str, Drawn]:
    shapes = [one for one in drawn_on(sheet_of(desk)) if one.name.startswith("xl_sop ")]
    return {f"{one.name}#{n}": one for n, one in enumerate(shapes)}


def line(shape: Drawn) -> list[tuple[float, float]]:
    """The corners of a line, as Excel draws it: of a glued elbow, from its ends, sides and adjustments."""
    if shape.kind == "freeform":
        return shape.points
    (x, y), (u, v) = shape.ports()
    if shape.type == 1:
        return [(x, y), (u, v)]
    assert shape.ends[0] is not None
    turns = {1: 3, 2: 2, 3: 1, 4: 0}[shape.ends[0][1]]
    dx, dy = u - x, v - y
    across, down = [(dx, dy), (dy, -dx), (-dx, -dy), (-dy, dx)][turns]
    wide, high = max(abs(across), 1.0), max(abs(down), 1.0 if len(shape.adjustments) > 1 else 0.0)
    middle = (x + u) / 2, (y + v) / 2
    return decoded(
        f"bentConnector{len(shape.adjustments) + 2}",
        (middle[0] - wide / 2, middle[1] - high / 2, wide, high),
        rotation=turns * 5_400_000,
        flips=(across < 0, down < 0),
        adjustments=[round(value * 100_000) for value in shape.adjustments],
    )


@pytest.mark.parametrize(
    "profile", [one for one in PROFILES if not one.mac], ids=lambda profile: profile.name
)
def test_the_button_draws_what_the_file_painter_draws(profile, branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(profile, branched)
    (sentence,) = desk.press("flowchart")
    assert sentence == "Diagram alir 13 langkah digambar di lembar Prosedur; dicetak di 2 halaman A4."
    shapes = [one for one in drawn_on(sheet_of(desk)) if one.name.startswith("xl_sop ")]
    made = painted(draw(branched.read_bytes()).data, "Prosedur")
    assert sorted(one.name for one in shapes) == sorted(
        [shape.name for shape in made.shapes] + [found.name for found in made.lines]
    )
    kinds = {
        "flowChartTerminator": 69,
        "flowChartProcess": 61,
        "flowChartDecision": 63,
        "flowChartOffpageConnector": 74,
    }
    wanted = {shape.name: kinds[shape.preset] for shape in made.shapes if shape.preset in kinds}
    assert {one.name: one.type for one in shapes if one.kind == "shape"} == wanted


def test_every_line_runs_where_it_is_planned_and_most_hold_on(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    desk.press("flowchart")
    shapes = [one for one in drawn_on(sheet_of(desk)) if one.name.startswith("xl_sop ")]
    symbols = [one for one in shapes if one.kind == "shape"]
    lines = [one for one in shapes if one.kind in ("connector", "freeform")]
    assert sum(one.kind == "connector" for one in lines) > 0.8 * len(lines)
    for one in lines:
        corners = line(one)
        ends = [end[0] for end in one.ends if end]
        assert one.kind == "freeform" or len(ends) == 2
        for (x, y), (u, v) in itertools.pairwise(corners):
            assert min(abs(x - u), abs(y - v)) < 1.01, "neither across nor down"
            for symbol in symbols:
                left, top, width, height = symbol.area
                crosses = (
                    min(x, u) < left + width - 1.2 and max(x, u) > left + 1.2
                    and min(y, v) < top + height - 1.2 and max(y, v) > top + 1.2
                )  # fmt: skip
                assert not crosses, (one.name, symbol.name)
        dashed = one.name.startswith("xl_sop rapat")
        assert ("Line.DashStyle" in one.looks) == dashed
        assert ("Line.EndArrowheadStyle" in one.looks) != dashed


def test_again_replaces_ours_and_a_logo_stays(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    logo = Drawn("picture", 0, (5, 5, 40, 40), name="Logo")
    drawn_on(sheet_of(desk)).append(logo)
    desk.press("flowchart")
    first = [one.name for one in drawn_on(sheet_of(desk))]
    desk.press("flowchart")
    assert [one.name for one in drawn_on(sheet_of(desk))] == first
    assert logo in drawn_on(sheet_of(desk))
    printing = printing_of(sheet_of(desk))
    assert len(printing.breaks) == 1
    assert (printing.paper, printing.titles) == (9, "$3:$4")
    assert 60 < printing.zoom < 95


def test_marks_are_hidden_and_rows_grow(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    before = {row: sheet_of(desk).made.row_dimensions[row].height for row in range(5, 18)}
    desk.press("flowchart")
    made = sheet_of(desk).made
    formats = {cell.number_format for row in made["C5:F17"] for cell in row if cell.value}
    assert formats == {";;;"}
    assert {cell.number_format for row in made["C5:F17"] for cell in row if not cell.value} == {"@"}
    assert all(made.row_dimensions[row].height >= high for row, high in before.items())
    assert made.row_dimensions[7].height > 60


def test_a_protected_sheet_is_said(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    sheet_of(desk).protected = True
    (sentence,) = desk.press("flowchart")
    assert "terkunci" in sentence
    assert drawn_on(sheet_of(desk)) == []


def test_a_press_asks_no_more_than_the_shapes_need(open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, EXAMPLES[2])
    desk.press("flowchart")
    shapes = len(ours(desk))
    assert shapes == 36
    assert desk.accesses < 200 + 16 * shapes


def test_siap_cetak_prints_a_copy_by_excels_own_export(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    (sentence,) = desk.press("print_ready")
    pdf = desk.folder / "bercabang.pdf"
    assert sentence == (
        f"bercabang.pdf ditulis di folder {desk.folder}: identitas, prosedur, dan identifikasi, siap dicetak."
    )
    printed = openpyxl.load_workbook(io.BytesIO(pdf.read_bytes()))  # what would be printed, see the fake
    assert [sheet.title for sheet in printed if sheet.sheet_state == "visible"] == [
        "Identitas", "Prosedur", "Identifikasi",
    ]  # fmt: skip
    assert {cell.number_format for row in printed["Prosedur"]["C5:F17"] for cell in row if cell.value} == {
        ";;;"
    }
    assert [book.name for book in desk.excel.books] == ["bercabang.xlsx"]
    assert desk.excel.active_book is desk.excel.books[0]
    assert drawn_on(sheet_of(desk)) == []


def test_siap_cetak_asks_before_it_replaces_a_pdf(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(EXCEL, branched)
    pdf = desk.folder / "bercabang.pdf"
    pdf.write_bytes(b"penting")
    desk.excel.answers.append("no")
    question, answer = desk.press("print_ready")
    assert "bercabang.pdf sudah ada" in question
    assert answer == "Tidak ada PDF yang diganti."
    assert pdf.read_bytes() == b"penting"


def test_macos_hands_one_text_to_the_add_ins_macro(branched: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(next(one for one in PROFILES if one.mac), branched)
    (sentence,) = desk.press("flowchart")
    assert sentence == "Diagram alir 13 langkah digambar di lembar Prosedur; dicetak di 2 halaman A4."
    ((macro, text),) = desk.excel.__dict__["macros"]
    assert macro == "'xl_sop.xlam'!XlSop.PaintFlowchart"
    source = (Path(__file__).parents[2] / "macros" / "XlSop.bas").read_text("ascii")
    lines = [line.split("\t") for line in text.split("\n")]
    # the macro knows every kind of line, and reads no field that is not there
    for kind in {line[0] for line in lines}:
        assert f'"{kind}"' in source
    most = {"sheet": 3, "page": 4, "break": 2, "symbol": 8, "label": 8}
    assert all(len(line) == most[line[0]] for line in lines if line[0] in most)
    made = painted(draw(branched.read_bytes()).data, "Prosedur")
    symbols = {line[1]: line for line in lines if line[0] == "symbol"}
    labels = {line[1]: line for line in lines if line[0] == "label"}
    assert sorted([*symbols, *labels]) == sorted(shape.name for shape in made.shapes)
    wires = [line for line in lines if line[0] in ("way", "joint")]
    assert sorted(line[1] for line in wires) == sorted(one.name for one in made.lines)
    sites = {1: (0.5, 0), 2: (0, 0.5), 3: (0.5, 1), 4: (1, 0.5)}
    for wire in wires:
        corners = [float(number) for number in wire[6].split(" ")]
        assert len(wire) - 7 == max(len(corners) // 2 - 3, 0)
        for name, site, at in ((wire[2], wire[3], corners[:2]), (wire[4], wire[5], corners[-2:])):
            left, top, width, height = map(float, symbols[name][3:7])
            across, down = sites[int(site)]
            assert at == pytest.approx([left + across * width, top + down * height], abs=0.1)
    assert lines[0] == ["sheet", "Prosedur", "xl_sop "]
    assert [line for line in lines if line[0] == "break"] != []
    assert sheet_of(desk).number_format(5, 3) == ";;;"
