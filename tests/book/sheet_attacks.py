"""Sheets that are endless, or whose addresses, counts, dates and names are not what they seem."""

from __future__ import annotations

from collections.abc import Callable

from tests.book.small import (
    ROWS,
    SHARED,
    SHARED_ROWS,
    SHEET,
    cells,
    letters,
    merges,
    parts,
    relationships,
    sheet_xml,
    with_rows,
    with_strings,
    with_styles,
    workbook,
    workbook_xml,
    zipped,
)
from tests.book.zip_attacks import ANY, READS, Case


def formatted_down(columns: int, rows: int = 1_048_576) -> bytes:
    """A table, and formatting without contents in every row a sheet can have, as clerks produce it."""
    names = [letters(column) for column in range(1, columns + 1)]
    empty = "".join(
        f'<row r="{row}" spans="1:{columns}" s="3" customFormat="1" ht="15.75" customHeight="1">'
        + "".join(f'<c r="{name}{row}" s="{row % 7}"/>' for name in names)
        + "</row>"
        for row in range(3, rows + 1)
    )
    return with_rows(ROWS + empty)


def many_sheets(count: int, target: Callable[[int], str]) -> bytes:
    names = [f"L{i}" for i in range(count)]
    made = parts(
        workbook=workbook_xml(*names),
        rels=relationships(*(("worksheet", target(i), "") for i in range(count))),
    )
    sheet = made.pop(SHEET)
    made.update({f"xl/{target(i)}": sheet for i in range(count)})
    return zipped(made)


def swollen(sheets: int, cells_each: int, text: int) -> bytes:
    """A few bytes for each cell, all of which name one long text."""
    names = [f"L{i}" for i in range(sheets)]
    targets = [("worksheet", f"worksheets/s{i}.xml", "") for i in range(sheets)]
    rows = "".join(f'<row><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells_each + 1))
    made = parts(
        workbook=workbook_xml(*names),
        rels=relationships(*targets, ("sharedStrings", "sharedStrings.xml", "")),
        strings=f"<sst><si><t>{'V ' * (text // 2)}</t></si></sst>",
    )
    made |= {f"xl/{target}": sheet_xml(rows).encode() for _, target, _ in targets}
    return zipped(made)


SHEET_CASES: dict[str, Case] = {
    "string-repeated-over-sheets": (lambda: swollen(100, 80, 32_767), "TEXT_BYTES"),
    "far-cell": (lambda: with_rows(ROWS + cells({"XFD1048576": "7"})), READS),
    "far-row": (lambda: with_rows(ROWS + cells({"B1048576": "7"})), READS),
    "far-column": (lambda: with_rows(ROWS + cells({"XFD1048570": "7", "XFD2": "7", "A1048576": "7"})), READS),
    "far-everywhere": (
        lambda: with_rows(ROWS + cells({f"{letters(i * 60 + 1)}{i * 1000 + 1}": "7" for i in range(3, 200)})),
        "AREA",
    ),
    "dimension-of-everything": (lambda: with_rows(ROWS, before='<dimension ref="A1:XFD1048576"/>'), READS),
    "dimension-too-small": (lambda: with_rows(ROWS, before='<dimension ref="A1"/>'), READS),
    "dimension-nonsense": (lambda: with_rows(ROWS, before='<dimension ref="bukan:apa:apa"/>'), READS),
    "address-of-21-digits": (lambda: with_rows(ROWS + cells({"A" + "9" * 21: "7"})), "damaged"),
    "address-wraps-around": (lambda: with_rows(ROWS + cells({"A4294967297": "7"})), "damaged"),
    "address-row-0": (lambda: with_rows(ROWS + cells({"A0": "7"})), ANY),
    "address-long-column": (lambda: with_rows(ROWS + cells({"A" * 1_000_000 + "1": "7"})), ANY),
    "address-below-the-sheet": (lambda: with_rows(ROWS + cells({"A1048577": "7"})), "damaged"),
    "row-number-huge": (lambda: with_rows(ROWS + '<row r="99999999999999"><c><v>7</v></c></row>'), ANY),
    "cells-without-end": (lambda: with_rows("<row>" + "<c><v>7</v></c>" * 200_000 + "</row>"), "damaged"),
    "cells-at-one-address": (
        lambda: with_rows("".join(f'<c r="C9"><v>{i}</v></c>' for i in range(991)) * 2_060),
        "CELLS",
    ),
    "header-of-16384-columns": (
        lambda: with_rows(
            ROWS.replace(
                "</row>",
                "".join(f'<c r="{letters(i)}1" t="str"><v>x</v></c>' for i in range(3, 16_385)) + "</row>",
                1,
            )
        ),
        READS,
    ),
    "header-of-16384-empty-columns": (
        lambda: with_rows(
            ROWS.replace(
                "</row>", "".join(f'<c r="{letters(i)}1" s="1"/>' for i in range(3, 16_385)) + "</row>", 1
            )
        ),
        READS,
    ),
    "formatted-to-the-end": (lambda: formatted_down(1), READS),
    "formatted-three-columns": (lambda: formatted_down(3, 200_000), READS),
    "empty-rows-to-the-end": (
        lambda: with_rows(ROWS + "".join(f'<row r="{i}"/>' for i in range(3, 1_048_577))),
        READS,
    ),
    "merge-of-a-million-rows": (lambda: with_rows(ROWS, after=merges("B1:B1048576")), READS),
    "merge-of-everything": (lambda: with_rows(ROWS, after=merges("A1:XFD1048576")), READS),
    "merge-backwards": (lambda: with_rows(ROWS, after=merges("B2:A1")), READS),
    "merge-nonsense": (
        lambda: with_rows(ROWS, after=merges("", "A", "9", "A1:B2:C3", "ZZZZ1:A1", "A1:A99999999")),
        ANY,
    ),
    "merges-a-million": (
        lambda: with_rows(ROWS, after=merges(*(f"A{i}:B{i}" for i in range(1, 1_000_001)))),
        "MERGES",
    ),
    "merges-ninety-thousand": (
        lambda: with_rows(ROWS, after=merges(*(f"A{i}:B{i}" for i in range(3, 90_003)))),
        READS,
    ),
    "strings-count-lies": (
        lambda: with_strings(SHARED, attributes='count="4294967295" uniqueCount="4294967295"'),
        READS,
    ),
    "strings-million": (
        lambda: with_strings(SHARED + "".join(f"<si><t>{i}</t></si>" for i in range(1_100_000))),
        "SHARED_STRINGS",
    ),
    "strings-half-a-million": (
        lambda: with_strings(SHARED + "".join(f"<si><t>{i}</t></si>" for i in range(500_000))),
        READS,
    ),
    "string-repeated": (
        lambda: with_strings(
            SHARED + f"<si><t>{'x' * 32_767}</t></si>",
            SHARED_ROWS + '<row r="9">' + '<c r="C9" t="s"><v>3</v></c>' * 100_000 + "</row>",
        ),
        "TEXT_BYTES",
    ),
    "string-long": (lambda: with_strings(SHARED + f"<si><t>{'x' * 20_000_000}</t></si>"), ANY),
    "string-index-negative": (
        lambda: with_rows(ROWS + '<row r="3"><c r="A3" t="s"><v>-1</v></c></row>'),
        "damaged",
    ),
    "string-index-outside": (
        lambda: with_strings(SHARED, SHARED_ROWS.replace("<v>2<", "<v>999<")),
        "damaged",
    ),
    "string-index-huge": (
        lambda: with_strings(SHARED, SHARED_ROWS.replace("<v>2<", f"<v>{'9' * 400}<")),
        ANY,
    ),
    "numbers-odd": (
        lambda: with_rows(
            ROWS
            + '<row r="3">'
            + "".join(
                f'<c r="{c}3"><v>{v}</v></c>'
                for c, v in zip("ABCDEF", ("1e999999", "nan", "-inf", "0x10", "1_0", "९"), strict=True)
            )
            + "</row>"
        ),
        READS,
    ),
    "dates-odd": (
        lambda: with_styles(
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>',
            ROWS
            + '<row r="3">'
            + "".join(
                f'<c r="{letters(i)}3" s="{i % 3}"><v>{v}</v></c>'
                for i, v in enumerate(
                    ("1e308", "-1e308", "2958466", "-1", "nan", "inf", "60", "0.99999999999") * 3, 1
                )
            )
            + "</row>",
        ),
        READS,
    ),
    "type-unknown": (lambda: with_rows(ROWS + '<row r="3"><c r="A3" t="rahasia"><v>7</v></c></row>'), READS),
    "error-unknown": (lambda: with_rows(ROWS + '<row r="3"><c r="A3" t="e"><v>#SPILL!</v></c></row>'), READS),
    "style-outside": (lambda: with_rows(ROWS.replace('r="A2"', 'r="A2" s="4294967296"')), READS),
    "million-cells": (
        lambda: with_rows(
            ROWS
            + "".join(
                f'<row r="{r}">'
                + "".join(f'<c r="{letters(c)}{r}"><v>{c}</v></c>' for c in range(3, 93))
                + "</row>"
                for r in range(3, 9_003)
            )
        ),
        READS,
    ),
    "sheets-two-thousand": (lambda: many_sheets(2_000, lambda i: f"worksheets/s{i}.xml"), "SHEETS"),
    "sheets-five-hundred": (lambda: many_sheets(500, lambda i: f"worksheets/s{i}.xml"), READS),
    "sheets-of-one-part": (lambda: many_sheets(900, lambda _: "worksheets/sheet1.xml"), "unsafe"),
    "sheet-outside": (
        lambda: workbook(
            rels=relationships(("worksheet", "http://example.invalid/s.xml", 'TargetMode="External"'))
        ),
        "damaged",
    ),
    "sheet-in-the-file-system": (
        lambda: workbook(rels=relationships(("worksheet", "../../../../../../etc/passwd", ""))),
        "damaged",
    ),
    "sheet-is-the-workbook": (lambda: workbook(rels=relationships(("worksheet", "workbook.xml", ""))), ANY),
    "sheet-without-relation": (lambda: workbook(rels=relationships()), "damaged"),
    "links-outside": (
        lambda: workbook(
            rels=relationships(
                ("worksheet", "worksheets/sheet1.xml", ""),
                ("externalLink", "externalLinks/externalLink1.xml", ""),
                ("attachedTemplate", "http://example.invalid/t.xltm", 'TargetMode="External"'),
            )
        ),
        READS,
    ),
    "sheet-name-is-a-path": (lambda: workbook(workbook=workbook_xml("../../etc/passwd")), READS),
    "sheet-names-repeat": (
        lambda: zipped(
            {
                **parts(
                    workbook=workbook_xml("A", "A"),
                    rels=relationships(
                        ("worksheet", "worksheets/sheet1.xml", ""), ("worksheet", "worksheets/sheet2.xml", "")
                    ),
                ),
                "xl/worksheets/sheet2.xml": sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>').encode(),
            }
        ),
        READS,
    ),
}
