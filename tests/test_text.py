"""Cleaning, folding, and what says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.text import clean, fold, is_blank, is_placeholder, squeeze, words


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Surat \n masuk ", "Surat masuk"),
        ("Surat\u00a0masuk", "Surat masuk"),
        ("Su\u00adrat", "Surat"),
        ("e\u0301", "é"),
        ("tab\tdan\x00nol", "tab dannol"),
    ],
)
def test_clean(written: str, cleaned: str):
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kualiﬁkasi Pelaksana :", "KUALIFIKASI  pelaksana"),
        ("Sub\u2010Bagian", "sub-bagian"),
        ("Ket.", "ket"),
        ("1 – 2 hari", "1 - 2 hari"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str):
    assert fold(one) == fold(other)


def test_squeeze_forgets_spaces_and_points():
    assert squeeze("Sek.Tim.Sa kip") == squeeze("Sek. Tim Sakip") == "sektimsakip"
    assert words("Kab./Kota A-1") == ("kab", "kota", "a", "1")


@pytest.mark.parametrize("text", ["-", "…", ". . .", "____", " – ", "", ":"])
def test_what_says_nothing(text: str):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "a", "- a", "1.", "✓"])
def test_what_says_something(text: str):
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["....../SOP/....", "…/SOP/2024", "Nomor: ..../.../2024", "___/SOP"])
def test_forms_nobody_filled_in(text: str):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["061.1/366", "SOP/12/2024", "Ya/tidak...", "Membuat surat dll... dan/atau mengirim ... surat"]
)
def test_what_is_no_form(text: str):
    assert not is_placeholder(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_folding_sees_no_case_and_no_spaces(text: str):
    assert fold(f"  {text.replace(' ', '   ')} ") == fold(text)
