"""[Document] → [Finding]: the step rows as one table, then the rules for documents, then those across documents.

The rules stand in `xl_sop.checking.policy`, the sentences in `xl_sop.catalogue`. Heavy libraries are imported when
there are rows to check.
"""

from __future__ import annotations

from collections.abc import Sequence

from xl_sop.findings import Finding, in_order
from xl_sop.reading.found import Document

__all__ = ["check_documents"]


def check_documents(documents: Sequence[Document], *, across: bool = True) -> list[Finding]:
    """Every finding, document by document in reading order; `Finding.document` says which.

    Args:
        documents: Any number of SOPs; their step rows are validated as one frame.
        across: Also compare documents with each other (a Nomor SOP used twice).
    """
    from dataclasses import replace

    from xl_sop.checking.across import findings_across
    from xl_sop.checking.policy import RULES
    from xl_sop.checking.rows import check_rows
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
    for subject in subjects:
        for rule in RULES:
            found[subject.index].extend(rule(subject))
    if across:
        for finding in findings_across(subjects):
            found[finding.document].append(finding)
    return [
        finding
        for document, findings in zip(documents, found, strict=True)
        for finding in in_order(findings, document.as_found.sheets)
    ]
