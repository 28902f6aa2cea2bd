"""The road in one place: a path → documents → findings, totals, identification → JSON. Pure functions, no state.

Heavy libraries are imported by the function that needs them, so that a command pays only for what it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING

import msgspec

from xl_sop import limits, model
from xl_sop.document import AsFound, Document
from xl_sop.model import Identification, Profile, Sop, Totals

if TYPE_CHECKING:
    from xl_sop.findings import Finding

__all__ = ["check", "finish", "from_json", "identification", "read", "to_json", "totals", "write_template"]


def read(path: str | PathLike[str], *, name: str | None = None) -> list[Document]:
    """All SOPs of one workbook, in reading order.

    Args:
        path: An .xlsx, .xlsm, .xltx or .xltm file.
        name: What `sumber.berkas` says; the bare file name by default.

    Raises:
        BookError: The file cannot be read, or holds no SOP; the sentence says why and what to do.
    """
    from xl_sop.book.file import open_book
    from xl_sop.reading.documents import read_book

    return read_book(open_book(path, name=name))


def check(documents: Sequence[Document], *, across: bool = True) -> list[Finding]:
    """Every finding, document by document in reading order; `Finding.document` says which.

    Args:
        documents: Any number of SOPs; their step rows are validated as one frame.
        across: Also compare documents with each other (a Nomor SOP used twice).
    """
    from xl_sop.checking import check_documents

    return check_documents(documents, across=across)


def totals(sop: Sop, profile: Profile | str) -> Totals:
    """Standard minutes of an SOP under a working-time profile (or the name of one)."""
    from xl_sop.waktu.minutes import add_up

    return add_up(sop, profile)


def identification(document: Document) -> Identification:
    """The identification worksheet regenerated from the steps; authored fields are kept."""
    from xl_sop.worksheet.content import regenerate

    return regenerate(document)


def finish(
    document: Document, findings: Sequence[Finding], *, profile: Profile | str | None = None, lang: str = "id"
) -> Sop:
    """The SOP with its findings in words, and its totals under another profile if one is named."""
    sop = document.sop
    if profile is not None:
        from xl_sop.waktu.minutes import under_profile

        sop = under_profile(sop, profile)
    # a sentence that quotes the profile quotes the one in force
    day = str(sop.totals.profile.day)
    entries = [
        (finding.about(hari=day) if "hari" in finding.words else finding).entry(lang) for finding in findings
    ]
    return msgspec.structs.replace(sop, findings=entries)


def to_json(document: Document, profile: Profile | str | None = None, *, lang: str = "id") -> bytes:
    """One document, checked and totalled, as indented JSON (UTF-8, final newline).

    The profile is, in this order: `profile`, the workbook's own, perpres21.
    """
    return model.pretty(
        encoded(finish(document, check([document], across=False), profile=profile, lang=lang))
    )


def encoded(sop: Sop) -> bytes:
    """A document as one line of JSON. Raises BookError beyond `limits.OUTPUT_BYTES`."""
    line = model.encode(sop)
    if len(line) > limits.OUTPUT_BYTES.value:
        raise limits.OUTPUT_BYTES.exceeded()
    return line


def from_json(data: bytes | str) -> Document:
    """The document in a JSON text; nothing is known of where its values stood.

    Raises:
        XlSopError: The text is not JSON, or does not follow the contract; the sentence names the place.
    """
    from xl_sop.errors import XlSopError

    try:
        sop = model.decode(data)
    except msgspec.MsgspecError as error:
        raise XlSopError(
            f"JSON ini tidak mengikuti skema dokumen SOP ({error}). Bandingkan dengan: xl-sop schema.",
            f"This JSON does not follow the SOP document schema ({error}). Compare with: xl-sop schema.",
        ) from error
    return Document(sop, AsFound())


def write_template(
    path: str | PathLike[str], document: Document | None = None, *, performers: Sequence[str] = ()
) -> None:
    """The standard workbook at `path`, empty or filled from a document.

    Args:
        path: A new file; an existing one is replaced. One that ends in .xlsm gets the buttons.
        document: What to fill in; a document read from a workbook brings its worksheet as found.
        performers: Names of the performer columns of an empty template.
    """
    from xl_sop.shipped import TEMPLATE, packaged
    from xl_sop.template import write
    from xl_sop.template.with_buttons import project_of

    with_macros = fspath(path).lower().endswith(".xlsm")
    project = project_of(packaged(TEMPLATE)) if with_macros else None
    write(path, document, performers=performers, project=project)
