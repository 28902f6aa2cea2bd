"""What the button Ekspor JSON writes beside a workbook, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.readers import read
from xl_sop import model
from xl_sop.batch.export import export
from xl_sop.batch.ownership import ForeignFile
from xl_sop.package.saving import WriteError


def documents(count: int, name: str = "sop.xlsx") -> list[bytes]:
    return [model.pretty(model.encode(d.sop)) for d in read(str(count).encode(), name=name)()]


def test_documents_stand_beside_their_workbook_and_are_replaced_by_the_next_export(tmp_path: Path) -> None:
    book = tmp_path / "sop.xlsx"
    assert export(book, documents(1)) == [tmp_path / "sop.json"]
    assert export(book, documents(2)) == [tmp_path / "sop.1.json", tmp_path / "sop.2.json"]
    newer = [data.replace(b"Menyusun", b"Memeriksa") for data in documents(2)]
    export(book, newer)
    assert (tmp_path / "sop.2.json").read_bytes() == newer[1]
    # what convert made from a folder above names the same workbook
    (tmp_path / "sop.json").write_bytes(*documents(1, "unit/sop.xlsx"))
    export(book, documents(1))
    assert (tmp_path / "sop.json").read_bytes() == documents(1)[0]


@pytest.mark.parametrize("theirs", [b"catatan saya", b"{}", b"\xff\xfe", *documents(1, "lain.xlsx")])
def test_a_file_that_was_not_made_from_the_workbook_is_replaced_only_if_asked(
    tmp_path: Path, theirs: bytes
) -> None:
    (tmp_path / "sop.2.json").write_bytes(theirs)
    with pytest.raises(ForeignFile) as refusal:
        export(tmp_path / "sop.xlsx", documents(2))
    assert refusal.value.indonesian == (
        "sop.2.json sudah ada di folder itu dan bukan hasil dari sop.xlsx, jadi belum diganti."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["sop.2.json"]
    assert (tmp_path / "sop.2.json").read_bytes() == theirs
    export(tmp_path / "sop.xlsx", documents(2), replace=True)
    assert (tmp_path / "sop.2.json").read_bytes() == documents(2)[1]


def test_a_folder_of_that_name_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "sop.json").mkdir()
    with pytest.raises(WriteError, match=r"sop\.json cannot be written"):
        export(tmp_path / "sop.xlsx", documents(1))
