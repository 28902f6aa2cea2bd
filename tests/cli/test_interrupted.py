"""Ctrl-C and kill -9 at any moment: whole files only, and --resume ends where an undisturbed run ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.batch.copies import copies
from tests.cli.command import COMMAND, environment, xl_sop

COUNT = 240


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copies(tmp_path_factory.mktemp("masuk"), COUNT)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("utuh") / "hasil"  # as far from the sources as the disturbed ones
    assert xl_sop("convert", source, "--out", out).returncode == 0
    return _contents(out)


@pytest.mark.parametrize(
    ("how", "files"), [("SIGINT", 1), ("SIGTERM", 65), ("SIGKILL", 1), ("SIGKILL", 63), ("SIGKILL", 130)]
)
def test_a_disturbed_run_and_a_resumed_one_make_an_undisturbed_one(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path, how: str, files: int
) -> None:
    out = tmp_path / "hasil"
    process = subprocess.Popen(
        [*COMMAND, "convert", str(source), "--out", str(out), "--jobs", "2"],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    _until_some_files(out, files)
    if how == "SIGINT":
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
    else:
        process.send_signal(signal.Signals[how])
    _, stderr = process.communicate(timeout=60)
    _until_no_process_is_left(process.pid)
    if how != "SIGKILL":
        assert process.returncode == 1
        assert stderr.splitlines() == ["Interrupted. Files already written are whole; go on with --resume."]
        assert not list(out.rglob("*.tmp"))
    written = [json.loads(path.read_bytes()) for path in out.rglob("*.json")]
    assert 0 < len(written) <= COUNT  # after kill -9 a worker may still finish its chunk
    resumed = xl_sop("convert", source, "--out", out, "--jobs", "2", "--resume")
    assert resumed.returncode == 0
    assert _contents(out) == undisturbed


def _until_some_files(out: Path, count: int) -> None:
    end = time.monotonic() + 60
    while sum(1 for _ in out.rglob("*.json")) < count:
        assert time.monotonic() < end, "no file appeared"
        time.sleep(0.005)


def _until_no_process_is_left(group: int) -> None:
    """Workers notice that their parent is gone and end; they must not be there for ever."""
    end = time.monotonic() + 30
    while _running(group):
        assert time.monotonic() < end, "a worker outlived its parent"
        time.sleep(0.02)


def _running(group: int) -> bool:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                return True
    return False


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
