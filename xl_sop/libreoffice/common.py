"""What every part of the engine shares: errors, colours, protection, and naming what is not there."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any, NoReturn, TypeVar

from xlwings import XlwingsError

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

# com.sun.star.sheet.CellFlags
CONTENT = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas
ANNOTATION = 8
FORMATS = 32 | 64  # direct formats and styles
EVERYTHING = 1023

POINT = 2540 / 72  # hundredths of a millimetre, UNO's unit of length

_Class = TypeVar("_Class", bound=type)


class ProtectedError(XlwingsError):
    """A cell, sheet or workbook is protected. Excel raises here; LibreOffice often keeps silent."""


def _is_stub(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    theirs = getattr(function, "__module__", "").startswith("xlwings.")
    return theirs and isinstance(code, CodeType) and "NotImplementedError" in code.co_names


def _refusal(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise NotImplementedError(f"{name}: not part of the LibreOffice engine")

    return refuse


def complete(cls: _Class) -> _Class:
    """Class decorator: members that xlwings declares and the engine lacks raise an error that names them.

    xlwings' base classes raise a bare ``NotImplementedError()``, and a property with a getter of ours but
    without a setter would fail with a message about Python instead.
    """
    for base in cls.__mro__[1:]:
        if not base.__module__.startswith("xlwings"):
            continue
        for name, stub in vars(base).items():
            label, ours = f"{cls.__name__}.{name}", getattr(cls, name)
            if isinstance(stub, property):
                getter = _refusal(label) if _is_stub(ours.fget) else ours.fget
                missing_setter = stub.fset is not None and (ours.fset is None or _is_stub(ours.fset))
                setter = _refusal(f"{label} = …") if missing_setter else ours.fset
                setattr(cls, name, property(getter, setter))
            elif _is_stub(ours):
                setattr(cls, name, _refusal(label))
    return cls


def color_to_office(color: tuple[int, ...] | list[int] | int | str | None) -> int:
    """Returns UNO's number for a colour as xlwings takes it; None is "no fill"."""
    if color is None:
        return -1
    if isinstance(color, str):
        color = tuple(bytes.fromhex(color.removeprefix("#")))
    elif isinstance(color, int):  # Excel's numbers have blue in front
        color = color & 255, color >> 8 & 255, color >> 16 & 255
    red, green, blue = color
    return red << 16 | green << 8 | blue


def color_from_office(number: int | None) -> tuple[int, int, int] | None:
    """Returns (red, green, blue), or None for "no fill" and for a range of several colours."""
    if number is None or number < 0:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255


def is_mixed(cells: Any, prop: str) -> bool:
    """Tells whether a property of a range has more than one value, which UNO's getters hide."""
    return cells.getPropertyState(prop).value == "AMBIGUOUS_VALUE"


def require_structure(document: Any) -> None:
    """Raises ProtectedError if sheets of the workbook may not be added, removed, renamed or hidden."""
    if document.isProtected():
        raise ProtectedError(
            f"Struktur buku kerja '{document.Title}' diproteksi. / The workbook structure is protected."
        )


def require_format(sheet: Any) -> None:
    """Raises ProtectedError if formats, notes, merges, rows and columns of the sheet may not be changed."""
    if sheet.isProtected():
        raise ProtectedError(f"Lembar '{sheet.Name}' diproteksi. / The sheet '{sheet.Name}' is protected.")


def require_content(sheet: Any, cells: Any) -> None:
    """Raises ProtectedError if a cell of the range is locked on a protected sheet."""
    if sheet.isProtected() and (is_mixed(cells, "CellProtection") or cells.CellProtection.IsLocked):
        raise ProtectedError(
            f"Sel di lembar '{sheet.Name}' diproteksi. / Cells of '{sheet.Name}' are protected."
        )
