"""One bad workbook costs one workbook, whatever it does to the process that reads it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import xl_sop
from tests.batch import readers
from tests.book.small import ROWS, sheet_xml, with_strings, workbook
from xl_sop.batch.engine import Limits, outcomes
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import select
from xl_sop.batch.work import Settings, Task
from xl_sop.errors import BookError
from xl_sop.limits import OUTPUT_BYTES, TEXT_BYTES

EXAMPLE = Path(__file__).parents[2] / "workbooks/contoh/000_kecamatan_sumpiuh.xlsx"

QUICK = Limits(seconds=60, memory=2 << 30, chunk=4)


def run(folder: Path, *, jobs: int, limits: Limits = QUICK) -> list[Outcome]:
    found = select([str(folder)]).workbooks
    tasks = [Task(i, workbook, workbook.place[:-5]) for i, workbook in enumerate(found)]
    return list(outcomes(tasks, Settings(reader=readers.read), jobs=jobs, limits=limits))


def summary(results: list[Outcome]) -> dict[str, str | int]:
    return {r.name: r.error.english if r.error else len(r.made) for r in results}


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_that_die_or_raise_cost_their_workbook_only(tmp_path: Path, jobs: int) -> None:
    words = {f"{i:02}.xlsx": "1" for i in range(12)}
    words |= {"01.xlsx": "crash", "05.xlsx": "raise", "06.xlsx": "2", "07.xlsx": "panic", "10.xlsx": "refuse"}
    results = run(readers.workbooks(tmp_path, words), jobs=jobs)
    assert [r.index for r in results] == list(range(12))
    assert summary(results) == {
        **{f"{i:02}.xlsx": 1 for i in range(12)},
        "01.xlsx": "The reader died on this file (it may be damaged or too large); open it and save it again.",
        "05.xlsx": "Unexpected error (ValueError: of two lines); run again with --debug and report what it prints.",
        "06.xlsx": 2,
        "07.xlsx": "Unexpected error (Panic: index out of bounds); "
        "run again with --debug and report what it prints.",
        "10.xlsx": "The file is damaged.",
    }
    assert "readers.py" in (results[5].detail or "")


def test_a_workbook_that_hangs_is_given_up_and_the_others_go_on(tmp_path: Path) -> None:
    words = {"a.xlsx": "1", "b.xlsx": "hang", "c.xlsx": "1", "d.xlsx": "1"}
    results = run(readers.workbooks(tmp_path, words), jobs=2, limits=Limits(seconds=6, chunk=4))
    assert summary(results) == {
        "a.xlsx": 1,
        "b.xlsx": "Not read within 6 seconds; save it again without needless sheets and pictures.",
        "c.xlsx": 1,
        "d.xlsx": 1,
    }


def test_a_workbook_that_eats_memory_is_stopped_by_the_limit(tmp_path: Path) -> None:
    words = {"a.xlsx": "1", "b.xlsx": "eat", "c.xlsx": "1"}
    results = run(readers.workbooks(tmp_path, words), jobs=1)
    assert summary(results) == {
        "a.xlsx": 1,
        "b.xlsx": "This workbook needs too much memory; split it into several files.",
        "c.xlsx": 1,
    }


def test_a_workbook_that_had_too_little_memory_in_its_task_is_tried_alone(tmp_path: Path) -> None:
    folder, marker = tmp_path / "masukan", tmp_path / "sudah"
    readers.workbooks(folder, {"a.xlsx": "1", "b.xlsx": f"tight:{marker} 2", "c.xlsx": "1"})
    assert summary(run(folder, jobs=1)) == {"a.xlsx": 1, "b.xlsx": 2, "c.xlsx": 1}
    assert marker.exists()


def test_a_single_large_workbook_is_isolated_too(tmp_path: Path) -> None:
    readers.workbooks(tmp_path, {"a.xlsx": "crash " + " " * 2000})
    [result] = run(tmp_path, jobs=1, limits=Limits(alone=1000))
    assert result.error is not None


def test_a_small_file_with_large_contents_is_isolated_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(sheet_xml(ROWS + " " * 2_000_000)))
    assert (tmp_path / "a.xlsx").stat().st_size < 10_000
    [book] = select([str(tmp_path)]).workbooks
    for alone, here in ((1_000_000, False), (4_000_000, True)):
        settings, limits = Settings(reader=readers.where), Limits(alone=alone)
        [result] = outcomes([Task(0, book, "a")], settings, jobs=1, limits=limits)
        assert (result.made[0].row.number == f"061/1/{os.getpid()}") is here


@pytest.mark.parametrize("others", [0, 1], ids=["alone", "with another"])
def test_a_workbook_that_swells_is_refused_alone_and_among_others(tmp_path: Path, others: int) -> None:
    """54 KB of file once made 3.3 GB of memory and a JSON of 458 MB."""
    words = ["No", "Uraian Prosedur", "Camat", "Waktu", "Output", "Menyusun " * 3_600, "15 menit"]
    row = '<c t="s"><v>5</v></c><c t="inlineStr"><is><t>v</t></is></c><c t="s"><v>6</v></c><c t="s"><v>6</v></c>'
    rows = "<row>" + "".join(f'<c t="s"><v>{i}</v></c>' for i in range(5)) + "</row>"
    rows += "".join(f"<row><c><v>{number}</v></c>{row}</row>" for number in range(1, 8_001))
    bomb = with_strings("".join(f"<si><t>{word}</t></si>" for word in words), rows)
    assert len(bomb) < 60_000
    for name in ["a.xlsx", "b.xlsx"][: 1 + others]:
        (tmp_path / name).write_bytes(bomb)
    found = select([str(tmp_path)]).workbooks
    tasks = [Task(i, book, book.place[:-5]) for i, book in enumerate(found)]
    results = list(outcomes(tasks, Settings(), jobs=1, limits=QUICK))
    assert [result.error and result.error.english for result in results] == [
        TEXT_BYTES.exceeded().english
    ] * (1 + others)


def test_json_without_end_is_refused_by_the_batch_and_by_the_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLE, tmp_path / "a.xlsx")
    [book] = select([str(tmp_path)]).workbooks
    monkeypatch.setattr("xl_sop.limits.OUTPUT_BYTES", OUTPUT_BYTES._replace(value=5_000))
    settings = Settings(out=str(tmp_path / "hasil"))
    [result] = outcomes([Task(0, book, "a")], settings, jobs=1)
    assert result.error is not None
    assert "size of the JSON in bytes above 5,000" in result.error.english
    assert not list(tmp_path.rglob("*.json"))
    [document] = xl_sop.read(book.path)
    with pytest.raises(BookError, match="size of the JSON"):
        xl_sop.to_json(document)


def test_every_workbook_may_be_bad(tmp_path: Path) -> None:
    results = run(readers.workbooks(tmp_path, {f"{i}.xlsx": "crash" for i in range(5)}), jobs=2)
    assert [r.error is not None for r in results] == [True] * 5


def test_workers_that_all_end_before_they_said_what_they_were_at_cost_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pebble.pool import process

    real, broken = process.PoolManager.find_expired_task, []

    def unknown(self: process.PoolManager, worker: int) -> object:
        if len(broken) < 3:
            broken.append(worker)
            raise process.BrokenProcessPool("All workers expired")
        return real(self, worker)

    monkeypatch.setattr(process.PoolManager, "find_expired_task", unknown)
    words = {"a.xlsx": "1", "b.xlsx": "crash", "c.xlsx": "2", "d.xlsx": "1", "e.xlsx": "1"}
    results = run(readers.workbooks(tmp_path, words), jobs=2)
    assert len(broken) == 3
    assert [(r.name, r.error is not None, len(r.made)) for r in results] == [
        ("a.xlsx", False, 1),
        ("b.xlsx", True, 0),
        ("c.xlsx", False, 2),
        ("d.xlsx", False, 1),
        ("e.xlsx", False, 1),
    ]


def test_a_file_that_vanishes_is_one_failure(tmp_path: Path) -> None:
    readers.workbooks(tmp_path, {"a.xlsx": "1", "b.xlsx": "1"})
    found = select([str(tmp_path)]).workbooks
    (tmp_path / "a.xlsx").unlink()
    tasks = [Task(i, workbook, workbook.place[:-5]) for i, workbook in enumerate(found)]
    results = list(outcomes(tasks, Settings(reader=readers.read), jobs=1, limits=QUICK))
    assert [r.error is not None for r in results] == [True, False]


def test_stopping_early_stops_the_workers(tmp_path: Path) -> None:
    readers.workbooks(tmp_path, {"a.xlsx": "1", **{f"b{i}.xlsx": "hang" for i in range(4)}})
    found = select([str(tmp_path)]).workbooks
    tasks = [Task(i, workbook, workbook.place[:-5]) for i, workbook in enumerate(found)]
    results = outcomes(tasks, Settings(reader=readers.read), jobs=2, limits=Limits(seconds=600, chunk=1))
    assert next(results).name == "a.xlsx"
    results.close()  # type: ignore[attr-defined]  returns only when the hanging workers are gone
