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


def stem_of(output: str) -> str:
    """The stem of a workbook's output: without `.json`, and without the number where it has one."""
    stem = output.removesuffix(".json")
    match = _NUMBERED.fullmatch(stem)
    return match[1] if match else stem


def in_doubt(places: Sequence[str]) -> list[int]:
    """Positions of workbooks whose number of SOPs decides names: `sop.xlsx` where there is a `sop.1.xlsx`."""
    numbered = {match[1] for place in places if (match := _NUMBERED.fullmatch(blind(bare(place))))}
    return [i for i, place in enumerate(places) if blind(bare(place)) in numbered]


def stems(
    places: Sequence[str],
    counts: Mapping[int, int],
    reserved: Iterable[str] = (),
    paths: Sequence[str] | None = None,
) -> list[str]:
    """The stem of each workbook's outputs, parallel to `places`.

    Args:
        places: Paths relative to the SOURCE folders, with `/`.
        counts: The number of SOPs of those `in_doubt`; 1 is assumed elsewhere.
        reserved: Names in the output folder that other files will take.
        paths: What the sentence calls the workbooks: two of one name stand in different folders.

    Raises:
        NameClash: Outputs collide even with extensions; the sentence names the two workbooks, or the name.
    """
    plain = [bare(place) for place in places]
    shared = _shared(plain, places, counts, reserved)
    chosen = [place if i in shared else plain[i] for i, place in enumerate(places)]
    taken = _taken(places, reserved)
    called = paths or places
    for name, held in sorted(_owners(chosen, counts).items(), key=lambda item: item[1]):
        if len(held) > 1:
            raise _shared_name(called[held[0]], called[held[1]])
        if name in taken:
            raise _taken_name(called[held[0]], name)
    return chosen


def _shared_name(one: str, other: str) -> NameClash:
    return NameClash(
        f"Hasil dari {one} dan {other} akan bernama sama; "
        "konversi foldernya masing-masing ke --out yang berbeda.",
        f"The outputs of {one} and {other} would share a name; "
        "convert their folders into a different --out each.",
    )


def _taken_name(workbook: str, name: str) -> NameClash:
    return NameClash(
        f"Hasil dari {workbook} akan bernama {name}, tetapi nama itu dipakai --report, --ndjson atau sebuah "
        "folder; pilih nama lain, atau --out lain.",
        f"An output of {workbook} would be called {name}, but --report, --ndjson or a folder takes that name; "
        "choose another name, or another --out.",
    )


def bare(place: str) -> str:
    """The stem of a workbook's outputs where no other workbook wants the same."""
    return os.path.splitext(place)[0]


def blind(name: str) -> str:
    """A name as Windows and macOS see it: upper and lower case, composed and decomposed letters are alike."""
    return unicodedata.normalize("NFC", name).casefold()


def _shared(
    chosen: Sequence[str], places: Sequence[str], counts: Mapping[int, int], reserved: Iterable[str]
) -> set[int]:
    """Positions whose outputs share a name with another's, with a folder, or with a reserved name."""
    taken = _taken(places, reserved)
    owners = _owners(chosen, counts)
    return {i for name, held in owners.items() if len(held) > 1 or name in taken for i in held}


def _owners(chosen: Sequence[str], counts: Mapping[int, int]) -> dict[str, list[int]]:
    """The positions that want each name."""
    owners: dict[str, list[int]] = defaultdict(list)
    for i, stem in enumerate(chosen):
        # a workbook in doubt may turn into NAME.json or NAME.1.json …: only the names it will really have
        # count
        for name in outputs(stem, counts.get(i, 1)):
            owners[blind(name)].append(i)
    return owners


def _taken(places: Sequence[str], reserved: Iterable[str]) -> set[str]:
    """Names that are not free: those of other files, and of the folders of the outputs."""
    taken = {blind(name) for name in reserved}
    for folder in {os.path.dirname(place) for place in places}:
        taken.update(blind(parent) for parent in _parents(folder))
    return taken


def _parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = os.path.dirname(folder)
