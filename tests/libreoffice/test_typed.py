"""What Excel takes a written text for."""

from __future__ import annotations

import pytest

from xl_sop.libreoffice.typed import Reading, reading_of

CASES = {
    Reading.NUMBER: ["1", "01", "-3", "+62", "1.5", "1.", ".5", "1,000", "1e5", "10%", "$5", "(3)", "1 1/2"],
    Reading.DATE: [
        "1/2",
        "5-10",
        "5-10-2020",
        "2024-01-31",
        "April 2024",
        "Jan-24",
        "18 Jan 2021",
        "Sept 2024",
    ],
    Reading.TIME: ["8:15", "08:15:30", "8:15 PM"],
    Reading.BOOLEAN: ["TRUE", "false"],
    Reading.FORMULA: ["=x", "=A1+1", "- Buku agenda", "+a", "@SUM", "--"],
    Reading.TEXT: [
        "15 Menit",
        "1 x 24 Jam",
        "1 – 20 Hari Kerja",
        "14,",
        "1,5",
        "2 (dua) hari",
        "Rp5",
        "½",
        "-",
        "=",
        "Januari 2024",
        "Mei 2024",
        "061.1/366",
        "a=b",
        "",
        " ",
        "TRUE FALSE",
        "Marketing 12",
        "Marketing",
    ],
}


@pytest.mark.parametrize(
    ("text", "reading"), [(text, reading) for reading, texts in CASES.items() for text in texts]
)
def test_reading(text, reading):
    assert reading_of(text) is reading
