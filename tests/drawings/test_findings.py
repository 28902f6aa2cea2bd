"""What is said about a drawing: each finding with a drawing that trips it at its cell, and none for a sound one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import xl_sop
from tests.checking.test_every_code import DRAWN
from tests.drawings.table import HEIGHT, WIDTH, Sheet, sound
from xl_sop.findings import Finding

FLOW = {
    "alur-tanpa-mulai", "alur-tanpa-selesai", "alur-tidak-berakhir", "alur-ke-diri-sendiri", "langkah-tidak-terjangkau",
    "cabang-tujuan-sama", "keputusan-kurang-cabang", "tujuan-tidak-ada",
}  # fmt: skip


def found(sheet: Sheet, folder: Path) -> list[Finding]:
    findings = xl_sop.check([sheet.read(folder)])
    return [finding for finding in findings if finding.code in DRAWN | FLOW]


def told(sheet: Sheet, folder: Path) -> list[str]:
    return [f"{finding.code} {finding.address and finding.address.a1}" for finding in found(sheet, folder)]


def ways(sheet: Sheet, folder: Path) -> list[list[tuple[int | None, str | None]]]:
    return [[(way.step, way.label) for way in step.next] for step in sheet.read(folder).sop.steps]


def performers(sheet: Sheet, folder: Path) -> list[dict[str, list[str]]]:
    return [{p.name: list(p.symbols) for p in step.performers} for step in sheet.read(folder).sop.steps]


# ---- one drawing, one finding


def no_start() -> Sheet:
    sheet = Sheet()
    boxes = [sheet.draw("flowChartProcess", i, 0) for i in (1, 2)] + [sheet.draw("flowChartTerminator", 3, 0)]
    sheet.join(boxes[0], boxes[1])
    sheet.join(boxes[1], boxes[2])
    return sheet


def no_end() -> Sheet:
    sheet = Sheet()
    boxes = [sheet.draw("flowChartTerminator", 1, 0)] + [sheet.draw("flowChartProcess", i, 0) for i in (2, 3)]
    sheet.join(boxes[0], boxes[1])
    sheet.join(boxes[1], boxes[2])
    return sheet


def one_way_out() -> Sheet:
    sheet = Sheet(3)
    a, b, c = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(("flowChartTerminator", "flowChartDecision", "flowChartTerminator"), 1)
    )
    sheet.join(a, b)
    sheet.join(b, c, label="Ya")
    return sheet


def unreachable() -> Sheet:
    sheet = Sheet(4)
    a, b, c, d = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(
            ("flowChartTerminator", "flowChartProcess", "flowChartProcess", "flowChartTerminator"), 1
        )
    )
    sheet.join(a, b)
    sheet.line(
        [(b.left, b.top + 15), (b.left - 30, b.top + 15), (b.left - 30, d.top + 15), (d.left, d.top + 15)]
    )
    sheet.join(c, d)
    return sheet


def loop() -> Sheet:
    sheet = Sheet(3)
    a, b, c = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(("flowChartTerminator", "flowChartDecision", "flowChartTerminator"), 1)
    )
    sheet.join(a, b)
    sheet.join(b, c, label="Ya")
    right, middle = b.left + b.width, b.top + b.height / 2
    sheet.line(
        [(right, middle), (right + 30, middle), (right + 30, b.top - 12), (b.left + 40, b.top - 12), (b.left + 40, b.top + 2)],
        label="Tidak", how="freeform",
    )  # fmt: skip
    return sheet


def same_step() -> Sheet:
    sheet = Sheet(3)
    a, b, c = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(("flowChartTerminator", "flowChartDecision", "flowChartTerminator"), 1)
    )
    sheet.join(a, b)
    sheet.join(b, c, label="Ya")
    right, middle = b.left + b.width, b.top + b.height / 2
    sheet.line(
        [(right, middle), (right + 30, middle), (right + 30, c.top + 15), (c.left + c.width, c.top + 15)],
        label="Tidak",
    )
    return sheet


def dangling() -> Sheet:
    sheet, areas = sound()
    middle = areas[1].top + 15
    sheet.line([(areas[1].left + areas[1].width, middle), (areas[1].left + areas[1].width + 70, middle)])
    return sheet


def outside() -> Sheet:
    sheet = Sheet(3)
    a = sheet.draw("flowChartTerminator", 1, 0)
    b = sheet.draw("flowChartProcess", 2, 3.2)
    c = sheet.draw("flowChartTerminator", 3, 2)
    sheet.join(a, b)
    sheet.join(b, c)
    return sheet


def unlawful(geometry: str, **more: object) -> Callable[[], Sheet]:
    def make() -> Sheet:
        sheet = Sheet(3)
        a, c = sheet.draw("flowChartTerminator", 1, 1), sheet.draw("flowChartTerminator", 3, 1)
        b = sheet.draw(geometry, 2, 1, **more)
        sheet.join(a, b)
        sheet.join(b, c)
        return sheet

    return make


def lonely_pentagon() -> Sheet:
    sheet = Sheet(3, gap=True)
    a, b, c = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(("flowChartTerminator", "flowChartProcess", "flowChartTerminator"), 1)
    )
    sheet.join(a, b)
    hub = sheet.draw("flowChartOffpageConnector", 2, 1, below=1, text="A")
    sheet.join(b, hub)
    sheet.draw("flowChartTerminator", 3, 0)
    del c
    return sheet


def typed_otherwise(name: str) -> Callable[[], Sheet]:
    def make() -> Sheet:
        sheet = Sheet(3, flow=True)
        areas = [
            sheet.draw(kind, i, 1, name=name)
            for i, kind in enumerate(("flowChartTerminator", "flowChartProcess", "flowChartTerminator"), 1)
        ]
        for one, other in pairwise(areas):
            sheet.join(one, other, name=f"{name} alur" if name else "")
        for step, mark, performer in ((1, "mulai", 1), (2, "proses", 2), (3, "selesai", 1)):
            sheet.type(step, performer=performer, text=mark)
        return sheet

    return make


def no_arrow() -> Sheet:
    sheet = Sheet(4)
    a, b, c, d = (
        sheet.draw(kind, i, 1)
        for i, kind in enumerate(
            ("flowChartTerminator", "flowChartProcess", "flowChartProcess", "flowChartTerminator"), 1
        )
    )
    sheet.join(a, b)
    sheet.join(c, d)
    return sheet


CASES: dict[str, tuple[Callable[[], Sheet], str]] = {
    "alur-tanpa-mulai": (no_start, "C5"),
    "alur-tanpa-selesai": (no_end, "C7"),
    "keputusan-kurang-cabang": (one_way_out, "D6"),
    "langkah-tidak-terjangkau": (unreachable, "D7"),
    "alur-ke-diri-sendiri": (loop, "D6"),
    "cabang-tujuan-sama": (same_step, "D6"),
    "panah-menggantung": (dangling, "E6"),
    "bentuk-di-luar-kolom": (outside, "F6"),
    "simbol-tidak-baku": (unlawful("ellipse"), "D6"),
    "simbol-serupa": (unlawful("rect"), "D6"),
    "penghubung-tanpa-pasangan": (lonely_pentagon, "D8"),
    "gambar-usang": (typed_otherwise("xl_sop"), "D6"),
    "alur-berbeda": (typed_otherwise(""), "D6"),
    "panah-tidak-ada": (no_arrow, "D6"),
}


@pytest.mark.parametrize("code", CASES)
def test_it_is_said_at_its_cell(code: str, tmp_path: Path) -> None:
    make, cell = CASES[code]
    here = [finding for finding in found(make(), tmp_path) if finding.code == code]
    assert [finding.address and finding.address.a1 for finding in here] == [cell]
    for lang in ("id", "en"):
        assert "{" not in here[0].message(lang) + here[0].fix(lang)


def test_every_finding_of_drawings_has_a_case() -> None:
    assert {*CASES, "gambar-tidak-terbaca"} >= DRAWN  # that one only in an open workbook: test_live.py


@pytest.mark.parametrize("steps", [2, 3, 6])
def test_a_sound_drawing_has_no_finding(steps: int, tmp_path: Path) -> None:
    sheet, _ = sound(steps)
    assert told(sheet, tmp_path) == []


@pytest.mark.parametrize("name", ["", "xl_sop"])
def test_a_drawing_that_says_what_is_typed_has_no_finding(name: str, tmp_path: Path) -> None:
    sheet = Sheet(3, flow=True)
    kinds = ("flowChartTerminator", "flowChartDecision", "flowChartTerminator")
    a, b, c = (sheet.draw(kind, i, 1, name=name) for i, kind in enumerate(kinds, 1))
    sheet.join(a, b, name=name)
    sheet.join(b, c, label="Ya", name=name)
    sheet.join(b, a, label="Tidak", name=name)
    for step, mark in ((1, "mulai"), (2, "keputusan"), (3, "selesai")):
        sheet.type(step, performer=1, text=mark)
    sheet.type(2, flow="ya", text="3").type(2, flow="tidak", text="1")
    assert told(sheet, tmp_path) == []
    assert ways(sheet, tmp_path) == [[(2, None)], [(3, "Ya"), (1, "Tidak")], []]


def test_what_is_typed_counts_against_either_drawing(tmp_path: Path) -> None:
    for name in ("", "xl_sop"):
        read = performers(typed_otherwise(name)(), tmp_path)
        assert read == [{"Sekretaris": ["terminator"]}, {"Staf": ["proses"]}, {"Sekretaris": ["terminator"]}]


def test_a_drawing_of_ours_is_all_there_is_where_nothing_is_typed(tmp_path: Path) -> None:
    sheet = Sheet(3)
    kinds = ("flowChartTerminator", "flowChartDecision", "flowChartTerminator")
    a, b, c = (sheet.draw(kind, i, 1, name=f"xl_sop langkah {i}") for i, kind in enumerate(kinds, 1))
    sheet.join(a, b, name="xl_sop alur 1 2")
    sheet.join(b, c, label="Ya", name="xl_sop alur 2 3 Ya")
    sheet.join(b, a, label="Tidak", name="xl_sop alur 2 1 Tidak")
    assert ways(sheet, tmp_path) == [[(2, None)], [(3, "Ya"), (1, "Tidak")], []]
    assert told(sheet, tmp_path) == []


# ---- reading in single cases


def test_minutes_of_each_performer_come_from_what_is_drawn(tmp_path: Path) -> None:
    sheet, _ = sound(6)
    totals = sheet.read(tmp_path).sop.totals
    assert totals.by_performer == {"Kepala Dinas": 30, "Sekretaris": 30, "Staf": 30}
    codes = {finding.code for finding in xl_sop.check([sheet.read(tmp_path)])}
    assert "pelaksana-tidak-ditandai" not in codes


def test_the_template_made_from_a_drawing_says_the_same_in_cells(tmp_path: Path) -> None:
    sheet = Sheet(3)
    kinds = ("flowChartTerminator", "flowChartDecision", "flowChartTerminator")
    a, b, c = (sheet.draw(kind, i, i - 1) for i, kind in enumerate(kinds, 1))
    sheet.join(a, b)
    sheet.join(b, c, label="Ya")
    sheet.join(b, a, label="Tidak")
    document = sheet.read(tmp_path)
    xl_sop.write_template(tmp_path / "templat.xlsx", document)
    (again,) = xl_sop.read(tmp_path / "templat.xlsx")
    for one, other in zip(document.sop.steps, again.sop.steps, strict=True):
        assert (one.performers, one.next) == (other.performers, other.next)


def test_a_wide_box_is_all_performers_below_it(tmp_path: Path) -> None:
    sheet, areas = sound()
    areas[1].left, areas[1].width = sheet.tracks.x(3) + 10, 3 * WIDTH - 20
    assert list(performers(sheet, tmp_path)[1]) == ["Kepala Dinas", "Sekretaris", "Staf"]


def test_a_decision_that_ends_at_a_capsule_in_its_row_leads_to_the_end(tmp_path: Path) -> None:
    sheet = Sheet(3)
    a, b, c = (
        sheet.draw(kind, i, 0)
        for i, kind in enumerate(("flowChartTerminator", "flowChartDecision", "flowChartTerminator"), 1)
    )
    end = sheet.draw("flowChartTerminator", 2, 1, text="Selesai")
    sheet.join(a, b)
    sheet.join(b, c, label="Ya")
    sheet.join(b, end, label="Tidak")
    assert ways(sheet, tmp_path)[1] == [(3, "Ya"), (None, "Tidak")]


def test_a_label_inside_a_step_goes_on_with_the_way_that_leaves_it(tmp_path: Path) -> None:
    sheet = Sheet(3)
    kinds = ("flowChartTerminator", "flowChartDecision", "flowChartTerminator")
    a, b, c = (sheet.draw(kind, i, 0) for i, kind in enumerate(kinds, 1))
    box = sheet.draw("flowChartProcess", 2, 1)
    sheet.join(a, b)
    sheet.join(b, box, label="Ya")
    sheet.join(box, c)
    left = b.left - 15
    sheet.line([(b.left, b.top + 15), (left, b.top + 15), (left, a.top + 15), (a.left, a.top + 15)])
    sheet.text("Tidak", left - 2, b.top - 4)
    assert ways(sheet, tmp_path)[1] == [(3, "Ya"), (1, "Tidak")]


def test_names_in_boxes_are_performers_where_one_column_holds_all(tmp_path: Path) -> None:
    sheet = Sheet(3, single=True)
    kinds = ("flowChartTerminator", "flowChartProcess", "flowChartTerminator")
    areas = [
        sheet.draw(kind, i, 0, text=name)
        for (i, kind), name in zip(enumerate(kinds, 1), ("Camat", "Staf", "Camat"), strict=True)
    ]
    for one, other in pairwise(areas):
        sheet.join(one, other)
    assert performers(sheet, tmp_path) == [
        {"Camat": ["terminator"]},
        {"Staf": ["proses"]},
        {"Camat": ["terminator"]},
    ]


def test_typed_names_get_the_symbols_that_are_drawn(tmp_path: Path) -> None:
    sheet = Sheet(2, single=True)
    for i, name in enumerate(("Camat", "Staf"), 1):
        sheet.type(i, text=name)
        sheet.draw("flowChartTerminator", i, 0)
    assert performers(sheet, tmp_path) == [{"Camat": ["terminator"]}, {"Staf": ["terminator"]}]


def test_several_ways_that_meet_reach_one_step(tmp_path: Path) -> None:
    """Two boxes whose lines run into one arrow."""
    sheet = Sheet(4)
    a = sheet.draw("flowChartTerminator", 1, 0)
    b = sheet.draw("flowChartDecision", 2, 0)
    c = sheet.draw("flowChartProcess", 3, 1)
    d = sheet.draw("flowChartTerminator", 4, 2)
    sheet.join(a, b)
    sheet.join(b, c, label="Tidak")
    x, y = d.left + 28, b.top + b.height / 2
    sheet.line([(b.left + b.width, y), (x, y), (x, d.top)])
    sheet.text("Ya", b.left + b.width + 4, y - 18)
    middle = c.top + c.height / 2
    sheet.line([(c.left + c.width, middle), (x, middle)], head=False)
    assert ways(sheet, tmp_path) == [[(2, None)], [(4, "Ya"), (3, "Tidak")], [(4, None)], []]


def test_logos_remarks_and_legends_are_no_symbols(tmp_path: Path) -> None:
    sheet, _ = sound()
    before = performers(sheet, tmp_path)
    sheet.pieces[:] = [piece for piece in sheet.pieces if type(piece).__name__ != "Group"]
    sheet.draw("picture", 1, 3.5)
    sheet.draw("star5", 2, 0)
    sheet.text("Maksimal tiga hari sejak berkas diterima", sheet.tracks.x(3), sheet.tracks.y(6) + HEIGHT - 20)
    sheet.draw("flowChartProcess", 1, 6)
    assert performers(sheet, tmp_path) == before
    assert told(sheet, tmp_path) == []
