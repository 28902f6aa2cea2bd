"""How much of a drawing was read, and how much of what was read is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xl_sop
from tests.drawings.people import Truth
from xl_sop.document import Document

KINDS = ("pelaksana", "simbol", "panah", "label")


@dataclass
class Score:
    """Facts that are drawn, that were read, and that are both; and every difference in words."""

    drawn: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    read: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    differences: list[str] = field(default_factory=list)

    def add(self, name: str, path: Path, truth: Truth) -> None:
        """Read a workbook and compare it with what was drawn."""
        (document,) = xl_sop.read(path)
        self.compare(name, document, truth)

    def compare(self, name: str, document: Document, truth: Truth) -> None:
        """Compare a document with what was drawn."""
        facts = {kind: set(found) for kind, found in _facts(document).items()}
        wanted = {kind: set(found) for kind, found in _facts(truth).items()}
        for kind in KINDS:
            self.drawn[kind] += len(wanted[kind])
            self.read[kind] += len(facts[kind])
            self.right[kind] += len(facts[kind] & wanted[kind])
            missed, invented = wanted[kind] - facts[kind], facts[kind] - wanted[kind]
            if missed or invented:
                self.differences.append(f"{name}: {kind}: missed {missed}, invented {invented}")

    def recall(self, kind: str) -> float:
        return self.right[kind] / self.drawn[kind]

    def precision(self, kind: str) -> float:
        return self.right[kind] / self.read[kind]


def _facts(source) -> dict[str, Iterator[tuple]]:
    if isinstance(source, Truth):
        parts = enumerate(source.performers, 1)
        performers = [(i, name, symbol) for i, have in parts for name in have for symbol in have[name]]
        ways = [(i, target, label) for i, out in enumerate(source.ways, 1) for target, label in out]
    else:
        steps = source.sop.steps
        performers = [
            (s.number, p.name, symbol) for s in steps for p in s.performers for symbol in p.symbols or [None]
        ]
        ways = [(s.number, way.step, way.label) for s in steps for way in s.next]
    return {
        "pelaksana": ((i, name) for i, name, _ in performers),
        "simbol": iter(performers),
        "panah": ((i, target) for i, target, _ in ways),
        "label": iter(ways),
    }
