"""LibreOffice for the add-in: an xlwings engine, and the macro that puts the buttons into LibreOffice.

Importing this package costs nothing; ``uno`` and xlwings are loaded by the functions.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlwings.main import Engine

__all__ = ["register", "register_if_called"]


def register(*, activate: bool = True) -> Engine:
    """Makes the engine ``libreoffice`` known to xlwings, and active unless told otherwise.

    Raises:
        UnoMissingError: LibreOffice's Python bridge is not there, or belongs to another Python version.
    """
    from .engine import register

    return register(activate=activate)


def register_if_called() -> bool:
    """Registers the engine if ``XL_SOP_OFFICE_PIPE`` names the office that called; tells whether it did."""
    if not os.environ.get("XL_SOP_OFFICE_PIPE"):
        return False
    register()
    return True
