"""Made-up surroundings for the doctor, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.setup.machines import XLWINGS
from xl_sop.setup.checks import Check, Mark
from xl_sop.setup.doctor import REQUIRED, Surroundings, examine, in_order

GOOD_VERSIONS = {name: least for name, (least, _) in REQUIRED.items()} | {
    "xlwings": XLWINGS,
    "pywin32": "306",
}
POLICY, USER = "Software\\Policies\\Microsoft\\Office\\16.0", "Software\\Microsoft\\Office\\16.0"
ASR = "Microsoft\\Windows Defender\\Windows Defender Exploit Guard\\ASR\\Rules"

Values = Mapping[tuple[str, str], Mapping[str, object] | None]


def registry(values: Values) -> Callable[[str, str], Mapping[str, object] | None]:
    return lambda hive, key: values.get((hive, key), {})


def starts(python: str) -> str | None:
    """Every made-up interpreter can load the buttons' code."""
    return None


def table(around: Surroundings, lang: str = "id") -> list[tuple[str, str, str]]:
    return [
        (check.mark.value, check.what.text(lang), check.fix.text(lang) if check.fix else "")
        for check in examine(around)
    ]


def bad(around: Surroundings) -> list[Check]:
    return [check for check in examine(around) if check.mark is Mark.BAD]


def only_bad(around: Surroundings) -> tuple[str, str]:
    (check,) = bad(around)
    assert check.fix is not None
    assert not in_order(examine(around))
    return check.what.indonesian, check.fix.indonesian
