"""What can go wrong with a whole workbook or request, said in one sentence a clerk can act on."""

from __future__ import annotations

from xl_sop.sentence import Sentence


class XlSopError(Exception):
    """A problem that stops one workbook (or one request), with its sentence in both languages.

    Findings about the *content* of an SOP are not errors; see `xl_sop.findings`.

    Args:
        indonesian: One sentence for the clerk: what is wrong and what to do.
        english: The same sentence in English.
    """

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.sentence = Sentence(indonesian, english)

    def text(self, lang: str = "id") -> str:
        """The sentence in `lang` ("id" or "en")."""
        return self.sentence.text(lang)

    @property
    def indonesian(self) -> str:
        """The sentence for the clerk."""
        return self.sentence.indonesian

    @property
    def english(self) -> str:
        """The same sentence in English."""
        return self.sentence.english

    def __reduce__(self) -> tuple[type[XlSopError], tuple[str, ...]]:
        # Errors cross process borders in a batch; the default would call __init__ with one argument.
        return type(self), tuple(self.sentence)


class BookError(XlSopError):
    """A workbook that cannot be opened, read or written."""
