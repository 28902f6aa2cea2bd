"""The catalogue: complete in both languages, and its table is current."""

from __future__ import annotations

import re

import pytest

from tests.checking.cases import CASES, Case
from tests.tables import documents
from xl_sop.catalogue import CATALOGUE, TABLE, table
from xl_sop.checking import check_documents
from xl_sop.checking.policy import RULES


def test_the_table_is_current() -> None:
    written = TABLE.read_text(encoding="utf-8")
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


INDONESIAN = re.compile(
    r"\b(?:waktu|kelengkapan|nomor|tanggal|dasar hukum|keterangan|keterkaitan|bagian|peringatan|selesai|mulai|proses"
    r"|keputusan|penghubung|judul|nama|menit|hari|jam|pengaturan|lembar|identifikasi|langkah|utama|peraturan|bupati"
    r"|identitas|uraian|prosedur|pelaksana|ya|tidak|apabila|maka|dan|yang|tanpa|sebelumnya|kolom|nip|baku|galat)\b",
    re.IGNORECASE,
)


def prose(text: str) -> str:
    """A sentence without what it quotes from the workbook, or gives to be typed into it."""
    return re.sub(r"“[^”]*”|\{\w+\}", "", text)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_english_has_no_indonesian_word_but_in_quotation(code: str) -> None:
    for sentence in (CATALOGUE[code].message.english, CATALOGUE[code].fix.english):
        assert INDONESIAN.findall(prose(sentence)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_words_filled_in_speak_the_language_too(case: Case) -> None:
    for finding in check_documents(documents(case.trips)):
        assert INDONESIAN.findall(prose(finding.message("en"))) == []
        assert INDONESIAN.findall(prose(finding.fix("en"))) == []
