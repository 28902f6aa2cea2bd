"""Performer cells and flow columns: marks → symbols, cells → ways out, and back to text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xl_sop.model import Symbol, Way
from xl_sop.text import clean, fold, read_number
from xl_sop.vocabulary import BRANCH_WORDS, END_WORDS, FIRST_BRANCH_WORDS, PLAIN_MARKS, SYMBOLS

_SPLIT = re.compile(r"[+\s,/&]+")
LONGEST_BRANCH = 4
"""Words of a branch's label."""
# one way: an optional label (quoted if it holds ; : or ") and a target
_WAY = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^":;]*))\s*:\s*([^;:]*?)\s*(?:;|$)')


def read_mark(text: str) -> list[Symbol] | None:
    """The symbols a performer cell marks; [] for a mark of unknown shape, None if the cell is no mark.

    `Ya`, `Tidak`, `Y`, `T` and bare digits are labels of branches and connector numbers, never marks.
    """
    folded = fold(text) or text.strip()
    parts = [part for part in _SPLIT.split(folded) if part]
    symbols: list[Symbol] = []
    for part in parts:
        symbol = SYMBOLS.get(part)
        if symbol is not None:
            if symbol not in symbols:
                symbols.append(symbol)
        elif part not in PLAIN_MARKS:
            return None
    return symbols[:2] if parts else None


def is_branch_label(text: str) -> bool:
    """True for `Ya`, `Tidak`, `T Y`, `1`, `Tidak Lengkap`: words that label a drawn arrow."""
    parts = [part for part in _SPLIT.split(fold(text)) if part]
    if all(part in BRANCH_WORDS or part.isdigit() for part in parts):
        return True
    return len(parts) <= LONGEST_BRANCH and parts[0] in FIRST_BRANCH_WORDS


def read_ways(yes: str | None, no: str | None) -> tuple[list[Way] | None, list[str]]:
    """The ways out in the two flow columns, and the cells' parts that cannot be read.

    Args:
        yes: Text of the cell under `Ya → No.`. no: under `Tidak → No.`.

    Returns:
        None for two empty cells (the next row follows); `[]` for a plain way to the end.
    """
    if yes is None and no is None:
        return None, []
    ways: list[Way] = []
    bad: list[str] = []
    for text, label in ((yes, "Ya"), (no, "Tidak")):
        if text is None:
            continue
        if ":" not in text:
            target = _target(text)
            if target is False:
                bad.append(text)
            else:
                ways.append(Way(step=target, label=label))
            continue
        position = 0
        while position < len(text):
            found = _WAY.match(text, position)
            if found is None or found.end() == position:
                bad.append(text[position:])
                break
            position = found.end()
            target = _target(found[3])
            if target is False:
                bad.append(found[0].strip(" ;"))
                continue
            name = found[1].replace('""', '"') if found[1] is not None else found[2].strip()
            ways.append(Way(step=target, label=clean(name) or None))
    if len(ways) == 1 and ways[0].step is None and ways[0].label is None:
        return [], bad
    return ways, bad


def _target(text: str) -> int | bool | None:
    folded = fold(text)
    if folded in END_WORDS:
        return None
    number = read_number(folded)
    return False if number is None else number


def retarget(text: str, numbers: Mapping[int, int]) -> str:
    """A flow cell with the steps that its ways lead to numbered anew; all else stays as it was typed.

    Args:
        text: What the cell says: `7`, `selesai`, `Lengkap: 5; Kurang: 3`, `: 7`.
        numbers: Old number → new number, for those that change.
    """
    if ":" not in text:
        return _renumbered(text, numbers)
    made, position = "", 0
    while position < len(text):
        found = _WAY.match(text, position)
        if found is None or found.end() == position:
            break
        start, end = found.span(3)
        made += text[position:start] + _renumbered(text[start:end], numbers) + text[end : found.end()]
        position = found.end()
    return made + text[position:]


def _renumbered(target: str, numbers: Mapping[int, int]) -> str:
    number = read_number(fold(target))
    if number is None or number not in numbers:
        return target
    return re.sub(r"\d+", str(numbers[number]), target, count=1)
