"""`--report`: a row per document, with what only the whole batch shows (a Nomor SOP used twice)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

import msgspec
from msgspec.structs import astuple

from xl_sop.batch.across import Numbers
from xl_sop.batch.outcome import COLUMNS, Outcome, Row, add_finding, failed_row, insert_entry
from xl_sop.batch.report_text import json_list, write_csv
from xl_sop.batch.row_store import RowStore
from xl_sop.batch.sources import Problem, readable
from xl_sop.batch.storage import fetch, folder_of, link, local_copy, under, whole_file
from xl_sop.errors import XlSopError
from xl_sop.model import FindingEntry


class Line(msgspec.Struct, kw_only=True):
    """A row, the file it came from, for the link, and its findings where they are listed."""

    row: Row
    path: str
    findings: list[FindingEntry] = []


class Report:
    """Collects the rows of a batch.

    Args:
        lines: Where they are parked.
        lang: Language of the reasons and findings.

    Attributes:
        lang: The same.
    """

    def __init__(self, lines: RowStore[Line], lang: str) -> None:
        self._lines = lines
        self.lang = lang
        self._numbers = Numbers()
        self._count = 0

    def problems(self, problems: Iterable[Problem]) -> None:
        """Rows of SOURCEs that mean no workbook."""
        for problem in problems:
            name = readable(problem.path)
            self._add(failed_row(name, problem.error.text(self.lang)), name)

    def add(self, outcome: Outcome) -> None:
        """The rows of one workbook; an untouched template has none."""
        path = readable(outcome.path)
        if outcome.error is not None:
            self._add(failed_row(outcome.name, outcome.reason(self.lang)), path)
        for made in outcome.made:
            self._numbers.add(self._count, made)
            self._add(made.row, path, made.findings)

    def _add(self, row: Row, path: str, findings: list[FindingEntry] | None = None) -> None:
        self._lines.add(Line(row=row, path=path, findings=findings or []))
        self._count += 1

    def __iter__(self) -> Iterator[Line]:
        across = self._numbers.findings(self.lang)
        for position, line in enumerate(self._lines):
            for entry in across.get(position, ()):
                add_finding(line.row, entry)
                insert_entry(line.findings, entry)
            yield line


def lists_findings(path: str | None) -> bool:
    """True for a report that has every finding of the batch: the outcomes must bring them along."""
    return path is not None and path.lower().endswith(".xlsx")


@contextmanager
def open_report(path: str | None, out: str, lang: str) -> Iterator[Report | None]:
    """What takes the outcomes; the report is written when the block ends well.

    Args:
        path: An .xlsx, .csv or .json file; None keeps nothing.
        out: The output folder, for links to the documents.
        lang: Language of the headings, reasons and findings.

    Raises:
        XlSopError: It cannot be written.
    """
    if path is None:
        yield None
        return
    with RowStore(Line) as lines:
        report = Report(lines, lang)
        yield report
        _WRITERS[os.path.splitext(path)[1].lower()](path, report, out)


def _json(path: str, report: Report, out: str) -> None:
    with whole_file(path) as file:
        file.writelines(json_list(line.row for line in report))


def _csv(path: str, report: Report, out: str) -> None:
    with whole_file(path) as file:
        rows = (astuple(line.row) for line in report)
        write_csv(file, COLUMNS, rows, report.lang)


def _xlsx(path: str, report: Report, out: str) -> None:
    from xl_sop.batch.report_sheet import write_report

    folder = folder_of(path)

    def documents() -> Iterator[tuple[Row, str, str | None]]:
        for line in report:
            document = link(folder, under(out, line.row.document)) if line.row.document else None
            yield line.row, link(folder, line.path), document

    findings = ((line.row, line.findings) for line in report if line.findings)
    with local_copy(path) as local:
        write_report(local, documents(), findings, report.lang)


def is_report(path: str) -> bool:
    """True for an .xlsx report of an earlier run."""
    from xl_sop.batch.report_sheet import is_ours
    from xl_sop.book.file import read_grids

    try:
        return is_ours(read_grids(fetch(path)))
    except XlSopError:
        return False


_WRITERS: Mapping[str, Callable[[str, Report, str], None]] = {".json": _json, ".csv": _csv, ".xlsx": _xlsx}
