"""Rules that compare documents with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.text import squeeze


def findings_across(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """One Nomor SOP on several SOPs: a finding on each of them that names the others."""
    same: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        number = subject.sop.identity.number
        if number and squeeze(number):
            same[squeeze(number)].append(subject)
    for group in same.values():
        if len(group) < 2:
            continue
        for subject in group:
            others = [_name(other) for other in group if other is not subject]
            shown = ", ".join(others[:3]) + (f" (+{len(others) - 3})" if len(others) > 3 else "")
            yield subject.finding(
                "nomor-sop-ganda",
                subject.identity_cell("number"),
                nomor=subject.sop.identity.number or "",
                berkas=shown,
            )


def _name(subject: Subject) -> str:
    source = subject.sop.source.file or "dokumen lain"
    name = subject.sop.identity.name
    return f"{source} ({name})" if name else source
