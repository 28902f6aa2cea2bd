"""Which names of offices can mean the same one, and finding them without comparing all with all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_sop.checking.tails import Tails, alike

WORDS = (
    "perencanaan",
    "perencanaa",
    "keuangan",
    "kuangan",
    "program",
    "programm",
    "umum",
    "1",
    "2",
    "muda",
    "madya",
)
LETTERS = st.text("ab", min_size=5, max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("perencanaan keuangan", "perencanaa", True),
        ("perencanaan keuangan", "perencanaan kuangan", True),
        ("perencanaan keuangan", "perencanaan program", False),
        ("umum", "umun", False),
        ("umum", "", True),
        ("1", "2", False),
        ("pelayanan 1", "pelayanan", False),
        ("perencana utama", "perencana pertama", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(tuple(one.split()), tuple(other.split())) is same
    assert alike(tuple(other.split()), tuple(one.split())) is same


@given(
    st.lists(st.lists(st.sampled_from(WORDS) | LETTERS, max_size=3).map(tuple), max_size=60),
    st.lists(st.sampled_from(WORDS) | LETTERS, max_size=3).map(tuple),
)
def test_the_tree_finds_what_comparing_all_would_find(
    kept: list[tuple[str, ...]], sought: tuple[str, ...]
) -> None:
    tails = Tails()
    for position, tail in enumerate(kept):
        tails.add(tail, position)
    expected = {kept.index(tail) for tail in kept if alike(tail, sought)}
    assert set(tails.like(sought)) == expected


@given(LETTERS, st.lists(LETTERS, min_size=20, max_size=40, unique=True), st.data())
def test_no_slip_is_missed_among_many_words(word: str, others: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    slip = word[:at] + data.draw(st.sampled_from("abx")) + word[at + data.draw(st.integers(0, 1)) :]
    tails = Tails()
    for position, other in enumerate([*others, slip]):
        tails.add((other,), position)
    assert (slip in others or len(others) in set(tails.like((word,)))) is (
        slip in others or alike((slip,), (word,))
    )
