"""`--dask`: a cluster of separate processes gives the bytes that this machine alone gives."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch import readers
from tests.batch.copies import copies
from tests.batch.dask_cluster import DaskCluster, dask_cluster
from tests.cli.command import COMMAND, EXAMPLES, TEMPLATE, environment, xl_sop
from xl_sop.batch import cluster as module
from xl_sop.batch.cluster import ClusterError, connected, isolated
from xl_sop.batch.engine import Limits
from xl_sop.batch.manifest import MANIFEST
from xl_sop.batch.outcome import Outcome
from xl_sop.batch.sources import select
from xl_sop.batch.work import Settings, Task

COUNT = 150
MORE = ("--report", "laporan.csv", "--ndjson", "semua.ndjson")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("klaster"), workers=2) as running:
        yield running


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than two chunks, a workbook that cannot be read, an untouched template."""
    folder = copies(tmp_path_factory.mktemp("masuk"), COUNT)
    (folder / "rusak.xlsx").write_bytes(b"PK damaged")
    (folder / "templat.xlsx").write_bytes(TEMPLATE.read_bytes())
    return folder


@pytest.fixture(scope="module")
def local(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process on this machine makes of them."""
    folder = tmp_path_factory.mktemp("lokal")
    run = xl_sop("convert", source, "--out", "hasil", "--jobs", "1", *MORE, cwd=folder)
    assert run.returncode == 1
    (folder / "stderr").write_text(run.stderr)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_outputs_manifest_and_report_are_those_of_a_local_run(
    cluster: DaskCluster, source: Path, local: Path, tmp_path: Path
) -> None:
    run = xl_sop("convert", source, "--out", "hasil", "--dask", cluster.address, *MORE, cwd=tmp_path)
    assert run.returncode == 1
    (tmp_path / "stderr").write_text(run.stderr)
    assert tree(tmp_path) == tree(local)
    assert (
        len(tree(tmp_path)) == COUNT + 4
    )  # the documents, the manifest, the report, the lines, what was told
    again = xl_sop("convert", source, "--out", "hasil", "--dask", cluster.address, "--resume", cwd=tmp_path)
    assert f"{COUNT} workbook(s) unchanged since the last conversion." in again.stderr.splitlines()
    assert tree(tmp_path) == tree(local)


def test_a_file_that_is_not_ours_is_not_replaced_whoever_writes(cluster: DaskCluster, tmp_path: Path) -> None:
    source = tmp_path / "masuk"
    source.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copyfile(EXAMPLES / "000_kecamatan_sumpiuh.xlsx", source / name)
    for out in (tmp_path / "satu", tmp_path / "dua"):
        out.mkdir()
        (out / "a.json").write_text("catatan saya")
        place = out if out.name == "satu" else out.as_uri()  # written here, and by a worker
        run = xl_sop("convert", source, "--out", place, "--dask", cluster.address, "--quiet")
        assert run.returncode == 1
        assert "a.json exists already and was not made from this workbook" in run.stderr
        assert (out / "a.json").read_text() == "catatan saya"
        assert (out / "b.json").exists()


def test_workers_read_and_write_urls_themselves(
    cluster: DaskCluster, source: Path, local: Path, tmp_path: Path
) -> None:
    out = tmp_path / "hasil"
    run = xl_sop("convert", source.as_uri(), "--out", out.as_uri(), "--dask", cluster.address)
    assert run.returncode == 1
    there, here = tree(out), tree(local / "hasil")
    assert readers.placeless(there.pop(MANIFEST)) == readers.placeless(here.pop(MANIFEST))
    assert there == here
    again = xl_sop("convert", source.as_uri(), "--out", out.as_uri(), "--dask", cluster.address, "--resume")
    assert f"{COUNT} workbook(s) unchanged since the last conversion." in again.stderr.splitlines()


def test_an_interrupted_run_leaves_the_cluster_idle_and_is_resumed(
    cluster: DaskCluster, source: Path, local: Path, tmp_path: Path
) -> None:
    out = tmp_path / "hasil"
    arguments = ["convert", str(source), "--out", str(out), "--dask", cluster.address]
    for _ in range(8):  # a fast machine may be done before the signal arrives: then once more, from the start
        shutil.rmtree(out, ignore_errors=True)
        process = subprocess.Popen(
            [*COMMAND, *arguments], stderr=subprocess.PIPE, text=True, env=environment()
        )
        _until(lambda: next(out.rglob("*.json"), None) is not None)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        if len(list(out.rglob("*.json"))) < COUNT:
            break
    assert process.returncode == 1
    assert stderr.splitlines()[-1] == "Interrupted. Files already written are whole; go on with --resume."
    assert not list(out.rglob("*.tmp"))
    assert len(list(out.rglob("*.json"))) < COUNT
    _until(lambda: cluster.readers() == 0)
    assert xl_sop(*arguments, "--resume").returncode == 1
    assert tree(out) == tree(local / "hasil")


def results(address: str, folder: Path, limits: Limits) -> list[Outcome]:
    """What the cluster makes of files of words."""
    tasks = [
        Task(i, workbook, workbook.place[:-5]) for i, workbook in enumerate(select([str(folder)]).workbooks)
    ]
    with connected(address, limits) as engine:
        return list(engine(tasks, Settings(reader=readers.read)))


def test_bad_workbooks_cost_one_each_and_no_worker(cluster: DaskCluster, tmp_path: Path) -> None:
    words = {f"{i:02}.xlsx": "1" for i in range(12)}
    words |= {"01.xlsx": "crash", "05.xlsx": "raise", "06.xlsx": "2", "07.xlsx": "hang", "10.xlsx": "refuse"}
    readers.workbooks(tmp_path, words)
    with connected(cluster.address) as engine:
        before = engine.workers()
    found = results(cluster.address, tmp_path, Limits(seconds=3, chunk=4))
    assert {o.name: o.error.english if o.error else len(o.made) for o in found} == {
        **{f"{i:02}.xlsx": 1 for i in range(12)},
        "01.xlsx": "The reader died on this file (it may be damaged or too large); open it and save it again.",
        "05.xlsx": "Unexpected error (ValueError: of two lines); run again with --debug and report what it prints.",
        "06.xlsx": 2,
        "07.xlsx": "Not read within 3 seconds; save it again without needless sheets and pictures.",
        "10.xlsx": "The file is damaged.",
    }
    assert [o.index for o in found] == list(range(12))
    with connected(cluster.address) as engine:
        assert engine.workers() == before


def test_a_workbook_that_takes_its_machine_down_costs_itself_only(
    cluster: DaskCluster, tmp_path: Path
) -> None:
    readers.workbooks(tmp_path, {"a.xlsx": "1", "b.xlsx": "unplug", "c.xlsx": "1", "d.xlsx": "2"})
    found = results(cluster.address, tmp_path, Limits(chunk=2))
    assert [(o.name, len(o.made), o.error is None) for o in found] == [
        ("a.xlsx", 1, True), ("b.xlsx", 0, False), ("c.xlsx", 1, True), ("d.xlsx", 2, True),
    ]  # fmt: skip
    assert found[1].error is not None
    assert found[1].error.english.startswith("The reader died on this file")


@pytest.mark.parametrize(
    ("package", "sentence"),
    [
        ("__version__ = '0.0.9'", "The dask worker tcp://ADDRESS has xl-sop 0.0.9, here it is 0.1.0; install the same version."),
        ("raise ImportError", "xl-sop is not installed on the dask worker tcp://ADDRESS; install version 0.1.0 there, from the same source"),
    ],
)  # fmt: skip
def test_a_worker_with_another_version_or_none(
    cluster: DaskCluster, tmp_path: Path, package: str, sentence: str
) -> None:
    (tmp_path / "xl_sop.py").write_text(package)
    cluster.add_worker(tmp_path)
    try:
        with pytest.raises(ClusterError) as error, connected(cluster.address):
            pass
    finally:
        cluster.remove_worker()
    words = error.value.english.split()
    address = next(word for word in words if word.startswith("tcp://")).rstrip(";")
    assert error.value.english == sentence.replace("tcp://ADDRESS", address)


def test_a_worker_that_joined_later_says_that_its_version_is_another(cluster: DaskCluster) -> None:
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        future = client.submit(isolated, "0.0.9", "run", b"", pure=False)
        with pytest.raises(ClusterError, match=r"has xl-sop 0\.1\.0, here it is 0\.0\.9"):
            future.result(timeout=10)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "bogus://127.0.0.1:1"])
def test_a_scheduler_that_does_not_answer(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECT", 1.0)
    with pytest.raises(ClusterError) as error, connected(address):
        pass
    assert (
        error.value.english == f"No dask scheduler answers at {address}; check the address and the network."
    )


def test_a_cluster_that_has_lost_its_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.2)
    monkeypatch.setattr(module, "_LONELY", 0.5)
    (tmp_path / "klaster").mkdir()
    readers.workbooks(tmp_path / "masuk", {"a.xlsx": "1"})
    with (
        dask_cluster(tmp_path / "klaster", workers=0) as empty,
        pytest.raises(ClusterError, match="has no workers"),
    ):
        results(empty.address, tmp_path / "masuk", Limits())


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError) as error, connected("tcp://127.0.0.1:9"):
        pass
    assert (
        error.value.english
        == "--dask needs another package; in xl_sop's source folder run: pip install '.[dask]'"
    )


def test_jobs_are_those_of_this_machine(tmp_path: Path) -> None:
    run = xl_sop("convert", tmp_path, "--out", tmp_path, "--jobs", "2", "--dask", "tcp://127.0.0.1:9")
    assert run.returncode == 2
    assert "choose one of --jobs (this machine) and --dask (a cluster)." in run.stderr


def _until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_scheduler_that_is_killed_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "klaster").mkdir()
    words = {f"{i:02}.xlsx": "1" if i < 4 else "hang" for i in range(20)}
    found = select([str(readers.workbooks(tmp_path / "masuk", words))]).workbooks
    tasks = [Task(i, workbook, workbook.place[:-5]) for i, workbook in enumerate(found)]
    done: list[Outcome] = []

    def run(cluster: DaskCluster) -> None:
        with connected(cluster.address, Limits(chunk=2)) as engine:
            for outcome in engine(tasks, Settings(reader=readers.read)):
                done.append(outcome)
                if len(done) == 3:
                    cluster.stop_scheduler()

    with dask_cluster(tmp_path / "klaster", workers=1) as running, pytest.raises(ClusterError) as error:
        run(running)
    assert error.value.indonesian == "Hubungan dengan penjadwal dask terputus; lanjutkan dengan --resume."
    assert [outcome.error for outcome in done] == [None] * len(done)
