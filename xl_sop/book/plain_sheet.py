"""The XML of one worksheet, made harmless for calamine, with what calamine does not tell.

calamine holds the used range densely, trusts every address, gives up on error values it does not know, and
does not say which cells hold errors or formulas without a value. Nearly all sheets are *plain*: each cell has
an ordinary address within CZ9999. Those pass after a few searches over the bytes. All others are read cell by
cell with expat and written anew (`any_sheet`): some ten times slower, and right whatever a sheet looks like.

Sources: ECMA-376-1 (5th edition, 2016) sections 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.55 (mergeCells).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xl_sop import limits
from xl_sop.address import MAX_COLUMN, MAX_ROW, Merge, area, column_number
from xl_sop.refusals import refusal

Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(slots=True)
class CheckedSheet:
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
HEAD, TAIL = b"<worksheet><mergeCells></mergeCells>", b"</worksheet>"
_NO_CELLS = HEAD + b"<sheetData></sheetData>" + TAIL

_MISPLACED_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}"[ >/])[\s>/]')
_CELL_COLUMN = re.compile(rb'<c r="([A-Z]+)')
_CELL_ROW = re.compile(rb'<c r="[A-Z]+([0-9]+)')
_DENSE = 8  # places for each cell
_ODD_CELL = re.compile(rb'<c(?! r="[A-C]?[A-Z][0-9]{1,4}"[ >/])[\s>/]')
_SHARED_STRINGS_TAG = re.compile(rb"<(\w*:?)sst\b[^<>]*?(/?)>")
# calamine reads a number, an index or a boolean with white space around it as something else.
_PADDED = rb"\s|[^<]*\s</v>"
_ENDLESS_DATE = rb"-?[0-9]{10}|-?[0-9.]*[eE]\+?[0-9]|-?[a-zA-Z]"
_ODD_VALUE = re.compile(rb"<v(?: [^<>]*)?>(?:%b)" % _PADDED)
_ODD_VALUE_OR_DATE = re.compile(rb"<v(?: [^<>]*)?>(?:%b|%b)" % (_PADDED, _ENDLESS_DATE))
# Nearly all values are short numbers: those are told apart in half the time.
_OTHER_VALUE = re.compile(rb"<v(?!>[0-9]{1,9}(?:\.[0-9]{1,20})?</v>)[ >]")
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % limits.TAG_BYTES.value)
_LONG_TAG_FROM = 4 * limits.TAG_BYTES.value
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[\s>/]")  # twice as fast as bytes.find
_ERROR = re.compile(rb'(<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^<>]*\s)?t=)"e"')
# Two neighbouring runs of white space in a pattern would make it quadratic: there are none below.
_UNCACHED = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>'
    rb"\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:(<v\s*/>|<v></v>)\s*)?</c>"
)
_EMPTY_STRING = re.compile(rb"""\bt=["']str["']""")
_MERGE = re.compile(rb"""<mergeCell\s[^<>]*?\bref=["']([A-Za-z0-9$:]{2,24})["']""")

_LONGEST_ROW = 1 << 19  # 16,384 empty cells
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?\s?(?:/>|></c>)')
_EMPTY_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?:\s[^<>]*)?(?:/>|>'
    rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?\s?(?:/>|></c>))*</row>)'
)


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
    return _SHARED_STRINGS_TAG.sub(rb"<\1sst\2>", content, 1 if content.count(b"sst") == 2 else 0)


def plain_sheet(xml: bytes, *, dates: bool = True) -> CheckedSheet | None:
    """The sheet if a few searches show that it is harmless, else None: then `any_sheet.rewritten` has to read it.

    Args:
        xml: The sheet, after `text_part`.
        dates: A cell may have a date format; calamine panics over dates that no calendar holds.

    Raises:
        BookError: The sheet is beyond a limit.
    """
    if len(xml) > limits.CELLS.value and xml.count(b"<c ") > limits.CELLS.value:
        raise limits.CELLS.exceeded()
    if _OTHER_VALUE.search(xml) and (_ODD_VALUE_OR_DATE if dates else _ODD_VALUE).search(xml):
        return None
    start = xml.find(b"<sheetData")
    if start < 0 or _has_markup(xml) or _has_instructions(xml):
        return None
    stop = xml.rfind(b"</sheetData>")
    if stop < 0:
        if not re.match(rb"<sheetData\s*/>", xml[start : start + 64]):
            return None
        sheet, stop = CheckedSheet(_NO_CELLS), start
    else:
        if _ODD_CELL.search(xml, start, stop) and not _dense(xml, start, stop):
            return None
        # One byte is found ten times faster than five, or than a pattern.
        if xml.find(b"'", start, stop) > 0 and xml.find(b"t='e'", start, stop) > 0:
            return None
        sheet = CheckedSheet(b"%b%b</sheetData>%b" % (HEAD, xml[start:stop], TAIL))
        if xml.find(b"#", start, stop) > 0 and xml.find(b't="e"', start, stop) > 0:
            _set_errors_apart(sheet)
        if xml.find(b"f", start, stop) > 0 and _FORMULA.search(xml, start, stop):
            sheet.uncached = [
                (int(match[2]), column_number(match[1].decode()))
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
        sheet.merges = [merge for merge in map(area, b" ".join(references).decode().split()) if merge]
    return sheet


def _dense(xml: bytes, start: int, stop: int) -> bool:
    """True if every cell has an address and most places within their range hold one: a long list of data."""
    if _MISPLACED_CELL.search(xml, start, stop):
        return False
    found = _CELL_ROW.findall(xml, start, stop)
    rows = [int(row) for row in set(found)]
    columns = [column_number(letters.decode()) for letters in set(_CELL_COLUMN.findall(xml, start, stop))]
    area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    possible = 0 < min(rows) <= max(rows) <= MAX_ROW and max(columns) <= MAX_COLUMN
    return possible and area <= min(limits.AREA.value, _DENSE * len(found))


def _set_errors_apart(sheet: CheckedSheet) -> None:
    """Error values become texts: calamine refuses a workbook for one it does not know, such as `#SPILL!`."""
    sheet.errors = [(int(match[3]), column_number(match[2].decode())) for match in _ERROR.finditer(sheet.xml)]
    sheet.xml = _ERROR.sub(rb'\1"str"', sheet.xml)
