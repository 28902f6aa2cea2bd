"""An SOP and its parts: the JSON contract, declared once.

Every field pairs an English attribute with its Indonesian JSON key; `title` is the label of PermenPANRB 35/2012,
`description` one line for the people who receive the JSON. All keys are always present, in the order declared here;
unknown keys are refused. Nothing of ours is imported: everything else rests on this module.

Text is NFC, trimmed and with white space folded to one space; an unknown leaf is None, an unknown list empty.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

SCHEMA_VERSION = "1"
SCHEMA_ID = f"urn:xl-sop:skema:{SCHEMA_VERSION}"
"""The schema's `$id`: a name, not a place to fetch it from."""

Number = int | float
Unit = Literal["menit", "jam", "hari", "minggu", "bulan", "tahun"]
Symbol = Literal["terminator", "proses", "keputusan", "penghubung"]
Severity = Literal["galat", "peringatan", "info"]
Group = Literal["awal", "utama", "akhir"]


class _Part(Struct, kw_only=True, forbid_unknown_fields=True, frozen=True):
    """Base of every object of the contract: keyword-only, immutable, closed."""


def _meta(title: str, description: str) -> Meta:
    return Meta(title=title, description=description)


class SheetNames(_Part, frozen=True):
    """The sheets a document was read from, by kind of block, in reading order."""

    identity: Annotated[list[str], _meta("Lembar identitas", "Sheets with the identity block.")] = field(
        name="identitas"
    )
    procedure: Annotated[list[str], _meta("Lembar prosedur", "Sheets with the procedure table.")] = field(
        name="prosedur"
    )
    identification: Annotated[
        list[str], _meta("Lembar identifikasi", "Sheets with the identification worksheet.")
    ] = field(name="identifikasi")


class Source(_Part, frozen=True):
    """Where a document came from."""

    file: Annotated[
        str | None, _meta("Berkas", "Path relative to its source folder, with forward slashes.")
    ] = field(name="berkas")
    sha256: Annotated[str | None, _meta("SHA-256", "Hex digest of the workbook's bytes.")]
    template_version: Annotated[
        str | None, _meta("Versi templat", "Version of the standard template; null for other layouts.")
    ] = field(name="versi_templat")
    sheets: Annotated[SheetNames, _meta("Lembar", "Sheets by kind of block.")] = field(name="lembar")


class Approval(_Part, frozen=True):
    """Disahkan oleh: the official who signs."""

    position: Annotated[str | None, _meta("Jabatan", "Position of the signing official.")] = field(
        name="jabatan"
    )
    name: Annotated[str | None, _meta("Nama", "Name of the signing official.")] = field(name="nama")
    rank: Annotated[str | None, _meta("Pangkat", "Civil service rank.")] = field(name="pangkat")
    employee_number: Annotated[str | None, _meta("NIP", "Civil servant number, 18 digits.")] = field(
        name="nip"
    )


class Identity(_Part, frozen=True):
    """The identity page: 13 fields of the regulation and the title of the procedure table."""

    agency: Annotated[list[str], _meta("Instansi", "Lines of the letterhead.")] = field(name="instansi")
    number: Annotated[str | None, _meta("Nomor SOP", "As written; local rules differ.")] = field(
        name="nomor_sop"
    )
    name: Annotated[str | None, _meta("Nama SOP", "Also headed Judul SOP.")] = field(name="nama_sop")
    procedure_title: Annotated[
        str | None, _meta("Judul Prosedur", "The title above the procedure table.")
    ] = field(name="judul_prosedur")
    created: Annotated[str | None, _meta("Tanggal Pembuatan", "ISO date, or yyyy-mm without a day.")] = field(
        name="tanggal_pembuatan"
    )
    revised: Annotated[str | None, _meta("Tanggal Revisi", "ISO date; may lie in the future.")] = field(
        name="tanggal_revisi"
    )
    effective: Annotated[
        str | None, _meta("Tanggal Efektif", "ISO date; also headed Tanggal Pengesahan.")
    ] = field(name="tanggal_efektif")
    approved_by: Annotated[Approval, _meta("Disahkan oleh", "The official who signs.")] = field(
        name="disahkan_oleh"
    )
    legal_basis: Annotated[list[str], _meta("Dasar Hukum", "One regulation an item.")] = field(
        name="dasar_hukum"
    )
    qualifications: Annotated[
        list[str], _meta("Kualifikasi Pelaksana", "What performers must know or be able to do.")
    ] = field(name="kualifikasi_pelaksana")
    related: Annotated[list[str], _meta("Keterkaitan", "Related SOPs.")] = field(name="keterkaitan")
    equipment: Annotated[list[str], _meta("Peralatan/Perlengkapan", "Tools and supplies.")] = field(
        name="peralatan_perlengkapan"
    )
    warnings: Annotated[list[str], _meta("Peringatan", "What happens if the SOP is not followed.")] = field(
        name="peringatan"
    )
    records: Annotated[list[str], _meta("Pencatatan dan Pendataan", "What is recorded, and by whom.")] = (
        field(name="pencatatan_pendataan")
    )


class Participation(_Part, frozen=True):
    """One performer's part in one step."""

    name: Annotated[str, _meta("Pelaksana", "The performer column's name.")] = field(name="nama")
    symbols: Annotated[
        list[Symbol], _meta("Simbol", "Shapes in the cell, at most two; empty for a mark of unknown shape.")
    ] = field(name="simbol")


class Duration(_Part, frozen=True):
    """Waktu (mutu baku): how long a step may take."""

    text: Annotated[str | None, _meta("Waktu", "What the cell says.")] = field(name="teks")
    minimum: Annotated[Number | None, _meta("Paling cepat", "In `satuan`.")] = field(name="min")
    maximum: Annotated[Number | None, _meta("Paling lama", "In `satuan`.")] = field(name="maks")
    unit: Annotated[Unit | None, _meta("Satuan", "Unit of min and maks.")] = field(name="satuan")
    minutes: Annotated[
        Number | None, _meta("Menit", "The upper bound in minutes under the profile; null if unknown.")
    ] = field(name="menit")


class Way(_Part, frozen=True):
    """One way out of a step."""

    step: Annotated[
        int | None, _meta("Langkah tujuan", "Number of the step it leads to; null = the end.")
    ] = field(name="langkah")
    label: Annotated[str | None, _meta("Label", "Such as Ya or Tidak; as written.")]


class Origin(_Part, frozen=True):
    """Where a step was read."""

    sheet: Annotated[str | None, _meta("Lembar", "Sheet name.")] = field(name="lembar")
    row: Annotated[int | None, _meta("Baris", "Row of the sheet, from 1.")] = field(name="baris")


class Step(_Part, frozen=True):
    """One row of the procedure table."""

    number: Annotated[int | None, _meta("No.", "As written; null for a row that lost its number.")] = field(
        name="nomor"
    )
    description: Annotated[str | None, _meta("Uraian Prosedur", "What is done.")] = field(name="uraian")
    performers: Annotated[list[Participation], _meta("Pelaksana", "Who takes part, in column order.")] = (
        field(name="pelaksana")
    )
    requirements: Annotated[str | None, _meta("Kelengkapan", "What is needed.")] = field(name="kelengkapan")
    duration: Annotated[Duration, _meta("Waktu", "Standard time.")] = field(name="waktu")
    output: Annotated[str | None, _meta("Output", "What comes out.")]
    note: Annotated[str | None, _meta("Keterangan", "Remarks.")] = field(name="keterangan")
    next: Annotated[list[Way], _meta("Langkah berikutnya", "Ways out; empty for the last step.")] = field(
        name="berikutnya"
    )
    origin: Annotated[Origin, _meta("Asal", "Where the row stands in the workbook.")] = field(name="asal")


class Profile(_Part, frozen=True):
    """A working-time profile: minutes in each unit longer than an hour."""

    name: Annotated[str, _meta("Profil", "Name of the profile.")] = field(name="nama")
    day: Annotated[int, _meta("Hari", "Minutes in a day.")] = field(name="hari")
    week: Annotated[int, _meta("Minggu", "Minutes in a week.")] = field(name="minggu")
    month: Annotated[int, _meta("Bulan", "Minutes in a month.")] = field(name="bulan")
    year: Annotated[int, _meta("Tahun", "Minutes in a year.")] = field(name="tahun")


class Totals(_Part, frozen=True):
    """The standard minutes of the whole procedure."""

    minutes: Annotated[Number, _meta("Jumlah menit", "Sum of the known minutes.")] = field(name="menit")
    explicit: Annotated[
        Number, _meta("Menit tertulis", "Part written in minutes or hours: needs no assumption.")
    ] = field(name="menit_eksplisit")
    converted: Annotated[
        Number, _meta("Menit hasil konversi", "Part converted from days or longer under the profile.")
    ] = field(name="menit_dikonversi")
    complete: Annotated[bool, _meta("Lengkap", "False as soon as one step has no minutes.")] = field(
        name="lengkap"
    )
    without_time: Annotated[
        list[int | None], _meta("Langkah tanpa waktu", "Numbers of the steps without minutes.")
    ] = field(name="langkah_tanpa_waktu")
    profile: Annotated[Profile, _meta("Profil waktu kerja", "The conversion used.")] = field(name="profil")
    by_performer: Annotated[
        dict[str, Number],
        _meta("Menit per pelaksana", "Full minutes of every step a performer takes part in."),
    ] = field(name="per_pelaksana")


class Responsible(_Part, frozen=True):
    """Penanggung jawab: who answers for the product and for the activity."""

    product: Annotated[str | None, _meta("Penanggung jawab produk", "As authored.")] = field(name="produk")
    activity: Annotated[str | None, _meta("Penanggung jawab kegiatan", "As authored.")] = field(
        name="kegiatan"
    )


class IdentifiedStep(_Part, frozen=True):
    """One line of part C of the identification worksheet."""

    group: Annotated[Group, _meta("Kelompok", "First step awal, last akhir, others utama.")] = field(
        name="kelompok"
    )
    number: Annotated[int | None, _meta("Nomor", "Number of the step.")] = field(name="nomor")
    description: Annotated[str | None, _meta("Uraian", "The step, verbatim.")] = field(name="uraian")


class Identification(_Part, frozen=True):
    """Lembar Kerja Identifikasi Kegiatan."""

    sop_title: Annotated[str | None, _meta("Judul SOP", "As found, else nama_sop.")] = field(name="judul_sop")
    kind: Annotated[str | None, _meta("Jenis Kegiatan", "Pelayanan, Rutin or Penugasan; as authored.")] = (
        field(name="jenis_kegiatan")
    )
    responsible: Annotated[
        Responsible, _meta("Penanggung Jawab", "For the product and for the activity.")
    ] = field(name="penanggung_jawab")
    scope: Annotated[str | None, _meta("Scope (Ruang Lingkup)", "As authored.")] = field(name="ruang_lingkup")
    activity_title: Annotated[str | None, _meta("Judul Kegiatan", "As found, else nama_sop.")] = field(
        name="judul_kegiatan"
    )
    first: Annotated[str | None, _meta("Langkah Awal", "The first step.")] = field(name="langkah_awal")
    main: Annotated[str | None, _meta("Langkah Utama", "Authored, else the middle steps joined by '; '.")] = (
        field(name="langkah_utama")
    )
    last: Annotated[str | None, _meta("Langkah Akhir", "The last step.")] = field(name="langkah_akhir")
    steps: Annotated[list[IdentifiedStep], _meta("Identifikasi Langkah", "All steps, verbatim.")] = field(
        name="langkah"
    )


class FindingEntry(_Part, frozen=True):
    """One finding as it appears in the JSON."""

    code: Annotated[str, _meta("Kode", "Stable code of the rule.")] = field(name="kode")
    severity: Annotated[Severity, _meta("Tingkat", "galat, peringatan or info.")] = field(name="tingkat")
    sheet: Annotated[str | None, _meta("Lembar", "Sheet to look at.")] = field(name="lembar")
    cell: Annotated[str | None, _meta("Sel", "A1 address to look at.")] = field(name="sel")
    step: Annotated[int | None, _meta("Langkah", "Number of the step concerned.")] = field(name="langkah")
    message: Annotated[str, _meta("Pesan", "What is wrong.")] = field(name="pesan")
    fix: Annotated[str, _meta("Saran", "What to type instead.")] = field(name="saran")


class Sop(_Part, frozen=True):
    """One SOP: one JSON document."""

    schema_version: Annotated[Literal["1"], _meta("Versi skema", "Version of this contract.")] = field(
        name="versi_skema"
    )
    source: Annotated[Source, _meta("Sumber", "Where the document came from.")] = field(name="sumber")
    identity: Annotated[Identity, _meta("Identitas", "The identity page.")] = field(name="identitas")
    performers: Annotated[
        list[str], _meta("Pelaksana", "The performer columns of all pages, in order of first sight.")
    ] = field(name="pelaksana")
    steps: Annotated[list[Step], _meta("Prosedur", "The rows of the procedure table.")] = field(
        name="langkah"
    )
    totals: Annotated[Totals, _meta("Total", "Standard minutes.")] = field(name="total")
    identification: Annotated[
        Identification, _meta("Lembar Kerja Identifikasi Kegiatan", "Regenerated from the steps.")
    ] = field(name="identifikasi")
    findings: Annotated[list[FindingEntry], _meta("Temuan", "What a reviewer has to look at.")] = field(
        name="temuan"
    )


NO_APPROVAL = Approval(position=None, name=None, rank=None, employee_number=None)
NO_IDENTITY = Identity(
    agency=[], number=None, name=None, procedure_title=None, created=None, revised=None, effective=None,
    approved_by=NO_APPROVAL, legal_basis=[], qualifications=[], related=[], equipment=[], warnings=[], records=[],
)  # fmt: skip
NO_DURATION = Duration(text=None, minimum=None, maximum=None, unit=None, minutes=None)
NO_RESPONSIBLE = Responsible(product=None, activity=None)
NO_SOURCE = Source(
    file=None,
    sha256=None,
    template_version=None,
    sheets=SheetNames(identity=[], procedure=[], identification=[]),
)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Sop)


def encode(sop: Sop) -> bytes:
    """The document as one line of JSON (UTF-8)."""
    return _encoder.encode(sop)


def pretty(line: bytes) -> bytes:
    """A JSON line laid out for people: two spaces of indent, a final newline."""
    return msgspec.json.format(line, indent=2) + b"\n"


def decode(data: bytes | str) -> Sop:
    """The document in a JSON text.

    Raises:
        msgspec.ValidationError: The text does not follow the contract; the message names the path.
        msgspec.DecodeError: The text is not JSON.
    """
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """The contract as a JSON Schema (2020-12)."""
    schema = msgspec.json.schema(Sop)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Dokumen SOP AP",
        **schema,
    }


def schema_text() -> str:
    """The published schema as the text of its file: two spaces of indent, a final newline."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n"
