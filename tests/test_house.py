"""The house: arrows between folders point one way, and what only one place may know stays there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "xl_sop"

# From the ground up; a folder or module may import what stands before it, never what stands after.
STOREYS = (
    "sentence", "text", "model", "address", "errors", "limits", "refusals", "measure", "vocabulary", "recognition",
    "catalogue",
    "findings", "presentation", "shipped", "programs", "package", "book", "own_sheets", "waktu", "document", "worksheet",
    "reading",
    "checking", "template", "api", "flowchart", "printing", "batch", "setup", "libreoffice", "addin", "cli",
    "spellings", "__main__",
)  # fmt: skip

# A script in the user's LibreOffice, not a module of ours: there it calls what stands above it.
ELSEWHERE = {"setup/profile_script.py"}

# Who may import what; folders of `xl_sop`, or single files.
ONLY = {
    "click": {"cli"},
    "openpyxl": {"template", "batch/report_sheet.py"},
    "pandera": {"checking"},
    "python_calamine": {"book/file.py"},
    "rich": {"cli/progress.py"},
    "xlwings": {"addin", "book/live.py", "book/live_drawings.py", "flowchart", "libreoffice", "setup"},
    "zipfile": {"package", "setup/wheels.py", "template/saving.py"},
    "fsspec": {"batch/storage.py", "batch/remote.py"},
    "distributed": {"batch/cluster.py"},
}


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every module below `xl_sop`, parsed."""
    names = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.py"))]
    return tuple(
        (name, ast.parse((ROOT / name).read_text("utf-8"))) for name in names if name not in ELSEWHERE
    )


def imported(name: str, tree: ast.Module) -> Iterator[str]:
    """Every module that a module imports, at its head or inside a function, as dotted names from the root."""
    package = ["xl_sop", *Path(name).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def storey(dotted: str) -> str | None:
    """The folder or module directly under `xl_sop` that a dotted name belongs to."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "xl_sop" and len(parts) > 1 and parts[1] in STOREYS else None


def test_every_folder_has_a_storey():
    found = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert found - {"__init__"} == set(STOREYS)


def test_no_arrow_points_upward():
    upward = [
        f"{name} imports {target}"
        for name, tree in modules()
        for target in imported(name, tree)
        if (own := storey("xl_sop." + name.removesuffix(".py").replace("/", "."))) is not None
        and (other := storey(target)) is not None
        and STOREYS.index(other) > STOREYS.index(own)
    ]
    assert upward == []


@pytest.mark.parametrize("library", ONLY)
def test_what_only_one_place_knows(library: str):
    users = {
        name
        for name, tree in modules()
        if any(target.split(".")[0] == library for target in imported(name, tree))
    }
    strangers = {
        name for name in users if name not in ONLY[library] and name.split("/")[0] not in ONLY[library]
    }
    assert strangers == set()
    assert users, f"nobody imports {library}: is it still needed?"


def test_no_file_name_stands_three_times():
    names = [path.name for path in ROOT.rglob("*.py") if path.name != "__init__.py"]
    assert sorted({name for name in names if names.count(name) > 2}) == []


def test_only_the_command_line_prints():
    printing = [
        name
        for name, tree in modules()
        if name.split("/")[0] != "cli"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
