"""The floor: every cell of every workbook read by python-calamine, and nothing done with it."""

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

for path in sorted(Path(sys.argv[1]).rglob("*.xlsx"))[: int(sys.argv[2])]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
