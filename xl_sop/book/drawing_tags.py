"""The elements of DrawingML that say where something is drawn, what it is and what it is joined to."""

from __future__ import annotations

_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# anchors
TWO_CELL_ANCHOR = f"{_X}twoCellAnchor"
ONE_CELL_ANCHOR = f"{_X}oneCellAnchor"
ABSOLUTE_ANCHOR = f"{_X}absoluteAnchor"
FROM = f"{_X}from"
TO = f"{_X}to"
POSITION = f"{_X}pos"
ANCHOR_EXTENT = f"{_X}ext"

# what is drawn
SHAPE = f"{_X}sp"
CONNECTOR = f"{_X}cxnSp"
GROUP = f"{_X}grpSp"
PICTURE = f"{_X}pic"
SAID = f"{_X}cNvPr"
PROPERTIES = f"{_X}spPr"
GROUP_PROPERTIES = f"{_X}grpSpPr"
STYLE = f"{_X}style"
TEXT_BODY = f"{_X}txBody"
PARAGRAPH = f"{_A}p"
TEXT = f"{_A}t"

# where, and turned how
TRANSFORM = f"{_A}xfrm"
OFFSET = f"{_A}off"
EXTENT = f"{_A}ext"
CHILD_OFFSET = f"{_A}chOff"
CHILD_EXTENT = f"{_A}chExt"

# outlines and lines
PRESET = f"{_A}prstGeom"
GUIDE = f"{_A}gd"
POINT = f"{_A}pt"
CLOSE = f"{_A}close"
LINE = f"{_A}ln"
NO_FILL = f"{_A}noFill"
HEAD = f"{_A}headEnd"
TAIL = f"{_A}tailEnd"
DASH = f"{_A}prstDash"
CUSTOM_DASH = f"{_A}custDash"
GLUED_START = f"{_A}stCxn"
GLUED_END = f"{_A}endCxn"

# alternatives for older programs
ALTERNATE = f"{_MC}AlternateContent"
CHOICE = f"{_MC}Choice"
FALLBACK = f"{_MC}Fallback"

# paths from an element
SHAPE_KIND = f"{_X}nvSpPr/{_X}cNvSpPr"
GLUE = f"{_X}nvCxnSpPr/{_X}cNvCxnSpPr"
FREE_PATH = f"{_A}custGeom/{_A}pathLst/{_A}path"
