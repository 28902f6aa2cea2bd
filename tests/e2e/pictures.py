"""The pictures of a drawn SOP in the README, made anew: an example as it is printed before and after Diagram Alir.

    python -m tests.e2e.pictures [FOLDER]

Needs LibreOffice and poppler-utils. Without a folder they go where the README shows them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from xl_sop.printing.office import to_pdf
from xl_sop.printing.print_copy import print_copies

HERE = Path(__file__).resolve().parent
EXAMPLES = sorted((HERE.parents[1] / "workbooks" / "contoh").glob("*.xlsx"))
EXAMPLE = EXAMPLES[0]
_DPI = 80


def page_with(pdf: bytes, words: str, target: Path) -> Path:
    """The first page of a PDF with some words on it, as a picture in grey."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sop.pdf"
        source.write_bytes(pdf)
        text = subprocess.run(["pdftotext", "-layout", source, "-"], capture_output=True, check=True).stdout
        number = next(n for n, page in enumerate(text.decode().split("\f"), 1) if words in page)
        where = ["-f", str(number), "-l", str(number), "-r", str(_DPI), "-gray", "-png", "-singlefile"]
        subprocess.run(["pdftoppm", *where, source, target.with_suffix("")], check=True)
    return target


def main(folder: Path) -> None:
    """Both pictures."""
    data = EXAMPLE.read_bytes()
    print(page_with(to_pdf(data), "Mutu Baku", folder / "diagram_sebelum.png"))
    (drawn,) = print_copies(data)
    print(page_with(to_pdf(drawn), "Mutu Baku", folder / "diagram_sesudah.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "gambar")
