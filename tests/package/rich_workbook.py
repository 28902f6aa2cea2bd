"""A workbook with everything that other writers lose, in a zip as unusual as the format allows.

XlsxWriter makes what it can; what it lacks (connectors, threaded comments, printer settings, x14 validations,
a calculation chain, custom XML, shared formulas, revision attributes) is added to the parts as text. The zip
is written in an odd order with stored and deflated entries, data descriptors, extra fields and a comment.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import datetime

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VBA = bytes(range(256)) * 40
STEPS = ("Menerima surat", "Memeriksa berkas", "Menyetujui konsep", "Mengarsipkan naskah")

_CONNECTOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff>"
    '<xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:cxnSp macro=""><xdr:nvCxnSpPr>'
    '<xdr:cNvPr id="90" name="alur_1_2"/><xdr:cNvCxnSpPr><a:stCxn id="2" idx="2"/>'
    '<a:endCxn id="3" idx="0"/></xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
    '<a:ln><a:tailEnd type="triangle"/></a:ln></xdr:spPr></xdr:cxnSp><xdr:clientData/>'
    "</xdr:twoCellAnchor>"
)
_X14_VALIDATION = (
    '<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Prosedur!$B$2:$B$5</xm:f>'
    "</x14:formula1><xm:sqref>B6</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)
_THREADED = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B3" dT="2024-01-02T03:04:05.00" '
    'personId="{00000000-0000-0000-0000-000000000001}" id="{00000000-0000-0000-0000-000000000002}">'
    "<text>Mohon diperiksa</text></threadedComment></ThreadedComments>"
)
_PERSONS = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="Nama Pejabat" id="{00000000-0000-0000-0000-000000000001}" userId="x" '
    'providerId="None"/></personList>'
)


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\1\2\3"))
        + chunk(b"IEND", b"")
    )


def rich_workbook() -> bytes:
    """The .xlsm as bytes. Sheets: "Prosedur" and "Identifikasi" (the one that tests edit), then "Grafik"."""
    return _zip(_grafted(_written()))


def _written() -> dict[str, bytes]:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2019, 1, 2)})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "border": 1})
    procedure = book.add_worksheet("Prosedur")
    procedure.write_row(0, 0, ["No", "Uraian", "Waktu"], bold)
    for number, step in enumerate(STEPS, 1):
        procedure.write_row(number, 0, [number, step, 15 * number])
    procedure.write_formula("C6", "=SUM(C2:C5)", None, 150)
    procedure.insert_image("E2", "logo.png", {"image_data": io.BytesIO(png())})
    procedure.insert_textbox("E5", "Mulai", {"width": 90, "height": 30})
    procedure.insert_textbox("G5", "Selesai", {"width": 90, "height": 30})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Prosedur!$C$2:$C$5"})
    procedure.insert_chart("E9", chart)

    sheet = book.add_worksheet("Identifikasi")
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 60, wrap)
    sheet.merge_range("A1:D1", "LEMBAR KERJA IDENTIFIKASI", bold)
    sheet.write_row("A2", ["No", "Langkah"], bold)
    for number, step in enumerate(STEPS, 3):
        sheet.write_number(number - 1, 0, number - 2)
        sheet.write_string(number - 1, 1, step, wrap)
        sheet.write_formula(number - 1, 3, f"=A{number}*2", None, (number - 2) * 2)
    sheet.write_rich_string("B8", "Ruang ", bold, "lingkup", " kecamatan", wrap)
    sheet.write_formula("C8", '="Total "&Prosedur!C6', None, "Total 150")
    sheet.write_formula("C9", "=A3+1", None, 2)
    sheet.write_array_formula("F3:F6", "{=A3:A6*3}", None, 3)
    sheet.write_boolean("C10", True)
    sheet.write_comment("B3", "Catatan lama")
    sheet.conditional_format("A3:A6", {"type": "cell", "criteria": ">", "value": 2, "format": bold})
    sheet.conditional_format("D3:D6", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C3:C6", {"validate": "list", "source": ["Ya", "Tidak"]})
    sheet.set_paper(9)
    sheet.print_area("A1:D10")
    sheet.repeat_rows(0, 1)

    book.add_worksheet("Grafik").write("A1", "akhir")
    book.define_name("Langkah", "=Identifikasi!$B$3:$B$6")
    book.add_vba_project(io.BytesIO(VBA), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _grafted(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Add what XlsxWriter cannot write; each replacement must hit."""

    def put(name: str, old: str, new: str) -> None:
        text = parts[name].decode()
        assert old in text, (name, old)
        parts[name] = text.replace(old, new, 1).encode()

    def relate(name: str, kind: str, target: str, number: int) -> None:
        put(
            name,
            "</Relationships>",
            f'<Relationship Id="rIdX{number}" Type="{kind}" Target="{target}"/></Relationships>',
        )

    def override(part: str, kind: str) -> None:
        put("[Content_Types].xml", "</Types>", f'<Override PartName="{part}" ContentType="{kind}"/></Types>')

    sheet, rels = "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"
    microsoft, application = "http://schemas.microsoft.com/office", "application/vnd"
    put("xl/drawings/drawing1.xml", "</xdr:wsDr>", _CONNECTOR + "</xdr:wsDr>")
    put(sheet, "</extLst></worksheet>", _X14_VALIDATION + "</extLst></worksheet>")
    # What Excel itself writes, and what a parse and save would drop or rename.
    put(
        sheet,
        'mc:Ignorable="x14ac"',
        'mc:Ignorable="x14ac xr" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        'xr:uid="{00000000-0001-0000-0100-000000000000}"',
    )
    put(sheet, '<c r="D3"><f>A3*2</f>', '<c r="D3"><f t="shared" ref="D3:D6" si="0">A3*2</f>')
    for row in (4, 5, 6):
        put(sheet, f'<c r="D{row}"><f>A{row}*2</f>', f'<c r="D{row}"><f t="shared" si="0"/>')
    put(sheet, '<pageSetup paperSize="9"', '<pageSetup paperSize="9" r:id="rIdX1"')
    parts["xl/printerSettings/printerSettings1.bin"] = b"\0\1printer" * 50
    relate(rels, f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin", 1)
    override(
        "/xl/printerSettings/printerSettings1.bin",
        f"{application}.openxmlformats-officedocument.spreadsheetml.printerSettings",
    )
    parts["xl/threadedComments/threadedComment1.xml"] = _THREADED.encode()
    relate(
        rels,
        f"{microsoft}/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
        2,
    )
    override("/xl/threadedComments/threadedComment1.xml", f"{application}.ms-excel.threadedcomments+xml")
    parts["xl/persons/person.xml"] = _PERSONS.encode()
    relate("xl/_rels/workbook.xml.rels", f"{microsoft}/2017/10/relationships/person", "persons/person.xml", 3)
    override("/xl/persons/person.xml", f"{application}.ms-excel.person+xml")
    # The third entry has no sheet of its own: it takes that of the one before.
    chain = '<c r="C6" i="1"/><c r="C9" i="2"/><c r="C8"/><c r="D3" i="2"/>'
    chain += "".join(f'<c r="{cell}"/>' for cell in ("D4", "D5", "D6", "F3"))
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}">{chain}</calcChain>'.encode()
    relate("xl/_rels/workbook.xml.rels", f"{OFFICE}/calcChain", "calcChain.xml", 4)
    override("/xl/calcChain.xml", f"{application}.openxmlformats-officedocument.spreadsheetml.calcChain+xml")
    parts["customXml/item1.xml"] = b'<rekam xmlns="urn:contoh"><nomor>061/1</nomor></rekam>'
    relate("_rels/.rels", f"{OFFICE}/customXml", "customXml/item1.xml", 5)
    return parts


def _zip(parts: dict[str, bytes]) -> bytes:
    """Odd order; every third entry stored, every fourth streamed; extra fields, a comment."""
    names = sorted(parts, key=lambda name: (zlib.crc32(name.encode()), name))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = b"catatan di dalam zip"
        for at, name in enumerate(names):
            info = zipfile.ZipInfo(name, (2019, 1 + at % 12, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_STORED if at % 3 == 0 else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            if at % 5 == 0:
                # The "growth hint" that Office writes: 0xA220, a signature, and padding.
                info.extra = struct.pack("<2H", 0xA220, 12) + struct.pack("<2H", 0xA028, 8) + bytes(8)
            if at % 4 == 0:
                _streamed(archive, buffer, info, parts[name])
            else:
                archive.writestr(info, parts[name], compresslevel=9)
    return buffer.getvalue()


def _streamed(archive: zipfile.ZipFile, buffer: io.BytesIO, info: zipfile.ZipInfo, data: bytes) -> None:
    """Write an entry as a program does that cannot seek: sizes and checksum follow the data."""
    archive._seekable = False  # the only switch zipfile has for it
    with archive.open(info, "w") as entry:
        entry.write(data)
    archive._seekable = True
