"""Any worksheet, read cell by cell and written anew for calamine: far cells, comments, prefixes, missing addresses.

The slow road beside `plain_sheet`; it decides by the elements themselves and not by searches.
"""

from __future__ import annotations

from collections import Counter
from xml.parsers import expat

from xl_sop import limits
from xl_sop.address import MAX_COLUMN, MAX_ROW, Merge, area, column_letters, place_of
from xl_sop.book.plain_sheet import HEAD, TAIL, CheckedSheet, Place
from xl_sop.package.xml import attribute, escape
from xl_sop.refusals import refusal

_LATEST_DATE = 2_958_466  # the day after 9999-12-31


class _Cell:
    """One cell while it is being read."""

    __slots__ = ("formula", "inline", "kind", "place", "style", "value")

    def __init__(self, place: Place, kind: str, style: str) -> None:
        self.place, self.kind, self.style = place, kind, style
        self.value: list[str] | None = None
        self.inline: list[str] | None = None
        self.formula = False


_UNPADDED = frozenset({"n", "s", "b", "d"})
_KINDS = _UNPADDED | {"str", "inlineStr"}


class _Reader:
    """Collects the non-empty cells and the merges of a sheet, by local names, with expat."""

    def __init__(self, *, reduced: bool) -> None:
        self._reduced = reduced
        self.cells: list[tuple[Place, bytes]] = []
        self.merges: list[Merge] = []
        self.errors: list[Place] = []
        self.uncached: list[Place] = []
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._text: list[str] | None = None
        self._depth = self._phonetic = 0

    def read(self, xml: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise refusal("damaged") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH.value:
            raise limits.XML_DEPTH.exceeded()
        name = tag.rpartition(":")[2]
        cell = self._cell
        if cell is None:
            if name == "c":
                place = self._place(attributes.get("r"))
                self._cell = _Cell(place, attributes.get("t", "n"), attributes.get("s", ""))
            elif name == "row":
                number = attributes.get("r", "")
                self._row = int(number) if number.isdecimal() and len(number) <= 7 else self._row + 1
                self._column = 0
            elif name == "mergeCell":
                self._merge(attributes.get("ref", ""))
        elif name == "v":
            self._text = cell.value = []
        elif name == "f":
            cell.formula = True
        elif name == "is":
            cell.inline = []
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t" and cell.inline is not None and not self._phonetic:
            self._text = cell.inline

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self._text = None
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c" and self._cell is not None:
            self._finish(self._cell)
            self._cell = None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _place(self, reference: str | None) -> Place:
        if reference is None and self._reduced:
            raise refusal("unsafe")
        place = place_of(reference) if reference is not None else (self._row, self._column + 1)
        if place is None or not (1 <= place[0] <= MAX_ROW and place[1] <= MAX_COLUMN):
            raise refusal("damaged")
        self._row, self._column = place
        return place

    def _merge(self, reference: str) -> None:
        if len(self.merges) >= limits.MERGES.value:
            raise limits.MERGES.exceeded()
        merge = area(reference)
        if merge is not None:
            self.merges.append(merge)

    def _finish(self, cell: _Cell) -> None:
        value = "".join(cell.value or ())
        if cell.kind in _UNPADDED:
            value = value.strip()
        if cell.kind == "e":
            self.errors.append(cell.place)
            return
        if cell.formula and not value and not (cell.kind == "str" and cell.value is not None):
            self.uncached.append(cell.place)
            return
        row, column = cell.place
        start = f'<c r="{column_letters(column)}{row}"'
        if cell.kind == "inlineStr":
            text = "".join(cell.inline or ())
            xml = (
                f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
                if text
                else ""
            )
        elif value:
            kind = cell.kind if cell.kind in _KINDS else "str"
            style = "" if kind == "n" and not _is_a_day(value) else f' s="{attribute(cell.style).decode()}"'
            xml = f'{start}{style} t="{kind}"><v>{escape(value)}</v></c>'
        else:
            xml = ""
        if xml:
            if len(self.cells) >= limits.ODD_CELLS.value:
                raise limits.ODD_CELLS.exceeded()
            self.cells.append((cell.place, xml.encode()))


def _is_a_day(number: str) -> bool:
    try:
        return 0 <= float(number) < _LATEST_DATE
    except ValueError:
        return False


def _no_doctype(*_: object) -> None:
    raise refusal("unsafe")


def rewritten(xml: bytes, *, reduced: bool = False) -> CheckedSheet:
    """Any well-formed sheet, read cell by cell and written anew, cells only. Raises BookError."""
    if len(xml) > limits.ODD_BYTES.value:
        raise limits.ODD_BYTES.exceeded()
    reader = _Reader(reduced=reduced)
    reader.read(xml)
    cells = kept = reader.cells
    for axis, gap in ((0, limits.GAP_ROWS), (1, limits.GAP_COLUMNS)):
        if _area(kept) > limits.SPARSE_AREA.value:
            stretch = _cluster([place[axis] for place, _ in kept], gap.value)
            kept = [cell for cell in kept if cell[0][axis] in stretch]
    if _area(kept) > limits.AREA.value:
        raise limits.AREA.exceeded()
    inside = {place for place, _ in kept}
    by_row: dict[int, list[bytes]] = {}
    for (row, _), cell in sorted(kept, key=lambda item: item[0]):
        by_row.setdefault(row, []).append(cell)
    rows_xml = b"".join(b'<row r="%d">%b</row>' % (row, b"".join(line)) for row, line in by_row.items())
    return CheckedSheet(
        b"%b<sheetData>%b</sheetData>%b" % (HEAD, rows_xml, TAIL),
        reader.merges,
        reader.errors,
        reader.uncached,
        sorted({place for place, _ in cells if place not in inside}),
    )


def _area(cells: list[tuple[Place, bytes]]) -> int:
    if not cells:
        return 0
    rows = [row for (row, _), _ in cells]
    columns = [column for (_, column), _ in cells]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _cluster(numbers: list[int], gap: int) -> range:
    """The stretch without a gap that holds most of the numbers; the first of equals."""
    counts = Counter(numbers)
    best = range(0)
    most = weight = 0
    start = previous = min(counts)
    for number in sorted(counts):
        if number - previous > gap:
            start, weight = number, 0
        weight += counts[number]
        if weight > most:
            best, most = range(start, number + 1), weight
        previous = number
    return best
