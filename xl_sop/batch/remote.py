"""The half of `storage` for URLs: listing, reading and writing through fsspec, whole files or none.

fsspec is imported here only, when the first URL is met.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from xl_sop import limits
from xl_sop.errors import XlSopError
from xl_sop.package.saving import is_temporary, temporary_name

# The pip argument that brings a scheme's file system, where it is an extra of ours.
_EXTRAS: Mapping[str, str] = {"s3": "s3fs", "s3a": "s3fs"}


class RemoteError(XlSopError):
    """A URL that cannot be listed, read or written."""


class Found(NamedTuple):
    """A file at a URL: its name as seen from the SOURCE (with `/`), and its size in bytes where known."""

    url: str
    name: str
    size: int | None


def find(url: str) -> list[Found]:
    """The files that a URL means: itself, all below it if it is a folder, or what matches it; sorted by name.

    Raises:
        FileNotFoundError: Nothing is there, or nothing matches.
        RemoteError: The place cannot be listed.
    """
    with _telling(url, _NOT_READ):
        fs, path = _at(url)
        try:
            info: dict[str, Any] = fs.info(path)
        except FileNotFoundError:
            if not glob.has_magic(path):
                raise
            return _matches(fs, url)
        if info["type"] == "directory":
            return _below(fs, path, url)
        return [Found(url, _last(path), info.get("size"))]


def _below(fs: Any, folder: str, url: str) -> list[Found]:
    relative = _relative_to(folder)
    found = [
        Found(f"{url.rstrip('/')}/{relative(path)}", relative(path), info.get("size"))
        for path, info in fs.find(folder, detail=True).items()
    ]
    return sorted(found, key=lambda file: file.name.split("/"))


def _matches(fs: Any, url: str) -> list[Found]:
    base = re.split(r"[*?[]", url, maxsplit=1)[0].rpartition("/")[0] + "/"
    relative = _relative_to(fs._strip_protocol(base))
    matches: dict[str, dict[str, Any]] = fs.glob(fs._strip_protocol(url), detail=True)
    if not matches:
        raise FileNotFoundError(url)
    found: list[Found] = []
    # a folder brings all below it: what matches inside it is not named a second time
    within: list[str] = []
    for path, info in sorted(matches.items()):
        if path.startswith(tuple(within)):
            continue
        if info["type"] == "directory":
            within.append(f"{path.rstrip('/')}/")
            found += _below(fs, path, base + relative(path))
        else:
            found.append(Found(base + relative(path), _last(path), info.get("size")))
    return found


def _relative_to(folder: str) -> Callable[[str], str]:
    prefix = folder.rstrip("/") + "/"
    return lambda path: f"{path.rstrip('/')}/".removeprefix(prefix).rstrip("/")


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def read(url: str) -> bytes:
    """The bytes of a workbook.

    Raises:
        XlSopError: It cannot be read, or is too large.
    """
    from xl_sop.refusals import refusal

    with _telling(url, _NOT_READ):
        fs, path = _at(url)
        try:
            if (fs.size(path) or 0) > limits.FILE_BYTES.value:
                raise limits.FILE_BYTES.exceeded()
            return fs.cat_file(path)
        except FileNotFoundError as error:
            raise refusal("missing") from error


def read_if_there(url: str) -> bytes | None:
    """The bytes of a file of ours; None if there is no such file. Raises RemoteError."""
    with _telling(url, _NOT_READ):
        fs, path = _at(url)
        try:
            return fs.cat_file(path)
        except FileNotFoundError:
            return None


def write(url: str, data: bytes) -> None:
    """Write a file, whole or not at all. Raises RemoteError."""
    with _telling(url, _NOT_WRITTEN):
        fs, path = _at(url)
        _land(fs, path, lambda target: fs.pipe_file(target, data))


def upload(url: str, local: str) -> None:
    """The same from a file on this machine."""
    with _telling(url, _NOT_WRITTEN):
        fs, path = _at(url)
        _land(fs, path, lambda target: fs.put_file(local, target))


def discard(url: str) -> None:
    """Remove a file that may not be there. Raises RemoteError."""
    with _telling(url, _NOT_WRITTEN):
        fs, path = _at(url)
        try:
            fs.rm_file(path)
        except FileNotFoundError:
            return


def sweep(folder: str) -> None:
    """Remove temporary files that a killed run left in a folder. Raises RemoteError."""
    with _telling(folder, _NOT_WRITTEN):
        fs, path = _at(folder)
        if not _moves(fs):
            return
        try:
            names: list[str] = fs.ls(path, detail=False)
        except FileNotFoundError:
            return
        for name in names:
            if is_temporary(_last(name)):
                fs.rm_file(name)


def _land(fs: Any, path: str, put: Callable[[str], object]) -> None:
    """Write under a temporary name and move, where moving is one step; else a put is one step by itself."""
    if not _moves(fs):
        put(path)
        return
    folder = fs._parent(path)
    temporary = f"{folder.rstrip('/')}/{temporary_name()}"
    fs.makedirs(folder, exist_ok=True)
    try:
        put(temporary)
        fs.mv(temporary, path)
    except BaseException:
        if fs.exists(temporary):
            fs.rm_file(temporary)
        raise


def _moves(fs: Any) -> bool:
    """True for a file system with a move of its own; the others, object stores, copy and delete."""
    from fsspec import AbstractFileSystem

    return type(fs).mv is not AbstractFileSystem.mv


def _at(url: str) -> tuple[Any, str]:
    scheme = url.partition("://")[0]
    try:
        from fsspec.core import url_to_fs

        return url_to_fs(url)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        package = "fsspec" if missing == "fsspec" else _EXTRAS.get(scheme)
        if package is None:
            why = str(error).rstrip(".")
            raise RemoteError(
                f"Alamat {scheme}:// memerlukan paket tambahan ({why}).",
                f"{scheme}:// needs another package ({why}).",
            ) from error
        raise RemoteError(
            f"Alamat {scheme}:// memerlukan paket tambahan; pasang dengan: pip install {package}",
            f"{scheme}:// needs another package; install it with: pip install {package}",
        ) from error


_NOT_READ = (
    "Tidak dapat dibaca ({why}); periksa alamat, hak akses dan jaringan.",
    "Cannot be read ({why}); check the address, the access rights and the network.",
)
_NOT_WRITTEN = (
    "{url} tidak dapat ditulis ({why}); periksa alamat, hak akses dan jaringan.",
    "{url} cannot be written ({why}); check the address, the access rights and the network.",
)


@contextmanager
def _telling(url: str, sentence: tuple[str, str]) -> Iterator[None]:
    try:
        yield
    except XlSopError:
        raise
    except Exception as error:
        if isinstance(error, FileNotFoundError) and sentence is _NOT_READ:
            raise
        # every file system has exceptions of its own
        why = " ".join(str(error).split())[:200] or type(error).__name__
        indonesian, english = (text.format(url=url, why=why) for text in sentence)
        raise RemoteError(indonesian, english) from error
