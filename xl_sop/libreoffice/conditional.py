"""Conditional formats: rules with a formula can be added; every rule can be listed and deleted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import uno_bridge as uno
from .common import ProtectedError, color_from_office, color_to_office, complete, require_format

if TYPE_CHECKING:
    from .book import Book
    from .range import Range

_CONDITION = 0  # com.sun.star.sheet.ConditionEntryType
_EXPRESSION = 24  # com.sun.star.sheet.ConditionFormatOperator
_STYLE_PREFIX = "xl_sop_"
_RESTATED = (
    "Char",
    "Hori",
    "Is",
    "Para",
    "Rotate",
    "Vert",
)  # font, alignment, wrapping; no names, no borders
_ENTRY_TYPES = {0: "cell_value", 1: "color_scale", 2: "data_bar", 3: "icon_set"}
# what xlwings calls it → the property of a cell style, and how the value is written
_LOOKS: dict[str, tuple[str, Any]] = {
    "fill_color": ("CellBackColor", color_to_office),
    "font_color": ("CharColor", color_to_office),
    "font_bold": ("CharWeight", lambda bold: 150.0 if bold else 100.0),
    "font_italic": ("CharPosture", lambda italic: uno.enum("awt.FontSlant", "ITALIC" if italic else "NONE")),
}


def _overlap(one: Any, other: Any) -> bool:
    return (
        one.StartRow <= other.EndRow
        and other.StartRow <= one.EndRow
        and one.StartColumn <= other.EndColumn
        and other.StartColumn <= one.EndColumn
    )


def _office_parser(book: Book) -> Any:
    """Returns a reader and writer of LibreOffice's own notation, which the entries of a rule take."""
    parser = book.doc.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    return parser


@complete
class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules that touch a range, in the order LibreOffice keeps them."""

    def __init__(self, cells: Range) -> None:
        self._range = cells

    @property
    def api(self) -> Any:
        return self._range.sheet.api.ConditionalFormats

    def _lists(self) -> Iterator[Any]:
        box = self._range.api.RangeAddress
        for rules in self.api.getConditionalFormats():
            if any(_overlap(box, other) for other in rules.Range.RangeAddresses):
                yield rules

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(
            [
                ConditionalFormat(self._range, rules, number)
                for rules in self._lists()
                for number in range(rules.Count)
            ]
        )

    def __len__(self) -> int:
        return sum(rules.Count for rules in self._lists())

    def __call__(self, key: int) -> ConditionalFormat:
        return list(self)[key - 1]

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        """Adds a rule with a formula, relative to the range's first cell, in Excel's English notation."""
        sheet = self._range.sheet
        require_format(sheet.api)
        if spec["stop_if_true"]:
            raise NotImplementedError(
                "ConditionalFormats.add_custom(stop_if_true=True): LibreOffice always stops"
            )
        style = self._style({key: spec[key] for key in _LOOKS if key in spec})
        formula = self._office_formula(spec["formula"])
        before = {rules.ID for rules in self.api.getConditionalFormats()}
        if len(self):
            self._add_below(formula, style)
        else:
            self._add_alone(formula, style)
        rules = next(rules for rules in self.api.getConditionalFormats() if rules.ID not in before)
        return ConditionalFormat(self._range, rules, 0)

    def _add_alone(self, formula: str, style: str) -> None:
        # This way shows at once, but would cut the rules that are there out of the range.
        cells = self._range.api
        entries = cells.ConditionalFormat
        entries.clear()
        entries.addNew(
            uno.properties(
                Operator=uno.enum("sheet.ConditionOperator", "FORMULA"),
                Formula1=formula,
                StyleName=style,
                SourcePosition=self._range(1, 1).api.CellAddress,
            )
        )
        cells.ConditionalFormat = entries

    def _add_below(self, formula: str, style: str) -> None:
        # This way leaves other rules alone. LibreOffice 7.4 paints it only after the file was opened again.
        place = self._range.sheet.book.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
        place.addRangeAddress(self._range.api.RangeAddress, False)
        number = self.api.createByRange(place)
        rules = next(item for item in self.api.getConditionalFormats() if number == item.ID)
        rules.createEntry(_CONDITION, 0)
        entry = rules.getByIndex(0)
        entry.Operator = _EXPRESSION
        entry.Formula1 = formula
        entry.StyleName = style

    def _office_formula(self, text: str) -> str:
        book, origin = self._range.sheet.book, self._range(1, 1).api.CellAddress
        tokens = book.parser().parseFormula(text.removeprefix("="), origin)
        return _office_parser(book).printFormula(tokens, origin)

    def _own_looks(self, default: Any) -> list[tuple[str, Any]]:
        """What a rule's style has to say again, so that only our colour changes.

        Every style stands on "Default", and what "Default" sets, a rule sets over the cell's own format: a
        workbook of Excel's sets font and alignment there, and text would move to the cell's bottom.
        """
        cell = self._range(1, 1).api
        names = [prop.Name for prop in default.PropertySetInfo.Properties]
        return [
            (name, cell.getPropertyValue(name))
            for name in sorted(names)
            if name.startswith(_RESTATED) and default.getPropertyState(name).value == "DIRECT_VALUE"
        ]

    def _style(self, looks: dict[str, Any]) -> str:
        document = self._range.sheet.book.doc
        styles = document.StyleFamilies.getByName("CellStyles")
        own = self._own_looks(styles.getByName("Default"))
        label = _STYLE_PREFIX + "_".join(f"{key}_{value}" for key, value in sorted(looks.items()))
        label = "".join(mark if mark.isalnum() else "_" for mark in label)
        label += f"_{zlib.crc32(repr(own).encode()):08x}"
        if not styles.hasByName(label):
            style = document.createInstance("com.sun.star.style.CellStyle")
            styles.insertByName(label, style)
            try:
                for prop, value in own:
                    setattr(style, prop, value)
                for key, value in looks.items():
                    prop, write = _LOOKS[key]
                    setattr(style, prop, write(value))
            except uno.RuntimeUnoException as error:
                styles.removeByName(label)
                raise ProtectedError(
                    "LibreOffice tidak menambah gaya selama ada lembar yang diproteksi. / "
                    "LibreOffice adds no styles while a sheet of the workbook is protected."
                ) from error
        return label

    def clear(self) -> None:
        """Deletes the rules that lie wholly within the range.

        Raises:
            NotImplementedError: a rule reaches beyond the range (Excel would cut it).
        """
        require_format(self._range.sheet.api)
        box = self._range.api.RangeAddress
        lists = list(self._lists())
        for rules in lists:
            for other in rules.Range.RangeAddresses:
                inside = box.StartRow <= other.StartRow and other.EndRow <= box.EndRow
                if not (inside and box.StartColumn <= other.StartColumn and other.EndColumn <= box.EndColumn):
                    raise NotImplementedError(
                        "ConditionalFormats.clear() of a rule that reaches beyond the range"
                    )
        for rules in lists:
            self.api.removeByID(rules.ID)


@complete
class ConditionalFormat(base_classes.ConditionalFormat):
    """One rule."""

    def __init__(self, cells: Range, rules: Any, number: int) -> None:
        self._range, self._rules, self._number = cells, rules, number

    @property
    def api(self) -> Any:
        return self._rules.getByIndex(self._number)

    @property
    def type(self) -> str:
        entry = self.api
        kind = _ENTRY_TYPES.get(entry.getType(), "unknown")
        return "custom" if kind == "cell_value" and entry.Operator == _EXPRESSION else kind

    @property
    def formula(self) -> str | None:
        if self.type != "custom":
            return None
        book = self._range.sheet.book
        box = self._rules.Range.RangeAddresses[0]
        origin = uno.struct("table.CellAddress", Sheet=box.Sheet, Row=box.StartRow, Column=box.StartColumn)
        tokens = _office_parser(book).parseFormula(self.api.Formula1, origin)
        return "=" + book.parser().printFormula(tokens, origin)

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        if self.type not in {"custom", "cell_value"}:
            return None
        styles = self._range.sheet.book.doc.StyleFamilies.getByName("CellStyles")
        return color_from_office(styles.getByName(self.api.StyleName).CellBackColor)

    def delete(self) -> None:
        require_format(self._range.sheet.api)
        if self._rules.Count > 1:  # LibreOffice 7.4 refuses to remove one rule out of a list
            raise NotImplementedError(
                "ConditionalFormat.delete() of a rule that shares its range with others"
            )
        sheet = self._range.sheet
        boxes = self._rules.Range.RangeAddresses
        sheet.api.ConditionalFormats.removeByID(self._rules.ID)
        # The cells still name the rule, and LibreOffice gives its number to the next one.
        for box in boxes:
            cells = type(self._range).from_box(sheet, box)
            if not len(ConditionalFormats(cells)):
                cells.api.setPropertyToDefault("ConditionalFormat")
