"""Rules for the flow of a procedure as a whole, whether its ways are typed or drawn: start, end, loops, dead steps.

Source: PermenPANRB 35/2012, appendix, chapter III: a flowchart has one beginning and an end, and a decision leads two
different ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_sop.address import Address
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.model import Step


def start_missing(subject: Subject) -> Iterator[Finding]:
    """Shapes are told, and none of them is a start at the first step or above it."""
    steps = subject.sop.steps
    if not _shapes_known(subject) or _has(steps[0], "terminator"):
        return
    flow = subject.found.flow
    if flow is None or not flow.starts:
        yield subject.finding("alur-tanpa-mulai", _symbol_cell(subject, 0), step=steps[0].number)


def end_missing(subject: Subject) -> Iterator[Finding]:
    """Shapes are told, and no way ends at an end symbol; or no way ends at all."""
    steps = subject.sop.steps
    if not steps or not _numbers_tell(steps):
        return
    ends = [i for i, step in enumerate(steps) if not step.next]
    said = any(way.step is None for step in steps for way in step.next)
    last = len(steps) - 1
    if not ends and not said:
        yield subject.finding("alur-tidak-berakhir", _way_cell(subject, last, None), step=steps[last].number)
        return
    flow = subject.found.flow
    if said or not _shapes_known(subject) or (flow is not None and flow.ends):
        return
    if not any(_has(steps[i], "terminator") for i in ends):
        yield subject.finding(
            "alur-tanpa-selesai", _symbol_cell(subject, ends[-1]), step=steps[ends[-1]].number
        )


def loops_on_itself(subject: Subject) -> Iterator[Finding]:
    """A way out of a step that leads back to it."""
    steps = subject.sop.steps
    if not _numbers_tell(steps):
        return
    for i, step in enumerate(steps):
        if any(way.step == step.number for way in step.next):
            yield subject.finding(
                "alur-ke-diri-sendiri",
                _way_cell(subject, i, step.number),
                step=step.number,
                nomor=str(step.number),
            )


def branches_agree(subject: Subject) -> Iterator[Finding]:
    """A decision whose ways all lead to one step."""
    for i, step in enumerate(subject.sop.steps):
        if len(step.next) < 2:
            continue
        targets = {way.step for way in step.next}
        if len(targets) == 1 and _has(step, "keputusan"):
            target = targets.pop()
            yield subject.finding(
                "cabang-tujuan-sama",
                _way_cell(subject, i, target),
                step=step.number,
                tujuan="selesai" if target is None else str(target),
            )


def step_unreachable(subject: Subject) -> Iterator[Finding]:
    """A step to which no way leads from the first; those that only follow from it are not told as well."""
    steps = subject.sop.steps
    if not steps or not _numbers_tell(steps):
        return
    position = {step.number: i for i, step in enumerate(steps)}
    after = [[position[way.step] for way in step.next if way.step in position] for step in steps]
    reached = _reached(after, 0, set())
    dead = [i for i in range(len(steps)) if i not in reached]
    entered = {j for i in dead for j in after[i] if j != i}
    # First the steps that nothing leads to at all, then what is left: circles that nothing enters.
    for i in [*(i for i in dead if i not in entered), *dead]:
        if i not in reached:
            reached |= _reached(after, i, reached)
            number = steps[i].number
            yield subject.finding(
                "langkah-tidak-terjangkau", _symbol_cell(subject, i), step=number, nomor=str(number)
            )


def _reached(after: list[list[int]], start: int, known: set[int]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for i in after[waiting.pop()]:
            if i not in found and i not in known:
                found.add(i)
                waiting.append(i)
    return found


def _has(step: Step, symbol: str) -> bool:
    return any(symbol in part.symbols for part in step.performers)


def _shapes_known(subject: Subject) -> bool:
    """True where a workbook tells shapes: `x` says who takes part, and a JSON nothing of symbols beside the rows."""
    return bool(subject.found.pages) and any(
        part.symbols for step in subject.sop.steps for part in step.performers
    )


def _numbers_tell(steps: list[Step]) -> bool:
    """True where every step has a number of its own, so that a target names one step."""
    numbers = {step.number for step in steps}
    return None not in numbers and len(numbers) == len(steps)


def _symbol_cell(subject: Subject, index: int) -> Address | None:
    """The cell of a step's symbol, drawn or typed; else its number."""
    flow = subject.found.flow
    if flow is not None and (cell := flow.cell(index)) is not None:
        return cell
    if index < len(subject.found.steps):
        for cell in subject.found.steps[index].performers.values():
            if cell.text:
                return cell.address
    return subject.step_cell(index, "number", "description")


def _names(text: str, number: int) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", text) is not None


def _way_cell(subject: Subject, index: int, target: int | None) -> Address | None:
    """The flow cell that names a target; else the step's symbol."""
    if index < len(subject.found.steps):
        cells = subject.found.steps[index].cells
        for role in ("no", "yes"):
            cell = cells.get(role)
            if cell is not None and cell.text and (target is None or _names(cell.text, target)):
                return cell.address
    return _symbol_cell(subject, index)
