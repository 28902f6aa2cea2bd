"""flatten-tool: every workbook of tables to nested JSON, in one process."""

import sys
from pathlib import Path

import flattentool

folder, count, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
for path in sorted(folder.rglob("*.xlsx"))[:count]:
    flattentool.unflatten(
        str(path),
        input_format="xlsx",
        output_name=str(out / f"{path.stem}.json"),
        root_id="",
        id_name="id",
        convert_titles=False,
    )
