"""What counts: what is typed, else what is drawn, else the order of the rows; and what to say where they disagree.

Shapes that we drew ourselves are a picture of the cells: they never count against a typed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.book.drawings import Drawing, Point, UnreadableDrawingError, Wire
from xl_sop.document import FoundFlow
from xl_sop.findings import Finding
from xl_sop.model import Participation, Step, Way
from xl_sop.reading.drawn.flow import END, DrawnStep, DrawnWay, settle_symbols, steps_of
from xl_sop.reading.drawn.labels import Label, labels_in_cells, put_labels
from xl_sop.reading.drawn.near import Budget
from xl_sop.reading.drawn.network import Arc, join
from xl_sop.reading.drawn.nodes import OWN, Area, Node, area_of, nodes_of
from xl_sop.reading.drawn.offpage import pair
from xl_sop.reading.drawn.symbols import LAWFUL, START_WORDS, is_label, may_be_label
from xl_sop.reading.steps import ReadTable
from xl_sop.reading.table import RawPage
from xl_sop.text import fold
from xl_sop.vocabulary import END_WORDS, SYMBOL_NAMES

BELOW = 12
"""Rows below the last filled one in which the end of the flow may be drawn."""

PICTURES: dict[str, str] = {"picture": "gambar", "freeform": "bentuk bebas"}


@dataclass(slots=True)
class _Drawn:
    """Everything drawn over the pages of one table."""

    nodes: list[Node] = field(default_factory=list[Node])
    arcs: list[Arc] = field(default_factory=list[Arc])
    dangling: list[tuple[Drawing, Wire, Point]] = field(default_factory=list[tuple[Drawing, Wire, Point]])
    names_typed: bool = False


def read_drawn(raw: Sequence[RawPage], table: ReadTable, drawings: dict[str, Drawing]) -> FoundFlow | None:
    """Put what is drawn into the steps of a table.

    Args:
        raw: The pages of the table. table: What was typed; its steps and problems are changed.
        drawings: Drawings that were read before, by sheet.

    Returns:
        What the drawing adds beside the steps; None where nothing of the procedure is drawn.

    Raises:
        BookError: A drawing is damaged, or beyond a limit.
    """
    if not any(page.grid.draw for page in raw):
        return None
    drawn = _gather(raw, table, drawings)
    if not drawn.nodes:
        return None
    pairs, alone = pair(drawn.nodes, drawn.arcs)
    settle_symbols(drawn.nodes, drawn.arcs, len(table.steps))
    steps = steps_of(drawn.nodes, drawn.arcs, pairs, table.performers, len(table.steps))
    flow = _flow(drawn)
    table.problems += _oddities(drawn, alone, table.steps)
    typed = _typed_flow(table)
    marked = any(step.performers for step in table.steps) and not drawn.names_typed
    differing: list[int] = []
    if drawn.names_typed:
        _name(steps, table)
    for position, step in enumerate(table.steps):
        one = steps[position]
        changes: dict[str, Any] = {}
        performers, differs = _performers(step, one, marked=marked, names_typed=drawn.names_typed)
        if differs:
            differing.append(position)
        if performers is not None:
            changes["performers"] = performers
        if typed:
            if position not in differing and _ways_differ(table.steps, position, one):
                differing.append(position)
        elif drawn.arcs:
            changes["next"] = _ways(table, position, one)
        if one.nodes:
            first = _first(one.nodes)
            flow.symbols[position] = (first.drawing.sheet, *first.shape.centre)
            flow.sizes[first.drawing.sheet] = first.drawing.sizes
        if changes:
            table.steps[position] = replace(step, **changes)
    flow.typed = typed
    flow.drawn = bool(drawn.arcs) and not typed
    table.problems += _disagreements(differing, steps, table.steps)
    return flow


def _first(nodes: Sequence[Node]) -> Node:
    """The first of some symbols in reading order."""
    return nodes[0] if len(nodes) == 1 else min(nodes, key=lambda n: n.order)


# ---- gathering --------------------------------------------------------------------------------------------------


def _gather(raw: Sequence[RawPage], table: ReadTable, drawings: dict[str, Drawing]) -> _Drawn:
    drawn = _Drawn()
    rows: dict[int, list[tuple[int, int]]] = {}
    step_rows: dict[int, int] = {}
    for position, step in enumerate(table.found):
        rows.setdefault(step.page, []).append((step.row, position))
        step_rows[position] = step.row
    by_sheet: dict[str, list[int]] = {}
    for index, page in enumerate(raw):
        if page.grid.draw is not None:
            by_sheet.setdefault(page.grid.name, []).append(index)
    for sheet, indexes in by_sheet.items():
        drawing = drawings.get(sheet)
        if drawing is None:
            draw = raw[indexes[0]].grid.draw
            assert draw is not None
            try:
                drawing = drawings[sheet] = draw()
            except UnreadableDrawingError:
                page = table.pages[indexes[0]]
                address = page.header or Address(sheet, page.top, 1)
                table.problems.append(Finding("gambar-tidak-terbaca", address, words={"lembar": sheet}))
                continue
        if not drawing.shapes:
            continue
        areas: list[Area] = []
        nodes: list[Node] = []
        labels: list[Label] = []
        for index in indexes:
            page, source = table.pages[index], raw[index]
            bottom = source.lines[-1].row if source.lines else page.bottom
            if bottom >= source.grid.bottom:
                bottom += BELOW
            area = area_of(drawing, index, page, rows.get(index, ()), (source.row, bottom))
            areas.append(area)
            nodes += nodes_of(drawing, area, step_rows, source.grid, page)
            labels += labels_in_cells(source.grid, page, drawing, page.top, max(bottom, page.bottom))
            drawn.names_typed |= area.names_typed
        _join_sheet(drawn, drawing, areas, nodes, labels)
    return drawn


def _join_sheet(
    drawn: _Drawn, drawing: Drawing, areas: Sequence[Area], nodes: Sequence[Node], labels: list[Label]
) -> None:
    wires = [
        wire
        for wire in drawing.wires
        if any(a.sheet_top <= p[1] < a.sheet_bottom for a in areas for p in (wire.path[0], wire.path[-1]))
    ]
    sure = [n for n in nodes if not may_be_label(n.shape)]
    maybe = [n for n in nodes if may_be_label(n.shape)]
    network = join(wires, sure, maybe, Budget())
    crowded = {n.step for n in sure}
    kept: list[Node] = []
    for node in nodes:
        if id(node) in network.touched:
            kept.append(node)
        elif node.shape.geometry == "picture" or node.outside:
            continue
        elif not may_be_label(node.shape) or (node.step not in crowded and node.performers):
            kept.append(node)
    used = {id(node.shape) for node in kept}
    for shape in drawing.shapes:
        if not shape.text or id(shape) in used:
            continue
        if (is_label(shape) or may_be_label(shape)) and any(
            a.sheet_top <= shape.centre[1] < a.sheet_bottom for a in areas
        ):
            labels.append(Label(shape.text, (shape.left, shape.top, shape.right, shape.bottom), shape.name))
    put_labels(network.arcs, labels)
    drawn.nodes += kept
    drawn.arcs += network.arcs
    left, right = min(a.left for a in areas), max(a.right for a in areas)
    drawn.dangling += [
        (drawing, wire, place)
        for wire, place in network.dangling
        if any(left <= p[0] <= right for p in wire.path)
    ]


def _flow(drawn: _Drawn) -> FoundFlow:
    """Starts and ends that stand in no step's row."""
    leaving = {id(arc.source) for arc in drawn.arcs}
    apart = [n for n in drawn.nodes if n.symbol == "terminator" and n.step is None]
    return FoundFlow(
        starts=any(id(n) in leaving or fold(n.shape.text) in START_WORDS for n in apart),
        ends=any(id(n) not in leaving and fold(n.shape.text) not in START_WORDS for n in apart),
    )


# ---- what counts ------------------------------------------------------------------------------------------------


def _typed_flow(table: ReadTable) -> bool:
    """True where the flow is typed: a flow column is filled, or it may be, and marks are typed beside it."""
    written = any(
        (cell := step.cells.get(role)) is not None and cell.text is not None
        for step in table.found
        for role in ("yes", "no")
    )
    if written:
        return True
    has_columns = any(page.column("yes") or page.column("no") for page in table.pages)
    return has_columns and any(step.performers for step in table.steps)


def _name(steps: Sequence[DrawnStep], table: ReadTable) -> None:
    """In a table with one column of names, a name may be written in the symbol."""
    known = {fold(name) for name in table.performers}
    for position, one in enumerate(steps):
        if table.steps[position].performers:
            continue
        for name, _ in one.names:
            said = fold(name)
            if said not in known and said not in START_WORDS and said not in END_WORDS:
                known.add(said)
                table.performers.append(name)


def _performers(
    step: Step, one: DrawnStep, *, marked: bool, names_typed: bool
) -> tuple[list[Participation] | None, bool]:
    """The performers to put in place of those typed, if any; and whether the drawing shows others than are typed."""
    if names_typed:
        return _named(step, one), False
    drawn = [Participation(name=name, symbols=symbols) for name, symbols in one.performers.items()]
    if step.performers:
        return None, bool(drawn) and _parts_differ(step.performers, drawn)
    if marked and one.own:
        return None, bool(drawn)
    return (drawn or None), False


def _named(step: Step, one: DrawnStep) -> list[Participation] | None:
    symbols = list(dict.fromkeys(n.symbol for n in one.nodes if n.symbol != "penghubung"))[:2]
    if step.performers:
        if len(step.performers) == 1 and symbols and not step.performers[0].symbols:
            return [replace(step.performers[0], symbols=symbols)]
        return None
    words = START_WORDS | END_WORDS
    return [
        Participation(name=name, symbols=[symbol]) for name, symbol in one.names if fold(name) not in words
    ] or None


def _parts_differ(typed: Sequence[Participation], drawn: Sequence[Participation]) -> bool:
    """True where other performers are drawn, or a shape other than the one that is typed."""
    shown = {part.name: set(part.symbols) - {"penghubung"} for part in drawn}
    wanted = {part.name: set(part.symbols) - {"penghubung"} for part in typed}
    shown = {name: symbols for name, symbols in shown.items() if symbols or name in wanted}
    if shown.keys() != wanted.keys():
        return True
    return any(wanted[name] and shown[name] and wanted[name] != shown[name] for name in wanted)


def _ways(table: ReadTable, position: int, one: DrawnStep) -> list[Way]:
    """The ways out of a step whose flow is drawn; the next row where no arrow leaves it and it is no end."""
    step = table.steps[position]
    if one.ways:
        ends_only = all(way.target == END and way.label is None for way in one.ways)
        return [] if ends_only else [_way(way, table.steps) for way in one.ways]
    if position == len(table.steps) - 1:
        return []
    if one.ends and (position or any(fold(n.shape.text) in END_WORDS for n in one.nodes)):
        return []
    address = min(one.nodes, key=lambda n: n.order).address if one.nodes else None
    if address is not None:
        table.problems.append(Finding("panah-tidak-ada", address, step.number, {"nomor": _number(step)}))
    return step.next


def _way(way: DrawnWay, steps: Sequence[Step]) -> Way:
    return Way(step=None if way.target == END else steps[way.target].number, label=way.label)


def _ways_differ(steps: Sequence[Step], position: int, one: DrawnStep) -> bool:
    """True where the arrows that are drawn lead elsewhere than the typed flow."""
    if not one.ways:
        return False
    typed = steps[position].next
    drawn = [_way(way, steps) for way in one.ways]
    ends = {None}
    if {way.step for way in typed} | (ends if not typed else set()) != {way.step for way in drawn}:
        return True
    labels = {way.step: fold(way.label or "") for way in typed}
    return any(
        way.label and labels.get(way.step) and fold(way.label) != labels[way.step]
        for way in drawn
        if sum(other.step == way.step for other in typed) == 1
    )


# ---- findings ---------------------------------------------------------------------------------------------------


def _number(step: Step) -> str:
    return "tanpa nomor" if step.number is None else str(step.number)


def _disagreements(
    differing: Sequence[int], drawn: Sequence[DrawnStep], steps: Sequence[Step]
) -> list[Finding]:
    """Cells and drawing say different things: our own drawing is out of date, a person has to settle theirs."""
    problems: list[Finding] = []
    stale: list[int] = []
    for position in sorted(differing):
        one = drawn[position]
        ours = one.own and all(way.own for way in one.ways)
        if ours:
            stale.append(position)
            continue
        address = min(
            (n for n in one.nodes if not n.own), key=lambda n: n.order, default=one.nodes[0]
        ).address
        step = steps[position]
        problems.append(Finding("alur-berbeda", address, step.number, {"nomor": _number(step)}))
    if stale:
        first = drawn[stale[0]]
        address = min(first.nodes, key=lambda n: n.order).address if first.nodes else None
        words = {"langkah": ", ".join(_number(steps[p]) for p in stale)}
        problems.append(Finding("gambar-usang", address, steps[stale[0]].number, words))
    return problems


def _oddities(drawn: _Drawn, alone: Sequence[Node], steps: Sequence[Step]) -> list[Finding]:
    problems: list[Finding] = []

    def step_of(node: Node) -> int | None:
        return steps[node.step].number if node.step is not None else None

    for node in drawn.nodes:
        if node.own:
            continue
        shape = _shape_name(node)
        if node.outside:
            problems.append(Finding("bentuk-di-luar-kolom", node.address, step_of(node), {"bentuk": shape}))
        if node.shape.geometry != LAWFUL[node.symbol]:
            code = "simbol-serupa" if node.meaning.alike else "simbol-tidak-baku"
            words = {"bentuk": shape, "seharusnya": SYMBOL_NAMES[node.symbol]}
            problems.append(Finding(code, node.address, step_of(node), words))
    for node in alone:
        if not node.own:
            words = {"bentuk": _shape_name(node)}
            problems.append(Finding("penghubung-tanpa-pasangan", node.address, step_of(node), words))
    for drawing, wire, place in drawn.dangling:
        if not wire.name.startswith(OWN):
            words = {"bentuk": wire.name or "tanpa nama"}
            problems.append(Finding("panah-menggantung", drawing.address(place), None, words))
    return problems


def _shape_name(node: Node) -> str:
    shape = node.shape
    said = shape.text if 0 < len(shape.text) <= 30 else ""
    name = shape.name or PICTURES.get(shape.geometry, shape.geometry)
    return f"{name} ({said})" if said else name
