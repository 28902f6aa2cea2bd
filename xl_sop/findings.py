"""What is said about an SOP: one `Finding` per problem, and the catalogue that puts it into words.

A rule states facts (a code, an address, the step, the words to fill in); the sentence lives in the catalogue, once
per language. Codes are stable: other systems count them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from xl_sop.address import Address
from xl_sop.catalogue import CATALOGUE
from xl_sop.model import FindingEntry, Severity
from xl_sop.sentence import Sentence

SEVERITIES: tuple[Severity, ...] = ("galat", "peringatan", "info")
"""From worst to mildest."""

SEVERITY_WORDS: Mapping[str, Mapping[Severity, str]] = {
    "id": {"galat": "kesalahan", "peringatan": "peringatan", "info": "saran"},
    "en": {"galat": "error", "peringatan": "warning", "info": "suggestion"},
}
"""What people read; the JSON keeps the contract's names."""


class Finding(Struct, frozen=True, gc=False):
    """One problem at one place. A struct, because there are dozens in a workbook.

    Attributes:
        code: Key of `CATALOGUE`.
        address: The cell a person has to look at; None if there is none.
        step: Number of the step concerned.
        words: What the catalogue's sentences name in braces; a `Sentence` where that is said in words of ours.
        document: Position of the document in the list that was checked, from 0.
        sheet: The sheet, where there is one but no cell.
    """

    code: str
    address: Address | None = None
    step: int | None = None
    words: Mapping[str, str | Sentence] = field(default_factory=dict[str, "str | Sentence"])
    document: int = 0
    sheet: str | None = None

    @property
    def severity(self) -> Severity:
        """galat, peringatan or info."""
        return CATALOGUE[self.code].severity

    def message(self, lang: str = "id") -> str:
        """What is wrong, in one sentence."""
        return CATALOGUE[self.code].message.text(lang).format_map(self._said(lang))

    def fix(self, lang: str = "id") -> str:
        """What to do or type instead, in one sentence."""
        return CATALOGUE[self.code].fix.text(lang).format_map(self._said(lang))

    def _said(self, lang: str) -> dict[str, str]:
        return {
            name: word.text(lang) if isinstance(word, Sentence) else word for name, word in self.words.items()
        }

    def about(self, **words: str) -> Finding:
        """The same finding with other words in place of those it names; words that it does not name are left out."""
        changed = {name: word for name, word in words.items() if self.words.get(name, word) != word}
        return replace(self, words={**self.words, **changed}) if changed else self

    def entry(self, lang: str = "id") -> FindingEntry:
        """The finding as it stands in the JSON."""
        told, said = CATALOGUE[self.code], self._said(lang)
        return FindingEntry(
            code=self.code,
            severity=told.severity,
            sheet=self.address.sheet if self.address else self.sheet,
            cell=self.address.a1 if self.address else None,
            step=self.step,
            message=told.message.text(lang).format_map(said),
            fix=told.fix.text(lang).format_map(said),
        )


def in_order(findings: Iterable[Finding], sheets: list[str]) -> list[Finding]:
    """Findings of one document in reading order: sheet position, no address first, row, column, code."""
    position = {name: i for i, name in enumerate(sheets)}

    def key(finding: Finding) -> tuple[int, int, int, str]:
        address = finding.address
        if address is None:
            return (position.get(finding.sheet or "", -1), 0, 0, finding.code)
        return (position.get(address.sheet, len(position)), address.row, address.column, finding.code)

    return sorted(findings, key=key)
