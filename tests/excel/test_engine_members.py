"""Our LibreOffice engine is never kinder than xlwings' own: compared by their sources.

A member that only our engine has makes a button pass over LibreOffice and fail in Excel. `name in book.sheets` was one:
xlwings' engines have no `Sheets.__contains__`, so that it is always False there (xlwings' issue 613).
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
import xlwings

import xl_sop

XLWINGS, OURS = Path(xlwings.__file__).parent, Path(xl_sop.__file__).parent
Classes = dict[str, tuple[list[str], set[str]]]


def classes(*paths: Path) -> Classes:
    """Every class with the names of its bases and of what it defines."""
    found: Classes = {}
    for path in paths:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
                found[node.name] = (bases, {name for statement in node.body for name in defined(statement)})
    return found


def defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
        set_there = (node for node in ast.walk(statement) if isinstance(node, ast.Attribute))
        own = (
            node
            for node in set_there
            if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
        )
        return ["__init__", *(node.attr for node in own)]
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []


def members(known: Classes, name: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """What a class and its bases of the same sources define."""
    bases, found = known[name]
    for base in bases:
        if base in known and base not in seen and base != name:
            found = found | members(known, base, seen | {name})
    return found


@cache
def asked_through_impl() -> set[str]:
    """Names that xlwings asks of an engine's objects: `….impl.NAME` anywhere in its public API."""
    tree = ast.parse((XLWINGS / "main.py").read_text("utf-8"))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "impl"
    }


WINDOWS, MAC = classes(XLWINGS / "_xlwindows.py"), classes(XLWINGS / "_xlmac.py")
LIBREOFFICE = classes(*sorted((OURS / "libreoffice").glob("*.py")))
SHARED = sorted(LIBREOFFICE.keys() & (WINDOWS.keys() | MAC.keys()))
# Asked of objects of another class, or of defined names and shapes, which no button uses.
KNOWN: dict[str, set[str]] = {
    "Apps": {"activate", "cleanup", "remove"},
    "Books": {"load"},
    "Name": {"api"},
    "Names": {"__contains__", "api", "contains", "snapshot"},
    "Shapes": {"__contains__", "parent"},
    "Sheets": {"book"},
}


def test_the_comparison_sees_the_classes():
    assert {"App", "Book", "Books", "Sheet", "Sheets", "Range", "Note", "ConditionalFormats"} <= set(SHARED)
    assert {"raw_value", "merge_area", "address"} <= asked_through_impl()
    assert "__contains__" not in members(WINDOWS, "Sheets") | members(MAC, "Sheets")


@pytest.mark.parametrize("name", SHARED)
def test_what_our_engine_answers_xlwings_engines_answer_too(name: str):
    ours = {m for m in members(LIBREOFFICE, name) if m in asked_through_impl() or m.startswith("__")}
    for theirs in (WINDOWS, MAC):
        assert ours - members(theirs, name) - {"__init__"} <= KNOWN.get(name, set())


def test_members_that_only_our_engine_has_are_asked_for_in_one_place():
    """Everything else of the buttons goes through xlwings, or asks Excel itself."""
    asking: set[str] = set()
    for path in sorted([*(OURS / "addin").glob("*.py"), *(OURS / "book").glob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            source = ast.unparse(node)
            asks = isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(".impl")
            if asks or (isinstance(node, ast.Call) and source.startswith("getattr(") and ".impl," in source):
                asking.add(f"{path.parent.name}/{path.name}")
    assert asking <= {"addin/host.py", "addin/host_libreoffice.py", "book/live.py"}
