"""Opens the files named on standard input, one line each, and prints what came of it as JSON lines.

Run as a process of its own under a limit of memory: `python hostile_child.py MEGABYTES`. After a tab a line may say
`dokumen`: then its SOPs are read too.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback

from xl_sop.book.file import open_book
from xl_sop.errors import BookError
from xl_sop.reading.documents import read_book


def outcome(path: str, *, documents: bool) -> dict[str, object]:
    start = time.process_time()
    found: dict[str, object] = {"path": path}
    try:
        book = open_book(path)
        if documents:
            found["steps"] = [len(document.sop.steps) for document in read_book(book)]
    except BookError as error:
        found |= {"error": error.english, "indonesian": error.indonesian}
    except BaseException:  # noqa: BLE001 - whatever escapes is the finding
        found["escaped"] = traceback.format_exc()
    else:
        found["grids"] = len(book.grids)
        grid = book.grids[0] if book.grids else None
        found["cells"] = [[grid.value(row, column) for column in (1, 2)] for row in (1, 2)] if grid else None
        found["merges"] = [list(merge) for merge in grid.merges[:3]] if grid else None
        found["stray"] = [address.a1 for address in grid.stray[:5]] if grid else None
    found["seconds"] = time.process_time() - start
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> None:
    limit = int(sys.argv[1]) << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for line in sys.stdin:
        path, _, what = line.rstrip("\n").partition("\t")
        print(json.dumps(outcome(path, documents=what == "dokumen")), flush=True)


if __name__ == "__main__":
    main()
