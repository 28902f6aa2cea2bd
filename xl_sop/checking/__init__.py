"""[Document] → [Finding]: the step rows as one table, then the rules for documents, then those across documents.

The rules stand in `xl_sop.checking.policy`, the sentences in `xl_sop.catalogue`. Heavy libraries are imported when
there are rows to check.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from xl_sop.document import Document
from xl_sop.findings import Finding, in_order

__all__ = ["check_documents"]

_TOGETHER = 16
"""Documents of which a rule is asked before the next rule is: neither the rule's code nor the documents leave the
processor's caches, which saves a sixth against one document at a time, and a tenth against all at once."""


def check_documents(documents: Sequence[Document], *, across: bool = True) -> list[Finding]:
    """Every finding, document by document in reading order; `Finding.document` says which.

    Args:
        documents: Any number of SOPs; their step rows are validated as one frame.
        across: Also compare documents with each other (a Nomor SOP used twice).
    """
    from xl_sop.checking.across import findings_across
    from xl_sop.checking.policy import RULES
    from xl_sop.checking.step_rows import check_rows
    from xl_sop.checking.subject import Subject

    subjects = [Subject(document, i) for i, document in enumerate(documents)]
    found: list[list[Finding]] = [
        [
            problem if problem.document == i else replace(problem, document=i)
            for problem in d.as_found.problems
        ]
        for i, d in enumerate(documents)
    ]
    for finding in check_rows(subjects):
        found[finding.document].append(finding)
    for start in range(0, len(subjects), _TOGETHER):
        for rule in RULES:
            for subject in subjects[start : start + _TOGETHER]:
                found[subject.index].extend(rule(subject))
    if across:
        for finding in findings_across(subjects):
            found[finding.document].append(finding)
    return [
        finding
        for document, findings in zip(documents, found, strict=True)
        for finding in in_order(_told_once(findings), document.as_found.sheets)
    ]


_BROKEN = frozenset({"sel-bernilai-kesalahan", "rumus-belum-dihitung"})


def _told_once(findings: list[Finding]) -> list[Finding]:
    """What one finding says, another does not say again, nor contradict.

    A cell that holds an error, or a formula without value, is not called empty as well. An actor without a performer
    column gets one, and is not struck out of the description: following both pieces of advice would lose it. A step
    with a mark that is not known is not called unmarked.
    """
    actors = {(f.address, f.step) for f in findings if f.code == "peran-tanpa-kolom"}
    if actors:
        findings = [
            f for f in findings if f.code != "uraian-diawali-pelaku" or (f.address, f.step) not in actors
        ]
    marked = {_row(f) for f in findings if f.code == "tanda-tidak-dikenal"}
    if marked:
        findings = [f for f in findings if f.code != "langkah-tanpa-pelaksana" or _row(f) not in marked]
    broken = {finding.address for finding in findings if finding.code in _BROKEN}
    if not broken:
        return findings
    empty = [f for f in findings if f.code.endswith("-kosong") and f.address in broken]
    steps = {finding.address: finding.step for finding in empty}
    return [
        replace(finding, step=steps.get(finding.address)) if finding.code in _BROKEN else finding
        for finding in findings
        if finding not in empty
    ]


def _row(finding: Finding) -> tuple[str, int] | None:
    return (finding.address.sheet, finding.address.row) if finding.address else None
