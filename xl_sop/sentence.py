"""A sentence in the two languages of this program: what every text that a person reads is made of."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """One sentence, in Indonesian for clerks and in English.

    Words in braces are filled in by `filled`.
    """

    indonesian: str
    english: str

    def text(self, lang: str = "id") -> str:
        """The sentence in `lang` ("id" or "en")."""
        return self.english if lang == "en" else self.indonesian

    def filled(self, **words: object) -> Sentence:
        """The sentence with its words filled in; a sentence among the words is filled in language by language."""
        if not words:
            return self
        return Sentence(
            self.indonesian.format(**{k: w[0] if isinstance(w, Sentence) else w for k, w in words.items()}),
            self.english.format(**{k: w[1] if isinstance(w, Sentence) else w for k, w in words.items()}),
        )
