"""Clusters and URLs have one module each; the rest of a batch knows neither."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import xl_sop.batch

MODULES = sorted(Path(xl_sop.batch.__file__).parent.glob("*.py"))
KNOWS_URLS = {"storage", "remote", "cluster"}
URLS = {"fsspec", "xl_sop.batch.remote", "xl_sop.batch.storage.is_url"}
CLUSTERS = {"dask", "distributed", "tornado"}


def imported(module: Path) -> set[str]:
    """Everything a module imports, with the names it takes from each."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute) and node.attr == "is_url":
            found.add("xl_sop.batch.storage.is_url")
    return found


def used(module: Path, names: set[str]) -> set[str]:
    return {n for n in imported(module) if n in names or n.partition(".")[0] in names}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_of_the_batch_knows_neither_clusters_nor_urls(module: Path) -> None:
    assert bool(used(module, CLUSTERS)) == (module.stem == "cluster")
    if module.stem not in KNOWS_URLS:
        assert used(module, URLS) == set()


def test_the_modules_that_do_are_there() -> None:
    assert {module.stem for module in MODULES if used(module, URLS)} == KNOWS_URLS
