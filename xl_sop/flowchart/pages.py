"""Which steps share a printed page, and how high their rows are.

A way that leaves its page ends in a pentagon at the page's edge and goes on from one on the other page: forward from
the bottom of the page to the top of the other, backward from the top to the bottom. Each line of pentagons makes the
page's first or last row higher, and so may push a step to the next page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xl_sop.flowchart.graph import Flow, Link
from xl_sop.flowchart.sizes import ABREAST, EDGE, STRIP, row_height

Columns = Sequence[tuple[int, int] | None]


class Strips(NamedTuple):
    """Number of pentagons at the top and at the bottom of a page, by performer."""

    top: Counter[int]
    bottom: Counter[int]


class PentagonPair(NamedTuple):
    """Where the pentagons of a link between two pages stand: performer, and whether at the page's top."""

    out: tuple[int, bool]
    into: tuple[int, bool]


def pair(link: Link) -> PentagonPair:
    """The places of the two pentagons of a link between two pages."""
    back = link.target.step < link.source.step
    return PentagonPair((link.source.performer, back), (link.target.performer, not back))


def strips(flow: Flow, steps: Iterable[int]) -> Strips:
    """The pentagons that a page with these steps needs."""
    inside = set(steps)
    found = Strips(Counter(), Counter())
    for step in inside:
        for link in flow.links_of(step):
            here = link.source.step in inside, link.target.step in inside
            if all(here):
                continue
            places = pair(link)
            performer, top = places.out if here[0] else places.into
            (found.top if top else found.bottom)[performer] += 1
    return found


def strip_height(count: Counter[int]) -> int:
    """Height of the lines of pentagons at one edge of a page."""
    return -(-max(count.values(), default=0) // ABREAST) * STRIP


def heights(flow: Flow, steps: Sequence[int], base: Sequence[int], columns: Columns) -> list[int]:
    """Heights of the rows of one page.

    Args:
        flow: What is drawn.
        steps: The steps on the page.
        base: The height each row has or needs for its texts; parallel to `steps`. No row gets lower.
        columns: Edges of the performers' columns.
    """
    return _heights(
        [row_height(flow, step, columns) for step in steps], base, strips(flow, steps) if steps else None
    )


def _heights(needs: Sequence[int], base: Sequence[int], edges: Strips | None) -> list[int]:
    """Heights of a page's rows from what their symbols need."""
    wanted = list(needs)
    for at, count in ((0, edges.top), (-1, edges.bottom)) if edges else ():
        extra = strip_height(count)
        if extra:
            wanted[at] = max(wanted[at], 2 * EDGE) + extra
    return [max(least, want) for least, want in zip(base, wanted, strict=True)]


def paginate(
    flow: Flow,
    steps: Sequence[int],
    base: Sequence[int],
    columns: Columns,
    *,
    first_room: int,
    room: int,
    leads: Sequence[int] = (),
    last_extra: int = 0,
) -> list[list[int]]:
    """Split the steps of one table into pages, each as full as it can be; no step is cut.

    Args:
        flow: What is drawn.
        steps: The steps of the table.
        base: As for `heights`.
        columns: Edges of the performers' columns.
        first_room: Height for rows on the first page, where the title stands, too.
        room: Height for rows on every other page, below the repeated header.
        leads: Height of what stands above each step and goes with it, such as a section's heading.
        last_extra: What follows the last step and shall not stand on a page alone, such as the total row.

    Returns:
        The steps of each page. A row higher than a page has one of its own.
    """
    pages: list[list[int]] = []
    needs = [row_height(flow, step, columns) for step in steps]
    at = 0
    while at < len(steps):
        available = room if pages else first_room
        end = at + 1
        while end < len(steps):
            extra = last_extra if end + 1 == len(steps) else 0
            page = slice(at, end + 1)
            high = sum(_heights(needs[page], base[page], strips(flow, steps[page])))
            # what stands above the first row of a table is counted in `first_room`
            high += sum(leads[at if pages else at + 1 : end + 1])
            if high + extra > available:
                break
            end += 1
        pages.append(list(steps[at:end]))
        at = end
    return pages
