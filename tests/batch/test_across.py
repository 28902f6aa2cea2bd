"""One Nomor SOP on several workbooks of a batch."""

from __future__ import annotations

from tests.batch.readers import read
from xl_sop.batch.across import Numbers
from xl_sop.batch.outcome import Made, row_of


def made(number: str | None, file: str) -> Made:
    [document] = read(b"1", name=file)()
    row = row_of(document.sop, file, None)
    row.number = number
    return Made(row, b"", document.as_found.identity["number"][0].address)


def test_spaces_and_capitals_do_not_make_another_number() -> None:
    numbers = Numbers()
    written = ["061/01/Dinsos", "061 / 01 / DINSOS", "061/02/Dinsos", None, None, "061-01-dinsos"]
    for position, number in enumerate(written):
        numbers.add(position, made(number, f"{position}.xlsx"))
    found = numbers.findings("id")
    assert {position: [entry.code for entry in entries] for position, entries in found.items()} == {
        position: ["nomor-sop-ganda"] for position in (0, 1, 5)
    }
    assert "1.xlsx" in found[0][0].message
    assert "5.xlsx" in found[0][0].message
    assert "061 / 01 / DINSOS" in found[1][0].message
