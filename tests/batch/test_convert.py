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
from tests.batch.engines import in_process
from xl_sop.batch import convert as batch
from xl_sop.batch.manifest import JOURNAL, MANIFEST, open_manifest
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.ownership import NOBODYS, ForeignFile, refuse_foreign
from xl_sop.batch.sources import select
from xl_sop.batch.work import Settings
from xl_sop.package import saving

HIDDEN = {MANIFEST, JOURNAL}


def run(source: Path, out: Path, **options: Any) -> list[Outcome]:
    """Convert in this process."""
    lang = options.pop("lang", "id")
    settings = Settings(out=str(out), lang=lang, reader=options.pop("reader", readers.read))
    found = select([str(source)]).workbooks
    stems = batch.plan(found, settings, jobs=1, engine=in_process)
    return list(batch.convert(found, stems, settings, jobs=1, engine=in_process, **options))


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
    with pytest.raises(saving.DiskFull, match="disk is full"):
        saving.write_whole(str(tmp_path / "a.json"), b"{}")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("lama")

    def write_and_be_interrupted() -> None:
        with saving.whole_file(str(path)) as file:
            file.write(b"ba")
            file.flush()
            assert path.read_text() == "lama"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_be_interrupted()
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.json", "lama")]


def test_temporary_files_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"unit/a.xlsx": "1"})
    stale = tmp_path / "hasil/unit" / saving.temporary_name()
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
    readers.workbooks(source, {"b.xlsx": "1"})
    run(source, out)
    assert listing(out) == ["a.json", "b.json"]


def test_results_of_a_workbook_that_now_fails_are_kept_and_told_as_such(done: tuple[Path, Path]) -> None:
    source, out = done
    before = contents(out)
    readers.workbooks(source, {"a.xlsx": "refuse", "b.xlsx": "raise"})
    results = run(source, out)
    assert [r.error is not None for r in results] == [True] * 3
    assert [r.kept for r in results] == [["a.json"], ["b.1.json", "b.2.json"], []]
    assert results[1].reason("id").endswith("Hasil konversi sebelumnya dibiarkan: b.1.json, b.2.json.")
    assert results[2].reason("en") == "The file is damaged."
    assert contents(out) == before
    # and once they can be read again they are what they were
    readers.workbooks(source, {"a.xlsx": "1", "b.xlsx": "2"})
    assert fresh(run(source, out, resume=True)) == []


def test_a_workbook_that_is_out_of_reach_for_a_moment_loses_nothing(done: tuple[Path, Path]) -> None:
    source, out = done
    found = select([str(source)]).workbooks
    (source / "a.xlsx").rename(source / "a.pindah")
    settings = Settings(out=str(out), reader=readers.read)
    [result, *_] = batch.convert(found, ["a", "b", "c"], settings, jobs=1, engine=in_process)
    assert (result.error is not None, result.kept) == (True, ["a.json"])
    assert listing(out) == ["a.json", "b.1.json", "b.2.json"]


# whose a file is


def test_a_workbook_of_another_folder_neither_replaces_nor_removes(
    done: tuple[Path, Path], tmp_path: Path
) -> None:
    source, out = done
    before = contents(out)
    other = readers.workbooks(tmp_path / "lain", {"a.xlsx": "1 ", "b.xlsx": "refuse", "c.xlsx": "1"})
    first, second, third = run(other, out)
    assert first.error is not None
    assert first.error.indonesian == (
        "a.json adalah hasil dari buku kerja lain (../masuk/a.xlsx), jadi dibiarkan; "
        "pilih folder hasil (--out) yang lain, atau hapus berkas itu."
    )
    assert (second.kept, third.error) == ([], None)
    assert {name: contents(out)[name] for name in before if name != MANIFEST} == {
        name: before[name] for name in before if name != MANIFEST
    }
    assert listing(out) == ["a.json", "b.1.json", "b.2.json", "c.json"]
    # both are known from now on
    assert fresh(run(source, out, resume=True)) == []
    assert fresh(run(other, out, resume=True)) == []


def test_fewer_sops_of_another_folders_workbook_remove_nothing(
    done: tuple[Path, Path], tmp_path: Path
) -> None:
    _, out = done
    run(readers.workbooks(tmp_path / "lain", {"b.xlsx": "1"}), out)
    assert listing(out) == ["a.json", "b.1.json", "b.2.json", "b.json"]


def test_a_folder_that_was_moved_keeps_its_results(done: tuple[Path, Path], tmp_path: Path) -> None:
    source, out = done
    before = contents(out)
    moved = source.rename(tmp_path / "pindah")
    results = run(moved, out)
    assert [r.error for r in results[:2]] == [None, None]
    assert {n: d for n, d in contents(out).items() if n != MANIFEST} == {
        n: d for n, d in before.items() if n != MANIFEST
    }
    # from now on they belong to the new place
    readers.workbooks(moved, {"a.xlsx": "2"})
    assert run(moved, out)[0].error is None
    assert listing(out) == ["a.1.json", "a.2.json", "b.1.json", "b.2.json"]


def test_what_a_moved_folder_took_over_is_not_removed_by_a_new_one_at_its_old_place(
    done: tuple[Path, Path], tmp_path: Path
) -> None:
    source, out = done
    moved = source.rename(tmp_path / "pindah")
    run(moved, out)
    run(readers.workbooks(source, {"a.xlsx": "2"}), out)
    assert listing(out) == ["a.1.json", "a.2.json", "a.json", "b.1.json", "b.2.json"]
    assert fresh(run(moved, out, resume=True)) == []


def test_a_workbook_without_a_digest_owns_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"catatan saya")
    with pytest.raises(ForeignFile):
        refuse_foreign(str(tmp_path), ["a.json"], None, NOBODYS)


@pytest.mark.parametrize("text", [b"catatan saya", b"{}\n", b"\xff"])
def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path, text: bytes) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "2", "b.xlsx": "1"})
    (tmp_path / "hasil").mkdir()
    (tmp_path / "hasil/a.2.json").write_bytes(text)
    first, second = run(source, tmp_path / "hasil")
    assert first.error is not None
    assert first.error.english.startswith("a.2.json exists already and was not made from this workbook")
    assert second.error is None
    assert listing(tmp_path / "hasil") == ["a.2.json", "b.json"]
    assert (tmp_path / "hasil/a.2.json").read_bytes() == text


def test_what_a_killed_run_took_no_note_of_is_ours(done: tuple[Path, Path]) -> None:
    source, out = done
    (out / MANIFEST).unlink()
    assert [r.error for r in run(source, out)[:2]] == [None, None]


def test_a_neighbour_may_take_the_name_that_a_workbook_gives_up(done: tuple[Path, Path]) -> None:
    source, out = done
    readers.workbooks(source, {"b.xlsx": "1", "b.1.xlsx": "1"})
    assert [r.error for r in run(source, out)[:3]] == [None, None, None]
    assert listing(out) == ["a.json", "b.1.json", "b.json"]
    assert json.loads((out / "b.1.json").read_text("utf-8"))["sumber"]["berkas"] == "b.1.xlsx"
    assert fresh(run(source, out, resume=True)) == []


@pytest.mark.parametrize("name", ["../luar.json", "unit/../../luar.json", "/luar.json", ".xl-sop-manifest"])
def test_a_manifest_never_leads_out_of_its_folder(done: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    source, out = done
    outside = tmp_path / "luar.json"
    outside.write_bytes(b"milik orang")
    name = name.replace("/luar", f"{tmp_path}/luar") if name.startswith("/") else name
    lines = [json.loads(line) for line in (out / MANIFEST).read_text("utf-8").splitlines()]
    lines[0]["known"][1].append([name, hashlib.sha256(b"milik orang").hexdigest(), None])
    (out / MANIFEST).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    readers.workbooks(source, {"a.xlsx": "1 "})
    run(source, out)
    assert outside.read_bytes() == b"milik orang"
    assert (out / MANIFEST).exists()


def test_a_full_disk_ends_the_run_with_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(saving.DiskFull, match=r"The disk is full: a\.json"):
        run(source, tmp_path / "hasil")
    monkeypatch.undo()
    assert fresh(run(source, tmp_path / "hasil", resume=True)) == ["a.xlsx"]


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
