"""One kind of finding."""

from __future__ import annotations

from typing import NamedTuple

from xl_sop.model import Severity
from xl_sop.sentence import Sentence


class Entry(NamedTuple):
    """One kind of finding: how bad it is, what is wrong, what to do."""

    severity: Severity
    message: Sentence
    fix: Sentence


def entry(severity: Severity, message: str, message_en: str, fix: str, fix_en: str) -> Entry:
    """A kind of finding with its sentences in Indonesian and English."""
    return Entry(severity, Sentence(message, message_en), Sentence(fix, fix_en))
