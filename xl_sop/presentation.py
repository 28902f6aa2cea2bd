"""Findings as people read them: one line per rule and SOP, which names its steps and its cells.

The JSON has an entry per cell, since a program wants each of them. A person wants to know once that twelve descriptions
begin with a noun, and where they stand. Sheet Temuan, `validate` as text and every sentence with a number of findings
rest on this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from xl_sop.catalogue import CATALOGUE
from xl_sop.findings import SEVERITIES, SEVERITY_WORDS
from xl_sop.model import FindingEntry, Severity

MOST = 12
"""So many lines of one SOP a person reads to the end."""

_SHOWN = 5
"""So many different quotations are read in one sentence; more are counted."""

_SENTENCES = 2
"""So many sentences that cannot be joined are read in full."""

_STEPS = {"id": ("Langkah", "Langkah"), "en": ("Step", "Steps")}
"""One step, several steps."""
_MORE = {"id": "dan {n} lagi", "en": "and {n} more"}
_LIKE_THIS = {"id": "{n} lagi seperti ini", "en": "{n} more like this"}
_NAMES_STEPS = frozenset({"langkah", "nomor"})
"""Words of sentences that name the steps themselves."""
_PARTS = frozenset({"bagian"})
"""Words that name parts of the SOP, which a sentence lists without quotation marks."""
_BLANK = re.compile(r"\{(\w+)\}")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


class Line(NamedTuple):
    """What people read about one rule in one SOP.

    Attributes:
        code: The rule: key of `CATALOGUE`; several, parted by commas, where advice shares a line.
        severity: galat, peringatan or info.
        message: What is wrong, in one sentence that begins with the steps concerned.
        fix: What to do, in one sentence.
        members: Positions, in the list that was given, of the findings it stands for, in their order.
        steps: The numbers of the steps concerned, each once, in that order.
        cells: (sheet, A1 address) of the cells to look at, each once; a sheet alone has None.
    """

    code: str
    severity: Severity
    message: str
    fix: str
    members: tuple[int, ...]
    steps: tuple[int, ...]
    cells: tuple[tuple[str, str | None], ...]

    @property
    def places(self) -> str:
        """Its cells in few words: `Prosedur!B6:B9, B12; Identifikasi!C16`; empty if there is none."""
        by_sheet: dict[str, list[str]] = {}
        for sheet, cell in self.cells:
            by_sheet.setdefault(sheet, []).extend([cell] if cell else [])
        return "; ".join(
            f"{sheet}!{', '.join(_ranges(cells))}" if cells else sheet for sheet, cells in by_sheet.items()
        )


def lines(findings: Sequence[FindingEntry], lang: str = "id") -> list[Line]:
    """The findings of one SOP, a line per rule: errors first, advice last, each in order of its first place.

    Advice is for after the rest: where there are more than `MOST` lines, the last of it shares one.

    Args:
        findings: Entries of one document, in reading order, worded in `lang`.
        lang: "id" or "en".
    """
    by_code: dict[str, list[int]] = {}
    for position, entry in enumerate(findings):
        by_code.setdefault(entry.code, []).append(position)
    made = [_line([findings[i] for i in members], tuple(members), lang) for members in by_code.values()]
    made.sort(key=lambda line: SEVERITIES.index(line.severity))
    advice = [line for line in made if line.severity == "info"]
    surplus = min(len(made) - MOST + 1, len(advice))
    return made if len(made) <= MOST or surplus < 2 else [*made[:-surplus], _one_of(made[-surplus:])]


def _one_of(advice: list[Line]) -> Line:
    """Several pieces of advice as one line, in full."""
    return Line(
        ", ".join(line.code for line in advice),
        "info",
        " ".join(line.message for line in advice),
        " ".join(dict.fromkeys(line.fix for line in advice)),
        tuple(member for line in advice for member in line.members),
        tuple(dict.fromkeys(step for line in advice for step in line.steps)),
        tuple(dict.fromkeys(cell for line in advice for cell in line.cells)),
    )


def counts(severities: Iterable[Severity], lang: str = "id") -> str:
    """`3 kesalahan, 5 peringatan, 1 saran`; severities that do not occur are left out."""
    found = list(severities)
    words = SEVERITY_WORDS[lang]
    return ", ".join(f"{found.count(level)} {words[level]}" for level in SEVERITIES if level in found)


def ready(findings: Iterable[FindingEntry | Line]) -> bool:
    """True for an SOP without errors and warnings: it could be signed, whatever advice there is."""
    return all(finding.severity == "info" for finding in findings)


def _line(entries: list[FindingEntry], members: tuple[int, ...], lang: str) -> Line:
    first = entries[0]
    steps = tuple(dict.fromkeys(entry.step for entry in entries if entry.step is not None))
    cells = tuple(dict.fromkeys((entry.sheet, entry.cell) for entry in entries if entry.sheet))
    known = CATALOGUE.get(first.code)
    template, advice = (known.message.text(lang), known.fix.text(lang)) if known else ("", "")
    message = _together([entry.message for entry in entries], template, lang)
    if steps and _NAMES_STEPS.isdisjoint(_BLANK.findall(template)):
        message = f"{_STEPS[lang][len(steps) > 1]} {_numbers(steps)}: {message}"
    # an example to be typed is not improved by a list of examples; names of parts are
    quotes = all(name in _PARTS or f"“{{{name}}}”" in advice for name in _BLANK.findall(advice))
    fix = _together([entry.fix for entry in entries], advice, lang) if quotes else first.fix
    return Line(first.code, first.severity, message, fix, members, steps, cells)


def _together(said: list[str], template: str, lang: str) -> str:
    """Several sentences as one: what they quote is listed where that is one thing; else the first of them follow each
    other.
    """
    different = list(dict.fromkeys(said))
    if len(different) == 1:
        return said[0]
    words = [found.groupdict() for text in different if (found := _pattern(template).fullmatch(text))]
    names = [name for name in dict.fromkeys(_BLANK.findall(template)) if len({w[name] for w in words}) > 1]
    if len(words) == len(different) and len(names) == 1:
        quoted = f"“{{{names[0]}}}”"
        values = list(dict.fromkeys(word[names[0]] for word in words))
        if quoted in template:
            values = [f"“{value}”" for value in values]
        sentence = template.replace(quoted, f"{{{names[0]}}}")
        return sentence.format_map({**words[0], names[0]: _listed(values, lang)})
    if len(different) <= _SENTENCES:
        return " ".join(different)
    rest = _LIKE_THIS[lang].format(n=len(different) - _SENTENCES)
    return f"{' '.join(different[:_SENTENCES]).removesuffix('.')} ({rest})."


def _listed(values: Sequence[str], lang: str) -> str:
    shown = ", ".join(values[:_SHOWN])
    return shown if len(values) <= _SHOWN else f"{shown} {_MORE[lang].format(n=len(values) - _SHOWN)}"


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """The sentences that a template makes, with its words as groups."""
    parts: list[str] = []
    seen: set[str] = set()
    last = 0
    for blank in _BLANK.finditer(template):
        name = blank[1]
        parts += [
            re.escape(template[last : blank.start()]),
            f"(?P={name})" if name in seen else f"(?P<{name}>.*)",
        ]
        seen.add(name)
        last = blank.end()
    return re.compile("".join([*parts, re.escape(template[last:])]), re.DOTALL)


def _numbers(numbers: Sequence[int]) -> str:
    """`2–4, 7`: three or more that follow each other as a range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(shown)


def _ranges(cells: Sequence[str]) -> list[str]:
    """`B6:B8, B12`: cells below each other as one range."""
    runs: list[list[tuple[str, int]]] = []
    for cell in cells:
        match = _CELL.fullmatch(cell)
        column, row = (match[1], int(match[2])) if match else (cell, 0)
        if runs and match and runs[-1][-1] == (column, row - 1):
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    return [
        f"{run[0][0]}{run[0][1] or ''}" + (f":{run[-1][0]}{run[-1][1]}" if len(run) > 1 else "")
        for run in runs
    ]
