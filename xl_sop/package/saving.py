"""Bytes into a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from xl_sop.errors import BookError


def save(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file by way of a temporary one beside it and a rename, so a crash leaves the old or the new.

    A target that has these bytes already is left alone. The target's mode is kept, a link stays a link.

    Raises:
        BookError: the folder or the file cannot be written; the target is as before, nothing is left over.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        exists = target.exists()
        if exists and target.stat().st_size == len(data) and target.read_bytes() == data:
            return
        if exists and not os.access(target, os.W_OK):
            # A rename asks the folder only; a file that its owner locked shall stay.
            raise PermissionError(13, "read-only file")
        mode = stat.S_IMODE(target.stat().st_mode) if exists else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=".xl-sop-", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        why = error.strerror or str(error)
        raise BookError(
            f"Berkas {target.name} tidak dapat ditulis ({why}); berkas semula tidak berubah.",
            f"{target.name} cannot be written ({why}); the original file is unchanged.",
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
