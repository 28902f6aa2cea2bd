"""The step rows of documents as one frame, and the failure cases of `schema.StepRows` as findings.

Values are parsed before (nothing is coerced), texts are folded. polars and pandera are imported when there are rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xl_sop.address import Address
from xl_sop.checking.data import language
from xl_sop.checking.subject import Subject, numbers_of
from xl_sop.document import FoundStep
from xl_sop.findings import Finding
from xl_sop.model import Duration, Step
from xl_sop.sentence import Sentence
from xl_sop.text import fold, fold_once

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl


class Row(NamedTuple):
    """A step and where it stands: what the words of a finding are taken from."""

    subject: Subject
    position: int

    @property
    def step(self) -> Step:
        """The step."""
        return self.subject.sop.steps[self.position]


class Said(NamedTuple):
    """How a failed check becomes a finding.

    Attributes:
        cells: Where to look, in order of preference: roles of columns.
        words: What the sentence names.
    """

    cells: tuple[str, ...]
    words: Callable[[Row], Mapping[str, str | Sentence]] = lambda row: {}


def _duration(row: Row) -> dict[str, str]:
    return {"teks": row.step.duration.text or ""}


def _second_action(row: Row) -> dict[str, str]:
    found = re.search(language.SECOND_ACTION, fold(row.step.description or ""))
    return {"kata": found[1] if found else ""}


def _numbers(row: Row) -> dict[str, str]:
    steps = row.subject.sop.steps
    above = (steps[i].number for i in range(row.position - 1, -1, -1))
    last = next((number for number in above if number is not None), None)
    return {"nomor": str(row.step.number), "sebelumnya": "" if last is None else str(last)}


def _twin(row: Row) -> dict[str, str | Sentence]:
    return {"kembar": numbers_of([row.subject.first_saying[fold(row.step.description or "")]])}


def _lost_way(row: Row) -> dict[str, str]:
    known = row.subject.numbers
    return {
        "tujuan": next((str(w.step) for w in row.step.next if w.step is not None and w.step not in known), "")
    }


_NUMBER, _DESCRIPTION, _DURATION = ("number",), ("description",), ("duration",)

FINDINGS: Mapping[str, Said] = {
    "nomor-langkah-kosong": Said(("number", "description")),
    "nomor-langkah-ganda": Said(_NUMBER, _numbers),
    "nomor-langkah-mundur": Said(_NUMBER, _numbers),
    "nomor-langkah-lompat": Said(_NUMBER, _numbers),
    "nomor-awal-bukan-satu": Said(_NUMBER, _numbers),
    "nomor-mulai-lagi": Said(_NUMBER, _numbers),
    "uraian-kosong": Said(_DESCRIPTION),
    "uraian-diawali-pelaku": Said(_DESCRIPTION),
    "uraian-diawali-kata-benda": Said(
        _DESCRIPTION, lambda row: {"kata": (row.step.description or "").split()[0]}
    ),
    "uraian-dua-tindakan": Said(_DESCRIPTION, _second_action),
    "uraian-dua-cabang": Said(_DESCRIPTION),
    "persetujuan-tanpa-cabang": Said(_DESCRIPTION),
    "langkah-kembar": Said(_DESCRIPTION, _twin),
    "langkah-tanpa-pelaksana": Said(("performers", "performer", "number")),
    "kelengkapan-berisi-waktu": Said(("requirements",), lambda row: {"teks": row.step.requirements or ""}),
    "output-berisi-waktu": Said(("output",), lambda row: {"teks": row.step.output or ""}),
    "kelengkapan-sama-output": Said(("requirements",), lambda row: {"teks": row.step.output or ""}),
    "output-kosong": Said(("output",)),
    "waktu-kosong": Said(_DURATION),
    "waktu-tanpa-satuan": Said(_DURATION, _duration),
    "waktu-terbuka": Said(_DURATION, _duration),
    "waktu-tidak-positif": Said(_DURATION, _duration),
    "waktu-jadi-tanggal": Said(_DURATION, _duration),
    "waktu-tidak-terbaca": Said(_DURATION, _duration),
    "waktu-rentang": Said(_DURATION, _duration),
    "waktu-lebih-setahun": Said(_DURATION, _duration),
    "keputusan-kurang-cabang": Said(("yes", "no", "number")),
    "tujuan-tidak-ada": Said(("yes", "no", "number"), _lost_way),
}
"""Name of a check of `StepRows` → where its finding points and what it names."""


def check_rows(subjects: Sequence[Subject], schema: pa.DataFrameSchema | None = None) -> Iterator[Finding]:
    """Every finding about single steps: the failure cases of the schema, put into words.

    Args:
        subjects: Any number of SOPs.
        schema: Other checks than those of `StepRows`.
    """
    table = collect(subjects)
    if not table["document"]:
        return
    import polars as pl
    from pandera.errors import SchemaErrors

    from xl_sop.checking.schema import StepRows

    schema = schema or StepRows.to_schema()
    # The streaming engine, polars' choice, costs twice as much on tables of this size.
    with pl.Config(engine_affinity="in-memory"):
        try:
            schema.validate(frame(table), lazy=True)
        except SchemaErrors as errors:
            failures = errors.failure_cases.select("check", "index").rows()
        else:
            return
    firsts = dict(_firsts(table["document"]))
    for code, index in failures:
        document = table["document"][index]
        yield _finding(code, Row(subjects[document], index - firsts[document]), document)


def _firsts(documents: list[int]) -> Iterator[tuple[int, int]]:
    """The first row of each document, the last one first."""
    return ((document, row) for row, document in reversed(list(enumerate(documents))))


_END = "\x1f"
"""Ends an item of a list on its way into polars; no cell holds it."""


def frame(table: dict[str, list[Any]]) -> pl.DataFrame:
    """Columns of step rows as a frame with the types of `StepRows`."""
    import polars as pl

    from xl_sop.checking.schema import StepRows

    types = {name: column.dtype.type for name, column in StepRows.to_schema().columns.items()}
    lists = {name: kind for name, kind in types.items() if isinstance(kind, pl.List)}
    # polars takes a list of lists apart one by one; splitting texts costs a tenth
    flat = {name: list(_flat(values)) if name in lists else values for name, values in table.items()}
    items = (pl.col(name).str.split(_END) for name in lists)
    return pl.DataFrame(
        flat, schema={name: pl.String() if name in lists else kind for name, kind in types.items()}
    ).with_columns(
        values.list.head(values.list.len() - 1).cast(kind, strict=False)
        for values, kind in zip(items, lists.values(), strict=True)
    )


def _flat(lists: list[list[object]]) -> Iterator[str]:
    """Each list as a text; rows of one SOP have the list of its performers in common."""
    last: list[object] = []
    text = ""
    for items in lists:
        if items is not last:
            last, text = items, f"{_END.join(map(str, items))}{_END}" if items else ""
        yield text


def collect(subjects: Sequence[Subject]) -> dict[str, list[Any]]:
    """The rows of all documents, column by column; the names are those of `StepRows`."""
    table: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for position, subject in enumerate(subjects):
        for values, more in zip(table.values(), _columns(position, subject), strict=True):
            values.extend(more)
    return table


def _columns(position: int, subject: Subject) -> tuple[Iterable[Any], ...]:
    """The rows of one document, in the order of `_COLUMNS`."""
    sop, pages = subject.sop, subject.found.pages
    steps, rows = sop.steps, len(sop.steps)
    found = [*subject.found.steps[:rows], *[None] * (rows - len(subject.found.steps))]
    # Where the header of a step's page has no such column, that is said once, at the header.
    written = [_ALL if at is None or pages[at.page].header is None else at.cells for at in found]
    durations = [step.duration for step in steps]
    return (
        [position] * rows,
        [at is not None for at in found],
        [subject.found.flow is not None] * rows,
        [_within_reach(step.number) for step in steps],
        ["number" in cells for cells in written],
        [_folded(step.description) for step in steps],
        [[fold(name) for name in sop.performers]] * rows,
        [_MARK.join([part.name for part in step.performers]) if step.performers else None for step in steps],
        [_MARK.join([mark for part in step.performers for mark in part.symbols]) for step in steps],
        [_folded(step.requirements) for step in steps],
        [duration.text for duration in durations],
        ["duration" in cells for cells in written],
        map(_duration_kind, durations, found),
        [duration.minimum for duration in durations],
        [duration.maximum for duration in durations],
        [duration.unit for duration in durations],
        [_folded(step.output) for step in steps],
        ["output" in cells for cells in written],
        [[_within_reach(way.step) for way in step.next] for step in steps],
    )


_COLUMNS = (
    "document", "from_workbook", "drawn", "number", "number_asked", "description", "performer_columns", "performers",
    "symbols", "requirements", "duration", "duration_asked", "duration_kind", "minimum", "maximum", "unit", "output",
    "output_asked", "targets",
)  # fmt: skip

_MARK = "+"
_ALL: Container[str] = frozenset(("number", "duration", "output"))

_KINDS = {
    None: "amount",
    "waktu-kosong": "nothing",
    "waktu-tanpa-satuan": "bare",
    "waktu-terbuka": "open",
    "waktu-tidak-positif": "zero",
    "waktu-jadi-tanggal": "date",
    "waktu-tidak-terbaca": "unclear",
}
"""What reading says of a Waktu cell → what kind of cell it is."""


def _folded(text: str | None) -> str | None:
    return fold_once(text) if text else None


_REACH = 2**62


def _within_reach(number: int | None) -> int | None:
    """A number that fits the frame's column; numbers of more digits stay different, which is all that is asked."""
    if number is None or -_REACH < number < _REACH:
        return number
    return (_REACH + number % (_REACH // 2)) * (1 if number > 0 else -1)


def _duration_kind(duration: Duration, found: FoundStep | None) -> str:
    """How the Waktu cell reads; in a document from JSON its text is all that is left."""
    if found is not None:
        return _KINDS[found.parsed.problem]
    if duration.minutes is not None:
        return "amount"
    from xl_sop.waktu.duration import parse

    return _KINDS[parse(duration.text, duration.unit).problem]


def _finding(code: str, row: Row, document: int) -> Finding:
    said = FINDINGS[code]
    address = row.subject.step_cell(row.position, *said.cells)
    flow = row.subject.found.flow
    if "yes" in said.cells and flow is not None and flow.drawn:
        address = flow.cell(row.position) or address
    words = said.words(row)
    if isinstance(target := words.get("tujuan"), str):
        address = _way_cell(row, target) or address
    return Finding(code, address, row.step.number, words, document)


def _way_cell(row: Row, target: str) -> Address | None:
    """The flow cell that names a target."""
    if row.position >= len(row.subject.found.steps):
        return None
    for role in ("yes", "no"):
        cell = row.subject.found.steps[row.position].cells.get(role)
        if cell and cell.text and target in cell.text:
            return cell.address
    return None
