"""The pandera model of step rows: anybody can use it, and findings come from its failure cases and nothing else."""

from __future__ import annotations

import copy

import pandera.polars as pa
import polars as pl
import pytest
from pandera.errors import SchemaErrors

from tests.checking.cases import CASES, Case
from tests.tables import documents
from xl_sop.catalogue import CATALOGUE
from xl_sop.checking.schema import StepRows
from xl_sop.checking.step_rows import FINDINGS, check_rows, collect, frame
from xl_sop.checking.subject import Subject

CHECKS = {
    check.name: column
    for column, described in StepRows.to_schema().columns.items()
    for check in described.checks
}
CODES = sorted(name for name in CHECKS if name in CATALOGUE)
ROW = {
    "document": 0,
    "from_workbook": True,
    "drawn": False,
    "number": 1,
    "number_asked": True,
    "description": "menyusun draf",
    "performer_columns": ["staf"],
    "performers": "staf",
    "symbols": "proses",
    "requirements": "data",
    "duration": "15 menit",
    "duration_asked": True,
    "duration_kind": "amount",
    "minimum": 15.0,
    "maximum": 15.0,
    "unit": "menit",
    "output": "draf",
    "output_asked": True,
    "targets": [],
}


def rows(*changes: dict[str, object]) -> pl.DataFrame:
    return frame({name: [{**ROW, **change}[name] for change in changes] for name in ROW})


def failures(table: pl.DataFrame) -> list[tuple[str, int]]:
    try:
        StepRows.validate(table, lazy=True)
    except SchemaErrors as errors:
        return errors.failure_cases.select("check", "index").rows()
    return []


def subjects(text: str) -> list[Subject]:
    return [Subject(document, i) for i, document in enumerate(documents(text))]


def test_a_sound_row_passes() -> None:
    assert failures(rows({"targets": [2]}, {"number": 2, "output": "draf akhir"})) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": None}, "nomor-langkah-kosong"),
        ({"description": None}, "uraian-kosong"),
        ({"description": "ka. sub. bag. umum menyusun draf"}, "uraian-diawali-pelaku"),
        ({"description": "staf menyusun draf"}, "uraian-diawali-pelaku"),
        ({"description": "penyusunan draf"}, "uraian-diawali-kata-benda"),
        ({"requirements": "draf"}, "kelengkapan-sama-output"),
        ({"output": None}, "output-kosong"),
        ({"duration_kind": "bare"}, "waktu-tanpa-satuan"),
        ({"minimum": 5.0}, "waktu-rentang"),
        ({"symbols": "keputusan", "targets": [1]}, "keputusan-kurang-cabang"),
        ({"targets": [9]}, "tujuan-tidak-ada"),
    ],
)
def test_others_can_ask_it_about_a_frame_of_their_own(change: dict[str, object], code: str) -> None:
    following = {"number": 3 if "number" in change else 4, "description": "mengirim draf"}
    before = {"description": "mencari data", "targets": [3]}
    table = rows(
        {**before, "number": 1},
        {**before, "number": 2, "output": "data olahan"},
        {"number": 3, **change},
        following,
    )
    found = failures(table)
    assert found == [(code, 2)]


def test_a_frame_of_wrong_types_is_refused() -> None:
    with pytest.raises(SchemaErrors) as refused:
        StepRows.validate(rows({}).with_columns(number=pl.lit("satu")), lazy=True)
    assert "dtype('Int64')" in refused.value.failure_cases["check"].to_list()


def test_rows_of_one_sop_say_nothing_about_another() -> None:
    table = rows(
        {"targets": [2]},
        {"number": 2, "output": "draf akhir"},
        {"document": 1},
        {"document": 1, "number": 2, "output": "draf akhir", "targets": [3]},
    )
    assert failures(table) == [("tujuan-tidak-ada", 3)]


def test_numbers_are_compared_within_their_numbering() -> None:
    numbers = (2, 4, 3, 1, 2, None, 2)
    table = rows(
        *({"number": n, "output": f"draf {i}", "from_workbook": False} for i, n in enumerate(numbers))
    )
    assert failures(table) == [
        ("nomor-langkah-kosong", 5),
        ("nomor-langkah-ganda", 6),
        ("nomor-langkah-mundur", 2),
        ("nomor-langkah-lompat", 1),
        ("nomor-awal-bukan-satu", 0),
        ("nomor-mulai-lagi", 3),
    ]


@pytest.mark.parametrize(
    ("text", "a_time"),
    [
        ("15 menit", True),
        ("maks. 3 hari kerja", True),
        ("1-2 jam", True),
        ("2 s.d 3 bulan", True),
        ("1,5 jam", True),
        ("laporan 15 menit", False),
        ("3 rangkap", False),
        ("menit rapat", False),
        ("surat 2 hari", False),
    ],
)
def test_a_time_in_the_wrong_column(text: str, a_time: bool) -> None:
    found = [code for code, _ in failures(rows({"requirements": text}))]
    assert found == (["kelengkapan-berisi-waktu"] if a_time else [])


@pytest.mark.parametrize(
    ("drawn", "marked", "missed"),
    [(False, (0,), [1, 2]), (True, (0,), []), (True, (0, 1), [2]), (False, (), [])],
)
def test_a_drawing_that_was_hardly_understood_misses_no_performer(
    drawn: bool, marked: tuple[int, ...], missed: list[int]
) -> None:
    steps = ({"number": i + 1, "output": f"draf {i}", "drawn": drawn} for i in range(3))
    table = rows(*({**step, **({} if i in marked else {"performers": None})} for i, step in enumerate(steps)))
    assert failures(table) == [("langkah-tanpa-pelaksana", i) for i in missed]


@pytest.mark.parametrize(
    ("maximum", "unit", "too_long"),
    [
        (12, "bulan", False),
        (13, "bulan", True),
        (1, "tahun", False),
        (2, "tahun", True),
        (365, "hari", False),
        (400, "hari", True),
    ],
)
def test_a_time_beyond_a_year(maximum: float, unit: str, too_long: bool) -> None:
    found = failures(rows({"minimum": None, "maximum": maximum, "unit": unit}))
    assert found == ([("waktu-lebih-setahun", 0)] if too_long else [])


def test_every_check_has_its_finding_and_every_column_its_description() -> None:
    assert set(CODES) == set(FINDINGS)
    assert set(CHECKS) - set(CODES) == {"isin"}
    columns = StepRows.to_schema().columns
    assert list(columns) == list(collect([]))
    assert all(column.description for column in columns.values())
    assert StepRows.__doc__


def without(code: str) -> pa.DataFrameSchema:
    schema = copy.deepcopy(StepRows.to_schema())
    column = schema.columns[CHECKS[code]]
    column.checks = [check for check in column.checks if check.name != code]
    return schema


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.code in FINDINGS], ids=lambda case: case.code
)
def test_removing_a_check_removes_its_finding_and_no_other(case: Case) -> None:
    whole = [(f.code, f.address) for f in check_rows(subjects(case.trips))]
    less = [(f.code, f.address) for f in check_rows(subjects(case.trips), without(case.code))]
    assert case.code not in dict(less)
    if case.code != "nomor-mulai-lagi":  # of a workbook, reading says that
        assert case.code in dict(whole)
    assert [found for found in whole if found[0] != case.code] == less
