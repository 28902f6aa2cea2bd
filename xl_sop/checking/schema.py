"""What a sound step row is: one pandera (polars) model, a column per fact and a named check per finding.

Anybody may use it on a frame of step rows: `StepRows.validate(frame, lazy=True)` raises `SchemaErrors`, whose failure
cases name the check (a code of `xl_sop.catalogue`) and the row. `xl_sop.checking.step_rows` makes such a frame of
documents, and findings of the failure cases and of nothing else.

A check states what fails as one polars expression over the columns as they are; what is unknown (null) breaks no rule.
pandera's cost is per check, not per row, so the rows of many SOPs are validated as one frame.

Sources: PermenPANRB 35/2012, appendix, chapter III (format of SOP AP: every step has an act, a standard time, its
requirements and output; the description is an active verb without subject; a decision has two ways out).
"""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from xl_sop.checking.data import language
from xl_sop.checking.offices import STARTS_WITH_OFFICE
from xl_sop.checking.procedure import UNDERSTOOD
from xl_sop.waktu.words import UNITS

DURATION_KINDS = ("nothing", "amount", "bare", "open", "zero", "date", "unclear")
"""How a Waktu cell reads: empty, a duration, a number without unit, a phrase without limit, zero or less, a date that
Excel made of it, or anything else.
"""

_LONGEST_NAME = 5
"""Words of a performer's name that a description may begin with."""

_said = pl.col("description")
_first_word = _said.str.extract(r"^([a-z]+)", 1)
_A_TIME = (
    r"^(?:maks\w*\.? |paling (?:lama|lambat|cepat) )?\d+(?:[.,]\d+)?(?: ?(?:-|s/d|sd|s\.d\.?|sampai) ?\d+(?:[.,]\d+)?)?"
    rf" ?(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})(?: (?:kerja|efektif|kalender))?$"
)
"""A folded text that is a time and nothing else."""

_YEAR = {"menit": 525_600, "jam": 8_760, "hari": 366, "minggu": 53, "bulan": 12, "tahun": 1}
"""The longest time that a step may plausibly take: a year, in each unit."""


def _starts_with_actor(said: pl.Expr, columns: pl.Expr) -> pl.Expr:
    """True for a text that begins with an office, or with one of the names of columns."""
    words = said.str.split(" ")
    return said.str.contains(STARTS_WITH_OFFICE) | pl.any_horizontal(
        columns.list.contains(words.list.head(count).list.join(" ")) for count in range(1, _LONGEST_NAME + 1)
    )


_both_ways = _said.str.contains(language.BOTH_WAYS)

_ways = pl.col("targets").list.len()
_decides = pl.col("symbols").str.contains("keputusan", literal=True)
_performed = pl.col("performers").is_not_null()
_marked = _performed.any().over("document")
"""The SOP has marks, so that an unmarked row, or a single way out, is meant."""

_drawing_read = ~pl.col("drawn") | (_performed.mean().over("document") >= UNDERSTOOD)
"""Where most symbols of a drawing belong to no step, it was not understood, and a step without one means little."""

_number = pl.col("number")
_above = _number.forward_fill().shift().over("document")
"""The number above."""
_begins_again = ((_number == 1) & (_above > 1)).fill_null(False)
_numbering = _begins_again.cum_sum()
"""Which numbering a row belongs to: that of an SOP may begin again at 1."""
_jumps = (_number > _above + 1) & ~_begins_again
_repeated = (
    _number.is_not_null()
    & ~pl.struct("document", _numbering.alias("numbering"), "number").is_first_distinct()
)


def _kept(data: PolarsData, fails: pl.Expr) -> pl.LazyFrame | bool:
    """The rows that keep a rule, for pandera; True where all do.

    pandera plans and runs four queries about the rows, and next to none about True, which most checks come to.
    """
    kept = data.lazyframe.select(~fails.fill_null(False)).collect()
    return True if kept.to_series().all() else kept.lazy()


class StepRows(pa.DataFrameModel):
    """The step rows of any number of SOPs; those of one SOP stand together, in order."""

    document: int = pa.Field(description="Which SOP the row belongs to.")
    from_workbook: bool = pa.Field(
        description="Read from a workbook: reading has said already where the numbers begin again."
    )
    drawn: bool = pa.Field(description="The SOP's flow is drawn with shapes.")
    number: int = pa.Field(nullable=True, description="No., as written.")
    number_asked: bool = pa.Field(
        description="The row's page has a column for numbers, or no header to miss it in."
    )
    description: str = pa.Field(nullable=True, description="Uraian, folded (`xl_sop.text.fold`).")
    performer_columns: list[str] = pa.Field(description="The SOP's Pelaksana columns, folded.")
    performers: str = pa.Field(nullable=True, description="Those that are marked in this row, joined by `+`.")
    symbols: str = pa.Field(description="The symbols in this row, as in the JSON, joined by `+`.")
    requirements: str = pa.Field(nullable=True, description="Kelengkapan, folded.")
    duration: str = pa.Field(nullable=True, description="Waktu: what the cell says.")
    duration_asked: bool = pa.Field(
        description="The row's page has a Waktu column, or no header to miss it in."
    )
    duration_kind: str = pa.Field(
        isin=DURATION_KINDS, description="How the cell reads: one of `DURATION_KINDS`."
    )
    minimum: float = pa.Field(nullable=True, description="The shortest time, in `unit`.")
    maximum: float = pa.Field(nullable=True, description="The longest time, in `unit`.")
    unit: str = pa.Field(nullable=True, description="menit, jam, hari, minggu, bulan or tahun.")
    output: str = pa.Field(nullable=True, description="Output, folded.")
    output_asked: bool = pa.Field(
        description="The row's page has an Output column, or no header to miss it in."
    )
    targets: list[int] = pa.Field(description="The steps it leads to; null is the end.")

    # ---- the number

    @pa.check("number", name="nomor-langkah-kosong")
    def numbered(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Every step has a number."""
        return _kept(data, _number.is_null() & pl.col("number_asked"))

    @pa.check("number", name="nomor-langkah-ganda")
    def number_used_once(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A number stands once, until the numbering begins again."""
        return _kept(data, _repeated)

    @pa.check("number", name="nomor-langkah-mundur")
    def number_increases(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A number is greater than the one above it."""
        return _kept(data, (_number < _above) & ~_repeated & ~_begins_again)

    @pa.check("number", name="nomor-langkah-lompat")
    def number_follows(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A number is the next one after the one above it: a gap may be a step that was lost."""
        return _kept(data, _jumps)

    @pa.check("number", name="nomor-awal-bukan-satu")
    def number_begins_at_one(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """The first number is 1."""
        return _kept(data, _above.is_null() & (_number != 1))

    @pa.check("number", name="nomor-mulai-lagi")
    def numbering_begins_once(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """The numbers of one SOP begin once."""
        return _kept(data, _begins_again & ~pl.col("from_workbook"))

    # ---- the description

    @pa.check("description", name="uraian-kosong")
    def described(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Every step says what is done."""
        return _kept(data, _said.is_null())

    @pa.check("description", name="uraian-diawali-pelaku")
    def begins_without_actor(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A description leaves its actor to the performer column."""
        return _kept(data, _starts_with_actor(_said, pl.col("performer_columns")))

    @pa.check("description", name="uraian-diawali-kata-benda")
    def begins_with_verb(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A description begins with an active verb."""
        noun = _first_word.str.contains(r"^pe[a-z]{3,}an$") & ~_first_word.is_in(list(language.NOT_PE_AN))
        return _kept(data, noun | _first_word.is_in(list(language.NOUN_STARTERS)))

    @pa.check("description", name="uraian-dua-tindakan")
    def one_act(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A step is one act."""
        second = _said.str.extract(language.SECOND_ACTION, 1)
        told = second.is_not_null() & ~second.is_in(list(language.ME_NOUNS))
        # Few rows tell of a second act; only of them it is asked how they begin, which costs most.
        said, row = _said.filter(told), pl.int_range(pl.len())
        first = said.str.contains(r"^me[a-z]{3,}") | _starts_with_actor(
            said, pl.col("performer_columns").filter(told)
        )
        return _kept(data, row.is_in(row.filter(told).filter(first).implode()))

    @pa.check("description", name="uraian-dua-cabang")
    def one_way_described(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """The two ways of a decision are ways, not words."""
        return _kept(data, _both_ways)

    @pa.check("description", name="persetujuan-tanpa-cabang")
    def approval_decides(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """An approval can be refused."""
        one_way = (_ways < 2) & _marked & ~_decides
        return _kept(data, _said.str.contains(language.APPROVAL) & one_way & ~_both_ways)

    @pa.check("description", name="langkah-kembar")
    def step_stands_once(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Two steps are not the same in all they say."""
        same = pl.struct("document", "description", "performers", "requirements", "duration", "output")
        whole = _said.is_not_null() & (pl.col("output").is_not_null() | pl.col("requirements").is_not_null())
        return _kept(data, whole & ~same.is_first_distinct())

    # ---- the performers

    @pa.check("performers", name="langkah-tanpa-pelaksana")
    def performed(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Every step has a performer, in an SOP whose performers are marked."""
        return _kept(data, _marked & _drawing_read & ~_performed)

    # ---- requirements and output

    @pa.check("requirements", name="kelengkapan-berisi-waktu")
    def requirements_are_no_time(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A time belongs under Waktu."""
        return _kept(data, pl.col("requirements").str.contains(_A_TIME))

    @pa.check("output", name="output-berisi-waktu")
    def output_is_no_time(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A time belongs under Waktu: its cells may be swapped with those of the output."""
        return _kept(data, pl.col("output").str.contains(_A_TIME))

    @pa.check("requirements", name="kelengkapan-sama-output")
    def something_is_made(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """What comes out is not what went in."""
        return _kept(data, pl.col("requirements") == pl.col("output"))

    @pa.check("output", name="output-kosong")
    def output_named(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Every step has an output."""
        return _kept(data, pl.col("output").is_null() & pl.col("output_asked"))

    # ---- the standard time

    @pa.check("duration", name="waktu-kosong")
    def timed(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Every step has a standard time."""
        return _reads_as(data, "nothing")

    @pa.check("duration", name="waktu-tanpa-satuan")
    def time_has_unit(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A number alone is no time; nobody guesses its unit."""
        return _reads_as(data, "bare")

    @pa.check("duration", name="waktu-terbuka")
    def time_has_limit(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A standard time is a limit."""
        return _reads_as(data, "open")

    @pa.check("duration", name="waktu-tidak-positif")
    def time_passes(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A step takes time."""
        return _reads_as(data, "zero")

    @pa.check("duration", name="waktu-jadi-tanggal")
    def time_is_no_date(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """Excel makes a date of `1-2`: nobody knows what was typed."""
        return _reads_as(data, "date")

    @pa.check("duration", name="waktu-tidak-terbaca")
    def time_is_clear(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A time is read with certainty or not at all."""
        return _reads_as(data, "unclear")

    @pa.check("duration", name="waktu-rentang")
    def one_time(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A standard time is one time."""
        return _kept(data, pl.col("minimum") < pl.col("maximum"))

    @pa.check("duration", name="waktu-lebih-setahun")
    def time_within_a_year(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A step that takes more than a year is most likely a slip."""
        year = pl.col("unit").replace_strict(_YEAR, default=None, return_dtype=pl.Int64)
        return _kept(data, pl.col("maximum") > year)

    # ---- the ways out

    @pa.check("targets", name="keputusan-kurang-cabang")
    def decision_has_two_ways(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A decision has two ways out."""
        return _kept(data, _decides & (_ways < 2))

    @pa.check("targets", name="tujuan-tidak-ada")
    def target_exists(cls, data: PolarsData) -> pl.LazyFrame | bool:
        """A way leads to a step of the same SOP."""
        there = pl.col("targets").list.drop_nulls()
        known = _number.implode().over("document")
        return _kept(data, there.list.set_difference(known).list.len() > 0)


def _reads_as(data: PolarsData, kind: str) -> pl.LazyFrame | bool:
    return _kept(data, (pl.col("duration_kind") == kind) & pl.col("duration_asked"))
