"""`python -m xl_sop.catalogue`: write TEMUAN.md anew."""

from __future__ import annotations

from xl_sop.catalogue import TABLE, table

TABLE.write_text(table(), encoding="utf-8")
