"""A Python as Excel starts it on Windows: pywin32 is there and `sys.platform` is win32 before xlwings is imported.

``python -m tests.excel.as_windows WORKBOOK``: presses Validasi as `RunPython` does without the UDF server, calls the
worksheet functions through xlwings' own `com_server.XLPython.CallUDF`, and prints one JSON object: what was told, what
the functions gave, and which programs were started up to the very end of this Python.
"""

from __future__ import annotations

import atexit
import importlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# What looks at the platform when it is imported has to be here before it changes.
for _name in (
    "asyncio", "concurrent.futures", "importlib.metadata", "locale", "logging.handlers", "multiprocessing", "shutil",
    "ssl", "tempfile", "msgspec", "openpyxl", "pandera.polars", "pebble", "polars", "python_calamine", "rapidfuzz",
):  # fmt: skip
    importlib.import_module(_name)

from tests.excel import pywin32  # noqa: E402
from tests.excel.application import Excel, Profile  # noqa: E402
from tests.excel.com import Com, Range, Worksheet  # noqa: E402

# The columns of Waktu cells that the functions are called with, as they stand on sheet "Fungsi".
COLUMNS: dict[str, list[Any]] = {
    "A": ["1 jam", "2 hari", "½ jam"],
    "B": ["Waktu (menit)", 15, 30],
    "C": ["15 menit", "Tahunan", "1 jam"],
    "D": ["#SPILL!", "15 menit", None],
    "E": [15000, None, None],  # formatted as currency
}
CALLS: Sequence[tuple[str, Sequence[Any]]] = (
    ("MENIT_BAKU", ["2 hari"]),
    ("MENIT_BAKU", ["2 hari", None, "8jam"]),
    ("MENIT_BAKU", [15.0]),
    ("MENIT_BAKU", ["A1:A3"]),
    ("MENIT_BAKU", ["A1"]),
    ("MENIT_BAKU", ["B2:B3", "menit"]),
    ("MENIT_BAKU", ["D1:D2"]),
    ("MENIT_BAKU", ["E1", "menit"]),
    ("TOTAL_MENIT", ["A1:A3"]),
    ("TOTAL_MENIT", ["B1:B3"]),
    ("TOTAL_MENIT", ["A1"]),
    ("TOTAL_MENIT", ["C1:C3"]),
    ("TOTAL_MENIT", ["D1:D2"]),
)
_MISSING = -2147352572  # DISP_E_PARAMNOTFOUND, as a VARIANT of a parameter that was left out


def main(path: Path) -> None:
    started: list[str] = []
    report: dict[str, Any] = {"started": started}
    atexit.register(lambda: print(json.dumps(report)))  # registered first, so it runs last

    def run(command: Any, *_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        started.append(" ".join(map(str, command)))
        return subprocess.CompletedProcess(command, 0, stdout="", stderr="")

    subprocess.run = run  # type: ignore[assignment]
    subprocess.CREATE_NO_WINDOW = 0  # type: ignore[attr-defined]
    sys.modules.update(pywin32.modules())
    to_the_end = pywin32.windows()
    to_the_end.__enter__()
    atexit.register(lambda: to_the_end)  # lives as long as this Python
    Com.excel = excel = Excel(Profile("Windows", server=False))
    book = excel.open(path)
    sys.argv = ["-c", f"--wb={path.name}", "--from_xl=1", "--app=Excel", f"--hwnd={pywin32.HWND}"]

    from xl_sop import addin

    addin.validate()
    report["told"] = list(excel.told)

    from xlwings.com_server import XLPython

    sheet = book.add_sheet(after=book.all_sheets[-1])
    for letter, column in COLUMNS.items():
        for row, value in enumerate(column, start=1):
            cell = sheet.made[f"{letter}{row}"]
            cell.value = value
            if value == "#SPILL!":
                cell.data_type = "e"
    sheet.made["E1"].number_format = '"Rp"#,##0'
    caller = Worksheet(sheet).Range("H1")
    server = XLPython()
    report["answers"] = []
    for name, arguments in CALLS:
        given = [_argument(value, Worksheet(sheet)) for value in arguments]
        given += [_MISSING] * ((3 if name == "MENIT_BAKU" else 1) - len(given))
        answer = server.CallUDF("xl_sop.addin.functions", name, given, None, caller)
        report["answers"].append([name, *arguments, answer])


def _argument(value: Any, sheet: Worksheet) -> Any:
    if isinstance(value, str) and value[0] in COLUMNS and value[1:2].isdigit():
        found = sheet.Range(value)
        assert isinstance(found, Range)
        return found
    return _MISSING if value is None else value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
