"""What the JSON files of each workbook are called, decided before anything is written.

`unit/sop.xlsx` gives `unit/sop.json`, or `unit/sop.1.json … unit/sop.k.json` for k SOPs. Workbooks whose
outputs would share a name (upper and lower case alike: Windows and macOS see one file) each keep their
extension.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xl_sop.errors import XlSopError

_NUMBERED = re.compile(r"(.*[^/])\.([1-9][0-9]*)", re.DOTALL)


class NameClash(XlSopError):
    """Two workbooks whose outputs would have one name even with their extensions."""


def outputs(stem: str, count: int) -> list[str]:
    """The output names of a workbook with `count` SOPs."""
    if count == 1:
        return [f"{stem}.json"]
    return [f"{stem}.{i}.json" for i in range(1, count + 1)]


def in_doubt(places: Sequence[str]) -> list[int]:
    """Positions of workbooks whose number of SOPs decides names: `sop.xlsx` where there is a `sop.1.xlsx`."""
    numbered = {match[1] for place in places if (match := _NUMBERED.fullmatch(_blind(bare(place))))}
    return [i for i, place in enumerate(places) if _blind(bare(place)) in numbered]


def stems(places: Sequence[str], counts: Mapping[int, int], reserved: Iterable[str] = ()) -> list[str]:
    """The stem of each workbook's outputs, parallel to `places`.

    Args:
        places: Paths relative to the SOURCE folders, with `/`.
        counts: The number of SOPs of those `in_doubt`; 1 is assumed elsewhere.
        reserved: Names in the output folder that other files will take.

    Raises:
        NameClash: Outputs collide even with extensions; the sentence names two of the workbooks.
    """
    plain = [bare(place) for place in places]
    shared = _shared(plain, places, counts, reserved)
    chosen = [place if i in shared else plain[i] for i, place in enumerate(places)]
    clash = sorted(_shared(chosen, places, counts, reserved))
    if clash:
        first = places[clash[0]]
        other = places[clash[1]] if len(clash) > 1 else first
        raise NameClash(
            f"Hasil dari {first} dan {other} akan bernama sama; "
            "konversi foldernya masing-masing ke --out yang berbeda.",
            f"The outputs of {first} and {other} would share a name; "
            "convert their folders into a different --out each.",
        )
    return chosen


def bare(place: str) -> str:
    """The stem of a workbook's outputs where no other workbook wants the same."""
    return os.path.splitext(place)[0]


def _blind(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _shared(
    chosen: Sequence[str], places: Sequence[str], counts: Mapping[int, int], reserved: Iterable[str]
) -> set[int]:
    """Positions whose outputs share a name with another's, with a folder, or with a reserved name."""
    taken = {_blind(name) for name in reserved}
    for folder in {os.path.dirname(place) for place in places}:
        taken.update(_blind(parent) for parent in _parents(folder))
    owners: dict[str, list[int]] = defaultdict(list)
    for i, stem in enumerate(chosen):
        # a workbook in doubt may turn into NAME.json or NAME.1.json …: only the names it will really have
        # count
        for name in outputs(stem, counts.get(i, 1)):
            owners[_blind(name)].append(i)
    return {i for name, held in owners.items() if len(held) > 1 or name in taken for i in held}


def _parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = os.path.dirname(folder)
