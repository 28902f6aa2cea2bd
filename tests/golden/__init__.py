"""What other systems rely on, as files: the published schema, and the documents of the examples and originals.

They are compared byte for byte, so that a renamed or moved key, a word of the schema or a value that is read in
another way is a visible change of a file, and not only of the model. After a change that was meant, write them anew
and read the difference:

    python -m tests.golden
    git diff tests/golden

Each document stands in two files: `NAME.json` without its findings, which changes hardly ever, and `NAME.temuan.json`
with the findings alone, which change with every new rule. `sumber.sha256` is null in them: the originals are built by
the tests, and their bytes carry the hour.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

import xl_sop
from macros import contoh
from tests import originals
from xl_sop import model
from xl_sop.model import Sop

HERE = Path(__file__).parent


def schema() -> bytes:
    """The schema as `xl-sop schema` prints it."""
    return model.schema_text().encode()


def without_findings(sop: Sop) -> bytes:
    """The document's file, but for its findings and the digest of the workbook's bytes."""
    return model.pretty(model.encode(replace(sop, findings=[], source=replace(sop.source, sha256=None))))


def findings(sop: Sop) -> bytes:
    """The findings of a document, laid out as a file of their own."""
    return model.pretty(msgspec.json.encode(sop.findings))


def workbooks(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name of the golden file and workbook: the five examples as committed, the five originals built in a folder."""
    for name in originals.LAYOUTS:
        yield f"contoh/{name}", contoh.WORKBOOKS / contoh.EXAMPLES / f"{name}.xlsx"
        yield f"asli/{name}", originals.build(name, folder)


def read(workbook: Path) -> tuple[Sop, bytes]:
    """The one document of a workbook: as it goes out to the world, and decoded from that."""
    (document,) = xl_sop.read(workbook)
    data = xl_sop.to_json(document)
    return model.decode(data), data


def files(folder: Path) -> dict[str, bytes]:
    """Every golden file by its name below this folder, made anew.

    Args:
        folder: An empty folder, for workbooks.
    """
    made = {"skema.json": schema()}
    for name, workbook in workbooks(folder):
        sop, _ = read(workbook)
        made[f"{name}.json"] = without_findings(sop)
        made[f"{name}.temuan.json"] = findings(sop)
    return made


def committed() -> dict[str, bytes]:
    """Every golden file by its name below this folder, as committed."""
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in sorted(HERE.rglob("*.json"))}


def write() -> None:
    """Write all golden files anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = files(Path(folder))
    for name in committed().keys() - made.keys():
        (HERE / name).unlink()
    for name, data in made.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
