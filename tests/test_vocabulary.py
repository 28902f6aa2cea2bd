"""The quick look at a text's first letters never turns a label away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.vocabulary import LABELS, label, may_be_label

SPELLINGS = sorted({word for labels in LABELS.values() for word in labels})
DECORATIONS = (
    "{}", " {} :", "{} : . . . .", "({})", "- {}", "“{}”", "• {}", "{} (menit)", "{} *)",
    "1. {}", "12 ) {}", "a. {}", "iii. {}", "xiv) {}", "\n{}\n", "\u200b{}",
)  # fmt: skip


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_every_spelling_passes(decoration: str) -> None:
    for word in SPELLINGS:
        for text in (word, word.upper(), word.replace(" ", "\n"), " ".join(word), word[0] + " " + word[1:]):
            assert may_be_label(decoration.format(text)), (decoration, text)


@given(st.sampled_from(SPELLINGS), st.text("niopaktjus1(.): *\n-", max_size=12), st.text(max_size=3))
def test_whatever_is_a_label_passes(word: str, before: str, after: str) -> None:
    text = before + word + after
    if any(label(text, block) for block in LABELS):
        assert may_be_label(text)


def test_content_is_turned_away() -> None:
    texts = ("Memeriksa berkas", "Konsep surat", "15 menit", "2", "x", "1", "Berkas permohonan: lengkap")
    assert [text for text in texts if may_be_label(text)] == []
