"""The XML of one worksheet, made harmless for calamine, with what calamine does not tell.

calamine holds the used range densely, trusts every address, gives up on error values it does not know, and
does not say which cells hold errors or formulas without a value. Nearly all sheets are *plain*: each cell has
an ordinary address within CZ9999. Those pass after a few searches over the bytes. All others are read cell by
cell with expat and written anew (`rewritten`): some ten times slower, and right whatever a sheet looks like.

Sources: ECMA-376-1 (5th edition, 2016) sections 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.55 (mergeCells).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from xl_sop.book import limits
from xl_sop.book.grid import Merge, column_letters
from xl_sop.book.refusals import refusal

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(slots=True)
class SheetXml:
    """One sheet.

    Attributes:
        xml: What calamine reads: cells only.
        merges: As written, ends in order, inside the sheet's possible extent.
        errors: Cells with an error value; in `xml` they are texts or missing.
        uncached: Cells with a formula and no value.
        stray: Cells with contents too far from all others to be kept.
    """

    xml: bytes
    merges: list[Merge] = field(default_factory=list[Merge])
    errors: list[Place] = field(default_factory=list[Place])
    uncached: list[Place] = field(default_factory=list[Place])
    stray: list[Place] = field(default_factory=list[Place])


# calamine walks each sheet twice, once to find merges; an empty list of them up front ends that walk.
_HEAD, _TAIL = b"<worksheet><mergeCells></mergeCells>", b"</worksheet>"
_NO_CELLS = _HEAD + b"<sheetData></sheetData>" + _TAIL

_ODD_CELL = re.compile(rb'<c(?! r="[A-C]?[A-Z][0-9]{1,4}"[ >/])[\s>/]')
_SHARED_STRINGS_TAG = re.compile(rb"<(\w*:?)sst\b[^<>]*>")
_ENDLESS_DATE = re.compile(rb"<v>(?:-?[0-9]{10}|-?[0-9.]*[eE]\+?[0-9]|-?[a-zA-Z])")
_LATEST_DATE = 2_958_466  # the day after 9999-12-31
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % limits.TAG_BYTES.value)
_LONG_TAG_FROM = 4 * limits.TAG_BYTES.value
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ERROR = re.compile(rb'(<c r="([A-Z]{1,2})([0-9]{1,4})"(?:[^<>]*\s)?t=)"e"')
# Two neighbouring runs of white space in a pattern would make it quadratic: there are none below.
_UNCACHED = re.compile(
    rb'<c r="([A-Z]{1,2})([0-9]{1,4})"([^<>]*)>'
    rb"\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:(<v\s*/>|<v></v>)\s*)?</c>"
)
_EMPTY_STRING = re.compile(rb"""\bt=["']str["']""")
_MERGE = re.compile(rb"""<mergeCell\s[^<>]*?\bref=["']([A-Za-z0-9$:]{2,24})["']""")
_REFERENCE = re.compile(rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")

_LONGEST_ROW = 1 << 19  # 16,384 empty cells
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?\s?(?:/>|></c>)')
_EMPTY_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?:\s[^<>]*)?(?:/>|>'
    rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?\s?(?:/>|></c>))*</row>)'
)


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: bytes) -> int:
    """`"AB" -> 28`, in either case."""
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 31)
    return number


def text_part(content: bytes) -> bytes:
    """An XML part as UTF-8 without danger to calamine. Raises BookError for DTDs and endless tags."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        try:
            content = re.sub(r"\A\s*<\?xml[^<>]*\?>", "", content.decode("utf-16")).encode()
        except UnicodeError as error:
            raise refusal("damaged") from error
    if _has_markup(content) and _DOCTYPE.search(content):
        raise refusal("unsafe")
    if len(content) > _LONG_TAG_FROM and _LONG_TAG.search(content):
        raise refusal("unsafe")
    return content


def _has_markup(xml: bytes) -> bool:
    """True for comments, CDATA and declarations. One byte is found ten times faster than two."""
    return b"!" in xml and b"<!" in xml


def _has_instructions(xml: bytes) -> bool:
    start = xml.find(b">") if xml.startswith(b"<?xml") else 0
    return xml.find(b"?", start) >= 0 and xml.find(b"<?", start) >= 0


def without_empty_cells(pieces: Iterable[bytes]) -> bytes:
    """The XML of a very large sheet with its formatted but empty cells and rows left out as it streams by."""
    kept: list[bytes] = []
    size, rest = 0, b""
    for piece in pieces:
        text = _EMPTY_CELL.sub(b"", _EMPTY_ROW.sub(b"", rest + piece))
        # The last few tags may continue in the next piece.
        cut = text.rfind(b"<row ")
        if cut < 0 or len(text) - cut > _LONGEST_ROW:
            cut = max(text.rfind(b"<"), 0)
        kept.append(text[:cut])
        rest = text[cut:]
        size += cut
        if size > limits.READ_BYTES.value:
            raise limits.READ_BYTES.exceeded()
    kept.append(rest)
    return b"".join(kept)


def shared_strings(content: bytes) -> bytes:
    """The part of shared strings without its counts, which calamine takes for the memory it needs."""
    # A count costs as much as all other checks; few bytes cannot hold many texts.
    most = limits.SHARED_STRINGS.value
    if len(content) > most and content.count(b"<si") > most:
        raise limits.SHARED_STRINGS.exceeded()
    return _SHARED_STRINGS_TAG.sub(rb"<\1sst>", content, 1 if content.count(b"sst") == 2 else 0)


def read_sheet(xml: bytes, *, dates: bool = True, reduced: bool = False) -> SheetXml:
    """Check one sheet (after `text_part`) and prepare it for calamine.

    Args:
        xml: The sheet as UTF-8.
        dates: A cell may have a date format; calamine panics over dates that no calendar holds.
        reduced: Empty cells and rows were left out, so a cell without an address cannot be placed any more.

    Raises:
        BookError: The sheet is damaged or beyond a limit.
    """
    if len(xml) > limits.CELLS.value and xml.count(b"<c ") > limits.CELLS.value:
        raise limits.CELLS.exceeded()
    sheet = _plain(xml) if not dates or _ENDLESS_DATE.search(xml) is None else None
    return sheet if sheet is not None else rewritten(xml, reduced=reduced)


def _plain(xml: bytes) -> SheetXml | None:
    """The sheet if a few searches show that it is harmless, else None."""
    start = xml.find(b"<sheetData")
    if start < 0 or _has_markup(xml) or _has_instructions(xml):
        return None
    stop = xml.rfind(b"</sheetData>")
    if stop < 0:
        if not re.match(rb"<sheetData\s*/>", xml[start : start + 64]):
            return None
        sheet, stop = SheetXml(_NO_CELLS), start
    else:
        if _ODD_CELL.search(xml, start, stop) or xml.find(b"t='e'", start, stop) > 0:
            return None
        sheet = SheetXml(b"%b%b</sheetData>%b" % (_HEAD, xml[start:stop], _TAIL))
        if xml.find(b"#", start, stop) > 0 and xml.find(b't="e"', start, stop) > 0:
            _set_errors_apart(sheet)
        if xml.find(b"</f>", start, stop) > 0 or xml.find(b"<f t=", start, stop) > 0:
            sheet.uncached = [
                (int(match[2]), column_number(match[1]))
                for match in _UNCACHED.finditer(sheet.xml)
                if not (match[4] and _EMPTY_STRING.search(match[3]))
            ]
    if xml.find(b"mergeCell", stop) > 0:
        count = xml.count(b"mergeCell ", stop)
        if count > limits.MERGES.value:
            raise limits.MERGES.exceeded()
        references = _MERGE.findall(xml, stop)
        if len(references) != count:
            return None
        sheet.merges = [merge for merge in map(merged_area, references) if merge is not None]
    return sheet


def _set_errors_apart(sheet: SheetXml) -> None:
    """Error values become texts: calamine refuses a workbook for one it does not know, such as `#SPILL!`."""
    sheet.errors = [(int(match[3]), column_number(match[2])) for match in _ERROR.finditer(sheet.xml)]
    sheet.xml = _ERROR.sub(rb'\1"str"', sheet.xml)


@lru_cache(maxsize=1 << 14)
def merged_area(reference: bytes) -> Merge | None:
    """`b"B2:A3" -> Merge(2, 1, 3, 2)`; None for what no sheet can hold. Few references are new in a batch."""
    first, _, last = reference.partition(b":")
    ends = [_REFERENCE.match(end) for end in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        return None
    (top, left), (bottom, right) = sorted((int(end[2]), column_number(end[1])) for end in ends if end)
    merge = Merge(top, min(left, right), bottom, max(left, right))
    return merge if merge.top > 0 and merge.bottom <= MAX_ROW and merge.right <= MAX_COLUMN else None


# --- sheets that are not plain


class _Cell:
    """One cell while it is being read."""

    __slots__ = ("formula", "inline", "kind", "place", "style", "value")

    def __init__(self, place: Place, kind: str, style: str) -> None:
        self.place, self.kind, self.style = place, kind, style
        self.value: list[str] | None = None
        self.inline: list[str] | None = None
        self.formula = False


_KINDS = frozenset({"n", "s", "b", "d", "str", "inlineStr"})


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
        if reference is None:
            if self._reduced:
                raise refusal("unsafe")
            place = (self._row, self._column + 1)
        else:
            match = _REFERENCE.match(reference.encode())
            if match is None:
                raise refusal("damaged")
            place = (int(match[2]), column_number(match[1]))
        if not (1 <= place[0] <= MAX_ROW and 1 <= place[1] <= MAX_COLUMN):
            raise refusal("damaged")
        self._row, self._column = place
        return place

    def _merge(self, reference: str) -> None:
        if len(self.merges) >= limits.MERGES.value:
            raise limits.MERGES.exceeded()
        merge = merged_area(reference.encode())
        if merge is not None:
            self.merges.append(merge)

    def _finish(self, cell: _Cell) -> None:
        value = "".join(cell.value or ())
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
            style = "" if kind == "n" and not _is_a_day(value) else f" s={quoteattr(cell.style)}"
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


def rewritten(xml: bytes, *, reduced: bool = False) -> SheetXml:
    """Any well-formed sheet, read cell by cell and written anew, cells only. Raises BookError."""
    if len(xml) > limits.ODD_BYTES.value:
        raise limits.ODD_BYTES.exceeded()
    reader = _Reader(reduced=reduced)
    reader.read(xml)
    cells = kept = reader.cells
    for axis, gap in ((0, limits.GAP_ROWS), (1, limits.GAP_COLUMNS)):
        if _area(kept) > limits.AREA.value:
            stretch = _cluster([place[axis] for place, _ in kept], gap.value)
            kept = [cell for cell in kept if cell[0][axis] in stretch]
    if _area(kept) > limits.AREA.value:
        raise limits.AREA.exceeded()
    inside = {place for place, _ in kept}
    by_row: dict[int, list[bytes]] = {}
    for (row, _), cell in sorted(kept, key=lambda item: item[0]):
        by_row.setdefault(row, []).append(cell)
    rows_xml = b"".join(b'<row r="%d">%b</row>' % (row, b"".join(line)) for row, line in by_row.items())
    return SheetXml(
        b"%b<sheetData>%b</sheetData>%b" % (_HEAD, rows_xml, _TAIL),
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
