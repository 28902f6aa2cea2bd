"""Performers that are marked nowhere: said once, and not where symbols are drawn beside their columns."""

from __future__ import annotations

import xl_sop
from tests.checking.cases import CASES
from tests.tables import document
from xl_sop.book.sizes import read_sizes
from xl_sop.document import FoundFlow


def codes(flow: FoundFlow | None) -> list[str]:
    case = next(case for case in CASES if case.code == "pelaksana-tidak-ditandai")
    unmarked = document(case.trips)
    unmarked.as_found.flow = flow
    return [finding.code for finding in xl_sop.check([unmarked])]


def test_a_drawing_whose_symbols_stand_beside_the_columns_has_its_own_findings() -> None:
    beside = FoundFlow(symbols={0: ("Prosedur", 9e6, 1e6)}, sizes={"Prosedur": read_sizes([], 1)})
    assert codes(None).count("pelaksana-tidak-ditandai") == 1
    assert codes(FoundFlow()).count("pelaksana-tidak-ditandai") == 1
    assert "pelaksana-tidak-ditandai" not in codes(beside)
