"""Drawings as people draw them are read: performers, symbols, arrows and their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drawings.catalogue import PEOPLE
from tests.drawings.people import sketch
from tests.drawings.score import KINDS, Score

SEEDS = range(3)
ENOUGH = 0.99
AMBIGUOUS = frozenset({"several sloppy lines a way", "labels on ways of several lines"})
"""Here lines of different ways lie three pixels apart, or a text on one way beside another decision: judged in the sum."""


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in AMBIGUOUS])
def test_the_drawing_of_one_person(name: str, tmp_path: Path) -> None:
    score = Score()
    for seed in SEEDS:
        drawn = sketch(seed, PEOPLE[name], tmp_path / f"{seed}.xlsx")
        score.add(f"{name} {seed}", drawn.path, drawn.truth)
    assert score.differences == []


def test_drawings_never_seen_before_are_read_as_well(tmp_path: Path) -> None:
    """Seeds on which nothing was tuned: here a single difference is no defect, a hundredth of all facts is."""
    score = Score()
    for i, (name, habits) in enumerate(PEOPLE.items()):
        drawn = sketch(1_000 + i, habits, tmp_path / f"{i}.xlsx")
        score.add(name, drawn.path, drawn.truth)
    for kind in KINDS:
        assert score.recall(kind) >= ENOUGH, score.differences
        assert score.precision(kind) >= ENOUGH, score.differences
