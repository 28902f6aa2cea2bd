"""The pages of a procedure table, joined into the steps of one SOP."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.document import Cell, Column, FoundStep, Page
from xl_sop.findings import Finding
from xl_sop.model import Duration, Origin, Participation, Profile, Step, Unit, Way
from xl_sop.reading.marks import is_branch_label, is_own_name, read_mark, read_ways, says_nothing
from xl_sop.reading.row_kinds import Kind
from xl_sop.reading.table import RawPage
from xl_sop.reading.table_rows import Line, body_of, is_own_step, joined
from xl_sop.sentence import Sentence
from xl_sop.text import clean, is_blank, squeeze
from xl_sop.waktu.duration import Parsed, parse, parse_cell

_ENUMERATOR = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•])\s*")


@dataclass(slots=True)
class ReadTable:
    """The joined table of one SOP.

    `sums`: the cells of written totals. `foreign`: by page, its rows that are no step. `unread`: True where steps may
    be missing.
    """

    performers: list[str] = field(default_factory=list[str])
    steps: list[Step] = field(default_factory=list[Step])
    pages: list[Page] = field(default_factory=list[Page])
    found: list[FoundStep] = field(default_factory=list[FoundStep])
    problems: list[Finding] = field(default_factory=list[Finding])
    sums: list[Cell] = field(default_factory=list[Cell])
    foreign: list[dict[int, Kind]] = field(default_factory=list[dict[int, Kind]])
    unread: bool = False


@dataclass(slots=True)
class _Draft:
    """A step while its lines are gathered."""

    page: int
    line: Line
    shared: Cell | None = None


def join_pages(raw: list[RawPage], profile: Profile) -> ReadTable:
    """The steps of one SOP from the pages of its table.

    Args:
        raw: The pages in reading order.
        profile: For minutes of days and longer.
    """
    table = ReadTable()
    unit: Unit | None = None
    drafts: list[_Draft] = []
    for index, page in enumerate(raw):
        own_unit = page.unit
        unit = own_unit or unit
        columns = _named(page, table.performers)
        found = body_of(page.lines)
        body = found.lines
        table.sums += found.sums
        table.foreign.append(found.foreign)
        table.unread = table.unread or page.unread
        rows = [line.row for line in body]
        table.pages.append(
            Page(
                sheet=page.grid.name,
                columns=columns,
                unit=unit,
                own_unit=own_unit is not None,
                header=page.header,
                top=rows[0] if rows else page.row,
                bottom=rows[-1] if rows else page.row,
            )
        )
        table.problems += page.problems
        if index:
            table.problems += _changes(table.pages[-2], table.pages[-1], page)
        _gather(body, index, drafts, table)
    _build(drafts, table, profile)
    return table


_MORE = Sentence("bertambah “{names}”", "“{names}” came in")
_FEWER = Sentence("berkurang “{names}”", "“{names}” is gone")


def _changes(before: Page, page: Page, raw: RawPage) -> list[Finding]:
    """What a page's header changes against the page before: performers that come or go, a unit that is lost."""
    problems: list[Finding] = []
    there = [c for c in before.columns if c.role == "performer"]
    here = [c for c in page.columns if c.role == "performer"]
    duration = page.column("duration")
    if page.header is None:
        description, first = page.column("description"), page.column("requirements") or duration
        if not raw.performers_known and description and first and all(c.last == c.index for c in there):
            places = first.index - description.index - 1
            if places < len(there):
                told = Sentence(
                    f"{places} kolom, sebelumnya {len(there)}", f"{places} columns, {len(there)} before"
                )
                words = {"lembar": page.sheet, "perubahan": told}
                address = Address(page.sheet, page.top, description.index + 1)
                problems.append(Finding("kolom-pelaksana-berubah", address, words=words))
        return problems
    names = {c.name for c in there}
    more = [c for c in here if c.name not in names]
    fewer = [c.name for c in there if c.name not in {c.name for c in here}]
    if more or fewer:
        told = [_MORE.filled(names=", ".join(c.name for c in more))] if more else []
        told += [_FEWER.filled(names=", ".join(fewer))] if fewer else []
        changes = Sentence("; ".join(s.indonesian for s in told), "; ".join(s.english for s in told))
        words = {"lembar": page.sheet, "perubahan": changes}
        address = more[0].address if more else page.header
        problems.append(Finding("kolom-pelaksana-berubah", address, words=words))
    if duration and not page.own_unit and page.unit is not None:
        problems.append(Finding("satuan-waktu-hilang", duration.address, words={"satuan": page.unit}))
    return problems


def _named(page: RawPage, performers: list[str]) -> list[Column]:
    """The page's columns with performer names unique in the SOP: the same name on another page is the same one."""
    if not page.performers_known:
        return [c for c in page.columns if c.role != "performer"]
    known = {squeeze(name) or name: name for name in performers}
    here: set[str] = set()
    result: list[Column] = []
    for column in page.columns:
        if column.role != "performer":
            result.append(column)
            continue
        name, count = column.name, 1
        while (squeeze(name) or name) in here:
            count += 1
            name = f"{column.name} ({count})"
        key = squeeze(name) or name
        here.add(key)
        if key not in known:
            known[key] = name
            performers.append(name)
        result.append(replace(column, name=known[key]))
    return result


def _gather(body: list[Line], page: int, drafts: list[_Draft], table: ReadTable) -> None:
    """Lines → drafts: a number opens a step, other lines continue the one above or are a step without number."""
    for i, line in enumerate(body):
        if line.number is not None:
            if drafts and (above := _last_number(drafts)) is not None and line.number == 1 and above > 1:
                table.problems.append(
                    Finding(
                        "nomor-mulai-lagi",
                        line.cells["number"].address,
                        step=1,
                        words={"sebelumnya": str(above)},
                    )
                )
            drafts.append(_Draft(page, line, line.shared))
        elif is_own_step(line, drafts[-1].line if drafts else None):
            drafts.append(_Draft(page, line, line.shared))
        elif drafts:
            following = body[i + 1] if i + 1 < len(body) else None
            home = drafts[-1].line
            if drafts[-1].page != page:
                # the end of the last step of the page before; its performers stand in other columns there
                line.performers = {}
            elif following and _belongs_below(line, home, following):
                for role, cell in line.cells.items():
                    following.cells[role] = cell
                continue
            for role, cell in line.cells.items():
                home.cells[role] = joined(home.cells.get(role), cell)
            for column, cell in line.performers.items():
                home.performers[column] = joined(home.performers.get(column), cell)


def _last_number(drafts: list[_Draft]) -> int | None:
    return next((d.line.number for d in reversed(drafts) if d.line.number is not None), None)


def _belongs_below(line: Line, home: Line, following: Line) -> bool:
    """True for a row of mutu baku whose step above has its own and whose numbered step below has none.

    In narrow tables the text of a step sits lower than what belongs to it.
    """
    return (
        following.number is not None
        and "duration" in line.cells
        and "output" in line.cells
        and "duration" in home.cells
        and not any(role in following.cells for role in ("requirements", "duration", "output"))
    )


def _build(drafts: list[_Draft], table: ReadTable, profile: Profile) -> None:
    plain = [[(c.role, c.index) for c in page.columns if c.role != "performer"] for page in table.pages]
    names = [[(c.index, c.name) for c in page.columns if c.role == "performer"] for page in table.pages]
    for i, draft in enumerate(drafts):
        line, page = draft.line, table.pages[draft.page]
        cells = {
            role: line.cells.get(role) or Cell(Address(page.sheet, line.row, index), None, None)
            for role, index in plain[draft.page]
        }
        performers: list[Participation] = []
        performer_cells: dict[str, Cell] = {}
        for index, name in names[draft.page]:
            cell = line.performers.get(index)
            if cell is None:
                performer_cells[name] = Cell(Address(page.sheet, line.row, index), None, None)
                continue
            performer_cells[name] = cell
            raw = cell.value if isinstance(cell.value, str) else cell.text
            symbols = read_mark(raw) if raw else None
            if symbols is not None:
                performers.append(Participation(name=name, symbols=symbols))
            elif raw and is_own_name(raw, name):
                performers.append(Participation(name=name, symbols=[]))
            elif raw and not is_branch_label(raw) and not says_nothing(raw):
                words = {"teks": cell.text or raw}
                table.problems.append(Finding("tanda-tidak-dikenal", cell.address, line.number, words))
        if (typed := line.cells.get("performers")) is not None:
            for part in _typed(typed, page):
                performers.append(part)
                performer_cells[part.name] = typed
                if part.name not in table.performers:
                    table.performers.append(part.name)
        parsed = _duration(draft, line, page.unit, profile, table)
        ways = _ways(cells, line.number, table)
        if ways is None:
            following = drafts[i + 1].line.number if i + 1 < len(drafts) else None
            ways = [Way(step=following, label=None)] if i + 1 < len(drafts) else []
        table.steps.append(
            Step(
                number=line.number,
                description=_text(cells, "description"),
                performers=performers,
                requirements=_text(cells, "requirements"),
                duration=parsed.duration,
                output=_text(cells, "output"),
                note=_text(cells, "note"),
                next=ways,
                origin=Origin(sheet=page.sheet, row=line.row),
            )
        )
        table.found.append(FoundStep(draft.page, cells, performer_cells, parsed, line.row))


def _typed(cell: Cell, page: Page) -> list[Participation]:
    """Who takes part, where one column holds names instead of marks: a name a line, or parted by semicolons."""
    raw = cell.value if isinstance(cell.value, str) else cell.text or ""
    symbols = read_mark(raw)
    if symbols is not None:
        column = page.column("performers")
        return [Participation(name=column.name if column else raw, symbols=symbols)]
    names = [clean(_ENUMERATOR.sub("", part)) for part in re.split(r"[;\n]", raw)]
    return [
        Participation(name=name, symbols=[])
        for name in dict.fromkeys(names)
        if name and not is_blank(name) and not is_branch_label(name)
    ]


def _text(cells: dict[str, Cell], role: str) -> str | None:
    cell = cells.get(role)
    return cell.text if cell else None


def _duration(draft: _Draft, line: Line, unit: Unit | None, profile: Profile, table: ReadTable) -> Parsed:
    cell = line.cells.get("duration")
    if cell is None and draft.shared is not None:
        shared = draft.shared
        address = Address(shared.address.sheet, line.row, shared.address.column)
        words = {"sel": shared.address.a1, "teks": shared.text or ""}
        table.problems.append(Finding("waktu-digabung", address, line.number, words))
        empty = Duration(text=None, minimum=None, maximum=None, unit=None, minutes=None)
        return parse(None, unit, profile)._replace(duration=empty, problem=None)
    if cell is None:
        return parse(None, unit, profile)
    return parse_cell(cell.value, unit, profile)


def _ways(cells: dict[str, Cell], number: int | None, table: ReadTable) -> list[Way] | None:
    yes, no = cells.get("yes"), cells.get("no")
    if (yes is None or yes.text is None) and (no is None or no.text is None):
        return None
    ways, bad = read_ways(yes.text if yes else None, no.text if no else None)
    for text in bad:
        cell = next(
            c for c in (yes, no) if c is not None and c.text is not None and text.strip(" ;") in c.text
        )
        table.problems.append(Finding("alur-tidak-terbaca", cell.address, number, {"teks": text}))
    return ways
