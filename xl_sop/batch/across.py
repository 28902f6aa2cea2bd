"""Findings across workbooks, from what little a batch keeps of each document: its Nomor SOP and the cell."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.batch.outcome import Made
from xl_sop.document import AsFound, Cell, Document
from xl_sop.model import (
    NO_IDENTITY,
    NO_RESPONSIBLE,
    NO_SOURCE,
    FindingEntry,
    Identification,
    Sop,
)
from xl_sop.text import squeeze
from xl_sop.waktu.minutes import build


class _Seen(NamedTuple):
    position: int
    file: str
    number: str
    name: str | None
    cell: Address | None


class Numbers:
    """The Nomor SOP of all documents of a batch."""

    def __init__(self) -> None:
        self._seen: dict[str, list[_Seen]] = defaultdict(list)

    def add(self, position: int, made: Made) -> None:
        """Note the document at a position of the batch."""
        row = made.row
        if row.number:
            self._seen[squeeze(row.number)].append(
                _Seen(position, row.file, row.number, row.name, made.number_cell)
            )

    def findings(self, lang: str) -> dict[int, list[FindingEntry]]:
        """The findings by position of the document."""
        suspects = sorted(seen for group in self._seen.values() if len(group) > 1 for seen in group)
        if not suspects:
            return {}
        from xl_sop.checking.across import findings_across
        from xl_sop.checking.subject import Subject

        found: dict[int, list[FindingEntry]] = defaultdict(list)
        for finding in findings_across([Subject(_bare(seen), i) for i, seen in enumerate(suspects)]):
            found[suspects[finding.document].position].append(finding.entry(lang))
        return found


def _bare(seen: _Seen) -> Document:
    """A document of which only the number, the name and the file are known."""
    sop = Sop(
        schema_version="1",
        source=replace(NO_SOURCE, file=seen.file),
        identity=replace(NO_IDENTITY, number=seen.number, name=seen.name),
        performers=[],
        steps=[],
        totals=build([], [], "perpres21"),
        identification=Identification(
            sop_title=None,
            kind=None,
            responsible=NO_RESPONSIBLE,
            scope=None,
            activity_title=None,
            first=None,
            main=None,
            last=None,
            steps=[],
        ),
        findings=[],
    )
    cells = [Cell(seen.cell, seen.number, seen.number)] if seen.cell else []
    return Document(sop, AsFound(identity={"number": cells}))
