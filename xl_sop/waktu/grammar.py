"""The grammar of Waktu cells: text → quantities, or nothing where it does not cover a text.

Quantities are `15 menit`, `1 jam 30 menit`, `2 x 24 jam`; a sentence is one of them, or a range of two, and
words that make it the upper or lower bound. No number is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import NamedTuple

from xl_sop.waktu import words as vocabulary
from xl_sop.waktu.words import UnitWord

WORD = re.compile(r"[a-z]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("‘’`´′", "'"))
_BRACKETS = str.maketrans("[]{}", "()()")


def normalise(text: str) -> str:
    """Text for reading: NFKC, lower case, ASCII digits, dashes and brackets of one kind.

    A fraction sign gets a space in front (`1½` is not 11/2); raised and circled digits are no digits.
    """
    if text.isascii():
        return text.casefold().translate(_BRACKETS)
    characters: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if kind == "No":
            characters.append(f" {character}" if "FRACTION" in unicodedata.name(character, "") else "^")
        elif kind == "Nd":
            characters.append(str(unicodedata.decimal(character)))
        else:
            characters.append(character)
    # Unified before and after: NFKC would turn an acute accent into a space.
    plain = unicodedata.normalize("NFKC", "".join(characters).translate(_DASHES)).casefold()
    return plain.translate(_DASHES).translate(_BRACKETS)


class _Token(NamedTuple):
    """A word as the grammar sees it.

    Attributes:
        kind: n number, u unit, w "one unit" in a word (sehari), x times, t to, a and, < upper, > lower bound.
        value: The number, where there is one.
        term: The unit, where there is one.
        spelled: True for a number in words.
    """

    kind: str
    value: Fraction = Fraction(0)
    term: UnitWord | None = None
    spelled: bool = False


class Quantity(NamedTuple):
    """`1 jam 30 menit`: parts in falling order of unit; a bare number is one part without a unit."""

    parts: list[tuple[Fraction, UnitWord | None]]

    @property
    def bare(self) -> bool:
        return self.parts[0][1] is None


class Reading(NamedTuple):
    """What the grammar found: one quantity or two; `bound` is "<", ">" or empty."""

    low: Quantity
    high: Quantity | None
    bound: str
    negative: bool


_QUANTITY = r"(?:n(?:xn)*u|w)(?:a?(?:nu|w))*|n(?:xn)*"
_SENTENCE = re.compile(
    rf"(?P<before>[<>]?)(?P<minus>t?)(?P<low>{_QUANTITY})(?:t<?(?P<high>{_QUANTITY}))?(?P<after>[<>]?)"
)
# the mark of a footnote: `3 hari kerja*`, `3 hari *)`
_FOOTNOTE = re.compile(r"(?<=[a-z).'])\s*\*+\s*\)?\s*$")
_BETWEEN = re.compile(r"\bantara\s([^()]{1,40}?)\sdan\s")
_REMARK = re.compile(r"\(([^()]*)\)")


def read(plain: str) -> Reading | None:
    """The quantities of a normalised text, or None if the grammar does not cover it."""
    taken_apart = _without_remarks(_BETWEEN.sub(r" \1 - ", _FOOTNOTE.sub("", plain)))
    if taken_apart is None:
        return None
    body, repeated = taken_apart
    reading = _sentence(body)
    # `2 jam (120 menit)` says it twice; `1 hari (8 jam)` defines a day of its own.
    if reading is None or any(_clock_time(reading) != _clock_time(_sentence(text)) for text in repeated):
        return None
    return None if repeated and _clock_time(reading) is None else reading


def _sentence(body: str) -> Reading | None:
    tokens = _tokens(body)
    match = _SENTENCE.fullmatch("".join(token.kind for token in tokens)) if tokens is not None else None
    if tokens is None or match is None or (match["before"] and match["after"]):
        return None
    low = _quantity(tokens[match.start("low") : match.end("low")])
    high = _quantity(tokens[match.start("high") : match.end("high")]) if match["high"] else None
    bound = match["before"] or match["after"]
    if low is None or (match["high"] and (high is None or bound == ">" or match["minus"])):
        return None
    if low.bare and (high is None or high.bare) and _CLOCK.search(body):
        return None
    return Reading(low, high, bound, bool(match["minus"]))


def _clock_time(reading: Reading | None) -> Fraction | None:
    """The upper end in minutes where no profile is needed, else None."""
    if reading is None:
        return None
    parts = (reading.high or reading.low).parts
    if any(term is None or term.unit not in ("menit", "jam") for _, term in parts):
        return None
    return sum((value * term.clock_minutes for value, term in parts if term is not None), Fraction(0))


# `08.00`, `10.00 - 12.00`: times of day, not numbers
_CLOCK = re.compile(r"\b0\d[.:]\d\d\b|\b\d\d\.\d\d\b.*\b\d\d\.\d\d\b")


def _without_remarks(plain: str) -> tuple[str, list[str]] | None:
    """The text without its remarks, and those that are times themselves; None where one leaves the time open.

    `3 (tiga) hari`, `15 (menit)`, `2 hari (maksimal)` keep their words; `1 bulan (tanggal 1-20)` loses the
    remark; `2 menit (per berkas)` is open.
    """
    body, end = "", 0
    repeated: list[str] = []
    for match in _REMARK.finditer(plain):
        inside = match[1].strip()
        body, end = body + plain[end : match.start()], match.end()
        tokens = _tokens(inside)
        if tokens is not None:
            kinds = {token.kind for token in tokens}
            if body.strip() and kinds & {"n", "w"} and kinds & {"u", "w"} and not body.rstrip()[-1].isdigit():
                repeated.append(inside)
            else:
                body += f" {inside} "
        elif vocabulary.is_indefinite(inside):
            return None
        else:
            body += " "
    body += plain[end:]
    tail = vocabulary.TAIL.search(body)
    if tail is None or tail.start() == 0:
        return body, repeated
    behind = body[tail.start() :]
    # A second time behind `setelah`, `dari` … is not a remark.
    if any(word in vocabulary.UNITS for word in WORD.findall(behind)) or vocabulary.is_indefinite(behind):
        return None
    return body[: tail.start()], repeated


_LEXER = re.compile(
    r"(?P<fraction>\d+\u2044\d+|(?<![\d/.,])(?:1/2|1/3|1/4|3/4)(?![\d/]))"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|{vocabulary.PHRASES}"
    r"|(?P<word>[a-z]+)"
    r"|(?P<prime>')"
    r"|(?P<skip>[\s.:()]+|,(?=\s*$)|;(?=\s*$))"
    r"|(?P<other>.)"
)


def _tokens(plain: str) -> list[_Token] | None:
    """The words of a text as the grammar sees them; None as soon as one is unknown."""
    tokens: list[_Token] = []
    for group, text in _lexemes(plain):
        token = _token(group, text, tokens)
        if token is None:
            return None
        tokens.extend(token)
    return _resolved(tokens)


def _lexemes(plain: str) -> Iterable[tuple[str, str]]:
    """(kind, text) of each lexeme; number words that belong together come as one `spelled`."""
    run: list[str] = []
    for match in _LEXER.finditer(plain):
        group, text = match.lastgroup or "other", match[0]
        if group == "word" and text in vocabulary.NUMBER_WORDS:
            run.append(text)
            continue
        if group == "skip" and text.isspace():
            continue
        if run:
            yield "spelled", " ".join(run)
            run = []
        if group != "skip":
            yield group, text
    if run:
        yield "spelled", " ".join(run)


def _token(group: str, text: str, before: list[_Token]) -> list[_Token] | None:
    if group == "word":
        if text in vocabulary.FILLERS:
            return []
        if text in vocabulary.ONE:
            return [_Token("w", Fraction(1), vocabulary.ONE[text])]
        term = vocabulary.UNITS.get(text)
        return [_Token("u", term=term)] if term else None
    if group == "prime":
        return [_Token("u", term=vocabulary.UNITS["menit"])] if before and before[-1].kind == "n" else None
    if group in vocabulary.PHRASE_KINDS:
        kind = vocabulary.PHRASE_KINDS[group]
        return [_Token(kind)] if kind else []
    value = _NUMBERS[group](text) if group in _NUMBERS else None
    return None if value is None else [_Token("n", value, spelled=group == "spelled")]


_INTEGER = re.compile(r"\d{1,7}")
# Indonesian spelling: a point before each three digits groups thousands.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,2}(?:,\d{1,2})?")
_DECIMAL = re.compile(r"(\d{1,7})[.,](\d{1,15})")
# `1,440` is 1.44 in Indonesian and 1440 in English: nobody guesses.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{3}")


def _decimal(text: str) -> Fraction | None:
    if _INTEGER.fullmatch(text):
        return Fraction(int(text))
    if _GROUPED.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if _AMBIGUOUS.fullmatch(text) or not _DECIMAL.fullmatch(text):
        return None
    return Fraction(text.replace(",", "."))


def _fraction(text: str) -> Fraction | None:
    above, below = re.split("[/\u2044]", text)
    if len(above) > 2 or len(below) > 2 or not 0 < int(above) < int(below):
        return None
    return Fraction(int(above), int(below))


_NUMBERS = {"number": _decimal, "fraction": _fraction, "spelled": vocabulary.spelled_number}


def _resolved(tokens: list[_Token]) -> list[_Token] | None:
    """Neighbours that are one thing made one: `1 1/2`, `3 tiga`, `hari hk`. None if they clash."""
    result: list[_Token] = []
    for position, token in enumerate(tokens):
        last = result[-1] if result else None
        if token.kind == "m":
            following = tokens[position + 1].kind if position + 1 < len(tokens) else ""
            is_unit = last is not None and last.kind == "n" and following != "n"
            result.append(_Token("u", term=vocabulary.UNITS["menit"]) if is_unit else _Token(">"))
        elif last is not None and last.kind == token.kind == "n":
            if token.spelled != last.spelled and token.value == last.value:
                continue
            # `1 1/2`, `1½`, `satu setengah`
            if last.value.denominator != 1 or not 0 < token.value < 1 or not _is_fraction(token):
                return None
            result[-1] = last._replace(value=last.value + token.value)
        elif last is not None and last.kind == token.kind == "u":
            if last.term != token.term:
                return None
        else:
            result.append(token)
    return result


def _is_fraction(token: _Token) -> bool:
    return token.value.denominator in range(2, 11)


def _quantity(tokens: list[_Token]) -> Quantity | None:
    """The parts of one quantity; None if they are no compound (`1 hari 2 hari`) or absurdly large."""
    parts: list[tuple[Fraction, UnitWord | None]] = []
    factors: list[Fraction] = []
    for token in tokens:
        if token.kind == "n":
            factors.append(token.value)
        elif token.kind == "w":
            parts.append((Fraction(1), token.term))
        elif token.kind == "u" and token.term is not None:
            # `2 x 24 jam` is a span; `2 x 1 minggu` says how often.
            if len(factors) > 1 and factors[-1] == 1 and token.term.unit not in ("menit", "jam"):
                return None
            parts.append((prod(factors, start=Fraction(1)), token.term))
            factors = []
    if len(factors) > 1:
        return None
    parts.extend((value, None) for value in factors)
    if any(value > 10**7 for value, _ in parts):
        return None
    ranks = [term.rank for _, term in parts if term is not None]
    # Only falling units add up: `2 hari 3 hari` may be a list, a choice or a sum.
    return Quantity(parts) if all(larger > smaller for larger, smaller in pairwise(ranks)) else None
