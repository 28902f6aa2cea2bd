"""Imports between the folders of the package go one way: no two of them need each other."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import xl_sop

PACKAGE = Path(xl_sop.__file__).parent
TOGETHER = {("libreoffice", "setup")}
"""The macro of the LibreOffice profile is installed by `setup` and asks it for its folders: one idea in two folders."""


def arrows() -> dict[str, set[str]]:
    """Folder (or module at the root) → those it imports from, also inside functions."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            parts = node.module.split(".")
            if parts[0] == "xl_sop":
                found[here] |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return {here: there - {here} for here, there in found.items()}


def reached(start: str, by: dict[str, set[str]]) -> set[str]:
    """Everything that a folder needs, directly or through others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in by.get(waiting.pop(), set()) - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def test_no_two_folders_need_each_other() -> None:
    by = arrows()
    assert {"worksheet", "reading", "package", "addin"} <= set(by)
    needed = {name: reached(name, by) for name in by}
    circles = {
        (one, other) for one in by for other in needed[one] if one < other and one in needed.get(other, ())
    }
    assert circles == TOGETHER


def test_the_model_imports_nothing_of_ours_but_itself() -> None:
    assert arrows().get("model", set()) == set()
