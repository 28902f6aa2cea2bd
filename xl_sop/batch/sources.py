"""SOURCE arguments → the workbooks they mean, in one order on every machine.

A SOURCE is a file, a folder (with its sub-folders) or a glob; globs are expanded here too, since Windows
shells do not, and each match counts as if it had been named itself. Excel's lock files (`~$…`) are passed
over. A SOURCE may be a URL (`s3://…`), which is listed through fsspec by the same rules.
"""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_sop.batch import storage
from xl_sop.errors import BookError, XlSopError

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
LOCK_PREFIX = "~$"

_ALIEN = BookError(
    "Bukan buku kerja .xlsx, .xlsm, .xltx atau .xltm; "
    "buka di Excel atau LibreOffice dan simpan sebagai .xlsx.",
    "Not an .xlsx, .xlsm, .xltx or .xltm workbook; open it in Excel or LibreOffice and save it as .xlsx.",
)
_MISSING = BookError(
    "Berkas atau folder tidak ditemukan; periksa ejaannya.", "No such file or folder; check the spelling."
)
_NO_MATCH = BookError("Tidak ada berkas yang cocok dengan pola ini.", "No file matches this pattern.")
_NO_WORKBOOK = BookError(
    "Tidak ada buku kerja .xlsx, .xlsm, .xltx atau .xltm di folder ini.",
    "There is no .xlsx, .xlsm, .xltx or .xltm workbook in this folder.",
)
_NO_NAME = BookError(
    "Nama ini tidak dapat menjadi nama berkas hasil (ada '..', '::' atau bagian kosong); ganti namanya.",
    "No output can be named after this one (it has '..', '::' or an empty part); rename it.",
)
# A key in an object store may be any text: outputs are named after it, and none may leave its folder.
_UNSAFE = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|::|\0" + (r"|[\\:]" if os.name == "nt" else ""))

_CLOSED = BookError(
    "Folder tidak dapat dibuka; periksa izin aksesnya.", "The folder cannot be opened; check its permissions."
)


class Workbook(NamedTuple):
    """One workbook to read.

    Attributes:
        path: Where it is, as reached from the SOURCE.
        name: Path relative to its SOURCE folder with `/`; the bare file name of a file named directly. What
            `sumber.berkas` says.
        place: The same as `name`, but spelt as the file system spells it: outputs are named after it.
        size: In bytes, where the listing told it.
    """

    path: str
    name: str
    place: str
    size: int | None = None


class Problem(NamedTuple):
    """A SOURCE, or a folder in one, that gives no workbook."""

    path: str
    error: XlSopError


@dataclass(slots=True)
class Selection:
    """The workbooks that some SOURCEs mean, and the SOURCEs that mean none."""

    workbooks: list[Workbook] = field(default_factory=list[Workbook])
    problems: list[Problem] = field(default_factory=list[Problem])


def readable(path: str) -> str:
    """A path as text that can be encoded: NFC, undecodable bytes replaced."""
    return unicodedata.normalize("NFC", path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def select(sources: Iterable[str]) -> Selection:
    """The workbooks that `sources` mean: SOURCE by SOURCE, within a folder sorted by path.

    A file reached twice counts once, under the name of its first SOURCE; so do two links to one file if their
    names are equal.

    Args:
        sources: Files, folders, globs, and URLs of such.
    """
    selection = Selection()
    seen: set[object] = set()
    for source in sources:
        for path, name, size in _found(source, selection.problems):
            keys = storage.same(path, name)
            if keys.isdisjoint(seen):
                selection.workbooks.append(Workbook(path, readable(name), name, size))
            seen |= keys
    return selection


def is_safe(name: str) -> bool:
    """True for a name with `/` that leads nowhere but down: outputs are named after it."""
    return _UNSAFE.search(name) is None


def _found(source: str, problems: list[Problem]) -> list[tuple[str, str, int | None]]:
    """Path, name and size, where known, of each workbook."""
    try:
        listing = storage.listing(source)
    except FileNotFoundError:
        problems.append(Problem(source, _NO_MATCH if glob.has_magic(source) else _MISSING))
        return []
    except XlSopError as error:
        problems.append(Problem(source, error))
        return []
    if listing is None:
        return [(path, name, None) for path, name in _expand(source, problems)]
    if [file.url for file in listing] == [source]:
        listing = listing if _file(source, problems) else []
    elif not any(_is_workbook(_last(file.name)) for file in listing):
        problems.append(Problem(source, _NO_MATCH if glob.has_magic(source) else _NO_WORKBOOK))
        return []
    workbooks: list[tuple[str, str, int | None]] = []
    for file in listing:
        if not _is_workbook(_last(file.name)):
            continue
        if is_safe(file.name):
            workbooks.append((file.url, file.name, file.size))
        else:
            problems.append(Problem(file.url, _NO_NAME))
    return workbooks


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _expand(source: str, problems: list[Problem]) -> list[tuple[str, str]]:
    if os.path.isdir(source):
        return _folder(source, problems)
    if os.path.lexists(source):
        return _file(source, problems)
    if not glob.has_magic(source):
        problems.append(Problem(source, _MISSING))
        return []
    found: list[tuple[str, str]] = []
    matches = sorted(glob.glob(source, recursive=True))
    folders = [match for match in matches if os.path.isdir(match)]
    # `folder/**` matches the folder, all below it, and each file again: files inside a matched folder come
    # with it
    inside = tuple(os.path.join(folder, "") for folder in folders)
    for match in matches:
        if match in folders:
            if not match.startswith(tuple(i for i in inside if i != os.path.join(match, ""))):
                found += _folder(match, problems)
        elif not match.startswith(inside) and _is_workbook(os.path.basename(match)):
            found.append((match, os.path.basename(match)))
    if not found:
        problems.append(Problem(source, _NO_MATCH))
    return found


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(LOCK_PREFIX)


def _file(path: str, problems: list[Problem]) -> list[tuple[str, str]]:
    name = os.path.basename(path)
    if name.startswith(LOCK_PREFIX):
        return []
    if not name.lower().endswith(SUFFIXES):
        problems.append(Problem(path, _ALIEN))
        return []
    return [(path, name)]


def _folder(top: str, problems: list[Problem]) -> list[tuple[str, str]]:
    """The workbooks below a folder. Linked folders are entered, but none twice: links can run in circles."""
    found: list[tuple[str, str]] = []
    visited: set[tuple[int, int]] = set()
    before = len(problems)
    waiting = [(top, "")]
    links: list[tuple[str, str]] = []
    while waiting or links:
        # real folders first, so that a folder keeps its own path where a link leads to it as well
        folder, prefix = waiting.pop() if waiting else links.pop(0)
        try:
            status = os.stat(folder)
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            problems.append(Problem(folder, _CLOSED))
            continue
        for entry in listing:
            name = prefix + entry.name
            if entry.is_dir():
                (links if entry.is_symlink() else waiting).append((entry.path, name + "/"))
            elif _is_workbook(entry.name):
                found.append((entry.path, name))
    if not found and len(problems) == before:
        problems.append(Problem(top, _NO_WORKBOOK))
    return sorted(found, key=lambda item: item[1].split("/"))
