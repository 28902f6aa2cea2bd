"""What became of one workbook, small enough to travel between processes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from xl_sop.address import Address
from xl_sop.errors import BookError, XlSopError
from xl_sop.model import FindingEntry, Number, Severity, Sop

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
CONVERTED, FAILED = "berhasil", "gagal"


_COLUMN_OF = {
    "file": "berkas",
    "document": "dokumen",
    "status": "status",
    "reason": "alasan",
    "number": "nomor_sop",
    "name": "nama_sop",
    "steps": "langkah",
    "minutes": "menit",
    "complete": "lengkap",
    "errors": "galat",
    "warnings": "peringatan",
    "first_finding": "temuan_pertama",
}


class Row(msgspec.Struct, kw_only=True, rename=_COLUMN_OF):
    """One line of the report, in the order of the contract's columns; `_COLUMN_OF` has their names."""

    file: str
    document: str | None = None
    status: str = CONVERTED
    reason: str | None = None
    number: str | None = None
    name: str | None = None
    steps: int | None = None
    minutes: Number | None = None
    complete: bool | None = None
    errors: int | None = None
    warnings: int | None = None
    first_finding: str | None = None


COLUMNS = Row.__struct_encode_fields__


@dataclass(slots=True)
class Made:
    """One document of a workbook.

    Attributes:
        row: Its line of the report.
        line: The document as one line of JSON; empty unless asked for.
        number_cell: Where its Nomor SOP stands, for the comparison across workbooks.
        errors, warnings: Its findings as people count them: one a rule.
        findings: All of them; empty unless asked for.
    """

    row: Row
    line: bytes = b""
    number_cell: Address | None = None
    errors: int = 0
    warnings: int = 0
    findings: list[FindingEntry] = field(default_factory=list[FindingEntry])


def made_of(sop: Sop, row: Row, line: bytes, number_cell: Address | None, *, findings: bool = False) -> Made:
    """A checked document on its way into the report, with its findings if they are listed there."""
    errors, warnings = (
        len({entry.code for entry in sop.findings if entry.severity == level})
        for level in ("galat", "peringatan")
    )
    return Made(row, line, number_cell, errors, warnings, sop.findings if findings else [])


class Written(NamedTuple):
    """One output file: its name in the output folder, its SHA-256, the workbook's cell with the Nomor SOP."""

    name: str
    sha256: str
    number_cell: Address | None


class Known(NamedTuple):
    """What an earlier run made of a workbook: the SHA-256 of the workbook, and the files."""

    sha256: str
    files: list[Written]


class MemoryShort(BookError):
    """A workbook that needs more memory than a worker may have."""

    def __init__(self, indonesian: str = "", english: str = "") -> None:
        super().__init__(
            indonesian or "Buku kerja ini memerlukan terlalu banyak memori; pecah menjadi beberapa berkas.",
            english or "This workbook needs too much memory; split it into several files.",
        )


@dataclass(slots=True)
class Outcome:
    """What became of one workbook.

    Attributes:
        index: Its position in the batch.
        name: What `sumber.berkas` says. path: Where it was read.
        made: Its documents; empty for a failure and for an untouched template.
        files: The files written, or found up to date.
        contents: Their bytes, where they have been carried back to be written here.
        sha256: Of the workbook's bytes.
        fresh: False where an earlier run's files were still right.
        template: True for our own template that nobody filled in.
        error: Why there are no documents.
        kept: Outputs of an earlier run that stay, since this one failed.
        detail: A traceback for `--debug`.
    """

    index: int
    name: str
    path: str
    made: list[Made] = field(default_factory=list[Made])
    files: list[Written] = field(default_factory=list[Written])
    contents: list[bytes] = field(default_factory=list[bytes])
    sha256: str | None = None
    fresh: bool = True
    template: bool = False
    error: XlSopError | None = None
    kept: list[str] = field(default_factory=list[str])
    detail: str | None = None

    def reason(self, lang: str) -> str:
        """Why there are no documents, and what is left of an earlier run; for an outcome with an error."""
        assert self.error is not None
        text = self.error.text(lang)
        if not self.kept:
            return text
        names = ", ".join(self.kept[:3]) + (f" (+{len(self.kept) - 3})" if len(self.kept) > 3 else "")
        kept = "Hasil konversi sebelumnya dibiarkan" if lang == "id" else "The earlier result was kept"
        return f"{text} {kept}: {names}."


def row_of(sop: Sop, name: str, document: str | None) -> Row:
    """The report's line for a checked document."""
    row = Row(
        file=name,
        document=document,
        number=sop.identity.number,
        name=sop.identity.name,
        steps=len(sop.steps),
        minutes=sop.totals.minutes,
        complete=sop.totals.complete,
    )
    count(row, sop.findings)
    return row


def failed_row(name: str, reason: str) -> Row:
    """The report's line for a workbook that was not converted."""
    return Row(file=name, status=FAILED, reason=reason)


def count(row: Row, findings: Sequence[FindingEntry]) -> None:
    """Fill in what the findings say: errors, warnings, and the first finding of the worst severity met."""
    row.errors = _number_of(findings, "galat")
    row.warnings = _number_of(findings, "peringatan")
    worst = "galat" if row.errors else "peringatan" if row.warnings else "info"
    first = next((entry for entry in findings if entry.severity == worst), None)
    row.first_finding = _in_one_line(first) if first else None


def add_finding(row: Row, entry: FindingEntry) -> None:
    """Count a finding that came after the document's own."""
    worse = not row.errors and (entry.severity == "galat" or not row.warnings)
    if entry.severity == "galat":
        row.errors = (row.errors or 0) + 1
    elif entry.severity == "peringatan":
        row.warnings = (row.warnings or 0) + 1
    else:
        worse = row.first_finding is None
    if worse:
        row.first_finding = _in_one_line(entry)


def insert_entry(entries: list[FindingEntry], entry: FindingEntry) -> None:
    """Put a finding that came after the document's own where it belongs in reading order.

    It stands before all others if no other is on its sheet.
    """
    same = [i for i, other in enumerate(entries) if other.sheet == entry.sheet]
    later = (i for i in same if _cell_order(entries[i]) > _cell_order(entry))
    entries.insert(next(later, same[-1] + 1 if same else 0), entry)


def _cell_order(entry: FindingEntry) -> tuple[int, int, str, str]:
    match = _CELL.fullmatch(entry.cell or "")
    return (int(match[2]), len(match[1]), match[1], entry.code) if match else (0, 0, "", entry.code)


def place(entry: FindingEntry) -> str:
    """Where to look: `Prosedur!F12`, a sheet, or nothing."""
    return "!".join(part for part in (entry.sheet, entry.cell) if part)


def _in_one_line(entry: FindingEntry) -> str:
    return ": ".join(part for part in (place(entry), entry.message) if part)


def _number_of(findings: Sequence[FindingEntry], severity: Severity) -> int:
    return sum(entry.severity == severity for entry in findings)
