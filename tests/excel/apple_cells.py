"""Cells and shapes of Excel on macOS, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import datetime
from typing import Any

from openpyxl.styles import Side
from openpyxl.utils import get_column_letter

from tests.excel.apple_events import (
    MISSING,
    Elements,
    Keyword,
    Node,
    Value,
    k,
)
from tests.excel.application import (
    MAX_ROWS,
    Box,
    Rule,
    Sheet,
)
from tests.excel.cells import CellError, ExcelError
from tests.excel.shapes import Drawn


class ShapeNode(Node):
    def __init__(self, drawn: Drawn) -> None:
        self.drawn = drawn

    def at_name(self) -> Node:
        return Value(lambda: self.drawn.name)

    def at_shape_type(self) -> Node:
        words = {"freeform": "free_form", "text": "text_box", "note": "comment", "picture": "picture"}
        return Value(lambda: Keyword(f"shape_type_{words.get(self.drawn.kind, 'auto')}"))


class RangeNode(Node):
    def __init__(self, sheet: Sheet, areas: list[Box]) -> None:
        self.sheet, self.areas = sheet, areas

    @property
    def box(self) -> Box:
        return self.areas[0]

    @property
    def first(self) -> tuple[int, int]:
        return self.box.top, self.box.left

    # ---- where

    def at_rows(self) -> Node:
        box = self.box

        def row(key: Any) -> Node:
            if isinstance(key, str):
                return RangeNode(self.sheet, [Box.of(key)])
            return RangeNode(self.sheet, [Box(box.top + key - 1, box.left, box.top + key - 1, box.right)])

        return Elements(row)

    def at_columns(self) -> Node:
        box = self.box

        def column(key: Any) -> Node:
            if isinstance(key, str):
                return RangeNode(self.sheet, [Box.of(key)])
            return RangeNode(self.sheet, [Box(box.top, box.left + key - 1, box.bottom, box.left + key - 1)])

        return Elements(column)

    def at_first_row_index(self) -> Node:
        return Value(lambda: self.box.top)

    def at_first_column_index(self) -> Node:
        return Value(lambda: self.box.left)

    def do_get_address(
        self, row_absolute: bool = True, column_absolute: bool = True, external: bool = False
    ) -> str:
        address = ",".join(area.address for area in self.areas)
        if not (row_absolute or column_absolute):
            address = address.replace("$", "")
        return address if len(address) <= 255 else address[:255].rpartition(",")[0]

    def do_count(self, each: Keyword) -> int:
        if each == k.format_condition:
            return len(self.rules())
        height, width = self.box.bottom - self.box.top + 1, self.box.right - self.box.left + 1
        return {"row": height, "column": width}[each.AS_name]

    # ---- contents

    def at_value(self) -> Node:
        def write(data: Any) -> None:
            self.sheet.assign(self.box, data)

        return Value(lambda: self._squeezed(_given), write)

    def at_string_value(self) -> Node:
        return Value(lambda: self._squeezed(lambda value: "" if value is None else str(value)))

    def _squeezed(self, show: Callable[[Any], Any]) -> Any:
        rows = [[show(value) for value in row] for row in self.sheet.values(self.box)]
        return rows[0][0] if self.box.size == 1 else rows

    def at_number_format(self) -> Node:
        formats = {self.sheet.number_format(*cell) for cell in self.box.cells()}

        def put(value: str) -> None:
            self.sheet.require_open()
            for cell in self.box.cells():
                self.sheet.made.cell(*cell).number_format = value

        return Value(lambda: formats.pop() if len(formats) == 1 else MISSING, put)

    def at_properties(self) -> Node:
        place = {k.left_position: self.sheet.left(self.box.left), k.top: self.sheet.top(self.box.top)}
        return Value(lambda: place)

    def at_merge_cells(self) -> Node:
        merged = self.sheet.merged(self.box)
        return Value(lambda: MISSING if merged is None else merged)

    def at_merge_area(self) -> Node:
        return RangeNode(self.sheet, [self.sheet.merge_at(*self.first) or self.box])

    def do_merge(self, across: bool) -> None:
        self.sheet.merge(self.box)

    def do_unmerge(self) -> None:
        self.sheet.unmerge(self.box)

    def do_insert_into_range(self, shift: Any = None) -> None:
        assert self.box.bottom == MAX_ROWS
        for column in range(self.box.left, self.box.right + 1):
            self.sheet.insert_column(column)

    def do_clear_contents(self) -> None:
        self.sheet.clear_contents(self.box)

    def do_clear_range(self) -> None:
        self.sheet.clear(self.box)

    def do_copy_range(self, destination: RangeNode) -> None:
        self.sheet.copy(self.box, destination.sheet, *destination.first)

    def do_select(self) -> None:
        if self.sheet is not self.sheet.book.active:
            raise ExcelError("Select failed")
        self.sheet.selected = self.box

    # ---- notes, links, rules

    def do_special_cells(self, type: Keyword) -> Node:
        """Of one cell it looks through the whole sheet; where nothing is found it fails."""
        assert type == k.cell_type_comments
        box = self.box if self.box.size > 1 else self.sheet.used
        found = [Box(*place, *place) for place in self.sheet.notes() if box.meets(Box(*place, *place))]
        if not found:
            raise ExcelError("No cells were found.")
        return RangeNode(self.sheet, found)

    def at_Excel_comment(self) -> Node:
        return CommentNode(self.sheet, self.first)

    def do_add_comment(self, comment_text: str) -> Node:
        self.sheet.add_note(*self.first, comment_text)
        return CommentNode(self.sheet, self.first)

    def do_clear_Excel_comments(self) -> None:
        for row, column in self.sheet.notes():
            if self.box.meets(Box(row, column, row, column)):
                self.sheet.delete_note(row, column)

    def rules(self) -> list[Rule]:
        return [r for r in self.sheet.rules if any(a.meets(b) for a in r.areas for b in self.areas)]

    at_color_scale_format_condition = property(lambda self: self.at_format_conditions)

    def at_format_conditions(self) -> Node:
        def find(key: int) -> Node | None:
            rules = self.rules()
            return ConditionNode(self.sheet, rules[key - 1]) if 1 <= key <= len(rules) else None

        return Elements(find)

    def do_make(self, new: Keyword, with_properties: dict[Keyword, Any], at: Node | None = None) -> Node:
        if new == k.hyperlink:
            target, text = with_properties[k.address], with_properties[k.text_to_display]
            self.sheet.add_link(*self.first, target, text)
            return self
        assert new == k.format_condition
        return ConditionNode(self.sheet, self.sheet.add_rule(self.areas, with_properties[k.formula_1]))

    # ---- looks

    def _style(self, **looks: Any) -> None:
        for area in self.areas:
            self.sheet.style(area, **looks)

    def at_font_object(self) -> Node:
        return FontNode(self)

    def at_interior_object(self) -> Node:
        return PaintNode(lambda rgb: self._style(fill="FF{:02X}{:02X}{:02X}".format(*rgb)))

    def at_wrap_text(self) -> Node:
        return Value(lambda: MISSING, lambda value: self._style(alignment_wrap_text=value))

    def at_vertical_alignment(self) -> Node:
        def put(value: Keyword) -> None:
            self._style(alignment_vertical=value.AS_name.removeprefix("vertical_alignment_"))

        return Value(lambda: MISSING, put)

    def at_column_width(self) -> Node:
        columns = self.sheet.made.column_dimensions
        letters = get_column_letter(self.box.left)
        return Value(lambda: columns[letters].width, lambda value: self.sheet.width(self.box, value))

    def at_row_height(self) -> Node:
        rows = self.sheet.made.row_dimensions

        def put(value: float) -> None:
            self.sheet.require_open()
            for row in range(self.box.top, self.box.bottom + 1):
                rows[row].height = value

        return Value(lambda: rows[self.box.top].height or 15.0, put)

    def at_width(self) -> Node:
        columns = range(self.box.left, self.box.right + 1)
        widths = self.sheet.made.column_dimensions
        return Value(lambda: sum((widths[get_column_letter(c)].width * 7) // 1 * 0.75 for c in columns))

    def at_height(self) -> Node:
        rows = range(self.box.top, self.box.bottom + 1)
        return Value(lambda: sum(self.sheet.made.row_dimensions[row].height or 15.0 for row in rows))

    def do_get_border(self, which_border: Keyword) -> Node:
        return BorderNode(self, which_border.AS_name)

    def do_autofit(self) -> None:
        self.sheet.require_open()
        for row in range(self.box.top, min(self.box.bottom, 5000) + 1):
            self.sheet.made.row_dimensions[row].height = None


def _given(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, CellError):
        return MISSING
    if isinstance(value, bool | str | datetime):
        return value
    return float(value)


class FontNode(Node):
    def __init__(self, cells: RangeNode) -> None:
        self.cells = cells

    def child(self, name: str) -> Node:
        attributes = {"bold": "font_b", "italic": "font_i", "font_size": "font_sz"}
        if name not in attributes:
            return super().child(name)
        font = self.cells.sheet.made.cell(*self.cells.first).font
        return Value(
            lambda: getattr(font, attributes[name].removeprefix("font_")),
            lambda value: self.cells._style(**{attributes[name]: value}),
        )


class BorderNode(Node):
    """A border of a range, by the names of Excel's dictionary."""

    def __init__(self, cells: RangeNode, which: str) -> None:
        self.cells, self.which = cells, which

    def at_line_style(self) -> Node:
        def put(value: Keyword) -> None:
            assert value == k.continuous
            box, line = self.cells.box, Side(style="thin")
            for row, column in box.cells():
                edges = {
                    "left": column == box.left and "edge_left",
                    "right": column == box.right and "edge_right",
                    "top": row == box.top and "edge_top",
                    "bottom": row == box.bottom and "edge_bottom",
                }
                cell = self.cells.sheet.made.cell(row, column)
                border = copy(cell.border)
                for side, edge in edges.items():
                    inside = "inside_vertical" if side in ("left", "right") else "inside_horizontal"
                    if self.which == (edge or inside):
                        setattr(border, side, line)
                cell.border = border

        return Value(lambda: MISSING, put)


class SetupNode(Node):
    """Page setup object: what is set is kept."""

    def __init__(self, sheet: Sheet) -> None:
        self.kept = sheet.__dict__.setdefault("page_setup", {"print_area": ""})

    def child(self, name: str) -> Node:
        known = (
            "page_orientation",
            "zoom",
            "fit_to_pages_wide",
            "fit_to_pages_tall",
            "right_footer",
            "print_area",
        )
        if name not in known:
            return super().child(name)
        return Value(lambda: self.kept[name], lambda value: self.kept.__setitem__(name, value))


class PaintNode(Node):
    def __init__(self, paint: Callable[[Any], None]) -> None:
        self._paint = paint

    def at_color(self) -> Node:
        return Value(lambda: MISSING, self._paint)


class CommentNode(Node):
    def __init__(self, sheet: Sheet, place: tuple[int, int]) -> None:
        self.sheet, self.place = sheet, place

    def do_Excel_comment_text(self, text: str | None = None) -> str:
        note = self.sheet.note(*self.place)
        if note is None:
            raise ExcelError("There is no comment.")
        if text is not None:
            self.sheet.edit_note(*self.place, text)
        return text or note.text


class ConditionNode(Node):
    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        self.sheet, self.rule = sheet, rule

    def at_format_condition_type(self) -> Node:
        kinds = {"expression": "expression", "cellIs": "cell_value", "colorScale": "color_scale"}
        return Value(lambda: Keyword(kinds.get(self.rule.made.type, "unknown")))

    def at_formula_1(self) -> Node:
        return Value(lambda: self.rule.formula)

    def at_stop_if_true(self) -> Node:
        return Value(
            lambda: bool(self.rule.made.stopIfTrue),
            lambda value: setattr(self.rule.made, "stopIfTrue", bool(value) or None),
        )

    def at_interior_object(self) -> Node:
        return PaintNode(self.rule.paint)

    def do_set_first_priority(self) -> None:
        self.sheet.rules.remove(self.rule)
        self.sheet.rules.insert(0, self.rule)

    def do_delete(self) -> None:
        self.sheet.require_open()
        self.sheet.rules.remove(self.rule)
