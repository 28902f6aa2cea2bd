"""A workbook file whose parts are changed: read it, make its new bytes, put them in its place or elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from xl_sop.book.file import open_book
from xl_sop.book.grid import Book
from xl_sop.errors import BookError
from xl_sop.package.editing import refuse_if_open
from xl_sop.package.saving import save


@dataclass(slots=True, kw_only=True)
class Rewritten:
    """A workbook after a change.

    Attributes:
        data: The file's bytes; the very bytes that came in where nothing had to change.
        parts: Names of the parts of the package that were written.
    """

    data: bytes
    parts: list[str] = field(default_factory=list[str])

    @property
    def changed(self) -> bool:
        """Whether the bytes are others than those that came in."""
        return bool(self.parts)


_R = TypeVar("_R", bound=Rewritten)


def rewrite_file(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str] | None,
    change: Callable[[bytes, Book], _R],
) -> _R:
    """Change a workbook file, unless another program is at it.

    Args:
        path: The workbook.
        out: Where the result goes, also when nothing changed; None: into the workbook itself, by way of a
            temporary file beside it, and only if something changed.
        change: Its bytes, and what was read from them → its bytes afterwards.

    Raises:
        XlSopError: It cannot be read, changed or written, or the file to write is open in another program.
    """
    target = Path(os.path.realpath(path if out is None else out))
    book = open_book(path)
    refuse_if_open(target)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise _restless(path) from error
    if hashlib.sha256(data).hexdigest() != book.sha256:
        raise _restless(path)
    made = change(data, book)
    if out is not None or made.changed:
        # an hour's typing in between is what a rename must never bury
        refuse_if_open(target)
        save(target, made.data, was=book.sha256 if out is None else None)
    return made


def _restless(path: str | os.PathLike[str]) -> BookError:
    name = Path(path).name
    return BookError(
        f"Berkas {name} berubah selagi dibaca; tunggu program lain selesai, lalu ulangi.",
        f"{name} changed while it was read; wait for the other program, then try again.",
    )
