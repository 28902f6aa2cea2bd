"""Every finding there is: code → severity, sentences, and what to type instead, in Indonesian and English.

Data only. Words in braces are filled in by the rule. `python -m xl_sop.catalogue` prints the table of the README.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xl_sop.model import Severity


class Entry(NamedTuple):
    """One kind of finding; `message` and `fix` map a language ("id", "en") to a sentence."""

    severity: Severity
    message: Mapping[str, str]
    fix: Mapping[str, str]


def _entry(severity: Severity, message: str, message_en: str, fix: str, fix_en: str) -> Entry:
    return Entry(severity, {"id": message, "en": message_en}, {"id": fix, "en": fix_en})


CATALOGUE: dict[str, Entry] = {
    "waktu-kosong": _entry(
        "galat",
        "Waktu langkah ini belum diisi.",
        "This step has no standard time.",
        "Ketik waktu dengan satuannya, misalnya: 15 menit.",
        "Type the time with its unit, for example: 15 menit.",
    ),
}
