"""Names of offices and the kinds of agency that have them.

To add a role: one `Role` line, its spellings as people write them (any case; full stops and slashes do not count).
To add a kind of agency: one line in `AGENCY_WORDS`, and its name in the `home` of the roles it has.

Sources: PP 18/2016 on regional organisations (Dinas: Bidang, Seksi; Badan: Bidang, Sub Bidang; Inspektorat: Inspektur
Pembantu; Kecamatan, Kelurahan: Seksi, no Bidang) as amended by PP 72/2019; Permendagri 5/2017 for the Bidang of the
supporting agencies.
"""

from __future__ import annotations

from typing import NamedTuple

ANYWHERE: frozenset[str] = frozenset()


class Role(NamedTuple):
    """One office.

    Attributes:
        name: Its full name, folded.
        spellings: Other ways to write it; the full name is always one.
        home: Kinds of agency that have it; `ANYWHERE` where that says nothing.
        leads: True for the head of an agency.
        internal: False for people outside the agency, who need no performer column.
        complete: True where the name says all; words after it are not part of it.
    """

    name: str
    spellings: tuple[str, ...] = ()
    home: frozenset[str] = ANYWHERE
    leads: bool = False
    internal: bool = True
    complete: bool = False


def _in(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


ROLES: tuple[Role, ...] = (
    Role("kepala dinas", ("kadis", "kadin", "ka dis", "ka dinas"), _in("dinas"), leads=True),
    Role("kepala badan", ("kaban", "ka ban", "ka badan"), _in("badan"), leads=True),
    # A regional SOP may well send a letter to a Camat or a Lurah: that alone is no trace of another agency.
    Role("camat", (), ANYWHERE, leads=True),
    Role("lurah", (), ANYWHERE, leads=True),
    Role("inspektur pembantu", ("irban",), _in("inspektorat")),
    Role("inspektur", (), _in("inspektorat"), leads=True),
    Role("direktur", (), ANYWHERE, leads=True),
    Role("sekretaris dinas", ("sekdis", "sekdin"), _in("dinas")),
    Role("sekretaris badan", ("sekban",), _in("badan")),
    Role("sekretaris kecamatan", ("sekcam", "sek cam", "sekretaris camat"), _in("kecamatan", "kelurahan")),
    Role("sekretaris kelurahan", ("seklur", "sek lur", "sekretaris lurah"), _in("kecamatan", "kelurahan")),
    Role("sekretaris daerah", ("sekda",), internal=False, complete=True),
    Role("sekretaris desa", ("sekdes",), internal=False),
    Role("sekretaris"),
    Role(
        "kepala bagian",
        ("kabag", "ka bag", "ka bagian"),
    ),
    Role(
        "kepala sub bagian",
        (
            "kasubag", "kasubbag", "kasub bag", "kasubagian", "kasubbagian", "ka subag", "ka subbag", "ka sub bag",
            "ka sub bagian", "kepala subag", "kepala subbag", "kepala sub bag", "kepala subbagian", "kepala subagian",
        ),
    ),
    Role(
        "kepala sub bidang",
        (
            "kasubid", "kasubbid", "kasub bid", "ka subid", "ka subbid", "ka sub bid", "kepala subid",
            "kepala subbid", "kepala sub bid", "kepala subbidang", "ka sub bidang", "ka subbidang",
        ),
        _in("badan"),
    ),
    Role(
        "kepala bidang",
        ("kabid", "ka bid", "ka bidang"),
        _in("dinas", "badan", "rumah sakit", "satpol"),
    ),
    Role(
        "kepala seksi",
        ("kasi", "kasie", "ka si", "ka seksi"),
        _in("dinas", "kecamatan", "kelurahan", "rumah sakit", "satpol", "inspektorat", "upt"),
    ),
    Role("jabatan fungsional", ("jf", "pejabat fungsional")),
    Role("ketua tim", ("katim",)),
    Role("kuasa pengguna anggaran", ("kpa",), complete=True),
    Role("pejabat pembuat komitmen", ("ppk",), complete=True),
    Role("pejabat pelaksana teknis kegiatan", ("pptk",), complete=True),
    Role("kepala desa", ("kades",), internal=False),
    Role("kepala puskesmas", ("kapus",), leads=True),
)  # fmt: skip

HEAD_OF_ANY = ("opd", "skpd", "skp", "pd", "satker", "satuan", "unit", "instansi", "kantor", "perangkat")
"""`Kepala OPD`, `Camat OPD`: whoever leads; after another role these words say nothing."""

TAIL_ENDS = frozenset((
    "yang", "untuk", "kepada", "ke", "dari", "oleh", "di", "dengan", "serta", "sebagai", "dalam", "pada", "agar",
    "guna", "setelah", "sebelum", "melalui", "terkait", "pejabat", "atau", "bersama", "lalu", "kemudian",
    "selanjutnya", "lembar", "paraf", "tanda", "draf", "draft", "dokumen", "laporan", "surat", "hasil", "apabila",
    "jika", "bila", "maka", "sesuai", "berdasarkan", "tidak", "akan", "telah", "sudah", "dapat", "harus", "selaku",
    "plt", "plh", "pelaksana", "para", "staf", "masing", "setiap", "semua", "seluruh", "form", "formulir",
    "disposisi", "arahan", "bupati", "wali", "gubernur", "format", "undangan", "nota", "berkas", "rapat", "daftar",
    "konsep", "usulan", "permohonan", "tembusan", "tentang", "mengenai", "bahwa", "beserta", "paling", "secara", "bila",
    "diteruskan", "diperiksa", "dikoreksi", "disetujui", "diproses", "ditandatangani", "diketahui", "cq", "up", "via",
))  # fmt: skip
"""Words that cannot belong to the name of an office: the name ends before them."""

ACTOR_AFTER = frozenset(("oleh",))
"""Words after which an office acts; after all others it may only receive, or be asked."""

NOT_VERBS = frozenset((
    "media", "medis", "mekanisasi", "menengah", "mental", "meteorologi", "metodologi", "metrologi", "mesin",
    "menteri",
))  # fmt: skip
"""Words in `me…` that may stand in the name of an office."""

RANKS = frozenset((
    "pertama", "muda", "madya", "utama", "pemula", "terampil", "mahir", "penyelia", "ahli", "i", "ii", "iii", "iv",
))  # fmt: skip
"""Words that tell two offices apart however alike they look."""

AGENCY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rumah sakit", ("rumah sakit", "rsud", "rsu", "rsia")),
    ("upt", ("puskesmas", "uptd", "upt", "balai", "sekolah", "sd", "smp", "sma", "smk")),
    ("vertikal", (
        "badan pusat statistik", "bps", "kementerian", "kantor wilayah", "kanwil", "badan narkotika nasional", "bnn",
        "badan pengawas", "bawaslu", "komisi", "kpu", "kpud", "pengadilan", "kejaksaan", "kepolisian",
        "polres", "polda", "universitas", "politeknik", "badan pertanahan nasional", "bpn",
    )),
    ("satpol", ("satuan polisi pamong praja", "satpol", "satpolpp")),
    ("kelurahan", ("kelurahan",)),
    ("kecamatan", ("kecamatan",)),
    ("inspektorat", ("inspektorat",)),
    ("sekretariat", ("sekretariat daerah", "setda", "sekretariat dprd", "sekretariat dewan", "setwan")),
    ("dinas", ("dinas",)),
    ("badan", (
        "badan", "bpbd", "bpkad", "bppkad", "bkad", "bkd", "bkpsdm", "bkpp", "bkpsdmd", "bpsdm", "bapenda", "bpprd",
        "bakesbangpol", "kesbangpol", "brida", "balitbang", "balitbangda",
    )),
)  # fmt: skip
"""Kinds of agency, the narrowest first, and the words that name them."""

AGENCY_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("dinas", (
        "dinsos", "dinkes", "dindik", "dinduk", "dinpora", "dinnaker", "dinaker", "dinperindag", "dinkop", "dinkom",
        "dinhub", "dintan", "dinpertan", "dinrumkim", "dinlutkan", "dinper", "dinpupr", "disduk", "disdik",
        "diskominfo", "dispora", "dispar", "disperin", "disperdag", "disperkim", "dispermas", "dispert", "dispend",
        "disnaker",
        "disnak", "dishub", "distan", "distrans", "disbud", "disbun", "diskop", "diskan", "dislut", "dissos", "dishut",
    )),
    ("badan", ("bappe", "bapel", "bappel", "baperl")),
)  # fmt: skip
"""Beginnings of the short names that agencies give themselves, such as Dinsospermasdes."""

LEADERS: dict[str, str] = {
    "kepala dinas": "dinas",
    "kepala badan": "badan",
    "camat": "kecamatan",
    "sekretaris kecamatan": "kecamatan",
    "lurah": "kelurahan",
    "sekretaris kelurahan": "kelurahan",
    "inspektur": "inspektorat",
    "sekretaris dinas": "dinas",
    "sekretaris badan": "badan",
}
"""Offices that tell the kind of agency."""

UNIT_WORDS: dict[str, frozenset[str]] = {
    "bidang": _in("dinas", "badan", "rumah sakit", "satpol"),
    "subbidang": _in("badan"),
}
"""Units that only some kinds of agency have."""

EACH = ("masing masing", "setiap", "tiap", "tiap tiap", "seluruh", "semua", "para", "antar")
"""Words before a unit that show a unit is meant: `masing-masing bidang`, but not `di bidang kesehatan`."""

UNIT_PARTNERS = ("dan sekretariat", "dan sekretaris", "maupun sekretariat")
"""Words after a unit that show the same: `bidang dan sekretariat`."""

FIELDS_OF_BADAN: tuple[tuple[str, ...], ...] = (
    ("perencanaan", "umum"),
    ("perencanaan", "pembangunan"),
    ("perencanaan", "pengendalian", "evaluasi", "pembangunan"),
    ("pengendalian", "evaluasi", "pembangunan"),
    ("pemerintahan", "pembangunan", "manusia"),
    ("perekonomian", "sumber", "daya", "alam"),
    ("infrastruktur", "kewilayahan"),
    ("penelitian", "pengembangan"),
    ("anggaran",),
    ("perbendaharaan",),
    ("akuntansi",),
    ("mutasi",),
)
"""Names of Bidang that regional planning, finance and personnel Badan have, and no Dinas (`dan` left out)."""
