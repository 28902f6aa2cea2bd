"""The standard workbook, empty or filled: made by openpyxl, without formulas, with reproducible bytes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font

from xl_sop.document import Document
from xl_sop.model import Sop
from xl_sop.package.container import Container
from xl_sop.template import guide, procedure
from xl_sop.template import identity_page as identity
from xl_sop.template import style as look
from xl_sop.template import worksheet as identification
from xl_sop.template.guide import VERSION
from xl_sop.template.saving import packed
from xl_sop.template.with_buttons import with_buttons
from xl_sop.waktu.duration import PROFILES

__all__ = ["VERSION", "write"]

_DEFAULT_PROFILE = "perpres21"


def write(
    path: str | os.PathLike[str],
    document: Document | None = None,
    *,
    performers: Sequence[str] = (),
    notes: Sequence[str] = (),
    project: bytes | None = None,
) -> None:
    """Write the standard workbook, whole or not at all.

    Args:
        path: The file; an existing one is replaced.
        document: What to fill in; a worksheet as found is carried over as it is, with its drift.
        performers: Names of the performer columns of an empty template.
        notes: What a reader of this workbook should know; below the table and on Petunjuk.
        project: The VBA project of a workbook with buttons (see `with_buttons`); None: without.

    Raises:
        BookError: The file cannot be written.
        XlSopError: A text is longer than a cell can hold.
    """
    book: Any = Workbook()  # the type stubs of openpyxl lag behind it
    book._named_styles["Normal"].font = Font(
        look.FONT, 10
    )  # the unit of column widths is a digit of this font
    book.properties.creator = "xl_sop"
    book.properties.title = "Templat SOP AP"
    book.custom_doc_props.append(StringProperty(name="xl_sop_versi", value=VERSION))
    first = book.active
    first.title = guide.GUIDE
    sheets = {
        name: book.create_sheet(name)
        for name in (identity.SHEET, procedure.SHEET, identification.SHEET, guide.SETTINGS)
    }
    guide.fill_guide(book[guide.GUIDE], notes)
    if document is None:
        columns = tuple(performers) or procedure.PERFORMERS
        rows = procedure.EMPTY_ROWS
        identity.fill(sheets[identity.SHEET])
        procedure.fill(sheets[procedure.SHEET], performers=columns, notes=notes)
        identification.fill(sheets[identification.SHEET], identification.Content())
    else:
        sop = document.sop
        columns, rows = _columns(sop), len(sop.steps)
        identity.fill(sheets[identity.SHEET], sop.identity)
        procedure.fill(
            sheets[procedure.SHEET],
            title=sop.identity.procedure_title,
            performers=columns,
            steps=sop.steps,
            total=sop.totals.minutes if sop.totals.complete else None,
            notes=notes,
        )
        identification.fill(sheets[identification.SHEET], _worksheet(document))
        book.active = book.index(sheets[identity.SHEET])
    guide.fill_settings(sheets[guide.SETTINGS], _profile(document))
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    data = packed(
        book, digits_as_text={procedure.SHEET: procedure.digits_as_text(len(columns), rows), **_DIGITS}
    )
    if project is not None:
        data = with_buttons(data, project)
    Container(data).write(path)


# Cells whose digits are text: NIP and Nomor SOP, and the version.
_DIGITS = {identity.SHEET: identity.DIGITS_AS_TEXT, guide.SETTINGS: "B3"}


def _columns(sop: Sop) -> tuple[str, ...]:
    """The performer columns; a performer known from a step only gets one too, lest a mark be lost."""
    named = [part.name for step in sop.steps for part in step.performers]
    return tuple(dict.fromkeys([*sop.performers, *named]))


def _worksheet(document: Document) -> identification.Content:
    if document.as_found.worksheet is not None:
        return identification.as_found(document.as_found.worksheet)
    return identification.regenerated(document.sop.identification)


def _profile(document: Document | None) -> str:
    if document is None:
        return _DEFAULT_PROFILE
    name = document.as_found.profile or document.sop.totals.profile.name
    return name if name in PROFILES else _DEFAULT_PROFILE
