"""pyxform: every questionnaire to an XForm, in one process, without the Java validator."""

import sys
from pathlib import Path

from pyxform.xls2xform import convert

folder, count, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
for path in sorted(folder.rglob("*.xlsx"))[:count]:
    result = convert(path, validate=False)
    (out / f"{path.stem}.xml").write_text(result.xform, encoding="utf-8")
