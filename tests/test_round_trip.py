"""Sop → template → Sop is the identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import xl_sop
from macros import seeds
from tests import originals
from tests.strategies import comparable, sops
from xl_sop import model
from xl_sop.model import Sop


def through_template(sop: Sop, folder: Path) -> Sop:
    """An SOP as JSON, then as the template, then read."""
    path = folder / "sop.xlsx"
    xl_sop.write_template(path, xl_sop.from_json(model.encode(sop)))
    (document,) = xl_sop.read(path)
    assert document.sop.source.template_version == "1"
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
