"""Excel on macOS as appscript shows it, and xlwings' `_xlmac.py` on top of it.

Sources: appscript (`appscript.reference`: a reference is a path that is looked up when something is asked; an unknown
word raises AttributeError; Excel's refusal raises CommandError), Excel's dictionary as xlwings carries it
(`xlwings.mac_dict`: no word that is not in it may be used), and the calls in xlwings' source. Of a cell, Excel gives ""
where nothing stands and "missing value" for an error, and for a property that differs within a range; only
`string_value` has the text of an error (comment in `_xlmac.Range.raw_value`). `Address` holds at most 255 characters.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from openpyxl.styles import Side
from openpyxl.utils import get_column_letter

from tests.excel.application import (
    HIDDEN,
    MAX_COLUMNS,
    MAX_ROWS,
    VERY_HIDDEN,
    VISIBLE,
    Box,
    Chart,
    Excel,
    Rule,
    Sheet,
    Workbook,
)
from tests.excel.cells import CellError, ExcelError
from tests.excel.shapes import Drawn

PID = 4242
ACCESSES: Counter[str] = Counter()


class Keyword:
    """appscript's `k.name`."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        return Keyword(name)


k = _Keywords()
MISSING = k.missing_value


class CommandError(Exception):
    """appscript.reference.CommandError."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(number, text)
        self.errornumber, self.errormessage = number, text


CommandError.__module__ = "appscript.reference"

# Words of every application (appscript's default terminology and insertion locations).
_ALWAYS = frozenset(
    [
        "get",
        "set",
        "count",
        "exists",
        "make",
        "delete",
        "move",
        "duplicate",
        "close",
        "quit",
        "run",
        "properties",
        "before",
        "after",
        "beginning",
        "end",
    ]
)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    from xlwings import mac_dict

    commands = frozenset(entry[0] for entry in mac_dict.commands) | {
        "get",
        "set",
        "count",
        "exists",
        "make",
        "delete",
    }
    things = frozenset(entry[0] for entry in [*mac_dict.properties, *mac_dict.elements])
    return commands, things


class Reference:
    """A path to something in Excel; looked up anew each time it is used."""

    def __init__(self, find: Any, path: Callable[[], Node] | None = None) -> None:
        self._find: Callable[[], Node] = (
            path or find
        )  # xlwings makes one of `AS_appdata` and a path of its own

    def __getattr__(self, name: str) -> Any:
        if name == "AS_aemreference":  # X117: cells, by address
            return SimpleNamespace(
                elements=lambda code: SimpleNamespace(
                    byname=lambda address: lambda: self._find().child({b"X117": "cells"}[code]).item(address)
                )
            )
        if name == "AS_appdata":
            packed = SimpleNamespace(data=struct.pack("i", PID))
            return SimpleNamespace(
                target=lambda: SimpleNamespace(addressdesc=SimpleNamespace(coerce=lambda _: packed))
            )
        commands, things = _words()
        if name not in commands and name not in things and name not in _ALWAYS:
            raise AttributeError(f"Unknown property, element or command: {name!r}")
        if name in commands:
            return lambda *arguments, **named: self._do(name, arguments, named)
        return Reference(lambda: self._find().child(name))

    def __getitem__(self, key: Any) -> Reference:
        return Reference(lambda: self._find().item(key))

    def __call__(self) -> Any:
        return self._do("get", (), {})

    def _do(self, command: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        ACCESSES[command] += 1
        named.pop("timeout", None)
        try:
            node = self._find()
            plain = {
                name: value._find() if isinstance(value, Reference) else value
                for name, value in named.items()
            }
            if command == "get":
                return node.get()
            if command == "set":
                return node.set(arguments[0])
            method = getattr(node, "do_" + command, None)
            if method is None:
                raise CommandError(-1708, f"{type(node).__name__} doesn't understand the {command} message.")
            direct = arguments if command == "run_VB_macro" else ()  # the others are given by name
            answer = method(*direct, **plain)
        except ExcelError as error:
            raise CommandError(-50, str(error)) from None
        return Reference(lambda: answer) if isinstance(answer, Node) else answer


class Node:
    """Something in Excel: children by word, items by key, commands as `do_…`."""

    def child(self, name: str) -> Node:
        maker = getattr(self, "at_" + name, None)
        if maker is None:
            raise CommandError(-1728, f"Can't get {name} of {type(self).__name__}.")
        return maker()

    def item(self, key: Any) -> Node:
        raise CommandError(-1728, f"Can't get item {key!r} of {type(self).__name__}.")

    def get(self) -> Any:
        raise CommandError(-1728, f"Can't get {type(self).__name__}.")

    def set(self, value: Any) -> None:
        raise CommandError(-10006, f"Can't set {type(self).__name__}.")

    def do_exists(self) -> bool:
        return True


class Value(Node):
    """A property."""

    def __init__(self, get: Callable[[], Any], set_to: Callable[[Any], None] | None = None) -> None:
        self._get, self._set = get, set_to

    def get(self) -> Any:
        return self._get()

    def set(self, value: Any) -> None:
        if self._set is None:
            super().set(value)
        else:
            self._set(value)


class Elements(Node):
    """Elements: by number from 1, or by name."""

    def __init__(self, find: Callable[[Any], Node | None]) -> None:
        self._find = find

    def item(self, key: Any) -> Node:
        found = self._find(key)
        return found if found is not None else Nothing()


class Nothing(Node):
    """An element that is not there."""

    def do_exists(self) -> bool:
        return False

    def child(self, name: str) -> Node:
        raise CommandError(-1728, "Can't get that element.")


def _listed(items: Callable[[], list[Any]], make: Callable[[Any], Node]) -> Elements:
    def find(key: Any) -> Node | None:
        if isinstance(key, int):
            return make(items()[key - 1]) if 1 <= key <= len(items()) else None
        return next((make(item) for item in items() if item.name.casefold() == key.casefold()), None)

    return Elements(find)


_CALCULATION = {-4105: "calculation_automatic", -4135: "calculation_manual", 2: "calculation_semiautomatic"}


class AppNode(Node):
    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    def child(self, name: str) -> Node:
        if name in ("screen_updating", "enable_events", "display_alerts", "status_bar"):
            return Value(lambda: getattr(self.excel, name), lambda value: setattr(self.excel, name, value))
        return super().child(name)

    def at_calculation(self) -> Node:
        numbers = {word: number for number, word in _CALCULATION.items()}
        return Value(
            lambda: Keyword(_CALCULATION[self.excel.calculation]),
            lambda value: setattr(self.excel, "calculation", numbers[value.AS_name]),
        )

    def at_version(self) -> Node:
        return Value(lambda: "16.90")

    def at_active_workbook(self) -> Node:
        assert self.excel.active_book is not None
        return BookNode(self.excel.active_book)

    def at_workbooks(self) -> Node:
        return _listed(lambda: self.excel.books, BookNode)

    def at_selection(self) -> Node:
        sheet, box = self.excel.selection
        if not isinstance(sheet, Sheet) or box is None:
            raise CommandError(-1728, "The selection is no range.")
        return RangeNode(sheet, [box])

    def do_count(self, each: Keyword) -> int:
        return {"workbook": len(self.excel.books)}[each.AS_name]

    def do_run_VB_macro(self, macro: str, **arguments: Any) -> None:
        """A macro of an add-in: what it is given is kept."""
        if any(not isinstance(value, str | int | float | bool) for value in arguments.values()):
            raise CommandError(-1700, "Can't make some data into the expected type.")
        self.excel.__dict__.setdefault("macros", []).append((macro, *arguments.values()))

    def do_open_workbook(self, workbook_file_name: str, **_: Any) -> Node:
        return BookNode(self.excel.open(Path(workbook_file_name)))


class BookNode(Node):
    def __init__(self, book: Workbook) -> None:
        self.book = book

    def at_name(self) -> Node:
        return Value(lambda: self.book.name)

    def at_properties(self) -> Node:
        path = self.book.full_name.rpartition("/")[0]
        return Value(lambda: {k.full_name: self.book.full_name, k.path: path})

    def at_saved(self) -> Node:
        return Value(lambda: self.book.saved)

    def do_save(self, in_: str, as_: Keyword) -> None:
        """As a PDF: what would be printed is put there as a workbook."""
        assert as_ == k.PDF_file_format
        self.book.save(Path(in_.removeprefix("Macintosh HD").replace(":", "/")))

    def do_close(self, saving: Keyword) -> None:
        assert saving == k.no
        excel = self.book.excel
        excel.books.remove(self.book)
        excel.active_book = excel.books[-1] if excel.books else None

    def at_protect_structure(self) -> Node:
        return Value(lambda: self.book.protected)

    def at_active_sheet(self) -> Node:
        return _sheet(self.book.active)

    def at_worksheets(self) -> Node:
        return _listed(lambda: self.book.worksheets, SheetNode)

    def at_sheets(self) -> Node:
        return _listed(lambda: self.book.all_sheets, _sheet)

    def do_count(self, each: Keyword) -> int:
        return {"worksheet": len(self.book.worksheets)}[each.AS_name]

    def do_activate_object(self) -> None:
        self.book.excel.active_book = self.book

    def do_make(self, new: Keyword, at: Insertion) -> Node:
        assert new == k.worksheet
        where = {"after" if at.after else "before": at.sheet}
        return SheetNode(self.book.add_sheet(**where))


class Insertion(Node):
    """`before` or `after` a sheet."""

    def __init__(self, sheet: Sheet, *, after: bool) -> None:
        self.sheet, self.after = sheet, after


def _sheet(sheet: Any) -> Node:
    return ChartNode(sheet) if isinstance(sheet, Chart) else SheetNode(sheet)


class ChartNode(Node):
    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    def at_name(self) -> Node:
        return Value(lambda: self.chart.name)

    def do_activate_object(self) -> None:
        self.chart.activate()


_STATES = {VISIBLE: "sheet_visible", HIDDEN: "sheet_hidden", VERY_HIDDEN: "sheet_very_hidden"}


class SheetNode(Node):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def at_name(self) -> Node:
        return Value(lambda: self.sheet.name, self.sheet.rename)

    def at_visible(self) -> Node:
        return Value(lambda: Keyword(_STATES[self.sheet.visible]))

    def at_entry_index(self) -> Node:
        return Value(lambda: self.sheet.index)

    def at_protect_contents(self) -> Node:
        return Value(lambda: self.sheet.protected)

    def at_page_setup_object(self) -> Node:
        return SetupNode(self.sheet)

    def at_used_range(self) -> Node:
        return RangeNode(self.sheet, [self.sheet.used])

    def at_before(self) -> Node:
        return Insertion(self.sheet, after=False)

    def at_after(self) -> Node:
        return Insertion(self.sheet, after=True)

    def at_rows(self) -> Node:
        return RangeNode(self.sheet, [Box(1, 1, MAX_ROWS, MAX_COLUMNS)]).at_rows()

    def at_columns(self) -> Node:
        return RangeNode(self.sheet, [Box(1, 1, MAX_ROWS, MAX_COLUMNS)]).at_columns()

    def at_cells(self) -> Node:
        return Elements(lambda address: RangeNode(self.sheet, [Box.of(part) for part in address.split(",")]))

    def do_count(self, each: Keyword) -> int:
        if each == k.shape:
            return len(self.shapes)
        return {"row": MAX_ROWS, "column": MAX_COLUMNS}[each.AS_name]

    @property
    def shapes(self) -> list[Drawn]:
        """Everything that floats over the cells, notes too."""
        from tests.excel.com_shapes import drawn_on, note_shape

        return [*drawn_on(self.sheet), *(note_shape(*place) for place in self.sheet.notes())]

    def at_shapes(self) -> Node:
        return _listed(lambda: self.shapes, ShapeNode)

    def do_activate_object(self) -> None:
        self.sheet.activate()

    def do_delete(self) -> None:
        self.sheet.delete()


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


# ---- the modules ------------------------------------------------------------------------------------------------


class OSAX:
    """osax.OSAX: StandardAdditions in Excel."""

    def __init__(self, pid: int) -> None:
        assert pid == PID

    def activate(self) -> None:
        """Bring Excel to the front."""

    def display_alert(
        self, title: str, message: str, buttons: str | list[str], as_: Keyword
    ) -> dict[Keyword, str]:
        assert as_ in (k.informational, k.critical)
        excel = DESK[0]
        pressed = excel.message(message, "yes_no" if "Yes" in buttons else "ok")
        return {k.button_returned: {"yes": "Yes", "no": "No", "ok": "OK"}[pressed]}


DESK: list[Excel] = []


class SystemEvents:
    """The application that brings others to the front; it refuses without the user's permission (-1743)."""

    def __getattr__(self, name: str) -> SystemEvents:
        return self

    def __getitem__(self, key: Any) -> SystemEvents:
        return self

    def get(self) -> Any:
        self.set(None)

    def set(self, value: Any) -> None:
        raise CommandError(-1743, "Not authorized to send Apple events to System Events.")


def _app(name: str | None = None, **_: Any) -> Any:
    return SystemEvents() if name == "System Events" else Reference(lambda: AppNode(DESK[0]))


class _Alias:
    """mactypes.Alias: a file by its path, in the old notation too."""

    def __init__(self, path: str) -> None:
        self.hfspath = "Macintosh HD" + path.replace("/", ":")


def modules() -> dict[str, ModuleType]:
    """appscript and its companions, by name."""

    def module(name: str, **contents: Any) -> ModuleType:
        made = ModuleType(name)
        vars(made).update(contents)
        return made

    reference = module("appscript.reference", Reference=Reference, CommandError=CommandError)
    appscript = module(
        "appscript",
        app=_app,
        its=SimpleNamespace(unix_id=PID),
        k=k,
        mactypes=SimpleNamespace(Alias=_Alias),
        reference=reference,
    )
    found = [
        appscript,
        reference,
        module(
            "aem",
            kae=SimpleNamespace(typeKernelProcessID=b"kpid"),
            aemsend=SimpleNamespace(EventError=OSError),
        ),
        module("osax", OSAX=OSAX),
    ]
    return {made.__name__: made for made in found}


@contextmanager
def macos(excel: Excel | None = None) -> Iterator[None]:
    """`sys.platform`, appscript's modules and `lsappinfo` as on macOS."""
    fakes = modules()
    had = {name: sys.modules.get(name) for name in fakes}
    platform, output, run = sys.platform, subprocess.check_output, subprocess.run
    sys.modules.update(fakes)
    sys.platform = "darwin"
    subprocess.check_output, subprocess.run = _lsappinfo, _osascript  # type: ignore[assignment]
    DESK[:] = [excel] if excel is not None else []
    try:
        yield
    finally:
        sys.platform, subprocess.check_output, subprocess.run = platform, output, run
        for name, made in had.items():
            if made is None:
                del sys.modules[name]
            else:
                sys.modules[name] = made


def _lsappinfo(command: list[str]) -> bytes:
    """Apple, `lsappinfo`: running applications, and the number of one."""
    if "visibleprocesslist" in command:
        return b'ASN:0x0-0x5005-"Finder" ASN:0x0-0x12012-"Microsoft_Excel"'
    assert command[:4] == ["lsappinfo", "info", "-only", "pid"]
    return f'"pid"={PID}'.encode()


def _osascript(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
    """Apple, Standard Additions, "choose file name": error -128 where it is cancelled."""
    assert command[0] == "osascript"
    where = DESK[0].where
    if where is None:
        return subprocess.CompletedProcess(command, 1, "", "execution error: User canceled. (-128)")
    return subprocess.CompletedProcess(command, 0, f"{where}\n", "")


def load() -> ModuleType:
    """xlwings' `_xlmac`, unchanged."""
    import atexit

    import psutil  # noqa: F401 - before the platform changes: it looks

    register = atexit.register
    atexit.register = lambda function, *_, **__: function  # type: ignore[assignment]
    try:
        with macos():
            from xlwings import _xlmac
    finally:
        atexit.register = register
    return _xlmac
