"""What floats over the cells of Excel, as COM hands it out: shapes, connectors, text boxes, freeforms; and page setup.

Sources, by behaviour (Microsoft's reference of the Office and Excel object models):

- `Shapes.AddShape(Type, Left, Top, Width, Height)`, `AddConnector(Type, BeginX, BeginY, EndX, EndY)`, `AddTextbox`,
  `BuildFreeform(EditingType, X1, Y1)` and `FreeformBuilder.AddNodes`, `ConvertToShape`; lengths in points.
- `ConnectorFormat.BeginConnect(ConnectedShape, ConnectionSite)`: sites count from 1, counter-clockwise from the top; the
  connector's end moves to the site.
- An elbow connector is as bent as the sides and places of its ends make it: bentConnector2 to 5 (ECMA-376-1, annex D);
  `Adjustments.Count` is one less than its bends. `Adjustments.Item(i)` is a share of the connector's box.
- `HPageBreaks` holds automatic breaks, too; `ResetAllPageBreaks` takes the manual ones off; `PageSetup.Zoom` set to a
  number ends FitToPagesWide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.excel.cells import ExcelError

SITES = {1: (0.5, 0.0), 2: (0.0, 0.5), 3: (0.5, 1.0), 4: (1.0, 0.5)}
_OUT = {1: (0, -1), 2: (-1, 0), 3: (0, 1), 4: (1, 0)}


@dataclass(eq=False)
class Drawn:
    """A shape.

    Attributes:
        kind: "shape", "connector", "freeform" or "text". type: AutoShapeType, or connector type.
        area: Left, top, width, height; of a line, its first and last point. points: Corners of a freeform.
        ends: Shape and site that a connector's ends are glued to.
    """

    kind: str
    type: int
    area: tuple[float, float, float, float]
    name: str = "Shape"
    text: str = ""
    points: list[tuple[float, float]] = field(default_factory=list)
    ends: list[tuple[Drawn, int] | None] = field(default_factory=lambda: [None, None])
    adjustments: list[float] = field(default_factory=list)
    looks: dict[str, Any] = field(default_factory=dict)

    def site(self, number: int) -> tuple[float, float]:
        left, top, width, height = self.area
        across, down = SITES[number]
        return left + across * width, top + down * height

    def ports(self) -> list[tuple[float, float]]:
        """Where a connector begins and ends."""
        return [end[0].site(end[1]) for end in self.ends if end is not None]

    def bends(self) -> int:
        """How many segments Excel gives an elbow connector between two glued ends."""
        (x, y), (u, v) = self.ports()
        assert self.ends[0] is not None
        assert self.ends[1] is not None
        out, into = _OUT[self.ends[0][1]], _OUT[self.ends[1][1]]
        ahead = (u - x) * out[0] + (v - y) * out[1] > 0
        facing = (x - u) * into[0] + (y - v) * into[1] > 0
        if out == into:
            return 3
        if (out[0] == 0) != (into[0] == 0):
            return 2 if ahead and facing else 4
        return 3 if ahead else 5


@dataclass
class Printing:
    """PageSetup and page breaks of a sheet."""

    paper: int = 9
    orientation: int = 2
    zoom: Any = False
    wide: Any = 1
    tall: Any = 1
    footer: str = ""
    area: str = ""
    titles: str = ""
    margins: dict[str, float] = field(
        default_factory=lambda: {"left": 36.0, "right": 36.0, "top": 36.0, "bottom": 39.6}
    )
    breaks: list[int] = field(default_factory=list)  # rows above which a page ends by hand
    automatic: list[int] = field(default_factory=list)
    exported: list[str] = field(default_factory=list)


def add_shape(drawn: list[Drawn], one: Drawn, *, protected: bool) -> Drawn:
    if protected:
        raise ExcelError("The cell or chart you're trying to change is on a protected sheet.")
    if one.kind in ("shape", "text") and (one.area[2] <= 0 or one.area[3] <= 0):
        raise ExcelError("The specified value is out of range.")
    drawn.append(one)
    return one
