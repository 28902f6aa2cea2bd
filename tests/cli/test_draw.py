"""`xl-sop draw`: what it prints, where it writes, how it ends."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLES, TEMPLATE, xl_sop

SOURCE = EXAMPLES / "002_kecamatan_muara_papalik.xlsx"

TOLD = {
    "id": (
        "Prosedur: diagram alir dari 14 langkah digambar: 19 simbol, 14 panah, 2 halaman.",
        "Ditulis ke hasil.xlsx.",
        "Prosedur: diagram alir sudah sesuai dengan tabel, tidak ada yang diubah.",
    ),
    "en": (
        "Prosedur: flowchart of 14 step(s) drawn: 19 symbol(s), 14 arrow(s), 2 page(s).",
        "Written to hasil.xlsx.",
        "Prosedur: the flowchart agrees with the table already, nothing changed.",
    ),
}


@pytest.mark.parametrize("lang", TOLD)
def test_what_was_drawn_is_told_and_a_second_run_changes_nothing(lang: str, tmp_path: Path) -> None:
    drawn, written, same = TOLD[lang]
    first = xl_sop("draw", SOURCE, "--out", "hasil.xlsx", cwd=tmp_path, XL_SOP_LANG=lang)
    assert (first.returncode, first.stdout.strip(), first.stderr.strip()) == (0, drawn, written)
    out = tmp_path / "hasil.xlsx"
    once, when = out.read_bytes(), out.stat().st_mtime_ns
    again = xl_sop("draw", "hasil.xlsx", "--in-place", cwd=tmp_path, XL_SOP_LANG=lang)
    assert (again.returncode, again.stdout.strip(), again.stderr) == (0, same, "")
    assert (out.read_bytes(), out.stat().st_mtime_ns) == (once, when)


USAGE = {
    "neither": ([SOURCE], "choose one of --out FILE and --in-place"),
    "both": ([SOURCE, "--out", "a.xlsx", "--in-place"], "choose one of"),
    "another kind": ([SOURCE, "--out", "a.xlsm"], "must end in .xlsx"),
    "no PDF": ([SOURCE, "--out", "a.xlsx", "--pdf", "a.doc"], "must end in .pdf"),
    "no paper": ([SOURCE, "--out", "a.xlsx", "--paper", "A3"], "'A3' is not one of"),
    "nothing": ([], "Missing argument"),
}


@pytest.mark.parametrize("case", USAGE)
def test_wrong_usage(case: str, tmp_path: Path) -> None:
    arguments, sentence = USAGE[case]
    run = xl_sop("draw", *arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert sentence in " ".join(run.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_an_existing_pdf_needs_force(tmp_path: Path) -> None:
    pdf = tmp_path / "ada.pdf"
    pdf.write_bytes(b"penting")
    run = xl_sop("draw", SOURCE, "--out", tmp_path / "a.xlsx", "--pdf", pdf)
    assert (run.returncode, pdf.read_bytes()) == (2, b"penting")
    assert not (tmp_path / "a.xlsx").exists()


def test_without_libreoffice_the_workbook_is_drawn_and_one_sentence_says_why_there_is_no_pdf(
    tmp_path: Path,
) -> None:
    run = xl_sop(
        "draw",
        SOURCE,
        "--out",
        "a.xlsx",
        "--pdf",
        "a.pdf",
        cwd=tmp_path,
        XL_SOP_LANG="id",
        PATH="/nonexistent",
    )
    assert run.returncode == 1
    lines = run.stderr.splitlines()
    assert lines[0] == "Ditulis ke a.xlsx."
    assert len(lines) == 2
    assert "LibreOffice tidak ditemukan" in lines[1]
    assert "Siap Cetak" in lines[1]
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")
    assert not (tmp_path / "a.pdf").exists()


def test_an_empty_template_and_a_file_that_is_open_are_refused_in_one_sentence(tmp_path: Path) -> None:
    empty = xl_sop("draw", TEMPLATE, "--out", tmp_path / "a.xlsx", XL_SOP_LANG="id")
    assert (empty.returncode, empty.stdout, len(empty.stderr.splitlines())) == (1, "", 1)
    assert "belum berisi langkah" in empty.stderr
    book = Path(shutil.copy(SOURCE, tmp_path / "buku.xlsx"))
    (tmp_path / "~$buku.xlsx").write_bytes(b"")
    before = book.read_bytes()
    open_ = xl_sop("draw", book, "--in-place")
    assert (open_.returncode, len(open_.stderr.splitlines())) == (1, 1)
    assert "is open in another program" in open_.stderr
    assert book.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["buku.xlsx", "~$buku.xlsx"]
