"""How large and how odd a workbook may be, and why: one table, read by everything that opens files.

A limit stands where an honest workbook has never been seen, an order of magnitude above what has been, and
low enough that reaching it costs a few seconds and less than 1.5 GB. What exceeds one is refused with a
sentence; nothing is cut off in silence.
"""

from __future__ import annotations

from typing import NamedTuple

from xl_sop.errors import BookError
from xl_sop.sentence import Sentence


class Limit(NamedTuple):
    """One limit: the figure, what it counts, and the reason for the figure."""

    value: int
    counts: Sentence
    why: str

    def exceeded(self) -> BookError:
        """The refusal of a workbook beyond this limit."""
        figure = f"{self.value:,}"
        return BookError(
            f"Buku kerja ini terlalu besar ({self.counts.indonesian} melebihi {figure.replace(',', '.')}); "
            "salin lembar SOP ke buku kerja baru, simpan, lalu coba lagi.",
            f"The workbook is too large ({self.counts.english} above {figure}); "
            "copy the SOP sheets into a new workbook, save it and try again.",
        )


_MB = 1 << 20

FILE_BYTES = Limit(
    256 * _MB,
    Sentence("ukuran berkas dalam byte", "file size in bytes"),
    "Photographs make files of some 50 MB; the whole file is held in memory, to be hashed and read once.",
)
PARTS = Limit(
    10_000,
    Sentence("jumlah bagian berkas", "parts of the file"),
    "A workbook of 250 sheets with drawings has about 1,500 parts; each entry costs time before any is read.",
)
PART_BYTES = Limit(
    256 * _MB,
    Sentence("ukuran satu bagian dalam byte", "size of one part in bytes"),
    "Formatting of ten columns down to row 1,048,576, which clerks do produce, is about 200 MB of XML.",
)
TOTAL_BYTES = Limit(
    512 * _MB,
    Sentence("ukuran isi dalam byte", "size of the contents in bytes"),
    "Declared sizes of all parts, pictures included; only cells, texts and number formats are ever inflated.",
)
READ_BYTES = Limit(
    64 * _MB,
    Sentence("ukuran isi sel dalam byte", "size of the cell contents in bytes"),
    "What remains of sheets and shared texts once empty cells are left out; calamine needs about six "
    "times as much memory. The largest of 348 real SOPs has 0.3 MB.",
)
RATIO = Limit(
    400,
    Sentence("perbandingan pemampatan", "compression ratio"),
    "XML of repeated empty rows reaches 150; deflate ends at 1,032. Asked only of parts above RATIO_FROM.",
)
RATIO_FROM = Limit(
    4 * _MB,
    Sentence("ukuran bagian dalam byte", "size of a part in bytes"),
    "Below this a high ratio is harmless, and a small repetitive sheet may well have one.",
)
NAME_BYTES = Limit(
    512,
    Sentence("panjang nama bagian", "length of a part name"),
    "Names in packages of Office stay below 100 bytes.",
)
SHEETS = Limit(
    1_000,
    Sentence("jumlah lembar", "sheets"),
    "The most seen is about 300; calamine looks sheets up one by one, so the cost is quadratic.",
)
XML_DEPTH = Limit(
    256,
    Sentence("kedalaman XML", "XML depth"),
    "Sheets and relationships nest less than ten deep, drawings in groups less than fifty.",
)
TAG_BYTES = Limit(
    16_384,
    Sentence("panjang satu penanda XML", "length of one XML tag"),
    "XML readers compare every attribute of a tag with every other: a tag of 1 MB takes minutes.",
)
CELLS = Limit(
    2_000_000,
    Sentence("jumlah sel", "cells"),
    "A thousand SOPs of thirty steps have about 300,000; a sheet of other data may stand beside an SOP.",
)
ODD_CELLS = Limit(
    250_000,
    Sentence("jumlah sel berisi", "cells with contents"),
    "Sheets that calamine cannot be trusted with are read element by element, ten times slower.",
)
ODD_BYTES = Limit(
    8 * _MB,
    Sentence("ukuran lembar dalam byte", "size of a sheet in bytes"),
    "As ODD_CELLS; the elements of 8 MB of empty tags take about two seconds.",
)
AREA = Limit(
    4_000_000,
    Sentence("luas lembar yang terisi dalam sel", "used range in cells"),
    "calamine holds rows times columns of the used range, 32 bytes for each, empty or not: A1:XFD1048576 is "
    "500 GB. Any sheet within CZ9999 is admitted without a closer look.",
)
SPARSE_AREA = Limit(
    250_000,
    Sentence("luas lembar yang nyaris kosong dalam sel", "nearly empty used range in cells"),
    "Above this, cells beyond a gap are strays: a note at B1048576 would make a million rows of nothing.",
)
GAP_ROWS = Limit(
    1_000,
    Sentence("jarak baris kosong", "gap of empty rows"),
    "Only where SPARSE_AREA is exceeded: cells beyond such a gap are strays, not part of the table.",
)
GAP_COLUMNS = Limit(
    200,
    Sentence("jarak kolom kosong", "gap of empty columns"),
    "As GAP_ROWS; no SOP table is half as wide.",
)
MERGES = Limit(
    100_000,
    Sentence("jumlah sel gabungan", "merged areas"),
    "The most in 348 real SOPs is about 600 on a sheet.",
)
MERGE_OVERHANG = Limit(
    50,
    Sentence("sel gabungan di luar isi", "merged cells beyond the contents"),
    "A merge B1:B1048576 is legal and occurs; merged areas are cut this far beyond the last cell with "
    "contents, so that whoever walks over one stays within the sheet's size.",
)
SHARED_STRINGS = Limit(
    1_000_000,
    Sentence("jumlah teks bersama", "shared strings"),
    "As CELLS: a text of its own in every cell.",
)
TEXT_BYTES = Limit(
    32 * _MB,
    Sentence("ukuran seluruh teks dalam byte", "size of all texts in bytes"),
    "One shared text of 32,767 letters in a million cells is 1 KB of file and 32 GB of memory. Documents and "
    "findings repeat a text up to a dozen times. The cells of 348 real SOPs hold 0.3 MB at most.",
)
OUTPUT_BYTES = Limit(
    64 * _MB,
    Sentence("ukuran JSON dalam byte", "size of the JSON in bytes"),
    "One document; real SOPs make some 0.03 MB. Whoever receives it reads it whole.",
)
SHAPES = Limit(
    20_000,
    Sentence("jumlah bentuk gambar", "drawn shapes"),
    "A step has about six shapes and lines; routes are found in time that grows faster than their number.",
)
DRAWING_BYTES = Limit(
    32 * _MB,
    Sentence("ukuran satu gambar dalam byte", "size of one drawing in bytes"),
    "A shape takes about 1.2 KB: this holds more than SHAPES allows. Pictures are parts of their own.",
)
DRAWING_TAGS = Limit(
    1_500_000,
    Sentence("jumlah penanda XML dalam satu gambar", "XML tags of one drawing"),
    "A shape has about sixty tags; each becomes an element of some 150 bytes before any is looked at.",
)
GROUPS = Limit(
    100,
    Sentence("kedalaman kelompok bentuk", "depth of grouped shapes"),
    "People group groups three or four times; a limit far below Python's own of 1,000 calls.",
)
CORNERS = Limit(
    10_000,
    Sentence("jumlah titik satu garis", "points of one line"),
    "A line scribbled by hand has a few hundred; one with more is taken for a picture, not for a way.",
)
DRAWN_TEXT = Limit(
    1_000,
    Sentence("panjang teks satu bentuk", "length of a shape's text"),
    "A symbol says a word or two; longer texts are notes, of which the beginning is enough.",
)
COMPARISONS = Limit(
    1_000_000,
    Sentence("jumlah perbandingan letak bentuk", "comparisons of the places of shapes"),
    "A drawing of thirty steps takes about 500; shapes heaped upon each other take the square of their number.",
)
PERFORMERS = Limit(
    500,
    Sentence("jumlah kolom pelaksana", "performer columns"),
    "The widest of 348 real SOPs has 6; one application allows 15.",
)
SOPS = Limit(
    2_000,
    Sentence("jumlah SOP", "SOPs"),
    "Agencies put up to about 60 SOPs into one workbook.",
)
STEPS = Limit(
    50_000,
    Sentence("jumlah langkah", "steps"),
    "The longest of 348 real SOPs has 30 steps.",
)
