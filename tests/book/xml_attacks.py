"""XML that explodes, hides things, or is merely unusual."""

from __future__ import annotations

from tests.book.small import (
    MAIN,
    ROWS,
    SHARED,
    SHARED_ROWS,
    SHEET,
    parts,
    relationships,
    sheet_xml,
    with_rows,
    with_strings,
    with_styles,
    workbook,
    zipped,
)
from tests.book.zip_attacks import ANY, READS, Case

_LAUGH = "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">' for i in range(1, 12))
LAUGHS = f'<!DOCTYPE lolz [<!ENTITY lol0 "lol">{_LAUGH}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
SYSTEM = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/x.dtd"> %p;]>'
DTD = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'
ENTITY_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&lol11;&a;&e;</t></is></c></row>'


def dtd_in(part: str, dtd: str) -> bytes:
    made = parts(
        sheet_xml(ENTITY_CELL if part == "sheet" else SHARED_ROWS),
        rels=relationships(
            ("worksheet", "worksheets/sheet1.xml", ""),
            ("sharedStrings", "sharedStrings.xml", ""),
            ("styles", "styles.xml", ""),
        ),
        strings=f'<sst xmlns="{MAIN}">{SHARED}</sst>',
        styles=f'<styleSheet xmlns="{MAIN}"/>',
    )
    name = {
        "sheet": SHEET,
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "workbook": "xl/workbook.xml",
        "rels": "xl/_rels/workbook.xml.rels",
    }[part]
    made[name] = dtd.encode() + made[name]
    return zipped(made)


def long_tag(tag: str, count: int = 200_000) -> str:
    return f"<{tag} " + " ".join(f'a{i}="1"' for i in range(count)) + ">"


XML_CASES: dict[str, Case] = {
    **{
        f"{what}-in-{part}": (lambda part=part, dtd=dtd: dtd_in(part, dtd), "unsafe")
        for part in ("sheet", "strings", "styles", "workbook", "rels")
        for what, dtd in {
            "laughs": LAUGHS,
            "quadratic": QUADRATIC,
            "system": SYSTEM,
            "parameter": PARAMETER,
            "dtd": DTD,
        }.items()
    },
    "dtd-in-utf16": (lambda: workbook((LAUGHS + sheet_xml()).encode("utf-16")), "unsafe"),
    "dtd-in-small-letters": (lambda: workbook("<!doctype x []>" + sheet_xml()), "unsafe"),
    "dtd-as-text": (
        lambda: with_rows(
            ROWS + '<row r="3"><c r="A3" t="inlineStr"><is><t>&lt;!DOCTYPE&gt;</t></is></c></row>'
        ),
        READS,
    ),
    "entity-unknown": (lambda: with_rows(ENTITY_CELL), "damaged"),
    "utf16": (
        lambda: workbook(('<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml()).encode("utf-16")),
        READS,
    ),
    "utf8-with-mark": (lambda: workbook(b"\xef\xbb\xbf<?xml version='1.0'?>" + sheet_xml().encode()), READS),
    "utf16-cut": (lambda: workbook(sheet_xml().encode("utf-16")[:-1]), "damaged"),
    "encoding-unknown": (lambda: workbook('<?xml version="1.0" encoding="x-unknown"?>' + sheet_xml()), ANY),
    "utf7": (
        lambda: workbook('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-' + sheet_xml()),
        ANY,
    ),
    "deep-sheet": (lambda: workbook("<a>" * 100_000 + "</a>" * 100_000), "XML_DEPTH"),
    "deep-rows": (lambda: with_rows(ROWS + "<a>" * 400_000 + "</a>" * 400_000), ANY),
    "deep-cell": (lambda: with_rows(f'<row r="1"><c r="A1">{"<v>" * 400_000}</c></row>'), ANY),
    "deep-workbook": (lambda: workbook(workbook="<a>" * 500_000), "XML_DEPTH"),
    "deep-strings": (lambda: with_strings(SHARED + "<si>" + "<r>" * 500_000), ANY),
    "deep-and-ordinary": (lambda: with_rows(ROWS, after="<ext>" * 200 + "</ext>" * 200), READS),
    "attributes-of-a-cell": (lambda: with_rows(ROWS + long_tag("c") + "</c>"), "unsafe"),
    "attributes-of-a-row": (lambda: with_rows(long_tag("row") + "</row>" + ROWS), "unsafe"),
    "attributes-of-a-string": (lambda: with_strings(SHARED + long_tag("si") + "</si>"), "unsafe"),
    "attributes-of-a-format": (lambda: with_styles(f"<cellXfs>{long_tag('xf')}</xf></cellXfs>"), "unsafe"),
    "attributes-of-a-relation": (
        lambda: workbook(rels=relationships(("worksheet", "worksheets/sheet1.xml", long_tag("x")[3:-1]))),
        ANY,
    ),
    "attributes-many-and-short": (lambda: with_rows(ROWS + (long_tag("c", 1000) + "</c>") * 40), ANY),
    "unclosed": (lambda: workbook(sheet_xml()[:-40]), "damaged"),
    "wrong-nesting": (lambda: with_rows(ROWS + "</b><c></row>"), ANY),
    "comments": (lambda: with_rows("<!-- <row> -->" + ROWS), READS),
    "comment-hides-cells": (lambda: workbook("<!-- <sheetData></sheetData> -->" + sheet_xml()), READS),
    "cdata": (
        lambda: with_rows(ROWS.replace("<t>Menyusun</t>", "<t><![CDATA[Menyu]]>sun</t>")),
        READS,
    ),
    "instruction-hides-cells": (lambda: workbook("<?x <sheetData></sheetData> ?>" + sheet_xml()), READS),
    "prefixes": (
        lambda: workbook(
            sheet_xml().replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        ),
        READS,
    ),
    "single-quotes": (lambda: with_rows(ROWS.replace('"', "'")), READS),
    "attributes-in-another-order": (
        lambda: with_rows(ROWS.replace('r="B2" t="inlineStr"', 't="inlineStr" r="B2"')),
        READS,
    ),
    "no-addresses": (
        lambda: with_rows(
            '<row><c t="str"><v>No</v></c><c t="str"><v>Uraian</v></c></row>'
            '<row><c><v>1</v></c><c t="str"><v>Menyusun</v></c></row>'
        ),
        READS,
    ),
    "rows-backwards": (
        lambda: with_rows("".join(reversed(ROWS.replace("</row>", "</row>|").split("|")))),
        READS,
    ),
    "spaces-in-formulas": (
        lambda: with_rows(ROWS + ('<row r="3"><c r="C3"><f>1</f>' + " " * 200_000 + "<x/></c></row>") * 4),
        READS,
    ),
    "spaces-in-tags": (
        lambda: with_rows(ROWS + ('<row r="3"><c r="C3"' + " " * 9_000 + "/></row>") * 200),
        READS,
    ),
    "half-open-formats": (lambda: with_styles("<numFmts " * 200_000), ANY),
    "formats": (
        lambda: with_styles(
            "<cellXfs>" + "".join(f'<xf numFmtId="{i}"/>' for i in range(1_000_000)) + "</cellXfs>"
        ),
        READS,
    ),
    "format-of-brackets": (
        lambda: with_styles(
            f'<numFmts><numFmt numFmtId="164" formatCode="{"[" * 8_000}"/></numFmts>'
            '<cellXfs><xf numFmtId="164"/></cellXfs>'
        ),
        READS,
    ),
}
