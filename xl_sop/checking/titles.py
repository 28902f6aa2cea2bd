"""Rules for the three places that name an SOP, and for the worksheet's scope."""

from __future__ import annotations

from collections.abc import Iterator

from xl_sop.address import Address
from xl_sop.checking.agency import same_unit, unit_in
from xl_sop.checking.kinds import kind_of_word
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.sentence import Sentence
from xl_sop.text import words

_PREFIXES = (
    ("standar", "operasional", "prosedur"),
    ("standard", "operasional", "prosedur"),
    ("standar", "operasional", "dan", "prosedur"),
    ("sop", "ap"),
    ("sop",),
    ("prosedur",),
    ("tentang",),
)
_REGION_WORDS = frozenset({"di", "pada", "lingkungan", "kabupaten", "kota", "provinsi", "lingkup"})


_NAME = Sentence("Nama SOP", "The name of the SOP")
_TABLE = Sentence("Judul prosedur", "The title above the table")
_WORKSHEET = {
    "sop_title": Sentence("Judul SOP di lembar identifikasi", "The title of the SOP on the worksheet"),
    "activity_title": Sentence(
        "Judul Kegiatan di lembar identifikasi", "The title of the activity on the worksheet"
    ),
}


def _within(label: Sentence) -> Sentence:
    """A label inside a sentence instead of at its beginning."""
    return Sentence(*(text[:1].lower() + text[1:] for text in label))


def titles_differ(subject: Subject) -> Iterator[Finding]:
    """Nama SOP, the title of the table and the worksheet's titles name one procedure (PermenPANRB 35/2012).

    Compared by words: `SOP`, case, spacing and a unit's name at the end do not count.
    """
    sop = subject.sop
    named: list[tuple[Sentence, str | None, Address | None]] = [
        (_NAME, sop.identity.name, subject.identity_cell("name")),
        (_TABLE, sop.identity.procedure_title, subject.found.title and subject.found.title.address),
    ]
    sheet = subject.found.worksheet
    if sheet is not None:
        named += [
            (label, sheet.fields[key].text, sheet.fields[key].address)
            for key, label in _WORKSHEET.items()
            if key in sheet.fields
        ]
    else:
        named.append((_WORKSHEET["sop_title"], sop.identification.sop_title, None))
    known = [(label, text, place, core) for label, text, place in named if text and (core := _core(text))]
    told: set[tuple[str, ...]] = set()
    for label, text, place, core in known[1:]:
        first_label, first_text, _, first_core = known[0]
        # the worksheet that repeats the table's title repeats its fault
        if not _same_title(core, first_core) and core not in told:
            told.add(core)
            yield subject.finding(
                "judul-berbeda",
                place,
                bagian=label,
                judul=text,
                bagian_lain=_within(first_label),
                judul_lain=first_text,
            )


def _core(text: str) -> tuple[str, ...]:
    """The words of a title without `SOP` and the like before it."""
    said = words(text)
    stripped = True
    while stripped:
        stripped = False
        for prefix in _PREFIXES:
            if said[: len(prefix)] == prefix and len(said) > len(prefix):
                said, stripped = said[len(prefix) :], True
    return said


def _same_title(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=lambda said: len("".join(said)))
    for shared in range(1, len(long)):
        if "".join(long[:shared]) == "".join(short):
            following = long[shared]
            return following in _REGION_WORDS or kind_of_word(following) is not None
    return False


def scope_differs(subject: Subject) -> Iterator[Finding]:
    """The worksheet's scope names the unit of the letterhead and of penanggung jawab."""
    identification = subject.sop.identification
    scope = unit_in(identification.scope) if identification.scope else ()
    if not scope:
        return
    letterhead = [line for line in subject.sop.identity.agency if unit_in(line)]
    responsible = [text for text in (identification.responsible.product,) if text and len(unit_in(text)) > 1]
    for texts in (letterhead, responsible):
        if texts and not any(same_unit(scope, unit_in(text)) for text in texts):
            sheet = subject.found.worksheet
            place = sheet.fields["scope"].address if sheet and "scope" in sheet.fields else None
            yield subject.finding(
                "ruang-lingkup-berbeda", place, ruang_lingkup=identification.scope or "", unit=texts[-1]
            )
            return
