"""Sop → template → Sop is the identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

import xl_sop
from macros import seeds
from tests import originals
from tests.strategies import comparable, sops
from xl_sop import model
from xl_sop.document import Document
from xl_sop.model import Sop
from xl_sop.waktu import minutes
from xl_sop.worksheet import content as worksheet


def through_template(sop: Sop, folder: Path) -> Sop:
    """An SOP as JSON, then as the template, then read."""
    path = folder / "sop.xlsx"
    xl_sop.write_template(path, xl_sop.from_json(model.encode(sop)))
    (document,) = xl_sop.read(path)
    assert document.sop.source.template_version == "2"
    return document.sop


@pytest.mark.parametrize("name", seeds.names())
def test_an_example(name: str, tmp_path: Path) -> None:
    (document,) = xl_sop.read(seeds.ROOT / "workbooks" / "contoh" / f"{name}.xlsx")
    assert comparable(through_template(document.sop, tmp_path)) == comparable(document.sop)


@pytest.mark.parametrize("name", seeds.names())
def test_an_original(name: str, tmp_path: Path) -> None:
    (document,) = xl_sop.read(originals.build(name, tmp_path))
    assert comparable(through_template(document.sop, tmp_path)) == comparable(document.sop)


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(sops())
def test_any_sop(tmp_path_factory: pytest.TempPathFactory, sop: Sop) -> None:
    folder = tmp_path_factory.mktemp("sop", numbered=True)
    assert comparable(through_template(sop, folder)) == comparable(sop)


@pytest.mark.parametrize("text", ["Kegiatan: menyusun laporan", "Data Kegiatan", "Langkah Utama: memeriksa"])
def test_a_step_that_begins_like_a_label_of_the_worksheet(text: str, tmp_path: Path) -> None:
    sop = seeds.document(seeds.load(seeds.names()[0])).sop
    steps = [structs.replace(step, description=text) if step.number == 3 else step for step in sop.steps]
    path = tmp_path / "sop.xlsx"
    identification = worksheet.build(steps, None, None, sop.identification)
    xl_sop.write_template(path, Document(structs.replace(sop, steps=steps, identification=identification)))
    (document,) = xl_sop.read(path)
    found = document.as_found.worksheet
    assert found is not None
    assert [(line.number, line.text.text) for line in found.lines] == [
        (s.number, s.description) for s in steps
    ]


def test_worksheet_titles_and_main_step_survive_empty_names_and_descriptions(tmp_path: Path) -> None:
    sop = seeds.document(seeds.load(seeds.names()[0])).sop
    steps = [structs.replace(sop.steps[0], description=None), *sop.steps[1:3]]
    authored = structs.replace(sop.identification, sop_title="Judul lain", main=steps[1].description)
    sop = structs.replace(
        sop,
        identity=structs.replace(sop.identity, name=None),
        steps=steps,
        totals=minutes.build(steps, sop.performers, sop.totals.profile),
        identification=worksheet.build(steps, None, None, structs.replace(authored, steps=[])),
    )
    assert comparable(through_template(sop, tmp_path)) == comparable(sop)
