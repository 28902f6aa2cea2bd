"""`xl-sop` as a user runs it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "workbooks" / "contoh"
TEMPLATE = ROOT / "workbooks" / "templat_sop.xlsx"
COMMAND = [sys.executable, "-W", "error", "-m", "xl_sop"]


def environment(**more: str) -> dict[str, str]:
    """The environment of a user without a language of their own, with `more`."""
    locale = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "XL_SOP_LANG")
    kept = {name: value for name, value in os.environ.items() if name not in locale}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}


def xl_sop(*arguments: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(**env),
        cwd=cwd,
        timeout=120,
        check=False,
    )


def documents(out: Path) -> dict[str, Any]:
    """The JSON documents below a folder by name."""
    return {
        path.relative_to(out).as_posix(): json.loads(path.read_text("utf-8"))
        for path in sorted(out.rglob("*.json"))
    }
