"""The documents of one workbook beside it: what the button Ekspor JSON writes."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from xl_sop.batch.naming import outputs
from xl_sop.batch.ownership import ForeignFile, decoded
from xl_sop.package.saving import WriteError, save


def export(
    workbook: str | os.PathLike[str], contents: Sequence[bytes], *, replace: bool = False
) -> list[Path]:
    """Write documents as NAME.json, or NAME.1.json … for several, into the folder of their workbook.

    Args:
        workbook: Path of the workbook.
        contents: The documents, encoded.
        replace: Also replace files that were not made from this workbook: somebody was asked.

    Returns:
        The files written.

    Raises:
        ForeignFile: A file of that name was not made from this workbook, and `replace` is false; nothing is written.
            The button asks, and calls again.
        WriteError: A file cannot be read or written.
    """
    path = Path(workbook)
    files = [path.parent / name for name in outputs(path.stem, len(contents))]
    foreign = [file.name for file in files if _is_foreign(file, path.name)] if not replace else []
    if foreign:
        names = ", ".join(foreign)
        raise ForeignFile(
            f"{names} sudah ada di folder itu dan bukan hasil dari {path.name}, jadi belum diganti.",
            f"{names} exists in that folder already and was not made from {path.name}, so it was left alone.",
        )
    for file, data in zip(files, contents, strict=True):
        save(file, data)
    return files


def _is_foreign(file: Path, workbook: str) -> bool:
    """True for a file that is there and holds no document of this workbook."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError.at(file, error) from error
    sop = decoded(data)
    return sop is None or sop.source.file is None or _last(sop.source.file) != _last(workbook)


def _last(path: str) -> str:
    return unicodedata.normalize("NFC", path).rpartition("/")[2]
