"""SOPs whose flow is worth drawing, and tables to draw them on: as random as the contract allows."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from xl_sop.flowchart.graph import flow
from xl_sop.flowchart.pages import heights, paginate
from xl_sop.flowchart.plan import PIXEL, POINT, Frame
from xl_sop.model import (
    NO_DURATION,
    NO_IDENTITY,
    NO_RESPONSIBLE,
    NO_SOURCE,
    SCHEMA_VERSION,
    Identification,
    Origin,
    Participation,
    Sop,
    Step,
    Symbol,
    Way,
)
from xl_sop.waktu import minutes
from xl_sop.waktu.duration import DEFAULT_PROFILE

SYMBOLS: list[list[Symbol]] = [
    ["proses"], ["proses"], ["keputusan"], ["terminator"], ["penghubung"], [],
    ["proses", "keputusan"], ["keputusan", "proses"], ["terminator", "proses"], ["keputusan", "terminator"],
]  # fmt: skip
LABELS = ["Ya", "Tidak", "Lengkap", "Kurang lengkap", "Tidak memenuhi persyaratan administrasi", "X"]


class Table(NamedTuple):
    """An SOP and the table it is drawn on.

    Attributes:
        sop: The SOP.
        columns: Edges of the performers' columns, in EMU.
        base: Heights that the rows need for their texts.
        breaks: Height for rows on a page.
    """

    sop: Sop
    columns: list[tuple[int, int]]
    base: list[int]
    room: int


def sop_of(performers: list[str], steps: list[Step]) -> Sop:
    """An SOP with these steps and nothing else."""
    return Sop(
        schema_version=SCHEMA_VERSION,
        source=NO_SOURCE,
        identity=NO_IDENTITY,
        performers=performers,
        steps=steps,
        totals=minutes.build(steps, performers, DEFAULT_PROFILE),
        identification=Identification(
            sop_title=None, kind=None, responsible=NO_RESPONSIBLE, scope=None, activity_title=None,
            first=None, main=None, last=None, steps=[],
        ),
        findings=[],
    )  # fmt: skip


def step_of(
    number: int | None, parts: dict[str, list[Symbol]], ways: list[tuple[int | None, str | None]]
) -> Step:
    """A step with these performers and ways."""
    return Step(
        number=number,
        description=f"Langkah {number}",
        performers=[Participation(name=name, symbols=symbols) for name, symbols in parts.items()],
        requirements=None,
        duration=NO_DURATION,
        output=None,
        note=None,
        next=[Way(step=step, label=label) for step, label in ways],
        origin=Origin(sheet=None, row=None),
    )


@st.composite
def sops(draw: st.DrawFn, *, most_steps: int = 30, most_performers: int = 15) -> Sop:
    """Branches, loops, joint steps, steps without performers, ways to the end and to numbers that do not exist."""
    count = draw(st.integers(1, most_steps))
    performers = [f"Pelaksana {n}" for n in range(1, draw(st.integers(1, most_performers)) + 1)]
    numbers: list[int | None] = list(range(1, count + 1))
    steps: list[Step] = []
    for i, number in enumerate(numbers):
        some = draw(
            st.lists(
                st.sampled_from(performers),
                min_size=0 if draw(st.integers(0, 9)) == 0 else 1,
                max_size=3,
                unique=True,
            )
        )
        parts = {name: list(draw(st.sampled_from(SYMBOLS))) for name in performers if name in some}
        after = [(i + 2, None)] if i + 1 < count else []
        anywhere = st.integers(1, count)
        kind = draw(
            st.sampled_from(["next", "next", "next", "branch", "loop", "jump", "end", "many", "lost"])
        )
        ways: list[tuple[int | None, str | None]] = list(after)
        if kind == "branch":
            ways = [(draw(anywhere), "Ya"), (draw(anywhere), "Tidak")]
        elif kind == "loop":
            ways = [*after, (draw(st.integers(1, i + 1)), "Tidak")]
        elif kind == "jump":
            ways = [(draw(anywhere), None)]
        elif kind == "end":
            ways = [*after, (None, draw(st.sampled_from(LABELS)))]
        elif kind == "many":
            ways = [(draw(anywhere), draw(st.sampled_from(LABELS))) for _ in range(draw(st.integers(3, 5)))]
        elif kind == "lost":
            ways = [(9999, None)]
        steps.append(step_of(number, parts, ways))
    return sop_of(performers, steps)


@st.composite
def plain_sops(draw: st.DrawFn) -> Sop:
    """SOPs of which a drawing tells everything: marks of known shape for every step, ways to other steps.

    A decision has two or three labelled ways, all else one; the last step ends. Jumps backward and forward.
    """
    count = draw(st.integers(2, 22))
    performers = [f"Pelaksana {n}" for n in range(1, draw(st.integers(1, 8)) + 1)]
    steps: list[Step] = []
    for number in range(1, count + 1):
        last = number == count
        decides = not last and draw(st.integers(0, 2)) == 0
        kind: list[Symbol] = (
            ["keputusan"] if decides else ["terminator"] if last or number == 1 else ["proses"]
        )
        if decides and draw(st.booleans()):
            kind = ["proses", "keputusan"]
        who = draw(st.lists(st.sampled_from(performers), min_size=1, max_size=3, unique=True))
        parts: dict[str, list[Symbol]] = {
            name: list(kind) if name == who[0] else ["proses"] for name in performers if name in who
        }
        ways: list[tuple[int | None, str | None]] = [] if last else [(number + 1, None)]
        if decides:
            others = [n for n in range(1, count + 1) if n != number]
            labels = draw(st.sampled_from([["Ya", "Tidak"], ["Lengkap", "Kurang"], ["Ya", "Tidak", "Ragu"]]))
            ways = [
                (number + 1, labels[0]),
                *((draw(st.sampled_from(others)), label) for label in labels[1:]),
            ]
        steps.append(step_of(number, parts, ways))
    return sop_of(performers, steps)


@st.composite
def tables(draw: st.DrawFn, *, most_steps: int = 30, most_performers: int = 15) -> Table:
    """An SOP on columns of any width, rows of any height, and pages that hold a few steps or all."""
    sop = draw(sops(most_steps=most_steps, most_performers=most_performers))
    left = draw(st.integers(0, 500)) * PIXEL
    columns: list[tuple[int, int]] = []
    for _ in sop.performers:
        width = draw(st.integers(30, 160)) * PIXEL
        columns.append((left, left + width))
        left += width
    base = [draw(st.integers(15, 150)) * POINT for _ in sop.steps]
    return Table(sop, columns, base, draw(st.sampled_from([200, 400, 100_000])) * POINT)


def frames_of(table: Table) -> list[Frame]:
    """The pages of a table, each on the sheet below the one before, headers between them."""
    what = flow(table.sop)
    frames: list[Frame] = []
    y = 100 * PIXEL
    pages = paginate(
        what, range(len(table.base)), table.base, table.columns, first_room=table.room, room=table.room
    )
    for page in pages:
        rows: list[tuple[int, int]] = []
        for high in heights(what, page, [table.base[step] for step in page], table.columns):
            rows.append((y, y + high))
            y += high
        frames.append(Frame(page, rows, table.columns))
    return frames
