"""An SOP and its table's geometry → the flowchart in its place. Pure: no file, no application, no state."""

from __future__ import annotations

from collections.abc import Sequence

from xl_sop.flowchart.graph import Flow
from xl_sop.flowchart.labels import label
from xl_sop.flowchart.layout import joint_name, lay_out, route_name
from xl_sop.flowchart.plan import Frame, Joint, Placed, Plan, Point, Route
from xl_sop.flowchart.routing import route


def place(flow: Flow, frames: Sequence[Frame]) -> Plan:
    """Place symbols, lines and labels.

    Args:
        flow: What is drawn.
        frames: The pages, in order. Every step with symbols stands in one; its row is at least as high as
            `pages.heights` says, its performers' columns have their edges.

    Returns:
        The plan: every way of `flow.links` once, as one route, or as two between pentagons of one letter.
    """
    layout = lay_out(flow, frames)
    routed = route(layout, frames)
    routes = [
        Route(
            route_name(flow, one.arrow.link),
            one.arrow.source,
            one.arrow.target,
            one.source_side,
            one.target_side,
            one.points,
            one.arrow.label,
            one.arrow.link.source.step,
            one.arrow.link.way,
        )
        for one in routed
    ]
    joints = [
        Joint(joint_name(flow, a, b), left, right, _dashes(a, b, frames[a.frame]))
        for left, right in layout.joints
        for a, b in [(layout.symbols[left], layout.symbols[right])]
    ]
    return Plan(layout.symbols, routes, joints, label(flow, layout, routed, frames), flow.missing)


def _dashes(left: Placed, right: Placed, frame: Frame) -> tuple[Point, ...]:
    """From box to box; where their heights differ, with a step between the columns."""
    start, stop = left.port("right"), right.port("left")
    if start[1] == stop[1]:
        return start, stop
    column = frame.columns[left.performer]
    assert column is not None  # a symbol stands in a column
    x = (start[0] + column[1]) // 2
    return start, (x, start[1]), (x, stop[1]), stop
