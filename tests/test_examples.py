"""The five examples: committed files are a rebuild, totals, and the same documents from the agencies' own layouts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from msgspec import structs

import xl_sop
from macros import contoh, seeds
from tests import originals
from tests.strategies import comparable
from xl_sop.model import Sop

TOTALS = {
    "000_kecamatan_sumpiuh": 795,
    "001_disdukcapil": 795,
    "002_kecamatan_muara_papalik": 2725,
    "003_kecamatan_bungursari": 795,
    "004_dinsospermasdes": 795,
}


def example(name: str) -> Sop:
    (document,) = xl_sop.read(contoh.WORKBOOKS / contoh.EXAMPLES / f"{name}.xlsx")
    return document.sop


def original(name: str, folder: Path) -> Sop:
    (document,) = xl_sop.read(originals.build(name, folder))
    return document.sop


def without_marks(sop: Sop) -> Sop:
    """What template and original must share: all but marks, what follows from them, and the table's title."""
    sop = comparable(sop)
    return structs.replace(
        sop,
        identity=structs.replace(sop.identity, procedure_title=None),
        performers=[name for name in sop.performers if name != "TIM"],
        steps=[structs.replace(step, performers=[]) for step in sop.steps],
        totals=structs.replace(sop.totals, by_performer={}),
    )


def parts(path: Path) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The contents of a workbook; its deflated bytes may differ between versions of zlib."""
    with zipfile.ZipFile(path) as package:
        return [(info, package.read(info)) for info in package.infolist()]


def test_the_committed_workbooks_are_what_the_sources_build(tmp_path: Path) -> None:
    built = contoh.build(tmp_path)
    committed = [contoh.WORKBOOKS / path.relative_to(tmp_path) for path in built]
    assert sorted((contoh.WORKBOOKS / contoh.EXAMPLES).iterdir()) == sorted(committed[1:])
    for new, old in zip(built, committed, strict=True):
        assert [(i.filename, i.date_time, data) for i, data in parts(new)] == [
            (i.filename, i.date_time, data) for i, data in parts(old)
        ], f"{old.name}: run python -m macros.contoh"


@pytest.mark.parametrize(("name", "minutes"), TOTALS.items())
def test_the_totals_of_templates_and_originals(name: str, minutes: int, tmp_path: Path) -> None:
    for sop in (example(name), original(name, tmp_path)):
        assert (sop.totals.minutes, sop.totals.complete) == (minutes, True)


@pytest.mark.parametrize(
    ("profile", "minutes"),
    [("perpres21", 2725), ("abk2020", 1975), ("bkn2011", 1975), ("8jam", 2875), ("kalender", 7675)],
)
def test_days_count_by_profile(profile: str, minutes: int) -> None:
    assert xl_sop.totals(example("002_kecamatan_muara_papalik"), profile).minutes == minutes


@pytest.mark.parametrize("name", TOTALS)
def test_template_and_original_are_one_document(name: str, tmp_path: Path) -> None:
    assert without_marks(original(name, tmp_path)) == without_marks(example(name))


def test_originals_have_no_marks_and_one_gains_a_performer(tmp_path: Path) -> None:
    for name in TOTALS:
        sop = original(name, tmp_path)
        assert [step for step in sop.steps if step.performers] == []
        assert set(sop.performers) - set(example(name).performers) == (
            {"TIM"} if name[:3] == "003" else set()
        )


@pytest.mark.parametrize("name", TOTALS)
def test_an_example_is_what_its_data_say(name: str) -> None:
    data = seeds.load(name)
    for row in data["langkah"]:
        row["keterangan"] = None if row["keterangan"] == "-" else row["keterangan"]
    assert comparable(example(name)) == comparable(seeds.document(data).sop)


@pytest.mark.parametrize("name", TOTALS)
def test_every_step_has_a_performer_and_the_workbook_says_that_marks_are_a_reconstruction(name: str) -> None:
    (document,) = xl_sop.read(contoh.WORKBOOKS / contoh.EXAMPLES / f"{name}.xlsx")
    assert all(step.performers for step in document.sop.steps)
    book = openpyxl.load_workbook(contoh.WORKBOOKS / contoh.EXAMPLES / f"{name}.xlsx")
    for sheet in (book["Petunjuk"], book["Prosedur"]):
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        assert len([text for text in texts if "rekonstruksi" in text]) == 1


@pytest.mark.parametrize("layout", ["example", "original"])
def test_a_worksheet_keeps_what_has_drifted_from_its_table(layout: str, tmp_path: Path) -> None:
    name = "000_kecamatan_sumpiuh"
    path = (
        originals.build(name, tmp_path) if layout == "original" else contoh.WORKBOOKS / f"contoh/{name}.xlsx"
    )
    (document,) = xl_sop.read(path)
    worksheet = document.as_found.worksheet
    assert worksheet is not None
    assert document.sop.steps[3].description is not None
    assert document.sop.steps[3].description.startswith("Mengundang Sekcam")
    assert (worksheet.lines[3].number, (worksheet.lines[3].text.text or "")[:16]) == (4, "Mengundang Camat")
    assert [line.group for line in worksheet.lines] == ["awal"] * 13 + ["akhir"]
    assert worksheet.fields["main"].text is None
