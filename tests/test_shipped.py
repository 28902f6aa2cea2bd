"""The wheel brings the add-in and the template to where the program looks for them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from xl_sop import shipped

ROOT = Path(__file__).resolve().parents[1]
INCLUDED: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"][
    "build"
]["targets"]["wheel"]["force-include"]


@pytest.mark.parametrize("source", INCLUDED)
def test_what_the_wheel_includes_is_there_and_found(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    name = Path(source).name
    assert shipped.packaged(name) == ROOT / source  # in a checkout
    assert (ROOT / source).is_file()
    installed = tmp_path / INCLUDED[source]
    installed.parent.mkdir(parents=True)
    installed.touch()
    module = tmp_path / "xl_sop" / "shipped.py"
    monkeypatch.setattr(shipped, "__file__", str(module))
    assert shipped.packaged(name) == installed


def test_addin_and_template_are_among_them():
    assert {Path(source).name for source in INCLUDED} >= {shipped.ADDIN, shipped.TEMPLATE}
