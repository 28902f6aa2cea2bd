"""Regulations: how their kinds are written, which ones have been replaced, which subjects are regional.

To add a replaced regulation: one line in `REPLACED`, kind, number and year as `kind_of` names them, then what replaced
it, as a clerk would cite it. Only formal replacements belong here (the newer text says "dicabut").
"""

from __future__ import annotations

KINDS: tuple[tuple[str, str], ...] = (
    # first match wins; patterns are searched in folded text that ends where the number begins
    ("perpu", r"perpu\b|peraturan pemerintah pengganti"),
    (
        "permenpanrb",
        r"per?men\s?pan|men\s?pan\b|m\.pan\b|peraturan menteri .{0,12}(?:pendayagunaan|pendayaan)",
    ),
    ("permendagri", r"permendagri|(?:peraturan|keputusan) menteri dalam negeri"),
    ("permenkeu", r"\bpmk\b|permenkeu|peraturan menteri keuangan"),
    ("perpres", r"perpres|peraturan presiden"),
    ("keppres", r"keppres|keputusan presiden"),
    ("inpres", r"inpres|instruksi presiden"),
    ("permen", r"permen|peraturan menteri"),
    ("pergub", r"pergub|peraturan gubernur"),
    ("perbup", r"perbup|peraturan bupati"),
    ("perwal", r"perwal|peraturan wali ?kota"),
    ("perda", r"\bperda\b|peraturan daerah"),
    ("perka", r"\bperka|peraturan (?:kepala )?(?:badan|lembaga|lkpp|bps|bkn)|peraturan kepala"),
    ("keputusan", r"keputusan|\bkepmen|\bkepbup"),
    ("pp", r"\bpp\b|peraturan pemerintah"),
    ("uu", r"\buu\b|undang-? ?undang"),
)

REPLACED: dict[tuple[str, str, int], str] = {
    ("uu", "32", 2004): "Undang-Undang Nomor 23 Tahun 2014",
    ("uu", "8", 1974): "Undang-Undang Nomor 20 Tahun 2023",
    ("uu", "43", 1999): "Undang-Undang Nomor 20 Tahun 2023",
    ("uu", "5", 2014): "Undang-Undang Nomor 20 Tahun 2023",
    ("uu", "10", 2004): "Undang-Undang Nomor 12 Tahun 2011",
    ("pp", "79", 2005): "Peraturan Pemerintah Nomor 12 Tahun 2017",
    ("pp", "58", 2005): "Peraturan Pemerintah Nomor 12 Tahun 2019",
    ("pp", "72", 2005): "Peraturan Pemerintah Nomor 43 Tahun 2014",
    ("pp", "3", 2007): "Peraturan Pemerintah Nomor 13 Tahun 2019",
    ("pp", "41", 2007): "Peraturan Pemerintah Nomor 18 Tahun 2016",
    ("pp", "6", 2008): "Peraturan Pemerintah Nomor 13 Tahun 2019",
    ("pp", "19", 2008): "Peraturan Pemerintah Nomor 17 Tahun 2018",
    ("pp", "53", 2010): "Peraturan Pemerintah Nomor 94 Tahun 2021",
    ("pp", "46", 2011): "Peraturan Pemerintah Nomor 30 Tahun 2019",
    ("perpres", "54", 2010): "Peraturan Presiden Nomor 16 Tahun 2018",
    ("permenpanrb", "21", 2008): "Peraturan Menteri PANRB Nomor 35 Tahun 2012",
    ("permenpanrb", "29", 2010): "Peraturan Menteri PANRB Nomor 53 Tahun 2014",
    ("permenpanrb", "12", 2015): "Peraturan Menteri PANRB Nomor 88 Tahun 2021",
    ("permendagri", "13", 2006): "Peraturan Menteri Dalam Negeri Nomor 77 Tahun 2020",
    ("permendagri", "54", 2009): "Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023",
    ("permendagri", "54", 2010): "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",
}
"""(kind, number, year) → what replaced it."""

REGIONAL_SUBJECTS: tuple[str, ...] = (
    r"penyusunan standar operasional prosedur",
    r"standar operasional prosedur di lingkungan",
    r"kedudukan\b.*\borganisasi\b",
    r"susunan organisasi",
    r"organisasi dan tata kerja",
    r"uraian tugas",
    r"tugas,? (?:pokok,? )?(?:dan )?fungsi",
    r"rencana (?:kerja|strategis) (?:perangkat daerah|dinas|badan|kecamatan)",
    r"anggaran pendapatan dan belanja daerah (?:kabupaten|kota|provinsi)",
)
"""Subjects that a Bupati, Wali Kota or Gubernur regulates, never a Peraturan Pemerintah."""

GENUINE_PP: frozenset[tuple[str, int]] = frozenset({("41", 2007), ("18", 2016), ("72", 2019), ("8", 2003)})
"""Peraturan Pemerintah whose titles come near those subjects all the same (number, year)."""
