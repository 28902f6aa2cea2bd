"""One line of the doctor's table."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from xl_sop.sentence import Sentence
from xl_sop.setup.words import WORDS


class Mark(Enum):
    """How a check came out."""

    GOOD = "✓"
    BAD = "✗"
    SLOW = "!"
    UNKNOWN = "?"
    NOTE = "–"


class Check(NamedTuple):
    """One line of the table.

    Attributes:
        mark: GOOD; BAD: something needed is not in order; SLOW: it works, but not well;
            UNKNOWN: it cannot be seen from here; NOTE: nothing is wrong, but something is not there.
        what: What was found.
        fix: What to do.
    """

    mark: Mark
    what: Sentence
    fix: Sentence | None = None


def line(mark: Mark, key: str, fix: str | None = None, /, **words: object) -> Check:
    """A check in the words of the table."""
    return Check(mark, WORDS[key].filled(**words), WORDS[fix].filled(**words) if fix else None)
