"""`--report`: a row per document, with what only the whole batch shows (a Nomor SOP used twice).

Text that begins with = + - @ would run as a formula where the report is opened: in .xlsx it is written as
text, in .csv an apostrophe stands before it (as Excel itself shows text). .json holds it as it is.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

import msgspec

from xl_sop.batch.across import Numbers
from xl_sop.batch.files import local_copy, whole_file
from xl_sop.batch.outcome import COLUMNS, Outcome, Row, add_finding, failed_row
from xl_sop.batch.row_store import Spool
from xl_sop.batch.sources import Problem, readable
from xl_sop.batch.urls import is_url, under
from xl_sop.errors import XlSopError

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_TITLE = "Laporan"


class Line(msgspec.Struct, kw_only=True):
    """A row and the file it came from, for the link."""

    row: Row
    path: str


class Report:
    """Collects the rows of a batch.

    Args:
        lines: Where they are parked.
        lang: Language of the reasons and findings.
    """

    def __init__(self, lines: Spool[Line], lang: str) -> None:
        self._lines = lines
        self._lang = lang
        self._numbers = Numbers()
        self._count = 0

    def problems(self, problems: Iterable[Problem]) -> None:
        """Rows of SOURCEs that mean no workbook."""
        for problem in problems:
            name = readable(problem.path)
            self._add(failed_row(name, problem.error, self._lang), name)

    def add(self, outcome: Outcome) -> None:
        """The rows of one workbook; an untouched template has none."""
        path = readable(outcome.path)
        if outcome.error is not None:
            self._add(failed_row(outcome.name, outcome.error, self._lang), path)
        for made in outcome.made:
            self._numbers.add(self._count, made)
            self._add(made.row, path)

    def _add(self, row: Row, path: str) -> None:
        self._lines.add(Line(row=row, path=path))
        self._count += 1

    def __iter__(self) -> Iterator[Line]:
        across = self._numbers.findings(self._lang)
        for position, line in enumerate(self._lines):
            for entry in across.get(position, ()):
                add_finding(line.row, entry)
            yield line


@contextmanager
def open_report(path: str | None, out: str, lang: str) -> Iterator[Report | None]:
    """What takes the outcomes; the report is written when the block ends well.

    Args:
        path: An .xlsx, .csv or .json file; None keeps nothing.
        out: The output folder, for links to the documents.
        lang: Language of the reasons and findings.

    Raises:
        WriteError: It cannot be written.
    """
    if path is None:
        yield None
        return
    with Spool(Line) as lines:
        report = Report(lines, lang)
        yield report
        _WRITERS[os.path.splitext(path)[1].lower()](path, report, out)


def json_list(items: Iterable[object]) -> Iterator[bytes]:
    """A JSON list, an item a line."""
    before = b"[\n"
    for item in items:
        yield before + msgspec.json.encode(item)
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _json(path: str, report: Report, out: str) -> None:
    with whole_file(path) as file:
        file.writelines(json_list(line.row for line in report))


def _csv(path: str, report: Report, out: str) -> None:
    with whole_file(path) as file:
        file.write(b"\xef\xbb\xbf")  # without this mark Excel takes UTF-8 for the system's code page
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for line in report:
            writer.writerow([_plain(getattr(line.row, column)) for column in COLUMNS])
        text.detach()  # the file is closed by the one who opened it


def _plain(value: object) -> object:
    """A value for csv: words for truth values, nothing that runs as a formula."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str) and value.startswith(_RISKY):
        return "'" + value
    return value


def _xlsx(path: str, report: Report, out: str) -> None:
    from xl_sop.batch.report_sheet import write_sheet

    link = _linker(None if is_url(path) else os.path.dirname(os.path.abspath(path)))
    rows = (
        (
            [getattr(line.row, column) for column in COLUMNS],
            [link(line.path), link(under(out, line.row.dokumen)) if line.row.dokumen else None],
        )
        for line in report
    )
    with local_copy(path) as local:
        write_sheet(local, _TITLE, COLUMNS, rows)


def is_report(path: str) -> bool:
    """True for an .xlsx report of an earlier run."""
    from xl_sop.batch.work import fetch
    from xl_sop.book.file import read_grids

    try:
        grids = read_grids(fetch(path))
    except XlSopError:
        return False
    return [grid.name for grid in grids] == [_TITLE] and grids[0].rows[0] == list(COLUMNS)


def _linker(folder: str | None) -> Callable[[str], str]:
    """What turns a path into a link, relative to a folder of this machine if there is one."""

    def link(path: str) -> str:
        if is_url(path):
            return quote(path, safe="/:")
        if folder is None:
            return quote(os.path.abspath(path).replace(os.sep, "/"), safe="/:")
        try:
            path = os.path.relpath(path, folder)
        except ValueError:  # another drive of Windows
            path = os.path.abspath(path)
        return quote(path.replace(os.sep, "/"), safe="/:")

    return link


_WRITERS: Mapping[str, Callable[[str, Report, str], None]] = {".json": _json, ".csv": _csv, ".xlsx": _xlsx}
