"""xl_sop: read, check, total and convert Indonesian SOP AP workbooks (PermenPANRB 35/2012)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from xl_sop.api import check, from_json, identification, read, to_json, totals, write_template

_API = ("check", "from_json", "identification", "read", "to_json", "totals", "write_template")
__all__ = ["check", "from_json", "identification", "read", "to_json", "totals", "write_template"]


def __getattr__(name: str) -> Any:  # the command line imports this package: its start must stay cheap
    if name in _API:
        from xl_sop import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_API})
