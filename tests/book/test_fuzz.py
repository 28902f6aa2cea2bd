"""A short run of the fuzzer, and every case that it ever found."""

import random

import pytest

from tests.book.fuzz import FOUND, MUTATIONS, case, check, corpus, run

SEEDS = corpus()


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")), ids=lambda path: path.stem)
def test_found_cases_stay_repaired(path):
    assert check(path) is None


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_the_fuzzer_starts_from_sound_workbooks(number, tmp_path):
    path = tmp_path / "utuh.xlsx"
    path.write_bytes(SEEDS[number])
    assert check(path) is None


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_change_something_and_can_be_repeated(mutation):
    changed = [mutation(SEEDS[0], random.Random(i)) for i in range(20)]
    assert changed == [mutation(SEEDS[0], random.Random(i)) for i in range(20)]
    assert len(set(changed) - {SEEDS[0]}) > 10
    assert case(SEEDS, 1, 7) == case(SEEDS, 1, 7) != case(SEEDS, 1, 8)


def test_ten_seconds_of_fuzzing_find_nothing():
    *wrong, (cases, _) = run(seed=20, seconds=10)
    assert wrong == []
    assert cases > 20
