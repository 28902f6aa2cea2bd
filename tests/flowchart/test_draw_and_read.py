"""What is drawn reads back as what was typed: the cells are emptied, so that only the shapes can tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import xl_sop
from tests.flowchart.drawn_sops import plain_sops
from tests.flowchart.test_in_file import EXAMPLES, _rezipped, branching
from tests.package.zip_facts import contents
from xl_sop.document import Document
from xl_sop.flowchart.drawingml import Lines
from xl_sop.flowchart.in_file import draw
from xl_sop.model import Sop, Step

SHEET = "xl/worksheets/sheet3.xml"


def without_cells(data: bytes, performers: int, steps: int) -> bytes:
    """The workbook without its marks and without what its flow columns say."""
    parts = contents(data)
    letters = [*range(3, 3 + performers), performers + 8, performers + 9]
    names = "|".join(xl_sop_letters(column) for column in letters)
    rows = "|".join(str(row) for row in range(5, 5 + steps))
    sheet = re.sub(
        rf'<c r="((?:{names})(?:{rows}))"( s="\d+")?(?: t="\w+")?[^>/]*>.*?</c>',
        r'<c r="\1"\2/>',
        parts[SHEET].decode(),
    )
    return _rezipped(parts | {SHEET: sheet.encode()})


def xl_sop_letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def told(steps: list[Step]) -> list[tuple[object, object]]:
    """Performers with their symbols, and the ways out, in no order."""
    return [
        (
            {part.name: set(part.symbols) for part in step.performers},
            sorted((way.step or 0, way.label or "") for way in step.next),
        )
        for step in steps
    ]


def read_back(sop: Sop, path: Path, lines: Lines) -> list[Step]:
    xl_sop.write_template(path, Document(sop))
    made = draw(path.read_bytes(), lines=lines)
    path.write_bytes(without_cells(made.data, len(sop.performers), len(sop.steps)))
    return list(xl_sop.read(path)[0].sop.steps)


@pytest.mark.parametrize("lines", ["connectors", "freeforms"])
@pytest.mark.parametrize("name", [*(path.stem for path in EXAMPLES), "branching"])
def test_performers_symbols_edges_and_labels(name: str, lines: Lines, tmp_path: Path) -> None:
    sop = (
        branching()
        if name == "branching"
        else xl_sop.read(next(p for p in EXAMPLES if p.stem == name))[0].sop
    )
    assert told(read_back(sop, tmp_path / "baca.xlsx", lines)) == told(list(sop.steps))


@pytest.mark.parametrize("lines", ["connectors", "freeforms"])
def test_any_sop_whose_marks_say_all(lines: Lines, tmp_path: Path) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plain_sops())
    def law(sop: Sop) -> None:
        assert told(read_back(sop, tmp_path / "baca.xlsx", lines)) == told(list(sop.steps))

    law()


@pytest.mark.parametrize("lines", ["connectors", "freeforms"])
def test_a_drawing_adds_no_finding_until_the_cells_say_something_else(lines: Lines, tmp_path: Path) -> None:
    path = tmp_path / "digambar.xlsx"
    for example in EXAMPLES:
        before = [(one.code, one.address) for one in xl_sop.check(xl_sop.read(example))]
        path.write_bytes(draw(example.read_bytes(), lines=lines).data)
        assert [(one.code, one.address) for one in xl_sop.check(xl_sop.read(path))] == before
    parts = contents(path.read_bytes())
    changed, count = re.subn(r'(<c r="F10"[^>]*>.*?)proses', r"\1keputusan", parts[SHEET].decode(), count=1)
    assert count == 1
    path.write_bytes(_rezipped(parts | {SHEET: changed.encode()}))
    codes = {one.code for one in xl_sop.check(xl_sop.read(path))}
    assert "gambar-usang" in codes
    path.write_bytes(draw(path.read_bytes(), lines=lines).data)
    assert "gambar-usang" not in {one.code for one in xl_sop.check(xl_sop.read(path))}
