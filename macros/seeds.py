"""The five example SOPs: data under tests/data/seeds → documents.

The texts are those of scanned SOPs, defects included; officials are invented. Who performs a step was drawn and
is lost in the scans: the marks are a reconstruction, and each file's `catatan` says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import convert

from xl_sop import model, vocabulary
from xl_sop.address import Address
from xl_sop.document import AsFound, Cell, Document, FoundWorksheet, WorksheetLine
from xl_sop.model import Identity, Origin, Participation, Sop, Step, Symbol, Way
from xl_sop.waktu import duration, minutes
from xl_sop.worksheet import content as worksheet

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "seeds"

# JSON key → field of the worksheet as found
_FIELDS = {
    "judul_sop": "sop_title", "jenis_kegiatan": "kind", "produk": "product", "kegiatan": "activity",
    "ruang_lingkup": "scope", "judul_kegiatan": "activity_title", "langkah_awal": "first",
    "langkah_utama": "main", "langkah_akhir": "last",
}  # fmt: skip


def names() -> list[str]:
    """The names of the example SOPs, in order: `000_kecamatan_sumpiuh` and so on."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> dict[str, Any]:
    """The data of one example as its file has it."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def document(data: dict[str, Any]) -> Document:
    """An example as a document, its worksheet as the agency left it."""
    steps = _steps(data)
    identity = convert(data["identitas"], Identity)
    found = _worksheet(data["identifikasi"])
    sop = Sop(
        schema_version=model.SCHEMA_VERSION,
        source=model.NO_SOURCE,
        identity=identity,
        performers=data["pelaksana"],
        steps=steps,
        totals=minutes.build(steps, data["pelaksana"], duration.DEFAULT_PROFILE),
        identification=worksheet.build(steps, identity.name, found, None),
        findings=[],
    )
    return Document(sop, AsFound(worksheet=found))


def _steps(data: dict[str, Any]) -> list[Step]:
    rows = data["langkah"]
    following = [[Way(step=row["nomor"], label=None)] for row in rows[1:]] + [[]]
    return [
        Step(
            number=row["nomor"],
            description=row["uraian"],
            performers=[
                Participation(name=name, symbols=_symbols(row["tanda"][name]))
                for name in data["pelaksana"]
                if name in row["tanda"]
            ],
            requirements=row["kelengkapan"],
            duration=duration.parse(row["waktu"], data["satuan_waktu"]).duration,
            output=row["output"],
            note=row["keterangan"],
            next=ways,
            origin=Origin(sheet=None, row=None),
        )
        for row, ways in zip(rows, following, strict=True)
    ]


def _symbols(mark: str) -> list[Symbol]:
    return [vocabulary.SYMBOLS[word] for word in mark.split("+")]


def _worksheet(data: dict[str, Any] | None) -> FoundWorksheet | None:
    if data is None:
        return None
    nowhere = Address("", 0, 0)
    return FoundWorksheet(
        sheet="",
        title=nowhere,
        fields={field: Cell(nowhere, data[key], data[key]) for key, field in _FIELDS.items()},
        lines=[
            WorksheetLine(
                line["kelompok"],
                line["nomor"],
                nowhere,
                Cell(nowhere, line["uraian"], line["uraian"]),
            )
            for line in data["langkah"]
        ],
    )
