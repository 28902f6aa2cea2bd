"""Every finding there is: code → severity, sentences, and what to type instead, in Indonesian and English.

Data only. Words in braces are filled in by the rule. `python -m xl_sop.catalogue` prints the table of the README.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xl_sop.model import Severity


class Entry(NamedTuple):
    """One kind of finding; `message` and `fix` map a language ("id", "en") to a sentence."""

    severity: Severity
    message: Mapping[str, str]
    fix: Mapping[str, str]


def _entry(severity: Severity, message: str, message_en: str, fix: str, fix_en: str) -> Entry:
    return Entry(severity, {"id": message, "en": message_en}, {"id": fix, "en": fix_en})


CATALOGUE: dict[str, Entry] = {
    "waktu-jadi-tanggal": _entry(
        "galat",
        "Excel mengubah waktu langkah ini menjadi tanggal atau jam ({teks}).",
        "Excel turned the time of this step into a date or a time of day ({teks}).",
        "Ketik ulang sebagai teks, dengan satuannya, misalnya: 1-2 hari.",
        "Type it again as text, with its unit, for example: 1-2 hari.",
    ),
    "waktu-kosong": _entry(
        "galat",
        "Waktu langkah ini belum diisi.",
        "This step has no standard time.",
        "Ketik waktu dengan satuannya, misalnya: 15 menit.",
        "Type the time with its unit, for example: 15 menit.",
    ),
    "waktu-rentang": _entry(
        "peringatan",
        "Waktu “{teks}” berupa rentang; batas atasnya yang dihitung.",
        "The time “{teks}” is a range; its upper end is what counts.",
        "Tulis satu waktu, yaitu batas paling lama, karena mutu baku adalah batas.",
        "Write one time, the longest allowed, since a standard time is a limit.",
    ),
    "waktu-tanpa-satuan": _entry(
        "galat",
        "Waktu “{teks}” tidak bersatuan, dan judul kolomnya juga tidak menyebut satuan.",
        "The time “{teks}” has no unit, and its column header names none either.",
        "Tulis satuannya, misalnya: {teks} menit; atau beri judul kolom: Waktu (menit).",
        "Write its unit, for example: {teks} menit; or head the column: Waktu (menit).",
    ),
    "waktu-terbuka": _entry(
        "peringatan",
        "Waktu “{teks}” tidak menyebut batas paling lama, jadi tidak dapat dijumlahkan.",
        "The time “{teks}” names no longest duration, so it cannot be added up.",
        "Tulis lama waktu paling banyak, misalnya: 2 hari.",
        "Write the longest time allowed, for example: 2 hari.",
    ),
    "waktu-tidak-positif": _entry(
        "galat",
        "Waktu “{teks}” harus lebih dari nol.",
        "The time “{teks}” must be more than zero.",
        "Ketik waktu yang sebenarnya, misalnya: 15 menit.",
        "Type the real time, for example: 15 menit.",
    ),
    "waktu-tidak-terbaca": _entry(
        "galat",
        "Waktu “{teks}” tidak dapat dibaca dengan pasti.",
        "The time “{teks}” cannot be read with certainty.",
        "Tulis satu angka dan satu satuan, misalnya: 15 menit, 1,5 jam, atau 2 hari.",
        "Write one number and one unit, for example: 15 menit, 1,5 jam, or 2 hari.",
    ),
}
