"""templat_sop.xlsm: the template with buttons on its procedure sheet and the VBA project behind them."""

from __future__ import annotations

from pathlib import Path

from macros.modules import template_modules
from macros.project import vba_project
from xl_sop.template.with_buttons import BUTTONS, SHEET, code_names, with_buttons

__all__ = ["BUTTONS", "SHEET", "template"]


def template(workbook: Path) -> bytes:
    """The macro template made from the plain one, as bytes of a zip file; raises as `with_buttons` does."""
    plain = workbook.read_bytes()
    return with_buttons(plain, vba_project("XlSopTemplate", template_modules(code_names(plain))))
