"""What a good colleague would write: openpyxl reads, pandas shapes, pandera checks, json writes, one by one.

It knows the standard template's sheets and labels, and does a fair part of what `xl-sop convert` does: identity, steps
with performers, minutes, the identification worksheet, a list of findings.
"""

import json
import re
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pandera.pandas as pa

MINUTES = {"menit": 1, "jam": 60, "hari": 450, "minggu": 2250, "bulan": 9000, "tahun": 108000}
WAKTU = re.compile(r"(\d+)\s*(menit|jam|hari|minggu|bulan|tahun)", re.IGNORECASE)
SCHEMA = pa.DataFrameSchema(
    {
        "No.": pa.Column(int, [pa.Check.gt(0), pa.Check(lambda s: s.is_unique)]),
        "Uraian Prosedur": pa.Column(str, pa.Check(lambda s: s.str.match("Me"))),
        "Kelengkapan": pa.Column(str, nullable=True),
        "Waktu": pa.Column(str, pa.Check.str_contains(r"\d+ ?\w+")),
        "Output": pa.Column(str),
        "menit": pa.Column(float, pa.Check.gt(0)),
    }
)


def text(value):
    return " ".join(str(value).split()) if value is not None else None


def read_identity(sheet):
    labels = {}
    for row in sheet.iter_rows(values_only=True):
        cells = [text(cell) for cell in row if cell is not None]
        if len(cells) >= 2:
            labels[cells[-2]] = cells[-1]
    return labels


def read_steps(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    top = next(i for i, row in enumerate(rows) if row[0] == "No.")
    header = [below or above for above, below in zip(rows[top], rows[top + 1], strict=True)]
    frame = pd.DataFrame(rows[top + 2 :], columns=header)
    frame = frame.loc[:, [name for name in frame.columns if name]]
    frame = frame[pd.to_numeric(frame["No."], errors="coerce").notna()].copy()
    frame["No."] = frame["No."].astype(int)
    for name in ("Uraian Prosedur", "Kelengkapan", "Waktu", "Output", "Keterangan"):
        frame[name] = frame[name].map(text)
    found = frame["Waktu"].str.extract(WAKTU)
    frame["menit"] = found[0].astype(float) * found[1].str.lower().map(MINUTES)
    return frame


def performers_of(frame):
    names = list(frame.columns)
    return names[names.index("Uraian Prosedur") + 1 : names.index("Kelengkapan")]


def read_worksheet(sheet):
    fields, lines = {}, []
    for row in sheet.iter_rows(values_only=True):
        cells = [text(cell) for cell in row if cell is not None]
        if cells and cells[-2:-1] and cells[-2].isdigit():
            lines.append({"nomor": int(cells[-2]), "uraian": cells[-1]})
        elif len(cells) == 2:
            fields[cells[0]] = cells[1]
    return fields, lines


def convert(path):
    book = openpyxl.load_workbook(path, data_only=True)
    identity = read_identity(book["Identitas"])
    steps = read_steps(book["Prosedur"])
    fields, lines = read_worksheet(book["Identifikasi"])
    performers = performers_of(steps)
    findings = []
    try:
        SCHEMA.validate(steps, lazy=True)
    except pa.errors.SchemaErrors as errors:
        findings = errors.failure_cases.astype(str).to_dict("records")
    findings += [
        {"langkah": line["nomor"], "pesan": "Identifikasi berbeda"}
        for line, said in zip(lines, steps["Uraian Prosedur"], strict=False)
        if line["uraian"] != said
    ]
    records = steps.to_dict("records")
    return {
        "berkas": path.name,
        "identitas": identity,
        "pelaksana": performers,
        "langkah": [
            {
                "nomor": row["No."],
                "uraian": row["Uraian Prosedur"],
                "pelaksana": [name for name in performers if row[name]],
                "kelengkapan": row["Kelengkapan"],
                "waktu": {"teks": row["Waktu"], "menit": row["menit"]},
                "output": row["Output"],
                "keterangan": row["Keterangan"],
            }
            for row in records
        ],
        "total": {
            "menit": float(steps["menit"].sum()),
            "per_pelaksana": {
                name: float(steps.loc[steps[name].notna(), "menit"].sum()) for name in performers
            },
        },
        "identifikasi": {"isi": fields, "langkah": lines},
        "temuan": findings,
    }


folder, count, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
for path in sorted(folder.rglob("*.xlsx"))[:count]:
    document = json.dumps(convert(path), ensure_ascii=False, indent=2)
    (out / f"{path.stem}.json").write_text(document + "\n", encoding="utf-8")
