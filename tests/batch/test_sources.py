"""Which workbooks some SOURCEs mean, under which names, in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xl_sop.batch.sources import readable, select


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def names(*sources: object) -> list[str]:
    return [workbook.name for workbook in select(map(str, sources)).workbooks]


def problems(*sources: object) -> list[tuple[str, str]]:
    return [(problem.path, problem.error.english) for problem in select(map(str, sources)).problems]


def test_a_folder_gives_its_workbooks_with_subfolders_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.xlsx", "a.xlsm", "unit-a/z.xltx", "unit-a/dalam/y.XLTM", "catatan.txt", "lama.xls")
    assert names(tmp_path) == ["a.xlsm", "b.xlsx", "unit-a/dalam/y.XLTM", "unit-a/z.xltx"]


def test_a_file_has_its_bare_name(tmp_path: Path) -> None:
    make(tmp_path, "unit-a/a.xlsx")
    assert names(tmp_path / "unit-a" / "a.xlsx") == ["a.xlsx"]


def test_sources_keep_the_order_they_were_given_in(tmp_path: Path) -> None:
    make(tmp_path, "satu/b.xlsx", "dua/a.xlsx")
    assert names(tmp_path / "satu", tmp_path / "dua") == ["b.xlsx", "a.xlsx"]


def test_globs_are_expanded_and_each_match_counts_as_named_itself(tmp_path: Path) -> None:
    make(tmp_path, "unit-a/b.xlsx", "unit-a/a.xlsx", "unit-b/c.xlsm", "unit-b/d.txt")
    assert names(tmp_path / "*" / "*.xls?") == ["a.xlsx", "b.xlsx", "c.xlsm"]
    assert names(tmp_path / "unit-*") == ["a.xlsx", "b.xlsx", "c.xlsm"]
    assert names(tmp_path / "**") == ["unit-a/a.xlsx", "unit-a/b.xlsx", "unit-b/c.xlsm"]


def test_a_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    make(tmp_path, "a[1].xlsx", "a1.xlsx")
    assert names(tmp_path / "a[1].xlsx") == ["a[1].xlsx"]


def test_lock_files_are_passed_over_wherever_they_come_from(tmp_path: Path) -> None:
    make(tmp_path, "~$a.xlsx", "a.xlsx")
    assert names(tmp_path) == ["a.xlsx"]
    assert names(tmp_path / "*.xlsx") == ["a.xlsx"]
    assert names(tmp_path / "~$a.xlsx") == []
    assert problems(tmp_path / "~$a.xlsx") == []


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("tidak-ada.xlsx", "No such file"),
        ("tidak-ada-*.xlsx", "No file matches"),
        ("kosong", "no .xlsx"),
        ("hanya-kunci", "no .xlsx"),
        ("catatan.txt", "save it as .xlsx"),
        ("lama.xls", "save it as .xlsx"),
    ],
)
def test_a_source_without_workbooks_is_a_problem(tmp_path: Path, source: str, says: str) -> None:
    make(tmp_path, "catatan.txt", "lama.xls", "hanya-kunci/~$a.xlsx")
    (tmp_path / "kosong").mkdir()
    [(path, sentence)] = problems(tmp_path / source)
    assert path == str(tmp_path / source)
    assert says in sentence


def test_a_source_given_twice_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "unit/a.xlsx")
    monkeypatch.chdir(tmp_path)
    once = tmp_path / "unit"
    assert names(once, once, "unit", "./unit/", "unit/../unit", once / "a.xlsx") == ["a.xlsx"]
    (tmp_path / "tautan").symlink_to(once)
    assert names(once, tmp_path / "tautan") == ["a.xlsx"]


def test_two_folders_keep_workbooks_of_the_same_name_apart(tmp_path: Path) -> None:
    make(tmp_path, "unit-a/a.xlsx", "unit-b/a.xlsx")
    assert names(tmp_path / "unit-a", tmp_path / "unit-b") == ["a.xlsx", "a.xlsx"]


def test_links_that_run_in_circles_end(tmp_path: Path) -> None:
    make(tmp_path, "unit/a.xlsx", "unit/dalam/b.xlsx")
    (tmp_path / "unit" / "dalam" / "naik").symlink_to(tmp_path / "unit")
    (tmp_path / "unit" / "diri").symlink_to(tmp_path / "unit")
    assert names(tmp_path / "unit") == ["a.xlsx", "dalam/b.xlsx"]


def test_a_linked_folder_is_entered_once_and_real_folders_keep_their_path(tmp_path: Path) -> None:
    make(tmp_path, "unit/z/a.xlsx", "lain/b.xlsx")
    (tmp_path / "unit" / "awal").symlink_to(tmp_path / "unit" / "z")
    (tmp_path / "unit" / "lain").symlink_to(tmp_path / "lain")
    (tmp_path / "unit" / "lain2").symlink_to(tmp_path / "lain")
    assert names(tmp_path / "unit") == ["lain/b.xlsx", "z/a.xlsx"]


def test_a_linked_file_is_a_workbook_of_its_own(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx")
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    assert names(tmp_path) == ["a.xlsx", "b.xlsx"]


def test_a_dangling_link_stays_a_workbook_so_that_it_is_reported(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "tidak-ada.xlsx")
    assert names(tmp_path) == ["b.xlsx"]


def test_a_folder_that_cannot_be_opened_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.xlsx", "tertutup/b.xlsx", "unit/c.xlsx")
    scandir = os.scandir

    def refuse(path: str) -> object:  # permissions do not stop the superuser that tests may run as
        if os.path.basename(path) == "tertutup":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    selection = select([str(tmp_path)])
    assert [workbook.name for workbook in selection.workbooks] == ["a.xlsx", "unit/c.xlsx"]
    [problem] = selection.problems
    assert problem.path.endswith("tertutup")
    assert "permissions" in problem.error.english


def test_names_in_documents_can_always_be_encoded(tmp_path: Path) -> None:
    assert readable("ru\u0301mah.xlsx") == "r\u00famah.xlsx"  # as macOS spells it, and as everybody else does
    odd = os.fsdecode(b"\xff-a.xlsx")
    assert readable(odd).encode() == "\ufffd-a.xlsx".encode()
    make(tmp_path, odd)
    [workbook] = select([str(tmp_path)]).workbooks
    assert (workbook.name, workbook.place) == ("\ufffd-a.xlsx", odd)
