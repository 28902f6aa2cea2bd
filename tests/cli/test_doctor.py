"""`xl-sop doctor` on this very computer: a table, one sentence at the end, a status."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import xl_sop


def home(tmp_path: Path, **more: str) -> dict[str, str]:
    """A user without any settings."""
    folders = {"HOME": tmp_path, "XDG_CONFIG_HOME": tmp_path / "config", "XDG_STATE_HOME": tmp_path / "state"}
    return {name: str(path) for name, path in folders.items()} | more


def test_the_table_and_the_status(tmp_path: Path):
    run = xl_sop("doctor", **home(tmp_path, XL_SOP_LANG="id"))
    *table, end = run.stdout.splitlines()
    assert {line[0] for line in table} <= set("✓✗!?– ")
    assert table[0].startswith("✓ Python 3.")
    fine = not any(line.startswith("✗") for line in table)
    assert (run.returncode, run.stderr) == (0 if fine else 1, "")
    assert end == (
        "Semua yang diperlukan sudah siap."
        if fine
        else "Ada yang belum siap: ikuti saran pada baris bertanda ✗."
    )
    assert list(tmp_path.iterdir()) == []  # it only looks


def test_what_is_not_in_order_ends_with_status_1(tmp_path: Path):
    (tmp_path / "state").touch()  # a file where the folder of the log should be
    run = xl_sop("doctor", **home(tmp_path))
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    at = lines.index(f"✗ Cannot write in {tmp_path / 'state' / 'xl_sop'}")
    assert lines[at + 1].startswith("  → Give yourself the right to write there")
    assert lines[-1] == "Something is not in order: follow the advice at the lines marked ✗."


def test_a_console_of_another_encoding_gets_plain_marks(tmp_path: Path):
    run = xl_sop("doctor", **home(tmp_path, PYTHONIOENCODING="ascii"))
    assert run.stdout.startswith("+ Python 3.")
    assert "- The LibreOffice macro is not installed" in run.stdout
    assert "\\u" not in run.stdout
