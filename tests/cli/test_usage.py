"""Wrong usage: status 2, one sentence, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import EXAMPLES, xl_sop

FIRST = EXAMPLES / "000_kecamatan_sumpiuh.xlsx"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Usage"),
        (["ubah"], "No such command 'ubah'"),
        (["convert"], "Missing argument 'SOURCE...'"),
        (["convert", FIRST], "Missing option '--out'"),
        (["convert", FIRST, "--out", FIRST], "is a file"),
        (["convert", FIRST, "--out", "hasil", "--jobs", "0"], "not in the range"),
        (["convert", FIRST, "--out", "hasil", "--report", "laporan.txt"], ".xlsx, .csv or .json"),
        (["convert", FIRST, "--out", "hasil", "--report", "a.json", "--ndjson", "./a.json"], "the same file"),
        (["convert", FIRST, "--out", "hasil", "--report", FIRST], "one of the sources"),
        (["convert", FIRST, "--out", "hasil", "--profile", "12jam"], "12jam"),
        (["convert", FIRST, "--out", "hasil", "--lang", "de"], "'id', 'en'"),
        (["convert", FIRST, "--out", "hasil", "--tebal"], "No such option"),
        (["validate", FIRST, "--format", "xml"], "'text', 'json'"),
        (["totals"], "Missing argument"),
        (["new", "templat.xls"], ".xlsx"),
        (["new", "templat.xlsx", "--from", "a.json", "--performer", "Camat"], "--performer"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[object], says: str) -> None:
    result = xl_sop(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert says in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_outputs_that_would_share_a_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    for unit in ("a", "b"):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "sop.xlsx").write_bytes(FIRST.read_bytes())
    result = xl_sop("convert", "a", "b", "--out", "hasil", cwd=tmp_path)
    assert result.returncode == 2
    assert "sop.xlsx" in result.stderr
    assert not (tmp_path / "hasil").exists()


def test_wrong_usage_in_indonesian(tmp_path: Path) -> None:
    result = xl_sop("convert", XL_SOP_LANG="id")
    assert result.stderr.splitlines() == [
        "Pemakaian: xl-sop convert [OPSI] SUMBER...",
        "Bantuan: 'xl-sop convert --help'.",
        "",
        "Kesalahan: Argumen belum diisi 'SUMBER...'.",
    ]
