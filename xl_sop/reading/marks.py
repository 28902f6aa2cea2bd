"""Performer cells and flow columns: marks → symbols, cells → ways out, and back to text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from xl_sop.model import Symbol, Way
from xl_sop.text import clean, fold, read_number, squeeze
from xl_sop.vocabulary import BRANCH_WORDS, END_WORDS, FIRST_BRANCH_WORDS, PASSING_BY, PLAIN_MARKS, SYMBOLS

_SPLIT = re.compile(r"[+\s,/&]+")
SHORTEST_NAME = 3
"""Letters of an office's name, or of the part of it that stands in its column."""
LONGEST_BRANCH = 4
"""Words of a branch's label."""
# one way: an optional label (quoted if it holds ; : or ") and a target
_WAY = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^":;]*))\s*:\s*([^;:]*?)\s*(?:;|$)')


def read_mark(text: str) -> list[Symbol] | None:
    """The symbols a performer cell marks; [] for a mark of unknown shape, None if the cell is no mark.

    `Ya`, `Tidak`, `Y`, `T` and bare digits are labels of branches and connector numbers, never marks; they may stand
    beside one.
    """
    symbols = _marked(text)
    return None if symbols is None else list(symbols)


@lru_cache(maxsize=2048)
def _marked(text: str) -> tuple[Symbol, ...] | None:
    folded = (fold(text) or text.strip().casefold()).strip("()[]")
    parts = [part for part in _SPLIT.split(folded) if part]
    symbols: list[Symbol] = []
    marked = False
    for part in parts:
        symbol = SYMBOLS.get(part)
        if symbol is not None:
            marked = True
            if symbol not in symbols:
                symbols.append(symbol)
        elif part in PLAIN_MARKS:
            marked = True
        elif not _labels_a_branch(part):
            return None
    return tuple(symbols[:2]) if marked else None


def _labels_a_branch(part: str) -> bool:
    return part in BRANCH_WORDS or part in FIRST_BRANCH_WORDS or part.isdigit()


def is_own_name(text: str, name: str) -> bool:
    """True for a cell that names its own column, in full or in part, instead of marking it."""
    said, own = squeeze(text), squeeze(name)
    return len(said) >= SHORTEST_NAME and (said in own or (len(own) >= SHORTEST_NAME and own in said))


def says_nothing(text: str) -> bool:
    """True for arrows and lines that pass by, and for a cell that is not ticked."""
    return PASSING_BY.fullmatch(text.strip().casefold()) is not None


def is_branch_label(text: str) -> bool:
    """True for `Ya`, `Tidak`, `T Y`, `1`, `Tidak Lengkap`: words that label a drawn arrow."""
    parts = [part for part in _SPLIT.split(fold(text)) if part]
    if all(map(_labels_a_branch, parts)):
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
