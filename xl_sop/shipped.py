"""Workbooks that came with this package."""

from __future__ import annotations

from pathlib import Path

ADDIN, TEMPLATE = "xl_sop.xlam", "templat_sop.xlsm"


def packaged(name: str) -> Path:
    """A workbook that came with this package (the add-in, the template); in a checkout, the built one."""
    package = Path(__file__).resolve().parent
    inside = package / "data" / name
    return inside if inside.is_file() else package.parent / "workbooks" / name
