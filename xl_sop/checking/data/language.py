"""Words of the step texts and of bagian Peringatan: verbs, nouns, conditions, consequences.

The patterns are searched in folded text (lower case, single spaces) by polars and by Python alike, so they use
nothing but what both know: no look-around, no back-references.
"""

from __future__ import annotations

NOUN_STARTERS: tuple[str, ...] = (
    "rapat", "surat", "dokumen", "laporan", "data", "verifikasi", "validasi", "evaluasi", "koordinasi", "sosialisasi",
    "jawaban", "berkas", "proses", "konsultasi", "konfirmasi", "registrasi", "klarifikasi", "distribusi", "disposisi",
    "rekapitulasi", "supervisi", "monitoring", "hasil", "draf", "draft", "arsip", "kegiatan", "identifikasi", "adanya",
    "kompilasi", "rekonsiliasi", "analisis", "sinkronisasi", "angka", "ujicoba", "inventarisasi", "notulen",
)  # fmt: skip
"""A step should start with an active verb; these start it with a noun (besides all words in pe…an)."""

NOT_PE_AN: tuple[str, ...] = ("perlahan", "pelan", "pesan", "pekan")
"""Words in pe…an that name no action."""

ME_NOUNS = (
    "media", "medis", "mekanisme", "memo", "memorandum", "menara", "menengah", "mengenai", "menit", "menjadi", "mental",
    "menteri", "menurut", "merah", "merek", "merupakan", "mesin", "metode", "melalui", "meeting", "meja", "mendatang",
    "mendalam", "menyeluruh", "memadai", "merata", "meliputi", "memuat", "mengacu", "menggunakan",
)  # fmt: skip
"""Words in me… that are no second action."""

SECOND_ACTION = r"\b(?:dan|serta|kemudian|lalu|selanjutnya|sekaligus|dan/atau) (me[a-z]{4,})\b"
"""A joining word and another active verb (the group)."""

CONDITION = r"\b(?:jika|apabila|bila|bilamana|kalau|manakala|jikalau)\b"
BOTH_WAYS = CONDITION + r".+" + CONDITION
"""Two conditions in one step: `jika setuju …, jika tidak …`."""

CONSEQUENCE = (
    r"\bmaka\b|\b(?:meng|ber|di)?akibat(?:kan|nya)?\b|\bmenyebabkan\b|\bberdampak\b|\bmenimbulkan\b"
    r"|\bberpotensi\b|\bberimbas\b|\b(?:ter|meng)hambat\b|\bdikenakan\b|\bakan\b|\btidak dapat\b"
)
"""What `jika …` leads to in bagian Peringatan."""

CONSEQUENCE_ALONE = r"\bdikategorikan\b.*\bkegagalan\b|\bdipertanggung ?jawabkan\b|\bdikenakan sanksi\b"
"""The usual official wording that says what follows without `jika`."""

APPROVAL = (
    r"\b(?:menyetujui|mengesahkan|memverifikasi|memvalidasi|mengoreksi|memeriksa|mereviu|mereview)\b"
    r"|^(?:persetujuan|pengesahan|verifikasi|validasi|koreksi|pemeriksaan|reviu)\b"
)
"""Acts that can end in a no; as a noun only where it is the step itself (not in `menyampaikan hasil verifikasi`)."""

NOT_AN_SOP = frozenset(
    {"ini", "itu", "terlampir", "terkait", "tersebut", "lain", "lainnya", "yang", "dan", "atau", "ap"}
)
"""Words after `SOP` in Keterangan that name no SOP."""

COMMON_TITLE_WORDS = frozenset((
    "sop", "ap", "pelaksanaan", "penyusunan", "pembuatan", "kegiatan", "dan", "di", "pada", "untuk", "dengan",
    "tentang", "dalam", "secara", "yang", "tim", "kerja", "tahun", "lihat", "prosedur", "standar", "operasional",
    "dari", "oleh",
))  # fmt: skip
"""Words that two SOP titles share without being near each other."""

PREFIXES = (
    "peng",
    "peny",
    "pem",
    "pen",
    "per",
    "meng",
    "meny",
    "mem",
    "men",
    "ber",
    "ter",
    "pe",
    "me",
    "di",
    "ke",
)
SUFFIXES = ("kan", "nya", "an", "i")
"""What Indonesian words are made of around their stem, the longest first."""
