"""Every polyline becomes a connector that draws it: decoded by the standard's definitions, not by ours."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flowchart.connector_presets import drawn
from tests.flowchart.drawn_sops import Table, frames_of, tables
from xl_sop.flowchart.graph import flow
from xl_sop.flowchart.placing import place
from xl_sop.flowchart.plan import PIXEL, Point
from xl_sop.flowchart.presets import THIN, preset


def draws(points: list[Point] | tuple[Point, ...]) -> float:
    """How far, in EMU, the connector's line is from the polyline at its worst corner."""
    made = preset(points)
    frame = made.frame
    line = drawn(
        made.name,
        (frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top),
        rotation=made.rotation,
        flips=(made.flip_h, made.flip_v),
        adjustments=made.adjustments,
    )
    assert len(line) == len(points)
    return max(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in zip(line, points, strict=True))


@st.composite
def polylines(draw: st.DrawFn) -> list[Point]:
    x, y = draw(st.integers(0, 900)) * PIXEL, draw(st.integers(0, 900)) * PIXEL
    points = [(x, y)]
    across = draw(st.booleans())
    for _ in range(draw(st.integers(1, 5))):
        step = draw(st.integers(2, 400)) * PIXEL * draw(st.sampled_from([1, -1]))
        x, y = (x + step, y) if across else (x, y + step)
        points.append((x, y))
        across = not across
    return points


@settings(max_examples=500, deadline=None)
@given(polylines())
def test_any_polyline(points: list[Point]) -> None:
    # one end above the other: the box gets Excel's least width, and its line is off by half of that
    assert draws(points) <= THIN / 2 + PIXEL / 20


@settings(max_examples=50, deadline=None)
@given(tables(most_steps=15))
def test_the_routes_of_any_plan(table: Table) -> None:
    plan = place(flow(table.sop), frames_of(table))
    for line in (*plan.routes, *plan.joints):
        assert draws(line.points) <= THIN / 2 + PIXEL / 20


@settings(max_examples=200, deadline=None)
@given(polylines())
def test_the_anchor_is_the_box_that_a_reader_sees(points: list[Point]) -> None:
    made = preset(points)
    for (x, y), edge in ((points[0], 0), (points[-1], 0)):
        assert made.anchor.left - THIN <= x <= made.anchor.right + THIN, edge
        assert made.anchor.top - THIN <= y <= made.anchor.bottom + THIN, edge
    wide, high = (abs(a - b) for a, b in zip(points[0], points[-1], strict=True))
    assert abs(made.anchor.right - made.anchor.left - wide) <= THIN
    assert abs(made.anchor.bottom - made.anchor.top - high) <= THIN


def test_known_connectors_of_excel() -> None:
    """Down, across, down: Excel writes rot 90°, and a flip where the target lies to the right."""
    down = preset([(100, 0), (100, 50), (300, 50), (300, 100)])
    assert (down.name, down.rotation, down.flip_h, down.flip_v) == ("bentConnector3", 5_400_000, False, True)
    right = preset([(0, 0), (40 * PIXEL, 0), (40 * PIXEL, 90 * PIXEL), (100 * PIXEL, 90 * PIXEL)])
    assert right[:4] == ("bentConnector3", 0, False, False)
    assert right.adjustments == (40_000,)
    straight = preset([(0, 0), (0, 100)])
    assert straight[:4] == ("straightConnector1", 0, False, False)
