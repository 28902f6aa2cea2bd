"""A workbook file as a `Book`: its bytes are read once, checked, and handed to calamine."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from xl_sop.book.grid import Book, CellValue, Grid, Merge
from xl_sop.errors import BookError


def open_book(path: str | os.PathLike[str], *, name: str | None = None) -> Book:
    """Read a workbook file.

    Args:
        path: An .xlsx, .xlsm, .xltx or .xltm file.
        name: What the book is called in outputs; the bare file name by default.

    Raises:
        BookError: The file cannot be read; the sentence says why and what to do, without the path.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BookError("Berkas tidak dapat dibaca.", "The file cannot be read.") from error
    return Book(
        name=name if name is not None else Path(path).name,
        grids=_grids(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _grids(data: bytes) -> list[Grid]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for i, meta in enumerate(book.sheets_metadata):
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(i)
            start = sheet.start
            if start is None:
                continue
            rows: list[list[CellValue]] = [
                [None if value == "" else value for value in row] for row in sheet.to_python()
            ]
            grids.append(
                Grid(
                    meta.name,
                    rows,
                    start[0] + 1,
                    start[1] + 1,
                    [Merge(t + 1, l + 1, b + 1, r + 1) for (t, l), (b, r) in sheet.merged_cell_ranges or ()],
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                )
            )
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        raise BookError(
            "Berkas rusak atau bukan buku kerja Excel; buka dan simpan ulang sebagai .xlsx.",
            "The file is damaged or no Excel workbook; open it and save it again as .xlsx.",
        ) from error
    return grids
