"""The words of SOP documents and their spellings in the field, as data; the one place that knows them.

Spellings were counted over 348 signed SOPs; see the comments for those that surprise. A word is looked up by its
folded form (`xl_sop.text.fold`), so case, spacing, ligatures, dashes and outer punctuation never matter. What is
still not found is compared letter by letter, with the floor `CLOSE_ENOUGH`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from xl_sop.model import Symbol
from xl_sop.text import fold, letters_of, squeeze, words


class Label(NamedTuple):
    """What a label cell stands for.

    Attributes:
        block: "identity", "table", "worksheet" or "settings".
        role: The attribute or column it names; groups of columns are "performers" and "standard".
        typo: True where the spelling is accepted but wrong, and worth a word to the author.
    """

    block: str
    role: str
    typo: bool = False


# block → role → spellings
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "identity": {
        "number": (
            "Nomor SOP", "No. SOP", "No SOP", "Nomor SOP AP", "Nomor SOP-AP", "Nomor POS", "No. SOP AP", "No. SOP-AP",
            "No. POS", "Nomor SOP/AP", "Nomor Standar Operasional Prosedur",
        ),
        "created": (
            "Tanggal Pembuatan", "Tgl. Pembuatan", "Tanggal Dibuat", "Tanggal Penyusunan", "Tgl. Penyusunan",
            "Tgl. Dibuat", "Tanggal Pembuatan SOP",
        ),
        "revised": ("Tanggal Revisi", "Tgl. Revisi", "Tanggal Perubahan", "Tanggal Direvisi", "Tgl. Perubahan"),
        "effective": (
            "Tanggal Efektif", "Tgl. Efektif", "Tanggal Pengesahan", "Tgl. Pengesahan", "Tanggal Berlaku",
            "Tanggal Ditetapkan", "Tanggal Penetapan", "Tgl. Penetapan", "Tanggal Disahkan", "Tanggal Mulai Berlaku",
            "Tgl. Berlaku", "Tanggal Pemberlakuan",
        ),
        "approved_by": (
            "Disahkan oleh", "Disyahkan oleh", "Disetujui oleh", "Ditetapkan oleh", "Disahkan", "Pengesahan oleh",
        ),
        "name": (
            "Nama SOP", "Judul SOP", "Nama SOP AP", "Judul SOP AP", "Nama SOP-AP", "Nama POS", "Judul POS",
            "Nama Standar Operasional Prosedur", "Judul Standar Operasional Prosedur",
        ),
        # with an arrow: beside the standard template's signature, whose cells have no labels
        "position": ("Jabatan", "← Jabatan"),
        "official": ("Nama", "Nama Pejabat", "← Nama"),
        "rank": (
            "Pangkat", "Pangkat/Golongan", "Pangkat / Gol", "Pangkat/Gol. Ruang", "Pangkat, Golongan", "← Pangkat",
        ),
        "employee_number": ("NIP", "NRP", "NIP/NRP", "← NIP"),
        "agency": ("Instansi", "Unit Kerja", "Nama Instansi"),
        "legal_basis": ("Dasar Hukum", "Landasan Hukum", "Dasar Hukum/Acuan", "Dasar Hukum dan Acuan"),
        "qualifications": (
            "Kualifikasi Pelaksana", "Kualifikasi Pelaksanaan", "Kualifikasi", "Kualifikasi Pelaksana SOP",
            "Kualifikasi Pelaksana Kegiatan", "Kualifikasi Petugas", "Persyaratan Pelaksana",
        ),
        "related": (
            "Keterkaitan", "Keterkaitan SOP", "Keterkaitan dengan SOP lain", "Keterkaitan SOP lain",
            "Keterkaitan dengan SOP AP lain", "Keterkaitan antar SOP", "SOP Terkait", "Hubungan dengan SOP lain",
        ),
        "equipment": (
            "Peralatan/Perlengkapan", "Peralatan / Perlengkapan", "Peralatan dan Perlengkapan", "Peralatan",
            "Peralatan/ Perlengkapan", "Peralatan & Perlengkapan", "Perlengkapan/Peralatan", "Peralatan, Perlengkapan",
            "Perlengkapan dan Peralatan", "Peralatan dan Kelengkapan", "Peralatan/Kelengkapan", "Sarana dan Prasarana",
        ),
        "warnings": ("Peringatan", "Peringatan/Risiko", "Peringatan/Perhatian", "Perhatian/Peringatan"),
        "records": (
            "Pencatatan dan Pendataan", "Pencatatan & Pendataan", "Pencatatan/Pendataan", "Pencatatan",
            "Pencatatan dan Pendataan Kegiatan", "Pencatatan dan Pendaftaran", "Pencatatan dan Pelaporan",
            "Pencatatan & Pendaftaran", "Pencatatan/Pendaftaran", "Pencatatan dan Pengarsipan",
            "Pendataan dan Pencatatan", "Pencatatan dan Dokumentasi",
        ),
    },
    "table": {
        "number": ("No", "Nomor", "No Urut"),
        "description": (
            "Uraian Prosedur", "Kegiatan", "Aktivitas", "Aktivitas/Kegiatan", "Aktivitas / Kegiatan", "Uraian",
            "Uraian Kegiatan", "Uraian Proses", "Kegiatan/Aktivitas", "Langkah Kegiatan", "Prosedur",
            "Langkah-langkah", "Uraian Aktivitas", "Tahapan", "Tahapan Kegiatan", "Rincian Kegiatan",
        ),
        "performers": (
            "Pelaksana", "Pelaku Kegiatan", "Pelaku", "Aktor", "Unit Pelaksana", "Pelaksanaan", "Pelaksana Kegiatan",
            "Pelaksana SOP", "Pelaksana/Pelaku", "Pelaksana/Diagram Alir", "Diagram Alir", "Flowchart", "Bagan Alir",
            "Penanggung Jawab", "PIC",
        ),
        "standard": ("Mutu Baku", "Baku Mutu", "Standar Mutu", "Mutu Baku Kegiatan"),
        "requirements": (
            "Kelengkapan", "Persyaratan/Kelengkapan", "Persyaratan / Kelengkapan", "Persyaratan/ Kelengkapan",
            "Sumber Data", "Input", "Kelengkapan dan Peralatan", "Persyaratan", "Kelengkapan/Persyaratan",
            "Persyaratan dan Kelengkapan", "Perlengkapan", "Syarat/Kelengkapan", "Dokumen Kelengkapan",
        ),
        "duration": (
            "Waktu", "Jangka Waktu", "Waktu Penyelesaian", "Waktu Baku", "Standar Waktu", "Standar Waktu Penyelesaian",
            "Target Waktu",
        ),
        "output": ("Output", "Keluaran", "Hasil", "Output/Keluaran", "Keluaran/Output"),
        "note": ("Keterangan", "Ket"),
        "yes": ("Ya → No",),
        "no": ("Tidak → No",),
    },
    "worksheet": {
        "title": ("Lembar Kerja Identifikasi Kegiatan", "Lembar Identifikasi Kegiatan"),
        "part_a": ("Data Kegiatan",),
        "part_b": ("Identifikasi Kegiatan",),
        "part_c": ("Identifikasi Langkah", "Identifikasi Langkah-langkah", "Identifikasi Langkah Kegiatan"),
        "sop_title": ("Judul SOP", "Nama SOP"),
        "kind": ("Jenis Kegiatan",),
        "responsible": ("Penanggung Jawab", "Penanggungjawab"),
        "product": ("Produk", "Penanggung Jawab Produk"),
        "activity": ("Kegiatan", "Penanggung Jawab Kegiatan"),
        "scope": ("Scope (Ruang Lingkup)", "Ruang Lingkup", "Scope", "Scope/Ruang Lingkup"),
        "activity_title": ("Judul Kegiatan", "Nama Kegiatan"),
        "first": ("Langkah Awal",),
        "main": ("Langkah Utama",),
        "last": ("Langkah Akhir",),
    },
    "settings": {
        "profile": ("Profil waktu kerja", "Profil"),
        "version": ("Versi templat",),
        "paper": ("Ukuran kertas", "Kertas"),
    },
}  # fmt: skip

# role → (words that such a heading begins with, words that may follow): `Waktu Pelaksanaan`, `Kelengkapan Dokumen`
_HEADINGS: dict[str, tuple[str, str]] = {
    "number": ("no nomor", "urut urutan langkah kegiatan"),
    "description": (
        "uraian kegiatan aktivitas aktifitas prosedur langkah tahapan tahap rincian deskripsi",
        "uraian kegiatan aktivitas aktifitas prosedur langkah tahapan proses pekerjaan kerja pelaksanaan pelayanan sop "
        "tugas",
    ),
    "requirements": (
        "kelengkapan persyaratan syarat input masukan perlengkapan bahan",
        "kelengkapan persyaratan dokumen berkas data bahan peralatan administrasi kegiatan kerja",
    ),
    "duration": (
        "waktu jangka durasi lama estimasi",
        "waktu durasi lama pelaksanaan penyelesaian pengerjaan proses kegiatan baku standar kerja maksimal yang "
        "dibutuhkan diperlukan",
    ),
    "output": (
        "output keluaran hasil luaran produk",
        "output keluaran hasil kegiatan akhir dokumen kerja pelaksanaan yang dihasilkan",
    ),
    "note": ("keterangan ket catatan", "keterangan tambahan lain lainnya"),
}  # fmt: skip

OTHER_HEADINGS = frozenset(
    (
        "dasar", "risiko", "resiko", "formulir", "form", "biaya", "tarif", "rekaman", "dokumen", "referensi",
        "indikator", "lokasi", "tempat", "lampiran", "paraf", "simbol", "peraturan", "regulasi", "pengendalian",
        "bukti", "evidence", "target", "frekuensi", "volume", "satuan", "kode", "tanggal", "status", "kendala", "menit",
    )
)  # fmt: skip
"""First words of headings that name no performer, wherever they stand; their columns are kept out of the table."""

FOREIGN_HEADINGS = frozenset(
    (
        "beban kerja", "volume kerja", "volume beban kerja", "kebutuhan pegawai", "jumlah kebutuhan pegawai",
        "waktu efektif", "waktu kerja efektif", "pegawai yang dibutuhkan", "satuan hasil", "jumlah hasil",
        "jumlah beban kerja", "jumlah beban", "norma waktu",
    )
)  # fmt: skip
"""Headings of a workload analysis (ABK), whose table has Uraian and Waktu too and is no procedure."""

# Wrong but meant: accepted, and said (`judul-kolom-salah-ketik`).
_TYPOS: dict[str, dict[str, tuple[str, ...]]] = {
    "table": {
        "standard": ("Mutu Buku",),  # 7 of 348 and a seed
        "output": ("Ouput", "Out put", "Outpot", "Oputut"),
    },
}

BOX_FIELDS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
"""Identity fields that hold lists, in the boxes of the page's lower half."""

LEAD_FIELDS = ("number", "created", "revised", "effective", "approved_by", "name")
"""Identity fields of the page's upper half."""

CLOSE_ENOUGH = 84.0
"""Floor of likeness (rapidfuzz ratio, 0-100) for a misread header word of five letters or more.

`Keteranqan`, `Kelengkapn`, `Waktuu` and `Uraian Prosedr` lie above it; `Keterkaitan`/`Keterangan` (76),
`Peralatan`/`Persyaratan` (80) and `Kegiatan`/`Keterangan` (67) below.
"""


def _table(words: dict[str, dict[str, tuple[str, ...]]], typo: bool) -> dict[str, dict[str, Label]]:
    return {
        block: {
            fold(word): Label(block, role, typo) for role, spellings in roles.items() for word in spellings
        }
        for block, roles in words.items()
    }


LABELS: dict[str, dict[str, Label]] = _table(_WORDS, typo=False)
"""block → folded spelling → label."""
for _block, _labels in _table(_TYPOS, typo=True).items():
    LABELS[_block].update(_labels)

_SQUEEZED = {
    block: {squeeze(word): label for word, label in labels.items()} for block, labels in LABELS.items()
}


def _by_word(tables: dict[str, dict[str, Label]]) -> dict[str, dict[str, Label]]:
    """block → word → label turned into word → block → label."""
    turned: dict[str, dict[str, Label]] = {}
    for block, found in tables.items():
        for word, meaning in found.items():
            turned.setdefault(word, {})[block] = meaning
    return turned


_BY_SPELLING, _BY_LETTERS = _by_word(LABELS), _by_word(_SQUEEZED)
_NONE: Mapping[str, Label] = {}
# A header may carry its unit or a remark: `Waktu (menit)`, `Pelaksana *)`
_REMARK = re.compile(r"\s*(?:\(.*\)?|\*+\)?)\s*$")
# A worksheet label may carry its number: `1. Judul SOP`, `a. Produk`, `C. Identifikasi Langkah`
_ENUMERATOR = re.compile(r"^(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*[.)]\s*(?=\S)")


_FIRST_WORDS = {word: role for role, (first, _) in _HEADINGS.items() for word in first.split()}
# Headings that begin like much content (`Dokumen …`) are looked for only where a header is known to stand.
_ONLY_IN_HEADERS = frozenset(("dok", "dia", "flo", "bag", "pic", "tar", "sta"))
_STARTS = frozenset(letters[:3] for labels in _SQUEEZED.values() for letters in labels) - _ONLY_IN_HEADERS
"""First letters of all labels; of the shortest, `No`, there are only two."""
OPENING = 6
"""Characters of a text by which most content is told from labels."""
_BEGINNINGS = frozenset(
    letters[:length]
    for letters in (*_FIRST_WORDS, *(letters for labels in _SQUEEZED.values() for letters in labels))
    for length in range(3, OPENING + 1)
    if letters[:3] in _STARTS
)
_AFTER_LETTERS = re.compile(r"[^A-Za-z].*", re.DOTALL)
_NUMERALS = frozenset("ivx")
_AHEAD = 12
"""Characters in which a label's first letters stand, an enumerator before them included."""


class _Openings(dict[str, bool | None]):
    """First letters of a text → whether labels begin so; None where they do not tell.

    Kept as they come, since a thousand cover nearly all texts: asking costs one look into a dict for every cell.
    """

    MOST = 8192

    def __missing__(self, opening: str) -> bool | None:
        letters = _AFTER_LETTERS.sub("", opening).lower()
        begins = letters in _BEGINNINGS or _NUMERALS.issuperset(letters) if len(letters) > 2 else None
        if len(self) < self.MOST:
            self[opening] = begins
        return begins


OPENINGS = _Openings()


def may_be_label(text: str) -> bool:
    """A quick look at the first letters: False means that no label of any kind stands there, or begins there.

    Nine texts of ten are content; this spares them the folding that `label` needs.
    """
    begins = OPENINGS[text[:OPENING]]
    if begins is not None:
        return begins
    start = text[:_AHEAD]
    if "." in start or ")" in start or not start.isascii():
        return True  # an enumerator, or letters that fold to others
    letters = "".join(filter(str.isalnum, start.lower()))
    if len(letters) < 3 and len(text) > _AHEAD:
        return True  # too few letters to tell
    return letters[:3] in _STARTS or letters[:2] in _STARTS


_MORE_WORDS = {role: frozenset(more.split()) for role, (_, more) in _HEADINGS.items()}
_FIRST_LETTERS = frozenset(word[:2] for word in _FIRST_WORDS)
_PARTED = re.compile(r"\s*(?:/|&|,|\bdan\b|\batau\b)\s*")
# `Dasar Hukum SOP AP`
_OF_SOP = ("sop", "sop ap", "sop-ap")
_TAIL_OF_SOP = re.compile(r" sop(?:[ -]ap)?$")
_SPACES = str.maketrans(".-", "  ")
_NEVER_ALONE = frozenset(("jangka", "lama", "estimasi", "bahan", "produk"))
LONGEST_HEADING = 60
"""Characters of a heading that is made of known words."""


def _made_heading(folded: str) -> Label | None:
    """A column heading made of the words of one role: `Output/Hasil`, `Waktu Pelaksanaan`; None if it is none.

    Some words are headings only together with others (`Output/Produk`), never alone.
    """
    if folded[:2] not in _FIRST_LETTERS or len(folded) > LONGEST_HEADING:
        return None
    folded = folded.translate(_SPACES)
    role = _FIRST_WORDS.get(folded.split("/", 1)[0].split(" ", 1)[0])
    if role is None or folded in _NEVER_ALONE:
        return None
    for i, part in enumerate(_PARTED.split(folded.strip())):
        if not part.strip():
            return None
        first, *more = part.split()
        known = LABELS["table"].get(part.strip())
        begins = _FIRST_WORDS.get(first) == role or (i > 0 and first in _MORE_WORDS[role])
        if (known is None or known.role != role) and not (begins and _MORE_WORDS[role].issuperset(more)):
            return None
    return Label("table", role)


def lone_heading(text: str) -> Label | None:
    """What a word stands for that is a heading only where its column is missing otherwise: `Produk`, `Lama`."""
    folded = fold(text)
    return Label("table", _FIRST_WORDS[folded]) if folded in _NEVER_ALONE else None


def is_other_heading(text: str) -> bool:
    """True for a heading of a column that holds no performer: `Biaya (Rp)`, `Dasar Hukum`, `Dokumen/Rekaman`."""
    said = words(text)
    return bool(said) and said[0] in OTHER_HEADINGS


def label(text: str, block: str) -> Label | None:
    """What a whole cell's text stands for in a kind of block; None if it is not a label."""
    return labels(text).get(block)


@lru_cache(maxsize=8192)
def labels(text: str) -> Mapping[str, Label]:
    """What a whole cell's text stands for, by kind of block."""
    folded = fold(text)
    # from the loosest reading to the closest: names with injected spaces or line breaks (`Kelengka pan`) …
    found = dict(_BY_LETTERS.get(letters_of(folded), _NONE)) if len(folded) > 6 else {}
    # … an enumerator, a unit or a remark, and the text as it is
    if "." in folded or ")" in folded:
        bare = _ENUMERATOR.sub("", folded).strip(" .,:;-")
        if bare != folded and (numbered := LABELS["worksheet"].get(bare)):
            found["worksheet"] = numbered
    if "(" in folded or "*" in folded:
        bare = _REMARK.sub("", folded).strip(" .,:;-")
        found.update(_BY_SPELLING.get(bare, _NONE))
    else:
        bare = folded
    found.update(_BY_SPELLING.get(folded, _NONE))
    if folded.endswith(_OF_SOP) and "identity" not in found:
        of = _BY_SPELLING.get(_TAIL_OF_SOP.sub("", folded), _NONE).get("identity")
        if of is not None and of.role in BOX_FIELDS:
            found["identity"] = of
    if "table" not in found and bare and (made := _made_heading(bare)) is not None:
        found["table"] = made
    return found


@lru_cache(maxsize=2048)
def like_label(text: str, block: str) -> Label | None:
    """The label a misread text most probably stands for; None below the floor, or for short words.

    Slower than `label`: asked only where a label must stand.
    """
    from rapidfuzz import fuzz, process

    letters = squeeze(_REMARK.sub("", fold(text)))
    if len(letters) < 5:
        return None
    best = process.extractOne(letters, list(_SQUEEZED[block]), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    if best is None:
        return None
    found = _SQUEEZED[block][best[0]]
    return found if best[1] == 100 else found._replace(typo=True)


SYMBOLS: dict[str, Symbol] = {
    "mulai": "terminator",
    "selesai": "terminator",
    "terminator": "terminator",
    "proses": "proses",
    "keputusan": "keputusan",
    "penghubung": "penghubung",
}
"""Marks of known shape in a performer cell; two are joined by `+`."""

SYMBOL_NAMES: dict[Symbol, str] = {
    "terminator": "kapsul (Flowchart: Terminator)",
    "proses": "kotak (Flowchart: Process)",
    "keputusan": "belah ketupat (Flowchart: Decision)",
    "penghubung": "segi lima (Flowchart: Off-page Connector)",
}
"""How people find each symbol in Excel's Insert > Shapes."""

PLAIN_MARKS = frozenset(
    (
        "x", "v", "√", "✓", "✔", "☑", "☒", "●", "•", "■", "□", "○", "◆", "◇", "▲", "△", "▼", "▪", "*", "o", "✗", "✘",
        "×", "⬤", "◯", "◊", "♦", "⬜", "⬛", "▢", "▭", "▬", "◻", "◼",
        # letters of Wingdings: ✔, ✘, ☑, ☒, ●, ○, □, ▪; √ of Symbol
        "ü", "û", "þ", "ý", "l", "¡", "¨", "§", "ö",
        # a cell that is ticked
        "true",
    )
)  # fmt: skip
"""Marks of unknown shape: the performer takes part, the symbol is not told. A typed arrow is a line that passes by."""

PASSING_BY = re.compile(r"[\s←-⇿➔-➾⟰-⟿⬀-⬏|<>^_=─-╿-]+|false")
"""What stands in a performer cell and says nothing: arrows and lines that pass by, a cell that is not ticked."""

BRANCH_WORDS = frozenset(["ya", "y", "tidak", "t", "tdk", "iya", "n", "no", "yes"])
"""Labels of a decision's branches that stand in performer cells; never marks."""

FIRST_BRANCH_WORDS = frozenset(
    (
        "ya", "tidak", "tdk", "belum", "sudah", "jika", "bila", "lengkap", "sesuai", "setuju", "disetujui", "benar",
        "betul", "salah", "ada", "perlu", "butuh", "layak", "valid", "diterima", "ditolak", "revisi",
        "perbaikan", "lolos", "memenuhi", "normal", "berjalan", "kurang", "cocok", "ok", "oke",
    )
)  # fmt: skip
"""First words of a branch's label of several words (`Tidak Lengkap`), or of one (`Lengkap`)."""

YES_WORDS = frozenset(["ya", "y", "iya", "yes"])
"""Labels of the way that is taken when all is well; it is told first."""

NO_WORDS = frozenset(["tidak", "t", "tdk", "n", "no", "belum", "kurang"])
"""First words of the label of the other way."""

TOTAL_WORDS = ("jumlah", "total", "subtotal", "subjumlah")
"""First words of the row that sums up; never a step."""

START_AND_END = frozenset(
    ("mulai", "selesai", "start", "end", "finish", "begin", "akhir", "mulai/start", "selesai/end")
)
"""Folded texts of rows that hold the flowchart's first and last symbol; never a step."""

FOOTER = re.compile(
    r"^(?:nip\b|nrp\b|mengetahui|ditetapkan|disahkan|disetujui|catatan\b|sumber\s*:"
    r"|ket(?:erangan)?\s*:|note\s*:|n\.?b\.?\s*:"
    r"|\*+\)?\s*\S|tembusan|ttd\b|a\.?n\.? |plt\.? |.{0,40}, \d{1,2} [a-z]+ (?:19|20)\d\d$|dikeluarkan di\b"
    r"|dokumen ini (?:telah |sudah )?di ?tanda ?tangani|di ?tanda ?tangani (?:secara )?elektronik"
    r"|\(?tanda tangan elektronik"
    r"|halaman\s*:?\s*(?:\d|$)|hal\.?\s*:?\s*\d+\s*(?:dari|/|$)|page \d|(?:nomor|no\.?|nama|judul) sop\b)",
)
"""Folded beginnings of what follows the last step, or stands between pages: notes, place and date, signatures, feet."""

SIGNATORY = re.compile(
    r"^(?:plt\.?|plh\.?|pj\.?|an\.?|a\.n\.?)?\s*(?:kepala|camat|lurah|sekretaris|inspektur|direktur|bupati|wali\s?kota"
    r"|gubernur|ketua|rektor|dekan|menteri|deputi|kabag|kabid|kadis|kaban|pimpinan)\b"
)
"""Folded beginnings of the first line of a signature."""

LETTERHEAD = re.compile(
    r"^(?:pem(?:erintah|prov|kab|kot)\b|republik\b|kementerian\b|dinas\b|badan\b|sekretariat\b|inspektorat\b|kantor\b"
    r"|kecamatan\b|kelurahan\b|desa\b|bagian\b|bidang\b|balai\b|satuan\b|unit\b|upt|rumah sakit\b|rsud\b|puskesmas\b"
    r"|direktorat\b|lembaga\b|komisi\b|mahkamah\b|pengadilan\b|kejaksaan\b|kepolisian\b|universitas\b|institut\b"
    r"|politeknik\b|sekolah\b|majelis\b|dewan\b|perusahaan\b|arsip\b|perpustakaan\b)",
)
"""Folded beginnings of the first line of a letterhead, where no label stands beside it."""

TITLE = re.compile(r"^(?:sop\b|standar operasional prosedur|standar operating|prosedur\b|standard operating)")
"""Folded beginnings of a procedure's title."""

END_WORDS = frozenset(("selesai", "akhir", "end"))
"""A way out that leads to the end."""
