"""The rules for single steps: a finding code, the column it concerns, and the polars expression that is true
where it fails.

Sources: PermenPANRB 35/2012, appendix, chapter III (format of SOP AP: every step has an act, a standard time, its
requirements and output; the description is an active verb without subject; a decision has two ways out).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from xl_sop.checking.data import language
from xl_sop.model import Step
from xl_sop.text import fold

Words = Callable[[Step, dict[str, list[Any]], int], dict[str, str]]


def _no_words(step: Step, table: dict[str, list[Any]], index: int) -> dict[str, str]:
    return {}


def _text_of_duration(step: Step, table: dict[str, list[Any]], index: int) -> dict[str, str]:
    return {"teks": step.duration.text or ""}


def _second_action(step: Step, table: dict[str, list[Any]], index: int) -> dict[str, str]:
    found = re.search(language.SECOND_ACTION, fold(step.description or ""))
    return {"kata": found[1] if found else ""}


def _numbers(step: Step, table: dict[str, list[Any]], index: int) -> dict[str, str]:
    return {"nomor": str(step.number), "sebelumnya": str(table["previous"][index])}


FROM_READING = "waktu-*"
"""Stands for whatever code the reading of the Waktu cell found."""


class RowRule(NamedTuple):
    """One rule.

    Attributes:
        code: The finding; `FROM_READING` where the column itself holds the code.
        column: The column of the frame it is about: one pandera check each.
        cells: Where to look, in order of preference: roles of columns.
        fails: True where the row breaks the rule; null counts as kept.
        words: What the sentence names.
    """

    code: str
    column: str
    cells: tuple[str, ...]
    fails: pl.Expr
    words: Words = _no_words


_said = pl.col("description")
_first_word = _said.str.extract(r"^([a-z]+)", 1)
_acts = _said.str.contains(r"^me[a-z]{3,}") | pl.col("starts_with_actor")
_one_way = (pl.col("ways") < 2) & pl.col("flow_known") & ~pl.col("decision")
_both_ways = _said.str.contains(language.BOTH_WAYS)

RULES: tuple[RowRule, ...] = (
    RowRule(
        "nomor-langkah-kosong",
        "number",
        ("number", "description"),
        pl.col("number").is_null() & pl.col("number_asked"),
    ),
    RowRule("nomor-langkah-ganda", "number", ("number",), pl.col("repeated"), _numbers),
    RowRule(
        "nomor-langkah-mundur",
        "number",
        ("number",),
        (pl.col("number") < pl.col("previous")) & ~pl.col("repeated") & ~pl.col("begins_again"),
        _numbers,
    ),
    RowRule("nomor-mulai-lagi", "number", ("number",), pl.col("begins_again") & ~pl.col("as_found"), _numbers),
    RowRule("uraian-kosong", "description", ("description",), _said.is_null()),
    RowRule("uraian-diawali-pelaku", "description", ("description",), pl.col("starts_with_actor")),
    RowRule(
        "uraian-diawali-kata-benda",
        "description",
        ("description",),
        (
            (_first_word.str.contains(r"^pe[a-z]{3,}an$") & ~_first_word.is_in(list(language.NOT_PE_AN)))
            | _first_word.is_in(list(language.NOUN_STARTERS))
        )
        & ~pl.col("starts_with_actor"),
        lambda step, table, index: {"kata": (step.description or "").split()[0]},
    ),
    RowRule(
        "uraian-dua-tindakan",
        "description",
        ("description",),
        _acts & _said.str.extract(language.SECOND_ACTION, 1).is_in(list(language.ME_NOUNS)).not_(),
        _second_action,
    ),
    RowRule("uraian-dua-cabang", "description", ("description",), _both_ways),
    RowRule(
        "persetujuan-tanpa-cabang",
        "description",
        ("description",),
        _said.str.contains(language.APPROVAL) & _one_way & ~_both_ways,
    ),
    RowRule(
        "kelengkapan-sama-output",
        "requirements",
        ("requirements",),
        pl.col("requirements") == pl.col("output"),
        lambda step, table, index: {"teks": step.output or ""},
    ),
    RowRule("output-kosong", "output", ("output",), pl.col("output").is_null() & pl.col("output_asked")),
    RowRule(
        FROM_READING,
        "duration_problem",
        ("duration",),
        pl.col("duration_problem").is_not_null(),
        _text_of_duration,
    ),
    RowRule("waktu-rentang", "duration", ("duration",), pl.col("duration_range"), _text_of_duration),
    RowRule(
        "keputusan-kurang-cabang",
        "ways",
        ("yes", "no", "number"),
        pl.col("decision") & (pl.col("ways") < 2),
    ),
    RowRule(
        "tujuan-tidak-ada",
        "ways",
        ("yes", "no", "number"),
        pl.col("lost_way").is_not_null(),
        lambda step, table, index: {"tujuan": str(table["lost_way"][index])},
    ),
)  # fmt: skip
"""In the order of the printed columns."""
