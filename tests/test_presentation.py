"""Findings for people: one line a rule and SOP, and nothing of them lost."""

from __future__ import annotations

import re

import pytest

from tests.checking.cases import CASES, Case
from tests.tables import documents
from xl_sop.api import check
from xl_sop.catalogue import CATALOGUE
from xl_sop.findings import SEVERITIES
from xl_sop.model import FindingEntry
from xl_sop.presentation import counts, lines, ready


def entry(
    code: str, cell: str | None, step: int | None = None, sheet: str = "Prosedur", **words: str
) -> FindingEntry:
    known = CATALOGUE[code]
    return FindingEntry(
        code=code,
        severity=known.severity,
        sheet=sheet,
        cell=cell,
        step=step,
        message=known.message.indonesian.format(**words),
        fix=known.fix.indonesian.format(**words),
    )


def test_one_line_a_rule_names_its_steps_and_its_cells() -> None:
    found = [entry("waktu-kosong", f"G{row}", row - 4) for row in (5, 6, 7, 9)]
    (line,) = lines(found)
    assert line.message == "Langkah 1–3, 5: Waktu langkah ini belum diisi."
    assert line.places == "Prosedur!G5:G7, G9"
    assert line.members == (0, 1, 2, 3)


def test_cells_of_several_sheets_and_of_none() -> None:
    found = [
        entry("nomor-sop-kosong", None, sheet="Identitas"),
        entry("peran-instansi-lain", "B6", 2, peran="Kasubbid", instansi="Dinas"),
        entry("peran-instansi-lain", "C16", 2, sheet="Identifikasi", peran="Kabid", instansi="Dinas"),
    ]
    first, second = lines(found)
    assert first.places == "Identitas"
    assert second.places == "Prosedur!B6; Identifikasi!C16"
    assert second.message.startswith("Langkah 2: “Kasubbid”, “Kabid” tidak ada di Dinas;")


def test_what_the_sentences_quote_is_listed_and_the_rest_counted() -> None:
    found = [entry("uraian-diawali-kata-benda", f"B{i}", i, kata=f"kata{i}") for i in range(1, 8)]
    (line,) = lines(found)
    assert "“kata1”, “kata2”, “kata3”, “kata4”, “kata5” dan 2 lagi." in line.message


def test_sentences_that_cannot_be_joined_follow_each_other() -> None:
    found = [
        entry("identifikasi-berbeda", f"C{i}", i, lembar=f"lama {i}", tabel=f"baru {{{i}}}")
        for i in range(1, 5)
    ]
    (line,) = lines(found)
    assert "“lama 1”" in line.message
    assert "“baru {2}”" in line.message
    assert line.message.endswith("(2 lagi seperti ini).")


def test_an_example_to_type_stays_one_example() -> None:
    found = [entry("waktu-tanpa-satuan", f"G{i}", i, teks=str(i)) for i in (5, 6)]
    (line,) = lines(found)
    assert "“5”, “6”" in line.message
    assert "misalnya: 5 menit;" in line.fix


def test_a_sentence_that_names_its_steps_gets_no_second_list() -> None:
    (line,) = lines([entry("identifikasi-kurang", "C17", 3, langkah="3, 4")])
    assert line.message == "Lembar identifikasi tidak memuat langkah 3, 4."


def test_errors_come_first_and_advice_last() -> None:
    found = [
        entry("uraian-dua-tindakan", "B5", 1, kata="mengirim"),
        entry("nomor-sop-kosong", "C1", sheet="Identitas"),
        entry("waktu-kosong", "G9", 5),
        entry("uraian-dua-tindakan", "B9", 5, kata="menyimpan"),
    ]
    made = lines(found)
    assert [line.severity for line in made] == list(SEVERITIES)
    assert counts(line.severity for line in made) == "1 kesalahan, 1 peringatan, 1 saran"
    assert counts((line.severity for line in made), "en") == "1 error, 1 warning, 1 suggestion"


def test_advice_shares_a_line_where_there_are_too_many() -> None:
    codes = [code for code, known in CATALOGUE.items() if known.severity == "peringatan"][:10]
    advice = [
        "uraian-dua-cabang",
        "persetujuan-tanpa-cabang",
        "uraian-diawali-pelaku",
        "peringatan-tanpa-akibat",
    ]
    words = dict.fromkeys(re.findall(r"\{(\w+)\}", str([CATALOGUE[code] for code in codes])), "kata")
    found = [entry(code, f"B{i}", i, **words) for i, code in enumerate([*codes, *advice], start=1)]
    made = lines(found)
    assert [line.code for line in made] == [*codes, advice[0], ", ".join(advice[1:])]
    assert made[-1].members == (11, 12, 13)
    assert made[-1].places == "Prosedur!B12:B14"
    assert all(found[i].message in made[-1].message and found[i].fix in made[-1].fix for i in (11, 12, 13))
    assert [line.code for line in lines(found[:12])] == [*codes, *advice[:2]]


def test_an_sop_with_advice_alone_is_ready() -> None:
    advice = [entry("uraian-dua-tindakan", "B5", 1, kata="mengirim")]
    assert ready([])
    assert ready(lines(advice))
    assert not ready([*advice, entry("nomor-sop-kosong", "C1")])


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_every_finding_of_a_workbook_is_in_exactly_one_line(case: Case, lang: str) -> None:
    for document in documents(case.trips):
        found = [finding.entry(lang) for finding in check([document])]
        made = lines(found, lang)
        assert len({line.code for line in made}) == len(made)
        assert sorted(i for line in made for i in line.members) == list(range(len(found)))
        for line in made:
            codes = set(line.code.split(", "))
            assert {found[i].code for i in line.members} == codes
            assert {(e.sheet, e.cell) for e in found if e.code in codes and e.sheet} == set(line.cells)
            assert "{" not in line.message + line.fix
