"""The catalogue: complete in both languages, and its table is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xl_sop.catalogue
from xl_sop.catalogue import CATALOGUE, table
from xl_sop.checking.policy import RULES


def test_the_table_is_current() -> None:
    written = Path(xl_sop.catalogue.__file__).with_name("TEMUAN.md").read_text(encoding="utf-8")
    assert written == table(), "run: python -m xl_sop.catalogue"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_an_entry_says_the_same_in_both_languages(code: str) -> None:
    entry = CATALOGUE[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
    assert entry.severity in {"galat", "peringatan", "info"}
    for text in (entry.message, entry.fix):
        assert text.indonesian != text.english
        assert all(sentence.strip().endswith(".") for sentence in text)
    words = [
        set(re.findall(r"{(\w+)}", sentence)) for text in (entry.message, entry.fix) for sentence in text
    ]
    assert words[0] == words[1]
    assert words[2] == words[3]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_says_why_it_is_one(rule) -> None:
    assert rule.__doc__
