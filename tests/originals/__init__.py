"""The five example SOPs laid out as their agencies had them: what the reader has to cope with.

Each layout is built from the same data as the example in the standard template, so the two must be read as one
document. Performers were drawn, and drawings are lost here: performer cells are empty.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from macros import seeds
from tests.originals import bungursari, dinsospermasdes, disdukcapil, muara_papalik, sumpiuh

LAYOUTS: dict[str, Callable[[dict[str, Any]], Workbook]] = {
    "000_kecamatan_sumpiuh": sumpiuh.lay_out,
    "001_disdukcapil": disdukcapil.lay_out,
    "002_kecamatan_muara_papalik": muara_papalik.lay_out,
    "003_kecamatan_bungursari": bungursari.lay_out,
    "004_dinsospermasdes": dinsospermasdes.lay_out,
}


def build(name: str, folder: Path) -> Path:
    """Write one original into a folder; its path."""
    path = folder / f"{name}.xlsx"
    LAYOUTS[name](seeds.load(name)).save(path)
    return path
