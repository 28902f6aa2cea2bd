"""`xl_sop identify` as the command line calls it: with the reader that reads everything else."""

from __future__ import annotations

from functools import partial

from xl_sop.reading.documents import read_book
from xl_sop.worksheet import in_file

identify = partial(in_file.identify, read=read_book)
identify_file = partial(in_file.identify_file, read=read_book)
