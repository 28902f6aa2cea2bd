"""The words of Waktu cells, as data: units and their spellings, bounds, fillers, and the open list."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from xl_sop.model import Unit


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


class UnitWord(NamedTuple):
    """A word for a span of time: `factor` times the contract's `unit`; `rank` orders the words by size."""

    unit: Unit
    factor: Fraction
    rank: int

    @property
    def clock_minutes(self) -> Fraction:
        """Minutes of a unit no longer than an hour."""
        return self.factor * (60 if self.unit == "jam" else 1)


_SECOND = UnitWord("menit", Fraction(1, 60), 0)
_MINUTE = UnitWord("menit", Fraction(1), 1)
_HOUR = UnitWord("jam", Fraction(1), 2)
_DAY = UnitWord("hari", Fraction(1), 3)
_WEEK = UnitWord("minggu", Fraction(1), 4)
_MONTH = UnitWord("bulan", Fraction(1), 5)
_QUARTER = UnitWord("bulan", Fraction(3), 6)
_THIRD = UnitWord("bulan", Fraction(4), 7)
_HALF_YEAR = UnitWord("bulan", Fraction(6), 8)
_YEAR = UnitWord("tahun", Fraction(1), 9)

_SPELLINGS = {
    _SECOND: "detik dtk second seconds",
    # `meni`, `rnenit`, `menlt`, `jarn`, `harl` … are what scanners make of the words.
    _MINUTE: "menit mnt mn menits mnit meni menitt minit menut rnenit menlt meriit manit minute minutes mins",
    # OJ and OH count a person's hours and days (orang jam, orang hari).
    _HOUR: "jam jm jarn jarm oj hour hours",
    _DAY: "hari hr hk harl harj oh day days",
    _WEEK: "minggu mgg mggu mg pekan mlnggu mingu week weeks",
    _MONTH: "bulan bln bl bulau bulam month months",
    _QUARTER: "triwulan trwln kuartal",
    _THIRD: "caturwulan",
    _HALF_YEAR: "semester smt",
    _YEAR: "tahun thn th taun year years",
}
UNITS: dict[str, UnitWord] = {word: unit for unit, text in _SPELLINGS.items() for word in text.split()}
"""Spelling → unit."""

ONE: dict[str, UnitWord] = {
    "sedetik": _SECOND,
    "semenit": _MINUTE,
    "sejam": _HOUR,
    "sehari": _DAY,
    "seminggu": _WEEK,
    "sepekan": _WEEK,
    "sebulan": _MONTH,
    "setriwulan": _QUARTER,
    "sesemester": _HALF_YEAR,
    "setahun": _YEAR,
}
"""One of a unit, said in a word."""

FILLERS = _set(
    """kerja ker ja kerjanya efektif kalender penuh waktu lama lamanya durasi selama dalam jangka sekitar kira
    estimasi perkiraan rata rerata kl lk ca about"""
)
"""Words that change nothing: `hari kerja`, `hari efektif` and `hari kalender` count as hari."""

# (kind of token, pattern), longer phrases before the shorter ones they contain. Kinds: "" changes nothing,
# < upper bound, > lower bound, m the word min (unit or bound), t to, a and, x times.
_PHRASES = (
    ("", r"\+\s*/\s*-|\+-|±|kurang\s+lebih|lebih\s+kurang|kira\s*-\s*kira|rata\s*-\s*rata"),
    ("", r"(?<![\w)])(?<![\w)] )~(?=\s*\d)"),
    ("<", r"selambat\s*-?\s*lambatnya|selambatnya|selama\s*-\s*lamanya"),
    ("<", r"paling\s+(?:lambat|lama|banyak|tinggi|telat)"),
    (">", r"sekurang\s*-?\s*kurangnya|setidaknya|setidak\s*-\s*tidaknya"),
    (">", r"paling\s+(?:cepat|sedikit|singkat|kurang|sebentar)"),
    (">", r"tidak\s+kurang\s+dari|≥|>=?|=>"),
    ("<", r"tidak\s+(?:lebih\s+dari|melebihi)|kurang\s+dari|di\s?bawah|≤|<=?|=<"),
    (">", r"lebih\s+dari|di\s?atas"),
    ("<", r"\b(?:maksimal|maksimum|maksimun|maximal|maximum|maks|mak|max|batas\s+waktu)\b"),
    (">", r"\b(?:minimal|minimum)\b"),
    ("m", r"\bmin\b"),
    ("t", r"(?<![a-z])(?:sampai\s+dengan|sampai|hingga|atau|to|s\s*[./]\s*d|sd|s\s+d)(?![a-z])\.?|-+|~"),
    ("a", r"\b(?:dan|plus)\b|[,+&]"),
    ("x", r"(?<![a-z])(?:kali\b|x(?=\s*\d))|[×*]"),
)
PHRASES = "|".join(f"(?P<phrase{position}>{pattern})" for position, (_, pattern) in enumerate(_PHRASES))
"""All phrases of the grammar as one pattern; its groups are the keys of `PHRASE_KINDS`."""
PHRASE_KINDS = {f"phrase{position}": kind for position, (kind, _) in enumerate(_PHRASES)}
"""Group of `PHRASES` → kind of token."""


_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
NUMBER_WORDS = _set("sepuluh sebelas seratus belas puluh ratus setengah seperempat") | set(_DIGITS)
"""Words that numbers are spelled with."""
_PARTS = {"setengah": Fraction(1, 2), "seperempat": Fraction(1, 4)}


def _spell(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{_DIGITS[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_DIGITS[tens]} puluh" + (f" {_DIGITS[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    return ("seratus" if hundreds == 1 else f"{_DIGITS[hundreds]} ratus") + (
        f" {_spell(rest)}" if rest else ""
    )


@lru_cache(maxsize=1)
def _spelled() -> dict[str, int]:
    return {_spell(number): number for number in range(1000)}


def spelled_number(text: str) -> Fraction | None:
    """`dua puluh lima → 25`, `satu setengah → 3/2`; None for words that are no number under a thousand."""
    whole, _, last = text.rpartition(" ")
    if last in _PARTS:
        if not whole:
            return _PARTS[last]
        number = _spelled().get(whole)
        return None if number is None else number + _PARTS[last]
    number = _spelled().get(text)
    return None if number is None else Fraction(number)


TAIL = re.compile(r"\b(?:setelah|sesudah|sejak|terhitung|(?<!lebih )(?<!kurang )dari|tanggal|tgl)\b")
"""Where a remark about the starting point begins; `lebih dari` and `kurang dari` are bounds."""

_PER = r"(?:per|tiap|setiap|masing)\b"
_UNIT = rf"\b(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})\s*(?:kerja\s*)?"
_GIVEN = (
    "kebutuhan|keperluan|jadwal|ketentuan|kondisi|situasi|waktu|permintaan|kesepakatan|undangan|agenda|peraturan|"
    "aturan|target|beban|volume|jumlah|kalender|kontrak|tahapan|juknis|rencana|kesiapan"
)

OPEN = (
    # as needed, as scheduled
    rf"^sesuai\b|\bsesuai\s+(?:dengan\s+)?(?:{_GIVEN})",
    r"\b(?:menyesuaikan|disesuaikan|tergantung|bergantung|tentatif|kondisional|situasional|fleksibel)\b",
    r"\b(?:bervariasi|variatif|beragam)\b",
    # a lesson hour, whose length each school sets
    r"\b\d*\s*(?:jp|jpl|jam\s+pelajaran)\b",
    r"\b(?:insidentil|insidental|insidentiil|berkala|periodik|kontinyu|kontinu)\b|\bsewaktu\s*-?\s*waktu\b",
    r"\b(?:jika|bila|apabila)\s+(?:ada|di(?:perlukan|butuhkan)|perlu)",
    r"\btidak\s+(?:terbatas|ditentukan|tentu|dibatasi|menentu)\b",
    # how often; whole texts only, since `Laporan Tahunan` is an output in the wrong column
    r"^(?:harian|mingguan|bulanan|triwulanan|caturwulanan|kuartalan|semesteran|tahunan|rutin)\.?$",
    r"^(?:per\s+)?(?:hari|minggu|bulan|triwulan|semester|tahun)$",
    r"\b(?:setiap|tiap|sekali|kali)\b|\b\d+\s*x\s*(?:1\s|se|dalam|/)",
    # throughout, at once, at the time of
    r"\bsepanjang\b|^(?:secara\s+)?(?:seketika|segera|langsung|spontan)\b",
    r"\b(?:terus\s*-?\s*menerus|real\s*-?\s*time|on\s*-?\s*time|(?:saat|hari)\s+itu(?:\s+juga)?)\b",
    r"\b(?:hari|waktu|saat)\s+yang\s+sama\b|^selama\s+[a-z]|^(?:pada\s+)?(?:saat|waktu)\s+[a-z]",
    r"\b(?:sampai|hingga|s\s*[./]?\s*d|sd|-)\s*(?:dengan\s+)?selesai\b",
    # a point in time
    r"\bh\s*[-+]\s*\d|^hari\s+h$|\bsebelum\b|\bpukul\b",
    # per piece
    rf"{_UNIT}/\s*[a-z]|{_UNIT}\(?\s*per\s|{_UNIT}untuk\s+(?:1|satu|setiap|tiap)\b|@\s*\d|\bx\s*(?:jumlah|banyak)",
)
"""The open list: phrases that say when, how often or "it depends", but not how long; over normalised text."""
_OPEN = re.compile("|".join(OPEN))
_PER_PIECE = re.compile(rf"\b(?:{_PER}|untuk\s+(?:1|satu|{_PER}))|@")

_CALENDAR = _set(
    """januari februari pebruari maret april mei juni juli agustus september oktober november nopember
    desember jan feb mar apr jun jul agu agt ags sep sept okt nov nop des senin selasa rabu kamis jumat sabtu
    tanggal tgl awal akhir pertengahan pertama kedua ketiga keempat terakhir ke berikutnya berjalan"""
)
_BETWEEN = _set(
    """bulan minggu hari tahun triwulan semester tw dan s d sd sampai dengan hingga atau pada i ii iii iv"""
)
_PIECES = re.compile(r"[a-z]+|\d+")


def _is_calendar(plain: str) -> bool:
    """`Januari, April`, `minggu ke-2`, `akhir bulan`, `tanggal 5`: a place in the calendar, nothing else."""
    found = _PIECES.findall(plain)
    return any(word in _CALENDAR for word in found) and all(
        word in _CALENDAR or word in _BETWEEN or word.isdigit() for word in found
    )


def is_open(plain: str) -> bool:
    """True for a normalised text that says when, how often or "it depends", but not how long."""
    return _OPEN.search(plain) is not None or _is_calendar(plain)


def is_indefinite(plain: str) -> bool:
    """True for a remark that leaves the time before it open: `per berkas`, `tergantung jumlah berkas`.

    A place in the calendar does not: `1 bulan (tanggal 1-20)`.
    """
    return _OPEN.search(plain) is not None or _PER_PIECE.search(plain) is not None
