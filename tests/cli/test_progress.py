"""A progress bar on a terminal, and nothing of it elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.cli.command import COMMAND, EXAMPLES, environment, xl_sop


def on_a_terminal(*arguments: object) -> str:
    """What a command writes to a terminal as its stderr."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stderr=theirs, stdout=subprocess.PIPE, env=environment(TERM="xterm")
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not more:
            break
        said += more
    process.communicate()
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said.decode())


def test_count_rate_and_time_left_are_shown(tmp_path: Path) -> None:
    said = on_a_terminal("convert", EXAMPLES, "--out", tmp_path)
    assert "0/5" in said
    assert re.search(r"5/5 +\d+/s +\d+:\d\d:\d\d", said)
    assert "5 document(s) from 5 workbook(s)" in said


def test_failures_are_still_told(tmp_path: Path) -> None:
    (tmp_path / "rusak[1].xlsx").write_bytes(b"halo")
    said = on_a_terminal("convert", EXAMPLES, tmp_path, "--out", tmp_path / "hasil")
    assert "rusak[1].xlsx: " in said.replace("\r\n", "")


def test_no_bar_with_quiet_nor_outside_a_terminal(tmp_path: Path) -> None:
    assert on_a_terminal("convert", EXAMPLES, "--out", tmp_path, "--quiet") == ""
    assert "━" not in xl_sop("convert", EXAMPLES, "--out", tmp_path).stderr
