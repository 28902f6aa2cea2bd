"""Hypothesis strategies: SOPs as the contract allows them.

Text is any text that a cell can hold and that says something; what a reader must take for something else (a label,
a footer, a placeholder) is left out, as no form of a table can tell the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from hypothesis import strategies as st
from msgspec import structs

from xl_sop import model
from xl_sop.model import (
    NO_SOURCE,
    Approval,
    Identification,
    Identity,
    Origin,
    Participation,
    Responsible,
    Sop,
    Step,
    Unit,
    Way,
)
from xl_sop.recognition import LABELS, label
from xl_sop.text import clean, fold, is_blank, is_placeholder, read_number, squeeze
from xl_sop.vocabulary import FOOTER, START_AND_END, TOTAL_WORDS
from xl_sop.waktu import duration, minutes
from xl_sop.worksheet import content as worksheet

# noncharacters cannot be written in XML, nor read back by every program
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
_HOSTILE = st.sampled_from(
    [
        "=1+1", "+62 21", "-3 hari lagi", "@kepala", "#N/A", "_x0041_", "1. satu", "a) dua", '"kutip"', "5; 7: 9",
        "'tunggal", "<b>&amp;", "TRUE", "1e5", "2021-01-18", "x", "selesai", "Ya", "é ﬁ ½ 𝄞", "SOP X", "1 2 3",
    ]
)  # fmt: skip
_WORDS = st.lists(
    st.sampled_from(
        [
            "menyusun",
            "laporan",
            "data",
            "Camat",
            "surat",
            "dan",
            "di/ke",
            "(draf)",
            "rapat,",
            "Kegiatan",
            "Waktu",
            "Output",
            "Langkah",
            "Pelaksana",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
_LONG = st.integers(40, 600).map(lambda n: "Memeriksa kelengkapan berkas pemohon " * (n // 37 + 1))


# `Nama SOP Pengukuran Kinerja`: label and value in one cell
_NAMED = re.compile(r"(?:nama|judul|nomor|no\.?)\s+sop\b", re.IGNORECASE)


def is_free(text: str) -> bool:
    """True for text that no reader has a reason to take for anything but content."""
    if not text or is_blank(text) or is_placeholder(text) or read_number(text) is not None:
        return False
    if any(label(head, block) for head in (text, text.partition(":")[0]) for block in LABELS):
        return False
    if _NAMED.match(text):
        return False
    folded = fold(text)
    if FOOTER.match(folded) or folded.split(" ", 1)[0] in TOTAL_WORDS or folded in START_AND_END:
        return False
    return text[0] not in ":." and bool(folded)


def texts(ok: Callable[[str], bool] = is_free) -> st.SearchStrategy[str]:
    """Cleaned text that says something."""
    anything = st.text(_CHARACTERS, min_size=1, max_size=40)
    return st.one_of(_WORDS, anything, _HOSTILE, _LONG).map(clean).filter(ok)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """A value, or none."""
    return st.none() | strategy


_DATES = st.none() | st.one_of(
    st.dates(date(1890, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    st.dates(date(1950, 1, 1), date(2100, 12, 31)).map(lambda d: f"{d:%Y-%m}"),
)
_LISTS = st.lists(texts(), max_size=4)
_APPROVALS = st.builds(
    Approval,
    position=maybe(texts()),
    name=maybe(texts()),
    rank=maybe(texts()),
    employee_number=maybe(st.from_regex(r"19[0-9]{16}", fullmatch=True)),
)
IDENTITIES = st.builds(
    Identity,
    agency=_LISTS,
    number=maybe(texts()),
    name=maybe(texts()),
    procedure_title=maybe(texts(lambda t: is_free(t) and len(t) <= 250)),
    created=_DATES,
    revised=_DATES,
    effective=_DATES,
    approved_by=_APPROVALS,
    legal_basis=_LISTS,
    qualifications=_LISTS,
    related=_LISTS,
    equipment=_LISTS,
    warnings=_LISTS,
    records=_LISTS,
)
_PERFORMERS = st.lists(
    texts(lambda t: is_free(t) and bool(squeeze(t)) and len(t) <= 60), max_size=6, unique_by=squeeze
)
_SYMBOLS = st.one_of(
    st.just([]),
    st.lists(st.sampled_from(list(model.Symbol.__args__)), min_size=1, max_size=2, unique=True),
)
_READABLE = st.sampled_from(
    [
        "15", "1,5", "5-10", "maksimal 10", "15 Menit", "2 hari", "1 jam 30 menit", "30 menit - 3 Jam",
        "2 bulan 1 minggu", "1 x 24 jam", "Sesuai kebutuhan", "0", "minimal 2 hari", "2 menit/berkas", "½ hari",
    ]
)  # fmt: skip
_LABELS = st.sampled_from(["Ya", "Tidak", "Lengkap", "a; b: c", '"ya"', "Tidak; ", "x : y"]).map(
    clean
) | texts(bool)


@st.composite
def _ways(draw: st.DrawFn, numbers: Sequence[int], usual: list[Way]) -> list[Way]:
    kind = draw(st.sampled_from(["usual", "usual", "end", "pair", "yes", "no", "jump", "free"]))
    target = st.none() | st.sampled_from(numbers) if numbers else st.none()
    if kind == "usual":
        return usual
    if kind == "end":
        return []
    if kind == "jump":
        step = draw(target)
        return [] if step is None else [Way(step=step, label=None)]
    fixed = {"pair": ["Ya", "Tidak"], "yes": ["Ya"], "no": ["Tidak"]}
    labels = fixed.get(kind) or draw(st.lists(maybe(_LABELS), min_size=2, max_size=4))
    return [Way(step=draw(target), label=name) for name in labels]


@st.composite
def _steps(draw: st.DrawFn, performers: Sequence[str]) -> list[Step]:
    numbers = draw(st.lists(st.none() | st.integers(1, 9999), max_size=6))
    if draw(st.booleans()):
        numbers = list(range(1, len(numbers) + 1))
    elif numbers and numbers[0] is None:
        numbers[0] = 1  # a first row without number could as well be the end of the header
    unit: Unit | None = draw(st.none() | st.sampled_from(list(model.Unit.__args__)))
    known = [number for number in numbers if number is not None]
    steps: list[Step] = []
    for i, number in enumerate(numbers):
        usual = [] if i + 1 == len(numbers) else [Way(step=numbers[i + 1], label=None)]
        marked = [name for name in performers if draw(st.booleans())]
        # without a number, only its own description, output and time tell a step from more text of the one above
        own, time = (texts(), _READABLE) if number is None else (maybe(texts()), _READABLE | texts())
        steps.append(
            Step(
                number=number,
                description=draw(own),
                performers=[Participation(name=name, symbols=draw(_SYMBOLS)) for name in marked],
                requirements=draw(maybe(texts())),
                duration=duration.parse(draw(maybe(time)), unit).duration,
                output=draw(own),
                note=draw(maybe(texts())),
                next=draw(_ways(known, usual)),
                origin=Origin(sheet=None, row=None),
            )
        )
    return steps


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    """A whole SOP, with at least one numbered step, its minutes under any profile."""
    performers = draw(_PERFORMERS)
    steps = draw(_steps(performers).filter(lambda rows: any(row.number is not None for row in rows)))
    identity = draw(IDENTITIES)
    authored = Identification(
        sop_title=draw(maybe(texts())),
        kind=draw(maybe(st.sampled_from(["Pelayanan", "Rutin", "Penugasan"]) | texts())),
        responsible=Responsible(product=draw(maybe(texts())), activity=draw(maybe(texts()))),
        scope=draw(maybe(texts())),
        activity_title=draw(maybe(texts())),
        first=None,
        main=draw(maybe(texts())),
        last=None,
        steps=[],
    )
    sop = Sop(
        schema_version=model.SCHEMA_VERSION,
        source=NO_SOURCE,
        identity=identity,
        performers=performers,
        steps=steps,
        totals=minutes.build(steps, performers, duration.DEFAULT_PROFILE),
        identification=worksheet.build(steps, identity.name, None, authored),
        findings=[],
    )
    return minutes.under_profile(sop, draw(st.sampled_from(list(duration.PROFILES))))


def comparable(sop: Sop) -> Sop:
    """An SOP without what another file must change: where it came from, and what was found."""
    steps = [structs.replace(step, origin=Origin(sheet=None, row=None)) for step in sop.steps]
    return structs.replace(sop, source=NO_SOURCE, steps=steps, findings=[])
