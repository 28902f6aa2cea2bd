"""The XML spreadsheet of a range, as Microsoft's "XML Spreadsheet Reference" describes it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from xl_sop.address import Merge
from xl_sop.book.xml_spreadsheet import looks

HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"\n'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">\n'
)
# As Excel writes it: built-in formats by name, a child style with a parent, rich text as HTML, a note in a cell, rows
# and cells that are left out, a column with a format, a row that stands for several.
SAMPLE = (
    HEAD
    + """ <Styles>
  <Style ss:ID="Default" ss:Name="Normal"><Alignment ss:Vertical="Bottom"/><NumberFormat/></Style>
  <Style ss:ID="s15" ss:Name="Jam"><NumberFormat ss:Format="Short Time"/></Style>
  <Style ss:ID="s62" ss:Parent="s15"><Interior ss:Color="#FFFF00" ss:Pattern="Solid"/></Style>
  <Style ss:ID="s63"><NumberFormat ss:Format="[$-421]dd\\ mmmm\\ yyyy;@"/></Style>
  <Style ss:ID="s64"><NumberFormat ss:Format="[h]:mm"/></Style>
 </Styles>
 <Worksheet ss:Name="Prosedur">
  <Table ss:ExpandedColumnCount="6" ss:ExpandedRowCount="12" ss:DefaultRowHeight="15">
   <Column ss:Index="4" ss:StyleID="s64" ss:Width="60" ss:Span="1"/>
   <Row ss:AutoFitHeight="0" ss:Height="30">
    <Cell ss:MergeDown="1"><Data ss:Type="String">No</Data></Cell>
    <Cell ss:MergeAcross="2"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Pelak</B>sana</ss:Data>
     <Comment ss:Author="Pegawai"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">catatan</ss:Data></Comment></Cell>
    <Cell><Data ss:Type="String">Waktu</Data></Cell>
   </Row>
   <Row><Cell ss:Index="3" ss:StyleID="s62"><Data ss:Type="DateTime">1899-12-31T00:30:00.000</Data></Cell>
    <Cell><Data ss:Type="Number">0.5</Data></Cell></Row>
   <Row ss:Index="5" ss:Span="2" ss:StyleID="s63"><Cell ss:Index="2"><Data ss:Type="DateTime">2024-01-06T00:00:00.000</Data></Cell></Row>
   <Row><Cell ss:MergeAcross="1" ss:MergeDown="3"/><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
  </Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Selected/></WorksheetOptions>
 </Worksheet>
</Workbook>"""
)


def test_merged_areas_count_from_the_ranges_first_cell():
    assert looks(SAMPLE, 1, 1).merges == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 4), Merge(8, 1, 11, 2)]
    assert looks(SAMPLE, 3, 2).merges == [Merge(3, 2, 4, 2), Merge(3, 3, 3, 5), Merge(10, 2, 13, 3)]


def test_formats_of_cell_row_column_and_parent():
    formats = looks(SAMPLE, 1, 1).formats
    assert formats[2, 3] == "h:mm"  # from its style's parent, by the name of a built-in format
    assert formats[2, 4] == "[h]:mm"  # from its column
    assert formats[1, 5] == "[h]:mm"  # behind a merged area: the fifth column
    assert formats[5, 2].startswith("[$-421]dd")  # from its row
    assert (8, 3) not in formats


@pytest.mark.parametrize("text", ["", "<Workbook/>", HEAD, HEAD + "</Workbook>", "0.5"])
def test_what_is_no_xml_spreadsheet_is_refused(text: str):
    with pytest.raises((ElementTree.ParseError, ValueError)):
        looks(text, 1, 1)
