"""Laws of a placed flowchart, on SOPs and tables that nobody chose."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings

from tests.flowchart.drawn_sops import Table, frames_of, tables
from xl_sop.flowchart.graph import Missing, flow
from xl_sop.flowchart.placing import place
from xl_sop.flowchart.plan import PIXEL, Box, Frame, Plan
from xl_sop.model import Step

_LAWS = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def placed(table: Table) -> tuple[Plan, list[Frame]]:
    frames = frames_of(table)
    return place(flow(table.sop), frames), frames


def inside(point_or_box: Box, box: Box) -> bool:
    """Whether two boxes share inner points; a line is a box without width."""
    one = point_or_box
    return (
        min(one.right, box.right) - max(one.left, box.left) > (0 if one.left < one.right else -1)
        and min(one.bottom, box.bottom) - max(one.top, box.top) > (0 if one.top < one.bottom else -1)
        and one.right > box.left and one.left < box.right and one.bottom > box.top and one.top < box.bottom
    )  # fmt: skip


def segments(points: tuple[tuple[int, int], ...]) -> list[Box]:
    return [Box(*map(min, a, b), *map(max, a, b)) for a, b in pairwise(points)]


@_LAWS
@given(tables())
def test_symbols_stand_in_their_cells_and_never_overlap(table: Table) -> None:
    plan, frames = placed(table)
    by_frame = defaultdict(list)
    for symbol in plan.symbols:
        by_frame[symbol.frame].append(symbol.box)
        frame = frames[symbol.frame]
        left, right = frame.columns[symbol.performer] or (0, 0)
        top, bottom = frame.rows[list(frame.steps).index(symbol.step)]
        box = symbol.box
        margin = 3 * PIXEL
        assert left + margin <= box.left < box.right <= right - margin
        assert top + margin <= box.top < box.bottom <= bottom - margin
        assert abs(box.left - left - (right - box.right)) <= 2 or symbol.place < 0
    for boxes in by_frame.values():
        assert not any(inside(one, other) for one, other in combinations(boxes, 2))


@_LAWS
@given(tables())
def test_one_symbol_per_mark_and_a_terminator_for_a_way_to_the_end(table: Table) -> None:
    plan, _ = placed(table)
    drawn: dict[tuple[int, int], list[str]] = defaultdict(list)
    for symbol in plan.symbols:
        if symbol.place >= 0 and not symbol.name.startswith("xl_sop selesai"):
            drawn[symbol.step, symbol.performer].append(symbol.kind)
    wanted = {
        (i, table.sop.performers.index(part.name)): list(part.symbols) or ["proses"]
        for i, step in enumerate(table.sop.steps)
        for part in step.performers
    }
    assert drawn == wanted
    assert len({symbol.name for symbol in plan.symbols}) == len(plan.symbols)


@_LAWS
@given(tables())
def test_no_line_crosses_a_symbol_and_none_has_more_than_five_segments(table: Table) -> None:
    plan, _ = placed(table)
    for route in plan.routes:
        source, target = plan.symbols[route.source], plan.symbols[route.target]
        assert source.frame == target.frame
        assert route.points[0] == source.port(route.source_side)
        assert route.points[-1] == target.port(route.target_side)
        parts = segments(route.points)
        assert 1 <= len(parts) <= 5
        for part in parts:
            assert (part.left == part.right) != (part.top == part.bottom), "neither across nor down"
            for symbol in plan.symbols:
                assert symbol.frame != source.frame or not inside(part, symbol.box), (route.name, symbol.name)
        for one, other in pairwise(parts):
            assert (one.left == one.right) != (other.left == other.right), "a bend that is none"


def ways_of(steps: list[Step]) -> Counter[tuple[int, int, int | None]]:
    """Every way as (step, position, target step), the end as None: straight from the SOP."""
    by_number = {step.number: i for i, step in enumerate(steps)}
    return Counter(
        (i, position, None if way.step is None else by_number.get(way.step, -1))
        for i, step in enumerate(steps)
        for position, way in enumerate(step.next)
    )


@_LAWS
@given(tables())
def test_every_way_is_drawn_once_or_said_to_be_missing(table: Table) -> None:
    plan, _ = placed(table)
    steps = table.sop.steps
    letters: dict[str, list[int]] = defaultdict(list)
    drawn: Counter[tuple[int, int, int | None]] = Counter()
    into = {plan.symbols[r.source].text: r for r in plan.routes if plan.symbols[r.source].place < 0}
    for route in plan.routes:
        source, target = plan.symbols[route.source], plan.symbols[route.target]
        if source.place < 0:
            letters[source.text].append(route.step)
            continue
        if route.way is None:
            assert (source.step, source.performer) == (target.step, target.performer)
            continue
        assert source.step == route.step
        if target.place < 0:
            letters[target.text].append(route.step)
            target = plan.symbols[into[target.text].target]
        ends = target.step == source.step and steps[route.step].next[route.way].step is None
        drawn[route.step, route.way, None if ends else target.step] += 1
        assert route.label == steps[route.step].next[route.way].label
    assert all(len(set(ends)) == 1 and len(ends) == 2 for ends in letters.values())
    wanted = ways_of(list(steps))
    assert drawn.keys() <= wanted.keys()
    assert max(drawn.values(), default=1) == 1
    left = {way for way in wanted if way not in drawn}
    missing = set(plan.missing)
    for i, position, target in left:
        without = (
            not steps[i].performers or target == -1 or (target is not None and not steps[target].performers)
        )
        is_the_end = target is None and any("terminator" in p.symbols for p in steps[i].performers)
        assert (Missing(i, position) in missing) == without
        assert without or is_the_end
    assert missing <= {(i, position) for i, position, _ in left}


@_LAWS
@given(tables())
def test_labels_are_whole_and_stay_inside_their_cell(table: Table) -> None:
    plan, frames = placed(table)
    labelled = [n for n, route in enumerate(plan.routes) if route.label]
    assert [label.route for label in plan.labels] == labelled
    for label in plan.labels:
        source = plan.symbols[plan.routes[label.route].source]
        frame = frames[source.frame]
        left, right = frame.columns[source.performer] or (0, 0)
        top, bottom = frame.rows[list(frame.steps).index(source.step)]
        assert left < label.box.left < label.box.right < right
        assert top < label.box.top < label.box.bottom < bottom
        said = label.text.replace("\n", " ")
        assert said == plan.routes[label.route].label or "…" in said


@_LAWS
@given(tables())
def test_joint_performers_are_joined_left_to_right(table: Table) -> None:
    plan, _ = placed(table)
    wanted = Counter(
        {i: len(step.performers) - 1 for i, step in enumerate(table.sop.steps) if len(step.performers) > 1}
    )
    assert Counter(plan.symbols[joint.source].step for joint in plan.joints) == wanted
    for joint in plan.joints:
        source, target = plan.symbols[joint.source], plan.symbols[joint.target]
        assert source.step == target.step
        assert (joint.points[0], joint.points[-1]) == (source.port("right"), target.port("left"))
        for part in segments(joint.points):
            assert not any(
                inside(part, symbol.box) for symbol in plan.symbols if symbol.frame == source.frame
            )


@_LAWS
@given(tables())
def test_rows_never_shrink_and_pages_hold_what_fits(table: Table) -> None:
    frames = frames_of(table)
    assert [step for frame in frames for step in frame.steps] == list(range(len(table.base)))
    for frame in frames:
        for step, (top, bottom) in zip(frame.steps, frame.rows, strict=True):
            assert bottom - top >= table.base[step]
        assert len(frame.steps) == 1 or frame.rows[-1][1] - frame.rows[0][0] <= table.room
