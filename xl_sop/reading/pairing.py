"""Identity pages, tables and worksheets that stand apart by kind: paired by title, then by order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_sop.findings import Finding
from xl_sop.reading.identity import read_identity
from xl_sop.reading.worksheet import read_worksheet
from xl_sop.sentence import Sentence
from xl_sop.text import fold, squeeze
from xl_sop.vocabulary import TITLE

if TYPE_CHECKING:
    from xl_sop.reading.gathering import Draft

ALIKE = 85.0
"""Likeness (rapidfuzz ratio, 0-100) of two titles of one procedure."""

MOST = 200
"""Titles that are compared letter by letter; beyond, only equal ones and the order count."""

_PAGE = Sentence("halaman identitas", "identity page")
_TABLE = Sentence("tabel prosedur", "procedure table")
_WORKSHEET = Sentence("lembar identifikasi", "identification worksheet")


def pair(identities: list[Draft], tables: list[Draft], worksheets: list[Draft]) -> list[Draft]:
    """One draft per SOP, in the order of the identity pages; what found no partner stands alone and is named."""
    pages = [_title_of_page(draft) for draft in identities]
    for i, k in _matched(pages, [_title_of_table(draft) for draft in tables]):
        identities[i].pages, identities[i].titles = tables[k].pages, tables[k].titles
        tables[k].pages = []
    for i, k in _matched(pages, [_title_of_worksheet(draft) for draft in worksheets]):
        identities[i].worksheet, worksheets[k].worksheet = worksheets[k].worksheet, None
    result = list(identities)
    for draft, title in zip(identities, pages, strict=True):
        if not draft.pages and draft.identity is not None:
            where = draft.identity.grid.address(draft.identity.hits[0].row, draft.identity.hits[0].column)
            words = {"bagian": _PAGE, "judul": title, "pasangan": _TABLE}
            draft.unread.append(Finding("bagian-tanpa-pasangan", where, words=words))
    for draft in tables:
        if draft.pages:
            words = {"bagian": _TABLE, "judul": _title_of_table(draft), "pasangan": _PAGE}
            draft.unread.append(Finding("bagian-tanpa-pasangan", draft.pages[0].header, words=words))
            result.append(draft)
    for draft in worksheets:
        if draft.worksheet is not None:
            where = draft.worksheet.grid.address(draft.worksheet.top, draft.worksheet.grid.left)
            words = {"bagian": _WORKSHEET, "judul": _title_of_worksheet(draft), "pasangan": _PAGE}
            result[-1].unread.append(Finding("bagian-tanpa-pasangan", where, words=words))
    return result


def _matched(titles: list[str], others: list[str]) -> list[tuple[int, int]]:
    """(position in `titles`, position in `others`): equal titles, then like ones, then what is left in its order."""
    from rapidfuzz import fuzz

    pairs: list[tuple[int, int]] = []
    left = dict(enumerate(titles))
    free = dict(enumerate(others))

    def take(i: int, k: int) -> None:
        pairs.append((i, k))
        del left[i], free[k]

    by_title: dict[str, list[int]] = {}
    for k, other in reversed(free.items()):
        by_title.setdefault(other, []).append(k)
    for i, title in list(left.items()):
        if title and by_title.get(title):
            take(i, by_title[title].pop())
    if len(left) <= MOST:
        for i, title in list(left.items()):
            like = (k for k, other in free.items() if other and title and fuzz.ratio(title, other) >= ALIKE)
            if (k := next(like, None)) is not None:
                take(i, k)
    for i, k in list(zip(left, free, strict=False)):
        take(i, k)
    return pairs


def bare_title(title: str | None) -> str:
    """A title without its `SOP`, squeezed."""
    return squeeze(TITLE.sub("", fold(title or "")))


def _title_of_page(draft: Draft) -> str:
    return bare_title(read_identity(draft.identity).identity.name) if draft.identity else ""


def _title_of_table(draft: Draft) -> str:
    return bare_title(" ".join(cell.text or "" for cell in draft.titles))


def _title_of_worksheet(draft: Draft) -> str:
    if draft.worksheet is None:
        return ""
    cell = read_worksheet(draft.worksheet).fields.get("sop_title")
    return bare_title(cell.text if cell else None)
