"""Sources and outputs at URLs: the same names, the same bytes, whole files or none."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest

from tests.batch import readers
from tests.batch.copies import copies
from tests.batch.engines import in_process
from tests.cli.command import xl_sop
from xl_sop import limits
from xl_sop.batch import convert as batch
from xl_sop.batch import remote, storage
from xl_sop.batch.manifest import JOURNAL, MANIFEST
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import select
from xl_sop.batch.storage import is_url, whole_file
from xl_sop.batch.work import Settings, Task, run_chunk
from xl_sop.errors import XlSopError


@pytest.fixture
def memory() -> Iterator[Any]:
    """The file system of memory://, empty."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    yield fs
    fs.store.clear()


def run(source: str, out: str, **options: Any) -> list[Outcome]:
    found = select([source]).workbooks
    settings = Settings(out=out, reader=readers.read)
    stems = batch.plan(found, settings, jobs=1, engine=in_process)
    return list(batch.convert(found, stems, settings, jobs=1, engine=in_process, **options))


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("s3://b/x", True), ("file:///x", True), ("memory://x", True), ("C:/x", False), ("C://x", False),
        ("x/y.xlsx", False), ("zip://a.xlsx::s3://b/x.zip", False), ("://x", False),
    ],
)  # fmt: skip
def test_what_a_url_is(place: str, url: bool) -> None:
    assert is_url(place) == url


def test_files_folders_and_globs(memory: Any) -> None:
    for name in ("a.xlsx", "unit/b.XLSM", "unit/c.txt", "unit/~$b.xlsx", "unit/dalam/d.xlsx"):
        memory.pipe_file(f"/masuk/{name}", b"1")
    cases = {
        "memory://masuk": ["a.xlsx", "unit/b.XLSM", "unit/dalam/d.xlsx"],
        "memory://masuk/": ["a.xlsx", "unit/b.XLSM", "unit/dalam/d.xlsx"],
        "memory://masuk/unit/b.XLSM": ["b.XLSM"],
        "memory://masuk/*.xlsx": ["a.xlsx"],
        "memory://masuk/u*": ["b.XLSM", "dalam/d.xlsx"],
        "memory://masuk/**": ["a.xlsx", "unit/b.XLSM", "unit/dalam/d.xlsx"],  # matches the folder itself
    }
    for source, names in cases.items():
        selection = select([source])
        assert [workbook.name for workbook in selection.workbooks] == names, source
        assert not selection.problems
        assert all(memory.exists(workbook.path) and workbook.size == 1 for workbook in selection.workbooks)


def test_urls_that_mean_no_workbook(memory: Any) -> None:
    memory.pipe_file("/masuk/c.txt", b"1")
    cases = {
        "memory://masuk": "There is no .xlsx",
        "memory://masuk/c.txt": "Not an .xlsx",
        "memory://masuk/*.xlsx": "No file matches",
        "memory://tidak-ada": "No such file",
        "entah://x": "Cannot be read (Protocol not known: entah)",
    }
    for source, sentence in cases.items():
        selection = select([source])
        assert not selection.workbooks
        assert [problem.error.english.startswith(sentence) for problem in selection.problems] == [True], (
            source
        )


def test_no_key_becomes_a_path_outside_the_output_folder(memory: Any, tmp_path: Path) -> None:
    for name in ("baik.xlsx", "a/../../../naik.xlsx", "a//kosong.xlsx", "./titik.xlsx", "a\0nol.xlsx"):
        memory.store[f"/masuk/{name}"] = memory.open("/sementara", "wb")
    selection = select(["memory://masuk"])
    assert [workbook.name for workbook in selection.workbooks] == ["baik.xlsx"]
    assert len(selection.problems) == 4
    assert {problem.error.english[:24] for problem in selection.problems} == {"No output can be named a"}


def test_outputs_are_those_of_paths(memory: Any, tmp_path: Path) -> None:
    words = {"a.xlsx": "1", "unit/b.xlsx": "3", "unit/b.xlsm": "1", "unit/rusak.xlsx": "refuse"}
    run(str(readers.workbooks(tmp_path / "masuk", words)), str(tmp_path / "hasil"))
    for name, text in words.items():
        memory.pipe_file(f"/masuk/{name}", text.encode())
    run("memory://masuk", "memory://hasil")
    assert below(memory, "/hasil") == tree(tmp_path / "hasil")
    assert json.loads(memory.cat_file("/hasil/unit/b.xlsx.2.json"))["sumber"]["berkas"] == "unit/b.xlsx"


def tree(folder: Path) -> dict[str, object]:
    """The files below a folder, as `below` gives them."""
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {**files, MANIFEST: readers.placeless(files[MANIFEST])}


def below(fs: Any, folder: str) -> dict[str, object]:
    files = {path[len(folder) + 1 :]: fs.cat_file(path) for path in fs.find(folder)}
    return {n: readers.placeless(data) if n == MANIFEST else data for n, data in files.items()}


def test_resume_converts_what_changed_and_removes_what_is_no_longer_made(memory: Any) -> None:
    for name, words in {"a": "1", "b": "2", "c": "1"}.items():
        memory.pipe_file(f"/masuk/{name}.xlsx", words.encode())
    run("memory://masuk", "memory://hasil")
    memory.pipe_file("/masuk/b.xlsx", b"1 ")
    memory.rm_file("/hasil/c.json")
    assert [o.fresh for o in run("memory://masuk", "memory://hasil", resume=True)] == [False, True, True]
    assert sorted(below(memory, "/hasil")) == [MANIFEST, "a.json", "b.json", "c.json"]


def test_at_a_url_too_nothing_is_replaced_that_is_not_ours_nor_lost_by_a_failure(memory: Any) -> None:
    for name in "abc":
        memory.pipe_file(f"/masuk/{name}.xlsx", b"1")
    memory.pipe_file("/hasil/b.json", b"catatan saya")
    first = run("memory://masuk", "memory://hasil")
    assert [o.error is not None for o in first] == [False, True, False]
    memory.pipe_file("/masuk/a.xlsx", b"refuse")
    again = run("memory://masuk", "memory://hasil")
    assert again[0].kept == ["a.json"]
    assert sorted(below(memory, "/hasil")) == [MANIFEST, "a.json", "b.json", "c.json"]
    assert memory.cat_file("/hasil/b.json") == b"catatan saya"
    memory.pipe_file("/lain/c.xlsx", b"1 ")
    [other] = run("memory://lain", "memory://hasil")
    assert other.error is not None
    assert "made from another workbook (memory://masuk/c.xlsx)" in other.error.english


def test_a_run_that_stops_leaves_a_journal_to_go_on_from(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_BETWEEN_PUTS", 0)
    for name in "abc":
        memory.pipe_file(f"/masuk/{name}.xlsx", b"1")
    found = select(["memory://masuk"]).workbooks
    settings = Settings(out="memory://hasil", reader=readers.read)
    stopped = batch.convert(found, ["a", "b", "c"], settings, jobs=1, engine=in_process)
    next(stopped)
    next(stopped)
    assert len(memory.cat_file(f"/hasil/{JOURNAL}").split()) > 1
    stopped.close()
    assert MANIFEST not in below(memory, "/hasil")
    assert [o.fresh for o in run("memory://masuk", "memory://hasil", resume=True)] == [False, False, True]
    assert JOURNAL not in below(memory, "/hasil")


def test_a_workbook_too_large_is_not_fetched(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/masuk/a.xlsx", b"1" * 100)
    monkeypatch.setattr(limits, "FILE_BYTES", limits.FILE_BYTES._replace(value=99))
    monkeypatch.setattr(type(memory), "cat_file", None)
    [outcome] = run_chunk([Task(0, select(["memory://masuk"]).workbooks[0], "a")], Settings())
    assert outcome.error is not None
    assert outcome.error.english.startswith("The workbook is too large")


def test_where_moving_is_one_step_a_file_is_moved_into_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = (tmp_path / "baru" / "a.json").as_uri()
    remote.write(url, b"satu")
    with whole_file(url) as file:
        file.write(b"dua")
    assert (tmp_path / "baru" / "a.json").read_bytes() == b"dua"

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(fsspec.filesystem("file")), "mv", no_space)
    with pytest.raises(XlSopError, match=r"cannot be written \(.*No space left on device\)"):
        remote.write(url, b"tiga")
    assert [path.name for path in (tmp_path / "baru").iterdir()] == ["a.json"]
    (tmp_path / "baru" / ".xl-sop-1.tmp").touch()
    remote.sweep((tmp_path / "baru").as_uri())
    assert [path.name for path in (tmp_path / "baru").iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("missing", "source", "sentence"),
    [
        (["s3fs"], "s3://b", "s3:// needs another package; install it with: pip install s3fs"),
        (
            ["fsspec", "fsspec.core"],
            "s3://b",
            "s3:// needs another package; install it with: pip install fsspec",
        ),
        (["gcsfs"], "gs://b", "gs:// needs another package (Please install gcsfs to access Google Storage)."),
    ],
)
def test_a_missing_package_is_named(
    missing: list[str], source: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scheme in ("s3", "gs"):
        monkeypatch.delitem(importlib.import_module("fsspec.registry")._registry, scheme, raising=False)
    for module in missing:
        monkeypatch.setitem(sys.modules, module, None)
    [problem] = select([source]).problems
    assert problem.error.english == sentence


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3-compatible server on this machine, with two buckets."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "uji",
        "AWS_SECRET_ACCESS_KEY": "uji",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    fs = fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)
    fs.mkdir("masuk")
    fs.mkdir("hasil")
    yield fs
    server.stop()


def test_an_object_store_holds_what_a_folder_would(s3: Any, tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    source, local = copies(tmp_path / "masuk", 15), tmp_path / "lokal"
    (source / "rusak.xlsx").write_bytes(b"bukan buku kerja")
    assert xl_sop("convert", source, "--out", local, "--report", local / "laporan.csv").returncode == 1
    s3.put(f"{source}/", "masuk/2026/", recursive=True)
    arguments = (
        "convert",
        "s3://masuk/2026",
        "--out",
        "s3://hasil/json",
        "--report",
        "s3://hasil/json/laporan.csv",
    )
    run = xl_sop(*arguments)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("s3://masuk/2026/rusak.xlsx: ")
    here = tree(local)
    assert below(s3, "hasil/json") == here
    again = xl_sop(*arguments, "--resume")
    assert "15 workbook(s) unchanged since the last conversion." in again.stderr
    assert below(s3, "hasil/json") == here
    globbed = xl_sop("convert", "s3://masuk/2026/unit-[01]/*.xlsx", "--out", tmp_path / "dua", "--quiet")
    assert (globbed.returncode, globbed.stderr) == (0, "")
    assert len(list((tmp_path / "dua").glob("*.json"))) == 5
    nowhere = xl_sop("convert", source, "--out", "s3://tidak-ada/json", "--quiet")
    assert nowhere.returncode == 1
    assert "cannot be written (The specified bucket does not exist)" in nowhere.stderr.splitlines()[-1]
    assert sorted(s3.ls("")) == ["hasil", "masuk"]
