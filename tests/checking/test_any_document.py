"""Laws that hold for any document."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.strategies import sops
from xl_sop.checking import check_documents
from xl_sop.document import Document
from xl_sop.model import Sop, Way


@settings(max_examples=60, deadline=None)
@given(st.lists(sops(), max_size=3))
def test_no_document_raises_and_every_finding_can_be_said(found: list[Sop]) -> None:
    for finding in check_documents([Document(sop) for sop in found]):
        assert 0 <= finding.document < len(found)
        for lang in ("id", "en"):
            assert finding.message(lang)
            assert finding.fix(lang)


@settings(max_examples=30, deadline=None)
@given(sops(), st.integers(min_value=-(2**70), max_value=2**70))
def test_numbers_of_any_size_are_compared(sop: Sop, number: int) -> None:
    steps = [
        structs.replace(step, number=number, next=[Way(step=number + 1, label=None)])
        for step in sop.steps[:2]
    ]
    codes = [f.code for f in check_documents([Document(structs.replace(sop, steps=steps))])]
    assert codes.count("nomor-langkah-ganda") == max(0, len(steps) - 1)
    assert codes.count("tujuan-tidak-ada") == len(steps)
