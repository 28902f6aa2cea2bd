"""What can go wrong with a whole workbook or request, said in one sentence a clerk can act on."""

from __future__ import annotations


class XlSopError(Exception):
    """A problem that stops one workbook (or one request), with its sentence in both languages.

    Findings about the *content* of an SOP are not errors; see `xl_sop.findings`.

    Args:
        indonesian: One sentence for the clerk: what is wrong and what to do.
        english: The same sentence in English.
    """

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.indonesian = indonesian
        self.english = english

    def text(self, lang: str = "id") -> str:
        """The sentence in `lang` ("id" or "en")."""
        return self.english if lang == "en" else self.indonesian

    def __reduce__(self) -> tuple[type[XlSopError], tuple[str, str]]:
        # Errors cross process borders in a batch; the default would call __init__ with one argument.
        return type(self), (self.indonesian, self.english)


class BookError(XlSopError):
    """A workbook that cannot be opened, read or written."""
