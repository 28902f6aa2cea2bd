"""People who draw SOPs, each with habits of their own; the figures are those of the drawings that were seen."""

from __future__ import annotations

from tests.drawings.people import LAWFUL, ODD, PICTURES, PLAIN, ROUNDED, Habits

PEOPLE: dict[str, Habits] = {
    "glued": Habits(glue=True),
    "not glued": Habits(),
    "sloppy": Habits(sloppy=8, short=8, steps=12),
    "ends inside": Habits(short=-14, steps=12),
    "ends short": Habits(short=11, steps=10),
    "rectangles and diamonds": Habits(geometry=PLAIN, steps=14),
    "ellipses": Habits(geometry=ODD, steps=9, sloppy=6),
    "rounded": Habits(geometry=ROUNDED, steps=9),
    "pictures, glued": Habits(geometry=PICTURES, glue=True, steps=10),
    "pictures": Habits(geometry=PICTURES, steps=10),
    "freeforms": Habits(how="freeform", steps=12, sloppy=5),
    "several lines a way": Habits(how="pieces", steps=12),
    "several sloppy lines a way": Habits(how="pieces", steps=12, sloppy=6, short=6),
    "grouped by three": Habits(group="pairs", steps=12),
    "all grouped": Habits(group="all", steps=12),
    "groups in groups": Habits(group="nested", steps=12, how="freeform"),
    "anchored to one cell": Habits(anchor="one", steps=12, group="pairs"),
    "anchored to none": Habits(anchor="absolute", steps=12),
    "labels in boxes": Habits(labels="outlined", steps=14),
    "labels in cells": Habits(labels="cell", steps=14),
    "labels in cells, three columns a performer": Habits(labels="cell", steps=14, columns=3),
    "labels far off": Habits(labels="free", steps=14, words=("Lengkap", "Tidak lengkap")),
    "other words": Habits(words=("Setuju", "Revisi"), steps=12, labels="outlined"),
    "no arrow heads": Habits(heads=False, decisions=0, steps=12, how="pieces"),
    "drawn backwards": Habits(reverse=True, steps=14),
    "drawn backwards, glued, dashed": Habits(reverse=True, steps=14, glue=True, dashed=True),
    "meetings": Habits(meeting=0.4, steps=14, performers=6),
    "meetings of freeforms": Habits(meeting=0.4, steps=14, performers=6, how="freeform", dashed=True),
    "two symbols a row": Habits(double=0.4, steps=12),
    "two symbols a row, long": Habits(double=0.4, steps=20, performers=6, sloppy=4, width=110),
    "Mulai and Selesai apart": Habits(apart=True, steps=10),
    "Mulai and Selesai apart, glued": Habits(apart=True, steps=10, glue=True, geometry=PLAIN),
    "fifteen performers": Habits(performers=15, steps=30, width=60),
    "fifteen performers of three columns": Habits(performers=15, steps=25, columns=3, width=66, sloppy=5),
    "thirty steps": Habits(steps=30, decisions=0.35),
    "five steps": Habits(steps=5),
    "pentagons": Habits(hubs=True, steps=10),
    "pentagons that point up": Habits(hubs=True, up=True, steps=12, performers=6, geometry=ODD),
    "pentagons with letters": Habits(hubs=True, up=True, letters=True, steps=14, performers=8),
    "two sheets": Habits(sheets=2, steps=12),
    "two sheets and ways back": Habits(sheets=2, up=True, steps=16, performers=8, geometry=PLAIN),
    "two sheets and letters": Habits(
        sheets=2, up=True, letters=True, steps=16, performers=6, how="freeform", sloppy=4
    ),
    "low rows": Habits(height=44, steps=20, sloppy=3),
    "wide columns": Habits(width=160, height=90, steps=12, how="pieces", sloppy=8, short=9, geometry=LAWFUL),
}
"""Name → how one person draws."""
