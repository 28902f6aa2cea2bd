"""Files in the output folder: whole, named after their workbooks, kept up to date by later runs."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.batch import readers
from xl_sop.batch import convert as batch
from xl_sop.batch import files
from xl_sop.batch.engine import Limits
from xl_sop.batch.manifest import JOURNAL, MANIFEST, open_manifest
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import select
from xl_sop.batch.work import Settings

HIDDEN = {MANIFEST, JOURNAL}


def run(source: Path, out: Path, **options: Any) -> list[Outcome]:
    """Convert in this process if there is one workbook, else with one worker."""
    lang = options.pop("lang", "id")
    settings = Settings(out=str(out), lang=lang, reader=options.pop("reader", readers.read))
    found = select([str(source)]).workbooks
    limits = Limits(chunk=4)
    stems = batch.plan(found, settings, jobs=1, limits=limits)
    return list(batch.convert(found, stems, settings, jobs=1, limits=limits, **options))


def listing(out: Path) -> list[str]:
    """All files below a folder except our own."""
    return sorted(
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and path.name not in HIDDEN
    )


def contents(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }


def test_documents_land_in_the_folders_of_their_workbooks(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1", "unit/b.xlsx": "3", "unit/b.xlsm": "1"})
    run(source, tmp_path / "hasil")
    assert listing(tmp_path / "hasil") == [
        "a.json",
        "unit/b.xlsm.json",
        "unit/b.xlsx.1.json",
        "unit/b.xlsx.2.json",
        "unit/b.xlsx.3.json",
    ]
    document = json.loads((tmp_path / "hasil/unit/b.xlsx.2.json").read_text("utf-8"))
    assert document["sumber"]["berkas"] == "unit/b.xlsx"
    assert document["identitas"]["nomor_sop"] == "061/2/unit/b.xlsx"


def test_a_workbook_of_several_sops_makes_room_for_a_numbered_neighbour(tmp_path: Path) -> None:
    source = readers.workbooks(
        tmp_path / "masuk", {"2.xlsx": "2", "2.1.xlsx": "1", "3.xlsx": "1", "3.1.xlsx": "1"}
    )
    run(source, tmp_path / "hasil")
    assert listing(tmp_path / "hasil") == [
        "2.1.xlsx.json",
        "2.xlsx.1.json",
        "2.xlsx.2.json",
        "3.1.json",
        "3.json",
    ]


def test_very_long_and_odd_names(tmp_path: Path) -> None:
    names = {
        "x" * 250 + ".xlsx": "1",
        "titik..xlsx": "1",
        "spasi di akhir .xlsx": "1",
        "petik'\"&%#.xlsx": "1",
        "baris\nbaru.xlsx": "1",
        os.fsdecode(b"\xff.xlsx"): "1",
    }
    results = run(readers.workbooks(tmp_path / "masuk", names), tmp_path / "hasil")
    assert [r.error for r in results] == [None] * 6
    assert len(listing(tmp_path / "hasil")) == 6
    again = run(tmp_path / "masuk", tmp_path / "hasil", resume=True)
    assert sum(r.fresh for r in again) == 1  # a name that is no text cannot be kept in the manifest


def test_a_result_that_cannot_be_written_is_one_failure(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1", "x" * 250 + ".xlsx": "2", "z.xlsx": "1"})
    results = run(source, tmp_path / "hasil")  # `x….1.json` is longer than file systems allow
    assert [r.error is not None for r in results] == [False, True, False]
    assert "cannot be written" in results[1].error.english  # type: ignore[union-attr]
    assert listing(tmp_path / "hasil") == ["a.json", "z.json"]


def test_nothing_is_left_of_a_write_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(files.WriteError, match="No space left"):
        files.write_whole(str(tmp_path / "a.json"), b"{}")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("lama")

    def write_and_be_interrupted() -> None:
        with files.whole_file(str(path)) as file:
            file.write(b"ba")
            file.flush()
            assert path.read_text() == "lama"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted()
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.json", "lama")]


def test_temporary_files_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"unit/a.xlsx": "1"})
    stale = Path(files.temporary_beside(str(tmp_path / "hasil/unit/a.json")))
    stale.parent.mkdir(parents=True)
    stale.write_text("{")
    (tmp_path / "hasil/unit/.milik-orang.tmp").write_text("x")
    run(source, tmp_path / "hasil")
    assert listing(tmp_path / "hasil") == ["unit/.milik-orang.tmp", "unit/a.json"]


def test_two_runs_leave_the_same_bytes_and_no_journal(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1", "b.xlsx": "2", "c.xlsx": "refuse"})
    run(source, tmp_path / "satu")
    run(source, tmp_path / "dua")
    run(source, tmp_path / "dua", resume=True)
    assert contents(tmp_path / "satu") == contents(tmp_path / "dua")
    assert MANIFEST in contents(tmp_path / "satu")
    assert JOURNAL not in contents(tmp_path / "satu")


# resume


def fresh(results: list[Outcome]) -> list[str]:
    return [r.name for r in results if r.fresh and not r.error]


@pytest.fixture
def done(tmp_path: Path) -> tuple[Path, Path]:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1", "b.xlsx": "2", "c.xlsx": "refuse"})
    results = run(source, tmp_path / "hasil")
    assert [r.error and r.error.english for r in results] == [None, None, "The file is damaged."]
    return source, tmp_path / "hasil"


def test_resume_passes_over_what_is_right_already(done: tuple[Path, Path]) -> None:
    first = run(*done)
    again = run(*done, resume=True)
    assert fresh(again) == []
    # the report of a resumed run is the report of an undisturbed one
    assert [m.row for r in again for m in r.made] == [m.row for r in first for m in r.made]
    assert [m.number_cell for r in again for m in r.made] == [m.number_cell for r in first for m in r.made]


def test_resume_converts_what_is_new_or_changed(done: tuple[Path, Path]) -> None:
    source, out = done
    readers.workbooks(source, {"b.xlsx": "3", "d.xlsx": "1", "c.xlsx": "1"})
    assert fresh(run(source, out, resume=True)) == ["b.xlsx", "c.xlsx", "d.xlsx"]


@pytest.mark.parametrize("damage", ["removed", "edited", "torn"])
def test_resume_mends_its_files(done: tuple[Path, Path], damage: str) -> None:
    source, out = done
    before = contents(out)
    victim = out / "b.2.json"
    if damage == "removed":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-100] if damage == "torn" else b"{}\n")
    assert fresh(run(source, out, resume=True)) == ["b.xlsx"]
    assert contents(out) == before


def test_resume_converts_again_under_other_options(done: tuple[Path, Path]) -> None:
    assert fresh(run(*done, resume=True, lang="en")) == ["a.xlsx", "b.xlsx"]


def test_resume_converts_again_with_another_version_of_the_tool(
    done: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xl_sop.__version__", "99.0")
    assert fresh(run(*done, resume=True)) == ["a.xlsx", "b.xlsx"]


def test_files_that_a_workbook_no_longer_yields_are_removed(done: tuple[Path, Path]) -> None:
    source, out = done
    readers.workbooks(source, {"a.xlsx": "refuse", "b.xlsx": "1"})
    run(source, out)
    assert listing(out) == ["b.json"]


def test_a_stale_file_that_somebody_changed_is_kept(done: tuple[Path, Path]) -> None:
    source, out = done
    (out / "b.2.json").write_text("catatan saya")
    readers.workbooks(source, {"b.xlsx": "1"})
    run(source, out)
    assert listing(out) == ["a.json", "b.2.json", "b.json"]


def test_results_of_other_sources_in_the_same_folder_stay(done: tuple[Path, Path], tmp_path: Path) -> None:
    _, out = done
    other = readers.workbooks(tmp_path / "lain", {"z.xlsx": "1"})
    run(other, out)
    assert listing(out) == ["a.json", "b.1.json", "b.2.json", "z.json"]
    assert fresh(run(done[0], out, resume=True)) == []


def test_a_torn_journal_costs_its_last_line_only(done: tuple[Path, Path]) -> None:
    source, out = done
    before = contents(out)
    lines = (out / MANIFEST).read_bytes()
    (out / MANIFEST).unlink()
    (out / JOURNAL).write_bytes(lines[:-20])  # as a killed run leaves it
    assert fresh(run(source, out, resume=True)) == ["b.xlsx"]
    assert contents(out) == before


def test_two_runs_into_one_folder_take_turns(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1"})
    out = tmp_path / "hasil"
    held = _held(out)
    held.__enter__()
    waited: list[str] = []

    def wait() -> None:
        waited.append("told")
        held.__exit__(None, None, None)

    run(source, out, wait=wait)
    assert waited == ["told"]
    assert listing(out) == ["a.json"]


@contextmanager
def _held(out: Path) -> Iterator[None]:
    with open_manifest(str(out), "", wait=lambda: None):
        yield
