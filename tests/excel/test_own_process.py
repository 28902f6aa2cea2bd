"""xlwings imported as on Windows, in a Python of its own: the functions, the arguments of a press, and its end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.excel.as_windows import CALLS


@pytest.fixture(scope="module")
def report(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in that Python; the workbook's name has what xlwings cuts names at."""
    path = tmp_path_factory.mktemp("proses") / "sop=baru, a=b.xlsx"
    shutil.copyfile(workbooks / "rusak.xlsx", path)
    command = [sys.executable, "-m", "tests.excel.as_windows", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_name_with_an_equals_sign(report: dict[str, Any]):
    assert report["told"] == ["10 kesalahan, 2 peringatan: lihat lembar Temuan."]


def test_no_other_excel_is_ended(report: dict[str, Any]):
    """xlwings would run tasklist at the end, and taskkill /F for every Excel without a window."""
    assert report["started"] == []


# A text is a reason: the macro makes an error value of it.
EXPECTED = [
    900, 960, "satuan", [[60], [900], [30]], 60, [[15], [30]], [["tidak dapat dibaca"], [15]], 15000, 990, 45, 60,
    "Tahunan", "tidak dapat dibaca",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CALLS)), ids=lambda i: f"{CALLS[i][0]}{tuple(CALLS[i][1])}")
def test_a_function_through_xlwings_own_server(number: int, report: dict[str, Any]):
    name, *arguments, answer = report["answers"][number]
    assert (name, arguments) == (CALLS[number][0], list(CALLS[number][1]))
    assert_same(answer, EXPECTED[number])


def assert_same(answer: Any, expected: Any) -> None:
    if isinstance(expected, list):
        assert isinstance(answer, list)
        assert len(answer) == len(expected)
        for one, other in zip(answer, expected, strict=True):
            assert_same(one, other)
    elif isinstance(expected, str):
        assert isinstance(answer, str)
        assert expected in answer
    else:
        assert answer == expected
