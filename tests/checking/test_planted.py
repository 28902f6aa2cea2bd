"""Every defect once more in a file that openpyxl wrote and our reader opened: caught at its cell, the near miss not.

The cases are written as tables for reviewers; here a foreign program stands between them and the rules.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import xl_sop
from tests.checking.cases import CASES, Case
from tests.tables import save, workbook
from xl_sop.findings import Finding

NOT_IN_A_FILE_OF_OPENPYXL = {
    # openpyxl empties the cells that a merge covers
    "isi-tertutup-sel-gabungan",
    # openpyxl writes the text #N/A of the near miss as an error
    "sel-bernilai-kesalahan",
    # a cell at XFD90000 stands in the notation only
    "sel-terlalu-jauh",
}
PLANTED = [case for case in CASES if case.code not in NOT_IN_A_FILE_OF_OPENPYXL]


def findings(text: str, folder: Path) -> list[Finding]:
    return xl_sop.check(xl_sop.read(save(workbook(text), folder / "sop.xlsx")))


def test_there_are_enough_of_them() -> None:
    assert len(PLANTED) >= 60


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.code)
def test_a_planted_defect_is_caught_at_its_cell_and_the_near_miss_is_not(case: Case, tmp_path: Path) -> None:
    found = [finding for finding in findings(case.trips, tmp_path) if finding.code == case.code]
    assert ", ".join(str(finding.address) for finding in found) == case.at
    assert case.says in found[0].message()
    assert case.code not in [finding.code for finding in findings(case.passes, tmp_path)]
