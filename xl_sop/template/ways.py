"""Ways out of a step as the two flow columns write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xl_sop.model import Step, Way

END = "selesai"
_PLAIN = re.compile(r'[^\s;:"](?:[^;:"]*[^\s;:"])?')


def flow_cells(step: Step, following: Step | None) -> tuple[str | None, str | None]:
    """What the columns "Ya → No." and "Tidak → No." say for a step.

    Both are empty where the step leads to the next row (or ends, on the last row). The bare targets stand for
    the labels Ya and Tidak; anything else is written out in the first as `label: target; label: target`.

    Args:
        step: The step.
        following: The step in the next row; None for the last row.
    """
    usual = [] if following is None else [Way(step=following.number, label=None)]
    if step.next == usual:
        return None, None
    labels = [way.label for way in step.next]
    if labels in (["Ya", "Tidak"], ["Ya"], ["Tidak"]):
        by_label = {way.label: target(way) for way in step.next}
        return by_label.get("Ya"), by_label.get("Tidak")
    return labelled(step.next), None


def labelled(ways: Sequence[Way]) -> str:
    """`Lengkap: 5; Kurang: 3`; a way without a label is `: 7`, no way at all `: selesai`."""
    return "; ".join(f"{_label(way.label)}: {target(way)}" for way in ways or [Way(step=None, label=None)])


def target(way: Way) -> str:
    """The number of the step a way leads to, or `selesai`."""
    return END if way.step is None else str(way.step)


def _label(label: str | None) -> str:
    if label is None:
        return ""
    if _PLAIN.fullmatch(label):
        return label
    return '"' + label.replace('"', '""') + '"'
