"""Cells of one worksheet part, read and written in place.

Text goes into the cell itself (``t="inlineStr"``), not into the table of shared strings. The table then stays
byte-identical, no index of another cell can shift, and the cost of one cell does not depend on the size of
the workbook. Both forms are equal citizens of the standard (ECMA-376-1 section 18.18.11); Excel turns inline
text into shared text the next time it saves. A string that no cell uses any more may stay in the table: its
``count`` is only a hint, and ``uniqueCount`` remains true.
"""

from __future__ import annotations

import math
import os
from pathlib import Path

from xl_sop.address import MAX_COLUMN, MAX_ROW, column_letters
from xl_sop.errors import BookError
from xl_sop.package.calc_chain import leave_chain
from xl_sop.package.package import Package
from xl_sop.package.rows import Area, Cell, Row, SheetXml, parse, plain_text
from xl_sop.package.texts import escape_marks, from_xml, text_element
from xl_sop.package.xml import Xml, attribute, closing, damaged, opened, with_attributes

Value = str | int | float | bool | None
Position = tuple[int, int]


class SheetEditor:
    """The cells of one worksheet. Rows and columns count from 1; each change is in the package at once.

    What is already there is not written again, so a second, equal run leaves the package unchanged. A cell
    keeps its own format; a new one takes that of its row or column, as when a person types into it.

    Raises:
        BookError: on creation, if the package has no such worksheet or the part is damaged.
    """

    def __init__(self, package: Package, sheet_name: str):
        self.package = package
        self.name = sheet_name
        self.part = package.sheet_part(sheet_name)
        self._bytes = b""
        self._sheet: SheetXml
        self._strings: list[str] | None = None
        self._fresh()

    # --- reading

    def get(self, row: int, column: int) -> Value:
        """The value of a cell; of a formula, the cached result; of an error, its text ("#N/A")."""
        cell = self._cell(row, column)
        if cell is None or cell.value is None:
            return None
        if cell.kind == "s":
            return self._shared(cell.value)
        if cell.kind == "b":
            return cell.value.strip() == "1"
        if cell.kind == "n":
            return self._number(cell.value.strip())
        return from_xml(cell.value)

    def formula(self, row: int, column: int) -> str | None:
        """The formula without its "=", "" where the cell follows a shared one, None if there is none."""
        cell = self._cell(row, column)
        return cell.formula.text if cell and cell.formula else None

    def style(self, row: int, column: int) -> int:
        """The index of the cell's format in ``cellXfs``; for a missing cell, that of its row or column."""
        self._fresh()
        line = self._sheet.row(row)
        cell = line.cell(column) if line else None
        if cell:
            return cell.style
        if line and line.attributes.get("customFormat") in ("1", "true"):
            style = line.attributes.get("s", "0")
            return int(style) if style.isdecimal() else 0
        spans = self._sheet.column_styles
        return next((style for first, last, style in spans if first <= column <= last), 0)

    @property
    def merges(self) -> list[Area]:
        """The merged areas."""
        self._fresh()
        return list(self._sheet.merges)

    @property
    def last_row(self) -> int:
        """The last row with a value or formula; 0 in an empty sheet."""
        self._fresh()
        filled = [row.number for row in self._sheet.rows if any(_filled(cell) for cell in row.cells)]
        return max(filled, default=0)

    def is_free(self, row: int, column_from: int, column_to: int) -> bool:
        """True where writing overwrites and hides nothing.

        No cell of the range has a value or formula, none lies in a formula's area, and merged areas that
        touch the range lie in it whole (writing to their first cell is safe).
        """
        self._fresh()
        line = self._sheet.row(row)
        if line and any(column_from <= cell.column <= column_to and _filled(cell) for cell in line.cells):
            return False
        wanted = Area(row, column_from, row, column_to)
        touching = [merge for merge in self._sheet.merges if _overlap(merge, wanted)]
        inside = all(m.top == m.bottom and column_from <= m.left and m.right <= column_to for m in touching)
        return inside and not any(_overlap(area, wanted) for _, area in self._formula_areas())

    def has_height(self, row: int, *, by_hand: bool = False) -> bool:
        """Whether a row has a height of its own; `by_hand`: one that the application does not fit to its texts."""
        self._fresh()
        line = self._sheet.row(row)
        if line is None or "ht" not in line.attributes:
            return False
        return not by_hand or line.attributes.get("customHeight") in ("1", "true")

    # --- writing

    def set_text(self, row: int, column: int, text: str | None, style_from: Position | None = None) -> None:
        """Write text; "" and None empty the cell and keep its format.

        The text stays text whatever it starts with (``=`` ``+`` ``-`` ``@``) and reads back equal, control
        characters included. Rich text whose letters are the same is left as it is.

        Args:
            style_from: the cell whose format this one takes.

        Raises:
            BookError: a formula that other cells depend on by construction stands there (shared, array, data
                table), or the text is longer than a cell holds.
        """
        cell = self._cell(row, column)
        style = self.style(*(style_from or (row, column)))
        if not text:
            if cell is not None and _filled(cell):
                self._put(row, column, None, None, style)
            else:
                self.set_style(row, column, style)
            return
        is_text = cell is not None and cell.kind in ("s", "str", "inlineStr") and cell.formula is None
        if is_text and self.get(row, column) == text:
            self.set_style(row, column, style)
            return
        self._put(row, column, "inlineStr", text, style)

    def set_number(self, row: int, column: int, number: float, style_from: Position | None = None) -> None:
        """Write a finite number. Raises BookError as `set_text` does, ValueError for anything else."""
        if isinstance(number, bool) or not math.isfinite(number):
            raise ValueError(f"not a number for a cell: {number!r}")
        cell = self._cell(row, column)
        style = self.style(*(style_from or (row, column)))
        plain = cell is not None and cell.kind == "n" and cell.formula is None
        if plain and self.get(row, column) == number:
            self.set_style(row, column, style)
            return
        self._put(row, column, None, repr(number), style)

    def set_style(self, row: int, column: int, style: int) -> None:
        """Give a cell a format (an index from `Styles`); its content stays."""
        cell = self._cell(row, column)
        if cell is None:
            if style != self.style(row, column):
                self._put(row, column, None, None, style)
        elif cell.style != style:
            cell.tag = with_attributes(cell.tag, {"s": str(style)})
            cell.style = style
            self._save()

    def raise_height(self, row: int, points: float) -> None:
        """Make a row higher, in points; the application may still fit it anew, unless a person has fixed it."""
        self._set_row(row, {"ht": f"{min(points, 409.5):g}"})

    def set_height(self, row: int, points: float) -> None:
        """Fix a row's height, in points (at most Excel's 409.5)."""
        self._set_row(row, {"ht": f"{min(points, 409.5):g}", "customHeight": "1"})

    def hide_row(self, row: int) -> None:
        """Hide a row."""
        self._set_row(row, {"hidden": "1"})

    def _set_row(self, row: int, values: dict[str, str]) -> None:
        self._fresh()
        line = self._sheet.row(row)
        if line is None:
            tag = b'<%srow r="%d">' % (self._sheet.prefix, row)
            line = Row(row, b"", tag, [], closing(tag))
            self._sheet.insert(line)
        elif all(line.attributes.get(name) == value for name, value in values.items()):
            return
        line.attributes.update(values)
        line.tag = with_attributes(line.tag, dict(values))
        self._save()

    # --- inside

    def _fresh(self) -> None:
        """Follow the package: another editor may have changed the part."""
        current = self.package.read(self.part)
        if current is not self._bytes:
            self._bytes, self._sheet = current, parse(current, self.part)

    def _save(self) -> None:
        self.package.replace(self.part, self._sheet.join())
        self._bytes = self.package.read(self.part)

    def _cell(self, row: int, column: int) -> Cell | None:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise ValueError(f"no such cell: row {row}, column {column}")
        self._fresh()
        line = self._sheet.row(row)
        return line.cell(column) if line else None

    def _number(self, text: str) -> Value:
        if not text:
            return None
        try:
            return int(text) if text.removeprefix("-").isdecimal() else float(text)
        except ValueError as error:
            raise damaged(self.part, str(error)) from error

    def _shared(self, index: str) -> str:
        if self._strings is None:
            part = self.package.workbook_related("sharedStrings")
            items = Xml(self.package.read(part), part).root.all("si") if part else []
            self._strings = [from_xml(plain_text(item)) for item in items]
        try:
            return self._strings[int(index)]
        except (ValueError, IndexError):
            raise BookError(
                f'Lembar "{self.name}" menunjuk teks yang tidak ada; buka dan simpan ulang berkas di Excel.',
                f'Sheet "{self.name}" points to a text that does not exist; save it again in Excel.',
            ) from None

    def _put(self, row: int, column: int, kind: str | None, value: str | None, style: int) -> None:
        """Write one cell's content; ``kind`` is its type attribute (None: number or empty)."""
        body = b"" if value is None else self._body(kind, value)
        self._check_formula(row, column)
        sheet, prefix = self._sheet, self._sheet.prefix
        line = sheet.row(row)
        if line is None:
            tag = b'<%srow r="%d">' % (prefix, row)
            line = Row(row, b"", tag, [], closing(tag))
            sheet.insert(line)
        cell = line.cell(column)
        had_formula = cell is not None and cell.formula is not None
        reference = f"{column_letters(column)}{row}"
        if cell is None:
            cell = Cell(column, b"", b'<%sc r="%s"/>' % (prefix, attribute(reference)), b"")
            line.insert(cell)
            line.widen_spans(column)
        # cm and vm point to metadata of the old value (dynamic arrays, linked data types).
        changes = {"t": kind, "cm": None, "vm": None}
        if style != cell.style:
            changes["s"] = str(style)
        content = body + cell.extension
        tag = opened(with_attributes(cell.tag, changes))
        cell.tag, cell.rest = tag, content + closing(tag)
        if not content:
            cell.tag, cell.rest = tag[:-1] + b"/>", b""
        cell.kind, cell.style, cell.formula = kind or "n", style, None
        cell.value = escape_marks(value) if value is not None else None
        if body:
            self._extend_dimension(row, column)
        self._save()
        if had_formula:
            leave_chain(self.package, self._sheet_id(), reference)

    def _body(self, kind: str | None, value: str) -> bytes:
        prefix = self._sheet.prefix
        if kind == "inlineStr":
            return b"<%sis>%s</%sis>" % (prefix, text_element(prefix, value), prefix)
        return b"<%sv>%s</%sv>" % (prefix, value.encode(), prefix)

    def _sheet_id(self) -> str:
        return next(sheet.id for sheet in self.package.sheets() if sheet.part == self.part)

    def _formula_areas(self) -> list[tuple[Position, Area]]:
        """Array and data table formulas with the areas they fill."""
        return [
            ((row.number, cell.column), cell.formula.area)
            for row in self._sheet.rows
            for cell in row.cells
            if cell.formula and cell.formula.area and cell.formula.kind in ("array", "dataTable")
        ]

    def _check_formula(self, row: int, column: int) -> None:
        here = Area(row, column, row, column)
        bound = any(area != here and _overlap(area, here) for _, area in self._formula_areas())
        cell = self._cell(row, column)
        formula = cell.formula if cell else None
        if formula and formula.kind == "shared" and formula.area:
            # The first cell of a shared formula holds the text for the cells that follow it.
            group = [
                other
                for line in self._sheet.rows
                for other in line.cells
                if other.formula and other.formula.kind == "shared" and other.formula.group == formula.group
            ]
            bound = bound or len(group) > 1
        if bound:
            place = f"{self.name}!{column_letters(column)}{row}"
            raise BookError(
                f"Sel {place} berisi rumus yang dipakai bersama sel lain; ubah sel itu di Excel.",
                f"Cell {place} is part of a formula shared with other cells; change it in Excel.",
            )

    def _extend_dimension(self, row: int, column: int) -> None:
        known = self._sheet.dimension
        if known is None or _overlap(known, Area(row, column, row, column)):
            return
        top, left = min(known.top, row), min(known.left, column)
        bottom, right = max(known.bottom, row), max(known.right, column)
        reference = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        # The head alone is no document; closed by the sheet's own ends it is one.
        xml = Xml(self._sheet.head + self._sheet.tail, self.part)
        node = xml.root.first("dimension")
        assert node is not None
        tag = with_attributes(xml.open_tag(node), {"ref": reference})
        head = self._sheet.head
        self._sheet.head = head[: node.start] + tag + head[node.open_end :]
        self._sheet.dimension = Area(top, left, bottom, right)


def refuse_if_open(path: str | os.PathLike[str]) -> None:
    """Raise BookError if Excel or LibreOffice has the file open: their lock file lies beside it."""
    path = Path(path)
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise BookError(
                f"Berkas {path.name} sedang terbuka; tutup dahulu, lalu ulangi. "
                f"Jika sudah tertutup, hapus berkas {lock.name} di folder yang sama.",
                f"{path.name} is open in another program; close it and try again. "
                f"If it is closed already, delete {lock.name} beside it.",
            )


def refuse_if_signed(package: Package) -> None:
    """Raise BookError if a change would make the workbook's digital signature invalid."""
    if package.signed:
        raise BookError(
            f"Berkas {package.label} bertanda tangan digital, dan perubahan apa pun membatalkan tanda tangan itu; "
            "simpan salinannya tanpa tanda tangan (Berkas → Info → Hapus Tanda Tangan), lalu ulangi.",
            f"{package.label} is digitally signed, and any change makes the signature invalid; "
            "save a copy without the signature (File → Info → Remove Signature), then try again.",
        )


def _filled(cell: Cell) -> bool:
    return cell.value is not None or cell.formula is not None


def _overlap(one: Area, other: Area) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and one.left <= other.right and other.left <= one.right
