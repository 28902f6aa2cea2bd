"""Whole files or none, and a file that is somebody's stays theirs."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from xl_sop.package import saving
from xl_sop.package.saving import DiskFull, Overtaken, WriteError, save, whole_file, write_whole


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "sop.xlsx"
    path.write_bytes(b"lama")
    return path


def alone(path: Path) -> bool:
    """True where nothing but the file is left in its folder."""
    return os.listdir(path.parent) == [path.name]


# somebody's file


def test_mode_owner_and_attributes_are_kept(path: Path) -> None:
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12345, 23456)
    os.setxattr(path, "user.penulis", b"staf")
    before = path.stat()
    save(path, b"baru")
    after = path.stat()
    assert path.read_bytes() == b"baru"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert os.getxattr(path, "user.penulis") == b"staf"
    assert alone(path)


def test_all_names_of_a_file_see_the_new_bytes(path: Path) -> None:
    other = path.with_name("nama-lain.xlsx")
    os.link(path, other)
    save(path, b"baru dan lebih panjang")
    assert other.read_bytes() == path.read_bytes() == b"baru dan lebih panjang"
    assert path.samefile(other)
    save(other, b"x")
    assert path.read_bytes() == b"x"
    assert sorted(os.listdir(path.parent)) == ["nama-lain.xlsx", "sop.xlsx"]


def test_a_file_that_we_cannot_give_back_to_its_owner_is_written_into(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inode = path.stat().st_ino

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", forbidden)
    real = os.stat
    # another's file in a folder that we share
    monkeypatch.setattr(
        os, "stat", lambda p, **k: os.stat_result((*real(p, **k)[:4], 4711, *real(p, **k)[5:])) if p == str(path) else real(p, **k)
    )  # fmt: skip
    save(path, b"baru")
    monkeypatch.undo()
    assert (path.read_bytes(), path.stat().st_ino) == (b"baru", inode)
    assert alone(path)


def test_what_was_there_is_put_back_if_writing_into_it_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(path, path.with_name("lain"))
    real, calls = os.fsync, iter([None, OSError(28, "No space left on device")])

    def fsync(handle: int) -> None:
        if error := next(calls, None):
            raise error
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DiskFull):
        save(path, b"baru dan lebih panjang")
    assert path.read_bytes() == b"lama"


def test_a_file_that_somebody_saved_meanwhile_is_left_alone(path: Path) -> None:
    path.write_bytes(b"simpanan rekan")
    with pytest.raises(Overtaken) as caught:
        save(path, b"baru", was=sha256(b"lama"))
    assert caught.value.indonesian.startswith(
        "Berkas sop.xlsx baru saja disimpan oleh program atau orang lain"
    )
    assert path.read_bytes() == b"simpanan rekan"
    path.unlink()
    with pytest.raises(Overtaken):
        save(path, b"baru", was=sha256(b"lama"))
    assert os.listdir(path.parent) == []


@pytest.mark.parametrize("linked", [False, True])
def test_even_one_that_was_saved_at_the_last_moment(
    path: Path, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if linked:
        os.link(path, path.with_name("lain"))
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        path.write_bytes(b"simpanan rekan")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(Overtaken):
        save(path, b"baru", was=sha256(b"lama"))
    assert path.read_bytes() == b"simpanan rekan"
    assert sorted(os.listdir(path.parent)) == (["lain", "sop.xlsx"] if linked else ["sop.xlsx"])


# Windows


class Held(PermissionError):
    """What Windows says while an antivirus program has the file."""

    winerror = 32


@pytest.mark.parametrize(("times", "patient"), [(3, True), (100, False)])
def test_an_antivirus_that_holds_a_fresh_file_is_waited_for(
    path: Path, times: int, patient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, slept = os.replace, []
    answers = iter([Held(13, "used by another process")] * times)

    def replace(source: str, target: str) -> None:
        if error := next(answers, None):
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(saving.time, "sleep", slept.append)
    if patient:
        save(path, b"baru")
        assert (path.read_bytes(), len(slept)) == (b"baru", 3)
    else:
        with pytest.raises(WriteError, match="used by another process"):
            save(path, b"baru")
        assert path.read_bytes() == b"lama"
        assert 1 < sum(slept) < 3
    assert alone(path)


def test_a_file_that_may_not_be_replaced_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(saving.time, "sleep", lambda _: pytest.fail("waited"))
    with pytest.raises(WriteError):
        write_whole(path, b"baru")


# results


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "sini" / "hasil.ndjson"
    link.parent.mkdir()
    link.symlink_to(path)
    with whole_file(link) as file:
        file.write(b"baru")
    assert link.is_symlink()
    assert path.read_bytes() == b"baru"
    assert os.listdir(link.parent) == ["hasil.ndjson"]


def test_a_fifo_is_written_into(tmp_path: Path) -> None:
    fifo = tmp_path / "pipa"
    os.mkfifo(fifo)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes()), daemon=True)
    reader.start()
    with whole_file(fifo, lasting=True) as file:
        file.write(b"satu\n")
    reader.join(10)
    assert read == [b"satu\n"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert alone(fifo)


def test_a_device_is_written_into() -> None:
    write_whole("/dev/null", b"x")
    save("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    with pytest.raises(DiskFull, match="full cannot be written"):
        write_whole("/dev/full", b"x" * 100_000)


def test_a_result_keeps_its_mode_but_no_other_names(path: Path) -> None:
    path.chmod(0o600)
    backup = path.with_name("cadangan")
    os.link(path, backup)
    write_whole(path, b"baru")
    assert (path.read_bytes(), backup.read_bytes()) == (b"baru", b"lama")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("durable", [True, False])
def test_only_what_must_survive_a_loss_of_power_waits_for_the_disk(
    path: Path, durable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write_whole(path, b"baru", durable=durable)
    assert len(synced) == durable


def test_a_write_that_fails_in_the_middle_names_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource
    import signal

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, limits[1]))
    try:
        with pytest.raises(WriteError, match=r"sop\.xlsx cannot be written \(File too large\)"):
            write_whole(path, bytes(1 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"lama"
    assert alone(path)
