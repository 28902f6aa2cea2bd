"""The step rows of any number of SOPs as one table, validated by one pandera schema.

Values are parsed before (nothing is coerced), texts are folded. Every rule is one polars expression with its finding
code; pandera runs one check per column of the printed table, because its cost is per check, not per row, and a check
may carry several codes. Failures are mapped back to documents and steps by row index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from xl_sop.checking.offices import may_start_with_office, offices_in
from xl_sop.checking.subject import Subject
from xl_sop.document import FoundStep
from xl_sop.findings import Finding
from xl_sop.model import Step
from xl_sop.text import fold

if TYPE_CHECKING:
    import pandera.polars as pa

    from xl_sop.checking.row_rules import RowRule

_TEXT, _WHOLE, _FLAG = "String", "Int64", "Boolean"
COLUMNS: dict[str, str] = {
    "document": _WHOLE,  # position of the document
    "row": _WHOLE,  # position of the step in it
    "number": _WHOLE,
    "number_asked": _FLAG,  # the page has the column, or no header that could miss it
    "previous": _WHOLE,  # the number above, since the numbering last began
    "repeated": _FLAG,  # the number stands above, since the numbering last began
    "begins_again": _FLAG,  # numbered 1 below a higher number
    "as_found": _FLAG,  # read from a workbook: reading has already said where numbers begin again
    "description": _TEXT,  # folded
    "starts_with_actor": _FLAG,
    "requirements": _TEXT,  # folded
    "output": _TEXT,  # folded
    "output_asked": _FLAG,  # the page has the column
    "duration": _TEXT,
    "duration_problem": _TEXT,  # code of the finding that reading the cell deserves
    "duration_range": _FLAG,
    "decision": _FLAG,
    "flow_known": _FLAG,  # the document has marks, so a single way out is meant
    "ways": _WHOLE,
    "lost_way": _WHOLE,  # a target that no step has
}
"""The columns of the frame and their polars types."""


def check_rows(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Every finding about single steps."""
    table = collect(subjects)
    if not table["row"]:
        return
    import polars as pl
    from pandera.errors import SchemaErrors

    from xl_sop.checking.row_rules import RULES

    types = {name: getattr(pl, kind) for name, kind in COLUMNS.items()}
    # The streaming engine, polars' choice, costs twice as much on tables of this size.
    with pl.Config(engine_affinity="in-memory"):
        facts = pl.DataFrame(table, schema=types).with_columns(
            rule.fails.fill_null(False).alias(rule.code) for rule in RULES
        )
        try:
            _schema().validate(facts, lazy=True)
        except SchemaErrors as errors:
            failures = errors.failure_cases.select("column", "index").rows()
        else:
            return
        flags = {rule.code: facts[rule.code].to_list() for rule in RULES}
    by_column: dict[str, list[RowRule]] = {}
    for rule in RULES:
        by_column.setdefault(rule.column, []).append(rule)
    for column, index in failures:
        for rule in by_column[column]:
            if flags[rule.code][index]:
                yield _finding(rule, subjects[table["document"][index]], table, index)


def collect(subjects: Sequence[Subject]) -> dict[str, list[Any]]:
    """The rows of all documents, column by column."""
    rows: list[tuple[Any, ...]] = []
    for subject in subjects:
        steps = subject.sop.steps
        found = subject.found.steps
        numbers = {step.number for step in steps}
        flow_known = any(step.performers for step in steps)
        actors = tuple(fold(name) for name in subject.sop.performers)
        above: set[int] = set()
        previous: int | None = None
        for i, step in enumerate(steps):
            number = _within_reach(step.number)
            begins_again = number == 1 and previous is not None and previous > 1
            if begins_again:
                above = set()
            cells = found[i] if i < len(found) else None
            rows.append((
                subject.index, i, number, _asked(subject, cells, "number"), previous, number in above,
                begins_again, cells is not None,
                fold(step.description) if step.description else None, _starts_with_actor(step, actors),
                fold(step.requirements) if step.requirements else None,
                fold(step.output) if step.output else None, cells is None or "output" in cells.cells,
                step.duration.text, _duration_problem(subject, step, cells),
                _is_range(step) if cells is None else cells.parsed.is_range,
                _decides(step), flow_known, len(step.next), _lost_way(step, numbers) if step.next else None,
            ))  # fmt: skip
            if number is not None:
                above.add(number)
                previous = number
    columns = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    return {name: list(values) for name, values in zip(COLUMNS, columns, strict=True)}


def _asked(subject: Subject, cells: FoundStep | None, role: str) -> bool:
    """False where the header of a step's page has no such column: that is said once, at the header."""
    return cells is None or role in cells.cells or subject.found.pages[cells.page].header is None


_REACH = 2**62


def _within_reach(number: int | None) -> int | None:
    """A number that fits the frame's column; whoever typed more digits gets the same findings."""
    return number if number is None or -_REACH < number < _REACH else _REACH if number > 0 else -_REACH


def _lost_way(step: Step, numbers: set[int | None]) -> int | None:
    """The first target that no step has."""
    for way in step.next:
        if way.step not in numbers and way.step is not None:
            return _within_reach(way.step)
    return None


def _decides(step: Step) -> bool:
    return any("keputusan" in part.symbols for part in step.performers)


def _starts_with_actor(step: Step, actors: tuple[str, ...]) -> bool:
    if not step.description:
        return False
    text = fold(step.description)
    if may_start_with_office(text):
        offices = offices_in(step.description)
        if offices and offices[0].starts:
            return True
    return text.startswith(actors) and any(
        text.startswith(actor) and text[len(actor) : len(actor) + 1] in {" ", ""} for actor in actors
    )


def _duration_problem(subject: Subject, step: Step, cells: FoundStep | None) -> str | None:
    """What reading the Waktu cell deserves; in a document from JSON its text is all that is left."""
    if cells is not None:
        return cells.parsed.problem if _asked(subject, cells, "duration") else None
    if step.duration.minutes is not None:
        return None
    from xl_sop.waktu.duration import parse

    return parse(step.duration.text, step.duration.unit).problem


def _is_range(step: Step) -> bool:
    said = step.duration
    return said.minimum is not None and said.maximum is not None and said.minimum != said.maximum


def _finding(rule: RowRule, subject: Subject, table: dict[str, list[Any]], index: int) -> Finding:
    from xl_sop.checking.row_rules import FROM_READING

    position: int = table["row"][index]
    step = subject.sop.steps[position]
    code = table["duration_problem"][index] if rule.code == FROM_READING else rule.code
    address = subject.step_cell(position, *rule.cells)
    if rule.column == "ways":
        address = _way_cell(subject, position, table["lost_way"][index]) or address
    return Finding(code, address, step.number, rule.words(step, table, index), subject.index)


def _way_cell(subject: Subject, position: int, target: int | None) -> Any:
    """The flow cell that names a target."""
    if target is None or position >= len(subject.found.steps):
        return None
    for role in ("yes", "no"):
        cell = subject.found.steps[position].cells.get(role)
        if cell and cell.text and str(target) in cell.text:
            return cell.address
    return None


@cache
def _schema() -> pa.DataFrameSchema:
    """One pandera column per column of the printed table, one check each; a check fails where one of its rules does."""
    import pandera.polars as pa
    import polars as pl

    from xl_sop.checking.row_rules import RULES

    codes: dict[str, list[str]] = {}
    for rule in RULES:
        codes.setdefault(rule.column, []).append(rule.code)

    def passes(names: list[str]) -> Any:
        return lambda data: data.lazyframe.select(~pl.any_horizontal(names))

    return pa.DataFrameSchema(
        {
            column: pa.Column(
                getattr(pl, COLUMNS[column]),
                pa.Check(passes(names), error=", ".join(names)),
                nullable=True,
            )
            for column, names in codes.items()
        }
    )
