"""What identify, addin and doctor load: none of the heavy libraries, and no `uno`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("openpyxl", "pandas", "pandera", "polars", "rich", "uno", "xlwings")


@pytest.mark.parametrize(
    "module",
    ["xl_sop.worksheet.in_file", "xl_sop.setup.excel", "xl_sop.setup.libreoffice", "xl_sop.setup.doctor"],
)
def test_it_starts_without_heavy_libraries(module: str):
    code = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == ""
