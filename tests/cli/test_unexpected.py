"""A fault of ours costs one workbook, in one sentence; the traceback comes with --debug only."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.command import EXAMPLES, xl_sop
from xl_sop.book.grid import Book
from xl_sop.cli.root import cli

FIRST = EXAMPLES / "000_kecamatan_sumpiuh.xlsx"


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(book: Book) -> None:
        raise LookupError(f"no block in {book.name}")

    monkeypatch.setattr("xl_sop.reading.documents.read_book", read)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("command", ["validate", "totals"])
def test_without_debug(command: str) -> None:
    result = run(command, FIRST)
    assert result.exit_code == 1
    assert "(LookupError: no block in 000_kecamatan_sumpiuh.xlsx)" in result.stderr.splitlines()[0]
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("faulty")
def test_with_debug(tmp_path: Path) -> None:
    result = run("convert", FIRST, "--out", tmp_path, "--debug", "--quiet")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert "test_unexpected.py" in result.stderr


def test_a_fault_outside_any_workbook(tmp_path: Path) -> None:
    (tmp_path / "msgspec.py").write_text("raise RuntimeError('broken installation')")
    env = {"PYTHONPATH": f"{tmp_path}:{EXAMPLES.parents[1]}"}
    result = xl_sop("schema", **env)
    assert result.returncode == 1
    assert result.stderr == (
        "Unexpected error (RuntimeError: broken installation); run again with --debug and report what it prints.\n"
    )
