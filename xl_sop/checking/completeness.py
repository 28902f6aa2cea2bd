"""Rules for what is left empty: the parts without which nobody can sign an SOP, and the boxes beside them."""

from __future__ import annotations

from collections.abc import Iterator

from xl_sop.address import Address
from xl_sop.checking.identity import has_head
from xl_sop.checking.subject import Subject
from xl_sop.findings import Finding
from xl_sop.sentence import Sentence
from xl_sop.text import fold

_BOXES = {
    "legal_basis": Sentence("Dasar Hukum", "“Dasar Hukum” (legal basis)"),
    "qualifications": Sentence("Kualifikasi Pelaksana", "“Kualifikasi Pelaksana” (qualifications)"),
    "related": Sentence("Keterkaitan", "“Keterkaitan” (related SOPs)"),
    "equipment": Sentence("Peralatan/Perlengkapan", "“Peralatan/Perlengkapan” (equipment)"),
    "warnings": Sentence("Peringatan", "“Peringatan” (warnings)"),
    "records": Sentence("Pencatatan dan Pendataan", "“Pencatatan dan Pendataan” (records)"),
}
_DATA = {
    "kind": Sentence("Jenis Kegiatan", "“Jenis Kegiatan” (kind of activity)"),
    "product": Sentence("Penanggung Jawab Produk", "“Penanggung Jawab Produk” (responsible for the product)"),
    "activity": Sentence(
        "Penanggung Jawab Kegiatan", "“Penanggung Jawab Kegiatan” (responsible for the activity)"
    ),
    "scope": Sentence("Scope (Ruang Lingkup)", "The scope"),
}
_LETTERHEAD = Sentence("Kop (nama pemerintah daerah dan unit kerja)", "The letterhead (region and unit)")
_POSITION = Sentence("Jabatan yang mengesahkan", "The position of the one who signs")
_NAME = Sentence("Nama pejabat yang mengesahkan", "The name of the one who signs")
_KINDS_OF_ACTIVITY = ("pelayanan", "rutin", "penugasan")


def unsignable(subject: Subject) -> Iterator[Finding]:
    """Letterhead, signatory and Dasar Hukum of the standard template (PermenPANRB 35/2012, identity).

    In other layouts a letterhead may be a picture and a signature block stand elsewhere, so nothing is said there.
    """
    if subject.sop.source.template_version is None:
        return
    identity = subject.sop.identity
    approval = identity.approved_by
    parts = (
        ("agency", _LETTERHEAD, identity.agency),
        ("approved_by", _POSITION, approval.position),
        ("approved_by", _NAME, approval.name),
        ("legal_basis", _BOXES["legal_basis"], identity.legal_basis),
    )
    for attribute, label, value in parts:
        if not value and not _only_dashes(subject, attribute):
            place = _letterhead_cell(subject) if attribute == "agency" else subject.identity_cell(attribute)
            yield subject.finding("identitas-belum-lengkap", place, bagian=label)


def part_missing(subject: Subject) -> Iterator[Finding]:
    """An identity page in another layout that says no agency, no signatory, or lacks a box altogether.

    Only to be looked at: a letterhead may be a picture. The template is judged by `unsignable`.
    """
    if not has_head(subject):
        return  # said by `identity_missing`
    identity, labels = subject.sop.identity, subject.found.labels
    parts: list[tuple[str, Sentence]] = []
    if subject.sop.source.template_version is None:
        parts += [("agency", _LETTERHEAD)] if not identity.agency else []
        parts += [("approved_by", _NAME)] if identity.approved_by.name is None else []
    if any(box in labels for box in _BOXES):
        missing = [box for box in _BOXES if box not in labels and not getattr(identity, box)]
        parts += [(box, _box(_BOXES[box])) for box in missing]
    for attribute, label in parts:
        yield subject.finding("identitas-kurang", subject.identity_cell(attribute), bagian=label)


def _box(label: Sentence) -> Sentence:
    return Sentence(f"Bagian {label.indonesian}", f"The box {label.english}")


def _letterhead_cell(subject: Subject) -> Address | None:
    """The template's cell for the letterhead, which has no label: below the logo, beside Disahkan oleh."""
    label = subject.found.labels.get("approved_by")
    return Address(label.sheet, label.row + 1, 1) if label else None


def box_empty(subject: Subject) -> Iterator[Finding]:
    """A box of the identity page whose heading is there and nothing below it; a dash says "none" and is enough."""
    in_template = subject.sop.source.template_version is not None
    for attribute, label in _BOXES.items():
        if in_template and attribute == "legal_basis":
            continue  # said by `unsignable`
        empty = not getattr(subject.sop.identity, attribute) and attribute in subject.found.labels
        if empty and not _only_dashes(subject, attribute):
            yield subject.finding("kotak-kosong", subject.identity_cell(attribute), bagian=label)


def data_empty(subject: Subject) -> Iterator[Finding]:
    """Part A of the worksheet (its only known form are the seeds): what only a person can fill in."""
    sheet = subject.found.worksheet
    if sheet is None or not sheet.lines:  # an empty worksheet gets one finding of its own
        return
    for name, label in _DATA.items():
        cell = sheet.fields.get(name)
        if cell is not None and cell.text is None and cell.value is None:
            yield subject.finding("data-kegiatan-kosong", cell.address, bagian=label)


def kind_unknown(subject: Subject) -> Iterator[Finding]:
    """Jenis Kegiatan is Pelayanan, Rutin or Penugasan."""
    kind = subject.sop.identification.kind
    if kind and not any(known in fold(kind) for known in _KINDS_OF_ACTIVITY):
        sheet = subject.found.worksheet
        place = sheet.fields["kind"].address if sheet and "kind" in sheet.fields else None
        yield subject.finding("jenis-kegiatan-lain", place, jenis=kind)


def _only_dashes(subject: Subject, attribute: str) -> bool:
    """True where somebody wrote a dash: the field says "none"."""
    cells = subject.found.identity.get(attribute) or []
    return any(cell.text is None and isinstance(cell.value, str) and cell.value.strip() for cell in cells)
