"""The words of SOP documents and their spellings in the field, as data; the one place that knows them.

Spellings were counted over 348 signed SOPs; see the comments for those that surprise. A word is looked up by its
folded form (`xl_sop.text.fold`), so case, spacing, ligatures, dashes and outer punctuation never matter. What is
still not found is compared letter by letter, with the floor `CLOSE_ENOUGH`.
"""

from __future__ import annotations

import re

from xl_sop.model import Symbol

# block → role → spellings
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
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
HEADINGS: dict[str, tuple[str, str]] = {
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
TYPOS: dict[str, dict[str, tuple[str, ...]]] = {
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
