"""Every attack ends in one sentence or a correct book, in time and within memory; near misses are read."""

import json
import selectors
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.attacks import ANY, CASES, READS
from tests.book.drawing_attacks import DRAWING_CASES
from tests.book.small import CELLS
from xl_sop import limits
from xl_sop.limits import Limit
from xl_sop.refusals import REFUSALS

ROOT = Path(__file__).parents[2]
SECONDS = 5.0
MEGABYTES = 1500
SENTENCES = {english: code for code, (_, english) in REFUSALS.items()} | {
    limit.exceeded().english: name for name, limit in vars(limits).items() if isinstance(limit, Limit)
}


class Opener:
    """A process with little memory that opens files; a new one when it died or hung."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def open(self, path: Path, *, documents: bool = False) -> dict:
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\tdokumen\n" if documents else f"{path}\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            answer = process.stdout.readline() if selector.select(60) else ""
        if not answer:
            self.close()
            pytest.fail("the process that opened it died or hung")
        return json.loads(answer)

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.book.hostile_child", str(MEGABYTES)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="module")
def opener():
    opener = Opener()
    yield opener
    opener.close()


@pytest.mark.parametrize("name", CASES)
def test_attack(name, opener, tmp_path):
    make, expected = CASES[name]
    path = tmp_path / "serangan.xlsx"
    path.write_bytes(make())

    found = opener.open(path)

    assert "escaped" not in found, found["escaped"]
    assert found["seconds"] < SECONDS  # of its own: the machine may be busy
    if "error" in found:
        outcome = SENTENCES[found["error"]]
        assert "\n" not in found["indonesian"]
        assert str(path) not in found["indonesian"]
    else:
        outcome = READS if found["cells"] == CELLS else found["cells"]
    assert expected in (outcome, ANY)


@pytest.mark.parametrize("name", DRAWING_CASES)
def test_drawing(name, opener, tmp_path):
    make, expected = DRAWING_CASES[name]
    path = tmp_path / "gambar.xlsx"
    path.write_bytes(make())

    found = opener.open(path, documents=True)

    assert "escaped" not in found, found["escaped"]
    assert found["seconds"] < SECONDS
    if "error" in found:
        assert SENTENCES[found["error"]] == expected
        assert "\n" not in found["indonesian"]
    else:
        assert (expected, found["steps"]) == (READS, [3])


def test_a_stray_cell_is_named_and_the_table_kept(opener, tmp_path):
    path = tmp_path / "jauh.xlsx"
    path.write_bytes(CASES["far-cell"][0]())
    found = opener.open(path)
    assert (found["cells"], found["stray"]) == (CELLS, ["XFD1048576"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("merge-of-a-million-rows", [[1, 2, 2 + limits.MERGE_OVERHANG.value, 2]]),
        (
            "merge-of-everything",
            [[1, 1, 2 + limits.MERGE_OVERHANG.value, 2 + limits.MERGE_OVERHANG.value]],
        ),
        ("merge-backwards", [[1, 1, 2, 2]]),
    ],
)
def test_merges_end_near_the_contents(name, expected, opener, tmp_path):
    path = tmp_path / "gabung.xlsx"
    path.write_bytes(CASES[name][0]())
    assert opener.open(path)["merges"] == expected


def test_every_limit_has_a_reason_and_two_sentences():
    table = [value for value in vars(limits).values() if isinstance(value, Limit)]
    assert len(table) > 20
    for limit in table:
        assert limit.value > 0
        assert limit.why.endswith(".")
        error = limit.exceeded()
        assert error.indonesian.startswith("Buku kerja ini terlalu besar (")
        assert error.english.startswith("The workbook is too large (")
