"""Whose a file in the output folder is: nothing is replaced that another workbook or somebody else put there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from xl_sop import model
from xl_sop.batch.naming import blind
from xl_sop.batch.storage import read_if_there, under
from xl_sop.errors import BookError, XlSopError
from xl_sop.package.saving import WriteError


class ForeignFile(BookError):
    """A file that we did not write from this workbook has the name of its output; it is left alone."""


class Owner(NamedTuple):
    """The workbook that an output was made from: where it was, and the SHA-256 of its bytes."""

    origin: str
    sha256: str


class Owned(NamedTuple):
    """What earlier runs know of the outputs that a workbook may have.

    Attributes:
        mine: Names of files made from this workbook (as `naming.blind` writes them).
        others: Other workbooks by the name of the file that was made from them.
    """

    mine: frozenset[str]
    others: Mapping[str, Owner]


NOBODYS = Owned(frozenset(), {})


def refuse_foreign(out: str, names: Sequence[str], sha256: str | None, owned: Owned) -> None:
    """Raise unless a workbook's outputs may be written: their names are free, or the files are its own.

    Its own are the files that an earlier run made from the workbook at the same place, and whatever was made
    from the very same bytes: a workbook that was moved, or a run that was killed before it took notes.

    Args:
        out: The output folder.
        names: Of the outputs.
        sha256: Of the workbook.
        owned: What earlier runs know.

    Raises:
        ForeignFile: One of them is another workbook's, or somebody else's.
        XlSopError: What is there cannot be read.
    """
    for name in names:
        if blind(name) in owned.mine:
            continue
        path = under(out, name)
        try:
            data = read_if_there(path)
        except OSError as error:
            raise WriteError.at(path, error) from error
        if data is None:
            continue
        owner = owned.others.get(blind(name))
        if (owner.sha256 if owner else made_from(data)) != sha256 or sha256 is None:
            raise _another_workbooks(name, owner.origin) if owner else not_ours(name)


def made_from(data: bytes) -> str | None:
    """The SHA-256 of the workbook that a document of ours was made from; None for any other file."""
    sop = decoded(data)
    return sop.source.sha256 if sop else None


def decoded(data: bytes) -> model.Sop | None:
    """The document in a file; None if it is no document of ours."""
    try:
        return model.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def digest(data: bytes) -> str:
    """SHA-256 (hex)."""
    return hashlib.sha256(data).hexdigest()


def not_ours(name: str) -> XlSopError:
    """The refusal for a file that was not made by us from this workbook."""
    return ForeignFile(
        f"{name} sudah ada dan tidak dibuat dari buku kerja ini, jadi dibiarkan; pindahkan atau hapus berkas itu, "
        "atau pilih folder hasil (--out) yang lain.",
        f"{name} exists already and was not made from this workbook, so it was left alone; move or delete it, "
        "or choose another --out.",
    )


def _another_workbooks(name: str, origin: str) -> XlSopError:
    return ForeignFile(
        f"{name} adalah hasil dari buku kerja lain ({origin}), jadi dibiarkan; "
        "pilih folder hasil (--out) yang lain, atau hapus berkas itu.",
        f"{name} was made from another workbook ({origin}), so it was left alone; "
        "choose another --out, or delete it.",
    )
