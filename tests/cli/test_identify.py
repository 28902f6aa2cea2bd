"""`xl-sop identify`: what it prints, where it writes, how it ends."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLES, TEMPLATE, xl_sop

DRIFTED = EXAMPLES / "000_kecamatan_sumpiuh.xlsx"
RIGHT = EXAMPLES / "002_kecamatan_muara_papalik.xlsx"

TOLD = {
    "id": (
        "Identifikasi: disusun ulang dari tabel prosedur, 2 baris berubah.",
        "  Langkah Utama: diisi “Membuat format",
        "  Langkah 4: “Mengundang Camat dan pejabat terkait",
        "Ditulis ke hasil.xlsx.",
        "Identifikasi: sudah sesuai dengan tabel prosedur, tidak ada yang diubah.",
    ),
    "en": (
        "Identifikasi: regenerated from the procedure table, 2 line(s) changed.",
        "  Langkah Utama: filled in with “Membuat format",
        "  Langkah 4: “Mengundang Camat dan pejabat terkait",
        "Written to hasil.xlsx.",
        "Identifikasi: agrees with the procedure table, nothing changed.",
    ),
}


@pytest.mark.parametrize("lang", TOLD)
def test_the_lines_that_changed_are_told_and_a_second_run_changes_nothing(lang: str, tmp_path: Path) -> None:
    head, *changes, written, same = TOLD[lang]
    first = xl_sop("identify", DRIFTED, "--out", "hasil.xlsx", cwd=tmp_path, XL_SOP_LANG=lang)
    lines = first.stdout.splitlines()
    assert (first.returncode, lines[0], first.stderr.strip()) == (0, head, written)
    assert [line.startswith(start) for line, start in zip(lines[1:], changes, strict=True)] == [True, True]
    assert max(map(len, lines)) < 220
    out = tmp_path / "hasil.xlsx"
    once, when = out.read_bytes(), out.stat().st_mtime_ns
    again = xl_sop("identify", "hasil.xlsx", "--in-place", cwd=tmp_path, XL_SOP_LANG=lang)
    assert (again.returncode, again.stdout.strip(), again.stderr) == (0, same, "")
    assert (out.read_bytes(), out.stat().st_mtime_ns) == (once, when)


def test_nothing_to_change_with_out_is_an_exact_copy(tmp_path: Path) -> None:
    out = tmp_path / "salinan.xlsx"
    run = xl_sop("identify", RIGHT, "--out", out)
    assert (run.returncode, out.read_bytes()) == (0, RIGHT.read_bytes())
    assert "an exact copy" in run.stderr


def test_an_existing_file_needs_force(tmp_path: Path) -> None:
    out = tmp_path / "ada.xlsx"
    out.write_bytes(b"penting")
    refused = xl_sop("identify", DRIFTED, "--out", out)
    assert (refused.returncode, out.read_bytes()) == (2, b"penting")
    assert "--force" in refused.stderr
    assert xl_sop("identify", DRIFTED, "--out", out, "--force").returncode == 0
    assert out.read_bytes().startswith(b"PK")


USAGE = {
    "neither": ([DRIFTED], "choose one of --out FILE and --in-place"),
    "both": ([DRIFTED, "--out", "a.xlsx", "--in-place"], "choose one of"),
    "another kind": ([DRIFTED, "--out", "a.xlsm"], "must end in .xlsx"),
    "itself": ([DRIFTED, "--out", DRIFTED], "use --in-place"),
    "nothing": ([], "Missing argument"),
}


@pytest.mark.parametrize("case", USAGE)
def test_wrong_usage(case: str, tmp_path: Path) -> None:
    arguments, sentence = USAGE[case]
    before = DRIFTED.read_bytes()
    run = xl_sop("identify", *arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert sentence in run.stderr
    assert DRIFTED.read_bytes() == before
    assert os.listdir(tmp_path) == []


def _open(folder: Path) -> Path:
    path = folder / "buka.xlsx"
    shutil.copyfile(DRIFTED, path)
    (folder / "~$buka.xlsx").write_bytes(b"")
    return path


def _text(folder: Path) -> Path:
    path = folder / "teks.xlsx"
    path.write_bytes(b"bukan zip")
    return path


def _template(folder: Path) -> Path:
    return Path(shutil.copyfile(TEMPLATE, folder / "templat.xlsx"))


FAILURES = {
    "open in Excel": (_open, "sedang terbuka"),
    "no workbook": (_text, "teks.xlsx: "),
    "no steps": (_template, "belum berisi langkah"),
    "missing": (lambda folder: folder / "tidak.xlsx", "Berkas tidak ditemukan"),
    "a folder": (lambda folder: folder, "Ini folder"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_one_line_with_the_path(case: str, tmp_path: Path) -> None:
    make, sentence = FAILURES[case]
    path = make(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)}
    run = xl_sop("identify", path, "--in-place", XL_SOP_LANG="id")
    assert (run.returncode, run.stdout) == (1, "")
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"{path}: ")
    assert sentence in line
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == before
